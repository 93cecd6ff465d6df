//! The browser's store goes missing behind the app's back: what is left elsewhere brings everything back, and where
//! nothing is left the page asks for the backup instead of showing an empty list.

use crate::browser::Browser;
use crate::site::{self, Site};
use std::path::Path;

const LOSE_DATABASES: &str = "
    const all = await indexedDB.databases();
    const gone = name => new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
        request.onblocked = () => reject(new Error('blocked: ' + name));
    });
    const lost = all.map(it => it.name).filter(name => name.startsWith('three-lists-'));
    for (const name of lost) await gone(name);
    return lost.length;
";

const LOSE_MIRROR: &str = "
    if (!navigator.storage || !navigator.storage.getDirectory || location.protocol === 'file:') return;
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) await root.removeEntry(name, {recursive: true});
";

const LOSE_JOURNAL: &str = "
    Object.keys(localStorage).filter(it => /^three-lists\\/[^/]+\\/journal\\//.test(it)).forEach(it => localStorage.removeItem(it));
";

/// The sentinel goes too: only the list of workspaces still says that something was here.
const LOSE_SENTINEL: &str = "
    Object.keys(localStorage).filter(it => /^three-lists\\/[^/]+\\//.test(it) && !it.includes('/preferences/')).forEach(it => localStorage.removeItem(it));
";

#[test]
fn lost_database_comes_back_from_the_other_stores() {
    let site = Site::start(&site::dist());
    lose_the_database("lost-database", &site.address());
}

#[test]
fn lost_database_comes_back_in_the_single_file() {
    lose_the_database("lost-database-single", &site::single_file());
}

fn lose_the_database(room: &str, address: &str) {
    let room = site::room(room);
    let (page, titles, _) = filled(&room, address);
    assert!(page.do_in_page(LOSE_DATABASES).as_u64() > Some(0), "there was no database to lose");
    page.reload();
    page.wait_started();
    page.wait_resources(&titles);
    page.wait_text("已自动找回");
    page.register_resource(&[("资源名称", "找回之后登记的")]);
    drop(page);

    let page = Browser::launch(&room.join("profile"));
    page.open(address);
    page.wait_text("工作台");
    page.go_to("list/resource");
    page.wait_resources(&[titles, vec!["找回之后登记的".to_owned()]].concat());
    page.assert_quiet();
}

#[test]
fn page_asks_for_the_backup_when_nothing_else_is_left() {
    let site = Site::start(&site::dist());
    lose_everything("lost-all", &site.address(), LOSE_JOURNAL);
}

#[test]
fn page_asks_for_the_backup_when_only_the_list_of_workspaces_is_left() {
    lose_everything("lost-sentinel", &site::single_file(), LOSE_SENTINEL);
}

fn lose_everything(room: &str, address: &str, also: &str) {
    let room = site::room(room);
    let (page, titles, backup) = filled(&room, address);
    page.do_in_page(LOSE_DATABASES);
    page.do_in_page(LOSE_MIRROR);
    page.do_in_page(also);
    page.reload();
    page.wait_started();
    page.wait_text("请打开最近一次的备份文件");
    assert!(!page.text().contains("还没有资源"), "an empty list shows as if it were true: {}", page.text());
    assert_eq!(page.count("table"), 0, "a list shows though its data are gone: {}", page.text());

    page.restore(&backup);
    page.go_to("list/resource");
    page.wait_resources(&titles);
    page.register_resource(&[("资源名称", "恢复之后登记的")]);
    page.reload();
    page.wait_resources(&[titles, vec!["恢复之后登记的".to_owned()]].concat());
    page.assert_quiet();
}

/// A street with a few resources, their list open, and a backup of it.
fn filled(room: &Path, address: &str) -> (Browser, Vec<String>, std::path::PathBuf) {
    let page = Browser::launch(&room.join("profile"));
    page.open(address);
    page.begin_street("示例街道", "示例街道党工委");
    let titles: Vec<String> = (1..=3).map(|it| format!("活动室{it}")).collect();
    for title in &titles {
        page.register_resource(&[("资源名称", title)]);
    }
    let backup = page.back_up();
    page.go_to("list/resource");
    page.wait_resources(&titles);
    (page, titles, backup)
}

/// Puts the key into the form of versions that stored its secret half alone.
const OLD_KEY: &str = "
    const name = Object.keys(localStorage).find(it => /^three-lists\\/[^/]+\\/local$/.test(it));
    const kept = JSON.parse(localStorage.getItem(name));
    kept.values.device_key = kept.values.device_key.split('.')[0];
    localStorage.setItem(name, JSON.stringify(kept));
    return kept.values.device_key.length;
";

#[test]
fn machine_stays_who_it_was_when_its_key_is_of_an_older_form() {
    let room = site::room("old-key");
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.begin_street("示例街道", "示例街道党工委");
    page.go_to("settings");
    page.wait_text("电脑编号");
    let code = |page: &Browser| page.text().split("电脑编号").nth(1).map(|it| it.trim()[..8].to_owned());
    let before = code(&page);
    assert_eq!(page.run(OLD_KEY, &[]), 43);
    page.reload();
    page.wait_text("电脑编号");
    assert_eq!(code(&page), before);
    page.wait_true("Object.values(localStorage).some(it => /\"device_key\":\"[^\"]{43}\\.[^\"]{43}\"/.test(it))");
}
