//! A list answers its question as a plain reading of it does, record by record and value by value.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::super::{Device, Edit, Stamp, Workspace};
use super::*;
use crate::domain::schema::DELETED;
use crate::domain::{Date, Fields, Quantity, RecordId, Shape, Value};
use crate::oplog::{Scope, SecretKey, Timestamp};

mod address;
mod board;
mod totals;

fn stamp(at: i64) -> Stamp {
    Stamp::save(Timestamp(1_795_312_980 + at), None)
}

fn values(workspace: &Workspace, id: &RecordId, field: &str, today: Date) -> Vec<String> {
    if field == LIGHT {
        return vec![light_word(light(workspace, id, today)).to_owned()];
    }
    match workspace.value(id, field) {
        Value::Text(text) => vec![text],
        Value::List(items) if !items.is_empty() => items.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
        Value::Integer(number) => vec![number.to_string()],
        _ => vec![String::new()],
    }
}

fn is_used(workspace: &Workspace, id: &RecordId) -> bool {
    let names = |project: &RecordId| workspace.value(project, "resources").items().contains(&Value::from(id.as_str()));
    let projects = workspace.ids(Kind::Project);
    projects.iter().any(|it| workspace.text(it, "status") != "terminated" && names(it))
}

fn made_on(workspace: &Workspace, id: &RecordId) -> Timestamp {
    let history = workspace.history(id);
    history.iter().find(|it| it.op.to_string() == id.origin()).unwrap().at
}

/// The day on a calendar in China.
fn day_of(at: Timestamp) -> Date {
    Date(chrono::DateTime::from_timestamp(at.0 + 8 * 3600, 0).unwrap().date_naive())
}

fn fits(workspace: &Workspace, id: &RecordId, only: Only, asked: Asked) -> bool {
    let (kind, today) = (id.kind().unwrap(), asked.today);
    let status = workspace.text(id, "status");
    let fields = schema::fields(kind);
    match only {
        Only::Conflicted => workspace.conflicts().contains(id),
        Only::Incomplete => fields.iter().any(|it| it.column && workspace.value(id, it.name).is_blank()),
        Only::Mine => fields
            .iter()
            .filter(|it| matches!(it.shape, Shape::Link(Kind::Office) | Shape::Links(Kind::Office)))
            .any(|it| values(workspace, id, it.name, today).contains(&workspace.my_office().unwrap().to_string())),
        Only::Due | Only::Overdue => {
            let field = match kind {
                Kind::Project => "deadline",
                Kind::Need => "wanted_by",
                _ => "valid_until",
            };
            let most = if only == Only::Due { 15 } else { -1 };
            let is_open = !["signed_off", "archived", "terminated", "closed"].contains(&status.as_str());
            is_open && Date::parse(&workspace.text(id, field)).is_some_and(|it| today.days_until(it) <= most)
        }
        Only::Waiting => kind == Kind::Need && ["registered", "published"].contains(&status.as_str()),
        Only::Unconfirmed => ["awaiting_confirmation", "completion_requested", "pending"].contains(&status.as_str()),
        Only::Unused => kind == Kind::Resource && !is_used(workspace, id),
        Only::NotHandedOn => {
            let history = workspace.history(id);
            history.iter().any(|it| it.own && it.scope == Scope::Shared && it.op.seq > asked.handed_to)
        }
    }
}

fn lies_in(workspace: &Workspace, id: &RecordId, range: &Range, today: Date) -> bool {
    let place = |end: End| match end {
        End::Day(day) => today.days_until(day),
        End::InDays(days) | End::Number(days) => days,
    };
    let value = match workspace.value(id, &range.field) {
        _ if range.field == MADE => today.days_until(day_of(made_on(workspace, id))),
        Value::Text(day) => today.days_until(Date::parse(&day).unwrap()),
        Value::Null => return false,
        value => Quantity::from_value(&value).unwrap().n,
    };
    range.from.is_none_or(|it| place(it) <= value) && range.to.is_none_or(|it| value <= place(it))
}

/// Numbers before texts before blanks; the second part is true for blanks.
type Key = (bool, Result<i64, String>);

