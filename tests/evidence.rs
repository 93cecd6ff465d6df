//! The file of evidence about a project shows another office the project as it stands here, and no log that it needs not.

use three_lists::domain::{Fields, Kind, RecordId, Value};
use three_lists::exchange::{Contents, Private, Summary, read, write_of};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::workspace::{Device, Edit, Stamp, Workspace};

const NOW: Timestamp = Timestamp(1_795_312_980);

fn device(seed: u8) -> Device {
    Device { key: SecretKey::from_bytes([seed; 32]), run: format!("run000{seed:02}") }
}

fn made<const N: usize>(workspace: &mut Workspace, kind: Kind, set: [(&str, Value); N]) -> RecordId {
    let set: Fields = set.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    workspace.edit(vec![Edit::new(kind, set)], &Stamp::save(NOW, None)).expect("it is complete").records[0].clone()
}

fn hand_over(from: &mut Workspace, to: &mut Workspace) {
    let file = file(from, None);
    to.admit(read(file.as_bytes()).expect("it was just written").logs).expect("it is complete");
}

fn file(from: &mut Workspace, about: Option<&RecordId>) -> String {
    from.seal();
    let contents = Contents {
        workspace: from.id(),
        title: from.title(),
        office: None,
        made_at: NOW,
        summary: Summary::default(),
        base: None,
        private: Private::None,
    };
    let writers = about.map(|id| from.writers_for(&from.belonging_to(id)));
    write_of(from.replica(), &from.device().key, contents, writers.as_deref()).expect("there are ops")
}

/// A machine of a new office, let in.
fn admitted(street: &mut Workspace, seed: u8, name: &str) -> (Workspace, RecordId) {
    let office = made(street, Kind::Office, [("name", name.into()), ("role", "unit".into())]);
    let first = read(file(street, None).as_bytes()).expect("it was just written");
    let mut joined = Workspace::receive(first.workspace, first.logs, device(seed)).expect("it is complete").0;
    let itself = joined.device_edit(&office);
    joined.edit(vec![itself], &Stamp::save(NOW, None)).expect("it is complete");
    hand_over(&mut joined, street);
    let asking = street.machines().into_iter().find(|it| it.actor == joined.actor()).expect("it asks");
    let edits = street.admitting(&asking);
    street.edit(edits, &Stamp::save(NOW, None)).expect("the street may");
    hand_over(street, &mut joined);
    (joined, office)
}

#[test]
fn the_file_of_a_project_shows_it_as_it_stands_here_with_the_logs_it_needs() {
    let created = Workspace::create("street", "the street", device(1), &Stamp::save(NOW, None));
    let mut street = created.expect("both are named").0;
    let (mut unit, office) = admitted(&mut street, 2, "unit");
    let (mut other, _) = admitted(&mut street, 3, "other");
    let hall = made(&mut unit, Kind::Resource, [("title", "hall".into())]);
    hand_over(&mut unit, &mut street);
    made(&mut other, Kind::Resource, [("title", "tent".into())]);
    hand_over(&mut other, &mut street);
    let resources = Value::List(vec![Value::from(hall.as_str())]);
    let hose = made(&mut street, Kind::Need, [("title", "hose".into())]);
    let needs = Value::List(vec![Value::from(hose.as_str())]);
    let by = Value::from(office.as_str());
    let set = [("title", "works".into()), ("resources", resources), ("needs", needs), ("responsible", by)];
    let works = made(&mut street, Kind::Project, set);
    // One change that counts, and one that waits for the street.
    hand_over(&mut street, &mut unit);
    let change = |id: &RecordId, field: &str| {
        Edit::change(id.clone(), Fields::from([(field.to_owned(), Value::from("changed"))]))
    };
    unit.edit(vec![change(&hall, "place"), change(&hose, "note")], &Stamp::save(NOW, None)).expect("it is complete");
    hand_over(&mut unit, &mut street);

    let restricted = read(file(&mut street, Some(&works)).as_bytes()).expect("an ordinary file");
    let mut writers: Vec<_> = restricted.logs.iter().map(|log| log.header().actor).collect();
    writers.sort();
    let mut needed = vec![street.actor(), unit.actor()];
    needed.sort();
    assert_eq!(writers, needed, "the third machine has no part in the project");

    let reader = Workspace::receive(restricted.workspace, restricted.logs, device(9)).expect("whole logs").0;
    assert!(street.evidence(&works).ops.iter().any(|it| it.found.entry.held.is_some()), "something waits");
    assert!(street.evidence(&works).ops.iter().all(|it| it.is_sealed), "what is handed on is sealed");
    let seen = |from: &Workspace| {
        let evidence = from.evidence(&works);
        let ops = evidence.ops.into_iter().map(|it| {
            let entry = it.found.entry;
            (it.found.record, entry.op, entry.office, entry.changes, entry.held, it.hash)
        });
        (evidence.records, ops.collect::<Vec<_>>(), evidence.conflicts)
    };
    assert_eq!(seen(&reader), seen(&street));
}
