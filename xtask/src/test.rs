//! `cargo xtask test`: everything that CI checks, cheapest first, each step with its time.

use crate::tools::{self, Tools};
use crate::{dist, process, tidy, workspace};
use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};
use std::time::Instant;

type Step = (&'static str, &'static str, fn() -> Result<()>);

const STEPS: [Step; 8] = [
    ("format", "rustfmt would change nothing", format),
    ("tidy", "the house rules hold", || tidy::run(&[])),
    ("clippy", "clippy has no remark, natively and for wasm32", clippy),
    ("native", "unit tests, properties and formats", native),
    ("xtask", "the project's own commands", xtask),
    ("wasm", "storage in a browser", wasm),
    ("dist", "the app within its size budgets", || dist::run(&[])),
    ("e2e", "journeys in headless Chromium", e2e),
];

const WASM: &str = "wasm32-unknown-unknown";
const DEBIAN: [(&str, &str); 3] =
    [("chromium", "chromium"), ("chromedriver", "chromium-driver"), ("fc-list", "fontconfig")];
const FONT: &str = "fonts-noto-cjk";

pub fn run(arguments: &[String]) -> Result<()> {
    let wanted = parse(arguments)?;
    let begun = Instant::now();
    let mut times = Vec::new();
    for (name, what, step) in STEPS.iter().filter(|it| wanted.is_empty() || wanted.contains(&it.0)) {
        println!("\n=== {name}: {what}");
        let begun = Instant::now();
        let outcome = step();
        let seconds = begun.elapsed().as_secs();
        println!("=== {name}: {} after {seconds} s", if outcome.is_ok() { "passed" } else { "FAILED" });
        outcome.with_context(|| format!("{name} failed; again with: cargo xtask test --only {name}"))?;
        times.push(format!("{name} {seconds} s"));
    }
    println!("\nAll passed in {} s: {}", begun.elapsed().as_secs(), times.join(", "));
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Vec<&'static str>> {
    let mut wanted = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let name = match argument.as_str() {
            "--only" => arguments.next().context("--only needs the name of a step")?,
            "--list" => {
                STEPS.iter().for_each(|(name, what, _)| println!("{name:<8} {what}"));
                std::process::exit(0);
            }
            other => bail!("unknown option {other}; there are --only STEP and --list"),
        };
        let known = STEPS.iter().find(|it| it.0 == name);
        wanted.push(known.with_context(|| format!("there is no step {name}; --list shows them"))?.0);
    }
    Ok(wanted)
}

fn cargo(arguments: &[&str]) -> Result<()> {
    process::run(process::cargo().args(arguments))
}

fn format() -> Result<()> {
    cargo(&["fmt", "--all", "--check"])
}

fn clippy() -> Result<()> {
    tools::ensure_target()?;
    let deny = ["--", "-D", "warnings"];
    cargo(&[&["clippy", "--workspace", "--all-targets", "--features", "e2e"][..], &deny].concat())?;
    let wasm = ["clippy", "--package", "three-lists", "--lib", "--bins", "--target", WASM];
    cargo(&[&wasm[..], &deny].concat())?;
    cargo(&[&wasm[..], &["--features", "split-app,split-office"], &deny].concat())
}

fn native() -> Result<()> {
    // The feature changes nothing but whether `e2e` is built: one build serves both steps.
    let tests = integration_tests()?;
    let chosen = tests.iter().filter(|it| !it.in_browser && it.name != "e2e");
    let chosen: Vec<&str> = chosen.flat_map(|it| ["--test", &it.name]).collect();
    cargo(&[&["test", "--package", "three-lists", "--features", "e2e", "--lib", "--bins"][..], &chosen].concat())
}

struct IntegrationTest {
    name: String,
    /// Compiled for wasm32 alone, as its first lines say.
    in_browser: bool,
}

/// Lists the integration tests: each file or folder with a main.rs directly under tests/.
fn integration_tests() -> Result<Vec<IntegrationTest>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(workspace::root().join("tests"))? {
        let path = entry?.path();
        let source = if path.is_dir() { path.join("main.rs") } else { path.clone() };
        if source.extension().is_none_or(|it| it != "rs") || !source.exists() {
            continue;
        }
        let name = path.file_stem().and_then(|it| it.to_str()).context("tests/ holds a name that is not text")?;
        let in_browser = std::fs::read_to_string(&source)?.contains("#![cfg(target_arch = \"wasm32\")]");
        found.push(IntegrationTest { name: name.to_owned(), in_browser });
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

fn xtask() -> Result<()> {
    cargo(&["test", "--package", "xtask"])
}

fn wasm() -> Result<()> {
    let Tools { test_runner, .. } = tools::ensure()?;
    ensure_browser()?;
    let driver = process::find("chromedriver").context("chromedriver is not on the PATH")?;
    let mut command = process::cargo();
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", test_runner).env("CHROMEDRIVER", driver);
    command.args(["test", "--package", "three-lists", "--target", WASM]);
    let tests = integration_tests()?;
    for test in tests.iter().filter(|it| it.in_browser) {
        command.args(["--test", &test.name]);
    }
    if tests.iter().all(|it| !it.in_browser) {
        println!("No test asks for a browser.");
        return Ok(());
    }
    process::run(&mut command)
}

fn e2e() -> Result<()> {
    ensure_browser()?;
    tools::ensure_axe()?;
    if !workspace::root().join("dist/three-lists.html").exists() {
        dist::run(&[])?;
    }
    // Two browsers at once keep two cores busy.
    cargo(&["test", "--package", "three-lists", "--features", "e2e", "--test", "e2e", "--", "--test-threads", "2"])
}

/// Finds Chromium, its driver and a Chinese font, or has Debian install them.
pub fn ensure_browser() -> Result<()> {
    let mut missing: Vec<&str> = DEBIAN.iter().filter(|it| process::find(it.0).is_none()).map(|it| it.1).collect();
    let fonts = process::printed(Command::new("fc-list").arg(":lang=zh-cn"));
    if fonts.is_none_or(|it| it.is_empty()) {
        missing.push(FONT);
    }
    install(&missing)
}

/// Finds what draws printed pages as pictures, or has Debian install it.
pub fn ensure_pdf_drawer() -> Result<()> {
    if process::find("pdftoppm").is_some() {
        return Ok(());
    }
    println!("pdftoppm is missing (it draws the printed pages as pictures); it is in Debian's poppler-utils.");
    install(&["poppler-utils"])
}

/// Has Debian install packages.
fn install(missing: &[&str]) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let is_root = process::printed(Command::new("id").arg("-u")).is_some_and(|it| it == "0");
    if !is_root || process::find("apt-get").is_none() {
        bail!("install {} first (on Debian: apt-get install {0})", missing.join(" "));
    }
    println!("Installing {} with apt-get, about a minute…", missing.join(" "));
    let apt = |arguments: &[&str]| {
        let mut apt = Command::new("apt-get");
        process::run(apt.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).args(arguments))
    };
    apt(&["update", "-q"])?;
    apt(&[&["install", "-q", "-y", "--no-install-recommends"][..], missing].concat())
}
