//! Slots of a week: the morning, afternoon and evening of each weekday.

/// Slots of a day.
const PARTS: u8 = 3;

/// Slots of a week.
const ALL: u8 = 7 * PARTS;

const LETTERS: &[u8; 3] = b"mae";

/// A morning, an afternoon or an evening of a weekday; from Monday morning on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(u8);

impl Slot {
    /// The slot of a weekday (0 is Monday) and a part of the day (0 is the morning).
    pub fn of(weekday: u8, part: u8) -> Option<Slot> {
        (weekday < 7 && part < PARTS).then_some(Slot(weekday * PARTS + part))
    }

    /// The weekday, 0 is Monday.
    pub fn weekday(self) -> u8 {
        self.0 / PARTS
    }

    /// The part of the day: 0 the morning, 1 the afternoon, 2 the evening.
    pub fn part(self) -> u8 {
        self.0 % PARTS
    }

    /// How files say it: `3a` is Wednesday afternoon.
    pub fn code(self) -> String {
        let letter = char::from(LETTERS[usize::from(self.part())]);
        [char::from(b'1' + self.weekday()), letter].into_iter().collect()
    }

    /// Reads [`Slot::code`].
    pub fn parse(code: &str) -> Option<Slot> {
        let [day @ b'1'..=b'7', letter] = code.as_bytes() else { return None };
        let part = LETTERS.iter().position(|it| it == letter)?;
        Slot::of(day - b'1', u8::try_from(part).ok()?)
    }
}

/// Some slots of a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slots(u32);

impl Slots {
    /// True where there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True where a slot is among them.
    pub fn contains(self, slot: Slot) -> bool {
        self.0 >> slot.0 & 1 == 1
    }

    /// With one more.
    pub fn with(self, slot: Slot) -> Slots {
        Slots(self.0 | 1 << slot.0)
    }

    /// One after the other, from Monday morning.
    pub fn iter(self) -> impl Iterator<Item = Slot> {
        (0..ALL).map(Slot).filter(move |slot| self.contains(*slot))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slot_reads_back_and_nothing_else_does() {
        let mut all = Slots::default();
        for slot in (0..7).flat_map(|day| (0..3).filter_map(move |part| Slot::of(day, part))) {
            assert_eq!(Slot::parse(&slot.code()), Some(slot));
            assert!(!all.contains(slot));
            all = all.with(slot);
        }
        assert_eq!(all.iter().count(), 21);
        assert_eq!(Slot::parse("3a").map(|it| (it.weekday(), it.part())), Some((2, 1)));
        for other in ["", "3", "0a", "8a", "3x", "3aa", "a3", "三a"] {
            assert_eq!(Slot::parse(other), None, "{other}");
        }
    }
}
