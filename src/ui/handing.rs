//! Handing on: making exchange and backup files of the open workspace, and remembering who has what.

use std::convert::Infallible;

use leptos::prelude::untrack;
use serde::{Deserialize, Serialize};

use super::reminder::{BACKUP_OPS, Counted, MOST_CHANGES, MOST_DAYS, USUAL_CHANGES, USUAL_DAYS, is_due, limit};
use super::state::store::{BACKUP_AT, HANDED_TO};
use super::state::{WorkspaceStore, clock};
use super::{files, opening};
use crate::domain::{Kind, RecordId};
use crate::exchange::{
    Contents, Have, LockError, Private, Summary, VerifiedFile, WriteError, lock, write, write_backup, write_of,
};
use crate::i18n::Catalog;
use crate::oplog::{Scope, Timestamp};
use crate::workspace::{Action, Workspace};

/// The name of the small value that says when this machine handed on last, in unix seconds.
pub const HANDED_AT: &str = "handed_at";

/// Bytes of a part of a file's name, and of an office's name in it: systems take 255 in all.
const PART: usize = 69;
const NAME: usize = 29;

/// The name of the small value that says when this machine saved evidence last, in unix seconds.
pub const EVIDENCE_AT: &str = "evidence_at";

/// What an installation had when it made the newest file taken in from it.
#[derive(Serialize, Deserialize)]
pub struct Known {
    /// When it made that, by its own clock, in unix seconds.
    pub at: i64,
    /// What it had.
    pub have: Have,
}

/// What is to leave, and for whom.
pub struct Parcel {
    /// What the receivers have; nothing makes a complete file.
    pub base: Option<Have>,
    /// Whose private logs go along.
    pub private: Private,
    /// The names of the offices it is for; none when it is for anybody.
    pub receivers: Vec<String>,
}

impl Parcel {
    /// For anybody who has that much, without any private log.
    fn for_anybody(base: Option<Have>) -> Parcel {
        Parcel { base, private: Private::None, receivers: Vec::new() }
    }
}

/// A file that is ready to be saved.
pub struct Made {
    /// Its name.
    pub name: String,
    /// Its content.
    pub text: String,
}

/// A file to be handed on.
pub struct Ready {
    /// What it is called where it is saved.
    pub name: String,
    /// Its content.
    pub text: String,
    /// True where a passphrase guards it.
    pub is_locked: bool,
    /// The place of this installation's last shared op in it.
    pub own: u64,
}

fn make(store: WorkspaceStore, parcel: Parcel, text: &Catalog) -> Result<Made, WriteError> {
    seal(store);
    store.peek(|workspace| {
        let office = workspace.my_office().map(|id| workspace.title_of(&id));
        let part = parcel.base.as_ref().map(|_| text.exchange.new_part().to_owned());
        let whom = (!parcel.receivers.is_empty()).then(|| {
            let names: Vec<&str> = parcel.receivers.iter().map(|name| cut(name, NAME)).collect();
            text.handing.file_part(&first_two(&names, text))
        });
        let file = write(workspace.replica(), &workspace.device().key, contents(workspace, parcel))?;
        let parts = [Some(text.exchange.file_name_part().to_owned()), Some(workspace.title()), office, whom, part];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        Ok(Made { name: file_name(&parts), text: file })
    })
}

/// Makes an exchange file to hand on, locked where a passphrase is given; why there is none, in words. Locking takes some
/// tenths of a second.
pub fn ready(
    store: WorkspaceStore,
    base: Option<Have>,
    passphrase: Option<&str>,
    text: &Catalog,
) -> Result<Ready, String> {
    ready_for(store, Parcel::for_anybody(base), passphrase, text)
}

/// Makes a file as [`ready`] does, named after whom it is for.
pub fn ready_for(
    store: WorkspaceStore,
    parcel: Parcel,
    passphrase: Option<&str>,
    text: &Catalog,
) -> Result<Ready, String> {
    let mut made = make(store, parcel, text).map_err(|error| match error {
        WriteError::NothingNew => text.exchange.nothing_new().to_owned(),
        WriteError::Unsealed => text.errors.unexpected().to_owned(),
    })?;
    if let Some(passphrase) = passphrase {
        let locked = lock(made.text.as_bytes(), passphrase, opening::random(), opening::random());
        made.text = locked.map_err(|error| lock_words(error, text).to_owned())?;
        made.name = made.name.replacen('-', &format!("-{}-", text.locked.file_part()), 1);
    }
    Ok(Ready { name: made.name, text: made.text, is_locked: passphrase.is_some(), own: store.peek(own_ops) })
}

