//! The table of steps as it was agreed, and the histories of records held to it. Written after ARCHITECTURE.md and not after
//! the program's own tables.

use std::collections::BTreeMap;

use crate::domain::schema::{CLAIM_STATES, NEED_STATES, PROJECT_STATES};
use crate::domain::{Kind, RecordId, Value, transition};
use crate::oplog::Scope;
use crate::workspace::{Entry, Workspace};

/// Who brings a record into a state, as it was agreed; beside this nobody who is or was responsible verifies or signs off.
const MAY: [(Kind, &str, &str); 12] = [
    (Kind::Need, "registered withdrawn", "street owner creator"),
    (
        Kind::Need,
        "verified returned published referred deferred merged awaiting_confirmation",
        "street asking-community",
    ),
    (Kind::Need, "partly_met in_project", "street"),
    (Kind::Need, "closed", "street owner"),
    (Kind::Project, "proposed", "street creator responsible community"),
    (Kind::Project, "approved extended terminated archived", "street"),
    (Kind::Project, "running completion_requested", "street responsible"),
    (Kind::Project, "community_verified", "street community"),
    (Kind::Project, "sent_back", "street community"),
    (Kind::Project, "signed_off", "street"),
    (Kind::Claim, "pending withdrawn performing done", "street owner creator"),
    (Kind::Claim, "accepted refused lapsed", "street"),
];

/// The steps, as they were agreed; a star marks those that ask for a reason.
const STEPS: [(Kind, &str, &str); 23] = [
    (Kind::Need, "registered", "verified returned* merged* withdrawn*"),
    (Kind::Need, "verified", "published referred* deferred* merged* withdrawn*"),
    (Kind::Need, "published", "partly_met in_project referred* deferred* merged* withdrawn*"),
    (Kind::Need, "partly_met", "in_project awaiting_confirmation published* withdrawn*"),
    (Kind::Need, "in_project", "awaiting_confirmation published* withdrawn*"),
    (Kind::Need, "awaiting_confirmation", "closed in_project* published*"),
    (Kind::Need, "returned", "registered verified withdrawn*"),
    (Kind::Need, "deferred", "registered verified withdrawn*"),
    (Kind::Need, "referred", "registered verified withdrawn*"),
    (Kind::Need, "merged", "registered* verified* withdrawn*"),
    (Kind::Need, "closed", "in_project*"),
    (Kind::Project, "proposed", "approved terminated*"),
    (Kind::Project, "approved", "running terminated*"),
    (Kind::Project, "running", "completion_requested extended* terminated*"),
    (Kind::Project, "extended", "running completion_requested terminated*"),
    (Kind::Project, "completion_requested", "community_verified sent_back*"),
    (Kind::Project, "community_verified", "signed_off sent_back*"),
    (Kind::Project, "sent_back", "running completion_requested terminated*"),
    (Kind::Project, "signed_off", "archived sent_back*"),
    (Kind::Project, "archived", ""),
    (Kind::Claim, "pending", "accepted refused* withdrawn*"),
    (Kind::Claim, "accepted", "performing withdrawn* lapsed*"),
    (Kind::Claim, "performing", "done withdrawn* lapsed*"),
];

/// What follows of a step, as it was agreed: whose step, from where, to where; which records go from where to where.
const FOLLOWS: [(Kind, &str, &str, Kind, &str, &str); 7] = [
    (Kind::Project, "proposed", "approved", Kind::Need, "verified published partly_met", "in_project"),
    (
        Kind::Project,
        "community_verified",
        "signed_off",
        Kind::Need,
        "verified published partly_met in_project awaiting_confirmation",
        "closed partly_met published",
    ),
    (Kind::Project, "community_verified", "signed_off", Kind::Claim, "accepted performing", "done"),
    (
        Kind::Project,
        "proposed approved running extended sent_back",
        "terminated",
        Kind::Need,
        "in_project awaiting_confirmation",
        "partly_met published",
    ),
    (Kind::Project, "signed_off", "sent_back", Kind::Need, "closed partly_met published", "in_project"),
    (Kind::Claim, "pending", "accepted", Kind::Need, "published", "partly_met"),
    (Kind::Claim, "accepted performing", "withdrawn lapsed", Kind::Need, "partly_met", "published"),
];

fn among(words: &str, word: &str) -> bool {
    words.split(' ').any(|it| it.trim_end_matches('*') == word)
}

