//! An office that began alone joins its street and brings what it has.

use super::super::meeting::{admit, admitted, device, fields, hand_over, made, meet, office, stamp, street};
use super::super::{Action, Stamp};
use super::*;

/// A community that kept its lists alone, with a partner the street knows too and one it does not.
fn alone() -> (Workspace, RecordId) {
    let stamp = stamp(0);
    let mut alone = Workspace::create("our lists", "east community", device(7), &stamp).expect("a workspace").0;
    let own = alone.my_office().expect("its own");
    let library = office(&mut alone, "Library", "unit");
    let bank = office(&mut alone, "Bank", "unit");
    let link = |id: &RecordId| Value::from(id.as_str());
    let hall = made(&mut alone, Kind::Resource, fields([("title", "hall".into()), ("provider", link(&library))]));
    let lamp = made(
        &mut alone,
        Kind::Need,
        fields([("title", "lamp".into()), ("asker", link(&own)), ("contact", "officer".into())]),
    );
    let set = fields([
        ("title", "light".into()),
        ("community", link(&own)),
        ("responsible", link(&bank)),
        ("needs", Value::List(vec![link(&lamp)])),
        ("resources", Value::List(vec![link(&hall)])),
    ]);
    let project = made(&mut alone, Kind::Project, set);
    let gone = made(&mut alone, Kind::Need, fields([("title", "gone".into())]));
    alone.edit(vec![Edit::archive(gone)], &super::super::meeting::stamp(2)).expect("archived");
    (alone, project)
}

#[test]
fn records_come_as_ops_of_their_office_and_bringing_them_again_changes_nothing() {
    let mut street = street();
    let community = office(&mut street, "East community", "community");
    let library = office(&mut street, "City library", "unit");
    let aliases = Value::List(vec!["Library".into()]);
    street.edit(vec![Edit::change(library.clone(), fields([("aliases", aliases)]))], &stamp(1)).expect("an alias");
    let mut here = admitted(&mut street, 2, &community);
    let (alone, _) = alone();
    let bringing = here.bringing(&alone);
    let fates: Vec<(&str, &Fate)> = bringing.records.iter().map(|it| (it.title.as_str(), &it.fate)).collect();
    let expected = [
        ("east community", &Fate::Is(community.clone())),
        ("Library", &Fate::Is(library.clone())),
        ("Bank", &Fate::New),
        ("hall", &Fate::New),
        ("lamp", &Fate::New),
        ("light", &Fate::New),
    ];
    assert_eq!(fates, expected);
    let action = Stamp { action: Action::Import { source: "our lists".to_owned() }, ..stamp(5) };
    here.edit(bringing.edits, &action).expect("all of it is complete");
    let lamp = here.ids(Kind::Need)[0].clone();
    assert_eq!(here.link(&lamp, "asker"), Some(community));
    assert_eq!(here.text(&lamp, "contact"), "officer");
    // What is another office's waits for the street, and is not lost.
    meet(&mut street, &mut here);
    let waiting = street.pending(false);
    let titles: Vec<String> = waiting.iter().map(|it| street.title_of_pending(&it.record)).collect();
    assert_eq!(titles, ["Bank", "hall"]);
    let edits = street.settling(&waiting.iter().collect::<Vec<_>>(), true);
    street.edit(edits, &stamp(6)).expect("settled");
    hand_over(&mut street, &mut here);
    let project = here.ids(Kind::Project)[0].clone();
    let links = |field: &str| here.value(&project, field).items().len();
    assert_eq!((links("needs"), links("resources")), (1, 1));
    assert_eq!(here.link(&project, "responsible").map(|it| here.title_of(&it)).as_deref(), Some("Bank"));
    for side in [&here, &street] {
        let again = side.bringing(&alone);
        assert!(again.edits.is_empty(), "{:?}", again.records);
    }
    assert_eq!(here.state_hash(), street.state_hash());
}

#[test]
fn it_can_be_brought_before_the_street_let_the_machine_in() {
    let mut street = street();
    let community = office(&mut street, "East community", "community");
    let mut here = super::super::meeting::asking(&mut street, 2, &community);
    let (alone, _) = alone();
    let edits = here.bringing(&alone).edits;
    here.edit(edits, &stamp(5)).expect("all of it is complete");
    assert_eq!((here.count(Kind::Need), here.count(Kind::Project)), (1, 1));
    hand_over(&mut here, &mut street);
    assert_eq!(street.count(Kind::Need), 0);
    admit(&mut street, &here);
    assert_eq!((street.count(Kind::Need), street.count(Kind::Project)), (1, 1));
}

#[test]
fn what_links_to_records_of_another_kind_is_brought_after_them() {
    for (at, kind) in KINDS.into_iter().enumerate() {
        for field in schema::fields(kind) {
            let (Shape::Link(to) | Shape::Links(to)) = field.shape else { continue };
            let place = KINDS.iter().position(|it| *it == to);
            assert!(place.is_none_or(|place| place <= at), "{kind:?}.{} leads to what is not there yet", field.name);
        }
    }
}
