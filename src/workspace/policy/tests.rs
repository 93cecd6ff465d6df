//! Every cell of the table, by ops that are written for it.

use super::super::meeting::{admit, admitted, asking, change, fields, hand_over, made, office, stamp, street};
use super::super::{CONFIRMED, Edit, Workspace};
use super::*;
use crate::domain::Fields;

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
project agreed community deadline responsible supporting: street
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
        (Kind::Device | Kind::Office | Kind::Pairing | Kind::Scheme | Kind::Sheet, Some(Who::Creator)) => return None,
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

#[test]
fn nobody_signs_off_its_own_project_but_by_a_word_of_the_street_that_names_it() {
    let mut world = World::new();
    let own = Value::from(world.ids[0].as_str());
    let set = fields([("title", "road".into()), ("responsible", own), ("status", "completion_requested".into())]);
    let id = made(&mut world.street, Kind::Project, set);
    change(&mut world.street, &id, "status", "community_verified");
    change(&mut world.street, &id, "status", "signed_off");
    assert_eq!(world.street.text(&id, "status"), "completion_requested", "its verification was its own word too");
    let waiting = world.street.pending(false);
    assert!(waiting.iter().all(|it| matches!(it.hold.reason, Reason::Rule(rule) if rule.is_grave())), "{waiting:?}");
    assert_eq!(waiting.len(), 2);
    let edits = world.street.settling(&waiting.iter().collect::<Vec<_>>(), true);
    world.street.edit(edits, &stamp(9)).expect("settled");
    assert_eq!(world.street.text(&id, "status"), "signed_off");
    assert!(world.street.pending(true).is_empty());
    // The unit in charge asks for the community's word and gives it itself.
    let unit = Value::from(world.ids[2].as_str());
    let set = fields([("title", "lamps".into()), ("responsible", unit), ("status", "completion_requested".into())]);
    let id = made(&mut world.street, Kind::Project, set);
    world.everybody();
    change(&mut world.unit, &id, "status", "signed_off");
    world.everybody();
    for side in [&world.street, &world.unit, &world.community] {
        assert_eq!(side.text(&id, "status"), "completion_requested");
        assert_eq!(side.pending(false).len(), 1);
    }
}

#[test]
fn what_the_street_leaves_out_stays_out_and_can_be_taken_up_again() {
    let mut world = World::new();
    let asker = Value::from(world.ids[1].as_str());
    let id = made(&mut world.community, Kind::Need, fields([("title", "lamp".into()), ("asker", asker)]));
    world.everybody();
    change(&mut world.unit, &id, "title", "mine");
    world.everybody();
    assert_eq!(world.community.text(&id, "title"), "lamp", "nobody else edits a community's need");
    let settle = |world: &mut World, confirm: bool| {
        let waiting = world.street.pending(true);
        let edits = world.street.settling(&waiting.iter().collect::<Vec<_>>(), confirm);
        world.street.edit(edits, &stamp(9)).expect("settled");
        world.everybody();
    };
    settle(&mut world, false);
    assert!(world.unit.pending(false).is_empty());
    assert_eq!(world.unit.pending(true)[0].hold.settled, Some(Settled::Declined));
    settle(&mut world, true);
    for side in [&world.street, &world.unit, &world.community] {
        assert_eq!(side.text(&id, "title"), "mine");
        assert!(side.pending(true).is_empty());
        assert_eq!(side.state_hash(), world.street.state_hash());
    }
    // Who wrote it may take it back before it is settled, and nobody else may.
    change(&mut world.unit, &id, "title", "again mine");
    let group = world.unit.last_touched().expect("an action").0;
    world.unit.undo(&group, &stamp(10)).expect("own action");
    world.everybody();
    assert!(world.street.pending(false).is_empty());
    assert_eq!(world.street.pending(true)[0].hold.settled, Some(Settled::Withdrawn));
}

