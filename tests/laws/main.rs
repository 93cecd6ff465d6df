//! The laws of merging, on random histories of five offices whose clocks are wrong.
//!
//! Automerge's `get_all` and a plain reading of the definition of heads are the oracles.

#[path = "../model/mod.rs"]
mod model;
mod plan;
mod slices;
mod world;

use automerge::{ROOT, ReadDoc};
use proptest::prelude::*;
use three_lists::oplog::{Ref, Replica, Scope};
use world::{OFFICES, Step, World, pieces, step};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, max_shrink_iters: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn any_order_duplication_and_grouping_of_deliveries_gives_one_state(
        steps in prop::collection::vec(step(), 1..48),
        order in Just((0..OFFICES).collect::<Vec<_>>()).prop_shuffle(),
        twice in 0..OFFICES,
        cuts in prop::collection::vec(any::<prop::sample::Index>(), OFFICES),
    ) {
        let mut world = World::new();
        steps.iter().for_each(|step| world.take(step));

        // Everybody hands everything to a newcomer, in some order, one of them twice.
        let mut newcomer = Replica::default();
        for from in order.iter().chain([&twice]) {
            newcomer.admit(world.logs(*from, None)).expect("whole logs have no gaps");
        }
        // Another takes each office's own log, in pieces cut at any place: pieces arrive as deltas do.
        let mut patient = Replica::default();
        for (from, cut) in order.iter().rev().zip(&cuts) {
            for log in world.logs(*from, None) {
                let ops: Vec<&str> = log.ops().collect();
                let place = cut.index(ops.len());
                let first = pieces(&mut world.offices[*from], &log, place);
                patient.admit(vec![first]).expect("a log's beginning has no gap before it");
                patient.admit(vec![log.clone()]).expect("the whole joins its beginning");
            }
        }
        for round in 0..2 {
            for from in 0..OFFICES {
                world.take(&Step::Hand { from, to: (from + 1) % OFFICES, delta: round == 0, turn: from });
            }
        }
        let expected = newcomer.state_hash(Scope::Shared);
        prop_assert_eq!(patient.state_hash(Scope::Shared), expected);
        for office in 0..OFFICES {
            prop_assert_eq!(world.hash(office), expected, "office {}", office);
            prop_assert_eq!(world.offices[office].replica.op_count(), newcomer.op_count());
        }

        // Whoever judges a record need not read its ops again where none came before what it has seen, in whatever order they came.
        for replica in [&newcomer, &patient, &world.offices[0].replica] {
            for record in 0..replica.record_count() {
                prop_assert!(replica.facts(record).iter().all(|it| !it.is_backdated));
                prop_assert!(replica.plain_course(record, []).is_some());
            }
        }

        // What the definition of heads says, read plainly; and what Automerge says.
        let peer = &world.offices[0].peer;
        for ((id, field), expected) in model::heads(&world.meant) {
            let found = newcomer.heads(id, field);
            let mut refs: Vec<&Ref> = found.iter().map(|head| &head.op).collect();
            refs.sort();
            prop_assert_eq!(refs, expected.into_keys().collect::<Vec<_>>(), "{} {}", id, field);
            let mut ours: Vec<i64> = found.iter().filter_map(|head| head.value.as_integer()).collect();
            let all = peer.get_all(ROOT, format!("{id} {field}")).expect("a register");
            let mut theirs: Vec<i64> = all.iter().filter_map(|(value, _)| value.as_i64()).collect();
            ours.sort_unstable();
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs, "{} {} against Automerge", id, field);
        }
    }
}
