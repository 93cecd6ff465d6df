//! One office of the comparison with synchronisation libraries, for `peers/ours.mjs`; and the workload all of them get.
//!
//! What the page does when a file comes in, and no more: `exchange::read` checks chain, seals and signature,
//! `Replica::admit` folds, and a table holds each record's fields as typed values.

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use three_lists::domain::{Fields, RecordId, Value};
use three_lists::exchange;
use three_lists::oplog::{Replica, Row, Scope};
use three_lists::workspace::{Device, StoredText, Workspace};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::workload::{ACTORS, FIELDS, HAN, Numbers, begun, draft, file, key, run, value, workspace};

const KIND: &str = "need";

/// A changed field: the record's number, the field's name and its new value.
type Change = (usize, String, Value);

/// Everything written in the comparison, as JSON: `records`, of which actor `n % 20` wrote number n; `a` and `b`, the
/// changes of two offices to a tenth of the records each, one in a hundred of them to the same field of the same record;
/// `ways`, the changes of each of twenty offices to a twentieth of the records, drawn without regard to the others'.
#[wasm_bindgen]
pub fn sync_workload(records: usize) -> String {
    let letters: Vec<char> = HAN.chars().collect();
    let mut numbers = Numbers::new(20_260_101 + u32::try_from(records).expect("few records"));
    let base: Vec<Fields> = (0..records).map(|_| fields(&mut numbers, &letters)).collect();
    let mut numbers = Numbers::new(777 + u32::try_from(records).expect("few records"));
    let each = records / 10;
    let both = (each / 100).max(1);
    let drawn = draw(&mut numbers, records, 2 * each - both);
    let (shared, apart) = drawn.split_at(both);
    let (only_a, only_b) = apart.split_at(each - both);
    let mut change = |record: usize, field: &str| (record, field.to_owned(), value(&mut numbers, field, &letters));
    // The number and the day are left out here: two offices might say the same.
    let texts = ["note", "owner", "place", "title"];
    let mut a: Vec<Change> = shared.iter().map(|it| change(*it, texts[it % texts.len()])).collect();
    let mut b: Vec<Change> = shared.iter().map(|it| change(*it, texts[it % texts.len()])).collect();
    a.extend(only_a.iter().map(|it| change(*it, FIELDS[it % FIELDS.len()])));
    b.extend(only_b.iter().map(|it| change(*it, FIELDS[it % FIELDS.len()])));
    let ways: Vec<Vec<Change>> = (0..ACTORS)
        .map(|way| {
            let mut numbers = Numbers::new(5000 + u32::try_from(records + way).expect("few records"));
            let drawn = draw(&mut numbers, records, records / ACTORS);
            let mut change = |record: usize| {
                let field = FIELDS[numbers.below(FIELDS.len())];
                (record, field.to_owned(), value(&mut numbers, field, &letters))
            };
            drawn.into_iter().map(&mut change).collect()
        })
        .collect();
    json!({ "records": base, "a": a, "b": b, "ways": ways }).to_string()
}

fn fields(numbers: &mut Numbers, letters: &[char]) -> Fields {
    FIELDS.iter().map(|field| ((*field).to_owned(), value(numbers, field, letters))).collect()
}

/// So many different numbers below `bound`, in no order.
fn draw(numbers: &mut Numbers, bound: usize, count: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (0..bound).collect();
    for at in 0..count {
        all.swap(at, at + numbers.below(bound - at));
    }
    all.truncate(count);
    all
}

/// The record of that number: its place in its maker's log.
fn id(record: usize) -> RecordId {
    let place = format!("{KIND}/{}.{}", run((record % ACTORS) as u32), record / ACTORS + 1);
    RecordId::parse(&place).expect("an id")
}

/// The number of a record.
fn number(id: &RecordId, runs: &[String]) -> usize {
    let place = id.as_str().strip_prefix(KIND).and_then(|it| it.strip_prefix('/')).and_then(|it| it.split_once('.'));
    let (run, seq) = place.expect("an id of the workload");
    let actor = runs.iter().position(|it| it == run).expect("a run of the workload");
    (seq.parse::<usize>().expect("a place") - 1) * ACTORS + actor
}

/// One office: what it holds, and who it is.
#[wasm_bindgen]
pub struct Office {
    replica: Replica,
    actor: usize,
    run: String,
}

/// A chain as storage keeps it.
#[derive(Serialize, Deserialize)]
struct Kept {
    chain: String,
    meta: String,
    ops: String,
    head: String,
}

#[wasm_bindgen]
impl Office {
    /// An office that holds nothing.
    #[wasm_bindgen(constructor)]
    pub fn new(actor: usize) -> Office {
        Office { replica: begun(), actor, run: run(actor as u32) }
    }

    /// Opens what storage kept, as another opening of the app.
    pub fn open(kept: &[u8], actor: usize) -> Office {
        let kept: Vec<Kept> = serde_json::from_slice(kept).expect("what `kept` wrote");
        let stored =
            kept.into_iter().map(|it| StoredText { chain: it.chain, meta: it.meta, ops: it.ops, head: it.head });
        let run = run(1000 + actor as u32);
        let device = Device { key: key(actor), run: run.clone() };
        let opened = Workspace::open(&stored.collect::<Vec<_>>(), device).expect("whole chains");
        Office { replica: opened.replica().clone(), actor, run }
    }

