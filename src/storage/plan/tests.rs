//! Crashes at any step and the loss of any one store, against what was acknowledged.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::storage::{Batch, ChainCut, ChainUpdate, Recovery, Source};

/// The stores of one slot and the promises made so far.
#[derive(Default)]
struct Machine {
    sentinel: Option<Marks>,
    local: Option<LocalValues>,
    journal: BTreeMap<u64, (Entry, usize)>,
    store: Contents,
    mirror: Option<Vec<Entry>>,
    mirror_marks: Option<Marks>,
    layouts: Sorted<String, Layout>,
    seq: u64,
    cap: usize,
    attempted: BTreeMap<String, Vec<String>>,
    promised: BTreeMap<String, u64>,
    promised_local: Option<String>,
    /// A cut that was not acknowledged: the chain, and what it would have left.
    torn: Option<(String, Vec<String>)>,
    serial: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Loss {
    Nothing,
    Database,
    Mirror,
    Local,
}

#[derive(Clone, Debug)]
struct Step {
    chain: u8,
    ops: usize,
    /// The share of what is there that stays, in percent, before the ops are added; `None` for no cut.
    cut: Option<usize>,
    /// How many writes of the save happen before a crash; `None` for no crash.
    crash: Option<u8>,
    loss: Loss,
}

impl Machine {
    fn new(mirror: bool, cap: usize) -> Machine {
        Machine { mirror: mirror.then(Vec::new), cap, ..Machine::default() }
    }

    fn kept(&self) -> Vec<Kept> {
        self.journal.iter().map(|(&seq, &(_, size))| Kept { seq, size, key: String::new() }).collect()
    }

    /// One save, cut off after `writes` writes; true if it was acknowledged.
    fn save(&mut self, step: &Step) -> bool {
        let chain = format!("actor{}.s", step.chain);
        let known = self.layouts.get(&chain).map_or(0, |it| it.record.count);
        self.serial += 1;
        let ops: Vec<String> = (0..step.ops).map(|at| format!("{}-{at}", self.serial)).collect();
        let attempted = self.attempted.entry(chain.clone()).or_default();
        attempted.truncate(known as usize);
        let had = known;
        let known = step.cut.map_or(known, |share| known * share as u64 / 100);
        let whole = attempted.clone();
        attempted.truncate(known as usize);
        let old_head = attempted.last().map_or(String::new(), |op| format!("{known}:{op}"));
        let stays = || ChainCut {
            chain: chain.clone(),
            had,
            meta: chain.clone(),
            ops: attempted.clone(),
            head: old_head.clone(),
        };
        let cuts: Vec<ChainCut> = step.cut.iter().map(|_| stays()).collect();
        let head = ops.last().map_or(old_head.clone(), |op| format!("{}:{op}", known + ops.len() as u64));
        attempted.extend(ops.iter().cloned());
        let secret = Some(format!("secret{}", self.serial));
        let update = ChainUpdate { chain: chain.clone(), meta: Some(chain.clone()), from: known + 1, ops, head };
        let batch = Batch { chains: vec![update], cuts, local: vec![("secret".into(), secret.clone())] };
        // Until it is acknowledged, either may be found: what was there before, or what the save leaves.
        let after = std::mem::replace(self.attempted.entry(chain.clone()).or_default(), whole.clone());
        if step.cut.is_none() {
            self.attempted.insert(chain.clone(), after.clone());
        }
        self.torn = step.cut.map(|_| (chain.clone(), after.clone()));
        let promised = self.promised.get(&chain).copied();
        self.promised.extend(promised.map(|it| (chain.clone(), it.min(known))));
        self.seq += 1;
        let plan = plan_save(&batch, &self.layouts, self.seq).unwrap();
        let marks = plan.marks(&self.sentinel.clone().unwrap_or_default());
        let safe = if self.mirror.is_some() { self.mirror_marks.as_ref().map_or(0, |it| it.seq) } else { self.seq };
        let size = size(&plan.entry);
        let room = trim(&self.kept(), size, self.cap, safe.min(self.store.seq));
        let mut values = self.local.clone().unwrap_or_default();
        values.seq = self.seq;
        set(&mut values.values, &plan.entry.local);
        let mut left = step.crash.unwrap_or(u8::MAX);
        let mut alive = || {
            left = left.saturating_sub(1);
            left > 0
        };
        if let Some(dropped) = room {
            for _ in 0..dropped {
                self.journal.pop_first();
            }
            self.journal.insert(self.seq, (plan.entry.clone(), size));
            if !alive() {
                return false;
            }
            self.local = Some(values.clone());
            if !alive() {
                return false;
            }
            self.sentinel = Some(marks.clone());
            if !alive() {
                return false;
            }
        }
        plan.changes.iter().for_each(|change| self.store.apply(change));
        if !alive() {
            return false;
        }
        if room.is_none() {
            self.local = Some(values);
            if !alive() {
                return false;
            }
            self.sentinel = Some(marks.clone());
        }
        self.attempted.insert(chain.clone(), after);
        self.torn = None;
        self.layouts.extend(plan.layouts);
        self.promised.insert(chain.clone(), self.layouts[&chain].record.count);
        self.promised_local = secret;
        if alive()
            && let Some(mirror) = &mut self.mirror
        {
            mirror.push(plan.entry);
            self.mirror_marks = Some(marks);
        }
        true
    }

