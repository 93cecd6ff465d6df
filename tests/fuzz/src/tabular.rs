//! A sheet of another program: a workbook, a text file, a range from the clipboard.

use std::io::{Cursor, Write};

use three_lists::domain::Kind;
use three_lists::tabular::desk::{Answer, Desk, Request};
use three_lists::tabular::{Existing, PasteColumn, ProblemHeads};
use zip::write::SimpleFileOptions;

/// What begins a workbook written as text: its parts follow, each after a line with this mark and its name.
const PARTS: &str = "parts\n";
const PART: &str = "=== ";

/// Reads bytes as an import and, where they are text, as a paste, up to the sheets that are handed back.
pub fn check(bytes: &[u8]) {
    let packed = packed(bytes);
    import(packed.as_deref().unwrap_or(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        paste(text);
    }
}

/// The workbook whose parts a text tells. A fuzzer that alters a packed one meets a wrong sum and nothing else.
fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let parts = std::str::from_utf8(bytes).ok()?.strip_prefix(PARTS)?;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for part in parts.split(PART).skip(1) {
        let (name, content) = part.split_once('\n')?;
        archive.start_file(name, plain).ok()?;
        archive.write_all(content.as_bytes()).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

fn import(bytes: &[u8]) {
    let mut desk = Desk::default();
    let read = desk.answer(Request::Read { name: "a.csv".to_owned() }, bytes);
    let sheets = match read {
        Ok((Answer::Sheets(sheets), _)) => sheets.len() as u32,
        Ok(other) => panic!("reading is answered by {other:?}"),
        Err(refused) => return drop(refused.to_string()),
    };
    for sheet in 0..sheets.min(4) {
        for kind in [None, Some(Kind::Need), Some(Kind::Office)] {
            let Ok((Answer::Suggestion(it), _)) = desk.answer(Request::Suggest { sheet, kind }, &[]) else { continue };
            let existing = Existing::default();
            let asked = Request::Preview { sheet, mapping: it.mapping, existing };
            if desk.answer(asked, &[]).is_ok() {
                hand_back(&mut desk);
            }
        }
    }
}

fn paste(text: &str) {
    let mut desk = Desk::default();
    let column = |field: &str| PasteColumn { name: field.to_owned(), field: Some(field.to_owned()) };
    let columns = ["title", "provider", "capacity", "availability", "valid_until"].map(column).to_vec();
    let text = text.to_owned();
    let _ = desk.answer(Request::NamesColumns { kind: Kind::Resource, text: text.clone() }, &[]);
    let (kind, onto, existing) = (Kind::Resource, Vec::new(), Existing::default());
    if desk.answer(Request::Paste { kind, text, columns, onto, existing }, &[]).is_ok() {
        hand_back(&mut desk);
    }
}

/// The sheet of rows that stayed out, which is read again as any other.
fn hand_back(desk: &mut Desk) {
    let word = |it: &str| it.to_owned();
    let heads = ProblemHeads { title: word("t"), row: word("r"), column: word("c"), reason: word("w") };
    let (_, bytes) = desk.answer(Request::ProblemSheet { heads, words: Vec::new() }, &[]).expect("it can be written");
    let read = Desk::default().answer(Request::Read { name: word("a.xlsx") }, &bytes);
    read.expect("what is handed back can be read");
}
