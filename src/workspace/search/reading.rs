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
    /// How many letters may be read when the second character comes.
    second: u64,
    /// What each unit can be in the word.
    roles: Box<[u8; 1 << 16]>,
}

/// The word can begin with it.
const BEGINS: u8 = 1;
/// It can come second.
const FOLLOWS: u8 = 2;
/// It can be the whole word.
const IS_ALL: u8 = 4;

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
        let mut second = 1 << 1;
        for moves in &moves {
            second |= moved(1, moves);
        }
        let roles = vec![0; 1 << 16].try_into().expect("as many roles as units");
        let mut reading = Reading { letters, ascii, moves, second, roles };
        for (unit, set) in han.read_characters() {
            reading.roles[usize::from(unit)] = reading.role(0, set);
        }
        for at in 0..reading.letters.len() {
            let unit = reading.letters[at];
            reading.roles[usize::from(unit)] = reading.role(reading.places_of(unit), han.readings(unit));
        }
        reading
    }

    /// What a character can be that stands in the word at these places and is read as this set.
    fn role(&self, same: u64, set: usize) -> u8 {
        let moves = &self.moves[set];
        let from = moves.iter().fold(same, |places, it| places | it);
        let is_all = moves[0] & 1 == 1 || (self.letters.len() == 1 && same & 1 == 1);
        let flag = |is_so: bool, role: u8| if is_so { role } else { 0 };
        flag(from & 1 == 1, BEGINS) | flag(from & self.second != 0, FOLLOWS) | flag(is_all, IS_ALL)
    }

    /// The word itself.
    pub fn letters(&self) -> &[u16] {
        &self.letters
    }

    /// True when some run of characters in a folded text can be read as the word.
    #[inline]
    pub fn is_in(&self, text: &[u16], han: &Han) -> bool {
        let mut state = 0;
        for (at, unit) in text.iter().enumerate() {
            if state == 0 {
                let role = self.roles[usize::from(*unit)];
                if role & BEGINS == 0 {
                    continue;
                }
                // Most beginnings lead nowhere, and the next character tells.
                let next = text.get(at + 1).map_or(0, |next| self.roles[usize::from(*next)]);
                if role & IS_ALL == 0 && next & FOLLOWS == 0 {
                    continue;
                }
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
        let next = (state & same) << 1;
        let is_end = state & moves[0] != 0 || next >> self.letters.len() & 1 == 1;
        (!is_end).then(|| next | moved(state, moves))
    }

    /// Where a unit stands in the word.
    fn places_of(&self, unit: u16) -> u64 {
        let mut places = 0;
        for (at, letter) in self.letters.iter().enumerate() {
            places |= u64::from(*letter == unit) << at;
        }
        places
    }
}

/// The bits after a character read as a whole syllable or as its initial.
#[inline]
fn moved(state: u64, moves: &Moves) -> u64 {
    let mut next = 0;
    for (letters, from) in moves.iter().enumerate().skip(1) {
        next |= (state & from) << letters;
    }
    next
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
