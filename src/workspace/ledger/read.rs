//! Reading the ledger: the entries once, then the projects once.

use std::collections::BTreeMap;

use super::super::Workspace;
use super::signs::{self, Moves};
use super::{Met, Posted, Project, WhoseTurn, delivered};
use crate::domain::schema::DELETED;
use crate::domain::{Date, Kind, Light, Quantity, RecordId, order, transition};
use crate::oplog::{FieldNumber, Replica, Row};

/// Every project in its list, the most urgent light first, then by deadline, those without one last.
pub fn ledger(workspace: &Workspace, today: Date) -> Vec<Project> {
    let replica = workspace.replica();
    let mut entries = entries(replica);
    let fields = ProjectFields::of(replica);
    let mut projects: Vec<Project> = standing(replica, Kind::Project)
        .map(|row| {
            let own = entries.remove(row.id().as_str()).unwrap_or_default();
            fields.read(replica, row, own, today)
        })
        .collect();
    signs::of_all(&mut projects, today, &|id| moves(workspace, id));
    order::sort_by(&mut projects, |a, b| {
        let key = |it: &Project| (it.light, it.deadline.is_none(), it.deadline);
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    projects
}

/// The records of a kind that stand in its list.
fn standing<'a>(replica: &'a Replica, kind: Kind) -> impl Iterator<Item = Row<'a>> {
    let deleted = replica.field_number(DELETED);
    replica.rows_of(kind.as_str()).filter(move |row| row.raw(deleted) != Some("true"))
}

/// The entries of each project, by their day and then as they came.
pub fn entries(replica: &Replica) -> BTreeMap<String, Vec<Posted>> {
    let [project, on, done] = ["project", "on", "done"].map(|it| replica.field_number(it));
    let [percent, amount, need] = ["percent", "delivered", "need"].map(|it| replica.field_number(it));
    let mut all: BTreeMap<String, Vec<Posted>> = BTreeMap::new();
    for row in standing(replica, Kind::Progress) {
        let Some(project) = row.text(project) else { continue };
        let posted = Posted {
            id: row.id().clone(),
            on: date(row, on),
            done: text(row, done),
            percent: row.value(percent).as_integer(),
            delivered: Quantity::from_value(&row.value(amount)).filter(|it| it.n > 0),
            need: row.value(need).link(),
        };
        all.entry(project.into_owned()).or_default().push(posted);
    }
    for posted in all.values_mut() {
        order::sort_by_key(posted, |it| it.on);
    }
    all
}

struct ProjectFields {
    text: [FieldNumber; 5],
    dates: [FieldNumber; 2],
    links: [FieldNumber; 2],
    lists: [FieldNumber; 2],
    asked: FieldNumber,
    served: FieldNumber,
}

impl ProjectFields {
    fn of(replica: &Replica) -> ProjectFields {
        ProjectFields {
            text: ["title", "objective", "content", "status", "closing_evidence"].map(|it| replica.field_number(it)),
            dates: ["start", "deadline"].map(|it| replica.field_number(it)),
            links: ["responsible", "community"].map(|it| replica.field_number(it)),
            lists: ["supporting", "needs"].map(|it| replica.field_number(it)),
            asked: replica.field_number("quantity"),
            served: replica.field_number("beneficiaries"),
        }
    }

    fn read(&self, replica: &Replica, row: Row, mut entries: Vec<Posted>, today: Date) -> Project {
        let [title, objective, content, status, evidence] = self.text.map(|it| text(row, it));
        let [start, deadline] = self.dates.map(|it| date(row, it));
        let [responsible, community] = self.links.map(|it| row.value(it).link());
        let [supporting, needs] = self.lists.map(|it| row.value(it).links());
        say_needs(&mut entries, &needs);
        let asked = |need: &RecordId| Quantity::from_value(&replica.row_of(need)?.value(self.asked));
        let is_other = |it: &&Posted| it.need.as_ref().is_none_or(|of| !needs.contains(of));
        let other = delivered(entries.iter().filter(is_other));
        let met = |need: &RecordId| Met {
            need: need.clone(),
            asked: asked(need),
            delivered: delivered(entries.iter().filter(|it| it.need.as_ref() == Some(need))),
        };
        let needs: Vec<Met> = needs.iter().map(met).collect();
        let last = entries.iter().filter_map(|it| it.on).max();
        let light = Light::of(&status, deadline, last.or(start), today);
        let owed = !transition::is_over(&status);
        let mut project = Project {
            id: row.id().clone(),
            left: deadline.filter(|_| owed).map(|it| today.days_until(it)),
            percent: entries.iter().filter_map(|it| Some((it.on, it.percent?))).max().map(|it| it.1),
            turn: WhoseTurn::of(&status),
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

/// Gives entries that name no need the project's only one.
pub fn say_needs(entries: &mut [Posted], needs: &[RecordId]) {
    let [only] = needs else { return };
    for entry in entries.iter_mut().filter(|it| it.need.is_none()) {
        entry.need = Some(only.clone());
    }
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
