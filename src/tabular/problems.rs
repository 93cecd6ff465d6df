//! Sheets written: the rows that stayed out, lists, blank forms. Every cell is text; nothing written can run.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde::{Deserialize, Serialize};

use super::cells::neutralised;
use super::dictionary;
use super::preview::{Outcome, Preview, Reason, Severity};
use super::read::Sheet;
use crate::domain::Kind;

/// Why a sheet could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("the sheet could not be written: {0}")]
pub struct WriteError(pub String);

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> WriteError {
        WriteError(error.to_string())
    }
}

/// Names of the columns put in front of the rows that stayed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemHeads {
    /// The sheet's own name.
    pub title: String,
    /// Over the row's number.
    pub row: String,
    /// Over the names of the columns to blame.
    pub column: String,
    /// Over the reasons.
    pub reason: String,
}

/// Longest text a cell of a workbook may hold.
const CELL_CHARS: usize = 32_000;

/// Writes the rows that stayed out as they stood, with number, column and reason in front.
///
/// Corrected there, the sheet can be imported as it is: the columns in front are known and passed over.
pub fn problem_sheet(
    sheet: &Sheet,
    preview: &Preview,
    heads: &ProblemHeads,
    reason_words: &dyn Fn(&Reason) -> String,
) -> Result<Vec<u8>, WriteError> {
    let mut headers = vec![heads.row.clone(), heads.column.clone(), heads.reason.clone()];
    headers.extend(preview.headers.iter().cloned());
    let mut rows = Vec::new();
    for result in preview.rows.iter().filter(|it| it.outcome == Outcome::Problem) {
        let errors: Vec<_> = result.issues.iter().filter(|it| it.severity == Severity::Error).collect();
        let columns: Vec<&str> = errors.iter().map(|it| it.header.as_str()).collect();
        let reasons: Vec<String> = errors.iter().map(|it| reason_words(&it.reason)).collect();
        let mut row = vec![result.row.to_string(), columns.join("\u{3001}"), reasons.join("\u{FF1B}")];
        let at = result.row as usize - 1;
        row.extend((0..preview.headers.len()).map(|column| sheet.cell(at, column).text.clone()));
        rows.push(row);
    }
    export_sheet(&heads.title, &headers, &rows)
}

/// Writes a list as a workbook of one sheet.
pub fn export_sheet(title: &str, headers: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    // The same list gives the same bytes: no clock goes into the file.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name(tab_name(title))?;
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Center);
    for (column, header) in headers.iter().enumerate() {
        let at = column_index(column)?;
        sheet.write_string_with_format(0, at, cell_text(header), &bold)?;
        sheet.set_column_width(at, width(header, rows, column))?;
    }
    for (at, row) in rows.iter().enumerate() {
        let at = u32::try_from(at + 1).map_err(|it| WriteError(it.to_string()))?;
        write_row(sheet, at, row)?;
    }
    if !headers.is_empty() {
        sheet.set_freeze_panes(1, 0)?;
    }
    Ok(book.save_to_buffer()?)
}

/// Writes a blank sheet for a kind, whose columns are all understood when it comes back filled in.
pub fn template(kind: Kind, title: &str, english: bool) -> Result<Vec<u8>, WriteError> {
    let headers: Vec<String> = dictionary::headings(kind, english).into_iter().map(str::to_owned).collect();
    export_sheet(title, &headers, &[])
}

fn write_row(sheet: &mut Worksheet, at: u32, row: &[String]) -> Result<(), WriteError> {
    for (column, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        let column = column_index(column)?;
        // Plain numbers stay numbers, so that they can be summed; leading zeros and long ones are names, not amounts.
        let amount =
            text.len() <= 9 && (text == "0" || !text.starts_with('0')) && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse::<u32>() {
            Ok(number) if amount => sheet.write_number(at, column, number)?,
            _ => sheet.write_string(at, column, cell_text(text))?,
        };
    }
    Ok(())
}

fn column_index(column: usize) -> Result<u16, WriteError> {
    u16::try_from(column).map_err(|it| WriteError(it.to_string()))
}

fn cell_text(text: &str) -> String {
    neutralised(text).chars().take(CELL_CHARS).collect()
}

/// Column width in characters, a Han character counting two.
fn width(header: &str, rows: &[Vec<String>], column: usize) -> u32 {
    let wide = |text: &str| text.chars().map(|c| if c as u32 > 0x2E7F { 2 } else { 1 }).sum::<u32>();
    let widest = rows.iter().take(200).filter_map(|row| row.get(column)).map(|text| wide(text)).max().unwrap_or(0);
    (widest.max(wide(header)) + 2).clamp(8, 48)
}

/// A tab's name: at most 31 characters, none of those a workbook refuses.
fn tab_name(title: &str) -> String {
    let refused = ['[', ']', ':', '*', '?', '/', '\\', '\''];
    let name: String = title.chars().filter(|c| !refused.contains(c) && !c.is_control()).take(31).collect();
    if name.trim().is_empty() { "Sheet1".to_owned() } else { name }
}
