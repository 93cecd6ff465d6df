//! Evidence about a project: the records that belong to it, every op on them, and the logs these stand in.

use super::audit::Found;
use super::{Checked, Entry, Workspace};
use crate::domain::{Kind, RecordId, Value, schema};
use crate::oplog::{ActorId, Scope};

/// All there is to show about a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The project, and what belongs to it.
    pub records: Vec<RecordId>,
    /// Every op on them in shared logs, the oldest by their order of cause first.
    pub ops: Vec<Proof>,
    /// The logs these stand in, each checked.
    pub logs: Vec<Checked>,
    /// How many ops about them stand in private logs, and are left out.
    pub private_ops: usize,
    /// The records with fields that say several things, and these fields.
    pub conflicts: Vec<(RecordId, Vec<String>)>,
}

/// One op, with what holds it in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The op.
    pub found: Found,
    /// Its log's place in [`Evidence::logs`].
    pub log: usize,
    /// 12 characters of the chain's hash after it.
    pub hash: String,
    /// True when its writer's seal covers it; false for what was written since it last handed anything on.
    pub is_sealed: bool,
}

impl Workspace {
    /// A project and what belongs to it: its needs and resources, the claims on it or on one of its needs, its progress
    /// entries, the pairing it goes by, and those of its community with the units that take part.
    ///
    /// What waits for the street or was taken out of its list belongs to it too.
    pub fn belonging_to(&self, project: &RecordId) -> Vec<RecordId> {
        let mut records = vec![project.clone()];
        for field in ["needs", "resources"] {
            for head in self.replica.heads(project, field) {
                add_all(&mut records, head.value.items().iter().filter_map(Value::link));
            }
        }
        let is_of = |told: Option<&RecordId>| told.is_some_and(|it| it == project);
        let (community, pairing) = (self.link(project, "community"), self.link(project, "pairing"));
        let goes_by = |it: &RecordId| pairing.as_ref() == Some(it);
        let mut units: Vec<RecordId> = self.link(project, "responsible").into_iter().collect();
        add_all(&mut units, self.value(project, "supporting").items().iter().filter_map(Value::link));
        let (mut claims, mut entries, mut pairings) = (Vec::new(), Vec::new(), Vec::new());
        for at in 0..self.replica.record_count() {
            let id = self.replica.id_at(at);
            let kind = id.kind();
            if !matches!(kind, Some(Kind::Claim | Kind::Progress | Kind::Pairing)) {
                continue;
            }
            let told = self.told(at);
            let to = |field: &str| {
                let text = super::roster::text_of(told.get(field)?)?;
                RecordId::parse(&text).ok()
            };
            match kind {
                Some(Kind::Progress) if is_of(to("project").as_ref()) => entries.push(id.clone()),
                Some(Kind::Claim) => {
                    let of = to("project");
                    // A claim on the need that names another project is that one's.
                    if is_of(of.as_ref()) || (of.is_none() && to("need").is_some_and(|it| records.contains(&it))) {
                        add_all(&mut units, to("office"));
                        claims.push(id.clone());
                    }
                }
                Some(Kind::Pairing) if goes_by(id) || (community.is_some() && to("community") == community) => {
                    pairings.push((id.clone(), to("unit")));
                }
                _ => {}
            }
        }
        records.extend(claims);
        records.extend(entries);
        let with = |unit: &Option<RecordId>| unit.as_ref().is_some_and(|it| units.contains(it));
        records.extend(pairings.into_iter().filter(|(id, unit)| goes_by(id) || with(unit)).map(|(id, _)| id));
        records
    }

