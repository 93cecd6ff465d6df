//! Three offices that have a canary in every private field of every kind.

use std::collections::BTreeSet;

use three_lists::domain::schema::{self, Field};
use three_lists::domain::{Fields, Kind, Quantity, RecordId, Shape, Value, order};
use three_lists::exchange::{Contents, Have, Private, Summary, WriteError, read, write};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::tabular::desk::{Answer, Desk, Request};
use three_lists::ui::intake::{OfficeChoice, edits, existing};
use three_lists::workspace::{Action, Device, Edit, Stamp, Workspace};

/// What every canary begins with. Plain letters: no format writes them otherwise.
pub const CANARY: &str = "canary-";

fn canary(office: u8, kind: Kind, field: &Field, round: &str) -> String {
    format!("{CANARY}{office}-{}-{}-{round}", kind.as_str(), field.name)
}

/// A private value of the field's shape that holds the canary.
fn singing(field: &Field, canary: &str) -> Value {
    match field.shape {
        Shape::Line | Shape::Text => canary.into(),
        Shape::Names => Value::List(vec![canary.into()]),
        Shape::Quantity => Quantity { n: 1, unit: canary.to_owned() }.to_value(),
        Shape::Structure => Value::List(vec![Value::Map(order::map([("name".to_owned(), canary.into())]))]),
        shape => panic!("{}: a private field of shape {shape:?} holds no text; say here how it is found", field.name),
    }
}

pub fn private_fields(kind: Kind) -> impl Iterator<Item = &'static Field> {
    schema::fields(kind).iter().filter(|field| field.private)
}

/// Any value that a required field may hold.
fn filling(workspace: &Workspace, field: &Field) -> Value {
    match field.shape {
        Shape::Line | Shape::Text => "示例".into(),
        Shape::Choice(_, codes) => codes[0].into(),
        Shape::Link(kind) => workspace.ids(kind).pop().expect("made before").to_string().into(),
        Shape::Integer(low, _) => Value::Integer(low),
        Shape::Date => "2026-11-22".into(),
        shape => panic!("{}: say what fills a required field of shape {shape:?}", field.name),
    }
}

pub fn stamp(action: Action) -> Stamp {
    Stamp { action, ..Stamp::save(Timestamp(1_795_312_980), None) }
}

pub fn device(office: u8) -> Device {
    Device { key: SecretKey::from_bytes([office; 32]), run: format!("run0000{office}") }
}

#[derive(Clone)]
pub struct Office {
    pub workspace: Workspace,
    /// All canaries written here.
    pub written: BTreeSet<String>,
}

impl Office {
    /// Makes a record of each kind, writes canaries on it twice, and imports a sheet with canaries.
    fn fill(&mut self, office: u8) {
        for kind in Kind::ALL {
            let id = self.record(kind);
            for round in ["first", "second"] {
                let mut set = Fields::new();
                for field in private_fields(kind) {
                    let canary = canary(office, kind, field, round);
                    set.insert(field.name.to_owned(), singing(field, &canary));
                    self.written.insert(canary);
                }
                if !set.is_empty() {
                    self.workspace.edit(vec![Edit::change(id.clone(), set)], &stamp(Action::Save)).expect("they fit");
                }
            }
        }
        let imported = format!("{CANARY}{office}-sheet");
        let sheet = format!("场地名称,所属单位,容量,联系人\n舞蹈房,示例单位,20人,{imported}\n");
        self.import(&sheet);
        self.written.insert(imported);
        // What was written is taken back, done again, and taken out of its list.
        let made = self.workspace.actions(1).remove(0);
        self.workspace.undo(&made.group, &stamp(Action::Undo { of: made.group.clone() })).expect("own action");
        let undone = self.workspace.actions(1).remove(0);
        self.workspace.undo(&undone.group, &stamp(Action::Undo { of: undone.group.clone() })).expect("own action");
        let away = self.workspace.ids(Kind::Need).pop().expect("a need");
        self.workspace.edit(vec![Edit::archive(away)], &stamp(Action::Save)).expect("it is here");
    }

