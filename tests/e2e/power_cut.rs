//! The power goes right after the page says that it saved, again and again: nothing that was said to be saved is gone.

use crate::browser::Browser;
use crate::site::{self, Site};

const ROUNDS: usize = 20;

#[test]
fn nothing_saved_is_missing_after_twenty_power_cuts() {
    let site = Site::start(&site::dist());
    check("power-cut", &site.address(), ROUNDS);
}

#[test]
fn nothing_saved_is_missing_after_power_cuts_on_the_single_file() {
    check("power-cut-single", &site::single_file(), ROUNDS);
}

fn check(room: &str, address: &str, rounds: usize) {
    let room = site::room(room);
    let mut saved = Vec::new();
    for round in 1..=rounds + 1 {
        let page = Browser::launch(&room.join("profile"));
        page.open(address);
        if round == 1 {
            page.begin_street("示例街道", "示例街道党工委");
        }
        page.wait_started();
        page.wait_true("document.querySelector('nav')");
        page.go_to("list/resource");
        if !saved.is_empty() {
            page.wait_resources(&saved);
        }
        if round <= rounds {
            let title = format!("第{round}次登记");
            page.register_resource(&[("资源名称", &title)]);
            page.kill();
            saved.push(title);
        }
    }
}
