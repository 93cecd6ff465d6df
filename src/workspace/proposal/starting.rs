//! A project that starts from an agreement or from what a meeting resolved: what is known already, for its form.

use super::accept::clipped;
use crate::domain::{Fields, Kind, RecordId, Value, order};
use crate::workspace::Workspace;

/// What a project by the agreement of a pairing takes over: whom it joins, what the agreement is called and says.
pub fn by_pairing(workspace: &Workspace, pairing: &RecordId) -> Fields {
    if pairing.kind() != Some(Kind::Pairing) || !workspace.contains(pairing) {
        return Fields::new();
    }
    let office = |field: &str| {
        let office = workspace.link(pairing, field).filter(|it| workspace.contains(it));
        office.map_or(Value::Null, |it| it.as_str().into())
    };
    let agreement = workspace.text(pairing, "agreement");
    filled([
        ("pairing", pairing.as_str().into()),
        ("community", office("community")),
        ("responsible", office("unit")),
        ("title", clipped("title", agreement.clone())),
        ("objective", clipped("objective", workspace.text(pairing, "note"))),
        ("agreement", clipped("agreement", agreement)),
    ])
}

/// What a project by a resolution of a docking meeting takes over: the meeting, and what was resolved.
pub fn by_resolution(meeting: &RecordId, resolution: &str) -> Fields {
    filled([
        ("docking", meeting.as_str().into()),
        ("title", clipped("title", resolution.to_owned())),
        ("objective", clipped("objective", resolution.to_owned())),
    ])
}

/// What a meeting resolved, one a line.
pub fn resolutions(workspace: &Workspace, meeting: &RecordId) -> Vec<String> {
    let text = workspace.text(meeting, "resolutions");
    text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

fn filled<const N: usize>(fields: [(&str, Value); N]) -> Fields {
    order::map(fields.into_iter().filter(|(_, value)| !value.is_blank()).map(|(name, value)| (name.to_owned(), value)))
}
