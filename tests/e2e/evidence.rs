//! What stands up to doubt: evidence about a project, files that were refused, and a backup that is tried before it is
//! needed.

use crate::browser::Browser;
use crate::site::{self, Site};
use std::path::Path;
use three_lists::domain::{Kind, RecordId};
use three_lists::exchange::{read, read_backup};
use three_lists::oplog::{Scope, SecretKey};
use three_lists::workspace::{Device, Workspace};

/// Opens the sample street in a browser of its own.
fn sample(room: &Path) -> (Site, Browser) {
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.begin_sample();
    (site, page)
}

#[test]
fn evidence_about_a_project_is_printed_and_handed_out_with_its_logs() {
    let room = site::room("evidence");
    let (_site, page) = sample(&room);
    page.go_to("list/project");
    page.click_css("table[role=grid] td.main-cell a");
    page.wait_true("document.querySelector('article.record')");
    page.click_css("article.record a[href$='/evidence']");
    page.wait_true("document.querySelector('#evidence-ops tbody tr')");
    let shown = page.count("#evidence-ops tbody tr");
    let address = page.run("return location.hash", &[]).as_str().unwrap_or_default().to_owned();
    let id = address.trim_start_matches("#/audit/").trim_end_matches("/evidence").to_owned();
    let id = RecordId::parse(&id).expect("the address names the project");
    assert_eq!(id.kind(), Some(Kind::Project));
    assert!(page.print().starts_with(b"%PDF"), "no paper");
    let saved = page.download(|| page.click_css("#save-evidence"));
    let file = read(&std::fs::read(saved).expect("it was just saved")).expect("an ordinary exchange file");
    assert!(file.logs.iter().all(|log| log.header().scope == Scope::Shared && log.header().from == 1));
    let device = Device { key: SecretKey::from_bytes([9; 32]), run: "reader01".to_owned() };
    let reader = Workspace::receive(file.workspace, file.logs, device).expect("the logs are whole").0;
    assert_eq!(reader.evidence(&id).ops.len() as u64, shown, "the file holds other changes than the page");
    page.assert_quiet();
}

#[test]
fn refused_files_are_remembered_until_their_list_is_cleared() {
    let room = site::room("refused");
    let (_site, page) = sample(&room);
    let own = page.export();
    let text = std::fs::read_to_string(&own).expect("it was just saved");
    let altered = room.join("altered.json");
    std::fs::write(&altered, text.replacen("社区", "小区", 1)).expect("the room can be written");
    let pieces = room.join("pieces.zip");
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    site::pack(&pieces, &[("half.json", half.into_bytes()), ("own.json", text.into_bytes())]);
    page.choose_exchange_file(&altered);
    page.wait_text("本机的数据没有任何改变");
    page.choose_exchange_file(&pieces);
    page.wait_text("没有传完整");
    let look = |selector: &str| {
        page.go_to("settings");
        page.click_css("a[href='#/audit']");
        page.wait_true(&format!("document.querySelector('{selector}')"));
    };
    look("#refused");
    let rows = page.run("return Array.from(document.querySelectorAll('#refused tbody tr'), it => it.innerText)", &[]);
    let rows = rows.as_array().cloned().unwrap_or_default();
    let has = |at: usize, words: &[&str]| {
        let row = rows[at].as_str().unwrap_or_default();
        words.iter().for_each(|it| assert!(row.contains(it), "{it} is not in {row}"));
    };
    assert_eq!(rows.len(), 2);
    has(0, &["half.json", "没有传完整", "示例街道党工委"]);
    has(1, &["altered.json", "内容被改动过", "示例街道党工委"]);
    page.reload();
    page.wait_started();
    look("#refused");
    page.click_css("#clear-refused");
    page.click_css("dialog[open] .btn-main");
    page.wait_text("本机没有拒收过文件");
    page.assert_quiet();
}

#[test]
fn a_backup_is_tried_and_goes_straight_into_a_folder() {
    let room = site::room("backup-tried");
    let (_site, page) = sample(&room);
    let backup = page.back_up();
    page.upload("#drill-file", &[&backup]);
    page.wait_text("这份备份可以恢复");
    page.wait_text("与本机完全相同");
    page.register_resource(&[("资源名称", "社区厨房")]);
    page.go_to("settings");
    page.upload("#drill-file", &[&backup]);
    page.wait_text("本机有、备份里没有的变更 1 处");
    let text = std::fs::read_to_string(&backup).expect("it was just saved");
    let altered = room.join("altered.json");
    std::fs::write(&altered, text.replacen("社区", "小区", 1)).expect("the room can be written");
    page.upload("#drill-file", &[&altered]);
    page.wait_true("document.querySelector('#cannot-restore')");

    // The browser's own folder stands in for one that a person picks; its handle is as real.
    page.run("window.showDirectoryPicker = () => navigator.storage.getDirectory(); return true", &[]);
    page.go_to("exchange");
    page.go_to("settings");
    page.click_css("#choose-folder");
    page.click_css("#into-folder");
    page.wait_true("document.querySelector('#folder-done')");
    page.wait_gone("备份后已有");
    let written = page.do_in_page(
        "const folder = await navigator.storage.getDirectory();
         for await (const [name, file] of folder.entries())
           if (file.kind === 'file' && name.endsWith('.json')) return await (await file.getFile()).text();
         return ''",
    );
    let written = written.as_str().unwrap_or_default().to_owned();
    let read = read_backup(written.as_bytes()).expect("a backup stands in the folder");
    assert_eq!(read.file.title, "示例街道");
    page.assert_quiet();
}
