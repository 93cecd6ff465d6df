//! The database of one slot: three stores of texts, written with strict durability and read back.
//!
//! A connection lives for one call only. So deleting the database, from this tab or another, is never blocked, and a
//! database that was emptied meanwhile is noticed by the next save.

use indexed_db_futures::database::Database;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};

use super::refusal;
use crate::storage::StorageError;
use crate::storage::plan::{Change, Contents, Record};

const CHUNKS: &str = "chunks";
const RECORDS: &str = "records";
const VALUES: &str = "values";
const STORES: [&str; 3] = [CHUNKS, RECORDS, VALUES];
/// The number of the last save; small values carry a prefix, so it is no one's key.
const SEQ: &str = "seq";

type DbResult<T> = Result<T, indexed_db_futures::error::Error>;

/// Reads the whole database.
pub async fn read(name: &str) -> Result<Contents, StorageError> {
    let db = open(name).await?;
    let found = read_all(&db).await.map_err(refusal::from_db);
    db.close();
    found
}

/// Carries out the changes in one transaction if the last save is still `seq`; answers with the number found if not.
pub async fn write(name: &str, seq: u64, changes: &[Change]) -> Result<Option<u64>, StorageError> {
    let db = open(name).await?;
    let done = write_all(&db, seq, changes).await;
    db.close();
    done
}

/// Reads the records, the number of the save and the chunks just written again, and compares.
pub async fn verify(name: &str, changes: &[Change]) -> Result<(), StorageError> {
    let db = open(name).await?;
    let differs = differing(&db, changes).await.map_err(refusal::from_db);
    db.close();
    match differs? {
        None => Ok(()),
        Some(what) => Err(StorageError::Corrupt { what }),
    }
}

/// How many ops the database has of a chain.
pub async fn count(name: &str, chain: &str) -> u64 {
    read(name).await.ok().and_then(|it| it.records.get(chain).map(|record| record.count)).unwrap_or(0)
}

/// Deletes the database.
pub async fn erase(name: &str) -> Result<(), StorageError> {
    Database::delete_by_name(name).map_err(refusal::from_open)?.await.map_err(refusal::from_db)
}

async fn open(name: &str) -> Result<Database, StorageError> {
    Database::open(name)
        .with_version(1_u8)
        .with_on_upgrade_needed(|_, db| {
            for store in STORES {
                db.create_object_store(store).build()?;
            }
            Ok(())
        })
        .await
        .map_err(refusal::from_open)
}

fn chunk_key(chain: &str, from: u64) -> String {
    format!("{chain}\n{from:016}")
}

fn value_key(key: &str) -> String {
    format!("local/{key}")
}

async fn read_all(db: &Database) -> DbResult<Contents> {
    let transaction = db.transaction(STORES).build()?;
    let chunks = pairs(&transaction.object_store(CHUNKS)?).await?;
    let records = pairs(&transaction.object_store(RECORDS)?).await?;
    let values = pairs(&transaction.object_store(VALUES)?).await?;
    let mut found = Contents::default();
    for (key, text) in chunks {
        if let Some((chain, from)) = key.split_once('\n')
            && let Ok(from) = from.parse()
        {
            found.chunks.insert((chain.to_owned(), from), text);
        }
    }
    let readable = |(chain, text): (String, String)| Some((chain, serde_json::from_str::<Record>(&text).ok()?));
    found.records = records.into_iter().filter_map(readable).collect();
    for (key, text) in values {
        match key.strip_prefix("local/") {
            Some(key) => drop(found.local.insert(key.to_owned(), text)),
            None => found.seq = text.parse().unwrap_or(0),
        }
    }
    Ok(found)
}

async fn pairs(store: &ObjectStore<'_>) -> DbResult<Vec<(String, String)>> {
    let keys = store.get_all_keys::<String>().primitive()?;
    let values = store.get_all::<String>().primitive()?;
    let keys = keys.await?.collect::<DbResult<Vec<String>>>()?;
    let values = values.await?.collect::<DbResult<Vec<String>>>()?;
    Ok(keys.into_iter().zip(values).collect())
}

