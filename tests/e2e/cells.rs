//! A list worked in as in a sheet, with the keyboard alone: a record is registered, changed in its cells, emptied, copied
//! and pasted, taken back, and brought back from its history; and five hundred rows of a spreadsheet come in.

use serde_json::{Value, json};

use crate::browser::{Browser, key};
use crate::lists::{back_to, resources};

const GRID: &str = "资源清单 · 清单表格，用方向键移动，按回车打开";

#[test]
fn a_record_is_made_changed_in_its_cells_and_brought_back_with_the_keyboard() {
    let (_site, page) = resources("cells");
    page.tab_to("登记资源");
    page.press(key::ENTER);
    page.wait_text("基本情况");
    page.tab_to("资源名称");
    page.press("四楼排练厅");
    page.tab_to("提供单位");
    // Offices are found by their initials.
    page.press("wjsqdw");
    page.wait_true("document.querySelector('.offers li')?.innerText === '望江社区党委'");
    page.press(key::DOWN);
    page.press(key::ENTER);
    assert_eq!(page.value_of("提供单位"), "望江社区党委");
    page.tab_to("保存");
    page.press(key::ENTER);
    page.wait_kept();
    page.wait_true("document.querySelector('article.record')");

    page.tab_to(GRID);
    page.press(key::DOWN);
    page.press(key::HOME);
    assert_eq!(cells(&page)[0], "四楼排练厅", "the newest record comes first");
    page.press(key::RIGHT);
    page.press(key::RIGHT);
    page.wait_true("document.querySelector('[data-cell]')?.cellIndex === 2");
    page.press(key::F2);
    page.wait_true("document.activeElement.tagName === 'SELECT'");
    page.press(key::DOWN);
    page.press(key::TAB);
    page.wait_true("document.activeElement.value === '望江社区党委'");
    // All of it selected: what is typed takes its place.
    page.wait_true("document.activeElement.selectionStart === 0 && document.activeElement.selectionEnd === 6");
    // Typed as soon as the cell is there, no key is lost.
    page.press(&format!("{}文化路9号", key::TAB));
    page.press(key::ENTER);
    page.wait_kept();
    assert_eq!(cells(&page)[1..4], ["场地", "望江社区党委", "文化路9号"]);
    // Escape leaves a cell as it was; what cannot be saved says why, and stays.
    page.press(key::UP);
    page.press("不要");
    page.press(key::ESCAPE);
    page.press(key::RIGHT);
    page.press("很多");
    page.press(key::ENTER);
    page.wait_true("document.querySelector('.cell-editor .problem:not([hidden])')");
    page.press(key::ESCAPE);
    assert_eq!(cells(&page)[3..5], ["文化路9号", ""]);

    // A cell is copied onto the one below, and emptied.
    page.press(key::LEFT);
    page.press_with(key::CONTROL, "c");
    page.wait_text("已复制 1 行 1 列。");
    let below = row(&page, 1)[3].clone();
    page.press(key::DOWN);
    page.press_with(key::CONTROL, "v");
    page.wait_text("粘贴到清单");
    page.wait_text("有变化 1 条");
    page.tab_to("写入 1 条");
    page.press(key::ENTER);
    page.wait_text("粘贴完成");
    page.tab_to("查看清单");
    page.press(key::ENTER);
    page.wait_true("document.querySelector('table[role=grid] td.main-cell')");
    assert_eq!(row(&page, 1)[3], "文化路9号");
    page.press_with(key::CONTROL, "z");
    page.wait_text("已撤销：");
    page.wait_kept();
    assert_eq!(row(&page, 1)[3], below);
    page.tab_to(GRID);
    page.press(key::DOWN);
    (0..4).for_each(|_| page.press(key::RIGHT));
    page.press(key::DELETE);
    page.wait_text("已清空 1 格。");
    assert_eq!(cells(&page)[3], "");
    page.press_with(key::CONTROL, "z");
    page.wait_text("已撤销：");
    assert_eq!(cells(&page)[3], "文化路9号");

    // It and the next are changed at once, and that is taken back.
    page.press(key::HOME);
    page.press(key::LEFT);
    page.press(" ");
    page.press_with(key::SHIFT, key::DOWN);
    page.wait_text("已选 2 条");
    back_to(&page, "修改一项…");
    page.press(key::ENTER);
    page.tab_to("修改哪一项");
    page.press(key::TAB);
    (0..4).for_each(|_| page.press(key::DOWN));
    page.tab_to("修改这 2 条");
    page.press(key::ENTER);
    page.wait_text("已修改 2 条。");
    page.wait_kept();
    assert_eq!(cells(&page)[1], "技术");
    page.press_with(key::CONTROL, "z");
    page.wait_text("已撤销：修改 2 条资源的类别");
    assert_eq!(cells(&page)[1], "场地");
    page.tab_to(GRID);
    page.press(key::UP);

    // The history brings back what stood before the cells were changed.
    page.press(key::HOME);
    page.press(key::ENTER);
    page.wait_text("恢复到此时");
    page.tab_to("更多 2");
    page.press(key::ENTER);
    let first = "[...document.querySelectorAll('article.record button')].filter(it => it.innerText === '恢复到此时')";
    page.run(&format!("{first}.pop().focus()"), &[]);
    page.press(key::ENTER);
    page.wait_text("已恢复。");
    page.wait_kept();
    assert_eq!(cells(&page)[..4], ["四楼排练厅", "", "望江社区党委", ""]);
    page.assert_quiet();
}

