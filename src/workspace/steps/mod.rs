//! The steps between states, as somebody takes them here: what may be taken, what each asks for, what follows of itself.

mod follow;
mod turn;

pub use follow::{After, Event, View, need_after};
pub use turn::{Turn, Turns};

use super::standing::{Standings, needs_of};
use super::{Deed, Edit, Reason, Role, Rule, TABLE, Target, Workspace};
use crate::domain::transition::{self, Asks, AtHand, Missing};
use crate::domain::{Date, Fields, Kind, Quantity, RecordId, Shape, Value, schema};

/// A step somebody takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The record.
    pub on: RecordId,
    /// The state it goes to.
    pub to: String,
    /// Why, where it is said.
    pub reason: String,
    /// What else is set with it: the field it asks for, the amount a claim is accepted for.
    pub set: Fields,
}

impl Step {
    /// A step with nothing beside it.
    pub fn new(on: RecordId, to: &str) -> Step {
        Step { on, to: to.to_owned(), reason: String::new(), set: Fields::new() }
    }
}

/// Whether this installation may take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// It counts at once.
    Yes,
    /// It would wait for the street, or nobody may for itself.
    No(Reason),
}

/// A step a record's state leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The state it goes to.
    pub to: &'static str,
    /// What it asks for.
    pub asks: Asks,
    /// Whether it may be taken here.
    pub may: May,
}

/// Why steps are refused. Nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// Something is missing.
    #[error("the step lacks {0:?}")]
    Missing(Missing),
    /// The need would be merged into itself, or into one that leads back to it.
    #[error("the need would be merged in a circle")]
    Circle,
    /// The record is not here, or was taken out of its list.
    #[error("no such record")]
    NotFound,
}

