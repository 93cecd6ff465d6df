//! Taking an action back: an undo is a new op, so that it travels and can itself be undone.

use super::pending::ruling_field;
use super::roster::WITHDRAWN;
use super::{Action, Changes, Edit, EditError, Stamp, Target, Workspace, Writing};
use crate::domain::schema::{DELETED, RULING_PREFIX};
use crate::domain::{Fields, RecordId, Value};
use crate::oplog::OpView;

impl Workspace {
    /// Takes an action of this installation back. Fields changed since, by anybody, stay as they are; what was changed and
    /// taken back since does not count.
    pub fn undo(&mut self, group: &str, stamp: &Stamp) -> Result<Changes, EditError> {
        let mut writing = self.begin_undo(group, stamp)?;
        Ok(self.write_all(&mut writing))
    }

    /// Begins to take an action back, to be written slice by slice like any command.
    pub fn begin_undo(&self, group: &str, stamp: &Stamp) -> Result<Writing, EditError> {
        let records = self.records_of_action(group);
        if records.is_empty() {
            return Err(EditError::NotFound);
        }
        let edits = records.iter().filter_map(|id| self.undo_on(id, group)).collect();
        let stamp = Stamp { action: Action::Undo { of: group.to_owned() }, ..stamp.clone() };
        self.begin(edits, &stamp)
    }

    /// The edit that takes back what a group did to one record, if anything is left of it.
    fn undo_on(&self, id: &RecordId, group: &str) -> Option<Edit> {
        let history: Vec<OpView> = self.replica.history(id);
        // A record others have written on since stays; taking it away would take their words with it.
        let others = history.iter().filter(|view| view.actor != self.actor());
        let told = |view: &&OpView| view.changes.iter().any(|it| !it.field.starts_with(RULING_PREFIX));
        if others.filter(told).any(|view| !self.replica.is_held(id, &view.op))
            && history.first().is_some_and(|view| view.group == group)
        {
            return None;
        }
        let own = history.iter().rev().filter(|view| view.group == group && view.actor == self.actor());
        let mut set = Fields::new();
        for view in own {
            let held = self.pending_of(id).into_iter().find(|it| it.op == view.op && it.actor == view.actor);
            if let Some(held) = held {
                set.insert(ruling_field(&self.replica, held.number), Value::from(WITHDRAWN));
                continue;
            }
            if view.op.to_string() == id.origin() {
                return Some(Edit::archive(id.clone()));
            }
            for change in &view.changes {
                let heads = self.replica.heads(id, &change.field);
                let stands = match &heads[..] {
                    [head] => stands(&history, head.op.to_string(), &view.op.to_string(), &change.field),
                    _ => false,
                };
                if stands || set.contains_key(&change.field) {
                    let before = match (&change.before, change.field.as_str()) {
                        (Value::Null, DELETED) => Value::Flag(false),
                        (before, _) => before.clone(),
                    };
                    set.insert(change.field.clone(), before);
                }
            }
        }
        (!set.is_empty()).then(|| Edit { on: Target::Record(id.clone()), set, seen: None })
    }
}

/// True when `op` is what stands in a field that the op `head` set last: itself, or because what came between was taken
/// back. So one action after the other can be taken back, each finding the record as it left it.
fn stands(history: &[OpView], head: String, op: &str, field: &str) -> bool {
    let mut at = Some(head);
    while let Some(here) = at.filter(|here| here != op) {
        let taken_back = history.iter().find(|view| view.op.to_string() == here).and_then(|view| {
            let action = Action::read(view.act.as_deref(), view.source.as_deref());
            let Action::Undo { of } = action else { return None };
            let mut taken = history.iter().rev().filter(|it| it.group == of && it.actor == view.actor);
            taken.find_map(|it| it.changes.iter().find(|change| change.field == field))
        });
        let Some(change) = taken_back else { return false };
        // An op replaces only ops before it, so that this ends.
        at = change.replaced.clone();
        if at.is_none() {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests;
