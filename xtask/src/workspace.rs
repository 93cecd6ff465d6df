//! Where things are: the repository, the build directory, the locked versions.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Returns the repository's root.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // Asked of the cargo that runs this: worktrees may share one build directory, and so this very program.
        let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        Path::new(&package).parent().expect("xtask/ lies in the repository").to_owned()
    })
}

/// Returns cargo's build directory.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(it) => root().join(it),
        None => root().join("target"),
    }
}

/// Returns the version that Cargo.lock holds of `package`.
pub fn locked_version(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \""));
    let version = version.with_context(|| format!("Cargo.lock names no {package}"))?;
    Ok(version.trim_end_matches('"').to_owned())
}

/// Returns every file under `folder`, sorted, as paths relative to it.
pub fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).with_context(|| next.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("read from below it").to_owned());
            }
        }
    }
    found.sort();
    Ok(found)
}
