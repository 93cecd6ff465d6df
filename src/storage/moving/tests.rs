//! A move with a crash after, and within, each of its steps: always one whole workspace, and nothing of the other.

use std::collections::BTreeMap;

use super::*;

/// What a slot holds: nothing of it, part of it, or all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Part,
    Whole,
}

#[derive(Clone, Debug, Default)]
struct Machine {
    /// As in localStorage, which is written before the database.
    list: Vec<DeskEntry>,
    mirrored: Vec<DeskEntry>,
    slots: BTreeMap<String, Held>,
    current: String,
}

fn put(list: &mut Vec<DeskEntry>, entry: &DeskEntry) {
    list.retain(|it| it.slot != entry.slot);
    list.push(entry.clone());
}

impl Machine {
    /// As the page reads it: the database adds what the other list lacks.
    fn known(&self) -> Vec<DeskEntry> {
        let mut known = self.list.clone();
        known.extend(self.mirrored.iter().filter(|it| self.list.iter().all(|other| other.slot != it.slot)).cloned());
        known
    }

    /// Takes a step, or its first half.
    fn take(&mut self, step: &Step, half: bool) {
        match step {
            Step::Remember(entry) => {
                put(&mut self.list, entry);
                if !half {
                    put(&mut self.mirrored, entry);
                }
            }
            Step::Copy { from, to } => {
                assert_eq!(self.slots.get(from), Some(&Held::Whole), "only what is whole is copied");
                self.slots.insert(to.clone(), if half { Held::Part } else { Held::Whole });
            }
            Step::Choose(_) if half => {}
            Step::Choose(slot) => self.current.clone_from(slot),
            Step::Erase(slot) if half => {
                self.slots.insert(slot.clone(), Held::Part);
            }
            Step::Erase(slot) => drop(self.slots.remove(slot)),
            Step::Forget(slot) => {
                self.mirrored.retain(|it| it.slot != *slot);
                if !half {
                    self.list.retain(|it| it.slot != *slot);
                }
            }
        }
    }

    /// Starts again until nothing is left to do; each start may be cut short after `most` half steps.
    fn start_again(&mut self, most: usize) {
        let mut starts = 0;
        while let Some((_, steps)) = unfinished(&self.known()) {
            starts += 1;
            assert!(starts < 20, "never done: {self:?}");
            let budget = if starts == 1 { most } else { usize::MAX };
            run(self, &steps, budget);
        }
    }
}

/// Takes so many half steps.
fn run(machine: &mut Machine, steps: &[Step], halves: usize) {
    for (at, step) in steps.iter().enumerate() {
        match halves.saturating_sub(2 * at) {
            0 => return,
            1 => machine.take(step, true),
            _ => machine.take(step, false),
        }
    }
}

fn entry(slot: &str, locked: bool) -> DeskEntry {
    let named = |it: &str| it.to_owned();
    DeskEntry { slot: named(slot), title: named("street"), workspace: named("w"), locked, ..DeskEntry::default() }
}

#[test]
fn a_crash_anywhere_leaves_one_whole_workspace_and_nothing_beside_it() {
    for locked in [true, false] {
        let (here, there) = (entry("old", !locked), entry("new", locked));
        let all = steps(&here, &there);
        for halves in 0..=2 * all.len() {
            for again in 0..12 {
                let mut machine = Machine { current: "old".into(), ..Machine::default() };
                put(&mut machine.list, &here);
                put(&mut machine.mirrored, &here);
                machine.slots.insert("old".into(), Held::Whole);
                run(&mut machine, &all, halves);
                machine.start_again(again);
                let told = format!("{halves} half steps, {again} at the next start: {machine:?}");
                assert_eq!(machine.list.len(), 1, "{told}");
                let slot = machine.list[0].slot.clone();
                assert_eq!(machine.list[0], if slot == "old" { here.clone() } else { there.clone() }, "{told}");
                assert_eq!(machine.current, slot, "{told}");
                assert_eq!(machine.slots, [(slot.clone(), Held::Whole)].into_iter().collect(), "{told}");

                // The database may be a step behind. Should localStorage go now, it tells the same in the end.
                machine.list.clear();
                machine.start_again(usize::MAX);
                let known: Vec<String> = machine.known().into_iter().map(|it| it.slot).collect();
                assert_eq!(known, std::slice::from_ref(&slot), "{told}");
                assert_eq!(machine.slots, [(slot, Held::Whole)].into_iter().collect(), "{told}");
            }
        }
    }
}

#[test]
fn an_entry_without_a_move_is_written_as_before() {
    let text = serde_json::to_string(&entry("old", false)).unwrap();
    assert_eq!(text, r#"{"slot":"old","title":"street","workspace":"w","opened_at":""}"#);
    let moving = DeskEntry { moving: Some(Moving::From("old".into())), ..entry("new", true) };
    let again: DeskEntry = serde_json::from_str(&serde_json::to_string(&moving).unwrap()).unwrap();
    assert_eq!(again, moving);
}

#[test]
fn what_tells_of_cuts_stays_behind() {
    let values = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let local = values(&[("cut/17", "[]"), ("device_key", "k"), ("cutlery", "c")]);
    let carried = carried(&local, &values(&[("person", "p"), ("device_key", "n")]));
    assert_eq!(carried, values(&[("cutlery", "c"), ("device_key", "n"), ("person", "p")]));
}

#[test]
fn a_copy_on_the_list_counts_even_where_one_store_says_it_is_on_its_way() {
    // The database had everything, localStorage was written late: only the first step shows there.
    let entry = |slot: &str, moving| DeskEntry { slot: slot.to_owned(), moving, ..DeskEntry::default() };
    let list = [entry("old", Some(Moving::To("new".to_owned()))), entry("new", None)];
    let (from, steps) = unfinished(&list).expect("it is not settled");
    assert_eq!(from, "old");
    assert!(!steps.contains(&Step::Erase("new".to_owned())), "{steps:?}");
    assert!(steps.contains(&Step::Erase("old".to_owned())) && steps.contains(&Step::Choose("new".to_owned())));
}
