//! What the app weighs, and what it may weigh.

use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::Path;

struct Budget {
    what: &'static str,
    files: &'static [&'static str],
    /// With the style sheets.
    styles: bool,
    /// In thousands of bytes, brotli: what CI refuses to exceed, lowered whenever the app loses weight.
    most: usize,
    /// Where it is to come to.
    goal: usize,
}

const BUDGETS: [Budget; 2] = [
    Budget { what: "first page", files: &["app_bg.wasm", "app.js"], styles: true, most: 600, goal: 280 },
    Budget {
        what: "office worker",
        files: &["office_bg.wasm", "office.js", "office_loader.js"],
        styles: false,
        most: 610,
        goal: 450,
    },
];

/// Prints the sizes under `folder`; more than the budget is an error.
pub fn check(folder: &Path) -> Result<()> {
    println!("{:<24}{:>10}{:>10}{:>10}   (kB = 1000 bytes)", "", "raw", "gzip", "brotli");
    let mut over = Vec::new();
    for budget in &BUDGETS {
        let mut sum = [0; 3];
        let styles = if budget.styles { &crate::dist::STYLES[..] } else { &[] };
        for name in budget.files.iter().chain(styles) {
            let bytes = std::fs::read(folder.join(name)).with_context(|| name.to_string())?;
            let sizes = [bytes.len(), gzip(&bytes)?, brotli(&bytes)?];
            print_row(&format!("  {name}"), sizes);
            (0..3).for_each(|at| sum[at] += sizes[at]);
        }
        print_row(budget.what, sum);
        println!("{:<24}at most {} kB brotli; the goal is {} kB", "", budget.most, budget.goal);
        if sum[2] > budget.most * 1000 {
            over.push(format!("{} takes {} kB of {}", budget.what, sum[2].div_ceil(1000), budget.most));
        }
    }
    if over.is_empty() { Ok(()) } else { bail!("over budget (brotli): {}", over.join("; ")) }
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
    println!("{what:<24}{raw:>10}{gzip:>10}{brotli:>10}");
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
