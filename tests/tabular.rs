//! Sheets as offices keep them, read and imported with the suggested mapping untouched.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use rust_xlsxwriter::{Format, Workbook as Writer};
use three_lists::domain::{Fields, Kind, Value};
use three_lists::tabular::{
    CellKind, Existing, ExistingRow, HeaderError, Incoming, OfficeName, Outcome, Preview, ProblemHeads, ReadError,
    Reason, Severity, Sheet, export_sheet, header, preview, problem_sheet, read, suggest, suggest_kind, template,
};

fn sheet(bytes: &[u8], name: &str) -> Sheet {
    read(bytes, name).unwrap_or_else(|error| panic!("{name}: {error}")).sheets.remove(0)
}

fn csv(text: &str) -> Sheet {
    sheet(text.as_bytes(), "t.csv")
}

fn case(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tabular").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn shown(kind: Kind, sheet: &Sheet, existing: &Existing) -> Preview {
    let mapping = suggest(kind, sheet).expect("a header");
    let round: three_lists::tabular::Mapping =
        serde_json::from_str(&serde_json::to_string(&mapping).unwrap()).expect("a mapping is remembered as it was");
    assert_eq!(round, mapping);
    let preview = preview(sheet, &mapping, existing).expect("a preview");
    let round: Preview = serde_json::from_str(&serde_json::to_string(&preview).unwrap()).expect("crosses to the page");
    assert_eq!(round, preview);
    preview
}

/// What the workspace would hold after the import.
fn imported(preview: &Preview, mut existing: Existing) -> Existing {
    let mut made = Vec::new();
    for (at, office) in preview.new_offices.iter().enumerate() {
        let id = format!("office/new.{}.{at}", existing.offices.len());
        made.push(id.clone());
        existing.offices.push(OfficeName { id, names: vec![office.name.clone()], role: office.role.clone() });
    }
    for row in &preview.rows {
        match &row.outcome {
            Outcome::New { fields } => {
                let fields = fields.iter().map(|(name, it)| (name.clone(), it.to_value(&made))).collect();
                existing.rows.push(ExistingRow { id: format!("x/row.{}", existing.rows.len()), fields });
            }
            Outcome::Changed { id, changes, origin } => {
                let kept = existing.rows.iter_mut().find(|it| it.id == *id).expect("a kept record");
                for change in changes {
                    kept.fields.insert(change.field.clone(), change.after.to_value(&made));
                }
                kept.fields.insert("origin".into(), origin.clone());
            }
            Outcome::Same { .. } | Outcome::Problem => {}
        }
    }
    existing
}

fn counts(preview: &Preview) -> (u32, u32, u32, u32) {
    let it = preview.counts();
    (it.new, it.changed, it.same, it.problem)
}

/// Imports a sheet into nothing, checks that the list is guessed and a second import changes nothing.
fn check_import(kind: Kind, sheet: &Sheet, rows: u32) -> (Preview, Existing) {
    let kinds = suggest_kind(sheet).expect("a header");
    assert_eq!(kinds[0].kind, kind, "{kinds:?}");
    let first = shown(kind, sheet, &Existing::default());
    let problems: Vec<_> = first.rows.iter().filter(|it| it.outcome == Outcome::Problem).collect();
    assert_eq!(counts(&first), (rows, 0, 0, 0), "{problems:#?}");
    let existing = imported(&first, Existing::default());
    let second = shown(kind, sheet, &existing);
    assert_eq!(
        counts(&second),
        (0, 0, rows, 0),
        "{:#?}",
        second.rows.iter().find(|it| !matches!(it.outcome, Outcome::Same { .. }))
    );
    assert_eq!(second.new_offices, []);
    // Without the origin, equal contents alone must be known again.
    let mut stripped = existing.clone();
    stripped.rows.iter_mut().for_each(|row| drop(row.fields.remove("origin")));
    assert_eq!(counts(&shown(kind, sheet, &stripped)), (0, 0, rows, 0));
    (first, existing)
}

fn text<'e>(existing: &'e Existing, row: usize, field: &str) -> &'e str {
    existing.rows[row].fields.get(field).and_then(Value::as_text).unwrap_or_default()
}

