//! Builds the page and the office worker in parts, each loaded when it is first wanted.
//!
//! The sources name the parts (`wasm_split`, features `split-…`), wasm-split divides what the compiler gave, and
//! wasm-bindgen writes modules around it. A program NAME then consists of `NAME.js`, `NAME_bg.wasm`, `NAME_parts.js` and
//! the parts. The single file holds whole programs instead.

use crate::tools::Tools;
use crate::{build, process, workspace};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs: the page, the worker.
pub const PROGRAMS: [&str; 2] = ["app", "office"];

/// The module that wasm-split writes: it loads the parts.
const LINK: &str = "__wasm_split.js";

/// Builds both programs and puts them into `folder` in place of the whole ones.
pub fn build(tools: &Tools, folder: &Path) -> Result<()> {
    let built = workspace::target().join("wasm32-unknown-unknown/release");
    for name in PROGRAMS {
        let mut cargo = process::cargo();
        cargo.args(["build", "--release", "--package", "three-lists", "--target", "wasm32-unknown-unknown"]);
        cargo.env(build::FLAGS, build::flags()?);
        process::run(cargo.args(["--bin", name, "--features", &format!("split-{name}")]))?;
        let room = workspace::target().join("parts").join(name);
        if room.exists() {
            std::fs::remove_dir_all(&room)?;
        }
        std::fs::create_dir_all(&room)?;
        divide(tools, &built.join(format!("{name}.wasm")), &room, name)?;
        place(tools, &room, folder, name)?;
    }
    let loader = "import(\"./office.js\").then(office => office.default({ module_or_path: \"./office_bg.wasm\" }));\n";
    std::fs::write(folder.join("office_loader.js"), loader)?;
    let page = folder.join("index.html");
    let text = std::fs::read_to_string(&page)?;
    ensure!(text.contains("modules: false"), "index.html no longer holds modules: false");
    Ok(std::fs::write(&page, text.replace("modules: false", "modules: true"))?)
}

fn divide(tools: &Tools, program: &Path, room: &Path, name: &str) -> Result<()> {
    let mut split = Command::new(&tools.split);
    // It remarks on name sections that are removed afterwards.
    split.arg(program).arg(room).args(["--out-name", name]).env("RUST_LOG", "error");
    process::run(&mut split)?;
    let whole = room.join(format!("{name}.wasm"));
    let mut bindgen = Command::new(&tools.bindgen);
    bindgen.arg(&whole).args(["--target", "web", "--no-typescript", "--keep-lld-exports"]);
    process::run(bindgen.args(["--out-name", name, "--out-dir"]).arg(room))?;
    Ok(std::fs::remove_file(whole)?)
}

/// Moves the files of a program to `folder`, each under a name that begins with the program's.
fn place(tools: &Tools, room: &Path, folder: &Path, name: &str) -> Result<()> {
    let mut renamed = BTreeMap::new();
    for entry in std::fs::read_dir(room)? {
        let file = entry?.file_name().into_string().ok().context("a part's name is not text")?;
        let begins = file.starts_with(&format!("{name}.")) || file.starts_with(&format!("{name}_"));
        let to = if file == LINK {
            format!("{name}_parts.js")
        } else if begins {
            file.clone()
        } else {
            format!("{name}_{file}")
        };
        renamed.insert(file, to);
    }
    let glue = std::fs::read_to_string(room.join(format!("{name}.js")))?;
    let numbers = numbers(&glue);
    for (file, to) in &renamed {
        let (from, to) = (room.join(file), folder.join(to));
        let bytes = std::fs::read(&from)?;
        if file.ends_with(".wasm") {
            std::fs::write(&to, renumbered(bytes, &numbers))?;
            build::optimize(tools, &to)?;
        } else {
            let text = renumbered(bytes, &numbers);
            let mut text = String::from_utf8(text)?;
            for (file, to) in &renamed {
                // What the wasm file itself calls the link module stays: it is a key there, not an address.
                text = text.replace(&format!("from \"./{file}\""), &format!("from \"./{to}\""));
                text = text.replace(&format!("new URL(\"./{file}\""), &format!("new URL(\"./{to}\""));
            }
            if file == LINK {
                text = any_host(&text)?;
            }
            std::fs::write(&to, without_remarks(&text))?;
        }
    }
    Ok(())
}

/// A script as wasm-bindgen and wasm-split write them, without its remarks and indentation: whole lines, all of them.
fn without_remarks(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let is_code = |it: &&str| !it.is_empty() && !["/*", "*", "//"].iter().any(|mark| it.starts_with(mark));
    lines.filter(is_code).map(|it| format!("{it}\n")).collect()
}

/// Parts load from any host: a browser streams a WebAssembly file only where it is served under its own type.
fn any_host(link: &str) -> Result<String> {
    let streaming = "WebAssembly.instantiateStreaming(src, imports)";
    ensure!(link.contains(streaming), "wasm-split no longer writes {streaming}");
    let arrived = "async function arrived(src, imports) {\n    const answer = await src;\n    \
                   if (!answer.ok) throw new Error(answer.status + ' ' + answer.url);\n    \
                   return WebAssembly.instantiate(await answer.arrayBuffer(), imports);\n}\n";
    let link = link.replace(streaming, "arrived(src, imports)");
    let at = link.find("\n\n").context("wasm-split's module begins otherwise")? + 2;
    Ok(format!("{}{arrived}{}", &link[..at], &link[at..]))
}

