//! The app is open in two tabs: one writes, the other follows, and the person may change which.

use crate::browser::Browser;
use crate::site::{self, Site};

const FOLLOWS: &str = "另一个页面正在填写，本页只能查看";

#[test]
fn one_of_two_tabs_writes_and_the_other_follows() {
    let room = site::room("tabs");
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.begin_street("示例街道", "示例街道党工委");
    let (one, two) = (page.this_tab(), page.new_tab());
    page.switch_to(&two);
    page.open(&site.address());
    page.wait_text(FOLLOWS);
    page.go_to("list/resource");
    page.wait_text("还没有资源");
    assert!(!page.text().contains("登记资源"), "a tab that may not write offers a form");

    page.switch_to(&one);
    page.register_resource(&[("资源名称", "社区厨房")]);
    page.switch_to(&two);
    page.wait_resources(&["社区厨房".to_owned()]);

    page.click_text("改由本页填写");
    page.wait_kept();
    page.register_resource(&[("资源名称", "图书角")]);
    page.switch_to(&one);
    page.wait_text(FOLLOWS);
    page.go_to("list/resource");
    page.wait_resources(&["社区厨房".to_owned(), "图书角".to_owned()]);
    page.assert_quiet();
}
