//! A file on its way from the worker that read it to the page: what was verified in short, and the ops' texts beside it.
//!
//! The page makes the logs again in slices. It takes no log for verified whose chain does not end, hash by hash, at the head
//! that the worker's check of the seal vouched for; seals and signature are not checked a second time.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::backup::{Received, receive_telling};
use super::claimed::claimed_sender;
use super::envelope::{Have, Sender, Summary};
use super::read::{ReadError, Told, VerifiedFile, refuse_log};
use crate::oplog::{
    ActorId, ChainHash, Log, LogHeader, PublicKey, Scope, Seal, SecretKey, Signature, Timestamp, Unverified, Verified,
    WorkspaceId,
};

/// From so many bytes on a file is read in the worker: in the page, this much takes about as long as one may wait unnoticed.
pub const CARRIED: usize = 1_000_000;

/// What the worker is asked with, a file's bytes beside it.
pub const CARRY: &str = "carry";

/// The same, where a backup is to be restored: its key comes along, which stays behind otherwise.
pub const CARRY_WITH_KEY: &str = "carry-with-key";

/// What the worker says of a file.
#[derive(Serialize, Deserialize)]
struct Answer {
    print: [u8; 32],
    claimed: Option<String>,
    outcome: Result<Short, ReadError>,
}

/// A verified file without its ops.
#[derive(Serialize, Deserialize)]
struct Short {
    is_backup: bool,
    key: Option<String>,
    workspace: String,
    title: String,
    from: Sender,
    made_at: i64,
    summary: Summary,
    is_complete: bool,
    have: Have,
    logs: Vec<ShortLog>,
}

/// A verified log without its ops.
#[derive(Serialize, Deserialize)]
struct ShortLog {
    actor: String,
    scope: String,
    key: String,
    from: u64,
    prev: String,
    seal: Option<(u64, String)>,
    /// How many ops, and how many bytes they take, with a line break behind each.
    ops: usize,
    bytes: usize,
    /// The chain's hash after the last of them, which the seal was checked over.
    head: String,
}

/// Reads a file of either format: what is to be said of it, and its ops, a line each. A backup's key is told only where it is
/// asked for.
pub fn carry(bytes: &[u8], with_key: bool, told: &mut Told<'_>) -> (String, Vec<u8>) {
    let mut lines = Vec::new();
    let outcome = receive_telling(bytes, told).map(|received| {
        let (is_backup, key) = match &received {
            Received::Backup(backup) => (true, with_key.then(|| backup.key.to_text())),
            Received::File(_) => (false, None),
        };
        Short { is_backup, key, ..short(received.into_file(), &mut lines) }
    });
    let claimed = if outcome.is_err() { claimed_sender(bytes) } else { None };
    let answer = Answer { print: Sha256::digest(bytes).into(), claimed, outcome };
    (serde_json::to_string(&answer).expect("texts and whole numbers always serialize"), lines)
}

fn short(file: VerifiedFile, lines: &mut Vec<u8>) -> Short {
    let VerifiedFile { workspace, title, from, made_at, summary, is_complete, have, logs } = file;
    let log = |log: Log<Verified>| {
        let before = lines.len();
        for op in log.ops() {
            lines.extend_from_slice(op.as_bytes());
            lines.push(b'\n');
        }
        let LogHeader { actor, scope, key, from, prev } = log.header();
        ShortLog {
            actor: actor.to_string(),
            scope: scope.as_str().to_owned(),
            key: key.to_string(),
            from: *from,
            prev: prev.to_string(),
            seal: log.seal().map(|it| (it.seq, it.signature.to_string())),
            ops: log.len(),
            bytes: lines.len() - before,
            head: log.head().to_string(),
        }
    };
    let (workspace, made_at) = (workspace.to_string(), made_at.0);
    let logs = logs.into_iter().map(log).collect();
    Short { is_backup: false, key: None, workspace, title, from, made_at, summary, is_complete, have, logs }
}

