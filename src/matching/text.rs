//! Which texts speak of the same things: an index over Han characters, pairs of them, and words of letters, and a score in
//! whole numbers (BM25; Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009).
//!
//! Texts come folded, as search compares them (one script, one width, small letters). No words are cut out of running text:
//! pairs of characters find nearly what a dictionary would, and need none. A text is added once; a new wording of it is a new
//! text, the old one taken out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// How fast a word said again counts for less: k1 in tenths.
const K1_TENTHS: u64 = 12;

/// How much of a long text's advantage is taken away: b in hundredths.
const B_HUNDREDTHS: u64 = 75;

/// One bit of rarity is so much; scores are sums of these.
pub const BIT: u32 = 1 << 10;

/// A single character in more than one text of so many says too little to look at where pairs were found.
const COMMON: usize = 16;

/// A text found, and how well it fits: higher is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The text's number: what [`Index::add`] gave.
    pub text: u32,
    /// How well it fits, in units of [`BIT`].
    pub score: u32,
}

/// An index of texts.
#[derive(Clone, Default)]
pub struct Index {
    letters: Letters,
    words: BTreeMap<Box<str>, u32>,
    terms: Vec<Postings>,
    /// The length of each text in terms; 0 where it was taken out.
    lengths: Vec<u16>,
    alive: usize,
    all_lengths: u64,
}

/// The terms of characters and pairs: an open table, at most half full.
///
/// A pair is the number of its first UTF-16 unit times 2^16 and the second, a character alone its unit; 0 is an empty place.
#[derive(Clone, Default)]
struct Letters {
    places: Vec<(u32, u32)>,
    used: usize,
}

/// The texts a term stands in, as steps from one to the next.
///
/// A step is written in sevens of bits, the lowest first, its lowest bit telling that a count follows. The last one is not
/// written yet, as its count may still grow.
#[derive(Clone, Default)]
struct Postings {
    bytes: Vec<u8>,
    texts: u32,
    last: u32,
    step: u32,
    times: u8,
}

/// A term of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Term<'t> {
    /// A character or a pair, as [`Letters`] has it.
    Letters(u32),
    Word(&'t str),
}

impl Index {
    /// An index of nothing.
    pub fn new() -> Index {
        Index::default()
    }

    /// How many texts it holds.
    pub fn len(&self) -> usize {
        self.alive
    }

    /// True while it holds none.
    pub fn is_empty(&self) -> bool {
        self.alive == 0
    }

    /// How many numbers were given out for each text that is held, in hundredths: what is beyond 150 or so is worth building anew.
    pub fn waste(&self) -> usize {
        self.lengths.len() * 100 / self.alive.max(1)
    }

    /// Adds a text; its number. Numbers only grow.
    pub fn add(&mut self, text: &str) -> u32 {
        let number = u32::try_from(self.lengths.len()).expect("fewer than 2^32 texts fit in memory");
        let mut length = 0u16;
        each_term(text, |term| {
            let at = self.term(term);
            self.terms[at as usize].push(number);
            length = length.saturating_add(1);
        });
        let length = length.max(1);
        self.lengths.push(length);
        self.alive += 1;
        self.all_lengths += u64::from(length);
        number
    }

    /// Takes a text out; false where it was not there.
    pub fn remove(&mut self, text: u32) -> bool {
        let Some(length) = self.lengths.get_mut(text as usize).filter(|it| **it > 0) else { return false };
        self.all_lengths -= u64::from(std::mem::take(length));
        self.alive -= 1;
        true
    }

    /// The `most` texts that fit best, the best first, of equals the one added first.
    pub fn find(&self, text: &str, most: usize) -> Vec<Hit> {
        let mut asked: Vec<u32> = Vec::new();
        let mut pairs: Vec<u32> = Vec::new();
        each_term(text, |term| {
            let Some(known) = self.known(&term) else { return };
            let of = if matches!(term, Term::Letters(0..=0xFFFF)) { &mut asked } else { &mut pairs };
            of.push(known);
        });
        for terms in [&mut asked, &mut pairs] {
            terms.sort_unstable();
            terms.dedup();
        }
        let mut scores = vec![0u32; if asked.is_empty() && pairs.is_empty() { 0 } else { self.lengths.len() }];
        let mut found: Vec<u32> = Vec::new();
        for term in &pairs {
            self.count(*term, &mut scores, &mut found);
        }
        let enough = found.len() >= most;
        for term in &asked {
            let is_common = self.terms[*term as usize].texts as usize * COMMON > self.alive;
            if !(is_common && enough) {
                self.count(*term, &mut scores, &mut found);
            }
        }
        best(&found, &scores, most)
    }

