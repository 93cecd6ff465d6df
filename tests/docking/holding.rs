//! Reports, the ledger, needs and resources held to the plain records.

use std::collections::BTreeSet;

use crate::plain::{Plain, Records, all};
use three_lists::domain::{Kind, Light, Quantity, RecordId, Value};
use three_lists::workspace::proposal::{Ground, Rest};
use three_lists::workspace::{Addressee, Figured, Period, Standings, Told, Workspace, ledger, report};

const OVER: [&str; 3] = ["signed_off", "archived", "terminated"];

/// What a project gives of resources to needs.
fn pairs(project: &Plain) -> Vec<(RecordId, RecordId, Quantity)> {
    let pair = |(name, value): (&String, &Value)| {
        let (need, resource) = name.strip_prefix("pair.")?.split_once('+')?;
        let id = |kind: &str, origin: &str| RecordId::parse(&format!("{kind}/{origin}")).ok();
        Some((id("need", need)?, id("resource", resource)?, Quantity::from_value(value)?))
    };
    project.set.iter().filter_map(pair).collect()
}

impl Records {
    /// Holds the reports to the records, for all offices and for some, over years, quarters, months and days.
    pub fn hold_reports(&self, workspace: &Workspace, offices: &[RecordId]) {
        let periods = ["2026", "2027", "2026-h2", "2026-q4", "2026-11", "2026-12", "2027-01", "2026-12-01_2026-12-13"];
        for period in periods {
            let period = Period::parse(period).expect("a period");
            let days = period.days();
            let hold = |figures: &[Figured], office: Option<&RecordId>, whose: &str| {
                for it in figures {
                    let ids: BTreeSet<RecordId> = it.records.iter().map(|it| it.record.clone()).collect();
                    assert_eq!(ids.len(), it.records.len(), "a record counts twice");
                    let sums = it.amounts.iter().map(|it| (it.unit.clone(), it.sum)).collect();
                    let plain = self.figure(it.told, it.side, office, days);
                    assert_eq!((ids, sums), plain, "{:?} {:?} of {whose} in {period:?}", it.told, it.side);
                }
            };
            let city = report(workspace, period, &Addressee::City, self.today);
            assert_eq!(city.figures.len(), Told::ALL.len());
            hold(&city.figures, None, "all");
            for (office, figures) in &city.offices {
                if let Some(office) = office {
                    hold(figures, Some(office), &workspace.title_of(office));
                }
            }
            for office in offices {
                let own = report(workspace, period, &Addressee::Party(office.clone()), self.today);
                assert_eq!(own.figures.len(), 12);
                hold(&own.figures, Some(office), &workspace.title_of(office));
            }
        }
    }

    /// What a project delivered for a need by now, in the need's unit.
    fn delivered(&self, project: &Plain, need: &RecordId, unit: &str) -> i64 {
        let entries = self.entries(project).into_iter();
        let told = entries.filter(|it| it.need.as_ref() == Some(need) && it.amount.unit == unit);
        told.max_by_key(|it| (it.on, it.amount.n)).map_or(0, |it| it.amount.n)
    }

    /// Holds what is asked, planned, delivered and open of needs to the records; needs that ask for an amount, and that
    /// projects and claims give amounts to.
    pub fn hold_needs(&self, workspace: &Workspace, ids: &[RecordId]) {
        let standings = Standings::of(workspace, self.today);
        for need in all(workspace, Kind::Need, self.today).iter().filter(|it| ids.contains(&it.id)) {
            let standing = standings.need(&need.id);
            let asked = need.quantity("quantity").expect("it asks for an amount");
            let (mut planned, mut delivered, mut taken) = (0, 0, 0);
            for project in self.projects.iter().filter(|it| it.links("needs").contains(&need.id)) {
                let is_over = OVER.contains(&project.text("status"));
                let pairs = pairs(project).into_iter().filter(|(of, ..)| *of == need.id);
                let plan: i64 = if is_over { 0 } else { pairs.map(|(_, _, it)| it.n).sum() };
                let done = self.delivered(project, &need.id, &asked.unit);
                planned += plan;
                delivered += done;
                taken += plan.max(done);
            }
            // Projects say what they give: a claim brings something beside them.
            for claim in self.claims.iter().filter(|it| it.link("need").as_ref() == Some(&need.id)) {
                let n = claim.quantity("quantity").filter(|it| it.unit == asked.unit).map_or(0, |it| it.n);
                match claim.text("status") {
                    "accepted" | "performing" => taken += n,
                    "done" => (taken, delivered) = (taken + n, delivered + n),
                    _ => {}
                }
            }
            let is_open = !["closed", "withdrawn", "merged"].contains(&need.text("status"));
            let open = if is_open { (asked.n - taken).max(0) } else { 0 };
            let told = (standing.asked.n, standing.planned.n, standing.delivered.n, standing.open, standing.over);
            assert_eq!(told, (asked.n, planned, delivered, open, 0), "{}", need.text("title"));
        }
    }

