//! Laws, against plain readings of the definitions.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::fold::fold;
use super::super::han::Han;
use super::super::*;
use crate::domain::{Date, Fields, Kind, RecordId, Shape, Value, schema};
use crate::oplog::{Log, Scope, SecretKey, Timestamp, Unverified};
use crate::workspace::{Asked, Device, Edit, ListQuery, Stamp, Workspace, run};

/// True when the characters at the beginning of `text` can be read as `letters`: the rule as it is told.
fn reads(text: &[u16], letters: &[u16]) -> bool {
    let Some((first, rest)) = text.split_first() else { return letters.is_empty() };
    if letters.is_empty() {
        return true;
    }
    if letters[0] == *first && reads(rest, &letters[1..]) {
        return true;
    }
    let han = Han::tables();
    han.sets[han.readings(*first)].iter().any(|syllable| {
        let units: Vec<u16> = syllable.encode_utf16().collect();
        let retroflex = ["zh", "ch", "sh"].iter().find(|it| syllable.starts_with(**it)).map_or(1, |it| it.len());
        let lengths = [1, retroflex, units.len()];
        units.starts_with(letters)
            || lengths.iter().any(|it| letters.starts_with(&units[..*it]) && reads(rest, &letters[*it..]))
    })
}

fn naive_word(text: &str, word: &str) -> bool {
    let (text, word) = (fold(text), fold(word));
    let is_read = word.iter().all(|it| (u16::from(b'a')..=u16::from(b'z')).contains(it));
    (0..text.len()).any(|at| text[at..].starts_with(&word) || (is_read && reads(&text[at..], &word)))
}

const CHARACTERS: [char; 16] =
    ['会', '议', '室', '重', '庆', '长', '行', '安', '昂', '西', '先', '會', 'A', 'h', ' ', '上'];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&CHARACTERS[..]), 0..9).prop_map(String::from_iter)
}

fn query() -> impl Strategy<Value = String> {
    let letters = prop::sample::select("hzcsxiangeuyqo".chars().collect::<Vec<_>>());
    let typed = prop::collection::vec(letters, 1..7).prop_map(String::from_iter);
    // What a text can be typed as: of each character some beginning of one reading, the whole most often.
    let of_text = (text(), prop::collection::vec(0..9_usize, 9)).prop_map(|(text, lengths)| {
        let han = Han::tables();
        let letters = |(unit, length): (&u16, usize)| match han.sets[han.readings(*unit)].get(length % 2) {
            Some(syllable) if length < 3 => syllable[..1 + length.min(syllable.len() - 1)].to_owned(),
            Some(syllable) => (*syllable).to_owned(),
            None => String::from_utf16_lossy(&[*unit]),
        };
        fold(&text).iter().zip(lengths).map(letters).collect::<String>()
    });
    let words = prop_oneof![typed, of_text, text()];
    prop::collection::vec(words, 0..3).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_query_hits_what_the_rule_says(text in text(), query in query()) {
        let expected = query.split_whitespace().filter(|it| !has_mixed(it)).all(|word| naive_word(&text, word));
        let asked: Vec<&str> = query.split_whitespace().filter(|it| !has_mixed(it)).collect();
        prop_assert_eq!(matches(&text, &asked.join(" ")), expected);
    }

    #[test]
    fn what_is_marked_is_hit_and_what_is_hit_is_marked(text in text(), query in query()) {
        for word in query.split_whitespace() {
            let words = Words::of(word);
            let marks = words.marks(&text);
            prop_assert_eq!(!marks.is_empty(), words.all_in(&text), "{} in {}", word, text);
            for pair in marks.windows(2) {
                prop_assert!(pair[0].end < pair[1].start, "{:?}", marks);
            }
            for mark in marks {
                prop_assert!(words.all_in(&text[mark.clone()]), "{} of {} marked for {}", &text[mark], text, word);
            }
        }
    }
}

/// Letters beside Han characters: what may be read there has cases of its own.
fn has_mixed(word: &str) -> bool {
    word.chars().any(|it| it.is_ascii_alphabetic()) && !word.chars().all(|it| it.is_ascii_alphabetic())
}

