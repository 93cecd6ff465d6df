//! A record's ops gone through in the order that decides, each applied or held.

use super::table::{self, Deed, Rule, Who};
use super::{Hold, Policy, Reason, Settled};
use crate::domain::schema::{self, DELETED};
use crate::domain::{Kind, Pairs, RecordId, Value, transition};
use crate::oplog::{ActorId, OpFacts, Replica, Scope};
use crate::workspace::roster::{Author, CONFIRMED, DECLINED, RULING_PREFIX, Role, WITHDRAWN, is_text, text_of};

/// What an op does, and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Doing<'a> {
    pub is_origin: bool,
    pub is_backdated: bool,
    pub set: &'a [(&'a str, &'a str)],
    /// The names of its writer's ops on the record, where it takes any back.
    pub own: &'a [String],
}

/// One record's ops gone through in order: what it says at each, as far as the table asks.
pub(super) struct Course<'a> {
    policy: &'a Policy,
    replica: &'a Replica,
    kind: Kind,
    id: &'a str,
    creator: String,
    /// True when a machine of the street made it, whichever.
    of_street: bool,
    /// Every office that was ever responsible: whoever was does not verify or sign off.
    responsible: Vec<String>,
    /// Fields the table asks about, as JSON text.
    fields: Pairs<&'static str, String>,
}

