//! Taking in many files at once against taking them in one after another.

use proptest::prelude::*;
use proptest::sample::Index;
use three_lists::exchange::{
    Contents, Found, Have, Here, Intake, Private, Summary, Verdict, VerifiedFile, common, plan, preview, read, write,
};
use three_lists::oplog::{ActorId, Replica, Scope, Timestamp};

use crate::world::{OFFICES, Step, World, step, workspace};

/// A history in which the first office writes first, and the file of every handing on in it: some with all, some with what the reader lacked.
fn history(steps: &[Step]) -> (World, Vec<String>) {
    let mut world = World::new();
    let mut files = Vec::new();
    for step in [&[Step::Make { office: 0 }], steps].concat().iter() {
        if let Step::Hand { from, to, delta, .. } = *step {
            files.extend(world.file(from, delta.then_some(to)));
        }
        world.take(step);
    }
    (world, files)
}

/// Admits files one by one, each whole, going round until nothing moves; returns which went in.
fn one_by_one(replica: &mut Replica, files: &[String]) -> Vec<bool> {
    let mut went_in = vec![false; files.len()];
    loop {
        let before = went_in.clone();
        for (file, went_in) in files.iter().zip(&mut went_in) {
            *went_in = *went_in || replica.admit(read(file.as_bytes()).expect("written here").logs).is_ok();
        }
        if went_in == before {
            return went_in;
        }
    }
}

