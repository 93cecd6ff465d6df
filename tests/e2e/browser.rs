//! A headless Chromium with a profile of its own, driven by WebDriver through Debian's chromedriver.
//!
//! The few WebDriver commands needed are spoken directly, so that journeys read top to bottom without an async runtime.

use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a journey waits for what it expects, before it fails and says what it saw.
pub const PATIENCE: Duration = Duration::from_secs(40);

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys without a character of their own, as WebDriver writes them.
pub mod key {
    pub const TAB: &str = "\u{E004}";
    pub const ENTER: &str = "\u{E007}";
    pub const ESCAPE: &str = "\u{E00C}";
    pub const END: &str = "\u{E010}";
    pub const HOME: &str = "\u{E011}";
    pub const LEFT: &str = "\u{E012}";
    pub const UP: &str = "\u{E013}";
    pub const RIGHT: &str = "\u{E014}";
    pub const DOWN: &str = "\u{E015}";
    pub const DELETE: &str = "\u{E017}";
    pub const F2: &str = "\u{E032}";
    pub const F8: &str = "\u{E038}";
    pub const SHIFT: &str = "\u{E008}";
    pub const CONTROL: &str = "\u{E009}";
}

/// A WebDriver element reference.
#[derive(Clone, Debug)]
pub struct Element(pub String);

/// One running browser.
pub struct Browser {
    driver: Child,
    session: String,
    agent: ureq::Agent,
    profile: PathBuf,
    console: RefCell<Vec<(String, String)>>,
    requests: RefCell<Vec<String>>,
    pictures: Cell<usize>,
}

impl Browser {
    /// Starts a browser on `profile`, which is made where it is missing; downloads go to `profile/../downloads`.
    pub fn launch(profile: &Path) -> Self {
        Self::launch_with(profile, &[])
    }

    /// Starts a browser with further command line flags.
    pub fn launch_with(profile: &Path, flags: &[&str]) -> Self {
        let (driver, port) = start_driver();
        let agent = ureq::Agent::new_with_config(
            ureq::Agent::config_builder()
                .http_status_as_error(false)
                .timeout_global(Some(Duration::from_secs(120)))
                .build(),
        );
        std::fs::create_dir_all(profile).expect("the room can be written");
        let mut browser = Self {
            driver,
            session: format!("http://127.0.0.1:{port}/session"),
            agent,
            profile: profile.to_owned(),
            console: RefCell::default(),
            requests: RefCell::default(),
            pictures: Cell::default(),
        };
        std::fs::create_dir_all(browser.downloads()).expect("the room can be written");
        let started = browser.post("", &capabilities(profile, &browser.downloads(), flags));
        let started = started.unwrap_or_else(|error| panic!("Chromium did not start: {error}"));
        let id = started["sessionId"].as_str().expect("WebDriver names the session");
        browser.session = format!("{}/{id}", browser.session);
        browser.resize(1366, 768);
        browser
    }

    /// The folder that receives downloads.
    pub fn downloads(&self) -> PathBuf {
        self.profile.with_file_name("downloads")
    }

    /// Ends every process of this browser at once, as a power cut would.
    pub fn kill(mut self) {
        self.kill_processes();
    }

