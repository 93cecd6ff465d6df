//! A project: what it plans and delivered, need by need, and what it takes of its resources.

use super::entry::Entry;
use super::facts::Standings;
use super::need::{delivered_by, planned_by};
use super::resource::taken_by;
use super::{Figure, How, Measure, Part, Said};
use crate::domain::{Quantity, RecordId, Slot};

/// One need of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedInProject {
    /// The need.
    pub need: RecordId,
    /// What it asks.
    pub asked: Measure,
    /// What the project plans for it.
    pub planned: Figure,
    /// What its ledger says was delivered.
    pub delivered: Figure,
}

/// What a project gives of a resource to a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The need.
    pub need: RecordId,
    /// The resource.
    pub resource: RecordId,
    /// How much; nothing where it is all of it, or nobody can say.
    pub amount: Option<Quantity>,
    /// When, and how much each time.
    pub slots: Vec<(Slot, i64)>,
}

/// How a project stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectStanding {
    /// Its needs.
    pub needs: Vec<NeedInProject>,
    /// Its resources: what there is, and what it takes.
    pub resources: Vec<(RecordId, Measure, Figure)>,
    /// What of which resource goes to which need.
    pub given: Vec<Given>,
    /// Entries with an amount that name none of several needs, or a need the project does not have.
    pub unassigned: Vec<Part>,
}

impl Standings<'_> {
    /// How a project stands; nothing where it is not known.
    pub fn project(&self, id: &RecordId) -> ProjectStanding {
        let Some(project) = self.projects_with(id).find(|it| it.id == *id) else { return ProjectStanding::default() };
        let needs = project.all_needs();
        let gathered = |parts: Vec<Part>| {
            let mut figure = Figure::default();
            parts.into_iter().for_each(|part| figure.add(part));
            figure
        };
        let of_need = |need: &RecordId| {
            let asked = Measure::of(&self.workspace.value(need, "quantity"));
            let told = delivered_by(project, need, &asked);
            let delivered = gathered(told.into_iter().filter(|it| it.how != How::Unassigned).collect());
            NeedInProject { planned: gathered(planned_by(project, need, &asked)), delivered, need: need.clone(), asked }
        };
        let mut resources = project.resources.clone();
        for resource in project.pairs.iter().map(|it| &it.resource) {
            if !resources.contains(resource) {
                resources.push(resource.clone());
            }
        }
        let of_resource = |resource: RecordId| {
            let has = Measure::of(&self.workspace.value(&resource, "capacity"));
            let taken = gathered(taken_by(project, &resource, &has));
            (resource, has, taken)
        };
        let any = Measure { n: 0, unit: String::new(), is_whole: true, is_unusable: false };
        let strays = project.entries.iter().filter(|it| match &it.need {
            Some(need) => !needs.contains(need),
            None => needs.len() > 1,
        });
        let stray = |it: &Entry| Part { how: How::Unassigned, ..it.amount.part(&it.id, &any) };
        let given = project.pairs.iter().map(|it| Given {
            need: it.need.clone(),
            resource: it.resource.clone(),
            amount: if let Said::Amount(amount) = &it.said { Some(amount.clone()) } else { None },
            slots: it.slots.clone(),
        });
        ProjectStanding {
            given: given.collect(),
            unassigned: strays.map(stray).collect(),
            needs: needs.iter().map(of_need).collect(),
            resources: resources.into_iter().map(of_resource).collect(),
        }
    }
}
