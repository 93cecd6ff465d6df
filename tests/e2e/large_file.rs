//! A file of a hundred thousand ops: read by the worker, given up half-way, then taken in and taken back, while the page goes on
//! answering; and opened on a machine that has nothing yet.

use three_lists::exchange;
use three_lists::oplog::{Log, LogHeader, Scope, SecretKey, Timestamp, Unverified, Verified, seal};
use three_lists::workspace::{Device, Stamp, Workspace};

use crate::browser::Browser;
use crate::figures::{wait_long, written};
use crate::site::{self, Site};

const OPS: usize = 100_000;

/// How long the page stood still at the longest since this began: what a key or a click would have waited.
const WATCH: &str = "
    window.still = { longest: 0, at: performance.now(), tasks: [] };
    const turn = () => {
        const now = performance.now();
        window.still.longest = Math.max(window.still.longest, now - window.still.at);
        window.still.at = now;
        channel.port2.postMessage(0);
    };
    const channel = new MessageChannel();
    channel.port1.onmessage = () => setTimeout(turn, 0);
    turn();
    new PerformanceObserver(list => window.still.tasks.push(...list.getEntries().map(it => Math.round(it.duration))))
        .observe({ entryTypes: ['longtask'] });
";

/// Says how long that was, and begins anew.
fn print_stillness(page: &Browser, what: &str) {
    let read = "
        const { longest, tasks } = window.still;
        window.still.longest = 0;
        window.still.tasks = [];
        return `${Math.round(longest)} ms at the longest; tasks above 50 ms: ${tasks.sort((a, b) => b - a).slice(0, 12).join(', ') || 'none'}`;
    ";
    println!("{what}: {}", page.run(read, &[]).as_str().unwrap_or_default());
}

fn street() -> Workspace {
    let device = Device { key: SecretKey::from_bytes([41; 32]), run: "large000".to_owned() };
    let stamp = Stamp::save(Timestamp(1_795_312_980), None);
    Workspace::create("示例街道", "示例街道党工委", device, &stamp).expect("a street").0
}

/// What a street writes in a year in which it keeps everything here: one op a record.
fn needs(street: &Workspace) -> Log<Verified> {
    let states = street.replica().branch_states();
    let branch = states.iter().find(|it| it.header.scope == Scope::Shared).expect("a street has written");
    let from = branch.last + 1;
    let header = LogHeader { from, prev: branch.head, ..branch.header.clone() };
    let run = &street.device().run;
    let text = |at: usize| {
        let seq = from + at as u64;
        format!(
            "{{\"at\":\"2026-11-22T02:03:00Z\",\"by\":\"林\",\"on\":\"need/{run}.{seq}\",\"set\":{{\"content\":\"第{at}号：楼道照明更换，居民反映晚间出入不便，请安排检修\",\
             \"place\":\"文化路{}号\",\"status\":\"registered\",\"title\":\"更换楼道照明{at}\"}}}}",
            at % 200
        )
    };
    let texts: Vec<String> = (0..OPS).map(text).collect();
    let head = texts.iter().fold(branch.head, |head, op| head.then(op));
    let key = &street.device().key;
    let seal = seal(key, street.id(), Scope::Shared, from + OPS as u64 - 1, head);
    let ops = texts.iter().map(String::as_str);
    let log = Log::<Unverified>::new(header, ops, Some(seal), 0).expect("ops of the right form");
    log.verify(street.id()).expect("it was sealed just now")
}

fn code(page: &Browser) -> String {
    page.go_to_exchange();
    wait_long(page, "document.querySelector('#state-code')?.innerText.trim().length === 9");
    page.state_code()
}

