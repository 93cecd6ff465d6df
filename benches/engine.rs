//! The core as the page carries it, for `engine.mjs`, `matching/run.mjs` and `peers/ours.mjs` to time inside a JavaScript engine.
#![cfg(target_arch = "wasm32")]

mod matching;
mod sync;
mod workload;

use std::cell::RefCell;
use std::hint::black_box;

use three_lists::domain::{Date, Kind};
use three_lists::oplog::Replica;
use three_lists::workspace::{Asked, ListQuery, Workspace};
use three_lists::{exchange, workspace};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static BASE: RefCell<Replica> = RefCell::new(Replica::default());
    static FRESH: RefCell<Replica> = RefCell::new(Replica::default());
    static LISTED: RefCell<Option<Workspace>> = const { RefCell::new(None) };
}

/// Builds the workload and returns the complete file.
#[wasm_bindgen]
pub fn build(records: usize) -> Vec<u8> {
    let mut replica = workload::replica(records);
    let text = workload::file(&mut replica, 0, None);
    BASE.with_borrow_mut(|base| *base = replica);
    text.into_bytes()
}

/// Reads, verifies and folds a complete file; returns how many ops came in.
#[wasm_bindgen]
pub fn read_verify_fold(bytes: &[u8]) -> usize {
    let file = exchange::read(bytes).expect("a good file");
    let mut replica = workload::judged();
    replica.admit(file.logs).expect("no gap").new_ops
}

/// Reads and verifies only.
#[wasm_bindgen]
pub fn read_verify(bytes: &[u8]) -> usize {
    exchange::read(bytes).expect("a good file").logs.len()
}

/// The delta with that many one-field edits.
#[wasm_bindgen]
pub fn delta(edits: usize) -> Vec<u8> {
    BASE.with_borrow(|base| workload::delta(base, edits)).into_bytes()
}

/// Makes the base ready for a merge to be timed.
#[wasm_bindgen]
pub fn prepare() {
    let copy = BASE.with_borrow(Clone::clone);
    FRESH.with_borrow_mut(|fresh| *fresh = copy);
}

/// Merges a delta into what `prepare` made ready.
#[wasm_bindgen]
pub fn merge(bytes: &[u8]) -> usize {
    let file = exchange::read(bytes).expect("a good file");
    FRESH.with_borrow_mut(|fresh| fresh.admit(file.logs).expect("no gap").new_ops)
}

/// Builds a workspace of needs; the searches and lists below are over it.
#[wasm_bindgen]
pub fn build_needs(records: usize) {
    LISTED.with_borrow_mut(|listed| *listed = Some(workload::needs(records)));
}

/// Folds what searching needs, as before the first key press.
#[wasm_bindgen]
pub fn prepare_search() {
    LISTED.with_borrow(|listed| listed.iter().for_each(|it| it.prepare_search(Kind::Need)));
}

/// The queries to time, one a line: typed ones, then lists' addresses.
#[wasm_bindgen]
pub fn queries() -> Vec<String> {
    let addresses = workload::ASKED.into_iter().map(str::to_owned);
    workload::TYPED.map(|it| format!("q={it}")).into_iter().chain(addresses).collect()
}

/// Answers a list's address, as at a key press, with its groups; returns how many records it shows.
#[wasm_bindgen]
pub fn list(address: &str) -> usize {
    let query = ListQuery::parse(Kind::Need, address);
    on_list(|it| {
        let records = workspace::run(it, &query, asked());
        drop(black_box(workspace::groups(it, &query, &records, asked())));
        records.len()
    })
}

/// Adds up a list's amounts, group by group where its address has groups; returns how many records have one.
#[wasm_bindgen]
pub fn totals(address: &str) -> usize {
    let query = ListQuery::parse(Kind::Need, address);
    on_list(|it| workspace::totals(it, &query, asked()).whole.iter().map(|total| total.count).sum())
}

/// Counts what a board shows; returns how many needs wait.
#[wasm_bindgen]
pub fn board() -> usize {
    on_list(|it| workspace::board(it, asked()).first().map_or(0, |figure| figure.count))
}

fn asked() -> Asked {
    Asked::on(Date::parse("2026-11-22").expect("a day"))
}

fn on_list(answer: impl FnOnce(&Workspace) -> usize) -> usize {
    LISTED.with_borrow(|listed| listed.as_ref().map_or(0, answer))
}
