//! Every page in every state worth looking at, as a table, and the way through them: for those who look at all of them.
//!
//! A page that is new is a line here. The lines of a table are gone through in their order, on a phone first; what a
//! state writes into the workspace therefore stands at the end and is marked `wide`.

use crate::browser::{Browser, key};
use crate::site::{self, Site};
use serde_json::json;
use std::path::{Path, PathBuf};
use three_lists::domain::{Fields, Kind, RecordId, Value};
use three_lists::exchange::{self, Contents, Private, Summary};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::workspace::{Device, Edit, Stamp, Workspace};

/// A page in one of its states.
#[derive(Clone, Copy)]
pub struct Place {
    /// What it is called in complaints and file names.
    pub name: &'static str,
    /// True when its paper is worth looking at.
    pub on_paper: bool,
    /// The address after `#/`; of no meaning while no workspace is open.
    address: &'static str,
    acts: &'static [Act],
    /// The CSS selector of what stands when it has been reached.
    stands: &'static str,
    screen: Option<Screen>,
}

/// What a person does to bring a page into a state; each waits until it can be done.
#[derive(Clone, Copy)]
enum Act {
    /// Clicks the first element of this CSS selector.
    Click(&'static str),
    /// Clicks what has this text on it.
    Say(&'static str),
    /// Waits for this text.
    Read(&'static str),
    /// Types into the field with this label.
    Type(&'static str, &'static str),
    /// Presses keys.
    Press(&'static str),
    /// Goes to an address, as a link would.
    Go(&'static str),
    /// Hands a file, of the tour's room or of tests/cases, to the file input of this CSS selector.
    Upload(&'static str, &'static str),
}

use Act::{Click, Go, Press, Read, Say, Type, Upload};

/// What kind of screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Phone,
    Wide,
}

/// A way to look at a page.
#[derive(Clone, Copy)]
pub struct Mode {
    /// What it is called in complaints and folders.
    pub name: &'static str,
    pub screen: Screen,
    /// The size of the text, as `ui/appearance.rs` names it.
    pub size: &'static str,
    /// The colours, as `ui/appearance.rs` names them.
    pub look: &'static str,
}

const fn place(name: &'static str, address: &'static str, stands: &'static str) -> Place {
    Place { name, on_paper: false, address, acts: &[], stands, screen: None }
}

impl Place {
    const fn after(self, acts: &'static [Act]) -> Place {
        Place { acts, ..self }
    }

    const fn on_paper(self) -> Place {
        Place { on_paper: true, ..self }
    }

    const fn wide(self) -> Place {
        Place { screen: Some(Screen::Wide), ..self }
    }

    const fn phone(self) -> Place {
        Place { screen: Some(Screen::Phone), ..self }
    }
}

const ROW: &str = "table[role=grid] td.main-cell a";
const CELL: &str = "table[role=grid] tbody tr:not(.spacer) td:nth-child(3)";
const AMOUNT: &str = "table[role=grid] tbody tr:not(.spacer) td:nth-child(6)";
const RECORD: &str = "article.record";
const FORM: &str = "form.form";
const EDIT: &str = ".record-actions .btn-main";
const PICK: &str = "tbody td.pick input";
const OPEN_MENU: &str = "details.menu[open] .menu-body";

/// While nothing is kept on this machine.
const BEFORE: &[Place] = &[
    place("start", "", "#sample"),
    place("start-join", "", "#join").after(&[Upload("#open-file", "neighbours.json")]),
    place("start-restore", "", "#restore").after(&[Upload("#open-file", "backup.json")]),
    place("start-refused", "", ".notice-bad").after(&[Upload("#open-file", "tabular/venues.xls")]),
];

/// In the sample street, into which another office's file was taken.
const WITHIN: &[Place] = &[
    place("board", "", ".figure-card").on_paper(),
    place("board-menu", "", ".nav[data-open]").after(&[Click(".menu-button")]).phone(),
    place("search-hits", "", ".hits a").after(&[Type("查找资源、需求、项目、单位（按 / 键）", "社区")]),
    place("conflicts", "conflicts", ".clash").on_paper(),
    place("conflict-rewritten", "conflicts", ".clash-rewrite input").after(&[Click("[data-rewrite]")]),
    place("list-resource", "list/resource", ROW).on_paper(),
    place("list-need", "list/need", ROW).on_paper(),
    place("list-project", "list/project", ROW).on_paper(),
    place("list-office", "list/office", ROW).on_paper(),
    place("list-pairing", "list/pairing", ROW).on_paper(),
    place("list-claim", "list/claim", ROW).on_paper(),
    place("list-filters", "list/need", "#filters .chip").after(&[Click("[aria-controls=filters]")]),
    place("list-grouped", "list/resource?group=category", ".group-title").on_paper(),
    place("list-sought", "list/resource?q=hys", "td.main-cell mark"),
    place("list-nothing", "list/need?q=zzzz", ".empty"),
    place("list-archived", "list/need?archived=1", ".empty"),
    place("list-selected", "list/need", ".bulk-bar").after(&[Click(PICK)]),
    place("list-bulk", "list/need", ".bulk .bulk-inputs").after(&[Click(PICK), Say("修改一项…")]),
    place("list-columns", "list/need", OPEN_MENU).after(&[Click("details.menu:nth-of-type(1) > summary")]).wide(),
    place("list-views", "list/need", OPEN_MENU).after(&[Click("details.menu:nth-of-type(2) > summary")]).wide(),
    place("list-cell", "list/resource", "[data-cell]").after(&[Click(CELL)]).wide(),
    place("list-cell-editor", "list/resource", ".cell-editor select").after(&[Click(CELL), Press(key::F2)]).wide(),
    place("list-cell-refused", "list/resource", ".cell-editor .problem:not([hidden])")
        .after(&[Click(AMOUNT), Press(key::F2), Press("x"), Press(key::ENTER)])
        .wide(),
    place("record-resource", "list/resource", RECORD).after(&[Click(ROW)]).on_paper(),
    place("record-need", "list/need", RECORD).after(&[Click(ROW)]).on_paper(),
    place("record-project", "list/project", RECORD).after(&[Click(ROW)]).on_paper(),
    place("record-office", "list/office", RECORD).after(&[Click(ROW)]).on_paper(),
    place("record-pairing", "list/pairing", RECORD).after(&[Click(ROW)]),
    place("record-claim", "list/claim", RECORD).after(&[Click(ROW)]),
    place("record-conflict", "conflicts", ".clash").after(&[Click(".clashes h2 a")]).on_paper(),
    place("record-missing", "record/need/zzzzzzzz.1", "main h1"),
    place("new-resource", "list/resource/new", FORM),
    place("new-offers", "list/resource/new", ".offers li").after(&[Type("提供单位", "shequ")]),
    place("new-perhaps", "list/resource/new", ".perhaps")
        .after(&[Type("资源名称", "街道党群服务中心会议室"), Type("提供单位", "示例街道党工委")]),
    place("new-need", "list/need/new", FORM),
    place("new-project", "list/project/new", FORM),
    place("new-office", "list/office/new", FORM),
    place("new-pairing", "list/pairing/new", FORM),
    place("new-claim", "list/claim/new", FORM),
    place("edit-resource", "list/resource", FORM).after(&[Click(ROW), Click(EDIT)]),
    place("edit-project", "list/project", FORM).after(&[Click(ROW), Click(EDIT)]),
    place("form-errors", "list/need/new", ".errors a").after(&[Click("form.form [type=submit]")]),
    place("form-leaving", "list/claim/new", "dialog[open] .btn-main")
        .after(&[Type("认领事项", "每周两次"), Go("settings")]),
    place("import-file", "import/resource", "#import-file"),
    place("import-columns", "import/resource", ".map-table").after(&[Upload("#import-file", "tabular/venues.xls")]),
    place("import-preview", "import/resource", ".rows-table").after(&[
        Upload("#import-file", "tabular/venues.xls"),
        Read("读到 4 行"),
        Say("预览"),
    ]),
    place("exchange", "exchange", "#state-code").on_paper(),
    place("exchange-locking", "exchange", "#lock-passphrase").after(&[Click("#lock")]),
    place("exchange-locked", "exchange", "#unlock").after(&[Upload("#take-in-file", "exchange/locked-v1.json")]),
    place("exchange-many", "exchange", ".arrived li").after(&[Upload("#take-in-file", "many.zip")]),
    place("exchange-refused", "exchange", ".notice-bad").after(&[Upload("#take-in-file", "tabular/venues.xls")]),
    place("exchange-preview", "exchange", "#merge").after(&[Upload("#take-in-file", "office-later.json")]),
    place("evaluation", "evaluation", "main a[href^='#/evaluation/sheet/']").on_paper(),
    place("sheet", "evaluation", ".mark-table").after(&[Click("main a[href^='#/evaluation/sheet/']")]).on_paper(),
    place("scheme", "evaluation", ".scheme-table").after(&[Click("main a[href^='#/scheme/']")]).on_paper(),
    place("settings", "settings", "#remove").on_paper(),
    place("settings-remove", "settings", "#remove-title").after(&[Click("#remove")]),
    place("settings-lock", "settings", "#lock-it").after(&[Click("#lock-set-up")]),
    place("keys", "conflicts", "dialog[open] .keys").after(&[Press("?")]),
    place("not-found", "nothing/here", "main h1"),
    place("import-done", "import/resource", "main a[href^='#/list/']").wide().after(&[
        Upload("#import-file", "tabular/venues.xls"),
        Read("读到 4 行"),
        Say("预览"),
        Say("写入 4 条"),
        Read("导入完成"),
    ]),
    place("ledger", "ledger", ".ledger-project").on_paper(),
    place("ledger-adding", "ledger", ".progress-form textarea").after(&[Click(".add-progress")]),
    place("ledger-none", "ledger?light=red&sign=copied", ".empty"),
    place("ledger-table", "ledger?view=table", "#ledger-table tbody tr").on_paper(),
    place("ledger-timeline", "ledger?view=timeline", ".timeline-bar").on_paper(),
    place("ledger-board", "ledger?view=board", ".board-card").on_paper(),
    place("report", "report", "[data-figure]").on_paper(),
    place("report-unfolded", "report?days=2026-q4", "#unfold-report").after(&[Click("#unfold-report")]).on_paper(),
    place("machines", "machines", ".request .code"),
    place("machines-end", "machines", "#end-now").after(&[Click(".machine .end")]),
    place("pending", "pending", ".pending-line"),
    place("rules", "rules", ".rules-table"),
    place("claims", "claims", ".claim-group").on_paper(),
    place("claims-over", "claims?only=over", ".claim-group .tag-bad, .claim-group .tag-warn"),
    place("claims-chosen", "claims", "#accept-chosen:not(:disabled)")
        .after(&[Click(".claim-line input[type=checkbox]")]),
    place("record-step", "list/project", ".step-form").after(&[Click(ROW), Click("[data-step]:last-of-type")]),
    place("audit", "audit", ".audit-table tbody tr"),
    place("audit-checked", "audit", "#check-result").after(&[Click("#check")]),
    place("audit-refused", "exchange", "#refused tbody tr").after(&[
        Upload("#take-in-file", "tabular/venues.xls"),
        Read("本机的数据没有任何改变"),
        Go("audit"),
    ]),
    place("evidence", "list/project", "#evidence-ops tbody tr")
        .after(&[Click(ROW), Click("article.record a[href$='/evidence']")])
        .on_paper(),
    place("backup-not-tried", "settings", "#cannot-restore").after(&[Upload("#drill-file", "street.json")]),
    place("backup-tried", "settings", "#can-restore").after(&[Upload("#drill-file", "backup.json")]),
    place("exchange-codes-reading", "exchange", "#codes-pictures").after(&[Click("#read-codes")]),
    place("exchange-codes-none", "exchange", "#codes-read [role=alert]")
        .after(&[Click("#read-codes"), Upload("#codes-pictures", "tabular/venues.xls")]),
    place("exchange-codes-too-many", "exchange", "#codes [role=alert]").after(&[
        Click("#lock"),
        Type("口令", "三棵槐树下的石桌"),
        Click("#export-codes"),
    ]),
    place("exchange-codes", "exchange", "#codes .code-picture").after(&[Click("#export-codes")]),
    place("exchange-receivers", "exchange", "#leaving[open] li")
        .after(&[Click("#all-receivers"), Click("#leaving summary")])
        .wide(),
    place("exchange-done", "exchange", "#answer").wide().after(&[
        Upload("#take-in-file", "office-later.json"),
        Click("#merge"),
        Read("已导入："),
    ]),
    place("exchange-last", "exchange", "#undo-intake").wide(),
    // Each screen holds a meeting of its own.
    place("docking", "docking", "#hold-meeting"),
    place("docking-board", "docking", ".docking-pair .docking-score").after(&[Click("#hold-meeting")]).on_paper(),
    place("docking-why", "docking", ".docking-pair .docking-reasons li")
        .after(&[Click("main ul.links a[href^='#/docking/']"), Click(".docking-more details:first-child > summary")]),
    place("docking-others", "docking", ".docking-pair .docking-others li")
        .after(&[Click("main ul.links a[href^='#/docking/']"), Click(".docking-more details:last-child > summary")]),
    place("docking-others-left", "docking", ".docking-left .docking-others li")
        .after(&[Click("main ul.links a[href^='#/docking/']"), Click(".docking-left summary")]),
    place("new-need-fitting", "list/need/new", ".fitting-list li")
        .wide()
        .after(&[Type("需求名称", "商户想了解贷款政策"), Type("需求内容", "小微商户贷款咨询，请人讲解政策")]),
];

/// In English, where words are longer.
const IN_ENGLISH: &[Place] = &[
    place("english-board", "", ".figure-card[data-task]"),
    place("english-ledger", "ledger", ".ledger-project"),
    place("english-ledger-table", "ledger?view=table", "#ledger-table tbody tr"),
    place("english-ledger-timeline", "ledger?view=timeline", ".timeline-bar"),
    place("english-ledger-board", "ledger?view=board", ".board-card"),
    place("english-report", "report", "#unfold-report").after(&[Click("#unfold-report")]),
    place("english-claims", "claims", ".claim-group"),
    place("english-record-project", "list/project", ".step-form")
        .after(&[Click(ROW), Click("[data-step]:last-of-type")]),
    place("english-new-need", "list/need/new", FORM),
    place("english-docking", "docking", ".docking-pair .docking-others li")
        .after(&[Click("main ul.links a[href^='#/docking/']"), Click(".docking-more details:last-child > summary")]),
];

/// While a workspace is kept on this machine and none is open.
const AFTERWARDS: &[Place] = &[
    place("start-known", "", ".known li"),
    place("start-here", "", "h2").after(&[Upload("#open-file", "street.json"), Read("本机已有这个工作区")]),
    place("start-clear", "", "dialog[open] .btn-main").after(&[Click(".known .btn-danger")]),
];

/// Brings a browser to every place, on every screen of `modes`, and lets `look` look at it in each mode.
pub fn tour(room: &str, modes: &[Mode], mut look: impl FnMut(&Browser, &Place, &Mode)) {
    let room = site::room(room);
    let site = Site::start(&site::dist());
    let page = Browser::launch(&room.join("profile"));
    // Colours that are on their way to others are neither; and what the system asks for is not looked at.
    let features = [("prefers-reduced-motion", "reduce"), ("prefers-color-scheme", "light")];
    let features = features.map(|(name, value)| json!({"name": name, "value": value}));
    page.devtools("Emulation.setEmulatedMedia", json!({"features": features}));
    page.open(&site.address());
    let mut pass = |places: &[Place], reach: &dyn Fn(&Place)| {
        for screen in [Screen::Phone, Screen::Wide] {
            let modes: Vec<&Mode> = modes.iter().filter(|it| it.screen == screen).collect();
            let Some(first) = modes.first() else { continue };
            match screen {
                Screen::Phone => page.resize(390, 844),
                Screen::Wide => page.resize(1366, 768),
            }
            for place in places.iter().filter(|it| it.screen.is_none_or(|it| it == screen)) {
                put_on(&page, first);
                reach(place);
                act(&page, place, &room);
                look(&page, place, first);
                for mode in &modes[1..] {
                    put_on(&page, mode);
                    look(&page, place, mode);
                }
            }
        }
    };
    let start = |_: &Place| {
        page.reload();
        page.wait_started();
    };
    neighbours(&room);
    pass(BEFORE, &start);
    page.reload();
    prepare(&page, &room);
    pass(WITHIN, &|place| go(&page, place.address));
    speak(&page, "en");
    pass(IN_ENGLISH, &|place| go(&page, place.address));
    speak(&page, "zh-CN");
    pass(AFTERWARDS, &|place| {
        start(place);
        go(&page, "settings");
        page.click_css("#switch");
        page.wait_true("document.querySelector('.known li')");
    });
    page.assert_quiet();
}

/// Changes the language of the page.
fn speak(page: &Browser, language: &str) {
    page.run("document.querySelector(`button[lang='${arguments[0]}']`).click()", &[json!(language)]);
    page.wait_true(&format!("document.documentElement.lang === '{language}'"));
}

/// Gives the page a mode's size and colours, and waits until it is drawn so.
fn put_on(page: &Browser, mode: &Mode) {
    let set = "
        const [size, look] = arguments;
        document.documentElement.setAttribute('data-text', size);
        document.documentElement.setAttribute('data-look', look);
        const frame = () => new Promise(requestAnimationFrame);
        return document.fonts.ready.then(frame).then(frame).then(() => true);
    ";
    page.run(set, &[json!(mode.size), json!(mode.look)]);
}

/// Leaves the place with all that is open in it, and goes to an address.
fn go(page: &Browser, address: &str) {
    let leave = "
        const open = document.querySelector('dialog[open]');
        const yes = open && open.querySelector('.btn-main');
        if (yes) yes.click(); else if (open) open.close();
        const sought = document.querySelector('.find input');
        if (sought) { sought.value = ''; sought.dispatchEvent(new Event('input', { bubbles: true })); }
        const left = !open && location.hash === '#/nowhere' && document.querySelector(\"main .page a.btn[href='#/']\");
        if (!left) { location.hash = '#/nowhere'; return false; }
        document.querySelector('h1').dataset.left = '';
        location.hash = arguments[0];
        return true;
    ";
    let address = format!("#/{address}");
    page.wait("a page that can be left", || {
        page.try_run(leave, &[json!(address)]).ok().filter(|it| it == true).map(drop)
    });
    page.wait_true("document.querySelector('main') && document.querySelector('h1:not([data-left])')");
}

fn act(page: &Browser, place: &Place, room: &Path) {
    for act in place.acts {
        match act {
            Click(selector) => page.click_css(selector),
            Say(text) => page.click_text(text),
            Read(text) => page.wait_text(text),
            Type(label, text) => page.type_into(label, text),
            Press(keys) => page.press(keys),
            Go(address) => drop(page.run("location.hash = arguments[0]", &[json!(format!("#/{address}"))])),
            Upload(selector, file) => page.upload(selector, &[&found(room, file)]),
        }
    }
    page.wait_true(&format!(
        "document.querySelector({}) && new Promise(requestAnimationFrame).then(() => true)",
        json!(place.stands)
    ));
}

fn found(room: &Path, file: &str) -> PathBuf {
    let own = room.join(file);
    if own.exists() { own } else { Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(file) }
}

/// Opens the sample street, gives it a field that two offices filled differently, and keeps the files the tour hands in.
fn prepare(page: &Browser, room: &Path) {
    page.begin_sample();
    let street = page.export();
    page.go_to("list/resource");
    page.wait_true(&format!("document.querySelector('{ROW}')"));
    let title = page.titles().remove(0);
    // The street's second machine, and a community's: let in. Another community's waits.
    let mut office = asking(&street, 7, "street");
    let mut community = asking(&street, 8, "community");
    for (machine, name) in [(&mut office, "second.json"), (&mut community, "community.json")] {
        page.take_in(&written(machine, &room.join(name)));
    }
    page.let_in();
    page.let_in();
    let mut newcomer = asking(&street, 5, "unit");
    page.take_in(&written(&mut newcomer, &room.join("newcomer.json")));
    let of_others: Vec<RecordId> =
        community.ids(Kind::Resource).into_iter().chain(community.ids(Kind::Need)).take(3).collect();
    for record in &of_others {
        change(&mut community, record, &[("note", "与我社区活动冲突，请改期"), ("place", "东湖社区活动室")]);
    }
    page.take_in(&written(&mut community, &room.join("community.json")));
    let same = office.ids(Kind::Resource).into_iter().find(|it| office.title_of(it) == title);
    let resource = same.expect("the list shows what the file holds");
    change(&mut office, &resource, &[("place", "文化路14号"), ("note", "周末可用")]);
    let file = written(&mut office, &room.join("office.json"));
    page.open_resource(&title);
    page.change(&[("地点", "文化路12号二楼")]);
    page.take_in(&file);
    change(&mut office, &resource, &[("place", "文化路16号"), ("availability", "周末")]);
    let need = office.ids(Kind::Need).remove(0);
    change(&mut office, &need, &[("note", "已电话联系")]);
    let later = written(&mut office, &room.join("office-later.json"));
    // A file in between stays away.
    change(&mut office, &need, &[("note", "已上门")]);
    let between = exchange::have(office.replica());
    change(&mut office, &need, &[("note", "已上门两次")]);
    let last = written_after(&mut office, Some(between), &room.join("office-last.json"));
    let read = |file: &Path| std::fs::read(file).expect("it was just written");
    let whole = read(&later);
    let files = [
        ("东湖社区.json", whole.clone()),
        ("东湖社区 (1).json", whole.clone()),
        ("东湖社区-新修改.json", read(&last)),
        ("没有传完.json", whole[..whole.len() / 2].to_vec()),
        ("北山街道.json", read(&room.join("neighbours.json"))),
        ("加锁.json", read(&found(room, "exchange/locked-v1.json"))),
        ("照片.jpg", b"\xff\xd8\xff".to_vec()),
    ];
    site::pack(&room.join("many.zip"), &files);
    std::fs::rename(street, room.join("street.json")).expect("the room can be written");
    // What was told on the way is not told again.
    page.reload();
    page.wait_started();
}

/// Writes the first file of another street, and its backup.
fn neighbours(room: &Path) {
    let device = Device { key: SecretKey::from_bytes([9; 32]), run: "street01".to_owned() };
    let created = Workspace::create("北山街道", "北山街道党工委", device, &Stamp::save(NOW, None));
    let mut street = created.expect("both are named").0;
    let file = written(&mut street, &room.join("neighbours.json"));
    let file = std::fs::read_to_string(file).expect("it was just written");
    let backup = exchange::write_backup(&file, &street.device().key).expect("it was just written");
    std::fs::write(room.join("backup.json"), backup).expect("the room can be written");
}

/// Another machine of the street whose file this is, that asks to speak for its first office of a role.
fn asking(street: &Path, seed: u8, role: &str) -> Workspace {
    let file = std::fs::read(street).expect("it was just saved");
    let file = exchange::read(&file).expect("it was just written");
    let device = Device { key: SecretKey::from_bytes([seed; 32]), run: format!("office{seed:02}") };
    let mut office = Workspace::receive(file.workspace, file.logs, device).expect("the file is complete").0;
    let first = office.ids(Kind::Office).into_iter().find(|it| office.text(it, "role") == role);
    let itself = office.device_edit(&first.expect("the sample has offices of every role"));
    office.edit(vec![itself], &Stamp::save(NOW, None)).expect("it is complete");
    office
}

const NOW: Timestamp = Timestamp(1_790_000_000);

fn change(office: &mut Workspace, record: &RecordId, fields: &[(&str, &str)]) {
    let fields: Fields = fields.iter().map(|(name, text)| ((*name).to_owned(), Value::from(*text))).collect();
    office.edit(vec![Edit::change(record.clone(), fields)], &Stamp::save(NOW, None)).expect("it is something new");
}

fn written(office: &mut Workspace, to: &Path) -> PathBuf {
    written_after(office, None, to)
}

/// Writes what somebody lacks who has that much.
fn written_after(office: &mut Workspace, base: Option<exchange::Have>, to: &Path) -> PathBuf {
    office.seal();
    let contents = Contents {
        workspace: office.id(),
        title: office.title(),
        office: office.my_office().map(|it| (it.to_string(), office.title_of(&it))),
        made_at: NOW,
        summary: Summary::default(),
        base,
        private: Private::None,
    };
    let file = exchange::write(office.replica(), &office.device().key, contents).expect("there is something to write");
    std::fs::write(to, file).expect("the room can be written");
    to.to_owned()
}
