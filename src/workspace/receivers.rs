//! Whom a file may be for: the offices whose machines were let in.

use super::{Role, Standing, Workspace};
use crate::domain::{RecordId, order};
use crate::oplog::ActorId;

/// An office that files are handed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// The office.
    pub office: RecordId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub role: Option<Role>,
    /// Its machines; of this machine's own office the others.
    pub machines: Vec<ActorId>,
    /// True for this machine's own office.
    pub is_own: bool,
}

impl Workspace {
    /// The offices with a machine that was let in and is not this one: the street, communities, units, each by name.
    pub fn receivers(&self) -> Vec<Receiver> {
        let own = self.my_office();
        let mut receivers: Vec<Receiver> = Vec::new();
        for machine in self.machines().into_iter().filter(|it| it.standing == Standing::Admitted && !it.is_own) {
            match receivers.iter_mut().find(|it| it.office == machine.office) {
                Some(known) if known.machines.contains(&machine.actor) => {}
                Some(known) => known.machines.push(machine.actor),
                None => receivers.push(Receiver {
                    is_own: own.as_ref() == Some(&machine.office),
                    office: machine.office,
                    name: machine.office_name,
                    role: machine.role,
                    machines: vec![machine.actor],
                }),
            }
        }
        let place = |it: &Receiver| (it.role.is_none(), it.role, it.name.clone());
        order::sort_by_key(&mut receivers, place);
        receivers
    }
}

#[cfg(test)]
mod tests;
