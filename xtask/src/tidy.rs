//! `cargo xtask tidy`: the house rules that no compiler holds. ARCHITECTURE.md says why they stand.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;

/// Which layer each room of src/ belongs to; a room imports rooms of lower layers only.
const LAYERS: [(&str, u8); 11] = [
    ("domain", 0),
    ("oplog", 1),
    ("evaluation", 1),
    ("matching", 1),
    ("workspace", 2),
    ("exchange", 2),
    ("tabular", 2),
    ("i18n", 2),
    ("sample", 2),
    ("storage", 3),
    ("ui", 4),
];

/// Rooms above all layers: they put the parts together.
const TOP: [&str; 2] = ["bin", "lib.rs"];

/// Crates that know a browser.
const WEB_CRATES: [&str; 12] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo_events",
    "gloo_file",
    "gloo_storage",
    "gloo_timers",
    "gloo_worker",
    "indexed_db_futures",
    "console_error_panic_hook",
];
const WEB_ROOMS: [&str; 4] = ["storage", "ui", "bin", "lib.rs"];

const FORBIDDEN_NAMES: [&str; 5] = ["utils", "manager", "helper", "common", "misc"];
const TALL: usize = 500;

pub fn run(_: &[String]) -> Result<()> {
    let root = workspace::root();
    let mut git = Command::new("git");
    let listed = git.current_dir(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).output();
    let listed = listed.context("git, which lists the files to look at")?;
    if !listed.status.success() {
        bail!("git ls-files: {}", String::from_utf8_lossy(&listed.stderr).trim());
    }
    let mut breaches = Vec::new();
    let mut tall = Vec::new();
    for path in String::from_utf8(listed.stdout)?.split_terminator('\0') {
        // Pictures and sheets are no text; a file deleted but not yet committed is none of ours.
        let Ok(text) = std::fs::read_to_string(root.join(path)) else { continue };
        breaches.extend(breaches_of(path, &text));
        let lines = code_of(&text).count();
        if path.ends_with(".rs") && lines > TALL {
            tall.push(format!("{path}: {lines} lines without its tests"));
        }
    }
    if !tall.is_empty() {
        println!("Past {TALL} lines something wants a room of its own:\n  {}", tall.join("\n  "));
    }
    if breaches.is_empty() {
        return Ok(());
    }
    bail!("{} breaches of the house rules:\n  {}", breaches.len(), breaches.join("\n  "))
}

/// Returns what `text`, the file at `path`, does against the rules, as "path:line: what".
fn breaches_of(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let stem = Path::new(path).file_stem().and_then(|it| it.to_str()).unwrap_or_default();
    let parts = path.split('/').chain([stem]);
    if parts.into_iter().any(|part| FORBIDDEN_NAMES.contains(&part)) {
        found.push(format!("{path}: a name that says nothing about what is inside"));
    }
    for (at, line) in text.lines().enumerate() {
        if let Some(place) = machine_path(line) {
            found.push(format!("{path}:{}: a path of one machine: {place}", at + 1));
        }
    }
    if !path.ends_with(".rs") {
        return found;
    }
    let may_hold_han = han_is_data(path);
    let mut in_group = None;
    for (at, line) in code_of(text) {
        let mut say = |what: String| found.push(format!("{path}:{}: {what}", at + 1));
        if !may_hold_han && line.chars().any(is_han) {
            say("Han characters outside the catalogue and data".to_owned());
        }
        if let Some(name) = declared_module(line).filter(|it| FORBIDDEN_NAMES.contains(it)) {
            say(format!("a module called {name}"));
        }
        let code = line.split("//").next().unwrap_or_default();
        if let Some(room) = path.strip_prefix("src/").map(room_of) {
            for imported in imported_rooms(code, &mut in_group) {
                if let Some(what) = refused_import(room, &imported) {
                    say(what);
                }
            }
            if !WEB_ROOMS.contains(&room) {
                WEB_CRATES
                    .iter()
                    .filter(|it| names_crate(code, it))
                    .for_each(|it| say(format!("{it} belongs to storage/ and ui/ alone")));
            }
        }
    }
    found
}

/// Lines up to the file's tests, with their index.
fn code_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().take_while(|(_, line)| !is_test_mark(line))
}

fn is_test_mark(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("#[cfg(test)]") || line.starts_with("#[cfg(all(test")
}

fn room_of(path: &str) -> &str {
    path.split('/').next().map(|it| if it == "lib.rs" { it } else { it.trim_end_matches(".rs") }).unwrap_or_default()
}

/// Returns the rooms that a line of code names by `crate::room` or `three_lists::room`, also in `use crate::{a, b}`.
fn imported_rooms(code: &str, in_group: &mut Option<usize>) -> Vec<String> {
    let mut rooms = Vec::new();
    let mut rest = code;
    if in_group.is_some() {
        rooms.extend(group_members(rest, in_group));
    }
    while let Some(at) =
        ["crate::", "three_lists::"].iter().filter_map(|it| rest.find(it).map(|at| at + it.len())).min()
    {
        rest = &rest[at..];
        if let Some(group) = rest.strip_prefix('{') {
            *in_group = Some(0);
            rooms.extend(group_members(group, in_group));
        } else {
            rooms.push(rest.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect());
        }
    }
    rooms
}

