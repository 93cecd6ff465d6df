//! The backup: a complete exchange file with the private logs, and this installation's key beside it, so that another
//! machine can go on as the same installation. A format of its own, so that nobody hands one on by mistake.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::locked::begins_with;
use super::read::{ReadError, Sniffed, Told, VerifiedFile, read_telling, text};
use crate::oplog::SecretKey;

/// What `format` says.
pub const BACKUP_FORMAT: &str = "three-lists-backup";

/// The version this program writes, and the newest it reads.
const BACKUP_VERSION: u64 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    format: String,
    version: u64,
    #[serde(borrow)]
    exchange: &'a RawValue,
    key: String,
}

/// A backup whose exchange file holds and whose key is that file's maker's.
#[derive(Clone, Debug)]
pub struct Backup {
    /// Everything the installation had.
    pub file: VerifiedFile,
    /// The installation's key.
    pub key: SecretKey,
}

/// A file that a person chose, whichever of the two it is.
#[derive(Clone, Debug)]
pub enum Received {
    /// From another office.
    File(Box<VerifiedFile>),
    /// An installation's own.
    Backup(Box<Backup>),
}

impl Received {
    /// The exchange file in it.
    pub fn into_file(self) -> VerifiedFile {
        match self {
            Received::File(file) => *file,
            Received::Backup(backup) => backup.file,
        }
    }
}

/// Writes a backup around the text of a complete exchange file.
pub fn write_backup(exchange: &str, key: &SecretKey) -> Result<String, ReadError> {
    let exchange = serde_json::from_str(exchange).map_err(|error| ReadError::NotJson(error.to_string()))?;
    let envelope = Envelope { format: BACKUP_FORMAT.to_owned(), version: BACKUP_VERSION, exchange, key: key.to_text() };
    Ok(serde_json::to_string(&envelope).expect("texts and JSON always serialize"))
}

/// Reads and verifies a backup.
pub fn read_backup(bytes: &[u8]) -> Result<Backup, ReadError> {
    read_backup_telling(bytes, &mut |_, _| {})
}

fn read_backup_telling(bytes: &[u8], told: &mut Told<'_>) -> Result<Backup, ReadError> {
    let text = text(bytes)?;
    let sniffed: Sniffed = serde_json::from_str(text).map_err(|error| match error.is_eof() {
        true => ReadError::Truncated,
        false => ReadError::NotJson(error.to_string()),
    })?;
    match sniffed {
        Sniffed { format: Some(format), .. } if format != BACKUP_FORMAT => return Err(ReadError::OtherFormat),
        Sniffed { format: None, .. } => return Err(ReadError::OtherFormat),
        Sniffed { version: Some(version), .. } if version > BACKUP_VERSION => {
            return Err(ReadError::NewerVersion(version));
        }
        Sniffed { .. } => {}
    }
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(|error| ReadError::Structure(error.to_string()))?;
    let key = SecretKey::parse(&envelope.key).map_err(|_| ReadError::Structure("key".to_owned()))?;
    let file = read_telling(envelope.exchange.get().as_bytes(), told)?;
    if key.actor().to_string() != file.from.actor {
        return Err(ReadError::Altered);
    }
    if !file.is_complete {
        return Err(ReadError::Structure("exchange.base".to_owned()));
    }
    Ok(Backup { file, key })
}

/// Reads a file of either format.
pub fn receive(bytes: &[u8]) -> Result<Received, ReadError> {
    receive_telling(bytes, &mut |_, _| {})
}

/// Reads a file of either format, and tells how far it has come.
pub fn receive_telling(bytes: &[u8], told: &mut Told<'_>) -> Result<Received, ReadError> {
    if is_backup(bytes) {
        read_backup_telling(bytes, told).map(|backup| Received::Backup(Box::new(backup)))
    } else {
        read_telling(bytes, told).map(|file| Received::File(Box::new(file)))
    }
}

