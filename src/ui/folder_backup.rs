//! Backups into the folder chosen for them, read back before they are called saved.

use super::state::WorkspaceStore;
use super::{files, handing};
use crate::i18n::{Catalog, catalog};
use crate::storage::{Folder, FolderError, Permission, kept_folder};

/// Writes a backup to a folder at a click, asking for leave where that is needed; the file's name. Where it does not go
/// there, it goes to the downloads, and the words say so.
pub async fn at_a_click(store: WorkspaceStore, folder: &Folder, text: &'static Catalog) -> Result<String, String> {
    let (made, counted, slot) = (handing::make_backup(store, true, text)?, handing::count(store), slot(store));
    let written = match folder.ask().await {
        Permission::Granted => folder.save(&made.name, &made.text).await,
        Permission::Asks | Permission::Denied => Err(FolderError::Refused),
    };
    // The workspace may have been left meanwhile.
    let remember = || {
        if slot == self::slot(store) {
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
    Err(match error {
        FolderError::Lost => text.backup.folder_lost(),
        FolderError::Refused => text.backup.folder_refused(),
        FolderError::Full => text.backup.folder_full(),
        FolderError::Differs => text.backup.folder_differs(),
    }
    .to_owned())
}

/// Writes a backup to the folder kept for the open workspace, unasked: only while the browser allows it.
pub async fn by_itself(store: WorkspaceStore) {
    let Some(slot) = slot(store) else { return };
    let Some(folder) = kept_folder(&slot).await else { return };
    let is_open = || self::slot(store).as_ref() == Some(&slot) && !store.is_follower();
    if folder.permission().await != Permission::Granted || !is_open() {
        return;
    }
    let text = catalog(store.language_now());
    let Ok(made) = handing::make_backup(store, true, text) else { return };
    let counted = handing::count(store);
    if folder.save(&made.name, &made.text).await.is_ok() && is_open() {
        handing::remember_backup(store, counted);
    }
}

/// Where the open workspace is kept.
pub fn slot(store: WorkspaceStore) -> Option<String> {
    store.desk().map(|desk| desk.slot().to_owned())
}
