//! A file of about 10 kB from three offices, altered in every way a curious or hostile hand may alter it: each byte, each
//! op, each seal and signature. What is altered is refused, or leaves exactly what is here.

#[path = "../forge/mod.rs"]
mod forge;
mod orders;
mod street;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use street::{Standing, Street, file, ops_of, street, taken_in};
use three_lists::exchange::{ReadError, preview, read, receive};
use three_lists::oplog::{ChainHash, Replica, Scope, SecretKey};
use three_lists::workspace::{Device, Workspace};

/// What is here before an altered file comes.
struct Here {
    street: Street,
    /// Has all that the sound file holds.
    whole: Workspace,
    /// Has the beginning of it.
    older: Workspace,
    sound: BTreeSet<Standing>,
}

fn device() -> Device {
    Device { key: SecretKey::from_bytes([8; 32]), run: "run00008".to_owned() }
}

fn here() -> &'static Here {
    thread_local! {
        // A workspace is one thread's; what is made once a thread may stay to the end.
        static HERE: &'static Here = {
            let street = street();
            let whole = taken_in(&street.file, device());
            let older = taken_in(&street.earlier, device());
            let sound = ops_of(whole.replica()).into_iter().collect();
            Box::leak(Box::new(Here { street, whole, older, sound }))
        };
    }
    HERE.with(|it| *it)
}

fn hashes(workspace: &Workspace) -> [ChainHash; 2] {
    [Scope::Shared, Scope::Private].map(|scope| workspace.replica().state_hash(scope))
}

/// Reads and admits a file as the page does; nothing where it is refused.
fn admitted(before: &Workspace, bytes: &[u8]) -> Result<Option<Workspace>, ReadError> {
    let file = receive(bytes)?.into_file();
    if file.workspace != before.id() || preview(before.replica(), &file).is_err() {
        return Ok(None);
    }
    let mut after = before.clone();
    Ok(after.admit(file.logs).is_ok().then_some(after))
}

/// The verdict on a file that holds and changes nothing.
const UNCHANGED: &str = "left everything as it was";

/// What became of altered files, by the name of the verdict.
type Verdicts = BTreeMap<String, usize>;

/// Takes an altered file in where everything is known already and where it is not, and says what became of it.
fn try_in(bytes: &[u8], what: &str) -> String {
    let Here { whole, older, sound, .. } = here();
    let mut verdict = UNCHANGED;
    for before in [whole, older] {
        let after = match admitted(before, bytes) {
            Err(refused) => {
                let name = format!("{refused:?}");
                return name.split(['(', ' ']).next().unwrap_or_default().to_owned();
            }
            Ok(None) => {
                verdict = "did not join";
                continue;
            }
            Ok(Some(after)) => after,
        };
        let altered: Vec<Standing> = ops_of(after.replica()).into_iter().filter(|op| !sound.contains(op)).collect();
        assert!(altered.is_empty(), "{what}: altered ops were applied: {altered:?}");
        if std::ptr::eq(before, whole) {
            assert_eq!(hashes(&after), hashes(whole), "{what}: what is shown has changed");
            assert_eq!(after.replica().branch_states(), whole.replica().branch_states(), "{what}: a log has changed");
        }
    }
    verdict.to_owned()
}

fn count(verdicts: &mut Verdicts, verdict: String) {
    *verdicts.entry(verdict).or_default() += 1;
}

fn told(what: &str, verdicts: &Verdicts) {
    println!("{what}: {} altered files, 0 altered ops applied; {verdicts:?}", verdicts.values().sum::<usize>());
}

