//! Looking into a file: what it would change, in words, before anything is written.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Uint8Array;

use super::Stage;
use super::elsewhere::Elsewhere;
use super::folder::{Given, Named};
use super::many::{look_at_many, plan_of};
use super::trying::{End, Tried, try_out};
use crate::domain::schema::DELETED;
use crate::domain::{RecordId, Value};
use crate::exchange::{CARRIED, MAX_BYTES, Preview, ReadError, Received, VerifiedFile, is_archive, is_locked, receive};
use crate::i18n::Catalog;
use crate::oplog::AdmitError;
use crate::ui::files::{self, FileError, Picked};
use crate::ui::handing;
use crate::ui::refused::{Refusal, noting};
use crate::ui::show;
use crate::ui::slow::{Carried, Work, carried, not_carried};
use crate::ui::state::WorkspaceStore;
use crate::workspace::{HeadView, Workspace};

/// Records listed by name; the rest is counted.
const LISTED: usize = 30;

/// Bytes by which an archive and a locked file are told.
const FRONT: u64 = 1_024;

/// A file that was looked into.
#[derive(Clone)]
pub struct Look {
    /// The file.
    pub file: Rc<VerifiedFile>,
    /// What it is called where it was chosen.
    pub name: String,
    /// True when it is a backup.
    pub is_backup: bool,
    /// True when it came locked.
    pub was_locked: bool,
    /// What it would change.
    pub outlook: Outlook,
    /// True when this machine holds more than the file's maker had.
    pub is_older: bool,
    /// True when the maker's installation is known here.
    pub sender_known: bool,
    /// The workspace with it, which becomes the open one.
    pub tried: Rc<Cell<Option<Tried>>>,
}

/// What taking in would change, in words.
#[derive(Clone)]
pub struct Outlook {
    /// In figures.
    pub preview: Rc<Preview>,
    /// The records that would be new, by name.
    pub new: Vec<(String, String)>,
    /// The records that would change.
    pub changed: Vec<ChangedLine>,
    /// Records that are not in those lists.
    pub new_unlisted: usize,
    /// Changed records that are not listed.
    pub changed_unlisted: usize,
}

/// A record that would change.
#[derive(Clone)]
pub struct ChangedLine {
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: String,
    /// Field by field.
    pub fields: Vec<FieldLine>,
}

/// A field that would change.
#[derive(Clone)]
pub struct FieldLine {
    /// What it is called.
    pub label: String,
    /// From what to what.
    pub words: String,
    /// True when both values would stand side by side.
    pub is_conflict: bool,
}

/// Reads files and says what comes next.
pub async fn look(store: WorkspaceStore, given: Given, work: Work, text: &'static Catalog) -> Stage {
    if given.is_crowded {
        return Stage::Refused(text.intake.folder_crowded().to_owned());
    }
    let mut files = given.files;
    let Some(Named { name, file }) = files.pop() else {
        return if given.is_folder { Stage::Refused(text.intake.folder_without().to_owned()) } else { Stage::Idle };
    };
    if !files.is_empty() {
        files.push(Named { name, file });
        return look_at_many(store, files, work, text).await;
    }
    let bytes = file.size();
    if bytes >= CARRIED as u64 && bytes <= MAX_BYTES as u64 {
        match from_worker(&file, work, text).await {
            Ok(Some(carried)) => return arrived(store, (name, bytes), carried, false, work, text).await,
            Ok(None) => {}
            Err(stage) => return stage,
        }
    }
    let picked = match files::read(file, MAX_BYTES as u64).await {
        Ok(picked) => Picked { name, ..picked },
        Err(FileError::TooLarge(most)) => {
            noting::too_large(store, name, bytes);
            return Stage::Refused(text.exchange.limit(&text.bytes(most)));
        }
        Err(FileError::Unreadable) => return Stage::Refused(text.exchange.cannot_read_file().to_owned()),
    };
    if is_archive(&picked.bytes) {
        return plan_of(store, vec![(picked.name, picked.bytes)], Vec::new(), work, text).await;
    }
    one_file(store, picked, work, text).await
}

/// Has a large file read by the worker; nothing where it is an archive, or locked, or where there is no worker.
async fn from_worker(file: &gloo_file::File, work: Work, text: &'static Catalog) -> Result<Option<Carried>, Stage> {
    let unreadable = |_| Stage::Refused(text.exchange.cannot_read_file().to_owned());
    let front = files::front(file, FRONT).await.map_err(unreadable)?;
    if is_archive(&front) || is_locked(&front) {
        return Ok(None);
    }
    let bytes = files::buffer(file).await.map_err(unreadable)?;
    not_carried(carried(bytes, work, text).await, text).map_err(unread)
}