fn number(existing: &Existing, row: usize, field: &str) -> (i64, String) {
    let quantity = existing.rows[row].fields.get(field).and_then(three_lists::domain::Quantity::from_value);
    quantity.map_or((-1, String::new()), |it| (it.n, it.unit))
}

fn office<'e>(existing: &'e Existing, row: usize, field: &str) -> &'e str {
    let id = text(existing, row, field);
    existing.offices.iter().find(|it| it.id == id).map_or("", |it| it.names[0].as_str())
}

/// A published sheet of a real sub-district, where this machine has it; it may not be committed.
fn real(name: &str) -> Option<Sheet> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let places = [here.join("../shared/data"), here.join("../../shared/data")];
    let found = places.iter().map(|it| it.join(name)).find(|it| it.exists());
    match found {
        Some(path) => Some(sheet(&std::fs::read(path).expect("readable"), name)),
        None => {
            println!("{name} is not on this machine; the look-alike cases stand in for it");
            None
        }
    }
}

#[test]
fn real_venues_become_resources() {
    let Some(sheet) = real("real-ljz-venues.xlsx") else { return };
    let (_, kept) = check_import(Kind::Resource, &sheet, 61);
    assert_eq!(text(&kept, 0, "title"), "一建集团会议室（四楼）");
    assert_eq!(text(&kept, 0, "category"), "venue");
    assert_eq!(text(&kept, 0, "place"), "福山路33号4楼");
    assert_eq!(number(&kept, 0, "capacity"), (60, "人".into()));
    assert_eq!(text(&kept, 0, "contact"), "10000000");
    assert_eq!(text(&kept, 1, "contact"), "");
}

#[test]
fn real_finance_activities_become_projects() {
    let Some(sheet) = real("real-ljz-finance-projects.xlsx") else { return };
    let (first, kept) = check_import(Kind::Project, &sheet, 41);
    assert_eq!(text(&kept, 0, "title"), "金融知识讲座");
    assert_eq!(text(&kept, 0, "start"), "2017-01-10");
    assert_eq!(number(&kept, 0, "beneficiaries"), (50, "人".into()));
    assert_eq!((office(&kept, 0, "community"), office(&kept, 0, "responsible")), ("乳五居民区", "江苏银行"));
    let months =
        first.rows.iter().filter(|it| it.issues.iter().any(|it| matches!(it.reason, Reason::MonthOnly { .. })));
    assert_eq!(months.count(), 12);
    assert_eq!((text(&kept, 37, "start"), text(&kept, 37, "note")), ("", "活动时间：2017.12"));
    assert_eq!(text(&kept, 0, "note"), "");
    let bank = first.new_offices.iter().find(|it| it.name == "南洋商业银行").expect("a new office");
    assert_eq!(bank.similar_to[0].name, "南洋银行");
    assert_eq!(bank.role, "unit");
}

#[test]
fn real_pairings_are_carried_down_over_joined_cells() {
    let Some(sheet) = real("real-ljz-pairings-merged-cells.xlsx") else { return };
    let (_, kept) = check_import(Kind::Pairing, &sheet, 134);
    assert_eq!((office(&kept, 3, "community"), office(&kept, 3, "unit")), ("光辉居民区党总支", "钦赐仰殿"));
    assert_eq!(office(&kept, 133, "community"), "乳山二村居民区党总支");
    let communities = kept.offices.iter().filter(|it| it.role == "community").count();
    assert_eq!(communities, 25);
}

#[test]
fn real_aid_claims_become_claims() {
    let Some(sheet) = real("real-ljz-aid-claims.xlsx") else { return };
    let (_, kept) = check_import(Kind::Claim, &sheet, 44);
    assert_eq!((office(&kept, 0, "office"), text(&kept, 0, "subject")), ("南洋商业银行", "湖北家庭困难的小学生"));
    assert_eq!((text(&kept, 0, "help_form"), text(&kept, 5, "help_form")), ("in_kind", "cash_and_kind"));
}

