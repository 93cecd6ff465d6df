//! Three offices in three profiles: one asks to be let in, files go round in a ring and out of order, what an office may
//! not write waits and is confirmed, a lost machine is ended; in the end all hold the same.

use crate::browser::Browser;
use crate::site::{self, Site};

const HALL: &str = "区图书馆报告厅";
const NEED: &str = "南门路灯不亮";

/// The title and the figures of the only machine that asks.
fn asking_figures(street: &Browser) -> String {
    street.go_to("machines");
    street.wait_true("document.querySelectorAll('.request').length === 1");
    let figures = street.run("return document.querySelector('.request .code').innerText.trim()", &[]);
    figures.as_str().expect("figures").to_owned()
}

#[test]
fn three_offices_join_work_wait_are_confirmed_and_end_in_one_state() {
    let rooms = ["ring-street", "ring-community", "ring-unit"].map(site::room);
    let site = Site::start(&site::dist());
    let [street, community, unit] = [0, 1, 2].map(|at| Browser::launch(&rooms[at].join("profile")));
    for page in [&street, &community, &unit] {
        page.open(&site.address());
    }
    street.begin_street("示例街道", "示例街道党工委");
    let invitation = street.export();

    // Join: what is written before the street says yes shows here and counts nowhere else.
    community.wait_started();
    community.join(&invitation, "东湖社区");
    community.wait_text("本机尚未经街道核准");
    community.go_to("list/need");
    community.click_text("登记需求");
    community.fill("需求名称", NEED);
    community.click_css("form.form [type=submit]");
    community.wait_kept();
    community.go_to("machines");
    let own = community.run("return document.querySelector('#fingerprint').innerText.trim()", &[]);
    let own = own.as_str().expect("figures").to_owned();
    assert_eq!(own.len(), 19, "four groups of four: {own}");
    let request = community.download(|| community.click_css("#save-join"));
    street.take_in(&request);
    street.wait_text("有 1 台电脑等待核准");
    street.go_to("list/need");
    street.wait_gone(NEED);
    assert_eq!(asking_figures(&street), own, "both read the same figures");
    street.wait_text("新单位");
    street.let_in();
    street.go_to("list/need");
    street.wait_text(NEED);

    unit.wait_started();
    unit.join_as(&invitation, "区图书馆", "共建单位");
    unit.register_resource(&[("资源名称", HALL), ("地点", "文化路5号")]);
    street.take_in(&unit.export());
    street.let_in();

    // A ring, and out of order: the community's older file comes last.
    let first = street.export();
    unit.take_in(&first);
    unit.wait_gone("本机尚未经街道核准");
    // Whose report it is at first: the unit's own, and of the street's machine the city's.
    for (page, addressee) in [(&unit, "区图书馆党组织"), (&street, "市委组织部（全街道）")] {
        page.go_to("report");
        page.wait_true(&format!("document.querySelector('#report-heading')?.innerText.includes('{addressee}')"));
    }
    community.take_in(&first);
    community.wait_gone("本机尚未经街道核准");
    community.open_resource(HALL);
    // Nobody else edits a unit's resource: said beforehand, kept, and told.
    community.click_css(".record-actions .btn-main");
    community.wait_text("这条记录由其他单位负责");
    community.fill("地点", "文化路7号");
    community.click_css("form.form [type=submit]");
    community.wait_kept();
    community.wait_text("有 1 处改动等待确认");
    community.wait_true("document.querySelector('article.record').innerText.includes('文化路5号')");
    let older = community.export();
    unit.open_resource(HALL);
    unit.change(&[("开放时间", "周二至周日")]);
    street.take_in(&unit.export());
    street.wait_text("已导入：新增 0 条，修改 1 条");
    unit.take_in(&older);
    unit.go_to("list/resource");
    unit.wait_gone("文化路7号");
    street.go_to("pending");
    street.take_in(&older);
    street.wait_text("有 1 处改动等待确认");

    // The street's clerk confirms it by name.
    street.go_to("pending");
    street.wait_text(HALL);
    street.wait_text("文化路7号");
    street.wait_text("资源“修改内容”由所属单位、登记单位办理");
    street.click_css(".pending-line input");
    street.click_css("#confirm-chosen");
    street.wait_text("没有等待确认的改动");
    street.wait_kept();
    let confirmed = street.export();
    for page in [&community, &unit] {
        page.take_in(&confirmed);
        page.open_resource(HALL);
        page.wait_text("文化路7号");
        assert_eq!(page.state_code(), street.state_code());
    }

    // The community's machine is lost: what it wrote before stays, what it writes after does not count.
    street.go_to("machines");
    street.click_beside("东湖社区", "停用…");
    street.click_css("#end-now");
    street.wait_text("已停用");
    street.wait_kept();
    community.go_to("list/need");
    community.click_text("登记需求");
    community.fill("需求名称", "停用之后写的");
    community.click_css("form.form [type=submit]");
    community.wait_kept();
    let late = community.export();
    street.take_in(&late);
    let last = street.export();
    for page in [&unit, &community] {
        page.take_in(&last);
        assert_eq!(page.state_code(), street.state_code(), "the same ops, the same state");
    }
    community.wait_text("本机已被街道停用");
    for page in [&street, &unit, &community] {
        page.go_to("list/need");
        page.wait_text(NEED);
        page.wait_gone("停用之后写的");
        page.assert_quiet();
    }
}
