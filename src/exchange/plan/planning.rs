//! A plan on its way: files tried in slices, so that a page can live on in between.

use super::{Here, Intake, Plan, Verdict, missing, newest_first_of, offices, planned};
use crate::oplog::{ActorId, Admitting, Copying, Log, Replica, Verified};

/// Files that are being tried, as long as nothing is written where they are taken in.
pub struct Planning {
    plan: Plan,
    merged: Merged,
    /// The files that wait, how many of them had their turn, and which of those go on waiting.
    waiting: Vec<usize>,
    turn: usize,
    again: Vec<usize>,
    trying: Option<Trying>,
    new_ops: Vec<(ActorId, usize)>,
    forks: Vec<ActorId>,
}

enum Merged {
    Copying(Copying),
    Here(Box<Replica>),
}

/// A file that joins: its place in the plan, the log that is next, and how many ops were new so far.
struct Trying {
    at: usize,
    log: usize,
    brought: usize,
    admitting: Option<Admitting>,
}

impl Planning {
    /// Begins; nothing is changed.
    pub fn begin(here: Here<'_>, intake: &Intake) -> Planning {
        let plan = Plan { files: intake.files.iter().map(|it| planned(here, it)).collect(), ..Plan::default() };
        let waiting = newest_first_of(&plan.files, |verdict| *verdict == Verdict::Waiting);
        Planning {
            plan,
            merged: Merged::Copying(here.replica.begin_copy()),
            waiting,
            turn: 0,
            again: Vec::new(),
            trying: None,
            new_ops: Vec::new(),
            forks: Vec::new(),
        }
    }

    /// Goes on by about `most` records or ops; false when nothing is left.
    pub fn slice(&mut self, here: Here<'_>, most: usize) -> bool {
        let merged = match &mut self.merged {
            Merged::Here(merged) => &mut **merged,
            Merged::Copying(copy) => {
                if !here.replica.copy_slice(copy, most) {
                    let copy = std::mem::replace(copy, Replica::default().begin_copy());
                    self.merged = Merged::Here(Box::new(copy.whole()));
                }
                return true;
            }
        };
        if let Some(trying) = &mut self.trying {
            if try_on(&mut self.plan, trying, here, merged, (&mut self.new_ops, &mut self.forks), most) {
                self.trying = None;
            }
            return true;
        }
        let Some(at) = self.waiting.get(self.turn).copied() else {
            // Another round, as long as the last one moved anything.
            let is_over = self.again.len() == self.waiting.len();
            self.waiting = std::mem::take(&mut self.again);
            self.turn = 0;
            if is_over {
                self.turn = self.waiting.len();
                self.again.clone_from(&self.waiting);
            }
            return !is_over;
        };
        self.turn += 1;
        let joins = logs_of(&self.plan, at).is_some_and(|logs| merged.joins(&logs).is_ok());
        match joins {
            true => self.trying = Some(Trying { at, log: 0, brought: 0, admitting: None }),
            false => self.again.push(at),
        }
        true
    }

    /// The plan without its preview, once nothing is left; a replica that holds all that can go in, and the actors whose
    /// log turned out to be forked.
    pub fn finish(self, here: Here<'_>) -> (Plan, Replica, Vec<ActorId>) {
        let Planning { mut plan, merged, waiting, new_ops, forks, .. } = self;
        let merged = match merged {
            Merged::Here(merged) => *merged,
            Merged::Copying(copy) => copy.whole(),
        };
        plan.missing = missing::missing(&plan.files, &waiting, &merged);
        plan.senders = offices::senders(&plan.files, here.actor);
        plan.writers = offices::writers(&plan.files, &merged, new_ops);
        (plan, merged, forks)
    }
}

fn logs_of(plan: &Plan, at: usize) -> Option<Vec<&Log<Verified>>> {
    Some(plan.files[at].file.as_deref()?.logs.iter().collect())
}

/// Goes on with a file; true once it is in.
fn try_on(
    plan: &mut Plan,
    trying: &mut Trying,
    here: Here<'_>,
    merged: &mut Replica,
    (new_ops, forks): (&mut Vec<(ActorId, usize)>, &mut Vec<ActorId>),
    most: usize,
) -> bool {
    let Some(file) = plan.files[trying.at].file.clone() else { return true };
    let Some(log) = file.logs.get(trying.log) else {
        plan.files[trying.at].verdict = match trying.brought {
            0 if file.logs.iter().all(|log| here.replica.holds(log)) => Verdict::Known,
            0 => Verdict::Covered,
            new_ops => Verdict::Ready { new_ops },
        };
        plan.order.push(trying.at);
        return true;
    };
    match &mut trying.admitting {
        None if merged.holds(log) => trying.log += 1,
        None => trying.admitting = Some(merged.begin_admitting(&[log]).expect("it was just seen to join")),
        Some(admitting) => {
            if !merged.admit_slice(admitting, &[log], most) {
                let brought = admitting.new_ops();
                forks.extend(admitting.forks());
                trying.brought += brought;
                new_ops.push((log.header().actor, brought));
                plan.bringing.push((trying.at, trying.log));
                trying.admitting = None;
                trying.log += 1;
            }
        }
    }
    false
}
