//! The ledger and the dual report: an entry made from the ledger changes light and amounts, and the report counts what the
//! records say.

use crate::browser::Browser;
use crate::site::{self, Site};
use serde_json::{Value, json};
use three_lists::domain::Date;
use three_lists::exchange::read;
use three_lists::oplog::SecretKey;
use three_lists::workspace::{Addressee, Device, Period, Workspace, report};

/// The card of a project in the ledger.
const CARD: &str = "const card = Array.from(document.querySelectorAll('.ledger-project'))
    .find(it => it.querySelector('h2').innerText === arguments[0]);";

fn card(page: &Browser, title: &str) -> String {
    let text = page.run(&format!("{CARD} return card ? card.innerText : ''"), &[json!(title)]);
    text.as_str().unwrap_or_default().to_owned()
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

    page.go_to("report");
    page.wait_true("document.querySelector('[data-figure=delivered]')");
    let figures = "return Array.from(document.querySelectorAll('[data-figure]'))
        .map(it => [it.dataset.figure, parseInt(it.querySelector('b').innerText)])";
    let shown = page.run(figures, &[]);
    assert!(page.print().starts_with(b"%PDF"), "no paper");
    let saved = page.download(|| page.click_css("#save-report"));
    let data: Value = serde_json::from_slice(&std::fs::read(saved).expect("it was just saved")).expect("data");
    let file = page.export();
    let file = read(&std::fs::read(file).expect("it was just saved")).expect("an exchange file");
    let device = Device { key: SecretKey::from_bytes([9; 32]), run: "reader01".to_owned() };
    let reader = Workspace::receive(file.workspace, file.logs, device).expect("the logs are whole").0;
    let today = data["as_of"].as_str().and_then(Date::parse).expect("a day");
    let [year, ..] = Period::around(today);
    let made = report(&reader, year, &Addressee::City, today);
    let told: Vec<Value> = made.figures.iter().map(|it| json!([it.told.as_str(), it.records.len()])).collect();
    assert_eq!(shown, Value::Array(told), "the page counts other records");
    let anew = made.to_value(&reader, &Addressee::City).to_canonical();
    assert_eq!(serde_json::from_str::<Value>(&anew).expect("data"), data, "the data are not what the records say");
    page.assert_quiet();
}