    /// Adds what a term says of each text it stands in.
    fn count(&self, term: u32, scores: &mut [u32], found: &mut Vec<u32>) {
        let postings = &self.terms[term as usize];
        let rarity = u64::from(rarity(postings.texts as usize, self.alive));
        let mean = (self.all_lengths / self.alive.max(1) as u64).max(1);
        // tf (k1 + 1) / (tf + k1 (1 - b + b length / mean)), everything times 1,000 mean.
        let reckoned = |length: u64, times: u64| {
            let norm = K1_TENTHS * ((100 - B_HUNDREDTHS) * mean + B_HUNDREDTHS * length);
            let above = rarity * times * (K1_TENTHS + 10) * 100 * mean;
            let score = (above / (times * 1_000 * mean + norm)).max(1);
            u32::try_from(score).unwrap_or(u32::MAX)
        };
        // Most texts are short and say a term once: these are divided once a length.
        let mut once = [0u32; 64];
        let lengths = &self.lengths[..];
        postings.each(|text, times| {
            let length = usize::from(lengths[text as usize]);
            if length == 0 {
                return;
            }
            let score = if times == 1 && length < once.len() {
                if once[length] == 0 {
                    once[length] = reckoned(length as u64, 1);
                }
                once[length]
            } else {
                reckoned(length as u64, times)
            };
            let sum = &mut scores[text as usize];
            if *sum == 0 {
                found.push(text);
            }
            *sum = sum.saturating_add(score);
        });
    }

    /// The number of a term, new if it has none.
    fn term(&mut self, term: Term<'_>) -> u32 {
        if let Some(known) = self.known(&term) {
            return known;
        }
        let number = u32::try_from(self.terms.len()).expect("fewer than 2^32 terms fit in memory");
        self.terms.push(Postings::default());
        match term {
            Term::Word(word) => drop(self.words.insert(word.into(), number)),
            Term::Letters(letters) => self.letters.insert(letters, number),
        }
        number
    }

    fn known(&self, term: &Term<'_>) -> Option<u32> {
        match term {
            Term::Word(word) => self.words.get(*word).copied(),
            Term::Letters(letters) => self.letters.get(*letters),
        }
    }
}

impl Letters {
    /// Where a key stands, or would.
    fn place(&self, key: u32) -> usize {
        let mask = self.places.len() - 1;
        // Fibonacci hashing: the upper bits of the product.
        let mut at = ((u64::from(key.wrapping_mul(0x9E37_79B1)) * self.places.len() as u64) >> 32) as usize;
        while self.places[at].0 != key && self.places[at].0 != 0 {
            at = (at + 1) & mask;
        }
        at
    }

    fn get(&self, key: u32) -> Option<u32> {
        if self.places.is_empty() {
            return None;
        }
        let (known, number) = self.places[self.place(key)];
        (known == key).then_some(number)
    }

    /// Adds a key that is not there.
    fn insert(&mut self, key: u32, number: u32) {
        if 2 * (self.used + 1) > self.places.len() {
            let larger = vec![(0, 0); (2 * self.places.len()).max(1 << 10)];
            let known = std::mem::replace(&mut self.places, larger);
            for (key, number) in known.into_iter().filter(|it| it.0 != 0) {
                let at = self.place(key);
                self.places[at] = (key, number);
            }
        }
        let at = self.place(key);
        self.places[at] = (key, number);
        self.used += 1;
    }
}

impl Postings {
    /// Notes that the term stands in a text, once more where it is the last one noted.
    fn push(&mut self, text: u32) {
        if self.texts > 0 && self.last == text {
            self.times = self.times.saturating_add(1);
            return;
        }
        if self.texts > 0 {
            self.write();
        }
        // The first step is the number itself, one up: a step of nothing is none.
        self.step = if self.texts == 0 { text.wrapping_add(1) } else { text - self.last };
        self.last = text;
        self.times = 1;
        self.texts += 1;
    }

