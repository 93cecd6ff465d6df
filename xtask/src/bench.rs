//! `cargo xtask bench`: criterion natively, then the core as wasm in node.

use crate::tools::{self, Tools};
use crate::{process, workspace};
use anyhow::Result;
use std::process::Command;

const WASM: &str = "wasm32-unknown-unknown";

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
    let Tools { test_runner, .. } = tools::ensure()?;
    // They come in one package.
    let wasm_bindgen = test_runner.with_file_name("wasm-bindgen");
    let build = ["build", "--package", "three-lists", "--release", "--target", WASM, "--example", "engine"];
    process::run(process::cargo().args(build))?;
    let built = workspace::target().join(WASM).join("release/examples/engine.wasm");
    let folder = workspace::target().join("engine");
    process::run(Command::new(wasm_bindgen).args(["--target", "nodejs", "--out-dir"]).arg(&folder).arg(built))?;
    process::run(Command::new("node").current_dir(workspace::root()).arg(runner).arg(folder.join("engine.js")))
}
