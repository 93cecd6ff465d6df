//! What somebody with a key that was let in and a program of their own may write into their own log: clocks that were not
//! the time, ops on records they cannot have seen, a second branch. Whatever order it comes in, every office shows the same
//! and holds the same.

use three_lists::domain::{Kind, RecordId};
use three_lists::exchange::{Contents, Private, Summary, VerifiedFile, read, write, write_of};
use three_lists::oplog::{ActorId, Draft, Replica, Scope, Timestamp};
use three_lists::workspace::{Edit, Workspace};

use crate::forge;
use crate::street::{NOON, device, fields, file, stamp, taken_in};

/// A street, and a unit of two machines.
struct Offices {
    street: Workspace,
    unit: RecordId,
    one: Workspace,
    other: Workspace,
    /// What the street handed on when it had let both in.
    file: String,
}

fn offices() -> Offices {
    let (mut street, _) =
        Workspace::create("示例街道", "示例街道办事处", device(1), &stamp(0, "周")).expect("a street");
    let unit = Edit::new(Kind::Office, fields(&[("name", "市图书馆示例分馆"), ("role", "unit")]));
    let unit = street.edit(vec![unit], &stamp(1, "周")).expect("a unit").records[0].clone();
    let machines = [2, 3].map(|seed| {
        let actor = device(seed).key.actor().to_string();
        Edit::new(Kind::Device, fields(&[("actor", &actor), ("office", unit.as_str())]))
    });
    street.edit(machines.to_vec(), &stamp(1, "周")).expect("two machines");
    let file = file(&mut street, false);
    let [one, other] = [2, 3].map(|seed| taken_in(&file, device(seed)));
    Offices { street, unit, one, other, file }
}

fn ask(workspace: &mut Workspace, unit: &RecordId, title: &str) -> RecordId {
    let need = Edit::new(Kind::Need, fields(&[("title", title), ("asker", unit.as_str())]));
    workspace.edit(vec![need], &stamp(3, "林")).expect("a need").records[0].clone()
}

/// An op that says it has seen nothing, in the log of the machine with that seed, written in a run of its own.
fn unseeing(replica: &mut Replica, seed: u8, on: &RecordId, title: &str) {
    let at = Timestamp(NOON + 600);
    let set = fields(&[("title", title)]);
    let (on, seen) = (on.clone(), Vec::new());
    let draft = Draft { at, by: None, act: None, group: None, source: None, why: None, on, set, seen };
    replica.append(&device(seed).key, &format!("again00{seed}"), Scope::Shared, &draft);
}

/// What the machine with that seed hands on of a replica: its own log, or everything.
fn handed(replica: &mut Replica, of: &Workspace, seed: u8, only: Option<ActorId>) -> String {
    let key = device(seed).key;
    replica.seal_own(&key, of.id());
    let contents = Contents {
        workspace: of.id(),
        title: of.title(),
        office: None,
        made_at: Timestamp(NOON + 86_400),
        summary: Summary::default(),
        base: None,
        private: Private::None,
    };
    match only {
        Some(actor) => write_of(replica, &key, contents, Some(&[actor])),
        None => write(replica, &key, contents),
    }
    .expect("a file")
}

fn opened(text: &str) -> VerifiedFile {
    read(text.as_bytes()).expect("a good file")
}

/// A machine of nobody's that takes files in one after the other: all that it shows and holds.
fn shown(first: &str, files: &[&String]) -> (Workspace, String) {
    let mut workspace = taken_in(first, device(8));
    for file in files {
        workspace.admit(opened(file).logs).expect("it joins");
    }
    let held = workspace.pending(true);
    let held: Vec<_> = held.iter().map(|it| (it.record.to_string(), it.op.to_string(), it.hold)).collect();
    let told = format!("{:?} {held:?}", workspace.replica().state_hash(Scope::Shared));
    (workspace, told)
}

