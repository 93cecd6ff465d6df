//! Every cell of the table, by ops that are written for it.

use super::super::meeting::{admitted, change, fields, hand_over, made, office, street};
use super::super::{CONFIRMED, Workspace};
use super::*;
use crate::domain::schema::{DELETED, RULING_PREFIX};
use crate::domain::{Fields, Value};

/// The table as it was agreed: kind, deed, who may, who may never.
const AGREED: &str = "
workspace make: street
workspace change: street
workspace take out: street
device make: street
device change: street
device take out: street
office make: street
office change: street owner
office role: street
office take out: street
resource make: street owner
resource change: owner creator
resource provider: street owner
resource take out: owner creator
need make: street owner
need change: owner creator
need asker: street owner
need take out: owner creator
need registered withdrawn: street owner creator
need verified returned: street owner-community
need published referred deferred merged: street owner-community
need partly_met in_project: street
need awaiting_confirmation: street owner-community
need closed: street owner
project make: street responsible community
project change: street creator responsible community
project agreed community deadline responsible supporting pair: street
project residents_view: street community; never responsible formerly
project take out: street
project proposed: street creator responsible community
project approved extended terminated archived: street
project running completion_requested: street responsible
project community_verified: street community; never responsible formerly
project sent_back: street community
project signed_off: street; never responsible formerly
progress make: street responsible supporting community
progress change: creator
progress project: street
progress take out: creator
claim make: street owner
claim change: owner creator
claim office: street
claim take out: street owner creator
claim pending withdrawn performing done: street owner creator
claim accepted refused lapsed: street
pairing make: street community
pairing change: street community
pairing take out: street community
docking make: street
docking change: street
docking take out: street
scheme make: street
scheme change: street
scheme take out: street
sheet make: street
sheet change: street
sheet take out: street
";

fn word(who: Who) -> &'static str {
    match who {
        Who::Street => "street",
        Who::Owner => "owner",
        Who::OwnerCommunity => "owner-community",
        Who::Creator => "creator",
        Who::Responsible => "responsible",
        Who::Supporting => "supporting",
        Who::Community => "community",
        Who::Formerly => "formerly",
    }
}

fn line(rule: &Rule) -> String {
    let deed = match rule.deed {
        Deed::Make => "make".to_owned(),
        Deed::Change => "change".to_owned(),
        Deed::TakeOut => "take out".to_owned(),
        Deed::Fields(fields) => fields.join(" "),
        Deed::Agreed(fields) => format!("agreed {}", fields.join(" ")),
        Deed::Step(states) => states.join(" "),
    };
    let words = |who: &[Who]| who.iter().map(|it| word(*it)).collect::<Vec<_>>().join(" ");
    let never = if rule.never.is_empty() { String::new() } else { format!("; never {}", words(rule.never)) };
    format!("{} {deed}: {}{never}", rule.kind.as_str(), words(rule.who)).trim_end().to_owned()
}

#[test]
fn the_table_is_what_was_agreed() {
    let lines: Vec<String> = TABLE.iter().map(line).collect();
    assert_eq!(lines, AGREED.trim().lines().collect::<Vec<_>>());
    for kind in Kind::ALL {
        for deed in [Deed::Make, Deed::Change, Deed::TakeOut] {
            assert_eq!(TABLE.iter().filter(|it| it.kind == kind && it.deed == deed).count(), 1, "{kind:?} {deed:?}");
        }
        let states = crate::domain::schema::field(kind, "status").map(|field| match field.shape {
            crate::domain::Shape::Choice(_, states) => states,
            _ => &[],
        });
        for state in states.unwrap_or_default() {
            assert!(table::for_step(kind, state).is_some(), "{kind:?} has no rule for {state}");
        }
    }
}

/// A street with a community, two units and a machine for each but the second unit.
#[derive(Clone)]
struct World {
    street: Workspace,
    community: Workspace,
    unit: Workspace,
    /// Of an office that has nothing to do with any record.
    other: Workspace,
    ids: [RecordId; 4],
}

impl World {
    fn new() -> World {
        let mut street = street();
        let own = street.my_office().expect("the street");
        let community = office(&mut street, "community", "community");
        let unit = office(&mut street, "unit", "unit");
        let another = office(&mut street, "another", "unit");
        let machine = |street: &mut Workspace, seed, id: &RecordId| admitted(street, seed, id);
        let there =
            [machine(&mut street, 2, &community), machine(&mut street, 3, &unit), machine(&mut street, 4, &another)];
        let [at_community, at_unit, other] = there;
        World { street, community: at_community, unit: at_unit, other, ids: [own, community, unit, another] }
    }

