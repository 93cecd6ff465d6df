//! How long large workspaces take to open, to scroll and to write in, in a real browser: `cargo xtask bench` prints the figures.

use crate::browser::{Browser, key};
use crate::site::{self, Site};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use three_lists::domain::{Fields, Kind, Value as FieldValue, schema};
use three_lists::exchange::{self, Contents, Private, Summary};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::workspace::{Device, Edit, Stamp, Workspace};

const OFFICES: usize = 20;

/// Times a start is measured.
const STARTS: usize = 9;

/// Frames scrolled.
const FRAMES: usize = 1_000;

/// Pixels that a quickly turned wheel moves a list in one frame.
const WHEEL: usize = 120;

/// Frames asked of the page at once: a script may take half a minute.
const STRETCH: usize = 100;

/// A hundred thousand records are more than the patience of a journey.
const LONG: Duration = Duration::from_secs(180);

/// Marks when the program is ready to run and when the first row of a list stands.
const WATCH: &str = "
    const ready = found => { performance.mark('ready'); return found; };
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const instantiate = WebAssembly[name];
        WebAssembly[name] = (...given) => instantiate.apply(WebAssembly, given).then(ready);
    }
    new MutationObserver((_, observer) => {
        if (!document.querySelector('td.main-cell a')) return;
        observer.disconnect();
        performance.mark('row');
        requestAnimationFrame(() => setTimeout(() => performance.mark('shown')));
    }).observe(document, { childList: true, subtree: true });
";

/// From the program's readiness to the first row, and until it is on the screen.
const START_TIMES: &str = "
    const at = name => performance.getEntriesByName(name)[0].startTime;
    return [at('row') - at('ready'), at('shown') - at('ready')];
";

/// Scrolls on by one step a frame, of so many pixels or an equal part of the whole; what each costs, from the scroll event until the frame is handed over, and whether
/// rows stand in the middle of the view afterwards.
const SCROLL: &str = "
    const [from, to, pixels] = arguments;
    const grid = document.querySelector('.grid');
    const box = grid.getBoundingClientRect();
    const inMiddle = () => document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const stride = pixels || (grid.scrollHeight - grid.clientHeight) / FRAMES;
    const { port1, port2 } = new MessageChannel();
    const frame = top => new Promise(done => {
        window.addEventListener('scroll', () => {
            const begun = performance.now();
            port1.onmessage = () => done(performance.now() - begun);
            requestAnimationFrame(() => port2.postMessage(0));
        }, { capture: true, once: true });
        grid.scrollTop = top;
    });
    return (async () => {
        const frames = [];
        for (let step = from; step < to; step += 1) {
            const work = await frame(Math.round(stride * (step + 1)));
            const middle = inMiddle();
            frames.push([work, !middle || Boolean(middle.closest('.spacer'))]);
        }
        return frames;
    })();
";

/// Keys typed into a form.
const KEYS: usize = 100;

/// From a key to the frame that shows its letter: the moment the browser took the key in, until the frame after what it
/// wrote was handed over. The browser's own entries of such events come in steps of 8 ms and from 16 ms on only.
const TYPING: &str = "
    window.strokes = [];
    let pressed = 0;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => window.strokes.push(performance.now() - data);
    addEventListener('keydown', event => pressed = event.timeStamp, true);
    addEventListener('input', () => {
        const begun = pressed;
        requestAnimationFrame(() => port2.postMessage(begun));
    }, true);
";

