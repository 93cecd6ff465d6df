//! The forms a sheet comes in: encodings, heads of two rows, the old format, a blank form filled in.

use crate::*;

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

#[test]
fn the_old_format_reads_like_the_new_one() {
    let (_, kept) = check_import(Kind::Resource, &sheet(&case("venues.xls"), "场地.xls"), 4);
    assert_eq!((text(&kept, 0, "title"), number(&kept, 0, "capacity")), ("东湖社区活动室", (60, "人".into())));
    assert_eq!(text(&kept, 0, "valid_until"), "2026-12-31");
    assert_eq!(text(&kept, 1, "place"), "湖滨路2号", "joined cells are carried down");
}
