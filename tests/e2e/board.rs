//! The dashboard tells what waits, each number a list of exactly so many; and a form tells what may be here already.

use serde_json::{Value, json};

use crate::browser::key;
use crate::lists::resources;

#[test]
fn every_number_of_the_dashboard_leads_to_so_many_rows() {
    let (_site, page) = resources("board");
    page.go_to("");
    // What projects and claims ask for comes with a part of its own.
    page.wait_true("document.querySelectorAll('.figure-card[data-task]').length === 3");
    let figures = "[...document.querySelectorAll('a.figure-card, .page .chips a.chip')]";
    let counted = page
        .run(&format!("return {figures}.map(it => [it.getAttribute('href'), it.querySelector('b').innerText])"), &[]);
    let counted: Vec<(String, String)> = serde_json::from_value(counted).expect("addresses and numbers");
    assert!(counted.len() > 8, "the sample street has work to do: {counted:?}");
    for (address, number) in counted {
        // From the dashboard each time: what the list before showed is gone by then.
        page.run("location.hash = arguments[0]", &[json!("#/")]);
        page.wait_true("document.querySelector('.figure-card') && !document.querySelector('.list-foot')");
        page.run("location.hash = arguments[0]", &[json!(address)]);
        // A list of nothing has no table, and says so.
        let shown = match address.split('?').next() {
            Some("#/ledger") => Some(".ledger-project"),
            Some("#/claims") => Some(".claim-group"),
            _ => None,
        };
        match shown {
            Some(shown) => page.wait_true(&format!("document.querySelectorAll('{shown}').length === {number}")),
            None => page.wait_text(&format!("显示 {number} 条")),
        }
    }
    page.assert_quiet();
}

#[test]
fn a_form_warns_of_what_may_be_here_already() {
    let (_site, page) = resources("perhaps");
    let first = page.run("return document.querySelector('td.main-cell a').innerText", &[]);
    let office = page.run("return document.querySelector('tbody tr:not(.spacer)').cells[3].innerText", &[]);
    let (Value::String(title), Value::String(office)) = (first, office) else { panic!("a row of the sample") };
    page.run("location.hash = '#/list/resource/new'", &[]);
    page.type_into("资源名称", &title);
    page.type_into("提供单位", &office);
    page.wait_text(&format!("已有同名同单位的资源：{title}"));
    // What was filled in before is offered again.
    page.type_into("容量或数量 · 单位", "ren");
    page.wait_true("document.querySelector('.offers li')?.innerText === '人'");
    page.click_css(".offers li");
    assert_eq!(page.value_of("容量或数量 · 单位"), "人");
    page.assert_quiet();
}

#[test]
fn in_the_largest_text_a_form_is_filled_in_step_by_step() {
    let (_site, page) = resources("steps");
    page.go_to("settings");
    page.fill("字号", "特大（适老）");
    page.run("location.hash = '#/list/resource/new'", &[]);
    page.wait_text("第 1 步，共");
    assert_eq!(page.count("form.form .form-group:not([hidden])"), 1);
    page.click_text("下一步");
    // What must not be blank is asked for in its step.
    page.wait_true("document.querySelector('#field-title[aria-invalid=true]')");
    page.type_into("资源名称", "排练厅");
    page.press(key::ENTER);
    page.wait_text("第 2 步，共");
    page.click_text("上一步");
    page.wait_text("第 1 步，共");
    assert_eq!(page.value_of("资源名称"), "排练厅");
    while page.count("form.form [type=submit]:not([hidden])") == 0 {
        page.click_text("下一步");
    }
    page.click_css("form.form [type=submit]");
    page.wait_kept();
    page.wait_true("document.querySelector('article.record h2').innerText === '排练厅'");
    page.assert_quiet();
}
