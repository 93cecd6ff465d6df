//! The pictures in README.md, taken of the sample street: `cargo xtask screenshots`.

use crate::browser::Browser;
use crate::site;
use std::path::Path;

#[test]
#[ignore = "writes docs/; cargo xtask screenshots runs it"]
fn screenshots() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let room = site::room("screenshots");
    let page = Browser::launch(&room.join("profile"));
    page.open(&site::single_file());
    page.begin_sample();
    // What was told on arrival goes away by itself.
    page.wait_true("!document.querySelector('.told p')");
    let take = |name: &str| {
        let file = docs.join(format!("screenshot-{name}.png"));
        page.wait_true("document.fonts.status === 'loaded' && new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        page.screenshot(&file);
        let size = file.metadata().expect("it was just written").len();
        assert!(size < 200_000, "{} has {size} bytes", file.display());
    };
    page.go_to("list/need");
    page.wait_true("document.querySelector('td.main-cell a')");
    take("list");
    page.go_to("list/project");
    page.click_text("楼道灯一起亮");
    page.wait_true("document.querySelector('article.record')");
    take("record");
    page.go_to("exchange");
    page.wait_true("document.querySelector('#state-code')");
    take("exchange");
    page.go_to("list/resource");
    page.resize(390, 844);
    page.wait_true("innerWidth === 390 && document.querySelector('td.main-cell a')");
    take("phone");
}
