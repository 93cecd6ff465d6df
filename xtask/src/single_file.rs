//! Packs the app into one HTML file that works by double click: nothing is loaded from outside it.
//!
//! WebAssembly stands in it as plain base64, because unpacking in the browser needs newer browsers than the app does.

use crate::dist::{read, with_policy};
use anyhow::{Context, Result, ensure};
use data_encoding::BASE64;
use std::fmt::Write;
use std::path::Path;

/// Writes `three-lists.html` beside the files that trunk wrote to `folder`.
pub fn write(folder: &Path) -> Result<()> {
    let text = |name: &str| -> Result<String> { Ok(String::from_utf8(read(folder, name)?)?) };
    let mut page = inline_styles(&text("index.html")?, &text)?;
    page = drop_lines(&page, &["rel=\"manifest\"", "rel=\"apple-touch-icon\""])?;
    let icon = format!("data:image/svg+xml;base64,{}", BASE64.encode(&read(folder, "icons/icon.svg")?));
    page = replaced(&page, "./icons/icon.svg", &icon)?;
    page = replaced(&page, "embedded: false", "embedded: true")?;
    let mut payload = String::new();
    let glue = inert(&text("office.js")?, "office.js")?.to_owned();
    writeln!(payload, "<script type=\"text/plain\" id=\"three-lists-office-js\">{glue}</script>")?;
    for (id, name) in [("office-wasm", "office_bg.wasm"), ("app-wasm", "app_bg.wasm")] {
        let base64 = BASE64.encode(&read(folder, name)?);
        writeln!(payload, "<script type=\"text/plain\" id=\"three-lists-{id}\">{base64}</script>")?;
    }
    writeln!(payload, "<script>{}</script>", inert(&text("app.js")?, "app.js")?)?;
    let end = page.rfind("</body>").context("index.html has no </body>")?;
    page.insert_str(end, &payload);
    let policy = "default-src 'none'; script-src 'wasm-unsafe-eval' {scripts}; worker-src blob:; style-src 'unsafe-inline'; \
                  img-src data: blob:; base-uri 'none'; form-action 'none'";
    page = with_policy(&page, policy)?;
    std::fs::write(folder.join("three-lists.html"), page).context("three-lists.html")
}

/// Puts each style sheet into the page in place of its link.
fn inline_styles(page: &str, text: &dyn Fn(&str) -> Result<String>) -> Result<String> {
    let mut inlined = String::new();
    let mut rest = page;
    while let Some(at) = rest.find("<link rel=\"stylesheet\"") {
        let (before, link) = rest.split_at(at);
        let (link, after) = link.split_once('>').context("a link without its end")?;
        let name = link.split("href=\"./").nth(1).and_then(|it| it.split('"').next());
        let name = name.context("a style sheet with an address that is not relative")?;
        write!(inlined, "{before}<style>\n{}</style>", text(name)?)?;
        rest = after;
    }
    Ok(inlined + rest)
}

fn drop_lines(page: &str, with: &[&str]) -> Result<String> {
    for mark in with {
        ensure!(page.contains(mark), "index.html no longer holds {mark}");
    }
    let kept = page.lines().filter(|line| !with.iter().any(|mark| line.contains(mark)));
    Ok(kept.map(|line| format!("{line}\n")).collect())
}

fn replaced(page: &str, from: &str, to: &str) -> Result<String> {
    ensure!(page.contains(from), "index.html no longer holds {from}");
    Ok(page.replace(from, to))
}

/// Returns `script`, which must not hold what would end or hide it inside HTML.
fn inert<'a>(script: &'a str, name: &str) -> Result<&'a str> {
    let lower = script.to_ascii_lowercase();
    for mark in ["</script", "<!--", "<script"] {
        ensure!(!lower.contains(mark), "{name} holds {mark}, which cannot stand inside a page");
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_stand_where_their_links_stood() {
        let page = "a<link rel=\"stylesheet\" href=\"./main.css\" />b";
        let inlined = inline_styles(page, &|name| Ok(format!("/* {name} */"))).expect("the link is whole");
        assert_eq!(inlined, "a<style>\n/* main.css */</style>b");
    }

    #[test]
    fn script_that_would_end_early_is_refused() {
        assert!(inert("let a = '</SCRIPT>';", "a.js").is_err());
        assert!(inert("let a = 1 < 2;", "a.js").is_ok());
    }
}
