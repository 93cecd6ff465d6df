//! Actions by name, and taking one back: an undo is a new op, so that it travels and can itself be undone.

use crate::domain::order;
use std::collections::BTreeSet;

use super::{Changes, Edit, EditError, Stamp, Target, Workspace};
use crate::domain::schema::DELETED;
use crate::domain::{Fields, RecordId, Value};
use crate::oplog::{OpView, Scope, Timestamp};

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A form was saved.
    Save,
    /// Rows of a sheet were taken in.
    Import {
        /// The file's name.
        source: String,
    },
    /// The built-in sample was opened.
    Sample,
    /// An action was taken back.
    Undo {
        /// That action's group.
        of: String,
    },
    /// A value was chosen where there were several.
    Resolve,
    /// Something a newer version did.
    Other(String),
}

impl Action {
    pub(super) fn written(&self) -> (Option<String>, Option<String>) {
        match self {
            Action::Save => (None, None),
            Action::Import { source } => (Some("import".to_owned()), Some(source.clone())),
            Action::Sample => (Some("sample".to_owned()), None),
            Action::Undo { of } => (Some("undo".to_owned()), Some(of.clone())),
            Action::Resolve => (Some("resolve".to_owned()), None),
            Action::Other(word) => (Some(word.clone()), None),
        }
    }

    pub(super) fn read(act: Option<&str>, source: Option<&str>) -> Action {
        let source = source.unwrap_or_default().to_owned();
        match act {
            None => Action::Save,
            Some("import") => Action::Import { source },
            Some("sample") => Action::Sample,
            Some("undo") => Action::Undo { of: source },
            Some("resolve") => Action::Resolve,
            Some(other) => Action::Other(other.to_owned()),
        }
    }
}

/// One action of this installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionSummary {
    /// Its name for undo.
    pub group: String,
    /// What was done.
    pub action: Action,
    /// When.
    pub at: Timestamp,
    /// On how many records.
    pub records: usize,
    /// One of them.
    pub example: RecordId,
    /// True when it was taken back.
    pub undone: bool,
}

impl Workspace {
    /// This installation's actions, newest first, at most `limit`.
    pub fn actions(&self, limit: usize) -> Vec<ActionSummary> {
        let mut summaries: Vec<ActionSummary> = Vec::new();
        let mut undone: BTreeSet<String> = BTreeSet::new();
        let mut records: BTreeSet<RecordId> = BTreeSet::new();
        for view in self.replica.written_by(self.actor(), Scope::Shared) {
            if summaries.last().is_none_or(|last| last.group != view.group) {
                if summaries.len() == limit {
                    break;
                }
                records.clear();
                let action = Action::read(view.act.as_deref(), view.source.as_deref());
                let is_undone = undone.contains(&view.group);
                if let (Action::Undo { of }, false) = (&action, is_undone) {
                    undone.insert(of.clone());
                }
                summaries.push(ActionSummary {
                    group: view.group.clone(),
                    action,
                    at: view.at,
                    records: 0,
                    example: view.on.clone(),
                    undone: is_undone,
                });
            }
            records.insert(view.on);
            if let Some(last) = summaries.last_mut() {
                last.records = records.len();
            }
        }
        summaries
    }

    /// Takes an action of this installation back. Fields changed since, by anybody, stay as they are.
    pub fn undo(&mut self, group: &str, stamp: &Stamp) -> Result<Changes, EditError> {
        let mut records: Vec<RecordId> = Vec::new();
        for scope in [Scope::Shared, Scope::Private] {
            let own = self.replica.written_by(self.actor(), scope).filter(|view| view.group == group);
            records.extend(own.map(|view| view.on));
        }
        if records.is_empty() {
            return Err(EditError::NotFound);
        }
        order::sort(&mut records);
        records.dedup();
        let edits = records.iter().filter_map(|id| self.undo_on(id, group)).collect();
        let stamp = Stamp { action: Action::Undo { of: group.to_owned() }, ..stamp.clone() };
        self.edit(edits, &stamp)
    }

    /// The edit that takes back what a group did to one record, if anything is left of it.
    fn undo_on(&self, id: &RecordId, group: &str) -> Option<Edit> {
        let history: Vec<OpView> = self.replica.history(id);
        // A record others have written on since stays; taking it away would take their words with it.
        if history.iter().any(|view| view.actor != self.actor())
            && history.first().is_some_and(|view| view.group == group)
        {
            return None;
        }
        let own = history.iter().rev().filter(|view| view.group == group && view.actor == self.actor());
        let mut set = Fields::new();
        for view in own {
            if view.op.to_string() == id.origin() {
                return Some(Edit::archive(id.clone()));
            }
            for change in &view.changes {
                let heads = self.replica.heads(id, &change.field);
                let stands = matches!(&heads[..], [head] if head.op == view.op);
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
