//! A list in groups: records of one value one after the other, with how many there are.

use super::super::Workspace;
use super::run::Question;
use super::{Asked, ListQuery};
use crate::domain::RecordId;

/// Records of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The code, id or light word; empty where the field is.
    pub value: String,
    /// How many records.
    pub count: usize,
}

/// The groups of a grouped query's `records`, in the order [`super::run`] gave them; none when the query groups by nothing.
///
/// Records of one value stand together, so that a group's end is found without reading every record.
pub fn groups(workspace: &Workspace, query: &ListQuery, records: &[RecordId], asked: Asked) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let Some(field) = &query.group else { return groups };
    let question = Question::of(workspace, query, asked, None);
    let column = question.column(field);
    let value_at = |at: usize| {
        let row = records.get(at).and_then(|id| workspace.replica().row_of(id));
        row.map(|row| question.first_value(row, &column)).unwrap_or_default()
    };
    let mut start = 0;
    while start < records.len() {
        let value = value_at(start);
        let is_same = |at: usize| at < records.len() && value_at(at) == value;
        // Twice as far each time, then halving what lies between.
        let (mut inside, mut step) = (start, 1);
        while is_same(inside + step) {
            inside += step;
            step *= 2;
        }
        while step > 1 {
            step /= 2;
            if is_same(inside + step) {
                inside += step;
            }
        }
        groups.push(Group { value, count: inside + 1 - start });
        start = inside + 1;
    }
    groups
}
