//! Who speaks for which office: read from the machine records that the street wrote or confirmed.
//!
//! The author of the workspace's first op is the street from the beginning. Whom the street lets in as one of its own
//! machines may let in others; a machine of any other office may not. A machine that left speaks no more from the heads on
//! that the street named, so that nothing can be written back into the time before.

use crate::domain::{Kind, Pairs, RecordId, Value, order};
use crate::oplog::{ActorId, NamedHead, OpFacts, Reach, Replica, WorkspaceId, sort_facts};

pub(super) use crate::domain::schema::RULING_PREFIX;

/// Applied although the policy holds it.
pub const CONFIRMED: &str = "confirmed";
/// Looked at and left out.
pub const DECLINED: &str = "declined";
/// Left out by whoever wrote it.
pub const WITHDRAWN: &str = "withdrawn";

/// What an office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The sub-district itself.
    Street,
    /// A community.
    Community,
    /// A partner unit.
    Unit,
}

impl Role {
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Role::Street => "street",
            Role::Community => "community",
            Role::Unit => "unit",
        }
    }

    /// The role of that code ([`crate::domain::schema::OFFICE_ROLES`]).
    pub fn parse(code: &str) -> Option<Role> {
        match code {
            "street" => Some(Role::Street),
            "community" => Some(Role::Community),
            "unit" => Some(Role::Unit),
            _ => None,
        }
    }
}

/// What an op's author is, where the op stands in its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author<'a> {
    /// Speaks for an office. The founding machine may have named none yet.
    Admitted {
        /// What the office is.
        role: Role,
        /// Its id; empty for a founding machine without one.
        office: &'a str,
    },
    /// Nobody let this machine in, or nobody for this stretch of its log.
    Stranger,
    /// It spoke for an office; this was written after it left, or stands on a branch nobody had seen then.
    Left,
}

/// A time during which a machine speaks for an office.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    office: String,
    /// What the office is; nothing while the street has not said it.
    role: Option<Role>,
    after: Option<Vec<NamedHead>>,
    until: Option<Vec<NamedHead>>,
    reach: (Reach, Reach),
}

/// Who speaks for which office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    root: Option<ActorId>,
    terms: Pairs<ActorId, Vec<Term>>,
    roles: Pairs<String, Role>,
    /// The street's machines, the first the founding one, and what each wrote before it was one.
    street: Vec<(ActorId, Vec<Reach>)>,
    /// Actors with a term bounded by heads that are not here.
    awaited: Vec<ActorId>,
    /// What the street's machines wrote that counts, where some of it does not.
    cuts: Pairs<ActorId, Reach>,
}

/// What the trusted ops say of a record's field: the last value and who set it.
type Fold<'a> = Pairs<(&'a str, &'a str), (&'a str, ActorId)>;

/// The fields a roster is read from.
const FIELDS: [&str; 5] = ["actor", "after", "office", "role", "until"];

impl Roster {
    /// Reads the roster of a workspace from everything here.
    pub fn of(replica: &Replica, workspace: WorkspaceId) -> Roster {
        let Some(root) = replica.root(workspace) else { return Roster::default() };
        let is_meant = |id: &RecordId| matches!(id.kind(), Some(Kind::Device | Kind::Office));
        let mut facts: Vec<OpFacts<'_>> = Vec::new();
        for record in (0..replica.record_count()).filter(|it| is_meant(replica.id_at(*it))) {
            facts.extend(replica.facts(record));
        }
        sort_facts(&mut facts);
        let mut roster = Roster { root: Some(root), ..Roster::default() };
        // Each round lets in one more machine of the street, or cuts one off for good: it ends.
        loop {
            roster.street = vec![(root, Vec::new())];
            let fold = loop {
                let fold = roster.fold(replica, &facts);
                roster.read(replica, &fold);
                let next = facts.iter().map(|it| it.actor).find(|it| roster.is_new_street(*it));
                match next {
                    Some(actor) => {
                        let terms =
                            roster.terms.get(&actor).into_iter().flatten().filter(|term| roster.is_of_street(term));
                        let before = terms.map(|term| term.reach.0.clone()).collect();
                        roster.street.push((actor, before));
                    }
                    None => break fold,
                }
            };
            let Some((actor, heads)) = roster.next_cut(&fold) else { return roster };
            let reach = replica.reach(actor, &heads);
            roster.cuts.set(actor, reach);
        }
    }