#[test]
fn a_hundred_thousand_ops_come_in_while_the_page_answers() {
    let room = site::room("large-file");
    let (first, large) = (room.join("first.json"), room.join("large.json"));
    let mut street = street();
    std::fs::write(&first, written(&mut street)).expect("the room can be written");
    let log = needs(&street);
    street.admit(vec![log]).expect("it goes on where the street stopped");
    std::fs::write(&large, written(&mut street)).expect("the room can be written");

    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.wait_started();
    page.join_street(&first);
    let before = code(&page);

    // Given up half-way, it leaves nothing.
    page.run(WATCH, &[]);
    page.upload("#take-in-file", &[&large]);
    wait_long(&page, "document.querySelector('#slow-share')?.innerText.includes('%')");
    page.click_css("#stop-intake");
    page.wait_text("已取消，本机的数据没有任何改变");
    print_stillness(&page, "cancelled");
    page.wait_true("!document.querySelector('#slow')");
    assert_eq!(code(&page), before, "what was given up left something");
    page.go_to("list/need");
    page.wait_text("还没有需求");

    page.go_to_exchange();
    page.run("window.still.longest = 0; window.still.tasks = []; window.still.at = performance.now()", &[]);
    page.upload("#take-in-file", &[&large]);
    wait_long(&page, "document.querySelector('#slow-share')?.innerText.includes('%')");
    wait_long(&page, "document.querySelector('#merge')");
    print_stillness(&page, "looked into");
    let figures =
        page.run("return [...document.querySelectorAll('.figures b')].map(it => it.innerText).join(' ')", &[]);
    // What the first file brought stays as it is.
    assert_eq!(figures, serde_json::json!(format!("{OPS} 0 3 0")));
    page.click_css("#merge");
    wait_long(&page, "document.body.innerText.includes('已导入：新增 100000 条')");
    print_stillness(&page, "taken in");
    wait_long(&page, "document.querySelector('.foot .saved')");
    print_stillness(&page, "saved");
    // The code of before stands until the new one is made.
    let is_new = format!(
        "(it => it?.trim().length === 9 && it.trim() !== '{}')(document.querySelector('#state-code')?.innerText)",
        before.trim()
    );
    wait_long(&page, &is_new);
    print_stillness(&page, "state code");

    page.click_css("#undo-intake");
    wait_long(&page, "document.body.innerText.includes('已撤销，本机回到了导入之前')");
    print_stillness(&page, "taken back");
    assert_eq!(code(&page), before, "what was taken back left something");
    page.upload("#take-in-file", &[&large]);
    wait_long(&page, "document.querySelector('#merge')");
    page.click_css("#merge");
    wait_long(&page, "document.body.innerText.includes('已导入：新增 100000 条')");
    wait_long(&page, "document.querySelector('.foot .saved')");
    wait_long(&page, &is_new);

    // The same as where it came from, and so after the page is loaded anew.
    let shown = page.state_code();
    page.assert_quiet();
    page.reload();
    page.wait_started();
    assert_eq!(code(&page), shown, "not all was kept");
    // This machine wrote which office it speaks for, and nothing else.
    let answer = std::fs::read(page.export()).expect("a download");
    let (admitted, _) = street.admit(exchange::read(&answer).expect("a good file").logs).expect("whole logs");
    // The street holds that one until it lets the machine in.
    assert_eq!((admitted.new_ops, street.replica().held_count()), (1, 1));
}

#[test]
fn a_hundred_thousand_ops_are_opened_on_the_start_page() {
    let room = site::room("large-start");
    let large = room.join("large.json");
    let mut street = street();
    let log = needs(&street);
    street.seal();
    street.admit(vec![log]).expect("it goes on where the street stopped");
    std::fs::write(&large, written(&mut street)).expect("the room can be written");

    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.wait_started();
    page.run(WATCH, &[]);
    page.upload("#open-file", &[&large]);
    wait_long(&page, "document.querySelector('#slow-share')?.innerText.includes('%')");
    page.click_css("#stop-intake");
    page.wait_text("已取消，本机的数据没有任何改变");
    print_stillness(&page, "cancelled");
    page.wait_true("!document.querySelector('#slow') && document.querySelector('#open-file')");
    page.upload("#open-file", &[&large]);
    wait_long(&page, "document.querySelector('#join')");
    print_stillness(&page, "looked into");
    page.fill("本机代表的单位", "示例街道党工委 (街道)");
    page.click_css("#join");
    wait_long(&page, "document.querySelector('.foot .saved')");
    print_stillness(&page, "opened");
    page.go_to("list/need");
    page.wait_text("更换楼道照明");
    let shown = code(&page);
    page.assert_quiet();
    page.reload();
    page.wait_started();
    assert_eq!(code(&page), shown, "not all was kept");
}
