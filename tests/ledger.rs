//! The sample street's ledger and dual report: what stands out is borne out by its records, and months add up to the year.

use three_lists::domain::{Date, Kind, Light, RecordId};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::sample::records;
use three_lists::workspace::{
    Action, Addressee, Device, Edit, Period, Sign, SignKind, Stamp, Told, Workspace, ledger, light, reminders, report,
};

/// The sample as it is opened on a day.
fn street(today: Date) -> Workspace {
    let device = Device { key: SecretKey::from_bytes([7; 32]), run: "run00007".to_owned() };
    let at = Timestamp(today.number() * 86_400);
    let stamp = Stamp { at, by: None, action: Action::Sample, why: None };
    let records = records(today).expect("a good sample");
    let name = records[0].set["name"].as_text().expect("a name").to_owned();
    let (mut workspace, _) = Workspace::create("示例街道", &name, device, &stamp).expect("a workspace");
    let own = workspace.my_office().expect("the street's office");
    let mut edits: Vec<Edit> = records.into_iter().map(|it| Edit::new(it.kind, it.set)).collect();
    edits[0] = Edit::change(own, std::mem::take(&mut edits[0].set));
    workspace.edit(edits, &stamp).expect("edits that fit");
    workspace
}

#[test]
fn the_sample_street_shows_what_its_records_bear_out() {
    let today = Date::parse("2026-11-23").unwrap();
    let workspace = street(today);
    let all = ledger(&workspace, today);
    assert_eq!(all.len(), workspace.count(Kind::Project));
    assert_eq!(all.iter().map(|it| it.entries.len()).sum::<usize>(), workspace.count(Kind::Progress));
    assert!(all.is_sorted_by_key(|it| it.light) && all[0].light == Light::Red);
    for project in &all {
        assert_eq!(project.light, light(&workspace, &project.id, today), "{}", project.title);
        if project.light == Light::Red {
            assert!(project.left < Some(0), "{}", project.title);
        }
    }
    let with = |kind: SignKind| all.iter().filter(|it| it.has(kind)).map(|it| it.title.as_str()).collect::<Vec<_>>();
    assert_eq!(with(SignKind::Stalled), ["骑手暖心驿站"]);
    assert_eq!(with(SignKind::Hollow), ["飞线清零充电桩"]);
    assert_eq!(with(SignKind::NoNeed), Vec::<&str>::new(), "the one without a need was terminated");
    assert!(with(SignKind::Copied).is_empty() && with(SignKind::Moved).is_empty(), "the sample copies nothing");
    let stalled = all.iter().find(|it| it.has(SignKind::Stalled)).expect("one stands still");
    assert!(stalled.signs.contains(&Sign::Stalled { days: 41, ever: true }), "{:?}", stalled.signs);
    let delivered = &stalled.needs[0].delivered;
    assert_eq!((delivered[0].sum, &*delivered[0].unit), (40, "人"));
    let street = workspace.my_office();
    let told = reminders(&all, street.as_ref(), true);
    assert!(told.iter().any(|it| it.mine) && told.is_sorted_by_key(|it| !it.mine));
}

#[test]
fn what_each_month_delivered_adds_up_to_the_year() {
    let today = Date::parse("2026-11-23").unwrap();
    let workspace = street(today);
    let delivered = |period: Period, to: &Addressee| {
        let made = report(&workspace, period, to, today);
        let figure = made.figures.into_iter().find(|it| it.told == Told::Delivered).expect("every figure is there");
        let mut sums: Vec<(String, i64)> = figure.amounts.into_iter().map(|it| (it.unit, it.sum)).collect();
        sums.sort();
        sums
    };
    let units: Vec<RecordId> =
        workspace.ids(Kind::Office).into_iter().filter(|it| workspace.text(it, "role") == "unit").collect();
    let addressees = units.into_iter().map(Addressee::Party).chain([Addressee::City]);
    for to in addressees {
        let mut months: Vec<(String, i64)> = Vec::new();
        for (unit, sum) in (1..=12).flat_map(|month| delivered(Period::Month(2026, month), &to)) {
            match months.iter_mut().find(|it| it.0 == unit) {
                Some(it) => it.1 += sum,
                None => months.push((unit, sum)),
            }
        }
        months.sort();
        assert_eq!(months, delivered(Period::Year(2026), &to), "{to:?}");
    }
}
