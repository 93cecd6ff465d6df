//! What copying and pasting keep.

use proptest::prelude::*;

use super::*;
use crate::domain::Kind;
use crate::tabular::cells::is_formula_like;
use crate::tabular::looks_like_header;

fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|it| (*it).to_owned()).collect()).collect()
}

fn check(text: &str, expected: &[&[&str]]) {
    assert_eq!(from_tsv(text), rows(expected), "{text:?}");
}

#[test]
fn reads_what_spreadsheets_copy() {
    check("", &[]);
    check("\r\n", &[&[""]]);
    check("一楼会议室", &[&["一楼会议室"]]);
    check(
        "一楼会议室\t光辉居民区\t60人\r\n二楼舞蹈房\t东湖居民区\t20人\r\n",
        &[&["一楼会议室", "光辉居民区", "60人"], &["二楼舞蹈房", "东湖居民区", "20人"]],
    );
    check("甲\t乙\n丙\t丁\n", &[&["甲", "乙"], &["丙", "丁"]]);
    check("甲\r乙", &[&["甲"], &["乙"]]);
    check("\"每周三下午\n节假日除外\"\t备注\r\n", &[&["每周三下午\n节假日除外", "备注"]]);
    check("\"每周三\r\n下午\"\r\n", &[&["每周三\r\n下午"]]);
    check("\"称作\"\"小剧场\"\"的\t大厅\"\t60\r\n", &[&["称作\"小剧场\"的\t大厅", "60"]]);
    check("称作\"小剧场\"的大厅\t60\r\n", &[&["称作\"小剧场\"的大厅", "60"]]);
    check("\"小剧场\"大厅\t60\r\n\"没有结束\t20\r\n", &[&["\"小剧场\"大厅", "60"], &["\"没有结束", "20"]]);
    check("\"\"\t甲", &[&["", "甲"]]);
    check("甲\t\t\r\n\r\n\t乙\r\n", &[&["甲", "", ""], &[""], &["", "乙"]]);
    check("甲\t乙\t丙\r\n丁\r\n", &[&["甲", "乙", "丙"], &["丁"]]);
    check("'=1+1\t'-5\t'甲", &[&["=1+1", "-5", "'甲"]]);
}

#[test]
fn writes_as_spreadsheets_do_and_nothing_that_runs() {
    let check = |cells: &[&[&str]], expected: &str| assert_eq!(to_tsv(&rows(cells)), expected);
    check(&[], "");
    check(&[&[""]], "\r\n");
    check(&[&["甲"]], "甲");
    check(&[&["甲", "60"], &["乙", ""]], "甲\t60\r\n乙\t");
    check(&[&["甲"], &[""]], "甲\r\n\r\n");
    check(&[&["周三\n下午", "称作\"厅\"", "甲\t乙"]], "\"周三\n下午\"\t\"称作\"\"厅\"\"\"\t\"甲\t乙\"");
    check(&[&["=HYPERLINK(\"http://x\")", "+86", "-5", "@sum"]], "\"'=HYPERLINK(\"\"http://x\"\")\"\t'+86\t'-5\t'@sum");
    check(&[&["＝1+1", "＋1", "－1", "＠a", "\t=1"]], "'＝1+1\t'＋1\t'－1\t'＠a\t\"'\t=1\"");
    check(&[&["'=1", "'甲", "-", "60"]], "''=1\t'甲\t-\t60");
}

#[test]
fn tells_a_header_from_a_row() {
    let check = |kind: Kind, text: &str, expected: bool| {
        assert_eq!(looks_like_header(&from_tsv(text), kind), expected, "{kind:?} {text:?}");
    };
    check(Kind::Resource, "场地名称\t所属单位\t容量\r\n一楼会议室\t光辉居民区\t60人\r\n", true);
    check(Kind::Resource, "序号\t名称\t地  址\t容纳人数（人）\r\n1\t一楼会议室\t光辉路1号\t60\r\n", true);
    check(Kind::Resource, "资源名称\r\n一楼会议室\r\n", true);
    check(Kind::Resource, "title\tprovider\tplace\r\nHall\tStreet\tLake Road 1\r\n", true);
    check(Kind::Resource, "场地名称\t所属单位\t容量\r\n", false);
    check(Kind::Resource, "一楼会议室\t光辉居民区\t60人\r\n二楼舞蹈房\t东湖居民区\t20人\r\n", false);
    check(Kind::Resource, "法律咨询\t备注\r\n义诊\t东湖居民区\r\n", false);
    check(Kind::Resource, "60人\r\n20人\r\n", false);
    check(Kind::Resource, "序号\t编号\r\n1\t2\r\n", false);
    check(Kind::Need, "需求名称\t提出单位\t数量\r\n轮椅\t光辉居民区\t2\r\n", true);
    check(Kind::Need, "轮椅\t光辉居民区\t2\r\n助听器\t东湖居民区\t1\r\n", false);
    check(Kind::Resource, "", false);
    check(Kind::Resource, "\r\n\r\n", false);
}

/// Texts made of what parts and quotes cells, and of any characters.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["['\"\t\r\n =+@＝－甲5-]{0,6}", any::<String>()]
}

proptest! {
    #[test]
    fn what_is_copied_is_pasted_as_it_was(rows in prop::collection::vec(prop::collection::vec(cell(), 1..5), 0..5)) {
        let text = to_tsv(&rows);
        prop_assert_eq!(from_tsv(&text), rows);
        for cell in cells_of(&text).iter().flatten() {
            prop_assert!(!is_formula_like(cell), "{:?} would run", cell);
        }
    }

    #[test]
    fn any_text_can_be_pasted(text in cell()) {
        let rows = from_tsv(&text);
        prop_assert!(rows.iter().all(|row| !row.is_empty()));
        prop_assert_eq!(rows.is_empty(), text.is_empty());
    }
}