#[test]
fn the_form_is_told_beforehand_what_would_be_held() {
    let mut world = World::new();
    let asker = Value::from(world.ids[1].as_str());
    let id = made(&mut world.community, Kind::Need, fields([("title", "lamp".into()), ("asker", asker)]));
    world.everybody();
    let record = world.unit.replica().number_of(&id).expect("here");
    let asks = |workspace: &Workspace, set: &[(&str, &str)]| {
        let record = workspace.replica().number_of(&id).expect("here");
        workspace.policy().would_hold(workspace.replica(), Ok(record), set)
    };
    assert!(matches!(asks(&world.unit, &[("title", "\"x\"")]), Some(Reason::Rule(rule)) if rule.deed == Deed::Change));
    assert_eq!(asks(&world.community, &[("title", "\"x\"")]), None);
    let own = format!("\"{}\"", world.ids[2]);
    let policy = |set: &[(&str, &str)]| world.unit.policy().would_hold(world.unit.replica(), Err(Kind::Need), set);
    assert_eq!(policy(&[("asker", own.as_str()), ("title", "\"x\"")]), None);
    assert!(policy(&[("asker", &format!("\"{}\"", world.ids[1]))]).is_some());
    assert!(record < world.unit.replica().record_count());
    let unit = world.ids[2].clone();
    let guest = asking(&mut world.street, 9, &unit);
    assert_eq!(asks(&guest, &[("title", "\"x\"")]), None, "a guest's own view shows what it writes");
    admit(&mut world.street, &guest);
    let mut guest = guest;
    hand_over(&mut world.street, &mut guest);
    assert!(asks(&guest, &[("title", "\"x\"")]).is_some());
}

#[test]
fn a_correction_by_the_street_names_what_it_corrects() {
    let mut world = World::new();
    let provider = Value::from(world.ids[2].as_str());
    let id = made(&mut world.unit, Kind::Resource, fields([("title", "hall".into()), ("provider", provider)]));
    world.everybody();
    change(&mut world.street, &id, "title", "great hall");
    world.everybody();
    for side in [&world.street, &world.unit] {
        assert_eq!(side.text(&id, "title"), "great hall");
    }
    let history = world.unit.history(&id);
    let corrected = &history[1];
    assert!(history[0].changes[0].field.starts_with(&format!("{RULING_PREFIX}{}.", corrected.op)));
    assert_eq!(history[0].group, corrected.group, "one action");
    let group = world.street.last_touched().expect("an action").0;
    world.street.undo(&group, &stamp(12)).expect("own action");
    assert_eq!(world.street.text(&id, "title"), "hall");
    let _ = Edit::archive(id);
}

/// Lets a machine write an op as it is, whatever its form would refuse.
fn write_raw(workspace: &mut Workspace, on: &RecordId, scope: Scope, set: Fields) {
    let draft = stamp(7).draft(on.clone(), set, Vec::new(), None);
    let (key, run) = (workspace.device.key.clone(), workspace.device.run.clone());
    workspace.replica.append(&key, &run, scope, &draft);
}

#[test]
fn a_private_log_says_nothing_for_everybody() {
    let mut world = World::new();
    let asker = Value::from(world.ids[1].as_str());
    let id = made(&mut world.community, Kind::Need, fields([("title", "lamp".into()), ("asker", asker)]));
    world.everybody();
    let mine = Value::from(world.ids[2].as_str());
    write_raw(&mut world.unit, &id, Scope::Private, fields([("asker", mine), ("status", "closed".into())]));
    write_raw(&mut world.unit, &id, Scope::Private, fields([("contact", "officer".into())]));
    change(&mut world.unit, &id, "title", "mine");
    world.everybody();
    assert_eq!(world.unit.text(&id, "title"), "lamp");
    assert_eq!(world.unit.text(&id, "contact"), "officer", "what an office notes for itself is its own");
    assert_eq!(world.unit.state_hash(), world.street.state_hash());
}

#[test]
fn steps_are_taken_from_where_a_project_is() {
    let mut world = World::new();
    let unit = Value::from(world.ids[2].as_str());
    let set = fields([("title", "lamps".into()), ("responsible", unit.clone()), ("status", "approved".into())]);
    let id = made(&mut world.street, Kind::Project, set);
    world.everybody();
    for state in ["proposed", "completion_requested"] {
        change(&mut world.unit, &id, "status", state);
        assert_eq!(world.unit.text(&id, "status"), "approved");
    }
    write_raw(&mut world.unit, &id, Scope::Shared, fields([("status", Value::Null)]));
    change(&mut world.unit, &id, "deadline", "2030-01-01");
    assert_eq!(world.unit.text(&id, "deadline"), "", "agreed is agreed");
    change(&mut world.unit, &id, "status", "running");
    assert_eq!(world.unit.text(&id, "status"), "running");
    let reasons: Vec<Reason> = world.unit.pending(false).into_iter().map(|it| it.hold.reason).collect();
    assert_eq!(reasons.iter().filter(|it| **it == Reason::Step).count(), 3, "{reasons:?}");
    // Nothing begins half done.
    let set = fields([("title", "done already".into()), ("responsible", unit), ("status", "running".into())]);
    let new = made(&mut world.unit, Kind::Project, set);
    assert!(!world.unit.contains(&new));
}

