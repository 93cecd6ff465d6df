//! What holds of every proposal.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::workspace::meeting::stamp;

const TITLES: [&str; 5] = ["绘本阅读", "书法课程", "水电维修", "自习座位", "健康义诊"];
const CATEGORIES: [&str; 3] = ["culture_sports", "talent", ""];
const UNITS: [&str; 3] = ["册", "人", ""];

const TIMES: [&str; 4] = ["", "每周三下午", "每周三下午、周五上午", "工作日"];

/// Title, category, amount (none, or so many of a unit), urgency, time.
type Row = (usize, usize, Option<(i64, usize)>, usize, usize);

fn row() -> impl Strategy<Value = Row> {
    let amount = proptest::option::weighted(0.8, (0..40i64, 0..UNITS.len()));
    (0..TITLES.len(), 0..CATEGORIES.len(), amount, 0..3usize, 0..TIMES.len())
}

/// Needs, resources, and decisions on pairs of them.
/// Needs, resources, and what was decided: need, resource, kept or ruled out.
type Street = (Vec<Row>, Vec<Row>, Vec<(usize, usize, bool)>);

fn street_of() -> impl Strategy<Value = Street> {
    let decisions = vec((0..6usize, 0..6usize, any::<bool>()), 0..5);
    (vec(row(), 1..7), vec(row(), 1..7), decisions)
}

fn fields_of(row: &Row, kind: Kind, owner: &RecordId) -> Fields {
    let is_need = kind == Kind::Need;
    let mut set = fields([("title", TITLES[row.0].into())]);
    let mut put = |name: &str, value: Value| drop(set.insert(name.to_owned(), value));
    if !CATEGORIES[row.1].is_empty() {
        put("category", CATEGORIES[row.1].into());
    }
    if let Some((n, unit)) = row.2 {
        put(if is_need { "quantity" } else { "capacity" }, Quantity { n, unit: UNITS[unit].to_owned() }.to_value());
    }
    if !TIMES[row.4].is_empty() {
        put(if is_need { "wanted_time" } else { "availability" }, TIMES[row.4].into());
    }
    put(if is_need { "asker" } else { "provider" }, owner.as_str().into());
    if is_need {
        put("status", "published".into());
        put("urgency", ["normal", "pressing", "critical"][row.3].into());
    }
    set
}

