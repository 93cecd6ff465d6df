//! Offices that meet in tests: machines that join, and hand each other what they have.

use super::{Device, Edit, Stamp, Workspace};
use crate::domain::{Fields, Kind, RecordId, Value};
use crate::oplog::{Log, Scope, SecretKey, Timestamp, Unverified, Verified};

/// A machine of its own key and run.
pub fn device(seed: u8) -> Device {
    Device { key: SecretKey::from_bytes([seed; 32]), run: format!("run000{seed:02}") }
}

/// A plain save at that second.
pub fn stamp(at: i64) -> Stamp {
    Stamp::save(Timestamp(1_795_312_980 + at), Some("person".to_owned()))
}

/// Fields by name.
pub fn fields<const N: usize>(pairs: [(&str, Value); N]) -> Fields {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A street's workspace, on machine 1.
pub fn street() -> Workspace {
    Workspace::create("street", "the street", device(1), &stamp(0)).expect("a street").0
}

/// An office the street keeps.
pub fn office(street: &mut Workspace, name: &str, role: &str) -> RecordId {
    made(street, Kind::Office, fields([("name", name.into()), ("role", role.into())]))
}

/// A record made there.
pub fn made(workspace: &mut Workspace, kind: Kind, set: Fields) -> RecordId {
    workspace.edit(vec![Edit::new(kind, set)], &stamp(1)).expect("a record").records[0].clone()
}

/// Changes one field there.
pub fn change(workspace: &mut Workspace, id: &RecordId, field: &str, value: impl Into<Value>) {
    workspace.edit(vec![Edit::change(id.clone(), fields([(field, value.into())]))], &stamp(2)).expect("a change");
}

/// All shared logs, as a file carries them.
pub fn logs(from: &mut Workspace) -> Vec<Log<Verified>> {
    from.seal();
    let branches = from.replica().branch_states().into_iter().filter(|it| it.header.scope == Scope::Shared);
    let mut branches: Vec<_> = branches.collect();
    branches.sort_by_key(|it| it.header.from);
    let log = |branch: crate::oplog::BranchState| {
        let texts = from.replica().op_texts(&branch, branch.header.from, branch.last);
        Log::<Unverified>::new(branch.header, texts, branch.seal, 0).expect("ops").verify(from.id()).expect("sealed")
    };
    branches.into_iter().map(log).collect()
}

/// Hands everything shared from one workspace to another, as a file would.
pub fn hand_over(from: &mut Workspace, to: &mut Workspace) {
    let logs = logs(from);
    to.admit(logs).expect("what was sealed joins");
}

/// Both hand each other everything.
pub fn meet(one: &mut Workspace, other: &mut Workspace) {
    hand_over(one, other);
    hand_over(other, one);
}

/// A machine that received the workspace and asks to speak for an office.
pub fn asking(street: &mut Workspace, seed: u8, office: &RecordId) -> Workspace {
    let (mut joined, _) = Workspace::receive(street.id(), logs(street), device(seed)).expect("a first file");
    let edit = joined.device_edit(office);
    joined.edit(vec![edit], &stamp(3)).expect("a request");
    hand_over(&mut joined, street);
    joined
}

/// A machine that the street let in.
pub fn admitted(street: &mut Workspace, seed: u8, office: &RecordId) -> Workspace {
    let mut joined = asking(street, seed, office);
    admit(street, &joined);
    hand_over(street, &mut joined);
    joined
}

/// The street lets a machine in.
pub fn admit(street: &mut Workspace, joined: &Workspace) {
    let machine = street.machines().into_iter().find(|it| it.actor == joined.actor()).expect("a request");
    let edits = street.admitting(&machine);
    street.edit(edits, &stamp(4)).expect("an admission");
}