/// Saves a file and remembers that it was handed on.
pub fn save(store: WorkspaceStore, ready: &Ready, text: &Catalog) -> Result<(), String> {
    if !files::save(&ready.name, &ready.text) {
        return Err(text.exchange.cannot_save_file().to_owned());
    }
    remember_handed(store, ready.own);
    Ok(())
}

/// Remembers that a file was handed on with this installation's changes up to that place.
pub fn remember_handed(store: WorkspaceStore, own: u64) {
    store.set_local(HANDED_AT, Some(clock::now().0.to_string()));
    store.set_local(HANDED_TO, Some(own.to_string()));
}

fn lock_words(error: LockError, text: &Catalog) -> &'static str {
    match error {
        LockError::EmptyPassphrase => text.locked.empty(),
        LockError::TooLarge => text.locked.too_large(),
        LockError::NoMemory => text.locked.no_memory_to_lock(),
    }
}

/// Makes the exchange file of evidence about a project: whole shared logs, of the machines concerned only.
pub fn make_evidence(store: WorkspaceStore, project: &RecordId, text: &Catalog) -> Result<Made, String> {
    seal(store);
    store.peek(|workspace| {
        let writers = workspace.writers_for(&workspace.belonging_to(project));
        let contents = contents(workspace, Parcel::for_anybody(None));
        let file = write_of(workspace.replica(), &workspace.device().key, contents, Some(&writers));
        let parts = [text.exchange.file_name_part(), text.evidence.part()].map(str::to_owned);
        let parts: Vec<String> = parts.into_iter().chain([workspace.title_of_pending(project)]).collect();
        let made = |text| Made { name: file_name(&parts), text };
        file.map(made).map_err(|_| text.errors.unexpected().to_owned())
    })
}

/// Makes a backup. Where it goes beside those of other machines, its name tells them apart.
pub fn make_backup(store: WorkspaceStore, is_beside_others: bool, text: &Catalog) -> Result<Made, String> {
    let parcel = Parcel { private: Private::All, ..Parcel::for_anybody(None) };
    let made = make(store, parcel, text).map_err(|_| text.errors.unexpected().to_owned())?;
    store.peek(|workspace| {
        let backup = write_backup(&made.text, &workspace.device().key);
        let backup = backup.map_err(|_| text.exchange.cannot_save_file().to_owned())?;
        let mut parts =
            vec![text.exchange.file_name_part().to_owned(), text.exchange.backup_part().to_owned(), workspace.title()];
        if is_beside_others {
            parts.push(workspace.actor().to_string()[..6].to_owned());
        }
        Ok(Made { name: file_name(&parts), text: backup })
    })
}

/// Saves a backup among the browser's downloads and remembers when; the file's name.
pub fn back_up(store: WorkspaceStore, text: &Catalog) -> Result<String, String> {
    let (made, counted) = (make_backup(store, false, text)?, count(store));
    if !files::save(&made.name, &made.text) {
        return Err(text.exchange.cannot_save_file().to_owned());
    }
    remember_backup(store, counted);
    Ok(made.name)
}

/// Remembers that a backup was made of what was counted then.
pub fn remember_backup(store: WorkspaceStore, counted: Counted) {
    store.set_local(BACKUP_AT, Some(counted.at.to_string()));
    store.set_local(BACKUP_OPS, Some(counted.text()));
}

/// Counts changes since the last backup from here on.
pub fn count_from_here(store: WorkspaceStore) {
    store.set_local(BACKUP_OPS, Some(count(store).text()));
}

/// How many ops are here now.
pub fn count(store: WorkspaceStore) -> Counted {
    let ops = store.try_read_once(|workspace| workspace.replica().op_count()).unwrap_or(0);
    Counted { ops, at: clock::now().0 }
}

/// How the last backup stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backed {
    /// When it was made, in unix seconds.
    pub at: Option<i64>,
    /// Ops that came since, over all logs; of a workspace never backed up, since it began here.
    pub changes: usize,
    /// True when another one is due.
    pub is_due: bool,
}

/// How the last backup stands; tracked, looked at anew each day.
pub fn backed(store: WorkspaceStore) -> Backed {
    store.today();
    let at = backed_up_at(store);
    let counted = store.local(BACKUP_OPS).and_then(|text| Counted::parse(&text));
    let changes = store.try_read(|workspace| match counted {
        Some(counted) => workspace.replica().op_count().saturating_sub(counted.ops),
        // Backed up before ops were counted.
        None => workspace.changed_since(Timestamp(at.unwrap_or(i64::MIN))),
    });
    let changes = changes.unwrap_or(0);
    let since = counted.map(|it| it.at).or(at);
    let age = since.map_or(0, |since| clock::now().0 - since);
    let most_days = limit(store.local(MOST_DAYS).as_deref(), USUAL_DAYS);
    let most_changes = limit(store.local(MOST_CHANGES).as_deref(), USUAL_CHANGES);
    Backed { at, changes, is_due: is_due(age, changes, most_days, most_changes) }
}

