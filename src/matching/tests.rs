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

/// Forty needs and twenty resources, too few for all now and then; costs nearly all different, or nearly all alike.
fn large() -> impl Strategy<Value = (Vec<Need>, Vec<u64>, Vec<Arc>)> {
    let need = (0..4u64, 0..3_000i64).prop_map(|(demand, penalty)| Need { demand, penalty });
    let costs = vec(proptest::option::weighted(0.3, (0..1_000i64, any::<bool>())), 40 * 20);
    (vec(need, 40), vec(0..6u64, 20), costs, 1..300i64).prop_map(|(needs, capacities, costs, grain)| {
        let arc = |(at, cost): (usize, &Option<(i64, bool)>)| {
            let cost = cost.map(|(cost, is_coarse)| if is_coarse { cost / grain * grain } else { cost })?;
            Some(Arc { need: at as u32 / 20, resource: at as u32 % 20, cost })
        };
        (needs, capacities, costs.iter().enumerate().filter_map(arc).collect())
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
    fn a_price_is_what_one_unit_more_of_a_resource_or_less_of_a_need_saves((needs, capacities, arcs) in small()) {
        let plan = solve(&instance(&needs, &capacities, &arcs));
        for (at, price) in plan.resource_prices.iter().enumerate() {
            let mut more = capacities.clone();
            more[at] += 1;
            prop_assert_eq!(plan.cost - solve(&instance(&needs, &more, &arcs)).cost, i128::from(*price));
        }
        for (at, price) in plan.need_prices.iter().enumerate().filter(|(at, _)| needs[*at].demand > 0) {
            let mut less = needs.clone();
            less[at].demand -= 1;
            prop_assert_eq!(plan.cost - solve(&instance(&less, &capacities, &arcs)).cost, i128::from(*price));
        }
    }

    #[test]
    fn larger_plans_prove_themselves_in_any_slices((needs, capacities, arcs) in large(), slice in 1..200usize) {
        let instance = instance(&needs, &capacities, &arcs);
        // A plan that is not best panics in `finish`: it is checked there.
        let plan = solve(&instance);
        let mut solver = Solver::new(&instance);
        while solver.run(slice) {
            let (done, all) = solver.progress();
            prop_assert!(done <= all);
        }
        prop_assert_eq!(solver.progress().0, solver.progress().1);
        prop_assert_eq!(solver.finish(), plan);
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
fn instances_at_the_edges_have_the_plans_they_should() {
    const FAR: i64 = flow::MAX_COST;
    const ALL: u64 = flow::MAX_AMOUNT;
    // Needs as demand and penalty, capacities, costs by need and resource (none: no pair), open units, cost.
    type Case = (&'static str, &'static [(u64, i64)], &'static [u64], &'static [&'static [Option<i64>]], u64, i128);
    const CASES: [Case; 12] = [
        ("nothing", &[], &[], &[], 0, 0),
        ("no resources", &[(3, 7)], &[], &[&[]], 3, 21),
        ("no needs", &[], &[3, 4], &[], 0, 0),
        ("no pairs", &[(3, 7)], &[3], &[&[None]], 3, 21),
        ("nothing asked", &[(0, 7), (2, 7)], &[1], &[&[Some(1)], &[Some(2)]], 1, 9),
        ("nothing there", &[(1, 7)], &[0, 1], &[&[Some(1), Some(5)]], 0, 5),
        ("nothing there at all", &[(2, 7), (1, 9)], &[0], &[&[Some(1)], &[Some(1)]], 3, 23),
        ("costs below nothing", &[(2, 0)], &[1, 5], &[&[Some(-9), Some(-4)]], 0, -13),
        ("a penalty below every cost", &[(2, -5)], &[9], &[&[Some(-4)]], 2, -10),
        ("a penalty as high as the cost", &[(2, 4), (1, 9)], &[2], &[&[Some(4)], &[Some(4)]], 2, 12),
        ("one need fills two", &[(9, 50)], &[2, 3, 1], &[&[Some(1), Some(1), Some(30)]], 3, 185),
        ("amounts", &[(ALL, FAR), (ALL, FAR - 2)], &[ALL, 1], &[&[Some(0), Some(1)], &[Some(0), Some(1)]], ALL - 1, 0),
    ];
    for (name, needs, capacities, costs, open, cost) in CASES {
        let needs: Vec<Need> =
            needs.iter().map(|(demand, penalty)| Need { demand: *demand, penalty: *penalty }).collect();
        let mut arcs = Vec::new();
        for (need, row) in costs.iter().enumerate() {
            let arc = |(at, cost): (usize, &Option<i64>)| {
                cost.map(|cost| Arc { need: need as u32, resource: at as u32, cost })
            };
            arcs.extend(row.iter().enumerate().filter_map(arc));
        }
        let plan = solve(&instance(&needs, capacities, &arcs));
        // Most of the second need stays open there, at its penalty.
        let cost = if name == "amounts" { i128::from(ALL - 1) * i128::from(FAR - 2) + 1 } else { cost };
        assert_eq!((plan.open.iter().sum::<u64>(), plan.cost), (open, cost), "{name}");
    }
}

#[test]
fn many_needs_that_are_alike_share_the_little_there_is() {
    // All costs alike, too; a third of them are placed, whoever they are.
    let needs = vec![Need { demand: 1, penalty: 50 }; 10_000];
    let arcs: Vec<Arc> = (0..30_000).map(|at| Arc { need: at / 3, resource: at % 3, cost: 10 }).collect();
    let plan = solve(&instance(&needs, &[1_000, 1_333, 1_000], &arcs));
    assert_eq!(plan.cost, 3_333 * 10 + 6_667 * 50);
    assert_eq!(plan.resource_prices, [40; 3]);
    // With enough for all but one, and a place for all.
    let plan = solve(&instance(&needs, &[3_000, 3_000, 3_999], &arcs));
    assert_eq!((plan.cost, plan.resource_prices[0]), (9_999 * 10 + 50, 40));
    let plan = solve(&instance(&needs, &[3_000, 3_000, 4_000], &arcs));
    assert_eq!((plan.cost, plan.resource_prices[0]), (100_000, 0));
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
