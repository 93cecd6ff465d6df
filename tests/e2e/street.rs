//! What an office does in the app, in the app's own words: begin, register, look up, change, hand on, take in.

use crate::browser::Browser;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The page stands, no form is open, and the foot line says that all is kept.
const KEPT: &str = "!document.querySelector('form.form') && document.querySelector('.foot .saved')";

impl Browser {
    /// Creates a street's workspace on the start page.
    pub fn begin_street(&self, street: &str, office: &str) {
        self.wait_text("新建街道工作区");
        self.fill("街道名称", street);
        self.fill("街道党工委名称", office);
        self.click_text("建立工作区");
        self.wait_text("接下来可以");
        self.wait_kept();
    }

    /// Opens the invented street on the start page.
    pub fn begin_sample(&self) {
        self.wait_text("看看示例街道");
        self.click_css("#sample");
        self.wait_text("需关注和超期的项目");
        self.wait_kept();
    }

    /// Joins the street of a received file, as a community that is not in its list yet.
    pub fn join(&self, file: &Path, office: &str) {
        self.join_as(file, office, "社区");
    }

    /// Joins it as an office of some role that is not in its list yet.
    pub fn join_as(&self, file: &Path, office: &str, role: &str) {
        self.upload("#open-file", &[file]);
        self.answer_join(office, role);
    }

    /// Answers what is asked of an office that joins and is not in the list yet.
    pub fn answer_join(&self, office: &str, role: &str) {
        self.wait_text("加入这个工作区");
        self.fill("本机代表的单位", "名单里没有我们单位");
        self.fill("单位名称", office);
        self.fill("单位类型", role);
        self.click_css("#join");
        self.wait_text("工作台");
        self.wait_kept();
    }

    /// Joins the street of a received file as one of its own machines.
    pub fn join_street(&self, file: &Path) {
        self.join_of(file, "示例街道党工委 (街道)");
    }

    /// Joins it as an office of its list, called as the list has it.
    pub fn join_of(&self, file: &Path, office: &str) {
        self.upload("#open-file", &[file]);
        self.wait_text("加入这个工作区");
        self.fill("本机代表的单位", office);
        self.click_css("#join");
        self.wait_text("工作台");
        self.wait_kept();
    }

    /// Lets in the first machine that asks.
    pub fn let_in(&self) {
        self.go_to("machines");
        self.wait_true("document.querySelector('.admit')");
        let asking = self.run("return document.querySelectorAll('.admit').length", &[]).as_u64().unwrap_or(0);
        self.click_css(".admit");
        self.wait_true(&format!("document.querySelectorAll('.admit').length === {}", asking - 1));
        self.wait_kept();
    }

    /// Goes to a place of the navigation, such as `list/resource`.
    pub fn go_to(&self, place: &str) {
        self.click_css(&format!("nav a[href='#/{place}']"));
        self.wait_true(&format!("location.hash === '#/{place}'"));
    }

    /// Waits until the foot line says that everything is saved.
    pub fn wait_kept(&self) {
        self.wait_true(KEPT);
    }

    /// Registers a resource with its form.
    pub fn register_resource(&self, fields: &[(&str, &str)]) {
        self.go_to("list/resource");
        self.click_text("登记资源");
        self.fill_in(fields);
    }

    /// Opens a resource from its list.
    pub fn open_resource(&self, title: &str) {
        self.go_to("list/resource");
        self.click_text(title);
        self.wait_true("document.querySelector('article.record')");
    }

    /// Changes fields of the open record with its form.
    pub fn change(&self, fields: &[(&str, &str)]) {
        self.click_css(".record-actions .btn-main");
        self.fill_in(fields);
    }

    fn fill_in(&self, fields: &[(&str, &str)]) {
        self.wait_true("document.querySelector('form.form')");
        for (label, text) in fields {
            self.fill(label, text);
        }
        self.click_css("form.form [type=submit]");
        self.wait_kept();
    }

    /// Writes a complete exchange file.
    pub fn export(&self) -> PathBuf {
        self.go_to_exchange();
        self.download(|| self.click_css("#export"))
    }

    /// Goes to the exchange page as it begins: what a file did there before is closed.
    pub fn go_to_exchange(&self) {
        self.go_to("exchange");
        let close = "
            const begun = document.querySelector('#take-in-file');
            const close = !begun && Array.from(document.querySelectorAll('main button')).find(it => it.innerText.trim() === '关闭');
            if (close) close.click();
            return Boolean(begun);
        ";
        self.wait("the exchange page", || self.try_run(close, &[]).ok().filter(|it| it == true).map(drop));
    }

    /// Chooses an exchange file to take in; what comes of it shows next.
    pub fn choose_exchange_file(&self, file: &Path) {
        self.go_to_exchange();
        self.upload("#take-in-file", &[file]);
    }

    /// Takes an exchange file in.
    pub fn take_in(&self, file: &Path) {
        self.choose_exchange_file(file);
        self.click_css("#merge");
        self.wait_text("已导入：");
        self.wait_kept();
    }

    /// The code that two offices compare by telephone.
    pub fn state_code(&self) -> String {
        self.go_to("exchange");
        let look = "const it = document.querySelector('#state-code'); return it ? it.innerText.trim() : ''";
        self.wait("the state code", || {
            let code = self.try_run(look, &[]).ok()?.as_str()?.to_owned();
            (code.len() == 9).then_some(code)
        })
    }

    /// Writes a backup file.
    pub fn back_up(&self) -> PathBuf {
        self.go_to("settings");
        let backup = self.download(|| self.click_text("立即备份"));
        self.wait_kept();
        backup
    }

    /// Takes a backup in on the start page.
    pub fn restore(&self, backup: &Path) {
        self.upload("#open-file", &[backup]);
        self.wait_text("这是备份文件");
        self.click_css("#restore");
        self.wait_text("已从备份恢复");
        self.wait_kept();
    }

    /// The titles in the list that is open, in its order.
    pub fn titles(&self) -> Vec<String> {
        let titles =
            self.run("return Array.from(document.querySelectorAll('td.main-cell a'), it => it.innerText)", &[]);
        let titles = titles.as_array().cloned().unwrap_or_default();
        titles.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Waits until the list of resources shows exactly these, in any order.
    pub fn wait_resources(&self, expected: &[String]) {
        let mut expected = expected.to_vec();
        expected.sort();
        let what = format!("exactly these resources: {expected:?}");
        self.wait(&what, || {
            let mut found = self.titles();
            found.sort();
            (found == expected).then_some(())
        });
        let count = format!("共 {} 条", expected.len());
        assert!(self.text().contains(&count), "the list counts otherwise: {}", self.text());
    }

    /// Runs a script in the page and waits for what its promise gives.
    pub fn do_in_page(&self, script: &str) -> Value {
        self.run(&format!("return (async () => {{ {script} }})()"), &[json!(null)])
    }
}
