//! From a passphrase to a slot's key, and the key under another passphrase.

use std::rc::Rc;

use crate::exchange::{LockError, UnlockError};
use crate::i18n::Catalog;
use crate::storage::StorageError;
use crate::storage::card::{cards, keep_card};
use crate::storage::keyring::hold;
use crate::storage::lock::{SlotCipher, SlotKey, open_any, write_card};
use crate::ui::opening::random;
use crate::ui::state::save::refusal;

/// Why something about the lock was not done.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The passphrase does not open the card.
    #[error(transparent)]
    Passphrase(#[from] UnlockError),
    /// No card was written.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The store refused.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Not everything is saved yet, or another tab writes.
    #[error("not now")]
    NotNow,
}

/// Opens a slot's card and holds its cipher from now on. A copy that was lost, or left behind by a change cut short, is put
/// right.
pub async fn unlock(slot: &str, passphrase: &str) -> Result<(), UnlockError> {
    let found = cards(slot).await;
    let (key, card) = open_any(&found, slot, passphrase)?;
    hold(slot, Rc::new(SlotCipher::new(slot, key, random::<12>)));
    if found.len() < 3 || found.iter().any(|it| *it != card) {
        // Making the key took a while: another tab may have changed the passphrase, and its card counts.
        if cards(slot).await == found {
            // One copy is enough to go on with; the next opening tries again.
            let _ = keep_card(slot, &card).await;
        }
    }
    Ok(())
}

/// Makes a key for a slot, keeps it in a card and holds its cipher.
pub async fn take_key(slot: &str, passphrase: &str) -> Result<(), Refusal> {
    let key = SlotKey::from_bytes(random());
    let card = write_card(slot, &key, passphrase, random(), random())?;
    keep_card(slot, &card).await?;
    hold(slot, Rc::new(SlotCipher::new(slot, key, random::<12>)));
    Ok(())
}

/// Puts the key of a slot under another passphrase: what is stored stays as it is.
pub async fn change(slot: &str, old: &str, new: &str) -> Result<(), Refusal> {
    let (key, held) = open_any(&cards(slot).await, slot, old)?;
    let card = write_card(slot, &key, new, random(), random())?;
    if let Err(error) = keep_card(slot, &card).await {
        // Where the old card cannot be put back either, each copy opens by the passphrase it was written with.
        let _ = keep_card(slot, &held).await;
        return Err(error.into());
    }
    Ok(())
}

/// A refusal to open in words.
pub fn unlock_words(error: &UnlockError, text: &Catalog) -> &'static str {
    match error {
        UnlockError::WrongOrAltered => text.desk_lock.wrong(),
        UnlockError::NoMemory => text.locked.no_memory(),
        UnlockError::NewerVersion(_) => text.exchange.newer_version(),
        _ => text.desk_lock.card_lost(),
    }
}

/// Any refusal in words.
pub fn refusal_words(error: &Refusal, text: &Catalog) -> String {
    match error {
        Refusal::Passphrase(error) => unlock_words(error, text).to_owned(),
        Refusal::Lock(LockError::NoMemory) => text.locked.no_memory_to_lock().to_owned(),
        Refusal::Lock(_) => text.locked.too_short().to_owned(),
        Refusal::Storage(error) => refusal(error, text),
        Refusal::NotNow => text.desk_lock.wait_saved().to_owned(),
    }
}
