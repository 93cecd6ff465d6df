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

fn next_of_need(state: &str) -> &'static [&'static str] {
    match state {
        "" => &["registered"],
        "registered" => &["verified", "returned", "merged", "withdrawn"],
        "verified" => &["published", "referred", "deferred", "merged", "withdrawn"],
        "published" => &["partly_met", "in_project", "referred", "deferred", "merged", "withdrawn"],
        "partly_met" => &["in_project", "awaiting_confirmation", "published", "withdrawn"],
        "in_project" => &["awaiting_confirmation", "published", "withdrawn"],
        "awaiting_confirmation" => &["closed", "in_project", "published"],
        "returned" | "deferred" | "referred" => &["registered", "verified", "withdrawn"],
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
    use crate::domain::schema::{CLAIM_STATES, NEED_STATES, PROJECT_STATES};

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
}
