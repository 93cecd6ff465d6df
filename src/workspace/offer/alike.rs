//! Whether two names, titles or contents may mean one thing.
//!
//! A wrong warning is worse than a missing one. So what differs must be of no account (a word that comes and goes, an
//! order of words) or a slip of somebody who types by sound; a number, a letter, a side or a size is never a slip.

use super::super::search::{Han, fold};
use super::dictionary as words;
use crate::domain::dictionary::{COMMUNITY_ENDINGS, LOOSE_WORDS, PARTY_ENDINGS, STREET_ENDINGS};
use crate::domain::order;

/// A text without blanks and punctuation, folded: two texts with one key are the same to people.
pub fn key(text: &str) -> Vec<u16> {
    let mut units = fold(text);
    units.retain(|unit| is_read(*unit));
    units
}

/// False for punctuation.
pub fn is_read(unit: u16) -> bool {
    // Half of a pair is part of a character beyond the first plane.
    matches!(unit, 0x4E00..=0x9FFF) || char::from_u32(unit.into()).is_none_or(char::is_alphanumeric)
}

/// Shortest contents that are compared: of shorter ones a word is too much.
pub const LEAST_CONTENT: usize = 12;

/// An office's name, ready to be compared.
#[derive(Debug)]
pub struct OfficeName {
    /// Its [`key`].
    pub key: Vec<u16>,
    /// What is left without the words that say what kind of office it is.
    pub core: Vec<u16>,
    class: Class,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Street,
    Community,
    Village,
    Unit,
}

impl OfficeName {
    /// Gets a name ready.
    pub fn of(name: &str) -> OfficeName {
        let key = key(name);
        let mut core = with_figures(&key);
        strip_beginning(&mut core, words::PARTY_BEGINNING, 2);
        strip_longest_ending(&mut core, PARTY_ENDINGS, 2);
        let class = if strip_longest_ending(&mut core, STREET_ENDINGS, 2) {
            Class::Street
        } else if strip_longest_ending(&mut core, words::VILLAGE_ENDINGS, 2) {
            Class::Village
        } else {
            let mut class = Class::Unit;
            let endings = || COMMUNITY_ENDINGS.iter().filter(|it| !words::VILLAGE_ENDINGS.contains(it));
            while endings().any(|it| strip_ending(&mut core, it, 2)) {
                class = Class::Community;
            }
            class
        };
        if class == Class::Unit {
            let shortened = LOOSE_WORDS.iter().map(|it| (*it, "")).chain(words::SHORTENED.iter().copied());
            shortened.for_each(|(word, short)| replace(&mut core, word, short, 3));
        }
        OfficeName { key, core, class }
    }

    /// True when both may name one office.
    pub fn is_like(&self, other: &OfficeName) -> bool {
        let (a, b) = (&self.core, &other.core);
        if self.key.is_empty() || other.key.is_empty() {
            return false;
        }
        if self.key == other.key {
            return true;
        }
        if self.class != other.class || a.len().min(b.len()) < 2 {
            return false;
        }
        let least = if self.class == Class::Unit { 4 } else { 2 };
        a == b || is_slip(a, b, least) || (self.class == Class::Unit && is_without_area(a, b))
    }
}

/// True when one name is the other without the area it stands in: a hall of culture, and that of a district.
fn is_without_area(a: &[u16], b: &[u16]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let Some(area) = long.strip_suffix(short) else { return false };
    let is_area = |word: &str| ends_with(area, word) || begins_with(short, word);
    !area.is_empty() && short.len() >= 3 && words::AREAS.iter().any(|it| is_area(it))
}

/// A title, ready to be compared.
#[derive(Debug)]
pub struct Title {
    /// Its [`key`].
    pub key: Vec<u16>,
    /// What is left without words that come and go.
    core: Vec<u16>,
}

impl Title {
    /// Gets a title ready.
    pub fn of(title: &str) -> Title {
        let key = key(title);
        let mut core = with_figures(&key);
        for word in words::FILLING_BEGINNINGS {
            strip_beginning(&mut core, word, 3);
        }
        for word in words::FILLING_ENDINGS {
            strip_ending(&mut core, word, 2);
        }
        for word in words::FILLING {
            replace(&mut core, word, "", 2);
        }
        Title { key, core }
    }

