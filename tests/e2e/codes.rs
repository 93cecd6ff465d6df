//! Small files that go as codes from one screen to another machine: over pictures, and over a camera.

use crate::browser::{Browser, key};
use crate::site::{self, Site};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use three_lists::exchange::qr;

const ROOM: &str = "党群活动中心会议室";
const COMMUNITY: &str = "东湖社区";

#[test]
fn an_office_joins_and_is_let_in_over_pictures_of_codes() {
    let (street, community) = (site::room("codes-street"), site::room("codes-community"));
    let site = Site::start(&site::dist());
    let a = Browser::launch(&street.join("profile"));
    let b = Browser::launch(&community.join("profile"));
    a.open(&site.address());
    b.open(&site.address());
    a.begin_street("示例街道", "示例街道党工委");
    // Characters that pack badly, so that the file takes more than a code or two.
    let long: String = (0..400).filter_map(|n| char::from_u32(0x4e00 + n * 7919 % 20000)).collect();
    a.register_resource(&[("资源名称", ROOM), ("地点", "文化路12号"), ("资源内容", &long)]);
    b.wait_started();

    // Out of order, one twice, and one picture without a code among them.
    a.go_to("exchange");
    a.wait_text("还没有导出过");
    let mut pictures = pictures_of_codes(&a, "#export-codes", &street.join("whole"));
    assert!(pictures.len() > 2, "the file should take some codes, not {}", pictures.len());
    a.wait_gone("还没有导出过");
    pictures.reverse();
    let first = pictures.pop().expect("there are some");
    let empty = street.join("empty.png");
    std::fs::write(&empty, a.picture()).expect("the room can be written");
    pictures.push(pictures[0].clone());
    pictures.push(empty);
    b.click_css("#read-codes");
    upload(&b, &pictures);
    b.wait_text("empty.png 图片里没有找到二维码");
    b.wait_text("这一张已经读过了");
    b.wait_text("还缺第 1 张，请对方再显示");
    assert_eq!(b.count("#join"), 0, "a part of the file was taken for the whole");
    upload(&b, &[first]);
    b.answer_join(COMMUNITY, "社区");
    b.go_to("list/resource");
    b.wait_resources(&[ROOM.to_owned()]);

    // What joining takes goes back the same way, and so does the answer to it.
    a.register_resource(&[("资源名称", "小篮球场")]);
    b.go_to("machines");
    let pictures = pictures_of_codes(&b, "#join-codes", &community.join("join"));
    drop_what_is_no_picture(&a);
    read_in(&a, &pictures);
    let pictures = pictures_of_codes(&a, "#answer-codes", &street.join("first-answer"));
    read_in(&b, &pictures);
    a.let_in();
    a.go_to("exchange");
    a.click_css("#receivers input");
    a.wait_true("document.querySelector('#extent-new').checked");
    read_in(&b, &pictures_of_codes(&a, "#export-codes", &street.join("new")));
    b.go_to("list/resource");
    b.wait_resources(&[ROOM.to_owned(), "小篮球场".to_owned()]);
    b.go_to("machines");
    b.wait_gone("本机等待街道核准");
    assert_eq!(a.state_code(), b.state_code(), "the codes brought other contents");
    for office in [&a, &b] {
        office.assert_quiet();
        office.assert_asked_only(&site.address());
    }
}

#[test]
fn an_office_joins_over_a_camera() {
    let (street, community) = (site::room("camera-street"), site::room("camera-community"));
    let site = Site::start(&site::dist());
    let a = Browser::launch(&street.join("profile"));
    a.open(&site.address());
    a.begin_street("示例街道", "示例街道党工委");
    let file = std::fs::read(a.export()).expect("it was just saved");
    let film = community.join("codes.y4m");
    film_of(&qr::cut(&file).expect("it is small"), &film);
    let seen = format!("--use-file-for-fake-video-capture={}", film.display());
    let flags = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", &seen];
    let b = Browser::launch_with(&community.join("profile"), &flags);
    b.open(&site.address());
    b.wait_started();
    let watch = "
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        window.opened = [];
        navigator.mediaDevices.getUserMedia = wishes => open(wishes).then(it => { window.opened.push(it); return it; });
    ";
    b.run(watch, &[]);
    // A card that is closed leaves no camera on.
    b.click_css("#read-codes");
    b.click_css("#camera");
    b.wait_true("document.querySelector('.codes-camera').videoWidth > 0");
    assert_eq!(b.run("return window.opened.map(it => it.active)", &[]), json!([true]));
    b.press(key::ESCAPE);
    b.wait_true("!document.querySelector('#codes-read') && !window.opened.some(it => it.active)");
    // Nor does one that read all.
    b.click_css("#read-codes");
    b.click_css("#camera");
    b.answer_join(COMMUNITY, "社区");
    assert_eq!(b.run("return window.opened.map(it => it.active)", &[]), json!([false, false]));
    b.assert_quiet();
}

