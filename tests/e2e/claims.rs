//! From a claim to a need that is closed: the street accepts a part, a project is approved, runs, tells what it delivered,
//! asks to be closed, is verified with what the residents say, and signed off.

use crate::browser::{Browser, key};
use crate::course::{confirm, step, with_view};
use crate::site::{self, Site};

const NEED: &str = "给环卫工人过个暖冬";
const OFFER: &str = "保温杯和护膝";

/// The figures of a record's amounts, by their name.
pub fn amounts(page: &Browser) -> String {
    let read = "return Array.from(document.querySelectorAll('.amounts-table tbody tr'), row => row.cells[0].innerText.trim() + ' ' + row.cells[1].innerText.trim()).join('; ')";
    page.run(read, &[]).as_str().unwrap_or_default().to_owned()
}

fn open_need(page: &Browser) {
    page.go_to("list/need");
    page.click_text(NEED);
    page.wait_true("document.querySelector('.amounts-table')");
}

/// While another record is saved, where a link leads away, and under Escape.
fn a_reason_being_typed_stays(page: &Browser) {
    let typed = "document.querySelector('.step-form textarea')?.value === '已另行安排'";
    page.click_css("[data-step='withdrawn']");
    page.wait_true("document.activeElement && document.activeElement.id === 'step-reason'");
    page.press("已另行安排");
    page.run("document.activeElement.blur()", &[]);
    let rows =
        |n: usize| page.wait_true(&format!("document.querySelectorAll('.amounts-table tbody tr').length === {n}"));
    rows(3);
    page.press_with(key::CONTROL, "z");
    rows(4);
    page.wait_true(typed);
    page.press_with(key::CONTROL, "y");
    rows(3);
    page.wait_true(typed);
    page.click_css("nav a[href='#/list/resource']");
    page.wait_text("刚才填写的内容不会保留");
    page.click_text("继续填写");
    page.run("document.querySelector('#step-reason').focus()", &[]);
    page.press(key::ESCAPE);
    page.wait_true(typed);
    page.click_css("[data-step='withdrawn']");
    page.wait_true(typed);
    page.click_css(".step-form .buttons button:last-child");
    page.wait_true("!document.querySelector('.step-form')");
}

#[test]
fn a_claim_becomes_a_project_and_the_need_is_closed_in_what_was_delivered() {
    let room = site::room("claims");
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.begin_sample();

    // Two claims that are too much together: one is accepted for less, the other refused with a reason.
    page.go_to("claims");
    page.wait_text("全部通过将超出");
    page.click_css(&format!("input[type=checkbox][aria-label*='{OFFER}']"));
    page.run("window.scrollTo(0, 0)", &[]);
    page.fill(&format!("味同斋食品公司 · {OFFER}的通过数量"), "500");
    page.click_css("#accept-chosen");
    page.wait_text("通过数量不能多于认领的数量");
    page.fill(&format!("味同斋食品公司 · {OFFER}的通过数量"), "20");
    page.click_css("#accept-chosen");
    page.wait_gone("全部通过将超出");
    page.wait_true("document.activeElement.matches('.claim-group h2')");
    page.click_css("input[type=checkbox][aria-label*='护膝12份']");
    page.click_css("#refuse-chosen");
    page.wait_text("请写明原因");
    page.fill("原因（不通过、释放时必填）", "已有单位承担");
    page.click_css("#refuse-chosen");
    page.wait_gone("护膝12份");
    page.wait_kept();
    open_need(&page);
    assert_eq!(amounts(&page), "需要 32 份; 已通过认领 20 份; 尚缺 12 份");

    a_reason_being_typed_stays(&page);

    page.click_text("据此立项");
    page.fill("项目名称", "环卫工人暖冬行动");
    page.fill("责任单位", "味同斋食品公司");
    page.fill("所在社区", "枫林社区党委");
    page.click_css("form.form [type=submit]");
    page.wait_kept();
    // Escape leaves the step, and the focus comes back to its button.
    page.click_css("[data-step='terminated']");
    page.wait_true("document.querySelector('.step-form textarea') === document.activeElement");
    page.press(key::ESCAPE);
    page.wait_true("document.activeElement && document.activeElement.dataset.step === 'terminated'");
    step(&page, "approved", "已立项", |page| {
        page.wait_text("同时变更");
        confirm(page);
    });
    step(&page, "running", "实施中", |_| {});
    // Neither an amount nor evidence: asked for.
    page.click_css("[data-step='completion_requested']");
    confirm(&page);
    page.wait_text("请写明佐证；没有的，请说明原因");
    page.press(key::ESCAPE);
    page.click_text("填写进展");
    page.fill("做了什么", "保温杯和护膝送到人");
    page.fill("已完成数量", "32");
    page.fill("已完成数量 · 单位", "份");
    page.click_css("form.form [type=submit]");
    page.wait_kept();
    step(&page, "completion_requested", "申请办结", confirm);
    page.wait_text("等待：枫林社区党委");
    step(&page, "community_verified", "社区已核验", |page| with_view(page, "met"));
    step(&page, "signed_off", "已销号", |page| {
        page.wait_text("已销号");
        confirm(page);
    });
    open_need(&page);
    page.wait_true("document.querySelector('.record-head .tag').innerText === '已销号'");
    assert_eq!(amounts(&page), "需要 32 份; 已完成 32 份; 尚缺 0 份");
    page.assert_quiet();
}