/// A workbook as an office keeps it: a title over the table, joined cells, days as days, a sum below.
fn pairings_like() -> Vec<u8> {
    let mut book = Writer::new();
    let joined = Format::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 4, "居民区与驻区单位联建清单", &joined).unwrap();
    for (column, name) in ["序号", "居民区党组织名称", "联建单位名称", "联建单位数", "签约时间"].iter().enumerate()
    {
        sheet.write_string(1, column as u16, *name).unwrap();
    }
    for row in 0..5_u32 {
        sheet.write_number(row + 2, 0, row + 1).unwrap();
        sheet.write_string(row + 2, 2, format!("示例单位{}", row + 1)).unwrap();
    }
    sheet.merge_range(2, 1, 4, 1, "东湖社区党委", &joined).unwrap();
    sheet.merge_range(5, 1, 6, 1, "西湖社区党总支", &joined).unwrap();
    sheet.merge_range(2, 3, 4, 3, "3", &joined).unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let when = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 3, 5).unwrap();
    sheet.write_datetime_with_format(2, 4, &when, &day).unwrap();
    let month = Format::new().set_num_format("yyyy\"年\"m\"月\"");
    sheet.write_datetime_with_format(3, 4, &when, &month).unwrap();
    sheet.write_string(7, 0, "合计").unwrap();
    sheet.write_number(7, 3, 5).unwrap();
    sheet.write_string(9, 2, " ").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn joined_cells_are_carried_down_and_sums_left_out() {
    let bytes = pairings_like();
    let (first, kept) = check_import(Kind::Pairing, &sheet(&bytes, "联建.xlsx"), 5);
    assert_eq!((office(&kept, 2, "community"), office(&kept, 3, "community")), ("东湖社区党委", "西湖社区党总支"));
    assert_eq!((text(&kept, 0, "since"), text(&kept, 1, "since")), ("2026-03-05", ""));
    assert_eq!(text(&kept, 1, "note"), "签约时间：2026-03", "a month shown is not its first day");
    assert_eq!(first.footers, [8]);
    assert_eq!(first.rows[0].row, 3);
    assert_eq!(first.new_offices[0].role, "community");
}

#[test]
fn one_list_in_every_encoding_reads_the_same() {
    let expected = sheet(&case("venues-utf8.csv"), "场地.csv");
    for name in ["venues-utf8-bom.csv", "venues-gb18030.csv", "venues-utf16.txt"] {
        let read = sheet(&case(name), "场地.csv");
        assert_eq!(read, expected, "{name}");
    }
    let (_, kept) = check_import(Kind::Resource, &expected, 4);
    assert_eq!((text(&kept, 0, "title"), text(&kept, 0, "category")), ("东湖社区活动室", "venue"));
    assert_eq!((number(&kept, 0, "capacity"), text(&kept, 0, "place")), ((60, "人".into()), "湖滨路1号"));
    assert_eq!(number(&kept, 2, "capacity"), (14, "人".into()));
}

#[test]
fn a_community_left_blank_below_itself_is_carried_down_with_a_remark() {
    let (first, kept) =
        check_import(Kind::Pairing, &csv("居民区,联建单位\n东湖社区,甲单位\n,乙单位\n西湖社区,丙单位\n"), 3);
    assert_eq!(office(&kept, 1, "community"), "东湖社区");
    assert_eq!(first.rows[1].issues[0].reason, Reason::CarriedDown);
}

#[test]
fn a_header_of_two_rows_is_one_header() {
    let mut book = Writer::new();
    let sheet_ = book.add_worksheet();
    let plain = Format::new();
    sheet_.merge_range(0, 0, 1, 0, "项目名称", &plain).unwrap();
    sheet_.merge_range(0, 1, 0, 2, "时间", &plain).unwrap();
    sheet_.write_string(1, 1, "开始时间").unwrap();
    sheet_.write_string(1, 2, "完成时限").unwrap();
    for (column, cell) in ["健康讲座", "2026.3.1", "2026年12月31日"].iter().enumerate() {
        sheet_.write_string(2, column as u16, *cell).unwrap();
    }
    let (_, kept) = check_import(Kind::Project, &sheet(&book.save_to_buffer().unwrap(), "x.xlsx"), 1);
    assert_eq!((text(&kept, 0, "start"), text(&kept, 0, "deadline")), ("2026-03-01", "2026-12-31"));
}

fn reasons(preview: &Preview, row: usize) -> Vec<(&Reason, Severity)> {
    preview.rows[row].issues.iter().map(|it| (&it.reason, it.severity)).collect()
}

