//! `cargo xtask screenshots`: the pictures under docs/, taken by the end-to-end harness from the built app.

use crate::{dist, process, test, workspace};
use anyhow::Result;

pub fn run(_: &[String]) -> Result<()> {
    test::ensure_browser()?;
    if !workspace::root().join("dist/three-lists.html").exists() {
        dist::run(&[])?;
    }
    let mut cargo = process::cargo();
    cargo.args(["test", "--package", "three-lists", "--features", "e2e", "--test", "e2e"]);
    process::run(cargo.args(["--", "--ignored", "screenshots"]))
}
