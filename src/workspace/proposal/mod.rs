//! The proposal of a docking meeting: which resource serves which open need, best for all together, with its reasons.
//!
//! A [`Ground`] is what the records say, and for each need the resources worth looking at; making it takes longest and goes
//! in slices. A [`Draft`] puts people's decisions and priorities to it, and a solved draft is a [`Proposal`]. All of it is
//! a pure function of the records and a day, in the order of ids, so that offices with the same data see the same plan.

mod accept;
mod candidates;
mod fitting;
mod ground;
mod instance;
mod offices;
mod pins;
mod priorities;
mod rounding;
mod starting;
mod taken;
mod why;

pub use accept::{Chosen, accepting, projects_of, public_title};
pub use candidates::{Candidate, MOST_CANDIDATES};
pub use fitting::{Fit, Fitting};
pub use ground::{MOST_AMOUNT, OpenNeed, Rest, Unfit, UsableResource, may_decide};
pub use pins::{Decision, PinTrouble, decisions};
pub use priorities::{HEAVIEST, NAMES as PRIORITY_NAMES, Priorities};
pub use starting::{by_pairing, by_resolution, resolutions};
pub use why::{WhyLeft, WhyNot};

use std::collections::BTreeMap;

use super::Workspace;
use crate::domain::{Date, Kind, Quantity, RecordId, Slot};
use crate::matching::score::{self, Features};
use crate::matching::{self, Plan, Solver};
use candidates::Shelf;
use ground::{Read, Reading};
use instance::{POINT, Problem};
use pins::Pinned;

/// What the records say, and what is worth looking at.
pub struct Ground {
    read: Read,
    shelf: Shelf,
    /// By need: all that was scored, the best first.
    scored: Vec<Vec<Candidate>>,
    all: usize,
    /// Ops it was read at.
    ops: usize,
}

impl Ground {
    /// Sees which records there are as of a day; [`Ground::run`] does the rest.
    pub fn begin(workspace: &Workspace, today: Date) -> Ground {
        let read = Read::begin(workspace, today, &[Kind::Resource, Kind::Need]);
        let (all, ops) = (read.left(), workspace.replica().op_count());
        Ground { read, shelf: Shelf::default(), scored: Vec::new(), all, ops }
    }

    /// Looks at up to `most` records more; false when nothing is left to do. What was written meanwhile makes it no longer
    /// stand ([`Ground::still_stands`]).
    pub fn run(&mut self, workspace: &Workspace, most: usize) -> bool {
        let replica = workspace.replica();
        let (of_resources, of_needs) = (Reading::of(replica, Kind::Resource), Reading::of(replica, Kind::Need));
        for _ in 0..most {
            let known = self.read.resources.len();
            if self.read.next_resource(replica, &of_resources) {
                if let Some(resource) = self.read.resources.get(known).filter(|it| !it.is_expired) {
                    self.shelf.add(known as u32, &resource.facts);
                }
            } else if self.read.next_need(replica, &of_needs) {
                let at = self.scored.len();
                if let Some(need) = self.read.needs.get(at) {
                    let scored = match need.unfit {
                        None => self.shelf.candidates(&self.read, need, at),
                        Some(_) => Vec::new(),
                    };
                    self.scored.push(scored);
                }
            } else {
                break;
            }
        }
        self.read.left() > 0
    }

    /// How many records were looked at, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.all - self.read.left(), self.all)
    }

    /// True while nothing but meetings was written since it was read, on the same day.
    pub fn still_stands(&self, workspace: &Workspace, today: Date) -> bool {
        let replica = workspace.replica();
        self.read.today == today
            && self.ops <= replica.op_count()
            && replica.written_after(self.ops).all(|row| row.is_of(Kind::Docking.as_str()))
    }

    /// Open needs, in the order of their ids.
    pub fn needs(&self) -> &[OpenNeed] {
        &self.read.needs
    }

    /// Resources, in the order of their ids.
    pub fn resources(&self) -> &[UsableResource] {
        &self.read.resources
    }

    /// The project in which the two stand together already.
    pub fn project_of(&self, need: &RecordId, resource: &RecordId) -> Option<&RecordId> {
        self.read.project_of(need, resource)
    }

    /// What was scored for a need, the best first; at most so many.
    pub fn candidates(&self, need: &RecordId, most: usize) -> &[Candidate] {
        let scored = self.need(need).map_or(&[][..], |at| &self.scored[at]);
        &scored[..scored.len().min(most)]
    }

    /// How any resource fits a need, candidate or not; nothing where one of the two is not looked at.
    pub fn candidate(&self, need: &RecordId, resource: &RecordId) -> Option<Candidate> {
        let (need, resource) = (self.need(need)?, self.resource(resource)?);
        let known = self.scored[need].iter().find(|it| it.resource as usize == resource);
        Some(known.copied().unwrap_or_else(|| self.shelf.pair(&self.read, &self.read.needs[need], resource as u32)))
    }

    fn need(&self, id: &RecordId) -> Option<usize> {
        self.read.needs.binary_search_by(|it| it.id.cmp(id)).ok()
    }

    fn resource(&self, id: &RecordId) -> Option<usize> {
        self.read.resources.binary_search_by(|it| it.id.cmp(id)).ok()
    }
}

