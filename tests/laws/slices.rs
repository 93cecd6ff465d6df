//! Slices against one go: whatever their sizes, taking in comes to the same, and what storage has in between can be opened.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use three_lists::domain::{Fields, Kind, RecordId, Value};
use three_lists::exchange::{
    self, Comparing, Contents, Found, Here, Intake, Planning, Private, Summary, VerifiedFile, arrive, carry, plan,
};
use three_lists::oplog::{Log, Scope, SecretKey, Timestamp, Verified};
use three_lists::workspace::{Changes, Checking, Coding, Device, Edit, Stamp, StoredText, Taking, Workspace, Writing};

use crate::world::{OFFICES, Step, World, step, workspace};

/// Machines: the street, a community, a unit, one that nobody let in, and a copied profile of the community's.
const MACHINES: usize = 5;

/// One thing that happens among them.
#[derive(Clone, Debug)]
enum Turn {
    Make { who: usize, kind: usize },
    Change { who: usize, record: usize, field: usize },
    Hand { from: usize, to: usize },
    LetIn,
    End,
    LeaveOut,
}

fn turn() -> impl Strategy<Value = Turn> {
    let who = 0..MACHINES;
    prop_oneof![
        4 => (who.clone(), 0..4usize).prop_map(|(who, kind)| Turn::Make { who, kind }),
        6 => (who.clone(), 0..64usize, 0..4usize).prop_map(|(who, record, field)| Turn::Change { who, record, field }),
        4 => (who.clone(), who).prop_map(|(from, to)| Turn::Hand { from, to }),
        1 => Just(Turn::LetIn),
        1 => Just(Turn::End),
        1 => Just(Turn::LeaveOut),
    ]
}

/// What storage holds of a machine.
type Store = BTreeMap<String, StoredText>;

/// Gives storage what changed, as the page does.
fn keep(store: &mut Store, changes: &Changes) {
    for it in &changes.batch {
        let known = store.entry(it.chain.clone()).or_insert_with(|| StoredText {
            chain: it.chain.clone(),
            meta: String::new(),
            ops: String::new(),
            head: String::new(),
        });
        assert_eq!(known.ops.lines().count() as u64 + 1, it.from, "{} does not go on where it ended", it.chain);
        if !it.meta.is_empty() {
            known.meta.clone_from(&it.meta);
        }
        assert!(!known.meta.is_empty(), "{} was never described", it.chain);
        it.ops.iter().for_each(|op| known.ops.extend([op, "\n"]));
        known.head.clone_from(&it.head);
    }
}

fn opened(store: &Store, device: &Device) -> Workspace {
    Workspace::open(&store.values().cloned().collect::<Vec<_>>(), device.clone()).expect("what was kept opens")
}

struct Street {
    machines: Vec<(Workspace, Store)>,
    records: Vec<RecordId>,
    at: i64,
}

fn device(key: u8, run: usize) -> Device {
    Device { key: SecretKey::from_bytes([key; 32]), run: format!("slice{run:03}") }
}

