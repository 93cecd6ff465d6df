//! A clerk's day in a list, with the keyboard alone: several records changed at once, taken back, and a record brought
//! back from its history; and a list arranged, kept as a view, and searched as people type.

use crate::browser::{Browser, key};
use crate::site::{self, Site};

#[test]
fn several_records_are_changed_at_once_and_taken_back_with_the_keyboard() {
    let (_site, page) = resources("several");
    let before = shown(&page);
    page.tab_to("资源清单 · 清单表格，用方向键移动，按回车打开");
    page.press(key::DOWN);
    page.press(" ");
    page.press_with(key::SHIFT, key::DOWN);
    page.press_with(key::SHIFT, key::DOWN);
    page.wait_text("已选 3 条");
    back_to(&page, "修改一项…");
    page.press(key::ENTER);
    page.wait_text("请填写要改成什么");
    page.tab_to("修改哪一项");
    page.press(key::TAB);
    (0..4).for_each(|_| page.press(key::DOWN));
    page.wait_text("将修改 3 条：资源类别改为“技术”");
    assert_eq!(shown(&page), before, "a preview changes nothing");
    page.tab_to("修改这 3 条");
    page.press(key::ENTER);
    page.wait_text("已修改 3 条。");
    page.wait_kept();
    assert_ne!(shown(&page), before);

    page.press_with(key::CONTROL, "z");
    page.wait_text("已撤销：修改 3 条资源的类别");
    page.wait_kept();
    assert_eq!(shown(&page), before);
    page.press_with(key::CONTROL, "y");
    page.wait_text("已重做：修改 3 条资源的类别");
    let changed = shown(&page);
    assert_ne!(changed, before);
    // It can be taken back after a new start as well, by its name.
    page.reload();
    page.wait_true("document.querySelector('table[role=grid] td.main-cell')");
    assert_eq!(shown(&page), changed);
    page.wait_true("document.querySelector('.back-and-forth button').title === '撤销：修改 3 条资源的类别'");
    page.press_with(key::CONTROL, "z");
    page.wait_text("已撤销：修改 3 条资源的类别");
    assert_eq!(shown(&page), before);

    // The history of one of them brings the change back, as an action of its own.
    page.tab_to("资源清单 · 清单表格，用方向键移动，按回车打开");
    page.press(key::DOWN);
    page.press(key::ENTER);
    page.wait_true("document.querySelector('article.record')");
    page.wait_text("恢复到此时");
    let here = "document.querySelector('article.record').innerText";
    let stood = page.run(&format!("return {here}.includes('技术')"), &[]);
    page.tab_to("恢复到此时");
    page.press(key::ENTER);
    page.wait_text("已恢复。");
    page.wait_kept();
    assert_eq!(
        (stood.as_bool(), page.run(&format!("return {here}.includes('恢复到从前')"), &[]).as_bool()),
        (Some(true), Some(true))
    );
    assert_ne!(shown(&page), before);
    page.assert_quiet();
}

#[test]
fn a_list_is_grouped_searched_by_initials_and_kept_as_a_view() {
    let (_site, page) = resources("arranged");
    let whole = page.count("td.main-cell");
    page.type_into("搜索", "hys");
    page.wait_true("document.querySelector('td.main-cell mark')?.textContent === '会议室'");
    assert!(page.count("td.main-cell") < whole);
    page.run("location.hash = '#/list/resource'", &[]);
    page.fill("分组", "按资源类别分组");
    page.wait_true("document.querySelectorAll('.group-title').length > 1");
    // Sums come to the heads when the browser has time for them.
    let heads = "Array.from(document.querySelectorAll('.group-title'), it => it.innerText.replace(it.querySelector('small')?.innerText, ''))";
    let first = page.run(&format!("return {heads}[0]"), &[]).to_string();
    page.click_css(".group-head");
    page.wait_true("document.querySelector('.group-title').innerText.startsWith('▸')");
    page.click_css("details.menu:nth-of-type(2) > summary");
    page.type_into("视图名称", "按类别看");
    page.click_text("保存当前视图");
    page.wait_text("已保存视图“按类别看”。");
    page.go_to("list/need");
    page.go_to("list/resource");
    page.run("location.hash = '#/list/resource'", &[]);
    page.reload();
    page.wait_true("document.querySelector('table[role=grid] td.main-cell')");
    page.wait_true("!document.querySelector('.group-title')");
    page.click_css("details.menu:nth-of-type(2) > summary");
    page.click_text("按类别看");
    page.wait_true("document.querySelector('.group-title')");
    assert_eq!(page.run(&format!("return {heads}[0]"), &[]).to_string(), first);
    page.assert_quiet();
}

/// The sample street at its resources.
pub fn resources(room: &str) -> (Site, Browser) {
    let room = site::room(room);
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.wait_text("新建街道工作区");
    page.begin_sample();
    page.go_to("list/resource");
    page.wait_true("document.querySelector('table[role=grid] td.main-cell')");
    (site, page)
}

/// The first rows, as they read.
fn shown(page: &Browser) -> String {
    let rows = "return Array.from(document.querySelectorAll('table[role=grid] tbody tr:not(.spacer)'), it => it.innerText).slice(0, 3).join('\\n')";
    page.run(rows, &[]).to_string()
}

/// Goes back with Shift and Tab until the focus is on what is called `name`.
pub fn back_to(page: &Browser, name: &str) {
    for _ in 0..40 {
        page.press_with(key::SHIFT, key::TAB);
        let here = page.run("return document.activeElement.innerText || ''", &[]);
        if here.as_str().is_some_and(|it| it.trim() == name) {
            return;
        }
    }
    panic!("Shift and Tab never came to {name:?}");
}
