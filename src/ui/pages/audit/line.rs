//! An op as a line: when, who, and what changed from what to what.

use crate::domain::schema::{DELETED, RULING_PREFIX, is_origin};
use crate::domain::{RecordId, Value};
use crate::i18n::Catalog;
use crate::ui::components::record::history::action_words;
use crate::ui::state::clock;
use crate::ui::{policy_words, show};
use crate::workspace::{FoundOp, Workspace};

/// One op in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The record.
    pub id: RecordId,
    /// What it is called.
    pub title: String,
    /// When, by the writer's clock.
    pub when: String,
    /// The office, and the person where one is named.
    pub who: String,
    /// What was done.
    pub what: String,
    /// What changed from what to what, a field each.
    pub changes: Vec<String>,
    /// Why it does not count yet, where it does not.
    pub held: Option<String>,
    /// True when the record can be looked at.
    pub is_shown: bool,
}

/// Puts an op into words.
pub fn line(workspace: &Workspace, found: &FoundOp, text: &'static Catalog) -> Line {
    let (entry, kind) = (&found.entry, found.record.kind());
    let office = if entry.office.is_empty() { text.audit.unknown_machine() } else { &entry.office };
    let by = entry.by.as_deref().unwrap_or_default();
    let change = |it: &crate::oplog::FieldChange| {
        let label = match kind {
            _ if it.field == DELETED => text.record.archive(),
            _ if it.field.starts_with(RULING_PREFIX) => &ruling_label(&it.field, text),
            Some(kind) => text.field(kind, &it.field),
            None => &it.field,
        };
        let words = |value: &Value| show::named_value_text(workspace, kind, &it.field, value, text);
        let (before, after) = (words(&it.before), words(&it.after));
        let line = match (&*before, &*after) {
            ("", "") => text.record.cleared(text.record.blank()),
            ("", after) => text.record.filled_in(after),
            (before, "") => text.record.cleared(before),
            (before, after) if before == after => text.record.settled_on(after),
            (before, after) => text.record.from_to(before, after),
        };
        text.errors.in_field(label, &line)
    };
    let origin = entry.op.to_string() == found.record.origin();
    Line {
        title: workspace.title_of_pending(&found.record),
        when: text.moment(clock::local(entry.at)),
        who: if by.is_empty() { office.to_owned() } else { format!("{office} {by}") },
        what: if origin { text.record.action_create().to_owned() } else { action_words(&entry.action, text) },
        changes: entry
            .changes
            .iter()
            .filter(|it| !it.field.starts_with('_') && !is_origin(&it.field))
            .map(change)
            .collect(),
        held: entry.held.map(|hold| policy_words::held_because(hold.reason, text)),
        is_shown: workspace.contains(&found.record),
        id: found.record.clone(),
    }
}

/// The street's word, and which op it is about: the field names its position, then a hash.
fn ruling_label(field: &str, text: &Catalog) -> String {
    let named = field.strip_prefix(RULING_PREFIX).and_then(|it| it.rsplit_once('.'));
    [text.record.action_settle(), named.map_or("", |it| it.0)].join(" ")
}
