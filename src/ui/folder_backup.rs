//! Backups into the folder chosen for them, read back before they are called saved.

use super::state::WorkspaceStore;
use super::{files, handing};
use crate::i18n::{Catalog, catalog};
use crate::storage::{Folder, FolderError, Permission, kept_folder};

/// Writes a backup to a folder at a click, asking for leave where that is needed; the file's name. Where it does not go
/// there, it goes to the downloads, and the words say so.
pub async fn at_a_click(store: WorkspaceStore, folder: &Folder, text: &'static Catalog) -> Result<String, String> {
    let (made, counted, slot) = (handing::make_backup(store, true, text)?, handing::count(store), store.slot());
    let written = match folder.ask().await {
        Permission::Granted => folder.save(&made.name, &made.text).await,
        Permission::Asks | Permission::Denied => Err(FolderError::Refused),
    };
    // The workspace may have been left meanwhile.
    let remember = || {
        if slot == store.slot() {
            handing::remember_backup(store, counted);
        }
    };
    let Err(error) = written else {
        remember();
        return Ok(text.backup.into(&folder.name(), &made.name));
    };
    if !files::save(&made.name, &made.text) {
        return Err(text.exchange.cannot_save_file().to_owned());
    }
    remember();
    Err(words_of(&error, text).to_owned())
}

/// Why it does not stand in the folder.
fn words_of(error: &FolderError, text: &Catalog) -> &'static str {
    match error {
        FolderError::Lost => text.backup.folder_lost(),
        FolderError::Refused => text.backup.folder_refused(),
        FolderError::Full => text.backup.folder_full(),
        FolderError::Differs => text.backup.folder_differs(),
    }
}

/// Writes a backup to the folder kept for the open workspace, unasked; where it does not, or the folder is gone, that is told.
pub async fn by_itself(store: WorkspaceStore) {
    let Some(slot) = store.slot() else { return };
    let Some(folder) = kept_folder(&slot).await else { return };
    let is_open = || store.slot().as_ref() == Some(&slot) && !store.is_follower();
    let is_granted = folder.permission().await == Permission::Granted;
    if !is_open() {
        return;
    }
    let text = catalog(store.language_now());
    let made = is_granted.then(|| handing::make_backup(store, true, text).ok()).flatten();
    let counted = handing::count(store);
    let is_kept = match made {
        Some(made) => folder.save(&made.name, &made.text).await.is_ok(),
        None => false,
    };
    match (is_open(), is_kept) {
        (false, _) => {}
        (true, true) => handing::remember_backup(store, counted),
        (true, false) => store.announce(text.backup.not_by_itself()),
    }
}
