//! Whose turn it is.

use super::super::{Who, Workspace};
use super::rule_of;
use crate::domain::{Kind, RecordId, transition};

/// What a record waits for, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The state it goes on to.
    pub to: &'static str,
    /// What that office is towards the record; none where nobody may, because who could is or was responsible itself.
    pub who: Option<Who>,
    /// Whose turn it is, where that is known.
    pub office: Option<RecordId>,
    /// True where that is the office of this installation.
    pub is_mine: bool,
}

/// Who the offices are that any record may wait for: found once for many records.
pub struct Turns {
    street: Option<RecordId>,
    mine: Option<RecordId>,
}

impl Turns {
    /// Finds them.
    pub fn of(workspace: &Workspace) -> Turns {
        let street = workspace.offices().into_iter().find(|(.., role)| role == "street");
        Turns { street: street.map(|(office, ..)| office), mine: workspace.my_office() }
    }

    /// The step by which a record of a kind goes on from a state, and whose it is; `being` tells the office that is something
    /// towards the record.
    pub fn turn(&self, kind: Kind, state: &str, being: &dyn Fn(Who) -> Option<RecordId>) -> Option<Turn> {
        let to = transition::onward(kind, state)?;
        let rule = rule_of(kind, to)?;
        let being = |who: Who| if who == Who::Street { self.street.clone() } else { being(who) };
        let barred = |office: &RecordId| rule.never.iter().any(|who| being(*who).as_ref() == Some(office));
        // The street may nearly all: whoever else may comes first.
        let order =
            rule.who.iter().filter(|who| **who != Who::Street).chain(rule.who.iter().filter(|it| **it == Who::Street));
        let found = order.filter_map(|who| Some((*who, being(*who)?))).find(|(_, it)| !barred(it));
        let (who, office) = found.unzip();
        let is_mine = office.is_some() && office == self.mine;
        Some(Turn { to, who, office, is_mine })
    }
}

impl Workspace {
    /// The step by which a record goes on, and whose it is; nothing where it waits for other records, or is over.
    pub fn turn(&self, id: &RecordId) -> Option<Turn> {
        let kind = id.kind().filter(|_| !self.is_archived(id))?;
        Turns::of(self).turn(kind, &self.text(id, "status"), &|who| self.office_being(id, who))
    }

    /// The office that is something towards a record, as the record itself says.
    fn office_being(&self, id: &RecordId, who: Who) -> Option<RecordId> {
        let link = |field: &str| self.link(id, field).filter(|it| self.contains(it));
        let owner = || link("asker").or_else(|| link("provider")).or_else(|| link("office"));
        match who {
            Who::Owner => owner(),
            Who::OwnerCommunity => owner().filter(|it| self.text(it, "role") == "community"),
            Who::Responsible => link("responsible"),
            Who::Community => link("community"),
            // The street is no party of one record; whoever made it, supports it or was responsible once is not waited for.
            Who::Street | Who::Creator | Who::Supporting | Who::Formerly => None,
        }
    }
}
