//! Offices that act at random and meet in any order: every op that counts is one the agreed table allows, whoever has
//! which logs.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::agreed::{Taken, contradictions, owner_field};
use super::*;
use crate::workspace::meeting::{device, logs};

/// What somebody does.
#[derive(Clone, Copy, Debug)]
enum Deed {
    /// A step the page offers, with what is given for it, bit by bit: reason, field, evidence.
    Step { to: usize, given: u8 },
    /// A state written outright, as an altered program would.
    Write { to: usize },
    /// Another office is named.
    Name { field: usize, office: usize },
    /// What the residents say.
    View,
    /// An entry of the ledger with an amount.
    Enter,
    /// A record is made, in some state.
    Make { to: usize },
    /// The newest action of this machine is taken back.
    Undo,
    /// The street settles what waits longest.
    Settle { confirm: bool },
    /// Everything goes to and fro with another.
    Meet { with: usize },
    /// All meet the street.
    MeetAll,
}

const OFFICES: usize = 5;
const KINDS: [(Kind, &[&str]); 3] =
    [(Kind::Need, NEED_STATES), (Kind::Project, PROJECT_STATES), (Kind::Claim, CLAIM_STATES)];

fn deed() -> impl Strategy<Value = Deed> {
    let to = || prop_oneof![1 => Just(0_usize), 1 => 0..6_usize];
    prop_oneof![
        12 => (to(), prop_oneof![1 => Just(7_u8), 1 => 0..8_u8]).prop_map(|(to, given)| Deed::Step { to, given }),
        3 => (0..12_usize).prop_map(|to| Deed::Write { to }),
        2 => (0..3_usize, 0..OFFICES).prop_map(|(field, office)| Deed::Name { field, office }),
        1 => Just(Deed::View),
        1 => Just(Deed::Enter),
        1 => (0..12_usize).prop_map(|to| Deed::Make { to }),
        1 => Just(Deed::Undo),
        1 => any::<bool>().prop_map(|confirm| Deed::Settle { confirm }),
        3 => (0..OFFICES).prop_map(|with| Deed::Meet { with }),
        2 => Just(Deed::MeetAll),
    ]
}

/// Offices with their records: the street first.
struct Offices {
    all: Vec<Workspace>,
    ids: Vec<RecordId>,
    records: Vec<RecordId>,
    taken: BTreeMap<String, Taken>,
    done: Vec<Vec<String>>,
}

impl Offices {
    /// Records in some states, as the street took them over from paper, known to all; another office was responsible for the
    /// project for a while.
    fn of(states: [usize; 3], once: usize) -> Offices {
        let mut world = world();
        let unit = world.street.text(&world.project, "responsible");
        let was = [world.street.my_office(), world.street.link(&world.project, "community"), None];
        let was = was[once].clone();
        if let Some(was) = was {
            change(&mut world.street, &world.project, "responsible", was.as_str());
            change(&mut world.street, &world.project, "responsible", unit);
        }
        let mut records = vec![world.need.clone(), world.project.clone(), world.claim.clone()];
        for ((id, state), (_, states)) in records.iter().zip(states).zip(KINDS) {
            bring(&mut world.street, id, states[state % states.len()]);
        }
        // One more need, to be merged with.
        let other =
            made(&mut world.street, Kind::Need, fields([("title", "另一件".into()), ("status", "verified".into())]));
        world.tell();
        let mut all = vec![world.street];
        all.extend(world.others.into_iter().map(|(_, it)| it));
        records.push(other);
        let ids = all.iter().map(|it| it.my_office().expect("all are in")).collect();
        Offices { done: vec![Vec::new(); all.len()], ids, records, taken: BTreeMap::new(), all }
    }

    fn meet(&mut self, one: usize, other: usize) {
        if one != other {
            let (low, high) = self.all.split_at_mut(one.max(other));
            meet(&mut low[one.min(other)], &mut high[0]);
        }
    }

    fn meet_all(&mut self) {
        for _ in 0..2 {
            (1..self.all.len()).for_each(|other| self.meet(0, other));
        }
    }

    fn write(&mut self, who: usize, edit: Edit) -> Option<RecordId> {
        // That nothing changes is no reason to stop.
        let changes = self.all[who].edit(vec![edit], &stamp(10)).ok()?;
        self.done[who].push(changes.group);
        changes.records.first().cloned()
    }

