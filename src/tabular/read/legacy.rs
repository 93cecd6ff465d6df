//! Looks at an old-style (.xls) container before the reader does: is it a workbook, locked, or absurdly large.
//!
//! The reader reserves memory for whatever size a record claims, so the claims are checked here first.

use super::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, ReadError};

/// First bytes of the container.
pub(super) const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Most cells, blank ones included, that the reader may hold at once.
const MAX_AREA: usize = 2 * MAX_CELLS;

const FREE: u32 = 0xFFFF_FFFA;

/// Streams of fewer bytes stand in small sectors.
const SMALL: usize = 4096;

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
    let directory = container.chain(u32_at(bytes, 48).ok_or_else(damaged)?)?;
    let is_wide = container.sector > 512;
    let entries: Vec<Entry> = directory.chunks_exact(128).filter_map(|it| entry(it, is_wide)).collect();
    let named = |name: &str| entries.iter().find(|it| it.name.eq_ignore_ascii_case(name));
    if named("EncryptedPackage").is_some() || named("EncryptionInfo").is_some() {
        return Err(ReadError::Encrypted);
    }
    // Programs of two ages find one each in some files; the reader takes the second where the first fails it.
    let books = [named("Workbook"), named("Book")];
    if books.iter().all(Option::is_none) {
        return Err(ReadError::NotASpreadsheet);
    }
    let small = Small::of(&container, &directory)?;
    for book in books.into_iter().flatten() {
        let mut stream = if book.size < SMALL { small.chain(book)? } else { container.chain(book.start)? };
        stream.truncate(book.size);
        check_records(&stream)?;
    }
    Ok(())
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
        tables.retain(|it| *it < FREE);
        // The reader loads each as often as it is named.
        if tables.len() > most {
            return None;
        }
        for table in tables {
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

    /// What stands in a chain of sectors. A ring is refused: the reader would follow it until no memory is left.
    fn chain(&self, start: u32) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::new();
        let mut at = start;
        // One more than there are sectors behind the header, so that the end is seen too.
        for _ in 0..self.bytes.len() / self.sector + 1 {
            let sector = self.sector_at(at).filter(|_| at < FREE);
            let Some(sector) = sector else { return Ok(out) };
            out.extend_from_slice(sector);
            at = self.fat.get(at as usize).copied().unwrap_or(u32::MAX);
        }
        Err(damaged())
    }
}

/// The small sectors, of 64 bytes each, that short streams stand in.
struct Small {
    pool: Vec<u8>,
    table: Vec<u8>,
}

impl Small {
    /// The pool is the first entry's stream.
    fn of(container: &Container<'_>, directory: &[u8]) -> Result<Small, ReadError> {
        let header = |at: usize| u32_at(container.bytes, at).ok_or_else(damaged);
        if header(64)? == 0 {
            return Ok(Small { pool: Vec::new(), table: Vec::new() });
        }
        let pool = container.chain(u32_at(directory, 116).ok_or_else(damaged)?)?;
        Ok(Small { pool, table: container.chain(header(60)?)? })
    }

    /// What stands in a chain of them. One that leaves the pool is refused: the reader would go on with zeros.
    fn chain(&self, book: &Entry) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::new();
        let mut at = book.start;
        while out.len() < book.size && at < FREE {
            let start = (at as usize).saturating_mul(64);
            let piece = self.pool.get(start..).filter(|it| !it.is_empty()).ok_or_else(damaged)?;
            out.extend_from_slice(&piece[..piece.len().min(64)]);
            at = u32_at(&self.table, start / 16).unwrap_or(u32::MAX);
        }
        Ok(out)
    }
}

/// An entry as the reader takes it: its name ends at the first zero, whatever length it claims. In a container of wide
/// sectors sizes have 64 bits.
fn entry(raw: &[u8], is_wide: bool) -> Option<Entry> {
    let units = (0..32).filter_map(|at| u16_at(raw, at * 2)).take_while(|unit| *unit != 0);
    let name = String::from_utf16_lossy(&units.collect::<Vec<_>>());
    let above = if is_wide { u32_at(raw, 124)? } else { 0 };
    let size = if above == 0 { u32_at(raw, 120)? as usize } else { usize::MAX };
    (!name.is_empty()).then_some(Entry { name, start: u32_at(raw, 116)?, size })
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