#[test]
fn bad_rows_stay_out_with_row_column_and_reason_and_the_rest_goes_in() {
    let long = "长".repeat(121);
    let sheet = csv(&format!(
        "场地名称,容纳人数,地址\n甲,60,路1号\n,30,路2号\n丙,50-60人,路3号\n{long},1,路4号\n戊,1,11010519491231002X\n己,=1+1,@路6号\n"
    ));
    let preview = shown(Kind::Resource, &sheet, &Existing::default());
    assert_eq!(counts(&preview), (3, 0, 0, 3));
    assert_eq!(reasons(&preview, 1), [(&Reason::RequiredBlank, Severity::Error)]);
    let issue = &preview.rows[1].issues[0];
    assert_eq!((preview.rows[1].row, issue.column, issue.header.as_str()), (3, Some(0), "场地名称"));
    assert_eq!(reasons(&preview, 2), [(&Reason::UnclearQuantity { text: "50-60人".into() }, Severity::Warning)]);
    assert_eq!(reasons(&preview, 3), [(&Reason::TooLong { chars: 121, max: 120 }, Severity::Error)]);
    assert_eq!(reasons(&preview, 4), [(&Reason::IdCard, Severity::Error)]);
    assert!(reasons(&preview, 5).contains(&(&Reason::FormulaLike, Severity::Warning)));
    let kept = imported(&preview, Existing::default());
    assert_eq!(text(&kept, 1, "note"), "容纳人数：50-60人");
    assert_eq!((text(&kept, 2, "place"), text(&kept, 2, "note")), ("@路6号", "容纳人数：=1+1"));

    let heads =
        ProblemHeads { title: "未导入".into(), row: "行号".into(), column: "列".into(), reason: "原因".into() };
    let bytes = problem_sheet(&sheet, &preview, &heads, &|reason| format!("{reason:?}")).unwrap();
    let saved = self::sheet(&bytes, "p.xlsx");
    assert_eq!(saved.rows.len(), 4);
    assert_eq!((saved.cell(1, 0).text.as_str(), saved.cell(1, 1).text.as_str()), ("3", "场地名称"));
    assert_eq!(saved.cell(3, 5).text, "11010519491231002X");
    let again = shown(Kind::Resource, &saved, &Existing::default());
    assert_eq!(counts(&again), (0, 0, 0, 3), "the saved rows come back as they were");
}

#[test]
fn an_identity_number_in_a_column_that_stays_out_only_warns() {
    let preview = shown(
        Kind::Office,
        &csv("单位名称,身份证号\n甲单位,11010519491231002X\n乙单位,110105194912310021\n"),
        &Existing::default(),
    );
    assert_eq!(counts(&preview), (2, 0, 0, 0));
    assert_eq!(reasons(&preview, 0), [(&Reason::IdCard, Severity::Warning)]);
    assert_eq!(reasons(&preview, 1), []);
}

#[test]
fn what_might_run_is_written_as_text() {
    let dangerous = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "＋1", "－1a", "＠a", " =1"];
    let rows: Vec<Vec<String>> =
        dangerous.iter().map(|it| vec![(*it).to_owned(), "0012".into(), "25".into()]).collect();
    let bytes = export_sheet("清单/1", &["内容".into(), "编码".into(), "数".into()], &rows).unwrap();
    let read = sheet(&bytes, "o.xlsx");
    for row in 1..=dangerous.len() {
        assert!(read.cell(row, 0).text.starts_with('\''), "{:?}", read.cell(row, 0));
        assert_eq!(read.cell(row, 0).kind, CellKind::Text);
        assert_eq!((read.cell(row, 1).text.as_str(), read.cell(row, 2).kind), ("0012", CellKind::Number));
    }
    assert_eq!(bytes, export_sheet("清单/1", &["内容".into(), "编码".into(), "数".into()], &rows).unwrap());
}

