//! Why a need is left over, and why a pair is not in the plan.

use std::collections::BTreeMap;

use super::candidates::{MOST_CANDIDATES, proposed};
use super::ground::{Rest, Unfit};
use super::instance::{POINT, amount_of, units};
use super::rounding::Rounded;
use super::{Candidate, Decision, Decisions, Draft, Ground, LeftNeed, LeftResource, PinTrouble, Priorities, Proposal};
use crate::domain::{RecordId, order};
use crate::matching::Plan;
use crate::matching::score::{LEAST, Time};
use crate::workspace::Workspace;

/// Up to so many needs a pair is tried when it is asked why it is not in the plan.
const TRIED: usize = 2_000;

/// Why a need is left over, in whole or in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyLeft {
    /// It cannot be placed as it is written.
    Unfit(Unfit),
    /// There is no resource of its category, and none that speaks of the same things.
    NoCategory,
    /// What would fit is there at other times only.
    NoTime,
    /// What was looked at fits too little; the best of it.
    NothingFits(Candidate),
    /// All that would fit was ruled out in the meeting.
    AllForbidden,
    /// All that would fit is taken: by these needs, projects and claims.
    Taken(Vec<RecordId>),
    /// All that would fit goes to these needs, which come first by the priorities.
    LowPriority(Vec<RecordId>),
    /// There is not enough of what fits.
    NotEnough,
}

/// Why a pair is not in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// It is in it.
    Proposed,
    /// The two stand in this project already.
    InProject(RecordId),
    /// The meeting ruled it out.
    Forbidden,
    /// The need is not open, or cannot be placed.
    NeedNotOpen,
    /// The resource is not in its list.
    ResourceGone,
    /// The resource is past the day until which it holds.
    Expired,
    /// Nothing of it is left: these projects, claims and pinned needs have it.
    Taken(Vec<RecordId>),
    /// It fits too little, with so many points of the least that are proposed.
    TooLittle(Candidate),
    /// Others fit the need better: it is not among those that are weighed.
    NotWeighed(Candidate),
    /// It could be, and the plan would be so many points worse, or as good with 0. These needs would get less.
    Costs {
        /// Points, over all needs.
        points: i64,
        /// Who would get less, or has it now.
        losers: Vec<RecordId>,
    },
}

/// Says of each need and resource what is left of it, and of each pair that was weighed what it would cost.
pub fn tell(draft: &Draft<'_>, plan: &Plan, rounded: &Rounded, proposal: &mut Proposal) {
    let read = &draft.ground.read;
    let takers = takers(draft, rounded);
    for (at, need) in read.needs.iter().enumerate() {
        let (rest, open) = (&draft.pinned.needs[at], rounded.open[at]);
        if need.unfit.is_none() && (*rest == Rest::Nothing || open == 0) {
            continue;
        }
        let given = rounded.given.iter().any(|it| it.need == at);
        // A need that was one whole in the problem may have an amount all the same.
        let is_whole = open == draft.problem.demands[at];
        let amount = if is_whole { amount_of(rest, units(rest)) } else { amount_of(rest, open) };
        let why = match &need.unfit {
            Some(unfit) => WhyLeft::Unfit(unfit.clone()),
            None => why_left(draft, at, &takers),
        };
        let is_partly_served = given || *rest != need.rest;
        proposal.left.push(LeftNeed { need: need.id.clone(), open: amount, is_partly_served, why });
    }
    let places = &draft.pinned.places;
    let mut used: Vec<u64> = vec![0; places.all.len()];
    let mut is_whole = vec![false; places.all.len()];
    for given in &rounded.given {
        let way = &draft.problem.ways[given.need][given.way];
        used[way.place] += given.units;
        is_whole[way.place] |= !way.by_amount;
    }
    for (at, resource) in read.resources.iter().enumerate().filter(|(_, it)| !it.is_expired) {
        let range = places.of_resource(at);
        let is_partly_used = range.clone().any(|it| used[it] > 0 || places.all[it].rest != resource.capacity);
        let left = |it: usize| if is_whole[it] { 0 } else { units(&places.all[it].rest).saturating_sub(used[it]) };
        let Some(most) = range.clone().max_by_key(|it| (left(*it), usize::MAX - it)).filter(|it| left(*it) > 0) else {
            continue;
        };
        let n = |it: usize| i64::try_from(left(it)).unwrap_or(i64::MAX);
        let slots = range.filter(|it| left(*it) > 0).filter_map(|it| Some((places.all[it].slot?, n(it))));
        proposal.unused.push(LeftResource {
            resource: resource.id.clone(),
            rest: amount_of(&places.all[most].rest, left(most)),
            slots: slots.collect(),
            is_partly_used,
        });
    }
    for arc in draft.problem.instance.arcs() {
        let resource = places.all[arc.resource as usize].resource;
        let pair = (read.needs[arc.need as usize].id.clone(), read.resources[resource].id.clone());
        let points = draft.problem.points(arc.need as usize, plan.regret(arc).max(0));
        let least = proposal.regrets.entry(pair).or_insert(points);
        *least = points.min(*least);
    }
}

