//! A report's figures once more, from the plain records: what stands in their fields, and the days their states were written
//! on. Written after what the page says it counts, and not after the program's own reading of it.

use std::collections::{BTreeMap, BTreeSet};

use three_lists::domain::{Date, Fields, Kind, Quantity, RecordId, Value};
use three_lists::oplog::Scope;
use three_lists::workspace::{Side, Told, Workspace};

/// A record with its fields, and its states by the day they were written on.
pub struct Plain {
    pub id: RecordId,
    pub set: Fields,
    made_on: Date,
    states: Vec<(Date, String)>,
}

/// An entry of a project that tells of an amount.
pub struct Entry {
    pub id: RecordId,
    pub on: Date,
    pub need: Option<RecordId>,
    pub amount: Quantity,
}

/// What a figure says: its records, and the sum of each unit.
pub type Said = (BTreeSet<RecordId>, BTreeMap<String, i64>);

fn link(value: &Value) -> Option<RecordId> {
    RecordId::parse(value.as_text()?).ok()
}

impl Plain {
    pub fn text(&self, field: &str) -> &str {
        self.set.get(field).and_then(Value::as_text).unwrap_or_default()
    }

    pub fn link(&self, field: &str) -> Option<RecordId> {
        self.set.get(field).and_then(link)
    }

    pub fn links(&self, field: &str) -> Vec<RecordId> {
        self.set.get(field).map(Value::items).unwrap_or_default().iter().filter_map(link).collect()
    }

    pub fn date(&self, field: &str) -> Option<Date> {
        Date::parse(self.text(field))
    }

    pub fn quantity(&self, field: &str) -> Option<Quantity> {
        self.set.get(field).and_then(Quantity::from_value)
    }

    fn state_on(&self, day: Date) -> Option<&str> {
        self.states.iter().rev().find(|(on, _)| *on <= day).map(|(_, state)| state.as_str())
    }

    /// Since when it has been in one of these states on a day.
    fn since(&self, states: &[&str], on: Date) -> Option<Date> {
        let known: Vec<_> = self.states.iter().filter(|(day, _)| *day <= on).collect();
        let other = known.iter().rposition(|(_, state)| !states.contains(&state.as_str()));
        known.get(other.map_or(0, |at| at + 1)).map(|(day, _)| *day)
    }
}

/// The records of a kind.
pub fn all(workspace: &Workspace, kind: Kind, today: Date) -> Vec<Plain> {
    let plain = |id: RecordId| {
        let history = workspace.history(&id);
        let shared = history.iter().rev().filter(|it| it.scope == Scope::Shared);
        let mut states = Vec::new();
        let mut made_on = None;
        for entry in shared {
            assert_eq!(entry.held, None, "{id}: something waits");
            // A day in China; what is written now counts today, though a machine elsewhere is a day behind.
            let day = (entry.at.0 + 8 * 3_600).div_euclid(86_400);
            let day = Date::parse("1970-01-01").and_then(|it| it.plus(day)).expect("a day");
            let day = if Some(day) == today.plus(1) { today } else { day };
            made_on.get_or_insert(day);
            let state = entry.changes.iter().find(|it| it.field == "status").and_then(|it| it.after.as_text());
            states.extend(state.map(|it| (day, it.to_owned())));
        }
        Plain { set: workspace.fields(&id), made_on: made_on.expect("somebody made it"), states, id }
    };
    workspace.ids(kind).into_iter().map(plain).collect()
}

const UNDER_WAY: [&str; 6] =
    ["approved", "running", "extended", "sent_back", "completion_requested", "community_verified"];

/// A street as its plain records have it.
pub struct Records {
    pub today: Date,
    pub resources: Vec<Plain>,
    pub claims: Vec<Plain>,
    pub projects: Vec<Plain>,
    pub progress: Vec<Plain>,
}

impl Records {
    pub fn of(workspace: &Workspace, today: Date) -> Records {
        let [resources, claims, projects, progress] =
            [Kind::Resource, Kind::Claim, Kind::Project, Kind::Progress].map(|it| all(workspace, it, today));
        Records { today, resources, claims, projects, progress }
    }

