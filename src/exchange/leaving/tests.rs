//! What is told of a file is what it then holds.

use super::*;
use crate::domain::{RecordId, Value, order};
use crate::exchange::tests::{Office, small};
use crate::exchange::{Private, have, read};

#[test]
fn what_is_told_is_what_leaves() {
    let mut a = small();
    let mut b = Office::new(2);
    b.take(&a.file(None, false).unwrap());
    let early = have(&b.replica);
    let old = a.replica.records_of("need").next().unwrap().clone();
    let fresh = a.save(None, Scope::Shared, "title", "新的".into());
    a.save(Some(&old), Scope::Shared, "title", "再换一次软管".into());
    a.save(Some(&fresh), Scope::Shared, "note", "甲".repeat(400).into());
    b.save(Some(&old), Scope::Shared, "note", "乙写的".into());
    a.take(&b.file(None, false).unwrap());
    let late = have(&a.replica);
    a.save(Some(&old), Scope::Shared, "note", "甲看过".into());
    for (base, ops, records) in [
        (None, 7, vec![&old, &fresh]),
        (Some(&early), 5, vec![&old, &fresh]),
        (Some(&late), 1, vec![&old]),
        (Some(&have(&a.replica)), 0, vec![]),
    ] {
        let told = leaving(&a.replica, base);
        let names: Vec<&RecordId> = told.records.iter().map(|it| a.replica.id_at(*it)).collect();
        assert_eq!((told.ops.len(), names), (ops, records));
        let Ok(file) = a.file(base.cloned(), false) else {
            assert_eq!(ops, 0);
            continue;
        };
        let read = read(file.as_bytes()).unwrap();
        assert_eq!(read.logs.iter().map(|log| log.len()).sum::<usize>(), told.ops.len());
        let held = order::set(read.logs.iter().flat_map(|log| log.records_after(0)));
        assert_eq!(held, order::set(told.records.iter().map(|it| a.replica.id_at(*it).clone())));
        let length = file.len() as u64;
        assert!(told.bytes.abs_diff(length) < length / 8, "{} told, {length} left", told.bytes);
    }
}

#[test]
fn a_private_log_is_told_value_by_value_and_goes_whole_even_in_a_delta() {
    let mut a = small();
    let id = a.replica.records_of("need").next().unwrap().clone();
    a.save(Some(&id), Scope::Private, "contact", "楼组长".into());
    a.save(Some(&id), Scope::Private, "contact", Value::Null);
    a.save(Some(&id), Scope::Private, "note", "钥匙在门卫".into());
    let mut b = Office::new(2);
    b.take(&a.file(None, true).unwrap());
    b.save(Some(&id), Scope::Private, "contact", "书记".into());
    let told: Vec<_> = private_logs(&b.replica).into_iter().map(|log| (log.actor, log.values)).collect();
    let count = |field: &str, n| (Some(Kind::Need), field.to_owned(), n);
    let mut expected =
        vec![(a.key.actor(), vec![count("contact", 2), count("note", 1)]), (b.key.actor(), vec![count("contact", 1)])];
    expected.sort();
    assert_eq!(told, expected);

    let base = have(&b.replica);
    b.save(None, Scope::Shared, "title", "新的".into());
    b.private = Private::Of(vec![a.key.actor()]);
    // Even somebody who claims to have it gets it from the beginning: nobody says so of private logs.
    let mut claimed = base.clone();
    for branch in b.replica.branch_states().into_iter().filter(|it| it.header.scope == Scope::Private) {
        let name = format!("{}+private", branch.header.actor);
        claimed.insert(name, (branch.last, branch.head.to_string()[..12].to_owned()));
    }
    for base in [base, claimed] {
        let delta = b.file(Some(base), true).unwrap();
        for (value, leaves) in [("网格员", true), ("楼组长", true), ("钥匙在门卫", true), ("书记", false)]
        {
            assert_eq!(delta.contains(value), leaves, "{value}");
        }
        let mut c = Office::new(3);
        c.take(&a.file(None, false).unwrap());
        c.take(&delta);
        assert_eq!(c.replica.value(&id, "note"), Value::from("钥匙在门卫"));
    }
}