/// By resource: who is given some of it in the plan.
fn takers(draft: &Draft<'_>, rounded: &Rounded) -> BTreeMap<usize, Vec<usize>> {
    let mut takers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for given in &rounded.given {
        let resource = draft.problem.ways[given.need][given.way].candidate.resource as usize;
        takers.entry(resource).or_default().push(given.need);
    }
    takers
}

fn why_left(draft: &Draft<'_>, at: usize, takers: &BTreeMap<usize, Vec<usize>>) -> WhyLeft {
    let (read, need) = (&draft.ground.read, &draft.ground.read.needs[at]);
    let scored = &draft.ground.scored[at];
    let fitting = proposed(scored);
    if fitting.is_empty() {
        return match scored.first() {
            None => WhyLeft::NoCategory,
            // Enough points but for the times.
            Some(_) if scored.iter().any(|it| it.features.time == Time::Apart && it.points + 30 >= LEAST) => {
                WhyLeft::NoTime
            }
            Some(best) => WhyLeft::NothingFits(*best),
        };
    }
    let decided = |it: &Candidate| {
        let pair = (need.id.clone(), read.resources[it.resource as usize].id.clone());
        draft.decisions.get(&pair) == Some(&Decision::Forbidden)
    };
    let allowed: Vec<&Candidate> = fitting.iter().filter(|it| !decided(it)).collect();
    if allowed.is_empty() {
        return WhyLeft::AllForbidden;
    }
    let own = draft.problem.penalties[at] * i64::try_from(draft.problem.demands[at].max(1)).unwrap_or(1);
    let (mut by, mut first) = (Vec::new(), Vec::new());
    let mut is_free = false;
    for candidate in allowed {
        let resource = candidate.resource as usize;
        let pinned = draft.pinned.pinned_to.get(&resource).into_iter().flatten();
        let before = read.resources[resource].taken_by.len();
        by.extend(read.resources[resource].taken_by.iter().chain(pinned.clone()).cloned());
        let others: Vec<usize> = takers.get(&resource).into_iter().flatten().copied().filter(|it| *it != at).collect();
        is_free |= others.is_empty() && pinned.count() == 0 && before == 0;
        for other in others {
            let penalty =
                draft.problem.penalties[other] * i64::try_from(draft.problem.demands[other].max(1)).unwrap_or(1);
            let list = if penalty > own { &mut first } else { &mut by };
            list.push(read.needs[other].id.clone());
        }
    }
    for list in [&mut by, &mut first] {
        order::sort(list);
        list.dedup();
        list.retain(|it| *it != need.id);
    }
    match (is_free, by.is_empty(), first.is_empty()) {
        (true, ..) | (_, true, true) => WhyLeft::NotEnough,
        (_, true, false) => WhyLeft::LowPriority(first),
        (_, false, _) => {
            by.extend(first);
            WhyLeft::Taken(by)
        }
    }
}