    fn write(&mut self) {
        let mut number = u64::from(self.step) << 1 | u64::from(self.times > 1);
        while number > 0x7F {
            self.bytes.push((number & 0x7F) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
        if self.times > 1 {
            self.bytes.push(self.times);
        }
    }

    /// Calls back for each text, with how often the term stands there.
    fn each(&self, mut then: impl FnMut(u32, u64)) {
        let bytes = &self.bytes[..];
        let (mut at, mut text) = (0, u32::MAX);
        while at < bytes.len() {
            let mut byte = bytes[at];
            let mut number = u64::from(byte & 0x7F);
            let mut by = 7;
            at += 1;
            while byte & 0x80 != 0 {
                byte = bytes[at];
                number |= u64::from(byte & 0x7F) << by;
                by += 7;
                at += 1;
            }
            text = text.wrapping_add((number >> 1) as u32);
            let mut times = 1;
            if number & 1 == 1 {
                times = u64::from(bytes[at]);
                at += 1;
            }
            then(text, times);
        }
        if self.texts > 0 {
            then(self.last, u64::from(self.times));
        }
    }
}

/// The `most` best of those found, the best first, of equals the one added first.
fn best(found: &[u32], scores: &[u32], most: usize) -> Vec<Hit> {
    // The worst of the best stands on top.
    let mut kept: BinaryHeap<Reverse<(u32, Reverse<u32>)>> = BinaryHeap::new();
    for text in found {
        let rank = Reverse((scores[*text as usize], Reverse(*text)));
        if kept.len() < most {
            kept.push(rank);
        } else if let Some(mut worst) = kept.peek_mut()
            && rank < *worst
        {
            *worst = rank;
        }
    }
    let ranked = kept.into_sorted_vec().into_iter();
    ranked.map(|Reverse((score, Reverse(text)))| Hit { text, score }).collect()
}

/// How rare a term is that stands in so many of all texts: log2(1 + (all - texts + 0.5) / (texts + 0.5)), in units of [`BIT`].
fn rarity(texts: usize, all: usize) -> u32 {
    let (texts, all) = (texts.min(all) as u64, all as u64);
    // 1 + x is (all + 1) / (texts + 0.5): both doubled.
    (log2(2 * all + 2) - log2(2 * texts + 1)).max(1)
}

/// log2 of a number from 1 on, in units of [`BIT`], rounded down: bit by bit, by squaring.
fn log2(number: u64) -> u32 {
    let whole = number.ilog2();
    // The number as 1.x, with 31 bits behind the point.
    let mut part = if whole > 31 { number >> (whole - 31) } else { number << (31 - whole) };
    let mut bits = whole;
    for _ in 0..BIT.ilog2() {
        part = (part * part) >> 31;
        let is_over = part >> 32;
        bits = bits << 1 | is_over as u32;
        part >>= is_over;
    }
    bits
}

/// Calls back for each term of a text: words of letters and digits, every other character alone, and pairs of these that stand
/// side by side. Whatever is neither letter nor digit divides.
fn each_term<'t>(text: &'t str, mut then: impl FnMut(Term<'t>)) {
    let mut before: Option<u16> = None;
    let mut word: Option<usize> = None;
    for (at, letter) in text.char_indices() {
        let is_latin = letter.is_alphanumeric() && !is_han(letter);
        match (is_latin, word) {
            (true, None) => word = Some(at),
            (false, Some(from)) => {
                then(Term::Word(&text[from..at]));
                word = None;
            }
            _ => {}
        }
        if is_latin || !is_han(letter) {
            before = None;
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            then(Term::Letters(u32::from(*unit)));
            if let Some(first) = before.replace(*unit) {
                then(Term::Letters(u32::from(first) << 16 | u32::from(*unit)));
            }
        }
    }
    if let Some(from) = word {
        then(Term::Word(&text[from..]));
    }
}

/// True for Han characters, those beyond the first plane too, and kana, which are written without spaces as well.
fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests;
