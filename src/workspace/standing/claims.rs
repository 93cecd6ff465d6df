//! Claims that somebody has to look at, by what they are on, the most pressing first.

use std::collections::BTreeMap;

use super::facts::Standings;
use super::need::NeedStanding;
use crate::domain::{Kind, RecordId, order};

/// The claims on one need, or on one project, that somebody has to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimGroup {
    /// The need or the project; nothing for claims that name neither.
    pub on: Option<RecordId>,
    /// How the need stands.
    pub need: Option<NeedStanding>,
    /// Claims that wait for an answer.
    pub pending: Vec<RecordId>,
    /// Accepted claims whose day has passed.
    pub overdue: Vec<RecordId>,
    /// Accepted claims, where they exceed what is asked or stand on a need that is gone.
    pub held: Vec<RecordId>,
}

impl ClaimGroup {
    /// True where more is promised than the need asks, or would be if every claim that waits were accepted.
    pub fn is_over(&self) -> bool {
        self.need.as_ref().is_some_and(|need| need.over > 0 || need.over_if_accepted > 0)
    }

    /// What comes first: more promised than asked, on a need that is gone, would be too much, past its day, the rest.
    fn rank(&self) -> u8 {
        match &self.need {
            Some(need) if need.over > 0 => 0,
            Some(need) if !need.astray.is_empty() => 1,
            Some(need) if need.over_if_accepted > 0 => 2,
            _ if !self.overdue.is_empty() => 3,
            _ => 4,
        }
    }
}

impl Standings<'_> {
    /// The claims that wait for an answer, are past their day, or are too much.
    pub fn claim_groups(&self) -> Vec<ClaimGroup> {
        let mut groups: Vec<ClaimGroup> = Vec::new();
        let mut place: BTreeMap<RecordId, usize> = BTreeMap::new();
        let mut loose = ClaimGroup::default();
        for claim in self.claims.iter().filter(|it| matches!(&*it.state, "" | "pending" | "accepted" | "performing")) {
            let waits = matches!(&*claim.state, "" | "pending");
            let on = claim.need.as_ref().or(claim.project.as_ref());
            let is_overdue = !waits && self.is_overdue(claim) && !on.is_some_and(|on| self.is_carried(claim, on));
            let group = match on {
                None => &mut loose,
                Some(on) => {
                    let at = *place.entry(on.clone()).or_insert_with(|| {
                        let need = (on.kind() == Some(Kind::Need)).then(|| self.need(on));
                        groups.push(ClaimGroup { on: Some(on.clone()), need, ..ClaimGroup::default() });
                        groups.len() - 1
                    });
                    &mut groups[at]
                }
            };
            let is_astray = |need: &NeedStanding| need.over > 0 || need.astray.contains(&claim.id);
            match (waits, is_overdue) {
                (true, _) => group.pending.push(claim.id.clone()),
                (_, true) => group.overdue.push(claim.id.clone()),
                _ if group.need.as_ref().is_some_and(is_astray) => group.held.push(claim.id.clone()),
                _ => {}
            }
        }
        groups.push(loose);
        groups.retain(|it| !(it.pending.is_empty() && it.overdue.is_empty() && it.held.is_empty()));
        order::sort_by_key(&mut groups, ClaimGroup::rank);
        groups
    }

    /// The needs somebody may still claim, with what is open of each, oldest first; not more than `most`.
    pub fn open_needs(&self, most: usize) -> Vec<NeedStanding> {
        let ids = self.workspace.ids(Kind::Need).into_iter();
        let told = |id: &RecordId| matches!(&*self.workspace.text(id, "status"), "published" | "partly_met");
        ids.filter(told).map(|id| self.need(&id)).filter(|it| it.open > 0).take(most).collect()
    }

    /// An office's claims, the newest first.
    pub fn claims_of(&self, office: &RecordId) -> Vec<RecordId> {
        let own = self.claims.iter().rev().filter(|it| it.office == office.as_str());
        own.map(|it| it.id.clone()).collect()
    }
}
