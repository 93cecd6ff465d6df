//! Sheets as offices keep them, read and imported with the suggested mapping untouched.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

mod again;
mod forms;
mod laws;
mod mapping;
mod problems;
mod published;
#[path = "../real/mod.rs"]
mod real;
mod refused;
mod venues;

use std::collections::BTreeMap;
use std::path::PathBuf;

use rust_xlsxwriter::{Format, Workbook as Writer};
use three_lists::domain::{Fields, Kind, Value};
use three_lists::tabular::{
    CellKind, Existing, ExistingRow, HeaderError, Incoming, OfficeName, Outcome, Preview, ProblemHeads, ReadError,
    Reason, Severity, Sheet, export_sheet, header, preview, problem_sheet, read, suggest, suggest_kind, template,
};

fn sheet(bytes: &[u8], name: &str) -> Sheet {
    read(bytes, name).unwrap_or_else(|error| panic!("{name}: {error}")).sheets.remove(0)
}

fn csv(text: &str) -> Sheet {
    sheet(text.as_bytes(), "t.csv")
}

fn case(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tabular").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn shown(kind: Kind, sheet: &Sheet, existing: &Existing) -> Preview {
    let mapping = suggest(kind, sheet).expect("a header");
    let round: three_lists::tabular::Mapping =
        serde_json::from_str(&serde_json::to_string(&mapping).unwrap()).expect("a mapping is remembered as it was");
    assert_eq!(round, mapping);
    let preview = preview(sheet, &mapping, existing).expect("a preview");
    let round: Preview = serde_json::from_str(&serde_json::to_string(&preview).unwrap()).expect("crosses to the page");
    assert_eq!(round, preview);
    preview
}

/// What the workspace would hold after the import.
fn imported(preview: &Preview, mut existing: Existing) -> Existing {
    let mut made = Vec::new();
    for (at, office) in preview.new_offices.iter().enumerate() {
        let id = format!("office/new.{}.{at}", existing.offices.len());
        made.push(id.clone());
        existing.offices.push(OfficeName { id, names: vec![office.name.clone()], role: office.role.clone() });
    }
    for row in &preview.rows {
        match &row.outcome {
            Outcome::New { fields } => {
                let fields = fields.iter().map(|(name, it)| (name.clone(), it.to_value(&made))).collect();
                existing.rows.push(ExistingRow { id: format!("x/row.{}", existing.rows.len()), fields, waits: false });
            }
            Outcome::Changed { id, changes, origins } => {
                let kept = existing.rows.iter_mut().find(|it| it.id == *id).expect("a kept record");
                for change in changes {
                    kept.fields.insert(change.field.clone(), change.after.to_value(&made));
                }
                kept.fields.extend(origins.clone());
            }
            Outcome::Same { .. } | Outcome::Problem => {}
        }
    }
    existing
}

fn counts(preview: &Preview) -> (u32, u32, u32, u32) {
    let it = preview.counts();
    (it.new, it.changed, it.same, it.problem)
}

/// Imports a sheet into nothing, checks that the list is guessed and a second import changes nothing.
fn check_import(kind: Kind, sheet: &Sheet, rows: u32) -> (Preview, Existing) {
    let kinds = suggest_kind(sheet).expect("a header");
    assert_eq!(kinds[0].kind, kind, "{kinds:?}");
    let first = shown(kind, sheet, &Existing::default());
    let problems: Vec<_> = first.rows.iter().filter(|it| it.outcome == Outcome::Problem).collect();
    assert_eq!(counts(&first), (rows, 0, 0, 0), "{problems:#?}");
    let existing = imported(&first, Existing::default());
    let second = shown(kind, sheet, &existing);
    assert_eq!(
        counts(&second),
        (0, 0, rows, 0),
        "{:#?}",
        second.rows.iter().find(|it| !matches!(it.outcome, Outcome::Same { .. }))
    );
    assert_eq!(second.new_offices, []);
    // Without the origin, equal contents alone must be known again.
    let mut stripped = existing.clone();
    stripped.rows.iter_mut().for_each(|row| drop(row.fields.remove("origin")));
    assert_eq!(counts(&shown(kind, sheet, &stripped)), (0, 0, rows, 0));
    (first, existing)
}

fn text<'e>(existing: &'e Existing, row: usize, field: &str) -> &'e str {
    existing.rows[row].fields.get(field).and_then(Value::as_text).unwrap_or_default()
}

fn number(existing: &Existing, row: usize, field: &str) -> (i64, String) {
    let quantity = existing.rows[row].fields.get(field).and_then(three_lists::domain::Quantity::from_value);
    quantity.map_or((-1, String::new()), |it| (it.n, it.unit))
}

fn office<'e>(existing: &'e Existing, row: usize, field: &str) -> &'e str {
    let id = text(existing, row, field);
    existing.offices.iter().find(|it| it.id == id).map_or("", |it| it.names[0].as_str())
}

const LIST: &str = "序号,场地名称,容纳人数,地址\n1,甲厅,60,路1号\n2,乙厅,30,路2号\n3,丙厅,20,路3号\n";

fn kept_list() -> Existing {
    imported(&shown(Kind::Resource, &csv(LIST), &Existing::default()), Existing::default())
}
