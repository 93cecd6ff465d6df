//! What a sheet or a pasted range becomes in a workspace.

use super::*;
use crate::i18n::{Language, catalog};
use crate::oplog::{SecretKey, Timestamp};
use crate::tabular::desk::{Answer, Desk, Request};
use crate::tabular::{PasteColumn, Target, export_sheet, mapping, read, suggest};
use crate::workspace::{Action, Device, Stamp, Writing};

const SHEET: &str =
    "场地名称,所属单位,容量\n一楼会议室,光辉居民区,60人\n二楼舞蹈房,东湖居民区,20人\n门厅,光辉居民区党总支,5人\n";

fn workspace() -> Workspace {
    let device = Device { key: SecretKey::from_bytes([7; 32]), run: "a1b2c3d4".to_owned() };
    Workspace::create("Test street", "Test office", device, &stamp(Action::Save)).expect("it is valid").0
}

fn stamp(action: Action) -> Stamp {
    Stamp { at: Timestamp(1_800_000_000), by: None, action, why: None }
}

fn preview(workspace: &Workspace, text: &str) -> Preview {
    let mut desk = Desk::default();
    desk.answer(Request::Read { name: "venues.csv".to_owned() }, text.as_bytes()).expect("a sheet");
    let (answer, _) = desk.answer(Request::Suggest { sheet: 0, kind: Some(Kind::Resource) }, &[]).expect("a list");
    let Answer::Suggestion(suggestion) = answer else { panic!("{answer:?}") };
    let existing = existing(workspace, Kind::Resource);
    let (answer, _) =
        desk.answer(Request::Preview { sheet: 0, mapping: suggestion.mapping, existing }, &[]).expect("a preview");
    let Answer::Preview(preview) = answer else { panic!("{answer:?}") };
    *preview
}

fn import(workspace: &mut Workspace, text: &str, choices: Option<&[OfficeChoice]>) -> String {
    let preview = preview(workspace, text);
    let first: Vec<OfficeChoice> = preview.new_offices.iter().map(OfficeChoice::first).collect();
    let edits = edits(workspace, &preview, choices.unwrap_or(&first), true);
    let import = stamp(Action::Import { source: "venues.csv".to_owned() });
    workspace.edit(edits, &import).expect("what was previewed can be written").group
}

fn check(workspace: &Workspace, text: &str, expected: [u32; 4]) {
    let counts = preview(workspace, text).counts();
    assert_eq!([counts.new, counts.changed, counts.same, counts.problem], expected);
}

#[test]
fn a_sheet_that_comes_again_is_the_same() {
    let mut workspace = workspace();
    import(&mut workspace, SHEET, None);
    assert_eq!((workspace.count(Kind::Resource), workspace.count(Kind::Office)), (3, 4));
    check(&workspace, SHEET, [0, 0, 3, 0]);
    check(&workspace, &SHEET.replace("60人", "80人"), [0, 1, 2, 0]);
}

#[test]
fn one_undo_takes_an_import_back_and_the_same_sheet_brings_it_again() {
    let mut workspace = workspace();
    let group = import(&mut workspace, SHEET, None);
    workspace.undo(&group, &stamp(Action::Undo { of: group.clone() })).expect("own action");
    assert_eq!((workspace.count(Kind::Resource), workspace.count(Kind::Office)), (0, 1));
    import(&mut workspace, SHEET, None);
    assert_eq!((workspace.count(Kind::Resource), workspace.count(Kind::Office)), (3, 4));
    assert!(workspace.archived(Kind::Resource).is_empty(), "records were doubled instead of brought back");
}