async fn write_all(db: &Database, seq: u64, changes: &[Change]) -> Result<Option<u64>, StorageError> {
    let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    let transaction = db
        .transaction(STORES)
        .with_mode(TransactionMode::Readwrite)
        .with_options(strict)
        .build()
        .map_err(refusal::from_db)?;
    let found = last_seq(&transaction).await.map_err(refusal::from_db)?;
    if found != seq {
        return Ok(Some(found));
    }
    for change in changes {
        if let Err(error) = carry_out(&transaction, change).await {
            return Err(refusal::from_commit(error, size(changes)).await);
        }
    }
    match transaction.commit().await {
        Ok(()) => Ok(None),
        Err(error) => Err(refusal::from_commit(error, size(changes)).await),
    }
}

fn size(changes: &[Change]) -> u64 {
    let text = |change: &Change| if let Change::PutChunk { text, .. } = change { text.len() as u64 } else { 0 };
    changes.iter().map(text).sum()
}

async fn last_seq(transaction: &Transaction<'_>) -> DbResult<u64> {
    let store = transaction.object_store(VALUES)?;
    let text: Option<String> = store.get(SEQ).primitive()?.await?;
    Ok(text.and_then(|it| it.parse().ok()).unwrap_or(0))
}

/// Only merging waits for an answer; everything else is sent and answered for by the commit.
async fn carry_out(transaction: &Transaction<'_>, change: &Change) -> DbResult<()> {
    let chunks = transaction.object_store(CHUNKS)?;
    match change {
        Change::PutChunk { chain, from, text } => put(&chunks, &chunk_key(chain, *from), text),
        Change::DropFrom { chain, from } => {
            chunks.delete(chunk_key(chain, *from)..=chunk_key(chain, u64::MAX)).primitive().map(drop)
        }
        Change::Merge { chain, from, upto } => {
            let range = || chunk_key(chain, *from)..=chunk_key(chain, *upto);
            let parts = chunks.get_all::<String>().with_query(range()).primitive()?.await?;
            let parts = parts.collect::<DbResult<Vec<String>>>()?;
            if parts.is_empty() {
                return Ok(());
            }
            chunks.delete(range()).primitive().map(drop)?;
            put(&chunks, &chunk_key(chain, *from), &parts.join("\n"))
        }
        Change::PutRecord { chain, record } => {
            let text = serde_json::to_string(record).expect("a record of texts and a number serialises");
            put(&transaction.object_store(RECORDS)?, chain, &text)
        }
        Change::Local { key, value } => {
            let values = transaction.object_store(VALUES)?;
            match value {
                Some(value) => put(&values, &value_key(key), value),
                None => values.delete(value_key(key)).primitive().map(drop),
            }
        }
        Change::Seq(seq) => put(&transaction.object_store(VALUES)?, SEQ, &seq.to_string()),
    }
}

fn put(store: &ObjectStore<'_>, key: &str, value: &str) -> DbResult<()> {
    store.put(value.to_owned()).with_key(key.to_owned()).without_key_type().primitive().map(drop)
}

async fn differing(db: &Database, changes: &[Change]) -> DbResult<Option<String>> {
    let transaction = db.transaction(STORES).build()?;
    let mut last = Contents::default();
    changes.iter().for_each(|change| last.apply(change));
    // A repair that needs no new save leaves the number as it is.
    let numbered = changes.iter().any(|it| matches!(it, Change::Seq(_)));
    if numbered && last_seq(&transaction).await? != last.seq {
        return Ok(Some("the number of the save".to_owned()));
    }
    let records = transaction.object_store(RECORDS)?;
    for (chain, record) in last.records.iter() {
        let text: Option<String> = records.get(chain.as_str()).primitive()?.await?;
        if text.and_then(|it| serde_json::from_str::<Record>(&it).ok()).as_ref() != Some(record) {
            return Ok(Some(format!("the record of {chain}")));
        }
    }
    let chunks = transaction.object_store(CHUNKS)?;
    for ((chain, from), text) in last.chunks.iter() {
        // What the same save merged stands at the end of the merged chunk.
        let found: Option<String> = chunks.get(chunk_key(chain, *from)).primitive()?.await?;
        if !found.is_some_and(|it| it.ends_with(text.as_str())) {
            return Ok(Some(format!("the ops of {chain} from {from}")));
        }
    }
    let values = transaction.object_store(VALUES)?;
    for (key, value) in &last.local {
        let text: Option<String> = values.get(value_key(key)).primitive()?.await?;
        if text.as_ref() != Some(value) {
            return Ok(Some(format!("the small value {key}")));
        }
    }
    Ok(None)
}
