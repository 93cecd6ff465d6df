//! From whom files come and who wrote what is new in them, in terms of offices.

use std::collections::BTreeMap;

use super::{PlannedFile, RecordId, Sender, Timestamp, Verdict, is_own, newest_first_of, order};
use crate::domain::{Kind, schema};
use crate::oplog::{ActorId, Replica};

/// The files of one sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderFiles {
    /// Who, as its newest file says it.
    pub from: Sender,
    /// When that was made, by its own clock.
    pub made_at: Timestamp,
    /// Its place among the files.
    pub newest: usize,
    /// How many files; one that came twice is counted once.
    pub files: usize,
    /// How many of them wait.
    pub waiting: usize,
    /// Ops that no newer file brings.
    pub new_ops: usize,
    /// True when it is this installation.
    pub is_own: bool,
}

/// Installations of one office that wrote something new here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writers {
    /// The office; nothing when nobody says which.
    pub office: Option<RecordId>,
    /// Its name, or the name under which the installation hands on; empty when neither is known.
    pub name: String,
    /// Its installations: all that wrote something new.
    pub actors: Vec<ActorId>,
    /// How many ops.
    pub new_ops: usize,
}

/// Groups files by who made them, the newest first.
pub(super) fn senders(files: &[PlannedFile], here: ActorId) -> Vec<SenderFiles> {
    let mut senders: Vec<SenderFiles> = Vec::new();
    for at in newest_first_of(files, |verdict| {
        matches!(verdict, Verdict::Ready { .. } | Verdict::Known | Verdict::Covered | Verdict::Waiting)
    }) {
        let Some(file) = &files[at].file else { continue };
        let known = senders.iter().position(|it| it.from.actor == file.from.actor);
        let place = known.unwrap_or_else(|| {
            senders.push(SenderFiles {
                from: file.from.clone(),
                made_at: file.made_at,
                newest: at,
                files: 0,
                waiting: 0,
                new_ops: 0,
                is_own: is_own(file, here),
            });
            senders.len() - 1
        });
        let sender = &mut senders[place];
        sender.files += 1;
        match files[at].verdict {
            Verdict::Waiting => sender.waiting += 1,
            Verdict::Ready { new_ops } => sender.new_ops += new_ops,
            _ => {}
        }
    }
    senders
}

/// Groups the writers of new ops by office, in the order of offices' names.
pub(super) fn writers(files: &[PlannedFile], merged: &Replica, new_ops: Vec<(ActorId, usize)>) -> Vec<Writers> {
    let names = Names::new(files, merged);
    let mut actors: BTreeMap<ActorId, usize> = BTreeMap::new();
    for (actor, ops) in new_ops {
        *actors.entry(actor).or_default() += ops;
    }
    let mut writers: Vec<Writers> = Vec::new();
    for (actor, ops) in actors {
        let office = names.office_of(actor);
        let known = writers.iter_mut().find(|it| office.is_some() && it.office.as_ref() == office);
        if let Some(writer) = known {
            writer.actors.push(actor);
            writer.new_ops += ops;
        } else {
            writers.push(Writers { office: office.cloned(), name: names.of(actor), actors: vec![actor], new_ops: ops });
        }
    }
    order::sort_by(&mut writers, |a, b| a.name.cmp(&b.name));
    writers
}

/// Which office an installation speaks for, and what it is called.
pub(super) struct Names<'a> {
    merged: &'a Replica,
    files: &'a [PlannedFile],
    offices: BTreeMap<ActorId, RecordId>,
}

impl<'a> Names<'a> {
    pub fn new(files: &'a [PlannedFile], merged: &'a Replica) -> Names<'a> {
        let mut offices = BTreeMap::new();
        for device in merged.records_of(Kind::Device.as_str()) {
            let text = |field| merged.value(device, field).as_text().map(str::to_owned);
            let actor = text("actor").and_then(|it| ActorId::parse(&it).ok());
            let office = text("office").and_then(|it| RecordId::parse(&it).ok());
            if let (Some(actor), Some(office)) = (actor, office) {
                offices.entry(actor).or_insert(office);
            }
        }
        Names { merged, files, offices }
    }

    fn office_of(&self, actor: ActorId) -> Option<&RecordId> {
        self.offices.get(&actor)
    }

    /// An installation's office by name, else the name in the newest file it made; empty when there is none.
    pub fn of(&self, actor: ActorId) -> String {
        let office = self.office_of(actor).map(|id| self.merged.value(id, schema::title_field(Kind::Office)));
        if let Some(name) = office.as_ref().and_then(|it| it.as_text()).filter(|it| !it.trim().is_empty()) {
            return name.to_owned();
        }
        let files = self.files.iter().filter_map(|it| it.file.as_ref()).filter(|it| is_own(it, actor));
        files.max_by_key(|it| it.made_at).map(|it| it.from.name.clone()).unwrap_or_default()
    }
}
