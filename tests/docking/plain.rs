//! The figures once more, from the plain records: what stands in their fields, and the days their states were written on.
//! Written after what the pages say they count, and not after the program's own reading of it.

use std::collections::{BTreeMap, BTreeSet};

use three_lists::domain::{Date, Fields, Kind, Light, Quantity, RecordId, Value};
use three_lists::oplog::Scope;
use three_lists::workspace::proposal::{Ground, Rest};
use three_lists::workspace::{Addressee, Figured, Period, Side, Standings, Told, Workspace, ledger, report};

/// A record with its fields, and its states by the day they were written on.
struct Plain {
    id: RecordId,
    set: Fields,
    made_on: Date,
    states: Vec<(Date, String)>,
}

/// An entry of a project that tells of an amount.
struct Entry {
    id: RecordId,
    on: Date,
    need: Option<RecordId>,
    amount: Quantity,
}

/// What a figure says: its records, and the sum of each unit.
pub type Said = (BTreeSet<RecordId>, BTreeMap<String, i64>);

fn link(value: &Value) -> Option<RecordId> {
    RecordId::parse(value.as_text()?).ok()
}

impl Plain {
    fn text(&self, field: &str) -> &str {
        self.set.get(field).and_then(Value::as_text).unwrap_or_default()
    }

    fn link(&self, field: &str) -> Option<RecordId> {
        self.set.get(field).and_then(link)
    }

    fn links(&self, field: &str) -> Vec<RecordId> {
        self.set.get(field).map(Value::items).unwrap_or_default().iter().filter_map(link).collect()
    }

    fn date(&self, field: &str) -> Option<Date> {
        Date::parse(self.text(field))
    }

    fn quantity(&self, field: &str) -> Option<Quantity> {
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

    /// What it gives of resources to needs.
    fn pairs(&self) -> Vec<(RecordId, RecordId, Quantity)> {
        let pair = |(name, value): (&String, &Value)| {
            let (need, resource) = name.strip_prefix("pair.")?.split_once('+')?;
            let id = |kind: &str, origin: &str| RecordId::parse(&format!("{kind}/{origin}")).ok();
            Some((id("need", need)?, id("resource", resource)?, Quantity::from_value(value)?))
        };
        self.set.iter().filter_map(pair).collect()
    }
}

/// The records of a kind.
fn all(workspace: &Workspace, kind: Kind, today: Date) -> Vec<Plain> {
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
const OVER: [&str; 3] = ["signed_off", "archived", "terminated"];

/// A street as its plain records have it.
pub struct Records {
    today: Date,
    resources: Vec<Plain>,
    needs: Vec<Plain>,
    claims: Vec<Plain>,
    projects: Vec<Plain>,
    progress: Vec<Plain>,
}

impl Records {
    pub fn of(workspace: &Workspace, today: Date) -> Records {
        let [resources, needs, claims, projects, progress] =
            [Kind::Resource, Kind::Need, Kind::Claim, Kind::Project, Kind::Progress]
                .map(|it| all(workspace, it, today));
        Records { today, resources, needs, claims, projects, progress }
    }

    /// A project's entries with an amount; what names no need is for its only one.
    fn entries(&self, project: &Plain) -> Vec<Entry> {
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
        for need in self.needs.iter().filter(|it| ids.contains(&it.id)) {
            let standing = standings.need(&need.id);
            let asked = need.quantity("quantity").expect("it asks for an amount");
            let (mut planned, mut delivered, mut taken) = (0, 0, 0);
            for project in self.projects.iter().filter(|it| it.links("needs").contains(&need.id)) {
                let is_over = OVER.contains(&project.text("status"));
                let pairs = project.pairs().into_iter().filter(|(of, ..)| *of == need.id);
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
                let pairs = project.pairs().into_iter().filter(|(_, it, _)| *it == resource.id);
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
