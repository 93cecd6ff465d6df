//! What people do at a machine.

use std::collections::BTreeSet;

use three_lists::domain::schema::DELETED;
use three_lists::domain::{Fields, Kind, RecordId, Value};
use three_lists::oplog::Ref;
use three_lists::workspace::{Action, Edit, Machine, Pending, Standing};

use crate::course::{Course, Fault, Form, Saw, batch_of};

const KINDS: [Kind; 3] = [Kind::Resource, Kind::Need, Kind::Project];

/// Fields that all three kinds have; the last is private.
const FIELDS: [&str; 4] = ["title", "place", "note", "contact"];

impl Course<'_> {
    /// A value for a field: one nobody wrote before, or one that others write too, or none.
    fn value(&mut self, field: &str) -> Value {
        self.serial += 1;
        match (field, self.chance.below(4)) {
            ("place", 0..3) => ["east", "west"][self.chance.below(2)].into(),
            ("note", 0) => Value::Null,
            _ => format!("{field} {}", self.serial).as_str().into(),
        }
    }

    fn some_fields(&mut self, most: usize) -> Fields {
        let fields: Vec<&str> = (0..1 + self.chance.below(most)).map(|_| FIELDS[self.chance.below(4)]).collect();
        fields.into_iter().map(|field| (field.to_owned(), self.value(field))).collect()
    }

    /// A record of the lists, taken out ones among them.
    fn some_record(&mut self, at: usize) -> Option<RecordId> {
        let workspace = self.workspace(at);
        let of_kind = |kind| workspace.ids(kind).into_iter().chain(workspace.archived(kind)).collect::<Vec<_>>();
        let mut all: Vec<RecordId> = KINDS.into_iter().flat_map(of_kind).collect();
        // In an order of its own, so that a course does not depend on what arrived first; mostly few, so that offices meet.
        all.sort();
        let few = if self.chance.one_in(4) { all.len() } else { all.len().min(3) };
        self.chance.pick(&all[..few]).cloned()
    }

    fn saved(&mut self, at: usize, done: bool, what: &'static str) -> Result<(), Fault> {
        if done {
            self.count(what);
            self.say(|| format!("machine {at}: {what}"));
        }
        // Now and then the browser is slow, and the next thing happens first.
        if self.chance.one_in(6) { Ok(()) } else { self.save(at) }
    }

    pub fn make(&mut self, at: usize) -> Result<(), Fault> {
        let mut fields = self.some_fields(3);
        fields.insert("title".to_owned(), self.value("title"));
        let kind = KINDS[self.chance.below(3)];
        let done = self.command(at, vec![Edit::new(kind, fields)], Action::Save, Saw::Now)?;
        self.saved(at, done, "made")
    }

    /// Changes one record, or several at once.
    pub fn edit(&mut self, at: usize) -> Result<(), Fault> {
        let mut edits = Vec::new();
        let mut records = BTreeSet::new();
        for _ in 0..if self.chance.one_in(4) { 3 } else { 1 } {
            let Some(id) = self.some_record(at) else { continue };
            if records.insert(id.clone()) {
                edits.push(Edit::change(id, self.some_fields(3)));
            }
        }
        let done = self.command(at, edits, Action::Save, Saw::Now)?;
        self.saved(at, done, "edited")
    }

    /// Opens a form, or saves the one that is open: what came in between was not shown in it.
    pub fn form(&mut self, at: usize) -> Result<(), Fault> {
        if let Some(form) = self.app(at).form.take() {
            let set = Fields::from([(form.field.clone(), self.value(&form.field))]);
            let edit = Edit::change(form.on.clone(), set).having_seen(form.seen.clone());
            let done = self.command(at, vec![edit], Action::Save, Saw::Form(form))?;
            return self.saved(at, done, "form saved");
        }
        let Some(on) = self.some_record(at) else { return Ok(()) };
        let field = FIELDS[self.chance.below(4)].to_owned();
        let workspace = self.workspace(at);
        let seen = workspace.seen(&on);
        let heads: BTreeSet<Ref> = workspace.heads(&on, &field).into_iter().map(|head| head.op).collect();
        self.say(|| format!("machine {at}: opens a form of {on}"));
        self.app(at).form = Some(Form { on, field, seen, heads });
        Ok(())
    }

    pub fn archive_or_restore(&mut self, at: usize) -> Result<(), Fault> {
        let Some(id) = self.some_record(at) else { return Ok(()) };
        let is_archived = self.workspace(at).is_archived(&id);
        let edit = if is_archived { Edit::restore(id) } else { Edit::archive(id) };
        let done = self.command(at, vec![edit], Action::Save, Saw::Now)?;
        self.saved(at, done, if is_archived { "restored to its list" } else { "archived" })
    }

    /// Undoes the last action, or does what was undone again.
    pub fn take_back(&mut self, at: usize) -> Result<(), Fault> {
        let again = !self.chance.one_in(3);
        let stamp = self.stamp(at, Action::Save);
        let workspace = self.workspace(at);
        let redo = workspace.next_redo().filter(|_| again);
        let what = if redo.is_some() { "redone" } else { "undone" };
        let Some(action) = redo.or_else(|| workspace.next_undo()) else { return Ok(()) };
        let written = workspace.undo(&action.group, &stamp).ok();
        let done = self.keep(at, written, Saw::Now)?;
        self.saved(at, done, what)
    }

    /// Settles a conflict: with one of the values, or with another.
    pub fn choose(&mut self, at: usize) -> Result<(), Fault> {
        let records = self.workspace(at).conflicts();
        let Some(id) = self.chance.pick(&records).cloned() else { return Ok(()) };
        let fields = self.workspace(at).conflicted_fields(&id);
        let Some(field) = self.chance.pick(&fields).cloned() else { return Ok(()) };
        let edit = if field == DELETED {
            if self.chance.one_in(2) { Edit::archive(id) } else { Edit::restore(id) }
        } else {
            let heads = self.workspace(at).heads(&id, &field);
            let value = match self.chance.pick(&heads) {
                Some(head) if !self.chance.one_in(4) => head.value.clone(),
                _ => self.value(&field),
            };
            Edit::choose(id, &field, value)
        };
        let done = self.command(at, vec![edit], Action::Resolve, Saw::Now)?;
        self.saved(at, done, "conflict settled")
    }

    /// Brings a record back to what it was after some op.
    pub fn recall(&mut self, at: usize) -> Result<(), Fault> {
        let Some(id) = self.some_record(at) else { return Ok(()) };
        let history = self.workspace(at).history(&id);
        let Some(op) = self.chance.pick(&history).map(|it| it.op.clone()) else { return Ok(()) };
        let Some(edit) = Edit::recall(self.workspace(at), &id, &op) else { return Ok(()) };
        let done = self.command(at, vec![edit], Action::Recall { of: op.to_string() }, Saw::Now)?;
        self.saved(at, done, "recalled")
    }

    /// A command in slices, with files taken in between.
    pub fn long_command(&mut self, at: usize) -> Result<(), Fault> {
        let mut records = BTreeSet::new();
        for _ in 0..4 {
            records.extend(self.some_record(at));
        }
        let edits: Vec<Edit> = records.into_iter().map(|id| Edit::change(id, self.some_fields(2))).collect();
        let stamp = self.stamp(at, Action::Save);
        let run = self.workspace(at).device().run.clone();
        let Ok(mut writing) = self.workspace(at).begin(edits, &stamp) else { return Ok(()) };
        let since = self.app(at).held.clone();
        let mut done = false;
        // A crash in between ends it.
        while self.machines[at].app.as_ref().is_some_and(|app| app.workspace.device().run == run) {
            let Some(changes) = self.workspace(at).write_slice(&mut writing, 1) else { break };
            self.app(at).keep(batch_of(&changes));
            self.register(at, &changes, &Saw::Since(since.clone()))?;
            done = true;
            if let Some(parcel) = self.roads.iter().position(|parcel| parcel.to == at) {
                self.count("file between slices");
                self.deliver_one(parcel)?;
            }
        }
        if done {
            self.count("long command");
            self.say(|| format!("machine {at}: long command"));
        }
        self.save(at)
    }

    /// The street lets in a machine that asks, ends one, or settles what waits; all that asks and waits with `all`. True when
    /// there was anything to do.
    pub fn street_acts(&mut self, all: bool) -> Result<bool, Fault> {
        let Some(workspace) = self.machines[0].app.as_ref().map(|app| &app.workspace) else { return Ok(false) };
        let asks = |it: &Machine| it.standing == Standing::Asking;
        let machines: Vec<Machine> = workspace.machines();
        let waiting: Vec<Pending> =
            workspace.pending(all).into_iter().filter(|it| all || it.hold.settled.is_none()).collect();
        let (edits, what) = match self.chance.below(4) {
            _ if all => {
                let mut edits: Vec<Edit> =
                    machines.iter().filter(|it| asks(it)).flat_map(|it| workspace.admitting(it)).collect();
                if edits.is_empty() {
                    edits = workspace.settling(&waiting.iter().collect::<Vec<_>>(), true);
                }
                (edits, "settled by the street")
            }
            0 | 1 => {
                let asking: Vec<&Machine> = machines.iter().filter(|it| asks(it)).collect();
                let asking = self.chance.pick(&asking).copied();
                (asking.map(|it| workspace.admitting(it)).unwrap_or_default(), "machine let in")
            }
            2 => {
                let others: Vec<&Machine> =
                    machines.iter().filter(|it| it.standing == Standing::Admitted && !it.is_founding).collect();
                let other = self.chance.pick(&others).copied();
                (other.map(|it| workspace.ending(it)).into_iter().collect(), "machine ended")
            }
            _ => {
                let some: Vec<&Pending> = waiting.iter().take(3).collect();
                (workspace.settling(&some, self.chance.one_in(2)), "settled by the street")
            }
        };
        let done = self.command(0, edits, Action::Settle, Saw::Now)?;
        self.saved(0, done, what)?;
        Ok(done)
    }
}
