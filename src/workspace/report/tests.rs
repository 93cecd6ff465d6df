//! Every figure is its records, and the offices' own parts are the whole.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::meeting::{fields, office, street};
use super::super::{Edit, Stamp};
use super::*;
use crate::domain::{Fields, Kind, Quantity, Value};
use crate::oplog::Timestamp;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// At noon of a day in China.
fn on(text: &str) -> Stamp {
    Stamp::save(Timestamp(date(text).number() * 86_400 + 4 * 3_600), None)
}

#[test]
fn a_period_is_its_days_and_its_address_and_the_next_one_joins_it() {
    for (text, from, to, next) in [
        ("2026", "2026-01-01", "2026-12-31", "2027"),
        ("2026-h1", "2026-01-01", "2026-06-30", "2026-h2"),
        ("2026-h2", "2026-07-01", "2026-12-31", "2027-h1"),
        ("2026-q3", "2026-07-01", "2026-09-30", "2026-q4"),
        ("2024-q1", "2024-01-01", "2024-03-31", "2024-q2"),
        ("2024-02", "2024-02-01", "2024-02-29", "2024-03"),
        ("2026-12", "2026-12-01", "2026-12-31", "2027-01"),
        ("2026-11-05_2026-11-05", "2026-11-05", "2026-11-05", "2026-11-05_2026-11-05"),
    ] {
        let period = Period::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((period.written(), period.days()), (text.to_owned(), (date(from), date(to))));
        let moved = period.moved(1);
        assert_eq!((moved.written(), moved.moved(-1)), (next.to_owned(), period), "{text}");
        assert!(matches!(period, Period::Days(..)) || moved.days().0 == date(to).plus(1).unwrap(), "{text}");
    }
    for bad in [
        "",
        "26",
        "2026-",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-q5",
        "2026-h0",
        "2026-h",
        "2026-x1",
        "2026-03-02_2026-03-01",
        "_",
        "2026-02-30_2026-03-01",
        "+026",
    ] {
        assert_eq!(Period::parse(bad), None, "{bad}");
    }
    let around = Period::around(date("2026-11-23")).map(Period::written);
    assert_eq!(around, ["2026", "2026-h2", "2026-q4", "2026-11"]);
    for address in ["", "days=2026-q3", "days=2026-q3&to=city", "days=2026-11&to=office/a1b2c3d4.9"] {
        assert_eq!(ReportQuery::parse(address).to_query(), address);
    }
    assert_eq!(ReportQuery::parse("days=x&to=y&z").to_query(), "");
}

/// A street with two units, in which things happen on days.
struct World {
    street: Workspace,
    units: [RecordId; 2],
}

impl World {
    fn new() -> World {
        let mut street = street();
        let units = ["one", "two"].map(|name| office(&mut street, name, "unit"));
        World { street, units }
    }

    fn make(&mut self, kind: Kind, day: &str, set: Fields) -> RecordId {
        self.street.edit(vec![Edit::new(kind, set)], &on(day)).unwrap().records[0].clone()
    }

    fn step(&mut self, id: &RecordId, day: &str, state: &str) {
        let set = fields([("status", state.into())]);
        self.street.edit(vec![Edit::change(id.clone(), set)], &on(day)).unwrap();
    }

    /// How many each figure counts, in the order reports have them, for all offices.
    fn counts(&self, period: &str, today: &str) -> Vec<usize> {
        let period = Period::parse(period).unwrap();
        let made = report(&self.street, period, &Addressee::City, date(today));
        made.figures.iter().map(|it| it.records.len()).collect()
    }
}

