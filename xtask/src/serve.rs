//! `cargo xtask serve`: builds the app, serves it on this machine, and builds again when a source changes.

use crate::static_server::StaticServer;
use crate::tools::{self, Tools};
use crate::{build, dist, parts, process, workspace};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

struct Options {
    release: bool,
    port: u16,
    open: bool,
}

pub fn run(arguments: &[String]) -> Result<()> {
    let options = parse(arguments)?;
    let tools = tools::ensure()?;
    build::fetch()?;
    let folder = workspace::target().join(if options.release { "serve-release" } else { "serve" });
    build_once(&tools, &folder, options.release)?;
    let server = StaticServer::start(&folder, "/", options.port)
        .with_context(|| format!("port {} cannot be used; choose another with --port", options.port))?;
    let address = format!("http://127.0.0.1:{}/", server.port());
    println!(
        "\n  Three Lists: {address}\n  Ctrl+C stops it. A changed source is built again; reload the page to see it.\n"
    );
    if options.open {
        open(&address);
    }
    if options.release {
        loop {
            std::thread::park();
        }
    }
    rebuild_on_change(&tools, &folder)
}

fn parse(arguments: &[String]) -> Result<Options> {
    let mut options = Options { release: false, port: 8080, open: false };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--release" => options.release = true,
            "--open" => options.open = true,
            "--port" => {
                let port = arguments.next().context("--port needs a number")?;
                options.port = port.parse().with_context(|| format!("--port {port} is not a port"))?;
            }
            other => bail!("unknown option {other}; there are --release, --port N and --open"),
        }
    }
    Ok(options)
}

fn build_once(tools: &Tools, folder: &Path, release: bool) -> Result<()> {
    let begun = Instant::now();
    println!("Building the app{}…", if release { " for release" } else { "; the first time takes minutes" });
    build::build(tools, folder, release)?;
    if release {
        parts::build(tools, folder)?;
        dist::finish(folder)?;
    }
    println!("Built in {} s.", begun.elapsed().as_secs());
    Ok(())
}

fn rebuild_on_change(tools: &Tools, folder: &Path) -> Result<()> {
    let mut seen = newest_change()?;
    loop {
        std::thread::sleep(Duration::from_secs(1));
        let now = newest_change()?;
        if now == seen {
            continue;
        }
        seen = now;
        if let Err(error) = build_once(tools, folder, false) {
            println!("{error:#}\nStill serving the last build that worked.");
        }
    }
}

fn newest_change() -> Result<Option<SystemTime>> {
    let root = workspace::root();
    let mut files = vec![PathBuf::from("index.html"), "Trunk.toml".into(), "Cargo.toml".into(), "Cargo.lock".into()];
    for folder in ["src", "style", "web"] {
        files.extend(workspace::files_under(&root.join(folder))?.into_iter().map(|it| Path::new(folder).join(it)));
    }
    // A file that an editor is replacing this very moment counts at the next look.
    Ok(files.iter().filter_map(|it| root.join(it).metadata().and_then(|it| it.modified()).ok()).max())
}

fn open(address: &str) {
    let opener = ["xdg-open", "open", "explorer"].into_iter().find(|it| process::find(it).is_some());
    let opened = opener.and_then(|it| Command::new(it).arg(address).spawn().ok());
    if opened.is_none() {
        println!("No program to open a browser with was found: open the address above.");
    }
}