impl<'a> Course<'a> {
    pub fn new(policy: &'a Policy, replica: &'a Replica, kind: Kind, id: &'a str) -> Course<'a> {
        Course {
            policy,
            replica,
            kind,
            id,
            creator: String::new(),
            of_street: false,
            responsible: Vec::new(),
            fields: Pairs::default(),
        }
    }

    /// Goes through ops; each is applied or held.
    pub fn run(&mut self, facts: &[OpFacts<'_>]) -> Vec<(u32, Option<Hold>)> {
        let rulings = self.rulings(facts);
        let mut verdicts = Vec::with_capacity(facts.len());
        for fact in facts {
            let author = self.policy.roster.author(self.replica, fact.number);
            let ruling =
                (!rulings.is_empty()).then(|| rulings.get(&self.replica.name_of(fact.number)).copied()).flatten();
            let mut why = match (self.policy.is_guest(fact.actor), fact.scope) {
                (true, _) => None,
                (_, Scope::Private) => self.judge_private(fact.actor, &fact.set),
                (_, Scope::Shared) => {
                    let own = own_ops(self.replica, facts, fact);
                    let OpFacts { is_origin, is_backdated, ref set, .. } = *fact;
                    self.judge(author, &Doing { is_origin, is_backdated, set, own: &own })
                }
            };
            if ruling == Some(CONFIRMED) {
                why = None;
            }
            let settled = match ruling {
                Some(DECLINED) => Some(Settled::Declined),
                Some(WITHDRAWN) => Some(Settled::Withdrawn),
                _ => None,
            };
            // What an office notes for itself decides nothing for others, who may never see it.
            if why.is_none() && fact.scope == Scope::Shared {
                self.follow(author, fact.is_origin, &fact.set);
            }
            verdicts.push((fact.number, why.map(|reason| Hold { reason, settled })));
        }
        verdicts
    }

    /// What was decided about ops on this record, by their names. Their writer's word counts where the street has said nothing.
    pub fn rulings(&self, facts: &[OpFacts<'_>]) -> Pairs<String, &'static str> {
        let (mut by_street, mut by_writer) = (Pairs::default(), Pairs::default());
        for fact in facts.iter().filter(|it| it.scope == Scope::Shared) {
            for (field, raw) in &fact.set {
                let Some(op) = field.strip_prefix(RULING_PREFIX) else { continue };
                let word = [CONFIRMED, DECLINED, WITHDRAWN].into_iter().find(|it| is_text(raw, it)).unwrap_or_default();
                let author = self.policy.roster.author(self.replica, fact.number);
                if matches!(author, Author::Admitted { role: Role::Street, .. }) {
                    by_street.set(op.to_owned(), word);
                } else if own_ops(self.replica, facts, fact).iter().any(|it| it == op) {
                    by_writer.set(op.to_owned(), if word == WITHDRAWN { word } else { "" });
                }
            }
        }
        for (op, word) in by_writer.iter().filter(|(op, _)| by_street.get(op).is_none()).collect::<Vec<_>>() {
            by_street.set(op.clone(), *word);
        }
        by_street
    }

    /// Whether what a machine notes for its office is applied: on whosever record, as nobody else could confirm it, and
    /// whether it has left since or not, as nobody could name the end of a log that never came; but nothing that is for
    /// everybody.
    fn judge_private(&self, actor: ActorId, set: &[(&str, &str)]) -> Option<Reason> {
        if !self.policy.roster.knows(actor) {
            return Some(Reason::Stranger);
        }
        let is_private = |name: &str| schema::is_private(Some(self.kind), name);
        (!set.iter().all(|(name, _)| is_private(name))).then_some(Reason::Place)
    }

    /// Whether an op is applied on what the record says by now.
    pub fn judge(&self, author: Author<'_>, doing: &Doing<'_>) -> Option<Reason> {
        let (role, office) = match author {
            Author::Admitted { role, office } => (role, office),
            Author::Stranger => return Some(Reason::Stranger),
            Author::Left => return Some(Reason::Left),
        };
        let Doing { is_origin, is_backdated, set, own } = *doing;
        let of_street = role == Role::Street;
        if is_backdated && !of_street {
            return Some(Reason::Backdated);
        }
        let is = self.standing(role, office, is_origin, set);
        let refuse = |rule: &'static Rule| (!rule.allows(&is)).then_some(Reason::Rule(rule));
        let status = self.text("status").unwrap_or_default();
        let agreed = !matches!(status.as_str(), "" | "proposed");
        if is_origin && let Some(why) = refuse(table::plain(self.kind, Deed::Make)) {
            return Some(why);
        }
        for (field, raw) in set {
            if let Some(op) = field.strip_prefix(RULING_PREFIX) {
                // Who wrote an op may take it back, and take that back.
                let withdraws = (is_text(raw, WITHDRAWN) || *raw == "null") && own.iter().any(|it| it == op);
                if !of_street && !withdraws {
                    return Some(Reason::Ruling);
                }
                continue;
            }
            if *field == "status" && transition::first(self.kind).is_some() {
                if let Some(why) = self.judge_step(of_street, is_origin, &status, raw, &is) {
                    return Some(why);
                }
                continue;
            }
            if is_origin {
                // What nobody may say of what it is responsible for, it may not say in making it either.
                let grave = table::for_field(self.kind, field, agreed).filter(|it| it.is_grave());
                if let Some(why) = grave.and_then(refuse) {
                    return Some(why);
                }
                continue;
            }
            let rule = match *field {
                DELETED => table::plain(self.kind, Deed::TakeOut),
                _ => {
                    table::for_field(self.kind, field, agreed).unwrap_or_else(|| table::plain(self.kind, Deed::Change))
                }
            };
            if let Some(why) = refuse(rule) {
                return Some(why);
            }
        }
        None
    }

    /// Whether a step is applied: from where the record is, and by whom.
    fn judge_step(&self, of_street: bool, is_origin: bool, now: &str, raw: &str, is: &[Who]) -> Option<Reason> {
        let state = text_of(raw).unwrap_or_default();
        let rule = table::for_step(self.kind, &state);
        let refused = rule.filter(|rule| !rule.allows(is));
        if of_street {
            // It takes over what was done on paper, in the state it is in; but nobody signs off what it is responsible for.
            return refused.filter(|rule| rule.is_grave() || !is_origin).map(Reason::Rule);
        }
        let first = transition::first(self.kind).unwrap_or_default();
        let is_next = match is_origin {
            true => state == first || state.is_empty(),
            false => state == now || transition::next(self.kind, now).contains(&state.as_str()),
        };
        match refused {
            Some(rule) => Some(Reason::Rule(rule)),
            None => (!is_next).then_some(Reason::Step),
        }
    }

    /// What an office is towards the record; towards one being made, as the op that makes it says.
    fn standing(&self, role: Role, office: &str, is_origin: bool, set: &[(&str, &str)]) -> Vec<Who> {
        let mut is = Vec::with_capacity(4);
        if role == Role::Street {
            is.push(Who::Street);
        }
        let told = |field: &str| match is_origin {
            true => set.iter().find(|(name, _)| *name == field).map(|(_, raw)| *raw),
            false => self.fields.iter().find(|(it, _)| **it == field).map(|(_, raw)| raw.as_str()),
        };
        let created =
            is_origin || (!office.is_empty() && self.creator == office) || (self.of_street && role == Role::Street);
        let named = table::owner_field(self.kind).and_then(told).and_then(text_of).filter(|it| !it.is_empty());
        // Who handed a record over has no more say in it; what the street entered for others it may go on correcting.
        if created && (role == Role::Street || named.as_deref().is_none_or(|it| it == office)) {
            is.push(Who::Creator);
        }
        let owns = match (table::owner_field(self.kind), &named) {
            _ if office.is_empty() => false,
            (Some(_), Some(owner)) => *owner == office,
            (Some(_), None) => created,
            (None, _) => self.kind == Kind::Office && self.id == office,
        };
        if owns {
            is.push(Who::Owner);
            if role == Role::Community {
                is.push(Who::OwnerCommunity);
            }
        }
        for (field, who) in table::party_fields(self.kind) {
            if told(field).is_some_and(|raw| offices_in(raw).iter().any(|it| it == office)) {
                is.push(*who);
            }
        }
        if !is.contains(&Who::Responsible) && self.responsible.iter().any(|it| it == office) {
            is.push(Who::Formerly);
        }
        if self.kind == Kind::Progress {
            let project = told("project").and_then(text_of).and_then(|it| RecordId::parse(&it).ok());
            let project = project.and_then(|id| self.replica.number_of(&id));
            let parties = project.map_or(&[][..], |project| self.policy.parties_of(project)).iter();
            is.extend(parties.filter(|(_, named)| named == office).map(|(who, _)| *who));
        }
        is
    }

    /// Notes what an applied op says.
    fn follow(&mut self, author: Author<'_>, is_origin: bool, set: &[(&str, &str)]) {
        if let (true, Author::Admitted { role, office }) = (is_origin, author) {
            office.clone_into(&mut self.creator);
            self.of_street = role == Role::Street;
        }
        if let Some((_, raw)) = set.iter().find(|(field, _)| *field == "responsible") {
            self.responsible.extend(offices_in(raw));
        }
        let asked = ["status", "project"].into_iter().chain(table::owner_field(self.kind));
        for name in asked.chain(table::party_fields(self.kind).iter().map(|(field, _)| *field)) {
            if let Some((_, raw)) = set.iter().find(|(field, _)| *field == name) {
                self.fields.set(name, (*raw).to_owned());
            }
        }
    }

    fn text(&self, field: &str) -> Option<String> {
        self.fields.iter().find(|(it, _)| **it == field).and_then(|(_, raw)| text_of(raw))
    }
}

/// The names of the ops of one writer on a record, where it withdraws any.
fn own_ops(replica: &Replica, facts: &[OpFacts<'_>], of: &OpFacts<'_>) -> Vec<String> {
    let takes_back = |raw: &str| is_text(raw, WITHDRAWN) || raw == "null";
    if !of.set.iter().any(|(field, raw)| field.starts_with(RULING_PREFIX) && takes_back(raw)) {
        return Vec::new();
    }
    facts.iter().filter(|it| it.actor == of.actor).map(|it| replica.name_of(it.number)).collect()
}

/// The offices a link or a list of links names.
pub(super) fn offices_in(raw: &str) -> Vec<String> {
    match serde_json::from_str(raw) {
        Ok(Value::Text(text)) => vec![text],
        Ok(Value::List(items)) => items.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
