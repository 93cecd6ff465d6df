//! What was chosen or dropped as a flat list of files: archives opened, noise left out.
//!
//! Archives come from chat programs and mail, also one in another. What they hold is not believed: what they unpack to is
//! capped while it is unpacked.

use std::io::{Cursor, Read};

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use super::read::MAX_BYTES;

/// Most bytes that all archives of one call unpack to.
pub const MAX_UNPACKED: u64 = 512 << 20;
/// Most entries of all archives of one call.
pub const MAX_ENTRIES: usize = 10_000;
/// Most archives one in another.
pub const MAX_DEPTH: usize = 3;
/// Most times its own size that an archive unpacks to; what an office writes packs to a tenth or so.
const MAX_RATIO: u64 = 100;
/// Bytes that any archive may unpack to, however small it is.
const FREE: u64 = 1 << 20;
/// Bytes that tell what a file is.
const HEAD: u64 = 512;

/// One file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where: `folder/file.json`, and `archive.zip/folder/file.json` inside an archive.
    pub name: String,
    /// Its bytes, if it may be a file of ours.
    pub content: Result<Vec<u8>, Unfit>,
}

/// Why a file is not looked into any further. The others go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unfit {
    /// A picture, a document, a spreadsheet: something else.
    #[error("not a file of ours")]
    NotOurs,
    /// Protected by a password of the archive's.
    #[error("protected by a password")]
    Encrypted,
    /// An archive that unpacks to far more than its size, or than fits.
    #[error("unpacks to too much")]
    ZipBomb,
    /// An archive with more than [`MAX_ENTRIES`] entries.
    #[error("more than {MAX_ENTRIES} entries")]
    TooMany,
    /// An archive in more than [`MAX_DEPTH`] others.
    #[error("archives in archives in archives")]
    TooDeep,
    /// More bytes than any file of ours has.
    #[error("larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// The browser could not read it.
    #[error("cannot be read")]
    Unreadable,
    /// An archive cut short or broken.
    #[error("damaged: {0}")]
    Damaged(String),
}

/// Reads a name that is not UTF-8: GB18030 in what Chinese systems packed for long. Given by the caller, as browsers have
/// that table and it would weigh more than a page.
pub type OldNames = fn(&[u8]) -> Option<String>;

/// What is left of the caps.
struct Left {
    names: OldNames,
    bytes: u64,
    entries: usize,
}

/// What a file in a folder is taken for before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByName {
    /// It may be one of ours, or an archive of them.
    MayBeOurs,
    /// Something else that a person put there.
    Other,
    /// What systems leave behind.
    Noise,
}

/// Tells by its path what a file in a folder is taken for.
pub fn by_name(path: &str) -> ByName {
    let ends = |end: &str| {
        let start = path.len().checked_sub(end.len()).and_then(|start| path.get(start..));
        start.is_some_and(|it| it.eq_ignore_ascii_case(end))
    };
    match is_noise(path) {
        true => ByName::Noise,
        false if ends(".json") || ends(".zip") => ByName::MayBeOurs,
        false => ByName::Other,
    }
}

/// True when a file is an archive by its first bytes.
pub fn is_archive(bytes: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|mark| bytes.starts_with(*mark))
}

/// Opens what was given as names and bytes: files in the order given, an archive's in its own order.
///
/// Folders and what systems leave behind (`__MACOSX`, `.DS_Store`) are passed over. A file that cannot be one of ours is
/// listed as such; so is an archive that breaks a cap, in place of everything in it.
pub fn unpack(files: Vec<(String, Vec<u8>)>, names: OldNames) -> Vec<Found> {
    let mut found = Vec::new();
    let mut left = Left { names, bytes: MAX_UNPACKED, entries: MAX_ENTRIES };
    for (name, bytes) in files {
        if is_noise(&name) {
            continue;
        }
        if is_archive(&bytes) {
            open(&name, &bytes, 1, &mut left, &mut found);
        } else if bytes.len() > MAX_BYTES {
            found.push(Found { name, content: Err(Unfit::TooLarge) });
        } else {
            let content = if may_be_ours(&bytes) { Ok(bytes) } else { Err(Unfit::NotOurs) };
            found.push(Found { name, content });
        }
    }
    found
}

