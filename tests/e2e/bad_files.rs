//! Files that must not go in: each is refused in words of its own, and nothing here changes.

use crate::browser::Browser;
use crate::site;
use std::path::Path;

#[test]
fn bad_exchange_file_is_refused_in_its_own_words_and_changes_nothing() {
    let room = site::room("bad-files");
    let page = Browser::launch(&room.join("profile"));
    page.open(&site::single_file());
    page.begin_street("示例街道", "示例街道党工委");
    page.register_resource(&[("资源名称", "社区厨房")]);
    let own = page.export();
    let text = std::fs::read_to_string(&own).expect("it was just saved");
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    let altered = text.replacen("社区厨房", "社区食堂", 1);
    assert_ne!(altered, text, "the file does not hold what was registered");
    let newer = text.replacen("\"version\":1", "\"version\":99", 1).replacen("\"version\": 1", "\"version\": 99", 1);
    let twice = text.replacen('{', "{\"format\":\"three-lists\",", 1);
    let nest = format!("\"set\":{{\"x\":{}{},", "[".repeat(5_000), "]".repeat(5_000));
    let deep = text.replacen("\"set\":{", &nest, 1);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/exchange/v1.json");
    let foreign = std::fs::read_to_string(golden).expect("the golden file is kept for ever");
    let before = page.state_code();
    let cases: [(&str, &str, &str); 9] = [
        ("empty", "", "文件是空的"),
        ("words", "这是一段话", "这不是交换文件"),
        ("half", &half, "文件没有传完整"),
        ("altered", &altered, "文件内容被改动过"),
        ("foreign", &foreign, "与本机的工作区不是同一个"),
        ("newer", &newer, "文件由更新版本生成"),
        ("twice", &twice, "同一项写了两遍"),
        ("deep", &deep, "文件的结构不正常"),
        ("other", "{\"name\": \"three-lists\", \"lockfileVersion\": 3}", "这是别的程序的文件"),
    ];
    for (name, content, words) in cases {
        let file = room.join(format!("{name}.json"));
        std::fs::write(&file, content).expect("the room can be written");
        page.choose_exchange_file(&file);
        page.wait_text(words);
        page.wait_text("本机的数据没有任何改变");
        assert_eq!(page.state_code(), before, "{name} changed something");
        assert_eq!(page.count("#merge"), 0, "{name} is offered all the same");
        // A fresh page, so that the next file's words are its own.
        page.go_to("settings");
    }
    page.choose_exchange_file(&own);
    page.wait_text("本机都已经有了");
    assert_eq!(page.count("#merge"), 0, "a file without anything new is offered");
    assert_eq!(page.state_code(), before, "a file without anything new changed something");
    page.assert_quiet();
}
