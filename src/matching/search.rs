//! Shortest paths, which make a plan whole where everybody holds what is cheapest for them: forward from a need to something
//! free, or to a need that leaves something open; backward from a resource that has something free at a price to somebody who
//! takes it, or to the price of nothing. Prices then move by what was learned, so that the same stays true.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::network::{NONE, Network};

/// What one search notes; a stamp tells its notes from those of earlier ones.
pub(super) struct Search {
    stamp: u32,
    needs: Box<[Label]>,
    resources: Box<[Label]>,
    /// Needs and resources whose prices move, in order.
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
    /// The pair by which it was reached.
    by: u32,
    distance: i64,
}

/// Where a search ends.
#[derive(Clone, Copy)]
enum End {
    /// At a need that leaves something open.
    Open(u32),
    /// At a resource: where something is free, or the price comes to nothing.
    Resource(u32),
}

/// One step of a path.
#[derive(Clone, Copy)]
enum Step {
    /// So much more of a need stays open.
    Open(u32),
    /// So much less of a need stays open.
    Close(u32),
    /// It goes over a pair now.
    Give(u32),
    /// It goes over a pair no more.
    Take(u32),
    /// A need has a place for so much more.
    Place(u32),
}

impl Search {
    pub fn new(network: &Network) -> Search {
        Search {
            stamp: 0,
            needs: vec![Label::default(); network.needs()].into(),
            resources: vec![Label::default(); network.resources()].into(),
            reached: Vec::new(),
            passed: Vec::new(),
            heap: BinaryHeap::new(),
            bound: 0,
            end: End::Open(0),
        }
    }

    /// Finds a place for some of what a need has left, along the shortest path.
    pub fn place(&mut self, network: &mut Network, need: u32) {
        self.begin();
        self.reach(network, need, 0, NONE);
        while let Some(Reverse((distance, resource))) = self.heap.pop() {
            if distance >= self.bound {
                break;
            }
            let label = &mut self.resources[resource as usize];
            if std::mem::replace(&mut label.is_closed, true) {
                continue;
            }
            self.passed.push(resource);
            for arc in network.held_of(resource) {
                let other = network.arc(*arc).need;
                if self.needs[other as usize].stamp != self.stamp {
                    self.reach(network, other, distance, *arc);
                }
            }
        }
        for need in &self.reached {
            network.need_prices[*need as usize] += self.bound - self.needs[*need as usize].distance;
        }
        for resource in &self.passed {
            network.prices[*resource as usize] += self.bound - self.resources[*resource as usize].distance;
        }
        let mut path = Vec::new();
        let mut amount = network.left[need as usize];
        let mut at = match self.end {
            End::Open(need) => {
                path.push(Step::Open(need));
                need
            }
            End::Resource(resource) => {
                amount = amount.min(network.free[resource as usize]);
                let by = self.resources[resource as usize].by;
                path.push(Step::Give(by));
                network.arc(by).need
            }
        };
        while at != need {
            let held = self.needs[at as usize].by;
            path.push(Step::Take(held));
            let by = self.resources[network.arc(held).resource as usize].by;
            path.push(Step::Give(by));
            at = network.arc(by).need;
        }
        path.push(Step::Place(need));
        shift(network, &path, amount);
    }

    /// Notes a need at a distance, and what lies behind it.
    fn reach(&mut self, network: &Network, need: u32, distance: i64, by: u32) {
        let stamp = self.stamp;
        self.needs[need as usize] = Label { stamp, is_closed: true, distance, by };
        self.reached.push(need);
        let base = distance - network.need_prices[need as usize];
        let to_open = base + network.penalty(need);
        if to_open < self.bound {
            (self.bound, self.end) = (to_open, End::Open(need));
        }
        let places = network.arcs_of(need);
        let from = places.start;
        for (at, arc) in network.arcs[places].iter().enumerate() {
            let to = base + network.cost(arc);
            if to >= self.bound {
                continue;
            }
            let label = &mut self.resources[arc.resource as usize];
            if label.stamp == stamp && (label.is_closed || label.distance <= to) {
                continue;
            }
            *label = Label { stamp, is_closed: false, distance: to, by: (from + at) as u32 };
            if network.free[arc.resource as usize] > 0 {
                (self.bound, self.end) = (to, End::Resource(arc.resource));
            } else {
                self.heap.push(Reverse((to, arc.resource)));
            }
        }
    }