/// Nothing where it was stopped.
fn unread(words: Option<&str>) -> Stage {
    words.map_or(Stage::Idle, |words| Stage::Refused(words.to_owned()))
}

/// Says what comes next of one file: its passphrase, or what it would change.
pub async fn one_file(store: WorkspaceStore, picked: Picked, work: Work, text: &'static Catalog) -> Stage {
    match is_locked(&picked.bytes) {
        true => Stage::Locked(Rc::new(picked)),
        false => look_into(store, picked, false, work, text).await,
    }
}

/// Says what comes next of a file that is read.
pub async fn look_into(
    store: WorkspaceStore,
    picked: Picked,
    was_locked: bool,
    work: Work,
    text: &'static Catalog,
) -> Stage {
    if picked.bytes.len() >= CARRIED {
        match not_carried(carried(Uint8Array::from(&picked.bytes[..]), work, text).await, text) {
            Ok(Some(carried)) => {
                let facts = (picked.name, picked.bytes.len() as u64);
                drop(picked.bytes);
                return arrived(store, facts, carried, was_locked, work, text).await;
            }
            Ok(None) => {}
            Err(words) => return unread(words),
        }
    }
    let received = match receive(&picked.bytes) {
        Ok(received) => received,
        Err(error) => {
            noting::unread(store, noting::Facts::of(&picked), &error);
            return Stage::Refused(refusal_words(&error, text));
        }
    };
    let is_backup = matches!(received, Received::Backup(_));
    let file = received.into_file();
    let unfit = noting::unfit(store, &file, is_backup, || noting::Facts::of(&picked));
    drop(picked.bytes);
    go_on(store, Read { name: picked.name, file, is_backup, was_locked }, unfit, work, text).await
}

/// Says what comes next of a file that the worker read.
async fn arrived(
    store: WorkspaceStore,
    (name, bytes): (String, u64),
    carried: Carried,
    was_locked: bool,
    work: Work,
    text: &'static Catalog,
) -> Stage {
    let Carried { print, claimed, outcome, .. } = carried;
    let facts = noting::Facts { name: name.clone(), bytes, print, claimed };
    let (file, is_backup) = match outcome {
        Ok(read) => read,
        Err(error) => {
            noting::unread(store, facts, &error);
            return Stage::Refused(refusal_words(&error, text));
        }
    };
    let unfit = noting::unfit(store, &file, is_backup, || facts);
    go_on(store, Read { name, file, is_backup, was_locked }, unfit, work, text).await
}

/// A file that was read.
struct Read {
    name: String,
    file: VerifiedFile,
    is_backup: bool,
    was_locked: bool,
}

async fn go_on(store: WorkspaceStore, read: Read, unfit: Vec<Refusal>, work: Work, text: &'static Catalog) -> Stage {
    let Read { name, file, is_backup, was_locked } = read;
    if store.try_read_once(|workspace| file.workspace != workspace.id()) == Some(true) {
        match Elsewhere::of(store, &file, work, text).await {
            Ok(Some(elsewhere)) => return Stage::Elsewhere(elsewhere),
            Ok(None) => {}
            Err(_) => return Stage::Idle,
        }
    }
    let compared = compare(store, file, work, text).await;
    // Who stopped it is told nothing of the file, and nothing of it is noted.
    if !matches!(compared, Err(Stage::Idle)) {
        noting::keep(store, unfit);
    }
    match compared {
        Ok(look) => {
            if look.outlook.preview.new_ops == 0 {
                handing::acknowledge(store, [&*look.file]);
            }
            Stage::Preview(Look { name, is_backup, was_locked, ..look })
        }
        Err(stage) => stage,
    }
}

async fn compare(store: WorkspaceStore, file: VerifiedFile, work: Work, text: &'static Catalog) -> Result<Look, Stage> {
    // The workspace may have been left by now.
    let id = store.try_read_once(Workspace::id).ok_or(Stage::Idle)?;
    if file.workspace != id {
        return Err(Stage::Refused(text.exchange.other_workspace(&file.title)));
    }
    let logs: Vec<_> = file.logs.iter().collect();
    let (tried, preview) = match try_out(store, &logs, &logs, work, text).await {
        Ok(tried) => tried,
        Err(End::Refused(error)) => {
            let words = store.try_read_once(|here| admit_words(&error, Some(here), &file, text));
            return Err(words.map_or(Stage::Idle, Stage::Refused));
        }
        Err(End::Stopped | End::Closed) => return Err(Stage::Idle),
    };
    let look = store.try_read_once(|workspace| Look {
        outlook: Outlook::of(workspace, &tried.after, preview, text),
        is_older: crate::exchange::have(workspace.replica()) != file.have,
        sender_known: crate::oplog::ActorId::parse(&file.from.actor)
            .is_ok_and(|actor| tried.after.office_of(actor).is_some()),
        name: String::new(),
        is_backup: false,
        was_locked: false,
        file: Rc::new(file),
        tried: Rc::new(Cell::new(Some(tried))),
    });
    look.ok_or(Stage::Idle)
}