    /// Holds what is free of each resource to the records, as its page has it and as the next meeting begins with it.
    ///
    /// What is given in another unit is told and not counted, and of what can be had at several times the times decide:
    /// of such resources only those are held that nobody has.
    pub fn hold_resources(&self, workspace: &Workspace) {
        let standings = Standings::of(workspace, self.today);
        let mut ground = Ground::begin(workspace, self.today);
        while ground.run(workspace, usize::MAX) {}
        let under_way: Vec<&Plain> = self.projects.iter().filter(|it| !OVER.contains(&it.text("status"))).collect();
        for resource in &self.resources {
            let has = resource.quantity("capacity").filter(|it| it.n > 0);
            let (n, unit) = has.as_ref().map_or((1, ""), |it| (it.n, it.unit.as_str()));
            let mut taken = 0;
            let mut is_clear = resource.text("availability").is_empty();
            for project in &under_way {
                let pairs = pairs(project).into_iter().filter(|(_, it, _)| *it == resource.id);
                let given: Vec<Quantity> = pairs.map(|(_, _, it)| it).collect();
                is_clear &= has.is_none() || given.iter().all(|it| it.unit == unit);
                taken += match given.is_empty() {
                    false if has.is_some() => given.iter().map(|it| it.n).sum(),
                    true if !project.links("resources").contains(&resource.id) => 0,
                    _ => n,
                };
            }
            if !is_clear && taken > 0 {
                continue;
            }
            let free = (n - taken).max(0);
            assert_eq!(standings.resource(&resource.id).free, free, "{}", resource.text("title"));
            let usable = ground.resources().iter().find(|it| it.id == resource.id).expect("it stands in its list");
            let rest = match (&has, free) {
                (_, 0) => Rest::Nothing,
                (Some(has), n) => Rest::Counted(Quantity { n, unit: has.unit.clone() }),
                (None, _) => Rest::Whole,
            };
            assert_eq!(usable.rest, rest, "{}", resource.text("title"));
        }
    }

    /// Holds the ledger to the records: lights, days left, how far projects are, and what they delivered.
    pub fn hold_ledger(&self, workspace: &Workspace) {
        let ledger = ledger(workspace, self.today);
        assert_eq!(ledger.len(), self.projects.len());
        for plain in &self.projects {
            let shown = ledger.iter().find(|it| it.id == plain.id).expect("every project stands there");
            let state = plain.text("status");
            let own = || self.progress.iter().filter(|it| it.link("project").as_ref() == Some(&plain.id));
            let last = own().filter_map(|it| it.date("on")).max().or(plain.date("start"));
            let left = plain.date("deadline").map(|it| it.number() - self.today.number());
            let silent = last.map(|it| self.today.number() - it.number());
            let light = match state {
                "signed_off" | "archived" => Light::Blue,
                "proposed" | "terminated" => Light::Off,
                _ if left.is_some_and(|it| it < 0) => Light::Red,
                _ if left.is_some_and(|it| it <= 15) || silent.is_some_and(|it| it >= 30) => Light::Yellow,
                _ => Light::Green,
            };
            let percent = own().filter_map(|it| Some((it.date("on")?, it.set.get("percent")?.as_integer()?))).max();
            let title = plain.text("title");
            let left = left.filter(|_| !OVER.contains(&state));
            assert_eq!(
                (shown.light, shown.left, shown.percent, shown.entries.len()),
                (light, left, percent.map(|it| it.1), own().count()),
                "{title}"
            );
            for met in &shown.needs {
                for amount in &met.delivered {
                    assert_eq!(amount.sum, self.delivered(plain, &met.need, &amount.unit), "{title}");
                }
            }
        }
    }
}
