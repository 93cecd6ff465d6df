//! Ranges of cells as spreadsheet programs put them on the clipboard and read them from there.
//!
//! Small, and free of the readers of files: the page copies by itself.

use super::cells::{neutralised, without_guard};

/// What ends a cell that is not quoted.
const ENDS: [char; 3] = ['\t', '\r', '\n'];

/// Rows as Excel and WPS put them on the clipboard; no cell of it runs where it is pasted.
///
/// Every row has one cell at least. [`from_tsv`] gives the same rows back.
pub fn to_tsv(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            text.push_str("\r\n");
        }
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            put(&mut text, &neutralised(cell));
        }
    }
    // A last row that is one blank cell would not be seen without an end of its own.
    if rows.last().is_some_and(|row| row.len() < 2 && row.iter().all(String::is_empty)) {
        text.push_str("\r\n");
    }
    text
}

fn put(text: &mut String, cell: &str) {
    if !cell.contains(ENDS) && !cell.contains('"') {
        return text.push_str(cell);
    }
    text.push('"');
    for (at, part) in cell.split('"').enumerate() {
        if at > 0 {
            text.push_str("\"\"");
        }
        text.push_str(part);
    }
    text.push('"');
}

/// The rows of a range that Excel, WPS or LibreOffice put on the clipboard, or that [`to_tsv`] wrote.
///
/// Rows are as long as they are written: what is beyond a row's end is not there, which is not the same as blank.
pub fn from_tsv(text: &str) -> Vec<Vec<String>> {
    let mut rows = cells_of(text);
    for cell in rows.iter_mut().flatten() {
        let bare = without_guard(cell);
        if bare.len() < cell.len() {
            *cell = bare.to_owned();
        }
    }
    rows
}

/// The cells as they stand there, their guards in front.
pub(super) fn cells_of(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut row = Vec::new();
        loop {
            let (cell, after) = quoted(rest).unwrap_or_else(|| plain(rest));
            row.push(cell);
            let Some(next) = after.strip_prefix('\t') else {
                rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(ENDS)).unwrap_or(after);
                break;
            };
            rest = next;
        }
        rows.push(row);
    }
    rows
}

fn plain(text: &str) -> (String, &str) {
    let (cell, rest) = text.split_at(text.find(ENDS).unwrap_or(text.len()));
    (cell.to_owned(), rest)
}

/// A cell in quotes, quotes inside doubled. A cell that merely begins with a quote is none: programs write those as they
/// are where nothing in them needs quoting.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (inside, after) = rest.split_once('"')?;
        cell.push_str(inside);
        if let Some(next) = after.strip_prefix('"') {
            cell.push('"');
            rest = next;
        } else {
            return (after.is_empty() || after.starts_with(ENDS)).then_some((cell, after));
        }
    }
}

#[cfg(test)]
mod tests;