impl Proposal {
    /// The pair of the two, if it is proposed.
    pub fn pair(&self, need: &RecordId, resource: &RecordId) -> Option<&super::Pair> {
        self.pairs.iter().find(|it| it.need == *need && it.resource == *resource)
    }

    /// What of a resource is left, in words of its unit; nothing where none is.
    pub fn rest_of(&self, resource: &RecordId) -> Option<&LeftResource> {
        self.unused.iter().find(|it| it.resource == *resource)
    }

    /// Why a pair is not in the plan. Up to [`TRIED`] needs it is tried what the plan would be with it; beyond, the prices
    /// of the plan say what it costs at least.
    pub fn why_not(
        &self,
        workspace: &Workspace,
        ground: &Ground,
        decided: (&Decisions, Priorities),
        need: &RecordId,
        resource: &RecordId,
    ) -> WhyNot {
        let pair = (need.clone(), resource.clone());
        if self.pair(need, resource).is_some() {
            return WhyNot::Proposed;
        }
        if let Some(project) = ground.project_of(need, resource) {
            return WhyNot::InProject(project.clone());
        }
        if decided.0.get(&pair) == Some(&Decision::Forbidden) {
            return WhyNot::Forbidden;
        }
        let Some(at) = ground.resource(resource) else { return WhyNot::ResourceGone };
        let offered = &ground.read.resources[at];
        if offered.is_expired {
            return WhyNot::Expired;
        }
        let place = ground.need(need).filter(|it| ground.read.needs[*it].unfit.is_none());
        let (Some(place), Some(candidate)) = (place, ground.candidate(need, resource)) else {
            return WhyNot::NeedNotOpen;
        };
        if candidate.points < LEAST {
            return WhyNot::TooLittle(candidate);
        }
        let weighed = ground.scored[place].iter().take(MOST_CANDIDATES).any(|it| it.resource as usize == at);
        let by = || {
            let has = self.pairs.iter().filter(|it| it.resource == *resource && it.need != *need);
            has.map(|it| it.need.clone()).collect::<Vec<_>>()
        };
        match self.regrets.get(&pair) {
            _ if !weighed => WhyNot::NotWeighed(candidate),
            _ if offered.rest != Rest::Nothing && ground.read.needs.len() <= TRIED => {
                self.tried(workspace, ground, decided, pair)
            }
            Some(points) => WhyNot::Costs { points: *points, losers: by() },
            None => WhyNot::Taken(offered.taken_by.iter().cloned().chain(by()).collect()),
        }
    }

    /// What the plan would be with a pair, beside what it is.
    fn tried(
        &self,
        workspace: &Workspace,
        ground: &Ground,
        decided: (&Decisions, Priorities),
        pair: (RecordId, RecordId),
    ) -> WhyNot {
        let mut decisions = decided.0.clone();
        decisions.insert(pair.clone(), Decision::Pinned);
        let draft = Draft::new(ground, workspace, decisions, decided.1);
        let mut solver = draft.solver();
        while solver.run(usize::MAX) {}
        let plan = solver.finish();
        let with = draft.finish(plan);
        for (need, resource, trouble) in &with.troubles {
            if let (true, PinTrouble::Taken(by)) = ((need, resource) == (&pair.0, &pair.1), trouble) {
                return WhyNot::Taken(by.clone());
            }
        }
        let lost = (with.cost - self.cost).max(0) + i128::from(POINT) - 1;
        let points = i64::try_from(lost / i128::from(POINT)).unwrap_or(i64::MAX);
        let given = |proposal: &Proposal, need: &RecordId| -> i64 {
            let pairs = proposal.pairs.iter().filter(|it| it.need == *need);
            pairs.map(|it| it.amount.as_ref().map_or(1, |it| it.n)).sum()
        };
        let mut losers: Vec<RecordId> = self.pairs.iter().map(|it| it.need.clone()).collect();
        losers.dedup();
        losers.retain(|need| *need != pair.0 && given(&with, need) < given(self, need));
        WhyNot::Costs { points, losers }
    }
}