fn fields(pairs: &[(&str, Value)]) -> Fields {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

impl Street {
    fn new() -> Street {
        let stamp = Stamp::save(Timestamp(1_795_312_980), None);
        let (street, changes) = Workspace::create("street", "the street", device(1, 0), &stamp).expect("a street");
        let mut all = Street { machines: vec![(street, Store::new())], records: Vec::new(), at: 0 };
        keep(&mut all.machines[0].1, &changes);
        for role in ["community", "unit", "unit"] {
            all.edit(0, vec![Edit::new(Kind::Office, fields(&[("name", role.into()), ("role", role.into())]))]);
        }
        for at in 1..MACHINES - 1 {
            all.join(device(at as u8 + 1, at));
            let office = all.machines[at].0.ids(Kind::Office)[at].clone();
            let edit = all.machines[at].0.device_edit(&office);
            all.edit(at, vec![edit]);
            all.hand(at, 0);
        }
        for at in 1..MACHINES - 2 {
            all.let_in(at);
            all.hand(0, at);
        }
        all.join(device(2, MACHINES - 1));
        all
    }

    fn join(&mut self, device: Device) {
        let (machine, changes) = Workspace::receive(self.machines[0].0.id(), self.logs(0), device).expect("a file");
        let mut store = Store::new();
        keep(&mut store, &changes);
        self.machines.push((machine, store));
    }

    fn let_in(&mut self, at: usize) {
        let actor = self.machines[at].0.actor();
        let known = self.machines[0].0.machines().into_iter().find(|it| it.actor == actor);
        if let Some(machine) = known {
            let edits = self.machines[0].0.admitting(&machine);
            self.edit(0, edits);
        }
    }

    /// Writes, if it may.
    fn edit(&mut self, who: usize, edits: Vec<Edit>) {
        self.at += 1;
        let stamp = Stamp::save(Timestamp(1_795_312_980 + self.at), None);
        let (machine, store) = &mut self.machines[who];
        if let Ok(changes) = machine.edit(edits, &stamp) {
            keep(store, &changes);
            self.records.extend(changes.records);
        }
    }

    /// The shared logs of a machine as a file carries them.
    fn logs(&mut self, from: usize) -> Vec<Log<Verified>> {
        self.file(from).logs
    }

    fn file(&mut self, from: usize) -> VerifiedFile {
        let (machine, store) = &mut self.machines[from];
        keep(store, &machine.seal());
        written(machine)
    }

    fn hand(&mut self, from: usize, to: usize) {
        let logs = self.logs(from);
        let (machine, store) = &mut self.machines[to];
        let (_, changes) = machine.admit(logs).expect("whole logs have no gaps");
        keep(store, &changes);
    }

    fn take(&mut self, turn: &Turn) {
        match *turn {
            Turn::Make { who, kind } => {
                let office = self.machines[who].0.my_office().map(|it| Value::from(it.as_str()));
                let owned = |field: &str| match &office {
                    Some(office) => fields(&[("title", "a".into()), (field, office.clone())]),
                    None => fields(&[("title", "a".into())]),
                };
                let edit = match kind {
                    0 => Edit::new(Kind::Need, owned("asker")),
                    1 => Edit::new(Kind::Resource, owned("provider")),
                    2 => Edit::new(Kind::Project, owned("responsible")),
                    _ => {
                        let project = self.records.iter().rev().find(|it| it.kind() == Some(Kind::Project));
                        let project = project.map_or(Value::Null, |it| Value::from(it.as_str()));
                        Edit::new(Kind::Progress, fields(&[("project", project), ("content", "b".into())]))
                    }
                };
                self.edit(who, vec![edit]);
            }
            Turn::Change { who, record, field } => {
                let Some(id) = self.records.get(record % self.records.len().max(1)).cloned() else { return };
                let at = self.at;
                let value = Value::from(format!("value {at}"));
                let set = match field {
                    0 => fields(&[("title", value)]),
                    1 => fields(&[("contact", value)]),
                    2 => fields(&[("deleted", Value::Flag(true))]),
                    _ => fields(&[(
                        "responsible",
                        self.machines[who].0.my_office().map_or(Value::Null, |it| it.as_str().into()),
                    )]),
                };
                self.edit(who, vec![Edit::change(id, set)]);
            }
            Turn::Hand { from, to } if from != to => self.hand(from, to),
            Turn::Hand { .. } => {}
            Turn::LetIn => self.let_in(MACHINES - 2),
            Turn::LeaveOut => {
                let waiting = self.machines[0].0.pending(false);
                let edits = self.machines[0].0.settling(&waiting.iter().collect::<Vec<_>>(), false);
                self.edit(0, edits);
            }
            Turn::End => {
                let actor = self.machines[2].0.actor();
                let known = self.machines[0].0.machines().into_iter().find(|it| it.actor == actor);
                if let Some(machine) = known {
                    let edit = self.machines[0].0.ending(&machine);
                    self.edit(0, vec![edit]);
                }
            }
        }
    }
}

/// The complete file a machine writes, read again.
fn written(machine: &Workspace) -> VerifiedFile {
    let contents = Contents {
        workspace: machine.id(),
        title: String::new(),
        office: None,
        made_at: Timestamp(1_800_000_000),
        summary: Summary::default(),
        base: None,
        private: Private::None,
    };
    let text = exchange::write(machine.replica(), &machine.device().key, contents).expect("something is there");
    exchange::read(text.as_bytes()).expect("written here")
}

/// All that a workspace shows and holds back.
fn told(workspace: &Workspace) -> impl PartialEq + std::fmt::Debug {
    let replica = workspace.replica();
    let held: Vec<(usize, Vec<u32>)> = replica.held_ops().map(|(record, ops)| (record, ops.to_vec())).collect();
    let hashes = [Scope::Shared, Scope::Private].map(|scope| replica.state_hash(scope));
    (hashes, held, replica.branch_states(), replica.op_count(), workspace.state_code())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn taking_in_by_slices_comes_to_what_one_go_comes_to(
        turns in prop::collection::vec(turn(), 1..40),
        to in 0..MACHINES,
        from in 0..MACHINES,
        sizes in prop::collection::vec(1..40usize, 1..6),
        bytes in 1..4_000u64,
    ) {
        let mut street = Street::new();
        turns.iter().for_each(|turn| street.take(turn));
        let file = street.file(from);
        let (mut here, mut store) = street.machines.swap_remove(to);
        let logs: Vec<&Log<Verified>> = file.logs.iter().collect();
        let before = told(&here);

        let mut at_once = here.clone();
        let (admitted, _) = at_once.admit_all(&logs).expect("whole logs have no gaps");

        let mut size = sizes.iter().cycle().copied();
        let mut taking = here.begin_taking(&logs).expect("whole logs have no gaps");
        while here.take_slice(&mut taking, &logs, size.next().unwrap_or(1)) {}
        prop_assert_eq!(taking.forks(), &admitted.forks[..]);
        prop_assert_eq!(taking.done(), admitted.new_ops + admitted.known_ops);
        let after = taking.after().expect("nothing is left").replica();
        let mut comparing = Comparing::begin(here.replica(), after, &logs, taking.forks().to_vec());
        while comparing.slice(here.replica(), after, &logs, size.next().unwrap_or(1)) {}
        let preview = comparing.into_preview();
        prop_assert_eq!(&preview, &exchange::preview(here.replica(), &file).expect("it joins"));
        let after = taking.after().expect("nothing is left");
        let known: Vec<u32> = here.pending(true).iter().map(|it| it.number).collect();
        let waiting = after.pending(false).iter().filter(|it| !known.contains(&it.number)).count();
        prop_assert_eq!(preview.held, waiting);
        let differs = |id: &RecordId| preview.new.contains(id) || preview.changed.iter().any(|it| it.id == *id);
        let in_file: BTreeSet<RecordId> = logs.iter().flat_map(|log| log.records_after(0)).collect();
        prop_assert_eq!(preview.same, in_file.iter().filter(|id| !differs(id)).count());
        prop_assert_eq!(told(&here), before, "the workspace itself was changed");

        let mut after = taking.into_after().expect("nothing is left");
        let tally = after.tally();
        prop_assert_eq!(Kind::ALL.map(|kind| tally.of(kind)), Kind::ALL.map(|kind| after.count(kind)));
        prop_assert_eq!(tally.conflicts, after.conflicts().len());
        prop_assert_eq!(told(&after), told(&at_once));
        let mut coding = Coding::default();
        let code = loop {
            if let Some(code) = after.code_slice(&mut coding, size.next().unwrap_or(1)) {
                break code;
            }
        };
        prop_assert_eq!(code, at_once.state_code());

        let fresh = device(9, 8);
        let mut receiving = Taking::receiving(here.id(), fresh.clone(), &logs).expect("whole logs have no gaps");
        while receiving.admit_slice(&logs, size.next().unwrap_or(1)) {}
        let received = receiving.into_after().expect("nothing is left");
        let (expected, changes) = Workspace::receive(here.id(), file.logs.clone(), fresh).expect("a complete file");
        prop_assert_eq!(told(&received), told(&expected));
        let mut given = Store::new();
        let mut all = received;
        while let Some(changes) = all.keep_slice(bytes) {
            keep(&mut given, &changes);
        }
        let mut at_once = Store::new();
        keep(&mut at_once, &changes);
        prop_assert_eq!(given, at_once);

        // Taken back in slices, it leaves no trace.
        let taken = after.taken(here.reach());
        let mut undoing = after.begin_without(&taken).expect("chains of its own");
        while after.without_slice(&mut undoing, size.next().unwrap_or(1)).expect("chains of its own") {}
        let (back, rests) = undoing.finish();
        let (at_once, expected) = after.without(&taken).expect("chains of its own");
        prop_assert_eq!(rests, expected);
        prop_assert_eq!(told(&back), told(&at_once));
        let counted = |it: &Workspace| (it.state_hash(), it.replica().op_count(), it.replica().held_count());
        prop_assert_eq!(counted(&back), counted(&here));
        prop_assert!(!back.is_unkept());

        // Whatever storage was given when the page dies is opened, and handed on as far as it is sealed.
        let device = device(9, 9);
        after.succeed(&mut here);
        while let Some(changes) = after.keep_slice(bytes) {
            prop_assert!(changes.batch.iter().any(|it| !it.ops.is_empty() || !it.meta.is_empty()));
            keep(&mut store, &changes);
            written(&opened(&store, &device));
        }
        prop_assert!(!after.is_unkept());
        prop_assert_eq!(opened(&store, after.device()).state_hash(), after.state_hash());
    }

    #[test]
    fn bringing_by_slices_brings_what_one_go_brings(
        turns in prop::collection::vec(turn(), 1..30),
        from in 0..MACHINES,
        sizes in prop::collection::vec(1..40usize, 1..6),
    ) {
        let mut street = Street::new();
        turns.iter().for_each(|turn| street.take(turn));
        let other = street.machines.swap_remove(from).0;
        let stamp = Stamp::save(Timestamp(1_795_400_000), None);
        let mut here = Workspace::create("another", "community", device(9, 9), &stamp).expect("a workspace").0;
        let mut size = sizes.iter().cycle().copied();
        // What was brought before is known then, in its list or not.
        for _ in 0..3 {
            let at_once = here.bringing(&other);
            let mut gathering = here.begin_bringing(&other);
            while here.bring_slice(&mut gathering, &other, size.next().unwrap_or(1)) {}
            prop_assert_eq!(gathering.done(), at_once.records.len());
            let bringing = gathering.into_bringing();
            prop_assert_eq!(&bringing, &at_once);

            let begun = here.begin(at_once.edits, &stamp).as_ref().map(Writing::left).map_err(Clone::clone);
            let mut checking = Checking::of(bringing.edits);
            let checked = loop {
                match here.check_slice(&mut checking, size.next().unwrap_or(1)) {
                    Ok(true) => {}
                    Ok(false) => break here.begin_checked(checking, &stamp),
                    Err(error) => break Err(error),
                }
            };
            prop_assert_eq!(checked.as_ref().map(Writing::left).map_err(Clone::clone), begun);
            if let Ok(mut writing) = checked {
                while here.write_slice(&mut writing, size.next().unwrap_or(1)).is_some() {}
                let out = here.ids(Kind::Need).into_iter().step_by(2).map(Edit::archive).collect();
                let _ = here.edit(out, &stamp);
            }
        }
    }

    #[test]
    fn a_plan_by_slices_is_the_plan_of_one_go(
        steps in prop::collection::vec(step(), 1..40),
        reader in 0..OFFICES,
        sizes in prop::collection::vec(1..40usize, 1..6),
    ) {
        let mut world = World::new();
        let mut files = Vec::new();
        let mut here = world.offices[reader].replica.clone();
        for (at, step) in [&[Step::Make { office: 0 }], &steps[..]].concat().iter().enumerate() {
            if let Step::Hand { from, to, delta, .. } = *step {
                files.extend(world.file(from, delta.then_some(to)));
            }
            world.take(step);
            if at == steps.len() / 2 {
                here = world.offices[reader].replica.clone();
            }
        }
        let mut intake = Intake::default();
        for (at, file) in files.iter().enumerate() {
            intake.add(Found { name: at.to_string(), content: Ok(file.clone().into_bytes()) });
        }
        let here = Here { replica: &here, workspace: workspace(), actor: world.offices[reader].key.actor() };
        let at_once = plan(here, &intake);
        let mut size = sizes.iter().cycle().copied();
        let mut planning = Planning::begin(here, &intake);
        while planning.slice(here, size.next().unwrap_or(1)) {}
        let (sliced, merged, _) = planning.finish(here);
        let words = |it: &exchange::Plan| {
            let verdicts: Vec<_> = it.files.iter().map(|file| format!("{:?}", file.verdict)).collect();
            let logs: Vec<_> = it.logs(&[]).iter().map(|log| (log.header().clone(), log.head())).collect();
            (verdicts, it.order.clone(), it.missing.clone(), it.writers.clone(), logs)
        };
        prop_assert_eq!(words(&sliced), words(&at_once));
        let mut expected = here.replica.clone();
        expected.admit_all(&at_once.logs(&[])).expect("a plan joins");
        prop_assert_eq!(merged.state_hash(Scope::Shared), expected.state_hash(Scope::Shared));
    }

    #[test]
    fn a_file_carried_from_the_worker_is_the_file_read_here(
        steps in prop::collection::vec(step(), 1..30),
        from in 0..OFFICES,
        sizes in prop::collection::vec(1..40usize, 1..6),
    ) {
        let mut world = World::new();
        steps.iter().for_each(|step| world.take(step));
        let Some(text) = world.file(from, None) else { return Ok(()) };
        let read = exchange::read(text.as_bytes()).expect("written here");
        let mut told = Vec::new();
        let (answer, lines) = carry(text.as_bytes(), false, &mut |done, all| told.push((done, all)));
        let ops: usize = read.logs.iter().map(Log::len).sum();
        prop_assert_eq!(told.last(), Some(&(ops, ops)));
        let mut unloading = arrive(&answer, lines).and_then(|it| it.outcome.ok()).expect("a good file");
        prop_assert_eq!((unloading.all(), unloading.is_backup()), (ops, false));
        let mut size = sizes.iter().cycle().copied();
        while unloading.unload(size.next().unwrap_or(1)).expect("a good file") {}
        prop_assert_eq!(unloading.done(), ops);
        let file = unloading.into_file().expect("nothing is left");
        prop_assert_eq!(format!("{file:?}"), format!("{read:?}"));
    }
}