/// What was changed since, in words.
pub fn since_words(backed: Backed, text: &Catalog) -> String {
    match backed.at {
        Some(_) => text.backup.since(backed.changes),
        None => text.backup.since_begun(backed.changes),
    }
}

/// When the last backup was made, in unix seconds; tracked.
pub fn backed_up_at(store: WorkspaceStore) -> Option<i64> {
    store.local(BACKUP_AT).and_then(|at| at.parse().ok())
}

/// How old the backup is, in words.
pub fn backup_words(at: Option<i64>, text: &Catalog) -> String {
    match at {
        Some(at) => text.status.last_backup(&text.age(clock::now().0 - at)),
        None => text.status.never_backed_up().to_owned(),
    }
}

/// Records in the lists, for people to recognise a file by.
pub fn summary(workspace: &Workspace) -> Summary {
    let count = |kind| workspace.count(kind) as u64;
    Summary { resources: count(Kind::Resource), needs: count(Kind::Need), projects: count(Kind::Project), ops: 0 }
}

fn contents(workspace: &Workspace, parcel: Parcel) -> Contents {
    let office = workspace.my_office();
    Contents {
        workspace: workspace.id(),
        title: workspace.title(),
        office: office.map(|id| (id.to_string(), workspace.title_of(&id))),
        made_at: clock::now(),
        summary: summary(workspace),
        base: parcel.base,
        private: parcel.private,
    }
}

/// Seals what this machine wrote.
pub fn seal(store: WorkspaceStore) {
    let sealed = store.change(Action::Save, |workspace, _| Ok::<_, Infallible>(workspace.seal()));
    drop(sealed);
}

/// The place of this installation's last shared op.
fn own_ops(workspace: &Workspace) -> u64 {
    let branches = workspace.replica().branch_states().into_iter();
    let own = branches.filter(|it| it.header.actor == workspace.actor() && it.header.scope == Scope::Shared);
    own.map(|branch| branch.last).max().unwrap_or(0)
}

/// How many of this installation's changes were handed to nobody yet; tracked.
pub fn waiting(store: WorkspaceStore) -> usize {
    let handed = store.asked().handed_to;
    let own = store.try_read(own_ops).unwrap_or(0);
    usize::try_from(own.saturating_sub(handed)).unwrap_or(usize::MAX)
}

/// The name of the small value that says what an installation had.
pub fn key_of(actor: &str) -> String {
    format!("have/{actor}")
}

/// Remembers what a file's maker had, unless a newer file of theirs was taken in.
pub fn remember(store: WorkspaceStore, file: &VerifiedFile) {
    let name = key_of(&file.from.actor);
    let known = untrack(|| store.local(&name)).and_then(|text| serde_json::from_str::<Known>(&text).ok());
    if known.is_none_or(|known| known.at <= file.made_at.0) {
        let known = Known { at: file.made_at.0, have: file.have.clone() };
        store.set_local(&name, serde_json::to_string(&known).ok());
    }
}

/// Remembers what the makers of files had that bring nothing new: it is all they were sent for.
pub fn acknowledge<'f>(store: WorkspaceStore, files: impl IntoIterator<Item = &'f VerifiedFile>) {
    if !store.is_follower() {
        files.into_iter().for_each(|file| remember(store, file));
    }
}

/// What an installation is known to have; tracked.
pub fn known_of(store: WorkspaceStore, actor: &str) -> Option<Known> {
    store.local(&key_of(actor)).and_then(|text| serde_json::from_str(&text).ok())
}

/// Names in a row, of more than two the first two.
pub fn first_two(names: &[&str], text: &Catalog) -> String {
    match names {
        [one, other, _, ..] => text.handing.some_of(&text.list(&[one, other])),
        _ => text.list(names),
    }
}

/// The beginning of a text that takes no more than so many bytes.
fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// A file name of parts and today's date that every system takes.
fn file_name(parts: &[String]) -> String {
    let clean = |part: &String| {
        let kept = part.chars().filter(|c| !c.is_control() && !"\\/:*?\"<>|.".contains(*c));
        let kept: String = kept.collect();
        cut(kept.trim(), PART).replace(' ', "_")
    };
    let parts: Vec<String> = parts.iter().map(clean).filter(|part| !part.is_empty()).collect();
    format!("{}-{}.json", parts.join("-"), clock::today().to_string().replace('-', ""))
}