    fn actor(&mut self, who: Option<Who>) -> &mut Workspace {
        match who {
            Some(Who::Street) => &mut self.street,
            Some(Who::OwnerCommunity | Who::Community) => &mut self.community,
            Some(Who::Owner | Who::Creator | Who::Responsible | Who::Supporting | Who::Formerly) => &mut self.unit,
            None => &mut self.other,
        }
    }

    fn everybody(&mut self) {
        for _ in 0..2 {
            for it in [&mut self.community, &mut self.unit, &mut self.other] {
                hand_over(it, &mut self.street);
                hand_over(&mut self.street, it);
            }
        }
    }
}

fn office_of(world: &World, who: Option<Who>) -> &RecordId {
    match who {
        Some(Who::Street) => &world.ids[0],
        Some(Who::OwnerCommunity | Who::Community) => &world.ids[1],
        Some(_) => &world.ids[2],
        None => &world.ids[3],
    }
}

/// What a record of a kind needs at least.
fn least(world: &World, kind: Kind) -> Fields {
    let link = |at: usize| Value::from(world.ids[at].as_str());
    match kind {
        Kind::Office => fields([("name", "new".into()), ("role", "unit".into())]),
        Kind::Device => fields([("actor", "0".repeat(32).into()), ("office", link(3))]),
        Kind::Claim => fields([("subject", "claim".into()), ("office", link(3))]),
        Kind::Pairing => fields([("community", link(0)), ("unit", link(3))]),
        Kind::Progress => fields([("on", "2026-11-20".into()), ("done", "work".into())]),
        Kind::Sheet => fields([("office", link(3)), ("year", 2026.into())]),
        _ => fields([("title", "title".into())]),
    }
}

/// The fields by which a record names that office as who it is; nothing where the kind knows no such part.
fn naming(world: &World, kind: Kind, who: Who, office: &RecordId) -> Option<Fields> {
    let link = Value::from(office.as_str());
    let by = |field: &str| Some(fields([(field, link.clone())]));
    match (kind, who) {
        (Kind::Resource, Who::Owner | Who::OwnerCommunity) => by("provider"),
        (Kind::Need, Who::Owner | Who::OwnerCommunity) => by("asker"),
        (Kind::Claim, Who::Owner | Who::OwnerCommunity | Who::Creator) => by("office"),
        (Kind::Project, Who::Responsible | Who::Formerly) => by("responsible"),
        (Kind::Project, Who::Supporting) => Some(fields([("supporting", Value::List(vec![link]))])),
        (Kind::Project | Kind::Pairing, Who::Community) => by("community"),
        (Kind::Project, Who::Creator) => by("responsible"),
        (Kind::Progress, Who::Creator | Who::Responsible | Who::Supporting | Who::Community) => {
            let _ = world;
            Some(Fields::new())
        }
        (_, Who::Creator) => Some(Fields::new()),
        _ => None,
    }
}

