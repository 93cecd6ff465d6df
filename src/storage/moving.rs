//! Moving a workspace from one place of this machine to another, sealed or in clear: so that a crash between any two
//! steps leaves one whole workspace, and the next start clears away the rest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::DeskEntry;
use super::plan::is_of_cut;

/// Which way a workspace is going, as the list of workspaces notes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moving {
    /// A copy is being made there; this one counts.
    To(String),
    /// The copy stands and was read back; what is left there goes.
    From(String),
}

/// One step, which may be taken again after a crash within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Puts an entry on the list, or in place of the one for its slot.
    Remember(DeskEntry),
    /// Writes everything from one slot into another, reads it back whole and compares.
    Copy {
        /// What counts so far.
        from: String,
        /// Holds nothing yet.
        to: String,
    },
    /// Makes a slot the one that opens at the next start.
    Choose(String),
    /// Removes everything a slot holds, its card too.
    Erase(String),
    /// Takes a slot off the list.
    Forget(String),
}

/// All steps of a move. `here` is the entry as it stands, `there` the one that takes its place.
pub fn steps(here: &DeskEntry, there: &DeskEntry) -> Vec<Step> {
    let (from, to) = (here.slot.clone(), there.slot.clone());
    let leaving = DeskEntry { moving: Some(Moving::To(to.clone())), ..here.clone() };
    let arrived = DeskEntry { moving: Some(Moving::From(from.clone())), ..there.clone() };
    let mut steps = vec![Step::Remember(leaving), Step::Copy { from, to }];
    steps.extend(clearing(&arrived));
    steps
}

/// The first move that a crash cut short: the slot it began from, and what is left to do.
pub fn unfinished(list: &[DeskEntry]) -> Option<(String, Vec<Step>)> {
    let arrived = list.iter().find(|it| matches!(it.moving, Some(Moving::From(_))));
    if let Some((entry, Some(Moving::From(from)))) = arrived.map(|it| (it, &it.moving)) {
        return Some((from.clone(), clearing(entry)));
    }
    let leaving = list.iter().find(|it| it.moving.is_some())?;
    let Some(Moving::To(to)) = &leaving.moving else { return None };
    // The copy comes onto the list only once it was compared. Where it stands there, what says that it is still on its way is
    // a store that was left behind, and the copy may be all there is.
    if let Some(there) = list.iter().find(|it| it.slot == *to) {
        let arrived = DeskEntry { moving: Some(Moving::From(leaving.slot.clone())), ..there.clone() };
        return Some((leaving.slot.clone(), clearing(&arrived)));
    }
    let stays = DeskEntry { moving: None, ..leaving.clone() };
    // What was copied does not count, however whole: nobody has compared it.
    Some((leaving.slot.clone(), vec![Step::Erase(to.clone()), Step::Remember(stays)]))
}

/// The small values that go along, and those that are put beside them. What tells of cuts is about saves of the old place: in
/// the new one it would cut off what was never cut there.
pub fn carried(local: &BTreeMap<String, String>, beside: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut carried = local.clone();
    carried.retain(|name, _| !is_of_cut(name));
    carried.extend(beside.iter().map(|(name, value)| (name.clone(), value.clone())));
    carried
}

/// What makes the copy count, and what is left then. Remembering comes first at a later start too: the list stands in two
/// stores, and a crash may have left one of them behind.
fn clearing(arrived: &DeskEntry) -> Vec<Step> {
    let Some(Moving::From(from)) = &arrived.moving else { return Vec::new() };
    let settled = DeskEntry { moving: None, ..arrived.clone() };
    vec![
        Step::Remember(arrived.clone()),
        Step::Choose(arrived.slot.clone()),
        Step::Erase(from.clone()),
        Step::Forget(from.clone()),
        Step::Remember(settled),
    ]
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
