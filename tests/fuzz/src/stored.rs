//! What a machine's stores hold: segments, journal, mirror and marks, damaged in any way.
//!
//! The stores are told as lines: a letter, a blank and the line's content. `s` is the sentinel, `l` the small values, `j`
//! an entry of the journal, `m` the mirror's marks, `e` an entry of the mirror, `n` the number of the database's last
//! save, `r` a chain's record after its name and a tab, `c` a segment after its chain, a tab, its place and a tab, with
//! `\x1e` between its ops, and `k` says that the workspace is known here.

use three_lists::domain::order;
use three_lists::oplog::{ChainHash, Log, LogHeader, PublicKey, Scope, Unverified};
use three_lists::storage::plan::{Evidence, recover, wants_mirror};
use three_lists::storage::{Recovery, StoredChain};
use three_lists::workspace::{StoredText, Workspace};

use super::looked_at::{device, look_at, stored};

/// Recovers what such stores hold and opens it, also with hashes that fit: who alters a store can reckon them.
pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut evidence = told(text);
    let without = Evidence { mirror: Vec::new(), ..evidence.clone() };
    wants_mirror(&evidence, &recover(&without));
    let recovered = recover(&evidence);
    let chains = recovered.opened.chains.clone();
    open(&chains, |chain| chain.head.clone());
    open(&chains, |chain| fitting_head(chain).map(|head| head.to_string()).unwrap_or_default());

    // What was put right stays right, unless something is missing and is told again.
    for change in &recovered.changes {
        evidence.store.apply(change);
    }
    evidence.sentinel = Some(recovered.marks);
    let again = recover(&evidence);
    if !matches!(recovered.opened.recovery, Recovery::Damaged { .. }) {
        let is_damaged = matches!(again.opened.recovery, Recovery::Damaged { .. });
        assert!(!is_damaged, "what was put right is damaged the next time");
    }
}

fn told(text: &str) -> Evidence {
    let mut evidence = Evidence::default();
    for line in text.lines() {
        let Some((mark, content)) = line.split_at_checked(2) else { continue };
        match mark {
            "s " => evidence.sentinel = serde_json::from_str(content).ok(),
            "l " => evidence.local = serde_json::from_str(content).ok(),
            "j " => evidence.journal.extend(serde_json::from_str(content)),
            "m " => evidence.mirror_marks = serde_json::from_str(content).ok(),
            "e " => evidence.mirror.extend(serde_json::from_str(content)),
            "n " => evidence.store.seq = content.parse().unwrap_or(0),
            "k " => evidence.known = true,
            "r " => {
                if let Some((chain, record)) = content.split_once('\t')
                    && let Ok(record) = serde_json::from_str(record)
                {
                    evidence.store.records.insert(chain.to_owned(), record);
                }
            }
            "c " => {
                let mut parts = content.splitn(3, '\t');
                if let (Some(chain), Some(Ok(from)), Some(ops)) =
                    (parts.next(), parts.next().map(str::parse), parts.next())
                {
                    let ops = ops.replace('\u{1e}', "\n");
                    evidence.store.chunks.insert((chain.to_owned(), from), ops);
                }
            }
            _ => {}
        }
    }
    // As the stores hand them out.
    order::sort_by_key(&mut evidence.mirror, |entry| entry.seq);
    order::sort_by_key(&mut evidence.journal, |entry| entry.seq);
    evidence
}

fn open(chains: &[StoredChain], head: impl Fn(&StoredChain) -> String) {
    let text = |it: &StoredChain| StoredText {
        chain: it.chain.clone(),
        meta: it.meta.clone(),
        ops: it.ops.clone(),
        head: head(it),
    };
    let chains: Vec<StoredText> = chains.iter().map(text).collect();
    let opened = match Workspace::open(&chains, device()) {
        Ok(opened) => opened,
        Err(refused) => return drop(refused.to_string()),
    };
    look_at(&opened);
    // Another tab that holds the same and rejoins finds nothing new.
    let (rejoined, changes) = opened.rejoin(&chains, device()).expect("what was opened joins itself");
    assert_eq!(rejoined.state_hash(), opened.state_hash());
    assert!(stored(changes).iter().all(|it| it.ops.is_empty()), "rejoining itself writes no op");
}

/// The hash that a chain's ops have, from where its description says it begins.
fn fitting_head(chain: &StoredChain) -> Option<ChainHash> {
    let meta: serde_json::Value = serde_json::from_str(&chain.meta).ok()?;
    let text = |name: &str| meta.get(name)?.as_str();
    let key = PublicKey::parse(text("key")?).ok()?;
    let (scope, prev) = (Scope::parse(text("scope")?)?, ChainHash::parse(text("prev")?)?);
    let from = meta.get("from")?.as_u64()?;
    from.checked_add(chain.ops.len() as u64)?;
    let header = LogHeader { actor: key.actor(), scope, key, from, prev };
    let log = Log::<Unverified>::new(header, chain.ops.lines(), None, 0).ok()?;
    Some(log.ops().fold(prev, ChainHash::then))
}
