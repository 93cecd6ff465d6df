//! Which base a file for several offices has, and because of whom it has none.

use super::*;
use crate::exchange::tests::{Office, small};
use crate::exchange::{have, lacking};
use crate::oplog::Scope;

/// A sender with 2 shared ops, and what three installations acknowledged: the first op of them, all of them, nothing.
fn sender() -> (Office, [Have; 3]) {
    let first = small();
    let mut sender = small();
    let early = {
        let mut office = Office::new(1);
        office.save(None, Scope::Shared, "title", "更换\"燃气\"软管\n独居老人".into());
        have(&office.replica)
    };
    sender.save(None, Scope::Shared, "title", "新的".into());
    (sender, [early, have(&first.replica), Have::new()])
}

#[test]
fn the_base_is_what_all_chosen_offices_acknowledged() {
    let (sender, [early, late, nothing]) = sender();
    let replica = &sender.replica;
    // How many ops a file for them holds; `!` and places where it is complete because of these.
    let check = |receivers: &[&[&Have]], whole: bool, expected: &str| {
        let receivers: Vec<Vec<&Have>> = receivers.iter().map(|it| it.to_vec()).collect();
        let extent = extent(replica, &receivers, whole);
        let ops = lacking(replica, extent.base(), Scope::Shared);
        let told = match &extent {
            Extent::Complete => format!("all {ops}"),
            Extent::Unknown(places) => format!("all {ops} {places:?}"),
            Extent::Delta(_) => format!("{ops}"),
        };
        assert_eq!(told, expected, "{receivers:?}");
    };
    check(&[], false, "all 3");
    check(&[&[&late]], false, "1");
    check(&[&[&early]], false, "2");
    check(&[&[&late], &[&early]], false, "2");
    check(&[&[&late], &[&late]], false, "1");
    // An office of two machines: what both have; a third that never sent a file is not among them.
    check(&[&[&late, &early]], false, "2");
    check(&[&[&late, &nothing]], false, "3");
    check(&[&[&late], &[], &[&early], &[]], false, "all 3 [1, 3]");
    check(&[&[]], false, "all 3 [0]");
    check(&[&[&late]], true, "all 3");
    check(&[&[]], true, "all 3");
}

#[test]
fn a_base_never_reaches_beyond_what_is_here() {
    let (sender, [.., nothing]) = sender();
    let ahead = have(&sender.replica);
    let mut behind = small();
    behind.save(None, Scope::Private, "contact", "网格员".into());
    let extent = extent(&behind.replica, &[vec![&ahead]], false);
    // The receiver is ahead: its last op is not here, so that nothing is known to be common beyond nothing.
    assert_eq!(extent.base(), Some(&nothing));
}
