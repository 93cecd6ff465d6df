//! Where a need went that was merged into another, which may have been merged in turn.

use super::super::Workspace;
use crate::domain::RecordId;

/// Where a merged need went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Merged {
    /// It was not merged.
    #[default]
    Not,
    /// Into this one, which was not merged itself.
    Into(RecordId),
    /// Nobody said into which, or that one is not here.
    Unknown,
    /// Into one that leads back: offices that did not know of each other merged them both ways.
    Circle,
}

/// Follows a merged need to the one that stands in its place.
pub fn merged_into(workspace: &Workspace, need: &RecordId) -> Merged {
    let mut passed: Vec<RecordId> = Vec::new();
    let mut at = need.clone();
    while workspace.text(&at, "status") == "merged" {
        let Some(next) = workspace.link(&at, "merged_into").filter(|it| workspace.contains(it)) else {
            return Merged::Unknown;
        };
        passed.push(at);
        if passed.contains(&next) {
            return Merged::Circle;
        }
        at = next;
    }
    if at == *need { Merged::Not } else { Merged::Into(at) }
}