/// A file that arrives from the worker.
pub struct Arriving {
    /// The SHA-256 of its bytes.
    pub print: [u8; 32],
    /// Who it says made it, where it was refused: nothing vouches for that.
    pub claimed: Option<String>,
    /// What it is.
    pub outcome: Result<Unloading, ReadError>,
}

/// The logs of a verified file on their way.
pub struct Unloading {
    short: Short,
    lines: Vec<u8>,
    /// How many of the lines' bytes were gone through, and of their ops.
    read: usize,
    done: usize,
    /// The log being made, and the head it must end at.
    log: Option<(Log<Unverified>, ChainHash)>,
    logs: Vec<Log<Verified>>,
}

/// Takes what [`carry`] gave; nothing where it is not that.
pub fn arrive(answer: &str, lines: Vec<u8>) -> Option<Arriving> {
    let Answer { print, claimed, outcome } = serde_json::from_str(answer).ok()?;
    let outcome = outcome.map(|short| Unloading { short, lines, read: 0, done: 0, log: None, logs: Vec::new() });
    Some(Arriving { print, claimed, outcome })
}

impl Unloading {
    /// True when it is a backup.
    pub fn is_backup(&self) -> bool {
        self.short.is_backup
    }

    /// The key of a backup's installation, where it was asked for.
    pub fn key(&self) -> Option<SecretKey> {
        SecretKey::parse(self.short.key.as_deref()?).ok()
    }

    /// How many ops were taken over.
    pub fn done(&self) -> usize {
        self.done
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.short.logs.iter().map(|it| it.ops).sum()
    }

    /// Takes over the next `most` ops (one at least) of a log, and checks its chain once it is whole; false when nothing is
    /// left.
    pub fn unload(&mut self, most: usize) -> Result<bool, ReadError> {
        let strange = || ReadError::Structure("an answer of the worker".to_owned());
        let Some(short) = self.short.logs.get(self.logs.len()) else { return Ok(false) };
        if self.log.is_none() {
            self.log = Some(begin(short).ok_or_else(strange)?);
        }
        let Some((log, _)) = &mut self.log else { return Ok(false) };
        let count = most.max(1).min(short.ops.saturating_sub(log.len()));
        let rest = self.lines.get(self.read..).unwrap_or_default();
        let mut ends = rest.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
        let mut texts = Vec::with_capacity(count);
        let mut start = 0;
        for end in ends.by_ref().take(count) {
            texts.push(std::str::from_utf8(&rest[start..end]).map_err(|_| strange())?);
            start = end + 1;
        }
        if texts.len() < count {
            return Err(strange());
        }
        log.extend(&mut texts.into_iter()).map_err(refuse_log)?;
        self.read += start;
        self.done += count;
        if log.len() < short.ops {
            return Ok(true);
        }
        let Some((log, head)) = self.log.take() else { return Ok(false) };
        self.logs.push(log.verify_stored(head).map_err(refuse_log)?);
        Ok(self.logs.len() < self.short.logs.len())
    }

    /// The file, once nothing is left.
    pub fn into_file(self) -> Option<VerifiedFile> {
        let Unloading { short, logs, .. } = self;
        if logs.len() < short.logs.len() {
            return None;
        }
        let Short { workspace, title, from, made_at, summary, is_complete, have, .. } = short;
        let (workspace, made_at) = (WorkspaceId::parse(&workspace)?, Timestamp(made_at));
        Some(VerifiedFile { workspace, title, from, made_at, summary, is_complete, have, logs })
    }
}

fn begin(short: &ShortLog) -> Option<(Log<Unverified>, ChainHash)> {
    let header = LogHeader {
        actor: ActorId::parse(&short.actor).ok()?,
        scope: Scope::parse(&short.scope)?,
        key: PublicKey::parse(&short.key).ok()?,
        from: short.from,
        prev: ChainHash::parse(&short.prev)?,
    };
    let seal = match &short.seal {
        Some((seq, signature)) => Some(Seal { seq: *seq, signature: Signature::parse(signature).ok()? }),
        None => None,
    };
    let log = Log::begin(header, seal, short.ops, short.bytes).ok()?;
    Some((log, ChainHash::parse(&short.head)?))
}

#[cfg(test)]
mod tests;
