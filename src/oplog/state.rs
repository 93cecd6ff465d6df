//! The hash of everything a replica shows: in one go, or in slices that come to the same.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::chain::{ChainHash, Scope};
use super::fold::Cell;
use super::replica::Replica;
use crate::domain::{RecordId, order};

/// The hash of a state on its way; it holds for a replica that nothing is written to meanwhile.
pub struct StateHashing {
    scope: Scope,
    /// How many records were brought into order.
    ordered: usize,
    /// Those that are left, by id.
    records: BTreeMap<RecordId, usize>,
    hash: Sha256,
}

impl StateHashing {
    /// Begins with what stands in that scope.
    pub fn begin(scope: Scope) -> StateHashing {
        StateHashing { scope, ordered: 0, records: BTreeMap::new(), hash: Sha256::new() }
    }
}

impl Replica {
    /// The hash of everything this replica shows: equal exactly when two offices hold the same.
    pub fn state_hash(&self, scope: Scope) -> ChainHash {
        let mut hashing = StateHashing::begin(scope);
        loop {
            if let Some(hash) = self.hash_slice(&mut hashing, usize::MAX) {
                return hash;
            }
        }
    }

    /// Looks at the next `most` records; the hash, once nothing is left.
    pub fn hash_slice(&self, hashing: &mut StateHashing, most: usize) -> Option<ChainHash> {
        let all = self.record_count();
        if hashing.ordered < all {
            let until = hashing.ordered.saturating_add(most.max(1)).min(all);
            let numbers = hashing.ordered..until;
            hashing.records.extend(numbers.map(|number| (self.id_at(number).clone(), number)));
            hashing.ordered = until;
            return None;
        }
        for _ in 0..most.max(1) {
            let Some((id, number)) = hashing.records.pop_first() else {
                return Some(ChainHash(hashing.hash.clone().finalize().into()));
            };
            let record = &self.records.all[number];
            let mut cells: Vec<&Cell> =
                record.cells.iter().filter(|it| self.scope_of(it.op) == hashing.scope).collect();
            let name = |cell: &Cell| self.records.fields.name(cell.field);
            order::sort_by(&mut cells, |a, b| name(a).cmp(name(b)).then_with(|| self.rank(b.op).cmp(&self.rank(a.op))));
            for cell in cells {
                let line = format!("{id}\n{}\n{}\n{}\n", name(cell), self.position(cell.op), self.raw(cell));
                hashing.hash.update(line.as_bytes());
            }
        }
        None
    }
}
