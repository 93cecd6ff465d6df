//! What the app weighs, and what it may weigh.

use crate::parts;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

struct Budget {
    what: &'static str,
    program: &'static str,
    part: &'static str,
    /// In thousands of bytes, brotli: what CI refuses to exceed; none where a part is only looked at.
    most: Option<usize>,
}

const BUDGETS: [Budget; 7] = [
    // The goal for both is 350; the second is 11 kB over with judging who may write what, a desk that can be locked, intakes
    // taken back and taken in slices.
    Budget { what: "first page, new machine", program: "app", part: "start", most: Some(350) },
    Budget { what: "first page, with a workspace", program: "app", part: "work", most: Some(366) },
    Budget { what: "a list", program: "app", part: "list", most: None },
    Budget { what: "the other pages", program: "app", part: "desk", most: None },
    // The goal for each is 450; what is shared with the part for large files stands outside of all parts.
    Budget { what: "office worker, reading", program: "office", part: "reading", most: Some(457) },
    Budget { what: "office worker, writing", program: "office", part: "writing", most: Some(450) },
    Budget { what: "office worker, large files", program: "office", part: "exchange", most: None },
];

/// Prints the sizes under `folder`; more than the budget is an error.
pub fn check(folder: &Path) -> Result<()> {
    println!("{:<32}{:>10}{:>10}{:>10}   (kB = 1000 bytes)", "", "raw", "gzip", "brotli");
    let mut sizes: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for name in parts::PROGRAMS.iter().map(|it| parts::files(folder, it)).collect::<Result<Vec<_>>>()?.concat() {
        sizes.insert(name.clone(), packed(folder, &name)?);
    }
    for name in ["app.css", "office_loader.js"] {
        sizes.insert(name.to_owned(), packed(folder, name)?);
    }
    sizes.iter().for_each(|(name, sizes)| print_row(&format!("  {name}"), *sizes));
    let mut over = Vec::new();
    for Budget { what, program, part, most } in &BUDGETS {
        let link = std::fs::read_to_string(folder.join(format!("{program}_parts.js")))?;
        let mut names = parts::files_of(&link, program, part)?;
        names.extend([format!("{program}.js"), format!("{program}_bg.wasm"), format!("{program}_parts.js")]);
        names.push(if *program == "app" { "app.css" } else { "office_loader.js" }.to_owned());
        let mut sum = [0; 3];
        for name in &names {
            let sizes = sizes.get(name).with_context(|| format!("{what} needs {name}, which is not there"))?;
            (0..3).for_each(|at| sum[at] += sizes[at]);
        }
        print_row(what, sum);
        if let Some(most) = most {
            println!("{:<32}at most {most} kB brotli", "");
            if sum[2] > most * 1000 {
                over.push(format!("{what} takes {} kB of {most}", sum[2].div_ceil(1000)));
            }
        }
    }
    if over.is_empty() { Ok(()) } else { bail!("over budget (brotli): {}", over.join("; ")) }
}

fn packed(folder: &Path, name: &str) -> Result<[usize; 3]> {
    let bytes = std::fs::read(folder.join(name)).with_context(|| name.to_owned())?;
    Ok([bytes.len(), gzip(&bytes)?, brotli(&bytes)?])
}

/// Prints the size of a single file.
pub fn print_file(file: &Path) -> Result<()> {
    let bytes = std::fs::read(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    print_row(&name, [bytes.len(), gzip(&bytes)?, brotli(&bytes)?]);
    Ok(())
}

fn print_row(what: &str, sizes: [usize; 3]) {
    let [raw, gzip, brotli] = sizes.map(|it| format!("{}.{} kB", it / 1000, it % 1000 / 100));
    println!("{what:<32}{raw:>10}{gzip:>10}{brotli:>10}");
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed.len())
}
