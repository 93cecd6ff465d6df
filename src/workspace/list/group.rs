//! A list in groups: records of one value one after the other, with how many there are.

use super::super::Workspace;
use super::ListQuery;
use super::run::Question;
use crate::domain::{Date, RecordId};

/// Records of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The code, id or light word; empty where the field is.
    pub value: String,
    /// How many records.
    pub count: usize,
}

/// The groups of a grouped query's `records`, in their order; none when the query groups by nothing.
pub fn groups(workspace: &Workspace, query: &ListQuery, records: &[RecordId], today: Date) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let Some(field) = &query.group else { return groups };
    let question = Question::of(workspace, query, today, Some(field));
    let column = question.column(field);
    for row in records.iter().filter_map(|id| workspace.replica().row_of(id)) {
        let mut found = String::new();
        question.each_value(row, &column, &mut |value| {
            value.clone_into(&mut found);
            true
        });
        match groups.last_mut() {
            Some(last) if last.value == found => last.count += 1,
            _ => groups.push(Group { value: found, count: 1 }),
        }
    }
    groups
}