/// A ground with decisions and priorities put to it, ready to be solved.
pub struct Draft<'g> {
    ground: &'g Ground,
    decisions: Decisions,
    priorities: Priorities,
    pinned: Pinned,
    problem: Problem,
}

impl<'g> Draft<'g> {
    /// Serves the pinned pairs first, and sets up the rest. The ground has to be done.
    pub fn new(ground: &'g Ground, workspace: &Workspace, decisions: Decisions, priorities: Priorities) -> Draft<'g> {
        let pinned = Pinned::of(ground, workspace, &decisions);
        let may = |at: usize| {
            let need = &ground.read.needs[at];
            let all = candidates::proposed(&ground.scored[at]).iter();
            let free = |it: &&Candidate| {
                let resource = &ground.read.resources[it.resource as usize].id;
                // What was kept at an earlier meeting and carried out is as open as any other.
                let is_decided = match decisions.get(&(need.id.clone(), resource.clone())) {
                    Some(Decision::Pinned) => !ground.read.is_done(&need.id, resource),
                    Some(Decision::Forbidden) => true,
                    None => false,
                };
                !is_decided && ground.project_of(&need.id, resource).is_none()
            };
            if need.unfit.is_some() { Vec::new() } else { all.filter(free).copied().collect() }
        };
        let problem = instance::set_up(&ground.read, &pinned.needs, &pinned.places, priorities, &may);
        Draft { ground, decisions, priorities, pinned, problem }
    }

    /// Solves it, in slices.
    pub fn solver(&self) -> Solver<'_> {
        Solver::new(&self.problem.instance)
    }

    /// The proposal of a plan that [`Draft::solver`] found; its proof is checked here once more.
    pub fn finish(self, plan: Plan) -> Proposal {
        let is_proven = matching::check(&self.problem.instance, &plan).is_ok();
        let rounded = rounding::round(&self.problem, &plan);
        let (read, problem) = (&self.ground.read, &self.problem);
        let mut pairs = self.pinned.pairs.clone();
        for given in &rounded.given {
            let way = &problem.ways[given.need][given.way];
            let (need, resource) = (&read.needs[given.need].id, &read.resources[way.candidate.resource as usize].id);
            let rest = &self.pinned.needs[given.need];
            let units = if way.by_amount { given.units } else { instance::units(rest) };
            let slot = self.pinned.places.all[way.place].slot;
            let slot = slot.map(|slot| (slot, i64::try_from(units).unwrap_or(i64::MAX)));
            let amount = instance::amount_of(rest, units);
            let is_scarce = plan.resource_prices[way.place] > 0;
            // One need may have one resource at several times.
            if let Some(pair) = pairs.last_mut().filter(|it| it.need == *need && it.resource == *resource) {
                pair.slots.extend(slot);
                pair.is_scarce |= is_scarce;
                pair.amount.iter_mut().zip(amount).for_each(|(sum, it)| sum.n = sum.n.saturating_add(it.n));
                continue;
            }
            pairs.push(Pair {
                need: need.clone(),
                resource: resource.clone(),
                amount,
                slots: slot.into_iter().collect(),
                by_amount: way.by_amount,
                points: way.candidate.points,
                features: way.candidate.features,
                is_pinned: false,
                is_scarce,
            });
        }
        crate::domain::order::sort_by(&mut pairs, |a, b| (&a.need, &a.resource).cmp(&(&b.need, &b.resource)));
        let mut proposal = Proposal {
            pairs,
            left: Vec::new(),
            unused: Vec::new(),
            troubles: self.pinned.troubles.clone(),
            gap: rounded.gap,
            is_proven,
            cost: 0,
            regrets: BTreeMap::new(),
        };
        why::tell(&self, &plan, &rounded, &mut proposal);
        proposal.cost = self.cost_of(&proposal);
        proposal
    }
}

