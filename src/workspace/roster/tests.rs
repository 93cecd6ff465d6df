//! Who speaks for whom, whatever comes in whatever order.

use proptest::prelude::*;

use super::super::meeting::{
    admit, admitted, asking, change, fields, hand_over, logs, made, meet, office, stamp, street,
};
use super::super::{Reason, Standing, Workspace};
use super::*;
use crate::domain::Fields;
use crate::oplog::{Log, Verified};

fn need(workspace: &mut Workspace, title: &str) -> RecordId {
    made(workspace, Kind::Need, fields([("title", title.into())]))
}

fn standing(workspace: &Workspace, of: &Workspace) -> Standing {
    workspace.machines().into_iter().find(|it| it.actor == of.actor()).expect("a machine").standing
}

fn end(street: &mut Workspace, of: &Workspace) {
    let machine = street.machines().into_iter().find(|it| it.actor == of.actor()).expect("a machine");
    let edit = street.ending(&machine);
    street.edit(vec![edit], &stamp(20)).expect("ended");
}

#[test]
fn what_a_machine_writes_before_it_is_let_in_waits_and_then_counts() {
    let mut street = street();
    let unit = office(&mut street, "unit", "unit");
    let mut joined = asking(&mut street, 2, &unit);
    let early = need(&mut joined, "early");
    hand_over(&mut joined, &mut street);
    assert!(joined.contains(&early), "whoever wrote it sees it");
    assert!(joined.is_guest());
    assert!(!street.contains(&early), "nobody else does");
    assert_eq!(standing(&street, &joined), Standing::Asking);
    let waiting = street.waiting();
    assert_eq!((waiting.machines, waiting.of_strangers, waiting.ops), (1, 2, 0));
    assert!(street.pending(false).iter().all(|it| it.hold.reason == Reason::Stranger));
    assert_ne!(street.state_hash(), joined.state_hash());
    admit(&mut street, &joined);
    assert_eq!(street.waiting(), Default::default());
    assert_eq!(street.text(&early, "title"), "early");
    hand_over(&mut street, &mut joined);
    assert!(!joined.is_guest());
    assert_eq!((joined.my_office(), joined.my_role()), (Some(unit), Some(Role::Unit)));
    assert_eq!(street.state_hash(), joined.state_hash());
}

#[test]
fn an_office_that_came_with_its_machine_is_let_in_with_it() {
    let mut street = street();
    let mut joined = Workspace::receive(street.id(), logs(&mut street), super::super::meeting::device(2)).unwrap().0;
    let new = made(&mut joined, Kind::Office, fields([("name", "newcomer".into()), ("role", "community".into())]));
    let edit = joined.device_edit(&new);
    joined.edit(vec![edit], &stamp(3)).unwrap();
    hand_over(&mut joined, &mut street);
    let machine = street.machines().remove(0);
    assert!(machine.is_office_new);
    assert_eq!((machine.office_name.as_str(), machine.role), ("newcomer", Some(Role::Community)));
    assert!(!street.contains(&new));
    admit(&mut street, &joined);
    hand_over(&mut street, &mut joined);
    for side in [&street, &joined] {
        assert_eq!(side.text(&new, "name"), "newcomer");
        assert_eq!(side.office_of(joined.actor()), Some(new.clone()));
    }
    assert_eq!(street.state_hash(), joined.state_hash());
}

#[test]
fn only_a_machine_of_the_street_lets_others_in() {
    let mut street = street();
    let unit = office(&mut street, "unit", "unit");
    let own = street.my_office().expect("the street");
    let mut member = admitted(&mut street, 2, &unit);
    let mut friend = asking(&mut street, 3, &unit);
    meet(&mut street, &mut member);
    // A unit's machine says so, and writes a machine's record of its own making.
    admit(&mut member, &friend);
    let set = fields([("actor", friend.actor().to_string().into()), ("office", own.as_str().into())]);
    made(&mut member, Kind::Device, set);
    meet(&mut member, &mut street);
    assert_eq!(standing(&street, &friend), Standing::Asking);
    assert_eq!(street.policy().roster().role_now(friend.actor()), None);
    // The street's second machine may.
    let mut second = admitted(&mut street, 4, &own);
    admit(&mut second, &friend);
    meet(&mut second, &mut street);
    meet(&mut street, &mut friend);
    assert_eq!(standing(&street, &friend), Standing::Admitted);
    assert_eq!(friend.my_role(), Some(Role::Unit));
}

