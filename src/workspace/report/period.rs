//! The stretch of days a report is about, as people name them and as its address does.

use chrono::{Datelike, NaiveDate};

use crate::domain::Date;

/// A stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A year.
    Year(i32),
    /// A half of a year, 1 or 2.
    Half(i32, u32),
    /// A quarter of a year, 1 to 4.
    Quarter(i32, u32),
    /// A month, 1 to 12.
    Month(i32, u32),
    /// From a day to a day, both inclusive.
    Days(Date, Date),
}

impl Period {
    /// Reads `2026`, `2026-h1`, `2026-q3`, `2026-11` or `2026-01-05_2026-03-01`.
    pub fn parse(text: &str) -> Option<Period> {
        if let Some((from, to)) = text.split_once('_') {
            let (from, to) = (Date::parse(from)?, Date::parse(to)?);
            return (from <= to).then_some(Period::Days(from, to));
        }
        let (year, part) = text.split_once('-').map_or((text, None), |(year, part)| (year, Some(part)));
        let whole = |text: &str| text.bytes().all(|it| it.is_ascii_digit()).then(|| text.parse::<u32>().ok()).flatten();
        let year = i32::try_from(whole(year).filter(|_| year.len() == 4)?).ok()?;
        let among = |text: &str, most: u32| whole(text).filter(|it| (1..=most).contains(it));
        Some(match part {
            None => Period::Year(year),
            Some(part) => match (part.strip_prefix('h'), part.strip_prefix('q')) {
                (Some(half), _) => Period::Half(year, among(half, 2)?),
                (_, Some(quarter)) => Period::Quarter(year, among(quarter, 4)?),
                _ => Period::Month(year, among(part, 12).filter(|_| part.len() == 2)?),
            },
        })
    }

    /// What [`Period::parse`] reads.
    pub fn written(self) -> String {
        match self {
            Period::Year(year) => format!("{year:04}"),
            Period::Half(year, half) => format!("{year:04}-h{half}"),
            Period::Quarter(year, quarter) => format!("{year:04}-q{quarter}"),
            Period::Month(year, month) => format!("{year:04}-{month:02}"),
            Period::Days(from, to) => format!("{from}_{to}"),
        }
    }

    /// Its first and its last day.
    pub fn days(self) -> (Date, Date) {
        let (year, months, nth) = match self {
            Period::Days(from, to) => return (from, to),
            Period::Year(year) => (year, 12, 1),
            Period::Half(year, half) => (year, 6, half),
            Period::Quarter(year, quarter) => (year, 3, quarter),
            Period::Month(year, month) => (year, 1, month),
        };
        let from = NaiveDate::from_ymd_opt(year, (nth - 1) * months + 1, 1).unwrap_or_default();
        let to = from.checked_add_months(chrono::Months::new(months)).and_then(|it| it.pred_opt());
        (Date(from), Date(to.unwrap_or(from)))
    }

    /// The same stretch so many times later, earlier when negative; days of one's own choice stay.
    pub fn moved(self, by: i32) -> Period {
        let (year, of, nth) = match self {
            Period::Days(..) => return self,
            Period::Year(year) => (year, 1, 1),
            Period::Half(year, half) => (year, 2, half),
            Period::Quarter(year, quarter) => (year, 4, quarter),
            Period::Month(year, month) => (year, 12, month),
        };
        let all = year.saturating_mul(of) + nth.cast_signed() - 1 + by;
        let (year, nth) = (all.div_euclid(of), all.rem_euclid(of).cast_unsigned() + 1);
        let moved = match self {
            Period::Half(..) => Period::Half(year, nth),
            Period::Quarter(..) => Period::Quarter(year, nth),
            Period::Month(..) => Period::Month(year, nth),
            Period::Year(_) | Period::Days(..) => Period::Year(year),
        };
        if (1..=9_999).contains(&year) { moved } else { self }
    }

    /// The stretches of each length that a day lies in: its year, half, quarter and month.
    pub fn around(day: Date) -> [Period; 4] {
        let (year, month) = (day.0.year(), day.0.month());
        [
            Period::Year(year),
            Period::Half(year, (month - 1) / 6 + 1),
            Period::Quarter(year, (month - 1) / 3 + 1),
            Period::Month(year, month),
        ]
    }
}