    /// Finds a taker for some of what a resource has free at a price, along the shortest path, or brings its price to nothing.
    pub fn empty(&mut self, network: &mut Network, resource: u32) {
        self.begin();
        self.pass(network, resource, 0, NONE);
        while let Some(Reverse((distance, need))) = self.heap.pop() {
            if distance >= self.bound {
                break;
            }
            let label = &mut self.needs[need as usize];
            if std::mem::replace(&mut label.is_closed, true) {
                continue;
            }
            self.reached.push(need);
            for at in network.arcs_of(need) {
                let other = network.arcs[at].resource;
                if network.amounts[at] > 0 && self.resources[other as usize].stamp != self.stamp {
                    self.pass(network, other, distance, at as u32);
                }
            }
        }
        for need in &self.reached {
            network.need_prices[*need as usize] -= self.bound - self.needs[*need as usize].distance;
        }
        for resource in &self.passed {
            let by = self.bound - self.resources[*resource as usize].distance;
            network.prices[*resource as usize] -= by;
        }
        let mut path = Vec::new();
        let mut at = match self.end {
            End::Open(need) => {
                path.push(Step::Close(need));
                let by = self.needs[need as usize].by;
                path.push(Step::Give(by));
                network.arc(by).resource
            }
            End::Resource(end) => end,
        };
        while at != resource {
            let held = self.resources[at as usize].by;
            path.push(Step::Take(held));
            let by = self.needs[network.arc(held).need as usize].by;
            path.push(Step::Give(by));
            at = network.arc(by).resource;
        }
        // Where its own price came to nothing there is no path, and nothing to move.
        let amount = network.free[resource as usize];
        shift(network, &path, amount);
    }

    /// Notes a resource at a distance, and who would take something of it.
    fn pass(&mut self, network: &Network, resource: u32, distance: i64, by: u32) {
        let stamp = self.stamp;
        self.resources[resource as usize] = Label { stamp, is_closed: true, distance, by };
        self.passed.push(resource);
        let base = distance + network.prices[resource as usize];
        if base < self.bound {
            (self.bound, self.end) = (base, End::Resource(resource));
        }
        for back in network.backs_of(resource) {
            let to = base + back.cost - network.need_prices[back.need as usize];
            if to >= self.bound {
                continue;
            }
            let label = &mut self.needs[back.need as usize];
            if label.stamp == stamp && (label.is_closed || label.distance <= to) {
                continue;
            }
            *label = Label { stamp, is_closed: false, distance: to, by: back.arc };
            if network.open[back.need as usize] > 0 {
                (self.bound, self.end) = (to, End::Open(back.need));
            } else {
                self.heap.push(Reverse((to, back.need)));
            }
        }
    }

    fn begin(&mut self) {
        self.stamp += 1;
        self.reached.clear();
        self.passed.clear();
        self.heap.clear();
        self.bound = i64::MAX;
    }
}

/// Goes along a path with as much as it bears.
fn shift(network: &mut Network, path: &[Step], amount: u64) {
    let mut amount = amount;
    for step in path {
        match *step {
            Step::Take(arc) => amount = amount.min(network.amounts[arc as usize]),
            Step::Close(need) => amount = amount.min(network.open[need as usize]),
            Step::Open(_) | Step::Give(_) | Step::Place(_) => {}
        }
    }
    // What is taken must be free before it is given anew.
    for step in path {
        if let Step::Take(arc) = *step {
            network.take(arc, amount);
        }
    }
    for step in path {
        match *step {
            Step::Take(_) => {}
            Step::Give(arc) => network.give(arc, amount),
            Step::Open(need) => network.open[need as usize] += amount,
            Step::Close(need) => network.open[need as usize] -= amount,
            Step::Place(need) => network.left[need as usize] -= amount,
        }
    }
}
