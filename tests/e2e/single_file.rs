//! The single file keeps its data like any program: opened by double click, closed, opened again.

use crate::browser::Browser;
use crate::site;

#[test]
fn single_file_keeps_its_data_over_a_restart_of_the_browser() {
    let room = site::room("single-keeps");
    let page = Browser::launch(&room.join("profile"));
    page.open(&site::single_file());
    page.begin_street("示例街道", "示例街道党工委");
    page.register_resource(&[("资源名称", "社区厨房"), ("提供单位", "示例街道党工委")]);
    page.assert_quiet();
    page.assert_asked_only("file:");
    drop(page);

    let page = Browser::launch(&room.join("profile"));
    page.open(&site::single_file());
    page.wait_text("工作台");
    page.open_resource("社区厨房");
    page.wait_text("登记");
    page.wait_resources(&["社区厨房".to_owned()]);
    page.change(&[("地点", "一楼")]);
    page.assert_quiet();
    page.assert_asked_only("file:");
}
