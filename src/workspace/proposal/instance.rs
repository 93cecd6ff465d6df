//! Needs and resources as a transport problem: amounts within one unit, anything else as one whole.
//!
//! Whole things cannot be divided, which makes the exact problem hard. So the divisible one is solved, with its proof,
//! and rounded ([`super::rounding`]); what rounding may have lost is told.

use super::candidates::Candidate;
use super::ground::{Read, Rest};
use super::priorities::Priorities;
use crate::domain::{Quantity, Slot};
use crate::matching::score;
use crate::matching::{self, Instance};

/// A point for a whole need; a unit of a need of many costs its share of it.
pub const POINT: i64 = 1 << 20;

/// Up to so many times of one resource are weighed for a need that could have it at more.
const MOST_SLOTS: usize = 4;

/// What can be given away: a resource, or one that can be had at several times at one of them.
#[derive(Clone, Debug)]
pub struct Place {
    /// The resource's place.
    pub resource: usize,
    /// When.
    pub slot: Option<Slot>,
    /// What of it is left.
    pub rest: Rest,
    /// Nobody has any of it.
    pub is_untouched: bool,
}

/// All places, resource by resource.
pub struct Places {
    pub all: Vec<Place>,
    /// By resource: its first place; one more at the end.
    starts: Vec<usize>,
}

impl Places {
    /// As the records have them.
    pub fn of(read: &Read) -> Places {
        let mut places = Places { all: Vec::new(), starts: Vec::with_capacity(read.resources.len() + 1) };
        for (resource, it) in read.resources.iter().enumerate() {
            places.starts.push(places.all.len());
            if it.slots.is_empty() {
                let is_untouched = it.capacity == it.rest;
                places.all.push(Place { resource, slot: None, rest: it.rest.clone(), is_untouched });
            }
            for (slot, n) in &it.slots {
                let Rest::Counted(all) = &it.capacity else { continue };
                let rest = if *n > 0 { Rest::Counted(Quantity { n: *n, ..all.clone() }) } else { Rest::Nothing };
                places.all.push(Place { resource, slot: Some(*slot), is_untouched: rest == it.capacity, rest });
            }
        }
        places.starts.push(places.all.len());
        places
    }

    /// The places of a resource.
    pub fn of_resource(&self, resource: usize) -> std::ops::Range<usize> {
        self.starts[resource]..self.starts[resource + 1]
    }

    /// The places of a resource at which a need can have it; all of them where the times say nothing of it.
    pub fn for_need(&self, read: &Read, need: usize, resource: usize) -> Vec<usize> {
        let (of, range) = (&read.needs[need], self.of_resource(resource));
        let slots = read.resources[resource].facts.week.slots(&of.facts.week, of.days_left);
        let fits = |at: &usize| self.all[*at].slot.is_none_or(|slot| slots.is_empty() || slots.contains(slot));
        range.filter(fits).collect()
    }
}

/// A pair that may be in the plan.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// What is known of it.
    pub candidate: Candidate,
    /// Which of the places.
    pub place: usize,
    /// By amounts within one unit; otherwise all of the need takes all of the resource.
    pub by_amount: bool,
    /// What a unit costs.
    pub cost: i64,
}

/// The problem, with what every number stands for.
pub struct Problem {
    /// By need: what is asked for in units, 0 where it is not looked at.
    pub demands: Vec<u64>,
    /// By need: what a unit left open costs.
    pub penalties: Vec<i64>,
    /// By place: what is left of it in units, where it is counted.
    pub left: Vec<u64>,
    /// By need: the pairs that may be in the plan, place by place.
    pub ways: Vec<Vec<Way>>,
    /// As it is solved.
    pub instance: Instance,
}

/// The number of an amount that is left.
pub fn units(rest: &Rest) -> u64 {
    match rest {
        Rest::Counted(it) => u64::try_from(it.n).unwrap_or(0).min(matching::flow::MAX_AMOUNT),
        Rest::Whole => 1,
        Rest::Nothing => 0,
    }
}

