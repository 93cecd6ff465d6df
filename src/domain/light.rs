//! A project's light: derived from its state, its deadline and its last ledger entry, never typed.

use super::date::Date;

/// How a project stands, for people who look at many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// Past its deadline and not signed off.
    Red,
    /// Fifteen days or less left, or thirty days without a ledger entry.
    Yellow,
    /// On track.
    Green,
    /// Signed off.
    Blue,
    /// Not running: proposed, or terminated.
    Off,
}

/// Days before the deadline from which a project is yellow.
pub const NEAR_DAYS: i64 = 15;

/// Days without a ledger entry after which a project is yellow.
pub const SILENT_DAYS: i64 = 30;

impl Light {
    /// The light on `today`; `last_entry` is the newest ledger entry, or the start when there is none.
    pub fn of(status: &str, deadline: Option<Date>, last_entry: Option<Date>, today: Date) -> Light {
        match status {
            "signed_off" | "archived" => return Light::Blue,
            "proposed" | "terminated" | "" => return Light::Off,
            _ => {}
        }
        let left = deadline.map(|day| today.days_until(day));
        let silent = last_entry.map(|day| day.days_until(today));
        if left.is_some_and(|days| days < 0) {
            Light::Red
        } else if left.is_some_and(|days| days <= NEAR_DAYS) || silent.is_some_and(|days| days >= SILENT_DAYS) {
            Light::Yellow
        } else {
            Light::Green
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: &str, deadline: &str, last: &str, expected: Light) {
        let today = Date::parse("2026-11-22").unwrap();
        let light = Light::of(status, Date::parse(deadline), Date::parse(last), today);
        assert_eq!(light, expected, "{status} due {deadline}, last entry {last}");
    }

    #[test]
    fn turns_at_the_day_the_rules_name() {
        check("running", "2026-11-21", "2026-11-20", Light::Red);
        check("running", "2026-11-22", "2026-11-20", Light::Yellow);
        check("running", "2026-12-07", "2026-11-20", Light::Yellow);
        check("running", "2026-12-08", "2026-11-20", Light::Green);
        check("running", "2026-12-31", "2026-10-23", Light::Yellow);
        check("running", "2026-12-31", "2026-10-24", Light::Green);
        check("running", "", "", Light::Green);
        check("signed_off", "2026-01-01", "", Light::Blue);
        check("proposed", "2026-01-01", "", Light::Off);
    }
}
