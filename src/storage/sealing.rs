//! The seam of a locked desk: between what the plans say and what a store is given, every text that holds words of
//! people is sealed, and opened again on its way back.
//!
//! Names of chains, counts, numbers of saves and hashes stand in clear. Without a cipher nothing changes on the way.

use std::borrow::Cow;

use super::StorageError;
use super::plan::{Change, Contents, Record, lines};

/// How every sealed text begins. No op, no metadata and no small value of ours does.
pub const MARK: &str = "sealed:";

/// What a journal entry, a line of the mirror is sealed for.
pub const ENTRY: &str = "entry";

/// What the small values in localStorage are sealed for.
pub const VALUES: &str = "values";

/// Seals and opens the texts of one slot.
pub trait Cipher {
    /// Seals a text for a place within the slot. The answer begins with [`MARK`] and holds no line break, no quote and no
    /// backslash.
    fn seal(&self, place: &str, text: &str) -> String;

    /// Opens a sealed text; `None` where it was not sealed for this place with this key, or was altered since.
    fn open(&self, place: &str, sealed: &str) -> Option<String>;
}

/// The changes as the database is to hold them.
pub fn sealed<'a>(cipher: Option<&dyn Cipher>, changes: &'a [Change]) -> Cow<'a, [Change]> {
    let Some(cipher) = cipher else { return Cow::Borrowed(changes) };
    let seal = |change: &Change| match change {
        // Merging joins pieces as they stand: each says where it belongs, so that none is lost or stands twice.
        Change::PutChunk { chain, from, text } => Change::PutChunk {
            chain: chain.clone(),
            from: *from,
            text: cipher.seal(&place("ops", chain), &[&from.to_string(), "\n", text].concat()),
        },
        Change::PutRecord { chain, record } => Change::PutRecord {
            chain: chain.clone(),
            record: Record { meta: cipher.seal(&place("meta", chain), &record.meta), ..record.clone() },
        },
        Change::Local { key, value: Some(value) } => {
            Change::Local { key: key.clone(), value: Some(cipher.seal(&place("value", key), value)) }
        }
        other => other.clone(),
    };
    Cow::Owned(changes.iter().map(seal).collect())
}

/// What the database holds, as the plans know it, and whether something of it did not open: that counts as not there, so
/// that another store can put it back.
///
/// Errs with [`StorageError::Locked`] where something is sealed and there is no cipher.
pub fn opened(cipher: Option<&dyn Cipher>, found: Contents) -> Result<(Contents, bool), StorageError> {
    let Some(cipher) = cipher else {
        let texts = found.chunks.values().chain(found.local.values());
        let mut texts = texts.chain(found.records.values().map(|it| &it.meta));
        let any = texts.any(|it| is_sealed(it));
        drop(texts);
        return if any { Err(StorageError::Locked) } else { Ok((found, false)) };
    };
    let held = found.records.len() + found.local.len();
    let mut clear = Contents { seq: found.seq, ..Contents::default() };
    for ((chain, from), text) in found.chunks {
        let ops = pieces(cipher, &place("ops", &chain), from, &text);
        if !ops.is_empty() {
            clear.chunks.insert((chain, from), ops);
        }
    }
    for (chain, record) in found.records {
        if let Some(meta) = cipher.open(&place("meta", &chain), &record.meta) {
            clear.records.insert(chain, Record { meta, ..record });
        }
    }
    for (key, value) in found.local {
        if let Some(value) = cipher.open(&place("value", &key), &value) {
            clear.local.insert(key, value);
        }
    }
    let torn = clear.records.len() + clear.local.len() < held;
    Ok((clear, torn))
}

/// The ops of a chunk: of its pieces those that follow one another from `from` on.
fn pieces(cipher: &dyn Cipher, place: &str, from: u64, text: &str) -> String {
    let (mut ops, mut next) = (String::new(), from);
    for piece in text.split('\n') {
        let Some(piece) = cipher.open(place, piece) else { continue };
        let Some((at, text)) = piece.split_once('\n') else { continue };
        if at.parse() != Ok(next) {
            continue;
        }
        if next > from {
            ops.push('\n');
        }
        ops.push_str(text);
        next += lines(text);
    }
    ops
}

/// Some JSON as localStorage and the mirror are to hold it: JSON again, of one line.
pub fn sealed_json(cipher: Option<&dyn Cipher>, place: &str, json: String) -> String {
    match cipher {
        Some(cipher) => ["\"", &cipher.seal(place, &json), "\""].concat(),
        None => json,
    }
}

/// The JSON of [`sealed_json`] again, if it opens.
pub fn opened_json<'a>(cipher: Option<&dyn Cipher>, place: &str, held: &'a str) -> Option<Cow<'a, str>> {
    match cipher {
        Some(cipher) => cipher.open(place, held.strip_prefix('"')?.strip_suffix('"')?).map(Cow::Owned),
        None => Some(Cow::Borrowed(held)),
    }
}

/// True where a text is a sealed one.
pub fn is_sealed(text: &str) -> bool {
    text.starts_with(MARK)
}

fn place(kind: &str, name: &str) -> String {
    [kind, "/", name].concat()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
