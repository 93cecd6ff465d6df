//! What people decided about pairs: kept ones are served before anything else, whether anybody would have proposed them.

use std::collections::BTreeMap;

use super::ground::{Rest, Unfit};
use super::instance::{amount_of, by_amount, units};
use super::{Ground, Pair};
use crate::domain::joint::pair_of;
use crate::domain::{Kind, Quantity, RecordId};
use crate::workspace::Workspace;

/// What a meeting decided about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It stands.
    Pinned,
    /// It is out.
    Forbidden,
}

impl Decision {
    /// As a meeting keeps it.
    pub fn code(self) -> &'static str {
        match self {
            Decision::Pinned => "pinned",
            Decision::Forbidden => "forbidden",
        }
    }
}

/// Why a pinned pair could not be kept as it is. It stays pinned: nothing that was decided is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PinTrouble {
    /// The need is not here, or taken out of its list.
    NeedGone,
    /// The need is in a state in which nothing is asked for, or wholly served: its code.
    NeedNotOpen(String),
    /// The need cannot be placed.
    NeedUnfit(Unfit),
    /// The resource is not here, or taken out of its list.
    ResourceGone,
    /// The resource is past the day until which it holds.
    Expired,
    /// Nothing of the resource is left for it: who has it.
    Taken(Vec<RecordId>),
    /// Only so much is left of it: the need is served in part.
    TooSmall(Quantity),
}

/// A meeting's decisions.
pub fn decisions(workspace: &Workspace, meeting: &RecordId) -> BTreeMap<(RecordId, RecordId), Decision> {
    let mut decisions = BTreeMap::new();
    for name in workspace.replica().field_names(meeting) {
        let Some(pair) = pair_of(name) else { continue };
        let decision = match &*workspace.text(meeting, name) {
            "pinned" => Decision::Pinned,
            "forbidden" => Decision::Forbidden,
            _ => continue,
        };
        decisions.insert(pair, decision);
    }
    decisions
}

/// The pinned pairs, and what they leave.
pub struct Pinned {
    pub pairs: Vec<Pair>,
    pub troubles: Vec<(RecordId, RecordId, PinTrouble)>,
    /// By need: what is still asked for.
    pub needs: Vec<Rest>,
    /// By resource: what is left.
    pub resources: Vec<Rest>,
    /// By resource: needs it was pinned to.
    pub pinned_to: BTreeMap<usize, Vec<RecordId>>,
}

impl Pinned {
    /// Serves them in the order of their ids.
    pub fn of(ground: &Ground, workspace: &Workspace, decisions: &BTreeMap<(RecordId, RecordId), Decision>) -> Pinned {
        let read = &ground.read;
        let mut pinned = Pinned {
            pairs: Vec::new(),
            troubles: Vec::new(),
            needs: read.needs.iter().map(|it| it.rest.clone()).collect(),
            resources: read.resources.iter().map(|it| it.rest.clone()).collect(),
            pinned_to: BTreeMap::new(),
        };
        for ((need, resource), _) in decisions.iter().filter(|(_, it)| **it == Decision::Pinned) {
            // What became a project is done with.
            if ground.project_of(need, resource).is_none()
                && !ground.read.is_done(need, resource)
                && let Some(trouble) = pinned.serve(ground, workspace, need, resource)
            {
                pinned.troubles.push((need.clone(), resource.clone(), trouble));
            }
        }
        pinned
    }

    fn serve(
        &mut self,
        ground: &Ground,
        workspace: &Workspace,
        need: &RecordId,
        resource: &RecordId,
    ) -> Option<PinTrouble> {
        let is_gone = |id: &RecordId| !workspace.contains(id) || workspace.is_archived(id);
        if is_gone(need) || need.kind() != Some(Kind::Need) {
            return Some(PinTrouble::NeedGone);
        }
        let Some(at) = ground.need(need) else {
            return Some(PinTrouble::NeedNotOpen(workspace.text(need, "status")));
        };
        if let Some(unfit) = &ground.read.needs[at].unfit {
            return Some(PinTrouble::NeedUnfit(unfit.clone()));
        }
        let Some(place) = ground.resource(resource) else { return Some(PinTrouble::ResourceGone) };
        let (asked, there) = (&self.needs[at], &self.resources[place]);
        if *asked == Rest::Nothing {
            return Some(PinTrouble::NeedNotOpen(workspace.text(need, "status")));
        }
        let offered = &ground.read.resources[place];
        if offered.is_expired {
            return Some(PinTrouble::Expired);
        }
        let by_amount = by_amount(asked, there);
        // One whole takes all of it: nobody else may have any.
        if *there == Rest::Nothing || (!by_amount && *there != offered.capacity) {
            let mut by = offered.taken_by.clone();
            by.extend(self.pinned_to.get(&place).into_iter().flatten().cloned());
            return Some(PinTrouble::Taken(by));
        }
        let (wanted, left) = (units(asked), units(there));
        let given = if by_amount { wanted.min(left) } else { wanted };
        let candidate = ground.candidate(need, resource)?;
        self.pairs.push(Pair {
            need: need.clone(),
            resource: resource.clone(),
            amount: amount_of(asked, given),
            by_amount,
            points: candidate.points,
            features: candidate.features,
            is_pinned: true,
            is_scarce: false,
        });
        let is_short = given < wanted;
        let rest = |of: &Rest, units: u64| match amount_of(of, units) {
            Some(rest) if rest.n > 0 => Rest::Counted(rest),
            _ => Rest::Nothing,
        };
        let need_rest = rest(asked, wanted - given);
        let resource_rest = if by_amount { rest(there, left - given) } else { Rest::Nothing };
        let told = amount_of(there, given).filter(|_| is_short).map(PinTrouble::TooSmall);
        (self.needs[at], self.resources[place]) = (need_rest, resource_rest);
        self.pinned_to.entry(place).or_default().push(need.clone());
        told
    }
}