#[test]
fn codes_change_by_key_and_by_themselves_where_that_is_wanted() {
    let room = site::room("codes-turning");
    let page = Browser::launch(&room.join("profile"));
    let asks = |motion: &str| {
        let features = json!([{"name": "prefers-reduced-motion", "value": motion}]);
        page.devtools("Emulation.setEmulatedMedia", json!({"features": features}));
    };
    asks("no-preference");
    page.open(&site::single_file());
    page.begin_street("示例街道", "示例街道党工委");
    page.go_to("exchange");
    page.click_css("#export-codes");
    let at =
        |n: usize| page.wait_true(&format!("document.querySelector('#codes-place').innerText.startsWith('第 {n} 张')"));
    at(2);
    page.click_text("停下");
    page.press(key::HOME);
    at(1);
    page.press(key::RIGHT);
    at(2);
    page.press(key::LEFT);
    page.press(key::LEFT);
    let of = page.run("return Number(document.querySelector('#codes-place').innerText.match(/共 (\\d+)/)[1])", &[]);
    at(of.as_u64().expect("a number") as usize);
    page.press(key::ESCAPE);
    page.wait_true("!document.querySelector('#codes') && document.activeElement.id === 'export-codes'");

    asks("reduce");
    page.click_css("#export-codes");
    at(1);
    page.wait_true("document.querySelector('#codes-turning').innerText === '自动换张'");
    page.click_css("#codes-turning");
    at(2);
    page.click_text("关闭");
    // A file that is too large says what to do instead.
    page.go_to("settings");
    page.click_css("#switch");
    page.begin_sample();
    page.go_to("exchange");
    page.click_css("#lock");
    page.fill("口令", "三棵槐树下的石桌");
    page.click_css("#export-codes");
    page.wait_text("二维码放不下");
    page.press(key::ESCAPE);
    page.wait_true("!document.querySelector('#codes')");
    page.assert_quiet();
}

#[test]
fn where_there_is_no_camera_pictures_are_asked_for() {
    let room = site::room("codes-no-camera");
    let site = Site::start(&site::dist());
    let page = Browser::launch_with(&room.join("profile"), &["--host-resolver-rules=MAP street.test 127.0.0.1"]);
    page.open(&site.address());
    page.click_css("#read-codes");
    page.click_css("#camera");
    page.wait_text("摄像头打不开");
    page.wait_true("document.activeElement.id === 'camera'");
    // Browsers let no page have a camera that came from another machine by plain http.
    page.open(&site.address().replace("127.0.0.1", "street.test"));
    page.click_css("#read-codes");
    page.wait_text("浏览器不允许使用摄像头");
    assert_eq!((page.count("#camera"), page.count("#codes-pictures")), (0, 1));
}

/// Shows a file as codes and takes a picture of the whole screen with each, in their order; then closes them.
fn pictures_of_codes(page: &Browser, button: &str, room: &Path) -> Vec<PathBuf> {
    std::fs::create_dir_all(room).expect("the room can be written");
    page.click_css(button);
    page.wait_true("document.querySelector('#codes .code-picture')");
    page.press(key::HOME);
    let place = "const it = document.querySelector('#codes-place').innerText.match(/(\\d+)\\D+(\\d+)/); return [Number(it[1]), Number(it[2])]";
    let mut pictures = Vec::new();
    loop {
        let number = pictures.len() + 1;
        let drawn =
            format!("document.querySelector('.code-picture').getAttribute('aria-label').includes('第 {number} 张')");
        page.wait_true(&format!("{drawn} && new Promise(requestAnimationFrame).then(() => true)"));
        let picture = room.join(format!("{number}.png"));
        std::fs::write(&picture, page.picture()).expect("the room can be written");
        pictures.push(picture);
        let at = page.run(place, &[]);
        if at[0] == at[1] {
            break;
        }
        page.press(key::RIGHT);
    }
    page.press(key::ESCAPE);
    page.wait_true("!document.querySelector('#codes')");
    pictures
}

/// Takes in on the exchange page what pictures of codes hold.
fn read_in(page: &Browser, pictures: &[PathBuf]) {
    page.go_to_exchange();
    page.click_css("#read-codes");
    upload(page, pictures);
    page.click_css("#merge");
    page.wait_text("已导入：");
    page.wait_kept();
}

/// Drops a file onto the open reader, which lies over a place that takes files of other kinds.
fn drop_what_is_no_picture(page: &Browser) {
    page.go_to_exchange();
    page.click_css("#read-codes");
    page.wait_true("document.querySelector('#codes-read[open]')");
    let drop = "
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['{}'], 'list.json'));
        const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
        document.querySelector('.codes-sources').dispatchEvent(event);
        return event.defaultPrevented;
    ";
    assert_eq!(page.run(drop, &[]), json!(true), "the browser would open the file instead");
    page.wait_text("list.json 图片打不开");
    page.press(key::ESCAPE);
    page.wait_true("!document.querySelector('#codes-read') && document.activeElement.id === 'read-codes'");
    assert_eq!(page.count(".notice-bad"), 0, "the file was taken in as well");
}

fn upload(page: &Browser, pictures: &[PathBuf]) {
    page.wait_true("document.querySelector('#codes-pictures')");
    page.upload("#codes-pictures", &pictures.iter().map(PathBuf::as_path).collect::<Vec<_>>());
}

/// Writes a film of codes, each standing for a second: grey, 640 by 480, uncompressed.
fn film_of(parts: &[String], to: &Path) {
    const SIDE: usize = 4;
    let mut film = b"YUV4MPEG2 W640 H480 F5:1 Ip A1:1 C420jpeg\n".to_vec();
    for part in parts {
        let code = qr::draw(part).expect("a part fits");
        let (left, top) = ((640 - code.size() * SIDE) / 2, (480 - code.size() * SIDE) / 2);
        let mut frame = b"FRAME\n".to_vec();
        for y in 0..480 {
            for x in 0..640 {
                let within = x >= left && y >= top;
                let dark = within && code.is_dark((x - left) / SIDE, (y - top) / SIDE);
                frame.push(if dark { 20 } else { 230 });
            }
        }
        frame.resize(frame.len() + 640 * 480 / 2, 128);
        (0..5).for_each(|_| film.extend_from_slice(&frame));
    }
    let mut file = std::fs::File::create(to).expect("the room can be written");
    file.write_all(&film).expect("space");
}
