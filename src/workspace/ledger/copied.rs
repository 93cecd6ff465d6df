//! Entries whose words were there before: the same but for marks and spaces, or nearly the same.
//!
//! Work that repeats is told in words that repeat, so that few cases are called near: long texts that share nearly all
//! their pairs of characters and all their numbers. Whoever is shown one is led to the other, and judges.

use std::collections::BTreeMap;

use crate::domain::quantity::fold_width;
use crate::domain::{Date, RecordId, order};

/// Characters from which the same words are told: within one project, and of another.
const SAME: usize = 4;
const SAME_ELSEWHERE: usize = 10;

/// Characters from which nearly the same words are told.
const NEAR: usize = 20;

/// Shared pairs of characters in hundredths (Dice's coefficient) from which words are nearly the same.
const SHARED: usize = 92;

/// One to ten, hundred, thousand, two, nought: figures written as words.
const NUMERALS: &str = "\u{4E00}\u{4E8C}\u{4E09}\u{56DB}\u{4E94}\u{516D}\u{4E03}\u{516B}\u{4E5D}\u{5341}\u{767E}\u{5343}\u{4E07}\u{4E24}\u{96F6}\u{3007}\u{534A}\u{9996}\u{672B}";

/// Not, not yet, already: two texts that differ in one of these say opposite things.
const TURNS: &str = "\u{4E0D}\u{672A}\u{6CA1}\u{65E0}\u{5DF2}";

/// The words of one entry.
pub(super) struct Words {
    /// Its project and its place there.
    entry: (usize, usize),
    on: Date,
    id: RecordId,
    folded: Vec<char>,
    /// Its different pairs of characters, sorted.
    pairs: Vec<u64>,
}

/// An entry, and the earlier one that says the same.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Copy {
    pub entry: (usize, usize),
    pub of: (usize, usize),
    pub exact: bool,
}

impl Words {
    pub fn of(text: &str, project: usize, nth: usize, on: Date, id: &RecordId) -> Words {
        let folded: Vec<char> =
            fold_width(text).chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let mut pairs: Vec<u64> =
            folded.windows(2).map(|it| u64::from(u32::from(it[0])) << 32 | u64::from(u32::from(it[1]))).collect();
        order::sort(&mut pairs);
        pairs.dedup();
        Words { entry: (project, nth), on, id: id.clone(), folded, pairs }
    }

    /// What must not differ, in its order: figures, and words that turn a sentence into its opposite.
    fn marks(&self) -> impl Iterator<Item = char> {
        let is_mark = |it: &char| it.is_ascii_digit() || NUMERALS.contains(*it) || TURNS.contains(*it);
        self.folded.iter().copied().filter(is_mark)
    }

    fn is_near(&self, other: &Words) -> bool {
        let (mut at, mut shared) = (0, 0);
        for pair in &self.pairs {
            while other.pairs.get(at).is_some_and(|it| it < pair) {
                at += 1;
            }
            shared += usize::from(other.pairs.get(at) == Some(pair));
        }
        200 * shared >= SHARED * (self.pairs.len() + other.pairs.len())
    }
}

/// The entries that say what an earlier one says, with the earliest such.
pub(super) fn find(all: &mut Vec<Words>) -> Vec<Copy> {
    // Of one day by their ids: in which order they came must not show.
    order::sort_by(all, |a, b| a.on.cmp(&b.on).then_with(|| a.id.cmp(&b.id)));
    // Who shares nearly all pairs shares one of the rarest few: only those are looked up.
    let mut often: BTreeMap<u64, u32> = BTreeMap::new();
    for pair in all.iter().flat_map(|it| &it.pairs) {
        *often.entry(*pair).or_default() += 1;
    }
    let mut same: BTreeMap<&[char], Vec<usize>> = BTreeMap::new();
    // What differs in its marks is never near: entries of one form with other figures do not meet each other.
    let mut marks: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_pair: BTreeMap<(usize, u64), Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, words) in all.iter().enumerate() {
        let told = |of: usize, exact: bool| Copy { entry: words.entry, of: all[of].entry, exact };
        let length = words.folded.len();
        let earlier = same.entry(&words.folded).or_default();
        let met = !earlier.is_empty();
        let least = |of: &usize| if all[*of].entry.0 == words.entry.0 { SAME } else { SAME_ELSEWHERE };
        if let Some(of) = earlier.iter().find(|of| length >= least(of)) {
            found.push(told(*of, true));
        }
        // The first of each project is enough to find the rest.
        if !earlier.iter().any(|of| all[*of].entry.0 == words.entry.0) {
            earlier.push(at);
        }
        if met || length < NEAR {
            continue;
        }
        let mut rare = words.pairs.clone();
        order::sort_by_key(&mut rare, |pair| (often.get(pair).copied(), *pair));
        // A text that shares `SHARED` hundredths has at least 85 of 100 of these pairs.
        rare.truncate(rare.len() - rare.len() * 85 / 100 + 1);
        let new = marks.len();
        let alike = *marks.entry(words.marks().collect()).or_insert(new);
        let mut candidates: Vec<usize> =
            rare.iter().filter_map(|it| by_pair.get(&(alike, *it))).flatten().copied().collect();
        order::sort(&mut candidates);
        candidates.dedup();
        if let Some(of) = candidates.into_iter().find(|of| words.is_near(&all[*of])) {
            found.push(told(of, false));
            // The first one is enough to find the rest.
            continue;
        }
        for pair in rare {
            by_pair.entry((alike, pair)).or_default().push(at);
        }
    }
    found
}
