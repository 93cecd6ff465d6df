//! Large files, read by the worker and taken over by the page in slices.

use js_sys::Uint8Array;

use super::{SLICE, Stopped, Work};
use crate::exchange::{Arriving, CARRY, CARRY_WITH_KEY, ReadError, VerifiedFile, arrive};
use crate::i18n::Catalog;
use crate::oplog::SecretKey;
use crate::ui::office::OfficeError;

/// A file that the worker read.
pub struct Carried {
    /// The SHA-256 of its bytes.
    pub print: [u8; 32],
    /// Who it says made it, where it was refused.
    pub claimed: Option<String>,
    /// What it is, and whether it is a backup.
    pub outcome: Result<(VerifiedFile, bool), ReadError>,
    /// That one's key, where it was asked for.
    pub key: Option<SecretKey>,
}

/// Why the worker read nothing.
pub enum NotCarried {
    /// There is no worker here: the page must read the file itself.
    NoWorker,
    /// It broke down.
    Died,
    /// The person stopped it, or left.
    Stopped,
}

impl From<Stopped> for NotCarried {
    fn from(_: Stopped) -> NotCarried {
        NotCarried::Stopped
    }
}

/// Has a file read whose bytes are handed over.
pub async fn carried(bytes: Uint8Array, work: Work, text: &'static Catalog) -> Result<Carried, NotCarried> {
    carried_by(CARRY, bytes, work, text).await
}

/// The same, with the key of a backup.
pub async fn carried_with_key(bytes: Uint8Array, work: Work, text: &'static Catalog) -> Result<Carried, NotCarried> {
    carried_by(CARRY_WITH_KEY, bytes, work, text).await
}

async fn carried_by(
    request: &str,
    bytes: Uint8Array,
    work: Work,
    text: &'static Catalog,
) -> Result<Carried, NotCarried> {
    let words = text.exchange.reading();
    let office = work.office().ok_or(NotCarried::Stopped)?;
    work.tell(words, 0, 0);
    // Reading is half of the way, taking over is the other.
    let told = Box::new(move |done: usize, all: usize| work.tell(words, done, 2 * all));
    let said = office.carry(request, bytes, told).await;
    if work.is_stopped() {
        return Err(NotCarried::Stopped);
    }
    let (answer, lines) = said.map_err(|error| match error {
        OfficeError::NotStarted => NotCarried::NoWorker,
        OfficeError::Stopped => NotCarried::Stopped,
        OfficeError::Died | OfficeError::Refused(_) => NotCarried::Died,
    })?;
    // What it held for the file is given back.
    office.stop();
    let Arriving { print, claimed, outcome } = arrive(&answer, lines).ok_or(NotCarried::Died)?;
    let mut unloading = match outcome {
        Ok(unloading) => unloading,
        Err(error) => return Ok(Carried { print, claimed, outcome: Err(error), key: None }),
    };
    let all = unloading.all();
    let mut trouble = None;
    let slice = &mut || match unloading.unload(SLICE) {
        Ok(is_left) => is_left.then(|| all + unloading.done()),
        Err(error) => {
            trouble = Some(error);
            None
        }
    };
    work.run(words, 2 * all, slice).await?;
    let (is_backup, key) = (unloading.is_backup(), unloading.key());
    let outcome = match trouble {
        Some(error) => Err(error),
        None => Ok((unloading.into_file().ok_or(NotCarried::Died)?, is_backup)),
    };
    Ok(Carried { print, claimed, outcome, key })
}

/// What comes next where the worker read nothing: nothing does where the page must read the file, or it is told why not, if it
/// was not stopped.
pub fn not_carried(
    carried: Result<Carried, NotCarried>,
    text: &'static Catalog,
) -> Result<Option<Carried>, Option<&'static str>> {
    match carried {
        Ok(carried) => Ok(Some(carried)),
        Err(NotCarried::NoWorker) => Ok(None),
        Err(NotCarried::Stopped) => Err(None),
        Err(NotCarried::Died) => Err(Some(text.intake.worker_failed())),
    }
}