    fn kill_processes(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let running = processes_of(&self.profile);
            if running.is_empty() {
                break;
            }
            assert!(Instant::now() < deadline, "processes outlive SIGKILL: {running:?}");
            Command::new("kill").arg("-9").args(&running).stderr(Stdio::null()).status().ok();
            std::thread::sleep(Duration::from_millis(5));
        }
        self.driver.kill().ok();
        self.driver.wait().ok();
    }

    /// Sets the size of what the page sees, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Sends a command of Chromium's own protocol.
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.must("/goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    /// Goes to `address` and waits until the document has loaded.
    pub fn open(&self, address: &str) {
        self.must("/url", &json!({"url": address}));
    }

    /// Opens a further tab and returns its handle; [`Self::switch_to`] goes there.
    pub fn new_tab(&self) -> String {
        let tab = self.must("/window/new", &json!({"type": "tab"}));
        tab["handle"].as_str().expect("WebDriver names the tab").to_owned()
    }

    /// Returns the handle of the tab it works in.
    pub fn this_tab(&self) -> String {
        let tab = self.agent.get(format!("{}/window", self.session)).call();
        let tab = tab.and_then(|mut it| it.body_mut().read_json::<Value>()).expect("WebDriver names the tab");
        tab["value"].as_str().expect("WebDriver names the tab").to_owned()
    }

    /// Works in the tab with this handle from now on.
    pub fn switch_to(&self, handle: &str) {
        self.must("/window", &json!({"handle": handle}));
    }

    /// Presses keys one after the other, wherever the focus is; see [`key`] for those without a character.
    pub fn press(&self, keys: &str) {
        let strokes =
            keys.chars().flat_map(|it| ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": it.to_string()})));
        let strokes: Vec<Value> = strokes.collect();
        self.must("/actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]}));
    }

    /// Presses a key while another is held.
    pub fn press_with(&self, held: &str, key: &str) {
        let stroke = |kind: &str, value: &str| json!({"type": kind, "value": value});
        let strokes = [stroke("keyDown", held), stroke("keyDown", key), stroke("keyUp", key), stroke("keyUp", held)];
        self.must("/actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]}));
    }

    /// Runs `script` as a function's body and returns what it returns.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.try_run(script, arguments).unwrap_or_else(|error| panic!("{error}\nin: {script}"))
    }

    /// Runs `script`, which may throw or find its page gone; a promise is awaited.
    pub fn try_run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        self.post("/execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// Runs `script` and returns the element that it returns, if any.
    pub fn find(&self, script: &str, arguments: &[Value]) -> Option<Element> {
        let found = self.try_run(script, arguments).ok()?;
        found[ELEMENT].as_str().map(|it| Element(it.to_owned()))
    }

    /// Sends a command about `element`.
    pub fn on(&self, element: &Element, command: &str, body: &Value) -> Result<Value, String> {
        self.post(&format!("/element/{}/{command}", element.0), body)
    }

    /// Returns all that the console got so far, as (level, text).
    pub fn console(&self) -> Vec<(String, String)> {
        for entry in self.log("browser") {
            let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
            self.console.borrow_mut().push((text("level"), text("message")));
        }
        self.console.borrow().clone()
    }

    /// Returns the addresses that pages asked for so far.
    pub fn requests(&self) -> Vec<String> {
        for entry in self.log("performance") {
            let message: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("{}")).unwrap_or_default();
            let message = &message["message"];
            if message["method"] == "Network.requestWillBeSent" {
                let address = message["params"]["request"]["url"].as_str().unwrap_or_default();
                // The browser's own pages, such as the first tab, are not ours.
                if !address.starts_with("chrome:") {
                    self.requests.borrow_mut().push(address.to_owned());
                }
            }
        }
        self.requests.borrow().clone()
    }

    /// Writes a picture of what the page shows, packed well.
    pub fn screenshot(&self, to: &Path) {
        std::fs::write(to, smaller(&self.picture())).expect("the folder can be written");
    }

    /// With `E2E_PICTURES` set, writes what a journey has come to beside its profile, for somebody who wants to look at it.
    pub fn keep_picture(&self) {
        if std::env::var_os("E2E_PICTURES").is_some() {
            let number = self.pictures.replace(self.pictures.get() + 1);
            self.screenshot(&self.profile.with_file_name(format!("picture-{number:02}.png")));
        }
    }

    /// Returns a picture of what the page shows, as PNG.
    pub fn picture(&self) -> Vec<u8> {
        decoded(&self.devtools("Page.captureScreenshot", json!({"format": "png"})))
    }

    /// Returns what the page puts on paper, as PDF, on the paper that its style sheet asks for.
    pub fn print(&self) -> Vec<u8> {
        decoded(&self.devtools("Page.printToPDF", json!({"preferCSSPageSize": true})))
    }

    fn log(&self, kind: &str) -> Vec<Value> {
        let entries = self.must("/se/log", &json!({"type": kind}));
        entries.as_array().cloned().unwrap_or_default()
    }

    fn must(&self, path: &str, body: &Value) -> Value {
        self.post(path, body).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let answer = self.agent.post(format!("{}{path}", self.session)).send_json(body);
        let mut answer = answer.map_err(|error| error.to_string())?;
        let body = answer.body_mut().with_config().limit(u64::MAX).read_json::<Value>();
        let mut body = body.map_err(|error| error.to_string())?;
        let value = body["value"].take();
        match value["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default())),
            None => Ok(value),
        }
    }
}

fn decoded(answer: &Value) -> Vec<u8> {
    let data = answer["data"].as_str().expect("it is base64").as_bytes();
    data_encoding::BASE64.decode(data).expect("it is base64")
}

/// Packs a picture anew: Chromium's own packing suits photographs, not flat areas and letters.
fn smaller(picture: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().expect("it is a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("it fits into memory")];
    let frame = reader.next_frame(&mut pixels).expect("it is a PNG");
    let mut packed = Vec::new();
    let mut encoder = png::Encoder::new(&mut packed, frame.width, frame.height);
    encoder.set_color(frame.color_type);
    encoder.set_depth(frame.bit_depth);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let written = encoder.write_header().and_then(|mut it| it.write_image_data(&pixels[..frame.buffer_size()]));
    written.expect("memory takes it");
    packed
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // The first panic is the one worth reading.
            self.driver.kill().ok();
            Command::new("kill").arg("-9").args(processes_of(&self.profile)).stderr(Stdio::null()).status().ok();
            self.driver.wait().ok();
            return;
        }
        // Closes in order, so that the next browser on this profile finds everything written.
        self.agent.delete(&self.session).call().ok();
        self.kill_processes();
    }
}

fn start_driver() -> (Child, u16) {
    let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
    let mut driver = Command::new(&program)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} did not start ({error}); Debian has it in chromium-driver"));
    let lines = BufReader::new(driver.stdout.take().expect("it is piped")).lines();
    let port = lines.map_while(Result::ok).find_map(|line| {
        let number = line.strip_prefix("ChromeDriver was started successfully on port ")?;
        number.trim_end_matches('.').parse().ok()
    });
    (driver, port.expect("chromedriver names its port"))
}

