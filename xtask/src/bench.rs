//! `cargo xtask bench`: the core natively, the core as wasm in node, and the app in Chromium; one JSON line a figure.
//!
//! `cargo xtask bench sync`: the core as wasm beside synchronisation libraries from npm, as one table (`peers.rs`).
//!
//! `cargo xtask bench matching`: plans and the text index as wasm beside solvers and indexes of others (`matching.rs`).
//!
//! Figures depend on the machine and on what else it does: they are shown with what they should be, and checked by nobody.

use crate::tools::{self, Tools};
use crate::{build, dist, matching, peers, process, test, workspace};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

const WASM: &str = "wasm32-unknown-unknown";

pub fn run(arguments: &[String]) -> Result<()> {
    if let [first, rest @ ..] = arguments {
        match first.as_str() {
            "sync" => return peers::run(rest),
            "matching" => return matching::run(rest),
            _ => {}
        }
    }
    native(arguments)?;
    engine()?;
    browser()
}

fn native(arguments: &[String]) -> Result<()> {
    let kept = workspace::target().join("criterion");
    if kept.exists() {
        // What stays of earlier runs would be printed as if it were measured now.
        std::fs::remove_dir_all(&kept)?;
    }
    let bench = ["bench", "--package", "three-lists", "--bench", "core", "--", "--quiet"];
    process::run(process::cargo().args(bench).args(arguments))?;
    for file in workspace::files_under(&kept)?.iter().filter(|it| it.ends_with("new/benchmark.json")) {
        let what = &read(&kept.join(file))?["full_id"];
        let median = &read(&kept.join(file).with_file_name("estimates.json"))?["median"]["point_estimate"];
        let nanoseconds = median.as_f64().context("criterion no longer keeps the median")?;
        println!("{}", json!({"what": what, "native_ms": (nanoseconds / 1e4).round() / 100.0}));
    }
    Ok(())
}

fn read(file: &Path) -> Result<Value> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    serde_json::from_str(&text).with_context(|| file.display().to_string())
}

fn engine() -> Result<()> {
    if process::find("node").is_none() {
        println!("node was not found: the core is not measured as wasm.");
        return Ok(());
    }
    let folder = built_engine()?;
    let runner = workspace::root().join("benches/engine.mjs");
    process::run(Command::new("node").current_dir(workspace::root()).arg(runner).arg(folder.join("engine.js")))
}

/// Builds the core for an engine to time, as it is built for the page; returns the folder it lies in.
pub fn built_engine() -> Result<PathBuf> {
    let Tools { bindgen, .. } = tools::ensure()?;
    let engine = ["build", "--package", "three-lists", "--release", "--target", WASM, "--example", "engine"];
    process::run(process::cargo().args(engine).env(build::FLAGS, build::flags()?))?;
    let built = workspace::target().join(WASM).join("release/examples/engine.wasm");
    let folder = workspace::target().join("engine");
    process::run(Command::new(bindgen).args(["--target", "nodejs", "--out-dir"]).arg(&folder).arg(built))?;
    Ok(folder)
}

fn browser() -> Result<()> {
    test::ensure_browser()?;
    if !workspace::root().join("dist/three-lists.html").exists() {
        dist::run(&[])?;
    }
    let mut cargo = process::cargo();
    cargo.args(["test", "--package", "three-lists", "--features", "e2e", "--test", "e2e"]);
    // One after the other, so that no browser is measured beside another.
    process::run(cargo.args(["--", "--ignored", "figures", "--nocapture", "--test-threads", "1"]))
}
