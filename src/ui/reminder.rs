//! When a backup is due: by its age, and by what was changed since. Free of the browser.

/// The name of the small value that says how many ops the last backup held and when that was counted: `1234 1795312980`.
/// A workspace that has no backup yet is counted from its beginning on this machine.
pub const BACKUP_OPS: &str = "backup_ops";

/// The name of the small value with the most days.
pub const MOST_DAYS: &str = "backup_days";

/// The name of the small value with the most changes.
pub const MOST_CHANGES: &str = "backup_changes";

/// The name of the small value that says after how many changes a backup goes to its folder by itself; none for never.
pub const FOLDER_EVERY: &str = "folder_every";

/// The name of the small value that says when a backup was last tried with success, in unix seconds.
pub const TRIED_AT: &str = "tried_at";

/// What the small values hold where nobody wants to be reminded.
pub const OFF: &str = "off";

/// Days to choose from.
pub const DAYS: [u32; 5] = [1, 3, 7, 14, 30];

/// Changes to choose from.
pub const CHANGES: [u32; 5] = [50, 100, 200, 500, 1000];

/// Days, unless something else was chosen.
pub const USUAL_DAYS: u32 = 7;

/// Changes, unless something else was chosen.
pub const USUAL_CHANGES: u32 = 200;

/// How many ops there were when a backup was made, and when, in unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Ops, over all logs.
    pub ops: usize,
    /// When.
    pub at: i64,
}

impl Counted {
    /// Reads what [`Counted::text`] wrote.
    pub fn parse(text: &str) -> Option<Counted> {
        let (ops, at) = text.split_once(' ')?;
        Some(Counted { ops: ops.parse().ok()?, at: at.parse().ok()? })
    }

    /// As it is kept.
    pub fn text(self) -> String {
        [self.ops.to_string(), self.at.to_string()].join(" ")
    }
}

/// A limit as it is kept; none where it is off. What cannot be read is the usual one.
pub fn limit(kept: Option<&str>, usual: u32) -> Option<u32> {
    match kept {
        Some(OFF) => None,
        kept => Some(kept.and_then(|text| text.parse().ok()).unwrap_or(usual)),
    }
}

/// True when a backup is due: `age` seconds after the last one, with so many changes since.
pub fn is_due(age: i64, changes: usize, most_days: Option<u32>, most_changes: Option<u32>) -> bool {
    let by_age = most_days.is_some_and(|days| age > i64::from(days) * 86_400);
    let by_changes = most_changes.is_some_and(|most| changes > most as usize);
    changes > 0 && (by_age || by_changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_by_age_with_any_change_and_by_changes_at_any_age() {
        const DAY: i64 = 86_400;
        let check = |age: i64, changes: usize, days, most, expected: bool| {
            assert_eq!(is_due(age, changes, days, most), expected, "{age} s, {changes} changes, {days:?}, {most:?}");
        };
        check(7 * DAY, 1, Some(7), Some(200), false);
        check(7 * DAY + 1, 1, Some(7), Some(200), true);
        check(700 * DAY, 0, Some(7), Some(200), false);
        check(0, 200, Some(7), Some(200), false);
        check(0, 201, Some(7), Some(200), true);
        check(-DAY, 201, Some(7), Some(200), true);
        check(700 * DAY, 200, None, Some(200), false);
        check(0, 100_000, Some(7), None, false);
        check(700 * DAY, 100_000, None, None, false);
    }

    #[test]
    fn limits_and_counts_are_read_as_they_were_kept() {
        assert_eq!(limit(None, 7), Some(7));
        assert_eq!(limit(Some("30"), 7), Some(30));
        assert_eq!(limit(Some(OFF), 7), None);
        assert_eq!(limit(Some("soon"), 7), Some(7));
        let counted = Counted { ops: 1234, at: 1_795_312_980 };
        assert_eq!(counted.text(), "1234 1795312980");
        assert_eq!(Counted::parse(&counted.text()), Some(counted));
        for text in ["", "1234", "1234 ", "a b", "1 2 3"] {
            assert_eq!(Counted::parse(text), None, "{text:?}");
        }
        assert!(DAYS.contains(&USUAL_DAYS) && CHANGES.contains(&USUAL_CHANGES), "what is usual can be chosen again");
    }
}
