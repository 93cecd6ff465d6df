//! How the app opens: served, offline, as one file, after an update, and where it cannot.

use crate::browser::Browser;
use crate::site::{self, Site};
use serde_json::Value;

/// The worker's program says that it is loaded with its first message.
const OFFICE_STARTS: &str = "new Promise((resolve, reject) => {
    const worker = new Worker(threeLists.officeUrl());
    worker.onmessage = () => { worker.terminate(); resolve(true); };
    worker.onerror = event => reject(new Error(event.message));
})";

const KEPT_OFFLINE: &str = "navigator.serviceWorker.ready.then(it => it.active.state === 'activated')";

#[test]
fn served_page_opens_again_with_the_server_stopped() {
    let room = site::room("served");
    let mut site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.begin_street("示例街道", "示例街道党工委");
    page.register_resource(&[("资源名称", "社区厨房")]);
    page.wait_true(OFFICE_STARTS);
    page.wait_true(KEPT_OFFLINE);
    page.assert_quiet();
    let here = site.address();
    let origin = &here[..here.find("/street").expect("sites have a prefix")];
    page.assert_asked_only(origin);

    site.stop();
    page.open(&here);
    page.wait_started();
    assert_eq!(page.count("#trouble"), 0, "{}", page.text());
    page.wait_true(OFFICE_STARTS);
    page.register_resource(&[("资源名称", "断网时登记的")]);
    drop(page);

    let page = Browser::launch(&room.join("profile"));
    page.open(&here);
    page.wait_started();
    assert_eq!(page.count("#trouble"), 0, "{}", page.text());
    page.go_to("list/resource");
    page.wait_resources(&["社区厨房".to_owned(), "断网时登记的".to_owned()]);
    page.resize(390, 844);
    page.screenshot(&room.join("phone.png"));
}

#[test]
fn new_version_waits_until_the_person_agrees() {
    let room = site::room("update");
    let folder = room.join("dist");
    site::copy_dist(&folder);
    let site = Site::start(&folder);
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.wait_started();
    page.wait_true(KEPT_OFFLINE);

    let edit = |name: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(folder.join(name)).expect("dist holds it");
        assert!(text.contains(from), "{name} no longer holds {from}");
        std::fs::write(folder.join(name), text.replacen(from, to, 1)).expect("the room can be written");
    };
    edit("index.html", "<html lang=\"zh-CN\">", "<html lang=\"zh-CN\" data-next>");
    edit("sw.js", "VERSION = \"", "VERSION = \"next");
    page.reload();
    page.wait_true("threeLists.updateWaiting()");
    assert_eq!(page.count("html[data-next]"), 0, "the new version took over unasked");
    page.reload();
    page.wait_true("threeLists.updateWaiting()");
    assert_eq!(page.count("html[data-next]"), 0, "the new version took over at a reload");

    page.wait_text("有新版本可用");
    page.click_text("换用新版本");
    page.wait_true("document.documentElement.hasAttribute('data-next')");
    page.wait_started();
    page.assert_quiet();
}

#[test]
fn single_file_opens_by_double_click() {
    let room = site::room("single");
    let page = Browser::launch(&room.join("profile"));
    page.open(&site::single_file());
    page.wait_started();
    page.wait_true(OFFICE_STARTS);
    page.assert_quiet();
    assert_eq!(page.count("#trouble"), 0, "{}", page.text());
    page.assert_asked_only("file:");
    page.screenshot(&room.join("desk.png"));
}

#[test]
fn missing_webassembly_is_explained() {
    let room = site::room("jitless");
    let page = Browser::launch_with(&room.join("profile"), &["--js-flags=--jitless"]);
    page.open(&site::single_file());
    page.wait_text("这个浏览器打不开三张清单");
    page.wait_text("WebAssembly");
}

#[test]
fn incomplete_program_is_explained() {
    let room = site::room("incomplete");
    let folder = room.join("dist");
    site::copy_dist(&folder);
    let broken = Site::start(&folder);
    let page = Browser::launch(&room.join("profile"));
    for name in ["app_bg.wasm", "app.js"] {
        std::fs::remove_file(folder.join(name)).expect("dist holds it");
        page.open(&broken.address());
        page.wait_text("三张清单没有打开");
    }
    let cut = std::fs::read_to_string(folder.join("three-lists.html")).expect("dist holds it");
    let cut = &cut[..cut.find("three-lists-app-wasm").expect("the file holds the program")];
    std::fs::write(folder.join("three-lists.html"), cut).expect("the room can be written");
    page.open(&format!("file://{}", folder.join("three-lists.html").display()));
    page.wait_text("请重新拷贝一份");
}

#[test]
fn part_that_does_not_arrive_is_told_and_asked_for_again() {
    let room = site::room("parts");
    let folder = room.join("dist");
    site::copy_dist(&folder);
    let (part, aside) = (folder.join("app_split_desk.wasm"), folder.join("aside"));
    std::fs::rename(&part, &aside).expect("dist holds it");
    let site = Site::start(&folder);
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.wait_started();
    page.fill("街道名称", "示例街道");
    page.click_css("form.card [type=submit]");
    page.wait_text("没有载入完整");
    assert_eq!(page.count("#trouble"), 0, "{}", page.text());
    std::fs::rename(&aside, &part).expect("the room can be written");
    page.click_css("form.card [type=submit]");
    page.wait_true("document.querySelector('.foot .saved')");
    page.go_to("exchange");
    page.wait_true("document.querySelector('main h1')?.textContent.includes('数据交换')");
}

#[test]
fn raw_data_can_be_saved_after_a_panic() {
    let room = site::room("panic");
    let page = Browser::launch(&room.join("profile"));
    page.open(&site::single_file());
    page.wait_started();
    page.run(
        "localStorage.setItem('three-lists:kept', '登记');
         return new Promise((resolve, reject) => {
             const opening = indexedDB.open('three-lists-probe', 1);
             opening.onupgradeneeded = () => opening.result.createObjectStore('rows').put(new Uint8Array([1, 2, 255]), 'first');
             opening.onsuccess = () => { opening.result.close(); resolve(); };
             opening.onerror = () => reject(opening.error);
         })",
        &[],
    );
    page.run("threeLists.panicked('invented')", &[]);
    page.wait_text("已保存的内容没有丢");
    let file = page.download(|| page.click_text("保存原始数据 Save the raw data"));
    let raw: Value = serde_json::from_slice(&std::fs::read(file).expect("it was just saved")).expect("it is JSON");
    assert_eq!(raw["localStorage"]["three-lists:kept"], "登记");
    assert_eq!(raw["indexedDB"]["three-lists-probe"]["stores"]["rows"][0][1]["$bytes"], "AQL/");
    assert_eq!(raw["failed"], Value::Array(Vec::new()));

    page.click_text("重新打开 Open again");
    page.wait_true("!document.getElementById('trouble')");
    page.wait_started();
}

#[test]
fn killed_browser_opens_again_on_the_same_profile() {
    let room = site::room("killed");
    for _ in 0..2 {
        let page = Browser::launch(&room.join("profile"));
        page.open(&site::single_file());
        page.wait_started();
        page.kill();
    }
}