    /// What storage keeps of a complete file.
    pub fn kept(file: &[u8]) -> Vec<u8> {
        let logs = exchange::read(file).expect("a good file").logs;
        let device = Device { key: key(0), run: run(0) };
        let (_, changes) = Workspace::receive(workspace(), logs, device).expect("no gap");
        let lines = changes.batch.into_iter().map(|it| {
            let ops = it.ops.iter().map(|op| format!("{op}\n")).collect();
            Kept { chain: it.chain, meta: it.meta, ops, head: it.head }
        });
        serde_json::to_vec(&lines.collect::<Vec<_>>()).expect("texts always serialize")
    }

    /// Writes records of its own, one op each.
    pub fn write(&mut self, records: &str) {
        let records: Vec<Fields> = fields_of(records);
        for (index, set) in records.into_iter().enumerate() {
            let record = id(index * ACTORS + self.actor);
            let at = 1_767_225_600 + (self.actor * 100_000 + index) as i64;
            self.replica.append(&key(self.actor), &self.run, Scope::Shared, &draft(at, record, set, Vec::new()));
        }
    }

    /// Changes fields, one op each.
    pub fn change(&mut self, changes: &str) {
        let changes: Vec<(usize, String, Json)> = serde_json::from_str(changes).expect("changes");
        for (index, (record, field, new)) in changes.into_iter().enumerate() {
            let record = id(record);
            let seen = self.replica.heads(&record, &field).into_iter().map(|head| head.op).collect();
            let set = Fields::from([(field, plain(&new))]);
            let draft = draft(1_770_000_000 + index as i64, record, set, seen);
            self.replica.append(&key(self.actor), &self.run, Scope::Shared, &draft);
        }
    }

    /// The same office, not sealed yet if this one is not.
    pub fn copy(&self) -> Office {
        Office { replica: self.replica.clone(), actor: self.actor, run: self.run.clone() }
    }

    /// How far it reaches, as JSON.
    pub fn have(&self) -> String {
        serde_json::to_string(&exchange::have(&self.replica)).expect("names and numbers always serialize")
    }

    /// The file it hands on: complete, or what a receiver with that `have` lacks.
    pub fn export(&mut self, have: Option<String>) -> Vec<u8> {
        let have = have.map(|it| serde_json::from_str(&it).expect("what `have` wrote"));
        file(&mut self.replica, self.actor, have).into_bytes()
    }

    /// Takes a file in; returns how many ops were new.
    pub fn take(&mut self, bytes: &[u8]) -> usize {
        let file = exchange::read(bytes).expect("a good file");
        self.replica.admit(file.logs).expect("no gap").new_ops
    }

    /// Reads every field of every record.
    pub fn table(&self) -> Table {
        let numbers = FIELDS.map(|field| self.replica.field_number(field));
        let read = |row: Row<'_>| {
            let text = |at: usize| row.text(numbers[at]).unwrap_or_default().into_owned();
            let qty = match row.value(numbers[6]) {
                Value::Integer(number) => number,
                _ => 0,
            };
            Record {
                id: row.id().clone(),
                contact: text(0),
                due: text(1),
                kind: text(2),
                note: text(3),
                owner: text(4),
                place: text(5),
                qty,
                title: text(7),
            }
        };
        Table(self.replica.rows_of(KIND).map(read).collect())
    }

    /// How many fields have values that say different things.
    pub fn conflicts(&self) -> usize {
        let fields =
            |row: Row<'_>| if row.is_conflicted() { self.replica.conflicted_fields(row.id()).len() } else { 0 };
        self.replica.rows_of(KIND).map(fields).sum()
    }
}

/// Values in the workload: texts and whole numbers.
fn plain(value: &Json) -> Value {
    match value {
        Json::String(text) => Value::Text(text.clone()),
        other => Value::Integer(other.as_i64().expect("a whole number")),
    }
}

fn fields_of(records: &str) -> Vec<Fields> {
    let records: Vec<serde_json::Map<String, Json>> = serde_json::from_str(records).expect("records");
    let set = |it: serde_json::Map<String, Json>| it.iter().map(|(name, value)| (name.clone(), plain(value))).collect();
    records.into_iter().map(set).collect()
}

/// The records as typed values, in the module's memory, where a page holds them.
#[wasm_bindgen]
pub struct Table(Vec<Record>);

/// One of them; `FIELDS` in their order.
struct Record {
    id: RecordId,
    contact: String,
    due: String,
    kind: String,
    note: String,
    owner: String,
    place: String,
    qty: i64,
    title: String,
}

#[wasm_bindgen]
impl Table {
    /// How many records.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// All of it as JSON; each record's `id` is its number in the workload.
    pub fn to_json(&self) -> String {
        let runs: Vec<String> = (0..ACTORS).map(|actor| run(actor as u32)).collect();
        let line = |it: &Record| {
            json!({
                "id": number(&it.id, &runs), "contact": it.contact, "due": it.due, "kind": it.kind, "note": it.note,
                "owner": it.owner, "place": it.place, "qty": it.qty, "title": it.title,
            })
        };
        Json::Array(self.0.iter().map(line).collect()).to_string()
    }
}
