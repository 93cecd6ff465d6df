//! Claims, projects and ledger entries as far as amounts go by them, read in one pass over each list.

use std::collections::BTreeMap;

use super::super::Workspace;
use super::Said;
use super::entry::{Entry, EntryFields};
use crate::domain::joint::{PAIR_PREFIX, pair_of, slots_of};
use crate::domain::schema::DELETED;
use crate::domain::transition::is_under_way;
use crate::domain::{Date, Kind, Quantity, RecordId, Slot, Value};
use crate::oplog::Row;

/// A claim that stands in its list.
pub(super) struct Claim {
    pub id: RecordId,
    pub state: String,
    pub office: String,
    pub amount: Said,
    pub need: Option<RecordId>,
    pub project: Option<RecordId>,
    pub resource: Option<RecordId>,
    pub until: Option<Date>,
}

/// A project that stands in its list.
pub(super) struct Project {
    pub id: RecordId,
    pub state: String,
    /// The responsible office and the supporting ones.
    pub offices: Vec<String>,
    pub needs: Vec<RecordId>,
    pub resources: Vec<RecordId>,
    /// What of which resource goes to which need.
    pub pairs: Vec<Paired>,
    /// Those that tell of an amount.
    pub entries: Vec<Entry>,
}

/// What a project gives of a resource to a need.
pub(super) struct Paired {
    pub need: RecordId,
    pub resource: RecordId,
    pub said: Said,
    /// When, and how much each time; nothing where nobody said.
    pub slots: Vec<(Slot, i64)>,
}

/// Places in the lists of what touches a record.
#[derive(Default)]
pub(super) struct Touching {
    pub claims: Vec<usize>,
    pub projects: Vec<usize>,
}

/// All that amounts go by.
pub struct Standings<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) today: Date,
    pub(super) claims: Vec<Claim>,
    pub(super) projects: Vec<Project>,
    pub(super) touching: BTreeMap<RecordId, Touching>,
}

