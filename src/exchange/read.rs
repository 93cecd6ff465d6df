//! Reading an exchange file: everything is checked before anything is applied.

use serde::{Deserialize, Serialize};

use super::envelope::{Envelope, FORMAT, Have, LogPart, Sender, Summary, VERSION, signed_text};
use crate::oplog::{
    ActorId, ChainHash, Log, LogError, LogHeader, OpError, PublicKey, Scope, Seal, Signature, Timestamp, Unverified,
    Verified, WorkspaceId,
};

/// The most bytes read; a street's ten years stay far below.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// A file whose chains, seals and signature hold.
#[derive(Clone, Debug)]
pub struct VerifiedFile {
    /// The workspace it belongs to.
    pub workspace: WorkspaceId,
    /// What that is called.
    pub title: String,
    /// Who made the file.
    pub from: Sender,
    /// When, by its maker's clock.
    pub made_at: Timestamp,
    /// What its maker had.
    pub summary: Summary,
    /// True when it needs nothing that came before.
    pub is_complete: bool,
    /// How far its maker's logs reached.
    pub have: Have,
    /// The logs, ready to be admitted.
    pub logs: Vec<Log<Verified>>,
}

/// Why a file is refused. Nothing of it is applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ReadError {
    /// It has no content.
    #[error("the file is empty")]
    Empty,
    /// More than [`MAX_BYTES`].
    #[error("the file is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// It is no JSON text.
    #[error("not JSON: {0}")]
    NotJson(String),
    /// It ends in the middle.
    #[error("the file is cut off")]
    Truncated,
    /// Nested more than 128 levels.
    #[error("nested too deep")]
    TooDeep,
    /// JSON of something else.
    #[error("another format")]
    OtherFormat,
    /// A version this program does not read yet.
    #[error("version {0} is newer than {VERSION}")]
    NewerVersion(u64),
    /// A key stands twice.
    #[error("a key stands twice: {0}")]
    DuplicateKey(String),
    /// Not of the format's shape.
    #[error("not of the format's shape: {0}")]
    Structure(String),
    /// A seal or the signature does not fit: something was altered, left out or put in.
    #[error("altered after it was made")]
    Altered,
}

/// Is told how many ops of a file were read, and how many it holds.
pub type Told<'a> = dyn FnMut(usize, usize) + 'a;

/// Ops read between two times that it is told.
const PIECE: usize = 2_000;

/// Reads and verifies a file.
pub fn read(bytes: &[u8]) -> Result<VerifiedFile, ReadError> {
    read_telling(bytes, &mut |_, _| {})
}

/// Reads and verifies a file, and tells how far it has come.
pub fn read_telling(bytes: &[u8], told: &mut Told<'_>) -> Result<VerifiedFile, ReadError> {
    let text = text(bytes)?;
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(|error| why(text, &error))?;
    if envelope.format != FORMAT {
        return Err(ReadError::OtherFormat);
    }
    if envelope.version != VERSION {
        return Err(ReadError::NewerVersion(envelope.version.into()));
    }
    verify(envelope, told)
}

/// The text of a file of ours, without the mark some programs put in front.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(ReadError::Empty);
    }
    std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        // A character cut in half at the very end.
        None => ReadError::Truncated,
        Some(_) => ReadError::NotJson("not UTF-8".to_owned()),
    })
}

fn structure(what: &str) -> ReadError {
    ReadError::Structure(what.to_owned())
}

fn verify(envelope: Envelope<'_>, told: &mut Told<'_>) -> Result<VerifiedFile, ReadError> {
    let workspace = WorkspaceId::parse(&envelope.workspace).ok_or_else(|| structure("workspace"))?;
    let made_at = Timestamp::parse(&envelope.made_at).ok_or_else(|| structure("made_at"))?;
    let mut logs = Vec::with_capacity(envelope.logs.len());
    let all = envelope.logs.iter().map(|part| part.ops.len()).sum();
    let mut done = 0;
    for part in &envelope.logs {
        let tell = &mut |ops| {
            done += ops;
            told(done, all);
        };
        logs.push(log(part, tell)?.verify(workspace).map_err(refuse_log)?);
    }
    let heads: Vec<ChainHash> = logs.iter().map(Log::head).collect();
    let key = PublicKey::parse(&envelope.from.key).map_err(|_| structure("from.key"))?;
    let actor = ActorId::parse(&envelope.from.actor).map_err(|_| structure("from.actor"))?;
    let signature = Signature::parse(&envelope.signature).map_err(|_| structure("signature"))?;
    if key.actor() != actor || key.verify(signed_text(&envelope, &heads).as_bytes(), &signature).is_err() {
        return Err(ReadError::Altered);
    }
    let Envelope { title, from, summary, base, have, .. } = envelope;
    Ok(VerifiedFile { workspace, title, from, made_at, summary, is_complete: base.is_none(), have, logs })
}