#[test]
fn a_cell_that_moves_its_record_is_followed() {
    let (_site, page) = resources("moving");
    page.run("location.hash = '#/list/resource?sort=title'", &[]);
    page.wait_true("document.querySelector('th[aria-sort=ascending]')");
    page.click_css("table[role=grid] tbody tr:not(.spacer) td:nth-child(3)");
    // A letter may begin a word in pinyin: it tears nothing apart, and says what to press.
    page.press("n");
    page.wait_text("按 F2 或回车开始填写。");
    page.press(key::LEFT);
    page.press(key::F2);
    // F2 writes on behind what is there.
    page.press(key::HOME);
    page.press("龥");
    page.press(key::TAB);
    page.wait_true("document.activeElement.id === 'in-cell-category'");
    // The cursor went along to where the record stands now.
    page.wait_true("document.querySelector('[data-cell]').parentElement.innerText.includes('龥')");
    (0..3).for_each(|_| page.press(key::DOWN));
    page.press(key::ENTER);
    page.wait_kept();
    page.type_into("搜索", "龥");
    page.wait_true("document.querySelector('td.main-cell mark')");
    assert_eq!(row(&page, 0)[..2], ["龥东湖社区多功能厅", "技术"]);
    page.assert_quiet();
}

#[test]
fn on_a_phone_a_card_opens_wherever_it_is_touched() {
    let (_site, page) = resources("cards");
    page.resize(390, 844);
    page.wait_true("getComputedStyle(document.querySelector('td.main-cell')).display !== 'table-cell'");
    for place in ["td.main-cell", "td.num", ""] {
        page.click_css(&format!("table[role=grid] tbody tr:not(.spacer) {place}"));
        page.wait_true("document.querySelector('article.record')");
        page.click_text("关闭");
        page.wait_true("!document.querySelector('article.record')");
    }
    page.assert_quiet();
}

#[test]
fn rows_of_a_spreadsheet_are_pasted_looked_at_and_taken_back() {
    let (_site, page) = resources("pasted");
    let rows = (1..=500).map(|n| format!("{n}号活动室\t场地\t望江社区党委\t=HYPERLINK({n})\r\n"));
    let pasted = format!("资源名称\t资源类别\t提供单位\t地点\r\n{}", rows.collect::<String>());
    paste(&page, &pasted);
    page.wait_text("读到 500 行");
    page.click_text("预览");
    page.wait_text("新增 500 条");
    page.wait_text("以等号等开头，只作文字处理。");
    page.click_text("写入 500 条");
    page.wait_text("新增 500 条，更新 0 条。");
    page.wait_kept();
    page.go_to("list/resource");
    page.type_into("搜索", "7号活动室");
    page.wait_true("document.querySelector('td.main-cell mark')");
    assert_eq!(cells(&page)[3].chars().next(), Some('='), "it is text like any other");
    page.run("location.hash = '#/list/resource'", &[]);
    page.click_css(".back-and-forth button");
    page.wait_text("已撤销：");
    page.wait_kept();
    page.wait_true("!document.querySelector('main').innerText.includes('号活动室')");

    // Without names of columns the cells chosen take what is pasted; what does not fit is told, and nothing is written.
    page.click_css("table[role=grid] tbody tr:not(.spacer) td:nth-child(3)");
    page.wait_true("document.querySelector('[data-cell]')?.cellIndex === 2");
    let before = cells(&page);
    paste(&page, "场地\t望江社区党委\r\n没有这一类\t望江社区党委\r\n");
    page.wait_text("粘贴到清单");
    page.wait_text("有问题 1 行");
    page.click_text("不粘贴，返回清单");
    page.wait_true("document.querySelector('table[role=grid] td.main-cell')");
    assert_eq!(cells(&page), before);
    page.assert_quiet();
}

/// What the cells of the first row say.
fn cells(page: &Browser) -> Vec<String> {
    row(page, 0)
}

fn row(page: &Browser, at: usize) -> Vec<String> {
    let script = "
        const row = document.querySelectorAll('table[role=grid] tbody tr:not(.spacer)')[arguments[0]];
        return Array.from(row.querySelectorAll('td:not(.pick)'), it => it.innerText.trim())";
    let cells = page.run(script, &[json!(at)]);
    cells.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Pastes into the list what another program put on the clipboard.
fn paste(page: &Browser, text: &str) {
    let script = "
        const held = new DataTransfer();
        held.setData('text/plain', arguments[0]);
        const event = new ClipboardEvent('paste', {clipboardData: held, bubbles: true, cancelable: true});
        document.querySelector('table[role=grid]').dispatchEvent(event)";
    page.run(script, &[json!(text)]);
}
