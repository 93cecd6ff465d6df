//! What a confirmed import or paste writes: from a preview and the person's choices to the edits of one action. Free of the browser.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::order;
use crate::domain::schema::{self, DELETED};
use crate::domain::{Fields, Kind, RecordId, Shape, Value};
use crate::tabular::{
    Existing, ExistingRow, Incoming, NewOffice, OfficeName, OfficeRef, Outcome, Preview, Reason, RowResult,
};
use crate::workspace::{Edit, Workspace};

/// What becomes of a name nobody keeps yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeChoice {
    /// A new office of this role.
    New {
        /// The role's code.
        role: String,
    },
    /// Another spelling of that one, to be kept as an alias.
    Same(OfficeRef),
}

impl OfficeChoice {
    /// What stands until the person chooses: nothing is taken for the same unasked.
    pub fn first(office: &NewOffice) -> OfficeChoice {
        OfficeChoice::New { role: office.role.clone() }
    }
}

/// What is kept already, as the import of a sheet needs it: behind all others, what waits for the street.
pub fn existing_with_waiting(workspace: &Workspace, kind: Kind) -> Existing {
    let mut existing = existing(workspace, kind);
    let waiting = workspace.waiting_made(kind).into_iter();
    existing.rows.extend(waiting.map(|(id, fields)| ExistingRow { id: id.to_string(), fields, waits: true }));
    existing
}

/// What is kept already, as a comparison needs it: archived records too, behind the live ones.
pub fn existing(workspace: &Workspace, kind: Kind) -> Existing {
    let both = |kind: Kind| workspace.ids(kind).into_iter().chain(workspace.archived(kind));
    let row = |id: RecordId| {
        let mut fields = workspace.fields(&id);
        if workspace.is_archived(&id) {
            fields.insert(DELETED.to_owned(), Value::Flag(true));
        }
        ExistingRow { id: id.to_string(), fields, waits: false }
    };
    let office = |id: RecordId| {
        let aliases = workspace.value(&id, "aliases");
        let aliases = aliases.items().iter().filter_map(Value::as_text).map(str::to_owned);
        let names = std::iter::once(workspace.text(&id, "name")).chain(aliases).collect();
        OfficeName { id: id.to_string(), names, role: workspace.text(&id, "role") }
    };
    let mut conflicts = BTreeMap::new();
    for id in workspace.conflicts().into_iter().filter(|id| id.kind() == Some(kind)) {
        conflicts.insert(id.to_string(), workspace.conflicted_fields(&id));
    }
    Existing { rows: both(kind).map(row).collect(), offices: both(Kind::Office).map(office).collect(), conflicts }
}

/// True where the record a row speaks of was taken out of its list.
pub fn is_archived(row: &RowResult) -> bool {
    row.issues.iter().any(|issue| issue.reason == Reason::Archived)
}

/// True where a row writes something.
pub fn writes(row: &RowResult, restore: bool) -> bool {
    match row.outcome {
        Outcome::New { .. } | Outcome::Changed { .. } => true,
        Outcome::Same { .. } => restore && is_archived(row),
        Outcome::Problem => false,
    }
}

/// The edits of an import or a paste: offices first, then records that link to them by their place in the command.
///
/// `choices` stand in the order of the preview's new offices; with `restore` archived records come back.
pub fn edits(workspace: &Workspace, preview: &Preview, choices: &[OfficeChoice], restore: bool) -> Vec<Edit> {
    let mut plan = Plan { workspace, edits: Vec::new(), touched: BTreeMap::new() };
    let made = plan.offices(preview, choices);
    if restore {
        plan.restore_offices(preview);
    }
    for row in &preview.rows {
        plan.row(preview.kind, row, &made, restore);
    }
    plan.edits
}

struct Plan<'w> {
    workspace: &'w Workspace,
    edits: Vec<Edit>,
    /// The edit of a kept record, so that a record is edited once.
    touched: BTreeMap<RecordId, usize>,
}

