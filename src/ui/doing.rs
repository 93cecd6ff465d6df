//! Undo and redo: the way back and forth between actions.

use super::action_name::root_name;
use crate::i18n::Catalog;
use crate::ui::state::WorkspaceStore;
use crate::workspace::Action;

/// Takes the newest action back, and says what it was.
pub fn undo(store: WorkspaceStore, text: &'static Catalog) {
    let next = store.peek(|workspace| workspace.next_undo().map(|it| (root_name(workspace, &it, text), it.group)));
    match next {
        Some((name, group)) => take_back(store, &group, text.record.undid_it(&name), text),
        None => store.announce(text.record.nothing_left_to_undo()),
    }
}

/// Does what was taken back last again, and says what it was.
pub fn redo(store: WorkspaceStore, text: &'static Catalog) {
    let next = store.peek(|workspace| workspace.next_redo().map(|it| (root_name(workspace, &it, text), it.group)));
    match next {
        Some((name, group)) => take_back(store, &group, text.record.redid_it(&name), text),
        None => store.announce(text.record.nothing_to_redo()),
    }
}

/// Takes one action back by its group.
pub fn take_back(store: WorkspaceStore, group: &str, done: String, text: &'static Catalog) {
    let action = Action::Undo { of: group.to_owned() };
    match store.change(action, |workspace, stamp| workspace.undo(group, stamp)) {
        Ok(_) => store.announce_when_saved(done),
        Err(_) => store.announce(text.errors.nothing_to_undo()),
    }
}
