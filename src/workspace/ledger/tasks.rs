//! What projects and claims ask of somebody today, as figures; each is what the page shows that it leads to.

use super::super::{Role, Standings, Workspace};
use super::query::{LedgerQuery, Waits};
use super::read::without_entries;
use crate::domain::Date;

/// What is counted, in the order a dashboard shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tasked {
    /// Projects whose deadline is near.
    Due,
    /// Projects that wait for this office's step.
    Waits,
    /// Needs that were promised more than they ask, or would be if every claim that waits were accepted.
    OverClaimed,
}

/// The page that shows what was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The ledger's answer to this question.
    Ledger(LedgerQuery),
    /// The claims on needs with too many.
    OverClaimed,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What is counted.
    pub what: Tasked,
    /// How many.
    pub count: usize,
    /// Where they are shown.
    pub shows: Shows,
}

/// The figures of this installation's office; `own` leaves out what is due with others. The street looks at all of it.
pub fn tasks(workspace: &Workspace, own: bool, today: Date) -> Vec<Task> {
    let office = workspace.my_office();
    let is_street = workspace.my_role() == Some(Role::Street);
    let mut due = LedgerQuery { due: true, ..LedgerQuery::default() };
    if own && !is_street {
        match workspace.my_role() {
            Some(Role::Community) => due.community.clone_from(&office),
            _ => due.office.clone_from(&office),
        }
    }
    let waits = waits(workspace);
    let waiting = (!waits.is_empty()).then(|| LedgerQuery { waits, ..LedgerQuery::default() });
    let projects = without_entries(workspace, today);
    let asked = [(Tasked::Due, Some(due)), (Tasked::Waits, waiting)];
    let told = asked.into_iter().filter_map(|(what, query)| Some((what, query?)));
    let mut all: Vec<Task> = told
        .map(|(what, query)| {
            let count = projects.iter().filter(|it| query.fits(it)).count();
            Task { what, count, shows: Shows::Ledger(query) }
        })
        .collect();
    if is_street {
        let groups = Standings::of(workspace, today).claim_groups();
        let count = groups.iter().filter(|it| it.is_over()).count();
        all.push(Task { what: Tasked::OverClaimed, count, shows: Shows::OverClaimed });
    }
    all
}

/// As whom this installation's office is waited for; the street also as the one that approves.
pub fn waits(workspace: &Workspace) -> Vec<Waits> {
    let street = (workspace.my_role() == Some(Role::Street)).then_some(Waits::Street);
    street.into_iter().chain(workspace.my_office().map(Waits::Office)).collect()
}