#[test]
fn what_a_machine_wrote_before_it_left_stays_and_nothing_can_be_written_back_into_that_time() {
    let mut street = street();
    let unit = office(&mut street, "unit", "unit");
    let mut lost = admitted(&mut street, 2, &unit);
    let stolen = lost.clone();
    let before = need(&mut lost, "before");
    let also = need(&mut lost, "also before");
    meet(&mut street, &mut lost);
    end(&mut street, &lost);
    let after = need(&mut lost, "after");
    meet(&mut street, &mut lost);
    assert_eq!(standing(&street, &lost), Standing::Left);
    assert!(street.contains(&before) && street.contains(&also) && !street.contains(&after));
    assert_eq!(street.pending(false)[0].hold.reason, Reason::Left);
    assert_eq!(lost.my_role(), None);
    // A copy of its profile, from before, writes at places that lie before the end: on another branch.
    let mut stolen =
        Workspace { device: super::super::Device { run: "stolen00".to_owned(), ..stolen.device.clone() }, ..stolen };
    let forged = need(&mut stolen, "forged");
    hand_over(&mut stolen, &mut street);
    assert!(!street.contains(&forged), "nobody had seen that branch");
    assert!(street.contains(&before));
    // The street may still take up what it knows to be sound.
    let waiting = street.pending(false);
    let sound: Vec<_> = waiting.iter().filter(|it| it.record == after).collect();
    let edits = street.settling(&sound, true);
    street.edit(edits, &stamp(21)).unwrap();
    assert!(street.contains(&after) && !street.contains(&forged));
    // And may let it speak again.
    let machine = street.machines().into_iter().find(|it| it.actor == lost.actor()).unwrap();
    let edit = street.resuming(&machine);
    street.edit(vec![edit], &stamp(22)).unwrap();
    assert!(street.contains(&forged), "whatever is on its logs is its own again");
}

#[test]
fn a_machine_that_moved_speaks_for_each_office_in_its_time() {
    let mut street = street();
    let (unit, other) = (office(&mut street, "unit", "unit"), office(&mut street, "other", "unit"));
    let mut machine = admitted(&mut street, 2, &unit);
    let first =
        made(&mut machine, Kind::Resource, fields([("title", "hall".into()), ("provider", unit.as_str().into())]));
    meet(&mut street, &mut machine);
    let told = street.machines().into_iter().find(|it| it.actor == machine.actor()).unwrap();
    let edits = street.moving(&told, &other);
    street.edit(edits, &stamp(20)).unwrap();
    meet(&mut street, &mut machine);
    assert_eq!(machine.my_office(), Some(other.clone()));
    let second =
        made(&mut machine, Kind::Resource, fields([("title", "car".into()), ("provider", other.as_str().into())]));
    change(&mut machine, &first, "title", "mine");
    meet(&mut street, &mut machine);
    assert_eq!(street.text(&first, "title"), "hall", "that is the other office's now");
    assert_eq!(street.text(&second, "title"), "car");
    assert_eq!(street.pending(false).len(), 1);
    assert_eq!(street.state_hash(), machine.state_hash());
}

#[test]
fn of_two_machines_of_the_street_that_cut_each_other_off_the_senior_one_stays() {
    let mut street = street();
    let own = street.my_office().expect("the street");
    let mut second = admitted(&mut street, 2, &own);
    let mut third = admitted(&mut second, 3, &own);
    meet(&mut street, &mut second);
    meet(&mut street, &mut third);
    end(&mut third, &second);
    end(&mut second, &third);
    let late = need(&mut third, "late");
    for _ in 0..2 {
        meet(&mut street, &mut second);
        meet(&mut street, &mut third);
    }
    assert_eq!(standing(&street, &second), Standing::Admitted);
    assert_eq!(standing(&street, &third), Standing::Left);
    assert!(!street.contains(&late));
    assert_eq!(street.state_hash(), second.state_hash());
    // The founding machine, lost, is cut off by the one it let in.
    end(&mut second, &street);
    let late = need(&mut street, "from the lost machine");
    meet(&mut street, &mut second);
    assert!(!second.contains(&late));
    assert_eq!(second.my_role(), Some(Role::Street));
    assert_eq!(street.my_role(), None);
}

#[test]
fn heads_are_written_and_read_and_anything_else_is_none() {
    let head = NamedHead { scope: crate::oplog::Scope::Shared, seq: 120, hash: "9f2c01aa44bb0011".to_owned() };
    assert_eq!(NamedHead::parse(&head.to_string()), Some(head.clone()));
    assert_eq!(heads_of(&serde_json::to_string(&heads_value(std::slice::from_ref(&head))).unwrap()), Some(vec![head]));
    for bad in
        ["", "shared.1", "shared.1.9f2c", "else.1.9f2c01aa44bb", "shared.x.9f2c01aa44bb", "shared.1.9f2c01aa44bb.0"]
    {
        assert_eq!(NamedHead::parse(bad), None, "{bad}");
    }
    assert_eq!(heads_of("\"shared.1.9f2c01aa44bb\""), None);
    assert_eq!(heads_of("[]"), Some(Vec::new()), "nothing counts from the beginning on");
}

