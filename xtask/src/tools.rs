//! `cargo xtask tools`: the programs the build needs, each built from source or taken from a package registry into a
//! cache of this user, keyed by version. Nothing is installed twice and no prebuilt program is downloaded.

use crate::tool_cache::{self, AXE, AXE_VERSION};
use crate::{process, workspace};
use anyhow::{Context, Result, bail, ensure};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TRUNK: &str = "0.21.14";
const SPLIT: &str = "0.2.4";
const BINARYEN: &str = "132";
const FUZZ: &str = "0.13.2";
const WASM: &str = "wasm32-unknown-unknown";

/// The build tools, found or installed.
pub struct Tools {
    /// The PATH to run trunk with.
    pub path: OsString,
    pub trunk: PathBuf,
    pub bindgen: PathBuf,
    /// Divides a program into parts.
    pub split: PathBuf,
    /// Runs `wasm_bindgen` tests in a browser.
    pub test_runner: PathBuf,
    /// Absent where there is no npm to get it from: the app is then larger, and the same.
    pub wasm_opt: Option<PathBuf>,
}

pub fn run(_: &[String]) -> Result<()> {
    let tools = ensure()?;
    println!("trunk        {}", tools.trunk.display());
    println!("wasm-bindgen {}", tools.bindgen.display());
    println!("wasm-split   {}", tools.split.display());
    println!("wasm-opt     {}", tools.wasm_opt.map_or("none".to_owned(), |it| it.display().to_string()));
    Ok(())
}

/// Finds the tools, installing what is missing.
pub fn ensure() -> Result<Tools> {
    ensure_target()?;
    let bindgen_version = workspace::locked_version("wasm-bindgen")?;
    let trunk = ensure_program(&Program {
        package: "trunk",
        version: TRUNK,
        programs: &["trunk"],
        features: &[],
        locked: true,
        why: "bundles the page and the worker",
        minutes: "about 4 minutes",
    })?;
    let bindgen = ensure_program(&Program {
        package: "wasm-bindgen-cli",
        version: &bindgen_version,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        features: &[],
        // Its own lock file names a crate version that is no longer on the index.
        locked: false,
        why: "joins WebAssembly and JavaScript; it must equal the version in Cargo.lock",
        minutes: "about 1 minute",
    })?;
    let split = ensure_program(&Program {
        package: "wasm_split_cli_support",
        version: SPLIT,
        programs: &["wasm-split-cli"],
        features: &["build-binary"],
        locked: true,
        why: "divides the page into parts that are loaded when wanted",
        minutes: "about 1 minute",
    })?;
    let wasm_opt = ensure_wasm_opt()?;
    let mut folders = vec![trunk.clone(), bindgen.clone()];
    folders.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    Ok(Tools {
        path: std::env::join_paths(folders).context("the cache's path cannot stand in PATH")?,
        trunk: trunk.join(executable("trunk")),
        bindgen: bindgen.join(executable("wasm-bindgen")),
        split: split.join(executable("wasm-split-cli")),
        test_runner: bindgen.join(executable("wasm-bindgen-test-runner")),
        wasm_opt,
    })
}

struct Program<'a> {
    package: &'a str,
    version: &'a str,
    programs: &'a [&'a str],
    features: &'a [&'a str],
    locked: bool,
    why: &'a str,
    minutes: &'a str,
}

fn cache() -> Result<PathBuf> {
    tool_cache::folder().context("no home directory to keep the tools in")
}

fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

pub fn ensure_target() -> Result<()> {
    let mut rustc = Command::new("rustc");
    let folder =
        process::printed(rustc.current_dir(workspace::root()).args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|it| PathBuf::from(it).is_dir()) {
        return Ok(());
    }
    println!("The target {WASM} is missing (the app is WebAssembly): adding it with rustup, a few seconds…");
    if process::find("rustup").is_none() {
        bail!("rustup was not found; install Rust's target {WASM} in the way this machine got its Rust");
    }
    process::run(Command::new("rustup").current_dir(workspace::root()).args(["target", "add", WASM]))
}

/// Returns the folder that holds the programs.
fn ensure_program(wanted: &Program) -> Result<PathBuf> {
    let root = cache()?.join(format!("{}-{}", wanted.package, wanted.version));
    let folder = root.join("bin");
    if wanted.programs.iter().all(|it| folder.join(executable(it)).is_file()) {
        return Ok(folder);
    }
    let on_path = process::find(wanted.programs[0]).and_then(|it| it.parent().map(PathBuf::from));
    if let Some(folder) = on_path
        && wanted.programs.iter().all(|it| has_version(&folder.join(executable(it)), wanted.version))
    {
        return Ok(folder);
    }
    println!("{} {} is missing ({}):", wanted.package, wanted.version, wanted.why);
    println!("building it from source into {}, {} on two cores…", root.display(), wanted.minutes);
    // Kept apart and until the end, so that an interrupted build goes on where it stopped.
    let build = cache()?.join("build").join(wanted.package);
    std::fs::create_dir_all(&build).with_context(|| build.display().to_string())?;
    let mut cargo = process::cargo();
    cargo.current_dir(&build).env("CARGO_TARGET_DIR", &build).env_remove("RUSTFLAGS");
    cargo.args(["install", "--debug", wanted.package, "--version", wanted.version, "--root"]).arg(&root);
    for program in wanted.programs {
        cargo.args(["--bin", program]);
    }
    for feature in wanted.features {
        cargo.args(["--features", feature]);
    }
    if wanted.locked {
        cargo.arg("--locked");
    }
    process::run(&mut cargo)?;
    // Only room is lost if it stays.
    std::fs::remove_dir_all(&build).ok();
    Ok(folder)
}