fn leads(kind: Kind, from: &str, to: &str) -> bool {
    STEPS.iter().any(|(of, at, next)| *of == kind && *at == from && among(next, to))
}

fn asks_reason(kind: Kind, from: &str, to: &str) -> bool {
    let marked = [to, "*"].concat();
    STEPS.iter().any(|(of, at, next)| *of == kind && *at == from && next.split(' ').any(|it| it == marked))
}

/// A step that was taken in the way the page does.
pub struct Taken {
    pub on: RecordId,
    pub to: String,
    /// What each record said when it was taken.
    pub was: BTreeMap<RecordId, String>,
}

/// What the applied ops on a record say up to one of them.
#[derive(Default)]
struct Said {
    made_by: String,
    status: String,
    owner: String,
    responsible: String,
    community: String,
    /// Everybody who was ever responsible.
    ever: Vec<String>,
    /// Fields that ever said something.
    filled: Vec<String>,
}

/// What contradicts the agreed table in the histories of a workspace's records; with `taken`, the steps by their actions, also
/// in what they asked.
pub fn contradictions(workspace: &Workspace, taken: Option<&BTreeMap<String, Taken>>) -> Vec<String> {
    let mut found = Vec::new();
    for (kind, states) in [(Kind::Need, NEED_STATES), (Kind::Project, PROJECT_STATES), (Kind::Claim, CLAIM_STATES)] {
        for id in workspace.replica().records_of(kind.as_str()) {
            let mut history = workspace.history(id);
            history.retain(|it| it.scope == Scope::Shared);
            history.reverse();
            let mut said = Said::default();
            for entry in &history {
                let mut wrong = |what: &str| {
                    let set: Vec<String> =
                        entry.changes.iter().map(|it| format!("{}={}", it.field, it.after.to_canonical())).collect();
                    found.push(format!("{id} {} by {} after {:?}: {what}", set.join(" "), entry.office, said.status));
                };
                if entry.held.is_none() {
                    for what in against_the_table(workspace, id, kind, states, &history, &said, entry) {
                        wrong(what);
                    }
                }
                // What lacks something is not even written, whether it would count or not.
                if let Some(what) = taken.and_then(|taken| lacking(workspace, kind, id, taken, &said, entry)) {
                    wrong(what);
                }
                said.hear(workspace, kind, id, entry);
            }
        }
    }
    found
}

/// The field that names whose a record is.
pub fn owner_field(kind: Kind) -> &'static str {
    match kind {
        Kind::Need => "asker",
        Kind::Claim => "office",
        _ => "",
    }
}

fn set_by<'a>(entry: &'a Entry, field: &str) -> Option<&'a Value> {
    entry.changes.iter().find(|it| it.field == field).map(|it| &it.after)
}

/// The name of the office a field is set to; empty where it is cleared.
fn named(workspace: &Workspace, value: &Value) -> String {
    value.link().map(|id| workspace.title_of(&id)).unwrap_or_default()
}

impl Said {
    fn hear(&mut self, workspace: &Workspace, kind: Kind, id: &RecordId, entry: &Entry) {
        self.filled.extend(entry.changes.iter().filter(|it| !it.after.is_blank()).map(|it| it.field.clone()));
        if entry.held.is_some() {
            return;
        }
        if entry.op.to_string() == id.origin() {
            self.made_by.clone_from(&entry.office);
        }
        let fields = [
            (&mut self.owner, owner_field(kind)),
            (&mut self.responsible, "responsible"),
            (&mut self.community, "community"),
        ];
        for (told, field) in fields {
            if let Some(value) = set_by(entry, field) {
                *told = named(workspace, value);
            }
        }
        if set_by(entry, "responsible").is_some() {
            self.ever.push(self.responsible.clone());
        }
        if let Some(state) = set_by(entry, "status") {
            self.status = state.as_text().unwrap_or_default().to_owned();
        }
    }

    /// What an office is towards the record, in the words of the table.
    fn is(&self, kind: Kind, office: &str) -> Vec<&'static str> {
        let is_street = office == "the street";
        let is_owner = !owner_field(kind).is_empty()
            && if self.owner.is_empty() { self.made_by == office } else { self.owner == office };
        [
            (is_street, "street"),
            (is_owner, "owner"),
            (is_owner && office == "community", "asking-community"),
            (self.made_by == office && (is_street || self.owner.is_empty() || self.owner == office), "creator"),
            (self.responsible == office, "responsible"),
            (self.community == office, "community"),
        ]
        .into_iter()
        .filter_map(|(is, word)| is.then_some(word))
        .collect()
    }
}

