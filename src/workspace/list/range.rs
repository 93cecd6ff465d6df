//! Dates and numbers between two ends.

use super::run::Column;
use super::{Asked, MADE};
use crate::domain::{Date, Kind, Quantity, Shape, Value, schema};
use crate::oplog::Row;

/// Furthest day counted from today: a hundred years.
const MOST_DAYS: i64 = 36_500;

/// One end of a range, itself within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A day.
    Day(Date),
    /// That many days after today, before it when negative; a hundred years at most.
    InDays(i64),
    /// A number; of a quantity its number, whatever the unit.
    Number(i64),
}

/// A field whose value must lie between two ends; one may be open. Records without a value lie outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The field: a date, a quantity, a whole number, or [`MADE`].
    pub field: String,
    /// The least.
    pub from: Option<End>,
    /// The most.
    pub to: Option<End>,
}

impl End {
    /// Reads an end as an address or a person writes it: `2026-11-22`, `today`, `+7`, `-30` for dates, a whole number for
    /// the others; nothing for fields that have no order of this kind.
    pub fn parse(kind: Kind, field: &str, text: &str) -> Option<End> {
        let text = text.trim();
        let number = || text.parse::<i64>().ok();
        match shape(kind, field)? {
            Shape::Date if text == "today" => Some(End::InDays(0)),
            Shape::Date => {
                let days = || number().filter(|it| (-MOST_DAYS..=MOST_DAYS).contains(it)).map(End::InDays);
                Date::parse(text).map(End::Day).or_else(days)
            }
            _ => number().map(End::Number),
        }
    }

    /// The end as addresses write it. Reading `+7` as a form's text leaves ` 7`, which is read as the same.
    pub fn written(self) -> String {
        match self {
            End::Day(date) => date.to_string(),
            End::InDays(0) => "today".to_owned(),
            End::InDays(days) if days > 0 => format!("+{days}"),
            End::InDays(number) | End::Number(number) => number.to_string(),
        }
    }

    /// Where it lies on the line [`Bounds`] measure by.
    fn place(self, today: Date) -> i64 {
        match self {
            End::Day(date) => date.number(),
            End::InDays(days) => today.number().saturating_add(days),
            End::Number(number) => number,
        }
    }
}

/// True for fields a list can be narrowed to a range of.
pub fn can_range(kind: Kind, field: &str) -> bool {
    shape(kind, field).is_some()
}

/// The shape of such a field.
fn shape(kind: Kind, field: &str) -> Option<Shape> {
    if field == MADE {
        return Some(Shape::Date);
    }
    let shape = schema::field(kind, field)?.shape;
    matches!(shape, Shape::Date | Shape::Quantity | Shape::Integer(..)).then_some(shape)
}

/// A range with everything looked up that is the same for all records.
pub(super) struct Bounds {
    column: Column,
    from: i64,
    to: i64,
}

impl Bounds {
    /// A range as it is on the day it is asked.
    pub fn of(range: &Range, column: Column, asked: Asked) -> Bounds {
        let place = |end: Option<End>, open| end.map_or(open, |it| it.place(asked.today));
        Bounds { column, from: place(range.from, i64::MIN), to: place(range.to, i64::MAX) }
    }

    /// True when a record lies within it.
    pub fn hold(&self, row: Row) -> bool {
        let place = match self.column.shape {
            Some(Shape::Date) => row.text(self.column.field).and_then(|it| Date::parse(&it)).map(Date::number),
            None => row.made_at().map(crate::oplog::Timestamp::day),
            _ => row.raw(self.column.field).and_then(number),
        };
        place.is_some_and(|it| (self.from..=self.to).contains(&it))
    }
}

/// A whole number, or that of a quantity.
fn number(raw: &str) -> Option<i64> {
    raw.parse().ok().or_else(|| amount(raw).map(|(n, _)| n))
}

/// A quantity's number and unit from its JSON text; its usual form, `{"n":50,"unit":"..."}`, is read as it stands.
pub(super) fn amount(raw: &str) -> Option<(i64, String)> {
    if let Some((n, unit)) = plain_amount(raw) {
        return Some((n, unit.to_owned()));
    }
    let value: Value = serde_json::from_str(raw).ok()?;
    Quantity::from_value(&value).map(|it| (it.n, it.unit))
}

/// The same for the usual form alone, lent.
pub(super) fn plain_amount(raw: &str) -> Option<(i64, &str)> {
    let rest = raw.strip_prefix("{\"n\":")?.strip_suffix('}')?;
    let Some((n, rest)) = rest.split_once(',') else { return Some((rest.parse().ok()?, "")) };
    let unit = rest.strip_prefix("\"unit\":\"")?.strip_suffix('"')?;
    Some((n.parse().ok()?, unit)).filter(|_| !unit.contains(['"', '\\']))
}
