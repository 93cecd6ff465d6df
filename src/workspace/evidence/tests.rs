//! What belongs to a project, and that the evidence about it is whole.

use super::super::Edit;
use super::super::meeting::{admit, admitted, asking, change, fields, hand_over, made, meet, office, stamp, street};
use super::*;

fn id(it: &RecordId) -> Value {
    Value::from(it.as_str())
}

fn ids(all: &[&RecordId]) -> Value {
    Value::List(all.iter().map(|it| id(it)).collect())
}

/// A street with two projects, a community and two units; what belongs to the first project by name.
fn world() -> (Workspace, Workspace, Vec<(&'static str, RecordId)>) {
    let mut street = street();
    let lake = office(&mut street, "lake", "community");
    let unit = office(&mut street, "unit", "unit");
    let other = office(&mut street, "other", "unit");
    let there = admitted(&mut street, 2, &unit);
    let title = |it: &str| ("title", Value::from(it));
    let need = made(&mut street, Kind::Need, fields([title("hose"), ("asker", id(&lake))]));
    let hall = made(&mut street, Kind::Resource, fields([title("hall"), ("provider", id(&unit))]));
    let stray = made(&mut street, Kind::Need, fields([title("stray")]));
    let parts = [title("works"), ("needs", ids(&[&need])), ("resources", ids(&[&hall])), ("community", id(&lake))];
    let mut set = fields(parts);
    set.insert("responsible".to_owned(), id(&unit));
    let works = made(&mut street, Kind::Project, set);
    let far = made(&mut street, Kind::Project, fields([title("far"), ("needs", ids(&[&stray]))]));
    let claim = |on: &str, of: &RecordId| fields([("office", id(&unit)), ("subject", "drill".into()), (on, id(of))]);
    let offer = made(&mut street, Kind::Claim, claim("need", &need));
    let share = made(&mut street, Kind::Claim, claim("project", &works));
    let mut both = claim("project", &far);
    both.insert("need".to_owned(), id(&need));
    made(&mut street, Kind::Claim, both);
    let entry = |of: &RecordId| fields([("project", id(of)), ("on", "2026-11-20".into()), ("done", "begun".into())]);
    let begun = made(&mut street, Kind::Progress, entry(&works));
    made(&mut street, Kind::Progress, entry(&far));
    let pair = |with: &RecordId| fields([("community", id(&lake)), ("unit", id(with))]);
    let pairing = made(&mut street, Kind::Pairing, pair(&unit));
    made(&mut street, Kind::Pairing, pair(&other));
    let own = vec![
        ("project", works),
        ("need", need),
        ("resource", hall),
        ("offer", offer),
        ("share", share),
        ("entry", begun),
        ("pairing", pairing),
    ];
    (street, there, own)
}

fn of<'a>(own: &'a [(&'static str, RecordId)], name: &str) -> &'a RecordId {
    &own.iter().find(|it| it.0 == name).expect("a record of the world").1
}

#[test]
fn what_is_linked_belongs_to_a_project_and_nothing_else_does() {
    let (mut street, _, own) = world();
    let expected: Vec<RecordId> = own.iter().map(|it| it.1.clone()).collect();
    assert_eq!(street.belonging_to(of(&own, "project")), expected);
    // Taken out of its list, an entry still belongs.
    street.edit(vec![Edit::archive(of(&own, "entry").clone())], &stamp(5)).expect("archived");
    assert_eq!(street.belonging_to(of(&own, "project")), expected);
    change(&mut street, of(&own, "project"), "needs", Value::List(Vec::new()));
    let left = street.belonging_to(of(&own, "project"));
    assert!(!left.contains(of(&own, "need")) && !left.contains(of(&own, "offer")), "{left:?}");
}

#[test]
fn every_shared_op_stands_once_in_order_with_its_log() {
    let (mut street, mut there, own) = world();
    hand_over(&mut street, &mut there);
    change(&mut there, of(&own, "resource"), "place", "gate");
    change(&mut there, of(&own, "need"), "note", "not its own");
    change(&mut street, of(&own, "resource"), "place", "road");
    hand_over(&mut there, &mut street);
    change(&mut street, of(&own, "need"), "contact", "desk");
    let evidence = street.evidence(of(&own, "project"));
    let mut counted = 0;
    for record in &evidence.records {
        let mut history = street.history(record);
        history.reverse();
        history.retain(|it| it.scope == Scope::Shared);
        let found = evidence.ops.iter().filter(|it| it.found.record == *record);
        let found: Vec<&Entry> = found.map(|it| &it.found.entry).collect();
        assert_eq!(found, history.iter().collect::<Vec<_>>(), "{record}");
        counted += history.len();
    }
    assert_eq!(evidence.ops.len(), counted);
    assert_eq!(evidence.private_ops, 1);
    assert!(evidence.logs.iter().all(|it| it.is_sound && it.scope == Scope::Shared));
    let of_there = evidence.ops.iter().filter(|it| it.found.actor == there.actor());
    let states: Vec<_> = of_there.map(|it| (it.is_sealed, it.found.entry.held.is_some(), it.hash.len())).collect();
    assert_eq!(states, [(true, false, 12), (true, true, 12)], "the second waits for the street");
    for proof in &evidence.ops {
        assert_eq!(evidence.logs[proof.log].actor, proof.found.actor);
    }
    let last = evidence.ops.last().expect("ops");
    assert!(!evidence.ops.iter().filter(|it| it.found.actor == street.actor()).all(|it| it.is_sealed), "{last:?}");
    assert_eq!(evidence.conflicts, [(of(&own, "resource").clone(), vec!["place".to_owned()])]);
}

#[test]
fn both_branches_of_a_fork_are_evidence() {
    let (mut street, mut there, own) = world();
    hand_over(&mut street, &mut there);
    let mut copy = there.clone();
    // The same run, so that both write at one place.
    change(&mut there, of(&own, "resource"), "place", "gate");
    change(&mut copy, of(&own, "resource"), "place", "yard");
    hand_over(&mut there, &mut street);
    hand_over(&mut copy, &mut street);
    let evidence = street.evidence(of(&own, "project"));
    let places: Vec<Value> = evidence
        .ops
        .iter()
        .filter(|it| it.found.actor == there.actor())
        .map(|it| it.found.entry.changes[0].after.clone())
        .collect();
    assert_eq!(places.len(), 2);
    assert!(places.contains(&"gate".into()) && places.contains(&"yard".into()), "{places:?}");
    assert_eq!(evidence.logs.iter().filter(|it| it.is_fork).count(), 1);
}

#[test]
fn who_let_a_writer_in_is_needed_too_and_others_are_not() {
    let (mut street, mut there, own) = world();
    let far = office(&mut street, "far", "unit");
    let mut stranger = admitted(&mut street, 3, &far);
    made(&mut stranger, Kind::Resource, fields([("title", "tent".into())]));
    meet(&mut street, &mut stranger);
    hand_over(&mut street, &mut there);
    change(&mut there, of(&own, "resource"), "place", "gate");
    hand_over(&mut there, &mut street);
    let actors = street.writers_for(&street.belonging_to(of(&own, "project")));
    assert!(actors.contains(&street.actor()) && actors.contains(&there.actor()));
    assert!(!actors.contains(&stranger.actor()));
    // Let in by the street's second machine, a writer needs that machine's log.
    let own_office = street.my_office().expect("the street's own");
    let mut second = admitted(&mut street, 4, &own_office);
    let joined = asking(&mut second, 5, &far);
    admit(&mut second, &joined);
    let mut joined = joined;
    meet(&mut second, &mut joined);
    let tent = made(&mut joined, Kind::Resource, fields([("title", "tent".into())]));
    meet(&mut second, &mut joined);
    meet(&mut second, &mut street);
    let actors = street.writers_for(&[tent]);
    assert!(actors.contains(&joined.actor()) && actors.contains(&second.actor()), "{actors:?}");
}
