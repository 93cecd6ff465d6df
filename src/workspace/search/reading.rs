//! Letters as a reading of Han characters: `hys`, `huiyishi` and `huiys` all read as one text.
//!
//! The letters are walked through a text with a set of bits: bit `i` is on where the first `i` letters have been read up
//! to here. A character moves every bit at once, by the lengths of what it can be read as.

use super::han::{Han, is_han};

/// A word of letters, at most 63, ready to be looked for in many folded texts.
pub struct Reading {
    letters: Vec<u16>,
    /// For each ASCII letter, where it stands in the word.
    ascii: Vec<u64>,
    /// For each set of syllables, how it moves: at 0 from where it ends the word, at n from where it reads n letters.
    moves: Vec<Moves>,
    /// For each unit, whether the word can begin with it.
    begins: Vec<bool>,
}

/// By number of letters; no syllable is longer than six.
type Moves = [u64; 7];

/// What of a word's letters may be read: bits by place.
#[derive(Clone, Copy, Default)]
pub struct Marks {
    /// An apostrophe stands before this letter: no syllable goes on across it.
    pub parted: u64,
    /// This letter stands for itself only.
    pub fixed: u64,
}

impl Reading {
    /// The longest word that can be read.
    pub const MOST: usize = 63;

    /// Gets a folded word ready.
    pub fn new(letters: Vec<u16>, marks: Marks) -> Reading {
        let han = Han::tables();
        let mut ascii = vec![0; 128];
        for (at, letter) in letters.iter().enumerate() {
            if let Some(places) = ascii.get_mut(usize::from(*letter)) {
                *places |= 1 << at;
            }
        }
        let moves = han.sets.iter().map(|set| moves_of(set, &letters, marks)).collect();
        let mut reading = Reading { letters, ascii, moves, begins: vec![false; 1 << 16] };
        for (unit, set) in han.read_characters() {
            reading.begins[usize::from(unit)] = reading.moves[set].iter().any(|it| it & 1 == 1);
        }
        if let Some(first) = reading.letters.first() {
            reading.begins[usize::from(*first)] = true;
        }
        reading
    }

    /// The word itself.
    pub fn letters(&self) -> &[u16] {
        &self.letters
    }

    /// True when some run of characters in a folded text can be read as the word.
    #[inline]
    pub fn is_in(&self, text: &[u16], han: &Han) -> bool {
        let mut state = 0;
        for unit in text {
            if state == 0 && !self.begins[usize::from(*unit)] {
                continue;
            }
            match self.step(state | 1, *unit, han) {
                None => return true,
                Some(next) => state = next,
            }
        }
        false
    }

    /// How many units from the beginning of a folded text read as the word, the fewest; nothing when none do.
    pub fn length_at(&self, text: &[u16]) -> Option<usize> {
        let han = Han::tables();
        let mut state = 1;
        for (at, unit) in text.iter().enumerate() {
            match self.step(state, *unit, han) {
                None => return Some(at + 1),
                Some(0) => return None,
                Some(next) => state = next,
            }
        }
        None
    }

    /// The bits after one more unit; nothing when the word ends with it.
    fn step(&self, state: u64, unit: u16, han: &Han) -> Option<u64> {
        let same = match self.ascii.get(usize::from(unit)) {
            Some(places) => *places,
            None if is_han(unit) => self.places_of(unit),
            None => 0,
        };
        let moves = &self.moves[han.readings(unit)];
        let mut next = (state & same) << 1;
        if state & moves[0] != 0 || next >> self.letters.len() & 1 == 1 {
            return None;
        }
        for (letters, from) in moves.iter().enumerate().skip(1) {
            next |= (state & from) << letters;
        }
        Some(next)
    }

    /// Where a Han character stands in the word.
    fn places_of(&self, unit: u16) -> u64 {
        let mut places = 0;
        for (at, letter) in self.letters.iter().enumerate() {
            places |= u64::from(*letter == unit) << at;
        }
        places
    }
}

fn moves_of(set: &[&str], letters: &[u16], marks: Marks) -> Moves {
    let mut moves = Moves::default();
    for syllable in set {
        add_syllable(&mut moves, syllable.as_bytes(), letters, marks);
        if let Some(consonant) = syllable.strip_suffix("ve") {
            // lüe and nüe are typed both ways: nothing else is read lue or nue.
            add_syllable(&mut moves, &[consonant.as_bytes(), b"ue"].concat(), letters, marks);
        }
    }
    moves
}

/// A character is read as its whole syllable, as its initial, or at the word's end as any beginning of the syllable.
fn add_syllable(moves: &mut Moves, syllable: &[u8], letters: &[u16], marks: Marks) {
    let initial = if syllable.get(1) == Some(&b'h') { 2 } else { 1 };
    for at in 0..letters.len() {
        let mut read = 0;
        while read < syllable.len()
            && letters.get(at + read) == Some(&u16::from(syllable[read]))
            && marks.fixed >> (at + read) & 1 == 0
            && (read == 0 || marks.parted >> (at + read) & 1 == 0)
        {
            read += 1;
            if at + read == letters.len() {
                moves[0] |= 1 << at;
            } else if read == 1 || read == initial || read == syllable.len() {
                moves[read] |= 1 << at;
            }
        }
    }
}