#[test]
#[ignore = "measures; cargo xtask bench runs it"]
fn figures_of_typing_into_a_form() {
    let records = 10_000;
    let room = site::room("figures-type");
    let site = Site::start(&site::dist());
    let page = stored(&site, &room, records, Kind::Need);
    page.run("location.hash = '#/list/need/new'", &[]);
    wait_long(&page, "document.querySelector('form.form')");
    page.run(TYPING, &[]);
    page.run("document.querySelector('#field-title').focus()", &[]);
    // As the stored ones are called, so that what looks for records alike has something to do.
    let title = "党群活动中心会议室白天借用";
    for (number, letter) in title.chars().cycle().take(KEYS).enumerate() {
        if number % title.chars().count() == 0 {
            // The next letter takes the place of all that stands.
            page.press_with(key::CONTROL, "a");
        }
        page.press(&letter.to_string());
        page.wait_true(&format!("window.strokes.length > {number}"));
    }
    let strokes = page.run("return window.strokes", &[]);
    let mut times: Vec<f64> = strokes.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    let (p95, most) = (at(&mut times, 95), 50.0);
    print(json!({
        "what": "type into a need's form, from the key to the frame that shows it", "records": records,
        "p95_ms": round(p95), "most_ms": most, "of_most": round(p95 / most), "p50_ms": round(at(&mut times, 50)),
        "slowest_ms": round(at(&mut times, 100)), "keys": times.len(),
    }));
}

#[test]
#[ignore = "measures; cargo xtask bench runs it"]
fn figures_of_opening_a_stored_workspace() {
    let records = 10_000;
    let room = site::room("figures-open");
    let site = Site::start(&site::dist());
    let page = stored(&site, &room, records, Kind::Resource);
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": WATCH}));
    let (mut rows, mut shown) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        page.reload();
        page.wait_true("performance.getEntriesByName('shown').length");
        let times = page.run(START_TIMES, &[]);
        rows.push(times[0].as_f64().expect("a time"));
        shown.push(times[1].as_f64().expect("a time"));
    }
    let (row, most) = (at(&mut rows, 50), 300.0);
    print(json!({
        "what": "open a stored workspace, from wasm ready to the first row of the list", "records": records,
        "ms": round(row), "most_ms": most, "of_most": round(row / most), "on_screen_ms": round(at(&mut shown, 50)),
        "slowest_ms": round(at(&mut rows, 100)), "starts": STARTS,
    }));
}

#[test]
#[ignore = "measures; cargo xtask bench runs it"]
fn figures_of_scrolling_a_long_list() {
    let records = 100_000;
    let room = site::room("figures-scroll");
    let site = Site::start(&site::dist());
    let page = stored(&site, &room, records, Kind::Resource);
    scroll(&page, records, "scroll a list by the wheel, work a frame", Some(WHEEL));
    page.run("document.querySelector('.grid').scrollTop = 0", &[]);
    page.wait_true("document.getElementById('row-0')");
    scroll(&page, records, "drag a list from top to bottom, work a frame", None);
    page.wait_true(&format!("document.getElementById('row-{}')", records - 1));
}

fn scroll(page: &Browser, records: usize, what: &str, pixels: Option<usize>) {
    let script = SCROLL.replace("FRAMES", &FRAMES.to_string());
    let mut frames: Vec<Value> = Vec::new();
    for from in (0..FRAMES).step_by(STRETCH) {
        let stretch = page.run(&script, &[json!(from), json!(from + STRETCH), json!(pixels)]);
        frames.extend(stretch.as_array().cloned().unwrap_or_default());
    }
    let mut work: Vec<f64> = frames.iter().filter_map(|frame| frame[0].as_f64()).collect();
    let blank = frames.iter().filter(|frame| frame[1] == true).count();
    let (p99, most) = (at(&mut work, 99), 16.0);
    print(json!({
        "what": what, "records": records, "p99_ms": round(p99), "most_ms": most, "of_most": round(p99 / most),
        "p50_ms": round(at(&mut work, 50)), "slowest_ms": round(at(&mut work, 100)), "frames": work.len(),
        "blank_frames": blank,
    }));
}

/// A browser in which a workspace of that many records of a kind is kept, their list open.
fn stored(site: &Site, room: &Path, records: usize, kind: Kind) -> Browser {
    let file = exchange_file(room, records, kind);
    let page = Browser::launch(&room.join("profile"));
    page.open(&site.address());
    page.wait_started();
    page.upload("#open-file", &[&file]);
    wait_long(&page, "document.querySelector('#join')");
    page.fill("本机代表的单位", "名单里没有我们单位");
    page.fill("单位名称", "东湖社区");
    page.click_css("#join");
    wait_long(&page, "document.querySelector('.foot .saved')");
    page.go_to(&format!("list/{}", kind.as_str()));
    wait_long(&page, "document.querySelector('td.main-cell a')");
    page
}