/// Returns the first names in a `{…}` of an import that may go on over lines; `depth` counts its inner braces.
fn group_members(text: &str, depth: &mut Option<usize>) -> Vec<String> {
    let mut members = Vec::new();
    let mut word = String::new();
    let mut first = true;
    for letter in text.chars().chain([' ']) {
        let Some(level) = *depth else { break };
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
            continue;
        }
        if !word.is_empty() && level == 0 && first {
            members.push(std::mem::take(&mut word));
            first = false;
        }
        word.clear();
        match letter {
            ',' if level == 0 => first = true,
            '{' => *depth = Some(level + 1),
            '}' => *depth = level.checked_sub(1),
            _ => {}
        }
    }
    members
}

fn refused_import(room: &str, imported: &str) -> Option<String> {
    let layer = |name: &str| LAYERS.iter().find(|it| it.0 == name).map(|it| it.1);
    if room == imported || TOP.contains(&room) {
        return None;
    }
    let to = layer(imported)?;
    let Some(from) = layer(room) else {
        return Some(format!("src/{room} stands in no layer: name it in xtask/src/tidy.rs"));
    };
    (from <= to)
        .then(|| format!("{room} (layer {from}) imports {imported} (layer {to}); only lower layers may be imported"))
}

fn names_crate(code: &str, name: &str) -> bool {
    let before =
        |at: usize| code[..at].chars().next_back().is_none_or(|it| !it.is_alphanumeric() && it != '_' && it != ':');
    let after = |at: usize| code[at..].starts_with("::") || code[at..].starts_with(';');
    code.match_indices(name).any(|(at, _)| before(at) && after(at + name.len()))
}

fn declared_module(line: &str) -> Option<&str> {
    let line = line.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub ");
    line.strip_prefix("mod ").map(|it| it.trim_end_matches([';', ' ', '{']))
}

fn han_is_data(path: &str) -> bool {
    let rooms = ["src/i18n/", "tests/", "benches/", "docs/", "examples/"];
    rooms.iter().any(|it| path.starts_with(it))
        || path.contains("dictionary")
        || path == "src/domain/availability/words.rs"
        || path.contains("/sample")
        || path.ends_with("/tests.rs")
        || path.contains("/tests/")
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '\u{3001}'..='\u{301f}')
}

fn machine_path(line: &str) -> Option<&str> {
    // Put together here, so that this file does not break its own rule.
    let places = [concat!("/", "work/"), concat!("/", "root/"), concat!("/", "home/")];
    let starts =
        |at: usize| line[..at].chars().next_back().is_none_or(|it| !it.is_alphanumeric() && !"./_-*}>".contains(it));
    places.into_iter().find(|place| line.match_indices(place).any(|(at, _)| starts(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: &[&str]) {
        let found = breaches_of(path, text);
        assert_eq!(found.len(), expected.len(), "{path}: {found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found} does not say {expected}");
        }
    }

    #[test]
    fn lower_layers_may_be_imported() {
        check("src/oplog/merge.rs", "use crate::domain::Kind;\nuse crate::oplog::Op;", &[]);
        check("src/ui/app.rs", "use crate::{\n    domain::{Kind, ui},\n    storage,\n};", &[]);
        check("src/bin/app.rs", "use three_lists::ui::App;", &[]);
        check("src/domain/mod.rs", "use super::Kind; // crate::ui", &[]);
    }

    #[test]
    fn sideways_and_upward_imports_are_refused() {
        check("src/oplog/mod.rs", "use crate::evaluation::Scheme;", &["imports evaluation"]);
        check("src/domain/mod.rs", "fn a() { crate::oplog::fold() }", &["imports oplog"]);
        check(
            "src/tabular/read.rs",
            "use crate::{\n  domain,\n  exchange::{read, write},\n};",
            &[":3: tabular (layer 2) imports exchange"],
        );
        check("src/novel/mod.rs", "use crate::domain::Kind;", &["stands in no layer"]);
    }

    #[test]
    fn web_crates_stay_in_storage_and_ui() {
        check("src/workspace/mod.rs", "use web_sys::Window;", &["web_sys"]);
        check("src/workspace/mod.rs", "let my_leptos = other::leptos::x();", &[]);
        check("src/storage/mod.rs", "use gloo_storage::LocalStorage;", &[]);
    }

    #[test]
    fn han_characters_stay_in_the_catalogue_data_and_tests() {
        check("src/oplog/mod.rs", "/// 登记", &["Han characters"]);
        check("src/oplog/mod.rs", "let x = \"a\";\n#[cfg(test)]\nmod tests { const A: &str = \"登记\"; }", &[]);
        check("src/i18n/zh_cn.rs", "\"登记\"", &[]);
        check("src/tabular/dictionary.rs", "\"登记\"", &[]);
        check("src/domain/availability/words.rs", "\"上午\"", &[]);
        check("src/domain/availability/read.rs", "\"上午\"", &["Han characters"]);
        check("README.md", "登记", &[]);
    }

    #[test]
    fn names_and_machine_paths_are_refused() {
        check("src/oplog/utils.rs", "", &["says nothing"]);
        check("src/oplog/mod.rs", "pub mod helper;", &["called helper"]);
        check("README.md", concat!("see /", "root/x"), &["a path of one machine"]);
        check("README.md", concat!("https://example.org/", "home/x"), &[]);
    }
}
