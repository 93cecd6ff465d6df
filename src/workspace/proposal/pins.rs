//! What people decided about pairs: kept ones are served before anything else, whether anybody would have proposed them.

use std::collections::BTreeMap;

use super::ground::{Rest, Unfit};
use super::instance::{Places, amount_of, by_amount, units};
use super::{Ground, Pair};
use crate::domain::joint::pair_of;
use crate::domain::{Kind, Quantity, RecordId, order};
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
    /// What is left to be given away.
    pub places: Places,
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
            places: Places::of(read),
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
        let asked = self.needs[at].clone();
        if asked == Rest::Nothing {
            return Some(PinTrouble::NeedNotOpen(workspace.text(need, "status")));
        }
        let offered = &ground.read.resources[place];
        if offered.is_expired {
            return Some(PinTrouble::Expired);
        }
        let by_amount = by_amount(&asked, &offered.capacity);
        let given = self.served(by_amount, units(&asked), self.places.for_need(&ground.read, at, place));
        if given.is_empty() {
            let mut by = offered.taken_by.clone();
            by.extend(self.pinned_to.get(&place).into_iter().flatten().cloned());
            return Some(PinTrouble::Taken(by));
        }
        let candidate = ground.candidate(need, resource)?;
        let rest = |of: &Rest, units: u64| match amount_of(of, units) {
            Some(rest) if rest.n > 0 => Rest::Counted(rest),
            _ => Rest::Nothing,
        };
        let (wanted, all) = (units(&asked), given.iter().map(|(_, units)| units).sum::<u64>());
        let mut slots = Vec::new();
        for (at, given) in given {
            let place = &mut self.places.all[at];
            slots.extend(place.slot.map(|slot| (slot, i64::try_from(given).unwrap_or(i64::MAX))));
            let left = units(&place.rest).saturating_sub(given);
            place.rest = if by_amount { rest(&place.rest, left) } else { Rest::Nothing };
            place.is_untouched = false;
        }
        self.pairs.push(Pair {
            need: need.clone(),
            resource: resource.clone(),
            amount: amount_of(&asked, all),
            slots,
            by_amount,
            points: candidate.points,
            features: candidate.features,
            is_pinned: true,
            is_scarce: false,
        });
        self.needs[at] = rest(&asked, wanted - all);
        self.pinned_to.entry(place).or_default().push(need.clone());
        amount_of(&asked, all).filter(|_| all < wanted).map(PinTrouble::TooSmall)
    }

    /// Where a pinned pair is served, and with how many units: at one time with room for all, else at several, the most
    /// room first. What is not counted takes all of one place that nobody has any of.
    fn served(&self, by_amount: bool, wanted: u64, mut fitting: Vec<usize>) -> Vec<(usize, u64)> {
        let left = |at: usize| units(&self.places.all[at].rest);
        if !by_amount {
            let free = fitting.into_iter().find(|at| self.places.all[*at].is_untouched && left(*at) > 0);
            return free.map(|at| (at, wanted)).into_iter().collect();
        }
        if let Some(at) = fitting.iter().find(|at| left(**at) >= wanted) {
            return vec![(*at, wanted)];
        }
        order::sort_by(&mut fitting, |a, b| left(*b).cmp(&left(*a)).then(a.cmp(b)));
        let mut open = wanted;
        let mut given = Vec::new();
        for at in fitting {
            let units = left(at).min(open);
            if units > 0 {
                given.push((at, units));
                open -= units;
            }
        }
        order::sort_by(&mut given, |a, b| a.cmp(b));
        given
    }
}
