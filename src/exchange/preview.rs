//! What merging a file would do, before anything is written.

use std::collections::BTreeSet;

use super::read::VerifiedFile;
use crate::domain::RecordId;
use crate::oplog::{ActorId, AdmitError, Replica, Scope};

/// What a file would change here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Records that are not here yet.
    pub new: Vec<RecordId>,
    /// Records that are here and would change.
    pub changed: Vec<ChangedRecord>,
    /// How many records the file holds that would stay as they are.
    pub same: usize,
    /// Fields that would have several values: record and field.
    pub conflicts: Vec<(RecordId, String)>,
    /// Ops that are new here.
    pub new_ops: usize,
    /// Ops that are here already.
    pub known_ops: usize,
    /// Actors whose log turns out to be forked.
    pub forks: Vec<ActorId>,
    /// True when records or fields of a newer version are among them; they are kept.
    pub from_newer_version: bool,
    /// True when private logs came along.
    pub has_private: bool,
}

/// A record and the fields that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedRecord {
    /// The record.
    pub id: RecordId,
    /// The fields whose value or values would differ, sorted.
    pub fields: Vec<String>,
}

/// Compares a file with a replica of the same workspace.
pub fn preview(replica: &Replica, file: &VerifiedFile) -> Result<Preview, AdmitError> {
    let mut merged = replica.clone();
    let admitted = merged.admit(file.logs.clone())?;
    let mut preview = Preview {
        new_ops: admitted.new_ops,
        known_ops: admitted.known_ops,
        forks: admitted.forks,
        has_private: file.logs.iter().any(|log| log.header().scope == Scope::Private),
        ..Preview::default()
    };
    for id in admitted.records {
        preview.from_newer_version |= id.kind().is_none();
        let before = replica.conflicted_fields(&id);
        let conflicts = merged.conflicted_fields(&id).into_iter().filter(|field| !before.contains(field));
        preview.conflicts.extend(conflicts.map(|field| (id.clone(), field.to_owned())));
        if !replica.contains(&id) {
            preview.new.push(id);
            continue;
        }
        let differs = |field: &&str| replica.heads(&id, field) != merged.heads(&id, field);
        let fields: Vec<String> = merged.field_names(&id).into_iter().filter(differs).map(str::to_owned).collect();
        if !fields.is_empty() {
            preview.changed.push(ChangedRecord { id, fields });
        }
    }
    let held: BTreeSet<RecordId> = file.logs.iter().flat_map(|log| log.records()).collect();
    preview.same = held.len().saturating_sub(preview.new.len() + preview.changed.len());
    Ok(preview)
}
