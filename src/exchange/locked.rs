//! A file of ours locked with a passphrase: an exchange file or a backup, enciphered inside an envelope of its own format
//! that tells nothing but that it is locked.
//!
//! Argon2id makes the key, AES-256-GCM enciphers, and all that stands outside the cipher is authenticated with it. Salt
//! and nonce are the caller's: nothing here is random. `docs/exchange-format.md` describes the file.

use aes_gcm::{AeadInOut, Aes256Gcm, KeyInit};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};

use super::read::{MAX_BYTES, ReadError, Sniffed, text};
use crate::domain::quantity::fold_width;

/// What `format` says.
pub const LOCKED_FORMAT: &str = "three-lists-locked";

/// The version this program writes, and the newest it reads.
const LOCKED_VERSION: u32 = 1;

const KDF: &str = "argon2id";
const CIPHER: &str = "aes-256-gcm";

/// Bytes of the authentication tag, which stands after the enciphered bytes.
const TAG_BYTES: usize = 16;

/// What trying one passphrase costs. Written in the file, so that later versions can ask for more.
#[derive(Clone, Copy)]
struct Cost {
    /// KiB.
    memory: u32,
    passes: u32,
    lanes: u32,
}

/// What is written: libsodium's "interactive" choice. More than the 19 MiB that OWASP asks for of a server at least,
/// because whoever has the file can try passphrases without end, and a page does this once a file.
const WRITTEN: Cost = Cost { memory: 64 * 1024, passes: 2, lanes: 1 };

/// The most a file may ask for, four times the work of what is written in the same memory.
const MOST: Cost = Cost { memory: 64 * 1024, passes: 8, lanes: 4 };

/// The whole file; nothing outside `locked` tells what is inside.
// Also when a program sorts the keys, `format` stands before what is long: `is_locked` looks for it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "Three Lists locked file, version 1"))]
struct Envelope<'a> {
    /// Always `three-lists-locked`.
    format: &'a str,
    /// 1.
    version: u32,
    /// Always `argon2id`: what makes the key of the passphrase; Argon2 version 1.3.
    kdf: &'a str,
    /// Its memory in KiB: at least 8 a lane, at most 65536.
    #[cfg_attr(test, schemars(range(min = 8, max = 65536)))]
    memory: u64,
    /// Its passes over the memory, 1 to 8.
    #[cfg_attr(test, schemars(range(min = 1, max = 8)))]
    passes: u64,
    /// Its lanes, 1 to 4.
    #[cfg_attr(test, schemars(range(min = 1, max = 4)))]
    lanes: u64,
    /// Its salt, 16 bytes: 22 characters of base64url.
    salt: &'a str,
    /// Always `aes-256-gcm`.
    cipher: &'a str,
    /// The cipher's nonce, 12 bytes: 16 characters of base64url.
    nonce: &'a str,
    /// The file inside, enciphered, and the tag of 16 bytes after it: base64url.
    locked: &'a str,
}

/// Why a file was not locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// The passphrase has nothing but spaces.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The locked file would be larger than [`MAX_BYTES`], and nobody could read it.
    #[error("the file is too large to be locked")]
    TooLarge,
    /// The machine has no memory left to make a key in.
    #[error("no memory left to make a key in")]
    NoMemory,
}

/// Why a locked file was not opened. Nothing of it is known then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum UnlockError {
    /// Another format: not a locked file.
    #[error("not a locked file")]
    OtherFormat,
    /// More than [`MAX_BYTES`].
    #[error("the file is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// A version this program does not open yet.
    #[error("version {0} is newer than {LOCKED_VERSION}")]
    NewerVersion(u64),
    /// Cut off, no JSON, or not of the format's shape: no passphrase opens it.
    #[error("the locked file is damaged: {0}")]
    Damaged(String),
    /// It asks for more memory, passes or lanes than a file may. No work was done.
    #[error("the file asks for more work than a file may")]
    TooCostly,
    /// The machine has no memory left to make the key in.
    #[error("no memory left to make the key in")]
    NoMemory,
    /// Another passphrase, or a file altered after it was locked. Nobody can tell which of the two: both show only in the
    /// tag, which does not fit.
    #[error("wrong passphrase, or altered after it was locked")]
    WrongOrAltered,
}

