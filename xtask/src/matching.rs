//! `cargo xtask bench matching`: plans and the text index as wasm, beside OR-Tools, SciPy, MiniSearch and FlexSearch where they
//! are at hand; `docs/benchmarks.md` says what is measured. The harness lies in `benches/matching/`.

use crate::{bench, process, tools, workspace};
use anyhow::{Result, bail};
use std::process::{Command, Stdio};

pub fn run(arguments: &[String]) -> Result<()> {
    if let Some(other) = arguments.iter().find(|it| *it != "--json") {
        bail!("unknown option {other}; there is --json");
    }
    if process::find("node").is_none() {
        bail!("node was not found: matching is timed in it (on Debian: apt-get install nodejs npm)");
    }
    let harness = workspace::root().join("benches/matching");
    let mut node = Command::new("node");
    node.current_dir(workspace::root()).arg(harness.join("run.mjs"));
    node.arg("--folder").arg(workspace::target().join("matching"));
    match tools::ensure_python("matching", &harness.join("requirements.txt")) {
        Ok(python) => drop(node.arg("--python").arg(python)),
        Err(error) => eprintln!("OR-Tools and SciPy are left out: {error:#}. Ours is timed alone."),
    }
    match tools::ensure_packages("matching", &harness) {
        Ok(packages) => drop(node.arg("--packages").arg(packages)),
        Err(error) => eprintln!("MiniSearch and FlexSearch are left out: {error:#}."),
    }
    node.arg("--engine").arg(bench::built_engine()?).args(arguments);
    process::run(node.stdin(Stdio::null()))
}
