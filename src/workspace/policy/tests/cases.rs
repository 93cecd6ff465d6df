//! What the table means in cases, and what somebody who means harm would try.

use super::super::super::meeting::{admit, asking, change, fields, hand_over, made, stamp};
use super::super::super::{Edit, Workspace};
use super::super::*;
use super::World;
use crate::domain::schema::RULING_PREFIX;
use crate::domain::{Fields, Value};
use crate::oplog::Scope;

#[test]
fn nobody_signs_off_its_own_project_but_by_a_word_of_the_street_that_names_it() {
    let mut world = World::new();
    let own = Value::from(world.ids[0].as_str());
    let set = fields([("title", "road".into()), ("responsible", own), ("status", "completion_requested".into())]);
    let id = made(&mut world.street, Kind::Project, set);
    change(&mut world.street, &id, "status", "community_verified");
    change(&mut world.street, &id, "status", "signed_off");
    assert_eq!(world.street.text(&id, "status"), "completion_requested", "its verification was its own word too");
    let waiting = world.street.pending(false);
    assert!(waiting.iter().all(|it| matches!(it.hold.reason, Reason::Rule(rule) if rule.is_grave())), "{waiting:?}");
    assert_eq!(waiting.len(), 2);
    let edits = world.street.settling(&waiting.iter().collect::<Vec<_>>(), true);
    world.street.edit(edits, &stamp(9)).expect("settled");
    assert_eq!(world.street.text(&id, "status"), "signed_off");
    assert!(world.street.pending(true).is_empty());
    // The unit in charge asks for the community's word and gives it itself.
    let unit = Value::from(world.ids[2].as_str());
    let set = fields([("title", "lamps".into()), ("responsible", unit), ("status", "completion_requested".into())]);
    let id = made(&mut world.street, Kind::Project, set);
    world.everybody();
    change(&mut world.unit, &id, "status", "signed_off");
    world.everybody();
    for side in [&world.street, &world.unit, &world.community] {
        assert_eq!(side.text(&id, "status"), "completion_requested");
        assert_eq!(side.pending(false).len(), 1);
    }
}

#[test]
fn what_the_street_leaves_out_stays_out_and_can_be_taken_up_again() {
    let mut world = World::new();
    let asker = Value::from(world.ids[1].as_str());
    let id = made(&mut world.community, Kind::Need, fields([("title", "lamp".into()), ("asker", asker)]));
    world.everybody();
    change(&mut world.unit, &id, "title", "mine");
    world.everybody();
    assert_eq!(world.community.text(&id, "title"), "lamp", "nobody else edits a community's need");
    let settle = |world: &mut World, confirm: bool| {
        let waiting = world.street.pending(true);
        let edits = world.street.settling(&waiting.iter().collect::<Vec<_>>(), confirm);
        world.street.edit(edits, &stamp(9)).expect("settled");
        world.everybody();
    };
    settle(&mut world, false);
    assert!(world.unit.pending(false).is_empty());
    assert_eq!(world.unit.pending(true)[0].hold.settled, Some(Settled::Declined));
    settle(&mut world, true);
    for side in [&world.street, &world.unit, &world.community] {
        assert_eq!(side.text(&id, "title"), "mine");
        assert!(side.pending(true).is_empty());
        assert_eq!(side.state_hash(), world.street.state_hash());
    }
    // Who wrote it may take it back before it is settled, and nobody else may.
    change(&mut world.unit, &id, "title", "again mine");
    let group = world.unit.last_touched().expect("an action").0;
    world.unit.undo(&group, &stamp(10)).expect("own action");
    world.everybody();
    assert!(world.street.pending(false).is_empty());
    assert_eq!(world.street.pending(true)[0].hold.settled, Some(Settled::Withdrawn));
}

#[test]
fn the_form_is_told_beforehand_what_would_be_held() {
    let mut world = World::new();
    let asker = Value::from(world.ids[1].as_str());
    let id = made(&mut world.community, Kind::Need, fields([("title", "lamp".into()), ("asker", asker)]));
    world.everybody();
    let record = world.unit.replica().number_of(&id).expect("here");
    let asks = |workspace: &Workspace, set: &[(&str, &str)]| {
        let record = workspace.replica().number_of(&id).expect("here");
        workspace.policy().would_hold(workspace.replica(), Ok(record), set)
    };
    assert!(matches!(asks(&world.unit, &[("title", "\"x\"")]), Some(Reason::Rule(rule)) if rule.deed == Deed::Change));
    assert_eq!(asks(&world.community, &[("title", "\"x\"")]), None);
    let own = format!("\"{}\"", world.ids[2]);
    let policy = |set: &[(&str, &str)]| world.unit.policy().would_hold(world.unit.replica(), Err(Kind::Need), set);
    assert_eq!(policy(&[("asker", own.as_str()), ("title", "\"x\"")]), None);
    assert!(policy(&[("asker", &format!("\"{}\"", world.ids[1]))]).is_some());
    assert!(record < world.unit.replica().record_count());
    let unit = world.ids[2].clone();
    let guest = asking(&mut world.street, 9, &unit);
    assert_eq!(asks(&guest, &[("title", "\"x\"")]), None, "a guest's own view shows what it writes");
    admit(&mut world.street, &guest);
    let mut guest = guest;
    hand_over(&mut world.street, &mut guest);
    assert!(asks(&guest, &[("title", "\"x\"")]).is_some());
}

