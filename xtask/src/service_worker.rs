//! Writes the service worker with the list of what it keeps: its version is the hash of all of that.

use crate::dist::read;
use crate::{parts, workspace};
use anyhow::{Context, Result, ensure};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Addresses as the page asks for them, the page itself last, so that a cache with the page is complete.
fn addresses(texts: &[String]) -> Vec<String> {
    let mut found: Vec<String> = texts
        .iter()
        .flat_map(|text| text.split("\"./").skip(1))
        .filter_map(|it| it.split('"').next())
        .filter(|it| *it != "sw.js")
        .map(|it| format!("./{it}"))
        .collect();
    found.sort();
    found.dedup();
    found.push("./".to_owned());
    found
}

/// Writes `sw.js` for the files in `folder`.
pub fn write(folder: &Path) -> Result<()> {
    let text = |name: &str| -> Result<String> { Ok(String::from_utf8(read(folder, name)?)?) };
    let mut texts = vec![text("index.html")?, text("office_loader.js")?];
    for program in parts::PROGRAMS {
        for name in parts::files(folder, program)?.iter().filter(|it| it.ends_with(".js")) {
            // Other addresses in a program's own script are what its WebAssembly calls its modules.
            let all = name.ends_with("_parts.js");
            let script = text(name)?;
            texts.push(script.lines().filter(|it| all || it.starts_with("import ")).collect());
        }
    }
    let addresses = addresses(&texts);
    let mut hash = Sha256::new();
    for address in &addresses {
        let name = address.trim_start_matches("./").split('?').next().unwrap_or_default();
        let name = if name.is_empty() { "index.html" } else { name };
        hash.update(read(folder, name)?);
    }
    let version = &HEXLOWER.encode(&hash.finalize())[..16];
    let list: Vec<String> = addresses.iter().map(|it| format!("\"{it}\"")).collect();
    let source = std::fs::read_to_string(workspace::root().join("web/sw.js")).context("web/sw.js")?;
    for mark in ["VERSION = \"\"", "FILES = []"] {
        ensure!(source.contains(mark), "web/sw.js no longer holds {mark}");
    }
    let script = source
        .replace("VERSION = \"\"", &format!("VERSION = \"{version}\""))
        .replace("FILES = []", &format!("FILES = [{}]", list.join(", ")));
    std::fs::write(folder.join("sw.js"), script).context("sw.js")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_holds_what_the_page_and_the_worker_ask_for() {
        let page = r#"<link href="./main.css?v=1"> script: "./app.js?v=2", sw: "./sw.js""#;
        let loader = r#"importScripts("./office.js?v=3");"#;
        assert_eq!(
            addresses(&[page.to_owned(), loader.to_owned()]),
            ["./app.js?v=2", "./main.css?v=1", "./office.js?v=3", "./"]
        );
    }
}
