//! A street begins, registers a resource and corrects it, all with the keyboard, and finds it again with its history.

use crate::browser::{Browser, key};
use crate::site::{self, Site};

#[test]
fn resource_registered_with_the_keyboard_is_there_after_a_reload() {
    let room = site::room("registering");
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.wait_text("新建街道工作区");
    page.tab_to("街道名称");
    page.press("示例街道");
    page.tab_to("街道党工委名称");
    page.press("示例街道党工委");
    page.tab_to("填写人");
    page.press("党建办");
    page.press(key::ENTER);
    page.wait_text("接下来可以");

    page.tab_to("资源清单");
    page.press(key::ENTER);
    page.wait_text("还没有资源");
    page.tab_to("登记资源");
    page.press(key::ENTER);
    page.wait_true("document.querySelector('form.form')");
    page.tab_to("资源名称");
    page.press("党群活动中心会议室");
    page.tab_to("资源类别");
    page.press(key::DOWN);
    page.tab_to("提供单位");
    page.press(key::DOWN);
    page.tab_to("地点");
    page.press("文化路12号二楼");
    page.tab_to("容量或数量");
    page.press("50");
    page.press(key::TAB);
    page.press("人");
    page.press(key::ENTER);
    page.wait_kept();
    page.wait_text("党群活动中心会议室");
    for said in ["场地", "示例街道党工委", "文化路12号二楼", "50 人"] {
        page.wait_text(said);
    }

    page.tab_to("修改");
    page.press(key::ENTER);
    page.wait_true("document.querySelector('form.form')");
    page.tab_to("地点");
    page.press(key::END);
    page.press("东侧");
    page.press(key::ENTER);
    page.wait_kept();
    page.wait_text("由“文化路12号二楼”改为“文化路12号二楼东侧”");

    page.reload();
    page.wait_text("由“文化路12号二楼”改为“文化路12号二楼东侧”");
    let history = page.run("return document.querySelector('ol.past').innerText", &[]).to_string();
    let (changed, made) = (history.find("修改"), history.find("登记"));
    assert!(changed.is_some() && changed < made, "the history is not newest first: {history}");
    assert!(history.contains("示例街道党工委 党建办"), "the history does not say who: {history}");
    page.wait_resources(&["党群活动中心会议室".to_owned()]);
    page.assert_quiet();
}