/// Waits for something that a large workspace, or a build for trying things out, takes long for.
pub fn wait_long(page: &Browser, expression: &str) {
    let deadline = Instant::now() + LONG;
    let script = format!("return Boolean({expression})");
    while page.try_run(&script, &[]) != Ok(Value::Bool(true)) {
        assert!(Instant::now() < deadline, "waited in vain for {expression}; the page shows:\n{}", page.text());
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The file of a street whose offices registered that many records of a kind between them.
fn exchange_file(room: &Path, records: usize, kind: Kind) -> PathBuf {
    let stamp = Stamp::save(Timestamp(1_790_000_000), None);
    let created = Workspace::create("示例街道", "示例街道党工委", device(0), &stamp);
    let mut street = created.expect("both are named").0;
    for office in 1..=OFFICES {
        let text = |words: String| FieldValue::Text(words);
        let made = [("name", text(format!("社区{office}"))), ("role", text("community".to_owned()))];
        let actor = text(device(office).key.actor().to_string());
        let machine = [("actor", actor), ("office", text("#0".to_owned()))];
        let named = |fields: [(&str, FieldValue); 2]| fields.map(|(name, value)| (name.to_owned(), value)).into();
        let edits = vec![Edit::new(Kind::Office, named(made)), Edit::new(Kind::Device, named(machine))];
        street.edit(edits, &stamp).expect("both are complete");
    }
    let beginning = read(&written(&mut street));
    for office in 1..=OFFICES {
        let received = Workspace::receive(street.id(), beginning.logs.clone(), device(office));
        let mut workspace = received.expect("the file is complete").0;
        let edits = (0..records / OFFICES).map(|index| record(kind, office, index)).collect();
        workspace.edit(edits, &stamp).expect("each record is complete");
        street.admit(read(&written(&mut workspace)).logs).expect("nothing is missing");
    }
    let file = room.join("street.json");
    std::fs::write(&file, written(&mut street)).expect("the room can be written");
    file
}

fn device(office: usize) -> Device {
    let key = [u8::try_from(office + 1).expect("few offices"); 32];
    Device { key: SecretKey::from_bytes(key), run: format!("figure{office:02}") }
}

/// A record with those of these fields that its kind has.
fn record(kind: Kind, office: usize, index: usize) -> Edit {
    let number = office * 100_000 + index;
    let text = |words: &str| FieldValue::Text(format!("{words}{number}"));
    let capacity = FieldValue::Map(Fields::from([
        ("n".to_owned(), FieldValue::Integer(i64::try_from(10 + number % 300).expect("a small number"))),
        ("unit".to_owned(), FieldValue::from("人")),
    ]));
    let fields = [
        ("title", text("党群活动中心会议室")),
        ("category", FieldValue::from("venue")),
        ("content", text("可供居民议事、培训和文体活动使用，")),
        ("place", text("文化路12号")),
        ("capacity", capacity),
        ("availability", FieldValue::from("周一至周五 9:00-17:00")),
        ("conditions", text("请提前三天预约，")),
        ("note", text("联系社区居委会，")),
    ];
    let fields = fields.into_iter().filter(|it| schema::field(kind, it.0).is_some());
    Edit::new(kind, fields.map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The complete file of a workspace.
pub fn written(workspace: &mut Workspace) -> String {
    workspace.seal();
    let contents = Contents {
        workspace: workspace.id(),
        title: workspace.title(),
        office: None,
        made_at: Timestamp(1_790_000_000),
        summary: Summary::default(),
        base: None,
        private: Private::None,
    };
    exchange::write(workspace.replica(), &workspace.device().key, contents).expect("there is something to write")
}

fn read(file: &str) -> exchange::VerifiedFile {
    exchange::read(file.as_bytes()).expect("it was just written")
}

/// The time below which that many of a hundred lie.
fn at(times: &mut [f64], percent: usize) -> f64 {
    times.sort_by(f64::total_cmp);
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

fn round(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

fn print(figure: Value) {
    // The name of the test stands at the beginning of the line that is being written.
    println!("\n{figure}");
}