    /// True when both may name one thing of one office.
    pub fn is_like(&self, other: &Title) -> bool {
        let (a, b) = (&self.core, &other.core);
        if self.key.is_empty() || other.key.is_empty() {
            return false;
        }
        if self.key == other.key || (a == b && a.len() >= 2) || is_slip(a, b, 4) {
            return true;
        }
        let least = a.len().min(b.len());
        let (more_a, more_b) = (left_over(a, b), left_over(b, a));
        let more = more_a.max(more_b);
        // A character more in a title long enough, or the same ones in another order.
        let is_more = (least >= 6 && more <= 1) || (least >= 12 && more <= 2);
        more_a.min(more_b) == 0
            && (more == 0 || is_more)
            && least >= 5
            && marks_of(a) == marks_of(b)
            && Bigrams::of(a).share(b) >= 55
    }
}

/// True when both contents may say one thing: all but the same pairs of characters, the same numbers and sides, and no
/// other place or body where they differ. Both without punctuation, with figures ([`content`]).
pub fn contents_alike(a: &[u16], bigrams: &Bigrams, b: &[u16]) -> bool {
    a.len().min(b.len()) >= LEAST_CONTENT
        && bigrams.share(b) >= 85
        && marks_of(a) == marks_of(b)
        && !differs_by_name(a, b)
}

/// A content as it is compared.
pub fn content(text: &str) -> Vec<u16> {
    with_figures(&key(text))
}

/// True when one stretch stands for another, and it is one character or ends a name: then it tells two things apart.
fn differs_by_name(a: &[u16], b: &[u16]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let most = a.len().min(b.len());
    let end = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (after, a, b) = (&a[a.len() - end..], &a[..a.len() - end], &b[..b.len() - end]);
    if a.is_empty() || b.is_empty() || is_slip(a, b, 1) {
        return false;
    }
    let ends_name = |unit: &u16| words::NAMES_END.encode_utf16().any(|it| it == *unit);
    let is_name = |it: &[u16]| it.len() == 1 || it.iter().chain(after.first()).any(ends_name);
    is_name(a) || is_name(b)
}

/// The pairs of neighbours in a text, sorted.
#[derive(Debug)]
pub struct Bigrams(Vec<u32>);

impl Bigrams {
    /// Those of a text.
    pub fn of(units: &[u16]) -> Bigrams {
        let mut all: Vec<u32> = pairs(units).collect();
        order::sort(&mut all);
        Bigrams(all)
    }

    /// How much of both texts are pairs the other one has too, in hundredths.
    pub fn share(&self, other: &[u16]) -> usize {
        let mut is_taken = vec![false; self.0.len()];
        let mut shared = 0;
        for pair in pairs(other) {
            let first = self.0.partition_point(|it| *it < pair);
            let free = self.0[first..].iter().take_while(|it| **it == pair).count();
            if let Some(at) = (first..first + free).find(|at| !is_taken[*at]) {
                is_taken[at] = true;
                shared += 1;
            }
        }
        200 * shared / (self.0.len() + other.len().saturating_sub(1)).max(1)
    }
}

fn pairs(units: &[u16]) -> impl Iterator<Item = u32> {
    units.windows(2).map(|pair| u32::from(pair[0]) << 16 | u32::from(pair[1]))
}

/// True when texts of one length, at least `least`, differ by characters of one sound, one in four at most, or by two
/// neighbours that changed places.
fn is_slip(a: &[u16], b: &[u16], least: usize) -> bool {
    if a.len() != b.len() || a.len() < least {
        return false;
    }
    let differing: Vec<usize> = (0..a.len()).filter(|at| a[*at] != b[*at]).collect();
    let tells = |unit: u16| is_telling(unit) || words::NO_SLIP.encode_utf16().any(|it| it == unit);
    if differing.iter().any(|at| tells(a[*at]) || tells(b[*at])) {
        return false;
    }
    let sounds_so = differing.len() <= (a.len() / 4).max(1) && differing.iter().all(|at| is_same_sound(a[*at], b[*at]));
    sounds_so || matches!(differing[..], [x, y] if y == x + 1 && a.len() >= 4 && (a[x], a[y]) == (b[y], b[x]))
}

