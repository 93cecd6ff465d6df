//! Looks at a packed workbook before anything unpacks it: what it holds and how big it really is.

use std::io::{Cursor, Read};

use super::read::ReadError;

/// Most bytes a workbook may unpack to, all parts together.
pub const MAX_UNPACKED: u64 = 256 << 20;

/// Most bytes its table of texts may unpack to; it is held in memory as a whole.
pub const MAX_TEXTS: u64 = 64 << 20;

/// Most parts a workbook may have.
const MAX_PARTS: usize = 10_000;

/// Refuses a packed file that is no workbook, is encrypted, or unpacks to more than the caps.
///
/// What the directory claims is checked first; then every part is unpacked into nothing, because the claim may lie.
pub fn inspect(bytes: &[u8]) -> Result<(), ReadError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|it| ReadError::Damaged(it.to_string()))?;
    if archive.len() > MAX_PARTS {
        return Err(ReadError::ZipBomb { max: MAX_UNPACKED });
    }
    let is_workbook = archive.file_names().flatten().any(|name| {
        let name = name.to_ascii_lowercase();
        name.ends_with(".xml") && name.contains("workbook")
    });
    if !is_workbook {
        return Err(ReadError::NotASpreadsheet);
    }
    let mut claimed: u64 = 0;
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(|it| ReadError::Damaged(it.to_string()))?;
        if part.encrypted() {
            return Err(ReadError::Encrypted);
        }
        claimed = claimed.saturating_add(part.size());
        if claimed > MAX_UNPACKED {
            return Err(ReadError::ZipBomb { max: MAX_UNPACKED });
        }
    }
    let mut left = MAX_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|it| ReadError::Damaged(it.to_string()))?;
        let texts = part.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        let allowed = if texts { left.min(MAX_TEXTS) } else { left };
        let real = std::io::copy(&mut part.take(allowed + 1), &mut std::io::sink())
            .map_err(|it| ReadError::Damaged(it.to_string()))?;
        if real > allowed {
            return Err(ReadError::ZipBomb { max: allowed });
        }
        left -= real;
    }
    Ok(())
}
