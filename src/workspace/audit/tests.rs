//! What is found, and what checking says.

use super::super::meeting::{admitted, change, fields, hand_over, made, meet, office, stamp, street};
use super::super::{Edit, Stamp};
use super::*;
use crate::domain::Value;

#[test]
fn ops_are_found_by_office_person_kind_record_and_time() {
    let mut street = street();
    let unit = office(&mut street, "unit", "unit");
    let mut there = admitted(&mut street, 2, &unit);
    let hall = made(&mut there, Kind::Resource, fields([("title", "hall".into())]));
    let later = Stamp { by: Some("another".to_owned()), ..stamp(500) };
    there.edit(vec![Edit::change(hall.clone(), fields([("place", Value::from("road"))]))], &later).expect("a change");
    meet(&mut street, &mut there);
    let count = |sought: Sought| street.audit(&sought, 100).1;
    let all = street.replica().op_count();
    assert_eq!(count(Sought::default()), all);
    assert_eq!(count(Sought { office: Some(unit.clone()), ..Sought::default() }), 3);
    assert_eq!(count(Sought { person: "another".to_owned(), ..Sought::default() }), 1);
    assert_eq!(count(Sought { kind: Some(Kind::Resource), ..Sought::default() }), 2);
    assert_eq!(count(Sought { record: Some(hall.clone()), ..Sought::default() }), 2);
    let (from, until) = (Some(stamp(400).at), Some(stamp(501).at));
    assert_eq!(count(Sought { from, until, ..Sought::default() }), 1);
    assert_eq!(count(Sought { until: from, ..Sought::default() }), all - 1);
    let (found, _) = street.audit(&Sought { record: Some(hall), ..Sought::default() }, 1);
    assert_eq!(found.len(), 1, "at most so many");
    assert_eq!((found[0].entry.by.as_deref(), found[0].entry.changes[0].field.as_str()), (Some("another"), "place"));
    assert_eq!(found[0].actor, there.actor());
}

#[test]
fn chains_hold_and_what_no_seal_covers_yet_is_told() {
    let mut street = street();
    let unit = office(&mut street, "unit", "unit");
    let mut there = admitted(&mut street, 2, &unit);
    let hall = made(&mut there, Kind::Resource, fields([("title", "hall".into())]));
    hand_over(&mut there, &mut street);
    change(&mut street, &hall, "note", "not handed on yet");
    let of = |actor: ActorId| street.check_chains().into_iter().find(|it| it.actor == actor).expect("a log");
    assert!(street.check_chains().iter().all(|it| it.is_sound && !it.is_fork && it.drift == 0));
    let own = of(street.actor());
    assert!(own.sealed < own.ops, "{own:?}");
    assert_eq!((of(there.actor()).ops, of(there.actor()).sealed), (2, 2));
    // A clock that was set back by a month, and a copied profile that writes on.
    let mut copy = there.clone();
    copy.device.run = "copied00".to_owned();
    there.edit(vec![Edit::archive(hall.clone())], &stamp(-30 * 86_400)).expect("archived");
    change(&mut copy, &hall, "place", "elsewhere");
    hand_over(&mut there, &mut street);
    hand_over(&mut copy, &mut street);
    let logs: Vec<Checked> = street.check_chains().into_iter().filter(|it| it.actor == there.actor()).collect();
    assert_eq!(logs.iter().filter(|it| it.is_fork).count(), 1);
    assert!(logs.iter().any(|it| it.drift > 29 * 86_400), "{logs:?}");
    // Each stands in a list of its own, with what it touched.
    let forks = street.forks();
    assert_eq!(forks.len(), 1);
    assert_eq!((forks[0].actor, forks[0].ops, &forks[0].records[..]), (there.actor(), 1, &[hall.clone()][..]));
    assert_eq!(forks[0].from, 3, "both wrote a third op");
    let back = street.clocks_set_back();
    assert_eq!(back.len(), 1, "{back:?}");
    assert_eq!((back[0].actor, &back[0].record, back[0].at), (there.actor(), &hall, stamp(-30 * 86_400).at));
}
