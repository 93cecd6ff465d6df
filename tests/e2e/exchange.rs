//! Two offices write apart from each other and agree again over files carried between them.

use crate::browser::{Browser, key};
use crate::site::{self, Site};

const ROOM: &str = "党群活动中心会议室";

#[test]
fn two_offices_agree_after_one_file_each_way() {
    let (street, community) = (site::room("exchange-street"), site::room("exchange-community"));
    let (mut one_site, mut other_site) = (Site::start(&site::dist()), Site::start(&site::dist()));
    let a = Browser::launch(&street.join("profile"));
    let b = Browser::launch(&community.join("profile"));
    a.open(&one_site.address());
    b.open(&other_site.address());
    a.begin_street("示例街道", "示例街道党工委");
    a.register_resource(&[("资源名称", ROOM), ("地点", "文化路12号")]);
    b.wait_started();
    second_machine(&a, &b);

    // From here on there is no network at all.
    one_site.stop();
    other_site.stop();
    a.open_resource(ROOM);
    a.change(&[("地点", "文化路12号二楼")]);
    b.open_resource(ROOM);
    b.change(&[("地点", "文化路14号"), ("开放时间", "周一至周五")]);
    assert_ne!(a.state_code(), b.state_code(), "different contents under one code");

    b.choose_exchange_file(&a.export());
    b.wait_text("双方都改过，两种内容都会保留");
    b.click_css("#merge");
    b.wait_text("已导入：");
    b.wait_kept();
    let answer = b.download(|| b.click_css("#answer"));
    a.take_in(&answer);
    assert_eq!(a.state_code(), b.state_code(), "one file each way did not bring the same contents");
    for office in [&a, &b] {
        office.go_to("conflicts");
        office.wait_text(ROOM);
        office.open_resource(ROOM);
        office.wait_text("内容不一致，请选定一种");
        for value in ["文化路12号二楼", "文化路14号", "周一至周五"] {
            office.wait_text(value);
        }
    }

    a.choose_exchange_file(&answer);
    a.wait_text("已经有了");
    a.open_resource(ROOM);
    a.click_beside("文化路14号", "用这一种");
    a.wait_gone("请选定一种");
    a.wait_kept();
    a.go_to("exchange");
    a.click_css("#receivers input");
    a.wait_true("document.querySelector('#extent-new').checked");
    b.take_in(&a.download(|| a.click_css("#export")));
    assert_eq!(a.state_code(), b.state_code(), "the choice did not arrive");
    for office in [&a, &b] {
        office.go_to("conflicts");
        office.wait_text("没有待处理的冲突");
        office.open_resource(ROOM);
        office.wait_text("文化路14号");
        office.assert_quiet();
    }
}

#[test]
fn a_conflict_is_settled_by_putting_together_or_by_writing_anew() {
    let (street, community) = (site::room("settle-street"), site::room("settle-community"));
    let site = Site::start(&site::dist());
    let a = Browser::launch(&street.join("profile"));
    let b = Browser::launch(&community.join("profile"));
    a.open(&site.address());
    b.open(&site.address());
    a.begin_street("示例街道", "示例街道党工委");
    a.register_resource(&[("资源名称", ROOM), ("地点", "文化路12号"), ("资源内容", "可容50人")]);
    b.wait_started();
    second_machine(&a, &b);
    a.open_resource(ROOM);
    a.change(&[("地点", "文化路12号二楼"), ("资源内容", "可容50人，周末需预约"), ("备注", "甲")]);
    b.open_resource(ROOM);
    b.change(&[("地点", "文化路14号"), ("资源内容", "可容50人\n有投影"), ("备注", "乙")]);
    a.take_in(&b.export());

    a.go_to("conflicts");
    a.wait_text("原来：文化路12号");
    // What each office wrote is marked in its own wording.
    let marked = |page: &Browser| {
        page.run("return [...document.querySelectorAll('.clash ins')].map(it => it.innerText).sort()", &[])
    };
    assert_eq!(marked(&a), serde_json::json!(["\n有投影", "14", "二楼", "，周末需预约"]));
    // One is written anew at a time; settled meanwhile, it lets the other be written.
    a.click_css(".clash:nth-of-type(2) [data-rewrite]");
    a.wait_true("document.querySelector('.clash-rewrite')");
    a.wait_true("document.querySelector('.clash [data-rewrite]').disabled");
    a.click_css(".clash:has(.clash-rewrite) li button");
    a.wait_true("document.querySelectorAll('.clash').length === 2");
    a.wait_true("!document.querySelector('.clash [data-rewrite]').disabled");
    a.click_text("合在一起");
    a.wait_true("document.querySelectorAll('.clash').length === 1");
    a.wait_true("document.activeElement.closest('.clash')");

    // Written anew by keyboard: left, opened again, refused, saved.
    a.click_text("都不合适，另行填写");
    a.wait_true("document.activeElement.id === 'clash-place'");
    a.press(key::ESCAPE);
    a.wait_true("document.activeElement.hasAttribute('data-rewrite')");
    a.press(key::ENTER);
    a.wait_true("document.activeElement.id === 'clash-place'");
    a.fill("地点", "住户身份证11010519491231002X");
    a.click_text("保存");
    a.wait_text("身份证号");
    a.fill("地点", "文化路14号二楼");
    a.click_text("保存");
    a.wait_text("没有待处理的冲突");
    a.wait_kept();

    b.take_in(&a.export());
    b.go_to("conflicts");
    b.wait_text("没有待处理的冲突");
    b.open_resource(ROOM);
    for settled in ["文化路14号二楼", "可容50人，周末需预约", "可容50人\n有投影"] {
        b.wait_text(settled);
    }
    assert_eq!(a.state_code(), b.state_code(), "what was settled did not arrive");

    // Taken out here and changed there: either can be chosen.
    a.open_resource(ROOM);
    a.click_text("归档");
    a.wait_kept();
    b.open_resource(ROOM);
    b.change(&[("备注", "周日不开")]);
    a.take_in(&b.export());
    a.go_to("conflicts");
    a.wait_text("请选定归档还是保留");
    a.click_css(".clash li:last-child button");
    a.wait_text("没有待处理的冲突");
    a.wait_kept();
    a.open_resource(ROOM);
    a.wait_text("周日不开");
    for office in [&a, &b] {
        office.assert_quiet();
    }
}