/// One need of the unit's, made by one machine; the other writes on it before it can have heard of it.
#[test]
fn an_op_before_the_one_that_made_its_record_is_held_in_any_order() {
    let Offices { unit, mut one, other, file, .. } = offices();
    for at in 0..30 {
        ask(&mut one, &unit, &format!("{at} 号楼"));
    }
    let need = ask(&mut one, &unit, "一号楼的灯");
    let making = handed(&mut one.replica().clone(), &one, 2, None);
    let mut before = other.replica().clone();
    unseeing(&mut before, 3, &need, "抢先");
    let early = handed(&mut before, &other, 3, None);
    let orders = [[&making, &early], [&early, &making]].map(|files| shown(&file, &files));
    for (workspace, told) in &orders {
        assert_eq!(workspace.text(&need, "title"), "一号楼的灯");
        assert_eq!(workspace.pending(false).len(), 1);
        assert_eq!(*told, orders[0].1);
    }
}

/// A copied profile goes back to before where it branched off.
#[test]
fn a_branch_that_goes_back_in_time_is_held_whichever_branch_came_first() {
    let Offices { unit, mut one, file, .. } = offices();
    let need = ask(&mut one, &unit, "一号楼的灯");
    for at in 0..30 {
        ask(&mut one, &unit, &format!("{at} 号楼"));
    }
    let copy = one.replica().clone();
    ask(&mut one, &unit, "二号楼的灯");
    let honest = handed(&mut one.replica().clone(), &one, 2, None);
    let mut copy = copy;
    unseeing(&mut copy, 2, &need, "从前");
    let mut forged: serde_json::Value =
        serde_json::from_str(&handed(&mut copy, &one, 2, None)).expect("a file is JSON");
    let key = device(2).key;
    let log = forged["logs"].as_array().expect("logs").iter().position(|log| log["actor"] == key.actor().to_string());
    let log = log.expect("the unit's");
    let last = forged["logs"][log]["ops"].as_array_mut().and_then(|ops| ops.last_mut()).expect("ops");
    // Above the clock of the op that made the need, far below that of the op before.
    last["clock"] = 12.into();
    forge::seal_as(&mut forged, log, &key, key.actor()).expect("a seal");
    forge::sign_as(&mut forged, &key).expect("a signature");
    let forged = forged.to_string();
    let orders = [[&honest, &forged], [&forged, &honest]].map(|files| shown(&file, &files));
    for (workspace, told) in &orders {
        assert_eq!(workspace.text(&need, "title"), "一号楼的灯");
        assert_eq!(workspace.pending(false).len(), 1);
        assert_eq!(*told, orders[0].1);
    }
}

/// The street ends a machine at the head of a copy of its log, and somebody who has the other branch hears of that first.
#[test]
fn an_end_that_has_not_arrived_leaves_out_no_more_than_what_may_stand_after_it() {
    let Offices { mut street, unit, mut one, file, .. } = offices();
    let shared: Vec<RecordId> = (0..5).map(|at| ask(&mut one, &unit, &format!("{at} 号楼"))).collect();
    let copy = one.replica().clone();
    for at in 5..10 {
        ask(&mut one, &unit, &format!("{at} 号楼"));
    }
    let whole = handed(&mut one.replica().clone(), &one, 2, None);
    let mut copied = copy;
    for title in ["甲", "乙", "丙", "丁"] {
        unseeing(&mut copied, 2, &shared[0], title);
    }
    let copied = handed(&mut copied, &one, 2, None);
    street.admit(opened(&copied).logs).expect("it joins");
    let machine = street.machines().into_iter().find(|it| it.actor == one.actor()).expect("let in");
    let ending = street.ending(&machine);
    street.edit(vec![ending], &stamp(40, "周")).expect("an end");
    let end = handed(&mut street.replica().clone(), &street, 1, Some(street.actor()));
    let (before, _) = shown(&file, &[&whole, &end]);
    for need in &shared {
        assert!(before.contains(need), "what stands before the end stays");
    }
    let orders = [[&whole, &end, &copied], [&copied, &whole, &end], [&end, &copied, &whole]];
    let orders = orders.map(|files| shown(&file, &files));
    for (workspace, told) in &orders {
        assert_eq!(workspace.ids(Kind::Need).len(), 5, "the other branch is after the end");
        assert_eq!(*told, orders[0].1);
    }
}
