//! An intake taken back leaves no trace, and only what nothing was built on is taken back.

use super::*;
use crate::domain::{Kind, RecordId};
use crate::oplog::AdmitError;
use crate::workspace::meeting::{change, device, fields, hand_over, logs, made, street};

/// A street, and a machine that joined it with one need of its own.
fn two() -> (Workspace, Workspace, RecordId) {
    let mut street = street();
    let need = made(&mut street, Kind::Need, fields([("title", "first".into())]));
    let (mut other, _) = Workspace::receive(street.id(), logs(&mut street), device(2)).expect("it joins");
    made(&mut other, Kind::Need, fields([("title", "own".into())]));
    (street, other, need)
}

fn take_in(from: &mut Workspace, to: &mut Workspace) -> Result<Taken, AdmitError> {
    let before = to.reach();
    to.admit(logs(from))?;
    Ok(to.taken(before))
}

/// All that a workspace shows and would hand on.
fn told(workspace: &Workspace) -> (String, Reach) {
    (workspace.state_code(), workspace.reach())
}

#[test]
fn a_workspace_is_what_it_was_before_the_intake() {
    let (mut street, mut other, need) = two();
    change(&mut street, &need, "title", "second");
    // A log that was not here at all.
    let (mut third, _) = Workspace::receive(street.id(), logs(&mut street), device(3)).expect("it joins");
    made(&mut third, Kind::Resource, fields([("title", "room".into())]));
    hand_over(&mut third, &mut street);
    let before = told(&other);
    let taken = take_in(&mut street, &mut other).expect("it joins");
    let after = told(&other);
    assert_eq!(other.value(&need, "title"), "second".into());
    assert_eq!(other.since(&taken), None);

    let (back, rests) = other.without(&taken).expect("nothing stands against it");
    assert_eq!(told(&back).0, before.0);
    assert_eq!(told(&back).1.0, before.1.0, "a chain is not what it was");
    assert_eq!(back.value(&need, "title"), "first".into());
    assert_eq!(rests.len(), 2);
    for rest in &rests {
        let was = before.1.0.get(&rest.chain);
        assert_eq!(rest.ops.len() as u64, was.map_or(0, |it| it.count));
        assert!(rest.had > rest.ops.len() as u64);
    }
    // The same file brings the same again, and storage is given what it lacks.
    let mut again = back;
    let (_, changes) = again.admit(logs(&mut street)).expect("it joins");
    assert_eq!(told(&again).0, after.0);
    let given: usize = changes.batch.iter().map(|it| it.ops.len()).sum();
    let cut: u64 = rests.iter().map(|it| it.had - it.ops.len() as u64).sum();
    assert_eq!(given as u64, cut);
    for (text, rest) in changes.batch.iter().zip(&rests) {
        assert_eq!((&text.chain, text.from), (&rest.chain, rest.ops.len() as u64 + 1));
    }
}

#[test]
fn nothing_is_taken_back_that_something_was_built_on() {
    let check = |then: &dyn Fn(&mut Workspace, &mut Workspace, &RecordId), want| {
        let (mut street, mut other, need) = two();
        change(&mut street, &need, "title", "second");
        let taken = take_in(&mut street, &mut other).expect("it joins");
        then(&mut street, &mut other, &need);
        assert_eq!(other.since(&taken), want);
    };
    check(&|_, _, _| {}, None);
    check(&|_, other, need| change(other, need, "place", "here"), Some(Since::Wrote));
    // A private entry goes to a log of its own.
    check(&|_, other, need| change(other, need, "contact", "somebody"), Some(Since::Wrote));
    check(
        &|street, other, need| {
            change(street, need, "title", "third");
            hand_over(street, other);
        },
        Some(Since::CameIn),
    );
    // The same file once more brings nothing.
    check(&|street, other, _| hand_over(street, other), None);
}

#[test]
fn ops_of_its_own_stay() {
    let (mut street, mut other, need) = two();
    hand_over(&mut other, &mut street);
    let older = other.clone();
    change(&mut other, &need, "place", "here");
    hand_over(&mut other, &mut street);
    let mut restored = older;
    let taken = take_in(&mut street, &mut restored).expect("it joins");
    assert_eq!(restored.since(&taken), Some(Since::Own));
}

#[test]
fn what_is_remembered_is_read_again() {
    let (mut street, mut other, need) = two();
    change(&mut street, &need, "title", "second");
    let taken = take_in(&mut street, &mut other).expect("it joins");
    let text = serde_json::to_string(&taken).expect("plain values");
    assert_eq!(serde_json::from_str::<Taken>(&text).expect("as it was written"), taken);
}
