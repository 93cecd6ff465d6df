//! Times of day: which minute is meant, and what a range of two may be.

use super::scan::Kind;
use super::{DayPart, Hours};

/// A time of day as written.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    pub hour: u16,
    pub minute: u16,
    pub half: Option<Half>,
    /// Written so that small hours may mean the afternoon.
    pub spoken: bool,
    pub next_day: bool,
}

/// What tells the morning's hours from the evening's.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Half {
    Part(DayPart),
    Am,
    Pm,
}

const MINUTES: u16 = 24 * 60;

impl Clock {
    /// A time of 24 hours.
    pub fn new(hour: u16, minute: u16, spoken: bool) -> Option<Clock> {
        let fits = minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
        fits.then_some(Clock { hour, minute, half: None, spoken, next_day: false })
    }

    /// The same, said with a part of the day.
    pub fn with(self, half: Option<Half>) -> Clock {
        Clock { half, ..self }
    }

    fn plain(self) -> u16 {
        self.hour * 60 + self.minute
    }

    /// The minute of the day by the part of the day it is said with; none where the two contradict.
    fn minute_of(self, half: Half) -> Option<u16> {
        let (hour, plain) = (self.hour, self.plain());
        let later = plain + MINUTES / 2;
        match half {
            Half::Am => (1..=12).contains(&hour).then_some(plain % (MINUTES / 2)),
            Half::Pm => (1..=12).contains(&hour).then_some(plain % (MINUTES / 2) + MINUTES / 2),
            Half::Part(DayPart::Dawn) => (hour <= 6).then_some(plain),
            Half::Part(DayPart::Early) => (4..=11).contains(&hour).then_some(plain),
            Half::Part(DayPart::Morning) => (5 * 60..=12 * 60).contains(&plain).then_some(plain),
            Half::Part(DayPart::Noon) => match hour {
                11..=14 => Some(plain),
                1 | 2 => Some(later),
                _ => None,
            },
            Half::Part(DayPart::Afternoon) => match hour {
                12..=19 => Some(plain),
                1..=7 => Some(later),
                _ => None,
            },
            Half::Part(DayPart::Evening) => match hour {
                17..=24 => Some(plain),
                5..=11 => Some(later),
                12 if self.minute == 0 => Some(MINUTES),
                _ => None,
            },
            Half::Part(_) => None,
        }
    }

    /// A time that stands alone; an hour before seven without a part of the day may be either of two.
    pub fn alone(self) -> Option<u16> {
        let minute = match self.half {
            Some(half) => self.minute_of(half)?,
            None if self.spoken && (1..=6).contains(&self.hour) => return None,
            None => self.plain(),
        };
        (!self.next_day && minute < MINUTES).then_some(minute)
    }
}

/// The hours from one time to another; none where they could be others, or go backwards.
pub(super) fn clocks(mut a: Clock, b: Clock) -> Option<Kind> {
    if a.half.is_none() && matches!(b.half, Some(Half::Am | Half::Pm)) {
        a.half = b.half;
    }
    let unsure = a.spoken && a.half.is_none() && (1..=6).contains(&a.hour) && b.hour <= 12;
    if a.next_day || unsure {
        return None;
    }
    let start = a.half.map_or(Some(a.plain()), |half| a.minute_of(half)).filter(|it| *it < MINUTES)?;
    let end = match (b.half, a.half) {
        (Some(half), _) => b.minute_of(half)?,
        (None, Some(half)) if !b.next_day && b.hour <= 12 => {
            let late = matches!(half, Half::Part(DayPart::Noon | DayPart::Afternoon | DayPart::Evening));
            let same = b.minute_of(half).filter(|it| *it > start);
            let later = || Some(b.plain() + MINUTES / 2).filter(|it| late && b.hour < 12 && *it > start);
            let noon = || Some(b.plain()).filter(|it| b.hour == 12 && *it > start);
            same.or_else(later).or_else(noon)?
        }
        _ => b.plain(),
    };
    let midnight = end == 0 && start > 0;
    let end = if midnight { MINUTES } else { end };
    // Only a late start makes an earlier end the next day's; "14:00-9:00" is a slip of some kind.
    let overnight = b.next_day || (start >= 17 * 60 && end <= 12 * 60);
    let fits = if start < end { !b.next_day || midnight } else { end < start && overnight };
    fits.then_some(Kind::Hours(Hours::Clock(start, end)))
}
