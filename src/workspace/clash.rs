//! Fields that offices filled differently without knowing of each other: what is said, and what could be made of it.

use super::{HeadView, Workspace};
use crate::domain::schema::{Field, ORIGIN};
use crate::domain::{RecordId, Shape, Value, order};

impl Workspace {
    /// A field's values, the one that stands in first.
    pub fn heads(&self, id: &RecordId, field: &str) -> Vec<HeadView> {
        let told = self.replica.history(id).into_iter().map(|view| {
            let change = view.changes.into_iter().find(|change| change.field == field);
            (view.op, (view.by, change.map(|change| change.before).unwrap_or_default()))
        });
        let mut told = order::map(told);
        let head = |head: crate::oplog::Head| {
            let (by, before) = told.remove(&head.op).unwrap_or_default();
            HeadView {
                by,
                before,
                office: self.office_name_of(head.actor).unwrap_or_default(),
                value: head.value,
                op: head.op,
                at: head.at,
                actor: head.actor,
            }
        };
        self.replica.heads(id, field).into_iter().map(head).collect()
    }
}

/// What several values of a field are together: the lines of texts, the items of lists, each once; none where a field
/// holds one thing only.
pub fn combined(field: &Field, values: &[Value]) -> Option<Value> {
    if field.name == ORIGIN {
        return None;
    }
    match field.shape {
        Shape::Text => {
            let lines = values.iter().filter_map(Value::as_text).flat_map(str::lines).map(str::trim);
            Some(Value::from(each_once(lines.filter(|it| !it.is_empty())).join("\n")))
        }
        Shape::Names | Shape::Links(_) => {
            let items = values.iter().flat_map(Value::items).filter_map(Value::as_text);
            Some(Value::List(each_once(items).into_iter().map(Value::from).collect()))
        }
        _ => None,
    }
}

fn each_once<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut kept: Vec<&str> = Vec::new();
    for one in all {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