/// True where amounts of the two add up.
pub fn by_amount(need: &Rest, resource: &Rest) -> bool {
    matches!((need, resource), (Rest::Counted(asked), Rest::Counted(there)) if score::same_unit(asked, there))
}

/// An amount of a need: so many of its unit, or none where it is one whole.
pub fn amount_of(need: &Rest, units: u64) -> Option<Quantity> {
    match need {
        Rest::Counted(it) => Some(Quantity { n: i64::try_from(units).unwrap_or(i64::MAX), unit: it.unit.clone() }),
        Rest::Whole | Rest::Nothing => None,
    }
}

/// Sets up the problem. `needs` and `places` are what is left of each once the pinned pairs are served; `may` says which
/// candidates of a need may be in the plan.
pub fn set_up(
    read: &Read,
    needs: &[Rest],
    places: &Places,
    priorities: Priorities,
    may: &dyn Fn(usize) -> Vec<Candidate>,
) -> Problem {
    let left: Vec<u64> = places.all.iter().map(|it| units(&it.rest)).collect();
    let counted = |it: &Place| if matches!(it.rest, Rest::Counted(_)) { units(&it.rest) } else { 0 };
    let mut capacities: Vec<u64> = places.all.iter().map(counted).collect();
    let (mut demands, mut penalties, mut all_ways) = (Vec::new(), Vec::new(), Vec::new());
    let (mut flow_needs, mut arcs) = (Vec::new(), Vec::new());
    for (at, rest) in needs.iter().enumerate() {
        let mut ways: Vec<Way> = Vec::new();
        if *rest != Rest::Nothing {
            for candidate in may(at) {
                let mut fitting = places.for_need(read, at, candidate.resource as usize);
                // Many needs that could come at any time do not all look at the same few.
                let turn = at.checked_rem(fitting.len()).unwrap_or(0);
                fitting.rotate_left(turn);
                let free = fitting.into_iter().filter(|place| left[*place] > 0);
                let way = |place: usize| {
                    let by_amount = by_amount(rest, &places.all[place].rest);
                    (by_amount || places.all[place].is_untouched).then_some(Way {
                        candidate,
                        place,
                        by_amount,
                        cost: 0,
                    })
                };
                ways.extend(free.filter_map(way).take(MOST_SLOTS));
            }
        }
        // Counted or whole, as what fits best is: of a need that may be both, the bound would be far from what can be done.
        let best = ways.iter().max_by_key(|way| (way.candidate.points, way.by_amount)).is_some_and(|way| way.by_amount);
        ways.retain(|way| way.by_amount == best);
        // One that nothing can be counted against is one whole.
        let demand = if ways.iter().any(|way| way.by_amount) { units(rest) } else { u64::from(*rest != Rest::Nothing) };
        let per_unit = |points: i64| points * POINT / i64::try_from(demand.max(1)).unwrap_or(i64::MAX);
        for way in &mut ways {
            way.cost = per_unit(score::cost(way.candidate.points));
            if !way.by_amount {
                // Room for any one of those that would take it whole.
                capacities[way.place] = capacities[way.place].max(demand);
            }
            arcs.push(matching::Arc { need: at as u32, resource: way.place as u32, cost: way.cost });
        }
        let penalty = per_unit(priorities.penalty(&read.needs[at]));
        flow_needs.push(matching::Need { demand, penalty });
        demands.push(demand);
        penalties.push(penalty);
        crate::domain::order::sort_by(&mut ways, |a, b| a.place.cmp(&b.place));
        all_ways.push(ways);
    }
    let instance = Instance::new(flow_needs, capacities, arcs);
    let instance = instance.expect("amounts are capped, costs are a few hundred points, and no pair is named twice");
    Problem { demands, penalties, left, ways: all_ways, instance }
}

impl Problem {
    /// So much of a cost as points for a whole need, rounded up.
    pub fn points(&self, need: usize, per_unit: i64) -> i64 {
        let demand = i64::try_from(self.demands[need].max(1)).unwrap_or(i64::MAX);
        let all = i128::from(per_unit) * i128::from(demand);
        i64::try_from((all + i128::from(POINT) - 1).div_euclid(i128::from(POINT))).unwrap_or(i64::MAX)
    }
}
