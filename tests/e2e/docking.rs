//! A docking meeting on the sample street: a pair is kept, one ruled out, what is chosen becomes projects, and undone.

use serde_json::Value;

use crate::browser::key;
use crate::lists::resources;

#[test]
fn a_meeting_goes_from_the_proposal_to_projects_and_back() {
    let (_site, page) = resources("docking");
    page.go_to("docking");
    page.click_css("#hold-meeting");
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
    page.run("[...document.querySelectorAll('.docking-pair .rule-out')].at(-1).click()", &[]);
    page.wait_true("document.querySelector('#ruled-out li')");
    page.wait_true("document.activeElement.matches('.docking-need')");
    let gone = last.trim_start_matches("排除：").split('，').next().unwrap_or_default().to_owned();
    assert!(!gone.is_empty(), "{last}");
    page.click_css("#ruled-out button");
    page.wait_true("!document.querySelector('#ruled-out')");
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
