//! A list answers its question as a plain reading of it does, record by record and value by value.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::super::{Device, Edit, Stamp, Workspace};
use super::*;
use crate::domain::schema::DELETED;
use crate::domain::{Date, Fields, Quantity, RecordId, Shape, Value};
use crate::oplog::{SecretKey, Timestamp};

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

fn fits(workspace: &Workspace, id: &RecordId, only: Only, today: Date) -> bool {
    let kind = id.kind().unwrap();
    let fields = schema::fields(kind);
    match only {
        Only::Conflicted => workspace.conflicts().contains(id),
        Only::Incomplete => fields.iter().any(|it| it.column && workspace.value(id, it.name).is_blank()),
        Only::Mine => fields
            .iter()
            .filter(|it| matches!(it.shape, Shape::Link(Kind::Office) | Shape::Links(Kind::Office)))
            .any(|it| values(workspace, id, it.name, today).contains(&workspace.my_office().unwrap().to_string())),
        Only::Due => {
            let field = if kind == Kind::Project { "deadline" } else { "valid_until" };
            let is_open = !["signed_off", "archived", "terminated"].contains(&workspace.text(id, "status").as_str());
            is_open && Date::parse(&workspace.text(id, field)).is_some_and(|it| today.days_until(it) <= 15)
        }
    }
}

/// Numbers before texts before blanks; the second part is true for blanks.
type Key = (bool, Result<i64, String>);

fn key(workspace: &Workspace, id: &RecordId, field: &str, today: Date) -> Key {
    if field == LIGHT {
        return (false, Ok(light(workspace, id, today) as i64));
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

fn plainly(workspace: &Workspace, query: &ListQuery, except: Option<&str>, today: Date) -> Vec<RecordId> {
    let replica = workspace.replica();
    let mut ids: Vec<RecordId> = replica.records_of(query.kind.as_str()).cloned().collect();
    ids.retain(|id| {
        (workspace.value(id, DELETED) == Value::Flag(true)) == query.archived
            && query.only.is_none_or(|only| fits(workspace, id, only, today))
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
        keys.fold(Ordering::Equal, Ordering::then)
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
    (title, 0..3_usize, amount, day(), 0..4_usize, prop::bool::weighted(0.2), day(), prop::bool::weighted(0.2))
        .prop_map(|(title, office, amount, day, choice, archived, entry, conflict)| Made {
            title: title.to_owned(),
            office,
            amount,
            day,
            choice,
            archived,
            entry,
            conflict,
        })
}

/// A resource and a project for everything made.
fn workspace_of(all: &[Made]) -> Workspace {
    let device = |seed| Device { key: SecretKey::from_bytes([seed; 32]), run: format!("run0000{seed}") };
    let (mut here, _) = Workspace::create("示例街道", "乙街道", device(1), &stamp(0)).unwrap();
    let add = |workspace: &mut Workspace, kind, set: Vec<(&str, Option<Value>)>| {
        let set = set.into_iter().filter_map(|(name, value)| value.map(|it| (name.to_owned(), it)));
        workspace.edit(vec![Edit::new(kind, set.collect::<Fields>())], &stamp(1)).unwrap().records[0].clone()
    };
    let text = |text: &str| Some(Value::from(text));
    for name in ["丙社区", "甲中学"] {
        add(&mut here, Kind::Office, vec![("name", text(name)), ("role", text("unit"))]);
    }
    let offices = here.ids(Kind::Office);
    let mut conflicts = Vec::new();
    for it in all {
        let office = text(offices[it.office].as_str());
        let amount = it.amount.map(|n| Quantity { n, unit: if n % 2 == 0 { "人".into() } else { String::new() } });
        let day = |day: Option<u32>| day.map(|day| Value::from(format!("2026-12-{day:02}")));
        let (category, status) =
            (["venue", "talent", "other"].get(it.choice), ["proposed", "running", "signed_off"].get(it.choice));
        let choice = |code: Option<&&str>| code.map(|it| Value::from(*it));
        let resource = vec![
            ("title", text(&it.title)),
            ("provider", office.clone()),
            ("capacity", amount.map(|it| it.to_value())),
            ("valid_until", day(it.day)),
            ("category", choice(category)),
        ];
        let resource = add(&mut here, Kind::Resource, resource);
        let others = offices[..it.office].iter().map(|it| Value::from(it.as_str())).collect();
        let project = vec![
            ("title", text(&it.title)),
            ("community", office),
            ("supporting", Some(Value::List(others))),
            ("deadline", day(it.day)),
            ("status", choice(status)),
        ];
        let project = add(&mut here, Kind::Project, project);
        if let Some(on) = day(it.entry) {
            add(
                &mut here,
                Kind::Progress,
                vec![("project", text(project.as_str())), ("on", Some(on)), ("done", text("做"))],
            );
        }
        for id in [resource, project] {
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
    fn a_list_shows_what_a_plain_reading_of_its_address_shows(all in prop::collection::vec(made(), 0..14)) {
        let today = Date::parse("2026-12-05").unwrap();
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
        ];
        let mut queries: Vec<ListQuery> = addresses.map(|(kind, it)| ListQuery::parse(kind, it)).into();
        queries.push(ListQuery { filters: vec![("supporting".to_owned(), vec![mine.to_string()])], ..ListQuery::new(Kind::Project) });
        for query in queries {
            let found = run(&workspace, &query, today);
            prop_assert_eq!(&found, &plainly(&workspace, &query, None, today), "{:?}", query);
            let mut rest = found.iter();
            let mut met: Vec<String> = Vec::new();
            for group in groups(&workspace, &query, &found, today) {
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
                let ids = plainly(&workspace, &query, Some(field), today);
                let all: Vec<String> = ids.iter().flat_map(|id| values(&workspace, id, field, today)).collect();
                let facets = facet(&workspace, &query, field, today);
                prop_assert!(facets.is_sorted_by(|a, b| (b.1, &a.0) <= (a.1, &b.0)), "{:?}", facets);
                prop_assert_eq!(facets.iter().map(|it| it.1).sum::<usize>(), all.len());
                for (value, count) in facets {
                    prop_assert_eq!(all.iter().filter(|it| **it == value).count(), count, "{} of {:?}", value, query);
                }
            }
        }
    }
}
