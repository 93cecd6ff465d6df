//! Projects' lights, in lists and alone.

use super::super::Workspace;
use crate::domain::schema::DELETED;
use crate::domain::{Date, Kind, Light, RecordId, Sorted, order};
use crate::oplog::{FieldNumber, Replica, Row};

/// The word for a light in addresses and catalogues.
pub fn light_word(light: Light) -> &'static str {
    match light {
        Light::Red => "red",
        Light::Yellow => "yellow",
        Light::Green => "green",
        Light::Blue => "blue",
        Light::Off => "off",
    }
}

/// A project's light today, from its state, its deadline and its ledger.
pub fn light(workspace: &Workspace, project: &RecordId, today: Date) -> Light {
    let replica = workspace.replica();
    let quoted = format!("\"{project}\"");
    let own = |entry: Row, fields: LedgerFields| entry.raw(fields.project) == Some(quoted.as_str());
    let days = ledger(replica).filter(|(entry, fields)| own(*entry, *fields)).filter_map(|(entry, it)| it.day(entry));
    let last = days.max();
    let light = |row| LightFields::of(replica).light(row, last, today);
    replica.row_of(project).map_or_else(|| Light::of("", None, last, today), light)
}

/// The lights of all projects, with the ledger read once.
pub(super) struct Lights {
    /// The day of each project's last entry.
    last: Sorted<String, Date>,
    fields: LightFields,
}

impl Lights {
    /// Reads the ledger where lights are asked for.
    pub fn of(replica: &Replica, asked: bool) -> Lights {
        let day = |(entry, fields): (Row, LedgerFields)| {
            Some((entry.text(fields.project).unwrap_or_default().into_owned(), fields.day(entry)?))
        };
        let mut days: Vec<(String, Date)> = ledger(replica).filter(|_| asked).filter_map(day).collect();
        // In order, so that the newest day of a project comes last and stays.
        order::sort(&mut days);
        Lights { last: days.into_iter().collect(), fields: LightFields::of(replica) }
    }

    /// A project's light.
    pub fn light(&self, project: Row, today: Date) -> Light {
        self.fields.light(project, self.last.get(project.id().as_str()).copied(), today)
    }
}

/// The entries that stand in the ledger.
fn ledger(replica: &Replica) -> impl Iterator<Item = (Row<'_>, LedgerFields)> {
    let fields = LedgerFields { project: replica.field_number("project"), on: replica.field_number("on") };
    let deleted = replica.field_number(DELETED);
    let entries = replica.rows_of(Kind::Progress.as_str());
    entries.filter(move |entry| entry.raw(deleted) != Some("true")).map(move |entry| (entry, fields))
}

#[derive(Clone, Copy)]
struct LedgerFields {
    project: FieldNumber,
    on: FieldNumber,
}

impl LedgerFields {
    fn day(self, entry: Row) -> Option<Date> {
        Date::parse(&entry.text(self.on)?)
    }
}

struct LightFields {
    status: FieldNumber,
    deadline: FieldNumber,
    start: FieldNumber,
}

impl LightFields {
    fn of(replica: &Replica) -> LightFields {
        let [status, deadline, start] = ["status", "deadline", "start"].map(|it| replica.field_number(it));
        LightFields { status, deadline, start }
    }

    fn light(&self, project: Row, last_entry: Option<Date>, today: Date) -> Light {
        let date = |field| project.text(field).and_then(|it| Date::parse(&it));
        let status = project.text(self.status).unwrap_or_default();
        Light::of(&status, date(self.deadline), last_entry.or_else(|| date(self.start)), today)
    }
}