impl Draft<'_> {
    /// What a proposal costs, pinned pairs with it: what pairs lack to the best of scores, and what is left open.
    fn cost_of(&self, proposal: &Proposal) -> i128 {
        let ground = self.ground;
        let all = |need: usize| i128::from(instance::units(&ground.read.needs[need].rest).max(1));
        let units = |amount: &Option<Quantity>| amount.as_ref().map_or(1, |it| i128::from(it.n));
        let share = |need: usize, amount: &Option<Quantity>, points: i64| {
            i128::from(points) * i128::from(POINT) * units(amount) / all(need)
        };
        let mut cost = 0;
        for pair in &proposal.pairs {
            let need = ground.need(&pair.need).expect("what is paired was looked at");
            cost += share(need, &pair.amount, score::cost(pair.points));
        }
        for left in proposal.left.iter().filter(|it| !matches!(it.why, WhyLeft::Unfit(_))) {
            let need = ground.need(&left.need).expect("what is left over was looked at");
            cost += share(need, &left.open, self.priorities.penalty(&ground.read.needs[need]));
        }
        cost
    }
}

/// What a meeting decided, by need and resource.
pub type Decisions = BTreeMap<(RecordId, RecordId), Decision>;

/// A proposed pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The need.
    pub need: RecordId,
    /// The resource.
    pub resource: RecordId,
    /// How much, in the need's unit; none where the need is one whole.
    pub amount: Option<Quantity>,
    /// When, and how much of the need each time, where the resource can be had at several times.
    pub slots: Vec<(Slot, i64)>,
    /// The amounts add up; otherwise the need takes all of the resource.
    pub by_amount: bool,
    /// 0 to 100.
    pub points: i32,
    /// What is known of the two.
    pub features: Features,
    /// People keep it.
    pub is_pinned: bool,
    /// Others could have done with it, too.
    pub is_scarce: bool,
}

/// A need that is not served, or not wholly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftNeed {
    /// The need.
    pub need: RecordId,
    /// How much of it; none where it is one whole.
    pub open: Option<Quantity>,
    /// True where another part of it is served.
    pub is_partly_served: bool,
    /// Why.
    pub why: WhyLeft,
}

/// A resource of which something is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftResource {
    /// The resource.
    pub resource: RecordId,
    /// How much; none where it is one whole. Of one that can be had at several times, the most that is left at one of them.
    pub rest: Option<Quantity>,
    /// What is left each time.
    pub slots: Vec<(Slot, i64)>,
    /// True where some of it is used.
    pub is_partly_used: bool,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Pairs, by need and resource.
    pub pairs: Vec<Pair>,
    /// Needs left over, by id.
    pub left: Vec<LeftNeed>,
    /// Resources left over, by id.
    pub unused: Vec<LeftResource>,
    /// Pinned pairs that could not be kept as they are.
    pub troubles: Vec<(RecordId, RecordId, PinTrouble)>,
    /// How many points, over all needs, the proposal may lie below the best because whole things cannot be divided; 0 where
    /// it is proved that nothing better exists.
    pub gap: i64,
    /// The proof of the divisible plan was checked and holds.
    pub is_proven: bool,
    /// What it costs, in parts of a point.
    cost: i128,
    /// For pairs that could be in the plan and are not: points it would cost at least.
    regrets: BTreeMap<(RecordId, RecordId), i64>,
}

/// The proposal of a meeting at once, with its ground.
pub fn propose(workspace: &Workspace, meeting: &RecordId, today: Date) -> (Ground, Proposal) {
    let mut ground = Ground::begin(workspace, today);
    while ground.run(workspace, usize::MAX) {}
    let priorities = Priorities::read(&workspace.value(meeting, "priorities"));
    let draft = Draft::new(&ground, workspace, decisions(workspace, meeting), priorities);
    let mut solver = draft.solver();
    while solver.run(usize::MAX) {}
    let plan = solver.finish();
    let proposal = draft.finish(plan);
    (ground, proposal)
}

#[cfg(test)]
mod tests;