#[test]
fn a_correction_by_the_street_names_what_it_corrects() {
    let mut world = World::new();
    let provider = Value::from(world.ids[2].as_str());
    let id = made(&mut world.unit, Kind::Resource, fields([("title", "hall".into()), ("provider", provider)]));
    world.everybody();
    change(&mut world.street, &id, "title", "great hall");
    world.everybody();
    for side in [&world.street, &world.unit] {
        assert_eq!(side.text(&id, "title"), "great hall");
    }
    let history = world.unit.history(&id);
    let corrected = &history[1];
    assert!(history[0].changes[0].field.starts_with(&format!("{RULING_PREFIX}{}.", corrected.op)));
    assert_eq!(history[0].group, corrected.group, "one action");
    let group = world.street.last_touched().expect("an action").0;
    world.street.undo(&group, &stamp(12)).expect("own action");
    assert_eq!(world.street.text(&id, "title"), "hall");
    let _ = Edit::archive(id);
}

/// Lets a machine write an op as it is, whatever its form would refuse.
fn write_raw(workspace: &mut Workspace, on: &RecordId, scope: Scope, set: Fields) {
    let draft = stamp(7).draft(on.clone(), set, Vec::new(), None);
    let (key, run) = (workspace.device.key.clone(), workspace.device.run.clone());
    workspace.replica.append(&key, &run, scope, &draft);
}

#[test]
fn a_private_log_says_nothing_for_everybody() {
    let mut world = World::new();
    let asker = Value::from(world.ids[1].as_str());
    let id = made(&mut world.community, Kind::Need, fields([("title", "lamp".into()), ("asker", asker)]));
    world.everybody();
    let mine = Value::from(world.ids[2].as_str());
    write_raw(&mut world.unit, &id, Scope::Private, fields([("asker", mine), ("status", "closed".into())]));
    write_raw(&mut world.unit, &id, Scope::Private, fields([("contact", "officer".into())]));
    change(&mut world.unit, &id, "title", "mine");
    world.everybody();
    assert_eq!(world.unit.text(&id, "title"), "lamp");
    assert_eq!(world.unit.text(&id, "contact"), "officer", "what an office notes for itself is its own");
    assert_eq!(world.unit.state_hash(), world.street.state_hash());
}

#[test]
fn steps_are_taken_from_where_a_project_is() {
    let mut world = World::new();
    let unit = Value::from(world.ids[2].as_str());
    let set = fields([("title", "lamps".into()), ("responsible", unit.clone()), ("status", "approved".into())]);
    let id = made(&mut world.street, Kind::Project, set);
    world.everybody();
    for state in ["proposed", "completion_requested"] {
        change(&mut world.unit, &id, "status", state);
        assert_eq!(world.unit.text(&id, "status"), "approved");
    }
    write_raw(&mut world.unit, &id, Scope::Shared, fields([("status", Value::Null)]));
    change(&mut world.unit, &id, "deadline", "2030-01-01");
    assert_eq!(world.unit.text(&id, "deadline"), "", "agreed is agreed");
    change(&mut world.unit, &id, "status", "running");
    assert_eq!(world.unit.text(&id, "status"), "running");
    let reasons: Vec<Reason> = world.unit.pending(false).into_iter().map(|it| it.hold.reason).collect();
    assert_eq!(reasons.iter().filter(|it| **it == Reason::Step).count(), 3, "{reasons:?}");
    // Nothing begins half done.
    let set = fields([("title", "done already".into()), ("responsible", unit), ("status", "running".into())]);
    let new = made(&mut world.unit, Kind::Project, set);
    assert!(!world.unit.contains(&new));
}