impl Plan<'_> {
    /// Makes the offices chosen to be new; returns what stands for each name: a placeholder or an id.
    fn offices(&mut self, preview: &Preview, choices: &[OfficeChoice]) -> Vec<String> {
        let mut made: BTreeMap<usize, String> = BTreeMap::new();
        let mut spellings: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        let end = |at: usize| end_of(at, choices);
        for (at, office) in preview.new_offices.iter().enumerate() {
            if let (OfficeRef::New(to), true) = (end(at), matches!(choices.get(at), Some(OfficeChoice::Same(_)))) {
                spellings.entry(to as usize).or_default().push(&office.name);
            }
        }
        for (at, office) in preview.new_offices.iter().enumerate() {
            let role = match choices.get(at) {
                Some(OfficeChoice::New { role }) => role.clone(),
                Some(OfficeChoice::Same(_)) if end(at) != OfficeRef::New(at as u32) => continue,
                _ => office.role.clone(),
            };
            let mut fields = order::map([
                ("name".to_owned(), Value::from(office.name.as_str())),
                ("role".to_owned(), Value::from(role)),
            ]);
            let aliases: Vec<Value> = spellings
                .get(&at)
                .into_iter()
                .flatten()
                .filter(|it| **it != office.name)
                .map(|it| Value::from(*it))
                .collect();
            if !aliases.is_empty() {
                fields.insert("aliases".to_owned(), Value::List(aliases));
            }
            made.insert(at, format!("#{}", self.edits.len()));
            self.edits.push(Edit::new(Kind::Office, fields));
        }
        let names = preview.new_offices.iter().enumerate();
        names
            .map(|(at, office)| match end(at) {
                OfficeRef::New(to) => made.get(&(to as usize)).cloned().unwrap_or_default(),
                OfficeRef::Known(id) => {
                    self.add_alias(&id, &office.name);
                    id
                }
            })
            .collect()
    }

    fn add_alias(&mut self, id: &str, name: &str) {
        let Ok(id) = RecordId::parse(id) else { return };
        let kept = match self.touched.get(&id).and_then(|at| self.edits[*at].set.get("aliases")) {
            Some(aliases) => aliases.items().to_vec(),
            None => self.workspace.value(&id, "aliases").items().to_vec(),
        };
        let alias = Value::from(name);
        if !kept.contains(&alias) {
            let aliases = Value::List(kept.into_iter().chain([alias]).collect());
            self.set(&id, order::map([("aliases".to_owned(), aliases)]));
        }
    }

    /// Archived offices that the rows written name come back with them.
    fn restore_offices(&mut self, preview: &Preview) {
        let mut named: BTreeSet<String> = BTreeSet::new();
        for row in preview.rows.iter().filter(|row| writes(row, true)) {
            match &row.outcome {
                Outcome::New { fields } => fields.values().for_each(|it| known_in(it, &mut named)),
                Outcome::Changed { id, changes, .. } => {
                    changes.iter().for_each(|it| known_in(&it.after, &mut named));
                    self.linked_offices(preview.kind, id, &mut named);
                }
                Outcome::Same { id } => self.linked_offices(preview.kind, id, &mut named),
                Outcome::Problem => {}
            }
        }
        for id in named.iter().filter_map(|id| RecordId::parse(id).ok()) {
            if self.workspace.is_archived(&id) {
                self.set(&id, Edit::restore(id.clone()).set);
            }
        }
    }

    fn linked_offices(&self, kind: Kind, id: &str, named: &mut BTreeSet<String>) {
        let Ok(id) = RecordId::parse(id) else { return };
        for field in schema::fields(kind) {
            match (field.shape, self.workspace.value(&id, field.name)) {
                (Shape::Link(Kind::Office), Value::Text(office)) => drop(named.insert(office)),
                (Shape::Links(Kind::Office), Value::List(offices)) => {
                    named.extend(offices.iter().filter_map(Value::as_text).map(str::to_owned));
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, kind: Kind, row: &RowResult, made: &[String], restore: bool) {
        let value = |incoming: &Incoming| incoming.to_value(made);
        match &row.outcome {
            Outcome::New { fields } => {
                let fields = fields.iter().map(|(name, incoming)| (name.clone(), value(incoming))).collect();
                self.edits.push(Edit::new(kind, fields));
            }
            Outcome::Changed { id, changes, origins } => {
                let Ok(id) = RecordId::parse(id) else { return };
                let mut fields = order::map(changes.iter().map(|it| (it.field.clone(), value(&it.after))));
                for (name, value) in origins {
                    fields.insert(name.clone(), value.clone());
                }
                self.set(&id, fields);
            }
            Outcome::Same { .. } | Outcome::Problem => {}
        }
        if let (true, Outcome::Changed { id, .. } | Outcome::Same { id }) = (restore && is_archived(row), &row.outcome)
            && let Ok(id) = RecordId::parse(id)
        {
            self.set(&id, Edit::restore(id.clone()).set);
        }
    }

    fn set(&mut self, id: &RecordId, fields: Fields) {
        match self.touched.get(id) {
            Some(at) => self.edits[*at].set.extend(fields),
            None => {
                self.touched.insert(id.clone(), self.edits.len());
                self.edits.push(Edit::change(id.clone(), fields));
            }
        }
    }
}

/// Follows "the same as" to its end; a circle ends where it began.
fn end_of(at: usize, choices: &[OfficeChoice]) -> OfficeRef {
    let mut end = at;
    for _ in 0..choices.len() {
        match choices.get(end) {
            Some(OfficeChoice::Same(OfficeRef::New(next))) if *next as usize != at => end = *next as usize,
            Some(OfficeChoice::Same(OfficeRef::Known(id))) => return OfficeRef::Known(id.clone()),
            _ => break,
        }
    }
    OfficeRef::New(end as u32)
}

fn known_in(incoming: &Incoming, named: &mut BTreeSet<String>) {
    let offices = match incoming {
        Incoming::Office(office) => std::slice::from_ref(office),
        Incoming::Offices(offices) => offices,
        Incoming::Value(_) => &[],
    };
    named.extend(offices.iter().filter_map(|it| match it {
        OfficeRef::Known(id) => Some(id.clone()),
        OfficeRef::New(_) => None,
    }));
}

#[cfg(test)]
mod tests;
