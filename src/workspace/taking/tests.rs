//! One intake begun while another is still handed to storage.

use std::collections::BTreeMap;

use super::super::Changes;
use super::super::keep::chain_name;
use super::super::meeting::{admitted, device, fields, hand_over, logs, made, office, street};
use super::Workspace;
use crate::domain::Kind;

/// How many ops storage has of each chain; a save has to begin where the chain ends there.
#[derive(Default)]
struct Stored(BTreeMap<String, u64>);

impl Stored {
    /// Hands over what is new by so many bytes, at most `saves` times; how many times it was.
    fn keep(&mut self, workspace: &mut Workspace, saves: usize) -> usize {
        let slices = std::iter::from_fn(|| workspace.keep_slice(200)).take(saves);
        let count = |changes: Changes| {
            for chain in changes.batch {
                let count = self.0.entry(chain.chain.clone()).or_default();
                assert_eq!(chain.from, *count + 1, "{}: not where storage ends", chain.chain);
                *count += chain.ops.len() as u64;
            }
        };
        slices.map(count).count()
    }
}

#[test]
fn what_storage_was_given_meanwhile_is_not_given_again() {
    let mut street = street();
    let own = street.my_office().expect("the street");
    let unit = office(&mut street, "unit", "unit");
    let mut other = admitted(&mut street, 2, &own);
    let mut third = admitted(&mut street, 3, &own);
    hand_over(&mut street, &mut other);
    for machine in [&mut other, &mut third] {
        for _ in 0..30 {
            made(machine, Kind::Resource, fields([("title", "hall".into()), ("provider", unit.as_str().into())]));
        }
    }
    let mut stored = Stored::default();
    let received = Workspace::receive(street.id(), logs(&mut street), device(4));
    let (mut here, changes) = received.expect("a complete file");
    for chain in changes.batch {
        stored.0.insert(chain.chain, chain.ops.len() as u64);
    }
    let take = |here: &Workspace, from: &mut Workspace| {
        let logs = logs(from);
        let logs: Vec<_> = logs.iter().collect();
        let mut taking = here.begin_taking(&logs).expect("it joins");
        while here.take_slice(&mut taking, &logs, 7) {}
        taking.into_after().expect("nothing is left")
    };
    let mut after = take(&here, &mut other);
    after.succeed(&mut here);
    here = after;
    assert_eq!(stored.keep(&mut here, 2), 2);
    // What is tried now was begun while the first intake was still handed over.
    let mut after = take(&here, &mut third);
    assert!(stored.keep(&mut here, 3) == 3 && here.is_unkept());
    after.succeed(&mut here);
    assert!(stored.keep(&mut after, usize::MAX) > 3);
    for branch in after.replica().branch_states() {
        assert_eq!(stored.0.get(&chain_name(&branch)), Some(&branch.last));
    }
}
