//! What goes first when there is not enough for all: whole weights, kept with the meeting.

use std::collections::BTreeMap;

use super::ground::OpenNeed;
use crate::domain::Value;
use crate::matching::score::MOST;

/// The heaviest weight. A need of the highest level then goes before another that fits 100 points better.
pub const HEAVIEST: i64 = 10;

/// How much what counts counts; each from 0, not at all, to [`HEAVIEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Priorities {
    /// The more urgent first.
    pub urgent: i64,
    /// Who has waited longer first.
    pub waiting: i64,
    /// Communities first of whose needs fewer were met so far.
    pub fair: i64,
}

impl Default for Priorities {
    fn default() -> Priorities {
        Priorities { urgent: 6, waiting: 3, fair: 3 }
    }
}

/// The names of the weights, as a meeting keeps them.
pub const NAMES: [&str; 3] = ["urgent", "waiting", "fair"];

impl Priorities {
    /// Reads what a meeting keeps; what is missing or no whole number is as it is by default, what is out of range at its
    /// nearest bound.
    pub fn read(value: &Value) -> Priorities {
        let Value::Map(map) = value else { return Priorities::default() };
        let mut read = Priorities::default();
        for name in NAMES {
            if let Some(weight) = map.get(name).and_then(Value::as_integer) {
                read = read.with(name, weight);
            }
        }
        read
    }

    /// What a meeting keeps.
    pub fn to_value(self) -> Value {
        let mut map = BTreeMap::new();
        for name in NAMES {
            map.insert(name.to_owned(), Value::Integer(self.get(name)));
        }
        Value::Map(map)
    }

    /// A weight by its name.
    pub fn get(self, name: &str) -> i64 {
        match name {
            "urgent" => self.urgent,
            "waiting" => self.waiting,
            _ => self.fair,
        }
    }

    /// The same with another weight, held in its range.
    #[must_use]
    pub fn with(mut self, name: &str, weight: i64) -> Priorities {
        let weight = weight.clamp(0, HEAVIEST);
        match name {
            "urgent" => self.urgent = weight,
            "waiting" => self.waiting = weight,
            "fair" => self.fair = weight,
            _ => {}
        }
        self
    }

    /// What it costs to leave a need open, [`MOST`] to four times that: more than any pair costs.
    pub fn penalty(self, need: &OpenNeed) -> i64 {
        let [urgent, waiting, unmet] = need.levels;
        i64::from(MOST) + self.urgent * urgent + self.waiting * waiting + self.fair * unmet
    }
}
