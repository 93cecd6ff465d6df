//! Signs by their cases, sums and turns as the records have them, what is copied and what only sounds alike.

use proptest::prelude::*;

use super::super::meeting::{admitted, fields, hand_over, made, office, stamp, street};
use super::super::steps::Step;
use super::super::{Edit, Role, Who, Workspace};
use super::*;
use crate::domain::schema::PROJECT_STATES;
use crate::domain::{Kind, Value};

fn today() -> Date {
    Date::parse("2026-11-23").unwrap()
}

fn day(days: i64) -> Value {
    today().plus(days).unwrap().to_string().into()
}

fn amount(n: i64, unit: &str) -> Value {
    Quantity { n, unit: unit.to_owned() }.to_value()
}

fn linked(ids: &[&RecordId]) -> Value {
    Value::List(ids.iter().map(|it| it.as_str().into()).collect())
}

fn need(street: &mut Workspace, quantity: Option<Value>) -> RecordId {
    made(street, Kind::Need, fields([("title", "need".into()), ("quantity", quantity.unwrap_or_default())]))
}

fn entry(street: &mut Workspace, project: &RecordId, on: i64, done: &str, more: &[(&str, Value)]) -> RecordId {
    let mut set = fields([("project", project.as_str().into()), ("on", day(on)), ("done", done.into())]);
    set.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    made(street, Kind::Progress, set)
}

