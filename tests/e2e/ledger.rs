//! The ledger and the dual report: an entry made from the ledger changes light and amounts, and the report counts what the
//! records say.

use crate::browser::Browser;
use crate::course::hold_report;
use crate::figures::written;
use crate::site::{self, Site};
use serde_json::json;
use three_lists::domain::{Kind, order};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::workspace::{Device, Edit, Stamp, Workspace};

/// The card of a project in the ledger.
const CARD: &str = "const card = Array.from(document.querySelectorAll('.ledger-project'))
    .find(it => it.querySelector('h2').innerText === arguments[0]);";

fn card(page: &Browser, title: &str) -> String {
    let text = page.run(&format!("{CARD} return card ? card.innerText : ''"), &[json!(title)]);
    text.as_str().unwrap_or_default().to_owned()
}

/// Neither to another view, a filter or Cancel; left all the same, it is offered again.
fn what_is_typed_is_not_lost(page: &Browser) {
    let typed = "document.querySelector('#field-done')?.value.startsWith('驿站延长')";
    page.click_text("时间轴");
    page.wait_text("有内容尚未保存");
    page.fill("亮灯", "超期");
    page.wait_true("document.querySelector('#ledger-light').value === ''");
    page.wait_true(typed);
    page.click_css(".progress-form .form-actions button:last-child");
    page.wait_text("还有内容没有保存");
    page.click_text("继续填写");
    page.wait_true(typed);
    page.click_css(".progress-form .form-actions button:last-child");
    page.click_text("离开");
    page.wait_true("!document.querySelector('.progress-form')");
    page.run(&format!("{CARD} card.querySelector('.add-progress').click()"), &[json!("骑手暖心驿站")]);
    page.click_text("找回草稿");
    page.wait_true(typed);
}

#[test]
fn an_entry_made_in_the_ledger_is_in_the_light_the_amounts_and_the_report() {
    let room = site::room("ledger");
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.begin_sample();
    page.go_to("ledger");
    page.wait_true("document.querySelector('.ledger-project')");
    // Forty-one days without an entry.
    let before = card(&page, "骑手暖心驿站");
    for said in ["需关注", "停滞", "已完成 40 人"] {
        assert!(before.contains(said), "no {said} in {before}");
    }
    page.run(&format!("{CARD} card.querySelector('.add-progress').click()"), &[json!("骑手暖心驿站")]);
    page.wait_true("document.activeElement && document.activeElement.id === 'field-done'");
    page.press("驿站延长开放到晚上十点，新增一台开水器。");
    what_is_typed_is_not_lost(&page);
    page.fill("完成比例（%）", "120");
    page.click_text("保存进展");
    page.wait_text("有 1 处需要改一下");
    page.fill("完成比例（%）", "80");
    page.fill("已完成数量", "46");
    page.fill("已完成数量 · 单位", "人");
    page.click_text("保存进展");
    page.wait_gone("保存进展");
    page.wait_kept();
    let after = card(&page, "骑手暖心驿站");
    for said in ["正常", "完成 80%", "已完成 46 人", "新增一台开水器"] {
        assert!(after.contains(said), "no {said} in {after}");
    }
    assert!(!after.contains("停滞"), "{after}");
    for (view, stands) in
        [("责任分解表", "#ledger-table tbody tr"), ("时间轴", ".timeline-bar"), ("看板", ".board-card")]
    {
        page.click_text(view);
        page.wait_true(&format!("document.querySelector('{stands}')"));
    }
    assert_eq!(page.count(".board-card"), 26);
    page.fill("亮灯", "超期");
    page.wait_true("document.querySelectorAll('.board-card').length === 3");

    hold_report(&page, None);
    page.go_to("report");
    page.wait_true("document.querySelector('[data-figure=delivered]')");
    assert!(page.print().starts_with(b"%PDF"), "no paper");
    page.assert_quiet();
}

/// A street with so many projects, every other one under way.
fn street(projects: usize) -> Workspace {
    let device = Device { key: SecretKey::from_bytes([43; 32]), run: "many0000".to_owned() };
    let stamp = Stamp::save(Timestamp(1_795_312_980), None);
    let mut street = Workspace::create("示例街道", "示例街道党工委", device, &stamp).expect("a street").0;
    let project = |at: usize| {
        let status = if at.is_multiple_of(2) { "running" } else { "proposed" };
        let title = format!("楼道照明更换{at}");
        Edit::new(
            Kind::Project,
            order::map([("title".to_owned(), title.as_str().into()), ("status".to_owned(), status.into())]),
        )
    };
    street.edit((0..projects).map(project).collect(), &stamp).expect("good edits");
    street
}

#[test]
fn projects_beyond_those_drawn_are_counted_and_printed() {
    let room = site::room("ledger-many");
    let file = room.join("street.json");
    std::fs::write(&file, written(&mut street(230))).expect("the room can be written");
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.wait_started();
    page.join_street(&file);
    page.go_to("ledger");
    page.wait_text("只列出前 200 个，共 230 个");
    page.click_text("看板");
    page.wait_true("document.querySelectorAll('.board-card').length === 200");
    let counts = "return [...document.querySelectorAll('.board-column h2 .muted')].map(it => parseInt(it.innerText))";
    assert_eq!(page.run(counts, &[]), json!([115, 115]));
    page.click_text("责任分解表");
    page.wait_true("document.querySelectorAll('#ledger-table tbody tr').length === 200");
    // Paper holds all of them, and says what they were chosen by.
    page.fill("亮灯", "未在推进");
    page.wait_true("document.querySelectorAll('#ledger-table tbody tr').length === 115");
    let conditions = page.run("return document.querySelector('#ledger-conditions').textContent", &[]);
    assert!(conditions.as_str().is_some_and(|it| it.contains("亮灯：未在推进")), "{conditions}");
    page.click_text("清除条件");
    page.run("window.dispatchEvent(new Event('beforeprint'))", &[]);
    page.wait_true("document.querySelectorAll('#ledger-table tbody tr').length === 230");
    page.wait_gone("只列出前");
    page.run("window.dispatchEvent(new Event('afterprint'))", &[]);
    page.wait_true("document.querySelectorAll('#ledger-table tbody tr').length === 200");
    page.click_css("#ledger-more");
    page.wait_true("document.querySelectorAll('#ledger-table tbody tr').length === 230");
    page.wait_gone("只列出前");
    page.assert_quiet();
}
