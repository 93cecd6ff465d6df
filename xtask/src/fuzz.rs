//! `cargo xtask fuzz`: reads random and altered files for some minutes a target, looking for what crashes.
//!
//! The targets stand in tests/fuzz/, a workspace of its own. What crashes is written to tests/cases/fuzz/, where the
//! ordinary tests run it from then on.

use crate::{process, tools, workspace};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::process::Command;

/// A target, and the folders under tests/cases that it begins with.
const TARGETS: [(&str, &[&str]); 3] = [("exchange", &["exchange"]), ("tabular", &["tabular"]), ("stored", &[])];

const MINUTES: u64 = 10;

pub fn run(arguments: &[String]) -> Result<()> {
    let (wanted, minutes) = parse(arguments)?;
    let program = tools::ensure_fuzzer()?;
    for (target, seeds) in TARGETS.iter().filter(|it| wanted.is_none_or(|wanted| wanted == it.0)) {
        println!("\n=== {target}: building it, then {minutes} min of reading on one core.");
        let mut fuzzer = Command::new(&program);
        // The address sanitizer is asked for by a flag that a stable compiler takes only so.
        fuzzer.current_dir(workspace::root()).env("RUSTC_BOOTSTRAP", "1").env_remove("CARGO_TARGET_DIR");
        process::run(fuzzer.args(words(target, seeds, minutes)?))
            .with_context(|| format!("what it found lies in tests/cases/fuzz/{target}/; `cargo test` runs it now"))?;
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<(Option<&'static str>, u64)> {
    let (mut wanted, mut minutes) = (None, MINUTES);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--minutes" {
            let number = arguments.next().and_then(|it| it.parse().ok()).filter(|it| *it > 0);
            minutes = number.context("--minutes needs a whole number")?;
            continue;
        }
        let known = TARGETS.iter().find(|it| it.0 == argument);
        let Some((target, _)) = known else {
            let names: Vec<&str> = TARGETS.iter().map(|it| it.0).collect();
            bail!("unknown target {argument}; there are {}", names.join(", "));
        };
        wanted = Some(*target);
    }
    Ok((wanted, minutes))
}

/// The words after `cargo fuzz`; makes the folders they name.
fn words(target: &str, seeds: &[&str], minutes: u64) -> Result<Vec<OsString>> {
    let built = workspace::target().join("fuzz");
    let cases = workspace::root().join("tests/cases");
    let found = cases.join("fuzz").join(target);
    // The first folder is the one that grows; the others are read.
    let corpus = built.join("corpus").join(target);
    for folder in [&corpus, &found] {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    let mut words: Vec<OsString> = vec!["fuzz".into(), "run".into(), "--fuzz-dir".into()];
    words.push(workspace::root().join("tests/fuzz").into());
    words.extend(["--target-dir".into(), built.into(), target.into(), corpus.into(), found.clone().into()]);
    words.extend(seeds.iter().map(|folder| cases.join(folder).into()));
    let mut prefix = OsString::from("-artifact_prefix=");
    prefix.push(found.join(""));
    // Seconds: a file that takes longer than the last is a crash too.
    words.extend(["--".into(), prefix, format!("-max_total_time={}", minutes * 60).into()]);
    words.extend(["-timeout=30".into(), "-report_slow_units=30".into(), "-print_final_stats=1".into()]);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_and_its_minutes_are_read_in_any_order() {
        let read = |line: &str| {
            let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            parse(&words).ok()
        };
        assert_eq!(read(""), Some((None, MINUTES)));
        assert_eq!(read("tabular"), Some((Some("tabular"), MINUTES)));
        assert_eq!(read("--minutes 3 stored"), Some((Some("stored"), 3)));
        for refused in ["everything", "--minutes", "--minutes x", "--minutes 0"] {
            assert_eq!(read(refused), None, "{refused}");
        }
    }

    #[test]
    fn every_target_stands_in_the_workspace_of_targets() {
        let manifest = std::fs::read_to_string(workspace::root().join("tests/fuzz/Cargo.toml")).expect("the manifest");
        for (target, _) in TARGETS {
            assert!(manifest.contains(&format!("name = \"{target}\"")), "{target}");
        }
    }
}
