//! The beginning of a plan: needs bid for resources, and resources that find no taker come down in price, until nobody could do
//! better by more than a step; then the same with a smaller step (the forward and reverse auction of Bertsekas and Castanon,
//! Computational Optimization and Applications 1, 1992, 277-297, for amounts).
//!
//! What comes out is nearly best. How nearly does not matter: it is a place to begin from.

use std::collections::VecDeque;

use super::network::{NONE, Network};

/// The first step is the difference of costs, divided by this.
const FIRST: i64 = 8;

/// The next step is so many times smaller. The last is 1: with costs as fine as they are then, hardly anything is left to mend.
const SMALLER: i64 = 10;

/// How many times all pairs may be looked at in a round; what is still undone then goes on in the next one.
const PATIENCE: u64 = 40;

/// The first step grows so much where a round of it does not end: prices have far to go.
const LARGER: i64 = 8;

pub(super) struct Auction {
    /// By how much at least a bid goes up, and a price comes down.
    step: i64,
    /// The largest step worth trying; 0 once steps grow smaller.
    largest: i64,
    round: usize,
    /// Of each pair over which something goes: up to which price its need stays.
    bids: Box<[i64]>,
    /// Needs that look for a place, the next one first.
    waiting: VecDeque<u32>,
    /// Resources that may have something free at a price.
    idle: Vec<u32>,
    /// How many pairs may still be looked at in this round, and in each.
    patience: u64,
    whole_patience: u64,
}

/// A need's best pair and its second best.
struct Choice {
    arc: u32,
    best: i64,
    second: i64,
}

impl Auction {
    /// Begins; costs differ by `spread`, costs and penalties together by `range`.
    pub fn new(network: &Network, spread: i64, range: i64) -> Auction {
        let arcs = network.amounts.len();
        let whole_patience = PATIENCE * (arcs + network.needs() + network.resources()) as u64;
        Auction {
            step: (spread / FIRST).max(1),
            largest: range / FIRST,
            round: 0,
            bids: vec![0; arcs].into(),
            waiting: (0..network.needs() as u32).filter(|it| network.left[*it as usize] > 0).collect(),
            idle: Vec::new(),
            patience: whole_patience,
            whole_patience,
        }
    }

    /// How many rounds are over, and how many there are; more may come where the first does not end.
    pub fn rounds(&self) -> (usize, usize) {
        let later = std::iter::successors(Some(self.step), |it| (*it > 1).then_some(smaller(*it))).count();
        (self.round, self.round + later)
    }

    /// How many needs look for a place in this round.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Takes up to `most` bids and offers, and counts them off; false when the auction is over.
    pub fn run(&mut self, network: &mut Network, most: &mut usize) -> bool {
        loop {
            let is_over = self.forward(network, most) && self.backward(network, most);
            if !is_over && self.patience > 0 {
                return true;
            }
            if !is_over && self.step < self.largest {
                self.step = self.step.saturating_mul(LARGER).min(self.largest);
            } else if self.step > 1 {
                (self.step, self.largest) = (smaller(self.step), 0);
            } else {
                return false;
            }
            self.round += 1;
            self.patience = self.whole_patience;
            self.look_again(network);
        }
    }

    /// Needs bid until all have what they want, or leave it open; false where that has not come yet.
    fn forward(&mut self, network: &mut Network, most: &mut usize) -> bool {
        if self.waiting.is_empty() {
            return true;
        }
        while let Some(need) = self.waiting.pop_front() {
            while network.left[need as usize] > 0 {
                if *most == 0 || self.patience == 0 {
                    self.waiting.push_front(need);
                    return false;
                }
                *most -= 1;
                self.bid(network, need);
            }
        }
        self.pay(network);
        true
    }

