//! Values used before in a field, so that a form can offer them again.

use std::collections::BTreeMap;

use super::super::Workspace;
use super::super::search::{BREAK, Words, fold};
use crate::domain::order;
use crate::domain::schema::{self, DELETED, Field};
use crate::domain::{Kind, Quantity, Shape, Value};
use crate::oplog::Replica;

/// Values counted once, until an op is written on a record of their kind.
#[derive(Clone, Default)]
pub struct Remembered(Vec<Counted>);

/// The values of one field, the most used first.
#[derive(Clone)]
struct Counted {
    kind: Kind,
    field: &'static str,
    /// Ops read so far.
    ops: usize,
    values: Vec<String>,
    /// The values folded, each with a [`BREAK`] behind it.
    units: Vec<u16>,
}

impl Workspace {
    /// The values records in the list of a kind hold in a field of one line that begin with a typed text, hold it or are
    /// read so, the most used first, at most `limit`, without the typed text itself; of a field of quantities, their
    /// units. Nothing for titles, which belong to one record, and for private fields, which belong to one office.
    pub fn remembered(&self, kind: Kind, field: &str, typed: &str, limit: usize) -> Vec<String> {
        let Some(field) = schema::field(kind, field).filter(|field| is_remembered(kind, field)) else {
            return Vec::new();
        };
        let mut remembered = self.remembered.borrow_mut();
        let counted = remembered.refreshed(&self.replica, kind, field);
        let words = Words::of(typed);
        let folded = counted.units.split(|unit| *unit == BREAK);
        let values = counted.values.iter().zip(folded);
        let hits = values.filter(|(value, units)| *value != typed.trim() && words.all_in_folded(units));
        hits.map(|(value, _)| value.clone()).take(limit).collect()
    }
}

/// True for fields whose values may serve another record.
fn is_remembered(kind: Kind, field: &Field) -> bool {
    matches!(field.shape, Shape::Line | Shape::Quantity) && !field.private && field.name != schema::title_field(kind)
}

impl Remembered {
    fn refreshed(&mut self, replica: &Replica, kind: Kind, field: &'static Field) -> &Counted {
        let known = self.0.iter().position(|it| it.kind == kind && it.field == field.name);
        let at = known.unwrap_or(self.0.len());
        match self.0.get_mut(at) {
            None => self.0.push(Counted::of(replica, kind, field)),
            Some(counted) if replica.written_after(counted.ops).any(|row| row.is_of(kind.as_str())) => {
                *counted = Counted::of(replica, kind, field);
            }
            Some(counted) => counted.ops = replica.op_count(),
        }
        &self.0[at]
    }
}

impl Counted {
    fn of(replica: &Replica, kind: Kind, field: &'static Field) -> Counted {
        let (deleted, number) = (replica.field_number(DELETED), replica.field_number(field.name));
        let mut texts: BTreeMap<String, usize> = BTreeMap::new();
        for row in replica.rows_of(kind.as_str()).filter(|row| row.raw(deleted) != Some("true")) {
            match field.shape {
                // Few of them differ: their units are read once each.
                Shape::Quantity => count(&mut texts, row.raw(number).unwrap_or_default(), 1),
                _ => count(&mut texts, row.text(number).unwrap_or_default().trim(), 1),
            }
        }
        if field.shape == Shape::Quantity {
            for (raw, uses) in std::mem::take(&mut texts) {
                let value: Value = serde_json::from_str(&raw).unwrap_or_default();
                count(&mut texts, Quantity::from_value(&value).map(|it| it.unit).unwrap_or_default().trim(), uses);
            }
        }
        texts.remove("");
        // Those used as often stay in the order of their texts.
        let mut values: Vec<(String, usize)> = texts.into_iter().collect();
        order::sort_by(&mut values, |a, b| b.1.cmp(&a.1));
        let values: Vec<String> = values.into_iter().map(|(value, _)| value).collect();
        let mut units = Vec::new();
        for value in &values {
            units.extend(fold(value));
            units.push(BREAK);
        }
        Counted { kind, field: field.name, ops: replica.op_count(), values, units }
    }
}

fn count(counts: &mut BTreeMap<String, usize>, text: &str, more: usize) {
    match counts.get_mut(text) {
        Some(count) => *count += more,
        None => drop(counts.insert(text.to_owned(), more)),
    }
}
