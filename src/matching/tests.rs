//! Plans beside an oracle that tries everything, and proofs that are tampered with.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// The least cost by trying every way to spread every need; small instances only.
fn by_trying(needs: &[Need], capacities: &[u64], arcs: &[Arc]) -> i128 {
    fn spread(needs: &[Need], capacities: &mut Vec<u64>, arcs: &[Arc], need: usize, left: u64, from: usize) -> i128 {
        let Some(it) = needs.get(need) else { return 0 };
        let own = arcs.iter().enumerate().skip(from).find(|(_, arc)| arc.need as usize == need);
        let Some((at, arc)) = own else {
            let open = i128::from(it.penalty) * i128::from(left);
            let next = needs.get(need + 1).map_or(0, |it| it.demand);
            return open + spread(needs, capacities, arcs, need + 1, next, 0);
        };
        let resource = arc.resource as usize;
        let most = left.min(capacities[resource]);
        let ways = (0..=most).map(|amount| {
            capacities[resource] -= amount;
            let rest = spread(needs, capacities, arcs, need, left - amount, at + 1);
            capacities[resource] += amount;
            i128::from(arc.cost) * i128::from(amount) + rest
        });
        ways.min().expect("nothing is a way")
    }
    let first = needs.first().map_or(0, |it| it.demand);
    spread(needs, &mut capacities.to_vec(), arcs, 0, first, 0)
}

/// Few needs and resources, few costs so that many tie, amounts of nothing among them.
fn small() -> impl Strategy<Value = (Vec<Need>, Vec<u64>, Vec<Arc>)> {
    let need = (0..4u64, -1..7i64).prop_map(|(demand, penalty)| Need { demand, penalty });
    let costs = vec(vec(proptest::option::weighted(0.7, -2..6i64), 3), 4);
    (vec(need, 0..5), vec(0..4u64, 0..4), costs).prop_map(|(needs, capacities, costs)| {
        let mut arcs = Vec::new();
        for (need, row) in costs.iter().enumerate().take(needs.len()) {
            for (resource, cost) in row.iter().enumerate().take(capacities.len()) {
                let arc = |cost: &i64| Arc { need: need as u32, resource: resource as u32, cost: *cost };
                arcs.extend(cost.iter().map(arc));
            }
        }
        (needs, capacities, arcs)
    })
}

