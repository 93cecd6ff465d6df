//! Offices on machines of their own, which hand each other exchange files as bytes.

use std::collections::BTreeMap;

use three_lists::domain::{Date, Fields, Kind, RecordId, Value};
use three_lists::exchange::{Contents, Have, Private, Summary, extent, read, write};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::workspace::steps::Step;
use three_lists::workspace::{Device, Edit, Stamp, Workspace};

/// A machine of its own key and run.
pub fn device(seed: u8) -> Device {
    Device { key: SecretKey::from_bytes([seed; 32]), run: format!("run000{seed:02}") }
}

/// At noon of a day in China.
pub fn at_noon(day: Date) -> Stamp {
    Stamp::save(Timestamp(day.number() * 86_400 + 4 * 3_600), None)
}

/// Fields by name.
pub fn fields<const N: usize>(pairs: [(&str, Value); N]) -> Fields {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Links to records.
pub fn links(ids: &[RecordId]) -> Value {
    Value::List(ids.iter().map(|it| Value::from(it.as_str())).collect())
}

/// One office, on its one machine.
pub struct Office {
    pub workspace: Workspace,
    /// What the others had when they made the newest file taken in from them, by installation.
    known: BTreeMap<String, Have>,
}

impl Office {
    pub fn of(workspace: Workspace) -> Office {
        Office { workspace, known: BTreeMap::new() }
    }

    /// A machine that begins with a file of the street, asks to speak for an office, and is let in.
    pub fn joining(
        street: &mut Office,
        seed: u8,
        day: Date,
        office: impl FnOnce(&mut Workspace, &Stamp) -> RecordId,
    ) -> Office {
        let invitation = street.file_for(&[], day);
        let file = read(&invitation).expect("it was just written");
        assert!(file.is_complete);
        let workspace = Workspace::receive(file.workspace, file.logs, device(seed)).expect("a complete file").0;
        let mut joined = Office { workspace, known: BTreeMap::from([(file.from.actor, file.have)]) };
        let speaks_for = office(&mut joined.workspace, &at_noon(day));
        let asks = joined.workspace.device_edit(&speaks_for);
        joined.workspace.edit(vec![asks], &at_noon(day)).expect("it asks");
        street.take_in(&joined.file_for(&[&*street], day));
        let asking = street.workspace.machines().into_iter().find(|it| it.actor == joined.workspace.actor());
        let letting_in = street.workspace.admitting(&asking.expect("it asks"));
        street.save(letting_in, day);
        joined.take_in(&street.file_for(&[&joined], day));
        assert_eq!(joined.workspace.my_office(), Some(speaks_for));
        joined
    }

    /// The office it speaks for.
    pub fn id(&self) -> RecordId {
        self.workspace.my_office().expect("it was let in")
    }

    /// A file with what these offices lack, as far as this one knows; a complete one for nobody.
    pub fn file_for(&mut self, others: &[&Office], day: Date) -> Vec<u8> {
        self.workspace.seal();
        let known = |it: &&Office| self.known.get(&it.workspace.actor().to_string()).into_iter().collect();
        let receivers: Vec<Vec<&Have>> = others.iter().map(known).collect();
        let extent = extent(self.workspace.replica(), &receivers, false);
        let contents = Contents {
            workspace: self.workspace.id(),
            title: self.workspace.title(),
            office: self.workspace.my_office().map(|id| (id.to_string(), self.workspace.title_of(&id))),
            made_at: at_noon(day).at,
            summary: Summary::default(),
            base: extent.base().cloned(),
            private: Private::None,
        };
        let key = &self.workspace.device().key;
        write(self.workspace.replica(), key, contents).expect("there is something new").into_bytes()
    }

    /// Takes a file in.
    pub fn take_in(&mut self, bytes: &[u8]) {
        let file = read(bytes).expect("a file of ours");
        assert_eq!(file.workspace, self.workspace.id());
        self.known.insert(file.from.actor, file.have);
        self.workspace.admit(file.logs).expect("it continues what is here");
    }

    /// Writes a command that counts at once, everywhere; returns the records made and changed.
    pub fn save(&mut self, edits: Vec<Edit>, day: Date) -> Vec<RecordId> {
        self.save_with(edits, &at_noon(day))
    }

    fn save_with(&mut self, edits: Vec<Edit>, stamp: &Stamp) -> Vec<RecordId> {
        let before = self.workspace.replica().op_count();
        let done = self.workspace.edit(edits, stamp).expect("what is written fits");
        assert!(!self.workspace.waits(before), "what its office may write waits for the street");
        done.records
    }

    /// Makes a record.
    pub fn make(&mut self, kind: Kind, set: Fields, day: Date) -> RecordId {
        self.save(vec![Edit::new(kind, set)], day).remove(0)
    }

    /// Takes one step with several records, as one command with all that follows; the fields go to each.
    pub fn step(&mut self, ids: &[RecordId], to: &str, set: &Fields, reason: &str, day: Date) {
        let step = |on: &RecordId| Step { set: set.clone(), reason: reason.to_owned(), ..Step::new(on.clone(), to) };
        let steps: Vec<Step> = ids.iter().map(step).collect();
        let edits = self.workspace.step_edits(&steps, day).unwrap_or_else(|error| panic!("{to}: {error}"));
        let why = Some(reason.to_owned()).filter(|it| !it.is_empty());
        self.save_with(edits, &Stamp { why, ..at_noon(day) });
        assert!(ids.iter().all(|id| self.workspace.text(id, "status") == to));
    }
}
