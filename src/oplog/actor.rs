//! Actors: one installation of the app, known by its Ed25519 key.

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// One installation: the first 16 bytes of the SHA-256 of its public key, shown as 32 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub [u8; 16]);

/// Why a key, id or signature cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not of the written form.
    #[error("not a key, id or signature")]
    Malformed,
    /// The signature does not belong to this key and message.
    #[error("the signature does not fit")]
    Mismatch,
}

impl ActorId {
    /// Reads 32 lowercase hex digits.
    pub fn parse(text: &str) -> Result<ActorId, KeyError> {
        let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| KeyError::Malformed)?;
        Ok(ActorId(bytes.try_into().map_err(|_| KeyError::Malformed)?))
    }
}

impl std::fmt::Display for ActorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl std::fmt::Debug for ActorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ActorId({self})")
    }
}

/// An actor's public key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Reads 43 characters of base64url.
    pub fn parse(text: &str) -> Result<PublicKey, KeyError> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| KeyError::Malformed)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| KeyError::Malformed)?;
        VerifyingKey::from_bytes(&bytes).map(PublicKey).map_err(|_| KeyError::Malformed)
    }

    /// The actor this key belongs to.
    pub fn actor(&self) -> ActorId {
        let hash: [u8; 32] = Sha256::digest(self.0.as_bytes()).into();
        let mut id = [0; 16];
        id.copy_from_slice(&hash[..16]);
        ActorId(id)
    }

    /// Checks a signature; refuses weak keys and malleable forms (RFC 8032, strict).
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), KeyError> {
        self.0.verify_strict(message, &signature.0).map_err(|_| KeyError::Mismatch)
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(self.0.as_bytes()))
    }
}

/// An actor's secret key. It never leaves the installation except in a backup its owner makes.
#[derive(Clone)]
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// The key of these 32 random bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> SecretKey {
        SecretKey(SigningKey::from_bytes(&bytes))
    }

    /// Reads what [`SecretKey::to_text`] wrote.
    pub fn parse(text: &str) -> Result<SecretKey, KeyError> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| KeyError::Malformed)?;
        Ok(SecretKey::from_bytes(bytes.try_into().map_err(|_| KeyError::Malformed)?))
    }

    /// The written form, for this installation's own storage.
    pub fn to_text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0.to_bytes())
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The actor of this key.
    pub fn actor(&self) -> ActorId {
        self.public().actor()
    }

    /// Signs a message.
    pub fn sign(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message))
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SecretKey(of {})", self.actor())
    }
}

/// An Ed25519 signature, written as 86 characters of base64url.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signature(ed25519_dalek::Signature);

impl Signature {
    /// Reads the written form.
    pub fn parse(text: &str) -> Result<Signature, KeyError> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| KeyError::Malformed)?;
        let bytes: [u8; 64] = bytes.try_into().map_err(|_| KeyError::Malformed)?;
        Ok(Signature(ed25519_dalek::Signature::from_bytes(&bytes)))
    }
}

impl std::fmt::Display for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.0.to_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_keys_and_signatures_and_refuses_another_message() {
        let key = SecretKey::from_bytes([7; 32]);
        let signature = key.sign(b"three lists");
        assert_eq!(SecretKey::parse(&key.to_text()).map(|it| it.actor()), Ok(key.actor()));
        assert_eq!(PublicKey::parse(&key.public().to_string()), Ok(key.public()));
        assert_eq!(ActorId::parse(&key.actor().to_string()), Ok(key.actor()));
        assert_eq!(Signature::parse(&signature.to_string()), Ok(signature));
        assert_eq!(key.public().verify(b"three lists", &signature), Ok(()));
        assert_eq!(key.public().verify(b"four lists", &signature), Err(KeyError::Mismatch));
        assert!(ActorId::parse("ABC").is_err());
    }
}
