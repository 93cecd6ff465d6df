//! Commands: checked against the schema first, then written as ops, all or none.

use super::pending::ruling_field;
use super::roster::{CONFIRMED, Role};
use super::{Action, Changes, Reason, Seen, Workspace};
use crate::domain::schema::{self, DECISIONS, DELETED, Field, ORIGIN, ORIGIN_PRIVATE, RULING_PREFIX, SCORE_PREFIX};
use crate::domain::{Date, Fields, Kind, Quantity, RecordId, Shape, Value, privacy};
use crate::domain::{joint, order};
use crate::oplog::{Draft, Ref, Scope, Timestamp};

/// When, by whom and why something is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Now, by this machine's clock.
    pub at: Timestamp,
    /// The person's name, if the office keeps it.
    pub by: Option<String>,
    /// What is done.
    pub action: Action,
    /// The reason given.
    pub why: Option<String>,
}

impl Stamp {
    /// A plain save.
    pub fn save(at: Timestamp, by: Option<String>) -> Stamp {
        Stamp { at, by, action: Action::Save, why: None }
    }

    pub(super) fn draft(&self, on: RecordId, set: Fields, seen: Vec<Ref>, group: Option<Ref>) -> Draft {
        let (act, source) = self.action.written();
        Draft { at: self.at, by: self.by.clone(), act, group, source, why: self.why.clone(), on, set, seen }
    }
}

/// The record an edit is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// One that is yet to be made.
    New(Kind),
    /// One that is here.
    Record(RecordId),
}

/// One record's part of a command.
///
/// A link to a record made earlier in the same command is the text `#` and that edit's index: `#0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The record.
    pub on: Target,
    /// The fields to set; null clears one.
    pub set: Fields,
    /// What the person saw; the current heads when nothing is given.
    pub seen: Option<Seen>,
}

/// Why a command is refused. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// A required field is blank.
    #[error("edit {edit}: {field} is required")]
    Missing {
        /// Index of the edit.
        edit: usize,
        /// The field.
        field: String,
    },
    /// A text is too long.
    #[error("edit {edit}: {field} is longer than {max} characters")]
    TooLong {
        /// Index of the edit.
        edit: usize,
        /// The field.
        field: String,
        /// The most characters allowed.
        max: u16,
    },
    /// A value is not what the field holds.
    #[error("edit {edit}: {field} cannot hold this")]
    BadValue {
        /// Index of the edit.
        edit: usize,
        /// The field.
        field: String,
    },
    /// A link leads nowhere, or to another kind.
    #[error("edit {edit}: {field} links to no such record")]
    BadLink {
        /// Index of the edit.
        edit: usize,
        /// The field.
        field: String,
    },
    /// A text holds the number of an identity card.
    #[error("edit {edit}: {field} holds an identity card number")]
    IdCardNumber {
        /// Index of the edit.
        edit: usize,
        /// The field.
        field: String,
    },
    /// The record, or the action to undo, is not here.
    #[error("not found")]
    NotFound,
    /// Everything already is as it should be.
    #[error("nothing to change")]
    NothingToChange,
}

impl Edit {
    /// Makes a record.
    pub fn new(kind: Kind, set: Fields) -> Edit {
        Edit { on: Target::New(kind), set, seen: None }
    }

    /// Changes fields of a record.
    pub fn change(id: RecordId, set: Fields) -> Edit {
        Edit { on: Target::Record(id), set, seen: None }
    }

    /// Takes a record out of its list.
    pub fn archive(id: RecordId) -> Edit {
        Edit::change(id, order::map([(DELETED.to_owned(), Value::Flag(true))]))
    }

    /// Brings a record back into its list.
    pub fn restore(id: RecordId) -> Edit {
        Edit::change(id, order::map([(DELETED.to_owned(), Value::Flag(false))]))
    }

    /// Settles a field that has several values.
    pub fn choose(id: RecordId, field: &str, value: Value) -> Edit {
        Edit::change(id, order::map([(field.to_owned(), value)]))
    }

    /// Brings a record back to what it said after the op `op` of its history; none where it says that now.
    pub fn recall(workspace: &Workspace, id: &RecordId, op: &Ref) -> Option<Edit> {
        let mut then = workspace.fields_after(id, op);
        for name in workspace.fields(id).into_keys() {
            then.entry(name).or_insert(Value::Null);
        }
        let mut set = Fields::new();
        for (name, value) in then {
            // In its list is what a record never taken out is, too.
            let value = if name == DELETED && value.is_blank() { Value::Flag(false) } else { value };
            let now = workspace.value(id, &name);
            let is_same = now == value || (name == DELETED && now.is_blank() && value == Value::Flag(false));
            if !is_same {
                set.insert(name, value);
            }
        }
        // What a field once held may no longer be allowed there: it is checked as any edit.
        (!set.is_empty()).then(|| Edit::change(id.clone(), set))
    }

    /// Says what the person saw.
    pub fn having_seen(mut self, seen: Seen) -> Edit {
        self.seen = Some(seen);
        self
    }