#[test]
fn what_happened_counts_in_the_days_it_happened_and_states_as_they_were_then() {
    let mut world = World::new();
    let unit = Value::from(world.units[0].as_str());
    let set = fields([
        ("title", "project".into()),
        ("responsible", unit.clone()),
        ("start", "2027-01-10".into()),
        ("deadline", "2027-03-15".into()),
    ]);
    let project = world.make(Kind::Project, "2027-01-05", set);
    let entry = |on: &str, n: i64| {
        fields([
            ("project", project.as_str().into()),
            ("on", on.into()),
            ("done", "done".into()),
            ("delivered", Quantity { n, unit: "hours".to_owned() }.to_value()),
        ])
    };
    world.step(&project, "2027-01-08", "running");
    world.make(Kind::Progress, "2027-02-03", entry("2027-01-31", 3));
    world.make(Kind::Progress, "2027-02-03", entry("2027-02-01", 7));
    let claim = world.make(Kind::Claim, "2027-01-06", fields([("office", unit.clone()), ("subject", "claim".into())]));
    world.step(&claim, "2027-02-02", "accepted");
    world.make(Kind::Resource, "2027-02-28", fields([("title", "room".into()), ("provider", unit)]));
    world.step(&project, "2027-04-02", "signed_off");
    world.step(&project, "2027-06-01", "archived");
    let late = "2027-12-31";
    // Offered, claimed, started, delivered, signed off, running, overdue.
    assert_eq!(world.counts("2027-01", late), [0, 0, 1, 1, 0, 1, 0]);
    assert_eq!(world.counts("2027-02", late), [1, 1, 0, 1, 0, 1, 0]);
    assert_eq!(world.counts("2027-03", late), [0, 0, 0, 0, 0, 1, 1]);
    assert_eq!(world.counts("2027-q2", late), [0, 0, 0, 0, 1, 0, 0]);
    assert_eq!(world.counts("2027-06", late), [0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(world.counts("2027", late), [1, 1, 1, 1, 1, 0, 0]);
    // As it stood in the middle of the quarter; the end of the day of the deadline is not late.
    assert_eq!(world.counts("2027-q1", "2027-03-15"), [1, 1, 1, 1, 0, 1, 0]);
    assert_eq!(world.counts("2027-q1", "2027-03-16"), [1, 1, 1, 1, 0, 1, 1]);
    // The entries say how much there is by then: the months add up to the year.
    for (period, expected) in [("2027", 7), ("2027-01", 3), ("2027-02", 4)] {
        let made = report(&world.street, Period::parse(period).unwrap(), &Addressee::City, date(late));
        let delivered = &made.figures[3];
        assert_eq!((delivered.amounts[0].sum, &*delivered.amounts[0].unit), (expected, "hours"), "{period}");
        assert_eq!(delivered.records[0].before.is_some(), period == "2027-02");
    }
    // Where this machine's day is a day behind that of China, what was written now counts today.
    assert_eq!(world.counts("2027-q2", "2027-04-01")[4], 1);
    assert_eq!(world.counts("2027-q2", "2027-03-31")[4], 0);
    // Sent back, it was not signed off; signed off again, it was then.
    world.step(&project, "2027-07-01", "sent_back");
    assert_eq!(world.counts("2027-q2", late)[4], 1);
    assert_eq!(world.counts("2027", late)[4], 0);
    world.step(&project, "2027-08-01", "signed_off");
    assert_eq!(world.counts("2027-q3", late)[4], 1);
    world.step(&claim, "2027-09-01", "withdrawn");
    assert_eq!((world.counts("2027", late)[1], world.counts("2027-02", late)[1]), (0, 1));
    // Accepted anew, it was claimed then: each counts in one month, and in the year.
    world.step(&claim, "2027-10-01", "accepted");
    assert_eq!([2, 9, 10].map(|month| world.counts(&format!("2027-{month:02}"), late)[1]), [1, 0, 1]);
    assert_eq!((world.counts("2027-q4", late)[1], world.counts("2027", late)[1]), (1, 1));
    // Broken off before it was approved, it never began.
    let set = fields([("title", "never".into()), ("start", "2027-11-01".into())]);
    let never = world.make(Kind::Project, "2027-10-05", set);
    world.step(&never, "2027-10-06", "proposed");
    world.step(&never, "2027-10-08", "terminated");
    assert_eq!(world.counts("2027-11", late)[2], 0);
}

#[derive(Clone, Debug)]
struct Made {
    of: usize,
    with: Vec<usize>,
    start: u32,
    length: i64,
    state: usize,
    amounts: Vec<(i64, usize, u32)>,
}

fn made_of() -> impl Strategy<Value = Made> {
    let amounts = prop::collection::vec((0..50_i64, 0..3_usize, 1..13_u32), 0..4);
    (0..3_usize, prop::collection::vec(0..2_usize, 0..3), 1..13_u32, 0..200_i64, 0..5_usize, amounts)
        .prop_map(|(of, with, start, length, state, amounts)| Made { of, with, start, length, state, amounts })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_figure_is_its_records_and_the_own_parts_are_the_whole(
        all in prop::collection::vec(made_of(), 0..8),
        period in prop::sample::select(vec!["2027", "2027-h1", "2027-q3", "2027-05", "2027-02-10_2027-09-20"]),
        today in 1..13_u32,
    ) {
        let mut world = World::new();
        let states = ["proposed", "running", "completion_requested", "signed_off", "terminated"];
        for it in &all {
            let named = world.units.get(it.of).map_or(Value::Null, |id| id.as_str().into());
            let with: BTreeSet<usize> = it.with.iter().copied().collect();
            let with = with.into_iter().map(|at| world.units[at].as_str().into()).collect();
            let start = date(&format!("2027-{:02}-07", it.start));
            let project = world.make(Kind::Project, &start.to_string(), fields([
                ("title", "project".into()),
                ("responsible", named.clone()),
                ("supporting", Value::List(with)),
                ("start", start.to_string().into()),
                ("deadline", start.plus(it.length).unwrap().to_string().into()),
                ("status", states[it.state].into()),
            ]));
            for (n, unit, month) in &it.amounts {
                let quantity = Quantity { n: *n, unit: ["", "hours", "people"][*unit].to_owned() };
                let day = format!("2027-{month:02}-15");
                world.make(Kind::Progress, &day, fields([
                    ("project", project.as_str().into()),
                    ("on", day.as_str().into()),
                    ("done", "done".into()),
                    ("delivered", quantity.to_value()),
                ]));
                world.make(Kind::Resource, &day, fields([("title", "room".into()), ("provider", named.clone()), ("capacity", quantity.to_value())]));
            }
        }
        let today = date(&format!("2027-{today:02}-28"));
        let period = Period::parse(period).unwrap();
        let whole = report(&world.street, period, &Addressee::City, today);
        let workspace = &world.street;
        let said = |id: &RecordId| {
            let field = if id.kind() == Some(Kind::Resource) { "capacity" } else { "delivered" };
            Quantity::from_value(&workspace.value(id, field))
        };
        let amount = |it: &Counted| {
            let before = it.before.as_ref().and_then(said).map_or(0, |it| it.n);
            said(&it.record).map(|it| Quantity { n: it.n - before, ..it })
        };
        for figure in whole.figures.iter().chain(whole.offices.iter().flat_map(|(_, all)| all)) {
            let different: BTreeSet<&RecordId> = figure.records.iter().map(|it| &it.record).collect();
            prop_assert_eq!(different.len(), figure.records.len(), "a record counts twice in {:?}", figure.told);
            let counted: BTreeSet<&RecordId> = figure.amounts.iter().flat_map(|it| &it.of).collect();
            let held = figure.records.iter().filter(|it| amount(it).is_some()).map(|it| &it.record);
            prop_assert_eq!(counted, held.collect::<BTreeSet<_>>());
            for sum in &figure.amounts {
                let of_unit = figure.records.iter().filter_map(amount).filter(|it| it.unit == sum.unit);
                prop_assert_eq!(of_unit.map(|it| it.n).sum::<i64>(), sum.sum);
            }
        }
        for figure in &whole.figures {
            let of = |side: Side| whole.offices.iter().flat_map(|(_, all)| all).filter(move |it| it.told == figure.told && it.side == side);
            let ids = |all: Vec<&Counted>| all.into_iter().map(|it| it.record.clone()).collect::<BTreeSet<_>>();
            let parts: Vec<&Counted> = of(Side::Own).flat_map(|it| &it.records).collect();
            prop_assert_eq!(parts.len(), figure.records.len(), "{:?}", figure.told);
            prop_assert_eq!(ids(parts), ids(figure.records.iter().collect()));
            for it in of(Side::Supporting).flat_map(|it| &it.records) {
                prop_assert!(figure.records.contains(it), "an office supports what does not count");
            }
        }
        // What an office is shown of itself is its part of the whole.
        for unit in &world.units {
            let own = report(workspace, period, &Addressee::Party(unit.clone()), today);
            let part = whole.offices.iter().find(|(id, _)| id.as_ref() == Some(unit)).map(|(_, all)| all.clone());
            match part {
                Some(part) => prop_assert_eq!(own.figures, part),
                None => prop_assert!(own.figures.iter().all(|it| it.records.is_empty())),
            }
        }
        let overdue = &whole.figures[6].records;
        prop_assert!(overdue.iter().all(|it| whole.figures[5].records.contains(it)), "overdue and not under way");
    }
}

#[test]
fn the_data_say_what_the_page_says() {
    let mut world = World::new();
    let unit = world.units[0].clone();
    let quantity = Quantity { n: 40, unit: "people".to_owned() };
    let set = fields([("title", "room".into()), ("provider", unit.as_str().into()), ("capacity", quantity.to_value())]);
    let room = world.make(Kind::Resource, "2027-02-28", set);
    let made = report(&world.street, Period::Year(2027), &Addressee::Party(unit.clone()), date("2027-03-01"));
    let data = made.to_value(&world.street, &Addressee::Party(unit.clone())).to_canonical();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!((&data["to"]["id"], &data["as_of"]), (&unit.as_str().into(), &"2027-03-01".into()));
    let first = &data["figures"][0];
    assert_eq!((&first["figure"], &first["part"], &first["count"]), (&"offered".into(), &"own".into(), &1.into()));
    assert_eq!((&first["amounts"][0]["n"], &first["amounts"][0]["unit"]), (&40.into(), &"people".into()));
    assert_eq!((&first["records"][0]["id"], &first["records"][0]["title"]), (&room.as_str().into(), &"room".into()));
    assert_eq!(data["figures"].as_array().map(Vec::len), Some(made.figures.len()));
}
