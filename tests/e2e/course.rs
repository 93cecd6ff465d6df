//! The whole way in two offices' browsers: a meeting, a project, progress told of by both at once, files each way, verified
//! and signed off; the report's figures on the pages are those of the plain records.

use std::path::Path;

use crate::browser::Browser;
use crate::claims::amounts;
use crate::plain::Records;
use crate::site::{self, Site};
use serde_json::{Value, json};
use three_lists::domain::{Date, RecordId};
use three_lists::exchange::read;
use three_lists::oplog::SecretKey;
use three_lists::workspace::{Addressee, Device, Period, Side, Told, Workspace, report};

const NEED: &str = "小微商户贷款政策咨询";
const OFFER: &str = "小微商户贷款咨询";
const UNIT: &str = "惠民银行示例支行";

/// The workspace of an exchange file, as another program would read it.
pub fn reader(file: &Path) -> Workspace {
    let file = read(&std::fs::read(file).expect("it was just saved")).expect("an exchange file");
    let device = Device { key: SecretKey::from_bytes([9; 32]), run: "reader01".to_owned() };
    Workspace::receive(file.workspace, file.logs, device).expect("the logs are whole").0
}

/// The report as it is shown, saved as data, and in an exchange file: the same figures, and those of the plain records.
pub fn hold_report(page: &Browser, office: Option<&str>) {
    let reader = reader(&page.export());
    let named = |name: &str| {
        let office = reader.offices().into_iter().find(|(_, names, _)| names[0] == name);
        office.expect("an office of that name").0
    };
    let party: Option<RecordId> = office.map(named);
    page.go_to("report");
    page.wait_true("document.querySelector('[data-figure=delivered]')");
    // A unit's own machine begins with its own report.
    page.fill("报送", party.as_ref().map_or("", RecordId::as_str));
    let with = "!!document.querySelector('[data-figure=delivered-with]')";
    page.wait_true(&if party.is_some() { with.to_owned() } else { ["!", with].concat() });
    let to = party.clone().map_or(Addressee::City, Addressee::Party);
    let saved = page.download(|| page.click_css("#save-report"));
    let data: Value = serde_json::from_slice(&std::fs::read(saved).expect("it was just saved")).expect("data");
    let today = data["as_of"].as_str().and_then(Date::parse).expect("a day");
    let [year, ..] = Period::around(today);
    let made = report(&reader, year, &to, today);
    let anew = made.to_value(&reader, &to).to_canonical();
    assert_eq!(serde_json::from_str::<Value>(&anew).expect("data"), data, "the data are not what the records say");

    let figures = "return Array.from(document.querySelectorAll('[data-figure]'), it => {
        const amounts = it.querySelector('.report-amounts');
        return [it.dataset.figure, parseInt(it.querySelector('b').innerText), amounts ? amounts.innerText.split('、').sort() : []];
    })";
    let shown = page.run(figures, &[]);
    let records = Records::of(&reader, today);
    let sides = |told: Told| match &party {
        Some(_) if told.has_support() => &[Side::Own, Side::Supporting][..],
        _ => &[Side::Own],
    };
    let plain = Told::ALL.into_iter().flat_map(|told| sides(told).iter().map(move |side| (told, *side)));
    let plain = plain.map(|(told, side)| {
        let (ids, sums) = records.figure(told, side, party.as_ref(), year.days());
        let mut amounts: Vec<String> = sums.into_iter().map(|(unit, n)| format!("{n} {unit}")).collect();
        amounts.sort();
        let key = [told.as_str(), if side == Side::Own { "" } else { "-with" }].concat();
        json!([key, ids.len(), amounts])
    });
    assert_eq!(shown, plain.collect::<Value>(), "the page counts otherwise than the records");
}

/// Presses a step's button and what its form asks for, and waits until the record says so.
pub fn step(page: &Browser, to: &str, state: &str, ask: impl FnOnce(&Browser)) {
    page.click_css(&format!("[data-step='{to}']"));
    ask(page);
    page.wait_true(&format!(
        "Array.from(document.querySelectorAll('.record-head .tag')).some(it => it.innerText === '{state}')"
    ));
    // A key pressed once too often takes no other step.
    page.wait_true("document.activeElement.matches('.record-steps h3, .record-head h2')");
    page.wait_kept();
}

/// Sends the form of a step.
pub fn confirm(page: &Browser) {
    page.click_css(".step-form [type=submit]");
}

/// Chooses what the residents say, and sends the form.
pub fn with_view(page: &Browser, view: &str) {
    // The list beside it has a filter of the same name.
    let choose = "const it = document.querySelector('.step-form select'); it.value = arguments[0]; it.dispatchEvent(new Event('change', {bubbles: true}))";
    page.run(choose, &[json!(view)]);
    confirm(page);
}

fn open(page: &Browser, list: &str, title: &str) {
    page.go_to(&format!("list/{list}"));
    page.click_text(title);
    page.wait_true("document.querySelector('article.record .record-head')");
}

/// Does something with the card of a proposed pair; the expression names it `card`.
fn pair(need: &str, resource: &str, what: &str) -> String {
    format!(
        "(() => {{ const card = [...document.querySelectorAll('.docking-pair')].find(it =>
            [...it.querySelectorAll('.docking-title')].map(it => it.innerText).join() === '{need},{resource}');
            return {what}; }})()"
    )
}

