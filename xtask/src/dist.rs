//! `cargo xtask dist`: the app to host anywhere (dist/) and as one file (dist/three-lists.html), weighed.
//!
//! Every address is relative. A file's content hash stands in its address (`app.js?v=…`), so that neither a browser's
//! cache nor the service worker can mix two versions.

use crate::{build, parts, service_worker, single_file, sizes, tools, workspace};
use anyhow::{Context, Result, ensure};
use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};
use std::path::Path;

pub fn run(arguments: &[String]) -> Result<()> {
    // Unoptimised and large, but built in a fraction of the time: for writing journeys.
    let debug = arguments.iter().any(|it| it == "--debug");
    let tools = tools::ensure()?;
    build::fetch()?;
    let folder = workspace::root().join("dist");
    println!("Building the app{}; from nothing this takes some minutes…", if debug { "" } else { " for release" });
    build::build(&tools, &folder, !debug)?;
    single_file::write(&folder)?;
    if !debug {
        parts::build(&tools, &folder)?;
    }
    finish(&folder)?;
    println!("{}", folder.join("index.html").display());
    println!("{}\n", folder.join("three-lists.html").display());
    if debug {
        return Ok(());
    }
    let outcome = sizes::check(&folder);
    sizes::print_file(&folder.join("three-lists.html"))?;
    outcome
}

/// The style sheets index.html links, in its order; hosted, they are one file.
const STYLES: [&str; 10] = [
    "tokens.css",
    "base.css",
    "shell.css",
    "components.css",
    "table.css",
    "pages.css",
    "ledger.css",
    "claims.css",
    "docking.css",
    "print.css",
];

/// Turns what was built into `folder` into what is hosted: hashes in addresses, the policy, the service worker.
pub fn finish(folder: &Path) -> Result<()> {
    join_styles(folder)?;
    address(folder, &parts::files(folder, "office")?, &["office_loader.js"])?;
    address(folder, &["office_loader.js".to_owned()], &["index.html"])?;
    address(folder, &parts::files(folder, "app")?, &["index.html"])?;
    address(folder, &["app.css".to_owned()], &["index.html"])?;
    replace(folder, "index.html", "serviceWorker: \"\"", "serviceWorker: \"./sw.js\"")?;
    let page = String::from_utf8(read(folder, "index.html")?)?;
    let policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' {scripts}; worker-src 'self' blob:; \
                  style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'";
    std::fs::write(folder.join("index.html"), with_policy(&page, policy)?)?;
    service_worker::write(folder)
}

fn join_styles(folder: &Path) -> Result<()> {
    let page = String::from_utf8(read(folder, "index.html")?)?;
    let (links, rest): (Vec<&str>, Vec<&str>) = page.lines().partition(|it| it.contains("rel=\"stylesheet\""));
    let named = STYLES.iter().zip(&links).all(|(name, link)| link.contains(&format!("./{name}\"")));
    ensure!(links.len() == STYLES.len() && named, "index.html links other style sheets than {STYLES:?}");
    let mut styles = String::new();
    for name in STYLES {
        let style = String::from_utf8(read(folder, name)?)?;
        // An open brace would take the next sheet in, and with it into another layer.
        ensure!(is_closed(&style), "{name} does not close each brace it opens");
        styles.push_str(&style);
        std::fs::remove_file(folder.join(name))?;
    }
    std::fs::write(folder.join("app.css"), styles)?;
    let page = rest.join("\n") + "\n";
    let link = "<link rel=\"stylesheet\" href=\"./app.css\">\n</head>";
    ensure!(page.contains("</head>"), "index.html has no head");
    Ok(std::fs::write(folder.join("index.html"), page.replacen("</head>", link, 1))?)
}

fn is_closed(style: &str) -> bool {
    let count = |brace: char| style.matches(brace).count();
    count('{') == count('}')
}

/// Puts the hash of `files` together into every address of one of them, in the scripts among them and in `outer`.
fn address(folder: &Path, files: &[String], outer: &[&str]) -> Result<()> {
    let mut hash = Sha256::new();
    for name in files {
        hash.update(read(folder, name)?);
    }
    let version = &HEXLOWER.encode(&hash.finalize())[..8];
    let scripts = files.iter().map(String::as_str).filter(|it| it.ends_with(".js"));
    for script in scripts.chain(outer.iter().copied()) {
        let mut text = String::from_utf8(read(folder, script)?)?;
        for name in files {
            text = text.replace(&format!("\"./{name}\""), &format!("\"./{name}?v={version}\""));
        }
        std::fs::write(folder.join(script), text).with_context(|| script.to_owned())?;
    }
    Ok(())
}

/// Returns `page` with a content security policy, `{scripts}` standing for the hashes of its own inline scripts.
pub fn with_policy(page: &str, policy: &str) -> Result<String> {
    let hashes: Vec<String> = inline_scripts(page)
        .iter()
        .map(|script| format!("'sha256-{}'", BASE64.encode(&Sha256::digest(script.as_bytes()))))
        .collect();
    let policy = policy.replace("{scripts}", &hashes.join(" "));
    let charset = "<meta charset=\"utf-8\">";
    ensure!(page.contains(charset), "index.html no longer holds {charset}");
    let meta = format!("{charset}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    Ok(page.replacen(charset, &meta, 1))
}

fn inline_scripts(page: &str) -> Vec<&str> {
    let parts = page.split("<script>").skip(1);
    parts.filter_map(|it| it.split_once("</script>")).map(|(script, _)| script).collect()
}

pub fn read(folder: &Path, name: &str) -> Result<Vec<u8>> {
    std::fs::read(folder.join(name)).with_context(|| format!("{name} is missing from the build"))
}

fn replace(folder: &Path, name: &str, from: &str, to: &str) -> Result<()> {
    let text = String::from_utf8(read(folder, name)?)?;
    ensure!(text.contains(from), "{name} no longer holds {from}");
    std::fs::write(folder.join(name), text.replace(from, to)).with_context(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_close_what_they_open() {
        for name in STYLES {
            let style = std::fs::read_to_string(workspace::root().join("style").join(name)).expect("it is there");
            assert!(is_closed(&style), "{name} leaves a brace open: the next sheet would stand inside it");
        }
    }

    #[test]
    fn policy_names_each_inline_script_by_its_hash() {
        let page = "<meta charset=\"utf-8\"><script></script><script type=\"text/plain\">x</script>";
        let page = with_policy(page, "script-src {scripts}").expect("it has a charset");
        let empty = "script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        assert!(page.contains(&format!("content=\"{empty}\">")), "{page}");
    }
}
