//! The lock of a locked desk: one random key a slot, and the card that holds it under a passphrase.
//!
//! The card is a file locked like any other of ours, so its cost stands in it, and what a passphrase means is the same.
//! Losing the card loses everything: it is kept in three places, and whichever copy opens puts the others right.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};

use super::sealing::{Cipher, MARK};
use crate::exchange::{LockError, UnlockError, decipher, encipher, lock, unlock};

const NONCE_BYTES: usize = 12;

/// What seals a slot. It is wiped when it is dropped, and never shown.
pub struct SlotKey([u8; 32]);

impl SlotKey {
    /// A key of random bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> SlotKey {
        SlotKey(bytes)
    }
}

impl Drop for SlotKey {
    fn drop(&mut self) {
        self.0.fill(0);
        // Nobody reads it again, and yet the zeros must be written.
        std::hint::black_box(&self.0);
    }
}

impl std::fmt::Debug for SlotKey {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("SlotKey")
    }
}

/// AES-256-GCM under a slot's key, with slot and place authenticated and a fresh nonce for each text.
pub struct SlotCipher {
    key: SlotKey,
    slot: String,
    nonce: fn() -> [u8; NONCE_BYTES],
}

impl SlotCipher {
    /// The cipher of a slot; `nonce` gives other random bytes each time.
    pub fn new(slot: &str, key: SlotKey, nonce: fn() -> [u8; NONCE_BYTES]) -> SlotCipher {
        SlotCipher { key, slot: slot.to_owned(), nonce }
    }

    fn cover(&self, place: &str) -> String {
        ["three-lists/", &self.slot, "/", place].concat()
    }
}

impl Cipher for SlotCipher {
    fn seal(&self, place: &str, text: &str) -> String {
        let nonce = (self.nonce)();
        let mut content = nonce.to_vec();
        content.extend(encipher(&self.key.0, &nonce, self.cover(place).as_bytes(), text.as_bytes()));
        [MARK, &Base64UrlUnpadded::encode_string(&content)].concat()
    }

    fn open(&self, place: &str, sealed: &str) -> Option<String> {
        let content = Base64UrlUnpadded::decode_vec(sealed.strip_prefix(MARK)?).ok()?;
        let (nonce, content) = content.split_first_chunk::<NONCE_BYTES>()?;
        let mut content = content.to_vec();
        let fits = decipher(&self.key.0, nonce, self.cover(place).as_bytes(), &mut content);
        String::from_utf8(content).ok().filter(|_| fits)
    }
}

/// What a card holds.
#[derive(Serialize, Deserialize)]
struct Card<'a> {
    /// A card opens its own slot only.
    slot: &'a str,
    /// The key, 32 bytes: base64url.
    key: &'a str,
}

/// Writes the card of a slot. `salt` and `nonce` are random, and made anew for each card.
///
/// Takes 64 MiB of memory and some tenths of a second, like [`open_card`].
pub fn write_card(
    slot: &str,
    key: &SlotKey,
    passphrase: &str,
    salt: [u8; 16],
    nonce: [u8; 12],
) -> Result<String, LockError> {
    let key = Base64UrlUnpadded::encode_string(&key.0);
    let card = serde_json::to_string(&Card { slot, key: &key }).expect("two texts serialise");
    lock(card.as_bytes(), passphrase, salt, nonce)
}

/// The key a card holds.
pub fn open_card(card: &str, slot: &str, passphrase: &str) -> Result<SlotKey, UnlockError> {
    let content = unlock(card.as_bytes(), passphrase)?;
    let card: Option<Card<'_>> = serde_json::from_slice(&content).ok();
    let key = card.filter(|it| it.slot == slot).and_then(|it| Base64UrlUnpadded::decode_vec(it.key).ok());
    let key = key.and_then(|it| it.try_into().ok()).map(SlotKey);
    key.ok_or_else(|| UnlockError::Damaged("not the card of this place".to_owned()))
}

/// Tries the copies of a card, each other one once. Gives the key and the copy that holds it; else what the first one said
/// that a passphrase can open at all, or why none can.
pub fn open_any(cards: &[String], slot: &str, passphrase: &str) -> Result<(SlotKey, String), UnlockError> {
    let mut refused = UnlockError::Damaged("no card".to_owned());
    for (at, card) in cards.iter().enumerate() {
        if cards[..at].contains(card) {
            continue;
        }
        match open_card(card, slot, passphrase) {
            Ok(key) => return Ok((key, card.clone())),
            Err(error) if refused != UnlockError::WrongOrAltered => refused = error,
            Err(_) => {}
        }
    }
    Err(refused)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
