//! Accepted pairs become projects: what the records say already is filled in, and nothing else.

use super::Pair;
use super::taken::Taken;
use crate::domain::joint::{pair_field, pair_value};
use crate::domain::schema;
use crate::domain::{Date, Fields, Kind, Quantity, RecordId, Value, order};
use crate::workspace::{Edit, Workspace};

/// Pairs that are to become one project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The pairs.
    pub pairs: Vec<Pair>,
}

impl Chosen {
    /// One project a need, with all its resources.
    pub fn by_need(pairs: &[Pair]) -> Vec<Chosen> {
        let mut all: Vec<Chosen> = Vec::new();
        for pair in pairs {
            match all.iter_mut().find(|it| it.pairs[0].need == pair.need) {
                Some(chosen) => chosen.pairs.push(pair.clone()),
                None => all.push(Chosen { pairs: vec![pair.clone()] }),
            }
        }
        all
    }

    /// One project of all.
    pub fn together(pairs: &[Pair]) -> Vec<Chosen> {
        if pairs.is_empty() { Vec::new() } else { vec![Chosen { pairs: pairs.to_vec() }] }
    }
}

/// The edits that make the projects, one each. A pair that stands in a project already is left out, as the records are now.
pub fn accepting(workspace: &Workspace, meeting: &RecordId, chosen: &[Chosen], today: Date) -> Vec<Edit> {
    let now = Taken::of(workspace, today);
    let mut edits = Vec::new();
    for one in chosen {
        let is_new = |it: &&Pair| !now.pairs.contains_key(&(it.need.clone(), it.resource.clone()));
        let pairs: Vec<&Pair> = one.pairs.iter().filter(is_new).collect();
        if !pairs.is_empty() {
            edits.push(Edit::new(Kind::Project, project(workspace, meeting, &pairs, today)));
        }
    }
    edits
}

fn project(workspace: &Workspace, meeting: &RecordId, pairs: &[&Pair], today: Date) -> Fields {
    let mut needs: Vec<RecordId> = Vec::new();
    let mut resources: Vec<RecordId> = Vec::new();
    for pair in pairs {
        if !needs.contains(&pair.need) {
            needs.push(pair.need.clone());
        }
        if !resources.contains(&pair.resource) {
            resources.push(pair.resource.clone());
        }
    }
    let linked = |ids: &[RecordId], field: &str| {
        let mut offices: Vec<RecordId> = Vec::new();
        for office in ids.iter().filter_map(|id| workspace.link(id, field)).filter(|it| workspace.contains(it)) {
            if !offices.contains(&office) {
                offices.push(office);
            }
        }
        offices
    };
    let (askers, providers) = (linked(&needs, "asker"), linked(&resources, "provider"));
    let is_community = |id: &&RecordId| workspace.text(id, "role") == "community";
    let community = askers.iter().find(is_community).cloned();
    // Nobody signs off what it is responsible for: where the street gives something itself, people name another office.
    let responsible = providers.iter().find(|id| workspace.text(id, "role") != "street").cloned();
    let mut supporting: Vec<RecordId> = Vec::new();
    for office in providers.iter().chain(&askers).filter(|it| Some(*it) != responsible.as_ref()) {
        if !supporting.contains(office) {
            supporting.push(office.clone());
        }
    }
    let titles: Vec<String> = needs.iter().map(|id| public_title(workspace, id)).collect();
    let joined = |mut said: Vec<String>| {
        said.retain(|it| !it.trim().is_empty());
        said.join("\n")
    };
    let contents = |ids: &[RecordId]| joined(ids.iter().map(|id| workspace.text(id, "content")).collect());
    // All offices read a project: where a need has a public wording, nothing else of it goes there.
    let wording = |id: &RecordId| [workspace.text(id, "public_wording"), workspace.text(id, "content")];
    let public = |id: &RecordId| wording(id).into_iter().find(|it| !it.trim().is_empty()).unwrap_or_default();
    let mut offered: Vec<String> = resources.iter().map(|id| workspace.title_of(id)).collect();
    offered.push(contents(&resources));
    offered.retain(|it| !it.is_empty());
    // One that is over today already would be overdue when it begins.
    let days = needs.iter().filter_map(|id| Date::parse(&workspace.text(id, "wanted_by")));
    let deadline = days.filter(|day| *day >= today).min();
    let places = needs.iter().chain(&resources).map(|id| workspace.text(id, "place"));
    let ids = |ids: &[RecordId]| Value::List(ids.iter().map(|id| Value::from(id.as_str())).collect());
    let mut set = Fields::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_blank() {
            set.insert(name.to_owned(), value);
        }
    };
    put("status", "proposed".into());
    put("title", clipped("title", titles.join(" / ")));
    put("objective", clipped("objective", joined(needs.iter().map(public).collect())));
    put("content", clipped("content", offered.join("\n")));
    put("community", community.map_or(Value::Null, |id| id.as_str().into()));
    put("responsible", responsible.map_or(Value::Null, |id| id.as_str().into()));
    put("supporting", ids(&supporting));
    put("place", places.into_iter().find(|it| !it.is_empty()).map_or(Value::Null, |it| clipped("place", it)));
    put("deadline", deadline.map_or(Value::Null, |day| day.to_string().into()));
    put("needs", ids(&needs));
    put("resources", ids(&resources));
    put("docking", meeting.as_str().into());
    for pair in pairs {
        let amount = pair.amount.clone().unwrap_or(Quantity { n: 1, unit: String::new() });
        put(&pair_field(&pair.need, &pair.resource), pair_value(&amount, &pair.slots));
    }
    set
}

/// How a need may be called in public: its public wording, or else its title.
pub fn public_title(workspace: &Workspace, need: &RecordId) -> String {
    let public = workspace.text(need, "public_wording");
    if public.trim().is_empty() { workspace.title_of(need) } else { public }
}

/// A text as long as a project's field may be.
pub(super) fn clipped(field: &str, text: String) -> Value {
    let most = schema::field(Kind::Project, field).map_or(usize::MAX, |it| usize::from(it.max_chars));
    Value::from(text.chars().take(most).collect::<String>())
}

/// The projects that came of a meeting, by id.
pub fn projects_of(workspace: &Workspace, meeting: &RecordId) -> Vec<RecordId> {
    let mut ids: Vec<RecordId> =
        workspace.linked_from(meeting).into_iter().filter(|id| id.kind() == Some(Kind::Project)).collect();
    order::sort(&mut ids);
    ids
}
