//! Folding held to what heads are, and ops that have seen thousands.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

const RUN: u32 = 7;

/// An op as its fold needs it: its place, the fields it sets, the places it has seen.
#[derive(Clone, Debug)]
struct Plain {
    seq: u64,
    fields: BTreeSet<u32>,
    seen: Vec<u64>,
}

fn place(seq: u64) -> Place {
    Place { run: RUN, seq }
}

fn folded(ops: &[Plain]) -> Record {
    let row = |op: &Plain| OpRow {
        chain: 0,
        start: 0,
        len: 0,
        place: place(op.seq),
        record: 0,
        clock: op.seq,
        at: Timestamp(0),
    };
    let rows: Vec<OpRow> = ops.iter().map(row).collect();
    let mut records = Records::default();
    records.entry("need/run00000.1", "need", "run00000", 1);
    let mut record = records.all.pop().expect("it was just made");
    for (at, op) in ops.iter().enumerate() {
        let cell = |field: &u32| Cell { field: *field, op: number(at), start: 0, len: 0 };
        let seen = op.seen.iter().map(|it| place(*it)).collect();
        record.apply(number(at), op.fields.iter().map(cell), seen, &rows);
    }
    record
}

/// Ops of at most 30 places, each once, that name each other and places nobody ever wrote at.
fn ops() -> impl Strategy<Value = Vec<Plain>> {
    let op = (prop::collection::btree_set(0..12_u32, 0..12), prop::collection::vec(0..40_u64, 0..30));
    let ops = prop::collection::vec(op, 1..30).prop_map(|ops| {
        let op = |(at, (fields, seen)): (usize, (BTreeSet<u32>, Vec<u64>))| Plain { seq: at as u64, fields, seen };
        ops.into_iter().enumerate().map(op).collect::<Vec<_>>()
    });
    ops.prop_shuffle()
}

proptest! {
    #[test]
    fn a_head_is_what_no_op_that_sets_its_field_has_seen(ops in ops()) {
        let record = folded(&ops);
        let replaced = |seq: u64, field: u32| ops.iter().any(|it| it.fields.contains(&field) && it.seen.contains(&seq));
        let mut heads = BTreeSet::new();
        for op in &ops {
            heads.extend(op.fields.iter().filter(|it| !replaced(op.seq, **it)).map(|it| (op.seq, *it)));
        }
        let shown: BTreeSet<_> = record.cells.iter().map(|it| (ops[it.op as usize].seq, it.field)).collect();
        prop_assert_eq!(shown.len(), record.cells.len());
        prop_assert_eq!(shown, heads);
        let is_here = |seq: &u64| ops.iter().any(|it| it.seq == *seq);
        let awaits = ops.iter().any(|it| !it.fields.is_empty() && !it.seen.iter().all(is_here));
        prop_assert_eq!(record.is_waiting(), awaits);
    }
}

/// The longest op has room for about as many: each field with each place would be tens of millions.
#[test]
fn what_an_op_awaits_is_as_long_as_the_op() {
    let fields: BTreeSet<u32> = (0..9_000).collect();
    let op = |seq: u64| Plain { seq, fields: fields.clone(), seen: (100..9_100).collect() };
    let mut ops: Vec<Plain> = (0..20).map(op).collect();
    let record = folded(&ops);
    assert_eq!((record.awaited.len(), record.cells.len()), (20, 20 * 9_000));
    assert!(record.awaited.iter().all(|it| it.fields.0.len() + it.places.0.len() == 18_000));
    ops.push(Plain { seq: 200, fields, seen: Vec::new() });
    assert_eq!(folded(&ops).cells.len(), 20 * 9_000, "all of them had seen it");
}
