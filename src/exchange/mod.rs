//! The exchange file: a workspace's logs as one JSON text that any office can read, verify and pass on.
//!
//! `docs/exchange-format.md` describes it for people, `docs/exchange-v1.schema.json` for programs. Two formats of their own
//! stand around it: the backup, and the file locked with a passphrase. A small file of any of these can go as QR codes.

mod backup;
mod carried;
mod claimed;
mod envelope;
mod errands;
mod extent;
mod intake;
mod leaving;
mod locked;
mod plan;
mod preview;
pub mod qr;
mod read;
mod unpack;
mod write;

pub use backup::{BACKUP_FORMAT, Backup, Received, read_backup, receive, receive_telling, write_backup};
pub use carried::{Arriving, CARRIED, CARRY, CARRY_WITH_KEY, Unloading, arrive, carry};
pub use claimed::claimed_sender;
pub use envelope::{FORMAT, Have, Sender, Summary, VERSION};
pub use errands::{UNLOCK, UNPACK, pack_up, unlock_for, unlocked, unpack_for, unpacked};
pub use extent::{Extent, extent};
pub use intake::Intake;
pub use leaving::{Leaving, PrivateLog, leaving, private_logs};
pub use locked::{LOCKED_FORMAT, LockError, UnlockError, is_locked, lock, open as decipher, seal as encipher, unlock};
pub use plan::{Here, Missing, Plan, PlannedFile, Planning, SenderFiles, Verdict, Whose, Writers, plan};
pub use preview::{ChangedRecord, Comparing, Preview, preview};
pub use read::{MAX_BYTES, ReadError, Told, VerifiedFile, read, read_telling};
pub use unpack::{ByName, Found, MAX_DEPTH, MAX_ENTRIES, MAX_UNPACKED, OldNames, Unfit, by_name, is_archive, unpack};
pub use write::{Contents, Private, WriteError, common, have, lacking, write, write_of};

#[cfg(test)]
mod tests;
