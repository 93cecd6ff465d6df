//! Whose turn it is.

use super::super::{Who, Workspace};
use super::rule_of;
use crate::domain::{RecordId, transition};

/// What a record waits for, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The state it goes on to.
    pub to: &'static str,
    /// Whose turn it is; none where nobody may, because who could is or was responsible itself.
    pub office: Option<RecordId>,
    /// True where that is the office of this installation.
    pub is_mine: bool,
}

impl Workspace {
    /// The step by which a record goes on, and whose it is; nothing where it waits for other records, or is over.
    pub fn turn(&self, id: &RecordId) -> Option<Turn> {
        let kind = id.kind().filter(|_| !self.is_archived(id))?;
        let to = transition::onward(kind, &self.text(id, "status"))?;
        let rule = rule_of(kind, to)?;
        let barred =
            |office: &RecordId| rule.never.iter().any(|who| self.office_being(id, *who).as_ref() == Some(office));
        // The street may nearly all: whoever else may comes first.
        let order =
            rule.who.iter().filter(|who| **who != Who::Street).chain(rule.who.iter().filter(|it| **it == Who::Street));
        let office = order.filter_map(|who| self.office_being(id, *who)).find(|it| !barred(it));
        let is_mine = office.is_some() && office == self.my_office();
        Some(Turn { to, office, is_mine })
    }

    /// The office that is something towards a record, as the record itself says.
    fn office_being(&self, id: &RecordId, who: Who) -> Option<RecordId> {
        let link = |field: &str| self.link(id, field).filter(|it| self.contains(it));
        let owner = || link("asker").or_else(|| link("provider")).or_else(|| link("office"));
        match who {
            Who::Street => self.offices().into_iter().find(|(.., role)| role == "street").map(|(office, ..)| office),
            Who::Owner => owner(),
            Who::OwnerCommunity => owner().filter(|it| self.text(it, "role") == "community"),
            Who::Responsible => link("responsible"),
            Who::Community => link("community"),
            // Whoever made it, supports it or was responsible once is not waited for.
            Who::Creator | Who::Supporting | Who::Formerly => None,
        }
    }
}