fn key(workspace: &Workspace, id: &RecordId, field: &str, today: Date) -> Key {
    if field == LIGHT {
        return (false, Ok(light(workspace, id, today) as i64));
    }
    if field == MADE {
        return (false, Ok(made_on(workspace, id).0));
    }
    let value = workspace.value(id, field);
    let shape = schema::field(id.kind().unwrap(), field).unwrap().shape;
    match (shape, value) {
        (_, value) if value.is_blank() => (true, Ok(0)),
        (Shape::Choice(_, codes), Value::Text(code)) => {
            (false, Ok(codes.iter().position(|it| *it == code).unwrap() as i64))
        }
        (Shape::Link(_), Value::Text(link)) => (false, Err(workspace.title_of(&RecordId::parse(&link).unwrap()))),
        (Shape::Quantity, value) => (false, Ok(Quantity::from_value(&value).unwrap().n)),
        (_, Value::Text(text)) => (false, Err(text)),
        (_, Value::List(items)) => (false, Ok(items.len() as i64)),
        (_, value) => panic!("{field} holds {value:?}"),
    }
}

fn compare(a: &Key, b: &Key, down: bool) -> Ordering {
    let by_value = if down { b.1.cmp(&a.1) } else { a.1.cmp(&b.1) };
    a.0.cmp(&b.0).then(if a.0 { Ordering::Equal } else { by_value })
}

fn plainly(workspace: &Workspace, query: &ListQuery, except: Option<&str>, asked: Asked) -> Vec<RecordId> {
    let today = asked.today;
    let replica = workspace.replica();
    let mut ids: Vec<RecordId> = replica.records_of(query.kind.as_str()).cloned().collect();
    ids.retain(|id| {
        (workspace.value(id, DELETED) == Value::Flag(true)) == query.archived
            && query.only.iter().all(|only| fits(workspace, id, only, asked))
            && query.ranges.iter().all(|range| lies_in(workspace, id, range, today))
            && query
                .filters
                .iter()
                .filter(|(field, _)| Some(field.as_str()) != except)
                .all(|(field, allowed)| values(workspace, id, field, today).iter().any(|value| allowed.contains(value)))
    });
    if query.sort.is_empty() {
        ids.reverse();
    }
    let whole: Vec<(String, bool)> =
        query.group.iter().map(|field| (field.clone(), false)).chain(query.sort.iter().cloned()).collect();
    ids.sort_by(|a, b| {
        let keys = whole
            .iter()
            .map(|(field, down)| compare(&key(workspace, a, field, today), &key(workspace, b, field, today), *down));
        // Of two offices with one name each keeps a group of its own.
        let group = query.group.as_deref().filter(|it| *it != LIGHT);
        let apart = group.map_or(Ordering::Equal, |it| workspace.text(a, it).cmp(&workspace.text(b, it)));
        let mut keys: Vec<Ordering> = keys.collect();
        keys.insert(usize::from(query.group.is_some()), apart);
        keys.into_iter().fold(Ordering::Equal, Ordering::then)
    });
    ids
}

#[derive(Clone, Debug)]
struct Made {
    title: String,
    office: usize,
    amount: Option<i64>,
    day: Option<u32>,
    choice: usize,
    archived: bool,
    entry: Option<u32>,
    conflict: bool,
    /// Days before the first stamp.
    age: i64,
    uses: bool,
}

fn made() -> impl Strategy<Value = Made> {
    let title = prop::sample::select(vec![
        "甲",
        "甲室",
        "甲室二",
        "甲\"室\\",
        "一二三四五乙",
        "一二三四五甲",
        "一二三四五",
        "ab",
        "ab\0",
    ]);
    let day = || prop::option::of(1..29_u32);
    let amount = prop::option::of(0..12_i64);
    (
        title,
        0..4_usize,
        amount,
        day(),
        0..6_usize,
        prop::bool::weighted(0.2),
        day(),
        prop::bool::weighted(0.2),
        0..30_i64,
        any::<bool>(),
    )
        .prop_map(|(title, office, amount, day, choice, archived, entry, conflict, age, uses)| Made {
            title: title.to_owned(),
            office,
            amount,
            day,
            choice,
            archived,
            entry,
            conflict,
            age,
            uses,
        })
}