/// What stands for each hash in the names that join a program's JavaScript and WebAssembly: random digits would take
/// thousands of bytes that no packer shrinks. They are as long as the hashes, so that the files' lengths stay.
fn numbers(glue: &str) -> Vec<(String, String)> {
    let mut numbers: Vec<(String, String)> = Vec::new();
    for (at, _) in glue.match_indices('_') {
        let Some(digits) = glue.get(at + 1..at + 17) else { continue };
        let is_hash = digits.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        let ends = glue[at + 17..].bytes().next().is_none_or(|it| !it.is_ascii_hexdigit());
        if is_hash && ends && !numbers.iter().any(|(hash, _)| hash == digits) {
            numbers.push((digits.to_owned(), format!("{:016}", numbers.len())));
        }
    }
    numbers
}

fn renumbered(mut bytes: Vec<u8>, numbers: &[(String, String)]) -> Vec<u8> {
    let places: BTreeMap<&[u8], &[u8]> = numbers.iter().map(|(hash, it)| (hash.as_bytes(), it.as_bytes())).collect();
    let mut at = 0;
    while at + 17 <= bytes.len() {
        if bytes[at] == b'_'
            && let Some(number) = places.get(&bytes[at + 1..at + 17])
        {
            bytes[at + 1..at + 17].copy_from_slice(number);
            at += 16;
        }
        at += 1;
    }
    bytes
}

/// The files that showing a part takes beside the program's own, read from the module that loads them.
pub fn files_of(link: &str, program: &str, part: &str) -> Result<Vec<String>> {
    let begin = format!("export const __wasm_split_load_{part} = ");
    let loader = link.split(&begin).nth(1).with_context(|| format!("{program} has no part {part}"))?;
    let loader = loader.split("]));").next().unwrap_or_default();
    let own = loader.split("new URL(\"./").nth(1).and_then(|it| it.split('"').next()).map(plain);
    let chunks = loader.split("__chunk_").skip(1).filter_map(|it| it.split(|c: char| !c.is_ascii_digit()).next());
    Ok(own.into_iter().chain(chunks.map(|it| format!("{program}_chunk_{it}.wasm"))).collect())
}

/// An address without its version.
fn plain(address: &str) -> String {
    address.split('?').next().unwrap_or_default().to_owned()
}

/// The files of a program in `folder`, in order of their names.
pub fn files(folder: &Path, program: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path: PathBuf = entry?.path();
        let name = path.file_name().and_then(|it| it.to_str()).context("a file's name is not text")?;
        let is_part = name.starts_with(&format!("{program}_")) && name != "office_loader.js";
        if path.is_file() && (is_part || name == format!("{program}.js")) {
            found.push(name.to_owned());
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINKED: &str = "import { initSync } from \"./app.js\";\n\nlet it;\n\
        const __chunk_7 = makeLoad(() => fetch(new URL(\"./app_chunk_7.wasm?v=1\", import.meta.url)), []);\n\
        export const __wasm_split_load_work = wrapAsyncCb(makeLoad(() => {\n\
        const src = fetch(new URL(\"./app_split_work.wasm?v=1\", import.meta.url));\n\
        return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}\n, [__chunk_7, __chunk_12]));\n";

    #[test]
    fn a_part_is_its_own_file_and_what_it_shares() {
        let files = files_of(LINKED, "app", "work").expect("there is such a part");
        assert_eq!(files, ["app_split_work.wasm", "app_chunk_7.wasm", "app_chunk_12.wasm"]);
        assert!(files_of(LINKED, "app", "play").is_err());
    }

    #[test]
    fn parts_load_without_a_type_of_their_own() {
        let link = any_host(LINKED).expect("it streams");
        assert!(link.contains("(arrived(src, imports))") && !link.contains("Streaming"), "{link}");
        assert!(link.starts_with("import { initSync } from \"./app.js\";\n\nasync function arrived"), "{link}");
    }

    #[test]
    fn remarks_and_indentation_are_left_out() {
        let script = "/**\n * @returns {number}\n */\nfunction one() {\n    // why\n    return 1 * 2;\n}\n";
        assert_eq!(without_remarks(script), "function one() {\nreturn 1 * 2;\n}\n");
    }

    #[test]
    fn hashes_become_numbers_in_all_files_alike() {
        let glue = "__wbg_open_a2b5ae038954c7ba, __wbg_close_0123456789abcdef, __wbg_open_a2b5ae038954c7ba";
        let numbers = numbers(glue);
        assert_eq!(numbers.len(), 2);
        let wasm = renumbered(b"\x1f__wbg_close_0123456789abcdef\x00 0123456789abcdef".to_vec(), &numbers);
        assert_eq!(wasm, b"\x1f__wbg_close_0000000000000001\x00 0123456789abcdef");
    }
}
