//! Many files at once, in any order, some of them missing.

use super::*;
use crate::exchange::tests::{Office, small, workspace};
use crate::exchange::{Found, Summary, common, have, preview, read, write, write_backup};
use crate::oplog::Scope;

fn intake(files: &[&str]) -> Intake {
    let mut intake = Intake::default();
    for (at, file) in files.iter().enumerate() {
        intake.add(Found { name: format!("{at}.json"), content: Ok(file.as_bytes().to_vec()) });
    }
    intake
}

fn plan_for(office: &Office, files: &[&str]) -> Plan {
    let here = Here { replica: &office.replica, workspace: workspace(), actor: office.key.actor() };
    plan(here, &intake(files))
}

/// Admits what a plan brings.
fn go(office: &mut Office, plan: &Plan) -> usize {
    office.replica.admit_all(&plan.logs(&[])).expect("a plan joins").new_ops
}

fn verdicts(plan: &Plan) -> String {
    plan.files.iter().map(|it| format!("{:?}", it.verdict)).collect::<Vec<_>>().join(", ")
}

/// A first file and `deltas` that continue it one by one, a day apart; each brings one op.
fn chain(office: &mut Office, deltas: usize) -> Vec<String> {
    let mut files = vec![office.file(None, false).unwrap()];
    for _ in 0..deltas {
        let base = have(&office.replica);
        office.save(None, Scope::Shared, "title", "又一条".into());
        office.made_at += 86_400;
        files.push(office.file(Some(base), false).unwrap());
    }
    files
}

#[test]
fn deltas_go_in_whatever_the_order_and_the_clocks() {
    for (backwards, order) in [(false, [0, 1, 2, 3]), (false, [3, 1, 0, 2]), (true, [2, 3, 1, 0])] {
        let mut a = small();
        let mut files = chain(&mut a, 3);
        if backwards {
            let mut b = small();
            b.made_at += 86_400 * 9;
            files[0] = b.file(None, false).unwrap();
        }
        let files: Vec<&str> = order.iter().map(|at| files[*at].as_str()).collect();
        let mut here = Office::new(2);
        let plan = plan_for(&here, &files);
        let place = |of: usize| order.iter().position(|it| *it == of).unwrap();
        assert_eq!(plan.order, [place(0), place(1), place(2), place(3)]);
        assert_eq!((plan.preview.new_ops, plan.preview.new.len(), plan.missing.len()), (5, 4, 0));
        assert_eq!(go(&mut here, &plan), 5);
        assert_eq!(here.hash(), a.hash());
    }
}