fn has_version(program: &PathBuf, version: &str) -> bool {
    let printed = process::printed(Command::new(program).arg("--version"));
    printed.is_some_and(|it| it.split_whitespace().nth(1) == Some(version))
}

fn ensure_wasm_opt() -> Result<Option<PathBuf>> {
    let root = cache()?.join(format!("binaryen-{BINARYEN}"));
    let program = root.join("node_modules/.bin/wasm-opt");
    if program.exists() {
        return Ok(Some(program));
    }
    if !has_npm() {
        println!(
            "wasm-opt is left out: it comes from npm, and node/npm were not found. The app is larger, and the same."
        );
        return Ok(None);
    }
    println!("wasm-opt {BINARYEN} is missing (makes WebAssembly smaller): taking it from npm, under a minute…");
    if let Err(error) = from_npm(&root, &format!("binaryen@{BINARYEN}.0.0")) {
        println!("wasm-opt is left out: {error:#}. The app is larger, and the same.");
        return Ok(None);
    }
    Ok(program.exists().then_some(program))
}

/// Finds what builds and runs the targets of `cargo xtask fuzz`, or builds it.
pub fn ensure_fuzzer() -> Result<PathBuf> {
    let folder = ensure_program(&Program {
        package: "cargo-fuzz",
        version: FUZZ,
        programs: &["cargo-fuzz"],
        features: &[],
        locked: true,
        why: "builds and runs fuzz targets",
        minutes: "about 1 minute",
    })?;
    Ok(folder.join(executable("cargo-fuzz")))
}

/// Finds axe-core, which the journeys run on every page, or takes it from npm.
pub fn ensure_axe() -> Result<()> {
    let script = cache()?.join(AXE);
    if is_axe(&script) {
        return Ok(());
    }
    if !has_npm() {
        bail!(
            "axe-core is missing (it looks for what keeps people with disabilities out) and comes from npm; \
             install node and npm first (on Debian: apt-get install npm)"
        );
    }
    println!(
        "axe-core {AXE_VERSION} is missing (it looks for what keeps people with disabilities out; licence MPL-2.0,"
    );
    println!("for tests only, no part of it is handed out): taking it from npm, a few seconds…");
    from_npm(&cache()?.join(format!("axe-core-{AXE_VERSION}")), &format!("axe-core@{AXE_VERSION}"))?;
    ensure!(is_axe(&script), "npm did not bring axe-core {AXE_VERSION} to {}", script.display());
    Ok(())
}

/// Installs what a lock file names into a folder of the cache that goes by its contents; returns the folder.
pub fn ensure_packages(name: &str, lock_folder: &Path) -> Result<PathBuf> {
    let files = ["package.json", "package-lock.json"];
    let mut hash = Sha256::new();
    for file in files {
        let path = lock_folder.join(file);
        hash.update(std::fs::read(&path).with_context(|| path.display().to_string())?);
    }
    let root = cache()?.join(format!("{name}-{}", &HEXLOWER.encode(&hash.finalize())[..12]));
    // npm writes this one last: an interrupted installation has none.
    if root.join("node_modules/.package-lock.json").is_file() {
        return Ok(root);
    }
    if !has_npm() {
        bail!("the packages of {} come from npm; install node and npm first", lock_folder.display());
    }
    eprintln!("The packages of {} are missing: taking them from npm, under a minute…", lock_folder.display());
    std::fs::create_dir_all(&root).with_context(|| root.display().to_string())?;
    for file in files {
        std::fs::copy(lock_folder.join(file), root.join(file)).with_context(|| file.to_owned())?;
    }
    let mut npm = Command::new("npm");
    npm.current_dir(&root).args(["ci", "--no-fund", "--no-audit", "--ignore-scripts"]).stdin(Stdio::null());
    process::run(npm.stdout(std::io::stderr()))?;
    Ok(root)
}

/// Installs what a list of requirements names into an environment of the cache that goes by its contents; returns its Python.
pub fn ensure_python(name: &str, requirements: &Path) -> Result<PathBuf> {
    let list = std::fs::read(requirements).with_context(|| requirements.display().to_string())?;
    let hash = HEXLOWER.encode(&Sha256::digest(&list));
    let root = cache()?.join(format!("{name}-python-{}", &hash[..12]));
    let python = root.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    // Written last: an interrupted installation has none.
    let whole = root.join("whole");
    if whole.is_file() {
        return Ok(python);
    }
    if process::find("python3").is_none() {
        bail!("python3 was not found");
    }
    eprintln!("The packages of {} are missing: taking them from PyPI, about a minute…", requirements.display());
    let quiet = |command: &mut Command| process::run(command.stdin(Stdio::null()).stdout(std::io::stderr()));
    quiet(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&root))?;
    // No package's own build is run.
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "-r"];
    quiet(Command::new(&python).args(install).arg(requirements))?;
    std::fs::write(&whole, list).with_context(|| whole.display().to_string())?;
    Ok(python)
}

/// True when a script says that it is axe-core of the version wanted.
fn is_axe(script: &Path) -> bool {
    std::fs::read_to_string(script).is_ok_and(|it| it.starts_with(&format!("/*! axe v{AXE_VERSION}\n")))
}

fn has_npm() -> bool {
    process::find("node").is_some() && process::find("npm").is_some()
}

/// Installs a package into a folder of its own; none of its scripts is run.
fn from_npm(root: &Path, package: &str) -> Result<()> {
    std::fs::create_dir_all(root).with_context(|| root.display().to_string())?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-fund", "--no-audit", "--ignore-scripts", "--prefix"]).arg(root).arg(package);
    process::run(npm.stdin(Stdio::null()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axe_lies_in_the_folder_of_its_version() {
        assert!(AXE.starts_with(&format!("axe-core-{AXE_VERSION}/")), "{AXE}");
    }
}
