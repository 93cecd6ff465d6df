//! Writing an exchange file.

use serde_json::value::RawValue;

use super::envelope::{
    Envelope, FORMAT, HASH_CHARS, Have, LogPart, Sender, Summary, VERSION, branch_name, log_name, signed_text,
};
use crate::oplog::{ActorId, BranchState, ChainHash, Replica, Scope, SecretKey, Timestamp, WorkspaceId};

/// What a file is to say beside the logs.
#[derive(Clone, Debug)]
pub struct Contents {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// What it is called.
    pub title: String,
    /// The office this installation speaks for, with its name.
    pub office: Option<(String, String)>,
    /// Now, by this machine's clock.
    pub made_at: Timestamp,
    /// Records in the lists; the ops are counted here.
    pub summary: Summary,
    /// What the receiver has; nothing makes a complete file.
    pub base: Option<Have>,
    /// Whose private logs go along.
    pub private: Private,
}

/// Whose private logs go into a file. A log goes whole, so single fields of it cannot be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Private {
    /// Nobody's.
    #[default]
    None,
    /// Of these installations.
    Of(Vec<ActorId>),
    /// All that are here: for a backup.
    All,
}

impl Private {
    fn takes(&self, actor: ActorId) -> bool {
        match self {
            Private::None => false,
            Private::Of(chosen) => chosen.contains(&actor),
            Private::All => true,
        }
    }
}

/// Why no file was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The receiver has everything.
    #[error("there is nothing the receiver lacks")]
    NothingNew,
    /// This device's newest ops are not sealed.
    #[error("a log of this device is not sealed")]
    Unsealed,
}

/// How far each log of a replica reaches, as `have` says it; private logs are nobody's to ask for.
pub fn have(replica: &Replica) -> Have {
    let shared = replica.branch_states().into_iter().filter(|it| it.header.scope == Scope::Shared);
    shared.map(|it| (branch_name(&it), (it.last, short(it.head)))).collect()
}

/// Enough of a hash to tell branches apart; what a log continues is checked against the whole.
fn short(hash: ChainHash) -> String {
    hash.to_string()[..HASH_CHARS].to_owned()
}

/// The place after which a branch is new to the receiver.
///
/// Which branch of a fork goes by the log's own name depends on which was met first, so every entry of the log is tried.
/// Private logs always go whole: nobody says what he has of them.
pub(super) fn known_to(base: Option<&Have>, branch: &BranchState, replica: &Replica) -> u64 {
    let from = branch.header.from;
    let base = base.filter(|_| branch.header.scope == Scope::Shared);
    let log = log_name(branch);
    let mut known = from - 1;
    for (name, (seq, hash)) in base.into_iter().flatten() {
        let of_log = name.strip_prefix(&log).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let ours = if of_log && *seq > known { replica.hash_at(branch, *seq).map(short) } else { None };
        if hash.get(..HASH_CHARS).is_some_and(|hash| ours.as_deref() == Some(hash)) {
            known = *seq;
        }
    }
    known
}

/// How many ops of a scope a receiver with that base lacks.
pub fn lacking(replica: &Replica, base: Option<&Have>, scope: Scope) -> u64 {
    let branches = replica.branch_states().into_iter().filter(|branch| branch.header.scope == scope);
    branches.map(|branch| branch.last.saturating_sub(known_to(base, &branch, replica))).sum()
}

/// What all of several receivers have of a replica's shared logs: with it as base, one file answers them all.
pub fn common(replica: &Replica, receivers: &[&Have]) -> Have {
    let mut common = Have::new();
    for branch in replica.branch_states() {
        let known = receivers.iter().map(|have| known_to(Some(*have), &branch, replica)).min().unwrap_or(0);
        if branch.header.scope == Scope::Shared && known >= branch.header.from {
            let hash = replica.hash_at(&branch, known).map(short).unwrap_or_default();
            common.insert(branch_name(&branch), (known, hash));
        }
    }
    common
}

/// Writes the logs of a replica, or what of them the receiver lacks. This device's logs must be sealed.
pub fn write(replica: &Replica, key: &SecretKey, contents: Contents) -> Result<String, WriteError> {
    write_of(replica, key, contents, None)
}

/// Writes as [`write()`] does, the logs of some installations only where these are given: each log whole, so that it can be
/// checked by whoever has nothing else.
pub fn write_of(
    replica: &Replica,
    key: &SecretKey,
    contents: Contents,
    writers: Option<&[ActorId]>,
) -> Result<String, WriteError> {
    // A part of the logs is no complete file: nobody is to begin with it.
    let base = contents.base.or(writers.map(|_| Have::new()));
    let mut logs = Vec::new();
    let mut heads = Vec::new();
    let mut continued = Have::new();
    for branch in replica.branch_states() {
        let header = &branch.header;
        if header.scope == Scope::Private && !contents.private.takes(header.actor) {
            continue;
        }
        if writers.is_some_and(|it| !it.contains(&header.actor)) {
            continue;
        }
        let known = known_to(base.as_ref(), &branch, replica);
        let is_own = header.actor == key.actor();
        let seal = match branch.seal {
            // Another's log that was not kept to its end when this machine stopped goes as far as its seal.
            Some(seal) if !is_own || seal.seq == branch.last => seal,
            None if !is_own => continue,
            _ if known >= branch.last => continue,
            _ => return Err(WriteError::Unsealed),
        };
        let last = seal.seq;
        if known >= last {
            continue;
        }
        let prev = replica.hash_at(&branch, known);
        let prev = prev.ok_or(WriteError::Unsealed)?;
        if known >= header.from {
            continued.insert(branch_name(&branch), (known, short(prev)));
        }
        let raw = |text| serde_json::from_str::<&RawValue>(text).expect("an op in a replica is JSON");
        heads.push(replica.hash_at(&branch, last).ok_or(WriteError::Unsealed)?);
        logs.push(LogPart {
            actor: header.actor.to_string(),
            scope: header.scope.as_str().to_owned(),
            key: header.key.to_string(),
            from: known + 1,
            prev: prev.to_string(),
            ops: replica.op_texts(&branch, known + 1, last).into_iter().map(raw).collect(),
            seal: seal.signature.to_string(),
        });
    }
    if logs.is_empty() {
        return Err(WriteError::NothingNew);
    }
    let (office, name) = contents.office.map_or((None, String::new()), |(id, name)| (Some(id), name));
    let from = Sender { actor: key.actor().to_string(), key: key.public().to_string(), office, name };
    let ops = logs.iter().map(|log| log.ops.len() as u64).sum();
    let mut envelope = Envelope {
        format: FORMAT.to_owned(),
        version: VERSION,
        workspace: contents.workspace.to_string(),
        title: contents.title,
        from,
        made_at: contents.made_at.to_string(),
        summary: Summary { ops, ..contents.summary },
        base: base.map(|_| continued),
        logs,
        have: have(replica),
        signature: String::new(),
    };
    envelope.signature = key.sign(signed_text(&envelope, &heads).as_bytes()).to_string();
    Ok(serde_json::to_string(&envelope).expect("texts, numbers and JSON always serialize"))
}