/// Sets up a record towards which one machine is that and nothing more that the table asks about, and lets it do the
/// deed; whether that was applied. Nothing where the kind has no such part.
fn tried(begun: &World, kind: Kind, deed: Deed, state: &str, who: Option<Who>) -> Option<bool> {
    let mut world = begun.clone();
    let office = office_of(&world, who).clone();
    let mut set = least(&world, kind);
    if kind == Kind::Sheet {
        let scheme = made(&mut world.street, Kind::Scheme, fields([("title", "scheme".into())]));
        set.insert("scheme".to_owned(), scheme.as_str().into());
        world.everybody();
    }
    let named = who.filter(|it| *it != Who::Street).map(|who| naming(&world, kind, who, &office));
    if let Some(named) = named {
        let is_office = kind == Kind::Office && matches!(who, Some(Who::Owner));
        set.extend(if is_office { Fields::new() } else { named? });
    }
    if kind == Kind::Progress {
        let part = match who {
            Some(Who::Supporting) => Who::Supporting,
            Some(Who::Community) => Who::Community,
            _ => Who::Responsible,
        };
        let mut project = fields([("title", "project".into()), ("status", "running".into())]);
        let is_party = matches!(who, Some(it) if it != Who::Street);
        let party = if is_party { office.clone() } else { world.ids[2].clone() };
        project.extend(naming(&world, Kind::Project, part, &party)?);
        let project = made(&mut world.street, Kind::Project, project);
        world.everybody();
        set.insert("project".to_owned(), Value::from(project.as_str()));
    }
    if deed == Deed::Make {
        if matches!(who, Some(Who::Creator | Who::Formerly)) || (kind == Kind::Office && who == Some(Who::Owner)) {
            return None;
        }
        if let (None, Some(of_unit)) = (who, naming(&world, kind, Who::Owner, &world.ids[2].clone())) {
            set.extend(of_unit);
        }
        let before = world.actor(who).replica().held_count();
        let _ = made(world.actor(who), kind, set);
        return Some(world.actor(who).replica().held_count() == before);
    }
    let is_maker = who == Some(Who::Creator);
    let id = match (kind, who) {
        (Kind::Office, Some(Who::Owner)) => office.clone(),
        (Kind::Workspace, _) => world.street.ids(Kind::Workspace)[0].clone(),
        // Nobody but the street makes one of these that is applied.
        (
            Kind::Device | Kind::Office | Kind::Pairing | Kind::Docking | Kind::Scheme | Kind::Sheet,
            Some(Who::Creator),
        ) => {
            return None;
        }
        _ if is_maker => made(world.actor(who), kind, set),
        // A unit's own machine enters it, so that the street is not its maker.
        (Kind::Resource | Kind::Need | Kind::Claim, None | Some(Who::Street)) => {
            let of_unit = naming(&world, kind, Who::Owner, &world.ids[2].clone())?;
            set.extend(of_unit);
            made(&mut world.unit, kind, set)
        }
        (Kind::Progress, None | Some(Who::Street)) => made(&mut world.unit, kind, set),
        _ => made(&mut world.street, kind, set),
    };
    world.everybody();
    let owner = if kind == Kind::Project { Some("responsible") } else { table::owner_field(kind) };
    if let (Some(field), true) = (owner, is_maker || who == Some(Who::Formerly)) {
        let to = world.ids[3].as_str().to_owned();
        change(&mut world.street, &id, field, to.as_str());
        world.everybody();
        assert_eq!(world.unit.text(&id, field), to, "handed over");
    }
    if matches!(deed, Deed::Agreed(_)) {
        change(&mut world.street, &id, "status", "approved");
    }
    world.everybody();
    let (field, value): (&str, Value) = match deed {
        Deed::Change => match kind {
            Kind::Device => ("label", "x".into()),
            Kind::Workspace => ("title", "x".into()),
            Kind::Progress => ("done", "x".into()),
            _ => ("note", "x".into()),
        },
        Deed::Fields(["role"]) => ("role", "community".into()),
        Deed::Fields(["residents_view"]) => ("residents_view", "met".into()),
        Deed::Fields(["project"]) => {
            let another = made(&mut world.street, Kind::Project, fields([("title", "another".into())]));
            world.everybody();
            ("project", another.as_str().into())
        }
        Deed::Fields(fields) => (fields[0], world.ids[0].as_str().into()),
        Deed::Agreed(_) => ("deadline", "2027-01-01".into()),
        Deed::TakeOut => (DELETED, Value::Flag(true)),
        Deed::Step(_) => ("status", state.into()),
        Deed::Make => unreachable!(),
    };
    if let (Deed::Step(_), true) = (deed, who != Some(Who::Street)) {
        // A step is one from somewhere: the street, which may, brings the record there first.
        let states = match crate::domain::schema::field(kind, "status")?.shape {
            crate::domain::Shape::Choice(_, states) => states,
            _ => &[],
        };
        let before = states.iter().find(|it| transition::next(kind, it).contains(&state))?;
        if world.street.text(&id, "status") != *before {
            change(&mut world.street, &id, "status", *before);
        }
        world.everybody();
    }
    let actor = world.actor(who);
    change(actor, &id, field, value.clone());
    let op = actor.history(&id);
    let confirmed = op.iter().any(|entry| {
        entry.own && entry.changes.iter().any(|it| it.field.starts_with(RULING_PREFIX) && it.after == CONFIRMED.into())
    });
    let held = actor.pending_of(&id).iter().any(|it| it.actor == actor.actor());
    Some(!confirmed && !held)
}

#[test]
fn every_cell_holds() {
    let mut cells = 0;
    let begun = World::new();
    for rule in TABLE {
        let states: &[&str] = match rule.deed {
            Deed::Step(states) => states,
            _ => &[""],
        };
        for who in Who::ALL.into_iter().map(Some).chain([None]) {
            for state in states {
                let Some(applied) = tried(&begun, rule.kind, rule.deed, state, who) else { continue };
                // A community that owns a record is its owner too; a maker for itself is its owner where none is named.
                let is: Vec<Who> = match who {
                    Some(Who::OwnerCommunity) => vec![Who::Owner, Who::OwnerCommunity],
                    Some(Who::Creator) if rule.kind == Kind::Progress => vec![Who::Creator, Who::Responsible],
                    Some(Who::Creator) if rule.kind == Kind::Project => vec![Who::Creator, Who::Formerly],
                    // Who handed a record over has no more say in it.
                    Some(Who::Creator) if table::owner_field(rule.kind).is_some() => Vec::new(),
                    Some(who) => vec![who],
                    None => Vec::new(),
                };
                assert_eq!(applied, rule.allows(&is), "{} by {who:?} ({state})", line(rule));
                cells += 1;
            }
        }
    }
    assert!(cells > 250, "only {cells} cells were tried");
}

mod cases;