    pub(super) fn check_new(&self, kind: Kind, edit: usize) -> Result<(), EditError> {
        for field in schema::fields(kind).iter().filter(|field| field.required) {
            if self.set.get(field.name).is_none_or(Value::is_blank) {
                return Err(EditError::Missing { edit, field: field.name.to_owned() });
            }
        }
        Ok(())
    }
}

/// The index in `#3`.
fn placeholder(text: &str) -> Option<usize> {
    text.strip_prefix('#')?.parse().ok()
}

impl Workspace {
    /// Writes a command's edits as ops; returns what storage must keep.
    pub fn edit(&mut self, edits: Vec<Edit>, stamp: &Stamp) -> Result<Changes, EditError> {
        let mut writing = self.begin(edits, stamp)?;
        Ok(self.write_all(&mut writing))
    }

    /// Writes one edit: shared fields to the shared log, private ones to the private log.
    pub(super) fn write(
        &mut self,
        edit: Edit,
        stamp: &Stamp,
        ids: &[RecordId],
        is_group: bool,
        group: &mut Option<Ref>,
    ) -> RecordId {
        let Edit { on, set, seen } = edit;
        let place = self.replica.next_place(self.actor(), &self.device.run, Scope::Shared);
        let (id, kind) = match on {
            Target::New(kind) => (RecordId::new(kind, &place.run, place.seq), Some(kind)),
            Target::Record(id) => (id.clone(), id.kind()),
        };
        let seen = seen.unwrap_or_else(|| self.seen(&id));
        let is_private = |name: &str| schema::is_private(kind, name);
        let set = set.into_iter().map(|(name, value)| (name, resolve(value, ids)));
        let (private, shared): (Fields, Fields) = set.partition(|(name, _)| is_private(name));
        let (is_new, is_archived) = (!self.replica.contains(&id), self.is_archived(&id));
        for (scope, fields) in [(Scope::Shared, shared), (Scope::Private, private)] {
            if fields.is_empty() && !(is_new && scope == Scope::Shared) {
                continue;
            }
            // Taking a record out answers for every field, so that an edit made elsewhere meanwhile shows as a conflict.
            let answers_all = fields.get(DELETED) == Some(&Value::Flag(true));
            let of_scope = seen.0.iter().filter(|(name, _)| is_private(name) != (scope == Scope::Shared));
            // Who changes a record that was taken out has seen that, and does not stand beside it.
            let knows = |name: &str| name == DELETED && is_archived;
            let replaced = of_scope.filter(|(name, _)| answers_all || fields.contains_key(*name) || knows(name));
            let mut refs: Vec<Ref> = replaced.flat_map(|(_, refs)| refs.iter().cloned()).collect();
            order::sort(&mut refs);
            refs.dedup();
            let shown_group = group.clone().filter(|_| is_group || scope == Scope::Private);
            let draft = stamp.draft(id.clone(), fields, refs, shown_group);
            let op = self.replica.append(&self.device.key, &self.device.run, scope, &draft);
            group.get_or_insert(op.clone());
            if let Some(corrected) = self.corrected(&id, &op) {
                let ruling = order::map([(ruling_field(&self.replica, corrected), Value::from(CONFIRMED))]);
                let draft = stamp.draft(id.clone(), ruling, Vec::new(), group.clone());
                self.replica.append(&self.device.key, &self.device.run, Scope::Shared, &draft);
            }
        }
        id
    }

    /// The op, when the street just wrote what is another office's: it says so at once, in an op of its own. What nobody may
    /// do for itself stays held until somebody settles it.
    fn corrected(&self, id: &RecordId, op: &Ref) -> Option<u32> {
        if self.my_role() != Some(Role::Street) || !self.replica.is_held(id, op) {
            return None;
        }
        let held = self.pending_of(id).into_iter().find(|it| it.op == *op && it.actor == self.actor())?;
        matches!(held.hold.reason, Reason::Rule(rule) if !rule.is_grave()).then_some(held.number)
    }

    pub(super) fn changes_something(&self, edit: &Edit) -> bool {
        let Target::Record(id) = &edit.on else { return true };
        (edit.seen.is_some() && !edit.set.is_empty())
            || edit.set.iter().any(|(name, value)| {
                let stands = self.replica.value(id, name);
                // A record never taken out is in its list already.
                let is_same =
                    stands == *value || (name == DELETED && stands.is_blank() && *value == Value::Flag(false));
                self.replica.heads(id, name).len() > 1
                    || !is_same
                    || (name == DELETED && self.replica.is_edited_beside(id, DELETED))
            })
    }

    pub(super) fn check(&self, index: usize, edit: &Edit, edits: &[Edit]) -> Result<(), EditError> {
        let kind = match &edit.on {
            Target::New(kind) => {
                edit.check_new(*kind, index)?;
                Some(*kind)
            }
            Target::Record(id) if self.contains(id) || self.only_settles(id, &edit.set) => id.kind(),
            Target::Record(_) => return Err(EditError::NotFound),
        };
        for (name, value) in &edit.set {
            let Some(kind) = kind else { break };
            self.check_field(index, kind, name, value, edits)?;
        }
        Ok(())
    }

