//! Exchange files taken apart and put together again by hand, sealed and signed with any key, as somebody with an editor
//! and the format's description could. Written after docs/exchange-format.md and not after the program's own writer.

use serde_json::{Value, json};
use three_lists::oplog::{ActorId, ChainHash, Scope, SecretKey};

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str()
}

/// The chain's hash after a log's last op, as its header has it begin.
pub fn head_of(log: &Value) -> Option<ChainHash> {
    let prev = ChainHash::parse(text(log, "prev")?)?;
    // Read as JSON and written again, keys stand sorted and nothing between: the canonical form.
    Some(log.get("ops")?.as_array()?.iter().fold(prev, |head, op| head.then(&op.to_string())))
}

fn last_of(log: &Value) -> Option<u64> {
    let count = log.get("ops")?.as_array()?.len() as u64;
    log.get("from")?.as_u64()?.checked_add(count)?.checked_sub(1)
}

/// Puts a seal by `key` on a log of a file, in the name of `actor`.
pub fn seal_as(file: &mut Value, log: usize, key: &SecretKey, actor: ActorId) -> Option<()> {
    let workspace = text(file, "workspace")?.to_owned();
    let log = file.get_mut("logs")?.get_mut(log)?;
    let (head, last, scope) = (head_of(log)?, last_of(log)?, text(log, "scope")?);
    let message = format!("three-lists/seal/1\n{workspace}\n{actor}\n{scope}\n{last}\n{head}\n");
    log["seal"] = key.sign(message.as_bytes()).to_string().into();
    Some(())
}

/// Signs a file with `key`, as it stands.
pub fn sign_as(file: &mut Value, key: &SecretKey) -> Option<()> {
    let mut logs = Vec::new();
    for log in file.get("logs")?.as_array()? {
        let head = head_of(log)?.to_string();
        logs.push(json!({
            "actor": log["actor"], "from": log["from"], "head": head, "last": last_of(log)?, "scope": log["scope"],
        }));
    }
    // Its keys stand sorted, as the format wants them.
    let mut cover = json!({ "base": file.get("base"), "logs": logs });
    for name in ["format", "from", "have", "made_at", "summary", "title", "version", "workspace"] {
        cover[name] = file.get(name)?.clone();
    }
    file["signature"] = key.sign(format!("three-lists/file/1\n{cover}").as_bytes()).to_string().into();
    Some(())
}

/// Makes a log of a file the log of `key`, from its first op on, and seals it.
pub fn take_over(file: &mut Value, log: usize, key: &SecretKey) -> Option<()> {
    let part = file.get_mut("logs")?.get_mut(log)?;
    let scope = Scope::parse(text(part, "scope")?)?;
    part.as_object_mut()?.extend([
        ("actor".to_owned(), key.actor().to_string().into()),
        ("key".to_owned(), key.public().to_string().into()),
    ]);
    if part.get("from")?.as_u64()? == 1 {
        part["prev"] = ChainHash::genesis(key.actor(), scope).to_string().into();
    }
    seal_as(file, log, key, key.actor())
}

/// Makes `key` the file's maker, and signs.
pub fn make_own(file: &mut Value, key: &SecretKey) -> Option<()> {
    let from = file.get_mut("from")?.as_object_mut()?;
    from.insert("actor".to_owned(), key.actor().to_string().into());
    from.insert("key".to_owned(), key.public().to_string().into());
    sign_as(file, key)
}