    /// A project's entries with an amount; what names no need is for its only one.
    pub fn entries(&self, project: &Plain) -> Vec<Entry> {
        let needs = project.links("needs");
        let only = if needs.len() == 1 { needs.first().cloned() } else { None };
        let entry = |it: &Plain| {
            let amount = it.quantity("delivered").filter(|it| it.n > 0)?;
            let need = it.link("need").or(only.clone());
            // Of several needs, what names none counts for none.
            if need.is_none() && needs.len() > 1 {
                return None;
            }
            Some(Entry { id: it.id.clone(), on: it.date("on")?, need, amount })
        };
        let own = self.progress.iter().filter(|it| it.link("project").as_ref() == Some(&project.id));
        own.filter_map(entry).collect()
    }

    /// What a figure says of one office's side, or of all projects and offices.
    pub fn figure(&self, told: Told, side: Side, office: Option<&RecordId>, days: (Date, Date)) -> Said {
        let (from, to) = days;
        let until = to.min(self.today);
        let within = |day: Date| from <= day && day <= to;
        let is_of = |owner: &str, it: &Plain| office.is_none_or(|office| it.link(owner).as_ref() == Some(office));
        let mut said = Said::default();
        let mut put = |id: &RecordId, amount: Option<Quantity>| {
            said.0.insert(id.clone());
            if let Some(amount) = amount {
                *said.1.entry(amount.unit).or_default() += amount.n;
            }
        };
        let projects = self.projects.iter().filter(|it| match side {
            Side::Own => is_of("responsible", it),
            Side::Supporting => {
                let office = office.expect("only an office supports");
                it.link("responsible").as_ref() != Some(office) && it.links("supporting").contains(office)
            }
        });
        match told {
            Told::Offered => {
                for it in self.resources.iter().filter(|it| within(it.made_on) && is_of("provider", it)) {
                    put(&it.id, it.quantity("capacity"));
                }
            }
            Told::Claimed => {
                for it in self.claims.iter().filter(|it| is_of("office", it)) {
                    if it.since(&["accepted", "performing", "done"], until).is_some_and(within) {
                        put(&it.id, it.quantity("quantity"));
                    }
                }
            }
            Told::Started => {
                for it in projects.filter(|it| it.date("start").is_some_and(|day| within(day) && day <= until)) {
                    // What was written down only later began on its day all the same.
                    let is_late = it.state_on(until).is_none();
                    let mut known = it.states.iter().filter(|(day, _)| *day <= until || is_late);
                    if known.any(|(_, state)| !["proposed", "terminated"].contains(&state.as_str())) {
                        put(&it.id, None);
                    }
                }
            }
            Told::Delivered => {
                for it in projects {
                    let entries = self.entries(it);
                    let series: BTreeSet<_> = entries.iter().map(|it| (&it.need, &it.amount.unit)).collect();
                    for (need, unit) in series {
                        // How much there was in all, and who said it last.
                        let last = |before: &dyn Fn(Date) -> bool| {
                            let told = entries.iter().filter(|it| (&it.need, &it.amount.unit) == (need, unit));
                            told.filter(|it| before(it.on)).max_by_key(|it| (it.on, it.amount.n))
                        };
                        let before = last(&|day| day < from).map_or(0, |it| it.amount.n);
                        if let Some(now) = last(&|day| day <= to).filter(|it| it.on >= from) {
                            put(&now.id, Some(Quantity { n: now.amount.n - before, unit: unit.clone() }));
                        }
                    }
                }
            }
            Told::SignedOff => {
                for it in projects.filter(|it| it.since(&["signed_off", "archived"], until).is_some_and(within)) {
                    put(&it.id, None);
                }
            }
            Told::Running | Told::Overdue => {
                for it in projects.filter(|it| it.state_on(until).is_some_and(|it| UNDER_WAY.contains(&it))) {
                    if told == Told::Running || it.date("deadline").is_some_and(|day| day < until) {
                        put(&it.id, None);
                    }
                }
            }
        }
        said
    }
}