/// Locks the bytes of a file of ours. `salt` and `nonce` are random, and made anew for each file.
///
/// The passphrase is read as [`unlock`] reads it. Takes 64 MiB of memory and some tenths of a second.
pub fn lock(bytes: &[u8], passphrase: &str, salt: [u8; 16], nonce: [u8; 12]) -> Result<String, LockError> {
    lock_with(WRITTEN, bytes, passphrase, salt, nonce)
}

/// Opens a locked file and gives back the bytes of the file inside, which are still to be verified by
/// [`receive`](super::receive).
///
/// A passphrase is the same in full-width letters, digits and marks (U+FF01 to U+FF5E) and in plain ones, with a wide
/// (U+3000), a no-break (U+00A0) and a plain space, and with any spaces or line ends around it. Everything else counts as
/// typed: capitals, spaces inside, marks that have no plain form.
pub fn unlock(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, UnlockError> {
    let text = text(bytes).map_err(refuse_text)?;
    let sniffed: Sniffed = serde_json::from_str(text).map_err(damaged)?;
    if sniffed.format.as_deref() != Some(LOCKED_FORMAT) {
        return Err(UnlockError::OtherFormat);
    }
    if let Some(version) = sniffed.version.filter(|it| *it > u64::from(LOCKED_VERSION)) {
        return Err(UnlockError::NewerVersion(version));
    }
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(damaged)?;
    for (is_known, what) in [
        (envelope.version == LOCKED_VERSION, "version"),
        (envelope.kdf == KDF, "kdf"),
        (envelope.cipher == CIPHER, "cipher"),
    ] {
        if !is_known {
            return Err(UnlockError::Damaged(what.to_owned()));
        }
    }
    let cost = cost(&envelope)?;
    let salt: [u8; 16] = fixed(envelope.salt, "salt")?;
    let nonce: [u8; 12] = fixed(envelope.nonce, "nonce")?;
    let mut content = Base64UrlUnpadded::decode_vec(envelope.locked).map_err(|_| at_key("locked"))?;
    let key = key(passphrase, &salt, cost).ok_or(UnlockError::NoMemory)?;
    if !open(&key, &nonce, cover(&envelope).as_bytes(), &mut content) {
        return Err(UnlockError::WrongOrAltered);
    }
    Ok(content)
}

/// True when a locked file begins like this; whether it is whole, [`unlock`] says. No exchange file and no backup does, as
/// quotes inside a text are escaped.
pub fn is_locked(bytes: &[u8]) -> bool {
    begins_with(bytes, b"\"format\":\"three-lists-locked\"")
}

/// True when a mark stands near the front, whatever space there is.
pub(super) fn begins_with(bytes: &[u8], mark: &[u8]) -> bool {
    let front: Vec<u8> = bytes.iter().take(256).copied().filter(|it| !it.is_ascii_whitespace()).collect();
    front.windows(mark.len()).any(|window| window == mark)
}

/// Locks at a cost of the caller's choice: a debug build takes seconds for what is written.
fn lock_with(cost: Cost, bytes: &[u8], passphrase: &str, salt: [u8; 16], nonce: [u8; 12]) -> Result<String, LockError> {
    if normal(passphrase).is_empty() {
        return Err(LockError::EmptyPassphrase);
    }
    // Four characters for three bytes, and room for the rest of the envelope.
    if bytes.len() > (MAX_BYTES - 1024) / 4 * 3 {
        return Err(LockError::TooLarge);
    }
    let key = key(passphrase, &salt, cost).ok_or(LockError::NoMemory)?;
    let (salt, nonce_text) = (Base64UrlUnpadded::encode_string(&salt), Base64UrlUnpadded::encode_string(&nonce));
    let mut envelope = Envelope {
        format: LOCKED_FORMAT,
        version: LOCKED_VERSION,
        kdf: KDF,
        memory: cost.memory.into(),
        passes: cost.passes.into(),
        lanes: cost.lanes.into(),
        salt: &salt,
        cipher: CIPHER,
        nonce: &nonce_text,
        locked: "",
    };
    let locked = Base64UrlUnpadded::encode_string(&seal(&key, &nonce, cover(&envelope).as_bytes(), bytes));
    envelope.locked = &locked;
    Ok(serde_json::to_string(&envelope).expect("texts and whole numbers always serialize"))
}

/// The passphrase as it counts.
fn normal(passphrase: &str) -> String {
    fold_width(passphrase).trim().to_owned()
}

/// The cipher's key, 32 bytes; nothing where the memory is not to be had.
fn key(passphrase: &str, salt: &[u8; 16], cost: Cost) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    let params = argon2::Params::new(cost.memory, cost.passes, cost.lanes, Some(key.len())).ok()?;
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    argon2.hash_password_into(normal(passphrase).as_bytes(), salt, &mut key).ok()?;
    Some(key)
}