    /// What the machines trusted so far say, in the order that decides.
    fn fold<'a>(&self, replica: &'a Replica, facts: &[OpFacts<'a>]) -> Fold<'a> {
        let mut fold = Fold::default();
        let mut rulings: Pairs<(&str, &str), &str> = Pairs::default();
        let on = |fact: &OpFacts<'_>| replica.id_of_op(fact.number).as_str();
        let counts = |fact: &OpFacts<'_>| {
            let cut = self.cuts.get(&fact.actor);
            let known = self.street.iter().find(|(actor, _)| *actor == fact.actor);
            // One term that had begun is enough.
            let begun = |before: &[Reach]| before.is_empty() || before.iter().any(|it| !it.holds(replica, fact.number));
            known.is_some_and(|(_, before)| begun(before)) && cut.is_none_or(|reach| reach.holds(replica, fact.number))
        };
        for fact in facts.iter().filter(|it| counts(it)) {
            for (field, raw) in &fact.set {
                if let Some(op) = field.strip_prefix(RULING_PREFIX) {
                    rulings.set((on(fact), op), raw);
                }
            }
        }
        for fact in facts {
            let id = on(fact);
            let is_confirmed = || {
                let name = replica.name_of(fact.number);
                rulings.get(&(id, name.as_str())).is_some_and(|it| is_text(it, CONFIRMED))
            };
            if counts(fact) || (!rulings.is_empty() && is_confirmed()) {
                for (field, raw) in fact.set.iter().filter(|(field, _)| FIELDS.contains(field)) {
                    fold.set((id, field), (raw, fact.actor));
                }
            }
        }
        fold
    }

    /// Takes terms and roles from it.
    fn read(&mut self, replica: &Replica, fold: &Fold<'_>) {
        (self.terms, self.roles, self.awaited) = Default::default();
        for ((id, field), (raw, _)) in fold.iter() {
            let text = text_of(raw);
            if *field == "role"
                && let Some(role) = text.as_deref().and_then(Role::parse)
            {
                self.roles.set((*id).to_owned(), role);
            }
            let actor = text.and_then(|it| ActorId::parse(&it).ok());
            let (true, Some(actor)) = (*field == "actor", actor) else { continue };
            let told = |field| fold.get(&(*id, field)).map(|(raw, _)| *raw);
            let heads = |field| told(field).and_then(heads_of);
            let (after, until) = (heads("after"), heads("until"));
            let mut named = after.iter().chain(&until).flatten();
            if !named.all(|head| replica.knows_head(actor, head)) {
                self.awaited.push(actor);
            }
            let reach =
                |heads: &Option<Vec<NamedHead>>| heads.as_ref().map(|it| replica.reach(actor, it)).unwrap_or_default();
            if let Some(office) = told("office").and_then(text_of) {
                let reach = (reach(&after), reach(&until));
                self.terms.entry(actor).push(Term { office, role: None, after, until, reach });
            }
        }
        let roles = &self.roles;
        for term in self.terms.values_mut().flatten() {
            term.role = roles.get(&term.office).copied();
        }
    }

    fn is_new_street(&self, actor: ActorId) -> bool {
        let is_known = self.street.iter().any(|(known, _)| *known == actor);
        !is_known && self.terms.get(&actor).is_some_and(|it| it.iter().any(|term| self.is_of_street(term)))
    }

    fn is_of_street(&self, term: &Term) -> bool {
        term.role == Some(Role::Street)
    }

