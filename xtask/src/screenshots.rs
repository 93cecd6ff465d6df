//! `cargo xtask screenshots`: the pictures under docs/, and one of every page in every mode to be looked at, taken by the
//! end-to-end harness from the built app.

use crate::{dist, process, test, workspace};
use anyhow::Result;

pub fn run(_: &[String]) -> Result<()> {
    test::ensure_browser()?;
    test::ensure_pdf_drawer()?;
    if !workspace::root().join("dist/three-lists.html").exists() {
        dist::run(&[])?;
    }
    let mut cargo = process::cargo();
    cargo.args(["test", "--package", "three-lists", "--features", "e2e", "--test", "e2e"]);
    process::run(cargo.args(["--", "--ignored", "screenshots", "--test-threads", "2"]))?;
    println!("The four pictures of README.md: {}", workspace::root().join("docs").display());
    println!(
        "Every page in every mode, side by side: {}",
        workspace::target().join("screenshots/index.html").display()
    );
    Ok(())
}
