//! The steps between states, per kind. Stage rules (who may take a step) stand in the policy, not here.

use super::kind::Kind;

/// The states a record may go to from `state`; an empty `state` is a record not yet saved.
pub fn next(kind: Kind, state: &str) -> &'static [&'static str] {
    match kind {
        Kind::Need => next_of_need(state),
        Kind::Project => next_of_project(state),
        Kind::Claim => next_of_claim(state),
        _ => &[],
    }
}

/// The state a new record starts in, for kinds that have states.
pub fn first(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Need => Some("registered"),
        Kind::Project => Some("proposed"),
        Kind::Claim => Some("pending"),
        _ => None,
    }
}

/// The states in which a record waits for somebody to take it up: needs before they are in a project.
pub const fn waiting(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Need => &["registered", "verified", "published", "partly_met"],
        _ => &[],
    }
}

/// The states in which a record waits for somebody's confirmation: what was done has to be verified or signed off, a
/// claim accepted.
pub const fn unconfirmed(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Need => &["awaiting_confirmation"],
        Kind::Project => &["completion_requested", "community_verified"],
        Kind::Claim => &["pending"],
        _ => &[],
    }
}

/// True for states in which nothing is owed any more: a date that passes then makes nothing late.
pub fn is_over(state: &str) -> bool {
    matches!(state, "closed" | "signed_off" | "archived" | "terminated" | "withdrawn" | "merged")
}

/// What a step asks for before it is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// Why it is taken, in words.
    pub reason: bool,
    /// A field of the record that has to say something by then.
    pub field: Option<&'static str>,
    /// An amount delivered, or what shows that it was done (`closing_evidence`); a reason may stand in its place.
    pub evidence: bool,
}

impl Asks {
    /// True when it asks nothing.
    pub fn is_nothing(self) -> bool {
        self == Asks::default()
    }
}

/// What is still missing for a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The state the record is in does not lead there.
    NotNext,
    /// The reason.
    Reason,
    /// This field.
    Field(&'static str),
    /// Evidence, or the reason why there is none.
    Evidence,
}

/// What is at hand when a step is to be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AtHand<'a> {
    /// The reason given.
    pub reason: &'a str,
    /// The field the step asks for says something new.
    pub field: bool,
    /// Something was delivered, or the evidence is described.
    pub evidence: bool,
}

/// What the step from one state to another asks for: a reason wherever it goes backwards or out.
pub fn asks(kind: Kind, from: &str, to: &str) -> Asks {
    let reason = Asks { reason: true, ..Asks::default() };
    match (kind, from, to) {
        (Kind::Need, _, "merged") => Asks { field: Some("merged_into"), ..reason },
        (Kind::Need, _, "returned" | "deferred" | "referred" | "withdrawn") => reason,
        (Kind::Need, "partly_met" | "in_project" | "awaiting_confirmation", "published") => reason,
        (Kind::Need, "awaiting_confirmation" | "closed", "in_project") => reason,
        (Kind::Need, "merged", _) => reason,
        (Kind::Claim, _, "refused" | "withdrawn" | "lapsed") => reason,
        (Kind::Project, _, "extended") => Asks { field: Some("deadline"), ..reason },
        (Kind::Project, _, "sent_back" | "terminated") => reason,
        (Kind::Project, _, "completion_requested") => Asks { evidence: true, ..Asks::default() },
        (Kind::Project, _, "community_verified") => Asks { field: Some("residents_view"), ..Asks::default() },
        _ => Asks::default(),
    }
}

/// What keeps a step from being taken, whoever takes it; nothing when it can be. Who may is the policy's to say.
pub fn missing(kind: Kind, from: &str, to: &str, at_hand: AtHand<'_>) -> Option<Missing> {
    if !next(kind, from).contains(&to) {
        return Some(Missing::NotNext);
    }
    let asks = asks(kind, from, to);
    let no_reason = at_hand.reason.trim().is_empty();
    match asks.field {
        Some(field) if !at_hand.field => Some(Missing::Field(field)),
        _ if asks.reason && no_reason => Some(Missing::Reason),
        _ if asks.evidence && no_reason && !at_hand.evidence => Some(Missing::Evidence),
        _ => None,
    }
}