fn only(street: &Workspace) -> Project {
    let mut all = ledger(street, today());
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// A project in a state, from so many days ago, with one need of 30 people; its entries as (day, percent, delivered).
fn check(status: &str, deadline: i64, evidence: &str, entries: &[(i64, Option<i64>, Option<i64>)], expected: &[Sign]) {
    let mut street = street();
    let need = need(&mut street, Some(amount(30, "人")));
    let set = fields([
        ("title", "project".into()),
        ("status", status.into()),
        ("start", day(-100)),
        ("deadline", day(deadline)),
        ("needs", linked(&[&need])),
        ("closing_evidence", evidence.into()),
    ]);
    let project = made(&mut street, Kind::Project, set);
    for (at, (on, percent, delivered)) in entries.iter().enumerate() {
        let number = |it: &Option<i64>| it.map_or(Value::Null, Value::from);
        let delivered = delivered.map_or(Value::Null, |n| amount(n, "人"));
        let words = format!("entry {at}");
        entry(&mut street, &project, *on, &words, &[("percent", number(percent)), ("delivered", delivered)]);
    }
    assert_eq!(only(&street).signs, expected, "{status} due {deadline}, {evidence:?}, {entries:?}");
}

#[test]
fn a_project_shows_the_signs_its_records_bear_out_and_no_others() {
    let asked = || Sign::NothingDelivered { asked: vec![Quantity { n: 30, unit: "人".to_owned() }] };
    let stalled = |days, ever| Sign::Stalled { days, ever };
    check("running", 40, "", &[(-29, Some(20), None)], &[]);
    check("running", 40, "", &[(-30, Some(20), None)], &[stalled(30, true)]);
    check("running", 40, "", &[], &[stalled(100, false)]);
    check("extended", 40, "", &[(-31, None, Some(1))], &[stalled(31, true)]);
    // What is not under way cannot stand still.
    for status in ["proposed", "approved", "completion_requested", "community_verified", "signed_off", "terminated"] {
        let signs = if matches!(status, "proposed" | "approved" | "terminated") { vec![] } else { vec![asked()] };
        check(status, 40, "on file", &[(-90, None, None)], &signs);
    }
    check("running", 40, "", &[(-5, Some(49), None)], &[]);
    check("running", 40, "", &[(-5, Some(50), None)], &[asked()]);
    check("running", -1, "", &[(-5, Some(10), None)], &[asked()]);
    check("running", 0, "", &[(-5, Some(10), None)], &[]);
    check("running", 40, "", &[(-5, Some(80), Some(0))], &[asked()]);
    check("running", 40, "", &[(-5, Some(80), Some(3))], &[]);
    for status in ["completion_requested", "community_verified", "signed_off", "archived"] {
        check(status, 40, " ", &[(-5, Some(100), None)], &[Sign::NoEvidence]);
        check(status, 40, "on file", &[(-5, Some(100), None)], &[asked()]);
        check(status, 40, "", &[(-5, Some(100), Some(30))], &[]);
    }
}

#[test]
fn a_project_without_a_need_is_told_and_one_that_asks_nothing_is_not_hollow() {
    let mut street = street();
    let set = |status: &str| fields([("title", "project".into()), ("status", status.into()), ("start", day(-5))]);
    let project = made(&mut street, Kind::Project, set("running"));
    entry(&mut street, &project, -1, "begun", &[("percent", 90.into())]);
    assert_eq!(only(&street).signs, [Sign::NoNeed]);
    street.edit(vec![Edit::change(project.clone(), fields([("beneficiaries", amount(8, "户"))]))], &stamp(9)).unwrap();
    let asked = vec![Quantity { n: 8, unit: "户".to_owned() }];
    assert_eq!(only(&street).signs, [Sign::NothingDelivered { asked }, Sign::NoNeed]);
}

#[test]
fn a_deadline_moved_more_than_once_is_told_with_where_it_stood() {
    let mut street = street();
    let need = need(&mut street, None);
    let set = fields([("title", "project".into()), ("status", "running".into()), ("start", day(-5))]);
    let project = made(&mut street, Kind::Project, set);
    let mut set = |name: &str, value: Value| {
        street.edit(vec![Edit::change(project.clone(), fields([(name, value)]))], &stamp(9)).unwrap();
        only(&street).signs.into_iter().filter(|it| it.kind() == SignKind::Moved).collect::<Vec<_>>()
    };
    set("needs", linked(&[&need]));
    // Named for the first time, then moved once, then something else.
    assert_eq!(set("deadline", day(10)), []);
    assert_eq!(set("deadline", day(20)), []);
    assert_eq!(set("title", "another".into()), []);
    let first = today().plus(10).unwrap();
    assert_eq!(set("deadline", day(30)), [Sign::Moved { times: 2, first }]);
    assert_eq!(set("status", "signed_off".into()), []);
}

#[test]
fn the_newest_entry_tells_what_was_delivered_by_need_and_unit() {
    let mut street = street();
    let (one, other) = (need(&mut street, Some(amount(30, "人"))), need(&mut street, None));
    let set = |needs: &[&RecordId]| fields([("title", "project".into()), ("needs", linked(needs))]);
    let project = made(&mut street, Kind::Project, set(&[&one]));
    let of = |need: &RecordId| ("need", Value::from(need.as_str()));
    let given = |n, unit| ("delivered", amount(n, unit));
    let first = entry(&mut street, &project, -9, "a", &[given(5, "人")]);
    let second = entry(&mut street, &project, -8, "b", &[given(7, "人"), of(&one)]);
    entry(&mut street, &project, -8, "c", &[given(6, "人"), of(&one)]);
    let third = entry(&mut street, &project, -7, "d", &[given(2, "场")]);
    entry(&mut street, &project, -6, "e", &[given(0, "人")]);
    let fourth = entry(&mut street, &project, -6, "f", &[given(1, "人"), of(&other)]);
    let sum = |unit: &str, sum, of: &RecordId| Amount { unit: unit.to_owned(), sum, of: vec![of.clone()] };
    let it = only(&street);
    // Its only need is meant where none is named; a need of another project is not its own. Nothing is converted.
    assert_eq!(it.needs[0].delivered, [sum("人", 7, &second), sum("场", 2, &third)]);
    assert_eq!(it.other, [sum("人", 1, &fourth)]);
    street.edit(vec![Edit::change(project, set(&[&one, &other]))], &stamp(9)).unwrap();
    let it = only(&street);
    assert_eq!(it.needs[0].delivered, [sum("人", 7, &second)]);
    assert_eq!(it.needs[1], Met { need: other, asked: None, delivered: vec![sum("人", 1, &fourth)] });
    assert_eq!(it.other, [sum("人", 5, &first), sum("场", 2, &third)]);
    street.edit(vec![Edit::archive(second)], &stamp(9)).unwrap();
    assert_eq!(only(&street).needs[0].delivered[0].sum, 6);
}

/// Whether the second of two entries is told to say what the first says; in one project, or in two.
fn told(first: &str, second: &str, is_one: bool) -> Option<bool> {
    let id = |seq| RecordId::new(Kind::Progress, "run00000", seq);
    let mut all = vec![
        copied::Words::of(first, 0, 0, today(), &id(1)),
        copied::Words::of(second, usize::from(!is_one), usize::from(is_one), today(), &id(2)),
    ];
    let found = copied::find(&mut all);
    assert!(found.len() < 2);
    found.first().map(|it| it.exact)
}

#[test]
fn the_same_words_are_told_and_work_that_repeats_is_not_accused() {
    let long = "志愿者每周二上午在社区活动室为高龄老人测量血压血糖，并逐户回访用药情况";
    for (first, second, in_one, in_two) in [
        ("继续推进中。", "继续推进中", Some(true), None),
        ("验收", "验收", None, None),
        ("全部完成验收", "全部完成验收！", Some(true), None),
        ("第一次驻点，接待群众17人", "第一次驻点, 接待群众 17 人。", Some(true), Some(true)),
        ("第一次驻点，接待群众17人", "第二次驻点，接待群众21人", None, None),
        (long, "志愿者每周二上午在社区活动室为高龄老人测量了血压血糖，并逐户回访用药情况", Some(false), Some(false)),
        // Figures, and what turns a sentence round, are not the same words.
        (long, "志愿者每周三上午在社区活动室为高龄老人测量血压血糖，并逐户回访用药情况", None, None),
        (long, "志愿者每周二上午在社区活动室为高龄老人测量血压血糖，未逐户回访用药情况", None, None),
        (long, "志愿者每周二下午在社区广场为退役军人和困难家庭义务理发，现场接受报名", None, None),
        ("ＡＢＣ活动第3场已经办完", "abc活动第3场已经办完", Some(true), Some(true)),
        ("", "", None, None),
    ] {
        assert_eq!((told(first, second, true), told(first, second, false)), (in_one, in_two), "{first} / {second}");
    }
}

#[test]
fn a_copied_entry_leads_to_the_first_that_said_it() {
    let mut street = street();
    let need = need(&mut street, None);
    let set = || fields([("title", "project".into()), ("needs", linked(&[&need]))]);
    let projects = [made(&mut street, Kind::Project, set()), made(&mut street, Kind::Project, set())];
    entry(&mut street, &projects[0], -20, "开会部署", &[]);
    entry(&mut street, &projects[0], -10, "组织志愿者上门走访二十户老人", &[]);
    let copy = entry(&mut street, &projects[1], -5, "组织志愿者上门走访二十户老人。", &[]);
    let again = entry(&mut street, &projects[1], -4, "组织志愿者，上门走访二十户老人。", &[]);
    let all = ledger(&street, today());
    let signs = |id: &RecordId| all.iter().find(|it| it.id == *id).unwrap().signs.clone();
    let copied = |entry| Sign::Copied { entry, project: projects[0].clone(), nth: 2, exact: true };
    assert_eq!((signs(&projects[0]), signs(&projects[1])), (vec![], vec![copied(copy), copied(again)]));
}

#[test]
fn a_reminder_says_whose_turn_it_is_and_the_own_office_comes_first() {
    let mut street = street();
    let (unit, community) = (office(&mut street, "unit", "unit"), office(&mut street, "community", "community"));
    let mut project = |status: &str, deadline: i64| {
        let set = fields([
            ("title", "project".into()),
            ("status", status.into()),
            ("start", day(-100)),
            ("deadline", day(deadline)),
            ("responsible", unit.as_str().into()),
            ("community", community.as_str().into()),
        ]);
        made(&mut street, Kind::Project, set)
    };
    let late = project("running", -3);
    let asked = project("completion_requested", 40);
    let verified = project("community_verified", 40);
    project("signed_off", -50);
    let near = project("approved", 15);
    project("approved", 16);
    let back = project("sent_back", 40);
    let plan = project("proposed", -5);
    let all = ledger(&street, today());
    let of = |office: Option<&RecordId>, is_street: bool| {
        let told = reminders(&all, office, is_street);
        told.into_iter().map(|it| (it.project, it.because, it.mine)).collect::<Vec<_>>()
    };
    let by_unit = of(Some(&unit), false);
    let expected = [
        (&late, Because::Overdue { days: 3 }, true),
        (&back, Because::Waits, true),
        (&near, Because::Due { days: 15 }, true),
        (&late, Because::Stalled { days: 100 }, true),
        (&back, Because::Stalled { days: 100 }, true),
        (&asked, Because::Waits, false),
        (&verified, Because::Waits, false),
        (&plan, Because::Waits, false),
    ];
    let plain = |it: &(RecordId, Because, bool)| format!("{it:?}");
    let mut said: Vec<String> = by_unit.iter().map(plain).collect();
    let mut wanted: Vec<String> =
        expected.iter().map(|(id, because, mine)| plain(&((*id).clone(), *because, *mine))).collect();
    assert!(by_unit.is_sorted_by_key(|it| !it.2), "{by_unit:?}");
    assert_eq!(by_unit[0], (late, Because::Overdue { days: 3 }, true));
    said.sort();
    wanted.sort();
    assert_eq!(said, wanted);
    assert_eq!(of(Some(&community), false).iter().filter(|it| it.2).map(|it| &it.0).collect::<Vec<_>>(), [&asked]);
    let own: Vec<_> = of(None, true).into_iter().filter(|it| it.2).map(|it| it.0).collect();
    assert!(own.len() == 2 && own.contains(&verified) && own.contains(&plan), "{own:?}");
}

#[test]
fn every_task_counts_what_the_page_shows_that_it_leads_to() {
    let mut street = street();
    let (unit, community) = (office(&mut street, "unit", "unit"), office(&mut street, "community", "community"));
    let own = street.my_office().unwrap();
    let of_unit = admitted(&mut street, 2, &unit);
    let of_community = admitted(&mut street, 3, &community);
    for status in PROJECT_STATES {
        for (left, responsible) in [(-1, &unit), (0, &own), (15, &unit), (16, &unit), (3, &own)] {
            let set = fields([
                ("title", "project".into()),
                ("status", (*status).into()),
                ("deadline", day(left)),
                ("responsible", responsible.as_str().into()),
                ("community", if left > 0 { community.as_str().into() } else { Value::Null }),
            ]);
            made(&mut street, Kind::Project, set);
        }
    }
    let asking = need(&mut street, Some(amount(10, "人")));
    let claim = |of: &RecordId| {
        let (need, amount) = (asking.as_str().into(), amount(6, "人"));
        fields([("subject", "claim".into()), ("office", of.as_str().into()), ("need", need), ("quantity", amount)])
    };
    let mut counted = Vec::new();
    for mut machine in [of_unit, of_community] {
        hand_over(&mut street, &mut machine);
        let of = machine.my_office().unwrap();
        made(&mut machine, Kind::Claim, claim(&of));
        hand_over(&mut machine, &mut street);
        counted.push(machine);
    }
    counted.push(street);
    for (workspace, own) in counted.iter().flat_map(|it| [(it, true), (it, false)]) {
        let all = ledger(workspace, today());
        let is_street = workspace.my_role() == Some(Role::Street);
        let reminded = reminders(&all, workspace.my_office().as_ref(), is_street);
        let told = tasks(workspace, own, today());
        assert_eq!(told.iter().any(|it| it.what == Tasked::OverClaimed), is_street);
        for Task { what, count, shows } in told {
            let shown = match &shows {
                Shows::Ledger(query) => {
                    assert_eq!(LedgerQuery::parse(&query.to_query()), *query);
                    all.iter().filter(|it| query.fits(it)).count()
                }
                Shows::OverClaimed => 1,
            };
            assert!(count == shown && count > 0, "{what:?} {count}: {shows:?} shows {shown}");
            let reminds = |it: &&Reminder| match what {
                Tasked::Due => matches!(it.because, Because::Due { .. }),
                Tasked::Waits => it.because == Because::Waits && it.mine,
                Tasked::OverClaimed => false,
            };
            // Both say the same; the own office's narrower question is what it is involved in.
            if what == Tasked::Waits || (what == Tasked::Due && (is_street || !own)) {
                assert_eq!(count, reminded.iter().filter(reminds).count(), "{what:?}, own: {own}");
            }
        }
    }
}

#[test]
fn every_state_has_its_turn_or_none() {
    let mut street = street();
    let (unit, community) = (office(&mut street, "unit", "unit"), office(&mut street, "community", "community"));
    let mut project = |status: &str, responsible: &RecordId| {
        let set = fields([
            ("title", status.into()),
            ("status", status.into()),
            ("responsible", responsible.as_str().into()),
            ("community", community.as_str().into()),
        ]);
        made(&mut street, Kind::Project, set)
    };
    PROJECT_STATES.iter().for_each(|it| drop(project(it, &unit)));
    // Nobody verifies what it is responsible for.
    let own = project("completion_requested", &community);
    let all = ledger(&street, today());
    let turn = |it: &&Project| Some((it.status.clone(), it.turn.as_ref()?.who?));
    let mut turns: Vec<_> = all.iter().filter(|it| it.id != own).filter_map(|it| turn(&it)).collect();
    turns.sort();
    let expected = [
        ("community_verified", Who::Street),
        ("completion_requested", Who::Community),
        ("proposed", Who::Street),
        ("sent_back", Who::Responsible),
    ];
    assert_eq!(turns, expected.map(|(state, who)| (state.to_owned(), who)));
    assert_eq!(all.iter().find(|it| it.id == own).and_then(|it| turn(&it)).map(|it| it.1), Some(Who::Street));
}

#[test]
fn an_address_brings_the_same_projects_in_the_same_view() {
    for address in [
        "",
        "view=table",
        "view=timeline&light=red",
        "view=board&office=office/a1b2c3d4.7&community=office/a1b2c3d4.9&light=blue&sign=hollow",
        "sign=no_need",
        "due=near",
        "view=board&due=near&waits=street,office/a1b2c3d4.7",
    ] {
        let query = LedgerQuery::parse(address);
        assert_eq!(query.to_query(), address);
        assert_eq!(query.is_narrowed(), ["light", "sign", "due"].iter().any(|it| address.contains(it)));
    }
    for (nonsense, read) in [
        ("view=cake&light=pink&sign=&office=x&due=soon&waits=nobody", ""),
        ("view=entries", ""),
        ("light=red&", "light=red"),
    ] {
        assert_eq!(LedgerQuery::parse(nonsense).to_query(), read, "{nonsense}");
    }
}

#[test]
fn a_timeline_holds_every_day_it_shows() {
    let mut street = street();
    let mut project = |start: Value, deadline: Value| {
        made(
            &mut street,
            Kind::Project,
            fields([
                ("title", "project".into()),
                ("status", "running".into()),
                ("start", start),
                ("deadline", deadline),
            ]),
        )
    };
    project(day(-50), day(-10));
    project(day(-100), day(40));
    project(Value::Null, day(20));
    project(day(-20), Value::Null);
    let none = project(Value::Null, Value::Null);
    entry(&mut street, &none, -30, "a", &[]);
    let all = ledger(&street, today());
    let laid = timeline(&all, today());
    assert_eq!((laid.from, laid.to), (today().plus(-105).unwrap(), today().plus(45).unwrap()));
    assert_eq!(laid.bars.len(), all.len());
    let months: Vec<String> = laid.months.iter().map(|(day, _)| day.to_string()).collect();
    assert_eq!(months, ["2026-09-01", "2026-10-01", "2026-11-01", "2026-12-01", "2027-01-01"]);
    for (it, bar) in all.iter().zip(&laid.bars) {
        assert!(bar.at >= 0 && bar.width > 0 && bar.at + bar.width <= 1_000, "{bar:?}");
        assert_eq!((bar.open_start, bar.open_end), (it.start.is_none(), it.deadline.is_none()));
        assert_eq!(bar.late_to.is_some(), it.light == Light::Red);
        assert!(bar.late_to.is_none_or(|to| to > bar.at + bar.width && to > laid.today));
        assert_eq!(bar.marks.len(), it.entries.len());
    }
    assert!(laid.bars[0].late_to.is_some(), "the overdue one stands first");
    assert_eq!(timeline(&[], today()).bars, []);
}

proptest! {
    #[test]
    fn what_is_told_to_be_copied_is_copied(
        texts in prop::collection::vec(("[走访慰问老人完成活动整治]{0,14}", 0..4_usize, -40..0_i64), 0..14),
    ) {
        let words = |(at, (text, project, on)): (usize, &(String, usize, i64))| {
            copied::Words::of(text, *project, at, today().plus(*on).unwrap(), &RecordId::new(Kind::Progress, "run00000", at as u64))
        };
        let mut all: Vec<copied::Words> = texts.iter().enumerate().map(words).collect();
        let found = copied::find(&mut all);
        for copy in &found {
            let (own, of) = (&texts[copy.entry.1], &texts[copy.of.1]);
            prop_assert!(copy.exact == (own.0 == of.0) && (own.2, copy.entry) > (of.2, copy.of), "{:?}", copy);
        }
        // Plainly: an entry is told where an earlier one says the same, and is long enough.
        for (at, (text, project, on)) in texts.iter().enumerate() {
            let length = text.chars().count();
            let earlier = texts.iter().enumerate().any(|(other, (said, of, then))| {
                let is_before = (*then, *of, other) < (*on, *project, at);
                said == text && is_before && length >= if of == project { 4 } else { 10 }
            });
            prop_assert_eq!(found.iter().any(|it| it.entry == (*project, at) && it.exact), earlier, "{}", text);
        }
    }
}

#[test]
fn of_two_entries_of_one_day_the_further_one_counts_whichever_came_first() {
    for (first, second) in [(60, 90), (90, 60)] {
        let mut street = street();
        let project =
            made(&mut street, Kind::Project, fields([("title", "project".into()), ("status", "running".into())]));
        for (on, done, percent) in [(-2, "begun", 95), (-1, "one", first), (-1, "other", second)] {
            entry(&mut street, &project, on, done, &[("percent", percent.into())]);
        }
        assert_eq!(only(&street).percent, Some(90));
    }
}

#[test]
fn a_project_that_says_no_start_begins_when_it_is_begun_and_stands_still_from_then() {
    for (start, from, said, expected) in [
        (Value::Null, "approved", None, Some(-30)),
        (day(-40), "approved", None, Some(-40)),
        (Value::Null, "approved", Some(day(-35)), Some(-35)),
        // When it began before it was sent back nobody said.
        (Value::Null, "sent_back", None, None),
    ] {
        let mut street = street();
        let set = fields([("title", "project".into()), ("status", from.into()), ("start", start)]);
        let project = made(&mut street, Kind::Project, set);
        let set = said.map(|it| fields([("start", it)])).unwrap_or_default();
        let step = Step { set, ..Step::new(project, "running") };
        let edits = street.step_edits(&[step], today().plus(-30).unwrap()).expect("nothing lacks");
        street.edit(edits, &stamp(2)).expect("written");
        let shown = only(&street);
        assert_eq!(shown.start, expected.and_then(|it| today().plus(it)), "{from}");
        let stalled = expected.map(|it| Sign::Stalled { days: -it, ever: false });
        assert_eq!(shown.signs.into_iter().find(|it| it.kind() == SignKind::Stalled), stalled, "{from}");
    }
}
