//! The built-in sample street: invented records that show every list, state and light.
//!
//! The rows stand in `street.json`, dates as days from today, links as the keys of other rows; this turns them into
//! the fields of new records, in an order in which a link always points to an earlier record.

use crate::domain::order;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::schema::{self, SCORE_PREFIX};
use crate::domain::{Date, Fields, Kind, Quantity, Shape, Value};
use crate::evaluation::{Mark, default_scheme, parse_points};

/// One record of the sample street.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleRecord {
    /// A short name, unique in the sample.
    pub key: String,
    /// The kind of record to make.
    pub kind: Kind,
    /// Its fields; a link is `#` and the place of an earlier record in the list.
    pub set: Fields,
    /// How many days before today it was entered.
    pub days_ago: u16,
    /// The place of the office that wrote it; the street's own record stands first.
    pub office: usize,
}

/// Which cell of the sample cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SampleError {
    /// The data are not the tables this reads.
    #[error("the sample is not readable: {0}")]
    Unreadable(String),
    /// A cell does not fit its field.
    #[error("{key}.{field}: {text:?} does not fit")]
    BadCell {
        /// The row's key.
        key: String,
        /// The field.
        field: String,
        /// What stands there.
        text: String,
    },
}

#[derive(Deserialize)]
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

struct Row {
    key: String,
    kind: Kind,
    days_ago: u16,
    cells: Vec<(String, String)>,
}

// Rows of one day keep this order, so that links point backwards.
const ORDER: [Kind; 9] = [
    Kind::Office,
    Kind::Pairing,
    Kind::Resource,
    Kind::Need,
    Kind::Project,
    Kind::Progress,
    Kind::Claim,
    Kind::Scheme,
    Kind::Sheet,
];

/// The sample's records as they would be entered, oldest first, with dates around `today`.
pub fn records(today: Date) -> Result<Vec<SampleRecord>, SampleError> {
    let rows = rows()?;
    let places: BTreeMap<&str, usize> = rows.iter().enumerate().map(|(at, row)| (row.key.as_str(), at)).collect();
    let mut records: Vec<SampleRecord> = Vec::with_capacity(rows.len());
    for row in &rows {
        let set = fields(row, &places, today)?;
        let office = author(row.kind, &set, &records);
        records.push(SampleRecord { key: row.key.clone(), kind: row.kind, set, days_ago: row.days_ago, office });
    }
    Ok(records)
}

fn rows() -> Result<Vec<Row>, SampleError> {
    let mut tables: BTreeMap<String, Table> = serde_json::from_str(include_str!("street.json"))
        .map_err(|error| SampleError::Unreadable(error.to_string()))?;
    let mut rows = Vec::new();
    for kind in ORDER {
        let table = tables.remove(kind.as_str()).ok_or_else(|| SampleError::Unreadable(kind.as_str().to_owned()))?;
        for (at, cells) in table.rows.into_iter().enumerate() {
            let cells = table.columns.iter().cloned().zip(cells).filter(|(_, text)| !text.is_empty()).collect();
            rows.push(row(kind, at, cells)?);
        }
    }
    order::sort_by_key(&mut rows, |row| std::cmp::Reverse(row.days_ago));
    Ok(rows)
}

fn row(kind: Kind, at: usize, mut cells: Vec<(String, String)>) -> Result<Row, SampleError> {
    let mut take = |name: &str| {
        let at = cells.iter().position(|(column, _)| column == name)?;
        Some(cells.remove(at).1)
    };
    let key = take("key").unwrap_or_else(|| format!("{}-{}", kind.as_str(), at + 1));
    let age = take("ago");
    // A ledger entry is written on the day it tells of.
    let age = age.or_else(|| cells.iter().find(|(column, _)| column == "on").map(|(_, on)| on.replace('-', "")));
    let age = age.unwrap_or_default();
    let days_ago = age.parse().map_err(|_| bad(&key, "ago", &age))?;
    Ok(Row { key, kind, days_ago, cells })
}

fn fields(row: &Row, places: &BTreeMap<&str, usize>, today: Date) -> Result<Fields, SampleError> {
    let mut set = if row.kind == Kind::Scheme { default_scheme("zh-CN").to_fields() } else { Fields::new() };
    for (name, text) in &row.cells {
        let value = match (name.as_str(), schema::field(row.kind, name)) {
            (_, None) if name.starts_with(SCORE_PREFIX) => mark(text),
            ("year", Some(_)) => text.parse::<i64>().ok().map(|years| Value::Integer(year(today) + years)),
            (_, Some(field)) => value(field.shape, text, places, today),
            (_, None) => None,
        };
        set.insert(name.clone(), value.ok_or_else(|| bad(&row.key, name, text))?);
    }
    Ok(set)
}

fn value(shape: Shape, text: &str, places: &BTreeMap<&str, usize>, today: Date) -> Option<Value> {
    let link = |key: &str| places.get(key).map(|at| Value::Text(format!("#{at}")));
    match shape {
        Shape::Line | Shape::Text => Some(Value::from(text)),
        Shape::Choice(_, codes) => codes.contains(&text).then(|| Value::from(text)),
        Shape::Link(_) => link(text),
        Shape::Links(_) => text.split(' ').map(link).collect::<Option<Vec<_>>>().map(Value::List),
        Shape::Names => Some(Value::List(text.split('\u{3001}').map(Value::from).collect())),
        Shape::Integer(min, max) => text.parse().ok().filter(|it| (min..=max).contains(it)).map(Value::Integer),
        Shape::Quantity => {
            let unit_at = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let (number, unit) = text.split_at(unit_at);
            Some(Quantity { n: number.parse().ok()?, unit: unit.to_owned() }.to_value())
        }
        Shape::Date => {
            let days: i64 = text.parse().ok()?;
            today.plus(days).map(|day| Value::Text(day.to_string()))
        }
        Shape::Flag | Shape::Structure => None,
    }
}

// `13.5|reason`
fn mark(text: &str) -> Option<Value> {
    let (points, reason) = text.split_once('|')?;
    let hundredths = parse_points(points, 10_000).ok()?;
    Some(Mark { hundredths, deducted: false, reason: reason.to_owned() }.to_value())
}

fn year(today: Date) -> i64 {
    i64::from(chrono::Datelike::year(&today.0))
}

// Each office writes its own resources, needs, claims and ledger entries; the street writes the rest.
fn author(kind: Kind, set: &Fields, earlier: &[SampleRecord]) -> usize {
    let linked = |set: &Fields, field: &str| set.get(field).and_then(place).unwrap_or(0);
    match kind {
        Kind::Resource => linked(set, "provider"),
        Kind::Need => linked(set, "asker"),
        Kind::Claim => linked(set, "office"),
        Kind::Progress => earlier.get(linked(set, "project")).map_or(0, |project| linked(&project.set, "responsible")),
        _ => 0,
    }
}

fn place(value: &Value) -> Option<usize> {
    value.as_text()?.strip_prefix('#')?.parse().ok()
}

fn bad(key: &str, field: &str, text: &str) -> SampleError {
    SampleError::BadCell { key: key.to_owned(), field: field.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests;