/// Opens an archive, `depth` archives deep with itself; of one that breaks a cap nothing but its name stays.
fn open(name: &str, bytes: &[u8], depth: usize, left: &mut Left, found: &mut Vec<Found>) {
    let kept = found.len();
    // Its own allowance comes out of what is left to those around it, and what it used up is gone for them.
    let allowed = left.bytes.min(FREE.max((bytes.len() as u64).saturating_mul(MAX_RATIO)));
    let mut inner = Left { bytes: allowed, ..*left };
    let opened = if depth > MAX_DEPTH { Err(Unfit::TooDeep) } else { entries(name, bytes, depth, &mut inner, found) };
    left.bytes -= allowed - inner.bytes;
    left.entries = inner.entries;
    if let Err(unfit) = opened {
        found.truncate(kept);
        found.push(Found { name: name.to_owned(), content: Err(unfit) });
    }
}

fn entries(name: &str, bytes: &[u8], depth: usize, left: &mut Left, found: &mut Vec<Found>) -> Result<(), Unfit> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|it| Unfit::Damaged(it.to_string()))?;
    left.entries = left.entries.checked_sub(archive.len()).ok_or(Unfit::TooMany)?;
    if archive.file_names_raw().any(is_documents) {
        return Err(Unfit::NotOurs);
    }
    for at in 0..archive.len() {
        let (inner, is_folder, is_encrypted) = match archive.by_index_raw(at) {
            Ok(entry) => (readable(entry.name_raw(), left.names), entry.is_dir(), entry.encrypted()),
            Err(error) => return Err(Unfit::Damaged(error.to_string())),
        };
        if is_folder || is_noise(&inner) {
            continue;
        }
        let name = [name, "/", &inner].concat();
        let content = if is_encrypted { Err(Unfit::Encrypted) } else { taken(&mut archive, at, left) };
        match content {
            Err(Unfit::ZipBomb) => return Err(Unfit::ZipBomb),
            Ok(bytes) if is_archive(&bytes) => open(&name, &bytes, depth + 1, left, found),
            content => found.push(Found { name, content }),
        }
    }
    Ok(())
}

/// The bytes of an entry, if it may be a file of ours or an archive; of others only the first are unpacked.
fn taken(archive: &mut ZipArchive<Cursor<&[u8]>>, at: usize, left: &mut Left) -> Result<Vec<u8>, Unfit> {
    let damaged = |it: &dyn std::fmt::Display| Unfit::Damaged(it.to_string());
    let mut entry = archive.by_index(at).map_err(|it| damaged(&it))?;
    let mut bytes = Vec::new();
    entry.by_ref().take(HEAD).read_to_end(&mut bytes).map_err(|it| damaged(&it))?;
    if !is_archive(&bytes) && !may_be_ours(&bytes) {
        return Err(Unfit::NotOurs);
    }
    if entry.size() > MAX_BYTES as u64 {
        return Err(Unfit::TooLarge);
    }
    let most = left.bytes.min(MAX_BYTES as u64);
    // One more than is allowed, so that what is too long shows.
    let rest = (most + 1).saturating_sub(bytes.len() as u64);
    let read = entry.take(rest).read_to_end(&mut bytes);
    let length = bytes.len() as u64;
    left.bytes = left.bytes.saturating_sub(length);
    if length > most {
        return Err(if most < MAX_BYTES as u64 { Unfit::ZipBomb } else { Unfit::TooLarge });
    }
    read.map_err(|it| damaged(&it))?;
    Ok(bytes)
}

/// True for what begins as JSON of an object does, and for nothing at all: why that is no file of ours is said later.
fn may_be_ours(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    bytes.first().is_none_or(|first| *first == b'{')
}

/// True for the entry by which an archive shows itself to be a document or a program.
fn is_documents(name: &[u8]) -> bool {
    let marks = ["[Content_Types].xml", "mimetype", "OFD.xml", "META-INF/MANIFEST.MF", "AndroidManifest.xml"];
    marks.iter().any(|mark| mark.as_bytes() == name)
}

/// True for what systems leave behind in folders and archives.
fn is_noise(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    parts.any(|part| part == "__MACOSX")
        || last.starts_with("._")
        || [".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(|it| last.eq_ignore_ascii_case(it))
}

/// An entry's name: UTF-8, or what systems wrote before they wrote that.
fn readable(name: &[u8], names: OldNames) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => names(name).unwrap_or_else(|| String::from_utf8_lossy(name).into_owned()),
    }
}

#[cfg(test)]
mod tests;
