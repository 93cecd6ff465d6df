//! A form is left half filled: the page asks, keeps what was typed, and offers it when the form opens again.

use crate::browser::Browser;
use crate::site;

const DRAFT: &str = "有一份没有保存的草稿";

#[test]
fn half_filled_form_is_offered_again() {
    let room = site::room("drafts");
    let page = Browser::launch(&room.join("profile"));
    page.open(&site::single_file());
    page.begin_street("示例街道", "示例街道党工委");
    page.go_to("list/resource");
    page.click_text("登记资源");
    page.type_into("资源名称", "还没想好的名字");
    page.wait_text("有内容尚未保存");
    page.click_css("nav a[href='#/list/need']");
    page.wait_text("还有内容没有保存");
    page.click_text("继续填写");
    assert_eq!(page.value_of("资源名称"), "还没想好的名字");
    // Kept a moment after the last key.
    page.wait_true("Object.values(localStorage).some(it => it.includes('还没想好的名字'))");
    page.click_css("nav a[href='#/list/need']");
    page.click_text("离开");
    page.wait_true("location.hash === '#/list/need'");

    page.reload();
    page.go_to("list/resource");
    page.click_text("登记资源");
    page.wait_text(DRAFT);
    assert_eq!(page.value_of("资源名称"), "", "the draft came back unasked");
    page.click_text("找回草稿");
    page.wait_gone(DRAFT);
    assert_eq!(page.value_of("资源名称"), "还没想好的名字");
    page.click_text("保存");
    page.wait_kept();
    page.register_resource(&[("资源名称", "另一条")]);
    page.wait_resources(&["还没想好的名字".to_owned(), "另一条".to_owned()]);
    page.go_to("list/resource");
    page.click_text("登记资源");
    page.wait_true("document.querySelector('form.form')");
    assert!(!page.text().contains(DRAFT), "a draft that was saved is offered again");
    page.assert_quiet();
}
