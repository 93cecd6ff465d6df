//! The plain model of merging: what was written, and what the definition of heads says of it.

use std::collections::{BTreeMap, BTreeSet};

use three_lists::domain::{RecordId, Value};
use three_lists::oplog::Ref;

/// One field of one op, as its writer meant it.
#[derive(Clone, Debug)]
pub struct Meant {
    pub record: RecordId,
    pub field: String,
    pub value: Value,
    pub op: Ref,
    /// The ops the writer answered.
    pub seen: Vec<Ref>,
}

/// The heads of every field: the ops that set it and that no other op setting it has seen.
pub fn heads<'a>(
    meant: impl IntoIterator<Item = &'a Meant>,
) -> BTreeMap<(&'a RecordId, &'a str), BTreeMap<&'a Ref, &'a Value>> {
    let mut heads: BTreeMap<_, BTreeMap<&Ref, &Value>> = BTreeMap::new();
    let mut replaced: BTreeSet<(&RecordId, &str, &Ref)> = BTreeSet::new();
    for op in meant {
        heads.entry((&op.record, op.field.as_str())).or_default().insert(&op.op, &op.value);
        replaced
            .extend(op.seen.iter().filter(|seen| **seen != op.op).map(|seen| (&op.record, op.field.as_str(), seen)));
    }
    for ((record, field), ops) in &mut heads {
        ops.retain(|op, _| !replaced.contains(&(*record, *field, *op)));
    }
    heads
}