#[test]
fn each_file_gets_its_verdict_and_none_spoils_the_others() {
    let mut a = small();
    let old = a.file(None, false).unwrap();
    a.save(None, Scope::Shared, "title", "新的".into());
    a.made_at += 60;
    let new = a.file(None, false).unwrap();
    let altered = new.replacen("新的", "旧的", 1);
    let mut b = Office::new(3);
    b.save(None, Scope::Shared, "title", "乙".into());
    b.replica.seal_own(&b.key, WorkspaceId([9; 16]));
    let contents = crate::exchange::Contents {
        workspace: WorkspaceId([9; 16]),
        title: "另一街道".to_owned(),
        office: None,
        made_at: Timestamp(0),
        summary: Summary::default(),
        base: None,
        private: crate::exchange::Private::None,
    };
    let other = write(&b.replica, &b.key, contents).unwrap();
    let files = [&old, &new, &altered, &new, &other, &altered, r#"{"a":1}"#];
    let mut here = Office::new(2);
    let first = plan_for(&here, &files);
    let other = "OtherWorkspace(\"另一街道\"), SameAs(2), Refused(OtherFormat)";
    assert_eq!(verdicts(&first), format!("Covered, Ready {{ new_ops: 3 }}, Refused(Altered), SameAs(1), {other}"));
    assert_eq!((first.preview.new_ops, first.preview.known_ops), (3, 0), "an op in two files is one op");
    assert_eq!(go(&mut here, &first), 3);
    let again = plan_for(&here, &files);
    assert_eq!(verdicts(&again), format!("Known, Known, Refused(Altered), SameAs(1), {other}"));
    assert_eq!((again.preview.new_ops, again.preview.known_ops, again.preview.same), (0, 3, 2));
    assert!(again.logs(&[]).is_empty());

    let mut unfit = Intake::default();
    unfit.add(Found { name: "a.jpg".to_owned(), content: Err(Unfit::NotOurs) });
    let here = Here { replica: &here.replica, workspace: workspace(), actor: here.key.actor() };
    assert_eq!(verdicts(&plan(here, &unfit)), "Unfit(NotOurs)");
}

#[test]
fn one_file_alone_is_previewed_as_before() {
    let mut a = small();
    let mut here = Office::new(2);
    here.take(&a.file(None, false).unwrap());
    let id = a.replica.records_of("need").next().unwrap().clone();
    a.save(Some(&id), Scope::Shared, "title", "甲写的".into());
    a.save(None, Scope::Private, "contact", "联络员".into());
    here.save(Some(&id), Scope::Shared, "title", "乙写的".into());
    let file = a.file(None, true).unwrap();
    let alone = preview(&here.replica, &read(file.as_bytes()).unwrap()).unwrap();
    assert_eq!(plan_for(&here, &[&file]).preview, alone);
    assert_eq!((alone.new.len(), alone.changed.len(), alone.conflicts.len(), alone.same), (1, 1, 1, 0));
    assert_eq!((alone.new_ops, alone.known_ops, alone.has_private), (3, 2, true));
}

#[test]
fn what_is_missing_is_asked_for_once_and_the_rest_goes_in() {
    let mut a = small();
    let files = chain(&mut a, 4);
    let mut c = Office::new(3);
    c.save(None, Scope::Shared, "title", "丙".into());
    let other = c.file(None, false).unwrap();
    let here = Office::new(2);
    // The first two are not among them, nor the fourth: 1 to 3 and 5 are missing.
    let plan = plan_for(&here, &[&files[4], &other, &files[2]]);
    assert_eq!(verdicts(&plan), "Waiting, Ready { new_ops: 1 }, Waiting");
    let gaps: Vec<_> = plan.missing.iter().map(|it| (it.from, it.to, &it.needed_by[..])).collect();
    assert_eq!(gaps, [(1, 3, &[2][..]), (5, 5, &[0][..])]);
    let first = &plan.missing[0];
    assert_eq!((first.name.as_str(), first.actor, first.is_branch), ("东湖社区", a.key.actor(), false));
    assert_eq!(Some(first.before), plan.files[2].file.as_ref().map(|it| it.made_at));
    // With the fourth there, what the fifth continues waits too, and is not asked for.
    let plan = plan_for(&here, &[&files[4], &files[3], &files[2]]);
    let gaps: Vec<_> = plan.missing.iter().map(|it| (it.from, it.to)).collect();
    assert_eq!((verdicts(&plan).as_str(), gaps), ("Waiting, Waiting, Waiting", vec![(1, 3)]));
    assert_eq!((plan.senders[0].files, plan.senders[0].waiting), (3, 3));
    // What is here already is not asked for either.
    let mut here = Office::new(4);
    here.take(&files[0]);
    let plan = plan_for(&here, &[&files[3], &files[4]]);
    let gaps: Vec<_> = plan.missing.iter().map(|it| (it.from, it.to)).collect();
    assert_eq!(gaps, [(3, 4)]);
}

#[test]
fn a_branch_that_never_came_is_told_from_a_gap() {
    let mut a = small();
    a.file(None, false).unwrap();
    let mut copy = a.copy();
    chain(&mut a, 2);
    copy.save(None, Scope::Shared, "title", "复制机".into());
    let base = have(&copy.replica);
    copy.save(None, Scope::Shared, "title", "复制机又写".into());
    let delta = copy.file(Some(base), false).unwrap();
    let mut here = Office::new(2);
    here.take(&a.file(None, false).unwrap());
    let plan = plan_for(&here, &[&delta]);
    assert_eq!((plan.missing[0].is_branch, plan.missing[0].from, plan.missing[0].to), (true, 1, 3));
    let whole = copy.file(None, false).unwrap();
    let plan = plan_for(&here, &[&delta, &whole]);
    assert_eq!((plan.missing.len(), plan.order.len()), (0, 2));
    assert_eq!(plan.preview.forks, [a.key.actor()]);
    assert_eq!((plan.preview.new_ops, plan.preview.known_ops), (2, 2));
}

#[test]
fn an_office_is_held_back_with_all_its_installations() {
    let mut street = Office::new(1);
    street.name = "街道";
    let office = RecordId::parse("office/run00001.9").unwrap();
    street.save(Some(&office), Scope::Shared, "name", "东湖社区".into());
    let mut machines = [Office::new(3), Office::new(4)];
    for (at, machine) in machines.iter().enumerate() {
        let device = RecordId::parse(&format!("device/run00001.{}", at + 10)).unwrap();
        street.save(Some(&device), Scope::Shared, "actor", machine.key.actor().to_string().into());
        street.save(Some(&device), Scope::Shared, "office", office.as_str().into());
    }
    let base = street.file(None, false).unwrap();
    let mut files = Vec::new();
    for machine in &mut machines {
        machine.take(&base);
        machine.save(None, Scope::Shared, "title", "东湖的".into());
        files.push(machine.file(None, false).unwrap());
    }
    let shown = machines[0].replica.records_of("need").next().unwrap().clone();
    // Another office has seen what the first machine wrote, and passes it on.
    let mut unit = Office::new(5);
    unit.name = "某银行";
    unit.take(&files[0]);
    unit.save(Some(&shown), Scope::Shared, "title", "银行改的".into());
    unit.made_at += 60;
    let relayed = unit.file(None, false).unwrap();

    let mut here = Office::new(2);
    here.take(&base);
    let plan = plan_for(&here, &[&files[0], &files[1], &relayed]);
    let writers: Vec<_> = plan.writers.iter().map(|it| (it.name.as_str(), it.actors.len(), it.new_ops)).collect();
    assert_eq!(writers, [("东湖社区", 2, 2), ("某银行", 1, 1)]);
    let senders: Vec<_> = plan.senders.iter().map(|it| (it.from.name.as_str(), it.newest, it.new_ops)).collect();
    assert_eq!(senders, [("某银行", 2, 2), ("东湖社区", 0, 0), ("东湖社区", 1, 1)]);

    let held = plan.writers[0].actors.clone();
    let without = plan.preview_without(&here.replica, &held).unwrap();
    assert_eq!((without.new_ops, plan.preview.new_ops), (1, 3));
    let mut careful = here.replica.clone();
    careful.admit_all(&plan.logs(&held)).unwrap();
    assert_eq!(careful.value(&shown, "title"), "银行改的".into());
    // Taken in later, it is as if nothing had been held back.
    careful.admit_all(&plan.logs(&[])).unwrap();
    go(&mut here, &plan);
    assert_eq!(careful.state_hash(Scope::Shared), here.hash());
}

#[test]
fn a_backup_is_told_and_goes_in_as_any_file() {
    let mut a = small();
    let backup = write_backup(&a.file(None, true).unwrap(), &a.key).unwrap();
    let plan = plan_for(&Office::new(2), &[&backup]);
    assert_eq!((plan.files[0].backup, verdicts(&plan).as_str()), (Some(Whose::Another), "Ready { new_ops: 3 }"));
    let own = plan_for(&a, &[&backup]);
    assert_eq!((own.files[0].backup, verdicts(&own).as_str()), (Some(Whose::Own), "Known"));
    assert!(own.senders[0].is_own && own.haves().is_empty(), "nobody answers itself");
}

#[test]
fn one_answer_serves_several_senders() {
    let mut here = small();
    let first = here.file(None, false).unwrap();
    let mut offices = [Office::new(3), Office::new(4)];
    offices[0].take(&first);
    here.save(None, Scope::Shared, "title", "后来的".into());
    let second = here.file(None, false).unwrap();
    offices[1].take(&second);
    let files = offices.each_mut().map(|it| {
        it.save(None, Scope::Shared, "title", "社区的".into());
        it.file(None, false).unwrap()
    });
    let plan = plan_for(&here, &[&files[0], &files[1]]);
    let haves: Vec<Have> = plan.haves().into_iter().cloned().collect();
    go(&mut here, &plan);
    let base = common(&here.replica, &haves.iter().collect::<Vec<_>>());
    assert_eq!(base.get(&here.key.actor().to_string()).map(|it| it.0), Some(2), "what both have of this log");
    assert_eq!(base.len(), 1, "neither has the other's");
    let answer = here.file(Some(base), false).unwrap();
    assert!(answer.len() < here.file(None, false).unwrap().len());
    for mut office in offices {
        office.take(&answer);
        assert_eq!(office.hash(), here.hash());
    }
    assert_eq!(common(&here.replica, &[]), Have::new());
}

#[test]
fn a_locked_file_waits_for_its_passphrase_and_the_others_go_on() {
    let mut a = small();
    let file = a.file(None, false).unwrap();
    let locked = include_str!("../../../tests/cases/exchange/locked-v1.json");
    let plan = plan_for(&Office::new(2), &[locked, &file]);
    assert_eq!(verdicts(&plan), "Locked, Ready { new_ops: 2 }");
    assert_eq!(plan.order, [1]);
}

#[test]
fn a_file_read_by_the_worker_counts_as_one_read_here() {
    let mut office = Office::new(1);
    office.save(None, Scope::Shared, "title", "一条".into());
    let file = office.file(None, false).unwrap();
    let print: [u8; 32] = sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(&file)).into();
    let read = || Ok((read(file.as_bytes()).expect("a good file"), true));
    let mut intake = intake(&[&file]);
    intake.add_read(("again.json".to_owned(), file.len()), print, read(), Some("nobody".to_owned()));
    intake.add_read(("other.json".to_owned(), 7), [1; 32], Err(ReadError::Altered), Some("somebody".to_owned()));
    intake.add_read(("backup.json".to_owned(), 9), [2; 32], read(), None);
    let here = Here { replica: &Office::new(2).replica, workspace: workspace(), actor: Office::new(2).key.actor() };
    let plan = plan(here, &intake);
    assert_eq!(verdicts(&plan), "Ready { new_ops: 1 }, SameAs(0), Refused(Altered), Covered");
    assert_eq!((intake.claimed_by(1), intake.claimed_by(2)), (None, Some("somebody")));
    assert_eq!((plan.files[0].backup, plan.files[3].backup), (None, Some(Whose::Another)));
}