#[test]
fn another_spelling_becomes_an_alias_and_is_known_from_then_on() {
    let mut workspace = workspace();
    let found = preview(&workspace, SHEET);
    let at = |name: &str| found.new_offices.iter().position(|it| it.name == name).expect("the sheet names it");
    let mut choices: Vec<OfficeChoice> = found.new_offices.iter().map(OfficeChoice::first).collect();
    choices[at("光辉居民区党总支")] = OfficeChoice::Same(OfficeRef::New(at("光辉居民区") as u32));
    import(&mut workspace, SHEET, Some(&choices));
    assert_eq!(workspace.count(Kind::Office), 3);
    let (id, names, _) = workspace.offices().into_iter().find(|it| it.1[0] == "光辉居民区").expect("it was made");
    assert_eq!(names, ["光辉居民区", "光辉居民区党总支"]);
    check(&workspace, SHEET, [0, 0, 3, 0]);
    let another = format!("{SHEET}后门,光辉社区,3人\n");
    let found = preview(&workspace, &another);
    assert_eq!(found.new_offices.len(), 1);
    import(&mut workspace, &another, Some(&[OfficeChoice::Same(OfficeRef::Known(id.to_string()))]));
    assert_eq!(workspace.count(Kind::Office), 3);
    assert!(workspace.value(&id, "aliases").items().contains(&Value::from("光辉社区")));
}

#[test]
fn a_list_written_under_its_own_labels_is_understood_when_it_comes_back() {
    let text = catalog(Language::Chinese);
    let mut missed = Vec::new();
    for kind in Kind::LISTS {
        let known: Vec<_> = mapping::fields(kind).into_iter().filter(|it| !it.private).collect();
        let labels: Vec<&str> = known.iter().map(|field| text.field(kind, field.name)).collect();
        let row: Vec<&str> = known.iter().map(|_| "x").collect();
        let bytes = export_sheet(text.kind(kind), &to_owned(&labels), &[to_owned(&row)]).expect("it is small");
        let book = read(&bytes, "list.xlsx").expect("what is written can be read");
        let mapping = suggest(kind, &book.sheets[0]).expect("it has a header");
        let wrong = known.iter().zip(labels).zip(mapping.columns);
        let wrong = wrong.filter(|((field, _), to)| *to != Target::Field(field.name.to_owned()));
        missed.extend(wrong.map(|((field, label), to)| format!("{kind:?}.{} {label}: {to:?}", field.name)));
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

fn to_owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| (*it).to_owned()).collect()
}

/// Pastes as the page does: on the first `onto` resources of the list, and below them.
fn pasted(workspace: &Workspace, text: &str, onto: usize) -> Preview {
    let column = |(name, field): (&str, &str)| PasteColumn { name: name.to_owned(), field: Some(field.to_owned()) };
    let columns =
        [("名称", "title"), ("提供单位", "provider"), ("容量", "capacity"), ("地点", "place"), ("联系方式", "contact")];
    let request = Request::Paste {
        kind: Kind::Resource,
        text: text.to_owned(),
        columns: columns.map(column).to_vec(),
        onto: workspace.ids(Kind::Resource).iter().take(onto).map(RecordId::to_string).collect(),
        existing: existing(workspace, Kind::Resource),
    };
    let (answer, _) = Desk::default().answer(request, &[]).expect("a range");
    let Answer::Preview(preview) = answer else { panic!("{answer:?}") };
    *preview
}

/// Every record in its list, field by field.
fn shown(workspace: &Workspace) -> String {
    let all = Kind::LISTS.into_iter().flat_map(|kind| workspace.ids(kind));
    all.map(|id| format!("{id} {}\n", serde_json::to_string(&workspace.fields(&id)).expect("fields"))).collect()
}

fn begun(workspace: &Workspace, preview: &Preview) -> Writing {
    let choices: Vec<OfficeChoice> = preview.new_offices.iter().map(OfficeChoice::first).collect();
    workspace.begin(edits(workspace, preview, &choices, false), &stamp(Action::Save)).expect("what was previewed")
}

