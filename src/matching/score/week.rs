//! A week in half hours: enough to see whether two texts about times can meet.

use super::Time;
use crate::domain::availability::{Availability, Day, DayPart, Hours, On, When};
use crate::domain::{Date, Slot, Slots};

/// Every weekday, Monday the lowest bit.
pub const ALL_DAYS: u8 = 0x7F;

const HALF_HOURS: u32 = 48;
const ALL_HOURS: u64 = (1 << HALF_HOURS) - 1;

/// The half hours of a week of which a text speaks. Stretches of the year, and days taken out, are not looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// For each weekday from Monday its half hours, midnight the lowest bit.
    days: [u64; 7],
    /// All of the text was read.
    is_sure: bool,
    /// Its days come again by the week: no days of a month, no holidays.
    is_weekly: bool,
}

impl Week {
    /// Reads a text; one that says nothing of days or hours has no half hour.
    pub fn of(text: &str) -> Week {
        let read = Availability::parse(text);
        let mut week = Week { days: [0; 7], is_sure: read.is_understood(), is_weekly: true };
        for window in read.windows().filter(|it| !it.when.is_empty()) {
            let days = days_of(&window.when);
            // Stretches of a year alone say nothing of a week.
            let says = !window.when.hours.is_empty() || window.when.on.iter().any(|on| !on.days.is_empty());
            week.is_weekly &= says && window.when.on.iter().flat_map(|on| &on.days).all(is_weekly);
            let hours = hours_of(&window.when);
            for (at, day) in week.days.iter_mut().enumerate() {
                if days >> at & 1 == 1 {
                    *day |= hours;
                }
            }
        }
        week
    }

    /// True where the text names days or hours.
    pub fn says(&self) -> bool {
        self.days.iter().any(|it| *it != 0)
    }

    /// Whether something offered in this week meets what is wanted, on the weekdays that are left for it.
    pub fn meets(&self, wanted: &Week, days_left: u8) -> Time {
        if !self.says() {
            return Time::Unsaid;
        }
        let left = |at: usize| days_left >> at & 1 == 1;
        let both = |at: usize| if wanted.says() { self.days[at] & wanted.days[at] } else { self.days[at] };
        let meets = |at: usize| left(at) && both(at) != 0;
        match ((0..7).any(meets), wanted.says()) {
            (true, true) => Time::Fits,
            (true, false) => Time::Unsaid,
            (false, says) if self.is_sure && (wanted.is_sure || !says) => Time::Apart,
            (false, _) => Time::Unsaid,
        }
    }
}

/// Half hours of the morning, afternoon and evening.
const PARTS: [u64; 3] = [(1 << 24) - 1, (1 << 36) - (1 << 24), ALL_HOURS - ((1 << 36) - 1)];

/// So many half hours make a part of a day, where no other has more.
const ENOUGH: u32 = 3;

impl Week {
    /// The slots of this week in which something wanted can be had, on the weekdays that are left for it: those with an
    /// hour and a half of it, else the one with the most. None where this week says nothing, could not be read whole, or
    /// speaks of other days than those of a week.
    pub fn slots(&self, wanted: &Week, days_left: u8) -> Slots {
        let mut slots = Slots::default();
        if !self.is_sure || !self.is_weekly {
            return slots;
        }
        for (at, hours) in (0u8..).zip(self.days).filter(|(at, _)| days_left >> at & 1 == 1) {
            let both = if wanted.says() { hours & wanted.days[usize::from(at)] } else { hours };
            let parts = PARTS.map(|part| (both & part).count_ones());
            let most = parts.into_iter().max().unwrap_or(0);
            let first = parts.iter().position(|it| *it == most);
            for (part, halves) in parts.into_iter().enumerate() {
                let is_in = halves >= ENOUGH || (most < ENOUGH && halves > 0 && first == Some(part));
                if let (true, Some(slot)) = (is_in, Slot::of(at, part as u8)) {
                    slots = slots.with(slot);
                }
            }
        }
        slots
    }
}

/// The weekdays from one day to another; all of them from a week on, and where the other is past.
pub fn days_between(first: Date, last: Date) -> u8 {
    let apart = first.days_until(last);
    if !(0..6).contains(&apart) {
        return ALL_DAYS;
    }
    // 1970-01-01 was a Thursday.
    let weekday = |day: i64| (first.number() + day + 3).rem_euclid(7);
    (0..=apart).fold(0, |days, day| days | 1 << weekday(day))
}

fn days_of(when: &When) -> u8 {
    if when.on.is_empty() {
        return ALL_DAYS;
    }
    let of = |on: &On| if on.days.is_empty() { ALL_DAYS } else { on.days.iter().fold(0, |all, day| all | of_day(day)) };
    when.on.iter().fold(0, |all, on| all | of(on))
}

fn is_weekly(day: &Day) -> bool {
    matches!(day, Day::Week(_) | Day::Nth(..) | Day::Workdays | Day::Weekends | Day::Every)
}

fn of_day(day: &Day) -> u8 {
    match day {
        Day::Week(days) | Day::Nth(_, days) => days.0 & ALL_DAYS,
        Day::Workdays => 0x1F,
        Day::Weekends => 0x60,
        Day::Every | Day::Holidays | Day::Dates(..) | Day::Part(_) => ALL_DAYS,
    }
}

fn hours_of(when: &When) -> u64 {
    if when.hours.is_empty() { ALL_HOURS } else { when.hours.iter().fold(0, |all, hours| all | of_hours(*hours)) }
}

fn of_hours(hours: Hours) -> u64 {
    let hour = |from: u16, to: u16| between(from * 60, to * 60);
    match hours {
        Hours::Clock(from, to) if to > from => between(from, to),
        // Over midnight: the evening, and the night of the next day counted as of the same.
        Hours::Clock(from, to) => between(from, 1440) | between(0, to),
        Hours::At(at) => between(at, at + 60),
        Hours::From(from) => between(from, 1440),
        Hours::Until(to) => between(0, to),
        Hours::Part(part) => match part {
            DayPart::Dawn => hour(0, 7),
            DayPart::Early => hour(5, 9),
            DayPart::Morning => hour(7, 12),
            DayPart::Noon => hour(11, 14),
            DayPart::Afternoon => hour(12, 18),
            DayPart::Evening => hour(17, 23),
            DayPart::AllDay => ALL_HOURS,
            DayPart::OfficeHours => hour(8, 18),
            DayPart::AfterWork => hour(17, 23),
        },
    }
}

/// The half hours from one minute to another that lie in them whole or in part.
fn between(from: u16, to: u16) -> u64 {
    let (first, last) = (u32::from(from) / 30, u32::from(to).div_ceil(30).min(HALF_HOURS));
    (first..last).fold(0, |all, at| all | 1 << at)
}
