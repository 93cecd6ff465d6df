//! A reader that shares no code with this program (docs/verify.py: Python and openssl) comes to the same verdict on a
//! file, so that an office can check one by itself and the format's description is the whole of it.

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the second reader prints, and whether the file holds for it.
fn verdict(file: &Path) -> (bool, String) {
    let output = Command::new("python3").arg(root().join("docs/verify.py")).arg(file).output();
    let output = output.expect("python3 runs");
    let words = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&words).into_owned())
}

fn altered(name: &str, from: &str, to: &str) -> PathBuf {
    let golden = std::fs::read_to_string(root().join("tests/cases/exchange/v1.json")).expect("the golden file");
    let text = golden.replacen(from, to, 1);
    assert_ne!(text, golden, "{from} does not stand in the golden file");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("second-reader-{name}.json"));
    std::fs::write(&file, text).expect("the folder for tests can be written");
    file
}

#[test]
fn a_second_reader_agrees() {
    let has = |program: &str| Command::new(program).arg("--help").output().is_ok();
    if !has("python3") || !has("openssl") {
        println!("python3 or openssl is not on this machine: the second reader was not run");
        return;
    }
    let (holds, words) = verdict(&root().join("tests/cases/exchange/v1.json"));
    assert!(holds && words.ends_with("holds\n"), "{words}");
    for (name, from, to, expected) in [
        ("title", "\"title\":\"", "\"title\":\"x", "maker's signature"),
        ("op", "\"set\":{\"", "\"set\":{\"x", "seal"),
        ("scope", "\"scope\":\"shared\"", "\"scope\":\"private\"", "begins elsewhere"),
        ("twice", "\"version\":1", "\"version\":1,\"version\":1", "twice"),
        ("key", "\"key\":\"", "\"key\":\"A", "another's"),
        ("signature", "\"signature\":\"", "\"signature\":\"!!!!", "not written as it must be"),
    ] {
        let file = altered(name, from, to);
        let (holds, words) = verdict(&file);
        assert!(!holds && words.contains(expected), "{name}: {words}");
        let bytes = std::fs::read(&file).expect("it was just written");
        assert!(three_lists::exchange::read(&bytes).is_err(), "{name}: the two readers differ");
    }
}