impl Workspace {
    /// The steps a record's state leads to; none for kinds without states and records taken out.
    pub fn next_steps(&self, id: &RecordId) -> Vec<Offered> {
        let Some(kind) = id.kind().filter(|_| !self.is_archived(id)) else { return Vec::new() };
        let from = self.text(id, "status");
        let offered = |to: &&'static str| {
            let asks = transition::asks(kind, &from, to);
            Offered { to, asks, may: self.may_step(id, to) }
        };
        transition::next(kind, &from).iter().map(offered).collect()
    }

    /// Whether this installation may bring a record into a state. What nobody may do for itself the street may not either;
    /// all else it may.
    fn may_step(&self, id: &RecordId, to: &str) -> May {
        let mut set = Fields::new();
        set.insert("status".to_owned(), Value::from(to));
        match self.would_hold(&Target::Record(id.clone()), &set) {
            Some(Reason::Rule(rule)) if self.is_of_street() && !rule.is_grave() => May::Yes,
            Some(reason) => May::No(reason),
            None => May::Yes,
        }
    }

    fn is_of_street(&self) -> bool {
        self.my_role() == Some(Role::Street)
    }

    /// What is missing for a step; nothing when it can be written.
    pub fn step_lacks(&self, step: &Step) -> Option<StepError> {
        let Some(kind) = step.on.kind().filter(|_| self.contains(&step.on) && !self.is_archived(&step.on)) else {
            return Some(StepError::NotFound);
        };
        let from = self.text(&step.on, "status");
        let asks = transition::asks(kind, &from, &step.to);
        let value = |name: &str| step.set.get(name).cloned().unwrap_or_else(|| self.value(&step.on, name));
        let at_hand = AtHand {
            reason: &step.reason,
            field: asks.field.is_some_and(|name| {
                // A deadline is extended to another day.
                let is_same = name == "deadline" && value(name) == self.value(&step.on, name);
                !value(name).is_blank() && !is_same
            }),
            evidence: asks.evidence && (!value("closing_evidence").is_blank() || self.has_delivered(&step.on)),
        };
        if let Some(missing) = transition::missing(kind, &from, &step.to, at_hand) {
            return Some(StepError::Missing(missing));
        }
        let into = value("merged_into");
        let into = into.as_text().filter(|_| step.to == "merged").and_then(|it| RecordId::parse(it).ok());
        into.is_some_and(|into| self.leads_to(&into, &step.on)).then_some(StepError::Circle)
    }

    /// True when some entry of a project's ledger tells of an amount.
    pub fn has_delivered(&self, project: &RecordId) -> bool {
        let entries = self.linked_from(project).into_iter().filter(|it| it.kind() == Some(Kind::Progress));
        entries.into_iter().any(|it| Quantity::from_value(&self.value(&it, "delivered")).is_some_and(|it| it.n > 0))
    }

    /// True when a need, or what it was merged into, is `to`.
    fn leads_to(&self, need: &RecordId, to: &RecordId) -> bool {
        let mut passed: Vec<RecordId> = Vec::new();
        let mut at = Some(need.clone());
        while let Some(here) = at.filter(|it| !passed.contains(it)) {
            if here == *to {
                return true;
            }
            at = (self.text(&here, "status") == "merged").then(|| self.link(&here, "merged_into")).flatten();
            passed.push(here);
        }
        false
    }

    /// The edits of some steps with what follows of itself, as one command; `today` decides what is past its day, and is
    /// when a project begins.
    pub fn step_edits(&self, steps: &[Step], today: Date) -> Result<Vec<Edit>, StepError> {
        if let Some(error) = steps.iter().find_map(|step| self.step_lacks(step)) {
            return Err(error);
        }
        let mut edits: Vec<Edit> = Vec::with_capacity(steps.len());
        for step in steps {
            let mut set = step.set.clone();
            set.insert("status".to_owned(), Value::from(step.to.as_str()));
            // What goes on by itself is merged into nothing.
            if self.text(&step.on, "status") == "merged" {
                set.insert("merged_into".to_owned(), Value::Null);
            }
            if self.begins(step) {
                set.insert("start".to_owned(), Value::from(today.to_string()));
            }
            edits.push(Edit::change(step.on.clone(), set));
        }
        for (need, to) in self.follow(steps, today) {
            let mut set = Fields::new();
            set.insert("status".to_owned(), Value::from(to));
            edits.push(Edit::change(need, set));
        }
        Ok(edits)
    }

    /// True where a project is begun that says no start: its reports, its light and its signs go by that day.
    fn begins(&self, step: &Step) -> bool {
        let is_begun = step.on.kind() == Some(Kind::Project) && step.to == "running";
        let is_first = is_begun && self.text(&step.on, "status") == "approved";
        is_first && !step.set.contains_key("start") && self.text(&step.on, "start").is_empty()
    }

    /// What becomes of needs and claims when these steps are taken, as far as this installation may write it.
    pub fn follow(&self, steps: &[Step], today: Date) -> Vec<(RecordId, &'static str)> {
        let mut wanted: Vec<RecordId> = Vec::new();
        let mut note = |id: RecordId| {
            if !wanted.contains(&id) {
                wanted.push(id);
            }
        };
        let mut events: Vec<(RecordId, Event)> = Vec::new();
        for step in steps {
            let from = self.text(&step.on, "status");
            let view =
                step.set.get("residents_view").cloned().unwrap_or_else(|| self.value(&step.on, "residents_view"));
            let Some(event) = step.on.kind().and_then(|kind| Event::of(kind, &from, &step.to, view.as_text())) else {
                continue;
            };
            match step.on.kind() {
                Some(Kind::Claim) => {
                    self.link(&step.on, "need").into_iter().for_each(|need| events.push((need, event)))
                }
                _ => {
                    note(step.on.clone());
                    let needs = needs_of(self, &step.on);
                    needs.into_iter().for_each(|need| events.push((need, event)));
                }
            }
        }
        events.iter().for_each(|(need, _)| note(need.clone()));
        if events.is_empty() {
            return Vec::new();
        }
        let mut standings = Standings::about(self, today, &wanted);
        for step in steps {
            let amount = step.set.get("quantity").and_then(Quantity::from_value);
            standings.suppose_claim(&step.on, &step.to, amount.as_ref());
            standings.suppose_project(&step.on, &step.to);
        }
        let mut becomes: Vec<(RecordId, &'static str)> = Vec::new();
        for step in steps.iter().filter(|it| it.to == "signed_off") {
            for claim in standings.carried_by(&step.on) {
                if self.may_step(&claim, "done") == May::Yes {
                    standings.suppose_claim(&claim, "done", None);
                    becomes.push((claim, "done"));
                }
            }
        }
        for (need, event) in events {
            if self.is_archived(&need) || becomes.iter().any(|(it, _)| *it == need) {
                continue;
            }
            let standing = standings.need(&need);
            let after = After {
                asked: standing.asked.n,
                delivered: standing.delivered.n,
                accepted: standing.accepted.n,
                held: standing.accepted.n.saturating_add(standing.planned.n),
                in_project: standings.is_in_project(&need),
            };
            let Some(to) = need_after(event, &standing.state, after) else { continue };
            // A need that stays closed while its project is open again would be lost sight of: the street is asked.
            let is_lost = event == Event::Reopened && standing.state == "closed";
            if self.may_step(&need, to) == May::Yes || is_lost {
                becomes.push((need, to));
            }
        }
        becomes
    }
}

/// True for a step that asks for nothing and that nothing follows: a list or a form may take it as any change of a field.
pub fn is_plain(kind: Kind, from: &str, to: &str) -> bool {
    transition::asks(kind, from, to).is_nothing() && Event::of(kind, from, to, None).is_none()
}

/// The rule for a step, for who may take it.
fn rule_of(kind: Kind, to: &str) -> Option<&'static Rule> {
    TABLE.iter().find(|it| it.kind == kind && matches!(it.deed, Deed::Step(states) if states.contains(&to)))
}

/// The set of words of a kind's states.
pub fn state_set(kind: Kind) -> &'static str {
    match schema::field(kind, "status").map(|field| field.shape) {
        Some(Shape::Choice(set, _)) => set,
        _ => "",
    }
}

#[cfg(test)]
mod tests;
