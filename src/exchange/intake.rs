//! Many files at once, read one by one: each is verified when it comes, and one that came before is not read again.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::backup::{Received, receive};
use super::claimed::claimed_sender;
use super::locked::is_locked;
use super::read::{ReadError, VerifiedFile};
use super::unpack::{Found, Unfit};

/// Files in the order in which they came; [`super::plan()`] says what to do with them.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    pub(super) files: Vec<Arrived>,
    /// The first file of that content.
    prints: BTreeMap<[u8; 32], usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Arrived {
    pub name: String,
    pub bytes: usize,
    pub content: Content,
    /// Who a refused file says made it.
    pub claimed: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    Read { file: Arc<VerifiedFile>, is_backup: bool },
    SameAs(usize),
    Locked,
    Refused(ReadError),
    Unfit(Unfit),
}

impl Intake {
    /// Reads and verifies one more file. Its bytes are not kept.
    pub fn add(&mut self, found: Found) {
        let Found { name, content } = found;
        let mut claimed = None;
        let (bytes, content) = match content {
            Ok(bytes) => {
                let content = self.read(&bytes);
                if matches!(content, Content::Refused(_)) {
                    claimed = claimed_sender(&bytes);
                }
                (bytes.len(), content)
            }
            Err(unfit) => (0, Content::Unfit(unfit)),
        };
        self.files.push(Arrived { name, bytes, content, claimed });
    }

    /// Takes one more file that was read elsewhere: its name and length, what it is, and who it says made it where it was
    /// refused. True in what was read for a backup.
    pub fn add_read(
        &mut self,
        (name, bytes): (String, usize),
        print: [u8; 32],
        outcome: Result<(VerifiedFile, bool), ReadError>,
        claimed: Option<String>,
    ) {
        let first = *self.prints.entry(print).or_insert(self.files.len());
        let content = match outcome {
            _ if first < self.files.len() => Content::SameAs(first),
            Ok((file, is_backup)) => Content::Read { file: Arc::new(file), is_backup },
            Err(error) => Content::Refused(error),
        };
        let claimed = claimed.filter(|_| matches!(content, Content::Refused(_)));
        self.files.push(Arrived { name, bytes, content, claimed });
    }

    fn read(&mut self, bytes: &[u8]) -> Content {
        let print: [u8; 32] = Sha256::digest(bytes).into();
        let first = *self.prints.entry(print).or_insert(self.files.len());
        if first < self.files.len() {
            return Content::SameAs(first);
        }
        if is_locked(bytes) {
            return Content::Locked;
        }
        match receive(bytes) {
            Ok(Received::File(file)) => Content::Read { file: Arc::new(*file), is_backup: false },
            Ok(Received::Backup(backup)) => Content::Read { file: Arc::new(backup.file), is_backup: true },
            Err(error) => Content::Refused(error),
        }
    }

    /// The SHA-256 of the file at that place; none where one of the same content came before, or it was not looked into.
    pub fn print_of(&self, at: usize) -> Option<[u8; 32]> {
        self.prints.iter().find(|(_, first)| **first == at).map(|(print, _)| *print)
    }

    /// Who the file at that place says made it, where it was refused: nothing vouches for that.
    pub fn claimed_by(&self, at: usize) -> Option<&str> {
        self.files.get(at)?.claimed.as_deref()
    }

    /// How many files came.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True when none came.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