impl<'a> Standings<'a> {
    /// Reads all of it.
    pub fn of(workspace: &'a Workspace, today: Date) -> Standings<'a> {
        Standings::read(workspace, today, None)
    }

    /// Reads what touches these needs, resources and projects; of others nothing is known.
    pub fn about(workspace: &'a Workspace, today: Date, ids: &[RecordId]) -> Standings<'a> {
        Standings::read(workspace, today, Some(ids))
    }

    /// The records as if a claim stood so, and offered so much.
    pub fn suppose_claim(&mut self, id: &RecordId, state: &str, amount: Option<&Quantity>) {
        for claim in self.claims.iter_mut().filter(|it| it.id == *id) {
            state.clone_into(&mut claim.state);
            if let Some(amount) = amount {
                claim.amount = Said::of(&amount.to_value());
            }
        }
    }

    /// The records as if a project stood so.
    pub fn suppose_project(&mut self, id: &RecordId, state: &str) {
        for project in self.projects.iter_mut().filter(|it| it.id == *id) {
            state.clone_into(&mut project.state);
        }
    }

    fn read(workspace: &'a Workspace, today: Date, wanted: Option<&[RecordId]>) -> Standings<'a> {
        let mut all =
            Standings { workspace, today, claims: Vec::new(), projects: Vec::new(), touching: BTreeMap::new() };
        let is_wanted = |id: &RecordId| wanted.is_none_or(|wanted| wanted.contains(id));
        let mut of_project: BTreeMap<RecordId, usize> = BTreeMap::new();
        each(workspace, Kind::Project, &mut |row| {
            let project = project(workspace, row);
            let paired = project.pairs.iter().flat_map(|it| [&it.need, &it.resource]);
            let mut touched: Vec<&RecordId> = project.needs.iter().chain(&project.resources).chain(paired).collect();
            touched.push(&project.id);
            if !touched.iter().any(|id| is_wanted(id)) {
                return;
            }
            let at = all.projects.len();
            for id in touched {
                let touching = all.touching.entry(id.clone()).or_default();
                if touching.projects.last() != Some(&at) {
                    touching.projects.push(at);
                }
            }
            of_project.insert(project.id.clone(), at);
            all.projects.push(project);
        });
        let fields = EntryFields::of(workspace.replica());
        each(workspace, Kind::Progress, &mut |row| {
            let Some((of, entry)) = fields.read(row).filter(|(_, it)| it.amount != Said::Nothing) else { return };
            if let Some(at) = of_project.get(&of) {
                all.projects[*at].entries.push(entry);
            }
        });
        for project in &mut all.projects {
            let needs = project.all_needs();
            project.entries.iter_mut().for_each(|it| it.say_need(&needs));
        }
        each(workspace, Kind::Claim, &mut |row| {
            let claim = claim(workspace, row);
            let touched = [&claim.need, &claim.project, &claim.resource];
            if !touched.iter().any(|it| it.as_ref().is_some_and(is_wanted)) && wanted.is_some() {
                return;
            }
            let at = all.claims.len();
            for id in touched.into_iter().flatten() {
                all.touching.entry(id.clone()).or_default().claims.push(at);
            }
            all.claims.push(claim);
        });
        all
    }

    /// The records that a claim or a project touches, in the order of their ids.
    pub fn touched(&self) -> impl Iterator<Item = &RecordId> {
        self.touching.keys()
    }

    /// The pairs of projects that were not broken off: need, resource, project, and whether it is under way.
    pub fn kept_pairs(&self) -> impl Iterator<Item = (&RecordId, &RecordId, &RecordId, bool)> {
        let kept = self.projects.iter().filter(|it| it.state != "terminated");
        kept.flat_map(|project| {
            let is_held = is_under_way(&project.state);
            project.pairs.iter().map(move |it| (&it.need, &it.resource, &project.id, is_held))
        })
    }

    /// True where a project for a need is approved and under way.
    pub fn is_in_project(&self, need: &RecordId) -> bool {
        let approved = |it: &Project| is_under_way(&it.state) && it.state != "proposed" && it.names(need);
        self.projects_with(need).any(approved)
    }

    pub(super) fn claims_on(&self, id: &RecordId) -> impl Iterator<Item = &Claim> {
        let touching = self.touching.get(id).map_or(&[][..], |it| &it.claims[..]);
        touching.iter().map(|at| &self.claims[*at])
    }

    pub(super) fn projects_with(&self, id: &RecordId) -> impl Iterator<Item = &Project> {
        let touching = self.touching.get(id).map_or(&[][..], |it| &it.projects[..]);
        touching.iter().map(|at| &self.projects[*at])
    }

    /// True where a project that touches a record carries a claim on it out, and counts for it.
    pub(super) fn is_carried(&self, claim: &Claim, on: &RecordId) -> bool {
        self.projects_with(on).filter(|it| it.carries(claim, on)).any(|project| match &*project.state {
            // What was done before it was broken off stands in its ledger, if there.
            "terminated" => claim.state == "done" && project.tells_of(on),
            state if is_under_way(state) => true,
            // What an office promised anew afterwards does not stand in the ledger.
            _ => claim.project.is_some() || claim.state == "done",
        })
    }
}

impl Standings<'_> {
    /// The accepted claims on a project and its needs that its offices carry out in it.
    pub fn carried_by(&self, id: &RecordId) -> Vec<RecordId> {
        let Some(project) = self.projects_with(id).find(|it| it.id == *id) else { return Vec::new() };
        let mut claims: Vec<RecordId> = Vec::new();
        for on in project.all_needs().iter().chain([id]) {
            let holds = |it: &&Claim| {
                matches!(&*it.state, "accepted" | "performing")
                    && it.need.as_ref().is_none_or(|it| it == on || on == id)
            };
            for claim in self.claims_on(on).filter(holds).filter(|it| project.carries(it, on)) {
                if !claims.contains(&claim.id) {
                    claims.push(claim.id.clone());
                }
            }
        }
        claims
    }
}

impl Project {
    pub fn names(&self, need: &RecordId) -> bool {
        self.needs.contains(need) || self.pairs.iter().any(|it| it.need == *need)
    }

    /// True where a claim on a need, a resource or the project itself is carried out in it: it says so, or is of an office
    /// that takes part while no pair says how much goes there. A pair stands beside what was claimed before.
    fn carries(&self, claim: &Claim, on: &RecordId) -> bool {
        if let Some(of) = &claim.project {
            return *of == self.id;
        }
        let is_paired = self.pairs.iter().any(|it| it.need == *on || it.resource == *on);
        !is_paired && self.offices.contains(&claim.office)
    }

    /// True where an entry tells an amount of a need.
    fn tells_of(&self, need: &RecordId) -> bool {
        self.entries.iter().any(|it| it.delivered().is_some() && it.need.as_ref() == Some(need))
    }

    /// The needs, those of pairs too, each once.
    pub fn all_needs(&self) -> Vec<RecordId> {
        let mut needs = self.needs.clone();
        for pair in &self.pairs {
            if !needs.contains(&pair.need) {
                needs.push(pair.need.clone());
            }
        }
        needs
    }
}

/// Hands out the records of a kind that stand in their list.
fn each<'a>(workspace: &'a Workspace, kind: Kind, take: &mut dyn FnMut(Row<'a>)) {
    let deleted = workspace.replica().field_number(DELETED);
    let rows = workspace.replica().rows_of(kind.as_str());
    rows.filter(|row| row.raw(deleted) != Some("true")).for_each(take);
}

/// The needs of one project, those of its pairs too.
pub fn needs_of(workspace: &Workspace, project: &RecordId) -> Vec<RecordId> {
    let row = workspace.replica().row_of(project);
    row.map(|row| self::project(workspace, row).all_needs()).unwrap_or_default()
}

fn project(workspace: &Workspace, row: Row<'_>) -> Project {
    let value = |name: &str| row.value(workspace.replica().field_number(name));
    let text = |it: &Value| it.as_text().map(str::to_owned);
    let mut offices: Vec<String> = text(&value("responsible")).into_iter().collect();
    offices.extend(value("supporting").items().iter().filter_map(text));
    let pair = |(name, raw): (&str, &str)| {
        let (need, resource) = pair_of(name)?;
        let value = serde_json::from_str(raw).ok()?;
        let (said, slots) = (Said::of_pair(&value), slots_of(&value));
        // A pair that was cleared is none.
        (said != Said::Nothing).then_some(Paired { need, resource, said, slots })
    };
    Project {
        id: row.id().clone(),
        state: text(&value("status")).unwrap_or_default(),
        offices,
        needs: value("needs").links(),
        resources: value("resources").links(),
        pairs: row.named(PAIR_PREFIX).into_iter().filter_map(pair).collect(),
        entries: Vec::new(),
    }
}

fn claim(workspace: &Workspace, row: Row<'_>) -> Claim {
    let value = |name: &str| row.value(workspace.replica().field_number(name));
    let text = |name: &str| value(name).as_text().unwrap_or_default().to_owned();
    Claim {
        id: row.id().clone(),
        state: text("status"),
        office: text("office"),
        amount: Said::of(&value("quantity")),
        need: value("need").link(),
        project: value("project").link(),
        resource: value("resource").link(),
        until: Date::parse(&text("until")),
    }
}
