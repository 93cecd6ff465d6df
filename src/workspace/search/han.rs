//! What search knows of Han characters: how they are read, and what the traditional ones are in simplified writing.
//!
//! Both come from tables beside this file that `tables.rs` makes from well-kept crates; neither crate is shipped.

use std::sync::OnceLock;

/// A line a syllable without its tone: the syllable, then the characters read so. `lv` stands for lü.
const PINYIN: &str = include_str!("pinyin.txt");

/// Pairs of a traditional character and the one that stands for it in simplified writing, without a break.
const TRADITIONAL: &str = include_str!("traditional.txt");

/// The first of the 20,992 characters of Unicode's first Han block.
const FIRST: u16 = 0x4E00;
const COUNT: usize = 0x5200;

/// Both tables, by character.
pub struct Han {
    simplified: Vec<u16>,
    readings: Vec<u16>,
    /// Sets of syllables; the first is empty, for what nobody reads.
    pub sets: Vec<Vec<&'static str>>,
}

impl Han {
    /// The tables, read once.
    pub fn tables() -> &'static Han {
        static TABLES: OnceLock<Han> = OnceLock::new();
        TABLES.get_or_init(Han::read)
    }

    fn read() -> Han {
        let mut han = Han { simplified: vec![0; COUNT], readings: vec![0; COUNT], sets: vec![Vec::new()] };
        let mut traditional = TRADITIONAL.chars();
        while let (Some(from), Some(to)) = (traditional.next(), traditional.next()) {
            if let (Some(place), Ok(to)) = (place(from), u16::try_from(u32::from(to))) {
                han.simplified[place] = to;
            }
        }
        for line in PINYIN.lines() {
            let split = line.bytes().take_while(u8::is_ascii_lowercase).count();
            let (syllable, characters) = line.split_at(split);
            let alone = set_number(han.sets.len());
            han.sets.push(vec![syllable]);
            for place in characters.chars().filter_map(place) {
                han.add(place, alone, syllable);
            }
        }
        han
    }

    /// One more syllable for a character; from the second on it has a set of its own.
    fn add(&mut self, place: usize, alone: u16, syllable: &'static str) {
        let known = usize::from(self.readings[place]);
        let more = match self.sets[known].as_slice() {
            [] => {
                self.readings[place] = alone;
                return;
            }
            [first] => vec![*first, syllable],
            _ => return self.sets[known].push(syllable),
        };
        self.readings[place] = set_number(self.sets.len());
        self.sets.push(more);
    }

    /// The character that stands for `c` in simplified writing; itself for most.
    #[inline]
    pub fn simplified(&self, c: u16) -> u16 {
        match self.simplified.get(usize::from(c.wrapping_sub(FIRST))) {
            Some(0) | None => c,
            Some(simple) => *simple,
        }
    }

    /// The number of the set of syllables `c` is read as.
    #[inline]
    pub fn readings(&self, c: u16) -> usize {
        self.readings.get(usize::from(c.wrapping_sub(FIRST))).copied().map_or(0, usize::from)
    }

    /// Every character that is read, with the number of its set.
    pub fn read_characters(&self) -> impl Iterator<Item = (u16, usize)> {
        (FIRST..).zip(&self.readings).filter(|(_, set)| **set > 0).map(|(c, set)| (c, usize::from(*set)))
    }
}

/// True for the characters these tables are about.
#[inline]
pub fn is_han(unit: u16) -> bool {
    usize::from(unit.wrapping_sub(FIRST)) < COUNT
}

fn place(c: char) -> Option<usize> {
    let place = usize::try_from(u32::from(c).checked_sub(u32::from(FIRST))?).ok()?;
    (place < COUNT).then_some(place)
}

fn set_number(sets: usize) -> u16 {
    u16::try_from(sets).expect("a few hundred syllables and polyphones")
}