/// One thing that happens in one of two offices.
#[derive(Clone, Debug)]
enum Step {
    Office(String),
    Record { kind: Kind, title: String, office: usize },
    Retitle { record: usize, title: String },
    Relink { record: usize, office: usize },
    Rename { office: usize, name: String },
    Alias { office: usize, alias: String },
    Archive { record: usize },
    Undo { action: usize },
    Hand,
    Search { kind: Kind, query: String },
}

fn step() -> impl Strategy<Value = Step> {
    let kind = prop::sample::select(vec![Kind::Resource, Kind::Need, Kind::Project, Kind::Office]);
    let listed = prop::sample::select(vec![Kind::Resource, Kind::Need, Kind::Project]);
    let (place, name) = (0..64_usize, "[会议室重庆長a]{1,5}");
    prop_oneof![
        1 => name.prop_map(Step::Office),
        4 => (listed, name, place.clone()).prop_map(|(kind, title, office)| Step::Record { kind, title, office }),
        3 => (place.clone(), name).prop_map(|(record, title)| Step::Retitle { record, title }),
        2 => (place.clone(), place.clone()).prop_map(|(record, office)| Step::Relink { record, office }),
        2 => (place.clone(), name).prop_map(|(office, name)| Step::Rename { office, name }),
        1 => (place.clone(), name).prop_map(|(office, alias)| Step::Alias { office, alias }),
        1 => place.clone().prop_map(|record| Step::Archive { record }),
        2 => place.prop_map(|action| Step::Undo { action }),
        2 => Just(Step::Hand),
        4 => (kind, query()).prop_map(|(kind, query)| Step::Search { kind, query }),
    ]
}

fn stamp(at: i64) -> Stamp {
    Stamp::save(Timestamp(1_795_312_980 + at), None)
}

fn device(seed: u8) -> Device {
    Device { key: SecretKey::from_bytes([seed; 32]), run: format!("run0000{seed}") }
}

fn set<const N: usize>(pairs: [(&str, Value); N]) -> Fields {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn hand_over(from: &mut Workspace, to: &mut Workspace) {
    from.seal();
    let logs = from.replica().branch_states().into_iter().filter(|it| it.header.scope == Scope::Shared);
    let logs = logs.map(|branch| {
        let texts = from.replica().op_texts(&branch, branch.header.from, branch.last);
        Log::<Unverified>::new(branch.header, texts, branch.seal, 0).unwrap().verify(from.id()).unwrap()
    });
    to.admit(logs.collect()).unwrap();
}

fn link_field(kind: Kind) -> &'static str {
    match kind {
        Kind::Resource => "provider",
        Kind::Need => "asker",
        _ => "supporting",
    }
}

fn link(kind: Kind, office: &RecordId) -> Value {
    let link = Value::from(office.as_str());
    if kind == Kind::Project { Value::List(vec![link]) } else { link }
}

fn take(workspace: &mut Workspace, step: &Step, at: i64) {
    // Taken out or not: undo may take every office out.
    let offices: Vec<RecordId> = workspace.replica().records_of(Kind::Office.as_str()).cloned().collect();
    let listed = [Kind::Resource, Kind::Need, Kind::Project].into_iter().flat_map(|kind| workspace.ids(kind));
    let records: Vec<RecordId> = listed.collect();
    let office = |place: &usize| offices[place % offices.len()].clone();
    let record = |place: &usize| records.get(place % records.len().max(1)).cloned();
    let edit = match step {
        Step::Office(name) => {
            Some(Edit::new(Kind::Office, set([("name", name.as_str().into()), ("role", "unit".into())])))
        }
        Step::Record { kind, title, office: place } => {
            let link = (link_field(*kind), link(*kind, &office(place)));
            Some(Edit::new(*kind, set([("title", title.as_str().into()), link, ("contact", "室长".into())])))
        }
        Step::Retitle { record: place, title } => {
            record(place).map(|id| Edit::change(id, set([("title", title.as_str().into())])))
        }
        Step::Relink { record: place, office: to } => record(place).map(|id| {
            let kind = id.kind().unwrap();
            Edit::change(id, set([(link_field(kind), link(kind, &office(to)))]))
        }),
        Step::Rename { office: place, name } => {
            Some(Edit::change(office(place), set([("name", name.as_str().into())])))
        }
        Step::Alias { office: place, alias } => {
            Some(Edit::change(office(place), set([("aliases", Value::List(vec![alias.as_str().into()]))])))
        }
        Step::Archive { record: place } => record(place).map(Edit::archive),
        Step::Undo { action } => {
            let actions = workspace.actions(64);
            let group = actions.get(action % actions.len().max(1)).map(|it| it.group.clone());
            group.map(|group| workspace.undo(&group, &stamp(at)));
            None
        }
        Step::Hand | Step::Search { .. } => None,
    };
    // Saving what already stands is refused, and that is fine.
    edit.map(|edit| workspace.edit(vec![edit], &stamp(at)));
}

