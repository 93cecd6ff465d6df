//! What projects and claims have taken of resources, and given to needs: the amounts of [`crate::workspace::standing`], as
//! far as a proposal goes by them.

use std::collections::{BTreeMap, BTreeSet};

use super::ground::Rest;
use crate::domain::{Date, Kind, RecordId, Slot, order};
use crate::workspace::Workspace;
use crate::workspace::standing::{Figure, How, Measure, Part, Standings};

/// What is left of one record.
#[derive(Clone, Debug)]
pub struct Left {
    /// How much; of a resource that can be had at several times, the most that is left at one of them.
    pub rest: Rest,
    /// What is left each time.
    pub slots: Vec<(Slot, i64)>,
    /// By whom the rest is taken, each once, in the order of their ids.
    pub by: Vec<RecordId>,
    /// Some of it is promised in another unit, or by no usable amount: it may be all.
    pub is_unclear: bool,
}

/// What is left of all records that a project or a claim touches.
#[derive(Default)]
pub struct Taken {
    left: BTreeMap<RecordId, Left>,
    /// Pairs that stand in projects under way.
    pub pairs: BTreeMap<(RecordId, RecordId), RecordId>,
    /// Pairs whose project is over and was not broken off.
    pub done: BTreeSet<(RecordId, RecordId)>,
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
                    let promised = [&it.accepted, &it.planned];
                    left(&it.asked, it.open, [&it.accepted, &it.planned, &it.delivered], promised)
                }
                Some(Kind::Resource) => {
                    let it = standings.resource(id);
                    let promised = [&it.projects, &it.claims];
                    Left { slots: it.slots.clone(), ..left(&it.has, it.free, promised, promised) }
                }
                _ => continue,
            };
            taken.left.insert(id.clone(), left);
        }
        for (need, resource, project, is_held) in standings.kept_pairs() {
            let pair = (need.clone(), resource.clone());
            if is_held {
                taken.pairs.insert(pair, project.clone());
            } else {
                taken.done.insert(pair);
            }
        }
        taken
    }

    /// What is left of a record; nothing to tell where nobody touches it.
    pub fn left(&self, id: &RecordId) -> Option<&Left> {
        self.left.get(id)
    }
}

fn left<const N: usize>(measure: &Measure, n: i64, figures: [&Figure; N], promised: [&Figure; 2]) -> Left {
    let rest = match n {
        ..=0 => Rest::Nothing,
        _ if measure.is_whole => Rest::Whole,
        n => Rest::Counted(measure.quantity(n)),
    };
    let parts = figures.into_iter().flat_map(|it| &it.parts);
    let mut by: Vec<RecordId> = parts.map(|it| it.record.clone()).collect();
    order::sort(&mut by);
    by.dedup();
    let is_unclear = |part: &Part| matches!(part.how, How::OtherUnit | How::Unusable);
    let is_unclear = promised.into_iter().flat_map(|it| it.uncounted()).any(is_unclear);
    Left { rest, slots: Vec::new(), by, is_unclear }
}