    fn act(&mut self, who: usize, on: usize, deed: Deed) {
        let id = self.records[on % self.records.len()].clone();
        let Some((kind, states)) = KINDS.into_iter().find(|(kind, _)| Some(*kind) == id.kind()) else { return };
        let (own, unit) = (Value::from(self.ids[who].as_str()), Value::from(self.ids[2].as_str()));
        match deed {
            Deed::Meet { with } => self.meet(who, with),
            Deed::MeetAll => self.meet_all(),
            Deed::Undo => {
                if let Some(group) = self.done[who].pop() {
                    // Somebody may have gone on from there.
                    let _ = self.all[who].undo(&group, &stamp(11));
                }
            }
            Deed::Settle { confirm } => {
                let street = &mut self.all[0];
                if let Some(first) = street.pending(false).first() {
                    let edits = street.settling(&[first], confirm);
                    street.edit(edits, &stamp(12)).expect("settled");
                }
            }
            Deed::Make { to } => {
                let set = match kind {
                    Kind::Need => [("title", "另一件".into()), ("asker", own), ("status", states[0].into())],
                    Kind::Project => [("title", "另一个".into()), ("responsible", own), ("status", states[0].into())],
                    _ => [("subject", "另一份".into()), ("office", own), ("status", states[0].into())],
                };
                let mut set = fields(set);
                set.insert("status".to_owned(), states[to % states.len()].into());
                if kind == Kind::Project && to % 2 == 0 {
                    set.insert("residents_view".to_owned(), "met".into());
                }
                let made = self.write(who, Edit::new(kind, set));
                self.records.extend(made);
            }
            _ if !self.all[who].contains(&id) => {}
            Deed::Enter => {
                let set = [("project", id.as_str().into()), ("on", "2026-11-20".into()), ("done", "送了".into())];
                let mut set = fields(set);
                set.insert("delivered".to_owned(), quantity(10));
                if kind == Kind::Project {
                    self.write(who, Edit::new(Kind::Progress, set));
                }
            }
            Deed::View => {
                if kind == Kind::Project {
                    self.write(who, Edit::change(id, fields([("residents_view", "met".into())])));
                }
            }
            Deed::Name { field, office } => {
                let name = match kind {
                    Kind::Project => ["responsible", "community", "supporting"][field],
                    _ => owner_field(kind),
                };
                let office = Value::from(self.ids[office].as_str());
                let value = if name == "supporting" { Value::List(vec![office, unit]) } else { office };
                self.write(who, Edit::change(id, fields([(name, value)])));
            }
            Deed::Write { to } => {
                self.write(who, Edit::change(id, fields([("status", states[to % states.len()].into())])));
            }
            Deed::Step { to, given } => self.step(who, id, to, given),
        }
    }

    fn step(&mut self, who: usize, id: RecordId, to: usize, given: u8) {
        let offered = self.all[who].next_steps(&id);
        let Some(offered) = offered.get(to % offered.len().max(1)) else { return };
        let other = self.records.iter().find(|it| it.kind() == id.kind() && **it != id && self.all[who].contains(it));
        let mut set = match (offered.asks.field, other) {
            (Some("merged_into"), Some(other)) => fields([("merged_into", other.as_str().into())]),
            (Some("residents_view"), _) => {
                fields([("residents_view", ["met", "partly_met", "not_met"][to % 3].into())])
            }
            (Some("deadline"), _) => fields([("deadline", format!("2027-01-{:02}", to + 10).into())]),
            _ => Fields::new(),
        };
        if given & 2 == 0 {
            set.clear();
        }
        if given & 4 != 0 && offered.asks.evidence {
            set.insert("closing_evidence".to_owned(), "签收单".into());
        }
        let reason = if given & 1 == 0 { " " } else { "说明" };
        let step = Step { reason: reason.to_owned(), set, ..Step::new(id.clone(), offered.to) };
        let was = self.records.iter().map(|it| (it.clone(), self.all[who].text(it, "status"))).collect();
        if let Ok(edits) = self.all[who].step_edits(std::slice::from_ref(&step), today()) {
            let why = Some(step.reason).filter(|it| !it.trim().is_empty());
            let changes =
                self.all[who].edit(edits, &Stamp { why, ..stamp(10) }).expect("what lacks nothing is written");
            self.done[who].push(changes.group.clone());
            self.taken.insert(changes.group, Taken { on: id, to: step.to, was });
        }
    }
}

/// What waits, as it reads in any office.
fn waiting(workspace: &Workspace) -> Vec<String> {
    workspace.pending(true).into_iter().map(|it| format!("{} {} {:?}", it.record, it.op, it.hold)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// No order in which offices act, meet and hand over their logs makes a step count that the table does not allow, or
    /// one without what it asks; and all come to the same state.
    #[test]
    fn whatever_offices_do_each_step_that_counts_is_one_the_table_allows(
        states in [0..12_usize, 0..10_usize, 0..7_usize],
        once in 0..3_usize,
        moves in prop::collection::vec((0..OFFICES, 0..8_usize, deed()), 1..40),
        order in Just((0..OFFICES).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut offices = Offices::of(states, once);
        for (who, on, deed) in moves {
            offices.act(who, on, deed);
            prop_assert_eq!(contradictions(&offices.all[who], Some(&offices.taken)), Vec::<String>::new());
        }
        offices.meet_all();
        let end = (offices.all[0].state_hash(), waiting(&offices.all[0]));
        for office in &offices.all {
            prop_assert_eq!(contradictions(office, Some(&offices.taken)), Vec::<String>::new());
            prop_assert_eq!(&(office.state_hash(), waiting(office)), &end);
        }
        // A newcomer gets one office's log after the other, in some order and the other way round.
        let handed = logs(&mut offices.all[0]);
        prop_assert_eq!(handed.len(), OFFICES);
        for order in [order.clone(), order.into_iter().rev().collect()] {
            let mut logs = order.iter().map(|at| vec![handed[*at].clone()]);
            let first = logs.next().expect("five logs");
            let (mut newcomer, _) = Workspace::receive(offices.all[0].id(), first, device(40)).expect("a whole log");
            for log in logs {
                prop_assert_eq!(contradictions(&newcomer, None), Vec::<String>::new());
                newcomer.admit(log).expect("a whole log");
            }
            prop_assert_eq!(contradictions(&newcomer, Some(&offices.taken)), Vec::<String>::new());
            prop_assert_eq!(&(newcomer.state_hash(), waiting(&newcomer)), &end);
        }
    }
}