#[test]
fn whoever_was_responsible_does_not_sign_off() {
    let mut world = World::new();
    let (own, unit) = (world.ids[0].clone(), world.ids[2].clone());
    let set = fields([("title", "road".into()), ("responsible", own.as_str().into()), ("status", "running".into())]);
    let id = made(&mut world.street, Kind::Project, set);
    change(&mut world.street, &id, "responsible", unit.as_str());
    change(&mut world.street, &id, "status", "signed_off");
    change(&mut world.street, &id, "responsible", own.as_str());
    assert_eq!(world.street.text(&id, "status"), "running");
    let set =
        fields([("title", "paper".into()), ("responsible", own.as_str().into()), ("status", "signed_off".into())]);
    let on_paper = made(&mut world.street, Kind::Project, set);
    assert!(!world.street.contains(&on_paper), "not by making it so either");
    assert_eq!(world.street.pending(false).len(), 2);
}

#[test]
fn who_hands_a_record_over_has_no_more_say_in_it_and_nobody_writes_in_anothers_name() {
    let mut world = World::new();
    let [street, _, unit, another] = world.ids.clone();
    let hall = made(&mut world.unit, Kind::Resource, fields([("title", "hall".into())]));
    change(&mut world.unit, &hall, "provider", another.as_str());
    change(&mut world.unit, &hall, "title", "still mine");
    assert_eq!(
        (world.unit.text(&hall, "provider"), world.unit.text(&hall, "title")),
        (another.to_string(), "hall".into())
    );
    let claim =
        made(&mut world.unit, Kind::Claim, fields([("subject", "lamp".into()), ("office", unit.as_str().into())]));
    change(&mut world.unit, &claim, "office", another.as_str());
    assert_eq!(world.unit.text(&claim, "office"), unit.as_str(), "a claim is its office's word");
    // What the street entered for others it goes on keeping.
    let kept =
        made(&mut world.street, Kind::Resource, fields([("title", "bus".into()), ("provider", unit.as_str().into())]));
    change(&mut world.street, &kept, "title", "new bus");
    assert_eq!(world.street.history(&kept).len(), 2, "no correction, {street}");
}

#[test]
fn what_was_left_out_shows_nowhere() {
    let mut world = World::new();
    let asker = Value::from(world.ids[1].as_str());
    let set = fields([("title", "in another's name".into()), ("asker", asker), ("contact", "officer".into())]);
    let id = made(&mut world.unit, Kind::Need, set);
    assert!(!world.unit.contains(&id), "the private part alone shows no record");
    assert_eq!(world.unit.title_of_pending(&id), "in another's name");
    world.everybody();
    let waiting = world.street.pending(false);
    let edits = world.street.settling(&waiting.iter().collect::<Vec<_>>(), false);
    world.street.edit(edits, &stamp(9)).expect("settled");
    world.everybody();
    for side in [&world.street, &world.unit, &world.community] {
        assert_eq!(side.count(Kind::Need), 0);
        assert!(!side.contains(&id));
    }
}

#[test]
fn an_archive_by_the_street_is_no_conflict() {
    let mut world = World::new();
    let provider = Value::from(world.ids[2].as_str());
    let id = made(&mut world.unit, Kind::Resource, fields([("title", "hall".into()), ("provider", provider)]));
    world.everybody();
    world.street.edit(vec![Edit::archive(id.clone())], &stamp(8)).expect("archived");
    world.everybody();
    for side in [&world.street, &world.unit] {
        assert!(side.is_archived(&id));
        assert_eq!(side.conflicts(), []);
    }
}

#[test]
fn a_writer_takes_back_what_waits_and_not_what_the_street_confirmed() {
    let mut world = World::new();
    let asker = Value::from(world.ids[1].as_str());
    let id = made(&mut world.community, Kind::Need, fields([("title", "lamp".into()), ("asker", asker)]));
    world.everybody();
    change(&mut world.unit, &id, "title", "two lamps");
    let group = world.unit.last_touched().expect("an action").0;
    let undone = world.unit.undo(&group, &stamp(3)).expect("own action").group;
    assert!(world.unit.pending(false).is_empty());
    world.unit.undo(&undone, &stamp(4)).expect("and done again");
    let waiting = world.unit.pending(false);
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    world.everybody();
    let name = world.street.replica().name_of(world.street.pending(false)[0].number);
    let waiting = world.street.pending(false);
    let edits = world.street.settling(&waiting.iter().collect::<Vec<_>>(), true);
    world.street.edit(edits, &stamp(5)).expect("settled");
    world.everybody();
    write_raw(&mut world.unit, &id, Scope::Shared, fields([(&format!("{RULING_PREFIX}{name}"), "withdrawn".into())]));
    world.everybody();
    assert_eq!(world.street.text(&id, "title"), "two lamps");
}
