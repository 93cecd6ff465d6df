//! The operation log: who wrote what, when, into which record, having seen what.
//!
//! An op is one save by one person, kept as its canonical JSON text (RFC 8785) and never as anything else: what is
//! stored, hashed, exported and shown in the history are the same bytes, so fields a newer version wrote survive here
//! untouched. An actor's ops form a hash chain that its key seals; a [`Replica`] is a set of such chains and the fields
//! folded from them, the same in every office that holds the same ops, in whatever order they came.

mod actor;
mod admitting;
mod auditing;
mod chain;
mod facts;
mod fold;
mod history;
mod joining;
mod judging;
mod log;
mod op;
mod position;
mod replica;
mod rows;
mod scan;
mod state;
mod stretch;
mod time;

pub use actor::{ActorId, KeyError, PublicKey, SecretKey, Signature};
pub use admitting::{Admitted, Admitting, Copying};
pub use chain::{ChainHash, Scope};
pub use facts::{OpFacts, sort_facts};
pub use fold::Head;
pub use history::{FieldChange, OpHead, OpView};
pub use joining::AdmitError;
pub use judging::{Judge, NamedHead, Reach};
pub use log::{Log, LogError, LogHeader, Seal, Unverified, Verified, WorkspaceId, seal};
pub use op::{Draft, OpError};
pub use position::{PositionError, Ref};
pub use replica::{BranchState, Replica};
pub use rows::{FieldNumber, Row};
pub use state::StateHashing;
pub use time::Timestamp;
