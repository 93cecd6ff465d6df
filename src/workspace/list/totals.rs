//! Sums of a list's amounts, each unit by itself.

use super::super::Workspace;
use super::distinct::Distinct;
use super::range::{amount, plain_amount};
use super::run::Question;
use super::{Asked, ListQuery};
use crate::domain::{Kind, RecordId, order, schema};
use crate::oplog::FieldNumber;

/// What a field's amounts of one unit come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The field.
    pub field: &'static str,
    /// The unit; empty where nobody said.
    pub unit: String,
    /// Their sum; what does not fit stands at the largest or least number there is.
    pub sum: i64,
    /// How many records have such an amount.
    pub count: usize,
}

/// The sums of a list: by field as the schema has them, the unit of most records first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Of all of it.
    pub whole: Vec<Total>,
    /// Of each group that has any, by the group's value; in no order.
    groups: Vec<(String, Vec<Total>)>,
}

impl Totals {
    /// Those of a group.
    pub fn of_group(&self, value: &str) -> &[Total] {
        self.groups.iter().find(|(it, _)| it == value).map_or(&[], |(_, totals)| totals)
    }
}

/// The sums of what a query shows, and of its groups when it has any.
pub fn totals(workspace: &Workspace, query: &ListQuery, asked: Asked) -> Totals {
    let fields = summed(workspace, query.kind);
    if fields.is_empty() {
        return Totals::default();
    }
    let question = Question::of(workspace, query, asked, None);
    let column = query.group.as_ref().map(|field| question.column(field));
    let mut whole = Sums::default();
    let mut groups: Vec<(String, Sums)> = Vec::new();
    let mut distinct = Distinct::new();
    // Which group each text belongs to: an unset field and an empty one are two texts and one group.
    let mut group_of: Vec<usize> = Vec::new();
    question.each(&mut |row| {
        let mut sums = None;
        if let Some(column) = &column {
            let number = distinct.number(question.mark(row, column));
            if number == group_of.len() {
                let value = question.first_value(row, column);
                let known = groups.iter().position(|(it, _)| *it == value);
                group_of.push(known.unwrap_or(groups.len()));
                if known.is_none() {
                    groups.push((value, Sums::default()));
                }
            }
            sums = Some(&mut groups[group_of[number]].1);
        }
        for (at, (_, field)) in fields.iter().enumerate() {
            let Some(raw) = row.raw(*field) else { continue };
            whole.add(at, raw);
            if let Some(sums) = &mut sums {
                sums.add(at, raw);
            }
        }
    });
    let groups = groups.into_iter().map(|(value, sums)| (value, sums.totals(&fields))).collect();
    Totals { whole: whole.totals(&fields), groups }
}

/// The sums of these records, which are of one kind: of what is selected.
pub fn totals_of(workspace: &Workspace, kind: Kind, records: &[RecordId]) -> Vec<Total> {
    let fields = summed(workspace, kind);
    let mut sums = Sums::default();
    for row in records.iter().filter_map(|id| workspace.replica().row_of(id)) {
        for (at, (_, field)) in fields.iter().enumerate() {
            if let Some(raw) = row.raw(*field) {
                sums.add(at, raw);
            }
        }
    }
    sums.totals(&fields)
}

/// A field whose sum means something.
type Summed = (&'static str, FieldNumber);

fn summed(workspace: &Workspace, kind: Kind) -> Vec<Summed> {
    let fields = schema::fields(kind).iter().filter(|it| it.can_sum());
    fields.map(|it| (it.name, workspace.replica().field_number(it.name))).collect()
}

/// Sums while records come; few, so that the right one is found by looking.
#[derive(Default)]
struct Sums(Vec<Sum>);

struct Sum {
    /// Which of the summed fields.
    field: usize,
    unit: String,
    /// Wide enough for more amounts than fit in memory.
    sum: i128,
    count: usize,
}

impl Sums {
    fn add(&mut self, field: usize, raw: &str) {
        if let Some((n, unit)) = plain_amount(raw) {
            self.join(field, n, unit);
        } else if let Some((n, unit)) = amount(raw) {
            self.join(field, n, &unit);
        }
    }

    fn join(&mut self, field: usize, n: i64, unit: &str) {
        match self.0.iter_mut().find(|it| it.field == field && it.unit == unit) {
            Some(sum) => {
                sum.sum += i128::from(n);
                sum.count += 1;
            }
            None => self.0.push(Sum { field, unit: unit.to_owned(), sum: n.into(), count: 1 }),
        }
    }

    fn totals(mut self, fields: &[Summed]) -> Vec<Total> {
        let by_count = |a: &Sum, b: &Sum| b.count.cmp(&a.count).then_with(|| a.unit.cmp(&b.unit));
        order::sort_by(&mut self.0, |a, b| a.field.cmp(&b.field).then_with(|| by_count(a, b)));
        let fits = |sum: i128| i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX });
        let total = |it: Sum| Total { field: fields[it.field].0, unit: it.unit, sum: fits(it.sum), count: it.count };
        self.0.into_iter().map(total).collect()
    }
}
