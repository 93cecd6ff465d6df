//! Bytes into sheets of cells, told apart by what is inside and never by the file's name.

use std::io::Cursor;
use std::panic::AssertUnwindSafe;

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, Xls, Xlsx};
use serde::{Deserialize, Serialize};

use super::archive;

mod legacy;
mod text;

/// Most bytes a file may have.
pub const MAX_BYTES: usize = 64 << 20;
/// Most rows of a sheet.
pub const MAX_ROWS: usize = 200_000;
/// Most columns of a sheet.
pub const MAX_COLUMNS: usize = 200;
/// Most cells of all sheets together, blank ones between others included.
pub const MAX_CELLS: usize = 4_000_000;

/// Everything a file holds that is a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// The sheets that are not blank, in their order.
    pub sheets: Vec<Sheet>,
}

/// One table; row 0 is the sheet's first row, blank or not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The tab's name, or the file's name without its ending.
    pub name: String,
    /// Rows of different lengths; what is beyond a row's end is blank.
    pub rows: Vec<Vec<Cell>>,
    /// Regions shown as one cell.
    pub merges: Vec<Merge>,
}

/// One cell as its program shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What a person reads: `60`, `2017-01-10`.
    pub text: String,
    /// What the sheet says it is.
    pub kind: CellKind,
}

/// What a sheet says a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    /// Text, also every cell of a text file.
    Text,
    /// A number.
    Number,
    /// A day, with or without a time.
    Date,
    /// Nothing.
    #[default]
    Empty,
    /// A formula that failed.
    Error,
}

/// A region shown as one cell, bounds included, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// Why a file cannot be read as sheets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadError {
    /// More bytes than [`MAX_BYTES`].
    #[error("file of {bytes} bytes, the most is {max}")]
    TooLarge {
        /// The file's size.
        bytes: u64,
        /// The cap.
        max: u64,
    },
    /// No bytes, or no cell with anything in it.
    #[error("nothing in it")]
    Empty,
    /// Protected by a password.
    #[error("protected by a password")]
    Encrypted,
    /// A web page or other markup under a spreadsheet's name.
    #[error("a web page, not a spreadsheet")]
    Html,
    /// Unpacks to more than a workbook may.
    #[error("unpacks to more than {max} bytes")]
    ZipBomb {
        /// The cap.
        max: u64,
    },
    /// More rows than [`MAX_ROWS`].
    #[error("more than {max} rows")]
    TooManyRows {
        /// The cap.
        max: u64,
    },
    /// More columns than [`MAX_COLUMNS`].
    #[error("more than {max} columns")]
    TooManyColumns {
        /// The cap.
        max: u64,
    },
    /// More cells than [`MAX_CELLS`].
    #[error("more than {max} cells")]
    TooManyCells {
        /// The cap.
        max: u64,
    },
    /// Something else: a document, a picture, a program.
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    /// A spreadsheet cut short or broken.
    #[error("damaged: {0}")]
    Damaged(String),
}

impl Cell {
    /// A cell of text; blank text is an empty cell.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::of(text.into(), CellKind::Text)
    }

    fn of(text: String, kind: CellKind) -> Cell {
        if text.trim().is_empty() { Cell::default() } else { Cell { text, kind } }
    }

    /// True where nobody would see anything.
    pub fn is_blank(&self) -> bool {
        self.kind == CellKind::Empty || self.text.trim().is_empty()
    }
}

static BLANK: Cell = Cell { text: String::new(), kind: CellKind::Empty };

