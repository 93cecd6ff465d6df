//! The file's outer shape. Keys nobody knows are refused here; what ops carry is kept whatever it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::oplog::{BranchState, ChainHash, Scope};

/// What `format` says.
pub const FORMAT: &str = "three-lists";

/// The version this program writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// Characters of a hash that `base` and `have` carry.
pub(super) const HASH_CHARS: usize = 12;

/// How far each log reaches: by branch name, the place of the last op and the first 12 characters of the chain's hash there.
pub type Have = BTreeMap<String, (u64, String)>;

/// The whole file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "Three Lists exchange file, version 1"))]
pub(super) struct Envelope<'a> {
    /// Always `three-lists`.
    pub format: String,
    /// 1.
    pub version: u32,
    /// The workspace, 32 hex digits: the first 16 bytes of the hash of the street's first op.
    pub workspace: String,
    /// What the workspace is called, for people.
    pub title: String,
    /// Who made the file.
    pub from: Sender,
    /// When, by the maker's clock: `2026-11-22T02:03:00Z`.
    pub made_at: String,
    /// How much it holds, for people.
    pub summary: Summary,
    /// Where the logs here continue what the receiver has already; absent in a complete file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Have>,
    /// The logs.
    #[serde(borrow)]
    pub logs: Vec<LogPart<'a>>,
    /// What the maker has, so that the receiver can send back just what is missing.
    pub have: Have,
    /// The maker's signature over everything but the ops, which the seals cover.
    pub signature: String,
}

/// Who made a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sender {
    /// The installation, 32 hex digits.
    pub actor: String,
    /// Its public key, 43 characters of base64url.
    pub key: String,
    /// Its office's name; empty when it chose none.
    pub name: String,
    /// The office it speaks for, if it chose one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
}

/// How much a file's maker has, for people to recognise it by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Summary {
    /// Needs in the list.
    pub needs: u64,
    /// Ops in the file.
    pub ops: u64,
    /// Projects in the list.
    pub projects: u64,
    /// Resources in the list.
    pub resources: u64,
}

/// A stretch of one log.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct LogPart<'a> {
    /// Whose, 32 hex digits.
    pub actor: String,
    /// `shared` or `private`.
    pub scope: String,
    /// The actor's public key, 43 characters of base64url.
    pub key: String,
    /// Place of the first op here, from 1.
    pub from: u64,
    /// The chain's hash before it, 43 characters of base64url.
    pub prev: String,
    /// The ops, each as its actor wrote it.
    #[serde(borrow)]
    #[cfg_attr(test, schemars(with = "Vec<super::tests::OpShape>"))]
    pub ops: Vec<&'a RawValue>,
    /// The actor's signature over the chain's hash after the last op, 86 characters of base64url.
    pub seal: String,
}

/// What the maker's signature covers; its keys stand in canonical order, and so do those of what it holds.
#[derive(Serialize)]
struct Cover<'a> {
    base: &'a Option<Have>,
    format: &'a str,
    from: &'a Sender,
    have: &'a Have,
    logs: Vec<LogCover<'a>>,
    made_at: &'a str,
    summary: Summary,
    title: &'a str,
    version: u32,
    workspace: &'a str,
}

/// What the maker's signature covers of one log.
#[derive(Serialize)]
struct LogCover<'a> {
    actor: &'a str,
    from: u64,
    head: String,
    last: u64,
    scope: &'a str,
}

/// The text that is signed; `heads` are the chains' hashes after the logs' last ops.
pub(super) fn signed_text(envelope: &Envelope<'_>, heads: &[ChainHash]) -> String {
    let logs = envelope.logs.iter().zip(heads).map(|(log, head)| LogCover {
        actor: &log.actor,
        from: log.from,
        head: head.to_string(),
        last: log.from + log.ops.len() as u64 - 1,
        scope: &log.scope,
    });
    let cover = Cover {
        base: &envelope.base,
        format: &envelope.format,
        from: &envelope.from,
        have: &envelope.have,
        logs: logs.collect(),
        made_at: &envelope.made_at,
        summary: envelope.summary,
        title: &envelope.title,
        version: envelope.version,
        workspace: &envelope.workspace,
    };
    let text = serde_json::to_string(&cover).expect("texts and whole numbers always serialize");
    format!("three-lists/file/1\n{text}")
}

/// A log's name in `base` and `have`.
pub(super) fn log_name(branch: &BranchState) -> String {
    let scope = if branch.header.scope == Scope::Private { "+private" } else { "" };
    format!("{}{scope}", branch.header.actor)
}

/// A branch's name there: the log's, and for what a fork wrote also what tells it apart.
pub(super) fn branch_name(branch: &BranchState) -> String {
    log_name(branch) + &branch.suffix
}