/// The records a query hits, by the index.
fn found(workspace: &Workspace, kind: Kind, query: &str) -> BTreeSet<RecordId> {
    let asked = ListQuery { text: query.to_owned(), ..ListQuery::new(kind) };
    run(workspace, &asked, Asked::on(Date::parse("2026-11-22").unwrap())).into_iter().collect()
}

/// The records a query hits, each looked through anew.
fn naive_search(workspace: &Workspace, kind: Kind, query: &str) -> BTreeSet<RecordId> {
    let texts = |id: &RecordId| {
        let mut texts = Vec::new();
        for field in schema::fields(kind) {
            let value = workspace.value(id, field.name);
            let values = std::iter::once(&value).chain(value.items()).filter_map(Value::as_text);
            match field.shape {
                Shape::Line | Shape::Text | Shape::Names => texts.extend(values.map(str::to_owned)),
                Shape::Link(Kind::Office) | Shape::Links(Kind::Office) => {
                    for office in values.filter_map(|it| RecordId::parse(it).ok()) {
                        texts.push(workspace.text(&office, "name"));
                        let aliases = workspace.value(&office, "aliases");
                        texts.extend(aliases.items().iter().filter_map(Value::as_text).map(str::to_owned));
                    }
                }
                _ => {}
            }
        }
        texts
    };
    let hits = |id: &RecordId| {
        let texts = texts(id);
        query.split_whitespace().all(|word| texts.iter().any(|text| matches(text, word)))
    };
    workspace.ids(kind).into_iter().filter(hits).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_index_finds_what_looking_through_every_record_finds(steps in prop::collection::vec((0..2_usize, step()), 1..48)) {
        let (mut here, _) = Workspace::create("示例街道", "重庆街道", device(1), &stamp(0)).unwrap();
        here.seal();
        let there = Workspace { device: device(2), ..here.clone() };
        let mut sides = [here, there];
        for (at, (side, step)) in steps.iter().enumerate() {
            if let Step::Hand = step {
                let [here, there] = &mut sides;
                if *side == 0 { hand_over(here, there) } else { hand_over(there, here) }
            }
            take(&mut sides[*side], step, at as i64 + 1);
            let workspace = &sides[*side];
            // Some steps search nothing, so that the index falls behind by several ops; some ask again what was asked.
            let asked = match step {
                Step::Search { kind, query } => Some((*kind, query.as_str())),
                _ => at.is_multiple_of(2).then_some((Kind::Resource, "hy")),
            };
            if let Some((kind, query)) = asked {
                prop_assert_eq!(found(workspace, kind, query), naive_search(workspace, kind, query), "{}", query);
                prop_assert_eq!(found(workspace, kind, query), naive_search(workspace, kind, query), "{} again", query);
            }
        }
        for workspace in &sides {
            for (kind, query) in [(Kind::Resource, "hy"), (Kind::Need, "会"), (Kind::Project, "cq"), (Kind::Office, "s")] {
                prop_assert_eq!(found(workspace, kind, query), naive_search(workspace, kind, query), "{}", query);
            }
        }
    }
}