/// A resource, a project, a need and a claim for everything made.
fn workspace_of(all: &[Made]) -> Workspace {
    let device = |seed| Device { key: SecretKey::from_bytes([seed; 32]), run: format!("run0000{seed}") };
    let (mut here, _) = Workspace::create("示例街道", "乙街道", device(1), &stamp(0)).unwrap();
    let add = |workspace: &mut Workspace, kind, age: i64, set: Vec<(&str, Option<Value>)>| {
        let set = set.into_iter().filter_map(|(name, value)| value.map(|it| (name.to_owned(), it)));
        workspace.edit(vec![Edit::new(kind, set.collect::<Fields>())], &stamp(1 - age * 40_000)).unwrap().records[0]
            .clone()
    };
    let text = |text: &str| Some(Value::from(text));
    for name in ["丙社区", "甲中学", "甲中学"] {
        add(&mut here, Kind::Office, 0, vec![("name", text(name)), ("role", text("unit"))]);
    }
    let offices = here.ids(Kind::Office);
    let mut conflicts = Vec::new();
    for it in all {
        let office = text(offices[it.office].as_str());
        let amount = it.amount.map(|n| Quantity { n, unit: if n % 2 == 0 { "人".into() } else { String::new() } });
        let day = |day: Option<u32>| day.map(|day| Value::from(format!("2026-12-{day:02}")));
        let pick = |codes: [&'static str; 5]| codes.into_iter().nth(it.choice);
        let category = pick(["venue", "talent", "other", "venue", "venue"]);
        let status = pick(["proposed", "running", "signed_off", "completion_requested", "terminated"]);
        let need_status = pick(["registered", "published", "in_project", "awaiting_confirmation", "closed"]);
        let choice = |code: Option<&str>| code.map(Value::from);
        let resource = vec![
            ("title", text(&it.title)),
            ("provider", office.clone()),
            ("capacity", amount.as_ref().map(Quantity::to_value)),
            ("valid_until", day(it.day)),
            ("category", choice(category)),
        ];
        let resource = add(&mut here, Kind::Resource, it.age, resource);
        let others = offices[..it.office].iter().map(|it| Value::from(it.as_str())).collect();
        let project = vec![
            ("title", text(&it.title)),
            ("community", office.clone()),
            ("resources", it.uses.then(|| Value::List(vec![resource.as_str().into()]))),
            ("supporting", Some(Value::List(others))),
            ("deadline", day(it.day)),
            ("status", choice(status)),
        ];
        let project = add(&mut here, Kind::Project, it.age, project);
        let need = vec![
            ("title", text(&it.title)),
            ("asker", office.clone()),
            ("quantity", amount.map(|it| it.to_value())),
            ("wanted_by", day(it.day)),
            ("status", choice(need_status)),
        ];
        let need = add(&mut here, Kind::Need, it.age, need);
        let claim_status = choice(pick(["pending", "accepted", "done", "pending", "refused"]));
        let claim = vec![("office", office), ("subject", text(&it.title)), ("status", claim_status)];
        add(&mut here, Kind::Claim, 0, claim);
        if let Some(on) = day(it.entry) {
            add(
                &mut here,
                Kind::Progress,
                0,
                vec![("project", text(project.as_str())), ("on", Some(on)), ("done", text("做"))],
            );
        }
        for id in [resource, project, need] {
            if it.archived {
                here.edit(vec![Edit::archive(id.clone())], &stamp(2)).unwrap();
            }
            if it.conflict {
                // Written as if neither had seen the other.
                let seen = here.seen(&id);
                for title in ["丁", "戊"] {
                    let set = Fields::from([("title".to_owned(), title.into())]);
                    conflicts.push(Edit::change(id.clone(), set).having_seen(seen.clone()));
                }
            }
        }
    }
    for edit in conflicts {
        here.edit(vec![edit], &stamp(3)).unwrap();
    }
    here
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_list_shows_what_a_plain_reading_of_its_address_shows(
        all in prop::collection::vec(made(), 0..14),
        handed_to in 0..60_u64,
    ) {
        let today = Date::parse("2026-12-05").unwrap();
        let asked = Asked { today, handed_to };
        let workspace = workspace_of(&all);
        let mine = workspace.my_office().unwrap();
        let addresses = [
            (Kind::Resource, "sort=title"),
            (Kind::Resource, "sort=-title"),
            (Kind::Resource, "sort=capacity,-valid_until"),
            (Kind::Resource, "sort=-provider,category"),
            (Kind::Resource, "is.category=venue,talent&only=due"),
            (Kind::Resource, "only=conflicted&sort=title"),
            (Kind::Resource, "only=conflicted&archived=1"),
            (Kind::Resource, "only=mine&is.category="),
            (Kind::Project, "only=mine"),
            (Kind::Project, "only=due&sort=-status"),
            (Kind::Project, "only=incomplete&sort=-supporting"),
            (Kind::Project, "sort=light,community"),
            (Kind::Project, "is.light=red,yellow&sort=-light"),
            (Kind::Project, "archived=1"),
            (Kind::Resource, "group=category"),
            (Kind::Resource, "group=provider&sort=-title"),
            (Kind::Project, "group=light&sort=title"),
            (Kind::Project, "group=status&sort=-light&only=due"),
            (Kind::Project, "group=status&sort=community,made,-title"),
            (Kind::Need, "from.wanted_by=2026-12-03&to.wanted_by=%2B4&sort=wanted_by"),
            (Kind::Need, "to.wanted_by=today"),
            (Kind::Need, "from.quantity=5&sort=-quantity"),
            (Kind::Need, "only=mine,waiting"),
            (Kind::Need, "only=overdue,mine"),
            (Kind::Need, "only=unconfirmed&sort=made"),
            (Kind::Need, "only=waiting,not_handed_on&sort=-made"),
            (Kind::Project, "only=unconfirmed"),
            (Kind::Project, "only=overdue,incomplete"),
            (Kind::Claim, "only=unconfirmed,mine"),
            (Kind::Resource, "from.made=-20&to.made=-14&sort=made"),
            (Kind::Resource, "only=unused&sort=-made"),
            (Kind::Resource, "only=unused,mine&archived=1"),
            (Kind::Resource, "only=not_handed_on&from.capacity=2&to.capacity=9&group=provider"),
        ];
        let mut queries: Vec<ListQuery> = addresses.map(|(kind, it)| ListQuery::parse(kind, it)).into();
        queries.push(ListQuery { filters: vec![("supporting".to_owned(), vec![mine.to_string()])], ..ListQuery::new(Kind::Project) });
        for query in queries {
            let found = run(&workspace, &query, asked);
            prop_assert_eq!(&found, &plainly(&workspace, &query, None, asked), "{:?}", query);
            let mut rest = found.iter();
            let mut met: Vec<String> = Vec::new();
            for group in groups(&workspace, &query, &found, asked) {
                prop_assert!(!met.contains(&group.value), "{} stands twice in {:?}", group.value, query);
                let field = query.group.as_deref().unwrap_or_default();
                for id in rest.by_ref().take(group.count) {
                    prop_assert_eq!(&values(&workspace, id, field, today), &vec![group.value.clone()]);
                }
                met.push(group.value);
            }
            prop_assert!(query.group.is_none() || rest.next().is_none());
            for field in ["category", "provider", "supporting", "status", LIGHT] {
                if field != LIGHT && schema::field(query.kind, field).is_none() {
                    continue;
                }
                let ids = plainly(&workspace, &query, Some(field), asked);
                let all: Vec<String> = ids.iter().flat_map(|id| values(&workspace, id, field, today)).collect();
                let facets = facet(&workspace, &query, field, asked);
                prop_assert!(facets.is_sorted_by(|a, b| (b.1, &a.0) <= (a.1, &b.0)), "{:?}", facets);
                prop_assert_eq!(facets.iter().map(|it| it.1).sum::<usize>(), all.len());
                for (value, count) in facets {
                    prop_assert_eq!(all.iter().filter(|it| **it == value).count(), count, "{} of {:?}", value, query);
                }
            }
        }
    }
}

#[test]
fn many_offices_of_one_name_keep_a_group_each() {
    let mut workspace = workspace_of(&[]);
    let office = || Fields::from([("name".to_owned(), "甲".into()), ("role".to_owned(), "unit".into())]);
    let offices = (0..1_100).map(|_| Edit::new(Kind::Office, office())).collect();
    let offices = workspace.edit(offices, &stamp(1)).unwrap().records;
    let of = |office: &RecordId| {
        Fields::from([("title".to_owned(), "室".into()), ("provider".to_owned(), office.as_str().into())])
    };
    let resources = offices.iter().chain(&offices).map(|it| Edit::new(Kind::Resource, of(it))).collect();
    workspace.edit(resources, &stamp(2)).unwrap();
    let asked = Asked::on(Date::parse("2026-12-05").unwrap());
    let query = ListQuery::parse(Kind::Resource, "group=provider");
    let groups = groups(&workspace, &query, &run(&workspace, &query, asked), asked);
    assert!(groups.len() == offices.len() && groups.iter().all(|it| it.count == 2));
}
