//! The best plan: amounts of needs given to resources at the least total cost, where an amount may also be left open at
//! a penalty.
//!
//! A transport problem on a sparse graph, solved exactly in whole numbers. An auction in steps that grow smaller finds a plan
//! and prices that are nearly best; prices are then mended until they are exact, and what cannot be mended is placed along
//! shortest paths (successive shortest paths with prices, after Jonker and Volgenant, Computing 38, 1987, 325-340, with
//! capacities and demands in place of ones). The same instance gives the same plan.

use super::auction::Auction;
use super::certificate;
use super::network::Network;
use super::scarcity;
use super::search::Search;
use super::settle::settle;

/// The largest cost of a unit, either way, and the largest penalty.
pub const MAX_COST: i64 = 1 << 40;

/// The largest amount of one need or resource.
pub const MAX_AMOUNT: u64 = 1 << 40;

/// The most needs and resources together: with [`MAX_COST`] no sum along a path leaves 64 bits.
pub const MAX_NODES: usize = 1 << 21;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// How many units.
    pub demand: u64,
    /// What it costs to leave one unit open.
    pub penalty: i64,
}

/// A pair worth looking at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arc {
    /// Place of the need.
    pub need: u32,
    /// Place of the resource.
    pub resource: u32,
    /// What a unit costs.
    pub cost: i64,
}

/// Why there is nothing to solve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InstanceError {
    /// A pair names a need or resource that is not there.
    #[error("pair {0} names nothing")]
    NoSuchPlace(usize),
    /// Two pairs join the same two.
    #[error("need {need} and resource {resource} are paired twice")]
    PairedTwice {
        /// The need.
        need: u32,
        /// The resource.
        resource: u32,
    },
    /// A cost or penalty beyond [`MAX_COST`].
    #[error("a cost is out of range")]
    Cost,
    /// An amount beyond [`MAX_AMOUNT`].
    #[error("an amount is out of range")]
    Amount,
    /// More than [`MAX_NODES`] needs and resources.
    #[error("too many needs and resources")]
    TooMany,
}

/// While it solves, costs and prices are so many bits finer than costs are given: bids then go wrong by less than a cost.
const FINER: u32 = 3;

/// Needs, resources and the pairs between them, checked.
#[derive(Clone, Debug, Default)]
pub struct Instance {
    pub(super) needs: Vec<Need>,
    pub(super) capacities: Vec<u64>,
    /// Sorted by need, then resource.
    pub(super) arcs: Vec<Arc>,
    /// Where each need's arcs begin, and the end of the last.
    pub(super) starts: Vec<u32>,
}

impl Instance {
    /// Takes needs, what each resource has, and pairs in any order.
    pub fn new(needs: Vec<Need>, capacities: Vec<u64>, arcs: Vec<Arc>) -> Result<Instance, InstanceError> {
        let in_range = |cost: i64| (-MAX_COST..=MAX_COST).contains(&cost);
        if needs.len() + capacities.len() > MAX_NODES || u32::try_from(arcs.len()).is_err() {
            return Err(InstanceError::TooMany);
        }
        let exists = |arc: &Arc| (arc.need as usize) < needs.len() && (arc.resource as usize) < capacities.len();
        if let Some(at) = arcs.iter().position(|arc| !exists(arc)) {
            return Err(InstanceError::NoSuchPlace(at));
        }
        if !needs.iter().all(|it| in_range(it.penalty)) || !arcs.iter().all(|it| in_range(it.cost)) {
            return Err(InstanceError::Cost);
        }
        if needs.iter().map(|it| it.demand).chain(capacities.iter().copied()).any(|it| it > MAX_AMOUNT) {
            return Err(InstanceError::Amount);
        }
        let mut starts = vec![0; needs.len() + 1];
        for arc in &arcs {
            starts[arc.need as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let arcs = in_order(&arcs, &starts);
        let twice = arcs.windows(2).find(|pair| (pair[0].need, pair[0].resource) == (pair[1].need, pair[1].resource));
        if let Some([Arc { need, resource, .. }, _]) = twice {
            return Err(InstanceError::PairedTwice { need: *need, resource: *resource });
        }
        Ok(Instance { needs, capacities, arcs, starts })
    }

    /// The pairs, sorted by need and resource: a plan's amounts stand in this order.
    pub fn arcs(&self) -> &[Arc] {
        &self.arcs
    }

    /// The places of a need's pairs in [`Instance::arcs`].
    pub fn arcs_of(&self, need: u32) -> std::ops::Range<usize> {
        self.starts[need as usize] as usize..self.starts[need as usize + 1] as usize
    }
}

/// The least and the most of what is known and one more.
fn widened(known: Option<(i64, i64)>, cost: i64) -> Option<(i64, i64)> {
    let (least, most) = known.unwrap_or((cost, cost));
    Some((least.min(cost), most.max(cost)))
}

/// The pairs by need, then resource: each put into its need's stretch, and few sorted at once.
fn in_order(arcs: &[Arc], starts: &[u32]) -> Vec<Arc> {
    let mut next = starts.to_vec();
    let mut sorted = vec![Arc { need: 0, resource: 0, cost: 0 }; arcs.len()];
    for arc in arcs {
        let place = &mut next[arc.need as usize];
        sorted[*place as usize] = *arc;
        *place += 1;
    }
    for stretch in starts.windows(2) {
        sorted[stretch[0] as usize..stretch[1] as usize].sort_unstable();
    }
    sorted
}

/// A plan with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How much goes over each pair.
    pub amounts: Vec<u64>,
    /// How much of each need stays open.
    pub open: Vec<u64>,
    /// What a unit of each need costs with the price of its resource; one unit less of it would save so much.
    pub need_prices: Vec<i64>,
    /// How scarce each resource is: what one unit more of it would save. 0 where something is left of it. Prices belong to
    /// the instance: another plan that costs the same has the same ones.
    pub resource_prices: Vec<i64>,
    /// What the whole costs, penalties with it.
    pub cost: i128,
}

impl Plan {
    /// What a unit over a pair would cost beyond what the plan does instead: why that pair is not in it, 0 where it might be.
    pub fn regret(&self, arc: &Arc) -> i64 {
        arc.cost + self.resource_prices[arc.resource as usize] - self.need_prices[arc.need as usize]
    }
}

/// Solves at once; the plan was checked ([`certificate::check`]).
pub fn solve(instance: &Instance) -> Plan {
    let mut solver = Solver::new(instance);
    while solver.run(usize::MAX) {}
    solver.finish()
}

/// Solves in slices.
pub struct Solver<'i> {
    network: Network<'i>,
    auction: Auction,
    search: Search,
    stage: Stage,
    next: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Needs bid for resources.
    Bidding,
    /// Needs without a place are found one.
    Placing,
    /// Resources with something free at a price are found a taker.
    Emptying,
}