#[test]
fn whoever_was_responsible_does_not_sign_off() {
    let mut world = World::new();
    let (own, unit) = (world.ids[0].clone(), world.ids[2].clone());
    let set = fields([("title", "road".into()), ("responsible", own.as_str().into()), ("status", "running".into())]);
    let id = made(&mut world.street, Kind::Project, set);
    change(&mut world.street, &id, "responsible", unit.as_str());
    change(&mut world.street, &id, "status", "signed_off");
    change(&mut world.street, &id, "responsible", own.as_str());
    assert_eq!(world.street.text(&id, "status"), "running");
    let set =
        fields([("title", "paper".into()), ("responsible", own.as_str().into()), ("status", "signed_off".into())]);
    let on_paper = made(&mut world.street, Kind::Project, set);
    assert!(!world.street.contains(&on_paper), "not by making it so either");
    assert_eq!(world.street.pending(false).len(), 2);
}

#[test]
fn who_hands_a_record_over_has_no_more_say_in_it_and_nobody_writes_in_anothers_name() {
    let mut world = World::new();
    let [street, _, unit, another] = world.ids.clone();
    let hall = made(&mut world.unit, Kind::Resource, fields([("title", "hall".into())]));
    change(&mut world.unit, &hall, "provider", another.as_str());
    change(&mut world.unit, &hall, "title", "still mine");
    assert_eq!(
        (world.unit.text(&hall, "provider"), world.unit.text(&hall, "title")),
        (another.to_string(), "hall".into())
    );
    let claim =
        made(&mut world.unit, Kind::Claim, fields([("subject", "lamp".into()), ("office", unit.as_str().into())]));
    change(&mut world.unit, &claim, "office", another.as_str());
    assert_eq!(world.unit.text(&claim, "office"), unit.as_str(), "a claim is its office's word");
    // What the street entered for others it goes on keeping.
    let kept =
        made(&mut world.street, Kind::Resource, fields([("title", "bus".into()), ("provider", unit.as_str().into())]));
    change(&mut world.street, &kept, "title", "new bus");
    assert_eq!(world.street.history(&kept).len(), 2, "no correction, {street}");
}

#[test]
fn what_was_left_out_shows_nowhere() {
    let mut world = World::new();
    let asker = Value::from(world.ids[1].as_str());
    let set = fields([("title", "in another's name".into()), ("asker", asker), ("contact", "officer".into())]);
    let id = made(&mut world.unit, Kind::Need, set);
    assert!(!world.unit.contains(&id), "the private part alone shows no record");
    assert_eq!(world.unit.title_of_pending(&id), "in another's name");
    world.everybody();
    let waiting = world.street.pending(false);
    let edits = world.street.settling(&waiting.iter().collect::<Vec<_>>(), false);
    world.street.edit(edits, &stamp(9)).expect("settled");
    world.everybody();
    for side in [&world.street, &world.unit, &world.community] {
        assert_eq!(side.count(Kind::Need), 0);
        assert!(!side.contains(&id));
    }
}

#[test]
fn an_archive_by_the_street_is_no_conflict() {
    let mut world = World::new();
    let provider = Value::from(world.ids[2].as_str());
    let id = made(&mut world.unit, Kind::Resource, fields([("title", "hall".into()), ("provider", provider)]));
    world.everybody();
    world.street.edit(vec![Edit::archive(id.clone())], &stamp(8)).expect("archived");
    world.everybody();
    for side in [&world.street, &world.unit] {
        assert!(side.is_archived(&id));
        assert_eq!(side.conflicts(), []);
    }
}

#[test]
fn a_writer_takes_back_what_waits_and_not_what_the_street_confirmed() {
    let mut world = World::new();
    let asker = Value::from(world.ids[1].as_str());
    let id = made(&mut world.community, Kind::Need, fields([("title", "lamp".into()), ("asker", asker)]));
    world.everybody();
    change(&mut world.unit, &id, "title", "two lamps");
    let group = world.unit.last_touched().expect("an action").0;
    let undone = world.unit.undo(&group, &stamp(3)).expect("own action").group;
    assert!(world.unit.pending(false).is_empty());
    world.unit.undo(&undone, &stamp(4)).expect("and done again");
    let waiting = world.unit.pending(false);
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    world.everybody();
    let name = world.street.replica().name_of(world.street.pending(false)[0].number);
    let waiting = world.street.pending(false);
    let edits = world.street.settling(&waiting.iter().collect::<Vec<_>>(), true);
    world.street.edit(edits, &stamp(5)).expect("settled");
    world.everybody();
    write_raw(&mut world.unit, &id, Scope::Shared, fields([(&format!("{RULING_PREFIX}{name}"), "withdrawn".into())]));
    world.everybody();
    assert_eq!(world.street.text(&id, "title"), "two lamps");
}
