//! The machine's clock, read here and nowhere below.

use chrono::{DateTime, Local, NaiveDateTime, Utc};

use crate::domain::Date;
use crate::oplog::Timestamp;

/// Now.
pub fn now() -> Timestamp {
    Timestamp(Utc::now().timestamp())
}

/// Today's date where this machine stands.
pub fn today() -> Date {
    Date(Local::now().date_naive())
}

/// A moment as the clock on the wall here shows it.
pub fn local(at: Timestamp) -> NaiveDateTime {
    DateTime::from_timestamp(at.0, 0).unwrap_or_default().with_timezone(&Local).naive_local()
}