impl<'i> Solver<'i> {
    /// Begins.
    pub fn new(instance: &'i Instance) -> Solver<'i> {
        let costs = instance.arcs.iter().fold(None, |known, it| widened(known, it.cost));
        let all = instance.needs.iter().fold(costs, |known, it| widened(known, it.penalty));
        let range = |it: Option<(i64, i64)>| it.map_or(0, |(least, most)| most - least) << FINER;
        let network = Network::new(instance, FINER);
        let auction = Auction::new(&network, range(costs), range(all));
        let search = Search::new(&network);
        Solver { network, auction, search, stage: Stage::Bidding, next: 0 }
    }

    /// Takes up to `most` steps, each a bid, an offer or a search; false when nothing is left to do.
    pub fn run(&mut self, most: usize) -> bool {
        let mut most = most;
        if self.stage == Stage::Bidding {
            if self.auction.run(&mut self.network, &mut most) {
                return true;
            }
            settle(&mut self.network);
            self.stage = Stage::Placing;
        }
        if self.stage == Stage::Placing {
            while let Some(left) = self.network.left.get(self.next as usize) {
                if *left == 0 {
                    self.next += 1;
                } else if most == 0 {
                    return true;
                } else {
                    most -= 1;
                    self.search.place(&mut self.network, self.next);
                }
            }
            (self.stage, self.next) = (Stage::Emptying, 0);
        }
        while let Some(free) = self.network.free.get(self.next as usize) {
            if *free == 0 || self.network.prices[self.next as usize] == 0 {
                self.next += 1;
            } else if most == 0 {
                return true;
            } else {
                most -= 1;
                self.search.empty(&mut self.network, self.next);
            }
        }
        false
    }

    /// How far it is, and how far it goes: so many needs, once for each round of bids, and once for the searches.
    pub fn progress(&self) -> (usize, usize) {
        let needs = self.network.needs();
        let (rounds, of) = self.auction.rounds();
        let done = match self.stage {
            Stage::Bidding => rounds * needs + needs.saturating_sub(self.auction.waiting()),
            Stage::Placing => of * needs + self.next as usize,
            Stage::Emptying => (of + 1) * needs,
        };
        (done, (of + 1) * needs)
    }

    /// The plan, once [`Solver::run`] has said that nothing is left to do.
    pub fn finish(mut self) -> Plan {
        scarcity::lower(&mut self.network);
        let Network { instance, shift, amounts, open, need_prices, prices, .. } = self.network;
        let over_arcs = instance.arcs.iter().zip(&amounts);
        let over_arcs: i128 = over_arcs.map(|(arc, amount)| i128::from(arc.cost) * i128::from(*amount)).sum();
        let left_open = instance.needs.iter().zip(&open);
        let left_open: i128 = left_open.map(|(need, open)| i128::from(need.penalty) * i128::from(*open)).sum();
        // Rounded down alike, two prices that differ by a whole cost still do.
        let whole = |prices: &[i64]| prices.iter().map(|it| it >> shift).collect();
        let plan = Plan {
            amounts: amounts.into(),
            open: open.into(),
            need_prices: whole(&need_prices),
            resource_prices: whole(&prices),
            cost: over_arcs + left_open,
        };
        certificate::check(instance, &plan).expect("what the method gives is best: its prices prove it");
        plan
    }
}
