//! Requests and answers, as they cross to the worker and back.

use super::*;
use crate::domain::Value;

const SHEET: &str = "场地名称,所属单位,容量\n一楼会议室,光辉居民区,60人\n,光辉居民区,20人\n";

/// As it crosses to the worker and back.
fn ask(desk: &mut Desk, request: &Request, bytes: &[u8]) -> Result<(Answer, Vec<u8>), Refusal> {
    let text = serde_json::to_string(request).expect("requests are plain values");
    let (answer, bytes) = desk.answer(serde_json::from_str(&text).expect("and read back"), bytes)?;
    let text = serde_json::to_string(&answer).expect("answers are plain values");
    Ok((serde_json::from_str(&text).expect("and read back"), bytes))
}

#[test]
fn a_file_is_read_understood_previewed_and_handed_back() {
    let mut desk = Desk::default();
    let (sheets, _) = ask(&mut desk, &Request::Read { name: "venues.csv".into() }, SHEET.as_bytes()).expect("read");
    assert_eq!(sheets, Answer::Sheets(vec![SheetSummary { name: "venues".into(), rows: 3 }]));
    let (answer, _) = ask(&mut desk, &Request::Suggest { sheet: 0, kind: None }, &[]).expect("understood");
    let Answer::Suggestion(suggestion) = answer else { panic!("{answer:?}") };
    assert_eq!(suggestion.mapping.kind, Kind::Resource);
    assert_eq!((suggestion.header_row, suggestion.records), (1, 2));
    assert_eq!(suggestion.columns[2].samples, ["60人", "20人"]);
    let mapping = suggestion.mapping;
    let request = Request::Preview { sheet: 0, mapping, existing: Existing::default() };
    let (answer, _) = ask(&mut desk, &request, &[]).expect("compared");
    let Answer::Preview(preview) = answer else { panic!("{answer:?}") };
    assert_eq!((preview.counts().new, preview.counts().problem), (1, 1));
    let words = vec![(Reason::RequiredBlank, "blank".to_owned())];
    let (_, bytes) = ask(&mut desk, &Request::ProblemSheet { heads: heads(), words }, &[]).expect("written");
    let book = read(&bytes, "back.xlsx").expect("what is written can be read");
    let row: Vec<&str> = book.sheets[0].rows[1].iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!((row[0], row[2]), ("3", "blank"));
}

#[test]
fn values_cross_as_they_are() {
    let mapping = Mapping {
        kind: Kind::Need,
        columns: vec![mapping::Target::Number, mapping::Target::Field("title".into())],
        fill_down: vec![1],
        defaults: [("type".to_owned(), Value::from("small_wish"))].into(),
    };
    let request = Request::Preview { sheet: 0, mapping, existing: Existing::default() };
    let text = serde_json::to_string(&request).expect("plain");
    let back: Request = serde_json::from_str(&text).expect("plain");
    assert_eq!(serde_json::to_string(&back).expect("plain"), text);
}

#[test]
fn an_empty_desk_and_a_foreign_file_are_refused() {
    let mut desk = Desk::default();
    assert_eq!(ask(&mut desk, &Request::Suggest { sheet: 0, kind: None }, &[]), Err(Refusal::NothingHere));
    let refused = ask(&mut desk, &Request::Read { name: "page.xls".into() }, b"<html><table></table></html>");
    assert_eq!(refused, Err(Refusal::Read(ReadError::Html)));
}

fn heads() -> ProblemHeads {
    ProblemHeads { title: "t".into(), row: "r".into(), column: "c".into(), reason: "w".into() }
}

