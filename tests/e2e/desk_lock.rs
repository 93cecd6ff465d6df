//! A shared machine: the data on it are locked with a passphrase, and nothing readable of them is left in the browser's
//! files.

use crate::browser::{Browser, key};
use crate::site::{self, Site};
use std::path::Path;

const PASSPHRASE: &str = "梧桐树下 two cups";
/// Typed before the lock: shows that looking through the files finds what stands there.
const BEFORE: &str = "Canarybefore4711";
const TITLE: &str = "Canarytitle8152 轮椅金丝雀甲";
const CONTACT: &str = "Canarycontact9263 王金丝雀乙 13800009263";
const DRAFT: &str = "Canarydraft6374 未保存金丝雀丙";
const PERSON: &str = "Canaryperson5485";

/// Of each canary the part in ASCII and the part in Han characters: files keep them in different encodings.
const CANARIES: [&str; 7] = [
    "Canarytitle8152",
    "轮椅金丝雀甲",
    "Canarycontact9263",
    "王金丝雀乙",
    "Canarydraft6374",
    "未保存金丝雀丙",
    "Canaryperson5485",
];

#[test]
fn a_locked_desk_opens_by_its_passphrase_and_leaves_nothing_readable() {
    let room = site::room("desk-lock");
    let profile = room.join("profile");
    let site = Site::start(&site::dist());
    let page = Browser::launch(&profile);
    page.open(&site.address());
    page.begin_street("示例街道", "示例街道党工委");
    page.register_resource(&[("资源名称", BEFORE)]);
    drop(page);
    assert!(!found(&profile, BEFORE).is_empty(), "looking through the files finds nothing at all");

    let page = Browser::launch(&profile);
    page.open(&site.address());
    page.wait_text("工作台");
    lock_up(&page);
    unlock(&page, PASSPHRASE);
    page.go_to("settings");
    page.fill("默认填写人", PERSON);
    page.wait_kept();
    page.go_to("list/need");
    page.click_text("登记需求");
    page.fill("需求名称", TITLE);
    page.fill("联系人（不外传）", CONTACT);
    page.click_css("form.form [type=submit]");
    page.wait_kept();
    page.wait_text(TITLE);

    // A form is left half filled when the key that locks is pressed.
    page.go_to("list/need");
    page.click_text("登记需求");
    page.type_into("需求名称", DRAFT);
    page.press(key::F8);
    page.wait_text("请填写口令");
    assert!(!page.text().contains("Canary"), "something of the workspace still shows");
    page.fill("口令", "梧桐树下 two cupz");
    page.click_css("#desk-unlock");
    page.wait_text("口令不对");
    unlock(&page, PASSPHRASE);
    page.wait_text("有一份没有保存的草稿");
    page.click_text("找回草稿");
    page.wait_true(&format!(
        "Array.from(document.querySelectorAll('form.form input'), it => it.value).includes('{DRAFT}')"
    ));
    page.click_text("取消");
    page.click_text("离开");
    page.go_to("list/need");
    page.wait_text(TITLE);
    page.click_text(TITLE);
    page.wait_text(CONTACT);

    // Other tabs lock along.
    let (first, second) = (page.this_tab(), page.new_tab());
    page.switch_to(&second);
    page.open(&site.address());
    unlock(&page, PASSPHRASE);
    page.switch_to(&first);
    page.click_css("#lock-now");
    page.wait_text("请填写口令");
    page.switch_to(&second);
    page.wait_text("请填写口令");
    page.assert_quiet();
    drop(page);

    for canary in CANARIES {
        let files = found(&profile, canary);
        assert!(files.is_empty(), "{canary:?} can be read in {files:?}");
    }

    // Without the lock all of it is there, as ever.
    let page = Browser::launch(&profile);
    page.open(&site.address());
    unlock(&page, PASSPHRASE);
    page.go_to("settings");
    page.wait_true(&format!("document.querySelector('#person').value === '{PERSON}'"));
    page.click_css("#lock-off");
    page.fill("现在的口令", PASSPHRASE);
    page.click_css("#desk-lock form [type=submit]");
    page.wait_true("!document.querySelector('#lock-off') && document.querySelector('#lock-set-up')");
    page.wait_kept();
    page.go_to("list/need");
    page.wait_text(TITLE);
    page.reload();
    page.wait_text(TITLE);
    page.assert_quiet();
}

#[test]
fn a_forgotten_passphrase_leaves_the_backup_and_wiping() {
    let room = site::room("desk-lock-forgotten");
    let page = Browser::launch(&room.join("profile"));
    page.open(&site::single_file());
    page.begin_street("示例街道", "示例街道党工委");
    page.register_resource(&[("资源名称", "社区厨房")]);
    let backup = page.back_up();
    lock_up(&page);
    page.click_text("打开备份文件或其他工作区");
    page.restore(&backup);
    page.go_to("list/resource");
    page.wait_resources(&["社区厨房".to_owned()]);

    page.go_to("settings");
    page.click_css("#switch");
    page.wait_text("已锁定的工作区");
    page.click_beside("已锁定的工作区", "打开");
    page.click_text("忘了口令？");
    page.click_css("#wipe");
    page.fill("请输入“清除”两个字确认；清除后不能恢复", "清除");
    page.click_text("清除");
    page.wait_gone("已锁定的工作区");
    page.wait_text("示例街道");
    let left = "Object.keys(localStorage).filter(it => it.endsWith('/lock')).length === 0";
    page.wait_true(left);
    page.assert_quiet();
}

/// Sets the passphrase up in the settings; the page asks for it then.
fn lock_up(page: &Browser) {
    page.go_to("settings");
    page.click_css("#lock-set-up");
    page.wait_text("防不住");
    page.fill("口令", PASSPHRASE);
    page.fill("再填一次口令", PASSPHRASE);
    page.click_css("#lock-it");
    page.wait_text("请先备份，并勾选");
    page.click_css("#lock-backup-kept");
    page.click_css("#lock-it");
    page.wait_text("请填写口令");
}

fn unlock(page: &Browser, passphrase: &str) {
    page.wait_text("请填写口令");
    page.fill("口令", passphrase);
    page.click_css("#desk-unlock");
    page.wait_gone("请填写口令");
    page.wait_true("document.querySelector('.foot')");
}

/// The files below a folder that hold a text, in UTF-8 or UTF-16.
fn found(folder: &Path, text: &str) -> Vec<String> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut files = Vec::new();
    let entries = std::fs::read_dir(folder).expect("the profile is a folder");
    for path in entries.flatten().map(|it| it.path()) {
        if path.is_dir() {
            files.extend(found(&path, text));
        } else if let Ok(bytes) = std::fs::read(&path) {
            let holds = |what: &[u8]| bytes.windows(what.len()).any(|it| it == what);
            if holds(text.as_bytes()) || holds(&wide) {
                files.push(path.display().to_string());
            }
        }
    }
    files
}
