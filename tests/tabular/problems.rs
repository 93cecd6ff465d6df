//! Rows that stay out, and what is only remarked on.

use crate::*;

pub fn reasons(preview: &Preview, row: usize) -> Vec<(&Reason, Severity)> {
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
