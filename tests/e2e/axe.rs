//! axe-core on every page in every mode: no violation of a rule it knows.
//!
//! `cargo xtask test --only e2e` fetches axe-core into this user's cache of tools. It stays there: no part of it is
//! committed or handed out.

use crate::browser::Browser;
use crate::places::{Mode, Screen, tour};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::LazyLock;

#[path = "../../xtask/src/tool_cache.rs"]
mod tool_cache;

const MODES: [Mode; 6] = [
    Mode { name: "phone", screen: Screen::Phone, size: "normal", look: "light" },
    Mode { name: "phone, 24 px", screen: Screen::Phone, size: "elder", look: "light" },
    Mode { name: "light", screen: Screen::Wide, size: "normal", look: "light" },
    Mode { name: "24 px", screen: Screen::Wide, size: "elder", look: "light" },
    Mode { name: "dark", screen: Screen::Wide, size: "normal", look: "dark" },
    Mode { name: "high contrast", screen: Screen::Wide, size: "normal", look: "contrast" },
];

/// Rules about colours.
const COLOURS: [&str; 2] = ["color-contrast", "link-in-text-block"];

/// The one of them that asks for more, which high contrast keeps: 7 to 1.
const STRICT: &str = "color-contrast-enhanced";

/// A rule that is off by default because it is young.
const SIZE: &str = "target-size";

/// Runs some rules, or all that are on by default and one more, and tells what each violation is about. At the end of
/// what scrolls nothing lies half under the buttons that stay in sight; axe-core sees what is scrolled away as well.
const RUN: &str = "
    const [only, further] = arguments;
    document.querySelectorAll('.page, .side').forEach(it => it.scrollTop = it.scrollHeight);
    const options = { resultTypes: ['violations'], preload: false, rules: { [further]: { enabled: true } } };
    if (only) options.runOnly = { type: 'rule', values: only };
    return axe.run(document, options).then(found => found.violations.flatMap(it => it.nodes.map(node => {
        const why = node.any.concat(node.all, node.none).map(check => check.message);
        return it.id + ' at ' + node.target.flat().join(' ') + '\\n    ' + (why[0] || it.help);
    })));
";

#[test]
fn axe_finds_no_violation_on_any_page_in_any_mode() {
    let mut count = 0;
    tour("axe", &MODES, |page, place, mode| {
        // Printed at once, so that a place that cannot be reached keeps none to itself.
        for violation in violations(page, mode) {
            println!("{}, {}: {violation}", place.name, mode.name);
            count += 1;
        }
    });
    assert_eq!(count, 0, "axe-core found violations: page, mode, rule, element and reason stand above");
}

#[test]
fn axe_notices_what_is_wrong() {
    let room = crate::site::room("axe-faults");
    let page = Browser::launch(&room.join("profile"));
    let faulty = room.join("faulty.html");
    let source = "<!doctype html><html lang=zh><title>x</title><main><h1>a</h1><p style='color: #aaa'>pale words</p><input>\
                  <a href=#a style='display: inline-block; width: 9px; height: 9px'>c</a><button style='width: 9px'>d</button></main>";
    std::fs::write(&faulty, source).expect("the room can be written");
    page.open(&format!("file://{}", faulty.display()));
    let found = violations(&page, &MODES[0]).join("\n");
    for rule in ["color-contrast at p", "label at input", "target-size at"] {
        assert!(found.contains(rule), "{rule} went unnoticed: {found}");
    }
}

/// What axe-core finds on the page, a rule and an element each.
fn violations(page: &Browser, mode: &Mode) -> Vec<String> {
    if page.run("return typeof axe", &[]) != "object" {
        page.run(&AXE, &[]);
    }
    // Other colours change neither names nor sizes.
    let (only, further) = match mode.look {
        "light" => (None, SIZE),
        "contrast" => (Some([&COLOURS[..], &[STRICT]].concat()), STRICT),
        _ => (Some(COLOURS.to_vec()), COLOURS[0]),
    };
    let found = page.run(RUN, &[json!(only), json!(further)]);
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

static AXE: LazyLock<String> = LazyLock::new(|| {
    let file = tool_cache::folder().map(|it| it.join(tool_cache::AXE));
    let source = file.as_deref().map(Path::to_owned).and_then(|it| std::fs::read_to_string(it).ok());
    source.unwrap_or_else(|| {
        panic!("axe-core {} is missing: run `cargo xtask test --only e2e`, which fetches it", tool_cache::AXE_VERSION)
    })
});
