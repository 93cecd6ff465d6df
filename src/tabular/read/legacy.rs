//! Looks at an old-style (.xls) container before the reader does: is it a workbook, locked, or absurdly large.
//!
//! The reader reserves memory for whatever size a record claims, so the claims are checked here first.

use super::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, ReadError};

/// First bytes of the container.
pub(super) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Most cells, blank ones included, that the reader may hold at once.
const MAX_AREA: usize = 2 * MAX_CELLS;

const FREE: u32 = 0xFFFF_FFFA;

struct Container<'b> {
    bytes: &'b [u8],
    sector: usize,
    fat: Vec<u32>,
}

/// One entry of the container's directory.
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

/// Refuses containers that are no workbook, are encrypted, or claim more rows or cells than a sheet may have.
pub(super) fn inspect(bytes: &[u8]) -> Result<(), ReadError> {
    let container = Container::open(bytes).ok_or_else(damaged)?;
    let first = u32_at(bytes, 48).ok_or_else(damaged)?;
    let directory = container.chain(first, usize::MAX);
    let entries: Vec<Entry> = directory.chunks_exact(128).filter_map(entry).collect();
    let named = |name: &str| entries.iter().find(|it| it.name.eq_ignore_ascii_case(name));
    if named("EncryptedPackage").is_some() || named("EncryptionInfo").is_some() {
        return Err(ReadError::Encrypted);
    }
    let Some(book) = named("Workbook").or_else(|| named("Book")) else { return Err(ReadError::NotASpreadsheet) };
    // A stream below the cutoff stands in small sectors, and is too short to claim much that is true.
    let small = book.size < u32_at(bytes, 56).unwrap_or(4096) as usize;
    let stream = if small { container.small_chain(&entries, book)? } else { container.chain(book.start, book.size) };
    check_records(&stream)
}

fn damaged() -> ReadError {
    ReadError::Damaged("the container's directory cannot be followed".to_owned())
}

impl<'b> Container<'b> {
    fn open(bytes: &'b [u8]) -> Option<Container<'b>> {
        let shift = u16_at(bytes, 30)?;
        if !(7..=16).contains(&shift) {
            return None;
        }
        let mut container = Container { bytes, sector: 1 << shift, fat: Vec::new() };
        let mut tables: Vec<u32> = (0..109).filter_map(|at| u32_at(bytes, 76 + at * 4)).collect();
        let mut next = u32_at(bytes, 68)?;
        let most = bytes.len() / container.sector + 1;
        let per_table = container.sector / 4;
        for _ in 0..most {
            let Some(table) = container.sector_at(next) else { break };
            tables.extend((0..per_table - 1).filter_map(|at| u32_at(table, at * 4)));
            next = u32_at(table, (per_table - 1) * 4)?;
        }
        for table in tables.into_iter().filter(|it| *it < FREE).take(most) {
            let Some(table) = container.sector_at(table) else { continue };
            let entries: Vec<u32> = (0..per_table).filter_map(|at| u32_at(table, at * 4)).collect();
            container.fat.extend(entries);
        }
        Some(container)
    }

    fn sector_at(&self, at: u32) -> Option<&'b [u8]> {
        let start = (at as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        let mut out = Vec::new();
        let mut at = start;
        // A chain can be a ring: it never has more sectors than the file.
        for _ in 0..self.bytes.len() / self.sector + 1 {
            if at >= FREE || out.len() >= size {
                break;
            }
            let Some(sector) = self.sector_at(at) else { break };
            out.extend_from_slice(sector);
            at = self.fat.get(at as usize).copied().unwrap_or(u32::MAX);
        }
        out.truncate(size);
        out
    }

    fn small_chain(&self, entries: &[Entry], book: &Entry) -> Result<Vec<u8>, ReadError> {
        let root = entries.first().ok_or_else(damaged)?;
        let pool = self.chain(root.start, root.size);
        let table = self.chain(u32_at(self.bytes, 60).ok_or_else(damaged)?, usize::MAX);
        let mut out = Vec::new();
        let mut at = book.start as usize;
        for _ in 0..pool.len() / 64 + 1 {
            let Some(piece) = pool.get(at.saturating_mul(64)..) else { break };
            if out.len() >= book.size || piece.is_empty() {
                break;
            }
            out.extend_from_slice(&piece[..piece.len().min(64)]);
            at = u32_at(&table, at * 4).map_or(usize::MAX, |next| next as usize);
        }
        out.truncate(book.size);
        Ok(out)
    }
}

fn entry(raw: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(raw, 64)?).min(64);
    let units: Vec<u16> = (0..length.saturating_sub(2) / 2).filter_map(|at| u16_at(raw, at * 2)).collect();
    let name = String::from_utf16_lossy(&units);
    (length > 2).then_some(Entry { name, start: u32_at(raw, 116)?, size: u32_at(raw, 120)? as usize })
}