fn log(part: &LogPart<'_>, tell: &mut dyn FnMut(usize)) -> Result<Log<Unverified>, ReadError> {
    let header = LogHeader {
        actor: ActorId::parse(&part.actor).map_err(|_| structure("logs.actor"))?,
        scope: Scope::parse(&part.scope).ok_or_else(|| structure("logs.scope"))?,
        key: PublicKey::parse(&part.key).map_err(|_| structure("logs.key"))?,
        from: part.from,
        prev: ChainHash::parse(&part.prev).ok_or_else(|| structure("logs.prev"))?,
    };
    if part.ops.is_empty() || part.from == 0 {
        return Err(structure("logs.ops"));
    }
    let last = part.from.checked_add(part.ops.len() as u64 - 1).ok_or_else(|| structure("logs.from"))?;
    let signature = Signature::parse(&part.seal).map_err(|_| structure("logs.seal"))?;
    let capacity = part.ops.iter().map(|op| op.get().len()).sum();
    let seal = Some(Seal { seq: last, signature });
    let mut log = Log::begin(header, seal, part.ops.len(), capacity).map_err(refuse_log)?;
    for piece in part.ops.chunks(PIECE) {
        log.extend(&mut piece.iter().map(|op| op.get())).map_err(refuse_log)?;
        tell(piece.len());
    }
    Ok(log)
}

pub(super) fn refuse_log(error: LogError) -> ReadError {
    match error {
        LogError::ForeignKey(_) | LogError::FalseStart(_) | LogError::BrokenSeal(_) => ReadError::Altered,
        LogError::Op { source: OpError::TooDeep, .. } => ReadError::TooDeep,
        LogError::Op { source: OpError::Malformed(what), .. } if what.contains("twice") => {
            ReadError::DuplicateKey(what)
        }
        LogError::Op { source, .. } => ReadError::Structure(source.to_string()),
        LogError::TooBig(_) => ReadError::TooLarge,
    }
}

/// What of a file tells what it is.
#[derive(Deserialize)]
pub(super) struct Sniffed {
    #[serde(default)]
    pub format: Option<String>,
    #[serde(default)]
    pub version: Option<u64>,
}

/// Words the refusal of a text that is not an envelope of this version.
fn why(text: &str, error: &serde_json::Error) -> ReadError {
    if !text.trim_start().starts_with(['{', '[']) {
        return ReadError::NotJson(error.to_string());
    }
    if error.is_eof() {
        return ReadError::Truncated;
    }
    if error.is_syntax() {
        let is_deep = error.to_string().contains("recursion limit");
        return if is_deep { ReadError::TooDeep } else { ReadError::NotJson(error.to_string()) };
    }
    match serde_json::from_str::<Sniffed>(text) {
        Ok(Sniffed { format: Some(format), version: Some(version) })
            if format == FORMAT && version > u64::from(VERSION) =>
        {
            ReadError::NewerVersion(version)
        }
        Ok(Sniffed { format: Some(format), .. }) if format == FORMAT => {
            let what = error.to_string();
            if what.contains("duplicate field") { ReadError::DuplicateKey(what) } else { ReadError::Structure(what) }
        }
        Ok(_) => ReadError::OtherFormat,
        Err(inner) if inner.to_string().contains("duplicate field") => ReadError::DuplicateKey(inner.to_string()),
        Err(inner) if inner.is_eof() => ReadError::Truncated,
        Err(inner) if inner.is_syntax() => ReadError::NotJson(inner.to_string()),
        Err(_) => ReadError::OtherFormat,
    }
}
