//! Where a file begins: behind what all whom it is for are known to have.

use super::envelope::Have;
use super::write::common;
use crate::oplog::Replica;

/// Where a file begins, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// At the beginning: it is for anybody, or everything was asked for.
    #[default]
    Complete,
    /// At the beginning, as nothing is known of what some have: their places among the receivers.
    Unknown(Vec<usize>),
    /// Behind what all of them have.
    Delta(Have),
}

impl Extent {
    /// What the receivers have, for [`super::Contents::base`]; nothing makes a complete file.
    pub fn base(&self) -> Option<&Have> {
        match self {
            Extent::Delta(base) => Some(base),
            Extent::Complete | Extent::Unknown(_) => None,
        }
    }
}

/// Decides where a file for some receivers begins.
///
/// A receiver is an office, given by what each of its installations had when it made the newest file that came from it;
/// those that never sent one are left out, and one without any makes the file complete.
pub fn extent(replica: &Replica, receivers: &[Vec<&Have>], whole: bool) -> Extent {
    if whole || receivers.is_empty() {
        return Extent::Complete;
    }
    let unknown: Vec<usize> = (0..receivers.len()).filter(|at| receivers[*at].is_empty()).collect();
    match unknown.is_empty() {
        true => Extent::Delta(common(replica, &receivers.concat())),
        false => Extent::Unknown(unknown),
    }
}

#[cfg(test)]
mod tests;
