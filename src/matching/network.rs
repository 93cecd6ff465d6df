//! Needs, resources and pairs as a solver works on them: lists of plain numbers, each pair seen from both its sides, what goes
//! over it, and the prices so far.

use super::flow::{Arc, Instance};

/// No pair.
pub(super) const NONE: u32 = u32::MAX;

/// A pair as its resource sees it.
#[derive(Clone, Copy, Default)]
pub(super) struct Back {
    pub arc: u32,
    pub need: u32,
    /// What a unit costs, finer by [`Network::shift`].
    pub cost: i64,
}

pub(super) struct Network<'i> {
    pub instance: &'i Instance,
    /// Of the instance: its pairs, and where each need's begin.
    pub arcs: &'i [Arc],
    starts: &'i [u32],
    /// Costs and prices are so many bits finer here than in the instance.
    pub shift: u32,
    /// Where each resource's pairs begin in `backs`, and the end of the last.
    back_starts: Box<[u32]>,
    backs: Box<[Back]>,
    /// How much goes over each pair.
    pub amounts: Box<[u64]>,
    /// In a resource's stretch, as long as that of its pairs: first those over which something goes.
    held: Box<[u32]>,
    counts: Box<[u32]>,
    /// Where a pair stands in `held`, while something goes over it.
    places: Box<[u32]>,
    /// What of each need has no place yet.
    pub left: Box<[u64]>,
    /// What of each need stays open.
    pub open: Box<[u64]>,
    /// What of each resource is free.
    pub free: Box<[u64]>,
    pub need_prices: Box<[i64]>,
    pub prices: Box<[i64]>,
}

impl<'i> Network<'i> {
    /// Nothing placed, all prices 0.
    pub fn new(instance: &'i Instance, shift: u32) -> Network<'i> {
        let (needs, resources, arcs) = (instance.needs.len(), instance.capacities.len(), &instance.arcs[..]);
        let mut back_starts = vec![0u32; resources + 1];
        for arc in arcs {
            back_starts[arc.resource as usize + 1] += 1;
        }
        for at in 1..back_starts.len() {
            back_starts[at] += back_starts[at - 1];
        }
        let mut next = back_starts.clone();
        let mut backs = vec![Back::default(); arcs.len()];
        for (at, arc) in arcs.iter().enumerate() {
            let place = &mut next[arc.resource as usize];
            backs[*place as usize] = Back { arc: at as u32, need: arc.need, cost: arc.cost << shift };
            *place += 1;
        }
        Network {
            instance,
            arcs,
            starts: &instance.starts,
            shift,
            back_starts: back_starts.into(),
            backs: backs.into(),
            amounts: vec![0; arcs.len()].into(),
            held: vec![NONE; arcs.len()].into(),
            counts: vec![0; resources].into(),
            places: vec![0; arcs.len()].into(),
            left: instance.needs.iter().map(|it| it.demand).collect(),
            open: vec![0; needs].into(),
            free: instance.capacities.as_slice().into(),
            need_prices: vec![0; needs].into(),
            prices: vec![0; resources].into(),
        }
    }

    pub fn needs(&self) -> usize {
        self.left.len()
    }

    pub fn resources(&self) -> usize {
        self.free.len()
    }

    /// The places of a need's pairs.
    #[inline(always)]
    pub fn arcs_of(&self, need: u32) -> std::ops::Range<usize> {
        self.starts[need as usize] as usize..self.starts[need as usize + 1] as usize
    }

    /// How many units a need asks for.
    #[inline(always)]
    pub fn demand(&self, need: u32) -> u64 {
        self.instance.needs[need as usize].demand
    }

    /// True where a pair's need has all its resource can give.
    pub fn holds_all(&self, arc: u32) -> bool {
        let resource = self.arc(arc).resource as usize;
        self.amounts[arc as usize] > 0 && self.free[resource] == 0 && self.counts[resource] == 1
    }

    /// What leaving a unit open costs.
    #[inline(always)]
    pub fn penalty(&self, need: u32) -> i64 {
        self.instance.needs[need as usize].penalty << self.shift
    }

    /// A pair by its place.
    #[inline(always)]
    pub fn arc(&self, arc: u32) -> &'i Arc {
        &self.arcs[arc as usize]
    }

    /// What a unit over a pair costs its need: the cost and the resource's price.
    #[inline(always)]
    pub fn cost(&self, arc: &Arc) -> i64 {
        (arc.cost << self.shift) + self.prices[arc.resource as usize]
    }

    /// The least a unit of a need can cost at the prices there are.
    pub fn least(&self, need: u32) -> i64 {
        let mut least = self.penalty(need);
        let (prices, shift) = (&self.prices[..], self.shift);
        for arc in &self.arcs[self.arcs_of(need)] {
            let cost = (arc.cost << shift) + prices[arc.resource as usize];
            if cost < least {
                least = cost;
            }
        }
        least
    }

    /// The pairs of a resource.
    #[inline(always)]
    pub fn backs_of(&self, resource: u32) -> &[Back] {
        &self.backs[self.back_starts[resource as usize] as usize..self.back_starts[resource as usize + 1] as usize]
    }

    /// The pairs of a resource, and the needs' prices to be changed.
    pub fn backs_and_need_prices(&mut self, resource: u32) -> (&[Back], &mut [i64]) {
        let stretch = self.back_starts[resource as usize] as usize..self.back_starts[resource as usize + 1] as usize;
        (&self.backs[stretch], &mut self.need_prices)
    }

    /// The pairs over which something of a resource goes.
    #[inline(always)]
    pub fn held_of(&self, resource: u32) -> &[u32] {
        let start = self.back_starts[resource as usize] as usize;
        &self.held[start..start + self.counts[resource as usize] as usize]
    }

    /// Lets so much more go over a pair, of what its resource has free.
    pub fn give(&mut self, arc: u32, amount: u64) {
        let resource = self.arc(arc).resource as usize;
        self.free[resource] -= amount;
        if amount > 0 && self.amounts[arc as usize] == 0 {
            let place = self.back_starts[resource] + self.counts[resource];
            self.held[place as usize] = arc;
            self.places[arc as usize] = place;
            self.counts[resource] += 1;
        }
        self.amounts[arc as usize] += amount;
    }

    /// Takes so much of a pair back; its resource has it free.
    pub fn take(&mut self, arc: u32, amount: u64) {
        let resource = self.arc(arc).resource as usize;
        self.free[resource] += amount;
        self.amounts[arc as usize] -= amount;
        if amount > 0 && self.amounts[arc as usize] == 0 {
            self.counts[resource] -= 1;
            let last = self.held[(self.back_starts[resource] + self.counts[resource]) as usize];
            let place = self.places[arc as usize];
            self.held[place as usize] = last;
            self.places[last as usize] = place;
        }
    }

    /// Takes all of a pair back; its need has no place for it any more.
    pub fn unplace(&mut self, arc: u32) {
        let amount = self.amounts[arc as usize];
        let need = self.arc(arc).need as usize;
        self.left[need] += amount;
        self.take(arc, amount);
    }
}
