//! Reading records: their fields as they stand, who wrote them, and what links to what.

use super::{Action, Hold, Workspace};
use crate::domain::order;
use crate::domain::schema::{self, DELETED, RULING_PREFIX};
use crate::domain::{Fields, Kind, RecordId, Shape, Sorted, Value};
use crate::oplog::{ActorId, ChainHash, FieldChange, OpView, Ref, Row, Scope, StateHashing, Timestamp};

/// The heads a form showed when it opened; what it saves replaces these and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(pub(super) Sorted<String, Vec<Ref>>);

impl Seen {
    /// The ops, of all fields.
    pub fn ops(&self) -> Vec<Ref> {
        self.0.values().flatten().cloned().collect()
    }
}

/// How many records stand in lists, and how many are in conflict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    listed: [usize; Kind::ALL.len()],
    /// Those of [`Workspace::conflicts`].
    pub conflicts: usize,
}

impl Tally {
    /// How many stand in a kind's list.
    pub fn of(&self, kind: Kind) -> usize {
        self.listed[kind as usize]
    }
}

/// One of the values a field has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadView {
    /// The value.
    pub value: Value,
    /// What its writer saw there.
    pub before: Value,
    /// The op that set it.
    pub op: Ref,
    /// When, by its writer's clock.
    pub at: Timestamp,
    /// The person, if named.
    pub by: Option<String>,
    /// The installation.
    pub actor: ActorId,
    /// Its office's name; empty when it named none.
    pub office: String,
}

/// One op of a record's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The op.
    pub op: Ref,
    /// When, by its writer's clock.
    pub at: Timestamp,
    /// The person, if named.
    pub by: Option<String>,
    /// Its office's name; empty when it named none.
    pub office: String,
    /// What was done.
    pub action: Action,
    /// The action's name for undo.
    pub group: String,
    /// True when this installation wrote it.
    pub own: bool,
    /// The reason given.
    pub why: Option<String>,
    /// What it changed.
    pub changes: Vec<FieldChange>,
    /// In which log.
    pub scope: Scope,
    /// Why it is not applied, where it is not.
    pub held: Option<Hold>,
}

impl Workspace {
    /// What the workspace is called.
    pub fn title(&self) -> String {
        let first = self.replica.records_of(Kind::Workspace.as_str()).next().cloned();
        first.map(|id| self.text(&id, "title")).unwrap_or_default()
    }

    /// The records of a kind that stand in its list, oldest arrival first.
    pub fn ids(&self, kind: Kind) -> Vec<RecordId> {
        self.rows(kind, false).map(|row| row.id().clone()).collect()
    }

    /// The records of a kind taken out of its list.
    pub fn archived(&self, kind: Kind) -> Vec<RecordId> {
        self.rows(kind, true).map(|row| row.id().clone()).collect()
    }

    /// How many records stand in a kind's list.
    pub fn count(&self, kind: Kind) -> usize {
        self.rows(kind, false).count()
    }

    /// What [`Workspace::count`] says of every kind, and how many conflicts there are, in one pass over all records.
    pub fn tally(&self) -> Tally {
        let deleted = self.replica.field_number(DELETED);
        let mut tally = Tally::default();
        // Records of one kind mostly come one after the other.
        let mut last = ("", None);
        for row in (0..self.replica.record_count()).filter_map(|at| self.replica.row(at)) {
            let word = row.id().kind_word();
            if word != last.0 {
                last = (word, Kind::parse(word));
            }
            let is_archived = row.raw(deleted) == Some("true");
            if let (Some(kind), false) = (last.1, is_archived) {
                tally.listed[kind as usize] += 1;
            }
            let is_beside = || is_archived && last.1.is_some() && self.replica.is_edited_beside(row.id(), DELETED);
            tally.conflicts += usize::from(row.is_conflicted() || is_beside());
        }
        tally
    }