/// True when two characters can be read alike, whatever the tone.
fn is_same_sound(a: u16, b: u16) -> bool {
    let han = Han::tables();
    han.sets[han.readings(a)].iter().any(|it| han.sets[han.readings(b)].contains(it))
}

/// True for numbers, letters and other characters that tell things apart.
fn is_telling(unit: u16) -> bool {
    let is_ascii = u8::try_from(unit).is_ok_and(|it| it.is_ascii_alphanumeric());
    is_ascii || words::TELLING.encode_utf16().any(|it| it == unit)
}

/// The telling characters of a text in their order.
fn marks_of(units: &[u16]) -> Vec<u16> {
    units.iter().copied().filter(|it| is_telling(*it)).collect()
}

/// How many characters of `a` are left when those of `b` are taken away.
fn left_over(a: &[u16], b: &[u16]) -> usize {
    let mut rest = b.to_vec();
    let mut left = 0;
    for unit in a {
        match rest.iter().position(|it| it == unit) {
            Some(at) => drop(rest.swap_remove(at)),
            None => left += 1,
        }
    }
    left
}

/// Numbers up to 99 as figures, however they are written.
fn with_figures(units: &[u16]) -> Vec<u16> {
    let figure = |at: usize| {
        let c = char::from_u32(u32::from(*units.get(at)?))?;
        let c = if c == words::NOUGHT { words::FIGURES[0] } else { c };
        words::FIGURES.iter().position(|it| *it == c)
    };
    let ascii = |figure: usize| u16::from(b'0') + figure as u16;
    let mut out = Vec::with_capacity(units.len());
    for (at, unit) in units.iter().enumerate() {
        if u32::from(*unit) == u32::from(words::TEN) {
            if at.checked_sub(1).and_then(figure).is_none() {
                out.push(ascii(1));
            }
            if figure(at + 1).is_none() {
                out.push(ascii(0));
            }
        } else {
            out.push(figure(at).map_or(*unit, ascii));
        }
    }
    out
}

fn begins_with(units: &[u16], word: &str) -> bool {
    let mut units = units.iter();
    word.encode_utf16().all(|it| units.next() == Some(&it))
}

fn ends_with(units: &[u16], word: &str) -> bool {
    let length = word.encode_utf16().count();
    units.len() >= length && begins_with(&units[units.len() - length..], word)
}

/// Takes a word away in front, where at least `least` units are left; true when it did.
fn strip_beginning(units: &mut Vec<u16>, word: &str, least: usize) -> bool {
    let length = word.encode_utf16().count();
    let does = begins_with(units, word) && units.len() >= length + least;
    if does {
        units.drain(..length);
    }
    does
}

/// Takes a word away behind, where at least `least` units are left; true when it did.
fn strip_ending(units: &mut Vec<u16>, word: &str, least: usize) -> bool {
    let length = word.encode_utf16().count();
    let does = ends_with(units, word) && units.len() >= length + least;
    if does {
        units.truncate(units.len() - length);
    }
    does
}

fn strip_longest_ending(units: &mut Vec<u16>, endings: &[&str], least: usize) -> bool {
    let longest = endings.iter().filter(|it| ends_with(units, it)).max_by_key(|it| it.len());
    longest.is_some_and(|it| strip_ending(units, it, least))
}

/// Puts `short` where `word` stands first, where at least `least` units are left.
fn replace(units: &mut Vec<u16>, word: &str, short: &str, least: usize) {
    let (length, new) = (word.encode_utf16().count(), short.encode_utf16().count());
    if units.len() + new >= length + least
        && let Some(at) = (0..=units.len().saturating_sub(length)).find(|at| begins_with(&units[*at..], word))
    {
        units.splice(at..at + length, short.encode_utf16());
    }
}
