//! From a blank page to an open workspace: what this machine has, which of it to open, and beginning anew.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::state::{WorkspaceStore, clock};
use crate::oplog::SecretKey;
use crate::storage::BrowserDesk;
use crate::workspace::{Action, Device, Stamp, Workspace};

/// Opens the workspace that was open last, if there is one.
pub fn open_kept(store: WorkspaceStore) {
    store.settle();
}

/// Makes a street's new workspace and opens it.
pub fn create(store: WorkspaceStore, title: String, office: String) {
    let device = Device { key: SecretKey::from_bytes(random()), run: run() };
    let stamp = Stamp { at: clock::now(), by: None, action: Action::Save, why: None };
    let (workspace, _) = Workspace::create(&title, &office, device, &stamp);
    store.adopt(workspace, Rc::new(BrowserDesk::new("stub")), BTreeMap::new());
}

/// The name of this opening of the app: eight random characters.
pub fn run() -> String {
    const LETTERS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    random::<8>().iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect()
}

/// Random bytes from the browser.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("every browser that runs this page gives random bytes");
    bytes
}
