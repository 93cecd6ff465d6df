//! What becomes of a need when a project or a claim on it goes a step.

use crate::domain::Kind;
use crate::domain::transition::is_open;

/// What happened to a project or a claim, as far as its needs follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The street approved a project for it.
    Approved,
    /// Its project was signed off, with what the residents said.
    SignedOff(View),
    /// Its project was terminated.
    Terminated,
    /// Its project, signed off already, was sent back.
    Reopened,
    /// A claim on it was accepted.
    Accepted,
    /// A claim on it that was accepted holds no more.
    Gone,
}

/// What the residents say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The need is met.
    Met,
    /// A part of it.
    PartlyMet,
    /// It is not.
    NotMet,
    /// Nobody asked them.
    Unknown,
}

/// How the need stands once that has happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct After {
    /// What it asks; 1 for a whole.
    pub asked: i64,
    /// What was delivered in that unit.
    pub delivered: i64,
    /// What accepted claims promise that no project carries out.
    pub accepted: i64,
    /// What accepted claims and projects under way promise.
    pub held: i64,
    /// Another project for it is approved and under way.
    pub in_project: bool,
}

impl Event {
    /// What a step means for needs; nothing for most.
    pub fn of(kind: Kind, from: &str, to: &str, view: Option<&str>) -> Option<Event> {
        Some(match (kind, from, to) {
            (Kind::Project, "proposed", "approved") => Event::Approved,
            (Kind::Project, _, "signed_off") => Event::SignedOff(match view {
                Some("met") => View::Met,
                Some("partly_met") => View::PartlyMet,
                Some("not_met") => View::NotMet,
                _ => View::Unknown,
            }),
            (Kind::Project, _, "terminated") => Event::Terminated,
            (Kind::Project, "signed_off", "sent_back") => Event::Reopened,
            (Kind::Claim, "pending" | "", "accepted") => Event::Accepted,
            (Kind::Claim, "accepted" | "performing", "withdrawn" | "lapsed") => Event::Gone,
            _ => return None,
        })
    }
}

/// The state a need goes to; nothing where it stays.
///
/// Amounts decide; where none can be compared, what the residents say. Nothing closes against their word.
pub fn need_after(event: Event, state: &str, after: After) -> Option<&'static str> {
    let to = match event {
        Event::Approved if matches!(state, "verified" | "published" | "partly_met") => "in_project",
        Event::SignedOff(view) if is_open(state) && state != "registered" => {
            let part = after.delivered > 0 || (after.delivered == 0 && view == View::PartlyMet);
            match view {
                View::Met | View::Unknown if after.delivered >= after.asked => "closed",
                _ if after.in_project => return None,
                View::Met if after.delivered == 0 && after.held == 0 => "closed",
                _ if part || after.held > 0 => "partly_met",
                _ => "published",
            }
        }
        Event::Terminated if matches!(state, "in_project" | "awaiting_confirmation") && !after.in_project => {
            if after.delivered > 0 || after.held > 0 { "partly_met" } else { "published" }
        }
        Event::Reopened if matches!(state, "closed" | "partly_met" | "published") => "in_project",
        Event::Accepted if state == "published" && after.accepted < after.asked => "partly_met",
        Event::Gone if state == "partly_met" && after.held == 0 && after.delivered == 0 => "published",
        _ => return None,
    };
    (to != state).then_some(to)
}
