//! What a confirmed import writes: from a preview and the person's choices to the edits of one action. Free of the browser.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::order;
use crate::domain::schema::{self, DELETED, ORIGIN};
use crate::domain::{Fields, Kind, RecordId, Shape, Value};
use crate::tabular::{
    Existing, ExistingRow, Incoming, NewOffice, OfficeName, OfficeRef, Outcome, Preview, Reason, RowResult,
};
use crate::workspace::{Edit, Workspace};

/// What becomes of a name nobody keeps yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeChoice {
    /// A new office of this role.
    New {
        /// The role's code.
        role: String,
    },
    /// Another spelling of that one, to be kept as an alias.
    Same(OfficeRef),
}

impl OfficeChoice {
    /// What stands until the person chooses: nothing is taken for the same unasked.
    pub fn first(office: &NewOffice) -> OfficeChoice {
        OfficeChoice::New { role: office.role.clone() }
    }
}

/// What is kept already, as a comparison needs it: archived records too, behind the live ones.
pub fn existing(workspace: &Workspace, kind: Kind) -> Existing {
    let both = |kind: Kind| workspace.ids(kind).into_iter().chain(workspace.archived(kind));
    let row = |id: RecordId| {
        let mut fields = workspace.fields(&id);
        if workspace.is_archived(&id) {
            fields.insert(DELETED.to_owned(), Value::Flag(true));
        }
        ExistingRow { id: id.to_string(), fields }
    };
    let office = |id: RecordId| {
        let aliases = workspace.value(&id, "aliases");
        let aliases = aliases.items().iter().filter_map(Value::as_text).map(str::to_owned);
        let names = std::iter::once(workspace.text(&id, "name")).chain(aliases).collect();
        OfficeName { id: id.to_string(), names, role: workspace.text(&id, "role") }
    };
    Existing { rows: both(kind).map(row).collect(), offices: both(Kind::Office).map(office).collect() }
}

/// True where the record a row speaks of was taken out of its list.
pub fn is_archived(row: &RowResult) -> bool {
    row.issues.iter().any(|issue| issue.reason == Reason::Archived)
}

/// True where a row writes something.
pub fn writes(row: &RowResult, restore: bool) -> bool {
    match row.outcome {
        Outcome::New { .. } | Outcome::Changed { .. } => true,
        Outcome::Same { .. } => restore && is_archived(row),
        Outcome::Problem => false,
    }
}

/// The edits of an import: offices first, then records that link to them by their place in the command.
///
/// `choices` stand in the order of the preview's new offices; with `restore` archived records come back.
pub fn edits(workspace: &Workspace, preview: &Preview, choices: &[OfficeChoice], restore: bool) -> Vec<Edit> {
    let mut plan = Plan { workspace, edits: Vec::new(), touched: BTreeMap::new() };
    let made = plan.offices(preview, choices);
    if restore {
        plan.restore_offices(preview);
    }
    for row in &preview.rows {
        plan.row(preview.kind, row, &made, restore);
    }
    plan.edits
}

struct Plan<'w> {
    workspace: &'w Workspace,
    edits: Vec<Edit>,
    /// The edit of a kept record, so that a record is edited once.
    touched: BTreeMap<RecordId, usize>,
}

