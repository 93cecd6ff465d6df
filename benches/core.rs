//! The core natively: what a change costs, before it is measured in an engine. `cargo xtask bench` prints the figures.

mod workload;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use three_lists::domain::{Date, Kind};
use three_lists::exchange;
use three_lists::oplog::{Replica, SecretKey};
use three_lists::workspace::{Device, ListQuery, Workspace, run};

const RECORDS: usize = 10_000;
const EDITS: usize = 1_000;

fn read_verify_fold(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read, verify and fold a complete file");
    for records in [1_000, RECORDS] {
        let file = workload::file(&mut workload::replica(records), 0, None);
        group.bench_with_input(BenchmarkId::from_parameter(records), &file, |bencher, file| {
            bencher.iter(|| {
                let file = exchange::read(file.as_bytes()).expect("a good file");
                let mut replica = Replica::default();
                replica.admit(file.logs).expect("no gap").new_ops
            });
        });
    }
    group.finish();
}

fn merge(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("merge a delta of 1000 one-field edits");
    let base = workload::replica(RECORDS);
    let delta = workload::delta(&base, EDITS);
    group.bench_with_input(BenchmarkId::from_parameter(RECORDS), &delta, |bencher, delta| {
        let merge = |mut replica: Replica| {
            let file = exchange::read(delta.as_bytes()).expect("a good file");
            replica.admit(file.logs).expect("no gap");
            // Handed back, so that letting go of ten thousand records is not timed.
            replica
        };
        bencher.iter_batched(|| base.clone(), merge, BatchSize::LargeInput);
    });
    group.finish();
}

fn list(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a list");
    let file = workload::file(&mut workload::replica(RECORDS), 0, None);
    let logs = exchange::read(file.as_bytes()).expect("a good file").logs;
    let device = Device { key: SecretKey::from_bytes([200; 32]), run: "bench000".to_owned() };
    let (workspace, _) = Workspace::receive(workload::workspace(), logs, device).expect("no gap");
    let today = Date::parse("2026-11-22").expect("a day");
    let whole = ListQuery::new(Kind::Need);
    let sorted = ListQuery { sort: vec![("title".to_owned(), false)], ..whole.clone() };
    let searched = ListQuery { text: "的一".to_owned(), ..whole.clone() };
    for (name, query) in [("in its own order", whole), ("sorted by a text", sorted), ("searched", searched)] {
        group.bench_with_input(BenchmarkId::new(name, RECORDS), &query, |bencher, query| {
            bencher.iter(|| run(black_box(&workspace), query, today));
        });
    }
    group.finish();
}

criterion_group! {
    name = core;
    config = Criterion::default().sample_size(15).without_plots();
    targets = read_verify_fold, merge, list
}
criterion_main!(core);
