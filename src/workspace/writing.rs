//! A command written in slices, so that a page can paint in between: checked whole before anything is written, and one
//! action however many slices it takes.

use super::{Changes, Edit, EditError, Stamp, Target, Workspace};
use crate::domain::{RecordId, order};
use crate::oplog::Ref;

/// A command on its way. To drop it half-way is to stop: what was written is an action like any other.
///
/// Others may write in between. What this installation saves meanwhile stands, as if it had been saved after the whole
/// command; what comes from other offices meanwhile stands beside it, as what nobody here had seen.
#[derive(Clone, Debug)]
pub struct Writing {
    /// What is left, and whether it would change anything.
    edits: std::vec::IntoIter<(Edit, bool)>,
    stamp: Stamp,
    is_group: bool,
    /// The records of the edits done, which placeholders stand for.
    ids: Vec<RecordId>,
    group: Option<Ref>,
    /// How many ops there were after the last slice.
    known: usize,
    run: String,
    meanwhile: Meanwhile,
    taken_back: bool,
}

/// A command that is being checked, edit by edit.
pub struct Checking {
    edits: Vec<Edit>,
    /// Of those checked, whether they would change anything.
    changes: Vec<bool>,
}

impl Checking {
    /// Nothing is checked yet.
    pub fn of(edits: Vec<Edit>) -> Checking {
        Checking { changes: Vec::with_capacity(edits.len()), edits }
    }

    /// How many edits were checked.
    pub fn done(&self) -> usize {
        self.changes.len()
    }
}

/// Ops that came between slices, sorted.
#[derive(Clone, Debug, Default)]
struct Meanwhile {
    /// Saved here.
    own: Vec<Ref>,
    /// Come from elsewhere.
    others: Vec<Ref>,
}

impl Writing {
    /// How many edits are left.
    pub fn left(&self) -> usize {
        self.edits.len()
    }

    /// True once the action was taken back while it was written; the rest was dropped.
    pub fn was_taken_back(&self) -> bool {
        self.taken_back
    }

    /// The action's name for undo; empty until something is written.
    pub fn group(&self) -> String {
        self.group.as_ref().map(Ref::to_string).unwrap_or_default()
    }
}

impl Workspace {
    /// Checks a command whole, as [`Workspace::edit`] does, and writes nothing yet.
    pub fn begin(&self, edits: Vec<Edit>, stamp: &Stamp) -> Result<Writing, EditError> {
        self.begin_checked(Checking::of(edits), stamp)
    }

    /// Checks the next `most` edits (one at least) of a command; false when nothing is left.
    pub fn check_slice(&self, checking: &mut Checking, most: usize) -> Result<bool, EditError> {
        let Checking { edits, changes } = checking;
        let to = changes.len().saturating_add(most.max(1)).min(edits.len());
        for index in changes.len()..to {
            self.check(index, &edits[index], edits)?;
            changes.push(self.changes_something(&edits[index]));
        }
        Ok(to < edits.len())
    }

    /// Begins to write a command that was checked in slices; what was not is checked now.
    pub fn begin_checked(&self, mut checking: Checking, stamp: &Stamp) -> Result<Writing, EditError> {
        while self.check_slice(&mut checking, usize::MAX)? {}
        let Checking { edits, changes } = checking;
        if !changes.contains(&true) {
            return Err(EditError::NothingToChange);
        }
        let is_group = edits.len() > 1;
        let checked: Vec<(Edit, bool)> = edits.into_iter().zip(changes).collect();
        Ok(Writing {
            edits: checked.into_iter(),
            stamp: stamp.clone(),
            is_group,
            ids: Vec::new(),
            group: None,
            known: self.replica.op_count(),
            run: self.device.run.clone(),
            meanwhile: Meanwhile::default(),
            taken_back: false,
        })
    }

    /// Writes the next `most` edits (one at least) that change anything; returns what storage must keep of them.
    ///
    /// None when nothing is left: all is written, or the action was taken back meanwhile and the rest is dropped.
    pub fn write_slice(&mut self, writing: &mut Writing, most: usize) -> Option<Changes> {
        if writing.group.is_some() && self.was_taken_back(&writing.group()) {
            writing.edits = Vec::new().into_iter();
            writing.taken_back = true;
        }
        let (ops, done) = (self.replica.op_count(), writing.ids.len());
        self.write_edits(writing, most.max(1));
        let records = writing.ids[done..].to_vec();
        (self.replica.op_count() > ops).then(|| self.changes(records, writing.group()))
    }

    pub(super) fn write_all(&mut self, writing: &mut Writing) -> Changes {
        self.write_edits(writing, usize::MAX);
        self.changes(writing.ids.clone(), writing.group())
    }

    /// Writes a command and keeps what storage must get for a later time.
    pub(super) fn edit_unkept(&mut self, edits: Vec<Edit>, stamp: &Stamp) -> Result<(), EditError> {
        let mut writing = self.begin(edits, stamp)?;
        self.write_edits(&mut writing, usize::MAX);
        Ok(())
    }

    fn write_edits(&mut self, writing: &mut Writing, most: usize) {
        self.look_back(writing);
        let mut written = 0;
        while written < most {
            let Some((edit, needed)) = writing.edits.next() else { break };
            let edit = self.beside(edit, &writing.meanwhile);
            match &edit.on {
                Target::Record(id) if !needed || edit.set.is_empty() => writing.ids.push(id.clone()),
                _ => {
                    let id = self.write(edit, &writing.stamp, &writing.ids, writing.is_group, &mut writing.group);
                    writing.ids.push(id);
                    written += 1;
                }
            }
        }
        writing.known = self.replica.op_count();
    }

    /// Notes what came since the last slice.
    fn look_back(&self, writing: &mut Writing) {
        if writing.run != self.device.run {
            // The logs were joined with what another tab wrote, and their ops are counted anew: what stands was seen.
            return writing.run.clone_from(&self.device.run);
        }
        if writing.known == self.replica.op_count() {
            return;
        }
        let Meanwhile { own, others } = &mut writing.meanwhile;
        for (op, actor) in self.replica.ops_after(writing.known) {
            if actor == self.actor() { own.push(op) } else { others.push(op) }
        }
        order::sort(own);
        order::sort(others);
    }

    /// An edit of a record that was written on meanwhile.
    fn beside(&self, mut edit: Edit, meanwhile: &Meanwhile) -> Edit {
        if meanwhile.own.is_empty() && meanwhile.others.is_empty() {
            return edit;
        }
        let (Target::Record(id), None) = (&edit.on, &edit.seen) else { return edit };
        let mut seen = self.seen(id);
        for (field, refs) in seen.0.iter_mut() {
            if refs.iter().any(|op| meanwhile.own.binary_search(op).is_ok()) {
                edit.set.remove(field);
            }
            refs.retain(|op| meanwhile.others.binary_search(op).is_err());
        }
        edit.seen = Some(seen);
        edit
    }
}

#[cfg(test)]
mod tests;
