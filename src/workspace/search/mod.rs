//! Search as people type it: several words, each anywhere, as text or by its pinyin, whatever width, case, spaces or
//! characters, simplified or traditional.
//!
//! A word hits where it stands in the text, both folded ([`fold`]). A word of letters also hits where a run of characters
//! can be read as it ([`reading`]): each Han character as its syllable, as its initial (`h`, `zh`), the last one also as
//! a beginning of its syllable; a letter of the text as itself. In a word with Han characters the small letters are read
//! too, because that is what a search box holds while an input method is open.

mod fold;
mod han;
mod index;
mod reading;

use std::ops::Range;

pub use fold::{BREAK, fold};
use fold::{fold_char, fold_with_places};
pub use han::Han;
use han::is_han;
pub use index::{Folded, Found, SearchIndex};
use reading::{Marks, Reading};

/// The words of a query, ready to be looked for in many texts.
pub struct Words(Vec<Word>);

/// One word: as text, and as letters to be read where it can be.
struct Word {
    /// Nothing where the letters say the same.
    text: Vec<u16>,
    reading: Option<Reading>,
}

impl Words {
    /// The words people typed, apart by spaces.
    pub fn of(query: &str) -> Words {
        Words(query.split_whitespace().filter_map(Word::of).collect())
    }

    /// True when nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True when every word hits `text`.
    pub fn all_in(&self, text: &str) -> bool {
        self.all_in_folded(&fold(text))
    }

    /// True when every word hits a text that is folded already.
    pub fn all_in_folded(&self, text: &[u16]) -> bool {
        self.0.iter().all(|word| word.is_in(text, Han::tables()))
    }

    /// True when a folded text begins with the first word.
    pub fn begin_folded(&self, text: &[u16]) -> bool {
        self.0.first().is_some_and(|word| word.length_at(text).is_some())
    }

    /// The stretches of a shown text that the words hit, in bytes, ascending and apart from each other.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let (units, places) = fold_with_places(text);
        let mut is_hit = vec![false; units.len()];
        for word in &self.0 {
            let mut at = 0;
            while at < units.len() {
                let length = word.length_at(&units[at..]).unwrap_or(0);
                is_hit[at..at + length].fill(true);
                at += length.max(1);
            }
        }
        let mut marks: Vec<Range<usize>> = Vec::new();
        let mut before = false;
        for (is_hit, (start, end)) in is_hit.into_iter().zip(places) {
            match marks.last_mut() {
                Some(last) if is_hit && before => last.end = end,
                _ if is_hit => marks.push(start..end),
                _ => {}
            }
            before = is_hit;
        }
        marks
    }
}

impl Word {
    /// Nothing for what folds away.
    fn of(typed: &str) -> Option<Word> {
        let text = fold(typed);
        let (letters, marks) = letters_of(typed);
        let is_letter = |unit: &u16| u8::try_from(*unit).is_ok_and(|it| it.is_ascii_lowercase());
        let are_letters = letters.iter().all(is_letter);
        let has_han = letters.iter().any(|it| is_han(*it)) && letters.iter().any(is_letter);
        let may_be_read = (are_letters || has_han) && letters.len() <= Reading::MOST;
        let marks = Marks { fixed: if are_letters { 0 } else { marks.fixed }, ..marks };
        let reading = (may_be_read && !letters.is_empty()).then(|| Reading::new(letters, marks));
        let is_same = reading.as_ref().is_some_and(|it| it.letters() == text);
        (!text.is_empty()).then(|| Word { text: if is_same { Vec::new() } else { text }, reading })
    }

    /// True when a folded text has the word.
    #[inline]
    fn is_in(&self, text: &[u16], han: &Han) -> bool {
        self.reading.as_ref().is_some_and(|it| it.is_in(text, han)) || stands_in(&self.text, text)
    }

    /// How many units at the beginning of a folded text are the word.
    fn length_at(&self, text: &[u16]) -> Option<usize> {
        let read = self.reading.as_ref().and_then(|it| it.length_at(text));
        read.or_else(|| (!self.text.is_empty() && text.starts_with(&self.text)).then_some(self.text.len()))
    }
}

/// True when `word` is somewhere in `text`; never for no word.
#[inline]
pub fn stands_in(word: &[u16], text: &[u16]) -> bool {
    let Some((first, rest)) = word.split_first() else { return false };
    let last = text.len().saturating_sub(rest.len());
    let begins = text[..last].iter().enumerate().filter(|(_, unit)| *unit == first);
    begins.into_iter().any(|(at, _)| text[at + 1..].starts_with(rest))
}

/// A typed word as letters to be read: ü is v, typed as `v`, `ü` or `u:`.
fn letters_of(typed: &str) -> (Vec<u16>, Marks) {
    let (mut letters, mut marks) = (Vec::new(), Marks::default());
    let bit = |at: usize| 1_u64.checked_shl(at as u32).unwrap_or(0);
    for c in typed.chars() {
        let before = letters.len();
        match c {
            '\'' | '\u{2019}' | '\u{FF07}' => marks.parted |= bit(before),
            'ü' | 'Ü' => letters.push(u16::from(b'v')),
            ':' | '\u{FF1A}' if letters.last() == Some(&u16::from(b'u')) => letters[before - 1] = u16::from(b'v'),
            _ => fold_char(c, Han::tables(), &mut letters),
        }
        if c.is_ascii_uppercase() || matches!(c, '\u{FF21}'..='\u{FF3A}') {
            marks.fixed |= bit(before);
        }
    }
    (letters, marks)
}

/// True when every word of `query` hits `text`.
pub fn matches(text: &str, query: &str) -> bool {
    Words::of(query).all_in(text)
}

#[cfg(test)]
mod tables;
#[cfg(test)]
mod tests;
