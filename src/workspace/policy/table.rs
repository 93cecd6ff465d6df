//! Who may write what: one table, which the app shows, ARCHITECTURE.md prints and the judge reads.

use crate::domain::joint::PAIR_PREFIX;
use crate::domain::{Kind, schema};

/// What somebody is towards a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The street.
    Street,
    /// The office the record names as its own: provider, asker, the office of a claim; who made the record where it names
    /// none; of an office's record the office itself.
    Owner,
    /// That office, being a community.
    OwnerCommunity,
    /// The office that made the record.
    Creator,
    /// The responsible office of a project; of a progress entry, that of its project.
    Responsible,
    /// A supporting office of a project.
    Supporting,
    /// The community of a project or a pairing.
    Community,
    /// An office that was responsible for a project before.
    Formerly,
}

impl Who {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Who; 8] = [
        Who::Street,
        Who::Owner,
        Who::OwnerCommunity,
        Who::Creator,
        Who::Responsible,
        Who::Supporting,
        Who::Community,
        Who::Formerly,
    ];
}

/// What an op does to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Makes it.
    Make,
    /// Changes fields that no other rule names.
    Change,
    /// Changes these fields.
    Fields(&'static [&'static str]),
    /// Changes these fields once the street has approved the project.
    Agreed(&'static [&'static str]),
    /// Takes it out of its list, or brings it back.
    TakeOut,
    /// Brings it into one of these states.
    Step(&'static [&'static str]),
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The kind of record.
    pub kind: Kind,
    /// What is done.
    pub deed: Deed,
    /// Who may.
    pub who: &'static [Who],
    /// Who may not, whatever else it is.
    pub never: &'static [Who],
}

impl Rule {
    const fn new(kind: Kind, deed: Deed, who: &'static [Who]) -> Rule {
        Rule { kind, deed, who, never: &[] }
    }

    const fn but_never(self, never: &'static [Who]) -> Rule {
        Rule { never, ..self }
    }

    /// True when somebody who is all of these may.
    pub fn allows(&self, is: &[Who]) -> bool {
        self.who.iter().any(|it| is.contains(it)) && !self.never.iter().any(|it| is.contains(it))
    }

    /// True when not even the street may without another word: nobody signs off what it is responsible for.
    pub fn is_grave(&self) -> bool {
        !self.never.is_empty()
    }
}

use Who::{Community, Creator, Formerly, Owner, OwnerCommunity, Responsible, Street, Supporting};

const DELETED: Deed = Deed::TakeOut;