const DIMENSIONS: u16 = 0x0200;
const BOUNDS_OF_CELL: [u16; 9] = [0x0006, 0x0203, 0x0204, 0x0205, 0x00D6, 0x027E, 0x00FD, 0x00BD, 0x0201];
const FILE_LOCK: u16 = 0x002F;
const BEGIN: u16 = 0x0809;

/// Walks the stream's records. Sheets' claimed and real extents, all together, must stay within the caps.
fn check_records(stream: &[u8]) -> Result<(), ReadError> {
    let mut at = 0;
    let mut area = 0_usize;
    let mut extent = (0_usize, 0_usize);
    while let (Some(kind), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let Some(data) = stream.get(at + 4..at + 4 + usize::from(length)) else { break };
        match kind {
            BEGIN => {
                area = area.saturating_add(extent.0 * extent.1);
                extent = (0, 0);
            }
            FILE_LOCK => return Err(ReadError::Encrypted),
            DIMENSIONS => check_claim(data)?,
            cell if BOUNDS_OF_CELL.contains(&cell) => {
                if let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) {
                    extent = (extent.0.max(usize::from(row) + 1), extent.1.max(usize::from(column) + 1));
                }
            }
            _ => {}
        }
        at += 4 + usize::from(length);
    }
    if area.saturating_add(extent.0 * extent.1) > MAX_AREA {
        return Err(ReadError::TooManyCells { max: MAX_CELLS as u64 });
    }
    Ok(())
}

/// A sheet claims first and last row (32 bits each in newer files, 16 in older) and first and last column.
fn check_claim(data: &[u8]) -> Result<(), ReadError> {
    let rows = match data.len() {
        10 => (u16_at(data, 0).map(usize::from), u16_at(data, 2).map(usize::from)),
        14 | 16 => (u32_at(data, 0).map(|it| it as usize), u32_at(data, 4).map(|it| it as usize)),
        _ => return Ok(()),
    };
    let column = if data.len() == 10 { 4 } else { 8 };
    let columns = (u16_at(data, column).map(usize::from), u16_at(data, column + 2).map(usize::from));
    let (Some(top), Some(bottom), Some(left), Some(right)) = (rows.0, rows.1, columns.0, columns.1) else {
        return Ok(());
    };
    if bottom == 0 || right == 0 {
        return Ok(());
    }
    let left = if left > 0xFF || right < left { 0 } else { left };
    // An end before the start is nonsense that the reader would subtract.
    if bottom <= top || right <= left {
        return Err(ReadError::Damaged("a sheet ends before it begins".to_owned()));
    }
    if bottom > MAX_ROWS {
        return Err(ReadError::TooManyRows { max: MAX_ROWS as u64 });
    }
    // Formatting often reaches the last of 256 columns without any cell there.
    if right > 256.max(MAX_COLUMNS) {
        return Err(ReadError::TooManyColumns { max: MAX_COLUMNS as u64 });
    }
    if (bottom - top).saturating_mul(right - left) > MAX_AREA {
        return Err(ReadError::TooManyCells { max: MAX_CELLS as u64 });
    }
    Ok(())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?).and_then(|it| it.try_into().ok()).map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).and_then(|it| it.try_into().ok()).map(u32::from_le_bytes)
}
