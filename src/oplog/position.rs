//! The position of an op: `run.seq`.

use std::sync::Arc;

/// Names one op everywhere: the run (one opening of the app, random) and the op's place in its log, from 1.
///
/// A profile copied to another machine starts a run of its own there, so that a position means one op even after a fork.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref {
    /// The run the op was written in.
    pub run: Arc<str>,
    /// Its place in its log, from 1.
    pub seq: u64,
}

/// Why a text is not a position.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the position of an op")]
pub struct PositionError;

impl Ref {
    /// Reads `run.seq`.
    pub fn parse(text: &str) -> Result<Ref, PositionError> {
        split(text).map(|(run, seq)| Ref { run: run.into(), seq }).ok_or(PositionError)
    }
}

impl std::fmt::Display for Ref {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.run, self.seq)
    }
}

/// The run and place in `run.seq`; the place has no leading zero, so that a position is written in one way only.
pub(super) fn split(text: &str) -> Option<(&str, u64)> {
    let (run, seq) = text.split_once('.')?;
    if !is_run(run) || seq.is_empty() || seq.len() > 15 || seq.starts_with('0') {
        return None;
    }
    let mut place = 0u64;
    for byte in seq.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        place = place * 10 + u64::from(byte - b'0');
    }
    Some((run, place))
}

/// True for 8 to 16 characters of `0-9a-z`.
pub(super) fn is_run(text: &str) -> bool {
    (8..=16).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_in_one_way_only() {
        assert_eq!(Ref::parse("g5kq0a2e.94").map(|it| it.to_string()), Ok("g5kq0a2e.94".to_owned()));
        for bad in ["", "g5kq0a2e", "g5kq0a2e.", "g5kq0a2e.0", "g5kq0a2e.094", "g5.1", "G5KQ0A2E.1", "g5kq0a2e.1x"] {
            assert!(Ref::parse(bad).is_err(), "{bad}");
        }
    }
}
