//! Two workspaces side by side: what one has that the other lacks, counted by list. What a backup is tried with.

use super::Workspace;
use crate::domain::{Kind, order};
use crate::oplog::{ChainHash, Replica, Scope};

/// What two sets of ops have that the other lacks. A kind nobody knows here stands last, as none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Ops that only the first has, by the kind of their records.
    pub only_here: Vec<(Option<Kind>, usize)>,
    /// Ops that only the second has.
    pub only_there: Vec<(Option<Kind>, usize)>,
}

impl Workspace {
    /// What this workspace and another of the same street do not share.
    pub fn apart(&self, other: &Workspace) -> Apart {
        let (here, there) = (prints(&self.replica), prints(&other.replica));
        Apart { only_here: beyond(&self.replica, &there), only_there: beyond(&other.replica, &here) }
    }

    /// How many ops stand in private logs.
    pub fn private_ops(&self) -> usize {
        let branches = self.replica.branch_states().into_iter().filter(|it| it.header.scope == Scope::Private);
        branches.map(|branch| self.replica.ops_of(&branch).len()).sum()
    }
}

/// What names each op with all before it in its log, sorted.
fn prints(replica: &Replica) -> Vec<[u8; 32]> {
    let mut prints: Vec<[u8; 32]> = replica.all_ops().map(|(op, ..)| replica.hash_after(op).0).collect();
    order::sort(&mut prints);
    prints
}

/// The ops whose prints are not among those, counted by kind.
fn beyond(replica: &Replica, known: &[[u8; 32]]) -> Vec<(Option<Kind>, usize)> {
    let is_new = |op: &u32| {
        let ChainHash(print) = replica.hash_after(*op);
        known.binary_search(&print).is_err()
    };
    let new = replica.all_ops().map(|(op, ..)| op).filter(is_new);
    Kind::counted(new.map(|op| replica.id_of_op(op).kind()))
}

#[cfg(test)]
mod tests {
    use super::super::meeting::{admitted, change, device, fields, hand_over, logs, made, office, street};
    use super::*;
    use crate::domain::Value;

    #[test]
    fn a_workspace_and_its_own_copy_are_not_apart() {
        let mut here = street();
        made(&mut here, Kind::Need, fields([("title", "hose".into())]));
        let copy = here.clone();
        assert_eq!(here.apart(&copy), Apart::default());
    }

    #[test]
    fn what_only_one_has_is_counted_by_list() {
        let mut here = street();
        let unit = office(&mut here, "unit", "unit");
        let mut there = admitted(&mut here, 2, &unit);
        let hall = made(&mut there, Kind::Resource, fields([("title", "hall".into())]));
        hand_over(&mut there, &mut here);
        let then = here.clone();
        let need = made(&mut here, Kind::Need, fields([("title", "hose".into())]));
        change(&mut here, &need, "place", "road");
        assert_eq!(then.apart(&here), Apart { only_here: vec![], only_there: vec![(Some(Kind::Need), 2)] });
        change(&mut there, &hall, "place", "gate");
        let apart = here.apart(&there);
        assert_eq!(apart.only_here, [(Some(Kind::Need), 2)]);
        assert_eq!(apart.only_there, [(Some(Kind::Resource), 1)]);
    }

    #[test]
    fn branches_of_a_fork_are_apart_from_where_they_leave_each_other() {
        let mut here = street();
        let need = made(&mut here, Kind::Need, fields([("title", "hose".into())]));
        let mut copy = here.clone();
        copy.device.run = "copied00".to_owned();
        change(&mut here, &need, "place", "road");
        change(&mut copy, &need, "place", "gate");
        change(&mut copy, &need, "note", "twice");
        let apart = here.apart(&copy);
        assert_eq!((apart.only_here, apart.only_there), (vec![(Some(Kind::Need), 1)], vec![(Some(Kind::Need), 2)]));
        hand_over(&mut copy, &mut here);
        assert_eq!(
            here.apart(&copy).only_there,
            [],
            "a fork that was taken in lacks nothing, whichever branch came first"
        );
    }

    #[test]
    fn private_logs_count_and_are_missing_where_a_file_left_them_out() {
        let mut here = street();
        let need = made(&mut here, Kind::Need, fields([("title", "hose".into()), ("contact", Value::from("desk"))]));
        assert_eq!(here.private_ops(), 1);
        change(&mut here, &need, "contact", "other desk");
        let (there, _) = Workspace::receive(here.id(), logs(&mut here), device(2)).expect("a whole file");
        assert_eq!(there.private_ops(), 0);
        assert_eq!(here.apart(&there), Apart { only_here: vec![(Some(Kind::Need), 2)], only_there: vec![] });
    }
}