/// What happens in a course of a street, its second machine, a community and a unit.
#[derive(Clone, Debug)]
enum Step {
    Need(usize),
    Change { at: usize, record: usize, field: usize },
    Ask { at: usize, office: usize },
    Admit { at: usize, machine: usize },
    End { at: usize, machine: usize },
    Move { at: usize, machine: usize, office: usize },
    Settle { at: usize, confirm: bool },
    Meet { from: usize, to: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let at = || 0..4usize;
    prop_oneof![
        3 => at().prop_map(Step::Need),
        5 => (at(), 0..16usize, 0..3usize).prop_map(|(at, record, field)| Step::Change { at, record, field }),
        2 => (1..4usize, 0..3usize).prop_map(|(at, office)| Step::Ask { at, office }),
        3 => (at(), 0..8usize).prop_map(|(at, machine)| Step::Admit { at, machine }),
        1 => (at(), 0..8usize).prop_map(|(at, machine)| Step::End { at, machine }),
        1 => (at(), 0..8usize, 0..3usize).prop_map(|(at, machine, office)| Step::Move { at, machine, office }),
        1 => (at(), any::<bool>()).prop_map(|(at, confirm)| Step::Settle { at, confirm }),
        6 => (at(), at()).prop_map(|(from, to)| Step::Meet { from, to }),
    ]
}

fn take(machines: &mut [Workspace], step: &Step, second: i64) {
    let (edits, at) = match *step {
        Step::Need(at) => {
            need(&mut machines[at], "need");
            return;
        }
        Step::Meet { from, to } if from != to => {
            let logs = logs(&mut machines[from]);
            machines[to].admit(logs).expect("it joins");
            return;
        }
        Step::Meet { .. } => return,
        Step::Change { at, record, field } => {
            let here = &machines[at];
            let ids: Vec<RecordId> = here.ids(Kind::Need).into_iter().chain(here.ids(Kind::Office)).collect();
            let id = &ids[record % ids.len()];
            let (field, value) = match (id.kind(), field) {
                (Some(Kind::Need), 0) => ("status", Value::from("published")),
                (Some(Kind::Need), 1) => ("asker", Value::from(here.ids(Kind::Office)[0].as_str())),
                (_, 2) => ("role", Value::from("unit")),
                _ => ("note", Value::from(format!("{second}"))),
            };
            let set: Fields = if id.kind() == Some(Kind::Need) && field == "role" {
                fields([("note", value)])
            } else {
                fields([(field, value)])
            };
            (vec![super::super::Edit::change(id.clone(), set)], at)
        }
        Step::Ask { at, office } => {
            let offices = machines[at].ids(Kind::Office);
            (vec![machines[at].device_edit(&offices[office % offices.len()])], at)
        }
        Step::Admit { at, machine } | Step::End { at, machine } | Step::Move { at, machine, .. } => {
            let here = &machines[at];
            let known = here.machines();
            let Some(machine) = known.get(machine % known.len().max(1)) else { return };
            let edits = match step {
                Step::Admit { .. } => here.admitting(machine),
                Step::End { .. } => vec![here.ending(machine)],
                Step::Move { office, .. } => {
                    let offices = here.ids(Kind::Office);
                    here.moving(machine, &offices[office % offices.len()])
                }
                _ => Vec::new(),
            };
            (edits, at)
        }
        Step::Settle { at, confirm } => {
            let waiting = machines[at].pending(false);
            let some: Vec<_> = waiting.iter().take(3).collect();
            (machines[at].settling(&some, confirm), at)
        }
    };
    let _ = machines[at].edit(edits, &stamp(second));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whoever holds the same ops applies the same, whether they came op by op, file by file or all at once.
    #[test]
    fn the_same_ops_are_applied_everywhere(
        steps in proptest::collection::vec(step(), 0..50),
        turn in 0..4usize,
    ) {
        let mut street = street();
        for (name, role) in [("community", "community"), ("unit", "unit")] {
            office(&mut street, name, role);
        }
        let offices = street.ids(Kind::Office);
        let mut machines = vec![street];
        for at in 1..4u8 {
            let joined = asking(&mut machines[0], at + 1, &offices[usize::from(at) % 3]);
            machines.push(joined);
        }
        for (second, step) in steps.iter().enumerate() {
            take(&mut machines, step, second as i64 + 30);
        }
        for _ in 0..2 {
            for at in 1..4 {
                let (first, rest) = machines.split_at_mut(1);
                meet(&mut first[0], &mut rest[at - 1]);
            }
        }
        // All at once, in another order, by somebody who writes nothing.
        let mut all: Vec<Log<Verified>> = logs(&mut machines[turn]);
        let places = all.len().max(1);
        all.rotate_left(turn % places);
        all.sort_by_key(|log| log.header().from);
        let reader = Workspace::receive(machines[0].id(), all, super::super::meeting::device(9)).expect("all of it").0;
        for (at, machine) in machines.iter().enumerate() {
            let held = |it: &Workspace| it.pending(true).into_iter().map(|it| (it.record, it.op, it.hold)).collect::<Vec<_>>();
            if !machine.is_guest() {
                prop_assert_eq!(machine.state_hash(), reader.state_hash(), "machine {}", at);
                prop_assert_eq!(held(machine), held(&reader));
                prop_assert_eq!(machine.policy().roster().role_now(machine.actor()), reader.policy().roster().role_now(machine.actor()));
            }
            // Nothing is lost, applied or not.
            prop_assert_eq!(machine.replica().op_count(), reader.replica().op_count());
        }
    }
}

#[test]
fn a_request_shows_what_letting_it_in_would_confirm() {
    let mut street = street();
    let known = office(&mut street, "library", "unit");
    // One machine brings an office that would be the street; another, in the same file, calls it a community.
    let mut first = Workspace::receive(street.id(), logs(&mut street), super::super::meeting::device(2)).unwrap().0;
    let new = made(&mut first, Kind::Office, fields([("name", "harmless".into()), ("role", "street".into())]));
    let edit = first.device_edit(&new);
    first.edit(vec![edit], &stamp(3)).unwrap();
    let mut second = asking(&mut street, 3, &known);
    hand_over(&mut first, &mut second);
    for (on, field, value) in [(&new, "role", "community"), (&known, "name", "harmless too")] {
        let draft = stamp(9).draft(on.clone(), fields([(field, value.into())]), Vec::new(), None);
        let key = second.device.key.clone();
        second.replica.append(&key, "run00003", crate::oplog::Scope::Shared, &draft);
    }
    let asked = street.machines().into_iter().find(|it| it.actor == second.actor()).expect("asked").id;
    let draft = stamp(9).draft(asked.clone(), fields([("actor", "f".repeat(32).into())]), Vec::new(), None);
    let key = first.device.key.clone();
    first.replica.append(&key, "run00002", crate::oplog::Scope::Shared, &draft);
    hand_over(&mut first, &mut street);
    hand_over(&mut second, &mut street);
    let machines = street.machines();
    let of = |workspace: &Workspace| machines.iter().find(|it| it.actor == workspace.actor()).expect("a request");
    assert_eq!(of(&first).role, Some(Role::Street), "said as it is");
    assert_eq!(of(&second).office_name, "library", "and an office goes by its own name");
}

#[test]
fn a_machine_that_was_not_let_in_can_be_after_all() {
    let mut street = street();
    let unit = office(&mut street, "unit", "unit");
    let mut joined = asking(&mut street, 2, &unit);
    let machine = street.machines().into_iter().find(|it| it.actor == joined.actor()).unwrap();
    let edit = street.declining(&machine).expect("it asked");
    street.edit(vec![edit], &stamp(9)).unwrap();
    assert_eq!(standing(&street, &joined), Standing::Declined);
    assert_eq!(street.waiting().machines, 0);
    hand_over(&mut street, &mut joined);
    assert_eq!(joined.own_machine().map(|it| it.standing), Some(Standing::Declined), "it is told");
    admit(&mut street, &joined);
    hand_over(&mut street, &mut joined);
    assert_eq!(standing(&street, &joined), Standing::Admitted);
    assert_eq!(joined.my_role(), Some(Role::Unit));
}

#[test]
fn a_machine_that_left_the_street_for_another_office_lets_nobody_in() {
    let mut street = street();
    let (own, unit) = (street.my_office().expect("the street"), office(&mut street, "unit", "unit"));
    let mut second = admitted(&mut street, 2, &own);
    let told = street.machines().into_iter().find(|it| it.actor == second.actor()).unwrap();
    let edits = street.moving(&told, &unit);
    street.edit(edits, &stamp(20)).unwrap();
    meet(&mut street, &mut second);
    let set = fields([("actor", "a".repeat(32).into()), ("office", own.as_str().into())]);
    made(&mut second, Kind::Device, set);
    let friend = asking(&mut street, 3, &own);
    meet(&mut street, &mut second);
    admit(&mut second, &friend);
    meet(&mut second, &mut street);
    let roster = street.policy().roster();
    assert_eq!(roster.role_now(second.actor()), Some(Role::Unit));
    assert_eq!(roster.role_now(crate::oplog::ActorId::parse(&"a".repeat(32)).unwrap()), None);
    assert_eq!(standing(&street, &friend), Standing::Asking);
}