/// One becomes the street's second machine: asks, is let in, and knows it.
fn second_machine(street: &Browser, other: &Browser) {
    other.join_street(&street.export());
    street.take_in(&other.export());
    street.let_in();
    other.take_in(&street.export());
    other.go_to("list/resource");
    other.wait_resources(&[ROOM.to_owned()]);
}

/// Fills the passphrase of the file about to be handed on and hands it on; the file must tell nothing of itself.
fn export_locked(page: &Browser, passphrase: &str) -> std::path::PathBuf {
    page.go_to("exchange");
    page.click_css("#lock");
    page.wait_true("document.activeElement.id === 'lock-passphrase'");
    page.fill("口令", passphrase);
    let file = page.download(|| page.click_css("#export"));
    let text = std::fs::read_to_string(&file).expect("a text");
    assert!(text.starts_with("{\"format\":\"three-lists-locked\""), "{}", &text[..60]);
    for told in ["示例街道", ROOM, "actor"] {
        assert!(!text.contains(told), "a locked file tells {told}");
    }
    file
}

#[test]
fn a_file_travels_locked_with_a_passphrase() {
    let (street, community) = (site::room("locked-street"), site::room("locked-community"));
    let site = Site::start(&site::dist());
    let a = Browser::launch(&street.join("profile"));
    let b = Browser::launch(&community.join("profile"));
    a.open(&site.address());
    b.open(&site.address());
    a.begin_street("示例街道", "示例街道党工委");
    a.register_resource(&[("资源名称", ROOM), ("地点", "文化路12号")]);
    a.go_to("exchange");
    a.click_css("#lock");
    a.fill("口令", "12345");
    a.click_css("#export");
    a.wait_text("口令太短");
    a.wait_true("document.activeElement.id === 'lock-passphrase'");
    a.reload();
    let file = export_locked(&a, "Dong hu 2026!");

    b.wait_started();
    b.upload("#open-file", &[&file]);
    b.wait_text("这份文件上了锁");
    b.fill("口令", "Dong hu 2025!");
    b.press(key::ENTER);
    b.wait_text("打不开：口令不对");
    // As an input method in full width types it.
    b.fill("口令", "Ｄｏｎｇ　ｈｕ　２０２６！ ");
    b.click_css("#unlock");
    b.wait_text("加入这个工作区");
    b.fill("本机代表的单位", "示例街道党工委 (街道)");
    b.click_css("#join");
    b.wait_text("工作台");
    b.wait_kept();
    b.open_resource(ROOM);
    b.change(&[("开放时间", "周一至周五")]);
    let answer = export_locked(&b, "北山街道的老地方");

    a.choose_exchange_file(&answer);
    a.wait_text("这份文件上了锁");
    a.fill("口令", "北山街道的老地方");
    a.click_css("#unlock");
    a.click_css("#merge");
    a.wait_text("已导入：");
    a.wait_kept();
    a.let_in();
    b.take_in(&a.export());
    assert_eq!(a.state_code(), b.state_code(), "what came locked is not what was sent");
    for office in [&a, &b] {
        office.assert_quiet();
    }
}

