//! A sheet goes in, goes in again without changing anything, and is taken back with one click.

use crate::browser::Browser;
use crate::site::{self, Site};
use std::path::{Path, PathBuf};

#[test]
fn imported_sheet_changes_nothing_twice_and_is_undone_as_a_whole() {
    let room = site::room("sheet");
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.begin_street("示例街道", "示例街道党工委");
    let venues = ["东湖社区活动室", "西湖社区会议室", "南湖书吧", "北湖广场"].map(str::to_owned);
    let faulty = room.join("faulty.csv");
    std::fs::write(&faulty, "序号,场地名称,容纳人数,地址\n1,,50,湖滨路9号\n").expect("the room can be written");
    look_into(&page, "venues.xls");
    page.wait_text("写入 4 条");
    page.go_to("list/resource");
    page.wait_text("还没有资源");

    look_into(&page, "venues.xls");
    page.click_text("写入 4 条");
    page.wait_text("新增 4 条，更新 0 条");
    page.wait_kept();
    page.go_to("list/resource");
    page.wait_resources(&venues);
    look_into(&page, "venues.xls");
    page.wait_text("与现有记录完全相同，不需要导入");
    page.click_text("再导入一个");
    page.upload("#import-file", &[&faulty]);
    page.wait_text("读到 1 行");
    page.click_text("预览");
    page.wait_text("没有可以写入的行");
    page.wait_text("有问题 1 行");
    page.go_to("list/resource");
    page.reload();
    page.wait_resources(&venues);

    page.go_to("settings");
    page.click_beside("venues.xls", "撤销");
    page.wait_text("已撤销");
    page.wait_kept();
    page.reload();
    page.go_to("list/resource");
    page.wait_text("还没有资源");
    page.assert_quiet();
}

/// Chooses a sheet and goes on to its preview, with the columns as they were recognised.
fn look_into(page: &Browser, name: &str) {
    page.go_to("list/resource");
    page.go_to("import/resource");
    page.upload("#import-file", &[&case(name)]);
    page.wait_text("读到 4 行");
    page.click_text("预览");
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tabular").join(name)
}
