//! A simulator of offices that exchange files: wrong clocks, crashes, bad roads, copied profiles; in the end all agree.
//!
//! A number decides a whole course. `SIMULATOR_SEEDS=10000` runs that many, `SIMULATOR_SEED=17` one, step by step.

mod chance;
mod course;
mod deeds;
mod disk;
mod end;
mod intake;
mod ledger;
#[path = "../model/mod.rs"]
mod model;
mod road;
mod storage;
mod undo;

use std::panic::{AssertUnwindSafe, catch_unwind};

use course::{Broken, Counts, Fault, run};
use intake::{Intake, LastWriterWins, PendingDropped, Union, WallClock};

/// Seeds in an ordinary run of the tests.
const SEEDS: u64 = 500;

/// What must happen for a run of the simulator to show anything.
const EVENTS: &[&str] = &[
    "op",
    "made",
    "edited",
    "form saved",
    "archived",
    "restored to its list",
    "undone",
    "redone",
    "conflict settled",
    "recalled",
    "long command",
    "file between slices",
    "complete file",
    "delta file",
    "file taken in",
    "intake undone",
    "file of nothing new",
    "file lost",
    "file doubled",
    "altered file",
    "foreign file",
    "early file",
    "early file taken in later",
    "op before its cause",
    "joined",
    "clock set",
    "disk full",
    "power cut in saving",
    "power cut in opening",
    "unsaved op gone",
    "store lost",
    "restored",
    "reopened",
    "profile copied",
    "branch of a fork",
    "machine let in",
    "machine ended",
    "settled by the street",
    "record in conflict at the end",
];

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

/// The course of a seed; a panic tells which seed it was, too.
fn guarded(seed: u64, intake: &dyn Intake, is_loud: bool) -> (Result<String, Fault>, Counts) {
    let command = format!("SIMULATOR_SEED={seed} cargo test --test simulator every -- --nocapture");
    match catch_unwind(AssertUnwindSafe(|| run(seed, intake, is_loud))) {
        Ok((Err(fault), counts)) => {
            (Err(Fault { words: format!("{:?}: {}\n{command}", fault.what, fault.words), ..fault }), counts)
        }
        Ok(done) => done,
        Err(_) => panic!("a panic in a course\n{command}"),
    }
}

/// The courses of that many seeds, on two threads: what went wrong, and how often each thing happened.
fn all(seeds: u64) -> (Vec<Fault>, Counts) {
    let some = |first: u64| {
        let courses = (first..seeds).step_by(2).map(|seed| guarded(seed, &Union, false));
        courses.fold((Vec::new(), Counts::new()), gathered)
    };
    std::thread::scope(|scope| {
        let odd = scope.spawn(|| some(1));
        let even = some(0);
        let (faults, counts) = odd.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        faults
            .into_iter()
            .fold(gathered(even, (Ok(String::new()), counts)), |all, it| gathered(all, (Err(it), Counts::new())))
    })
}

fn gathered(
    (mut faults, mut counts): (Vec<Fault>, Counts),
    (outcome, counted): (Result<String, Fault>, Counts),
) -> (Vec<Fault>, Counts) {
    faults.extend(outcome.err());
    counted.into_iter().for_each(|(what, times)| *counts.entry(what).or_default() += times);
    (faults, counts)
}

#[test]
fn every_course_ends_in_one_state_with_nothing_lost() {
    if let Some(seed) = number("SIMULATOR_SEED") {
        let (outcome, counts) = guarded(seed, &Union, true);
        println!("{counts:#?}");
        let state = outcome.unwrap_or_else(|fault| panic!("{}", fault.words));
        return println!("all hold {state}");
    }
    let seeds = number("SIMULATOR_SEEDS").unwrap_or(SEEDS);
    let (faults, counts) = all(seeds);
    for (what, times) in &counts {
        println!("{what}: {}.{:02} a course", times / seeds, times * 100 / seeds % 100);
    }
    let shown: Vec<&str> = faults.iter().take(5).map(|fault| fault.words.as_str()).collect();
    assert!(faults.is_empty(), "{} of {seeds} courses broke a promise\n{}", faults.len(), shown.join("\n"));
    if seeds >= SEEDS {
        let missing: Vec<&&str> = EVENTS.iter().filter(|it| !counts.contains_key(**it)).collect();
        assert!(missing.is_empty(), "never happened: {missing:?}");
    }
}

#[test]
fn a_seed_gives_one_course() {
    for seed in 0..5 {
        let (first, again) = (run(seed, &Union, false), run(seed, &Union, false));
        assert_eq!(first.0.map_err(|it| it.words), again.0.map_err(|it| it.words), "seed {seed}");
        assert_eq!(first.1, again.1, "seed {seed}");
    }
}

/// A wrong way to merge must break one of the promises it goes against, soon.
fn is_caught(intake: &dyn Intake, promises: &[Broken]) {
    let fault = (0..20).find_map(|seed| run(seed, intake, false).0.err());
    let fault = fault.expect("20 courses notice nothing");
    assert!(promises.contains(&fault.what), "{fault:?}");
}

#[test]
fn last_writer_wins_is_caught() {
    is_caught(&LastWriterWins, &[Broken::Heads, Broken::Diverged]);
}

#[test]
fn an_order_by_the_clock_on_the_wall_is_caught() {
    is_caught(&WallClock, &[Broken::Heads, Broken::Diverged]);
}

#[test]
fn files_dropped_because_they_came_early_are_caught() {
    is_caught(&PendingDropped, &[Broken::Lost, Broken::Diverged]);
}