#[test]
fn many_files_go_in_at_once_and_one_office_can_wait() {
    let rooms = ["many-street", "many-east", "many-west"].map(site::room);
    let site = Site::start(&site::dist());
    let [a, b, c] = [0, 1, 2].map(|at| Browser::launch(&rooms[at].join("profile")));
    for page in [&a, &b, &c] {
        page.open(&site.address());
    }
    a.begin_street("示例街道", "示例街道党工委");
    let invitation = a.export();
    for (page, office, title) in [(&b, "东湖社区", ROOM), (&c, "西湖社区", "西湖社区书画室")] {
        page.wait_started();
        page.join(&invitation, office);
        a.take_in(&page.export());
        a.let_in();
        page.take_in(&a.export());
        page.register_resource(&[("资源名称", title)]);
    }
    let (east, west) = (b.export(), c.export());
    let copy = rooms[0].join("东湖社区 (1).json");
    std::fs::copy(&east, &copy).expect("the room can be written");
    let picture = rooms[0].join("照片.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n").expect("the room can be written");
    let archive = rooms[0].join("聊天记录.zip");
    site::pack(&archive, &[("西湖社区.json", std::fs::read(&west).expect("an export"))]);

    a.go_to("exchange");
    // A spreadsheet is an archive too.
    let sheet = rooms[0].join("清单.xlsx");
    site::pack(&sheet, &[("[Content_Types].xml", b"<Types/>".to_vec())]);
    a.upload("#take-in-file", &[&sheet]);
    a.wait_text("如果是表格，请到“导入表格”页");
    a.upload("#take-in-file", &[&picture, &east, &copy, &archive]);
    for told in ["不是交换文件，没有读取", "和“", "完全相同", "聊天记录.zip/西湖社区.json", "导入哪些单位的修改"]
    {
        a.wait_text(told);
    }
    // One office waits.
    let new = "document.querySelector('.figures b').innerText";
    a.wait_true(&format!("{new} === '2'"));
    a.tab_to("西湖社区（1 处修改）");
    a.press(" ");
    a.wait_true(&format!("{new} === '1'"));
    a.click_css("#merge");
    a.wait_text("已导入：新增 1 条");
    a.wait_kept();
    a.go_to("list/resource");
    a.wait_resources(&[ROOM.to_owned()]);

    // And goes in later.
    a.choose_exchange_file(&archive);
    a.wait_text("文件：聊天记录.zip/西湖社区.json");
    a.click_css("#merge");
    a.wait_text("已导入：新增 1 条");
    a.wait_kept();
    let answer = a.download(|| a.click_css("#answer"));
    for office in [&b, &c] {
        office.go_to("exchange");
        office.upload("#take-in-file", &[&east, &west, &answer]);
        office.click_css("#merge");
        office.wait_text("已导入：");
        office.wait_kept();
        assert_eq!(office.state_code(), a.state_code(), "the three do not hold the same");
    }
    for office in [&a, &b, &c] {
        office.assert_quiet();
    }
}

#[test]
fn an_office_that_began_alone_brings_its_records_along() {
    let rooms = ["alone-street", "alone-community"].map(site::room);
    let site = Site::start(&site::dist());
    let [a, b] = [0, 1].map(|at| Browser::launch(&rooms[at].join("profile")));
    for page in [&a, &b] {
        page.open(&site.address());
    }
    a.begin_street("示例街道", "示例街道党工委");
    b.begin_street("东湖社区自用清单", "东湖社区党委");
    b.register_resource(&[("资源名称", ROOM), ("地点", "文化路12号")]);
    let old = b.export();
    b.go_to("settings");
    b.click_css("#switch");
    b.wait_true("document.querySelector('.known li')");
    b.join(&a.export(), "东湖社区");
    b.choose_exchange_file(&old);
    b.wait_text("这是“东湖社区自用清单”的文件");
    b.wait_text("就是这里的“东湖社区”");
    b.click_css("#bring");
    b.wait_text("已带入");
    b.wait_kept();
    b.choose_exchange_file(&old);
    b.wait_text("以前已经带入");
    b.wait_true("document.querySelector('#bring').disabled");
    b.go_to("list/resource");
    b.wait_resources(&[ROOM.to_owned()]);
    a.take_in(&b.export());
    a.let_in();
    a.go_to("list/resource");
    a.wait_resources(&[ROOM.to_owned()]);
    b.take_in(&a.export());
    assert_eq!(a.state_code(), b.state_code());
    for office in [&a, &b] {
        office.assert_quiet();
    }
}
