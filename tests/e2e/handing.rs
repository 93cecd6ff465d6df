//! A file for two offices by name: what leaves is told, is what both lack, and no more than was said.

use crate::browser::Browser;
use crate::site::{self, Site};

const CONTACT: &str = "值班室老周";

/// How many offices are chosen, as soon as the exchange page stands.
fn wait_chosen(page: &Browser, count: usize) {
    page.go_to_exchange();
    page.wait_true(&format!("document.querySelectorAll('#receivers :checked').length === {count}"));
}

#[test]
fn a_file_for_two_offices_holds_what_both_lack_and_nothing_private_unasked() {
    let rooms = ["handing-street", "handing-east", "handing-west"].map(site::room);
    let site = Site::start(&site::dist());
    let [street, east, west] = [0, 1, 2].map(|at| Browser::launch(&rooms[at].join("profile")));
    for page in [&street, &east, &west] {
        page.open(&site.address());
    }
    street.begin_street("示例街道", "示例街道党工委");
    street.register_resource(&[("资源名称", "党群活动中心会议室"), ("联系人", CONTACT)]);
    let invitation = street.export();
    for (page, office) in [(&east, "东湖社区"), (&west, "西湖社区")] {
        page.wait_started();
        page.join(&invitation, office);
    }
    // The west's request comes by way of the east: the street hears of it, and nothing from it.
    east.take_in(&west.export());
    street.take_in(&east.export());
    street.let_in();
    street.let_in();
    wait_chosen(&street, 0);
    street.wait_text("还没有导入过该单位的文件");
    street.click_css("#all-receivers");
    street.wait_text("还没有导入过西湖社区的文件，不知道对方已有什么，所以导出全部");
    street.wait_true("document.querySelector('#extent-new').disabled && document.querySelector('#extent-all').checked");
    street.click_css("#receivers li:nth-child(2) input");
    street.wait_true("document.querySelector('#extent-new').checked");

    // Heard from both, it has a delta for both, and tells it by name.
    west.register_resource(&[("资源名称", "西湖社区书画室")]);
    street.take_in(&west.export());
    street.register_resource(&[("资源名称", "老年食堂")]);
    wait_chosen(&street, 1);
    street.click_css("#receivers li:nth-child(2) input");
    street.wait_true("document.querySelector('#extent-new').checked");
    street.wait_true("document.querySelector('#leaves').innerText.includes('资源 2')");
    street.wait_text("1 处不外传的内容没有带出");
    street.click_css("#leaving summary");
    street.wait_text("老年食堂");
    let delta = street.download(|| street.click_css("#export"));
    let name = delta.file_name().expect("a file").to_string_lossy().into_owned();
    assert!(name.contains("-给东湖社区、西湖社区-新修改-"), "{name}");
    let text = std::fs::read_to_string(&delta).expect("a text");
    assert!(text.contains("老年食堂") && !text.contains("党群活动中心会议室") && !text.contains(CONTACT), "{text}");
    for page in [&east, &west] {
        page.take_in(&delta);
        page.wait_gone("本机尚未经街道核准");
        assert_eq!(page.state_code(), street.state_code(), "one file did not serve both");
    }

    // The choice stays; what is private leaves only where it is ticked, in a complete file as well.
    street.reload();
    street.wait_started();
    wait_chosen(&street, 2);
    street.click_css("#extent-all");
    street.wait_true("!document.querySelector('#leaving')");
    street.wait_text("资源的联系人 1 处");
    street.click_css("#privates input");
    street.wait_text("含 1 处不外传的内容");
    let told = std::fs::read_to_string(street.download(|| street.click_css("#export"))).expect("a text");
    assert!(told.contains(CONTACT) && told.contains("党群活动中心会议室"));
    for page in [&street, &east, &west] {
        page.assert_quiet();
    }
}
