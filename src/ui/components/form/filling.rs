//! A form while it is being filled: one signal for each input, what is wrong, and what would be saved.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::entry::{Entries, Entry, Problem};
use crate::domain::schema::{self, Field};
use crate::domain::{Fields, Kind, RecordId, Shape, Value};
use crate::ui::state::{WorkspaceStore, store};
use crate::workspace::EditError;

/// The state of one form. `Copy`; inputs hold it.
#[derive(Clone, Copy)]
pub struct Filling {
    /// The kind of record the form makes or changes.
    pub kind: Kind,
    inputs: StoredValue<BTreeMap<&'static str, RwSignal<Entry>>>,
    problems: RwSignal<BTreeMap<&'static str, Problem>>,
    /// What its inputs are for.
    pub purpose: Purpose,
    /// The record the form changes; none for a new one.
    record: StoredValue<Option<RecordId>>,
    /// What the record held when the form opened; for a new one, nothing.
    stored: StoredValue<Fields>,
    /// What the inputs showed when the form opened.
    shown: StoredValue<Entries>,
    store: WorkspaceStore,
}

/// What inputs are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A whole record.
    Record,
    /// One field of many records, whose states differ.
    Many,
    /// One cell of a list.
    Cell,
    /// One field that offices filled differently.
    Clash,
    /// What a step asks for.
    Step,
}

impl Purpose {
    /// What the ids of its inputs begin with: inputs of several purposes stand in one page.
    pub fn prefix(self) -> &'static str {
        match self {
            Purpose::Record => "field-",
            Purpose::Many => "many-",
            Purpose::Cell => "in-cell-",
            Purpose::Clash => "clash-",
            Purpose::Step => "step-",
        }
    }
}

/// True for fields a form has an input for.
pub fn is_input(field: &Field) -> bool {
    field.shape != Shape::Structure
}

impl Filling {
    /// A form that shows `given` over what the record holds, `stored`.
    pub fn new(kind: Kind, stored: Fields, given: &Fields) -> Filling {
        let entry = |field: &Field| {
            let value = given.get(field.name).or_else(|| stored.get(field.name)).unwrap_or(&Value::Null);
            Entry::of(field.shape, value)
        };
        let fields = || schema::fields(kind).iter().filter(|field| is_input(field));
        let inputs = fields().map(|field| (field.name, RwSignal::new(entry(field)))).collect();
        let shown = fields().map(|field| (field.name.to_owned(), entry(field))).collect();
        Filling {
            kind,
            purpose: Purpose::Record,
            inputs: StoredValue::new(inputs),
            problems: RwSignal::new(BTreeMap::new()),
            record: StoredValue::new(None),
            stored: StoredValue::new(stored),
            shown: StoredValue::new(shown),
            store: store(),
        }
    }

    /// An empty form for many records of a kind, of which one field is filled in.
    pub fn for_many(kind: Kind) -> Filling {
        Filling { purpose: Purpose::Many, ..Filling::new(kind, Fields::new(), &Fields::new()) }
    }

    /// The same form, for a record that is here already.
    pub fn changing(self, record: Option<RecordId>) -> Filling {
        self.record.set_value(record);
        self
    }

    /// The record the form changes; none for a new one.
    pub fn record(self) -> Option<RecordId> {
        self.record.get_value()
    }

    /// The input of one cell, with what the record holds.
    pub fn for_cell(kind: Kind, stored: Fields) -> Filling {
        Filling { purpose: Purpose::Cell, ..Filling::new(kind, stored, &Fields::new()) }
    }

    /// The input of a conflicted field, with what the record holds; it begins with `given`.
    pub fn for_clash(kind: Kind, stored: Fields, given: &Fields) -> Filling {
        Filling { purpose: Purpose::Clash, ..Filling::new(kind, stored, given) }
    }

    /// The input of what a step asks for, with what the record holds.
    pub fn for_step(kind: Kind, stored: Fields) -> Filling {
        Filling { purpose: Purpose::Step, ..Filling::new(kind, stored, &Fields::new()) }
    }

    /// Marks a field whose input says itself that it is wrong.
    pub fn mark(self, field: &'static Field, problem: Problem) {
        self.problems.update(|problems| {
            problems.insert(field.name, problem);
        });
    }

    /// Marks a field that cannot be saved as it stands.
    pub fn check(self, field: &'static Field) {
        let problem = self.read(field).err();
        self.problems.update(|problems| match problem {
            Some(problem) => drop(problems.insert(field.name, problem)),
            None => drop(problems.remove(field.name)),
        });
    }

