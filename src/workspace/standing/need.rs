//! A need: what it asks, what was promised and delivered, what is open.

use super::entry::Entry;
use super::facts::{Claim, Project, Standings};
use super::merged::{Merged, merged_into};
use super::{Figure, How, Measure, Part, plus};
use crate::domain::RecordId;
use crate::domain::transition::{is_open, is_under_way};

/// How a need stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedStanding {
    /// The need.
    pub id: RecordId,
    /// Its state.
    pub state: String,
    /// What it asks.
    pub asked: Measure,
    /// Claims nobody answered yet.
    pub pending: Figure,
    /// Claims that were accepted and hold; those a project carries out are told and counted there.
    pub accepted: Figure,
    /// Accepted claims whose day has passed: they hold nothing any more, and can be released.
    pub overdue: Figure,
    /// What projects under way plan for it.
    pub planned: Figure,
    /// What ledgers and claims that are done say was delivered, each project's newest entry counting.
    pub delivered: Figure,
    /// What nobody promised; nothing where the need is no longer open.
    pub open: i64,
    /// By how much what was accepted and planned exceeds what is asked.
    pub over: i64,
    /// The same, if every claim that waits were accepted; nothing where none waits.
    pub over_if_accepted: i64,
    /// Claims that wait or hold although the need was withdrawn, merged, closed or put aside.
    pub astray: Vec<RecordId>,
    /// Where it went, if it was merged.
    pub merged: Merged,
}

impl Standings<'_> {
    /// How a need stands.
    pub fn need(&self, id: &RecordId) -> NeedStanding {
        let state = self.workspace.text(id, "status");
        let asked = Measure::of(&self.workspace.value(id, "quantity"));
        let is_open = is_open(&state);
        let mut figures: [Figure; 4] = Default::default();
        let [pending, accepted, overdue, delivered] = &mut figures;
        let (mut planned, mut astray) = (Figure::default(), Vec::new());
        // What is promised or done; an amount that was delivered beyond the promise is no promise too many.
        let (mut taken, mut promised) = (0, 0);
        for project in self.projects_with(id).filter(|it| it.names(id)) {
            let done: i64 = delivered_by(project, id, &asked).into_iter().fold(0, |sum, part| {
                let n = part.n;
                delivered.add(part);
                plus(sum, n)
            });
            let mut plan = 0;
            if is_under_way(&project.state) {
                for part in planned_by(project, id, &asked) {
                    plan = plus(plan, part.n);
                    planned.add(part);
                }
                promised = plus(promised, plan);
            } else {
                promised = plus(promised, done.min(asked.n));
            }
            taken = plus(taken, plan.max(done));
        }
        for claim in self.claims_on(id).filter(|it| it.need.as_ref() == Some(id)) {
            let part = claim.amount.part(&claim.id, &asked);
            let within = || Part { n: 0, how: How::Within, ..part.clone() };
            let is_carried = self.is_carried(claim, id);
            match claim.state.as_str() {
                "pending" | "" => pending.add(part.clone()),
                "accepted" | "performing" if is_carried => accepted.add(within()),
                "accepted" | "performing" if self.is_overdue(claim) => overdue.add(part.clone()),
                "accepted" | "performing" => {
                    (taken, promised) = (plus(taken, part.n), plus(promised, part.n));
                    accepted.add(part.clone());
                }
                "done" if is_carried => delivered.add(within()),
                "done" => {
                    (taken, promised) = (plus(taken, part.n), plus(promised, part.n));
                    delivered.add(part.clone());
                }
                _ => continue,
            }
            if !is_open && claim.state != "done" {
                astray.push(claim.id.clone());
            }
        }
        let has_promise = accepted.n > 0 || planned.n > 0;
        let beyond = |n: i64| n.saturating_sub(asked.n).max(0);
        let over = if has_promise { beyond(promised) } else { 0 };
        let over_if_accepted = if pending.n > 0 { beyond(plus(promised, pending.n)) } else { 0 };
        let [pending, accepted, overdue, delivered] = figures;
        NeedStanding {
            id: id.clone(),
            open: if is_open { asked.n.saturating_sub(taken).max(0) } else { 0 },
            over,
            over_if_accepted,
            pending,
            accepted,
            overdue,
            planned,
            delivered,
            astray,
            merged: if state == "merged" { merged_into(self.workspace, id) } else { Merged::Not },
            state,
            asked,
        }
    }

    /// True for what was promised for a day that has passed.
    pub(super) fn is_overdue(&self, claim: &Claim) -> bool {
        claim.until.is_some_and(|until| until < self.today)
    }
}

/// What a project plans for a need: its pairs' amounts, else the whole need.
pub(super) fn planned_by(project: &Project, need: &RecordId, asked: &Measure) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for pair in project.pairs.iter().filter(|it| it.need == *need) {
        add_part(&mut parts, pair.said.part(&project.id, asked));
    }
    if parts.is_empty() {
        parts.push(super::Said::Nothing.part(&project.id, asked));
    }
    parts
}

/// Adds what counts of one record up; what does not stands for itself.
pub(super) fn add_part(parts: &mut Vec<Part>, part: Part) {
    let counts = |how: How| matches!(how, How::Stated | How::Whole);
    match parts.iter_mut().find(|it| counts(it.how) && counts(part.how)) {
        Some(sum) => *sum = Part { n: plus(sum.n, part.n), said: None, ..sum.clone() },
        None => parts.push(part),
    }
}

/// What a project's ledger says was delivered for a need: the newest entry in the need's unit, else the newest of any.
pub(super) fn delivered_by(project: &Project, need: &RecordId, asked: &Measure) -> Vec<Part> {
    let part = |entry: &Entry| {
        let part = entry.amount.part(&entry.id, asked);
        match &entry.need {
            Some(of) => (of == need).then_some(part),
            None => Some(Part { n: 0, how: How::Unassigned, ..part }),
        }
    };
    let counts = |it: &Part| matches!(it.how, How::Stated | How::Whole);
    let is_before = |(a, of_a): &(&Entry, Part), (b, of_b): &(&Entry, Part)| match (counts(of_a), counts(of_b)) {
        (true, false) => true,
        (false, true) => false,
        _ => a.told(of_a.n).is_before(&b.told(of_b.n)),
    };
    let told = project.entries.iter().filter_map(|it| Some((it, part(it)?)));
    let told = told.reduce(|best, it| if is_before(&it, &best) { it } else { best });
    told.into_iter().map(|(_, part)| part).collect()
}
