//! What the page takes from the worker, and what it does not.

use super::*;
use crate::exchange::tests::small;
use crate::exchange::write_backup;

fn unloaded(answer: &str, lines: Vec<u8>, most: usize) -> Result<VerifiedFile, String> {
    let arriving = arrive(answer, lines).ok_or("no answer")?;
    let mut unloading = arriving.outcome.map_err(|error| error.to_string())?;
    while unloading.unload(most).map_err(|error| format!("{error:?}"))? {}
    unloading.into_file().ok_or_else(|| "something is left".to_owned())
}

#[test]
fn a_file_arrives_whatever_the_slices() {
    let file = small().file(None, false).expect("a file");
    let read = crate::exchange::read(file.as_bytes()).expect("a good file");
    let (answer, lines) = carry(file.as_bytes(), false, &mut |_, _| {});
    for most in [0, 1, 2, 1_000] {
        let arrived = unloaded(&answer, lines.clone(), most).expect("it arrives");
        assert_eq!(format!("{arrived:?}"), format!("{read:?}"), "{most}");
    }
}

#[test]
fn ops_that_do_not_end_at_the_head_that_was_sealed_are_no_verified_log() {
    let file = small().file(None, false).expect("a file");
    let (answer, lines) = carry(file.as_bytes(), false, &mut |_, _| {});
    let text = String::from_utf8(lines.clone()).expect("ops are text");
    let op = text.lines().next().expect("an op");
    let check = |what: &str, lines: String, expected: &str| {
        let refused = unloaded(&answer, lines.into_bytes(), 1).expect_err(what);
        assert!(refused.starts_with(expected), "{what}: {refused}");
    };
    let other = op.replace("Z\",", "Y\",");
    assert_ne!(other, op);
    let later = op.replacen("\"at\":\"20", "\"at\":\"21", 1);
    assert_ne!(later, op);
    check("another op", text.replacen(op, &later, 1), "Altered");
    check("no op", text.replacen(op, &other, 1), "Structure");
    check("the first left out", text.replacen(&format!("{op}\n"), "", 1), "Altered");
    check("cut off", text[..text.len() - 2].to_owned(), "Structure");
    check("nothing", String::new(), "Structure");
    // A head that fits what was altered is believed: nothing but this machine's own worker is asked.
    let mut broken = lines;
    broken[3] = 0xff;
    assert!(unloaded(&answer, broken, 7).is_err());
    assert!(arrive("{}", Vec::new()).is_none());
}

#[test]
fn a_refusal_arrives_with_its_print_and_whom_the_file_names() {
    let file = small().file(None, false).expect("a file");
    let altered = file.replacen("\"made_at\":\"20", "\"made_at\":\"21", 1);
    assert_ne!(altered, file);
    let (answer, lines) = carry(altered.as_bytes(), false, &mut |_, _| {});
    let arriving = arrive(&answer, lines).expect("an answer");
    assert!(matches!(arriving.outcome, Err(ReadError::Altered)));
    assert_eq!(arriving.claimed, claimed_sender(altered.as_bytes()));
    assert_eq!(arriving.print, <[u8; 32]>::from(Sha256::digest(altered.as_bytes())));
}

#[test]
fn a_backup_arrives_as_one_and_its_key_stays_behind_unless_it_is_asked_for() {
    let mut office = small();
    let key = office.key.clone();
    let file = office.file(None, true).expect("a file");
    let backup = write_backup(&file, &key).expect("a backup");
    let (answer, lines) = carry(backup.as_bytes(), false, &mut |_, _| {});
    assert!(!answer.contains(&key.to_text()));
    let unloading = arrive(&answer, lines).and_then(|it| it.outcome.ok()).expect("a good backup");
    assert!(unloading.is_backup() && unloading.key().is_none());

    let (answer, lines) = carry(backup.as_bytes(), true, &mut |_, _| {});
    let unloading = arrive(&answer, lines).and_then(|it| it.outcome.ok()).expect("a good backup");
    assert_eq!(unloading.key().map(|it| it.to_text()), Some(key.to_text()));
    let (answer, lines) = carry(file.as_bytes(), true, &mut |_, _| {});
    let unloading = arrive(&answer, lines).and_then(|it| it.outcome.ok()).expect("a good file");
    assert!(!unloading.is_backup() && unloading.key().is_none());
}
