//! The harness itself, on a page of its own: what every journey relies on, proved apart from the app.

use crate::browser::Browser;
use crate::site;

const PAGE: &str = r#"<!doctype html><meta charset="utf-8"><title>harness</title>
<label>名称 <input id="name"></label>
<label for="kind">类别</label><select id="kind"><option value="a">场地<option value="b">人才</select>
<label>日期 <input type="date"></label>
<label>文件 <input type="file" hidden multiple></label>
<button type="button" hidden>保存</button><button type="button" id="save">保存</button><a href="data:text/plain,x" download="x.txt">下载</a>
<p id="out">未保存</p>
<script>
  document.getElementById('save').onclick = () => setTimeout(() => {
    const values = Array.from(document.querySelectorAll('input:not([type=file]), select'), it => it.value);
    const files = Array.from(document.querySelector('[type=file]').files, it => it.name);
    document.getElementById('out').textContent = '已保存 ' + values.concat(files).join('|');
  }, 200);
</script>"#;

#[test]
fn forms_files_and_tabs_can_be_worked_by_their_labels() {
    let room = site::room("harness");
    let file = room.join("page.html");
    std::fs::write(&file, PAGE).expect("the room can be written");
    let page = Browser::launch(&room.join("profile"));
    let address = format!("file://{}", file.display());
    page.open(&address);
    page.fill("名称", "书法");
    page.type_into("名称", "课");
    page.fill("类别", "人才");
    page.fill("日期", "2026-11-22");
    page.upload("input[type=file]", &[&file]);
    page.click_text("保存");
    page.wait_text("已保存 书法课|b|2026-11-22|page.html");
    page.wait_gone("未保存");
    assert_eq!(page.value_of("名称"), "书法课");
    let saved = page.download(|| page.click_text("下载"));
    assert_eq!(saved.file_name().and_then(|it| it.to_str()), Some("x.txt"));
    let tab = page.new_tab();
    page.switch_to(&tab);
    page.open(&address);
    page.click_css("#save");
    page.wait_text("已保存");
}
