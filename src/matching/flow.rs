//! The best plan: amounts of needs given to resources at the least total cost, where an amount may also be left open at
//! a penalty.
//!
//! A transport problem on a sparse graph, solved exactly in whole numbers by successive shortest paths with prices, the
//! method of Jonker and Volgenant (Computing 38, 1987, 325-340) with capacities and demands in place of ones. Prices only
//! rise, so that every search begins from what the earlier ones learned. The same instance gives the same plan.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::auction::Auction;
use super::certificate;

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
    pub fn new(needs: Vec<Need>, capacities: Vec<u64>, mut arcs: Vec<Arc>) -> Result<Instance, InstanceError> {
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
        arcs.sort_unstable();
        let twice = arcs.windows(2).find(|pair| (pair[0].need, pair[0].resource) == (pair[1].need, pair[1].resource));
        if let Some([Arc { need, resource, .. }, _]) = twice {
            return Err(InstanceError::PairedTwice { need: *need, resource: *resource });
        }
        let mut starts = vec![0; needs.len() + 1];
        for arc in &arcs {
            starts[arc.need as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
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

/// A plan with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How much goes over each pair.
    pub amounts: Vec<u64>,
    /// How much of each need stays open.
    pub open: Vec<u64>,
    /// What one unit more of each need would cost.
    pub need_prices: Vec<i64>,
    /// How scarce each resource is: what one unit more of it would save. 0 where something is left of it.
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
    instance: &'i Instance,
    amounts: Vec<u64>,
    open: Vec<u64>,
    /// What of each need has no place yet.
    left: Vec<u64>,
    /// What of each resource is free.
    free: Vec<u64>,
    need_prices: Vec<i64>,
    resource_prices: Vec<i64>,
    /// For each resource the pairs over which something goes.
    holders: Vec<Vec<u32>>,
    next: usize,
    search: Search,
}

/// What one search notes; a stamp tells its notes from those of earlier ones.
struct Search {
    stamp: u32,
    needs: Vec<Label>,
    resources: Vec<Label>,
    /// Needs reached, and full resources left behind, in order.
    reached: Vec<u32>,
    passed: Vec<u32>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
    bound: i64,
    end: End,
}

#[derive(Clone, Copy, Default)]
struct Label {
    stamp: u32,
    is_closed: bool,
    distance: i64,
    /// The pair by which it was reached.
    by: u32,
}

/// Where a search may end.
#[derive(Clone, Copy)]
enum End {
    /// A need leaves something open.
    Open(u32),
    /// A resource has something free.
    Free(u32),
}

const NONE: u32 = u32::MAX;

impl<'i> Solver<'i> {
    /// Begins: needs outbid each other for a while, which settles most of them.
    pub fn new(instance: &'i Instance) -> Solver<'i> {
        let (needs, resources) = (instance.needs.len(), instance.capacities.len());
        let auction = Auction::held(instance);
        let least = |at: usize, need: &Need| {
            let prices = instance.arcs[instance.arcs_of(at as u32)].iter().map(|it| it.cost + auction.price(it));
            prices.min().unwrap_or(need.penalty).min(need.penalty)
        };
        let need_prices = instance.needs.iter().enumerate().map(|(at, need)| least(at, need)).collect();
        let mut amounts = vec![0; instance.arcs.len()];
        let mut holders = vec![Vec::new(); resources];
        for (resource, holds) in auction.holds.iter().enumerate() {
            for hold in holds {
                amounts[hold.arc as usize] = hold.amount;
                holders[resource].push(hold.arc);
            }
        }
        Solver {
            instance,
            amounts,
            open: auction.open,
            left: auction.left,
            free: auction.free,
            need_prices,
            resource_prices: auction.prices,
            holders,
            next: 0,
            search: Search {
                stamp: 0,
                needs: vec![Label::default(); needs],
                resources: vec![Label::default(); resources],
                reached: Vec::new(),
                passed: Vec::new(),
                heap: BinaryHeap::new(),
                bound: 0,
                end: End::Open(0),
            },
        }
    }

    /// Finds places for up to `most` needs more; false when nothing is left to do.
    pub fn run(&mut self, most: usize) -> bool {
        let mut done = 0;
        while done < most && self.next < self.left.len() {
            while self.left[self.next] > 0 {
                self.place(self.next as u32);
            }
            self.next += 1;
            done += 1;
        }
        self.next < self.left.len()
    }

    /// How many of the needs have been seen to, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.next, self.left.len())
    }

    /// The plan, once [`Solver::run`] has said that nothing is left to do.
    pub fn finish(self) -> Plan {
        let over_arcs = self.instance.arcs.iter().zip(&self.amounts);
        let over_arcs: i128 = over_arcs.map(|(arc, amount)| i128::from(arc.cost) * i128::from(*amount)).sum();
        let left_open = self.instance.needs.iter().zip(&self.open);
        let left_open: i128 = left_open.map(|(need, open)| i128::from(need.penalty) * i128::from(*open)).sum();
        let plan = Plan {
            amounts: self.amounts,
            open: self.open,
            need_prices: self.need_prices,
            resource_prices: self.resource_prices,
            cost: over_arcs + left_open,
        };
        certificate::check(self.instance, &plan).expect("what the method gives is best: its prices prove it");
        plan
    }

    fn give(&mut self, arc: usize, amount: u64) {
        if amount > 0 {
            if self.amounts[arc] == 0 {
                self.holders[self.instance.arcs[arc].resource as usize].push(arc as u32);
            }
            self.amounts[arc] += amount;
        }
    }

    fn take(&mut self, arc: usize, amount: u64) {
        self.amounts[arc] -= amount;
        if self.amounts[arc] == 0 {
            let holders = &mut self.holders[self.instance.arcs[arc].resource as usize];
            let at = holders.iter().position(|it| *it as usize == arc).expect("who holds something is listed");
            holders.swap_remove(at);
        }
    }

    /// Places some of a need along the shortest path, and raises the prices by what was learned.
    fn place(&mut self, start: u32) {
        self.seek(start);
        let bound = self.search.bound;
        for need in &self.search.reached {
            self.need_prices[*need as usize] += bound - self.search.needs[*need as usize].distance;
        }
        for resource in &self.search.passed {
            self.resource_prices[*resource as usize] += bound - self.search.resources[*resource as usize].distance;
        }
        let amount = self.along(start, u64::MAX, Solver::narrowest);
        self.along(start, amount, Solver::shift);
    }

    /// Looks for the nearest place from `start`: something free, or a need that leaves something open.
    fn seek(&mut self, start: u32) {
        let search = &mut self.search;
        search.stamp += 1;
        search.reached.clear();
        search.passed.clear();
        search.heap.clear();
        search.bound = i64::MAX;
        self.reach(start, 0, NONE);
        while let Some(Reverse((distance, resource))) = self.search.heap.pop() {
            if distance >= self.search.bound {
                break;
            }
            let label = &mut self.search.resources[resource as usize];
            if label.is_closed {
                continue;
            }
            label.is_closed = true;
            self.search.passed.push(resource);
            for at in 0..self.holders[resource as usize].len() {
                let arc = self.holders[resource as usize][at];
                let need = self.instance.arcs[arc as usize].need;
                if self.search.needs[need as usize].stamp != self.search.stamp {
                    self.reach(need, distance, arc);
                }
            }
        }
    }

    /// Notes a need at a distance, and what lies behind it.
    fn reach(&mut self, need: u32, distance: i64, by: u32) {
        let search = &mut self.search;
        let stamp = search.stamp;
        search.needs[need as usize] = Label { stamp, is_closed: true, distance, by };
        search.reached.push(need);
        let base = distance - self.need_prices[need as usize];
        let to_open = base + self.instance.needs[need as usize].penalty;
        if to_open < search.bound {
            (search.bound, search.end) = (to_open, End::Open(need));
        }
        for at in self.instance.arcs_of(need) {
            let arc = &self.instance.arcs[at];
            let resource = arc.resource as usize;
            let to = base + arc.cost + self.resource_prices[resource];
            if to >= search.bound {
                continue;
            }
            let label = &mut search.resources[resource];
            if label.stamp == stamp && (label.is_closed || label.distance <= to) {
                continue;
            }
            *label = Label { stamp, is_closed: false, distance: to, by: at as u32 };
            if self.free[resource] > 0 {
                (search.bound, search.end) = (to, End::Free(arc.resource));
            } else {
                search.heap.push(Reverse((to, arc.resource)));
            }
        }
    }

    /// Goes along the path that was found, from its end to `start`.
    fn along(&mut self, start: u32, amount: u64, step: fn(&mut Self, Step, u64) -> u64) -> u64 {
        let mut amount = amount;
        let mut need = match self.search.end {
            End::Open(need) => {
                amount = step(self, Step::Open(need), amount);
                need
            }
            End::Free(resource) => {
                amount = step(self, Step::Free(resource), amount);
                let by = self.search.resources[resource as usize].by;
                amount = step(self, Step::Give(by), amount);
                self.instance.arcs[by as usize].need
            }
        };
        while need != start {
            let held = self.search.needs[need as usize].by;
            amount = step(self, Step::Take(held), amount);
            let resource = self.instance.arcs[held as usize].resource;
            let by = self.search.resources[resource as usize].by;
            amount = step(self, Step::Give(by), amount);
            need = self.instance.arcs[by as usize].need;
        }
        step(self, Step::Start(start), amount)
    }

    fn narrowest(&mut self, step: Step, amount: u64) -> u64 {
        match step {
            Step::Open(_) | Step::Give(_) => amount,
            Step::Free(resource) => amount.min(self.free[resource as usize]),
            Step::Take(arc) => amount.min(self.amounts[arc as usize]),
            Step::Start(need) => amount.min(self.left[need as usize]),
        }
    }

    fn shift(&mut self, step: Step, amount: u64) -> u64 {
        match step {
            Step::Open(need) => self.open[need as usize] += amount,
            Step::Free(resource) => self.free[resource as usize] -= amount,
            Step::Give(arc) => self.give(arc as usize, amount),
            Step::Take(arc) => self.take(arc as usize, amount),
            Step::Start(need) => self.left[need as usize] -= amount,
        }
        amount
    }
}

/// One step of a path, seen from its end.
#[derive(Clone, Copy)]
enum Step {
    /// A need leaves it open.
    Open(u32),
    /// A resource gives what it has free.
    Free(u32),
    /// It goes over a pair now.
    Give(u32),
    /// It goes over a pair no more.
    Take(u32),
    /// The need for whom it was sought.
    Start(u32),
}
