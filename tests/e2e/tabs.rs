//! The app is open in two tabs: one writes, the other follows, and the person may change which.

use crate::browser::Browser;
use crate::site::{self, Site};

const FOLLOWS: &str = "另一个页面正在填写，本页只能查看";

/// A street's own page in two tabs: the first writes, the second is looked at and follows.
fn two_tabs(room: &str) -> (Browser, String, String, Site) {
    let site = Site::start(&site::dist());
    let page = Browser::launch(&site::room(room).join("profile"));
    page.open(&site.address());
    page.begin_street("示例街道", "示例街道党工委");
    let (one, two) = (page.this_tab(), page.new_tab());
    page.switch_to(&two);
    page.open(&site.address());
    page.wait_text(FOLLOWS);
    page.go_to("list/resource");
    page.wait_text("还没有资源");
    (page, one, two, site)
}

#[test]
fn one_of_two_tabs_writes_and_the_other_follows() {
    let (page, one, two, _site) = two_tabs("tabs");
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

/// Holds the reading of the store back from now on, until [`READ_ON`].
const HOLD_READING: &str = "
    const whole = navigator.storage.getDirectory.bind(navigator.storage);
    window.held = [];
    navigator.storage.getDirectory = () => new Promise(resolve => window.held.push(resolve)).then(whole);
    return true";

const READ_ON: &str = "
    delete navigator.storage.getDirectory;
    window.held.splice(0).forEach(go => go());
    return true";

#[test]
fn a_tab_that_takes_over_reads_what_the_other_saved_before_it_writes() {
    let (page, one, two, _site) = two_tabs("tabs-slow");
    page.run(HOLD_READING, &[]);

    page.switch_to(&one);
    page.register_resource(&[("资源名称", "社区厨房")]);
    page.switch_to(&two);
    page.wait_true("window.held.length > 0");
    page.click_text("改由本页填写");
    page.switch_to(&one);
    page.wait_text(FOLLOWS);
    page.switch_to(&two);
    let shown = page.text();
    assert!(shown.contains(FOLLOWS) && !shown.contains("登记资源"), "it writes before it has read");

    page.run(READ_ON, &[]);
    page.wait_kept();
    page.wait_resources(&["社区厨房".to_owned()]);
    page.register_resource(&[("资源名称", "图书角")]);
    let both = ["社区厨房".to_owned(), "图书角".to_owned()];
    page.go_to("list/resource");
    page.wait_resources(&both);
    page.switch_to(&one);
    page.go_to("list/resource");
    page.wait_resources(&both);
    page.assert_quiet();
}

/// No save reaches the database from now on, until [`SAVE_AGAIN`].
const REFUSE_SAVES: &str = "
    const begin = IDBDatabase.prototype.transaction;
    window.begin = begin;
    IDBDatabase.prototype.transaction = function (stores, mode, options) {
        if (mode === 'readwrite') throw new DOMException('no room', 'QuotaExceededError');
        return begin.call(this, stores, mode, options);
    };
    return true";

const SAVE_AGAIN: &str = "IDBDatabase.prototype.transaction = window.begin; return true";

#[test]
fn a_tab_does_not_let_go_of_what_it_could_not_save() {
    const WAITS: &str = "本页还有内容没有写入本机";
    let room = site::room("tabs-unsaved");
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.begin_street("示例街道", "示例街道党工委");
    let (one, two) = (page.this_tab(), page.new_tab());
    page.switch_to(&two);
    page.open(&site.address());
    page.wait_text(FOLLOWS);

    page.switch_to(&one);
    page.run(REFUSE_SAVES, &[]);
    page.go_to("list/resource");
    page.click_text("登记资源");
    page.wait_true("document.querySelector('form.form')");
    page.fill("资源名称", "社区厨房");
    page.click_css("form.form [type=submit]");
    page.wait_text("没有存成");
    page.switch_to(&two);
    page.click_text("改由本页填写");
    page.wait_kept();
    page.switch_to(&one);
    page.wait_text(FOLLOWS);
    page.go_to("settings");
    page.click_css("#switch");
    page.wait_text(WAITS);

    page.run(SAVE_AGAIN, &[]);
    page.click_text("改由本页填写");
    page.wait_true("document.querySelector('.foot .saved')");
    page.click_css("#switch");
    page.wait_true("document.querySelector('.known li')");
    page.switch_to(&two);
    page.wait_kept();
    page.go_to("list/resource");
    page.wait_resources(&["社区厨房".to_owned()]);
}