#[test]
fn every_column_of_a_blank_form_is_understood() {
    for kind in Kind::LISTS {
        for english in [false, true] {
            let bytes = template(kind, "表", english).unwrap();
            let mut form = sheet(&bytes, "t.xlsx");
            assert_eq!(header::find(&form), Err(HeaderError::NoRows));
            let width = form.width();
            form.rows.push(vec![three_lists::tabular::Cell::text("x"); width]);
            let mapping = suggest(kind, &form).unwrap();
            let names: Vec<_> = three_lists::tabular::dictionary::names(kind).iter().map(|it| it.0).collect();
            for (column, name) in names.iter().enumerate() {
                assert_eq!(mapping.column_of(name), Some(column), "{kind:?}.{name} english: {english}");
            }
            assert_eq!(suggest_kind(&form).unwrap()[0].kind, kind, "english: {english}");
        }
    }
}

const LIST: &str = "序号,场地名称,容纳人数,地址\n1,甲厅,60,路1号\n2,乙厅,30,路2号\n3,丙厅,20,路3号\n";

fn kept_list() -> Existing {
    imported(&shown(Kind::Resource, &csv(LIST), &Existing::default()), Existing::default())
}

#[test]
fn a_sheet_that_comes_again_changes_what_it_changed_and_nothing_else() {
    let changed = shown(Kind::Resource, &csv(&LIST.replace("30", "35")), &kept_list());
    assert_eq!(counts(&changed), (0, 1, 2, 0));
    let Outcome::Changed { changes, .. } = &changed.rows[1].outcome else { panic!("{changed:?}") };
    let names: Vec<_> = changes.iter().map(|it| it.field.as_str()).collect();
    assert_eq!(names, ["capacity"]);
    let renamed = shown(Kind::Resource, &csv(&LIST.replace("乙厅", "乙号厅")), &kept_list());
    assert_eq!(counts(&renamed), (0, 1, 2, 0));
    let blanked = shown(Kind::Resource, &csv(&LIST.replace("30", "")), &kept_list());
    assert_eq!(counts(&blanked), (0, 0, 3, 0), "a blank cell erases nothing");
    let renumbered =
        "序号,场地名称,容纳人数,地址\n1,新厅,10,路9号\n2,甲厅,60,路1号\n3,乙厅,30,路2号\n4,丙厅,20,路3号\n";
    let renumbered = shown(Kind::Resource, &csv(renumbered), &kept_list());
    assert_eq!(counts(&renumbered), (1, 0, 3, 0), "a row put in above moves nobody");
    let other = "序号,场地名称,容纳人数,地址\n1,丁厅,61,街1号\n2,戊厅,31,街2号\n3,己厅,21,街3号\n";
    assert_eq!(counts(&shown(Kind::Resource, &csv(other), &kept_list())), (3, 0, 0, 0), "same form, another office");
}

#[test]
fn what_people_changed_here_survives_the_same_sheet() {
    let mut kept = kept_list();
    kept.rows[1].fields.insert("title".into(), Value::from("乙厅（已装修）"));
    kept.rows[1].fields.insert("capacity".into(), Value::Null);
    assert_eq!(counts(&shown(Kind::Resource, &csv(LIST), &kept)), (0, 0, 3, 0));
}

#[test]
fn a_record_typed_by_hand_is_known_by_what_it_says() {
    let fields = |title: &str, place: &str| {
        Fields::from([("title".into(), Value::from(title)), ("place".into(), Value::from(place))])
    };
    let rows = vec![ExistingRow { id: "resource/a.1".into(), fields: fields("甲 厅", "路1号") }];
    let preview = shown(Kind::Resource, &csv(LIST), &Existing { rows, offices: Vec::new() });
    assert_eq!(counts(&preview), (2, 1, 0, 0));
}

#[test]
fn offices_are_found_by_alias_and_unknown_ones_are_proposed() {
    let offices = vec![OfficeName {
        id: "office/a.1".into(),
        names: vec!["南洋商业银行".into(), "南洋银行".into()],
        role: "unit".into(),
    }];
    let existing = Existing { rows: Vec::new(), offices };
    let preview = shown(
        Kind::Claim,
        &csv("认领单位,帮助对象,帮助形式\n南洋银行,老人,服务\n江苏银行,老人,服务\n,老人,实物\n"),
        &existing,
    );
    assert_eq!(counts(&preview), (2, 0, 0, 1));
    let names: Vec<_> = preview.new_offices.iter().map(|it| (it.name.as_str(), it.rows.as_slice())).collect();
    assert_eq!(names, [("江苏银行", &[3][..])]);
    let Outcome::New { fields } = &preview.rows[0].outcome else { panic!("{preview:?}") };
    assert_eq!(fields["office"].to_value(&[]), Value::from("office/a.1"));
    assert_eq!(fields["status"], Incoming::Value(Value::from("pending")));
}

