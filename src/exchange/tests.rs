//! The file against every way it can go wrong on its road.

use super::*;
use crate::domain::{Fields, RecordId, Value};
use crate::oplog::{ChainHash, Draft, Replica, Scope, SecretKey, Timestamp, WorkspaceId};

/// An op as the schema describes it; `oplog` reads it without this.
#[derive(schemars::JsonSchema)]
#[schemars(
    title = "Op",
    description = "One save by one person, in canonical form (RFC 8785). Keys and fields of newer versions are kept as they are."
)]
#[expect(dead_code, reason = "only its shape is read")]
pub(super) struct OpShape {
    /// What was done, where it is not a plain save: import, sample, undo, resolve.
    act: Option<String>,
    /// When, by the writer's clock, in UTC: 2026-11-22T02:03:00Z.
    at: String,
    /// The person's name, if the office keeps it.
    by: Option<String>,
    /// Lamport clock; absent when it is one more than that of the op before.
    clock: Option<u64>,
    /// Position of the first op of the same action, where an action makes several.
    group: Option<String>,
    /// The record: kind and the position of the op that made it, need/g5kq0a2e.94.
    on: String,
    /// Where a run (one opening of the app) begins: its name, 8 to 16 characters of 0-9a-z.
    run: Option<String>,
    /// The ops this one replaces: 0 for the op that made the record, else their positions, run.seq.
    seen: Option<Vec<serde_json::Value>>,
    /// The fields it sets; null clears one. Numbers are whole.
    set: std::collections::BTreeMap<String, serde_json::Value>,
    /// What the action worked from: a sheet's file name, the undone group.
    source: Option<String>,
    /// The reason given.
    why: Option<String>,
}

pub(super) struct Office {
    pub replica: Replica,
    pub key: SecretKey,
    run: String,
    clock: i64,
    pub name: &'static str,
    pub made_at: i64,
    /// Whose private logs a file with private ones takes.
    pub private: Private,
}

impl Office {
    pub fn new(seed: u8) -> Office {
        let key = SecretKey::from_bytes([seed; 32]);
        let run = format!("run0000{seed}");
        let (clock, made_at) = (1_795_312_980, 1_795_399_380);
        Office { replica: Replica::default(), key, run, clock, name: "东湖社区", made_at, private: Private::All }
    }

    /// The same profile on another machine.
    pub fn copy(&self) -> Office {
        let (replica, key, run) = (self.replica.clone(), self.key.clone(), "run00009".to_owned());
        Office { replica, key, run, private: Private::All, ..*self }
    }

    pub fn save(&mut self, on: Option<&RecordId>, scope: Scope, field: &str, value: Value) -> RecordId {
        let place = self.replica.next_place(self.key.actor(), &self.run, Scope::Shared);
        let id = on.cloned().unwrap_or_else(|| RecordId::parse(&format!("need/{place}")).expect("a record id"));
        let seen = self.replica.heads(&id, field).into_iter().map(|head| head.op).collect();
        self.clock += 60;
        let draft = Draft {
            at: Timestamp(self.clock),
            by: Some("林".to_owned()),
            act: None,
            group: None,
            source: None,
            why: None,
            on: id.clone(),
            set: Fields::from([(field.to_owned(), value)]),
            seen,
        };
        self.replica.append(&self.key, &self.run, scope, &draft);
        id
    }

    pub fn file(&mut self, base: Option<Have>, with_private: bool) -> Result<String, WriteError> {
        self.replica.seal_own(&self.key, workspace());
        let contents = Contents {
            workspace: workspace(),
            title: "示例街道".to_owned(),
            office: Some(("office/run00001.2".to_owned(), self.name.to_owned())),
            made_at: Timestamp(self.made_at),
            summary: Summary { resources: 1, needs: 2, projects: 3, ops: 0 },
            base,
            private: if with_private { self.private.clone() } else { Private::None },
        };
        write(&self.replica, &self.key, contents)
    }

    pub fn take(&mut self, file: &str) -> usize {
        let file = read(file.as_bytes()).expect("a good file");
        self.replica.admit(file.logs).expect("nothing is missing").new_ops
    }

    pub fn hash(&self) -> ChainHash {
        self.replica.state_hash(Scope::Shared)
    }
}

