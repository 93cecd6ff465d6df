//! The core natively: what a change costs, before it is measured in an engine. `cargo xtask bench` prints the figures.

mod workload;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use three_lists::domain::{Date, Kind};
use three_lists::exchange;
use three_lists::oplog::Replica;
use three_lists::workspace::{ListQuery, run};

const RECORDS: usize = 10_000;
const LISTED: usize = 100_000;
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
    let workspace = workload::needs(LISTED);
    let today = Date::parse("2026-11-22").expect("a day");
    let whole = ListQuery::new(Kind::Need);
    workspace.prepare_search(Kind::Need);
    let mut time = |name: String, query: ListQuery| {
        // Another list's query in between, so that no answer is kept.
        let other = ListQuery { text: "zzz".to_owned(), ..whole.clone() };
        group.bench_with_input(BenchmarkId::new(name, LISTED), &query, |bencher, query| {
            let forget = || drop((!query.text.is_empty()).then(|| run(&workspace, &other, today)));
            bencher.iter_batched(forget, |()| run(black_box(&workspace), query, today), BatchSize::PerIteration);
        });
    };
    time("in its own order".to_owned(), whole.clone());
    for typed in workload::TYPED {
        time(format!("searched for {typed}"), ListQuery { text: typed.to_owned(), ..whole.clone() });
    }
    for asked in workload::ASKED {
        time(format!("asked for {asked}"), ListQuery::parse(Kind::Need, asked));
    }
    group.finish();
}

criterion_group! {
    name = core;
    config = Criterion::default().sample_size(15).without_plots();
    targets = read_verify_fold, merge, list
}
criterion_main!(core);
