//! Runs trunk, which compiles the page and the office worker and puts them beside index.html.

use crate::tools::Tools;
use crate::{process, workspace};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

const WASM_OPT: [&str; 8] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-producers",
];

/// The variable through which cargo takes flags for the target alone; they stand in place of those of .cargo/config.toml.
pub const FLAGS: &str = "CARGO_ENCODED_RUSTFLAGS";

/// How much larger a call may become by being replaced with what it calls. At opt-level z the compiler takes 5, which
/// leaves every step of a text a call; with 20 reading a file takes a tenth less time in a page of the same size.
const INLINE: &str = "-Cllvm-args=-inline-threshold=20";

/// The curve's arithmetic as fiat-crypto has it: derived from a proof, and in WebAssembly a signature is checked in a tenth to a
/// fifth less time, in code 2 kB smaller when packed, than with the curve crate's own.
const CURVE: &str = "--cfg=curve25519_dalek_backend=\"fiat\"";

/// The compiler's flags for a release: as always, and no path of the machine that builds it in what is handed out.
pub fn flags() -> Result<String> {
    let mut flags = vec!["--cfg=erase_components".to_owned(), INLINE.to_owned(), CURVE.to_owned()];
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("no home directory")?;
    // One folder for each index that crates came from.
    if let Ok(sources) = std::fs::read_dir(home.join("registry/src")) {
        for source in sources {
            flags.push(format!("--remap-path-prefix={}=crates", source?.path().display()));
        }
    }
    flags.push(format!("--remap-path-prefix={}=three-lists", workspace::root().display()));
    flags.sort();
    Ok(flags.join("\u{1f}"))
}

/// Fetches what Cargo.lock names: trunk runs cargo offline.
pub fn fetch() -> Result<()> {
    process::run(process::cargo().args(["fetch", "--locked", "--quiet"]))
}

/// Builds the app into `folder`.
pub fn build(tools: &Tools, folder: &Path, release: bool) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let mut trunk = Command::new(&tools.trunk);
    trunk.current_dir(workspace::root()).env("PATH", &tools.path).env_remove("NO_COLOR");
    // Offline: trunk would otherwise download prebuilt programs.
    trunk
        .args(["build", "--offline", "--skip-version-check", "--color", "never", "--log", "warn", "--dist"])
        .arg(folder);
    if release {
        trunk.arg("--release").env(FLAGS, flags()?);
    }
    process::run(&mut trunk)?;
    // With `inject_scripts` off, trunk leaves its own link for the page's binary behind.
    let page = folder.join("index.html");
    let text = std::fs::read_to_string(&page).context("index.html")?;
    let lines = text.lines().filter(|line| !line.contains("<link data-trunk"));
    std::fs::write(&page, lines.map(|line| format!("{line}\n")).collect::<String>()).context("index.html")?;
    if release {
        ["app_bg.wasm", "office_bg.wasm"].iter().try_for_each(|it| optimize(tools, &folder.join(it)))
    } else {
        Ok(())
    }
}

/// Makes a WebAssembly file smaller, where there is wasm-opt.
pub fn optimize(tools: &Tools, file: &Path) -> Result<()> {
    let Some(program) = &tools.wasm_opt else { return Ok(()) };
    process::run(Command::new(program).args(WASM_OPT).arg(file).arg("-o").arg(file))
}
