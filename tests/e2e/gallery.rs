//! A picture of every page in every mode, to be looked at side by side: `cargo xtask screenshots`.

use crate::browser::Browser;
use crate::places::{Mode, Place, Screen, tour};
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const MODES: [Mode; 5] = [
    Mode { name: "wide", screen: Screen::Wide, size: "normal", look: "light" },
    Mode { name: "phone", screen: Screen::Phone, size: "normal", look: "light" },
    Mode { name: "elder", screen: Screen::Wide, size: "elder", look: "light" },
    Mode { name: "dark", screen: Screen::Wide, size: "normal", look: "dark" },
    Mode { name: PAPER, screen: Screen::Wide, size: "normal", look: "light" },
];

/// The mode that is printed.
const PAPER: &str = "paper";

/// Sheets of paper shown of each page: the second shows whether the heads of a table stand there again.
const SHEETS: usize = 2;

#[test]
#[ignore = "writes target/screenshots; cargo xtask screenshots runs it"]
fn screenshots_of_every_page() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("the build directory can be written");
    }
    for mode in MODES {
        std::fs::create_dir_all(folder.join(mode.name)).expect("the build directory can be written");
    }
    let mut taken: Vec<(&str, &str, String)> = Vec::new();
    tour("gallery", &MODES, |page, place, mode| {
        let files =
            if mode.name == PAPER { printed(page, place, &folder) } else { vec![shot(page, place, mode, &folder)] };
        taken.extend(files.into_iter().map(|file| (place.name, mode.name, file)));
    });
    std::fs::write(folder.join("index.html"), contact_sheet(&taken)).expect("the build directory can be written");
}

fn shot(page: &Browser, place: &Place, mode: &Mode, folder: &Path) -> String {
    let file = format!("{}/{}.png", mode.name, place.name);
    std::fs::write(folder.join(&file), page.picture()).expect("the build directory can be written");
    file
}

/// Prints the page as a browser prints it, and turns the first sheets into pictures.
fn printed(page: &Browser, place: &Place, folder: &Path) -> Vec<String> {
    if !place.on_paper {
        return Vec::new();
    }
    let file = folder.join(PAPER).join(format!("{}.pdf", place.name));
    std::fs::write(&file, page.print()).expect("the build directory can be written");
    let sheets = (1..=SHEETS).filter_map(|sheet| {
        let picture = format!("{PAPER}/{}-{sheet}", place.name);
        sheet_of(&file, sheet, &folder.join(&picture)).then(|| format!("{picture}.png"))
    });
    let sheets: Vec<String> = sheets.collect();
    assert!(!sheets.is_empty(), "{} has no sheet that pdftoppm can draw", file.display());
    sheets
}

/// Draws a sheet of a PDF file into `to`.png; false where there is no such sheet.
fn sheet_of(file: &Path, sheet: usize, to: &Path) -> bool {
    let number = sheet.to_string();
    let mut draw = Command::new("pdftoppm");
    draw.args(["-png", "-r", "80", "-singlefile", "-f", &number, "-l", &number]).arg(file).arg(to);
    let status = draw.stderr(Stdio::null()).status();
    status.expect("pdftoppm is missing; Debian has it in poppler-utils").success()
}

/// A page with a line for each place and a column for each mode.
fn contact_sheet(taken: &[(&str, &str, String)]) -> String {
    let mut places: Vec<&str> = Vec::new();
    for (place, _, _) in taken {
        if !places.contains(place) {
            places.push(place);
        }
    }
    let mut sheet = String::from(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Every page in every mode</title>\
         <style>body{font:14px sans-serif;background:#777}td{vertical-align:top}th{color:#fff;text-align:start}\
         img{inline-size:24rem}img[src^=phone],img[src^=paper]{inline-size:12rem}</style><table><thead><tr><th>",
    );
    let mut write = |text: &str| sheet.write_str(text).expect("memory takes it");
    MODES.iter().for_each(|mode| write(&format!("<th>{}", mode.name)));
    for place in places {
        write(&format!("\n<tr><th>{place}"));
        for mode in MODES {
            write("<td>");
            for (_, _, file) in taken.iter().filter(|it| it.0 == place && it.1 == mode.name) {
                write(&format!(
                    "<a href=\"{file}\"><img loading=lazy src=\"{file}\" alt=\"{place}, {}\"></a>",
                    mode.name
                ));
            }
        }
    }
    sheet
}
