//! What was written, as the simulator saw it: each op is noted once, and held to what its writer was shown.

use serde::Deserialize;
use three_lists::domain::schema::{self, DELETED};
use three_lists::domain::{Fields, RecordId, Value};
use three_lists::oplog::{ActorId, Ref};
use three_lists::workspace::Changes;

use crate::course::{Broken, Course, Fault, Saw, Written, fault};
use crate::model::{self, Meant};

/// An op's text as any reader of JSON has it.
#[derive(Deserialize)]
struct OpText {
    on: String,
    #[serde(default)]
    seen: Vec<serde_json::Value>,
    set: Fields,
}

impl Course<'_> {
    /// Notes the ops just written, and holds them to what their writer saw.
    pub fn register(&mut self, at: usize, changes: &Changes, saw: &Saw) -> Result<(), Fault> {
        let app = self.machines[at].app.as_mut().expect("an office that joined");
        let new: Vec<(Ref, ActorId)> = app.workspace.replica().ops_after(app.held.len()).collect();
        for (op, actor) in new {
            let is_private = op.run.len() > 8;
            let chain = format!("{actor}.{}", if is_private { "private" } else { "shared" });
            let stretch = changes.batch.iter().find(|it| it.chain == chain && it.from <= op.seq);
            let text = stretch.and_then(|it| it.ops.get((op.seq - it.from) as usize));
            let Some(text) = text else { return fault(Broken::Lost, format!("{op} is not handed to storage")) };
            let told: OpText = serde_json::from_str(text).expect("an op is JSON");
            let record = RecordId::parse(&told.on).expect("an op names a record");
            let origin = Ref::parse(record.origin()).expect("a record names the op that made it");
            let parse =
                |seen: &serde_json::Value| seen.as_str().map_or(origin.clone(), |it| Ref::parse(it).expect("a ref"));
            let seen: Vec<Ref> = told.seen.iter().map(parse).collect();
            if let Some(unknown) = seen.iter().find(|it| !app.held.contains(it)) {
                return fault(Broken::Heads, format!("{op} answers {unknown}, which is not here"));
            }
            let known = self.meant.entry(record.clone()).or_default();
            let heads = model::heads(known.iter().filter(|it| app.held.contains(&it.op)));
            let kind = record.kind().expect("a kind of this version");
            let rank = |op: &Ref| self.written.get(op).map(|it| (it.clock, it.actor, op.seq, &it.text));
            let out = heads.get(&(&record, DELETED)).and_then(|heads| heads.iter().max_by_key(|(op, _)| rank(op)));
            let is_out = out.is_some_and(|(_, value)| **value == Value::Flag(true));
            let answers_all = told.set.get(DELETED) == Some(&Value::Flag(true));
            for ((_, field), heads) in &heads {
                let of_log = schema::field(kind, field).is_some_and(|it| it.private) == is_private;
                // Who changes a record that was taken out has seen that.
                let knows = *field == DELETED && is_out && !matches!(saw, Saw::Form(_));
                let is_answered = told.set.contains_key(*field) || ((answers_all || knows) && of_log);
                if !is_answered {
                    continue;
                }
                let missing = heads.keys().find(|head| {
                    let shown = match saw {
                        Saw::Form(form) if form.on == record && form.field == *field => form.heads.contains(head),
                        Saw::Since(since) => since.contains(head),
                        Saw::Form(_) | Saw::Now => true,
                    };
                    shown && !seen.contains(head)
                });
                // What is held was not shown.
                if let Some(head) = missing.filter(|_| !self.is_ruled) {
                    return fault(Broken::Heads, format!("{op} sets {record} {field} and does not answer {head}"));
                }
            }
            let late = match saw {
                Saw::Form(form) => seen.iter().find(|it| {
                    told.set.contains_key(&form.field)
                        && heads
                            .get(&(&record, &form.field))
                            .is_some_and(|heads| heads.contains_key(it) && !form.heads.contains(it))
                }),
                Saw::Since(since) => seen
                    .iter()
                    .find(|it| !since.contains(it) && self.written.get(it).is_none_or(|other| other.actor != actor)),
                Saw::Now => None,
            };
            if let Some(late) = late {
                return fault(Broken::Heads, format!("{op} answers {late}, which its writer was not shown"));
            }
            app.clock += 1;
            let meant = told.set.into_iter().map(|(field, value)| Meant {
                record: record.clone(),
                field,
                value,
                op: op.clone(),
                seen: seen.clone(),
            });
            known.extend(meant);
            let written = Written { text: text.clone(), actor, clock: app.clock, is_private };
            if self.written.insert(op.clone(), written).is_some() {
                return fault(Broken::Lost, format!("{op} names two ops"));
            }
            app.held.insert(op);
            *self.counts.entry("op").or_default() += 1;
        }
        Ok(())
    }

    /// Notes the ops that came from elsewhere.
    pub fn notice(&mut self, at: usize) -> usize {
        let app = self.machines[at].app.as_mut().expect("an office that joined");
        let new: Vec<Ref> = app.workspace.replica().ops_after(app.held.len()).map(|(op, _)| op).collect();
        let clocks = new.iter().filter_map(|op| self.written.get(op)).map(|it| it.clock);
        app.clock = clocks.fold(app.clock, u64::max);
        app.held.extend(new.iter().cloned());
        new.len()
    }
}