/// What is done to the byte at a place.
type Way = (&'static str, fn(&mut Vec<u8>, usize));

/// Each byte with other bits than `exchange::tests` flips, and left out, doubled, blanked, swapped with the next.
#[test]
fn no_altered_byte_changes_anything() {
    let file = here().street.file.as_bytes();
    assert!((9_000..14_000).contains(&file.len()), "{} bytes", file.len());
    let ways: [Way; 6] = [
        ("flipped in its third bit", |bytes, at| bytes[at] ^= 0x04),
        ("flipped in its highest bit", |bytes, at| bytes[at] ^= 0x80),
        ("left out", |bytes, at| {
            bytes.remove(at);
        }),
        ("doubled", |bytes, at| bytes.insert(at, bytes[at])),
        ("blanked", |bytes, at| bytes[at] = b' '),
        ("swapped with the next", |bytes, at| {
            let next = (at + 1) % bytes.len();
            bytes.swap(at, next);
        }),
    ];
    for (way, alter) in ways {
        let halves = [0..file.len() / 2, file.len() / 2..file.len()];
        let tried = std::thread::scope(|scope| {
            let try_half = |places: std::ops::Range<usize>| {
                scope.spawn(move || {
                    let mut verdicts = Verdicts::new();
                    for at in places {
                        let mut bytes = file.to_vec();
                        alter(&mut bytes, at);
                        if bytes != file {
                            let verdict = try_in(&bytes, &format!("byte {at} {way}"));
                            // Title, maker and what the maker has are no ops, and the page shows and keeps them.
                            assert_ne!(verdict, UNCHANGED, "byte {at} {way}");
                            count(&mut verdicts, verdict);
                        }
                    }
                    verdicts
                })
            };
            halves.map(try_half).map(|it| it.join().expect("no alteration goes unnoticed"))
        });
        let mut verdicts = Verdicts::new();
        for (verdict, files) in tried.into_iter().flatten() {
            *verdicts.entry(verdict).or_default() += files;
        }
        told(&format!("every byte {way}"), &verdicts);
    }
}

fn parsed() -> Value {
    serde_json::from_str(&here().street.file).expect("a file is JSON")
}

fn ops(file: &mut Value, log: usize) -> &mut Vec<Value> {
    file["logs"][log]["ops"].as_array_mut().expect("a log has ops")
}

fn logs(file: &Value) -> usize {
    file["logs"].as_array().expect("a file has logs").len()
}

/// Every file that differs from the sound one in one op: what was done, the logs it touches, the file.
fn files_with_an_op_altered() -> Vec<(String, Vec<usize>, Value)> {
    let mut sound = parsed();
    let mut found = Vec::new();
    for log in 0..logs(&sound) {
        for at in 0..ops(&mut sound, log).len() {
            let mut put = |what: &str, touched: &[usize], alter: &dyn Fn(&mut Value)| {
                let mut altered = sound.clone();
                alter(&mut altered);
                if altered != sound {
                    found.push((format!("op {at} of log {log} {what}"), touched.to_vec(), altered));
                }
            };
            put("dropped", &[log], &|file| drop(ops(file, log).remove(at)));
            put("dropped with all after it", &[log], &|file| ops(file, log).truncate(at));
            put("swapped with the next", &[log], &|file| {
                let ops = ops(file, log);
                let next = (at + 1) % ops.len();
                ops.swap(at, next);
            });
            put("doubled", &[log], &|file| {
                let op = ops(file, log)[at].clone();
                ops(file, log).insert(at, op);
            });
            put("repeated at the end", &[log], &|file| {
                let op = ops(file, log)[at].clone();
                ops(file, log).push(op);
            });
            put("of another text", &[log], &|file| {
                ops(file, log)[at]["set"]["title"] = "改过的".into();
            });
            put("of another time", &[log], &|file| ops(file, log)[at]["at"] = "2030-01-01T00:00:00Z".into());
            for to in (0..logs(&parsed())).filter(|to| *to != log) {
                put(&format!("moved to log {to}"), &[log, to], &|file| {
                    let op = ops(file, log).remove(at);
                    ops(file, to).push(op);
                });
            }
        }
    }
    found
}

/// How somebody with a key of their own may try to make an altered file hold, without being another actor.
type Forgery = (&'static str, fn(&mut Value, &[usize], &SecretKey) -> Option<()>);

fn seal_again(file: &mut Value, logs: &[usize], key: &SecretKey, in_own_name: bool) -> Option<()> {
    for log in logs {
        let actor = three_lists::oplog::ActorId::parse(file["logs"][log]["actor"].as_str()?).ok()?;
        forge::seal_as(file, *log, key, if in_own_name { key.actor() } else { actor })?;
    }
    Some(())
}

fn put_key(file: &mut Value, logs: &[usize], key: &SecretKey) {
    for log in logs {
        file["logs"][log]["key"] = key.public().to_string().into();
    }
}

const FORGERIES: [Forgery; 10] = [
    ("with nothing signed again", |_, _, _| Some(())),
    ("sealed by another key", |file, logs, key| seal_again(file, logs, key, false)),
    ("sealed by another key in its own name", |file, logs, key| seal_again(file, logs, key, true)),
    ("signed by another key", |file, _, key| forge::sign_as(file, key)),
    ("sealed and signed by another key", |file, logs, key| {
        seal_again(file, logs, key, false)?;
        forge::sign_as(file, key)
    }),
    ("sealed and signed by another key, the log's key replaced", |file, logs, key| {
        seal_again(file, logs, key, false)?;
        put_key(file, logs, key);
        forge::sign_as(file, key)
    }),
    ("sealed and signed by another key, the maker's key replaced", |file, logs, key| {
        seal_again(file, logs, key, false)?;
        file["from"]["key"] = key.public().to_string().into();
        forge::sign_as(file, key)
    }),
    ("sealed by another key, which made the file", |file, logs, key| {
        seal_again(file, logs, key, false)?;
        forge::make_own(file, key)
    }),
    ("sealed by another key, which made the file and stands in the log", |file, logs, key| {
        seal_again(file, logs, key, false)?;
        put_key(file, logs, key);
        forge::make_own(file, key)
    }),
    ("made the log of another actor, which begins where the first one's does", |file, logs, key| {
        for log in logs {
            let prev = file["logs"][log]["prev"].clone();
            forge::take_over(file, *log, key)?;
            file["logs"][log]["prev"] = prev;
            forge::seal_as(file, *log, key, key.actor())?;
        }
        forge::make_own(file, key)
    }),
];

/// Keys that forge: somebody from outside, and each of the offices that has a log in the file.
fn forgers() -> Vec<SecretKey> {
    let outside = SecretKey::from_bytes([66; 32]);
    std::iter::once(outside).chain(here().street.keys.iter().cloned()).collect()
}

#[test]
fn the_forger_seals_and_signs_as_the_program_does() {
    let mut file = parsed();
    for log in 0..logs(&file) {
        let (actor, seal) = (file["logs"][log]["actor"].clone(), file["logs"][log]["seal"].clone());
        let key = here().street.keys.iter().find(|it| it.actor().to_string() == actor).expect("its writer's key");
        forge::seal_as(&mut file, log, key, key.actor()).expect("a seal");
        assert_eq!(file["logs"][log]["seal"], seal);
    }
    let signature = file["signature"].clone();
    forge::sign_as(&mut file, &here().street.keys[0]).expect("a signature");
    assert_eq!(file["signature"], signature, "what is refused below is refused for what it is, not for a bad forgery");
}

#[test]
fn no_altered_op_is_applied_whoever_signs() {
    let altered = files_with_an_op_altered();
    for (name, forge) in FORGERIES {
        let mut verdicts = Verdicts::new();
        for (at, (what, logs, file)) in altered.iter().enumerate() {
            let forgers = forgers();
            // A log's own key is no forger: the next one takes its place.
            let of_another =
                |key: &&SecretKey| logs.iter().all(|log| file["logs"][*log]["actor"] != key.actor().to_string());
            let key = forgers.iter().cycle().skip(at).find(of_another).expect("somebody from outside");
            let mut file = file.clone();
            forge(&mut file, logs, key).expect("a log as the file has them");
            let verdict = try_in(file.to_string().as_bytes(), &format!("{what}, {name}"));
            assert!(matches!(&*verdict, "Altered" | "Structure"), "{what}, {name}: {verdict}");
            count(&mut verdicts, verdict);
        }
        told(&format!("ops dropped, swapped, doubled, moved, rewritten; {name}"), &verdicts);
    }
}

#[test]
fn sound_ops_under_another_seal_or_signature_are_refused() {
    for (name, forge) in &FORGERIES[1..] {
        let mut verdicts = Verdicts::new();
        for log in 0..logs(&parsed()) {
            for key in forgers() {
                let mut file = parsed();
                if file["logs"][log]["actor"] == key.actor().to_string() {
                    continue;
                }
                forge(&mut file, &[log], &key).expect("a log with ops");
                // The street made the file: signing it is its right, and it would be the same file.
                if file == parsed() {
                    continue;
                }
                let verdict = try_in(file.to_string().as_bytes(), &format!("log {log} {name}"));
                assert_eq!(verdict, "Altered", "log {log} {name}");
                count(&mut verdicts, verdict);
            }
        }
        told(&format!("sound ops, {name}"), &verdicts);
    }
}

/// Handing on sound logs under one's own name is what relaying is.
#[test]
fn a_relayed_file_changes_nothing_but_its_maker() {
    let key = SecretKey::from_bytes([66; 32]);
    let mut relayed = parsed();
    forge::make_own(&mut relayed, &key).expect("a file");
    assert_eq!(try_in(relayed.to_string().as_bytes(), "relayed"), UNCHANGED);
    let maker = receive(relayed.to_string().as_bytes()).expect("a good file").into_file().from;
    assert_eq!(maker.actor, key.actor().to_string());
}

/// With the key replaced all through, the ops are another actor's own log: it holds, and stands beside the first one's as
/// that actor's word. Nothing of the first actor's log changes, and nobody can take the copy for the first actor's.
#[test]
fn a_log_taken_over_is_its_takers_and_never_the_first_actors() {
    let Here { whole, sound, .. } = here();
    let key = SecretKey::from_bytes([66; 32]);
    let mut tried = 0;
    for log in 0..logs(&parsed()) {
        for alter in [None, Some("改过的")] {
            let mut taken = parsed();
            if let Some(words) = alter {
                for op in ops(&mut taken, log) {
                    op["set"]["title"] = words.into();
                }
            }
            forge::take_over(&mut taken, log, &key).expect("a log with ops");
            forge::make_own(&mut taken, &key).expect("a file");
            let after = admitted(whole, taken.to_string().as_bytes());
            let after = after.expect("an actor may write what it likes in its own log").expect("it joins");
            let (kept, new): (Vec<Standing>, Vec<Standing>) =
                ops_of(after.replica()).into_iter().partition(|op| sound.contains(op));
            assert_eq!(kept.len(), sound.len(), "every op that was here is here, where it was");
            assert_eq!(new.len(), ops(&mut taken, log).len());
            assert!(new.iter().all(|(actor, ..)| *actor == key.actor()), "what is new is the taker's");
            // What the page shows of a record names the taker beside what the taker wrote.
            for id in after.conflicts() {
                for field in after.conflicted_fields(&id) {
                    for head in after.heads(&id, &field) {
                        let is_here = whole.heads(&id, &field).iter().any(|it| it.actor == head.actor);
                        assert!(is_here || head.actor == key.actor(), "{id} {field}");
                    }
                }
            }
            tried += 1;
        }
    }
    println!("logs taken over: {tried}, each of them the taker's own");
}

/// A log taken over names the same runs and places as the first actor's. Whichever of the two comes first, every office
/// shows the same.
#[test]
fn a_log_taken_over_gives_one_state_in_any_order() {
    let key = SecretKey::from_bytes([66; 32]);
    for log in 0..logs(&parsed()) {
        let mut taken = parsed();
        for op in ops(&mut taken, log) {
            for (_, value) in op["set"].as_object_mut().expect("an op sets fields") {
                *value = "改过的".into();
            }
        }
        forge::take_over(&mut taken, log, &key).expect("a log with ops");
        forge::make_own(&mut taken, &key).expect("a file");
        let taken = taken.to_string();
        let sound = &here().street.file;
        // Nobody judges: the fold itself must not depend on the order.
        let seen = [[sound, &taken], [&taken, sound]].map(|files| {
            let mut replica = Replica::default();
            for file in files {
                replica.admit(read(file.as_bytes()).expect("a good file").logs).expect("it joins");
            }
            [Scope::Shared, Scope::Private].map(|scope| replica.state_hash(scope))
        });
        assert_eq!(seen[0], seen[1], "log {log}");
    }
}

/// The sound file itself is taken in, or all that is refused here is refused for nothing.
#[test]
fn the_sound_file_is_taken_in() {
    let Here { street, whole, older, .. } = here();
    assert_eq!(try_in(street.file.as_bytes(), "the sound file"), UNCHANGED);
    let after = admitted(older, street.file.as_bytes()).expect("a good file").expect("it joins");
    assert_eq!(hashes(&after), hashes(whole));
    assert_ne!(hashes(older), hashes(whole));
    let again = file(&mut whole.clone(), true);
    assert_eq!(logs(&serde_json::from_str(&again).expect("JSON")), logs(&parsed()));
}
