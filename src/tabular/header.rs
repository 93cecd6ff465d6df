//! Where a sheet's header stands and which rows below it are records.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::dictionary::{self, heading_key};
use super::read::{Cell, CellKind, MAX_CELLS, Sheet};
use crate::domain::date::Written;
use crate::domain::{Date, Kind, Quantity};

/// Rows looked at from the top.
const SEARCHED: usize = 30;

/// Longest name of a column, in characters.
const LONGEST: usize = 30;

/// The header of a sheet and the rows under it; rows and columns are counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// First row of the header; titles stand above it.
    pub top: u32,
    /// Last row of the header, the next one where it has two.
    pub bottom: u32,
    /// The name of each column, as the sheet writes it; empty where it has none.
    pub names: Vec<String>,
    /// The rows that are records.
    pub records: Vec<u32>,
    /// The rows that sum up or explain, which are no records.
    pub footers: Vec<u32>,
}

/// Why a sheet cannot be understood as a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeaderError {
    /// No row names the columns.
    #[error("no row names the columns")]
    NoHeader,
    /// A header, and nothing below it.
    #[error("no rows below the header")]
    NoRows,
}

/// Finds the header below titles and blank rows, and tells records from footers.
pub fn find(sheet: &Sheet) -> Result<Header, HeaderError> {
    let best = (0..sheet.rows.len().min(SEARCHED))
        .filter_map(|row| score(sheet, row).map(|score| (score, row)))
        .max_by_key(|(score, row)| (*score, std::cmp::Reverse(*row)));
    let (_, top) = best.ok_or(HeaderError::NoHeader)?;
    let bottom = if has_second_row(sheet, top) { top + 1 } else { top };
    let mut header = Header { top: top as u32, bottom: bottom as u32, ..Header::default() };
    header.names = (0..sheet.width()).map(|column| name_of(sheet, top, bottom, column)).collect();
    for row in bottom + 1..sheet.rows.len() {
        if sheet.rows[row].iter().all(Cell::is_blank) {
            continue;
        }
        if is_footer(sheet, row) { header.footers.push(row as u32) } else { header.records.push(row as u32) }
    }
    if header.records.is_empty() { Err(HeaderError::NoRows) } else { Ok(header) }
}

/// True where the first row of a pasted range names columns of a kind, so that the columns go by name and not by place.
pub fn looks_like_header(rows: &[Vec<String>], kind: Kind) -> bool {
    let [first, _, ..] = rows else { return false };
    let cells: Vec<Cell> = first.iter().map(Cell::text).filter(|cell| !cell.is_blank()).collect();
    let keys: Vec<String> = cells.iter().map(|cell| heading_key(&cell.text)).collect();
    let of_kind = |key: &String| dictionary::names(kind).iter().any(|(_, words)| words.contains(&key.as_str()));
    let known = keys.iter().filter(|key| is_known(key)).count();
    let distinct = keys.iter().collect::<BTreeSet<_>>().len();
    // A row of data may well say a word or two that name columns, as a remark or an office.
    keys.iter().any(of_kind) && known * 2 > keys.len() && distinct == keys.len() && !cells.iter().any(looks_like_data)
}

/// True where the text names a column of some list.
fn is_known(key: &str) -> bool {
    dictionary::NUMBER_COLUMNS.contains(&key)
        || dictionary::IGNORED_COLUMNS.contains(&key)
        || Kind::LISTS.iter().flat_map(|kind| dictionary::names(*kind)).any(|(_, words)| words.contains(&key))
}

fn looks_like_data(cell: &Cell) -> bool {
    matches!(cell.kind, CellKind::Number | CellKind::Date | CellKind::Error)
        || Quantity::parse(&cell.text).is_some()
        || Date::read(&cell.text) != Written::Unclear
}

/// How much a row looks like a header; none where it cannot be one.
fn score(sheet: &Sheet, row: usize) -> Option<i64> {
    let cells: Vec<&Cell> = sheet.rows[row].iter().filter(|cell| !cell.is_blank()).collect();
    let keys: Vec<String> = cells.iter().map(|cell| heading_key(&cell.text)).collect();
    let known = keys.iter().filter(|key| is_known(key)).count();
    let data = cells.iter().filter(|cell| looks_like_data(cell)).count();
    let distinct = keys.iter().collect::<BTreeSet<_>>().len();
    let long = cells.iter().filter(|cell| cell.text.chars().count() > LONGEST).count();
    let lone = cells.len() == 1 && (known == 0 || sheet.width() > 2);
    if cells.is_empty() || lone || data * 2 > cells.len() || long * 2 > cells.len() {
        return None;
    }
    // A row of unknown words is a header only where what stands below is of another nature.
    if known == 0 && (data > 0 || distinct < cells.len() || !contrasts(sheet, row)) {
        return None;
    }
    let doubled = cells.len() - distinct;
    Some(known as i64 * 20 + distinct as i64 * 2 - data as i64 * 10 - long as i64 * 6 - doubled as i64 * 4)
}

