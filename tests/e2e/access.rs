//! What a screen reader and a keyboard rely on, looked for on every page: names, one heading of the first rank, no id
//! twice, no sideways scrolling on a phone.

use crate::browser::Browser;
use crate::site;
use serde_json::Value;
use std::path::{Path, PathBuf};

const FAULTS: &str = "
    const seen = it => it.getClientRects().length > 0 && getComputedStyle(it).visibility !== 'hidden';
    const trim = text => (text || '').replace(/\\s+/g, ' ').trim();
    const text = id => trim((document.getElementById(id) || {}).textContent);
    const aria = it => trim(it.getAttribute('aria-label')) || trim((it.getAttribute('aria-labelledby') || '').split(' ').map(text).join(' '));
    const shown = it => it.outerHTML.slice(0, 160);
    const faults = [];
    const complain = (what, things) => things.forEach(it => faults.push(what + ': ' + shown(it)));
    const all = selector => Array.from(document.querySelectorAll(selector)).filter(seen);
    const labelled = it => aria(it) || Array.from(it.labels || []).some(label => trim(label.textContent));
    complain('input without a label', all('input:not([type=hidden]), select, textarea').filter(it => !labelled(it)));
    const named = it => aria(it) || trim(it.textContent) || trim(it.title);
    complain('nothing to read out on', all('button, a[href], [role=button], summary').filter(it => !named(it)));
    complain('picture without words', all('img').filter(it => !it.hasAttribute('alt')));
    complain('table without a name', all('table, [role=grid]').filter(it => !aria(it) && !it.querySelector('caption')));
    const first = all('h1');
    if (first.length !== 1) faults.push(first.length + ' headings of the first rank: ' + first.map(shown).join(' '));
    if (document.querySelectorAll('main').length !== 1) faults.push('not exactly one <main>');
    const ids = Array.from(document.querySelectorAll('[id]'), it => it.id);
    ids.filter((id, at) => ids.indexOf(id) !== at).forEach(id => faults.push('id twice: ' + id));
    complain('positive tabindex', all('[tabindex]').filter(it => it.tabIndex > 0));
    if (!document.documentElement.lang) faults.push('the page names no language');
    if (!document.title.trim()) faults.push('the page has no title');
    const root = document.scrollingElement;
    if (root.scrollWidth > root.clientWidth + 1) faults.push('scrolls sideways: ' + root.scrollWidth + ' over ' + root.clientWidth);
    return faults;
";

#[test]
fn every_page_names_its_parts() {
    let room = site::room("access");
    let page = Browser::launch(&room.join("profile"));
    page.open(&site::single_file());
    page.wait_text("新建街道工作区");
    let mut faults = look(&page, "start");
    page.begin_sample();
    for place in [
        "",
        "conflicts",
        "list/resource",
        "list/need",
        "list/project",
        "list/office",
        "list/pairing",
        "list/claim",
        "evaluation",
        "exchange",
        "import/resource",
        "settings",
    ] {
        page.go_to(place);
        page.wait_true("document.querySelector('h1')");
        faults.extend(look(&page, place));
        if place.starts_with("list/") {
            page.click_css("td.main-cell a");
            page.wait_true("location.hash.startsWith('#/record/')");
            faults.extend(look(&page, &format!("a record of {place}")));
            page.click_css(".record-actions .btn-main");
            page.wait_true("document.querySelector('form.form')");
            faults.extend(look(&page, &format!("the form of {place}")));
        }
    }
    faults.extend(look_at_import(&page));
    faults.extend(look_at_evaluation(&page));
    page.resize(390, 844);
    for place in ["", "conflicts", "list/resource", "list/project", "list/project/new", "exchange", "settings"] {
        page.run(&format!("location.hash = '#/{place}'"), &[]);
        page.wait_true("document.querySelector('h1')");
        faults.extend(look(&page, &format!("{place} on a phone")));
    }
    page.resize(1366, 768);
    let file = page.export();
    page.assert_quiet();
    drop(page);
    let page = Browser::launch(&room.join("another"));
    page.open(&site::single_file());
    page.upload("#open-file", &[&file]);
    page.wait_text("加入这个工作区");
    page.fill("本机代表的单位", "名单里没有我们单位");
    faults.extend(look(&page, "join"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    page.assert_quiet();
}

fn look_at_import(page: &Browser) -> Vec<String> {
    page.go_to("import/resource");
    page.upload("#import-file", &[&case("tabular/venues.xls")]);
    page.wait_text("读到 4 行");
    let mut faults = look(page, "import, columns");
    page.click_text("预览");
    page.wait_text("写入 4 条");
    faults.extend(look(page, "import, preview"));
    page.click_text("写入 4 条");
    page.wait_text("导入完成");
    faults.extend(look(page, "import, done"));
    faults
}

fn look_at_evaluation(page: &Browser) -> Vec<String> {
    let mut faults = Vec::new();
    for (place, link) in [("a sheet", "evaluation/sheet/"), ("a scheme", "scheme/")] {
        page.go_to("evaluation");
        page.click_css(&format!("main a[href^='#/{link}']"));
        page.wait_true(&format!("location.hash.startsWith('#/{link}') && document.querySelector('h1')"));
        faults.extend(look(page, place));
    }
    faults
}

#[test]
fn missing_names_are_noticed() {
    let room = site::room("access-faults");
    let page = Browser::launch(&room.join("profile"));
    let faulty = room.join("faulty.html");
    let source = "<!doctype html><title>x</title><main><h1>a</h1><h1 id=a>b</h1><input id=a><button></button>\
                  <div style='width: 9999px'>x</div></main>";
    std::fs::write(&faulty, source).expect("the room can be written");
    page.open(&format!("file://{}", faulty.display()));
    let faults = look(&page, "").join("\n");
    for fault in
        ["input without a label", "nothing to read out", "2 headings", "id twice: a", "no language", "sideways"]
    {
        assert!(faults.contains(fault), "{fault} went unnoticed: {faults}");
    }
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)
}

fn look(page: &Browser, place: &str) -> Vec<String> {
    let faults = page.run(FAULTS, &[]);
    let faults = faults.as_array().cloned().unwrap_or_default();
    faults.iter().filter_map(Value::as_str).map(|it| format!("{place}: {it}")).collect()
}