    fn lose(&mut self, loss: Loss) {
        match loss {
            Loss::Nothing => {}
            Loss::Database => self.store = Contents::default(),
            Loss::Mirror => {
                self.mirror_marks = None;
                self.mirror = self.mirror.is_some().then(Vec::new);
            }
            Loss::Local => {
                self.sentinel = None;
                self.local = None;
                self.journal.clear();
            }
        }
    }

    fn evidence(&self) -> Evidence {
        Evidence {
            sentinel: self.sentinel.clone(),
            local: self.local.clone(),
            journal: self.journal.values().map(|(entry, _)| entry.clone()).collect(),
            store: self.store.clone(),
            mirror_marks: self.mirror_marks.clone(),
            mirror: Vec::new(),
            known: !self.promised.is_empty(),
            torn: false,
        }
    }

    /// Another start; checks the promises and puts the stores right as the desk does.
    fn open(&mut self) -> Result<Recovery, TestCaseError> {
        let mut evidence = self.evidence();
        let in_step = evidence.sentinel.as_ref().is_some_and(|it| it.seq == self.store.seq)
            && self.journal.last_key_value().is_none_or(|(&seq, _)| seq <= self.store.seq);
        let journal = std::mem::take(&mut evidence.journal);
        let mut found = recover(&evidence);
        if !in_step || found.opened.recovery != Recovery::Intact {
            evidence.journal = journal;
            found = recover(&evidence);
        }
        if wants_mirror(&evidence, &found) {
            evidence.mirror = self.mirror.clone().unwrap_or_default();
            found = recover(&evidence);
        }
        let damaged = matches!(found.opened.recovery, Recovery::Damaged { .. });
        let mut found_ops: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for chain in &found.opened.chains {
            let ops: Vec<&str> = chain.ops.split('\n').filter(|op| !op.is_empty()).collect();
            prop_assert_eq!(chain.count, ops.len() as u64);
            let is_from = |all: &[String]| all.len() >= ops.len() && all.iter().zip(&ops).all(|(a, b)| a == b);
            let torn = self.torn.as_ref().filter(|(torn, _)| *torn == chain.chain);
            let is_known = is_from(&self.attempted[&chain.chain]) || torn.is_some_and(|(_, after)| is_from(after));
            prop_assert!(is_known, "an op that nobody wrote, or that was cut off, in {}", chain.chain);
            found_ops.insert(chain.chain.clone(), ops.into_iter().map(str::to_owned).collect());
        }
        if !damaged {
            for (chain, promised) in &self.promised {
                let there = found.opened.chains.iter().find(|it| it.chain == *chain);
                let have = there.map_or(0, |it| it.count);
                prop_assert!(have >= *promised, "{chain} silently lost {promised} -> {have}");
                prop_assert!(have == 0 || there.is_some_and(|it| it.meta == *chain), "{chain} lost its metadata");
            }
            let serial = |text: Option<&String>| text.and_then(|it| it["secret".len()..].parse::<u64>().ok());
            prop_assert!(serial(found.opened.local.get("secret")) >= serial(self.promised_local.as_ref()));
        }
        if let Some((torn, _)) = self.torn.take() {
            self.attempted.insert(torn.clone(), found_ops.remove(&torn).unwrap_or_default());
        }
        found.changes.iter().for_each(|change| self.store.apply(change));
        if found.marks.seq == 0 {
            prop_assert_eq!(recover(&self.evidence()).opened.recovery, found.opened.recovery.clone());
            return Ok(found.opened.recovery);
        }
        self.sentinel = Some(found.marks.clone());
        self.seq = found.marks.seq + 1;
        self.layouts = layouts(&self.store);
        self.local = Some(LocalValues { seq: found.marks.seq, values: found.opened.local.clone() });
        for chain in &found.opened.chains {
            prop_assert_eq!(&self.layouts[&chain.chain].record.count, &chain.count);
        }
        let settled = recover(&self.evidence());
        prop_assert_eq!(settled.opened.chains, found.opened.chains.clone());
        prop_assert!(settled.changes.is_empty(), "a second start finds more to repair: {:?}", settled.changes);
        if damaged {
            self.accept(&found);
        }
        if self.mirror.is_some() && self.mirror_marks != self.sentinel {
            self.mirror = Some(vec![snapshot(&found.opened, found.marks.seq)]);
            self.mirror_marks = self.sentinel.clone();
        }
        Ok(found.opened.recovery)
    }

