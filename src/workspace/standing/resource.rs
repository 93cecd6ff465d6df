//! A resource: what there is of it, who has taken it, what is free.

use super::facts::{Project, Standings};
use super::need::add_part;
use super::{Figure, How, Measure, Part, Said, plus};
use crate::domain::RecordId;
use crate::domain::transition::is_under_way;

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
    /// What is free.
    pub free: i64,
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
        let taken = plus(projects.n, claims.n);
        let over = if has.is_whole { 0 } else { taken.saturating_sub(has.n).max(0) };
        ResourceStanding { free: has.n.saturating_sub(taken).max(0), over, has, projects, claims, pending }
    }
}

/// What a project takes of a resource: its pairs' amounts, else the whole.
pub(super) fn taken_by(project: &Project, resource: &RecordId, has: &Measure) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (_, _, said) in project.pairs.iter().filter(|(_, it, _)| it == resource) {
        // Of what is only there as a whole, any amount takes all.
        let said = if has.is_whole && *said != Said::Unusable { &Said::Nothing } else { said };
        let part = said.part(&project.id, has);
        // What is counted otherwise takes the whole: nobody can say how much of it is left.
        let is_whole = part.how == How::OtherUnit;
        add_part(&mut parts, if is_whole { Part { n: has.n, how: How::Whole, ..part } } else { part });
    }
    if parts.is_empty() && project.resources.contains(resource) {
        parts.push(Said::Nothing.part(&project.id, has));
    }
    // Two pairs of one project use one whole.
    parts.iter_mut().filter(|it| has.is_whole || it.how == How::Whole).for_each(|it| it.n = it.n.min(has.n));
    parts
}