#[test]
fn a_range_is_compared_by_place_and_its_problems_are_handed_back() {
    let mut desk = Desk::default();
    let column =
        |(name, field): (&str, Option<&str>)| PasteColumn { name: name.into(), field: field.map(str::to_owned) };
    let columns = [("名称", Some("title")), ("亮灯", None), ("容量", Some("capacity"))].map(column).to_vec();
    let text = "一楼会议室\t红灯\t60人\r\n\"二楼\n舞蹈房\"\t\t\r\n\t绿灯\t20人\t多出的\r\n".to_owned();
    let request =
        Request::Paste { kind: Kind::Resource, text, columns, onto: Vec::new(), existing: Existing::default() };
    let (answer, _) = ask(&mut desk, &request, &[]).expect("compared");
    let Answer::Preview(preview) = answer else { panic!("{answer:?}") };
    assert_eq!((preview.counts().new, preview.counts().problem), (2, 1));
    assert_eq!(preview.headers, ["名称", "亮灯", "容量", ""]);
    let words = vec![(Reason::RequiredBlank, "blank".to_owned())];
    let (_, bytes) = ask(&mut desk, &Request::ProblemSheet { heads: heads(), words }, &[]).expect("written");
    let book = read(&bytes, "back.xlsx").expect("what is written can be read");
    let texts = |row: usize| book.sheets[0].rows[row].iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>();
    assert_eq!(texts(0), ["r", "c", "w", "名称", "亮灯", "容量"]);
    assert_eq!(texts(1), ["3", "名称", "blank", "", "绿灯", "20人", "多出的"]);
}

#[test]
fn a_range_with_names_of_columns_goes_the_way_of_a_sheet() {
    let mut desk = Desk::default();
    let text =
        "名称\t提供单位\t备注\r\n一楼会议室\t光辉居民区\t\"A,B,C\n\"\"D\"\",E\"\r\n二楼\t东湖居民区\t\"甲\"乙,丙\r\n";
    let request = |kind| Request::NamesColumns { kind, text: text.into() };
    let (answer, _) = ask(&mut desk, &request(Kind::Resource), &[]).expect("looked at");
    assert_eq!(answer, Answer::NamesColumns(true));
    let (sheets, _) = ask(&mut desk, &Request::Read { name: "pasted.tsv".into() }, text.as_bytes()).expect("read");
    assert_eq!(sheets, Answer::Sheets(vec![SheetSummary { name: "pasted".into(), rows: 3 }]));
    let (answer, _) = ask(&mut desk, &Request::Suggest { sheet: 0, kind: Some(Kind::Resource) }, &[]).expect("a list");
    let Answer::Suggestion(suggestion) = answer else { panic!("{answer:?}") };
    let samples: Vec<&str> = suggestion.columns.iter().map(|it| it.samples[0].as_str()).collect();
    assert_eq!(samples, ["一楼会议室", "光辉居民区", "A,B,C\n\"D\",E"]);
    assert_eq!(suggestion.columns[2].samples[1], "\"甲\"乙,丙");
    let (sheets, _) =
        ask(&mut desk, &Request::Read { name: "x.TSV".into() }, "名称\n甲,乙\n\n丙,丁\n".as_bytes()).expect("read");
    assert_eq!(sheets, Answer::Sheets(vec![SheetSummary { name: "x".into(), rows: 4 }]));
    assert!(desk.book.sheets[0].rows.iter().all(|row| row.len() < 2), "a comma parts no cells there");
}

#[test]
fn what_cannot_be_pasted_is_refused() {
    let mut desk = Desk::default();
    let mut paste = |text: String| {
        let request = Request::Paste {
            kind: Kind::Need,
            text,
            columns: Vec::new(),
            onto: Vec::new(),
            existing: Existing::default(),
        };
        ask(&mut desk, &request, &[]).map(|_| ())
    };
    assert_eq!(paste(String::new()), Err(Refusal::Read(ReadError::Empty)));
    assert_eq!(paste("甲\t".repeat(201)), Err(Refusal::Read(ReadError::TooManyColumns { max: 200 })));
    assert_eq!(paste("甲\r\n".repeat(200_001)), Err(Refusal::Read(ReadError::TooManyRows { max: 200_000 })));
    assert_eq!(paste(format!("甲{}\r\n", "\t".repeat(16_383))), Ok(()));
}