    /// A machine of the street that another one cut off, and where; of several the one that the most senior named.
    fn next_cut(&self, fold: &Fold<'_>) -> Option<(ActorId, Vec<NamedHead>)> {
        let mut found: Option<(usize, ActorId, Vec<NamedHead>)> = None;
        for ((id, _), (raw, _)) in fold.iter().filter(|((_, field), _)| *field == "actor") {
            let Some(actor) = text_of(raw).and_then(|it| ActorId::parse(&it).ok()) else { continue };
            let until = fold.get(&(*id, "until"));
            let Some((heads, author)) = until.and_then(|(raw, author)| Some((heads_of(raw)?, *author))) else {
                continue;
            };
            let place_of = |actor: ActorId| self.street.iter().position(|(it, _)| *it == actor);
            let is_open = place_of(actor).is_some() && self.cuts.get(&actor).is_none();
            let seniority = place_of(author).unwrap_or(usize::MAX);
            // A machine that goes on as one of the street's is not cut off.
            let is_on = |term: &Term| term.until.is_none() && self.is_of_street(term);
            let goes_on = self.terms.get(&actor).is_some_and(|it| it.iter().any(is_on));
            if is_open && !goes_on && found.as_ref().is_none_or(|(known, ..)| seniority < *known) {
                found = Some((seniority, actor, heads));
            }
        }
        found.map(|(_, actor, heads)| (actor, heads))
    }

    /// What the author of an op is.
    pub fn author(&self, replica: &Replica, op: u32) -> Author<'_> {
        let actor = replica.writer(op);
        let terms = self.terms.get(&actor).map_or(&[][..], Vec::as_slice);
        let mut left = false;
        for term in terms {
            let begun = term.after.is_none() || !term.reach.0.holds(replica, op);
            let ended = term.until.is_some() && !term.reach.1.holds(replica, op);
            if begun && !ended {
                let role = if self.root == Some(actor) { Some(Role::Street) } else { term.role };
                return role.map_or(Author::Stranger, |role| Author::Admitted { role, office: &term.office });
            }
            left |= ended;
        }
        match self.root == Some(actor) && terms.is_empty() {
            true => Author::Admitted { role: Role::Street, office: "" },
            false if left => Author::Left,
            false => Author::Stranger,
        }
    }

    /// True when heads that bound a term of an actor are not here yet: what comes of its logs may say where they are.
    pub fn awaits(&self, actor: ActorId) -> bool {
        self.awaited.contains(&actor)
    }

    /// True when another roster says the same of every op's author.
    pub fn judges_as(&self, other: &Roster) -> bool {
        self.root == other.root && self.terms == other.terms
    }

    /// True when the street ever let this machine in.
    pub fn knows(&self, actor: ActorId) -> bool {
        self.root == Some(actor) || self.terms.get(&actor).is_some()
    }

    /// The office a machine speaks for with what it writes next.
    pub fn office_of(&self, actor: ActorId) -> Option<RecordId> {
        let terms = self.terms.get(&actor)?;
        let now = terms.iter().find(|it| it.until.is_none())?;
        RecordId::parse(&now.office).ok()
    }

    /// The role of an office, as the street gave it.
    pub fn role_of(&self, office: &str) -> Option<Role> {
        self.roles.iter().find(|(it, _)| *it == office).map(|(_, role)| *role)
    }

    /// The role a machine writes in next; nothing when it speaks for nobody.
    pub fn role_now(&self, actor: ActorId) -> Option<Role> {
        match self.office_of(actor) {
            Some(_) if self.root == Some(actor) => Some(Role::Street),
            Some(office) => self.role_of(office.as_str()),
            None => (self.root == Some(actor) && self.terms.get(&actor).is_none()).then_some(Role::Street),
        }
    }
}

/// The text of a JSON text.
pub(super) fn text_of(raw: &str) -> Option<String> {
    match serde_json::from_str(raw) {
        Ok(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// True when a JSON text is this text, which needs no escapes.
pub(super) fn is_text(raw: &str, text: &str) -> bool {
    raw.strip_prefix('"').and_then(|it| it.strip_suffix('"')) == Some(text)
}

/// Heads as a field names them; nothing when it names none. What cannot be read is passed over: it names no place.
fn heads_of(raw: &str) -> Option<Vec<NamedHead>> {
    match serde_json::from_str(raw) {
        Ok(Value::List(items)) => Some(items.iter().filter_map(Value::as_text).filter_map(NamedHead::parse).collect()),
        _ => None,
    }
}

/// Those heads as a field's value.
pub(super) fn heads_value(heads: &[NamedHead]) -> Value {
    let mut names: Vec<String> = heads.iter().map(ToString::to_string).collect();
    order::sort(&mut names);
    Value::List(names.into_iter().map(Value::Text).collect())
}

#[cfg(test)]
mod tests;
