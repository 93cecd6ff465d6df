//! The sample is complete, in order, and shows every state and light.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::Light;
use crate::evaluation::{Scheme, totals};

fn today() -> Date {
    Date::parse("2026-11-22").unwrap()
}

fn sample() -> Vec<SampleRecord> {
    records(today()).unwrap_or_else(|error| panic!("{error}"))
}

fn of(records: &[SampleRecord], kind: Kind) -> Vec<&SampleRecord> {
    records.iter().filter(|it| it.kind == kind).collect()
}

fn text<'a>(record: &'a SampleRecord, field: &str) -> &'a str {
    record.set.get(field).and_then(Value::as_text).unwrap_or_default()
}

fn date(record: &SampleRecord, field: &str) -> Option<Date> {
    Date::parse(text(record, field))
}

#[test]
fn every_list_is_filled() {
    let records = sample();
    let counts: BTreeMap<_, _> = ORDER.iter().map(|kind| (kind.as_str(), of(&records, *kind).len())).collect();
    let expected = [
        ("office", 24),
        ("pairing", 20),
        ("resource", 61),
        ("need", 60),
        ("project", 26),
        ("progress", 44),
        ("claim", 14),
        ("scheme", 1),
        ("sheet", 2),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
    let roles = |role| of(&records, Kind::Office).iter().filter(|it| text(it, "role") == role).count();
    assert_eq!((roles("street"), roles("community"), roles("unit")), (1, 8, 15));
    let keys: BTreeSet<_> = records.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys.len(), records.len(), "a key stands twice");
}

#[test]
fn every_field_holds_what_the_schema_allows() {
    for record in sample() {
        for field in schema::fields(record.kind) {
            let value = record.set.get(field.name).unwrap_or(&Value::Null);
            assert!(!field.required || !value.is_blank(), "{}.{} is required", record.key, field.name);
            let texts: Vec<&Value> =
                if value.items().is_empty() { vec![value] } else { value.items().iter().collect() };
            for text in texts.into_iter().filter_map(Value::as_text) {
                let long = field.max_chars != 0 && text.chars().count() > usize::from(field.max_chars);
                assert!(!long, "{}.{} is too long", record.key, field.name);
                let digits = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
                assert!(digits < Some(7), "{}.{} looks like a number of a person", record.key, field.name);
            }
        }
    }
}

#[test]
fn links_point_back_to_records_of_the_right_kind() {
    let records = sample();
    for (at, record) in records.iter().enumerate() {
        assert!(record.office <= at && records[record.office].kind == Kind::Office, "{} has no author", record.key);
        assert!(at == 0 || records[at - 1].days_ago >= record.days_ago, "{} is out of order", record.key);
        for field in schema::fields(record.kind) {
            let (Shape::Link(kind) | Shape::Links(kind)) = field.shape else { continue };
            let Some(value) = record.set.get(field.name) else { continue };
            let links = if value.items().is_empty() { std::slice::from_ref(value) } else { value.items() };
            for link in links {
                let target = place(link).unwrap_or_else(|| panic!("{}.{}", record.key, field.name));
                assert!(target < at, "{}.{} points forward to {}", record.key, field.name, records[target].key);
                assert_eq!(records[target].kind, kind, "{}.{}", record.key, field.name);
            }
        }
    }
    assert_eq!(text(&records[0], "role"), "street");
}

#[test]
fn every_choice_and_state_occurs() {
    let records = sample();
    for (kind, field, codes) in [
        (Kind::Need, "status", schema::NEED_STATES),
        (Kind::Need, "type", schema::NEED_TYPES),
        (Kind::Need, "source", schema::NEED_SOURCES),
        (Kind::Need, "urgency", schema::URGENCIES),
        (Kind::Need, "category", schema::CATEGORIES),
        (Kind::Resource, "category", schema::CATEGORIES),
        (Kind::Project, "status", schema::PROJECT_STATES),
        (Kind::Claim, "status", schema::CLAIM_STATES),
    ] {
        let seen: BTreeSet<_> = of(&records, kind).into_iter().map(|it| text(it, field)).collect();
        for code in codes {
            assert!(seen.contains(code), "no {} with {field} {code}", kind.as_str());
        }
    }
}

#[test]
fn every_light_is_lit() {
    let records = sample();
    let mut lights: BTreeMap<Light, usize> = BTreeMap::new();
    for (at, project) in records.iter().enumerate().filter(|(_, it)| it.kind == Kind::Project) {
        let entries = of(&records, Kind::Progress);
        let own = entries.into_iter().filter(|it| it.set.get("project").and_then(place) == Some(at));
        let last = own.filter_map(|it| date(it, "on")).max().or_else(|| date(project, "start"));
        let light = Light::of(text(project, "status"), date(project, "deadline"), last, today());
        *lights.entry(light).or_default() += 1;
    }
    for light in [Light::Red, Light::Yellow, Light::Green, Light::Blue, Light::Off] {
        assert!(lights.get(&light).is_some_and(|&n| n >= 3), "too few {light:?}: {lights:?}");
    }
}

#[test]
fn nothing_is_dated_after_it_could_be_known() {
    for record in sample() {
        for field in ["verified_on", "on"] {
            assert!(date(&record, field).is_none_or(|day| day <= today()), "{}.{field}", record.key);
        }
        if let (Some(start), Some(deadline)) = (date(&record, "start"), date(&record, "deadline")) {
            assert!(start < deadline, "{} ends before it starts", record.key);
        }
    }
}

#[test]
fn both_sheets_are_complete_under_the_scheme() {
    let records = sample();
    let scheme = Scheme::from_fields(&of(&records, Kind::Scheme)[0].set).unwrap();
    let results: Vec<_> = of(&records, Kind::Sheet).iter().map(|it| totals(&scheme, &it.set)).collect();
    assert!(results.iter().all(|it| it.complete), "{results:?}");
    let grades: Vec<_> = results.iter().map(|it| it.grade.as_ref().map(|grade| grade.name.as_str())).collect();
    assert_eq!(grades, [Some("好"), Some("较好")], "{results:?}");
}
