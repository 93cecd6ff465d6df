//! Lists as offices publish them: the real ones where they lie beside the project, and cases made after them.

use crate::real::sheet as real;
use crate::*;

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
pub fn pairings_like() -> Vec<u8> {
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
