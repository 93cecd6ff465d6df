//! A plan for divisible things, rounded to one in which whole things stay whole.

use super::instance::{POINT, Problem};
use crate::domain::order;
use crate::matching::Plan;

/// A pair in the rounded plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The need's place.
    pub need: usize,
    /// Which of its ways.
    pub way: usize,
    /// Units of the need.
    pub units: u64,
}

/// The rounded plan.
pub struct Rounded {
    /// By need and place.
    pub given: Vec<Given>,
    /// By need: what stays open.
    pub open: Vec<u64>,
    /// How many points it may be worse than the best: 0 where it is proved to be the best.
    pub gap: i64,
}

struct Rounding<'p> {
    problem: &'p Problem,
    /// By need and way: units.
    units: Vec<Vec<u64>>,
    open: Vec<u64>,
    /// By place: what is left, and whether somebody has all of it.
    left: Vec<u64>,
    is_whole: Vec<bool>,
}

/// Rounds a plan.
pub fn round(problem: &Problem, plan: &Plan) -> Rounded {
    let units: Vec<Vec<u64>> = problem.ways.iter().map(|ways| vec![0; ways.len()]).collect();
    let left = problem.left.clone();
    let is_whole = vec![false; left.len()];
    let mut rounding = Rounding { problem, units, open: problem.demands.clone(), left, is_whole };
    rounding.settle(plan);
    rounding.fill();
    rounding.gather();
    rounding.finish(plan)
}

impl Rounding<'_> {
    fn worth(&self, need: usize, way: usize) -> i64 {
        self.problem.penalties[need] - self.problem.ways[need][way].cost
    }

    fn give(&mut self, need: usize, way: usize, units: u64) {
        let it = &self.problem.ways[need][way];
        if it.by_amount {
            self.left[it.place] -= units;
        } else {
            self.is_whole[it.place] = true;
        }
        self.units[need][way] += units;
        self.open[need] -= units;
    }

    /// Decides place by place, in the order of their ids, between whoever the plan gives it to whole and those it is
    /// counted out to: whichever is worth more.
    fn settle(&mut self, plan: &Plan) {
        let mut by_place: Vec<Vec<(usize, usize, u64)>> = vec![Vec::new(); self.left.len()];
        for (need, ways) in self.problem.ways.iter().enumerate() {
            let first = self.problem.instance.arcs_of(need as u32).start;
            for (way, it) in ways.iter().enumerate() {
                let units = plan.amounts[first + way];
                if units > 0 {
                    by_place[it.place].push((need, way, units));
                }
            }
        }
        for (place, mut takers) in by_place.into_iter().enumerate() {
            order::sort_by(&mut takers, |a, b| self.worth(b.0, b.1).cmp(&self.worth(a.0, a.1)).then(a.cmp(b)));
            let worth = |it: &Self, need, way, units: u64| i128::from(it.worth(need, way)) * i128::from(units);
            let (mut counted, mut room) = (0, self.left[place]);
            let mut whole: Option<(i128, usize, usize)> = None;
            for (need, way, units) in &takers {
                if self.problem.ways[*need][*way].by_amount {
                    let fits = (*units).min(room);
                    room -= fits;
                    counted += worth(self, *need, *way, fits);
                } else if self.open[*need] == self.problem.demands[*need] {
                    let all = worth(self, *need, *way, self.problem.demands[*need]);
                    whole = whole.filter(|best| best.0 >= all).or(Some((all, *need, *way)));
                }
            }
            match whole {
                Some((all, need, way)) if all > counted => self.give(need, way, self.problem.demands[need]),
                _ => {
                    for (need, way, units) in takers {
                        if self.problem.ways[need][way].by_amount {
                            let fits = units.min(self.left[place]).min(self.open[need]);
                            self.give(need, way, fits);
                        }
                    }
                }
            }
        }
    }

    /// Gives what was left open what is still free, what costs most to leave open first.
    fn fill(&mut self) {
        let mut needs: Vec<usize> = (0..self.open.len()).filter(|need| self.open[*need] > 0).collect();
        order::sort_by(&mut needs, |a, b| {
            let worth = |need: usize| i128::from(self.problem.penalties[need]) * i128::from(self.open[need]);
            worth(*b).cmp(&worth(*a)).then(a.cmp(b))
        });
        for need in needs {
            let ways = &self.problem.ways[need];
            let mut best: Vec<usize> = (0..ways.len()).collect();
            order::sort_by(&mut best, |a, b| ways[*a].cost.cmp(&ways[*b].cost).then(a.cmp(b)));
            for way in best {
                let place = ways[way].place;
                if self.is_whole[place] || self.open[need] == 0 {
                    continue;
                }
                if ways[way].by_amount {
                    let fits = self.open[need].min(self.left[place]);
                    self.give(need, way, fits);
                } else if self.open[need] == self.problem.demands[need] && self.left[place] == self.problem.left[place]
                {
                    self.give(need, way, self.problem.demands[need]);
                }
            }
        }
    }

    /// Whoever has a resource at several times has it at one, where there is room: that costs the same, and nobody likes to
    /// come twice.
    fn gather(&mut self) {
        for (need, ways) in self.problem.ways.iter().enumerate() {
            for all in ways.chunk_by(|a, b| a.candidate.resource == b.candidate.resource).filter(|it| it.len() > 1) {
                let place = |at: usize| all[at].place;
                let first = ways.iter().position(|it| it.place == place(0)).expect("it is one of them");
                let had: Vec<u64> = self.units[need][first..first + all.len()].to_vec();
                let sum: u64 = had.iter().sum();
                if !all[0].by_amount || had.iter().filter(|it| **it > 0).count() < 2 {
                    continue;
                }
                let has_room = |at: &usize| !self.is_whole[place(*at)] && self.left[place(*at)] + had[*at] >= sum;
                if let Some(one) = (0..all.len()).find(has_room) {
                    for (at, had) in had.iter().enumerate() {
                        self.left[place(at)] += had;
                        self.units[need][first + at] = if at == one { sum } else { 0 };
                    }
                    self.left[place(one)] -= sum;
                }
            }
        }
    }

    fn finish(self, plan: &Plan) -> Rounded {
        let mut given = Vec::new();
        let mut cost = 0;
        for (need, ways) in self.units.iter().enumerate() {
            for (way, units) in ways.iter().enumerate().filter(|(_, units)| **units > 0) {
                given.push(Given { need, way, units: *units });
                cost += i128::from(self.problem.ways[need][way].cost) * i128::from(*units);
            }
            cost += i128::from(self.problem.penalties[need]) * i128::from(self.open[need]);
        }
        let lost = (cost - plan.cost).max(0);
        let gap = i64::try_from((lost + i128::from(POINT) - 1) / i128::from(POINT)).unwrap_or(i64::MAX);
        Rounded { given, open: self.open, gap }
    }
}
