//! Random histories of five offices whose clocks are wrong.

use crate::model::Meant;
use automerge::transaction::Transactable;
use automerge::{ActorId as AutomergeActor, AutoCommit, ROOT};
use proptest::prelude::*;
use three_lists::domain::{Fields, RecordId, Value};
use three_lists::exchange::{self, Contents, Private, Summary};
use three_lists::oplog::{
    ChainHash, Draft, Log, Ref, Replica, Scope, SecretKey, Timestamp, Unverified, Verified, WorkspaceId,
};

pub const OFFICES: usize = 5;
const FIELDS: [&str; 3] = ["deleted", "place", "title"];

/// One thing that happens.
#[derive(Clone, Debug)]
pub enum Step {
    /// An office makes a record.
    Make { office: usize },
    /// An office sets some fields of some record it knows; bit by bit of `fields`.
    Set { office: usize, record: usize, fields: u8 },
    /// One hands another everything, or what it lacks, perhaps with logs in another order.
    Hand { from: usize, to: usize, delta: bool, turn: usize },
}

pub fn step() -> impl Strategy<Value = Step> {
    let office = 0..OFFICES;
    prop_oneof![
        2 => office.clone().prop_map(|office| Step::Make { office }),
        6 => (office.clone(), 0..64usize, 1..8u8).prop_map(|(office, record, fields)| Step::Set { office, record, fields }),
        4 => (office.clone(), office, any::<bool>(), 0..OFFICES)
            .prop_map(|(from, to, delta, turn)| Step::Hand { from, to, delta, turn }),
    ]
}

pub struct Office {
    pub replica: Replica,
    pub peer: AutoCommit,
    pub key: SecretKey,
    /// How wrong its clock is, in seconds.
    drift: i64,
}

pub struct World {
    pub offices: Vec<Office>,
    pub records: Vec<RecordId>,
    pub meant: Vec<Meant>,
    written: i64,
}

pub fn workspace() -> WorkspaceId {
    WorkspaceId([3; 16])
}

impl World {
    pub fn new() -> World {
        let office = |index: u8| Office {
            replica: Replica::default(),
            peer: AutoCommit::new().with_actor(AutomergeActor::from([index + 1; 16])),
            key: SecretKey::from_bytes([index + 1; 32]),
            drift: [0, -400_000_000, 86_400 * 365, 17, -3_600][usize::from(index)],
        };
        World { offices: (0..5).map(office).collect(), records: Vec::new(), meant: Vec::new(), written: 0 }
    }

    fn set(&mut self, at: usize, id: &RecordId, fields: &[&'static str]) {
        let office = &mut self.offices[at];
        let mut set = Fields::new();
        let mut refs = Vec::new();
        let place = office.replica.next_place(office.key.actor(), &run(at), Scope::Shared);
        for field in fields {
            self.written += 1;
            let seen: Vec<Ref> = office.replica.heads(id, field).into_iter().map(|head| head.op).collect();
            refs.extend(seen.clone());
            let value = Value::Integer(self.written);
            set.insert((*field).to_owned(), value.clone());
            office.peer.put(ROOT, format!("{id} {field}"), self.written).expect("a put");
            let (record, field) = (id.clone(), (*field).to_owned());
            self.meant.push(Meant { record, field, value, op: place.clone(), seen });
        }
        refs.sort();
        refs.dedup();
        let draft = Draft {
            at: Timestamp(1_800_000_000 + self.written + office.drift),
            by: None,
            act: None,
            group: None,
            source: None,
            why: None,
            on: id.clone(),
            set,
            seen: refs,
        };
        office.replica.append(&office.key, &run(at), Scope::Shared, &draft);
    }

    pub fn take(&mut self, step: &Step) {
        match *step {
            Step::Make { office } => {
                let place = self.offices[office].replica.next_place(
                    self.offices[office].key.actor(),
                    &run(office),
                    Scope::Shared,
                );
                let id = RecordId::parse(&format!("need/{place}")).expect("an id");
                self.records.push(id.clone());
                self.set(office, &id, &["title"]);
            }
            Step::Set { office, record, fields } => {
                let known: Vec<RecordId> =
                    self.records.iter().filter(|id| self.offices[office].replica.contains(id)).cloned().collect();
                if let Some(id) = known.get(record % known.len().max(1)).cloned() {
                    let fields: Vec<&str> =
                        (0..3).filter(|bit| fields >> bit & 1 == 1).map(|bit| FIELDS[bit]).collect();
                    self.set(office, &id, &fields);
                }
            }
            Step::Hand { from, to, delta, turn } => {
                let mut logs = self.logs(from, delta.then_some(to));
                let turn = turn % logs.len().max(1);
                logs.rotate_left(turn);
                self.offices[to].replica.admit(logs).expect("whole logs have no gaps");
                let mut peer = self.offices[from].peer.fork();
                self.offices[to].peer.merge(&mut peer).expect("a merge");
            }
        }
    }

    /// An office's logs, verified as from a file; from where `reader` has them, if given.
    pub fn logs(&mut self, from: usize, reader: Option<usize>) -> Vec<Log<Verified>> {
        let office = &mut self.offices[from];
        office.replica.seal_own(&office.key, workspace());
        let states = self.offices[from].replica.branch_states();
        let replica = &self.offices[from].replica;
        let log = |branch: three_lists::oplog::BranchState| {
            let header = branch.header.clone();
            let known = reader.map_or(0, |reader| {
                let there = self.offices[reader].replica.branch_states();
                there.iter().find(|it| it.header == header).map_or(0, |it| it.last)
            });
            let texts = replica.op_texts(&branch, known + 1, branch.last);
            let prev = replica.hash_at(&branch, known);
            if texts.is_empty() {
                return None;
            }
            let header = three_lists::oplog::LogHeader { from: known + 1, prev: prev?, ..header };
            let log = Log::<Unverified>::new(header, texts, branch.seal, 0).expect("ops were written here");
            Some(log.verify(workspace()).expect("the seal fits"))
        };
        states.into_iter().filter_map(log).collect()
    }

    /// The file an office writes, complete or what `reader` lacks; nothing when it lacks nothing. Its clock is wrong.
    pub fn file(&mut self, from: usize, reader: Option<usize>) -> Option<String> {
        let base = reader.map(|reader| exchange::have(&self.offices[reader].replica));
        self.written += 1;
        let office = &mut self.offices[from];
        office.replica.seal_own(&office.key, workspace());
        let contents = Contents {
            workspace: workspace(),
            title: "示例街道".to_owned(),
            office: None,
            made_at: Timestamp(1_800_000_000 + self.written + office.drift),
            summary: Summary::default(),
            base,
            private: Private::None,
        };
        exchange::write(&office.replica, &office.key, contents).ok()
    }

    pub fn hash(&self, office: usize) -> ChainHash {
        self.offices[office].replica.state_hash(Scope::Shared)
    }
}

pub fn run(office: usize) -> String {
    format!("run0000{office}")
}

/// The first `place + 1` ops of a log, sealed as its actor would have sealed them then.
pub fn pieces(office: &mut Office, log: &Log<Verified>, place: usize) -> Log<Verified> {
    let header = log.header().clone();
    if header.actor != office.key.actor() {
        return log.clone();
    }
    let texts: Vec<&str> = log.ops().take(place + 1).collect();
    let head = texts.iter().fold(header.prev, |head, op| head.then(op));
    let seal = three_lists::oplog::seal(&office.key, workspace(), header.scope, place as u64 + 1, head);
    let log = Log::<Unverified>::new(header, texts, Some(seal), 0).expect("ops were written here");
    log.verify(workspace()).expect("the seal fits")
}