#[test]
fn five_hundred_rows_are_pasted_and_one_undo_gives_every_record_back() {
    let mut workspace = workspace();
    let line = |at: usize| format!("教室{at},居民区{},{}人\n", at % 7, at % 50 + 1);
    let sheet = format!("场地名称,所属单位,容量\n{}", (0..300).map(line).collect::<String>());
    import(&mut workspace, &sheet, None);
    let before = shown(&workspace);
    let line = |at: usize| match at % 10 {
        // A title that cannot be blank, a blank that clears, an office nobody knows, what would run, what stays out.
        0 => format!("\t居民区{}\t{}人\r\n", at % 7, at % 50 + 1),
        1 => format!("教室{at}\t居民区{}\t\r\n", at % 7),
        2 => format!("教室{at}\t新居民区{}\t{}人\t光辉路{at}号\t林老师\r\n", at % 3, at % 50 + 1),
        3 => format!("'=教室{at}\t居民区{}\t{}人\r\n", at % 7, at % 50 + 1),
        4 => format!("教室{at}\t\t很多\r\n"),
        _ => format!("教室{at}\t居民区{}\t{}人\r\n", at % 7, at % 50 + 1),
    };
    let text: String = (0..500).map(line).collect();
    let preview = pasted(&workspace, &text, 300);
    let counts = preview.counts();
    // New rows without a title stay out, and so do rows whose capacity a record cannot hold; a new one notes it.
    assert_eq!([counts.changed, counts.same, counts.new, counts.problem], [90, 180, 180, 50]);
    assert_eq!(preview.new_offices.len(), 3);
    let mut writing = begun(&workspace, &preview);
    let mut slices = 0;
    while workspace.write_slice(&mut writing, 100).is_some() {
        slices += 1;
    }
    assert_eq!((slices, workspace.count(Kind::Resource)), (3, 480));
    let ids = workspace.ids(Kind::Resource);
    assert_eq!(workspace.value(&ids[1], "capacity"), Value::Null);
    assert_eq!(workspace.title_of(&workspace.link(&ids[2], "provider").expect("a new office")), "新居民区2");
    assert_eq!(workspace.text(&ids[3], "title"), "=教室3");
    assert!(ids[300..].iter().all(|id| workspace.value(id, schema::ORIGIN) == Value::Null), "pasted from no sheet");
    check(&workspace, &sheet, [0, 0, 300, 0]);
    workspace.undo(&writing.group(), &stamp(Action::Save)).expect("own action");
    assert_eq!(shown(&workspace), before);
    check(&workspace, &sheet, [0, 0, 300, 0]);
}

#[test]
fn the_same_range_pasted_again_changes_nothing() {
    let mut workspace = workspace();
    let text = "一楼会议室\t光辉居民区\t60人\t\t联络员\r\n二楼舞蹈房\t光辉居民区\t20人\r\n";
    let mut writing = begun(&workspace, &pasted(&workspace, text, 0));
    workspace.write_slice(&mut writing, 9).expect("records");
    for onto in [0, 1, 2] {
        let counts = pasted(&workspace, text, onto).counts();
        assert_eq!((counts.same, counts.new, counts.changed, counts.problem), (2, 0, 0, 0), "on {onto}");
    }
}

#[test]
fn ten_thousand_rows_are_pasted_in_slices() {
    let mut workspace = workspace();
    let line = |at: usize| format!("教室{at}\t居民区{}\t{}人\t光辉路{at}号\t联络员\r\n", at % 40, at % 90 + 1);
    let preview = pasted(&workspace, &(0..10_000).map(line).collect::<String>(), 0);
    let mut writing = begun(&workspace, &preview);
    let mut written = 0;
    while let Some(changes) = workspace.write_slice(&mut writing, 500) {
        written += changes.records.len();
    }
    assert_eq!((written, workspace.count(Kind::Resource)), (10_040, 10_000));
    let last = workspace.actions(1).swap_remove(0);
    assert_eq!((last.records, last.group), (10_040, writing.group()));
}