impl Outlook {
    /// In words, what differs between a workspace and what it would be.
    pub fn of(workspace: &Workspace, after: &Workspace, preview: Preview, text: &'static Catalog) -> Outlook {
        let title = |workspace: &Workspace, id: &RecordId| {
            (show::title(workspace, id, text), id.kind().map(|kind| text.kind_one(kind)).unwrap_or_default().to_owned())
        };
        let new: Vec<(String, String)> = preview.new.iter().take(LISTED).map(|id| title(after, id)).collect();
        let changed = preview.changed.iter().take(LISTED).map(|record| {
            let (title, kind) = title(after, &record.id);
            let fields = record.fields.iter().filter(|name| !name.starts_with('_'));
            let line = |name: &String| field_line(workspace, after, &record.id, name, text);
            ChangedLine { title, kind, fields: fields.map(line).collect() }
        });
        let changed: Vec<ChangedLine> = changed.collect();
        Outlook {
            new_unlisted: preview.new.len() - new.len(),
            changed_unlisted: preview.changed.len() - changed.len(),
            preview: Rc::new(preview),
            new,
            changed,
        }
    }
}

fn field_line(before: &Workspace, after: &Workspace, id: &RecordId, name: &str, text: &'static Catalog) -> FieldLine {
    let label = match id.kind().filter(|_| name != DELETED) {
        Some(kind) => text.field(kind, name).to_owned(),
        None => text.record.archive().to_owned(),
    };
    let words = |workspace: &Workspace, value: &Value| match blank(show::named_value_text(
        workspace,
        id.kind(),
        name,
        value,
        text,
    )) {
        Some(words) => words,
        None => text.record.blank().to_owned(),
    };
    let heads = after.heads(id, name);
    let is_conflict = heads.len() > 1 && after.conflicted_fields(id).iter().any(|field| field == name);
    let was = words(before, &before.value(id, name));
    let line = if is_conflict {
        let value = |head: &HeadView| {
            let words = format!("“{}”", words(after, &head.value));
            if head.office.is_empty() { words } else { text.with_aside(&words, &head.office) }
        };
        let values: Vec<String> = heads.iter().map(value).collect();
        format!("{} · {}", text.list(&values), text.exchange.both_stay())
    } else {
        text.record.from_to(&was, &words(after, &after.value(id, name)))
    };
    FieldLine { label, words: line, is_conflict }
}

fn blank(words: String) -> Option<String> {
    (!words.trim().is_empty()).then_some(words)
}

/// Why a file was refused, in words.
pub fn refusal_words(error: &ReadError, text: &Catalog) -> String {
    match error {
        ReadError::Empty => text.exchange.empty_file(),
        ReadError::TooLarge => text.exchange.too_large(),
        ReadError::NotJson(_) => text.exchange.not_json(),
        ReadError::Truncated => text.exchange.truncated(),
        ReadError::TooDeep => text.exchange.too_deep(),
        ReadError::OtherFormat => text.exchange.other_format(),
        ReadError::NewerVersion(_) => text.exchange.newer_version(),
        ReadError::DuplicateKey(_) => text.exchange.duplicate_key(),
        ReadError::Structure(_) => text.exchange.bad_structure(),
        ReadError::Altered => text.exchange.altered(),
    }
    .to_owned()
}

/// Why a file does not join what is here, in words.
pub fn admit_words(error: &AdmitError, here: Option<&Workspace>, file: &VerifiedFile, text: &Catalog) -> String {
    match error {
        AdmitError::MissingLink { actor, .. } => {
            let known = here.and_then(|workspace| workspace.office_name_of(*actor));
            let sender = (actor.to_string() == file.from.actor).then(|| file.from.name.clone());
            match known.or(sender).and_then(blank) {
                Some(name) => text.exchange.missing_from(&name),
                None => text.exchange.missing_link().to_owned(),
            }
        }
        AdmitError::UnknownBranch { .. } => text.exchange.unknown_branch().to_owned(),
    }
}