pub(super) fn workspace() -> WorkspaceId {
    WorkspaceId([7; 16])
}

pub(super) fn small() -> Office {
    let mut office = Office::new(1);
    let id = office.save(None, Scope::Shared, "title", "更换\"燃气\"软管\n独居老人".into());
    office.save(Some(&id), Scope::Private, "contact", "网格员".into());
    office.save(Some(&id), Scope::Shared, "title", "更换燃气软管".into());
    office
}

#[test]
fn the_first_version_stays_readable_for_ever() {
    let text = small().file(None, false).expect("a file");
    let golden = include_str!("../../tests/cases/exchange/v1.json");
    let file = read(golden.as_bytes()).expect("the golden file of version 1");
    assert_eq!((file.title.as_str(), file.is_complete, file.logs.len()), ("示例街道", true, 1));
    assert_eq!(text, golden.trim_end(), "version 1 is written as it was published");
}

#[test]
fn the_published_schema_is_that_of_the_types_and_fits_the_golden_file() {
    let schema = schemars::schema_for!(envelope::Envelope<'static>);
    let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
    let published = include_str!("../../docs/exchange-v1.schema.json");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/exchange-v1.schema.json"), &text).unwrap();
    } else {
        assert_eq!(text, published, "run with UPDATE_SCHEMA=1 after a deliberate change");
    }
    let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
    let golden: serde_json::Value = serde_json::from_str(include_str!("../../tests/cases/exchange/v1.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&golden));
    assert!(!validator.is_valid(&serde_json::json!({"format": "three-lists"})));
}

#[test]
fn private_logs_leave_only_when_asked() {
    let mut office = small();
    let without = office.file(None, false).unwrap();
    assert!(!without.contains("网格员") && !without.contains("private"));
    let with = office.file(None, true).unwrap();
    assert!(with.contains("网格员"));
    let mut other = Office::new(2);
    other.take(&with);
    let preview = preview(&Office::new(3).replica, &read(with.as_bytes()).unwrap()).unwrap();
    assert!(preview.has_private);
}

#[test]
fn a_delta_joins_where_the_base_ends_and_nowhere_else() {
    let mut a = small();
    let mut b = Office::new(2);
    b.take(&a.file(None, false).unwrap());
    let base = have(&b.replica);
    let id = a.save(None, Scope::Shared, "title", "新的".into());
    let delta = a.file(Some(base.clone()), false).unwrap();
    let whole = a.file(None, false).unwrap();
    assert!(delta.len() < whole.len(), "{delta} is longer than {whole}");
    let missing = Office::new(3).replica.admit(read(delta.as_bytes()).unwrap().logs);
    assert!(matches!(missing, Err(crate::oplog::AdmitError::MissingLink { from: 3, have: 0, .. })), "{missing:?}");
    assert_eq!(b.take(&delta), 1);
    assert_eq!(b.take(&delta), 0, "the same file twice changes nothing");
    assert!(b.replica.contains(&id));
    assert_eq!(a.hash(), b.hash());
    assert_eq!(a.file(Some(have(&b.replica)), false), Err(WriteError::NothingNew));
}

#[test]
fn two_offices_agree_after_one_file_each_way_and_keep_both_values() {
    let (mut a, mut b) = (small(), Office::new(2));
    b.take(&a.file(None, false).unwrap());
    let id = a.replica.records_of("need").next().unwrap().clone();
    a.save(Some(&id), Scope::Shared, "title", "甲写的".into());
    b.save(Some(&id), Scope::Shared, "title", "乙写的".into());
    let to_a = b.file(Some(have(&a.replica)), false).unwrap();
    let shown = preview(&a.replica, &read(to_a.as_bytes()).unwrap()).unwrap();
    assert_eq!(shown.conflicts, [(id.clone(), "title".to_owned())]);
    assert_eq!((shown.new.len(), shown.changed.len(), shown.new_ops), (0, 1, 1));
    a.take(&to_a);
    b.take(&a.file(Some(have(&b.replica)), false).unwrap());
    assert_eq!(a.hash(), b.hash());
    for office in [&a, &b] {
        assert_eq!(office.replica.heads(&id, "title").len(), 2);
        assert_eq!(office.replica.conflicted_fields(&id), ["title"]);
    }
}

#[test]
fn a_copied_profile_that_writes_on_is_a_fork_and_both_sides_stay() {
    let mut a = small();
    a.file(None, false).unwrap();
    let mut copy = a.copy();
    let left = a.save(None, Scope::Shared, "title", "原机".into());
    let right = copy.save(None, Scope::Shared, "title", "复制机".into());
    let (file_a, file_copy) = (a.file(None, false).unwrap(), copy.file(None, false).unwrap());
    let mut hashes = Vec::new();
    for order in [[&file_a, &file_copy], [&file_copy, &file_a]] {
        let mut hub = Office::new(5);
        hub.take(order[0]);
        let logs = read(order[1].as_bytes()).unwrap().logs;
        assert_eq!(hub.replica.admit(logs).unwrap().forks, [a.key.actor()]);
        assert!(hub.replica.contains(&left) && hub.replica.contains(&right));
        let relayed = hub.file(None, false).unwrap();
        let mut third = Office::new(6);
        third.take(&relayed);
        assert_eq!(third.hash(), hub.hash());
        hashes.push(hub.hash());
    }
    assert_eq!(hashes[0], hashes[1]);
}

#[test]
fn offices_that_met_the_branches_of_a_fork_in_another_order_know_what_each_other_has() {
    let mut a = small();
    a.file(None, false).unwrap();
    let (key, run) = (a.key.clone(), "run00009".to_owned());
    let (replica, name, made_at, clock) = (a.replica.clone(), a.name, a.made_at, a.clock);
    let mut copy = Office { replica, key, run, name, made_at, clock, private: Private::All };
    a.save(None, Scope::Shared, "title", "原机".into());
    copy.save(None, Scope::Shared, "title", "复制机".into());
    copy.save(None, Scope::Shared, "title", "复制机".into());
    let (file_a, file_copy) = (a.file(None, false).unwrap(), copy.file(None, false).unwrap());
    let hubs = [[&file_a, &file_copy], [&file_copy, &file_a]].map(|files| {
        let mut hub = Office::new(5);
        for file in files {
            hub.take(file);
        }
        hub
    });
    let [one, other] = &hubs;
    assert_ne!(have(&one.replica), have(&other.replica), "the branches go by other names");
    for (here, there) in [(one, other), (other, one)] {
        assert_eq!(lacking(&here.replica, Some(&have(&there.replica)), Scope::Shared), 0);
    }
    assert!(lacking(&one.replica, Some(&have(&copy.replica)), Scope::Shared) > 0);
}

#[test]
fn two_machines_that_began_one_log_are_a_fork_from_its_first_op() {
    let mut a = Office::new(1);
    let mut copy = Office { run: "run00009".to_owned(), ..Office::new(1) };
    let (left, right) =
        (a.save(None, Scope::Shared, "title", "一台".into()), copy.save(None, Scope::Shared, "title", "另一台".into()));
    let mut hub = Office::new(5);
    hub.take(&a.file(None, false).unwrap());
    hub.take(&copy.file(None, false).unwrap());
    let mut third = Office::new(6);
    third.take(&hub.file(None, false).unwrap());
    assert_eq!(third.hash(), hub.hash());
    for office in [&hub, &third] {
        assert_eq!(
            [office.replica.value(&left, "title"), office.replica.value(&right, "title")],
            ["一台".into(), "另一台".into()]
        );
    }
}

#[test]
fn what_a_newer_version_wrote_is_kept_and_handed_on_byte_for_byte() {
    let mut newer = Office::new(1);
    let id = newer.save(None, Scope::Shared, "title", "甲".into());
    let odd =
        Value::Map(std::collections::BTreeMap::from([("深".to_owned(), Value::List(vec![Value::Null, 3.into()]))]));
    newer.save(Some(&id), Scope::Shared, "field_of_tomorrow", odd);
    let unknown = RecordId::parse("kind_of_tomorrow/run00001.9").unwrap();
    newer.save(Some(&unknown), Scope::Shared, "x", true.into_value());
    let file = newer.file(None, false).unwrap();
    let mut here = Office::new(2);
    assert!(preview(&here.replica, &read(file.as_bytes()).unwrap()).unwrap().from_newer_version);
    here.take(&file);
    let mut next = Office::new(3);
    next.take(&here.file(None, false).unwrap());
    let ops = |office: &Office| {
        let branch = office.replica.branch_states().swap_remove(0);
        office.replica.op_texts(&branch, 1, branch.last).concat()
    };
    assert_eq!(ops(&next), ops(&newer));
}

trait IntoValue {
    fn into_value(self) -> Value;
}

impl IntoValue for bool {
    fn into_value(self) -> Value {
        Value::Flag(self)
    }
}

#[test]
fn a_reformatted_file_still_verifies() {
    let text = small().file(None, true).unwrap();
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&text).unwrap()).unwrap();
    let mut a = Office::new(2);
    let mut b = Office::new(3);
    a.take(&text);
    b.take(&format!("\u{FEFF}{pretty}\n"));
    assert_eq!(a.hash(), b.hash());
}

