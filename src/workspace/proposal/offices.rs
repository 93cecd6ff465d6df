//! What of offices a proposal looks at: their names in places, who is paired with whom, what they did together, and how
//! much of what a community asked for was met so far.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::schema::DELETED;
use crate::domain::{Date, Kind, order};
use crate::oplog::Row;
use crate::workspace::Workspace;
use crate::workspace::search::{fold, stands_in};

/// Shorter names would stand in any place.
const LEAST_NAME: usize = 2;

/// Offices by number.
#[derive(Default)]
pub struct Offices {
    numbers: BTreeMap<String, u32>,
    /// Folded names and aliases.
    names: Vec<Vec<Vec<u16>>>,
    paired: BTreeSet<(u32, u32)>,
    /// For a community and another office: projects signed off, and projects broken off.
    past: BTreeMap<(u32, u32), (u16, u16)>,
    /// Needs met or taken up, and all needs.
    met: Vec<(u32, u32)>,
}

/// States of a need that was met or is being met.
const MET: [&str; 4] = ["partly_met", "in_project", "awaiting_confirmation", "closed"];

impl Offices {
    /// Reads them.
    pub fn of(workspace: &Workspace, today: Date) -> Offices {
        let mut offices = Offices::default();
        // By their ids: in which order they came must not show.
        let mut all = workspace.offices();
        order::sort_by(&mut all, |a, b| a.0.cmp(&b.0));
        for (at, (id, names, _)) in all.into_iter().enumerate() {
            offices.numbers.insert(id.to_string(), at as u32);
            let names = names.iter().map(|name| fold(name)).filter(|it| it.len() >= LEAST_NAME);
            offices.names.push(names.collect());
        }
        offices.met = vec![(0, 0); offices.names.len()];
        offices.read_pairings(workspace, today);
        offices.read_projects(workspace);
        offices.read_needs(workspace);
        offices
    }

    /// An office's number by its id.
    pub fn number(&self, id: &str) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    /// True where a folded place names the office.
    pub fn is_named_in(&self, office: u32, place: &[u16]) -> bool {
        self.names[office as usize].iter().any(|name| stands_in(name, place))
    }

    /// True where the two are paired today.
    pub fn are_paired(&self, one: u32, other: u32) -> bool {
        self.paired.contains(&(one, other)) || self.paired.contains(&(other, one))
    }

    /// Their projects: signed off, broken off.
    pub fn past(&self, community: u32, other: u32) -> (u16, u16) {
        self.past.get(&(community, other)).copied().unwrap_or_default()
    }

    /// How little of what an office asked for was met so far: 10 where nothing was, 0 where all was.
    pub fn unmet(&self, office: u32) -> i64 {
        match self.met[office as usize] {
            (_, 0) => 10,
            (met, all) => 10 - i64::from(met) * 10 / i64::from(all),
        }
    }

    fn read_pairings(&mut self, workspace: &Workspace, today: Date) {
        let replica = workspace.replica();
        let [community, unit, until] = ["community", "unit", "until"].map(|name| replica.field_number(name));
        each_row(workspace, Kind::Pairing, &mut |row| {
            let number = |field| row.text(field).and_then(|text| self.number(&text));
            let over = row.text(until).and_then(|text| Date::parse(&text)).is_some_and(|day| day < today);
            if let (Some(one), Some(other), false) = (number(community), number(unit), over) {
                self.paired.insert((one, other));
            }
        });
    }

    fn read_projects(&mut self, workspace: &Workspace) {
        let replica = workspace.replica();
        let names = ["status", "community", "responsible", "supporting"];
        let [status, community, responsible, supporting] = names.map(|name| replica.field_number(name));
        each_row(workspace, Kind::Project, &mut |row| {
            let state = row.text(status).unwrap_or_default();
            let (good, bad) = match &*state {
                "signed_off" | "archived" => (1, 0),
                "terminated" => (0, 1),
                _ => return,
            };
            let number = |text: &str| self.numbers.get(text).copied();
            let Some(asked) = row.text(community).and_then(|text| number(&text)) else { return };
            let mut others: Vec<u32> = row.text(responsible).and_then(|text| number(&text)).into_iter().collect();
            others.extend(row.value(supporting).links().into_iter().filter_map(|id| number(id.as_str())));
            for other in others.into_iter().filter(|it| *it != asked) {
                let past = self.past.entry((asked, other)).or_default();
                *past = (past.0.saturating_add(good), past.1.saturating_add(bad));
            }
        });
    }

    fn read_needs(&mut self, workspace: &Workspace) {
        let replica = workspace.replica();
        let [status, asker] = ["status", "asker"].map(|name| replica.field_number(name));
        each_row(workspace, Kind::Need, &mut |row| {
            let Some(asker) = row.text(asker).and_then(|text| self.number(&text)) else { return };
            let state = row.text(status).unwrap_or_default();
            if matches!(&*state, "registered" | "returned" | "merged" | "referred" | "withdrawn") {
                return;
            }
            let met = &mut self.met[asker as usize];
            met.0 += u32::from(MET.contains(&&*state));
            met.1 += 1;
        });
    }
}

/// Goes over the records in the list of a kind.
pub fn each_row<'w>(workspace: &'w Workspace, kind: Kind, take: &mut dyn FnMut(Row<'w>)) {
    let deleted = workspace.replica().field_number(DELETED);
    for row in workspace.replica().rows_of(kind.as_str()) {
        if row.raw(deleted) != Some("true") {
            take(row);
        }
    }
}
