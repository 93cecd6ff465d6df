//! A resource: what there is of it, who has taken it, what is free.

use super::facts::{Paired, Project, Standings};
use super::need::add_part;
use super::{Figure, How, Measure, Part, Said, plus};
use crate::domain::dictionary::UNITS_OF_PEOPLE;
use crate::domain::transition::is_under_way;
use crate::domain::{RecordId, Slot, Slots};
use crate::matching::score::{ALL_DAYS, Week};

/// How a resource stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceStanding {
    /// What there is.
    pub has: Measure,
    /// What projects under way take; it comes free when they are signed off, archived or terminated.
    pub projects: Figure,
    /// What accepted claims take; those a project carries out are told and counted there.
    pub claims: Figure,
    /// Claims that would use it and wait.
    pub pending: Figure,
    /// What is free; of one that can be had at several times, the most that is free at one of them.
    pub free: i64,
    /// When it can be had, and what is free each time, where its amount counts people: so many can come each time.
    pub slots: Vec<(Slot, i64)>,
    /// By how much what is taken exceeds what there is; a whole that several use is not exceeded.
    pub over: i64,
}

impl Standings<'_> {
    /// How a resource stands.
    pub fn resource(&self, id: &RecordId) -> ResourceStanding {
        let has = Measure::of(&self.workspace.value(id, "capacity"));
        let (mut projects, mut claims, mut pending) = (Figure::default(), Figure::default(), Figure::default());
        for project in self.projects_with(id).filter(|it| is_under_way(&it.state)) {
            taken_by(project, id, &has).into_iter().for_each(|part| projects.add(part));
        }
        for claim in self.claims_on(id).filter(|it| it.resource.as_ref() == Some(id)) {
            let part = claim.amount.part(&claim.id, &has);
            match claim.state.as_str() {
                "pending" | "" => pending.add(part),
                "accepted" | "performing" if self.is_carried(claim, id) => {
                    claims.add(Part { n: 0, how: How::Within, ..part });
                }
                "accepted" | "performing" if !self.is_overdue(claim) => claims.add(part),
                _ => {}
            }
        }
        let slots: Vec<Slot> =
            slots(&has, &self.workspace.text(id, "category"), &Week::of(&self.workspace.text(id, "availability")))
                .iter()
                .collect();
        let always = claims.n;
        let mut taken = vec![always; slots.len().max(1)];
        if slots.is_empty() {
            taken[0] = plus(projects.n, always);
        }
        for project in self.projects_with(id).filter(|it| is_under_way(&it.state)) {
            for (slot, sum) in slots.iter().zip(&mut taken) {
                *sum = plus(*sum, taken_at(project, id, &has, *slot));
            }
        }
        let over = taken.iter().map(|it| it.saturating_sub(has.n).max(0)).max().filter(|_| !has.is_whole);
        let free = |taken: &i64| has.n.saturating_sub(*taken).max(0);
        ResourceStanding {
            free: taken.iter().map(free).max().unwrap_or(0),
            slots: slots.into_iter().zip(taken.iter().map(free)).collect(),
            over: over.unwrap_or(0),
            has,
            projects,
            claims,
            pending,
        }
    }
}

/// The times at which a resource can be had, where its amount is there each time: it counts people or their seats.
pub fn slots(has: &Measure, category: &str, week: &Week) -> Slots {
    // A post is filled once, and goods are handed out once.
    let is_once = matches!(category, "jobs" | "goods_funds");
    if has.is_whole || is_once || !UNITS_OF_PEOPLE.contains(&has.unit.as_str()) {
        return Slots::default();
    }
    week.slots(&Week::default(), ALL_DAYS)
}

/// What a project takes of a resource at one time; where nobody said when, at any time.
fn taken_at(project: &Project, resource: &RecordId, has: &Measure, slot: Slot) -> i64 {
    let mut sum = 0;
    let mut is_paired = false;
    for pair in project.pairs.iter().filter(|it| it.resource == *resource) {
        is_paired = true;
        let all = pair_part(pair, &project.id, has);
        let at = pair.slots.iter().find(|(it, _)| *it == slot);
        sum = plus(
            sum,
            match at {
                _ if pair.slots.is_empty() => all.n,
                Some((_, n)) if all.how == How::Stated => *n,
                Some(_) => all.n,
                None => 0,
            },
        );
    }
    if !is_paired && project.resources.contains(resource) { has.n } else { sum }
}

fn pair_part(pair: &Paired, project: &RecordId, has: &Measure) -> Part {
    // Of what is only there as a whole, any amount takes all.
    let said = if has.is_whole && pair.said != Said::Unusable { &Said::Nothing } else { &pair.said };
    let part = said.part(project, has);
    // What is counted otherwise takes the whole: nobody can say how much of it is left.
    let is_whole = part.how == How::OtherUnit;
    if is_whole { Part { n: has.n, how: How::Whole, ..part } } else { part }
}

/// What a project takes of a resource: its pairs' amounts, else the whole.
pub(super) fn taken_by(project: &Project, resource: &RecordId, has: &Measure) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for pair in project.pairs.iter().filter(|it| it.resource == *resource) {
        add_part(&mut parts, pair_part(pair, &project.id, has));
    }
    if parts.is_empty() && project.resources.contains(resource) {
        parts.push(Said::Nothing.part(&project.id, has));
    }
    // Two pairs of one project use one whole.
    parts.iter_mut().filter(|it| has.is_whole || it.how == How::Whole).for_each(|it| it.n = it.n.min(has.n));
    parts
}
