//! The proof that a plan is best, checked on its own: a plan and prices that meet these rules cannot be bettered, however
//! they were found (the duality of linear programs).

use super::flow::{Instance, Plan};

/// What of a plan does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is of another instance: its lists are not as long.
    #[error("the plan is of another instance")]
    Shape,
    /// What a need gets and leaves open is not what it asks for.
    #[error("need {0} is not accounted for")]
    Demand(usize),
    /// A resource gives more than it has.
    #[error("resource {0} gives more than it has")]
    Capacity(usize),
    /// Leaving a need open, or a pair of it, would cost less than its price says.
    #[error("the price of need {0} is too high")]
    NeedPrice(usize),
    /// A resource has a price below nothing.
    #[error("the price of resource {0} is below nothing")]
    ResourcePrice(usize),
    /// What the plan costs is not what its parts cost.
    #[error("the cost is not that of the plan")]
    Cost,
    /// The prices do not add up to the cost: something better may exist.
    #[error("the prices do not prove the plan")]
    Gap,
}

/// Checks a plan against its prices, looking at each pair once.
pub fn check(instance: &Instance, plan: &Plan) -> Result<(), Fault> {
    let (needs, capacities) = (&instance.needs, &instance.capacities);
    let fits = plan.amounts.len() == instance.arcs.len()
        && [plan.open.len(), plan.need_prices.len()] == [needs.len(); 2]
        && plan.resource_prices.len() == capacities.len();
    if !fits {
        return Err(Fault::Shape);
    }
    let mut given = vec![0u128; capacities.len()];
    let (mut cost, mut proven) = (0i128, 0i128);
    for (at, need) in needs.iter().enumerate() {
        let price = plan.need_prices[at];
        let mut placed = u128::from(plan.open[at]);
        let mut is_fair = price <= need.penalty;
        for arc in instance.arcs_of(at as u32) {
            let (it, amount) = (&instance.arcs[arc], plan.amounts[arc]);
            let scarcity = plan.resource_prices[it.resource as usize];
            is_fair &= i128::from(price) <= i128::from(it.cost) + i128::from(scarcity);
            placed += u128::from(amount);
            given[it.resource as usize] += u128::from(amount);
            cost += i128::from(it.cost) * i128::from(amount);
        }
        if placed != u128::from(need.demand) {
            return Err(Fault::Demand(at));
        }
        if !is_fair {
            return Err(Fault::NeedPrice(at));
        }
        cost += i128::from(need.penalty) * i128::from(plan.open[at]);
        proven += i128::from(price) * i128::from(need.demand);
    }
    for (at, capacity) in capacities.iter().enumerate() {
        if given[at] > u128::from(*capacity) {
            return Err(Fault::Capacity(at));
        }
        if plan.resource_prices[at] < 0 {
            return Err(Fault::ResourcePrice(at));
        }
        proven -= i128::from(plan.resource_prices[at]) * i128::from(*capacity);
    }
    match (cost == plan.cost, cost == proven) {
        (false, _) => Err(Fault::Cost),
        (true, false) => Err(Fault::Gap),
        (true, true) => Ok(()),
    }
}