fn capabilities(profile: &Path, downloads: &Path, flags: &[&str]) -> Value {
    let user_data = format!("--user-data-dir={}", profile.display());
    let mut arguments = vec![
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--lang=zh-CN",
        &user_data,
    ];
    arguments.extend(flags);
    json!({"capabilities": {"alwaysMatch": {
        "browserName": "chrome",
        "unhandledPromptBehavior": "accept",
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        "goog:chromeOptions": {
            "args": arguments,
            "prefs": {"download.default_directory": downloads, "download.prompt_for_download": false},
        },
    }}})
}

/// Returns the ids of the processes whose command line names `profile`, and of their children.
fn processes_of(profile: &Path) -> Vec<String> {
    let profile = profile.display().to_string();
    let mut all = Vec::new();
    for entry in std::fs::read_dir("/proc").expect("this is Linux").flatten() {
        let (Ok(command), Ok(status)) =
            (std::fs::read(entry.path().join("cmdline")), std::fs::read_to_string(entry.path().join("status")))
        else {
            continue;
        };
        let field =
            |name: &str| status.lines().find_map(|it| it.strip_prefix(name)).unwrap_or_default().trim().to_owned();
        if !field("State:").starts_with('Z') {
            all.push((field("Pid:"), field("PPid:"), String::from_utf8_lossy(&command).contains(&profile)));
        }
    }
    let mut found: Vec<String> = all.iter().filter(|it| it.2).map(|it| it.0.clone()).collect();
    let mut at = 0;
    while at < found.len() {
        let children = all.iter().filter(|it| it.1 == found[at] && !found.contains(&it.0)).map(|it| it.0.clone());
        let children: Vec<String> = children.collect();
        found.extend(children);
        at += 1;
    }
    found
}