#[test]
fn equal_rows_are_marked_and_both_kept() {
    let preview = shown(Kind::Resource, &csv("名称,地址\n甲,路1号\n甲,路1号\n"), &Existing::default());
    assert_eq!(counts(&preview), (2, 0, 0, 0));
    assert_eq!(reasons(&preview, 1), [(&Reason::DuplicateOf { row: 2 }, Severity::Warning)]);
    let kept = imported(&preview, Existing::default());
    assert_eq!(counts(&shown(Kind::Resource, &csv("名称,地址\n甲,路1号\n甲,路1号\n"), &kept)), (0, 0, 2, 0));
}

fn refused(bytes: &[u8], name: &str) -> ReadError {
    read(bytes, name).expect_err(name)
}

#[test]
fn each_bad_file_is_refused_by_its_own_name() {
    assert_eq!(refused(b"", "a.xlsx"), ReadError::Empty);
    assert_eq!(refused(b" \r\n\r\n", "a.csv"), ReadError::Empty);
    assert_eq!(refused(b"\xEF\xBB\xBF", "a.csv"), ReadError::Empty);
    assert_eq!(refused(b"<html><body><table><tr><td>1</td></tr></table>", "a.xls"), ReadError::Html);
    assert_eq!(refused("\u{FEFF}\r\n<!DOCTYPE html><p>场地".as_bytes(), "a.xls"), ReadError::Html);
    assert_eq!(refused(b"%PDF-1.7\n1 0 obj", "a.xlsx"), ReadError::NotASpreadsheet);
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.csv"), ReadError::NotASpreadsheet);
    assert_eq!(refused(b"{\"format\":\"three-lists\"}", "a.csv"), ReadError::NotASpreadsheet);
    assert!(matches!(refused(&vec![b'a'; (64 << 20) + 1], "a.csv"), ReadError::TooLarge { .. }));
    assert!(matches!(refused(b"PK\x03\x04rest", "a.xlsx"), ReadError::Damaged(_)));
    assert!(matches!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", "a.xls"), ReadError::Damaged(_)));
    let mut blank = Writer::new();
    blank.add_worksheet();
    assert_eq!(refused(&blank.save_to_buffer().unwrap(), "a.xlsx"), ReadError::Empty);
    let wide = format!("{}x", ",".repeat(250));
    assert!(matches!(refused(wide.as_bytes(), "a.csv"), ReadError::TooManyColumns { .. }));
    assert!(matches!(refused("x\n".repeat(200_001).as_bytes(), "a.csv"), ReadError::TooManyRows { .. }));
    let mut far = Writer::new();
    far.add_worksheet().write_string(1_048_575, 0, "x").unwrap();
    assert!(matches!(refused(&far.save_to_buffer().unwrap(), "a.xlsx"), ReadError::TooManyRows { .. }));
    let mut far = Writer::new();
    far.add_worksheet().write_string(0, 16_383, "x").unwrap();
    assert!(matches!(refused(&far.save_to_buffer().unwrap(), "a.xlsx"), ReadError::TooManyColumns { .. }));
}

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_is_refused_whatever_it_claims() {
    let zeros = vec![b' '; 65 << 20];
    let honest = zip_of(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &zeros)]);
    assert!(honest.len() < 1 << 20);
    assert!(matches!(refused(&honest, "a.xlsx"), ReadError::ZipBomb { .. }));
    // The same with its directory's and its header's claim of 65 MB overwritten by one of 16 bytes.
    let claim = (zeros.len() as u32).to_le_bytes();
    let mut lying = honest.clone();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == claim {
            lying[at..at + 4].copy_from_slice(&16_u32.to_le_bytes());
        }
    }
    assert_ne!(lying, honest);
    assert!(matches!(refused(&lying, "a.xlsx"), ReadError::ZipBomb { .. } | ReadError::Damaged(_)));
    assert_eq!(refused(&zip_of(&[("word/document.xml", b"<w/>")]), "a.xlsx"), ReadError::NotASpreadsheet);
}