/// What an applied op does against the table.
fn against_the_table(
    workspace: &Workspace,
    id: &RecordId,
    kind: Kind,
    states: &[&str],
    history: &[Entry],
    before: &Said,
    entry: &Entry,
) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    // What the street said of this op, by name, in the end.
    let ruling = ["ruling.", &entry.op.to_string(), "."].concat();
    let mut rulings = history.iter().filter(|it| it.office == "the street").flat_map(|it| &it.changes);
    let word = rulings.rfind(|it| it.field.starts_with(&ruling));
    let is_confirmed = word.is_some_and(|it| it.after == Value::from("confirmed"));
    let is_origin = entry.op.to_string() == id.origin();
    let is_street = entry.office == "the street";
    // Who makes a record is towards it what it says itself.
    let mut made = Said::default();
    if is_origin {
        made.hear(workspace, kind, id, entry);
    }
    let towards = if is_origin { &made } else { before };
    let is = towards.is(kind, &entry.office);
    let was_responsible = towards.ever.contains(&entry.office);
    let may_make: &[&str] =
        if kind == Kind::Project { &["street", "responsible", "community"] } else { &["street", "owner"] };
    if is_origin && !is_confirmed && !may_make.iter().any(|it| is.contains(it)) {
        wrong.push("not for this office to make");
    }
    if set_by(entry, "residents_view").is_some() && !is_confirmed {
        if !["street", "community"].iter().any(|it| is.contains(it)) {
            wrong.push("not for this office to say what residents say");
        }
        if was_responsible {
            wrong.push("says what residents say of what it was responsible for");
        }
    }
    let Some(to) = set_by(entry, "status").map(|it| it.as_text().unwrap_or_default()) else { return wrong };
    if !states.contains(&to) {
        wrong.push("no such state");
    }
    if is_confirmed {
        return wrong;
    }
    if matches!(to, "signed_off" | "community_verified") && was_responsible {
        wrong.push("verifies or signs off what it was responsible for");
    }
    if is_origin {
        if !is_street && Some(to) != transition::first(kind) {
            wrong.push("begins in the middle");
        }
        return wrong;
    }
    let may = MAY.iter().find(|(of, to_any, _)| *of == kind && among(to_any, to)).map_or("", |it| it.2);
    if !is.iter().any(|it| among(may, it)) {
        wrong.push("not for this office to take this step");
    }
    if !is_street && to != before.status && !leads(kind, &before.status, to) {
        wrong.push("does not lead there");
    }
    wrong
}

/// What a step taken as the page takes it, or what followed of it, lacks.
fn lacking(
    workspace: &Workspace,
    kind: Kind,
    id: &RecordId,
    taken: &BTreeMap<String, Taken>,
    before: &Said,
    entry: &Entry,
) -> Option<&'static str> {
    let step = taken.get(&entry.group)?;
    let to = set_by(entry, "status")?.as_text()?;
    let from = step.was.get(id).map_or("", String::as_str);
    if *id != step.on {
        let of = step.on.kind()?;
        let at = step.was.get(&step.on).map_or("", String::as_str);
        let is_agreed = FOLLOWS.iter().any(|(by, froms, tos, kinds, nows, thens)| {
            let is_event = *by == of && among(froms, at) && among(tos, &step.to);
            is_event && *kinds == kind && among(nows, from) && among(thens, to)
        });
        return (!is_agreed).then_some("follows of nothing");
    }
    let fills = |field: &str| set_by(entry, field).is_some_and(|it| !it.is_blank());
    let has = |field: &str| fills(field) || before.filled.iter().any(|it| it == field);
    let has_reason = entry.why.as_ref().is_some_and(|it| !it.trim().is_empty());
    if !leads(kind, from, to) {
        return Some("did not lead there where it was taken");
    }
    if asks_reason(kind, from, to) && !has_reason {
        return Some("without a reason");
    }
    let moved = entry.changes.iter().find(|it| it.field == "deadline").is_some_and(|it| it.before != it.after);
    match to {
        "extended" if !moved || !fills("deadline") => Some("extended to no other day"),
        "community_verified" if !has("residents_view") => Some("verified without the residents"),
        "merged" if !has("merged_into") => Some("merged into nothing"),
        "completion_requested" if !has_reason && !has("closing_evidence") && !workspace.has_delivered(id) => {
            Some("to be closed without evidence")
        }
        _ => None,
    }
}