#[test]
fn every_altered_byte_is_refused() {
    let text = small().file(None, true).unwrap();
    let sound = read(text.as_bytes()).unwrap();
    for at in 0..text.len() {
        for flip in [0x01u8, 0x02, 0x20] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= flip;
            let Ok(file) = read(&bytes) else { continue };
            let same = file.logs.iter().zip(&sound.logs).all(|(a, b)| a.ops().eq(b.ops()) && a.header() == b.header());
            let same = same && file.title == sound.title && file.from == sound.from && file.have == sound.have;
            let around =
                String::from_utf8_lossy(&bytes[at.saturating_sub(20)..(at + 20).min(bytes.len())]).into_owned();
            assert!(same && file.logs.len() == sound.logs.len(), "byte {at} altered unnoticed: {around}");
        }
    }
}

#[test]
fn every_cut_is_refused() {
    let text = small().file(None, false).unwrap();
    for end in 0..text.len() {
        let refused = read(&text.as_bytes()[..end]).err();
        let cut = matches!(refused, Some(ReadError::Truncated | ReadError::Empty));
        assert!(cut, "cut at {end}: {refused:?}");
    }
}

#[test]
fn each_bad_file_gets_its_own_refusal() {
    let good = small().file(None, false).unwrap();
    let check = |text: String, expected: &str| {
        let refused = read(text.as_bytes()).expect_err(expected);
        assert!(format!("{refused:?}").starts_with(expected), "{refused:?} instead of {expected}");
    };
    check("  \n".to_owned(), "Empty");
    check("PK\u{3}\u{4}".to_owned(), "NotJson");
    check("<html></html>".to_owned(), "NotJson");
    check("[]".to_owned(), "OtherFormat");
    check(r#"{"resources": []}"#.to_owned(), "OtherFormat");
    check(r#"{"format": "geojson", "version": 1}"#.to_owned(), "OtherFormat");
    check(good.replace(r#""version":1"#, r#""version":2"#), "NewerVersion(2)");
    check(good.replacen(r#""version":1"#, r#""version":1,"future":true"#, 1), "Structure");
    check(good.replacen(r#""title":"#, r#""title":"x","title":"#, 1), "DuplicateKey");
    check(good.replacen(r#""set":{"#, r#""set":{"title":"x","#, 1), "DuplicateKey");
    check(good.replacen("更换燃气软管", "更换燃气水管", 1), "Altered");
    check(good.replacen("东湖社区", "西湖社区", 1), "Altered");
    check(good.replacen(r#""scope":"shared""#, r#""scope":"secret""#, 1), "Structure");
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    check(good.replacen(r#""set":{"#, &format!(r#""set":{{"a":{deep},"#), 1), "TooDeep");
    check(good.replacen(r#"{"at""#, r#"{"a":1.5,"at""#, 1), "Structure");
}

#[test]
fn another_workspace_is_told_by_its_id() {
    let mut office = small();
    office.replica.seal_own(&office.key, WorkspaceId([9; 16]));
    let text = small().file(None, false).unwrap();
    let forged = text.replacen(&workspace().to_string(), &WorkspaceId([9; 16]).to_string(), 1);
    assert_eq!(read(forged.as_bytes()).err(), Some(ReadError::Altered), "a log cannot be moved to another workspace");
}