/// The file that answers with what somebody with that base lacks; nothing when that is nothing.
fn answer_with(world: &World, replica: &Replica, base: Option<Have>) -> Option<VerifiedFile> {
    let contents = Contents {
        workspace: workspace(),
        title: String::new(),
        office: None,
        made_at: Timestamp(1_900_000_000),
        summary: Summary::default(),
        base,
        private: Private::None,
    };
    let text = write(replica, &world.offices[0].key, contents).ok()?;
    Some(read(text.as_bytes()).expect("written here"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_takes_in_what_one_after_another_takes_in(
        before in prop::collection::vec(step(), 0..12),
        after in prop::collection::vec(step(), 1..40),
        reader in 0..=OFFICES,
        drawn in prop::collection::vec(any::<Index>(), 1..12),
        held in 0..OFFICES,
    ) {
        // The reader is an office as it stood in the middle of the history, or a newcomer.
        let (world, _) = history(&before);
        let mut here = world.offices.get(reader).map(|it| it.replica.clone()).unwrap_or_default();
        let (mut world, mut written) = history(&[before, after].concat());
        written.extend(world.file(0, None));
        // Some of the files, in any order, some of them several times.
        let files: Vec<String> = drawn.iter().map(|it| it.get(&written).clone()).collect();
        let actor = |office: usize| world.offices[office].key.actor();
        // A reader that hands on what it has itself must have it sealed.
        if let Some(office) = world.offices.get(reader) {
            here.seal_own(&office.key, workspace());
        }

        let mut intake = Intake::default();
        for (at, file) in files.iter().enumerate() {
            intake.add(Found { name: at.to_string(), content: Ok(file.clone().into_bytes()) });
        }
        let own = world.offices.get(reader).map_or(ActorId([0; 16]), |it| it.key.actor());
        let planned = plan(Here { replica: &here, workspace: workspace(), actor: own }, &intake);

        let mut slowly = here.clone();
        let went_in = one_by_one(&mut slowly, &files);
        let mut at_once = here.clone();
        let admitted = at_once.admit_all(&planned.logs(&[])).expect("a plan joins");
        prop_assert_eq!(at_once.state_hash(Scope::Shared), slowly.state_hash(Scope::Shared));
        prop_assert_eq!(at_once.op_count(), slowly.op_count());

        // Each file's verdict, and the sums, are what really happened.
        let mut new_ops = 0;
        for (at, file) in planned.files.iter().enumerate() {
            let same_as = |at: usize| if let Verdict::SameAs(first) = planned.files[at].verdict { first } else { at };
            prop_assert_eq!(planned.files[same_as(at)].verdict == Verdict::Waiting, !went_in[at], "file {}", at);
            let logs = read(files[at].as_bytes()).expect("written here").logs;
            if file.verdict == Verdict::Known {
                prop_assert!(logs.iter().all(|log| here.holds(log)));
            }
            if let Verdict::Ready { new_ops: brought } = file.verdict {
                new_ops += brought;
            }
        }
        prop_assert_eq!(new_ops, at_once.op_count() - here.op_count());
        prop_assert_eq!((admitted.new_ops, planned.preview.new_ops), (new_ops, new_ops));
        // An op that stands in several files is counted once.
        let shown = planned.shown(&[]);
        let places = shown.iter().flat_map(|log| {
            let whose = log.header().clone();
            let place = move |seq| (whose.actor, whose.scope, seq, log.hash_at(seq).map(|it| it.to_string()));
            (log.header().from..=log.last_seq()).map(place)
        });
        let distinct = places.collect::<std::collections::BTreeSet<_>>().len();
        prop_assert_eq!(planned.preview.new_ops + planned.preview.known_ops, distinct);
        prop_assert_eq!(planned.senders.iter().map(|it| it.new_ops).sum::<usize>(), new_ops);
        prop_assert_eq!(planned.writers.iter().map(|it| it.new_ops).sum::<usize>(), new_ops);
        prop_assert_eq!(planned.missing.is_empty(), went_in.iter().all(|it| *it));

        // In the plan's order, each file joins when its turn comes.
        let mut in_order = here.clone();
        for at in &planned.order {
            let logs = read(files[*at].as_bytes()).expect("written here").logs;
            in_order.admit(logs).expect("its turn has come");
        }
        prop_assert_eq!(in_order.state_hash(Scope::Shared), at_once.state_hash(Scope::Shared));

        // One file alone is previewed as a plan of one.
        let only = read(files[0].as_bytes()).expect("written here");
        if let Ok(alone) = preview(&here, &only) {
            let mut intake = Intake::default();
            intake.add(Found { name: String::new(), content: Ok(files[0].clone().into_bytes()) });
            let planned = plan(Here { replica: &here, workspace: workspace(), actor: own }, &intake);
            prop_assert_eq!(&planned.preview, &alone);
            let counted: usize = only.logs.iter().map(|log| log.len()).sum();
            prop_assert_eq!(alone.new_ops + alone.known_ops, counted);
        }

        // Held back: nothing of that actor's, all of the others'; and later it is as if it had not been.
        let held = [actor(held)];
        let shown = planned.preview_without(&here, &held).expect("the rest joins");
        let mut careful = here.clone();
        prop_assert_eq!(careful.admit_all(&planned.logs(&held)).expect("the rest joins").new_ops, shown.new_ops);
        let of_held = planned.writers.iter().filter(|it| it.actors.contains(&held[0])).map(|it| it.new_ops);
        prop_assert_eq!(shown.new_ops + of_held.sum::<usize>(), new_ops);
        careful.admit_all(&planned.logs(&[])).expect("it joins later");
        prop_assert_eq!(careful.state_hash(Scope::Shared), at_once.state_hash(Scope::Shared));

        // What is missing is what the complete files of all offices bring.
        let mut whole: Vec<String> = (0..OFFICES).filter_map(|office| world.file(office, None)).collect();
        for missing in &planned.missing {
            prop_assert!(missing.from <= missing.to && !missing.needed_by.is_empty(), "{:?}", missing);
        }
        whole.extend(files.iter().cloned());
        let mut intake = Intake::default();
        for file in &whole {
            intake.add(Found { name: String::new(), content: Ok(file.clone().into_bytes()) });
        }
        let all = plan(Here { replica: &here, workspace: workspace(), actor: own }, &intake);
        prop_assert!(all.missing.is_empty());

        // One answer serves all senders: each can take it in, and then lacks nothing.
        let haves = planned.haves();
        let base = common(&at_once, &haves);
        let answer = answer_with(&world, &at_once, Some(base));
        let whole = answer_with(&world, &at_once, None);
        for sender in planned.senders.iter().filter(|it| !it.is_own) {
            let office = world.offices.iter().find(|it| it.key.actor().to_string() == sender.from.actor);
            let mut sender = office.expect("an office of this world").replica.clone();
            if let Some(answer) = &answer {
                sender.admit_all(&answer.logs.iter().collect::<Vec<_>>()).expect("what it had is its base");
            }
            prop_assert!(whole.iter().flat_map(|it| &it.logs).all(|log| sender.holds(log)));
        }
    }
}