    /// Gathers the evidence about a project, and reckons anew the chains that hold it.
    pub fn evidence(&self, project: &RecordId) -> Evidence {
        let records = self.belonging_to(project);
        let mut ops: Vec<u32> = Vec::new();
        let mut private_ops = 0;
        for (op, _, on, _) in self.replica.all_ops() {
            if !records.contains(self.replica.id_at(on)) {
                continue;
            }
            match self.replica.scope_of(op) {
                Scope::Shared => ops.push(op),
                Scope::Private => private_ops += 1,
            }
        }
        self.replica.newest_first(&mut ops);
        ops.reverse();
        let mut logs = Vec::new();
        let mut log_of: Vec<Option<(usize, String, bool)>> = vec![None; ops.len()];
        for branch in self.replica.branch_states() {
            if branch.header.scope == Scope::Private {
                continue;
            }
            let of_branch = self.replica.ops_of(&branch);
            // A branch's ops have rising numbers: they came in its order.
            let here: Vec<usize> = (0..ops.len()).filter(|at| of_branch.binary_search(&ops[*at]).is_ok()).collect();
            if here.is_empty() {
                continue;
            }
            let sealed = branch.seal.map_or(0, |it| it.seq);
            for at in here {
                let seq = self.replica.op_head(ops[at]).op.seq;
                let hash = self.replica.hash_after(ops[at]).to_string()[..12].to_owned();
                log_of[at] = Some((logs.len(), hash, seq <= sealed));
            }
            logs.push(self.check_chain(&branch));
        }
        // Both stand in the order that decides, so that the next op on a record is its next entry, even where a fork
        // wrote twice at one place.
        let mut entries: Vec<_> = records.iter().map(|id| self.shared_entries(id).into_iter()).collect();
        let proof = |(op, log): (&u32, Option<(usize, String, bool)>)| {
            let record = self.replica.id_of_op(*op).clone();
            let entry = entries[records.iter().position(|it| *it == record)?].next()?;
            let (log, hash, is_sealed) = log?;
            let found = Found { record, actor: self.replica.writer(*op), entry };
            Some(Proof { found, log, hash, is_sealed })
        };
        let ops = ops.iter().zip(log_of).filter_map(proof).collect();
        let shared = |id: &RecordId| {
            let fields = self.conflicted_fields(id).into_iter();
            fields.filter(|field| !schema::is_private(id.kind(), field)).collect::<Vec<_>>()
        };
        let conflicts = records.iter().map(|id| (id.clone(), shared(id)));
        let conflicts = conflicts.filter(|(_, fields)| !fields.is_empty()).collect();
        Evidence { records, ops, logs, private_ops, conflicts }
    }

    /// A record's entries in shared logs, the oldest first.
    fn shared_entries(&self, id: &RecordId) -> Vec<Entry> {
        let mut entries = self.history(id);
        entries.reverse();
        entries.retain(|it| it.scope == Scope::Shared);
        entries
    }

    /// The machines whose logs another office needs to see some records as they are here: who wrote on them, who let these
    /// machines in, and who began the workspace.
    pub fn writers_for(&self, records: &[RecordId]) -> Vec<ActorId> {
        let mut actors: Vec<ActorId> = self.replica.root(self.id).into_iter().collect();
        let numbers = records.iter().filter_map(|id| self.replica.number_of(id));
        for at in numbers {
            add_all(&mut actors, self.replica.writers(at).map(|(_, actor)| actor));
        }
        // The offices that the records name, or a reader would see no names.
        for id in records {
            for value in self.fields(id).values() {
                let named = value.items().iter().chain([value]).filter_map(Value::link);
                for at in
                    named.filter(|it| it.kind() == Some(Kind::Office)).filter_map(|it| self.replica.number_of(&it))
                {
                    add_all(&mut actors, self.replica.writers(at).map(|(_, actor)| actor));
                }
            }
        }
        loop {
            let before = actors.len();
            for at in self.machine_records() {
                let told = self.told(at);
                let text = |field: &str| told.get(field).and_then(|raw| super::roster::text_of(raw));
                if !text("actor").and_then(|it| ActorId::parse(&it).ok()).is_some_and(|it| actors.contains(&it)) {
                    continue;
                }
                let office = text("office").and_then(|it| self.replica.number_of(&RecordId::parse(&it).ok()?));
                for at in office.into_iter().chain([at]) {
                    add_all(&mut actors, self.replica.writers(at).map(|(_, actor)| actor));
                }
            }
            if actors.len() == before {
                return actors;
            }
        }
    }
}

fn add_all<T: PartialEq>(to: &mut Vec<T>, items: impl IntoIterator<Item = T>) {
    for item in items {
        if !to.contains(&item) {
            to.push(item);
        }
    }
}

#[cfg(test)]
mod tests;