    fn bid(&mut self, network: &mut Network, need: u32) {
        let left = network.left[need as usize];
        let Choice { arc, best, second } = choice(network, need);
        let looked = network.arcs_of(need).len() as u64;
        self.patience = self.patience.saturating_sub(looked + 1);
        if arc == NONE {
            network.open[need as usize] += left;
            network.left[need as usize] = 0;
            return;
        }
        let resource = network.arc(arc).resource;
        let price = network.prices[resource as usize];
        let bid = price + (second - best) + self.step;
        let amount = left.min(network.free[resource as usize]);
        if amount > 0 {
            self.hold(network, arc, amount, bid);
            network.left[need as usize] -= amount;
            if network.free[resource as usize] > 0 {
                return;
            }
        } else if network.held_of(resource).is_empty() {
            // It never had anything.
            network.prices[resource as usize] = bid;
            return;
        } else {
            self.outbid(network, arc, bid);
        }
        let held = network.held_of(resource);
        self.patience = self.patience.saturating_sub(held.len() as u64);
        network.prices[resource as usize] = price.max(lowest(held, &self.bids).1);
    }

    /// Takes from those who bid less what a need has left, the lowest bid first.
    fn outbid(&mut self, network: &mut Network, arc: u32, bid: i64) {
        let (need, resource) = (network.arc(arc).need as usize, network.arc(arc).resource);
        while network.left[need] > 0 {
            let held = network.held_of(resource);
            self.patience = self.patience.saturating_sub(held.len() as u64);
            let (lowest, its_bid) = lowest(held, &self.bids);
            if its_bid >= bid {
                return;
            }
            if lowest == arc {
                self.bids[arc as usize] = bid;
                continue;
            }
            let amount = network.left[need].min(network.amounts[lowest as usize]);
            let loser = network.arc(lowest).need;
            network.take(lowest, amount);
            if network.left[loser as usize] == 0 {
                self.waiting.push_back(loser);
            }
            network.left[loser as usize] += amount;
            self.hold(network, arc, amount, bid);
            network.left[need] -= amount;
        }
    }

    fn hold(&mut self, network: &mut Network, arc: u32, amount: u64, bid: i64) {
        let known = &mut self.bids[arc as usize];
        *known = if network.amounts[arc as usize] == 0 { bid } else { bid.min(*known) };
        network.give(arc, amount);
    }

    /// Notes what each need pays for its dearest unit, and which resources find no taker at their price.
    fn pay(&mut self, network: &mut Network) {
        for need in 0..network.needs() as u32 {
            network.need_prices[need as usize] =
                if network.open[need as usize] > 0 { network.penalty(need) } else { i64::MIN / 2 };
        }
        for resource in (0..network.resources() as u32).rev() {
            for at in 0..network.held_of(resource).len() {
                let arc = network.arc(network.held_of(resource)[at]);
                let cost = network.cost(arc);
                let paid = &mut network.need_prices[arc.need as usize];
                *paid = cost.max(*paid);
            }
            if network.free[resource as usize] > 0 && network.prices[resource as usize] > 0 {
                self.idle.push(resource);
            }
        }
    }

    /// Resources come down in price until somebody takes what is free of them; false where that is not done yet.
    fn backward(&mut self, network: &mut Network, most: &mut usize) -> bool {
        while let Some(resource) = self.idle.pop() {
            while network.free[resource as usize] > 0 && network.prices[resource as usize] > 0 {
                if *most == 0 || self.patience == 0 {
                    self.idle.push(resource);
                    return false;
                }
                *most -= 1;
                self.offer(network, resource);
            }
        }
        true
    }

