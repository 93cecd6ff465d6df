//! Two offices that never meet but by files: one founds, one joins, both edit, both end with the same contents.

use crate::browser::Browser;
use crate::site::{self, Site};
use std::path::Path;

fn found(page: &Browser, address: &str) {
    page.open(address);
    page.wait_started();
    page.fill("街道名称", "示例街道");
    page.fill("街道党工委名称", "街道党工委");
    page.click_text("建立工作区");
    page.wait_text("已保存在本机");
}

fn join(page: &Browser, address: &str, file: &Path, office: &str) {
    page.open(address);
    page.wait_started();
    page.upload("#open-file", &[file]);
    page.wait_text("加入这个工作区");
    page.fill("本机代表的单位", "名单里没有我们单位");
    page.fill("单位名称", office);
    page.click_css("#join");
    page.wait_text("已保存在本机");
}

fn visit(page: &Browser, address: &str, place: &str) {
    page.open(&format!("{address}{place}"));
    page.wait_text("已保存在本机");
}

/// Changes the title of the one need there is.
fn retitle(page: &Browser, address: &str, from: &str, to: &str) {
    visit(page, address, "#/list/need");
    page.click_text(from);
    page.click_text("修改");
    page.fill("需求名称", to);
    page.click_text("保存");
    page.wait_text(to);
    page.wait_text("已保存在本机");
}

fn take_in(page: &Browser, address: &str, file: &Path) {
    visit(page, address, "#/exchange");
    page.upload("#take-in-file", &[file]);
    page.wait_text("导入前请过目");
    page.click_css("#merge");
    page.wait_text("已导入：");
}

fn code(page: &Browser) -> String {
    let code = page.run("return document.querySelector('#state-code').innerText", &[]);
    code.as_str().unwrap_or_default().to_owned()
}

#[test]
fn one_file_each_way_brings_two_offices_to_the_same_contents_and_a_visible_conflict() {
    let room = site::room("offices");
    let site = Site::start(&site::dist());
    let here = site.address();
    let street = Browser::launch(&room.join("street"));
    let community = Browser::launch(&room.join("community"));

    found(&street, &here);
    visit(&street, &here, "#/list/need/new");
    street.fill("需求名称", "更换燃气软管");
    street.click_text("保存");
    street.wait_text("已保存在本机");
    visit(&street, &here, "#/exchange");
    let whole = street.download(|| street.click_css("#export"));
    join(&community, &here, &whole, "东湖社区");

    retitle(&street, &here, "更换燃气软管", "更换老旧软管");
    retitle(&community, &here, "更换燃气软管", "更换独居老人家的软管");

    visit(&community, &here, "#/exchange");
    community.click_text("只导出新修改");
    let news = community.download(|| community.click_css("#export"));
    take_in(&street, &here, &news);
    let answer = street.download(|| street.click_css("#answer"));
    take_in(&community, &here, &answer);

    assert_eq!(code(&street), code(&community));
    for page in [&street, &community] {
        visit(page, &here, "#/conflicts");
        page.wait_text("需求名称");
        page.assert_quiet();
    }
}

#[test]
fn a_backup_brings_a_removed_workspace_back() {
    let room = site::room("backup");
    let site = Site::start(&site::dist());
    let here = site.address();
    let page = Browser::launch(&room.join("profile"));
    found(&page, &here);
    visit(&page, &here, "#/exchange");
    let before = code(&page);
    visit(&page, &here, "#/settings");
    let backup = page.download(|| page.click_text("立即备份"));
    page.click_css("#remove");
    page.fill("请输入“示例街道”确认", "示例街道");
    page.click_text("清除");
    page.wait_text("打开收到的文件");
    page.upload("#open-file", &[&backup]);
    page.wait_text("这是备份文件");
    page.click_css("#restore");
    page.wait_text("已保存在本机");
    visit(&page, &here, "#/exchange");
    assert_eq!(code(&page), before);
    page.assert_quiet();
}
