//! The laws of merging, on random histories of five offices whose clocks are wrong.
//!
//! Automerge's `get_all` and a plain reading of the definition of heads are the oracles.

use std::collections::BTreeMap;

use automerge::transaction::Transactable;
use automerge::{ActorId as AutomergeActor, AutoCommit, ROOT, ReadDoc};
use proptest::prelude::*;
use three_lists::domain::{Fields, RecordId, Value};
use three_lists::oplog::{
    ChainHash, Draft, Log, Ref, Replica, Scope, SecretKey, Timestamp, Unverified, Verified, WorkspaceId,
};

const OFFICES: usize = 5;
const FIELDS: [&str; 3] = ["deleted", "place", "title"];

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    /// An office makes a record.
    Make { office: usize },
    /// An office sets some fields of some record it knows; bit by bit of `fields`.
    Set { office: usize, record: usize, fields: u8 },
    /// One hands another everything, or what it lacks, perhaps with logs in another order.
    Hand { from: usize, to: usize, delta: bool, turn: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let office = 0..OFFICES;
    prop_oneof![
        2 => office.clone().prop_map(|office| Step::Make { office }),
        6 => (office.clone(), 0..64usize, 1..8u8).prop_map(|(office, record, fields)| Step::Set { office, record, fields }),
        4 => (office.clone(), office, any::<bool>(), 0..OFFICES)
            .prop_map(|(from, to, delta, turn)| Step::Hand { from, to, delta, turn }),
    ]
}

/// An op as its writer meant it, for the oracle.
struct Meant {
    record: RecordId,
    field: &'static str,
    op: Ref,
    seen: Vec<Ref>,
}

struct Office {
    replica: Replica,
    peer: AutoCommit,
    key: SecretKey,
    /// How wrong its clock is, in seconds.
    drift: i64,
}

struct World {
    offices: Vec<Office>,
    records: Vec<RecordId>,
    meant: Vec<Meant>,
    written: i64,
}

fn workspace() -> WorkspaceId {
    WorkspaceId([3; 16])
}

impl World {
    fn new() -> World {
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
            set.insert((*field).to_owned(), Value::Integer(self.written));
            office.peer.put(ROOT, format!("{id} {field}"), self.written).expect("a put");
            self.meant.push(Meant { record: id.clone(), field, op: place.clone(), seen });
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

    fn take(&mut self, step: &Step) {
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
    fn logs(&mut self, from: usize, reader: Option<usize>) -> Vec<Log<Verified>> {
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

    fn hash(&self, office: usize) -> ChainHash {
        self.offices[office].replica.state_hash(Scope::Shared)
    }
}

fn run(office: usize) -> String {
    format!("run0000{office}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, max_shrink_iters: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn any_order_duplication_and_grouping_of_deliveries_gives_one_state(
        steps in prop::collection::vec(step(), 1..48),
        order in Just((0..OFFICES).collect::<Vec<_>>()).prop_shuffle(),
        twice in 0..OFFICES,
        cuts in prop::collection::vec(any::<prop::sample::Index>(), OFFICES),
    ) {
        let mut world = World::new();
        steps.iter().for_each(|step| world.take(step));

        // Everybody hands everything to a newcomer, in some order, one of them twice.
        let mut newcomer = Replica::default();
        for from in order.iter().chain([&twice]) {
            newcomer.admit(world.logs(*from, None)).expect("whole logs have no gaps");
        }
        // Another takes each office's own log, in pieces cut at any place: pieces arrive as deltas do.
        let mut patient = Replica::default();
        for (from, cut) in order.iter().rev().zip(&cuts) {
            for log in world.logs(*from, None) {
                let ops: Vec<&str> = log.ops().collect();
                let place = cut.index(ops.len());
                let first = pieces(&mut world.offices[*from], &log, place);
                patient.admit(vec![first]).expect("a log's beginning has no gap before it");
                patient.admit(vec![log.clone()]).expect("the whole joins its beginning");
            }
        }
        for round in 0..2 {
            for from in 0..OFFICES {
                world.take(&Step::Hand { from, to: (from + 1) % OFFICES, delta: round == 0, turn: from });
            }
        }
        let expected = newcomer.state_hash(Scope::Shared);
        prop_assert_eq!(patient.state_hash(Scope::Shared), expected);
        for office in 0..OFFICES {
            prop_assert_eq!(world.hash(office), expected, "office {}", office);
            prop_assert_eq!(world.offices[office].replica.op_count(), newcomer.op_count());
        }

        // What the definition of heads says, read plainly; and what Automerge says.
        let mut heads: BTreeMap<(&RecordId, &str), Vec<&Ref>> = BTreeMap::new();
        for op in &world.meant {
            let same = |other: &&Meant| other.record == op.record && other.field == op.field;
            if !world.meant.iter().filter(same).any(|other| other.seen.contains(&op.op)) {
                heads.entry((&op.record, op.field)).or_default().push(&op.op);
            }
        }
        let peer = &world.offices[0].peer;
        for ((id, field), expected) in heads {
            let found = newcomer.heads(id, field);
            let mut refs: Vec<&Ref> = found.iter().map(|head| &head.op).collect();
            let mut expected = expected;
            refs.sort();
            expected.sort();
            prop_assert_eq!(refs, expected, "{} {}", id, field);
            let mut ours: Vec<i64> = found.iter().filter_map(|head| head.value.as_integer()).collect();
            let all = peer.get_all(ROOT, format!("{id} {field}")).expect("a register");
            let mut theirs: Vec<i64> = all.iter().filter_map(|(value, _)| value.as_i64()).collect();
            ours.sort_unstable();
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs, "{} {} against Automerge", id, field);
        }
    }
}

/// The first `place + 1` ops of a log, sealed as its actor would have sealed them then.
fn pieces(office: &mut Office, log: &Log<Verified>, place: usize) -> Log<Verified> {
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