#[test]
fn the_old_format_reads_like_the_new_one() {
    let (_, kept) = check_import(Kind::Resource, &sheet(&case("venues.xls"), "场地.xls"), 4);
    assert_eq!((text(&kept, 0, "title"), number(&kept, 0, "capacity")), ("东湖社区活动室", (60, "人".into())));
    assert_eq!(text(&kept, 0, "valid_until"), "2026-12-31");
    assert_eq!(text(&kept, 1, "place"), "湖滨路2号", "joined cells are carried down");
}

#[test]
fn a_locked_workbook_is_refused_as_locked() {
    assert_eq!(refused(&case("locked.xlsx"), "a.xlsx"), ReadError::Encrypted);
}

#[test]
fn a_sheet_without_a_header_is_refused_as_such() {
    let sheet = csv("东湖社区,50人,2017.1.10\n西湖社区,60人,2017.1.11\n");
    assert_eq!(suggest(Kind::Project, &sheet), Err(HeaderError::NoHeader));
    assert_eq!(suggest_kind(&sheet), Err(HeaderError::NoHeader));
}

fn check_mapping(kind: Kind, text: &str, expected: &str) {
    let sheet = csv(text);
    let kinds = suggest_kind(&sheet).unwrap();
    assert_eq!(kinds[0].kind, kind, "{text}: {kinds:?}");
    let mapping = suggest(kind, &sheet).unwrap();
    let shown: Vec<String> = mapping
        .columns
        .iter()
        .map(|it| match it {
            three_lists::tabular::Target::Field(name) => name.clone(),
            three_lists::tabular::Target::Number => "#".into(),
            three_lists::tabular::Target::Ignore => "-".into(),
        })
        .collect();
    assert_eq!(shown.join(" "), expected, "{text}");
}

#[test]
fn columns_of_published_lists_find_their_fields() {
    check_mapping(
        Kind::Resource,
        "共建单位资源清单\n单位名称,项目名称,资源内容,备注\n甲单位,讲座,健康知识,\n",
        "provider title content note",
    );
    check_mapping(
        Kind::Resource,
        "服务资源\n组织名称,服务项目,负责人,地址\n甲单位,义诊,略,路1号\n",
        "provider title contact place",
    );
    check_mapping(
        Kind::Resource,
        "资源清单\n课程,时间,地点,师资\n书法,每周二下午,活动室,甲老师\n",
        "title availability place contact",
    );
    check_mapping(
        Kind::Need,
        "需求清单\n序号,社区,需求内容,数量,时间,联系人\n1,东湖社区,加装扶手,3处,2026.12.1,\n2,西湖社区,义诊,50人,2026.12.9,\n",
        "# asker title quantity wanted_by contact",
    );
    check_mapping(
        Kind::Need,
        "微心愿\n心愿内容,所属社区,时间,备注\n想要一台收音机,东湖社区,周末,\n",
        "title asker wanted_time note",
    );
    check_mapping(
        Kind::Project,
        "项目清单（责任分解表）\n序号,项目名称,工作目标,具体措施,责任单位,配合单位,完成时限\n1,暖心屋,建成,改造,甲单位,乙单位,2026年12月底\n",
        "# title objective content responsible supporting deadline",
    );
    check_mapping(
        Kind::Office,
        "单位名录\n序号,单位全称,简称,单位性质,办公地址,联系电话\n1,甲单位,甲,企业,路1号,1\n",
        "# name aliases role address contact",
    );
    check_mapping(
        Kind::Claim,
        "认领表\n认领单位,认领项目,方式,金额（元）,备注\n甲单位,助学,现金,5000,\n",
        "office subject help_form quantity note",
    );
}