/// True when a backup begins like this; the format stands first in what [`write_backup`] writes, and an exchange file that
/// names it in a title has its quotes escaped.
fn is_backup(bytes: &[u8]) -> bool {
    begins_with(bytes, b"\"format\":\"three-lists-backup\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Fields, RecordId};
    use crate::exchange::{Contents, Private, Summary, write};
    use crate::oplog::{Draft, Replica, Scope, Timestamp, WorkspaceId};

    fn exchange(key: &SecretKey) -> String {
        let mut replica = Replica::default();
        for scope in [Scope::Shared, Scope::Private] {
            let draft = Draft {
                at: Timestamp(1_795_312_980),
                by: None,
                act: None,
                group: None,
                source: None,
                why: None,
                on: RecordId::parse("need/run00001.1").expect("a record id"),
                set: Fields::from([("title".to_owned(), "更换软管".into())]),
                seen: Vec::new(),
            };
            replica.append(key, "run00001", scope, &draft);
        }
        replica.seal_own(key, WorkspaceId([7; 16]));
        let contents = Contents {
            workspace: WorkspaceId([7; 16]),
            title: "示例街道".to_owned(),
            office: None,
            made_at: Timestamp(1_795_399_380),
            summary: Summary::default(),
            base: None,
            private: Private::All,
        };
        write(&replica, key, contents).expect("a file")
    }

    fn good() -> (SecretKey, String) {
        let key = SecretKey::from_bytes([3; 32]);
        let text = write_backup(&exchange(&key), &key).expect("a backup");
        (key, text)
    }

    #[test]
    fn a_backup_brings_back_the_key_and_both_logs() {
        let (key, text) = good();
        let backup = read_backup(text.as_bytes()).expect("a good backup");
        assert_eq!((backup.key.actor(), backup.file.logs.len()), (key.actor(), 2));
        assert_eq!(backup.file.title, "示例街道");
        assert!(matches!(receive(text.as_bytes()), Ok(Received::Backup(_))));
    }

    #[test]
    fn an_exchange_file_never_holds_the_key() {
        let (key, _) = good();
        let file = exchange(&key);
        assert!(!file.contains(&key.to_text()));
        assert!(matches!(receive(file.as_bytes()), Ok(Received::File(_))));
        assert_eq!(read_backup(file.as_bytes()).err(), Some(ReadError::OtherFormat));
    }

    #[test]
    fn a_file_that_names_the_format_in_its_title_is_no_backup() {
        let key = SecretKey::from_bytes([3; 32]);
        let mut replica = Replica::default();
        let set = Fields::from([("title".to_owned(), "甲".into())]);
        let on = RecordId::parse("need/run00001.1").expect("a record id");
        let (by, act, group, source, why) = (None, None, None, None, None);
        let draft = Draft { at: Timestamp(1_795_312_980), by, act, group, source, why, on, set, seen: Vec::new() };
        replica.append(&key, "run00001", Scope::Shared, &draft);
        replica.seal_own(&key, WorkspaceId([7; 16]));
        for title in [BACKUP_FORMAT, "\"format\":\"three-lists-backup\""] {
            let contents = Contents {
                workspace: WorkspaceId([7; 16]),
                title: title.to_owned(),
                office: None,
                made_at: Timestamp(1_795_399_380),
                summary: Summary::default(),
                base: None,
                private: Private::None,
            };
            let file = write(&replica, &key, contents).expect("a file");
            assert!(matches!(receive(file.as_bytes()), Ok(Received::File(_))), "{title}");
        }
    }

    #[test]
    fn each_bad_backup_gets_its_own_refusal() {
        let (_, text) = good();
        let check = |text: String, expected: &str| {
            let refused = read_backup(text.as_bytes()).expect_err(expected);
            assert!(format!("{refused:?}").starts_with(expected), "{refused:?} instead of {expected}");
        };
        check(" ".to_owned(), "Empty");
        check("PK".to_owned(), "NotJson");
        check("[]".to_owned(), "OtherFormat");
        check("{}".to_owned(), "OtherFormat");
        check(r#"{"format":"geojson"}"#.to_owned(), "OtherFormat");
        check(text[..text.len() / 2].to_owned(), "Truncated");
        check(text.replacen(r#""version":1"#, r#""version":2"#, 1), "NewerVersion(2)");
        check(text.replacen(r#""version":1"#, r#""version":1,"x":1"#, 1), "Structure");
        check(text.replacen("更换软管", "更换水管", 1), "Altered");
        let other = SecretKey::from_bytes([4; 32]);
        check(write_backup(&exchange(&SecretKey::from_bytes([3; 32])), &other).expect("a backup"), "Altered");
    }

    #[test]
    fn a_backup_reads_the_same_after_a_byte_order_mark() {
        let (_, text) = good();
        assert!(receive(format!("\u{FEFF}{text}").as_bytes()).is_ok());
    }
}
