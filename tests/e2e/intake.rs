//! A folder of files is taken in, taken back with one click, and taken in again.

use std::path::Path;

use serde_json::json;

use crate::browser::Browser;
use crate::site::{self, Site};

const ROOM: &str = "党群活动中心会议室";

/// Drops a folder as a person does.
fn drop_onto(page: &Browser, selector: &str, folder: &Path) {
    page.wait_true(&format!("document.querySelector('{selector}')"));
    let middle = "const it = document.querySelector(arguments[0]).getBoundingClientRect(); \
                  return [it.x + it.width / 2, it.y + it.height / 2]";
    let middle = page.run(middle, &[json!(selector)]);
    for step in ["dragEnter", "dragOver", "drop"] {
        let data = json!({"items": [], "files": [folder.display().to_string()], "dragOperationsMask": 1});
        page.devtools("Input.dispatchDragEvent", json!({"type": step, "x": middle[0], "y": middle[1], "data": data}));
    }
}

#[test]
fn an_intake_is_taken_back_with_one_click_and_stays_so() {
    let (street, community) = (site::room("intake-street"), site::room("intake-community"));
    let site = Site::start(&site::dist());
    let (a, b) = (Browser::launch(&street.join("profile")), Browser::launch(&community.join("profile")));
    a.open(&site.address());
    b.open(&site.address());
    a.begin_street("示例街道", "示例街道党工委");
    a.register_resource(&[("资源名称", ROOM), ("地点", "文化路12号")]);
    b.wait_started();
    b.join_street(&a.export());
    let before = b.state_code();

    // As it lies on a stick: the file in a folder, with papers that are none of ours.
    a.open_resource(ROOM);
    a.change(&[("地点", "文化路14号")]);
    let stick = street.join("stick");
    std::fs::create_dir_all(stick.join("七月")).expect("a folder");
    std::fs::copy(a.export(), stick.join("七月/街道.json")).expect("a copy");
    for other in ["通知.txt", "七月/照片.jpg"] {
        std::fs::write(stick.join(other), "x").expect("a file");
    }
    b.go_to("exchange");
    b.upload("#take-in-folder", &[&stick]);
    b.wait_text("文件夹里另有 2 个其他文件");
    b.click_css("#merge");
    b.wait_text("已导入：");
    b.wait_kept();
    let after = b.state_code();
    assert_ne!(after, before);

    // Another tab shows what this one does.
    let (writer, follower) = (b.this_tab(), b.new_tab());
    b.switch_to(&follower);
    b.open(&site.address());
    b.wait_started();
    assert_eq!(b.state_code(), after);
    b.switch_to(&writer);
    b.click_css("#undo-intake");
    b.wait_text("已撤销");
    b.wait_kept();
    b.switch_to(&follower);
    b.wait("the other tab to follow", || (b.state_code() == before).then_some(()));
    b.open("about:blank");
    b.switch_to(&writer);
    assert_eq!(b.state_code(), before, "something of it is left");
    assert_eq!(b.count("#undo-intake"), 0, "what was undone is offered again");
    b.reload();
    b.wait_started();
    assert_eq!(b.state_code(), before, "what was undone came back");

    b.go_to("exchange");
    drop_onto(&b, ".drop", &stick);
    b.wait_text("文件夹里另有 2 个其他文件");
    b.click_css("#merge");
    b.wait_text("已导入：");
    b.wait_kept();
    assert_eq!(b.state_code(), after);
    b.reload();
    b.wait_started();
    assert_eq!(b.state_code(), after);

    // What is written on top of it keeps it.
    b.go_to("exchange");
    b.wait_true("document.querySelector('#undo-intake')");
    b.open_resource(ROOM);
    b.change(&[("备注", "钥匙在门卫处")]);
    b.go_to("exchange");
    b.wait_text("导入之后本机又填写过内容，不能再撤销");
    assert_eq!(b.count("#undo-intake"), 0);
    b.assert_quiet();
}
