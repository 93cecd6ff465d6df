//! Taking the last intake back, and what the simulator then no longer expects.

use std::collections::BTreeSet;

use three_lists::oplog::Ref;
use three_lists::storage::{Batch, ChainCut};
use three_lists::workspace::ChainRest;

use crate::course::{Broken, Course, Fault, Parcel, fault};

impl Course<'_> {
    /// Takes the last intake back, where nothing was built on it; the file may come again.
    pub fn undo_intake(&mut self, at: usize) -> Result<(), Fault> {
        self.save(at)?;
        let Some(app) = self.machines[at].app.as_mut().filter(|app| app.storage.queue.is_empty()) else {
            return Ok(());
        };
        let Some(last) = app.intake.take().filter(|last| app.workspace.since(&last.taken).is_none()) else {
            return Ok(());
        };
        let (workspace, rests) = match app.workspace.without(&last.taken) {
            Ok(made) => made,
            Err(error) => return fault(Broken::Refused, format!("machine {at} cannot undo an intake: {error}")),
        };
        app.workspace = workspace;
        app.form = None;
        for (name, value) in &last.local {
            match value {
                Some(value) => app.storage.local.insert(name.clone(), value.clone()),
                None => app.storage.local.remove(name),
            };
        }
        app.keep(Batch { cuts: cuts_of(&rests), local: last.local, ..Batch::default() });
        let before = std::mem::take(&mut app.held);
        app.clock = 0;
        self.notice(at);
        let held = &self.app(at).held;
        if let Some(op) = held.difference(&before).next() {
            return fault(Broken::Forged, format!("machine {at} undoes an intake and has {op}, which it never had"));
        }
        let undone: BTreeSet<Ref> = before.difference(held).cloned().collect();
        let Some(one) = undone.first() else { return fault(Broken::Lost, "an undone intake is still there") };
        let (many, one) = (undone.len(), one.clone());
        // Whoever undoes takes the promise back.
        self.machines[at].acknowledged.retain(|op| !undone.contains(op));
        self.app(at).undone = undone;
        self.count("intake undone");
        self.say(|| format!("machine {at}: takes back {many} ops that came in, {one} first"));
        if self.chance.one_in(2) {
            self.roads.push(Parcel { to: at, bytes: last.bytes, original: None });
        }
        if self.chance.one_in(3) { Ok(()) } else { self.save(at) }
    }
}

/// What storage must cut.
fn cuts_of(rests: &[ChainRest]) -> Vec<ChainCut> {
    let cut = |rest: &ChainRest| ChainCut {
        chain: rest.chain.clone(),
        had: rest.had,
        meta: rest.meta.clone(),
        ops: rest.ops.clone(),
        head: rest.head.clone(),
    };
    rests.iter().map(cut).collect()
}
