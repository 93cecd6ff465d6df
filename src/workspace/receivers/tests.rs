//! Which offices stand in the list, and which of their machines.

use super::super::Workspace;
use super::super::meeting::{admitted, asking, change, fields, made, meet, office, stamp, street};
use crate::domain::Kind;

/// The list as `name: machines`, this machine's own office marked.
fn told(workspace: &Workspace) -> Vec<String> {
    let line = |it: super::Receiver| {
        let own = if it.is_own { " (own)" } else { "" };
        format!("{}: {}{own}", it.name, it.machines.len())
    };
    workspace.receivers().into_iter().map(line).collect()
}

#[test]
fn offices_with_a_machine_let_in_stand_in_the_list_and_no_others() {
    let mut street = street();
    let own = street.my_office().expect("the street's");
    assert!(told(&street).is_empty(), "this machine is nobody's to send to");
    let unit = office(&mut street, "library", "unit");
    let east = office(&mut street, "east", "community");
    office(&mut street, "nobody there", "community");
    let mut library = admitted(&mut street, 2, &unit);
    admitted(&mut street, 3, &unit);
    admitted(&mut street, 4, &own);
    let mut asks = asking(&mut street, 5, &east);
    let west = office(&mut street, "west", "community");
    let mut there = admitted(&mut street, 6, &west);
    assert_eq!(told(&street), ["the street: 1 (own)", "west: 1", "library: 2"]);
    meet(&mut street, &mut library);
    assert_eq!(told(&library), ["the street: 2", "west: 1", "library: 1 (own)"]);
    // One that asks speaks for nobody yet, and may send to all that are in.
    assert_eq!(told(&asks), ["the street: 2", "library: 2"]);
    meet(&mut street, &mut asks);
    assert_eq!(told(&street).len(), 3);
    // One that left is sent nothing; an office with another name stands under it.
    let machine = street.machines().into_iter().find(|it| it.actor == there.actor()).expect("it is in");
    street.edit(vec![street.ending(&machine)], &stamp(5)).expect("it is the street's to say");
    change(&mut street, &unit, "name", "city library");
    assert_eq!(told(&street), ["the street: 1 (own)", "city library: 2"]);
    meet(&mut street, &mut there);
    assert_eq!(told(&there), ["the street: 2", "city library: 2"]);
}

#[test]
fn what_waits_is_told_apart_from_what_leaves_beside_it() {
    let mut street = street();
    let unit = office(&mut street, "library", "unit");
    let hall =
        made(&mut street, Kind::Resource, fields([("title", "hall".into()), ("provider", unit.as_str().into())]));
    let east = office(&mut street, "east", "community");
    let mut community = admitted(&mut street, 2, &east);
    let number = |n: usize| u32::try_from(n).unwrap();
    let known = number(community.replica().op_count());
    made(&mut community, Kind::Need, fields([("title", "lamp".into()), ("asker", east.as_str().into())]));
    change(&mut community, &hall, "place", "elsewhere");
    change(&mut community, &hall, "note", "too small");
    let ops: Vec<u32> = (known..number(community.replica().op_count())).collect();
    assert_eq!((ops.len(), community.waiting_among(&ops), community.waiting_among(&ops[..1])), (3, 2, 0));
    meet(&mut street, &mut community);
    let pending = street.pending(false);
    let edits = street.settling(&pending.iter().take(1).collect::<Vec<_>>(), false);
    street.edit(edits, &stamp(9)).expect("the street's word");
    let all: Vec<u32> = (0..number(street.replica().op_count())).collect();
    assert_eq!(street.waiting_among(&all), 1, "what was left out waits no more");
}
