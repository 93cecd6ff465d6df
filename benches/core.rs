//! The core natively: what a change costs, before it is measured in an engine. `cargo xtask bench` prints the figures.

mod workload;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use three_lists::domain::{Date, Kind};
use three_lists::exchange;
use three_lists::oplog::Replica;
use three_lists::workspace::{Asked, ListQuery, Workspace, run};

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
                let mut replica = workload::judged();
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
    let asked = Asked::on(Date::parse("2026-11-22").expect("a day"));
    let whole = ListQuery::new(Kind::Need);
    workspace.prepare_search(Kind::Need);
    let mut time = |name: String, query: ListQuery| {
        // Another list's query in between, so that no answer is kept.
        let other = ListQuery { text: "zzz".to_owned(), ..whole.clone() };
        group.bench_with_input(BenchmarkId::new(name, LISTED), &query, |bencher, query| {
            let forget = || drop((!query.text.is_empty()).then(|| run(&workspace, &other, asked)));
            bencher.iter_batched(forget, |()| run(black_box(&workspace), query, asked), BatchSize::PerIteration);
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

fn form(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a key press in a form");
    let workspace = workload::needs(LISTED);
    workspace.prepare_search(Kind::Need);
    workspace.prepare_search(Kind::Office);
    let untouched = workspace.clone();
    let mut time = |name: &str, press: &dyn Fn() -> usize| {
        group.bench_function(BenchmarkId::new(name, LISTED), |bencher| bencher.iter(|| black_box(press())));
    };
    for typed in ["", "h", "会"] {
        time(&format!("an office offered for {typed:?}"), &|| workspace.offered(Kind::Office, typed, 8).len());
        time(&format!("a need offered for {typed:?}"), &|| workspace.offered(Kind::Need, typed, 8).len());
    }
    time("a need found by its title", &|| workspace.find_exactly(Kind::Need, "会议室").iter().len());
    for field in ["place", "quantity"] {
        for typed in ["", "h", "zzz"] {
            let press = || workspace.remembered(Kind::Need, field, typed, 8).len();
            time(&format!("values of {field} for {typed:?}"), &press);
        }
    }
    // One of the records itself: the sieve and the judge find what they look for.
    let ids = workspace.ids(Kind::Need);
    let fields = workspace.fields(&ids[ids.len() / 2]);
    time("duplicates of a need", &|| workspace.near(Kind::Need, &fields, None).len());
    let elsewhere = workspace.fields(&ids[0]).get("asker").cloned().unwrap_or_default();
    let mut titled = fields.clone();
    titled.insert("asker".to_owned(), elsewhere);
    time("duplicates of a need at another office", &|| workspace.near(Kind::Need, &titled, None).len());
    let one_office = workload::needs_of(LISTED, 1);
    one_office.prepare_search(Kind::Need);
    let fields = one_office.fields(&one_office.ids(Kind::Need)[LISTED / 2]);
    time("duplicates among the needs of one office", &|| one_office.near(Kind::Need, &fields, None).len());
    let named = workspace.fields(&workspace.ids(Kind::Office)[7]);
    time("duplicates of an office", &|| workspace.near(Kind::Office, &named, None).len());
    let places = |workspace: Workspace| (workspace.remembered(Kind::Need, "place", "", 8).len(), workspace);
    group.bench_function(BenchmarkId::new("values of place counted", LISTED), |bencher| {
        bencher.iter_batched(|| untouched.clone(), places, BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group! {
    name = core;
    config = Criterion::default().sample_size(15).without_plots();
    targets = read_verify_fold, merge, list, form
}
criterion_main!(core);