    fn rows(&self, kind: Kind, archived: bool) -> impl Iterator<Item = Row<'_>> {
        let deleted = self.replica.field_number(DELETED);
        let rows = self.replica.rows_of(kind.as_str());
        rows.filter(move |row| (row.raw(deleted) == Some("true")) == archived)
    }

    /// True when the record is here, in its list or not.
    pub fn contains(&self, id: &RecordId) -> bool {
        self.replica.contains(id)
    }

    /// A field's value; null when unset. Of several heads, the one that stands in.
    pub fn value(&self, id: &RecordId, field: &str) -> Value {
        self.replica.value(id, field)
    }

    /// A field's text; empty when unset or no text.
    pub fn text(&self, id: &RecordId, field: &str) -> String {
        match self.replica.value(id, field) {
            Value::Text(text) => text,
            _ => String::new(),
        }
    }

    /// All fields that are set.
    pub fn fields(&self, id: &RecordId) -> Fields {
        let names = self.replica.field_names(id).into_iter().filter(|it| !it.starts_with(RULING_PREFIX));
        order::map(names.map(|name| (name.to_owned(), self.value(id, name))).filter(|(_, value)| *value != Value::Null))
    }

    /// The field of that name as a link to another record.
    pub fn link(&self, id: &RecordId, field: &str) -> Option<RecordId> {
        RecordId::parse(&self.text(id, field)).ok()
    }

    /// What lists and links call a record.
    pub fn title_of(&self, id: &RecordId) -> String {
        let Some(kind) = id.kind() else { return id.to_string() };
        let office = |field| self.link(id, field).map(|it| self.title_of(&it)).unwrap_or_default();
        match kind {
            Kind::Pairing => format!("{} · {}", office("community"), office("unit")),
            Kind::Sheet => match self.value(id, "year") {
                Value::Integer(year) => format!("{} · {year}", office("office")),
                _ => office("office"),
            },
            Kind::Claim => format!("{} · {}", office("office"), self.text(id, "subject")),
            Kind::Device => office("office"),
            _ => self.text(id, schema::title_field(kind)),
        }
    }

    /// True when the record was taken out of its list.
    pub fn is_archived(&self, id: &RecordId) -> bool {
        self.replica.raw_value(id, DELETED) == Some("true")
    }

    /// The fields whose heads say different things; `deleted` too when it was taken out here and edited there.
    pub fn conflicted_fields(&self, id: &RecordId) -> Vec<String> {
        let mut fields: Vec<String> = self.replica.conflicted_fields(id).into_iter().map(str::to_owned).collect();
        if self.replica.is_edited_beside(id, DELETED) && self.is_archived(id) && !fields.iter().any(|it| it == DELETED)
        {
            fields.push(DELETED.to_owned());
        }
        fields
    }

    /// Records with such fields: those of conflicting values first, then those taken out here and edited there, by kind.
    pub fn conflicts(&self) -> Vec<RecordId> {
        let deleted = self.replica.field_number(DELETED);
        let mut records = Vec::new();
        let mut beside: Vec<(usize, RecordId)> = Vec::new();
        for row in (0..self.replica.record_count()).filter_map(|at| self.replica.row(at)) {
            if row.is_conflicted() {
                records.push(row.id().clone());
            } else if row.raw(deleted) == Some("true") && self.replica.is_edited_beside(row.id(), DELETED) {
                let place = Kind::ALL.iter().position(|kind| row.is_of(kind.as_str()));
                beside.extend(place.map(|place| (place, row.id().clone())));
            }
        }
        order::sort_by_key(&mut beside, |it| it.0);
        records.extend(beside.into_iter().map(|it| it.1));
        records
    }

    /// What a form shows of a record when it opens.
    pub fn seen(&self, id: &RecordId) -> Seen {
        let refs = |field: &&str| self.replica.heads(id, field).into_iter().map(|head| head.op).collect();
        Seen(self.replica.field_names(id).iter().map(|field| ((*field).to_owned(), refs(field))).collect())
    }

    /// Every op on a record, newest first.
    pub fn history(&self, id: &RecordId) -> Vec<Entry> {
        let held = self.pending_of(id);
        let entry = |view: OpView| {
            let hold = held.iter().find(|it| it.op == view.op).map(|it| it.hold);
            Entry { held: hold, ..self.entry(view) }
        };
        self.replica.history(id).into_iter().rev().map(entry).collect()
    }

    /// What a record said after the op `op` of its history: the fields as they were set up to it, in the history's order.
    pub fn fields_after(&self, id: &RecordId, op: &Ref) -> Fields {
        let mut fields = Fields::new();
        for view in self.replica.history(id) {
            let counts = !self.replica.is_held(id, &view.op) || view.op == *op;
            for change in view.changes.into_iter().filter(|it| counts && !it.field.starts_with(RULING_PREFIX)) {
                fields.insert(change.field, change.after);
            }
            if view.op == *op {
                break;
            }
        }
        fields
    }

    fn entry(&self, view: OpView) -> Entry {
        Entry {
            office: self.office_name_of(view.actor).unwrap_or_default(),
            action: Action::read(view.act.as_deref(), view.source.as_deref()),
            own: view.actor == self.actor(),
            op: view.op,
            at: view.at,
            by: view.by,
            group: view.group,
            why: view.why,
            changes: view.changes,
            scope: view.scope,
            held: None,
        }
    }

    /// The office this installation speaks for.
    pub fn my_office(&self) -> Option<RecordId> {
        self.office_of(self.actor())
    }

    /// The office an installation speaks for, spoke for last, or asks for.
    pub fn office_of(&self, actor: ActorId) -> Option<RecordId> {
        let now = self.policy().roster().office_of(actor);
        now.or_else(|| self.device_record(actor).and_then(|device| self.link(&device, "office")))
    }

    /// That office's name.
    pub fn office_name_of(&self, actor: ActorId) -> Option<String> {
        self.office_of(actor).map(|office| self.title_of(&office))
    }

    pub(super) fn device_record(&self, actor: ActorId) -> Option<RecordId> {
        let name = format!("\"{actor}\"");
        let named = |id: &&RecordId| self.replica.raw_value(id, "actor") == Some(&name);
        let devices: Vec<&RecordId> = self.replica.records_of(Kind::Device.as_str()).filter(named).collect();
        let open = devices.iter().find(|id| self.replica.value(id, "until").is_blank());
        open.or(devices.last()).map(|id| (*id).clone())
    }

    /// Every office: its id, its name and aliases, its role.
    pub fn offices(&self) -> Vec<(RecordId, Vec<String>, String)> {
        let names = |id: &RecordId| {
            let aliases = self.value(id, "aliases");
            let aliases = aliases.items().iter().filter_map(Value::as_text).map(str::to_owned);
            std::iter::once(self.text(id, "name")).chain(aliases).collect()
        };
        self.ids(Kind::Office).into_iter().map(|id| (id.clone(), names(&id), self.text(&id, "role"))).collect()
    }

    /// The records in lists that link to this one, by kind and then arrival.
    pub fn linked_from(&self, id: &RecordId) -> Vec<RecordId> {
        let Some(target) = id.kind() else { return Vec::new() };
        let name = format!("\"{id}\"");
        let mut found = Vec::new();
        for kind in Kind::ALL {
            let fields = schema::fields(kind).iter();
            let fields: Vec<&str> = fields
                .filter(|field| matches!(field.shape, Shape::Link(to) | Shape::Links(to) if to == target))
                .map(|field| field.name)
                .collect();
            let links = |other: &&RecordId| {
                let mut values = fields.iter().filter_map(|field| self.replica.raw_value(other, field));
                values.any(|raw| raw.contains(&name)) && !self.is_archived(other)
            };
            if !fields.is_empty() {
                found.extend(self.replica.records_of(kind.as_str()).filter(links).cloned());
            }
        }
        found
    }

    /// Eight figures of that hash, for comparing two offices by telephone: letters are misheard, and O looks like 0.
    pub fn state_code(&self) -> String {
        code_of(self.replica.state_hash(Scope::Shared))
    }

    /// Looks at the next `most` records for that; the figures, once nothing is left. It holds while nothing is written.
    pub fn code_slice(&self, coding: &mut Coding, most: usize) -> Option<String> {
        self.replica.hash_slice(&mut coding.0, most).map(code_of)
    }

    /// The hash of everything shared that this workspace shows.
    pub fn state_hash(&self) -> String {
        self.replica.state_hash(Scope::Shared).to_string()
    }
}

/// The figures of a workspace's state on their way.
pub struct Coding(StateHashing);

impl Default for Coding {
    fn default() -> Coding {
        Coding(StateHashing::begin(Scope::Shared))
    }
}

fn code_of(hash: ChainHash) -> String {
    let number = hash.0[..8].iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte)) % 100_000_000;
    format!("{:04} {:04}", number / 10_000, number % 10_000)
}
