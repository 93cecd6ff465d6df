//! What projects and claims have taken of resources, and given to needs.
//!
//! A project says so pair by pair (`pair.<need>+<resource>`). One that only links a need or a resource takes all of it:
//! nobody said how much. A project that was broken off gives both back, one that is signed off its resources.

use std::collections::BTreeMap;

use super::ground::{Rest, is_over, links};
use super::offices::{each_row, link};
use crate::domain::joint::{PAIR_PREFIX, pair_of};
use crate::domain::{Kind, Quantity, RecordId};
use crate::workspace::Workspace;

/// States of a claim that stands.
const STANDING: [&str; 3] = ["accepted", "performing", "done"];

/// What is taken of one record.
#[derive(Clone, Debug, Default)]
pub struct Use {
    /// Amounts by unit.
    amounts: Vec<Quantity>,
    /// All of it, whatever its amount.
    is_whole: bool,
    /// By whom, each once, in the order of their ids.
    pub by: Vec<RecordId>,
}

impl Use {
    fn add(&mut self, amount: Option<Quantity>, by: &RecordId) {
        match amount {
            Some(amount) => self.amounts.push(amount),
            None => self.is_whole = true,
        }
        if let Err(at) = self.by.binary_search(by) {
            self.by.insert(at, by.clone());
        }
    }

    /// What is left; an amount in another unit, or none, takes all.
    pub fn rest_of(&self, whole: &Rest) -> Rest {
        let taken = self.amounts.iter().filter(|it| it.n > 0);
        match whole {
            Rest::Nothing => Rest::Nothing,
            _ if self.is_whole => Rest::Nothing,
            Rest::Whole if self.amounts.iter().any(|it| it.n > 0) => Rest::Nothing,
            Rest::Whole => Rest::Whole,
            Rest::Counted(all) => {
                let mut left = all.n;
                for amount in taken {
                    let fits = amount.unit == all.unit && !all.unit.is_empty();
                    left = if fits { left.saturating_sub(amount.n) } else { 0 };
                }
                if left > 0 { Rest::Counted(Quantity { n: left, unit: all.unit.clone() }) } else { Rest::Nothing }
            }
        }
    }
}

/// What is taken of all records.
#[derive(Default)]
pub struct Taken {
    pub of_needs: BTreeMap<RecordId, Use>,
    pub of_resources: BTreeMap<RecordId, Use>,
    /// Pairs that stand in projects.
    pub pairs: BTreeMap<(RecordId, RecordId), RecordId>,
}

impl Taken {
    /// Reads projects and claims.
    pub fn of(workspace: &Workspace) -> Taken {
        let mut taken = Taken::default();
        taken.read_projects(workspace);
        taken.read_claims(workspace);
        taken
    }

    fn read_projects(&mut self, workspace: &Workspace) {
        let replica = workspace.replica();
        let [status, needs, resources] = ["status", "needs", "resources"].map(|name| replica.field_number(name));
        each_row(workspace, Kind::Project, &mut |row| {
            let state = row.text(status).unwrap_or_default();
            if state == "terminated" {
                return;
            }
            let (project, holds) = (row.id(), !is_over(&state));
            let (mut paired_needs, mut paired_resources) = (Vec::new(), Vec::new());
            for name in replica.field_names(project).into_iter().filter(|it| it.starts_with(PAIR_PREFIX)) {
                let Some((need, resource)) = pair_of(name) else { continue };
                let value = replica.value(project, name);
                let Some(amount) = Quantity::from_value(&value).filter(|it| it.n > 0) else { continue };
                self.of_needs.entry(need.clone()).or_default().add(Some(amount.clone()), project);
                if holds {
                    self.of_resources.entry(resource.clone()).or_default().add(Some(amount), project);
                }
                self.pairs.insert((need.clone(), resource.clone()), project.clone());
                paired_needs.push(need);
                paired_resources.push(resource);
            }
            for need in links(&row.value(needs)).filter(|it| !paired_needs.contains(it)) {
                self.of_needs.entry(need).or_default().add(None, project);
            }
            for resource in links(&row.value(resources)).filter(|it| holds && !paired_resources.contains(it)) {
                self.of_resources.entry(resource).or_default().add(None, project);
            }
        });
    }

    fn read_claims(&mut self, workspace: &Workspace) {
        let replica = workspace.replica();
        let names = ["status", "need", "project", "resource", "quantity"];
        let [status, need, project, resource, quantity] = names.map(|name| replica.field_number(name));
        each_row(workspace, Kind::Claim, &mut |row| {
            let state = row.text(status).unwrap_or_default();
            // What a project has of the claim is counted there.
            if !STANDING.contains(&&*state) || row.text(project).is_some_and(|it| !it.is_empty()) {
                return;
            }
            let amount = Quantity::from_value(&row.value(quantity));
            if let Some(need) = link(row.text(need)) {
                self.of_needs.entry(need).or_default().add(amount.clone(), row.id());
            }
            if let Some(resource) = link(row.text(resource)).filter(|_| state != "done") {
                self.of_resources.entry(resource).or_default().add(amount, row.id());
            }
        });
    }
}