    /// The input of a field.
    pub fn input(self, field: &Field) -> RwSignal<Entry> {
        let input = self.inputs.with_value(|inputs| inputs.get(field.name).copied());
        input.expect("a form asks only for the inputs of its own kind")
    }

    /// What is wrong with a field; tracked.
    pub fn problem(self, field: &Field) -> Option<Problem> {
        self.problems.with(|problems| problems.get(field.name).cloned())
    }

    /// What is wrong, in the order of the form; tracked.
    pub fn problems(self) -> Vec<(&'static Field, Problem)> {
        let fields = schema::fields(self.kind).iter();
        self.problems
            .with(|problems| fields.filter_map(|field| Some((field, problems.get(field.name)?.clone()))).collect())
    }

    /// Everything typed; tracked.
    pub fn entries(self) -> Entries {
        self.inputs.with_value(|inputs| inputs.iter().map(|(name, input)| ((*name).to_owned(), input.get())).collect())
    }

    /// True once something differs from what the form showed at first; tracked.
    pub fn is_changed(self) -> bool {
        let entries = self.entries();
        self.shown.with_value(|shown| *shown != entries)
    }

    /// Puts a draft back into the inputs.
    pub fn fill(self, entries: &Entries) {
        self.inputs.with_value(|inputs| {
            for (name, input) in inputs {
                if let Some(entry) = entries.get(*name) {
                    input.set(entry.clone());
                }
            }
        });
    }

    /// Checks one field again, once it was marked wrong.
    pub fn recheck(self, field: &'static Field) {
        if self.problems.with_untracked(|problems| problems.contains_key(field.name)) && self.read(field).is_ok() {
            self.problems.update(|problems| {
                problems.remove(field.name);
            });
        }
    }

    /// What is filled in and can be saved, whatever else is wrong; tracked.
    pub fn filled(self) -> Fields {
        let mut filled = Fields::new();
        for field in schema::fields(self.kind).iter().filter(|field| is_input(field)) {
            self.input(field).track();
            if let Ok(value) = self.read(field)
                && !value.is_blank()
            {
                filled.insert(field.name.to_owned(), value);
            }
        }
        filled
    }

    /// What would be saved: for a new record all that is filled, otherwise only what differs. Marks what is wrong.
    pub fn changes(self) -> Option<Fields> {
        let mut changes = Fields::new();
        let mut problems = BTreeMap::new();
        for field in schema::fields(self.kind).iter().filter(|field| is_input(field)) {
            match self.read(field) {
                Ok(value) => {
                    let before = self.stored.with_value(|stored| stored.get(field.name).cloned().unwrap_or_default());
                    let same =
                        before == value || (before.is_blank() && matches!(value, Value::Null | Value::Flag(false)));
                    if !same {
                        changes.insert(field.name.to_owned(), value);
                    }
                }
                Err(problem) => {
                    problems.insert(field.name, problem);
                }
            }
        }
        let right = problems.is_empty();
        self.problems.set(problems);
        right.then_some(changes)
    }

    /// Marks the field that the workspace refused; false when the refusal concerns no field.
    pub fn refuse(self, error: &EditError) -> bool {
        let (name, problem) = match error {
            EditError::Missing { field, .. } => (field, Problem::Missing),
            EditError::TooLong { field, max, .. } => (field, Problem::TooLong { max: usize::from(*max) }),
            EditError::BadValue { field, .. } => (field, Problem::Choice),
            EditError::BadLink { field, .. } => (field, Problem::Link),
            EditError::IdCardNumber { field, .. } => (field, Problem::IdCardNumber),
            _ => return false,
        };
        let Some(field) = schema::field(self.kind, name) else { return false };
        self.problems.update(|problems| {
            problems.insert(field.name, problem);
        });
        true
    }

    /// What a field would be saved as; not tracked.
    pub fn value(self, field: &'static Field) -> Result<Value, Problem> {
        self.read(field)
    }

    fn read(self, field: &'static Field) -> Result<Value, Problem> {
        let entry = self.input(field).get_untracked();
        entry.value(field, |kind, name| find(self.store, kind, name))
    }
}

/// The record that an id or a typed name means.
pub fn find(store: WorkspaceStore, kind: Kind, name: &str) -> Option<RecordId> {
    store.peek(|workspace| workspace.find_exactly(kind, name))
}