/// What a file asks for, if a file may.
fn cost(envelope: &Envelope<'_>) -> Result<Cost, UnlockError> {
    let within = |asked: u64, least: u32, most: u32, what: &str| match u32::try_from(asked) {
        Ok(asked) if asked < least => Err(at_key(what)),
        Ok(asked) if asked <= most => Ok(asked),
        _ => Err(UnlockError::TooCostly),
    };
    let lanes = within(envelope.lanes, 1, MOST.lanes, "lanes")?;
    let passes = within(envelope.passes, 1, MOST.passes, "passes")?;
    // Argon2's own least: eight blocks of 1 KiB a lane.
    let memory = within(envelope.memory, 8 * lanes, MOST.memory, "memory")?;
    Ok(Cost { memory, passes, lanes })
}

/// All that stands outside the cipher, as it is authenticated: of the values, not of the JSON text, so that a file some
/// program re-formatted still opens. No value that gets here holds a line end.
fn cover(envelope: &Envelope<'_>) -> String {
    let Envelope { format, version, kdf, memory, passes, lanes, salt, cipher, nonce, locked: _ } = envelope;
    format!("{format}/{version}\n{kdf}\n{memory}\n{passes}\n{lanes}\n{salt}\n{cipher}\n{nonce}\n")
}

/// Enciphers; the tag stands after the bytes. A nonce serves one text only under a key.
pub fn seal(key: &[u8; 32], nonce: &[u8; 12], cover: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::with_capacity(bytes.len() + TAG_BYTES);
    content.extend_from_slice(bytes);
    let tag = Aes256Gcm::new(key.into())
        .encrypt_inout_detached(nonce.into(), cover, content.as_mut_slice().into())
        .expect("far below what the cipher takes, 64 GiB");
    content.extend_from_slice(&tag);
    content
}

/// Deciphers in place and takes the tag off; false, and nothing deciphered, where the tag does not fit.
pub fn open(key: &[u8; 32], nonce: &[u8; 12], cover: &[u8], content: &mut Vec<u8>) -> bool {
    let Some(length) = content.len().checked_sub(TAG_BYTES) else { return false };
    let mut tag = [0; TAG_BYTES];
    tag.copy_from_slice(&content[length..]);
    content.truncate(length);
    let cipher = Aes256Gcm::new(key.into());
    cipher.decrypt_inout_detached(nonce.into(), cover, content.as_mut_slice().into(), (&tag).into()).is_ok()
}

/// Reads base64url of exactly so many bytes.
fn fixed<const N: usize>(text: &str, what: &str) -> Result<[u8; N], UnlockError> {
    let bytes = Base64UrlUnpadded::decode_vec(text).ok();
    bytes.and_then(|it| it.try_into().ok()).ok_or_else(|| at_key(what))
}

fn at_key(what: &str) -> UnlockError {
    UnlockError::Damaged(what.to_owned())
}

fn damaged(error: serde_json::Error) -> UnlockError {
    UnlockError::Damaged(error.to_string())
}

fn refuse_text(error: ReadError) -> UnlockError {
    match error {
        ReadError::TooLarge => UnlockError::TooLarge,
        other => UnlockError::Damaged(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
