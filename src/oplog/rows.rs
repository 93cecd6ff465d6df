//! Records as rows: found once, read field by field, for work that goes over all records of a kind.

use std::borrow::Cow;

use super::actor::ActorId;
use super::chain::Scope;
use super::fold::{Cell, Record, number};
use super::replica::{Replica, decode, is_ruling, plain_text};
use super::time::Timestamp;
use crate::domain::{RecordId, Value, order};

/// One record of a replica, found already. `Copy`.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    replica: &'a Replica,
    record: &'a Record,
    number: u32,
}

/// A field's name as a replica knows it; looked up once for many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldNumber(Option<u32>);

impl FieldNumber {
    pub(super) fn is(self, field: u32) -> bool {
        self.0 == Some(field)
    }
}

impl Replica {
    /// The records of a kind, oldest arrival first.
    pub fn rows_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = Row<'a>> {
        let rows = self.records.all.iter().enumerate();
        let rows = rows.map(|(index, record)| Row { replica: self, record, number: number(index) });
        rows.filter(move |row| row.is_of(kind) && self.is_shown(row.number))
    }

    /// The record of that number, if any op written on it is applied.
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        self.any_row(at).filter(|row| row.is_shown())
    }

    fn any_row(&self, at: usize) -> Option<Row<'_>> {
        self.records.all.get(at).map(|record| Row { replica: self, record, number: number(at) })
    }

    /// The record of that id, if any op written on it is applied.
    pub fn row_of(&self, id: &RecordId) -> Option<Row<'_>> {
        self.records.place(id).and_then(|number| self.row(number as usize))
    }

    /// A field's name, ready for many rows. It holds until the next op.
    pub fn field_number(&self, name: &str) -> FieldNumber {
        FieldNumber(self.records.fields.get(name))
    }

    /// The records that an actor's shared ops behind place `after` were written on; once for each op.
    pub fn written_by(&self, actor: ActorId, after: u64) -> impl Iterator<Item = Row<'_>> {
        let own = self.chains.iter().filter(move |it| it.header.actor == actor && it.header.scope == Scope::Shared);
        let ops = own.flat_map(move |chain| {
            let known = after.saturating_add(1).saturating_sub(chain.header.from);
            chain.rows.get(usize::try_from(known).unwrap_or(usize::MAX)..).unwrap_or_default()
        });
        ops.filter_map(|op| self.row(self.ops[*op as usize].record as usize))
    }

    /// The records that the ops after the first `ops` were written on, once for each op, and those that show something else
    /// because of them. Nothing may be applied on them.
    ///
    /// What a record shows changes by nothing else, so whoever read all records at [`Replica::op_count`] ops
    /// needs to read only these again.
    pub fn written_after(&self, ops: usize) -> impl Iterator<Item = Row<'_>> {
        let written = self.ops[ops.min(self.ops.len())..].iter().map(|op| op.record);
        written.chain(self.revised_after(ops)).filter_map(|record| self.any_row(record as usize))
    }
}

impl<'a> Row<'a> {
    /// Its id.
    pub fn id(self) -> &'a RecordId {
        &self.record.id
    }

    /// Its place among all records of the replica, in order of arrival; it never changes.
    pub fn number(self) -> usize {
        self.number as usize
    }

    /// True when any op on it is applied.
    pub fn is_shown(self) -> bool {
        self.replica.is_shown(self.number)
    }

    /// True when it is of that kind.
    pub fn is_of(self, kind: &str) -> bool {
        self.record.id.as_str().strip_prefix(kind).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The value that stands in for a field as JSON text; nothing when nobody set it.
    pub fn raw(self, field: FieldNumber) -> Option<&'a str> {
        self.head(field).map(|head| self.replica.raw(head))
    }

    fn head(self, field: FieldNumber) -> Option<&'a Cell> {
        let field = field.0?;
        let mut heads = self.record.cells.iter().filter(|cell| cell.field == field);
        let mut best = heads.next()?;
        for head in heads {
            if self.replica.rank(head.op) > self.replica.rank(best.op) {
                best = head;
            }
        }
        Some(best)
    }

    /// The fields whose names begin so, in the order of their names, each with the value that stands in for it as JSON text.
    pub fn named(self, prefix: &str) -> Vec<(&'a str, &'a str)> {
        let name = |cell: &Cell| -> &'a str { self.replica.records.fields.name(cell.field) };
        let mut fields: Vec<(&'a str, u32)> = Vec::new();
        for cell in self.record.cells.iter().filter(|it| name(it).starts_with(prefix)) {
            if fields.iter().all(|(_, field)| *field != cell.field) {
                fields.push((name(cell), cell.field));
            }
        }
        order::sort(&mut fields);
        let value = |(name, field): (&'a str, u32)| Some((name, self.raw(FieldNumber(Some(field)))?));
        fields.into_iter().filter_map(value).collect()
    }

    /// When the value that stands in for a field was set, by its writer's clock.
    pub fn set_at(self, field: FieldNumber) -> Option<Timestamp> {
        self.head(field).map(|head| self.replica.ops[head.op as usize].at)
    }

    /// When the record was made, by its maker's clock; nothing while the op that made it is not here.
    pub fn made_at(self) -> Option<Timestamp> {
        self.record.maker.map(|op| self.replica.ops[op as usize].at)
    }

    /// That value; null when nobody set it.
    pub fn value(self, field: FieldNumber) -> Value {
        self.raw(field).map_or(Value::Null, decode)
    }

    /// That value if it is a text.
    pub fn text(self, field: FieldNumber) -> Option<Cow<'a, str>> {
        self.raw(field).and_then(text_in)
    }

    /// True when some field has heads that say different things.
    pub fn is_conflicted(self) -> bool {
        let cells = &self.record.cells;
        let same = |a: usize, b: usize| self.replica.raw(&cells[a]) == self.replica.raw(&cells[b]);
        let told = |at: usize| !is_ruling(self.replica.records.fields.name(cells[at].field));
        (1..cells.len()).any(|at| (0..at).any(|it| cells[it].field == cells[at].field && !same(it, at)) && told(at))
    }
}

/// The text a JSON text stands for; nothing when it is no text. Most hold no escapes and are lent as they stand.
fn text_in(raw: &str) -> Option<Cow<'_, str>> {
    if let Some(plain) = plain_text(raw) {
        return Some(Cow::Borrowed(plain));
    }
    if !raw.starts_with('"') {
        return None;
    }
    match decode(raw) {
        Value::Text(text) => Some(Cow::Owned(text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lends_plain_texts_and_reads_escaped_ones() {
        for (raw, expected) in [
            (r#""会议室""#, Some("会议室")),
            (r#""""#, Some("")),
            (r#""a\"b\\""#, Some("a\"b\\")),
            (r#""\n""#, Some("\n")),
            ("null", None),
            ("12", None),
            (r#"["a"]"#, None),
        ] {
            assert_eq!(text_in(raw).as_deref(), expected, "{raw}");
            let value: Value = serde_json::from_str(raw).unwrap();
            assert_eq!(value.as_text(), expected, "{raw}");
        }
    }
}