impl Plan<'_> {
    /// Makes the offices chosen to be new; returns what stands for each name: a placeholder or an id.
    fn offices(&mut self, preview: &Preview, choices: &[OfficeChoice]) -> Vec<String> {
        let mut made: BTreeMap<usize, String> = BTreeMap::new();
        let mut spellings: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        let end = |at: usize| end_of(at, choices);
        for (at, office) in preview.new_offices.iter().enumerate() {
            if let (OfficeRef::New(to), true) = (end(at), matches!(choices.get(at), Some(OfficeChoice::Same(_)))) {
                spellings.entry(to as usize).or_default().push(&office.name);
            }
        }
        for (at, office) in preview.new_offices.iter().enumerate() {
            let role = match choices.get(at) {
                Some(OfficeChoice::New { role }) => role.clone(),
                Some(OfficeChoice::Same(_)) if end(at) != OfficeRef::New(at as u32) => continue,
                _ => office.role.clone(),
            };
            let mut fields = order::map([
                ("name".to_owned(), Value::from(office.name.as_str())),
                ("role".to_owned(), Value::from(role)),
            ]);
            let aliases: Vec<Value> = spellings
                .get(&at)
                .into_iter()
                .flatten()
                .filter(|it| **it != office.name)
                .map(|it| Value::from(*it))
                .collect();
            if !aliases.is_empty() {
                fields.insert("aliases".to_owned(), Value::List(aliases));
            }
            made.insert(at, format!("#{}", self.edits.len()));
            self.edits.push(Edit::new(Kind::Office, fields));
        }
        let names = preview.new_offices.iter().enumerate();
        names
            .map(|(at, office)| match end(at) {
                OfficeRef::New(to) => made.get(&(to as usize)).cloned().unwrap_or_default(),
                OfficeRef::Known(id) => {
                    self.add_alias(&id, &office.name);
                    id
                }
            })
            .collect()
    }

    fn add_alias(&mut self, id: &str, name: &str) {
        let Ok(id) = RecordId::parse(id) else { return };
        let kept = match self.touched.get(&id).and_then(|at| self.edits[*at].set.get("aliases")) {
            Some(aliases) => aliases.items().to_vec(),
            None => self.workspace.value(&id, "aliases").items().to_vec(),
        };
        let alias = Value::from(name);
        if !kept.contains(&alias) {
            let aliases = Value::List(kept.into_iter().chain([alias]).collect());
            self.set(&id, order::map([("aliases".to_owned(), aliases)]));
        }
    }

    /// Archived offices that the rows written name come back with them.
    fn restore_offices(&mut self, preview: &Preview) {
        let mut named: BTreeSet<String> = BTreeSet::new();
        for row in preview.rows.iter().filter(|row| writes(row, true)) {
            match &row.outcome {
                Outcome::New { fields } => fields.values().for_each(|it| known_in(it, &mut named)),
                Outcome::Changed { id, changes, .. } => {
                    changes.iter().for_each(|it| known_in(&it.after, &mut named));
                    self.linked_offices(preview.kind, id, &mut named);
                }
                Outcome::Same { id } => self.linked_offices(preview.kind, id, &mut named),
                Outcome::Problem => {}
            }
        }
        for id in named.iter().filter_map(|id| RecordId::parse(id).ok()) {
            if self.workspace.is_archived(&id) {
                self.set(&id, Edit::restore(id.clone()).set);
            }
        }
    }

    fn linked_offices(&self, kind: Kind, id: &str, named: &mut BTreeSet<String>) {
        let Ok(id) = RecordId::parse(id) else { return };
        for field in schema::fields(kind) {
            match (field.shape, self.workspace.value(&id, field.name)) {
                (Shape::Link(Kind::Office), Value::Text(office)) => drop(named.insert(office)),
                (Shape::Links(Kind::Office), Value::List(offices)) => {
                    named.extend(offices.iter().filter_map(Value::as_text).map(str::to_owned));
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, kind: Kind, row: &RowResult, made: &[String], restore: bool) {
        let value = |incoming: &Incoming| incoming.to_value(made);
        match &row.outcome {
            Outcome::New { fields } => {
                let fields = fields.iter().map(|(name, incoming)| (name.clone(), value(incoming))).collect();
                self.edits.push(Edit::new(kind, fields));
            }
            Outcome::Changed { id, changes, origin } => {
                let Ok(id) = RecordId::parse(id) else { return };
                let mut fields = order::map(changes.iter().map(|it| (it.field.clone(), value(&it.after))));
                fields.insert(ORIGIN.to_owned(), origin.clone());
                self.set(&id, fields);
            }
            Outcome::Same { .. } | Outcome::Problem => {}
        }
        if let (true, Outcome::Changed { id, .. } | Outcome::Same { id }) = (restore && is_archived(row), &row.outcome)
            && let Ok(id) = RecordId::parse(id)
        {
            self.set(&id, Edit::restore(id.clone()).set);
        }
    }

    fn set(&mut self, id: &RecordId, fields: Fields) {
        match self.touched.get(id) {
            Some(at) => self.edits[*at].set.extend(fields),
            None => {
                self.touched.insert(id.clone(), self.edits.len());
                self.edits.push(Edit::change(id.clone(), fields));
            }
        }
    }
}

/// Follows "the same as" to its end; a circle ends where it began.
fn end_of(at: usize, choices: &[OfficeChoice]) -> OfficeRef {
    let mut end = at;
    for _ in 0..choices.len() {
        match choices.get(end) {
            Some(OfficeChoice::Same(OfficeRef::New(next))) if *next as usize != at => end = *next as usize,
            Some(OfficeChoice::Same(OfficeRef::Known(id))) => return OfficeRef::Known(id.clone()),
            _ => break,
        }
    }
    OfficeRef::New(end as u32)
}

fn known_in(incoming: &Incoming, named: &mut BTreeSet<String>) {
    let offices = match incoming {
        Incoming::Office(office) => std::slice::from_ref(office),
        Incoming::Offices(offices) => offices,
        Incoming::Value(_) => &[],
    };
    named.extend(offices.iter().filter_map(|it| match it {
        OfficeRef::Known(id) => Some(id.clone()),
        OfficeRef::New(_) => None,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, catalog};
    use crate::oplog::{SecretKey, Timestamp};
    use crate::tabular::desk::{Answer, Desk, Request};
    use crate::tabular::{Target, export_sheet, mapping, read, suggest};
    use crate::workspace::{Action, Device, Stamp};

    const SHEET: &str =
        "场地名称,所属单位,容量\n一楼会议室,光辉居民区,60人\n二楼舞蹈房,东湖居民区,20人\n门厅,光辉居民区党总支,5人\n";

    fn workspace() -> Workspace {
        let device = Device { key: SecretKey::from_bytes([7; 32]), run: "a1b2c3d4".to_owned() };
        Workspace::create("Test street", "Test office", device, &stamp(Action::Save)).expect("it is valid").0
    }

    fn stamp(action: Action) -> Stamp {
        Stamp { at: Timestamp(1_800_000_000), by: None, action, why: None }
    }

    fn preview(workspace: &Workspace, text: &str) -> Preview {
        let mut desk = Desk::default();
        desk.answer(Request::Read { name: "venues.csv".to_owned() }, text.as_bytes()).expect("a sheet");
        let (answer, _) = desk.answer(Request::Suggest { sheet: 0, kind: Some(Kind::Resource) }, &[]).expect("a list");
        let Answer::Suggestion(suggestion) = answer else { panic!("{answer:?}") };
        let existing = existing(workspace, Kind::Resource);
        let (answer, _) =
            desk.answer(Request::Preview { sheet: 0, mapping: suggestion.mapping, existing }, &[]).expect("a preview");
        let Answer::Preview(preview) = answer else { panic!("{answer:?}") };
        *preview
    }

    fn import(workspace: &mut Workspace, text: &str, choices: Option<&[OfficeChoice]>) -> String {
        let preview = preview(workspace, text);
        let first: Vec<OfficeChoice> = preview.new_offices.iter().map(OfficeChoice::first).collect();
        let edits = edits(workspace, &preview, choices.unwrap_or(&first), true);
        let import = stamp(Action::Import { source: "venues.csv".to_owned() });
        workspace.edit(edits, &import).expect("what was previewed can be written").group
    }

    fn check(workspace: &Workspace, text: &str, expected: [u32; 4]) {
        let counts = preview(workspace, text).counts();
        assert_eq!([counts.new, counts.changed, counts.same, counts.problem], expected);
    }

    #[test]
    fn a_sheet_that_comes_again_is_the_same() {
        let mut workspace = workspace();
        import(&mut workspace, SHEET, None);
        assert_eq!((workspace.count(Kind::Resource), workspace.count(Kind::Office)), (3, 4));
        check(&workspace, SHEET, [0, 0, 3, 0]);
        check(&workspace, &SHEET.replace("60人", "80人"), [0, 1, 2, 0]);
    }

    #[test]
    fn one_undo_takes_an_import_back_and_the_same_sheet_brings_it_again() {
        let mut workspace = workspace();
        let group = import(&mut workspace, SHEET, None);
        workspace.undo(&group, &stamp(Action::Undo { of: group.clone() })).expect("own action");
        assert_eq!((workspace.count(Kind::Resource), workspace.count(Kind::Office)), (0, 1));
        import(&mut workspace, SHEET, None);
        assert_eq!((workspace.count(Kind::Resource), workspace.count(Kind::Office)), (3, 4));
        assert!(workspace.archived(Kind::Resource).is_empty(), "records were doubled instead of brought back");
    }

    #[test]
    fn another_spelling_becomes_an_alias_and_is_known_from_then_on() {
        let mut workspace = workspace();
        let found = preview(&workspace, SHEET);
        let at = |name: &str| found.new_offices.iter().position(|it| it.name == name).expect("the sheet names it");
        let mut choices: Vec<OfficeChoice> = found.new_offices.iter().map(OfficeChoice::first).collect();
        choices[at("光辉居民区党总支")] = OfficeChoice::Same(OfficeRef::New(at("光辉居民区") as u32));
        import(&mut workspace, SHEET, Some(&choices));
        assert_eq!(workspace.count(Kind::Office), 3);
        let (id, names, _) = workspace.offices().into_iter().find(|it| it.1[0] == "光辉居民区").expect("it was made");
        assert_eq!(names, ["光辉居民区", "光辉居民区党总支"]);
        check(&workspace, SHEET, [0, 0, 3, 0]);
        let another = format!("{SHEET}后门,光辉社区,3人\n");
        let found = preview(&workspace, &another);
        assert_eq!(found.new_offices.len(), 1);
        import(&mut workspace, &another, Some(&[OfficeChoice::Same(OfficeRef::Known(id.to_string()))]));
        assert_eq!(workspace.count(Kind::Office), 3);
        assert!(workspace.value(&id, "aliases").items().contains(&Value::from("光辉社区")));
    }

    #[test]
    fn a_list_written_under_its_own_labels_is_understood_when_it_comes_back() {
        let text = catalog(Language::Chinese);
        let mut missed = Vec::new();
        for kind in Kind::LISTS {
            let known: Vec<_> = mapping::fields(kind).into_iter().filter(|it| !it.private).collect();
            let labels: Vec<&str> = known.iter().map(|field| text.field(kind, field.name)).collect();
            let row: Vec<&str> = known.iter().map(|_| "x").collect();
            let bytes = export_sheet(text.kind(kind), &to_owned(&labels), &[to_owned(&row)]).expect("it is small");
            let book = read(&bytes, "list.xlsx").expect("what is written can be read");
            let mapping = suggest(kind, &book.sheets[0]).expect("it has a header");
            let wrong = known.iter().zip(labels).zip(mapping.columns);
            let wrong = wrong.filter(|((field, _), to)| *to != Target::Field(field.name.to_owned()));
            missed.extend(wrong.map(|((field, label), to)| format!("{kind:?}.{} {label}: {to:?}", field.name)));
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }

    fn to_owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|it| (*it).to_owned()).collect()
    }
}
