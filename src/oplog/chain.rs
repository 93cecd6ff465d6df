//! The hash chain: `head = SHA-256(head ‖ op)`, folded while reading.

use base64ct::{Base64UrlUnpadded, Encoding};
use sha2::{Digest, Sha256};

use super::actor::ActorId;

/// Which of an actor's two logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// What every office may read.
    Shared,
    /// Contact details and the like: leaves the machine only when its owner says so.
    Private,
}

impl Scope {
    /// The word used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Scope::Shared => "shared",
            Scope::Private => "private",
        }
    }

    /// The scope of that word.
    pub fn parse(word: &str) -> Option<Scope> {
        [Scope::Shared, Scope::Private].into_iter().find(|scope| scope.as_str() == word)
    }
}

/// The hash of a chain after some op, covering every op up to it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainHash(pub [u8; 32]);

impl ChainHash {
    /// The hash an actor's log of that scope starts from, before its first op.
    pub fn genesis(actor: ActorId, scope: Scope) -> ChainHash {
        ChainHash(Sha256::digest(format!("three-lists/log/1\n{actor}\n{}\n", scope.as_str())).into())
    }

    /// The hash after one more op.
    pub fn then(self, op: &str) -> ChainHash {
        let mut hash = Sha256::new();
        hash.update(self.0);
        hash.update(op.as_bytes());
        ChainHash(hash.finalize().into())
    }

    /// Reads 43 characters of base64url.
    pub fn parse(text: &str) -> Option<ChainHash> {
        super::actor::read(text).ok().map(ChainHash)
    }
}

impl std::fmt::Display for ChainHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&Base64UrlUnpadded::encode_string(&self.0))
    }
}

impl std::fmt::Debug for ChainHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ChainHash({self})")
    }
}
