//! What the worker does for the page beside reading: opening a locked file, unpacking archives. Either takes the page longer than
//! it may stand still, and cannot be divided.
//!
//! Bytes travel beside the words, those of several files one behind the other.

use serde::{Deserialize, Serialize};

use super::locked::{UnlockError, unlock};
use super::unpack::{Found, OldNames, Unfit, unpack};

/// What the worker is asked with to open a locked file; the passphrase stands behind it.
pub const UNLOCK: &str = "unlock ";

/// What it is asked with to unpack archives; what [`pack_up`] says stands behind it.
pub const UNPACK: &str = "unpack ";

/// A file's name, and how many of the bytes are its own.
#[derive(Serialize, Deserialize)]
struct Packed<T> {
    name: String,
    bytes: T,
}

/// Opens a locked file: what came of it, and the bytes of the file inside.
pub fn unlock_for(bytes: &[u8], passphrase: &str) -> (String, Vec<u8>) {
    let (outcome, bytes) = match unlock(bytes, passphrase) {
        Ok(bytes) => (Ok(()), bytes),
        Err(error) => (Err(error), Vec::new()),
    };
    (told(&outcome), bytes)
}

/// Takes what [`unlock_for`] gave; nothing where it is not that.
pub fn unlocked(answer: &str, bytes: Vec<u8>) -> Option<Result<Vec<u8>, UnlockError>> {
    let outcome: Result<(), UnlockError> = serde_json::from_str(answer).ok()?;
    Some(outcome.map(|()| bytes))
}

/// Files as they go to the worker: what they are called and how long they are, and their bytes.
pub fn pack_up(files: &[(String, Vec<u8>)]) -> (String, Vec<u8>) {
    let list = files.iter().map(|(name, bytes)| Packed { name: name.clone(), bytes: bytes.len() });
    let list: Vec<Packed<usize>> = list.collect();
    let mut all = Vec::with_capacity(files.iter().map(|(_, bytes)| bytes.len()).sum());
    files.iter().for_each(|(_, bytes)| all.extend_from_slice(bytes));
    (told(&list), all)
}

/// Does for such files what [`unpack`] does; nothing where they are not that.
pub fn unpack_for(list: &str, bytes: &[u8], names: OldNames) -> Option<(String, Vec<u8>)> {
    let list: Vec<Packed<usize>> = serde_json::from_str(list).ok()?;
    let mut rest = bytes;
    let mut files = Vec::with_capacity(list.len());
    for Packed { name, bytes } in list {
        files.push((name, taken(&mut rest, bytes)?));
    }
    let mut all = Vec::new();
    let answer = |found: Found| {
        let bytes = found.content.map(|bytes| {
            all.extend_from_slice(&bytes);
            bytes.len()
        });
        Packed { name: found.name, bytes }
    };
    let answer: Vec<Packed<Result<usize, Unfit>>> = unpack(files, names).into_iter().map(answer).collect();
    Some((told(&answer), all))
}

/// Takes what [`unpack_for`] gave; nothing where it is not that.
pub fn unpacked(answer: &str, bytes: &[u8]) -> Option<Vec<Found>> {
    let list: Vec<Packed<Result<usize, Unfit>>> = serde_json::from_str(answer).ok()?;
    let mut rest = bytes;
    let found = list.into_iter().map(|Packed { name, bytes }| {
        let content = match bytes {
            Ok(length) => Ok(taken(&mut rest, length)?),
            Err(unfit) => Err(unfit),
        };
        Some(Found { name, content })
    });
    found.collect()
}

/// The next bytes, if there are so many.
fn taken(rest: &mut &[u8], length: usize) -> Option<Vec<u8>> {
    let (next, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(next.to_vec())
}

fn told(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).expect("texts and whole numbers always serialize")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn archive() -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in [("a.json", &b"{\"a\":1}"[..]), ("b/c.json", b"{}"), ("d.txt", b"words")] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a name");
            writer.write_all(bytes).expect("memory");
        }
        writer.finish().expect("memory").into_inner()
    }

    #[test]
    fn a_locked_file_is_opened_there_as_it_is_here() {
        let locked = include_bytes!("../../tests/cases/exchange/locked-v1.json");
        for (bytes, passphrase) in [(&locked[..], "nobody's passphrase"), (b"{}", ""), (b"{", "x"), (b"", "")] {
            let (answer, inside) = unlock_for(bytes, passphrase);
            assert_eq!(unlocked(&answer, inside), Some(unlock(bytes, passphrase)), "{passphrase}");
        }
        assert_eq!(unlocked(r#"{"Ok":null}"#, b"inside".to_vec()), Some(Ok(b"inside".to_vec())));
        assert_eq!(unlocked("{}", Vec::new()), None);
    }

    #[test]
    fn archives_are_unpacked_there_as_they_are_here() {
        let archive = archive();
        let file = |name: &str, bytes: &[u8]| (name.to_owned(), bytes.to_vec());
        let files = vec![
            file("a.json", b"{}"),
            file("many.zip", &archive),
            file("cut.zip", &archive[..archive.len() / 2]),
            file("empty.json", b""),
            file("picture.png", b"\x89PNG"),
        ];
        let (list, all) = pack_up(&files);
        let (answer, bytes) = unpack_for(&list, &all, |_| None).expect("as it was packed up");
        assert_eq!(unpacked(&answer, &bytes), Some(unpack(files, |_| None)));
        // What is not whole is nothing.
        assert_eq!(unpack_for(&list, &all[1..], |_| None), None);
        assert_eq!(unpacked(&answer, &bytes[1..]), None);
        assert_eq!(unpacked("[", &[]), None);
    }
}