/// Tells of progress in the ledger.
fn tell(page: &Browser, done: &str, percent: &str, amount: &str) {
    page.go_to("ledger");
    page.wait_true("document.querySelector('.ledger-project')");
    let card = "[...document.querySelectorAll('.ledger-project')].find(it => it.querySelector('h2').innerText === arguments[0])";
    page.run(&format!("{card}.querySelector('.add-progress').click()"), &[json!(NEED)]);
    page.wait_true("document.activeElement && document.activeElement.id === 'field-done'");
    page.press(done);
    page.fill("完成比例（%）", percent);
    page.fill("已完成数量", amount);
    page.fill("已完成数量 · 单位", "户");
    page.click_text("保存进展");
    page.wait_gone("保存进展");
    page.wait_kept();
}

/// What the ledger says of the project.
fn card(page: &Browser) -> String {
    page.go_to("ledger");
    page.wait_true("document.querySelector('.ledger-project')");
    let text = "const it = [...document.querySelectorAll('.ledger-project')].find(it => it.querySelector('h2').innerText === arguments[0]); return it ? it.innerText : ''";
    page.run(text, &[json!(NEED)]).as_str().unwrap_or_default().to_owned()
}

#[test]
fn two_offices_go_from_a_meeting_to_the_dual_report() {
    let rooms = ["course-street", "course-unit"].map(site::room);
    let site = Site::start(&site::dist());
    let [street, unit] = [0, 1].map(|at| Browser::launch(&rooms[at].join("profile")));
    for page in [&street, &unit] {
        page.open(&site.address());
    }
    street.begin_sample();
    unit.wait_started();
    unit.join_of(&street.export(), &format!("{UNIT} (共建单位)"));
    street.take_in(&unit.export());
    street.let_in();
    unit.take_in(&street.export());
    unit.wait_gone("本机尚未经街道核准");

    // The meeting: one pair is kept, another ruled out, what is left becomes projects.
    street.go_to("docking");
    street.click_css("#hold-meeting");
    street.wait_true(&pair(NEED, OFFER, "card"));
    street.run(&format!("return {}", pair(NEED, OFFER, "card.querySelector('.keep').click()")), &[]);
    street.wait_true(&pair(NEED, OFFER, "card && 'pinned' in card.dataset"));
    let last = "const cards = [...document.querySelectorAll('.docking-pair')].filter(it => !('pinned' in it.dataset));
        const titles = [...cards.at(-1).querySelectorAll('.docking-title')].map(it => it.innerText);
        cards.at(-1).querySelector('.rule-out').click(); return titles";
    let out: [String; 2] = serde_json::from_value(street.run(last, &[])).expect("the titles of a pair");
    street.wait_true("document.querySelectorAll('#ruled-out li').length === 1");
    street.wait_true(&format!("!{}", pair(&out[0], &out[1], "card")));
    street.wait_true(&pair(NEED, OFFER, "card && 'pinned' in card.dataset"));
    let count = "new Set([...document.querySelectorAll('.docking-pair')].map(it => it.querySelector('.docking-title').getAttribute('href'))).size";
    let served = street.run(&format!("return {count}"), &[]);
    street.click_css("#choose-all");
    street.click_css("#accept");
    street.wait_true(&format!("document.querySelectorAll('#meeting-projects li').length === {served}"));
    street.wait_kept();
    street.click_text(NEED);
    street.wait_true("document.querySelector('article.record')");
    step(&street, "approved", "已立项", |page| {
        page.wait_text("同时变更");
        confirm(page);
    });
    unit.take_in(&street.export());

    // Begun by the unit, and told of by both, who do not know of each other.
    open(&unit, "project", NEED);
    step(&unit, "running", "实施中", |_| {});
    tell(&unit, "上门走访十二户，讲解贷款政策。", "60", "12");
    tell(&street, "集中宣讲一场，二十户全部到场。", "100", "20");
    street.take_in(&unit.export());
    unit.take_in(&street.export());
    assert_eq!(unit.state_code(), street.state_code());
    for page in [&street, &unit] {
        let card = card(page);
        for said in ["完成 100%", "已完成 20 户", "上门走访十二户", "集中宣讲一场"] {
            assert!(card.contains(said), "no {said} in {card}");
        }
        hold_report(page, None);
    }

    // Asked to be closed by the unit, verified and signed off by the street.
    open(&unit, "project", NEED);
    step(&unit, "completion_requested", "申请办结", confirm);
    unit.wait_text("等待：星河社区党委");
    street.take_in(&unit.export());
    open(&street, "project", NEED);
    step(&street, "community_verified", "社区已核验", |page| with_view(page, "met"));
    step(&street, "signed_off", "已销号", |page| {
        page.wait_text("同时变更");
        confirm(page);
    });
    unit.take_in(&street.export());
    assert_eq!(unit.state_code(), street.state_code());
    for page in [&street, &unit] {
        hold_report(page, None);
        hold_report(page, Some(UNIT));
        open(page, "need", "商户想了解贷款政策");
        page.wait_true("document.querySelector('.record-head .tag').innerText === '已销号'");
        let amounts = amounts(page);
        for said in ["需要 20 户", "已完成 20 户", "尚缺 0 户"] {
            assert!(amounts.contains(said), "no {said} in {amounts}");
        }
        page.assert_quiet();
    }
}
