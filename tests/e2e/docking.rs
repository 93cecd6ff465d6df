//! A docking meeting on the sample street: a pair is kept, one ruled out, what is chosen becomes projects, and undone; and projects
//! that start from what the meeting resolved, or from an agreement.

use serde_json::Value;

use crate::browser::{Browser, key};
use crate::lists::resources;

/// What can be chosen goes on standing open while the proposal changes, and a card that comes of it takes the focus.
fn a_need_left_over_gets_a_resource_and_another(page: &Browser) {
    let list = "[...document.querySelectorAll('#left-needs details')].find(it => it.open)";
    page.run("document.querySelector('#left-needs details summary').click()", &[]);
    page.wait_true(&format!("{list}?.querySelector('.docking-others')"));
    // Something else is decided: let go, and kept again.
    for kept in ["false", "true"] {
        page.run("document.querySelector('.docking-pair .keep').click()", &[]);
        page.wait_true(&format!(
            "document.querySelector('.docking-pair .keep')?.getAttribute('aria-pressed') === '{kept}'"
        ));
    }
    page.wait_true(&format!("{list}?.querySelector('.docking-find')"));
    // The first one fits best and is taken.
    let choose = format!("const it = {list}.querySelectorAll('.docking-others button')[1]; it.focus(); it.click()");
    page.run(&choose, &[]);
    page.wait_true("document.activeElement?.closest('.docking-pair')?.hasAttribute('data-pinned')");
}

#[test]
fn a_meeting_goes_from_the_proposal_to_projects_and_back() {
    let (_site, page) = resources("docking");
    page.go_to("docking");
    page.click_css("#hold-meeting");
    page.wait_text("对接会已建立");
    page.wait_true("document.querySelector('.record-actions a')");
    page.wait_true("document.querySelectorAll('.docking-pair').length > 3");
    // Some things of the sample can only be had whole: nobody calls that the best.
    page.wait_text("不一定是最优");
    let pairs = page.count(".docking-pair");
    // Kept: it says so, and stays when the rest is worked out anew.
    let titles = "[...document.querySelectorAll('.docking-pair')].map(it => it.innerText)";
    page.click_css(".docking-pair .keep");
    page.wait_true("document.querySelector('.docking-pair .keep')?.getAttribute('aria-pressed') === 'true'");
    page.wait_text("已保留");
    // Ruled out: gone from the proposal, named below, and back by its button.
    let last = page
        .run("return [...document.querySelectorAll('.docking-pair .rule-out')].at(-1).getAttribute('aria-label')", &[]);
    let Value::String(last) = last else { panic!("a pair") };
    page.run(
        "const it = [...document.querySelectorAll('.docking-pair .rule-out')].at(-1); it.focus(); it.click()",
        &[],
    );
    page.wait_true("document.querySelector('#ruled-out li')");
    // The button went with its card: the focus is on the card that is last now.
    page.wait_true("document.activeElement === [...document.querySelectorAll('.docking-pair')].at(-1).querySelector('.docking-title')");
    let gone = last.trim_start_matches("排除：").split('，').next().unwrap_or_default().to_owned();
    assert!(!gone.is_empty(), "{last}");
    page.click_css("#ruled-out button");
    page.wait_true("!document.querySelector('#ruled-out')");
    page.wait_true(&format!("document.querySelectorAll('.docking-pair').length === {pairs}"));
    a_need_left_over_gets_a_resource_and_another(&page);
    page.press_with(key::CONTROL, "z");
    page.wait_true(&format!("document.querySelectorAll('.docking-pair').length === {pairs}"));
    // Accepted: projects stand there with amounts, and are not proposed again.
    page.click_css("#choose-all");
    page.click_css("#accept");
    page.wait_true("document.querySelectorAll('#meeting-projects li').length > 3");
    page.wait_true("document.activeElement.id === 'pairs-title'");
    page.wait_kept();
    let left = page.run(&format!("return {titles}"), &[]);
    assert!(left.as_array().is_some_and(|left| (left.len() as u64) < pairs), "{left}");
    page.click_css("#meeting-projects a");
    page.wait_true("document.querySelector('article.record')");
    page.wait_text("拟立项");
    page.run("history.back()", &[]);
    page.wait_true("document.querySelector('#meeting-projects li')");
    page.press_with(key::CONTROL, "z");
    page.wait_true("!document.querySelector('#meeting-projects')");
    page.wait_true(&format!("document.querySelectorAll('.docking-pair').length === {pairs}"));
    page.assert_quiet();
}

#[test]
fn a_project_starts_from_what_a_meeting_resolved_and_from_an_agreement() {
    let (_site, page) = resources("starting");
    let links_to = |place: &str| {
        page.wait_true(&format!(
            "[...document.querySelectorAll('article.record a')].some(it => it.hash.startsWith('#/{place}/'))"
        ));
    };
    page.go_to("docking");
    page.click_css("#hold-meeting");
    page.click_css("#note-resolutions");
    page.fill("决议事项", "在东湖社区加装路灯\n清理三号楼楼道");
    page.click_css(".form-foot [type=submit]");
    page.wait_true("document.querySelectorAll('#resolutions li').length === 2");
    page.wait_kept();
    page.click_css("#resolutions li a");
    page.wait_true("document.querySelector('.form-foot')");
    assert_eq!(page.value_of("项目名称"), "在东湖社区加装路灯");
    page.click_css(".form-foot [type=submit]");
    page.wait_text("拟立项");
    links_to("docking");
    // By an agreement: the offices and what it is called stand there, and the pairing lists its project.
    page.go_to("list/pairing");
    page.click_css("table[role=grid] td.main-cell a");
    page.click_text("据此立项");
    page.wait_true("document.querySelector('.form-foot')");
    let agreement = page.value_of("协议");
    assert!(!agreement.is_empty() && page.value_of("项目名称") == agreement, "{agreement}");
    assert!(!page.value_of("责任单位").is_empty() && !page.value_of("所在社区").is_empty());
    page.click_css(".form-foot [type=submit]");
    page.wait_text("拟立项");
    links_to("record/pairing");
    page.run("[...document.querySelectorAll('article.record a')].find(it => it.hash.startsWith('#/record/pairing/')).click()", &[]);
    page.wait_text("项目清单 1");
    links_to("record/project");
    page.assert_quiet();
}
