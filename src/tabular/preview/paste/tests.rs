//! What a range does to the records it falls on, and to the list below them.

use super::*;
use crate::tabular::cells::OfficeRef;
use crate::tabular::offices::OfficeName;
use crate::tabular::read::pasted;

fn columns(pairs: &[(&str, &str)]) -> Vec<PasteColumn> {
    let field = |field: &str| (!field.is_empty()).then(|| field.to_owned());
    pairs.iter().map(|(name, it)| PasteColumn { name: (*name).to_owned(), field: field(it) }).collect()
}

fn venues() -> Vec<PasteColumn> {
    columns(&[
        ("名称", "title"),
        ("亮灯", ""),
        ("提供单位", "provider"),
        ("容量", "capacity"),
        ("有效期", "valid_until"),
    ])
}

fn row(id: &str, pairs: &[(&str, Value)]) -> ExistingRow {
    let fields = order::map(pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    ExistingRow { id: id.to_owned(), fields, waits: false }
}

fn people(n: i64) -> Value {
    Quantity { n, unit: "人".into() }.to_value()
}

/// Two venues and two needs of one street; the sheet they came from is known of the first.
fn kept() -> Existing {
    let origin = order::map([("sheet".to_owned(), "s".into()), ("row".to_owned(), "1".into())]);
    let rows = vec![
        row(
            "resource/a.1",
            &[
                ("title", "一楼会议室".into()),
                ("provider", "office/a.1".into()),
                ("capacity", people(60)),
                ("note", "有投影".into()),
                ("origin", Value::Map(origin)),
            ],
        ),
        row("resource/a.2", &[("title", "二楼舞蹈房".into()), ("provider", "office/a.2".into())]),
        row("resource/a.3", &[("title", "门厅".into()), ("provider", "office/a.1".into())]),
    ];
    let office = |id: &str, names: &[&str]| OfficeName {
        id: id.to_owned(),
        names: names.iter().map(|it| (*it).to_owned()).collect(),
        role: "community".to_owned(),
    };
    let offices = vec![office("office/a.1", &["光辉居民区", "光辉社区"]), office("office/a.2", &["东湖居民区"])];
    Existing { rows, offices, ..Existing::default() }
}

fn paste(text: &str, columns: &[PasteColumn], onto: &[&str], existing: &Existing, kind: Kind) -> Preview {
    let onto: Vec<String> = onto.iter().map(|it| (*it).to_owned()).collect();
    let sheet = pasted(text, columns.len()).expect("a range");
    let preview = preview(&sheet, kind, columns, &onto, existing);
    let crossed: Preview = serde_json::from_str(&serde_json::to_string(&preview).expect("plain")).expect("plain");
    assert_eq!(crossed, preview);
    preview
}

/// One line a row: what happens, the fields, the reasons.
fn said(preview: &Preview) -> Vec<String> {
    let office = |it: &OfficeRef| match it {
        OfficeRef::Known(id) => id.clone(),
        OfficeRef::New(at) => format!("new {}", preview.new_offices[*at as usize].name),
    };
    let value = |it: &Incoming| match it {
        Incoming::Value(value) => value.to_canonical(),
        Incoming::Office(it) => office(it),
        Incoming::Offices(all) => all.iter().map(office).collect::<Vec<_>>().join("+"),
    };
    let line = |row: &RowResult| {
        let mut line = match &row.outcome {
            Outcome::New { fields } => {
                let fields = fields.iter().map(|(name, it)| format!(" {name}={}", value(it)));
                format!("new{}", fields.collect::<String>())
            }
            Outcome::Changed { id, changes, origins } => {
                assert_eq!(*origins, Fields::new(), "what is pasted has no origin");
                let changes = changes.iter().map(|it| format!(" {}={}", it.field, value(&it.after)));
                format!("{id}{}", changes.collect::<String>())
            }
            Outcome::Same { id } => format!("{id} same"),
            Outcome::Problem => "problem".to_owned(),
        };
        for issue in &row.issues {
            let mark = if issue.severity == Severity::Error { "!" } else { "~" };
            line.push_str(&format!(" {mark}{}:{:?}", issue.header, issue.reason));
        }
        line
    };
    preview.rows.iter().map(line).collect()
}

fn check(text: &str, columns: &[PasteColumn], onto: &[&str], expected: &[&str]) {
    assert_eq!(said(&paste(text, columns, onto, &kept(), Kind::Resource)), expected, "{text:?}");
}

const ALL: &[&str] = &["resource/a.1", "resource/a.2", "resource/a.3"];

#[test]
fn cells_go_to_the_records_and_fields_they_fall_on() {
    let two = &ALL[..2];
    check(
        "一楼会议室\t\t光辉居民区\t60人\r\n小剧场\t\t东湖居民区\t\r\n",
        &venues(),
        two,
        &["resource/a.1 same", "resource/a.2 title=\"小剧场\""],
    );
    check(
        "光辉社区\r\n新湖居民区\r\n光辉居民区\r\n",
        &venues()[2..],
        ALL,
        &["resource/a.1 same", "resource/a.2 provider=new 新湖居民区", "resource/a.3 same"],
    );
    check(
        "80\r\n20桌\r\n",
        &columns(&[("规模", "capacity")]),
        two,
        &["resource/a.1 capacity={\"n\":80,\"unit\":\"人\"}", "resource/a.2 capacity={\"n\":20,\"unit\":\"桌\"}"],
    );
    check(
        "60\r\n30\r\n",
        &columns(&[("容纳人数", "capacity")]),
        two,
        &["resource/a.1 same", "resource/a.2 capacity={\"n\":30,\"unit\":\"人\"}"],
    );
    check("2026年3月1日\r\n", &venues()[4..], ALL, &["resource/a.1 valid_until=\"2026-03-01\""]);
    check(
        "'=1+1\r\n=1+1\r\n",
        &venues(),
        two,
        &["resource/a.1 title=\"=1+1\"", "resource/a.2 title=\"=1+1\" ~名称:FormulaLike"],
    );
    check(
        "门厅\r\n门厅\r\n门厅\r\n",
        &venues(),
        ALL,
        &["resource/a.1 title=\"门厅\"", "resource/a.2 title=\"门厅\"", "resource/a.3 same"],
    );
}

#[test]
fn columns_without_a_field_are_passed_over() {
    check(
        "小剧场\t红灯\t光辉居民区\r\n",
        &venues(),
        &ALL[1..2],
        &["resource/a.2 provider=office/a.1 title=\"小剧场\" ~亮灯:NotAField"],
    );
    check(
        "2026-03-01\t多出的\r\n",
        &venues()[4..],
        &ALL[1..2],
        &["resource/a.2 valid_until=\"2026-03-01\" ~:NotAField"],
    );
    check(
        "会议室\t红灯\t光辉居民区\r\n",
        &venues(),
        &[],
        &["new provider=office/a.1 title=\"会议室\" ~亮灯:NotAField"],
    );
    let needs = columns(&[("名称", "title"), ("对应需求", "needs"), ("得分", "nonsense")]);
    let preview = paste("义诊\t轮椅\t5\r\n", &needs, &[], &Existing::default(), Kind::Project);
    assert_eq!(said(&preview), ["new status=\"proposed\" title=\"义诊\" ~对应需求:NotAField ~得分:NotAField"]);
}

#[test]
fn a_blank_cell_clears_where_that_may_be_and_missing_cells_say_nothing() {
    check(
        "一楼会议室\t\t\t\t\r\n",
        &venues(),
        ALL,
        &["resource/a.1 capacity=null provider=null ~提供单位:Clears ~容量:Clears"],
    );
    check("\t\t光辉居民区\t/\r\n", &venues(), ALL, &["resource/a.1 capacity=null ~名称:NotCleared ~容量:Clears"]);
    check(
        "一楼会议室\r\n二楼舞蹈房\t\t\r\n",
        &venues(),
        ALL,
        &["resource/a.1 same", "resource/a.2 provider=null ~提供单位:Clears"],
    );
    check(
        "\r\n\r\n甲\r\n",
        &venues()[3..],
        ALL,
        &[
            "resource/a.1 capacity=null ~容量:Clears",
            "resource/a.2 same",
            "problem !容量:UnclearQuantity { text: \"甲\" }",
        ],
    );
    check(
        "\t\t\r\n\t\t光辉居民区\r\n厨房\t\t\t\r\n",
        &venues(),
        &[],
        &["problem !名称:RequiredBlank", "new title=\"厨房\""],
    );
}

#[test]
fn what_a_field_cannot_hold_keeps_the_row_out_and_the_note_untouched() {
    let all = columns(&[("名称", "title"), ("类别", "category"), ("有效期", "valid_until"), ("备注", "note")]);
    check(
        "一楼会议室\t元宇宙\t2026年\t\r\n小剧场\t场地\t明年\r\n",
        &all,
        &ALL[..2],
        &[
            "problem !类别:UnknownChoice { text: \"元宇宙\" } !有效期:UnclearDate { text: \"2026年\" }",
            "problem !有效期:UnclearDate { text: \"明年\" }",
        ],
    );
    check(
        "小剧场\t元宇宙\r\n",
        &all,
        &[],
        &["new note=\"类别：元宇宙\" title=\"小剧场\" ~类别:UnknownChoice { text: \"元宇宙\" }"],
    );
    let long = "长".repeat(121);
    check(
        &format!("11010519491231002X\r\n{long}\r\n"),
        &all,
        &ALL[..2],
        &["problem !名称:IdCard", "problem !名称:TooLong { chars: 121, max: 120 }"],
    );
    check("会议室\r\n", &all, &["resource/gone.1"], &["problem !:NoRecord"]);
}

#[test]
fn rows_below_the_records_become_new_ones_but_never_a_second_time() {
    check(
        "门厅大堂\t\t光辉居民区\r\n后院\t\t光辉居民区\t30人\r\n后院\t\t光辉居民区\t30人\r\n",
        &venues(),
        &ALL[2..],
        &[
            "resource/a.3 title=\"门厅大堂\"",
            "new capacity={\"n\":30,\"unit\":\"人\"} provider=office/a.1 title=\"后院\"",
            "new capacity={\"n\":30,\"unit\":\"人\"} provider=office/a.1 title=\"后院\" ~:DuplicateOf { row: 2 }",
        ],
    );
    check(
        "门厅\t\t光辉居民区\r\n一楼会议室\t\t光辉社区\t80人\r\n二楼舞蹈房\t\t光辉居民区\r\n",
        &venues(),
        &[],
        &[
            "resource/a.3 same ~:AlreadyListed",
            "problem !:AlreadyListed",
            "new provider=office/a.1 title=\"二楼舞蹈房\"",
        ],
    );
    // A record that the range falls on is no other row's.
    check(
        "小剧场\t\t光辉居民区\r\n门厅\t\t光辉居民区\r\n",
        &venues(),
        &ALL[2..],
        &["resource/a.3 title=\"小剧场\"", "new provider=office/a.1 title=\"门厅\""],
    );
    let preview = paste("光辉社区\r\n", &columns(&[("名称", "name")]), &["office/a.1"], &offices(), Kind::Office);
    assert_eq!(said(&preview), ["office/a.1 name=\"光辉社区\""], "an alias pasted on a name is a new name");
    let preview = paste("光辉社区\r\n", &columns(&[("名称", "name")]), &[], &offices(), Kind::Office);
    assert_eq!(said(&preview), ["office/a.1 same ~:AlreadyListed"]);
}

fn offices() -> Existing {
    let aliases = Value::List(vec!["光辉社区".into()]);
    let rows = vec![row("office/a.1", &[("name", "光辉居民区".into()), ("aliases", aliases)])];
    Existing { rows, ..Existing::default() }
}

#[test]
fn a_state_changes_by_one_step_or_not_at_all() {
    let states = ["registered", "verified", "closed"];
    let need = |(at, state): (usize, &&str)| {
        row(&format!("need/a.{at}"), &[("title", format!("轮椅{at}").into()), ("status", (*state).into())])
    };
    let existing = Existing { rows: states.iter().enumerate().map(need).collect(), ..Existing::default() };
    let all = columns(&[("状态", "status"), ("名称", "title")]);
    let onto = ["need/a.0", "need/a.1", "need/a.2"];
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(said(&paste(text, &all, &onto, &existing, Kind::Need)), expected, "{text:?}");
    };
    check(
        "verified\r\nverified\r\nverified\r\n",
        &["need/a.0 status=\"verified\"", "need/a.1 same", "problem !状态:NoStep { text: \"verified\" }"],
    );
    check("\t助听器\r\n", &["need/a.0 title=\"助听器\" ~状态:NotCleared"]);
    let new = paste("\t助听器\r\nclosed\t轮椅0\r\n", &all, &[], &existing, Kind::Need);
    assert_eq!(said(&new), ["new status=\"registered\" title=\"助听器\"", "new status=\"closed\" title=\"轮椅0\"",]);
}