    /// Checks what a field of a kind is to hold, whichever the record.
    pub(super) fn check_value(&self, kind: Kind, name: &str, value: &Value) -> Result<(), EditError> {
        self.check_field(0, kind, name, value, &[])
    }

    /// True when nobody stands apart on a field.
    pub(super) fn heads_agree(&self, id: &RecordId, name: &str) -> bool {
        self.replica.heads(id, name).len() < 2
    }

    /// True for an edit that settles held ops, which may be all there is on a record.
    fn only_settles(&self, id: &RecordId, set: &Fields) -> bool {
        self.replica.number_of(id).is_some() && set.keys().all(|it| it.starts_with(RULING_PREFIX))
    }

    fn check_field(&self, edit: usize, kind: Kind, name: &str, value: &Value, edits: &[Edit]) -> Result<(), EditError> {
        let bad = || EditError::BadValue { edit, field: name.to_owned() };
        if holds_id_card(value) {
            return Err(EditError::IdCardNumber { edit, field: name.to_owned() });
        }
        let Some(field) = schema::field(kind, name) else {
            let of_any = [DELETED, ORIGIN, ORIGIN_PRIVATE].contains(&name) || name.starts_with(RULING_PREFIX);
            let known = of_any || (kind == Kind::Sheet && name.starts_with(SCORE_PREFIX)) || is_pair(kind, name, value);
            return if known { Ok(()) } else { Err(bad()) };
        };
        if value.is_blank() {
            let missing = EditError::Missing { edit, field: name.to_owned() };
            return if field.required { Err(missing) } else { Ok(()) };
        }
        let links_to = |text: &str, target: Kind| match placeholder(text) {
            Some(index) => index < edit && matches!(edits[index].kind(), Some(kind) if kind == target),
            None => RecordId::parse(text).is_ok_and(|id| id.kind() == Some(target) && self.contains(&id)),
        };
        let no_link = || EditError::BadLink { edit, field: name.to_owned() };
        let fits = match field.shape {
            Shape::Line | Shape::Text => return check_text(edit, field, value),
            Shape::Choice(_, codes) => value.as_text().is_some_and(|code| codes.contains(&code)),
            Shape::Quantity => Quantity::from_value(value).is_some_and(|it| it.n >= 0),
            Shape::Integer(low, high) => value.as_integer().is_some_and(|it| (low..=high).contains(&it)),
            Shape::Date => value.as_text().is_some_and(|text| Date::parse(text).is_some()),
            Shape::Flag => value.as_flag().is_some(),
            Shape::Structure => true,
            Shape::Names => {
                for name in value.items() {
                    check_text(edit, field, name)?;
                }
                matches!(value, Value::List(_))
            }
            Shape::Link(kind) => {
                return if value.as_text().is_some_and(|text| links_to(text, kind)) { Ok(()) } else { Err(no_link()) };
            }
            Shape::Links(kind) => {
                let all = value.items().iter().all(|it| it.as_text().is_some_and(|text| links_to(text, kind)));
                return if all && matches!(value, Value::List(_)) { Ok(()) } else { Err(no_link()) };
            }
        };
        if fits { Ok(()) } else { Err(bad()) }
    }
}

impl Edit {
    fn kind(&self) -> Option<Kind> {
        match &self.on {
            Target::New(kind) => Some(*kind),
            Target::Record(id) => id.kind(),
        }
    }
}

/// True for what a project or a docking meeting may say of a pair.
fn is_pair(kind: Kind, name: &str, value: &Value) -> bool {
    joint::pair_of(name).is_some()
        && match kind {
            Kind::Project => value.is_blank() || Quantity::from_value(value).is_some_and(|it| it.n >= 0),
            Kind::Docking => value.is_blank() || value.as_text().is_some_and(|it| DECISIONS.contains(&it)),
            _ => false,
        }
}

fn check_text(edit: usize, field: &Field, value: &Value) -> Result<(), EditError> {
    let Some(text) = value.as_text() else {
        return Err(EditError::BadValue { edit, field: field.name.to_owned() });
    };
    if text.chars().count() > usize::from(field.max_chars) {
        return Err(EditError::TooLong { edit, field: field.name.to_owned(), max: field.max_chars });
    }
    Ok(())
}

fn holds_id_card(value: &Value) -> bool {
    match value {
        Value::Text(text) => privacy::holds_id_card(text),
        Value::List(items) => items.iter().any(holds_id_card),
        Value::Map(map) => map.values().any(holds_id_card),
        _ => false,
    }
}

/// Puts the ids of records just made where placeholders stand.
fn resolve(value: Value, ids: &[RecordId]) -> Value {
    match value {
        Value::Text(text) => match placeholder(&text).and_then(|index| ids.get(index)) {
            Some(id) => Value::Text(id.as_str().to_owned()),
            None => Value::Text(text),
        },
        Value::List(items) => Value::List(items.into_iter().map(|it| resolve(it, ids)).collect()),
        other => other,
    }
}
