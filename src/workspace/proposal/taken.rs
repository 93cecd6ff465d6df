//! What projects and claims have taken of resources, and given to needs: the amounts of [`crate::workspace::standing`], as
//! far as a proposal goes by them.

use std::collections::BTreeMap;

use super::ground::Rest;
use crate::domain::{Date, Kind, RecordId, order};
use crate::workspace::Workspace;
use crate::workspace::standing::{Figure, How, Measure, Standings};

/// What is left of one record.
#[derive(Clone, Debug)]
pub struct Left {
    /// How much.
    pub rest: Rest,
    /// By whom the rest is taken, each once, in the order of their ids.
    pub by: Vec<RecordId>,
}

/// What is left of all records that a project or a claim touches.
#[derive(Default)]
pub struct Taken {
    left: BTreeMap<RecordId, Left>,
    /// Pairs that stand in projects under way.
    pub pairs: BTreeMap<(RecordId, RecordId), RecordId>,
}

impl Taken {
    /// Reads projects and claims; `today` says which promises are past their day.
    pub fn of(workspace: &Workspace, today: Date) -> Taken {
        let standings = Standings::of(workspace, today);
        let mut taken = Taken::default();
        for id in standings.touched() {
            let left = match id.kind() {
                Some(Kind::Need) => {
                    let it = standings.need(id);
                    left(&it.asked, it.open, [&it.accepted, &it.planned, &it.delivered])
                }
                Some(Kind::Resource) => {
                    let it = standings.resource(id);
                    let figures = [&it.projects, &it.claims];
                    // How much of it that takes nobody can say: it may be all.
                    let is_unclear = |part: How| matches!(part, How::OtherUnit | How::Unusable);
                    let all = figures.iter().flat_map(|it| it.uncounted()).any(|part| is_unclear(part.how));
                    left(&it.has, if all { 0 } else { it.free }, figures)
                }
                _ => continue,
            };
            taken.left.insert(id.clone(), left);
        }
        for (need, resource, project) in standings.held_pairs() {
            taken.pairs.insert((need.clone(), resource.clone()), project.clone());
        }
        taken
    }

    /// What is left of a record; nothing to tell where nobody touches it.
    pub fn left(&self, id: &RecordId) -> Option<&Left> {
        self.left.get(id)
    }
}

fn left<const N: usize>(measure: &Measure, n: i64, figures: [&Figure; N]) -> Left {
    let rest = match n {
        ..=0 => Rest::Nothing,
        _ if measure.is_whole => Rest::Whole,
        n => Rest::Counted(measure.quantity(n)),
    };
    let parts = figures.into_iter().flat_map(|it| &it.parts);
    let mut by: Vec<RecordId> = parts.map(|it| it.record.clone()).collect();
    order::sort(&mut by);
    by.dedup();
    Left { rest, by }
}