/// A world with these rows, and the ids of the needs and resources.
fn built(
    needs: &[Row],
    resources: &[Row],
    decisions: &[(usize, usize, bool)],
) -> (World, Vec<RecordId>, Vec<RecordId>) {
    let mut world = World::new();
    let (asker, provider) = (world.east.clone(), world.library.clone());
    let mut make = |row: &Row, kind, owner| made(&mut world.workspace, kind, fields_of(row, kind, owner));
    let need_ids: Vec<RecordId> = needs.iter().map(|row| make(row, Kind::Need, &asker)).collect();
    let resource_ids: Vec<RecordId> = resources.iter().map(|row| make(row, Kind::Resource, &provider)).collect();
    let mut last = BTreeMap::new();
    for (need, resource, keep) in decisions {
        let pair = (&need_ids[need % needs.len()], &resource_ids[resource % resources.len()]);
        last.insert(pair, if *keep { Decision::Pinned } else { Decision::Forbidden });
    }
    for ((need, resource), decision) in last {
        world.decide(need, resource, decision);
    }
    (world, need_ids, resource_ids)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_is_sound((needs, resources, decided) in street_of()) {
        let (world, ..) = built(&needs, &resources, &decided);
        let (ground, proposal) = world.propose();
        prop_assert!(proposal.is_proven && proposal.gap >= 0);
        let decisions = decisions(&world.workspace, &world.meeting);
        // What is kept is in, or told; what is ruled out is out.
        for ((need, resource), decision) in &decisions {
            let pair = proposal.pair(need, resource);
            let is_told = proposal.troubles.iter().any(|it| (&it.0, &it.1) == (need, resource));
            match decision {
                Decision::Pinned => prop_assert!(pair.is_some_and(|it| it.is_pinned) || is_told),
                Decision::Forbidden => prop_assert!(pair.is_none()),
            }
        }
        // No resource gives more than it has, and what is one whole goes to one need alone.
        for resource in ground.resources() {
            let pairs: Vec<&Pair> = proposal.pairs.iter().filter(|it| it.resource == resource.id).collect();
            let is_at = |pair: &&&Pair, slot: Slot| pair.slots.iter().any(|(it, _)| *it == slot);
            if !resource.slots.is_empty() {
                // At each time: no more than there is, or one need alone; what is had when adds up to what is had.
                for (slot, left) in &resource.slots {
                    let there: Vec<&&Pair> = pairs.iter().filter(|it| is_at(it, *slot)).collect();
                    if there.iter().any(|it| !it.by_amount) {
                        prop_assert_eq!(there.len(), 1);
                        continue;
                    }
                    let slots = there.iter().flat_map(|it| &it.slots).filter(|it| it.0 == *slot);
                    prop_assert!(slots.map(|it| it.1).sum::<i64>() <= *left);
                }
                for pair in pairs.iter().filter(|it| it.by_amount) {
                    let sum: i64 = pair.slots.iter().map(|it| it.1).sum();
                    prop_assert_eq!(Some(sum), pair.amount.as_ref().map(|it| it.n));
                }
            } else if pairs.iter().any(|it| !it.by_amount) {
                prop_assert_eq!(pairs.len(), 1);
            } else if let Rest::Counted(all) = &resource.rest {
                let sum: i64 = pairs.iter().filter_map(|it| it.amount.as_ref()).map(|it| it.n).sum();
                prop_assert!(sum <= all.n && pairs.iter().all(|it| it.amount.as_ref().is_some_and(|it| it.unit == all.unit)));
            }
        }
        // Each need is served, left over, or both in part, and adds up.
        for need in ground.needs() {
            let pairs: Vec<&Pair> = proposal.pairs.iter().filter(|it| it.need == need.id).collect();
            let left = proposal.left.iter().find(|it| it.need == need.id);
            match &need.rest {
                _ if need.unfit.is_some() => prop_assert!(pairs.is_empty() && left.is_some()),
                Rest::Counted(all) => {
                    let amounts = pairs.iter().filter_map(|it| it.amount.as_ref()).chain(left.and_then(|it| it.open.as_ref()));
                    prop_assert_eq!(amounts.map(|it| it.n).sum::<i64>(), all.n);
                }
                _ => prop_assert_eq!(pairs.len() + usize::from(left.is_some()), 1),
            }
        }
    }

    #[test]
    fn the_order_in_which_records_came_changes_nothing((needs, resources, decided) in street_of()) {
        let (mut world, ..) = built(&needs, &resources, &decided);
        let (_, first) = world.propose();
        // Another office gets the same records in another order.
        let mut other = Workspace::receive(
            world.workspace.id(),
            crate::workspace::meeting::logs(&mut world.workspace),
            crate::workspace::meeting::device(9),
        ).expect("a file").0;
        let (_, second) = propose(&other, &world.meeting, today());
        prop_assert_eq!(&first, &second);
        // And in slices.
        let mut ground = Ground::begin(&other, today());
        while ground.run(&other, 1) {}
        let priorities = Priorities::read(&other.value(&world.meeting, "priorities"));
        let draft = Draft::new(&ground, &other, decisions(&other, &world.meeting), priorities);
        let mut solver = draft.solver();
        while solver.run(1) {}
        let plan = solver.finish();
        prop_assert_eq!(&first, &draft.finish(plan));
        // A decision leaves the ground as it is; anything else does not.
        let field = pair_field(&RecordId::new(Kind::Need, "aaaaaaaa", 1), &RecordId::new(Kind::Resource, "aaaaaaaa", 2));
        let decision = Edit::change(world.meeting.clone(), fields([(field.as_str(), "pinned".into())]));
        world.workspace.edit(vec![decision], &stamp(9)).expect("a decision");
        let mut ground = Ground::begin(&world.workspace, today());
        while ground.run(&world.workspace, 3) {}
        prop_assert!(ground.still_stands(&world.workspace, today()));
        change(&mut world.workspace, &world.meeting.clone(), "note", "x");
        prop_assert!(ground.still_stands(&world.workspace, today()));
        let library = world.library.clone();
        change(&mut world.workspace, &library, "address", "x");
        prop_assert!(!ground.still_stands(&world.workspace, today()));
        drop(other.seal());
    }
}
