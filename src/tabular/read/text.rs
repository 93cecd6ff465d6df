//! Text files as tables: their encoding, their delimiter, their rows.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};

use super::{Cell, CellKind, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, ReadError, Sheet};
use crate::tabular::clipboard;

/// The one table of a text file.
pub(super) fn sheet(bytes: &[u8], file_name: &str) -> Result<Sheet, ReadError> {
    let text = decode(bytes)?;
    let start = text.trim_start();
    if start.is_empty() {
        return Err(ReadError::Empty);
    }
    if is_markup(start) {
        return Err(ReadError::Html);
    }
    if is_something_else(start) {
        return Err(ReadError::NotASpreadsheet);
    }
    let base = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let (name, ending) = base.rsplit_once('.').unwrap_or((base, ""));
    // What the page calls so comes from the clipboard: a comma in it is a comma, and one column has no tab to find.
    let rows = if ending.eq_ignore_ascii_case("tsv") { tabbed_rows(&text, 0)? } else { rows(&text, delimiter(&text))? };
    Ok(Sheet { name: name.to_owned(), rows, merges: Vec::new() })
}

/// A range from the clipboard as a table. Blank cells at the end of a row stay as far as the first `columns`.
pub(super) fn pasted(text: &str, columns: usize) -> Result<Sheet, ReadError> {
    let rows = tabbed_rows(text, columns)?;
    if rows.is_empty() { Err(ReadError::Empty) } else { Ok(Sheet { rows, ..Sheet::default() }) }
}

fn tabbed_rows(text: &str, columns: usize) -> Result<Vec<Vec<Cell>>, ReadError> {
    let mut filling = Filling::default();
    for row in clipboard::cells_of(text) {
        filling.add(&row.iter().map(String::as_str).collect::<Vec<_>>(), columns)?;
    }
    Ok(filling.rows)
}

fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, bad) = encoding.decode_without_bom_handling(&bytes[length..]);
        return if bad || has_controls(&text) { Err(ReadError::NotASpreadsheet) } else { Ok(text.into_owned()) };
    }
    // Only text behind a mark may hold zero bytes: this catches pictures and programs before any guess.
    if bytes.contains(&0) {
        return Err(ReadError::NotASpreadsheet);
    }
    // Chinese offices write GB18030, or UTF-8 as the standard asks; what fits neither may come from Hong Kong.
    for encoding in [UTF_8, GB18030, BIG5] {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
            && !has_controls(&text)
        {
            return Ok(text.into_owned());
        }
    }
    Err(ReadError::NotASpreadsheet)
}

fn has_controls(text: &str) -> bool {
    text.chars().any(|c| (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')) || c == '\u{FFFD}')
}

fn is_markup(start: &str) -> bool {
    let head: String = start.chars().take(4096).collect::<String>().to_ascii_lowercase();
    (head.starts_with('<')
        && ["<html", "<!doctype", "<table", "<?xml", "<head", "<meta", "<style", "<!--", "<div"]
            .iter()
            .any(|tag| head.contains(tag)))
        || head.starts_with("mime-version:")
}

fn is_something_else(start: &str) -> bool {
    ["%PDF-", "{\\rtf", "{\"", "[{", "-----BEGIN", "#!/"].iter().any(|mark| start.starts_with(mark))
        || (start.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(start).is_ok())
}

const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The delimiter that splits the first rows most evenly into the most columns; a comma when none does.
fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(40).collect::<Vec<_>>().join("\n");
    let mut best = (0, b',');
    for candidate in DELIMITERS {
        let widths: Vec<usize> = reader(&head, candidate).into_records().flatten().map(|it| it.len()).collect();
        let split = widths.iter().filter(|width| **width > 1).count();
        let widest = widths.iter().copied().max().unwrap_or(0).min(50);
        let score = split * 100 + widest;
        if split > 0 && score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

fn rows(text: &str, delimiter: u8) -> Result<Vec<Vec<Cell>>, ReadError> {
    let text = with_blank_lines_kept(text);
    let mut filling = Filling::default();
    for record in reader(&text, delimiter).into_records() {
        let record = record.map_err(|it| ReadError::Damaged(it.to_string()))?;
        filling.add(&record.iter().collect::<Vec<_>>(), 0)?;
    }
    Ok(filling.rows)
}

/// Rows growing under the caps.
#[derive(Default)]
struct Filling {
    rows: Vec<Vec<Cell>>,
    cells: usize,
}

impl Filling {
    /// Adds a row as far as it says anything, and at least its first `width` cells.
    fn add(&mut self, cells: &[&str], width: usize) -> Result<(), ReadError> {
        let filled = cells.iter().rposition(|it| !it.trim().is_empty()).map_or(0, |at| at + 1);
        if self.rows.len() >= MAX_ROWS {
            return if filled == 0 { Ok(()) } else { Err(ReadError::TooManyRows { max: MAX_ROWS as u64 }) };
        }
        if filled > MAX_COLUMNS {
            return Err(ReadError::TooManyColumns { max: MAX_COLUMNS as u64 });
        }
        let width = filled.max(width.min(cells.len()));
        self.cells += width;
        if self.cells > MAX_CELLS {
            return Err(ReadError::TooManyCells { max: MAX_CELLS as u64 });
        }
        self.rows.push(cells[..width].iter().map(|it| cell(it)).collect());
        Ok(())
    }
}

/// What spreadsheets write where a formula failed; as text it is no different from the failure itself.
const FAILURES: [&str; 7] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"];

fn cell(text: &str) -> Cell {
    if FAILURES.contains(&text.trim()) { Cell::of(text.to_owned(), CellKind::Error) } else { Cell::text(text) }
}

/// The csv reader passes over blank lines, which would shift every row number below; a quoted blank is a row.
fn with_blank_lines_kept(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut quoted = false;
    for line in text.split_inclusive('\n') {
        if !quoted && line.trim_end_matches(['\r', '\n']).is_empty() {
            kept.push_str("\"\"");
        }
        quoted ^= line.bytes().filter(|b| *b == b'"').count() % 2 == 1;
        kept.push_str(line);
    }
    kept
}