    fn record(&mut self, kind: Kind) -> RecordId {
        if matches!(kind, Kind::Workspace | Kind::Device)
            && let Some(id) = self.workspace.ids(kind).pop()
        {
            return id;
        }
        let required = schema::fields(kind).iter().filter(|field| field.required);
        let set = order::map(required.map(|field| (field.name.to_owned(), filling(&self.workspace, field))));
        let made = self.workspace.edit(vec![Edit::new(kind, set)], &stamp(Action::Save)).expect("a record");
        made.records[0].clone()
    }

    /// Imports a sheet of resources.
    pub fn import(&mut self, sheet: &str) {
        let mut desk = Desk::default();
        desk.answer(Request::Read { name: "场地.csv".to_owned() }, sheet.as_bytes()).expect("a sheet");
        let kind = Some(Kind::Resource);
        let (answer, _) = desk.answer(Request::Suggest { sheet: 0, kind }, &[]).expect("a list");
        let Answer::Suggestion(suggestion) = answer else { panic!("{answer:?}") };
        let existing = existing(&self.workspace, Kind::Resource);
        let asked = Request::Preview { sheet: 0, mapping: suggestion.mapping, existing };
        let (Answer::Preview(preview), _) = desk.answer(asked, &[]).expect("a preview") else { panic!("no preview") };
        let choices: Vec<OfficeChoice> = preview.new_offices.iter().map(OfficeChoice::first).collect();
        let edits = edits(&self.workspace, &preview, &choices, true);
        let action = Action::Import { source: "场地.csv".to_owned() };
        self.workspace.edit(edits, &stamp(action)).expect("what was previewed can be written");
    }

    pub fn file(&mut self, base: Option<Have>, with_private: bool) -> Result<String, WriteError> {
        self.file_with(base, if with_private { Private::All } else { Private::None })
    }

    pub fn file_with(&mut self, base: Option<Have>, private: Private) -> Result<String, WriteError> {
        self.workspace.seal();
        let workspace = &self.workspace;
        let office = workspace.my_office().map(|id| (id.to_string(), workspace.title_of(&id)));
        let contents = Contents {
            workspace: workspace.id(),
            title: workspace.title(),
            office,
            made_at: Timestamp(1_795_399_380),
            summary: Summary::default(),
            base,
            private,
        };
        write(workspace.replica(), &workspace.device().key, contents)
    }

    pub fn take(&mut self, file: &str) {
        let logs = read(file.as_bytes()).expect("a good file").logs;
        self.workspace.admit(logs).expect("a complete file");
    }
}

/// Three offices, each with canaries of its own, that have handed each other the beginnings.
pub fn offices() -> Vec<Office> {
    let street = Workspace::create("示例街道", "示例街道办事处", device(1), &stamp(Action::Save)).expect("a street").0;
    let mut street = Office { workspace: street, written: BTreeSet::new() };
    let names = ["东湖社区", "市图书馆"].map(|name| {
        Edit::new(Kind::Office, order::map([("name".to_owned(), name.into()), ("role".to_owned(), "unit".into())]))
    });
    let made = street.workspace.edit(names.to_vec(), &stamp(Action::Save)).expect("two offices").records;
    street.fill(1);
    let first = street.file(None, false).expect("a file");
    let mut offices = vec![street];
    for (office, id) in (2..).zip(&made) {
        let file = read(first.as_bytes()).expect("a good file");
        let (mut workspace, _) =
            Workspace::receive(file.workspace, file.logs, device(office)).expect("a complete file");
        let edit = workspace.device_edit(id);
        workspace.edit(vec![edit], &stamp(Action::Save)).expect("a device");
        let mut office_here = Office { workspace, written: BTreeSet::new() };
        office_here.fill(office);
        offices.push(office_here);
    }
    offices
}
