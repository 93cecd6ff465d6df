//! The beginning of a plan: needs outbid each other, as in Jonker and Volgenant's row reduction, with amounts in place of ones.
//!
//! A need bids for what is cheapest for it up to the point where its second choice would be as cheap. Where a resource is
//! full, the lowest bid gives way, and the price rises to it. So everybody holds what is cheapest at the prices there are,
//! whenever it ends; whoever has nothing by then is placed by search.

use super::flow::{Arc, Instance};

/// Bids, for each need there is: what is not settled by then is dearer to settle by bids than by search.
const BIDS: usize = 20;

/// Resources with more holders than this are left to the search: finding the lowest bid looks at each.
const MOST_HOLDERS: usize = 64;

/// What somebody holds of a resource, and up to which price.
#[derive(Clone, Copy)]
pub(super) struct Hold {
    pub arc: u32,
    pub amount: u64,
    bid: i64,
}

/// How the bidding ended.
pub(super) struct Auction<'i> {
    instance: &'i Instance,
    pub prices: Vec<i64>,
    pub holds: Vec<Vec<Hold>>,
    pub free: Vec<u64>,
    pub left: Vec<u64>,
    pub open: Vec<u64>,
}

/// A need's first choice, and what it costs beside the second.
struct Choice {
    /// The pair; none where it is cheapest to leave it open.
    arc: Option<u32>,
    /// By how much the second choice is dearer.
    margin: i64,
}

impl<'i> Auction<'i> {
    pub fn held(instance: &'i Instance) -> Auction<'i> {
        let mut auction = Auction {
            instance,
            prices: vec![0; instance.capacities.len()],
            holds: vec![Vec::new(); instance.capacities.len()],
            free: instance.capacities.clone(),
            left: instance.needs.iter().map(|it| it.demand).collect(),
            open: vec![0; instance.needs.len()],
        };
        let mut bids = BIDS * instance.needs.len();
        let mut waiting = Vec::new();
        for need in 0..instance.needs.len() as u32 {
            waiting.push(need);
            while let Some(need) = waiting.pop() {
                while auction.left[need as usize] > 0 && bids > 0 {
                    bids -= 1;
                    match auction.bid(need) {
                        Outcome::Given => {}
                        Outcome::OutOf(other) => waiting.push(other),
                        Outcome::Stuck => break,
                    }
                }
            }
        }
        auction
    }

    /// The price of a pair's resource.
    pub fn price(&self, arc: &Arc) -> i64 {
        self.prices[arc.resource as usize]
    }

    fn choice(&self, need: u32) -> Choice {
        let penalty = self.instance.needs[need as usize].penalty;
        let (mut best, mut second, mut chosen) = (penalty, i64::MAX, None);
        for at in self.instance.arcs_of(need) {
            let arc = &self.instance.arcs[at];
            let cost = arc.cost + self.price(arc);
            // Of two as cheap, the one with something free.
            let is_better = cost < best
                || (cost == best
                    && (chosen.is_none() || (self.is_full(chosen) && self.free[arc.resource as usize] > 0)));
            if is_better {
                (second, best, chosen) = (best, cost, Some(at as u32));
            } else if cost < second {
                second = cost;
            }
        }
        Choice { arc: chosen, margin: second.saturating_sub(best) }
    }

    fn is_full(&self, arc: Option<u32>) -> bool {
        arc.is_some_and(|arc| self.free[self.instance.arcs[arc as usize].resource as usize] == 0)
    }

    fn bid(&mut self, need: u32) -> Outcome {
        let left = self.left[need as usize];
        let Choice { arc, margin } = self.choice(need);
        let Some(arc) = arc else {
            self.open[need as usize] += left;
            self.left[need as usize] = 0;
            return Outcome::Given;
        };
        let resource = self.instance.arcs[arc as usize].resource as usize;
        let bid = self.prices[resource].saturating_add(margin);
        if self.free[resource] > 0 {
            let amount = left.min(self.free[resource]);
            self.free[resource] -= amount;
            self.hold(resource, Hold { arc, amount, bid });
            self.left[need as usize] -= amount;
            return Outcome::Given;
        }
        let holds = &self.holds[resource];
        let lowest = holds.iter().enumerate().min_by_key(|(_, it)| it.bid);
        let Some((at, lowest)) = lowest.filter(|_| holds.len() <= MOST_HOLDERS) else { return Outcome::Stuck };
        let (lowest, loser) = (*lowest, self.instance.arcs[lowest.arc as usize].need);
        let is_raised = lowest.bid.min(bid) > self.prices[resource];
        if bid <= lowest.bid {
            // It would pay no more than those who hold it: at that price it may as well go elsewhere.
            self.prices[resource] = self.prices[resource].max(bid);
            return if is_raised { Outcome::Given } else { Outcome::Stuck };
        }
        self.prices[resource] = self.prices[resource].max(lowest.bid);
        let amount = left.min(lowest.amount);
        if amount == lowest.amount {
            self.holds[resource].swap_remove(at);
        } else {
            self.holds[resource][at].amount -= amount;
        }
        self.hold(resource, Hold { arc, amount, bid });
        self.left[need as usize] -= amount;
        self.left[loser as usize] += amount;
        Outcome::OutOf(loser)
    }

    fn hold(&mut self, resource: usize, hold: Hold) {
        match self.holds[resource].iter_mut().find(|it| it.arc == hold.arc) {
            Some(known) => {
                known.amount += hold.amount;
                known.bid = known.bid.min(hold.bid);
            }
            None => self.holds[resource].push(hold),
        }
    }
}

/// What a bid brought.
enum Outcome {
    /// Something was given, or a price rose.
    Given,
    /// Another need lost what it had.
    OutOf(u32),
    /// Bids lead no further here.
    Stuck,
}
