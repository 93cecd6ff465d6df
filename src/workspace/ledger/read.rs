//! Reading the ledger: the entries once, then the projects once.

use std::collections::BTreeMap;

use super::super::Who;
use super::super::Workspace;
use super::super::standing::{EntryFields, needs_of};
use super::super::steps::Turns;
use super::signs::{self, Moves};
use super::{Met, Posted, Project, delivered};
use crate::domain::schema::DELETED;
use crate::domain::{Date, Kind, Light, Quantity, RecordId, order, transition};
use crate::oplog::{FieldNumber, Replica, Row};

/// Every project in its list, the most urgent light first, then by deadline, those without one last.
pub fn ledger(workspace: &Workspace, today: Date) -> Vec<Project> {
    let replica = workspace.replica();
    let mut entries = entries(replica);
    let (fields, turns) = (ProjectFields::of(replica), Turns::of(workspace));
    let mut projects: Vec<Project> = standing(replica, Kind::Project)
        .map(|row| {
            let own = entries.remove(row.id()).unwrap_or_default();
            fields.read(workspace, row, own, &turns, today)
        })
        .collect();
    signs::of_all(&mut projects, today, &|id| moves(workspace, id));
    order::sort_by(&mut projects, |a, b| {
        let key = |it: &Project| (it.light, it.deadline.is_none(), it.deadline);
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    projects
}

/// The same projects without their entries and what follows of them, as they come.
pub fn without_entries(workspace: &Workspace, today: Date) -> Vec<Project> {
    let replica = workspace.replica();
    let (fields, turns) = (ProjectFields::of(replica), Turns::of(workspace));
    standing(replica, Kind::Project).map(|row| fields.read(workspace, row, Vec::new(), &turns, today)).collect()
}

/// The records of a kind that stand in its list.
fn standing<'a>(replica: &'a Replica, kind: Kind) -> impl Iterator<Item = Row<'a>> {
    let deleted = replica.field_number(DELETED);
    replica.rows_of(kind.as_str()).filter(move |row| row.raw(deleted) != Some("true"))
}

/// The entries of each project, by their day and then as they came.
pub fn entries(replica: &Replica) -> BTreeMap<RecordId, Vec<Posted>> {
    let [done, percent] = ["done", "percent"].map(|it| replica.field_number(it));
    let fields = EntryFields::of(replica);
    let mut all: BTreeMap<RecordId, Vec<Posted>> = BTreeMap::new();
    for row in standing(replica, Kind::Progress) {
        let Some((project, entry)) = fields.read(row) else { continue };
        let posted = Posted { entry, done: text(row, done), percent: row.value(percent).as_integer() };
        all.entry(project).or_default().push(posted);
    }
    for posted in all.values_mut() {
        order::sort_by(posted, |a, b| a.entry.on.cmp(&b.entry.on).then_with(|| a.entry.id.cmp(&b.entry.id)));
    }
    all
}

struct ProjectFields {
    text: [FieldNumber; 5],
    dates: [FieldNumber; 2],
    links: [FieldNumber; 2],
    supporting: FieldNumber,
    asked: FieldNumber,
    served: FieldNumber,
}

impl ProjectFields {
    fn of(replica: &Replica) -> ProjectFields {
        ProjectFields {
            text: ["title", "objective", "content", "status", "closing_evidence"].map(|it| replica.field_number(it)),
            dates: ["start", "deadline"].map(|it| replica.field_number(it)),
            links: ["responsible", "community"].map(|it| replica.field_number(it)),
            supporting: replica.field_number("supporting"),
            asked: replica.field_number("quantity"),
            served: replica.field_number("beneficiaries"),
        }
    }

    fn read(&self, workspace: &Workspace, row: Row, mut entries: Vec<Posted>, turns: &Turns, today: Date) -> Project {
        let [title, objective, content, status, evidence] = self.text.map(|it| text(row, it));
        let [start, deadline] = self.dates.map(|it| date(row, it));
        let [responsible, community] = self.links.map(|it| row.value(it).link());
        let (supporting, needs) = (row.value(self.supporting).links(), needs_of(workspace, row.id()));
        entries.iter_mut().for_each(|it| it.entry.say_need(&needs));
        let asked = |need: &RecordId| Quantity::from_value(&workspace.replica().row_of(need)?.value(self.asked));
        let is_other = |it: &&Posted| it.entry.need.as_ref().is_none_or(|of| !needs.contains(of));
        let other = delivered(entries.iter().filter(is_other));
        let met = |need: &RecordId| Met {
            need: need.clone(),
            asked: asked(need),
            delivered: delivered(entries.iter().filter(|it| it.entry.need.as_ref() == Some(need))),
        };
        let needs: Vec<Met> = needs.iter().map(met).collect();
        let last = entries.iter().filter_map(|it| it.entry.on).max();
        let light = Light::of(&status, deadline, last.or(start), today);
        let owed = !transition::is_over(&status);
        let being = |who: Who| match who {
            Who::Responsible => responsible.clone(),
            Who::Community => community.clone(),
            _ => None,
        };
        let mut project = Project {
            id: row.id().clone(),
            left: deadline.filter(|_| owed).map(|it| today.days_until(it)),
            percent: entries.iter().filter_map(|it| Some((it.entry.on, it.percent?))).max().map(|it| it.1),
            turn: turns.turn(Kind::Project, &status, &being).filter(|_| waits(&status)),
            signs: Vec::new(),
            title,
            objective,
            content,
            responsible,
            supporting,
            community,
            start,
            deadline,
            status,
            light,
            entries,
            needs,
            other,
        };
        let served = Quantity::from_value(&row.value(self.served));
        project.signs = signs::of_one(&project, &evidence, served, today);
        project
    }
}

/// True in states in which a project waits for somebody's word rather than for its own work.
fn waits(status: &str) -> bool {
    matches!(status, "proposed" | "sent_back") || transition::unconfirmed(Kind::Project).contains(&status)
}

/// How often a project's deadline was moved: what its applied ops said one after the other.
fn moves(workspace: &Workspace, id: &RecordId) -> Option<Moves> {
    let replica = workspace.replica();
    let record = replica.number_of(id)?;
    // One op sets it, two move it twice.
    if replica.writers(record).count() < 3 {
        return None;
    }
    let mut said: Vec<Date> = Vec::new();
    for fact in replica.facts(record).iter().filter(|it| !replica.is_held_op(it.number)) {
        let raw = fact.set.iter().find(|(name, _)| *name == "deadline").map(|(_, raw)| raw.trim_matches('"'));
        if let Some(day) = raw.and_then(Date::parse)
            && said.last() != Some(&day)
        {
            said.push(day);
        }
    }
    Some(Moves { times: said.len().saturating_sub(1), first: *said.first()? })
}

fn text(row: Row, field: FieldNumber) -> String {
    row.text(field).map(std::borrow::Cow::into_owned).unwrap_or_default()
}

fn date(row: Row, field: FieldNumber) -> Option<Date> {
    Date::parse(&row.text(field)?)
}
