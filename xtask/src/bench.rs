//! `cargo xtask bench`: criterion natively, then the core as wasm in node.

use crate::{process, workspace};
use anyhow::Result;
use std::process::Command;

pub fn run(arguments: &[String]) -> Result<()> {
    process::run(process::cargo().args(["bench", "--package", "three-lists"]).args(arguments))?;
    let runner = workspace::root().join("benches/engine.mjs");
    if !runner.exists() {
        println!("benches/engine.mjs is missing: nothing to measure as wasm.");
        return Ok(());
    }
    if process::find("node").is_none() {
        println!("node was not found: the core is not measured as wasm.");
        return Ok(());
    }
    let wasm = "wasm32-unknown-unknown";
    process::run(process::cargo().args([
        "build",
        "--package",
        "three-lists",
        "--release",
        "--target",
        wasm,
        "--bin",
        "office",
    ]))?;
    let built = workspace::target().join(wasm).join("release/office.wasm");
    process::run(Command::new("node").current_dir(workspace::root()).arg(runner).arg(built))
}
