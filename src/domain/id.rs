//! Record ids: `need/g5kq0a2e.94`, the kind and the position of the op that made the record.
//!
//! The position is `run.seq`: a run is one opening of the app (8 random characters), seq the op's place in its log.
//! A copied profile that writes on starts a new run, so two records never share an id.

use std::sync::Arc;

use super::kind::Kind;

/// The name of one record, the same in every office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(Arc<str>);

/// Why a text is not a record id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a record id: {0:?}")]
pub struct IdError(pub String);

impl RecordId {
    /// Longest id accepted, in bytes.
    pub const MAX: usize = 80;

    /// Reads `kind/run.seq`; the kind may be one this version does not know.
    pub fn parse(text: &str) -> Result<RecordId, IdError> {
        let refuse = || IdError(text.chars().take(Self::MAX).collect());
        let (kind, rest) = text.split_once('/').ok_or_else(refuse)?;
        let is_word = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b'-'))
        };
        let is_kind = !kind.bytes().any(|b| matches!(b, b'.' | b'-'));
        if text.len() > Self::MAX || !is_kind || !is_word(kind) || !is_word(rest) {
            return Err(refuse());
        }
        Ok(RecordId(text.into()))
    }

    /// The id of the record that the op at `run.seq` makes.
    pub fn new(kind: Kind, run: &str, seq: u64) -> RecordId {
        RecordId(format!("{}/{run}.{seq}", kind.as_str()).into())
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the slash.
    pub fn kind_word(&self) -> &str {
        self.0.split_once('/').map_or("", |(kind, _)| kind)
    }

    /// The kind, if this version knows it.
    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(self.kind_word())
    }

    /// The part after the slash: the position of the op that made the record.
    pub fn origin(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, origin)| origin)
    }
}

impl std::fmt::Display for RecordId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_kind_slash_position() {
        for good in ["need/g5kq0a2e.94", "future_kind/a.1"] {
            assert_eq!(RecordId::parse(good).map(|id| id.as_str().to_owned()), Ok(good.to_owned()));
        }
        for bad in ["", "need", "need/", "/a.1", "Need/a.1", "need/a b", "need/../x", "需求/a.1"] {
            assert!(RecordId::parse(bad).is_err(), "{bad:?} must be refused");
        }
        assert_eq!(RecordId::new(Kind::Need, "g5kq0a2e", 94).origin(), "g5kq0a2e.94");
    }
}