#[test]
fn ten_thousand_rows_are_compared() {
    let line = |at: usize| format!("教室{at}\t\t居民区{}\t{}人\r\n", at % 40, at % 90 + 1);
    let text: String = (0..10_000).map(line).collect();
    let rows = (0..6_000).map(|at| row(&format!("resource/b.{at}"), &[("title", format!("房间{at}").into())]));
    let existing = Existing { rows: rows.collect(), ..Existing::default() };
    let onto: Vec<String> = (0..6_000).map(|at| format!("resource/b.{at}")).collect();
    let sheet = pasted(&text, 5).expect("a range");
    let preview = preview(&sheet, Kind::Resource, &venues(), &onto, &existing);
    let counts = preview.counts();
    assert_eq!((counts.changed, counts.new, counts.same, counts.problem), (6_000, 4_000, 0, 0));
    assert_eq!(preview.new_offices.len(), 40);
}

#[test]
fn what_is_in_conflict_is_not_chosen_by_a_paste() {
    let mut existing = kept();
    existing.conflicts.insert("resource/a.1".to_owned(), vec!["capacity".to_owned()]);
    let preview = paste("小会议室\t\t光辉居民区\t90人\r\n", &venues(), &ALL[..1], &existing, Kind::Resource);
    assert_eq!(said(&preview), ["problem !容量:InConflict"]);
    let preview = paste("小会议室\r\n", &venues(), &ALL[..1], &existing, Kind::Resource);
    assert_eq!(said(&preview), ["resource/a.1 title=\"小会议室\""]);
}

#[test]
fn a_failed_formula_is_nobodys_name() {
    check("#N/A\r\n", &venues(), &ALL[..1], &["problem !名称:FormulaError"]);
    check("后院\t\t#N/A\r\n", &venues(), &[], &["new title=\"后院\" ~提供单位:FormulaError"]);
}

#[test]
fn a_row_that_does_not_say_whose_it_is_changes_nobody_elses() {
    check("一楼会议室\r\n", &venues(), &[], &["new title=\"一楼会议室\""]);
}

#[test]
fn of_two_offices_of_one_name_it_is_the_one_that_stands() {
    let mut existing = kept();
    let twin = OfficeName { id: "office/a.9".into(), names: vec!["光辉居民区".into()], role: "unit".into() };
    existing.offices.push(twin);
    existing.rows[0].fields.insert("provider".into(), "office/a.9".into());
    let id = existing.rows[0].id.clone();
    let preview = paste("\t\t光辉居民区\r\n", &venues(), &[&id], &existing, Kind::Resource);
    assert_eq!(said(&preview), ["resource/a.1 same ~名称:NotCleared"]);
}