    fn accept(&mut self, found: &Recovered) {
        let counts = found.opened.chains.iter().map(|it| (it.chain.clone(), it.count));
        self.promised = counts.collect();
        let marks = found.opened.chains.iter().map(|it| {
            let mark = Mark { count: it.count, head: it.head.clone() };
            (it.chain.clone(), mark)
        });
        self.sentinel = Some(Marks { seq: found.marks.seq, chains: marks.collect() });
        self.promised_local = found.opened.local.get("secret").cloned();
        self.mirror_marks = None;
        self.journal.clear();
    }
}

fn set(values: &mut BTreeMap<String, String>, told: &[(String, Option<String>)]) {
    for (key, value) in told {
        match value {
            Some(value) => values.insert(key.clone(), value.clone()),
            None => values.remove(key),
        };
    }
}

fn size(entry: &Entry) -> usize {
    serde_json::to_string(entry).unwrap().len()
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let loss = prop_oneof![Just(Loss::Nothing), Just(Loss::Database), Just(Loss::Mirror), Just(Loss::Local)];
    let ops = prop_oneof![6 => 0_usize..4, 1 => 300_usize..700, 1 => 990_usize..1_100];
    let crash = prop_oneof![3 => Just(None), 2 => (1_u8..7).prop_map(Some)];
    let cut = prop_oneof![3 => Just(None), 1 => prop_oneof![Just(0_usize), Just(100), 1..100_usize].prop_map(Some)];
    let step = (0_u8..3, ops, cut, crash, loss).prop_map(|(chain, ops, cut, crash, loss)| Step {
        chain,
        ops,
        cut,
        crash,
        loss,
    });
    prop::collection::vec(step, 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_acknowledged_op_comes_back_or_is_reported(
        steps in steps(), mirror in any::<bool>(), cap in prop_oneof![Just(600_usize), Just(20_000), Just(JOURNAL_CAP)],
    ) {
        let mut machine = Machine::new(mirror, cap);
        machine.open()?;
        for step in &steps {
            machine.save(step);
            if step.crash.is_some() || step.loss != Loss::Nothing {
                machine.lose(step.loss);
                let recovery = machine.open()?;
                let mirrored = mirror && step.crash.is_none();
                if matches!(step.loss, Loss::Mirror | Loss::Nothing) || (step.loss == Loss::Database && mirrored) {
                    prop_assert!(!matches!(recovery, Recovery::Damaged { .. }), "{step:?} cried wolf: {recovery:?}");
                }
            }
        }
    }

    #[test]
    fn the_database_stays_in_few_pieces(sizes in prop::collection::vec(prop_oneof![1_usize..5, 400_usize..1_200], 1..60)) {
        let mut machine = Machine::new(false, JOURNAL_CAP);
        for ops in sizes {
            machine.save(&Step { chain: 0, ops, cut: None, crash: None, loss: Loss::Nothing });
            let count = machine.layouts["actor0.s"].record.count;
            let tail = count + 1 - machine.layouts["actor0.s"].tail_from;
            prop_assert!(tail < SEGMENT);
            prop_assert!(machine.store.chunks.len() as u64 <= 2 * (count / SEGMENT) + tail);
            prop_assert_eq!(machine.store.chunks.values().map(|text| lines(text)).sum::<u64>(), count);
            prop_assert_eq!(&layouts(&machine.store), &machine.layouts);
        }
    }
}

/// Saves a few ops, loses some stores, and compares the recovery in words.
fn check(mirror: bool, losses: &[Loss], want: &str) {
    let mut machine = Machine::new(mirror, JOURNAL_CAP);
    for ops in [2, 1] {
        machine.save(&Step { chain: 1, ops, cut: None, crash: None, loss: Loss::Nothing });
    }
    losses.iter().for_each(|&loss| machine.lose(loss));
    let got = match machine.open().unwrap() {
        Recovery::Damaged { missing } => format!("damaged, {} chains", missing.len()),
        Recovery::Restored { from: Source::Journal, ops } => format!("{ops} from the journal"),
        Recovery::Restored { from, ops } => format!("{ops} from {from:?}"),
        other => format!("{other:?}"),
    };
    assert_eq!(got, want, "mirror {mirror}, lost {losses:?}");
}

#[test]
fn says_what_was_lost_and_where_it_came_from() {
    check(true, &[], "Intact");
    check(true, &[Loss::Database], "3 from the journal");
    check(true, &[Loss::Database, Loss::Local], "3 from Mirror");
    check(true, &[Loss::Local, Loss::Mirror], "Intact");
    check(false, &[Loss::Database, Loss::Local], "damaged, 0 chains");
}

#[test]
fn a_cut_is_whole_or_not_there_wherever_the_power_goes() {
    for (mirror, cap) in [(false, JOURNAL_CAP), (true, JOURNAL_CAP), (false, 900), (true, 900)] {
        for (share, crash, loss) in (0..7).flat_map(|crash| {
            let losses = [Loss::Nothing, Loss::Database, Loss::Mirror, Loss::Local];
            losses.into_iter().flat_map(move |loss| [0, 40, 99].map(|share| (share, crash, loss)))
        }) {
            let mut machine = Machine::new(mirror, cap);
            for ops in [1_003, 2, 3] {
                assert!(machine.save(&Step { chain: 1, ops, cut: None, crash: None, loss: Loss::Nothing }));
            }
            let crash = (crash > 0).then_some(crash);
            let is_done = machine.save(&Step { chain: 1, ops: 0, cut: Some(share), crash, loss: Loss::Nothing });
            assert!(is_done || crash.is_some());
            if loss != Loss::Database || (mirror && is_done && crash.is_none()) {
                machine.lose(loss);
            }
            machine.open().unwrap();
            let count = machine.store.records.get("actor1.s").map_or(0, |it| it.count);
            let after = 1_008 * share as u64 / 100;
            let what = format!("mirror {mirror}, cap {cap}, {share} % stay, crash {crash:?}, {loss:?} lost");
            assert!(count == after || (count == 1_008 && !is_done), "{count} ops: {what}");
            // What comes after a cut takes the place of what was cut off.
            assert!(machine.save(&Step { chain: 1, ops: 2, cut: None, crash: None, loss: Loss::Nothing }), "{what}");
            machine.open().unwrap();
            assert_eq!(machine.store.records["actor1.s"].count, count + 2, "{what}");
        }
    }
}

#[test]
fn a_cut_that_does_not_fit_is_refused() {
    let mut machine = Machine::new(false, JOURNAL_CAP);
    machine.save(&Step { chain: 1, ops: 3, cut: None, crash: None, loss: Loss::Nothing });
    let check = |had, ops: &[&str], want| {
        let ops = ops.iter().map(|op| (*op).to_owned()).collect();
        let cut = ChainCut { chain: "actor1.s".into(), had, meta: String::new(), ops, head: String::new() };
        let batch = Batch { cuts: vec![cut], ..Batch::default() };
        let got = plan_save(&batch, &machine.layouts, 2).map(|plan| plan.layouts["actor1.s"].record.count);
        assert_eq!(got.map_err(|error| error.to_string().chars().take(12).collect::<String>()), want);
    };
    check(3, &["1-0"], Ok(1));
    check(3, &[], Ok(0));
    check(4, &["1-0"], Err("actor1.s: ex".to_owned()));
    check(3, &["1-0", "a\nb"], Err("not a well-f".to_owned()));
    check(3, &["a", "b", "c", "d"], Err("not a well-f".to_owned()));
}

#[test]
fn a_cut_that_a_deeper_one_followed_is_forgotten() {
    let mut machine = Machine::new(false, JOURNAL_CAP);
    let mut save = |ops, cut| machine.save(&Step { chain: 1, ops, cut, crash: None, loss: Loss::Nothing });
    save(10, None);
    save(4, Some(90));
    save(0, Some(50));
    let told = |machine: &Machine| machine.store.local.keys().filter(|key| key.starts_with("cut/")).count();
    assert_eq!(told(&machine), 2);
    machine.open().unwrap();
    assert_eq!(told(&machine), 1);
}

#[test]
fn ops_come_back_with_the_values_saved_beside_them() {
    let mut machine = Machine::new(false, JOURNAL_CAP);
    // The power goes between the journal and the values.
    assert!(!machine.save(&Step { chain: 0, ops: 1, cut: None, crash: Some(1), loss: Loss::Nothing }));
    let opened = recover(&machine.evidence()).opened;
    assert_eq!((opened.chains[0].count, opened.local.get("secret").map(String::as_str)), (1, Some("secret1")));
}

#[test]
fn the_oldest_entries_go_first_and_only_safe_ones() {
    let journal = [1, 2, 3].map(|seq| Kept { seq, size: 40, key: String::new() });
    let check = |need, safe, want| assert_eq!(trim(&journal, need, 150, safe), want, "need {need}, safe {safe}");
    check(30, 0, Some(0));
    check(40, 1, Some(1));
    check(40, 0, None);
    check(90, 3, Some(2));
    check(151, 3, None);
}
