//! A backup brings back a workspace that was removed from the machine.

use crate::browser::Browser;
use crate::site::{self, Site};

#[test]
fn backup_brings_a_removed_workspace_back() {
    let room = site::room("backup");
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.begin_street("示例街道", "示例街道党工委");
    page.register_resource(&[("资源名称", "社区厨房")]);
    let before = page.state_code();
    let backup = page.back_up();
    page.click_css("#remove");
    page.fill("请输入“示例街道”确认", "示例街道");
    page.click_text("清除");
    page.restore(&backup);
    assert_eq!(page.state_code(), before, "the backup brought something else back");
    page.go_to("list/resource");
    page.wait_resources(&["社区厨房".to_owned()]);
    page.assert_quiet();
}