#[test]
fn a_number_in_a_column_of_money_is_money() {
    let sheet = csv("认领单位,认领项目,方式,金额（元）\n甲单位,助学,现金,5000\n");
    let kept = imported(&shown(Kind::Claim, &sheet, &Existing::default()), Existing::default());
    assert_eq!(number(&kept, 0, "quantity"), (5000, "元".into()));
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), magic in 0..4_usize) {
            let magic: &[u8] = [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xEF\xBB\xBF"][magic];
            let bytes = [magic, &bytes].concat();
            if let Ok(book) = read(&bytes, "any") {
                for sheet in &book.sheets {
                    let _ = suggest_kind(sheet);
                    if let Ok(mapping) = suggest(Kind::Need, sheet) {
                        let _ = preview(sheet, &mapping, &Existing::default());
                    }
                }
            }
        }

        #[test]
        fn broken_workbooks_are_refused_or_read(cut in 0.0..1.0_f64, flips in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 0..4), old in any::<bool>()) {
            let mut bytes = if old { case("venues.xls") } else { pairings_like() };
            let length = bytes.len();
            for (at, byte) in flips {
                bytes[(at * length as f64) as usize] = byte;
            }
            if cut > 0.5 {
                bytes.truncate((cut * length as f64) as usize);
            }
            let _ = read(&bytes, "broken");
        }

        #[test]
        fn importing_twice_changes_nothing(rows in proptest::collection::vec(("(|1|2|3)", "[甲乙丙]{0,2}", "(|5人|约9|5-6|=1)", "(|路1号|东湖社区)", "(|2017.1.10|2017.12|x)"), 1..12)) {
            for (kind, heads) in [(Kind::Resource, "序号,场地名称,容纳人数,地址,有效期"), (Kind::Project, "序号,项目名称,受益人数,社区,开始时间"), (Kind::Need, "序号,需求名称,数量,社区,时间"), (Kind::Claim, "序号,帮助对象,数量,认领单位,备注"), (Kind::Office, "序号,单位名称,类别,地址,备注")] {
                let body: Vec<String> = rows.iter().map(|it| format!("{},{},{},{},{}", it.0, it.1, it.2, it.3, it.4)).collect();
                let Ok(mut book) = read(format!("{heads}\n{}\n", body.join("\n")).as_bytes(), "t.csv") else { continue };
                let sheet = book.sheets.remove(0);
                if suggest(kind, &sheet).is_err() {
                    continue;
                }
                let first = shown(kind, &sheet, &Existing::default());
                let kept = imported(&first, Existing::default());
                let second = shown(kind, &sheet, &kept);
                let (new, changed, same, problem) = counts(&second);
                prop_assert_eq!((new, changed), (0, 0), "{:?} {:#?}", kind, second.rows);
                prop_assert_eq!((same, problem), (counts(&first).0, counts(&first).3));
            }
        }

        #[test]
        fn an_encoding_changes_nothing(cells in proptest::collection::vec("[一-龥a-z0-9]{1,8}", 2..12)) {
            let text = format!("场地名称,地址\n{}\n", cells.join(",中国上海的街道\n"));
            let gb = encoding_rs::GB18030.encode(&text).0;
            let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
            let plain = read(text.as_bytes(), "t.csv");
            prop_assert_eq!(&read(&gb, "t.csv"), &plain);
            prop_assert_eq!(&read(&bom, "t.csv"), &plain);
        }

        #[test]
        fn every_way_to_write_a_day_reads_as_that_day(year in 1990..2100_i32, month in 1..=12_u32, day in 1..=31_u32) {
            use three_lists::domain::Date;
            let Some(plain) = Date::parse(&format!("{year:04}-{month:02}-{day:02}")) else { return Ok(()) };
            for text in [plain.to_string(), format!("{year}.{month}.{day}"), format!("{year}/{month}/{day}"), format!("{year}年{month}月{day}日"), format!("{year}{month:02}{day:02}")] {
                prop_assert_eq!(Date::parse_lenient(&text), Some(plain), "{}", text);
            }
        }
    }
}

#[test]
fn every_office_named_by_a_row_that_goes_in_has_an_id_after_the_import() {
    let preview = shown(
        Kind::Project,
        &csv("项目名称,社区,配合单位\n讲座,东湖社区,甲单位、乙单位；甲单位\n,西湖社区,丙单位\n"),
        &Existing::default(),
    );
    let names: BTreeMap<_, _> = preview.new_offices.iter().map(|it| (it.name.as_str(), it.role.as_str())).collect();
    assert_eq!(names, BTreeMap::from([("东湖社区", "community"), ("甲单位", "unit"), ("乙单位", "unit")]));
    let kept = imported(&preview, Existing::default());
    assert_eq!(kept.rows[0].fields["supporting"].items().len(), 2);
}