/// The step a record in a state goes on by, when all goes well; nothing where it waits for other records.
pub fn onward(kind: Kind, state: &str) -> Option<&'static str> {
    Some(match (kind, state) {
        (Kind::Need, "registered") => "verified",
        (Kind::Need, "verified") => "published",
        (Kind::Need, "awaiting_confirmation") => "closed",
        (Kind::Need, "returned") => "registered",
        (Kind::Project, "proposed") => "approved",
        (Kind::Project, "approved") => "running",
        (Kind::Project, "running" | "extended" | "sent_back") => "completion_requested",
        (Kind::Project, "completion_requested") => "community_verified",
        (Kind::Project, "community_verified") => "signed_off",
        (Kind::Project, "signed_off") => "archived",
        (Kind::Claim, "pending") => "accepted",
        (Kind::Claim, "accepted") => "performing",
        (Kind::Claim, "performing") => "done",
        _ => return None,
    })
}

/// True while a project holds what was planned for it; what it proposes is held for it too.
pub fn is_under_way(project: &str) -> bool {
    !matches!(project, "signed_off" | "archived" | "terminated")
}

/// True for needs that somebody may still meet.
pub fn is_open(need: &str) -> bool {
    !is_over(need) && !matches!(need, "returned" | "referred" | "deferred")
}

fn next_of_need(state: &str) -> &'static [&'static str] {
    match state {
        "" => &["registered"],
        "registered" => &["verified", "returned", "merged", "withdrawn"],
        "verified" => &["published", "referred", "deferred", "merged", "withdrawn"],
        "published" => &["partly_met", "in_project", "referred", "deferred", "merged", "withdrawn"],
        "partly_met" => &["in_project", "awaiting_confirmation", "published", "withdrawn"],
        "in_project" => &["awaiting_confirmation", "published", "withdrawn"],
        "awaiting_confirmation" => &["closed", "in_project", "published"],
        "returned" | "deferred" | "referred" | "merged" => &["registered", "verified", "withdrawn"],
        // Its project is open again.
        "closed" => &["in_project"],
        _ => &[],
    }
}

fn next_of_project(state: &str) -> &'static [&'static str] {
    match state {
        "" => &["proposed"],
        "proposed" => &["approved", "terminated"],
        "approved" => &["running", "terminated"],
        "running" => &["completion_requested", "extended", "terminated"],
        "extended" => &["running", "completion_requested", "terminated"],
        "completion_requested" => &["community_verified", "sent_back"],
        "community_verified" => &["signed_off", "sent_back"],
        "sent_back" => &["running", "completion_requested", "terminated"],
        "signed_off" => &["archived", "sent_back"],
        _ => &[],
    }
}

