//! Days, as stored and as people write them.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::quantity::fold_width;

/// A day of the calendar, stored as `2026-11-22`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub NaiveDate);

/// What a text says about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Written {
    /// One day.
    Day(i32, u32, u32),
    /// A month without a day.
    Month(i32, u32),
    /// Not a day of the calendar, or more than one.
    Unclear,
}

const YEAR: char = '\u{5E74}';
const MONTH: char = '\u{6708}';
const DAY: [char; 2] = ['\u{65E5}', '\u{53F7}'];

impl Date {
    /// Reads the stored form.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        let is_shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
        let number = |from: usize, to: usize| {
            let digits = bytes.get(from..to)?;
            digits.iter().try_fold(0u32, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0')))
        };
        let year = i32::try_from(number(0, 4)?).ok()?;
        is_shaped.then(|| NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)).flatten().map(Date)
    }

    /// Reads a day in any of the forms people write, year first; a month alone is no day.
    pub fn parse_lenient(text: &str) -> Option<Date> {
        match Date::read(text) {
            Written::Day(year, month, day) => NaiveDate::from_ymd_opt(year, month, day).map(Date),
            Written::Month(..) | Written::Unclear => None,
        }
    }

    /// Reads what a text says: `2017.1.10`, `2017/1/10`, `20170110`, the year-month-day form with Chinese marks, or a
    /// month such as `2017.12`. A time of day or weekday behind the day is passed over; nothing is guessed.
    pub fn read(text: &str) -> Written {
        let text: String = fold_width(text).trim().to_owned();
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        if digits {
            return if text.len() == 8 { day_of(&text[..4], &text[4..6], &text[6..]) } else { Written::Unclear };
        }
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let Some((year, rest)) = number(&compact) else { return Written::Unclear };
        let Some(rest) = rest.strip_prefix(SEPARATORS).or_else(|| rest.strip_prefix(YEAR)) else {
            return Written::Unclear;
        };
        let Some((month, rest)) = number(rest) else { return Written::Unclear };
        let after = rest.strip_prefix(SEPARATORS).or_else(|| rest.strip_prefix(MONTH)).unwrap_or(rest);
        if after.is_empty() {
            return month_of(year, month);
        }
        if after.len() == rest.len() {
            return Written::Unclear;
        }
        // The weekday or time is looked for in the spaced text: without its spaces, `10 14:30` would read as day 1014.
        let Some((day, rest)) = day_in(&text, &compact, after) else { return Written::Unclear };
        let rest = rest.trim_start_matches(DAY).trim_start_matches('T');
        if names_another_day(rest) { Written::Unclear } else { day_of(year, month, day) }
    }

    /// The day so many days later, earlier when negative; nothing beyond the calendar.
    pub fn plus(self, days: i64) -> Option<Date> {
        self.0.checked_add_signed(chrono::TimeDelta::try_days(days)?).map(Date)
    }

    /// Its number among all days, one apart from the next; 1970-01-01 is 0.
    pub fn number(self) -> i64 {
        i64::from(self.0.num_days_from_ce()) - 719_163
    }

    /// Days from `self` until `other`; negative when `other` is past.
    pub fn days_until(self, other: Date) -> i64 {
        (other.0 - self.0).num_days()
    }
}

const SEPARATORS: [char; 4] = ['-', '/', '.', '\u{3002}'];

fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The day's digits and what follows them, kept apart where the text had a space between day and time.
fn day_in<'t>(text: &str, compact: &str, after: &'t str) -> Option<(&'t str, &'t str)> {
    let (digits, rest) = number(after)?;
    if digits.len() <= 2 {
        return Some((digits, rest));
    }
    let before = compact.len() - after.len();
    let mut seen = 0;
    let mut length = 0;
    for c in text.chars() {
        if c.is_whitespace() {
            if seen > before {
                break;
            }
        } else {
            seen += c.len_utf8();
            if seen > before {
                length += c.len_utf8();
            }
        }
    }
    (length <= 2).then(|| after.split_at(length))
}

/// A second day in the tail (`2017.1.10-12`) makes the whole unclear; a time (`14:30`) or words do not.
fn names_another_day(rest: &str) -> bool {
    let tail = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let time = rest.len() > tail.len() && tail.starts_with([':', '\u{65F6}', '\u{70B9}']);
    let has_digit = rest.bytes().any(|b| b.is_ascii_digit());
    let joins = rest.starts_with(['-', '~', '\u{2014}', '\u{2013}', '\u{81F3}', '\u{5230}', '\u{3001}', ',', '/', '.']);
    joins || (has_digit && !time)
}

fn month_of(year: &str, month: &str) -> Written {
    match (year.len(), year.parse(), month.len(), month.parse()) {
        (4, Ok(year), 1..=2, Ok(month)) if (1..=12).contains(&month) && plausible(year) => Written::Month(year, month),
        _ => Written::Unclear,
    }
}

fn day_of(year: &str, month: &str, day: &str) -> Written {
    let Written::Month(year, month) = month_of(year, month) else { return Written::Unclear };
    match (day.len(), day.parse()) {
        (1..=2, Ok(day)) if NaiveDate::from_ymd_opt(year, month, day).is_some() => Written::Day(year, month, day),
        _ => Written::Unclear,
    }
}

fn plausible(year: i32) -> bool {
    (1900..=2199).contains(&year)
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Written::{Day, Month, Unclear};

    fn check(expected: Written, texts: &[&str]) {
        for text in texts {
            assert_eq!(Date::read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn reads_a_day_in_every_form_the_sheets_use_and_guesses_none() {
        check(
            Day(2017, 1, 10),
            &[
                "2017.1.10",
                "2017/1/10",
                "2017-01-10",
                "20170110",
                "2017年1月10日",
                "2017 年 1 月 10 号",
                "２０１７．１．１０",
                " 2017.01.10 ",
                "2017-01-10 14:30",
                "2017-01-10T00:00:00",
                "2017年1月10日（周二）",
                "2017年1月10日 下午",
                "2017.1.10 9点",
            ],
        );
        check(Month(2017, 12), &["2017.12", "2017-12", "2017年12月", "2017.12月", "2017/12"]);
        check(Month(2017, 7), &["2017.7月"]);
        check(
            Unclear,
            &[
                "",
                "2017",
                "12",
                "每周二",
                "2017.13",
                "2017.2.30",
                "2017.1.10-12",
                "2017.1.10、1.12",
                "1.10",
                "17.1.10",
                "20171301",
                "2017.1.10至2017.1.12",
                "0017.1.1",
                "2017..1",
                "2017.1.100",
                "2017年",
                "九月",
            ],
        );
        assert_eq!(Date::parse_lenient("2017.2.09").map(|it| it.to_string()), Some("2017-02-09".to_owned()));
        assert_eq!(Date::parse_lenient("2017.12"), None);
    }
}
