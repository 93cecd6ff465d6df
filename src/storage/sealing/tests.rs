//! Every text that a save writes, sealed and opened again: nothing readable is left, nothing altered is taken.

use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::*;
use crate::storage::lock::{SlotCipher, SlotKey};
use crate::storage::plan::{Entry, Evidence, LocalValues, Marks, layouts, plan_save, recover, wants_mirror};
use crate::storage::{Batch, ChainUpdate, Desk, MemoryDesk, Opened, Recovery, Source};

const CANARY: &str = "金丝雀七号";

thread_local!(static NONCES: Cell<u64> = const { Cell::new(0) });

/// Nonces that differ without being random.
fn nonce() -> [u8; 12] {
    NONCES.with(|last| last.set(last.get() + 1));
    let mut nonce = [0; 12];
    nonce[..8].copy_from_slice(&NONCES.with(Cell::get).to_le_bytes());
    nonce
}

fn cipher(key: u8) -> Rc<dyn Cipher> {
    Rc::new(SlotCipher::new("slot", SlotKey::from_bytes([key; 32]), nonce))
}

fn now<T>(future: impl Future<Output = T>) -> T {
    match std::pin::pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a desk in memory answers at once"),
    }
}

fn batch(from: u64, count: u64) -> Batch {
    let ops = (from..from + count).map(|at| format!(r#"{{"{CANARY}":{at}}}"#)).collect();
    let head = format!("h{}", from + count - 1);
    let meta = Some(format!("meta {CANARY} {head}"));
    let update = ChainUpdate { chain: "a.s".into(), meta, from, ops, head: head.clone() };
    Batch {
        chains: vec![update],
        local: vec![("device_key".into(), Some(format!("{CANARY} {head}")))],
        ..Batch::default()
    }
}

/// The four stores, as the browser's desk fills them.
#[derive(Default)]
struct Stores {
    database: Contents,
    journal: Vec<String>,
    mirror: Vec<String>,
    values: Option<String>,
    marks: Marks,
}

impl Stores {
    fn save(&mut self, cipher: &dyn Cipher, batch: &Batch) {
        let (clear, _) = opened(Some(cipher), self.database.clone()).unwrap();
        let plan = plan_save(batch, &layouts(&clear), self.marks.seq + 1).unwrap();
        let json = serde_json::to_string(&plan.entry).unwrap();
        let line = sealed_json(Some(cipher), ENTRY, json);
        self.journal.push(line.clone());
        self.mirror.push(line);
        self.marks = plan.marks(&self.marks);
        let mut values = self.local(cipher).unwrap_or_default();
        values.seq = self.marks.seq;
        for (key, value) in &plan.entry.local {
            values.values.insert(key.clone(), value.clone().unwrap());
        }
        self.values = Some(sealed_json(Some(cipher), VALUES, serde_json::to_string(&values).unwrap()));
        sealed(Some(cipher), &plan.changes).iter().for_each(|change| self.database.apply(change));
    }

    fn local(&self, cipher: &dyn Cipher) -> Option<LocalValues> {
        serde_json::from_str(&opened_json(Some(cipher), VALUES, self.values.as_ref()?)?).ok()
    }

    /// As the browser's desk opens: the journal and the mirror are read only when they are wanted.
    fn open(&self, cipher: &dyn Cipher) -> Opened {
        let read = |lines: &[String]| -> Vec<Entry> {
            let entry = |line: &String| serde_json::from_str(&opened_json(Some(cipher), ENTRY, line)?).ok();
            lines.iter().filter_map(entry).collect()
        };
        let (store, torn) = opened(Some(cipher), self.database.clone()).unwrap();
        let mut evidence = Evidence {
            sentinel: Some(self.marks.clone()),
            local: self.local(cipher),
            store,
            torn,
            mirror_marks: Some(self.marks.clone()),
            known: true,
            ..Evidence::default()
        };
        let mut found = recover(&evidence);
        if torn || found.opened.recovery != Recovery::Intact {
            evidence.journal = read(&self.journal);
            found = recover(&evidence);
        }
        if wants_mirror(&evidence, &found) {
            evidence.mirror = read(&self.mirror);
            found = recover(&evidence);
        }
        found.opened
    }

    /// All that stands on the disk.
    fn texts(&self) -> String {
        let Contents { seq: _, records, chunks, local } = &self.database;
        let lines = self.journal.iter().chain(&self.mirror).chain(&self.values);
        format!("{records:?}{chunks:?}{local:?}{:?}{:?}", self.marks, lines.collect::<Vec<_>>())
    }
}

fn filled(cipher: &dyn Cipher, counts: &[u64]) -> Stores {
    let mut stores = Stores::default();
    let mut from = 1;
    for &count in counts {
        stores.save(cipher, &batch(from, count));
        from += count;
    }
    stores
}

fn is_whole(opened: &Opened, count: u64) {
    assert_eq!(opened.chains[0].ops, batch(1, count).chains[0].ops.join("\n"));
    assert_eq!((opened.chains[0].count, opened.chains[0].head.clone()), (count, format!("h{count}")));
    assert_eq!(opened.chains[0].meta, format!("meta {CANARY} h{count}"));
    assert_eq!(opened.local["device_key"], format!("{CANARY} h{count}"));
}

#[test]
fn every_store_is_sealed_and_opens_again() {
    let cipher = cipher(1);
    // Merging small saves into segments, a save of several segments, and a tail.
    let stores = filled(&*cipher, &[1, 2, 997, 1, 2_500, 3]);
    let opened = stores.open(&*cipher);
    assert_eq!(opened.recovery, Recovery::Intact);
    is_whole(&opened, 3_504);
    assert!(stores.database.chunks.len() <= 6, "{} chunks", stores.database.chunks.len());
    let texts = stores.texts();
    assert!(!texts.contains(CANARY), "a readable canary");
}

#[test]
fn a_flipped_byte_is_refused_and_another_store_gives_it_back() {
    let cipher = cipher(1);
    let flip = |text: &mut String| {
        let at = text.len() / 2;
        let other = if &text[at..=at] == "A" { "B" } else { "A" };
        text.replace_range(at..=at, other);
    };
    let is_back = |stores: &Stores, from: Option<Source>| {
        let opened = stores.open(&*cipher);
        is_whole(&opened, 1_204);
        let found = match opened.recovery {
            Recovery::Restored { from, .. } => Some(from),
            Recovery::Intact => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(found, from);
    };
    let fresh = || filled(&*cipher, &[1, 999, 200, 4]);
    for at in 0..3 {
        let mut stores = fresh();
        flip(stores.database.chunks.values_mut().nth(at).unwrap());
        is_back(&stores, Some(Source::Journal));
        stores.journal.clear();
        is_back(&stores, Some(Source::Mirror));
        // A bad line of the journal is passed over, and the mirror has it.
        let mut stores = fresh();
        flip(stores.database.chunks.values_mut().nth(at).unwrap());
        stores.journal.iter_mut().for_each(flip);
        is_back(&stores, Some(Source::Mirror));
    }
    let mut stores = fresh();
    flip(&mut stores.database.records.get_mut("a.s").unwrap().meta);
    is_back(&stores, None);
    stores.journal.clear();
    is_back(&stores, None);
    let mut stores = fresh();
    flip(stores.database.local.get_mut("device_key").unwrap());
    stores.open(&*cipher);
    is_whole(&stores.open(&*cipher), 1_204);
    let mut stores = fresh();
    flip(stores.values.as_mut().unwrap());
    is_back(&stores, None);
}

#[test]
fn what_is_put_right_beside_a_bad_piece_survives_merging() {
    let cipher = cipher(1);
    let mut stores = filled(&*cipher, &[1, 1, 1]);
    // The second of three small chunks goes bad; repairing writes it, and the third, anew.
    let bad = stores.database.chunks.get_mut(&("a.s".to_owned(), 2)).unwrap();
    *bad = cipher.seal("ops/a.s", "9\nanother place");
    let evidence = Evidence {
        sentinel: Some(stores.marks.clone()),
        local: stores.local(&*cipher),
        journal: stores
            .journal
            .iter()
            .map(|line| serde_json::from_str(&opened_json(Some(&*cipher), ENTRY, line).unwrap()).unwrap())
            .collect(),
        store: opened(Some(&*cipher), stores.database.clone()).unwrap().0,
        ..Evidence::default()
    };
    let found = recover(&evidence);
    sealed(Some(&*cipher), &found.changes).iter().for_each(|change| stores.database.apply(change));
    stores.save(&*cipher, &batch(4, 996));
    stores.save(&*cipher, &batch(1_000, 1));
    assert_eq!(stores.database.chunks.len(), 1, "they were merged");
    let opened = stores.open(&*cipher);
    assert_eq!(opened.recovery, Recovery::Intact);
    is_whole(&opened, 1_000);
}

#[test]
fn another_key_finds_nothing_and_says_so() {
    let stores = filled(&*cipher(1), &[1, 2]);
    let opened = stores.open(&*cipher(2));
    assert!(matches!(opened.recovery, Recovery::Damaged { .. }), "{:?}", opened.recovery);
    assert!(opened.local.is_empty());
    assert_eq!(opened.chains.iter().map(|it| it.count).sum::<u64>(), 0);
}

#[test]
fn a_sealed_desk_without_a_cipher_is_locked_and_a_clear_one_is_as_ever() {
    let cipher = cipher(1);
    let desk = MemoryDesk::new().under(Some(Rc::clone(&cipher)));
    now(desk.save(&batch(1, 3))).unwrap();
    is_whole(&now(desk.open()).unwrap(), 3);
    assert!(!format!("{:?}", desk.contents()).contains(CANARY));
    let without = desk.under(None);
    assert_eq!(now(without.open()), Err(StorageError::Locked));
    assert_eq!(now(without.save(&batch(4, 1))), Err(StorageError::Locked), "nothing in clear gets among it");

    let plain = MemoryDesk::new();
    now(plain.save(&batch(1, 3))).unwrap();
    is_whole(&now(plain.open()).unwrap(), 3);
    let plan = plan_save(&batch(1, 3), &crate::domain::Sorted::new(), 1).unwrap();
    assert!(matches!(sealed(None, &plan.changes), Cow::Borrowed(_)));
    // What stands in clear on a locked desk was put there by somebody else.
    let opened = now(plain.under(Some(cipher)).open()).unwrap();
    assert!(opened.chains.iter().all(|it| it.ops.is_empty()) && opened.local.is_empty());
}