    /// A resource lowers its price to what the second would pay, and the first takes what is free, or what it has of the
    /// dearest elsewhere.
    fn offer(&mut self, network: &mut Network, resource: u32) {
        let (mut best, mut second, mut taker) = (0, 0, NONE);
        let backs = network.backs_of(resource);
        let (paid, amounts) = (&network.need_prices[..], &network.amounts[..]);
        for back in backs {
            let would_pay = paid[back.need as usize] - back.cost;
            if would_pay > second && amounts[back.arc as usize] == 0 {
                if would_pay > best {
                    (second, best, taker) = (best, would_pay, back.arc);
                } else {
                    second = would_pay;
                }
            }
        }
        self.patience = self.patience.saturating_sub(backs.len() as u64 + 1);
        let price = if best > self.step { (second - self.step).max(0) } else { 0 };
        let price = price.min(network.prices[resource as usize]);
        network.prices[resource as usize] = price;
        for at in 0..network.held_of(resource).len() {
            let held = network.held_of(resource)[at];
            let arc = network.arc(held);
            self.bids[held as usize] = price;
            let cost = network.cost(arc);
            // Too low where the need holds something dearer elsewhere: it is then offered less until the next round.
            let paid = &mut network.need_prices[arc.need as usize];
            *paid = cost.min(*paid);
        }
        if best <= self.step {
            return;
        }
        let need = network.arc(taker).need;
        // What it has of the dearest, and what it pays for the rest.
        let (mut dearest, mut from, mut rest) = (i64::MIN / 2, NONE, network.cost(network.arc(taker)));
        let mut amount = network.open[need as usize];
        if amount > 0 {
            dearest = network.penalty(need);
        }
        for at in network.arcs_of(need) {
            if network.amounts[at] == 0 {
                continue;
            }
            let cost = network.cost(network.arc(at as u32));
            if cost > dearest {
                if dearest > i64::MIN / 2 {
                    rest = rest.max(dearest);
                }
                (dearest, from, amount) = (cost, at as u32, network.amounts[at]);
            } else {
                rest = rest.max(cost);
            }
        }
        let cost = network.cost(network.arc(taker));
        if dearest <= cost {
            // It was said to pay more than it does.
            network.need_prices[need as usize] = dearest.max(cost);
            return;
        }
        let moved = amount.min(network.free[resource as usize]);
        if from == NONE {
            network.open[need as usize] -= moved;
        } else {
            let left_behind = network.arc(from).resource;
            network.take(from, moved);
            if network.prices[left_behind as usize] > 0 {
                self.idle.push(left_behind);
            }
        }
        self.hold(network, taker, moved, price);
        network.need_prices[need as usize] = if moved < amount { dearest } else { rest };
    }

    /// With the smaller step: takes back what is not cheap enough any more.
    fn look_again(&mut self, network: &mut Network) {
        self.waiting.clear();
        self.idle.clear();
        for need in 0..network.needs() as u32 {
            let most = network.least(need) + self.step;
            for at in network.arcs_of(need) {
                if network.amounts[at] == 0 {
                    continue;
                }
                let arc = network.arc(at as u32);
                if network.cost(arc) > most {
                    network.unplace(at as u32);
                } else {
                    self.bids[at] = network.prices[arc.resource as usize];
                }
            }
            let open = network.open[need as usize];
            if open > 0 && network.penalty(need) > most {
                network.open[need as usize] = 0;
                network.left[need as usize] += open;
            }
            if network.left[need as usize] > 0 {
                self.waiting.push_back(need);
            }
        }
    }
}

fn smaller(step: i64) -> i64 {
    (step / SMALLER).max(1)
}

/// Who of those that hold something bids the least, and what; of equal ones the first.
fn lowest(held: &[u32], bids: &[i64]) -> (u32, i64) {
    let mut found = (NONE, i64::MAX);
    for arc in held {
        let bid = bids[*arc as usize];
        if bid < found.1 {
            found = (*arc, bid);
        }
    }
    found
}

/// What is best for a need at the prices there are. What it has all of already is no choice: it would bid against itself.
fn choice(network: &Network, need: u32) -> Choice {
    let mut choice = Choice { arc: NONE, best: network.penalty(need), second: i64::MAX };
    let places = network.arcs_of(need);
    let (prices, shift) = (&network.prices[..], network.shift);
    let may_hold = network.demand(need) > 1;
    for (at, arc) in (places.start as u32..).zip(&network.arcs[places]) {
        let cost = (arc.cost << shift) + prices[arc.resource as usize];
        if cost < choice.second && !(may_hold && network.holds_all(at)) {
            if cost < choice.best {
                choice = Choice { arc: at, best: cost, second: choice.best };
            } else {
                choice.second = cost;
            }
        }
    }
    choice
}
