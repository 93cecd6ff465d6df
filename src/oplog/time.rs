//! Moments as ops carry them: whole seconds of UTC, as the writer's own clock had it.

use chrono::{DateTime, Datelike, Timelike, Utc};

/// Seconds since 1970-01-01T00:00:00Z. Shown to people, never used to order ops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads `2026-11-22T02:03:00Z`, and nothing else.
    pub fn parse(text: &str) -> Option<Timestamp> {
        let bytes = text.as_bytes();
        let pattern = b"0000-00-00T00:00:00Z";
        if bytes.len() != pattern.len() {
            return None;
        }
        for (byte, shape) in bytes.iter().zip(pattern) {
            let fits = if *shape == b'0' { byte.is_ascii_digit() } else { byte == shape };
            if !fits {
                return None;
            }
        }
        let number =
            |from: usize, to: usize| bytes[from..to].iter().fold(0u32, |sum, b| sum * 10 + u32::from(b - b'0'));
        let year = i32::try_from(number(0, 4)).ok()?;
        let day = chrono::NaiveDate::from_ymd_opt(year, number(5, 7), number(8, 10))?;
        let time = day.and_hms_opt(number(11, 13), number(14, 16), number(17, 19))?;
        Some(Timestamp(time.and_utc().timestamp()))
    }

    /// The number of its day in China, as [`crate::domain::Date::number`] counts: one zone, so that every office counts
    /// the same days.
    pub fn day(self) -> i64 {
        self.0.saturating_add(8 * 3600).div_euclid(86_400)
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let moment = DateTime::<Utc>::from_timestamp(self.0, 0).unwrap_or_default();
        let (date, time) = (moment.date_naive(), moment.time());
        let (year, month, day) = (date.year(), date.month(), date.day());
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", time.hour(), time.minute(), time.second())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_writes_and_nothing_else() {
        let moment = Timestamp(1_795_312_980);
        assert_eq!(Timestamp::parse(&moment.to_string()), Some(moment));
        for bad in ["", "2026-11-22", "2026-11-22T02:03:00+08:00", "2026-13-22T02:03:00Z", "2026-11-22T02:03:60Z"] {
            assert_eq!(Timestamp::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        let day = |text: &str| Timestamp::parse(text).map(Timestamp::day);
        let date = |text: &str| crate::domain::Date::parse(text).map(crate::domain::Date::number);
        assert_eq!(day("2026-11-22T15:59:59Z"), date("2026-11-22"));
        assert_eq!(day("2026-11-22T16:00:00Z"), date("2026-11-23"));
        assert_eq!(day("1969-12-31T15:59:59Z"), Some(-1));
        assert_eq!(date("1970-01-01"), Some(0));
    }
}
