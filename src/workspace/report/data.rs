//! A report as data: the figures with their records, for another program.

use super::{Addressee, Counted, Figured, Report, Side};
use crate::domain::{RecordId, Value, order};
use crate::workspace::Workspace;

impl Report {
    /// The report as one object: `report` names the form, days are `2026-11-22`, amounts `{n, unit, records}`, records
    /// `{id, title}`, of entries also `before`, the entry whose amount was taken off; `count` is how many records a figure
    /// has.
    pub fn to_value(&self, workspace: &Workspace, to: &Addressee) -> Value {
        let record = |id: &RecordId| object([("id", id.as_str().into()), ("title", workspace.title_of(id).into())]);
        let counted = |it: &Counted| {
            let before = it.before.as_ref().map_or(Value::Null, |id| id.as_str().into());
            let title = workspace.title_of(&it.record);
            object([("id", it.record.as_str().into()), ("title", title.into()), ("before", before)])
        };
        let figure = |it: &Figured| {
            let amounts = it.amounts.iter().map(|it| {
                let of = it.of.iter().map(|id| Value::from(id.as_str())).collect();
                object([("n", it.sum.into()), ("unit", it.unit.as_str().into()), ("records", Value::List(of))])
            });
            object([
                ("figure", it.told.as_str().into()),
                ("part", if it.side == Side::Own { "own" } else { "supporting" }.into()),
                ("count", Value::Integer(i64::try_from(it.records.len()).unwrap_or(i64::MAX))),
                ("amounts", Value::List(amounts.collect())),
                ("records", Value::List(it.records.iter().map(counted).collect())),
            ])
        };
        let figures = |all: &[Figured]| Value::List(all.iter().map(figure).collect());
        let office = |(id, all): &(Option<RecordId>, Vec<Figured>)| {
            object([("office", id.as_ref().map_or(Value::Null, record)), ("figures", figures(all))])
        };
        let to = match to {
            Addressee::City => "city".into(),
            Addressee::Party(office) => record(office),
        };
        object([
            ("report", "three-lists-dual-report".into()),
            ("version", Value::Integer(1)),
            ("workspace", workspace.title().into()),
            ("to", to),
            ("from", self.from.to_string().into()),
            ("until", self.to.to_string().into()),
            ("as_of", self.until.to_string().into()),
            ("figures", figures(&self.figures)),
            ("offices", Value::List(self.offices.iter().map(office).collect())),
        ])
    }
}

fn object<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Map(order::map(pairs.map(|(name, value)| (name.to_owned(), value))))
}
