//! One change to many records: first what it would do, record by record, then the edits that do it.

use super::steps::is_plain;
use super::{Edit, EditError, Workspace};
use crate::domain::{Kind, RecordId, Value, order, transition};

/// What setting one field of many records would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldPlan {
    /// The records that would change, with what stands there now.
    pub changes: Vec<(RecordId, Value)>,
    /// How many say so already.
    pub same: usize,
    /// Records whose state does not lead there in one step, or whose step asks for more than that, with the state they are in.
    pub unreachable: Vec<(RecordId, Value)>,
}

impl Workspace {
    /// Plans to set `field` of records of one kind to `value`; null clears it. Errs where no record could hold that.
    pub fn plan_field(&self, kind: Kind, ids: &[RecordId], field: &str, value: &Value) -> Result<FieldPlan, EditError> {
        self.check_value(kind, field, value)?;
        let has_steps = field == "status" && transition::first(kind).is_some();
        let mut plan = FieldPlan::default();
        for id in ids {
            let before = self.value(id, field);
            let from = before.as_text().unwrap_or_default();
            let leads_there = |to: &str| transition::next(kind, from).contains(&to) && is_plain(kind, from, to);
            if before == *value && self.heads_agree(id, field) {
                plan.same += 1;
            } else if has_steps && before != *value && !value.as_text().is_some_and(leads_there) {
                plan.unreachable.push((id.clone(), before));
            } else {
                plan.changes.push((id.clone(), before));
            }
        }
        Ok(plan)
    }

    /// Plans to take records out of their list, or to bring them back.
    pub fn plan_archive(&self, ids: &[RecordId], away: bool) -> Vec<Edit> {
        let wanted = ids.iter().filter(|id| self.is_archived(id) != away).cloned();
        wanted.map(if away { Edit::archive } else { Edit::restore }).collect()
    }
}

impl FieldPlan {
    /// The edits, one a record.
    pub fn edits(self, field: &str, value: &Value) -> Vec<Edit> {
        let set = order::map([(field.to_owned(), value.clone())]);
        self.changes.into_iter().map(|(id, _)| Edit::change(id, set.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Fields;
    use crate::oplog::{SecretKey, Timestamp};
    use crate::workspace::{Device, Stamp};

    fn stamp() -> Stamp {
        Stamp::save(Timestamp(1_795_312_980), None)
    }

    fn needs(states: &[&str]) -> (Workspace, Vec<RecordId>) {
        let device = Device { key: SecretKey::from_bytes([5; 32]), run: "run00005".to_owned() };
        let mut workspace = Workspace::create("街道", "街道", device, &stamp()).expect("a street").0;
        let new = |state: &&str| {
            let set: Fields = order::map([("title".to_owned(), "书".into()), ("status".to_owned(), (*state).into())]);
            Edit::new(Kind::Need, set)
        };
        let ids = workspace.edit(states.iter().map(new).collect(), &stamp()).expect("needs").records;
        (workspace, ids)
    }

    #[test]
    fn says_what_changes_what_stays_and_what_cannot() {
        let (workspace, ids) = needs(&["registered", "verified", "closed", "registered"]);
        let plan = workspace.plan_field(Kind::Need, &ids, "status", &"verified".into()).expect("a plan");
        let numbers = |list: &[(RecordId, Value)]| {
            list.iter().map(|(id, _)| ids.iter().position(|it| it == id).expect("known")).collect::<Vec<_>>()
        };
        assert_eq!((numbers(&plan.changes), plan.same, numbers(&plan.unreachable)), (vec![0, 3], 1, vec![2]));
        let plan = workspace.plan_field(Kind::Need, &ids, "category", &"venue".into()).expect("a plan");
        assert_eq!((plan.changes.len(), plan.same, plan.unreachable.len()), (4, 0, 0));
        for (field, value) in
            [("category", "nonsense"), ("title", ""), ("asker", "office/nowhere0.1"), ("colour", "red")]
        {
            assert!(workspace.plan_field(Kind::Need, &ids, field, &value.into()).is_err(), "{field}");
        }
    }

    #[test]
    fn does_what_it_said_and_one_undo_takes_it_back() {
        let (mut workspace, ids) = needs(&["registered", "verified", "registered"]);
        let before: Vec<Fields> = ids.iter().map(|id| workspace.fields(id)).collect();
        let value = Value::from("verified");
        let plan = workspace.plan_field(Kind::Need, &ids, "status", &value).expect("a plan");
        let said: Vec<RecordId> = plan.changes.iter().map(|(id, _)| id.clone()).collect();
        let ops = workspace.replica().op_count();
        let done = workspace.edit(plan.edits("status", &value), &stamp()).expect("a change");
        assert_eq!(workspace.replica().op_count() - ops, said.len());
        assert!(ids.iter().all(|id| workspace.text(id, "status") == "verified"));
        workspace.undo(&done.group, &stamp()).expect("taken back");
        assert_eq!(ids.iter().map(|id| workspace.fields(id)).collect::<Vec<_>>(), before);
        let away = workspace.plan_archive(&ids[..2], true);
        workspace.edit(away, &stamp()).expect("archived");
        assert_eq!(workspace.plan_archive(&ids, true).len(), 1);
        assert_eq!(workspace.plan_archive(&ids, false).len(), 2);
    }
}
