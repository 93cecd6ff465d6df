//! A file of ours, a backup, a locked file or an archive of them.

use serde_json::Value;
use three_lists::exchange::{
    Contents, Found, Here, Intake, Private, Summary, VerifiedFile, is_archive, is_locked, plan, read, receive, unlock,
    unpack, write,
};
use three_lists::oplog::{Replica, Scope, SecretKey, Timestamp};
use three_lists::workspace::{Policy, Workspace};

use super::forge;
use super::looked_at::{device, look_at, stored};

/// Most work that a locked file may ask for here, in KiB and passes: what the page allows takes a second.
const MOST_WORK: u64 = 256;

/// Reads bytes as the page does, and looks at what they hold. What only lacks seals that fit gets some: somebody with a
/// key of their own can write anything.
pub fn check(bytes: &[u8]) {
    if is_archive(bytes) {
        for found in unpack(vec![("a.zip".to_owned(), bytes.to_vec())], |_| None) {
            let Found { content: Ok(bytes), .. } = found else { continue };
            check_file(&bytes);
        }
    } else {
        check_file(bytes);
    }
}

fn check_file(bytes: &[u8]) {
    if is_locked(bytes) && asks_for(bytes) <= MOST_WORK {
        let _ = unlock(bytes, "a passphrase").map_err(|refused| refused.to_string());
    }
    match receive(bytes) {
        Ok(received) => take_in(bytes, received.into_file()),
        Err(refused) => drop(refused.to_string()),
    }
    if let Some(forged) = forged(bytes)
        && let Ok(file) = read(forged.as_bytes())
    {
        take_in(forged.as_bytes(), file);
    }
}

fn asks_for(bytes: &[u8]) -> u64 {
    let Ok(file) = serde_json::from_slice::<Value>(bytes) else { return 0 };
    let number = |name: &str| file.get(name).and_then(Value::as_u64).unwrap_or(0);
    number("memory").saturating_mul(number("passes"))
}

/// The file with every log taken over by a key of the forger's, and signed by one.
fn forged(bytes: &[u8]) -> Option<String> {
    let mut file: Value = serde_json::from_slice(bytes).ok()?;
    if let Some(inside) = file.get("exchange") {
        file = inside.clone();
    }
    let key = |place: usize| SecretKey::from_bytes([place as u8 + 1; 32]);
    // Few enough for a fast run; a second log of the same key, in the other scope, is among them.
    let count = file.get("logs")?.as_array()?.len().min(4);
    for log in 0..count {
        forge::take_over(&mut file, log, &key(log / 2))?;
    }
    forge::make_own(&mut file, &key(0))?;
    Some(file.to_string())
}

fn take_in(bytes: &[u8], file: VerifiedFile) {
    let Ok((mut workspace, changes)) = Workspace::receive(file.workspace, file.logs.clone(), device()) else { return };
    look_at(&workspace);

    let reopened = Workspace::open(&stored(changes), device()).expect("what was handed to storage opens again");
    assert_eq!(reopened.state_hash(), workspace.state_hash(), "storage gives back what was taken in");

    let mut intake = Intake::default();
    intake.add(Found { name: "a.json".to_owned(), content: Ok(bytes.to_vec()) });
    let empty = Replica::default();
    for replica in [&empty, workspace.replica()] {
        let here = Here { replica, workspace: file.workspace, actor: workspace.actor() };
        let planned = plan(here, &intake);
        assert_eq!(planned.order.len(), 1, "a file that was taken in can be taken in");
    }

    workspace.seal();
    let contents = Contents {
        workspace: file.workspace,
        title: workspace.title(),
        office: None,
        made_at: Timestamp(1_795_312_980),
        summary: Summary::default(),
        base: None,
        private: Private::All,
    };
    let Ok(handed_on) = write(workspace.replica(), &device().key, contents) else { return };
    let again = read(handed_on.as_bytes()).expect("what is handed on can be read");
    let mut other = Replica::default();
    other.be_judged(Box::new(Policy::new(file.workspace, device().key.actor())));
    other.admit(again.logs).expect("a complete file lacks nothing");
    for scope in [Scope::Shared, Scope::Private] {
        assert_eq!(other.state_hash(scope), workspace.replica().state_hash(scope), "the next office sees the same");
    }
}
