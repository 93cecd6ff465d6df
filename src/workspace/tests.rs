//! What a workspace promises the people who write in it.

use std::collections::BTreeMap;

use super::meeting::{admitted, hand_over};
use super::*;
use crate::domain::Fields;
use crate::domain::{Date, Quantity};
use crate::oplog::Timestamp;

fn device(seed: u8) -> Device {
    Device { key: SecretKey::from_bytes([seed; 32]), run: format!("run0000{seed}") }
}

fn stamp(at: i64) -> Stamp {
    Stamp::save(Timestamp(1_795_312_980 + at), Some("林".to_owned()))
}

fn street() -> Workspace {
    Workspace::create("示例街道", "示例街道办事处", device(1), &stamp(0)).expect("a street").0
}

fn fields<const N: usize>(pairs: [(&str, Value); N]) -> Fields {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn add(workspace: &mut Workspace, title: &str) -> RecordId {
    let set = fields([("title", title.into()), ("category", "venue".into()), ("contact", "党建联络员".into())]);
    workspace.edit(vec![Edit::new(Kind::Resource, set)], &stamp(1)).expect("a resource").records[0].clone()
}

/// What storage would give back after keeping `changes` in order.
fn stored(all: &[Changes]) -> Vec<StoredText> {
    let mut chains: BTreeMap<String, StoredText> = BTreeMap::new();
    for text in all.iter().flat_map(|it| &it.batch) {
        let chain = chains.entry(text.chain.clone()).or_insert_with(|| StoredText {
            chain: text.chain.clone(),
            meta: String::new(),
            ops: String::new(),
            head: String::new(),
        });
        assert_eq!(text.from as usize, chain.ops.lines().count() + 1, "a chain is kept without gaps");
        chain.meta = text.meta.clone();
        chain.head = text.head.clone();
        text.ops.iter().for_each(|op| chain.ops.push_str(&format!("{op}\n")));
    }
    chains.into_values().collect()
}

#[test]
fn opens_as_it_was_kept() {
    let (mut workspace, first) = Workspace::create("示例街道", "街道", device(1), &stamp(0)).unwrap();
    let set = fields([("title", "会议室".into()), ("contact", "联络员".into())]);
    let second = workspace.edit(vec![Edit::new(Kind::Resource, set)], &stamp(1)).unwrap();
    let reopened =
        Workspace::open(&stored(&[first, second.clone()]), Device { run: "run00099".to_owned(), ..device(1) }).unwrap();
    assert_eq!(reopened.state_hash(), workspace.state_hash());
    assert_eq!(reopened.title(), "示例街道");
    assert_eq!(reopened.id(), workspace.id());
    assert_eq!(reopened.text(&second.records[0], "contact"), "联络员");
    assert_eq!(reopened.my_office(), workspace.my_office());
}

#[test]
fn two_tabs_that_wrote_under_one_key_are_joined_and_both_stay() {
    let (mut first, begun) = Workspace::create("示例街道", "街道", device(1), &stamp(0)).unwrap();
    let mut kept = vec![begun];
    let mut second = Workspace::open(&stored(&kept), Device { run: "run00002".to_owned(), ..device(1) }).unwrap();
    let set =
        |title: &str| vec![Edit::new(Kind::Resource, fields([("title", title.into()), ("contact", "员".into())]))];
    kept.push(first.edit(set("甲"), &stamp(1)).unwrap());
    second.edit(set("乙"), &stamp(2)).unwrap();
    second.edit(set("丙"), &stamp(3)).unwrap();
    let renewed = Device { run: "run00003".to_owned(), ..device(1) };
    let (mut joined, changes) = second.rejoin(&stored(&kept), renewed).unwrap();
    kept.push(changes);
    kept.push(joined.edit(set("丁"), &stamp(4)).unwrap());
    let reopened = Workspace::open(&stored(&kept), device(1)).unwrap();
    let mut titles: Vec<String> = reopened.ids(Kind::Resource).iter().map(|id| reopened.title_of(id)).collect();
    titles.sort();
    assert_eq!(titles, ["丁", "丙", "乙", "甲"]);
    assert_eq!(reopened.state_hash(), joined.state_hash());
}

#[test]
fn damage_in_storage_is_told_and_not_opened() {
    let (_, first) = Workspace::create("示例街道", "街道", device(1), &stamp(0)).unwrap();
    let mut chains = stored(&[first]);
    chains[0].ops = chains[0].ops.replace("街道", "衔道");
    assert!(matches!(Workspace::open(&chains, device(1)), Err(OpenError::Chain { .. })));
    assert_eq!(Workspace::open(&[], device(1)).err(), Some(OpenError::Nothing));
}

#[test]
fn refuses_what_a_field_cannot_hold_and_writes_nothing() {
    let mut workspace = street();
    let before = workspace.replica().op_count();
    let check = |workspace: &mut Workspace, field: &str, value: Value, expected: &str| {
        let set = fields([("title", "甲".into()), (field, value)]);
        let error = workspace.edit(vec![Edit::new(Kind::Resource, set)], &stamp(1)).expect_err(field);
        assert!(format!("{error:?}").starts_with(expected), "{field}: {error:?}");
    };
    check(&mut workspace, "title", "  ".into(), "Missing");
    check(&mut workspace, "title", "长".repeat(121).into(), "TooLong");
    check(&mut workspace, "category", "money".into(), "BadValue");
    check(&mut workspace, "capacity", Quantity { n: -1, unit: String::new() }.to_value(), "BadValue");
    check(&mut workspace, "valid_until", "2026.1.1".into(), "BadValue");
    check(&mut workspace, "provider", "office/nowhere0.1".into(), "BadLink");
    check(&mut workspace, "provider", "#0".into(), "BadLink");
    check(&mut workspace, "colour", "red".into(), "BadValue");
    check(&mut workspace, "note", "11010519491231002X".into(), "IdCardNumber");
    assert_eq!(workspace.replica().op_count(), before);
}

#[test]
fn links_to_records_made_in_the_same_command() {
    let mut workspace = street();
    let office = fields([("name", "区文化馆".into()), ("role", "unit".into())]);
    let resource = fields([("title", "书法教师".into()), ("provider", "#0".into())]);
    let edits = vec![Edit::new(Kind::Office, office), Edit::new(Kind::Resource, resource)];
    let made = workspace.edit(edits, &stamp(1)).unwrap().records;
    assert_eq!(workspace.link(&made[1], "provider"), Some(made[0].clone()));
    assert_eq!(workspace.linked_from(&made[0]), [made[1].clone()]);
}

#[test]
fn private_fields_stay_in_the_private_log() {
    let mut workspace = street();
    let id = add(&mut workspace, "会议室");
    let history = workspace.history(&id);
    let scopes: Vec<(Scope, Vec<&str>)> =
        history.iter().map(|it| (it.scope, it.changes.iter().map(|c| c.field.as_str()).collect())).collect();
    assert!(scopes.contains(&(Scope::Private, vec!["contact"])), "{scopes:?}");
    assert!(scopes.contains(&(Scope::Shared, vec!["category", "title"])), "{scopes:?}");
}

#[test]
fn one_undo_takes_a_whole_import_back_and_another_brings_it_again() {
    let mut workspace = street();
    let before = workspace.count(Kind::Resource);
    let edits =
        ["甲", "乙"].map(|it| Edit::new(Kind::Resource, fields([("title", it.into()), ("contact", "员".into())])));
    let source = "场地.xlsx".to_owned();
    let done = workspace.edit(edits.to_vec(), &Stamp { action: Action::Import { source }, ..stamp(1) }).unwrap();
    assert_eq!(workspace.count(Kind::Resource), before + 2);
    let undone = workspace.undo(&done.group, &stamp(2)).unwrap();
    assert_eq!(workspace.count(Kind::Resource), before);
    let actions: Vec<(usize, bool)> = workspace.actions(2).iter().map(|it| (it.records, it.undone)).collect();
    assert_eq!(actions, [(2, false), (2, true)]);
    workspace.undo(&undone.group, &stamp(3)).unwrap();
    assert_eq!(workspace.count(Kind::Resource), before + 2);
}

#[test]
fn undo_gives_a_field_back_unless_somebody_wrote_since() {
    let mut workspace = street();
    let id = add(&mut workspace, "甲");
    let set = |workspace: &mut Workspace, title: &str, at| {
        let edit = Edit::change(id.clone(), fields([("title", title.into())]));
        workspace.edit(vec![edit], &stamp(at)).unwrap().group
    };
    let first = set(&mut workspace, "乙", 2);
    workspace.undo(&first, &stamp(3)).unwrap();
    assert_eq!(workspace.text(&id, "title"), "甲");
    let second = set(&mut workspace, "丙", 4);
    set(&mut workspace, "丁", 5);
    assert_eq!(workspace.undo(&second, &stamp(6)), Err(EditError::NothingToChange));
    assert_eq!(workspace.text(&id, "title"), "丁");
}

#[test]
fn history_tells_who_when_and_what_changed_from_what() {
    let mut workspace = street();
    let id = add(&mut workspace, "甲");
    workspace.edit(vec![Edit::change(id.clone(), fields([("title", "乙".into())]))], &stamp(60)).unwrap();
    let newest = workspace.history(&id).swap_remove(0);
    assert_eq!(newest.office, "示例街道办事处");
    assert_eq!(newest.by.as_deref(), Some("林"));
    assert_eq!(newest.at, stamp(60).at);
    let change = &newest.changes[0];
    assert_eq!((change.before.as_text(), change.after.as_text()), (Some("甲"), Some("乙")));
}

#[test]
fn saving_what_already_stands_writes_nothing() {
    let mut workspace = street();
    let id = add(&mut workspace, "甲");
    let again = Edit::change(id, fields([("title", "甲".into())]));
    assert_eq!(workspace.edit(vec![again], &stamp(2)), Err(EditError::NothingToChange));
}

#[test]
fn a_list_is_its_address() {
    let today = Date::parse("2026-11-22").unwrap();
    let mut workspace = street();
    for (title, n) in [("丙室", 30), ("甲室", 9), ("乙厅", 200)] {
        let set = fields([("title", title.into()), ("capacity", Quantity { n, unit: "人".into() }.to_value())]);
        workspace.edit(vec![Edit::new(Kind::Resource, set)], &stamp(1)).unwrap();
    }
    let check = |address: &str, expected: &[&str]| {
        let query = ListQuery::parse(Kind::Resource, address);
        let titles: Vec<String> =
            run(&workspace, &query, Asked::on(today)).iter().map(|id| workspace.title_of(id)).collect();
        assert_eq!(titles, expected, "{address}");
        assert_eq!(ListQuery::parse(Kind::Resource, &query.to_query()), query, "{address}");
    };
    check("", &["乙厅", "甲室", "丙室"]);
    check("sort=capacity", &["甲室", "丙室", "乙厅"]);
    check("sort=-capacity", &["乙厅", "丙室", "甲室"]);
    check("q=%E5%AE%A4&sort=capacity", &["甲室", "丙室"]);
    check("is.category=venue", &[]);
    check("only=incomplete&sort=capacity", &["甲室", "丙室", "乙厅"]);
    check("archived=1", &[]);
    check("group=category&columns=title,capacity,title,nonsense&sort=capacity", &["甲室", "丙室", "乙厅"]);
    check("group=title", &["乙厅", "甲室", "丙室"]);
    let facets = facet(&workspace, &ListQuery::new(Kind::Resource), "category", Asked::on(today));
    assert_eq!(facets, [(String::new(), 3)]);
}

#[test]
fn edits_of_two_offices_stand_side_by_side_until_one_is_chosen() {
    let mut here = street();
    let id = add(&mut here, "甲");
    here.seal();
    let office = here.my_office().expect("the street");
    let mut there = admitted(&mut here, 2, &office);
    assert_eq!(there.my_office(), Some(office), "a second machine of the street");
    here.edit(vec![Edit::change(id.clone(), fields([("title", "乙".into())]))], &stamp(2)).unwrap();
    there.edit(vec![Edit::change(id.clone(), fields([("title", "丙".into())]))], &stamp(3)).unwrap();
    there.edit(vec![Edit::archive(id.clone())], &stamp(4)).unwrap();
    hand_over(&mut there, &mut here);
    hand_over(&mut here, &mut there);
    assert_eq!(here.state_hash(), there.state_hash());
    assert_eq!(here.state_code(), there.state_code());
    assert!(here.state_code().bytes().all(|b| b.is_ascii_digit() || b == b' '), "{}", here.state_code());
    for side in [&here, &there] {
        assert_eq!(side.conflicted_fields(&id), ["title", "deleted"]);
        let said: Vec<(Value, Value)> =
            side.heads(&id, "title").into_iter().map(|head| (head.before, head.value)).collect();
        assert_eq!(said, [("甲".into(), "丙".into()), ("甲".into(), "乙".into())]);
        assert_eq!(side.conflicts(), std::slice::from_ref(&id));
    }
    here.edit(vec![Edit::choose(id.clone(), "title", "乙".into()), Edit::restore(id.clone())], &stamp(5)).unwrap();
    hand_over(&mut here, &mut there);
    assert_eq!(there.conflicted_fields(&id), [""; 0]);
    assert_eq!(there.text(&id, "title"), "乙");
    assert!(!there.is_archived(&id));
}

#[test]
fn what_two_offices_settle_in_the_same_way_is_settled() {
    let mut here = street();
    let id = add(&mut here, "甲");
    here.seal();
    let office = here.my_office().expect("the street");
    let mut there = admitted(&mut here, 2, &office);
    here.edit(vec![Edit::change(id.clone(), fields([("title", "乙".into())]))], &stamp(2)).unwrap();
    there.edit(vec![Edit::change(id.clone(), fields([("title", "丙".into())]))], &stamp(3)).unwrap();
    hand_over(&mut there, &mut here);
    hand_over(&mut here, &mut there);
    for side in [&mut here, &mut there] {
        side.edit(vec![Edit::choose(id.clone(), "title", "乙、丙".into())], &stamp(5)).unwrap();
    }
    hand_over(&mut there, &mut here);
    hand_over(&mut here, &mut there);
    for side in [&here, &there] {
        assert_eq!(side.conflicts(), []);
        assert_eq!(side.text(&id, "title"), "乙、丙");
        assert_eq!(side.heads(&id, "title").len(), 2, "each settled it by itself");
    }
    assert_eq!(here.state_hash(), there.state_hash());
}