fn instance(needs: &[Need], capacities: &[u64], arcs: &[Arc]) -> Instance {
    Instance::new(needs.to_vec(), capacities.to_vec(), arcs.to_vec()).expect("an instance")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_costs_what_the_best_of_all_costs((needs, capacities, arcs) in small()) {
        let plan = solve(&instance(&needs, &capacities, &arcs));
        prop_assert_eq!(plan.cost, by_trying(&needs, &capacities, &arcs));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_pairs_and_the_size_of_slices_change_nothing(
        (needs, capacities, arcs) in small(),
        slice in 1..3usize,
        turn in 0..12usize,
    ) {
        let whole = instance(&needs, &capacities, &arcs);
        let mut turned = arcs.clone();
        turned.rotate_left(turn.min(arcs.len()));
        let turned = instance(&needs, &capacities, &turned);
        let mut solver = Solver::new(&turned);
        while solver.run(slice) {}
        prop_assert_eq!(solver.finish(), solve(&whole));
    }

    #[test]
    fn a_tampered_proof_is_refused(
        (needs, capacities, arcs) in small(),
        which in 0..5usize,
        place in any::<prop::sample::Index>(),
        by in prop_oneof![Just(-1i64), Just(1)],
    ) {
        let instance = instance(&needs, &capacities, &arcs);
        let plan = solve(&instance);
        let mut altered = plan.clone();
        let is_altered = match which {
            0 => change(&mut altered.amounts, &place, |it| *it = it.wrapping_add_signed(by).min(u64::from(u32::MAX))),
            1 => change(&mut altered.open, &place, |it| *it = it.wrapping_add_signed(by).min(u64::from(u32::MAX))),
            2 => change(&mut altered.need_prices, &place, |it| *it += by),
            3 => change(&mut altered.resource_prices, &place, |it| *it += by),
            _ => { altered.cost += i128::from(by); true }
        };
        if !is_altered {
            return Ok(());
        }
        // A price may move where nothing hangs on it; what it then proves is as true.
        let still_proves = matches!(which, 2 | 3) && proves(&instance, &altered);
        prop_assert_eq!(check(&instance, &altered).is_ok(), still_proves, "{:?}", altered);
    }

    #[test]
    fn two_needs_that_swap_are_refused_unless_it_costs_the_same((needs, capacities, arcs) in small()) {
        let instance = instance(&needs, &capacities, &arcs);
        let plan = solve(&instance);
        for one in 0..instance.arcs().len() {
            for other in 0..instance.arcs().len() {
                let [a, b] = [one, other].map(|at| instance.arcs()[at]);
                let across = |need: u32, resource: u32| {
                    instance.arcs().iter().position(|it| (it.need, it.resource) == (need, resource))
                };
                let (Some(c), Some(d)) = (across(a.need, b.resource), across(b.need, a.resource)) else { continue };
                if a.need == b.need || a.resource == b.resource || plan.amounts[one] == 0 || plan.amounts[other] == 0 {
                    continue;
                }
                let mut swapped = plan.clone();
                swapped.amounts[one] -= 1;
                swapped.amounts[other] -= 1;
                swapped.amounts[c] += 1;
                swapped.amounts[d] += 1;
                let by = instance.arcs()[c].cost + instance.arcs()[d].cost - a.cost - b.cost;
                swapped.cost += i128::from(by);
                prop_assert_eq!(check(&instance, &swapped).is_ok(), by == 0);
            }
        }
    }
}

fn change<T>(list: &mut [T], place: &prop::sample::Index, by: impl FnOnce(&mut T)) -> bool {
    if list.is_empty() {
        return false;
    }
    by(place.get_mut(list));
    true
}

/// Prices that add up to the cost, and are fair: reckoned here once more, pair by pair.
fn proves(instance: &Instance, plan: &Plan) -> bool {
    let needs = instance.needs.iter().zip(&plan.need_prices);
    let asked: i128 = needs.clone().map(|(need, price)| i128::from(need.demand) * i128::from(*price)).sum();
    let resources = instance.capacities.iter().zip(&plan.resource_prices);
    let given: i128 = resources.clone().map(|(has, price)| i128::from(*has) * i128::from(*price)).sum();
    asked - given == plan.cost
        && instance.arcs().iter().all(|arc| plan.regret(arc) >= 0)
        && needs.into_iter().all(|(need, price)| *price <= need.penalty)
        && resources.into_iter().all(|(_, price)| *price >= 0)
}

#[test]
fn what_cannot_be_an_instance_is_refused_by_name() {
    let needs = || vec![Need { demand: 1, penalty: 5 }];
    let arc = |need, resource, cost| Arc { need, resource, cost };
    let of = |needs, capacities, arcs| Instance::new(needs, capacities, arcs).map(|_| ()).unwrap_err();
    assert_eq!(of(needs(), vec![1], vec![arc(0, 0, 1), arc(1, 0, 1)]), InstanceError::NoSuchPlace(1));
    assert_eq!(of(needs(), vec![1], vec![arc(0, 1, 1)]), InstanceError::NoSuchPlace(0));
    let twice = InstanceError::PairedTwice { need: 0, resource: 0 };
    assert_eq!(of(needs(), vec![1], vec![arc(0, 0, 1), arc(0, 0, 2)]), twice);
    assert_eq!(of(needs(), vec![1], vec![arc(0, 0, flow::MAX_COST + 1)]), InstanceError::Cost);
    assert_eq!(of(vec![Need { demand: 1, penalty: i64::MIN }], vec![], vec![]), InstanceError::Cost);
    assert_eq!(of(needs(), vec![flow::MAX_AMOUNT + 1], vec![]), InstanceError::Amount);
    assert_eq!(of(vec![], vec![0; flow::MAX_NODES + 1], vec![]), InstanceError::TooMany);
}

#[test]
fn the_largest_numbers_do_not_overflow() {
    let (cost, amount) = (flow::MAX_COST, flow::MAX_AMOUNT);
    let needs = vec![Need { demand: amount, penalty: cost }; 3];
    let arcs =
        (0..3).flat_map(|need| (0..2).map(move |resource| Arc { need, resource, cost: -cost + i64::from(need) }));
    let plan = solve(&Instance::new(needs, vec![amount; 2], arcs.collect()).expect("in range"));
    assert_eq!(plan.open, [0, 0, amount], "the dearest is left open");
    assert_eq!(plan.cost, i128::from(amount) * i128::from(1 - cost));
}

#[test]
fn why_not_another_is_what_it_would_cost() {
    // Two needs want the hall; the second has another place that is nearly as good.
    let need = Need { demand: 1, penalty: 100 };
    let arc = |need, resource, cost| Arc { need, resource, cost };
    let instance = instance(&[need, need], &[1, 1], &[arc(0, 0, 10), arc(1, 0, 10), arc(1, 1, 13)]);
    let plan = solve(&instance);
    assert_eq!(plan.amounts, [1, 0, 1]);
    assert_eq!(plan.regret(&arc(1, 0, 10)), 0, "the hall's price is what the other place is worse by");
    assert_eq!(plan.resource_prices, [3, 0]);
    assert_eq!(plan.regret(&arc(0, 1, 20)), 7);
}
