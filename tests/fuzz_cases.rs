//! What the fuzzer found, and what it began with, run through its targets for ever.

#[path = "fuzz/src/lib.rs"]
mod fuzz;

use std::path::{Path, PathBuf};

/// The files of a folder under tests/cases, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let entries = std::fs::read_dir(&folder).expect("the folder of cases");
    let mut found: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).filter(|it| it.is_file()).collect();
    found.sort();
    assert!(!found.is_empty(), "{} holds no case", folder.display());
    found
}

fn run(folders: &[&str], check: fn(&[u8])) {
    for file in folders.iter().flat_map(|it| files(it)) {
        println!("{}", file.display());
        check(&std::fs::read(&file).expect("a case can be read"));
    }
}

#[test]
fn no_case_of_a_file_of_ours_crashes() {
    run(&["exchange", "fuzz/exchange"], fuzz::exchange::check);
}

#[test]
fn no_case_of_a_sheet_crashes() {
    run(&["tabular", "fuzz/tabular"], fuzz::tabular::check);
}

#[test]
fn no_case_of_a_stored_segment_crashes() {
    run(&["fuzz/stored"], fuzz::stored::check);
}