fn next_of_claim(state: &str) -> &'static [&'static str] {
    match state {
        "" => &["pending"],
        "pending" => &["accepted", "refused", "withdrawn"],
        "accepted" => &["performing", "withdrawn", "lapsed"],
        "performing" => &["done", "withdrawn", "lapsed"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::{self, CLAIM_STATES, NEED_STATES, PROJECT_STATES};

    #[test]
    fn every_state_can_be_reached_and_every_step_leads_to_a_state() {
        for (kind, states) in [(Kind::Need, NEED_STATES), (Kind::Project, PROJECT_STATES), (Kind::Claim, CLAIM_STATES)]
        {
            let mut reached = vec![""];
            let mut at = 0;
            while at < reached.len() {
                for step in next(kind, reached[at]) {
                    assert!(states.contains(step), "{kind:?} has no state {step}");
                    if !reached.contains(step) {
                        reached.push(step);
                    }
                }
                at += 1;
            }
            assert_eq!(reached.len() - 1, states.len(), "{kind:?}: {reached:?}");
            assert_eq!(first(kind), next(kind, "").first().copied());
            for state in waiting(kind).iter().chain(unconfirmed(kind)) {
                assert!(states.contains(state) && !is_over(state), "{kind:?}: {state}");
                assert!(!waiting(kind).contains(state) || !unconfirmed(kind).contains(state), "{kind:?}: {state}");
            }
        }
    }

    const KINDS: [(Kind, &[&str]); 3] =
        [(Kind::Need, NEED_STATES), (Kind::Project, PROJECT_STATES), (Kind::Claim, CLAIM_STATES)];

    /// What every step there is asks for, in short: `r` a reason, `e` evidence, a field by its name.
    fn told(kind: Kind, from: &str) -> String {
        let step = |to: &&str| {
            let Asks { reason, field, evidence } = asks(kind, from, to);
            let marks = [(reason, "r"), (evidence, "e")];
            let marks: String = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
            format!("{to}:{marks}{}", field.unwrap_or_default())
        };
        next(kind, from).iter().map(step).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_step_asks_what_the_table_says() {
        for (kind, from, expected) in [
            (Kind::Need, "registered", "verified: returned:r merged:rmerged_into withdrawn:r"),
            (Kind::Need, "verified", "published: referred:r deferred:r merged:rmerged_into withdrawn:r"),
            (Kind::Need, "published", "partly_met: in_project: referred:r deferred:r merged:rmerged_into withdrawn:r"),
            (Kind::Need, "partly_met", "in_project: awaiting_confirmation: published:r withdrawn:r"),
            (Kind::Need, "in_project", "awaiting_confirmation: published:r withdrawn:r"),
            (Kind::Need, "awaiting_confirmation", "closed: in_project:r published:r"),
            (Kind::Need, "deferred", "registered: verified: withdrawn:r"),
            (Kind::Need, "merged", "registered:r verified:r withdrawn:r"),
            (Kind::Need, "closed", "in_project:r"),
            (Kind::Need, "withdrawn", ""),
            (Kind::Project, "proposed", "approved: terminated:r"),
            (Kind::Project, "approved", "running: terminated:r"),
            (Kind::Project, "running", "completion_requested:e extended:rdeadline terminated:r"),
            (Kind::Project, "extended", "running: completion_requested:e terminated:r"),
            (Kind::Project, "completion_requested", "community_verified:residents_view sent_back:r"),
            (Kind::Project, "community_verified", "signed_off: sent_back:r"),
            (Kind::Project, "sent_back", "running: completion_requested:e terminated:r"),
            (Kind::Project, "signed_off", "archived: sent_back:r"),
            (Kind::Project, "archived", ""),
            (Kind::Claim, "pending", "accepted: refused:r withdrawn:r"),
            (Kind::Claim, "accepted", "performing: withdrawn:r lapsed:r"),
            (Kind::Claim, "performing", "done: withdrawn:r lapsed:r"),
        ] {
            assert_eq!(told(kind, from), expected, "{kind:?} {from}");
        }
    }

    #[test]
    fn a_step_is_taken_with_all_it_asks_and_with_nothing_less() {
        for (kind, states) in KINDS {
            for (from, to) in states.iter().flat_map(|from| states.iter().map(move |to| (*from, *to))) {
                let Asks { reason, field, evidence } = asks(kind, from, to);
                for at in 0..8 {
                    let has = |bit: u8| at & bit != 0;
                    let given = AtHand { reason: if has(1) { "so" } else { " " }, field: has(2), evidence: has(4) };
                    let lacks = (reason && !has(1))
                        || (field.is_some() && !has(2))
                        || (evidence && !has(4) && !has(1))
                        || !next(kind, from).contains(&to);
                    assert_eq!(missing(kind, from, to, given).is_some(), lacks, "{kind:?} {from} {to} {given:?}");
                }
            }
        }
        let fields = KINDS.into_iter().flat_map(|(kind, states)| {
            states
                .iter()
                .flat_map(move |from| next(kind, from).iter().map(move |to| (kind, asks(kind, from, to).field)))
        });
        for (kind, name) in fields.filter_map(|(kind, field)| Some((kind, field?))) {
            assert!(schema::field(kind, name).is_some(), "{kind:?} has no {name}");
        }
    }

    #[test]
    fn the_way_onward_is_a_step_that_asks_no_reason() {
        for (kind, states) in KINDS {
            for from in states {
                let Some(to) = onward(kind, from) else { continue };
                assert!(next(kind, from).contains(&to) && !asks(kind, from, to).reason, "{kind:?} {from} {to}");
            }
        }
    }
}