impl Sheet {
    /// The cell there; blank beyond a row's end.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(&BLANK)
    }

    /// Columns of the longest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// Reads a file's sheets; the name only serves to call a text file's table something.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Workbook, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() as u64, max: MAX_BYTES as u64 });
    }
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let sheets = if bytes.starts_with(b"PK\x03\x04") {
        archive::inspect(bytes)?;
        guarded(|| sheets_of_xlsx(bytes))?
    } else if bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(b"PK\x07\x08") {
        return Err(ReadError::NotASpreadsheet);
    } else if bytes.starts_with(legacy::MAGIC) {
        legacy::inspect(bytes)?;
        guarded(|| sheets_of_xls(bytes))?
    } else {
        vec![text::sheet(bytes, file_name)?]
    };
    let sheets: Vec<Sheet> = sheets.into_iter().map(without_blank_edges).filter(|it| !it.rows.is_empty()).collect();
    if sheets.is_empty() { Err(ReadError::Empty) } else { Ok(Workbook { sheets }) }
}

/// Reads a range from the clipboard: all its rows, cells where they stood. Blank cells at the end of a row stay as far as
/// the first `columns`, because a blank cell says something there.
pub fn pasted(text: &str, columns: usize) -> Result<Sheet, ReadError> {
    if text.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: text.len() as u64, max: MAX_BYTES as u64 });
    }
    text::pasted(text, columns)
}

/// The readers below are other people's: a file that trips one of their assertions is a damaged file, not a crash.
fn guarded<T>(read: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    std::panic::catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(ReadError::Damaged("the reader gave up".to_owned())))
}

fn sheets_of_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let damaged = |it: calamine::XlsxError| match it {
        calamine::XlsxError::Password => ReadError::Encrypted,
        other => ReadError::Damaged(other.to_string()),
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    let mut budget = MAX_CELLS;
    for name in book.sheet_names() {
        let mut grid = Grid::new(&name, budget);
        match book.worksheet_cells_reader(&name) {
            Ok(mut cells) => {
                while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
                    let (row, column) = cell.get_position();
                    let format = cells.styles().get(style).and_then(|it| it.number_format.as_ref());
                    let format = format.map_or("", |it| it.format_code.as_str());
                    grid.put(row, column, shown_ref(cell.get_value(), format))?;
                }
            }
            // A tab may hold a chart instead of cells.
            Err(calamine::XlsxError::NotAWorksheet(_) | calamine::XlsxError::WorksheetNotFound(_)) => continue,
            Err(other) => return Err(damaged(other)),
        }
        let merges = book.merge_cells_by_sheet_name(&name).map_err(damaged)?;
        budget = grid.budget;
        sheets.push(grid.finish(&merges));
    }
    Ok(sheets)
}

fn sheets_of_xls(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let damaged = |it: calamine::XlsError| match it {
        calamine::XlsError::Password => ReadError::Encrypted,
        other => ReadError::Damaged(other.to_string()),
    };
    let mut book = Xls::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    let mut budget = MAX_CELLS;
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let (top, left) = range.start().unwrap_or_default();
        let mut grid = Grid::new(&name, budget);
        for (row, column, data) in range.used_cells() {
            grid.put(top + row as u32, left + column as u32, shown(data))?;
        }
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        budget = grid.budget;
        sheets.push(grid.finish(&merges));
    }
    Ok(sheets)
}

/// Rows growing cell by cell under the caps, so that one cell in a far corner costs nothing.
struct Grid {
    sheet: Sheet,
    budget: usize,
}

impl Grid {
    fn new(name: &str, budget: usize) -> Grid {
        Grid { sheet: Sheet { name: name.to_owned(), ..Sheet::default() }, budget }
    }

    fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), ReadError> {
        if cell.is_blank() {
            return Ok(());
        }
        let (row, column) = (row as usize, column as usize);
        if row >= MAX_ROWS {
            return Err(ReadError::TooManyRows { max: MAX_ROWS as u64 });
        }
        if column >= MAX_COLUMNS {
            return Err(ReadError::TooManyColumns { max: MAX_COLUMNS as u64 });
        }
        let rows = &mut self.sheet.rows;
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut rows[row];
        let grown = (column + 1).saturating_sub(cells.len());
        self.budget = self.budget.checked_sub(grown).ok_or(ReadError::TooManyCells { max: MAX_CELLS as u64 })?;
        if grown > 0 {
            cells.resize_with(column + 1, Cell::default);
        }
        cells[column] = cell;
        Ok(())
    }

    fn finish(mut self, merges: &[Dimensions]) -> Sheet {
        let (height, width) = (self.sheet.rows.len() as u32, self.sheet.width() as u32);
        self.sheet.merges = merges
            .iter()
            .filter(|it| it.start.0 < height && it.start.1 < width && it.start.0 <= it.end.0 && it.start.1 <= it.end.1)
            .take(MAX_ROWS)
            .map(|it| Merge {
                top: it.start.0,
                left: it.start.1,
                bottom: it.end.0.min(height - 1),
                right: it.end.1.min(MAX_COLUMNS as u32 - 1),
            })
            .collect();
        self.sheet
    }
}

fn without_blank_edges(mut sheet: Sheet) -> Sheet {
    for row in &mut sheet.rows {
        while row.last().is_some_and(Cell::is_blank) {
            row.pop();
        }
    }
    while sheet.rows.last().is_some_and(Vec::is_empty) {
        sheet.rows.pop();
    }
    sheet
}

/// A cell as its number format shows it, where that changes what it says.
fn shown_ref(data: &DataRef<'_>, format: &str) -> Cell {
    match data {
        DataRef::SharedString(text) => Cell::text(*text),
        DataRef::Float(number) if format.ends_with('%') => {
            Cell::of(format!("{}%", number_text(number * 100.0)), CellKind::Number)
        }
        // Behind a shown month stands its first day, which nobody wrote.
        DataRef::DateTime(when) if shows_month_only(format) => {
            let day = day_text(when);
            let month = day.text.get(..7).map(Cell::text);
            month.filter(|_| day.kind == CellKind::Date).unwrap_or(day)
        }
        other => shown(&Data::from(other.clone())),
    }
}

fn shows_month_only(format: &str) -> bool {
    let mut quoted = false;
    let mut bracketed = false;
    let mut codes = String::new();
    for c in format.to_ascii_lowercase().chars() {
        match c {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ if !quoted && !bracketed => codes.push(c),
            _ => {}
        }
    }
    codes.contains('y') && codes.contains('m') && !codes.contains(['d', 'h', 's'])
}

fn shown(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::default(),
        Data::String(text) | Data::DurationIso(text) => Cell::text(text.as_str()),
        Data::Int(number) => Cell::of(number.to_string(), CellKind::Number),
        Data::Float(number) => Cell::of(number_text(*number), CellKind::Number),
        Data::Bool(flag) => Cell::text(if *flag { "TRUE" } else { "FALSE" }),
        Data::DateTime(when) => day_text(when),
        Data::DateTimeIso(text) => {
            let day = text.split('T').next().unwrap_or_default();
            Cell::of(day.to_owned(), CellKind::Date)
        }
        Data::Error(error) => Cell::of(error.to_string(), CellKind::Error),
    }
}

/// A number as sheets show it: 15 significant digits, no trailing zeros.
fn number_text(number: f64) -> String {
    let plain = format!("{number}");
    if plain.bytes().filter(u8::is_ascii_digit).count() <= 15 || number.fract() == 0.0 {
        return plain;
    }
    format!("{number:.14e}").parse::<f64>().map_or(plain, |rounded| format!("{rounded}"))
}

fn day_text(when: &ExcelDateTime) -> Cell {
    let serial = when.as_f64();
    if when.is_duration() || !(0.0..2_958_466.0).contains(&serial) {
        return Cell::of(number_text(serial), CellKind::Number);
    }
    let (year, month, day, hour, minute, _, _) = when.to_ymd_hms_milli();
    if serial < 1.0 {
        return Cell::text(format!("{hour:02}:{minute:02}"));
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    let text = if hour == 0 && minute == 0 { date } else { format!("{date} {hour:02}:{minute:02}") };
    Cell::of(text, CellKind::Date)
}