/// True where a column named by text holds mostly numbers or days below.
fn contrasts(sheet: &Sheet, row: usize) -> bool {
    let below = row + 1..sheet.rows.len().min(row + 51);
    (0..sheet.rows[row].len()).any(|column| {
        let cells: Vec<&Cell> = below.clone().map(|at| sheet.cell(at, column)).filter(|it| !it.is_blank()).collect();
        let data = cells.iter().filter(|cell| looks_like_data(cell)).count();
        !sheet.cell(row, column).is_blank() && !cells.is_empty() && data * 10 >= cells.len() * 6
    })
}

/// A second header row stands below cells joined side by side, or is spanned by cells joined downwards.
fn has_second_row(sheet: &Sheet, top: usize) -> bool {
    let Some(second) = sheet.rows.get(top + 1) else { return false };
    let at = top as u32;
    let parts: Vec<_> = sheet.merges.iter().filter(|it| it.top == at && it.right > it.left).collect();
    let down = sheet.merges.iter().any(|it| it.top == at && it.bottom == at + 1);
    let filled: Vec<usize> = (0..second.len()).filter(|column| !second[*column].is_blank()).collect();
    let inside = |column: usize| {
        parts.iter().any(|it| (it.left as usize..=it.right as usize).contains(&column))
            || sheet.cell(top, column).is_blank()
    };
    (down || !parts.is_empty())
        && !filled.is_empty()
        && filled.iter().all(|column| inside(*column) && !looks_like_data(&second[*column]))
}

fn name_of(sheet: &Sheet, top: usize, bottom: usize, column: usize) -> String {
    let lower = sheet.cell(bottom, column).text.trim();
    if bottom == top {
        return lower.to_owned();
    }
    let own = sheet.cell(top, column).text.trim();
    let group = sheet
        .merges
        .iter()
        .find(|it| it.top as usize == top && (it.left as usize..=it.right as usize).contains(&column))
        .map_or(own, |it| sheet.cell(top, it.left as usize).text.trim());
    match (lower.is_empty(), is_known(&heading_key(lower)) || group.is_empty()) {
        (true, _) => own.to_owned(),
        (false, true) => lower.to_owned(),
        (false, false) => format!("{group}{lower}"),
    }
}

/// Sums and remarks: a row that begins with a footer's word and says little else.
fn is_footer(sheet: &Sheet, row: usize) -> bool {
    let filled: Vec<&Cell> = sheet.rows[row].iter().filter(|it| !it.is_blank()).collect();
    let Some(first) = filled.first() else { return true };
    let word = dictionary::folded(&first.text);
    let begins = dictionary::FOOTERS.iter().any(|it| {
        word.strip_prefix(it).is_some_and(|rest| {
            it.ends_with(':') || rest.is_empty() || rest.starts_with([':', '(']) || looks_like_data(&Cell::text(rest))
        })
    });
    let remark = filled.len() == 1 && dictionary::REMARKS.iter().any(|it| word.starts_with(it));
    let texts = filled.iter().skip(1).filter(|it| !looks_like_data(it)).count();
    (begins && texts <= 1) || remark
}

/// The sheet's cells with the values of joined regions carried down over the record rows they cover.
pub fn carried(sheet: &Sheet, header: &Header) -> Sheet {
    let mut filled = sheet.clone();
    // Overlapping regions are no real sheet's; the bound keeps a forged one from filling for ever.
    let mut left = MAX_CELLS;
    for merge in &sheet.merges {
        // Joined titles and headers name things; only what is joined below the header is a value of several rows.
        if merge.top <= header.bottom || merge.bottom == merge.top {
            continue;
        }
        let value = sheet.cell(merge.top as usize, merge.left as usize).clone();
        let column = merge.left as usize;
        for row in filled.rows.iter_mut().take(merge.bottom as usize + 1).skip(merge.top as usize + 1) {
            left = left.saturating_sub(1);
            if left == 0 {
                return filled;
            }
            if row.is_empty() || !row.get(column).is_none_or(Cell::is_blank) {
                continue;
            }
            if row.len() <= column {
                row.resize_with(column + 1, Cell::default);
            }
            row[column] = value.clone();
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tabular::read;

    fn check(csv: &str, expected: Result<(u32, &[u32]), HeaderError>) {
        let sheet = read(csv.as_bytes(), "t.csv").unwrap().sheets.remove(0);
        let found = find(&sheet);
        let found = found.as_ref().map(|it| (it.bottom, it.records.as_slice())).map_err(|it| *it);
        assert_eq!(found, expected, "{csv}");
    }

    #[test]
    fn finds_the_header_below_titles_and_leaves_sums_out() {
        check("场地清单\n\n序号,场地名称,容纳人数\n1,甲,60\n", Ok((2, &[3])));
        check("title,place\nHall,Lake Road 1\n", Ok((0, &[1])));
        check("场地名称,容纳人数\n甲,60\n\n乙,30\n合计,90\n备注：以上场地免费\n", Ok((0, &[1, 3])));
        check("名称\n甲\n乙\n", Ok((0, &[1, 2])));
        check("甲项,乙项\n某处,50人\n别处,60人\n", Ok((0, &[1, 2])));
        check("东湖社区,50人,2017.1.10\n西湖社区,60人,2017.1.11\n", Err(HeaderError::NoHeader));
        check("一段话，没有表格。\n又一段话。\n", Err(HeaderError::NoHeader));
        check("场地名称,容纳人数\n", Err(HeaderError::NoRows));
    }
}
