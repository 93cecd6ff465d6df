//! `cargo xtask bench sync`: the op log beside synchronisation libraries from npm, in one run; `docs/benchmarks.md` says
//! what is measured. The harness lies in `benches/peers/`, the packages in this user's cache.

use crate::{bench, process, tools, workspace};
use anyhow::{Result, bail};
use std::process::{Command, Stdio};

/// What may be asked; the harness itself checks the sizes.
const OPTIONS: [&str; 3] = ["--records", "--json", "--prepare-only"];

pub fn run(arguments: &[String]) -> Result<()> {
    check(arguments)?;
    if process::find("node").is_none() {
        bail!("node was not found: the comparison runs in it (on Debian: apt-get install nodejs npm)");
    }
    let harness = workspace::root().join("benches/peers");
    let packages = tools::ensure_packages("peers", &harness)?;
    let engine = bench::built_engine()?;
    let mut node = Command::new("node");
    node.arg(harness.join("run.mjs")).arg("--packages").arg(packages).arg("--engine").arg(engine);
    node.arg("--folder").arg(workspace::target().join("peers")).args(arguments);
    process::run(node.stdin(Stdio::null()))
}

fn check(arguments: &[String]) -> Result<()> {
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let name = argument.split('=').next().unwrap_or_default();
        if !OPTIONS.contains(&name) {
            bail!("unknown option {argument}; there are --records 1000,10000 and --json, and --prepare-only");
        }
        if argument == "--records" && arguments.next().is_none() {
            bail!("--records needs sizes, separated by commas");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_options() {
        let given = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for line in ["", "--json", "--records 1000,10000 --json", "--records=1000", "--prepare-only"] {
            assert!(check(&given(line)).is_ok(), "{line}");
        }
        for line in ["--sizes 1000", "1000", "--records", "--json --packages x"] {
            assert!(check(&given(line)).is_err(), "{line}");
        }
    }
}