/// The table, kind by kind.
pub const TABLE: &[Rule] = &[
    Rule::new(Kind::Workspace, Deed::Make, &[Street]),
    Rule::new(Kind::Workspace, Deed::Change, &[Street]),
    Rule::new(Kind::Workspace, DELETED, &[Street]),
    Rule::new(Kind::Device, Deed::Make, &[Street]),
    Rule::new(Kind::Device, Deed::Change, &[Street]),
    Rule::new(Kind::Device, DELETED, &[Street]),
    Rule::new(Kind::Office, Deed::Make, &[Street]),
    Rule::new(Kind::Office, Deed::Change, &[Street, Owner]),
    Rule::new(Kind::Office, Deed::Fields(&["role"]), &[Street]),
    Rule::new(Kind::Office, DELETED, &[Street]),
    Rule::new(Kind::Resource, Deed::Make, &[Street, Owner]),
    Rule::new(Kind::Resource, Deed::Change, &[Owner, Creator]),
    Rule::new(Kind::Resource, Deed::Fields(&["provider"]), &[Street, Owner]),
    Rule::new(Kind::Resource, DELETED, &[Owner, Creator]),
    Rule::new(Kind::Need, Deed::Make, &[Street, Owner]),
    Rule::new(Kind::Need, Deed::Change, &[Owner, Creator]),
    Rule::new(Kind::Need, Deed::Fields(&["asker"]), &[Street, Owner]),
    Rule::new(Kind::Need, DELETED, &[Owner, Creator]),
    Rule::new(Kind::Need, Deed::Step(&["registered", "withdrawn"]), &[Street, Owner, Creator]),
    Rule::new(Kind::Need, Deed::Step(&["verified", "returned"]), &[Street, OwnerCommunity]),
    Rule::new(Kind::Need, Deed::Step(&["published", "referred", "deferred", "merged"]), &[Street, OwnerCommunity]),
    Rule::new(Kind::Need, Deed::Step(&["partly_met", "in_project"]), &[Street]),
    Rule::new(Kind::Need, Deed::Step(&["awaiting_confirmation"]), &[Street, OwnerCommunity]),
    Rule::new(Kind::Need, Deed::Step(&["closed"]), &[Street, Owner]),
    Rule::new(Kind::Project, Deed::Make, &[Street, Responsible, Community]),
    Rule::new(Kind::Project, Deed::Change, &[Street, Creator, Responsible, Community]),
    Rule::new(Kind::Project, Deed::Agreed(&["community", "deadline", "responsible", "supporting", "pair"]), &[Street]),
    Rule::new(Kind::Project, Deed::Fields(&["residents_view"]), &[Street, Community])
        .but_never(&[Responsible, Formerly]),
    Rule::new(Kind::Project, DELETED, &[Street]),
    Rule::new(Kind::Project, Deed::Step(&["proposed"]), &[Street, Creator, Responsible, Community]),
    Rule::new(Kind::Project, Deed::Step(&["approved", "extended", "terminated", "archived"]), &[Street]),
    Rule::new(Kind::Project, Deed::Step(&["running", "completion_requested"]), &[Street, Responsible]),
    Rule::new(Kind::Project, Deed::Step(&["community_verified"]), &[Street, Community])
        .but_never(&[Responsible, Formerly]),
    Rule::new(Kind::Project, Deed::Step(&["sent_back"]), &[Street, Community]),
    Rule::new(Kind::Project, Deed::Step(&["signed_off"]), &[Street]).but_never(&[Responsible, Formerly]),
    Rule::new(Kind::Progress, Deed::Make, &[Street, Responsible, Supporting, Community]),
    Rule::new(Kind::Progress, Deed::Change, &[Creator]),
    Rule::new(Kind::Progress, Deed::Fields(&["project"]), &[Street]),
    Rule::new(Kind::Progress, DELETED, &[Creator]),
    Rule::new(Kind::Claim, Deed::Make, &[Street, Owner]),
    Rule::new(Kind::Claim, Deed::Change, &[Owner, Creator]),
    Rule::new(Kind::Claim, Deed::Fields(&["office"]), &[Street]),
    Rule::new(Kind::Claim, DELETED, &[Street, Owner, Creator]),
    Rule::new(Kind::Claim, Deed::Step(&["pending", "withdrawn", "performing", "done"]), &[Street, Owner, Creator]),
    Rule::new(Kind::Claim, Deed::Step(&["accepted", "refused", "lapsed"]), &[Street]),
    Rule::new(Kind::Pairing, Deed::Make, &[Street, Community]),
    Rule::new(Kind::Pairing, Deed::Change, &[Street, Community]),
    Rule::new(Kind::Pairing, DELETED, &[Street, Community]),
    Rule::new(Kind::Docking, Deed::Make, &[Street]),
    Rule::new(Kind::Docking, Deed::Change, &[Street]),
    Rule::new(Kind::Docking, DELETED, &[Street]),
    Rule::new(Kind::Scheme, Deed::Make, &[Street]),
    Rule::new(Kind::Scheme, Deed::Change, &[Street]),
    Rule::new(Kind::Scheme, DELETED, &[Street]),
    Rule::new(Kind::Sheet, Deed::Make, &[Street]),
    Rule::new(Kind::Sheet, Deed::Change, &[Street]),
    Rule::new(Kind::Sheet, DELETED, &[Street]),
];

/// The field that names whose a record is; an office's record is its own.
pub(super) const fn owner_field(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Claim => Some("office"),
        // Whose a project is its parties say.
        Kind::Project => None,
        _ => schema::owner_field(kind),
    }
}

/// The fields that name a record's parties.
pub(super) const fn party_fields(kind: Kind) -> &'static [(&'static str, Who)] {
    match kind {
        Kind::Project => &[("responsible", Responsible), ("supporting", Supporting), ("community", Community)],
        Kind::Pairing => &[("community", Community)],
        _ => &[],
    }
}

/// The rule for making, changing or taking out.
pub(super) fn plain(kind: Kind, deed: Deed) -> &'static Rule {
    TABLE.iter().find(|it| it.kind == kind && it.deed == deed).expect("every kind has its plain rules")
}

/// The rule for a field, where it has one of its own; `agreed` once the project is approved.
pub(super) fn for_field(kind: Kind, field: &str, agreed: bool) -> Option<&'static Rule> {
    // Whatever pair it is about.
    let field = if field.starts_with(PAIR_PREFIX) { "pair" } else { field };
    TABLE.iter().find(|it| {
        it.kind == kind
            && match it.deed {
                Deed::Fields(fields) => fields.contains(&field),
                Deed::Agreed(fields) => agreed && fields.contains(&field),
                _ => false,
            }
    })
}

/// The rule for a step into a state.
pub(super) fn for_step(kind: Kind, state: &str) -> Option<&'static Rule> {
    TABLE.iter().find(|it| it.kind == kind && matches!(it.deed, Deed::Step(states) if states.contains(&state)))
}
