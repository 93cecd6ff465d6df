//! Every step in every state by every kind of office, what follows of itself, and offices that step at once.

use proptest::prelude::*;

use super::super::meeting::{admitted, change, fields, hand_over, made, meet, office, stamp, street};
use super::super::{Edit, Stamp};
use super::*;
use crate::domain::schema::{CLAIM_STATES, NEED_STATES, PROJECT_STATES};
use crate::domain::transition::next;

fn today() -> Date {
    Date::parse("2026-11-22").expect("a day")
}

fn quantity(n: i64) -> Value {
    Quantity { n, unit: "份".to_owned() }.to_value()
}

/// A street, the community that asks, a responsible unit, a claiming unit and one that has nothing to do with it.
struct World {
    street: Workspace,
    others: Vec<(&'static str, Workspace)>,
    need: RecordId,
    project: RecordId,
    claim: RecordId,
}

fn world() -> World {
    let mut street = street();
    let names = [("community", "community"), ("unit", "unit"), ("claimer", "unit"), ("stranger", "unit")];
    let offices = names.map(|(name, role)| office(&mut street, name, role));
    let mut others: Vec<(&'static str, Workspace)> = Vec::new();
    for (at, (name, _)) in names.iter().enumerate() {
        let seed = u8::try_from(at + 2).expect("few");
        others.push((name, admitted(&mut street, seed, &offices[at])));
    }
    let [community, unit, claimer, _] = offices.map(|it| Value::from(it.as_str()));
    let set = [
        ("title", "送餐".into()),
        ("status", "registered".into()),
        ("asker", community.clone()),
        ("quantity", quantity(35)),
    ];
    let need = made(&mut street, Kind::Need, fields(set));
    let needs = Value::List(vec![need.as_str().into()]);
    let set = [
        ("title", "送餐上门".into()),
        ("status", "proposed".into()),
        ("community", community),
        ("responsible", unit),
        ("needs", needs),
    ];
    let project = made(&mut street, Kind::Project, fields(set));
    let set = [
        ("subject", "送餐".into()),
        ("status", "pending".into()),
        ("office", claimer),
        ("need", need.as_str().into()),
        ("quantity", quantity(20)),
    ];
    let claim = made(&mut street, Kind::Claim, fields(set));
    World { street, others, need, project, claim }
}

impl World {
    /// All hear of what the street says by now.
    fn tell(&mut self) {
        for (_, other) in &mut self.others {
            hand_over(&mut self.street, other);
        }
    }

    fn record(&self, kind: Kind) -> RecordId {
        match kind {
            Kind::Need => self.need.clone(),
            Kind::Project => self.project.clone(),
            _ => self.claim.clone(),
        }
    }
}

/// Brings a record into a state, by whatever way.
fn bring(street: &mut Workspace, id: &RecordId, state: &str) {
    if street.text(id, "status") != state {
        change(street, id, "status", state);
    }
}

/// Which offices a state's steps are open to: `to: street community unit claimer`.
fn may(world: &World, kind: Kind) -> String {
    let id = world.record(kind);
    let offered = world.street.next_steps(&id);
    let line = |at: usize| {
        let machines =
            std::iter::once(("street", &world.street)).chain(world.others.iter().map(|(name, it)| (*name, it)));
        let may: Vec<&str> =
            machines.filter(|(_, it)| it.next_steps(&id)[at].may == May::Yes).map(|(name, _)| name).collect();
        format!("{}: {}", offered[at].to, may.join(" "))
    };
    (0..offered.len()).map(line).collect::<Vec<_>>().join("; ")
}

// Each state with the steps it leads to, and to which of the four offices each is open; all else is open to nobody.
const NEED_STEPS: &[&str] = &[
    "registered → verified: street community; returned: street community; merged: street community; withdrawn: street community",
    "verified → published: street community; referred: street community; deferred: street community; merged: street community; withdrawn: street community",
    "published → partly_met: street; in_project: street; referred: street community; deferred: street community; merged: street community; withdrawn: street community",
    "partly_met → in_project: street; awaiting_confirmation: street community; published: street community; withdrawn: street community",
    "in_project → awaiting_confirmation: street community; published: street community; withdrawn: street community",
    "awaiting_confirmation → closed: street community; in_project: street; published: street community",
    "closed → in_project: street",
    "merged → registered: street community; verified: street community; withdrawn: street community",
    "referred → registered: street community; verified: street community; withdrawn: street community",
    "returned → registered: street community; verified: street community; withdrawn: street community",
    "deferred → registered: street community; verified: street community; withdrawn: street community",
    "withdrawn → ",
];

const PROJECT_STEPS: &[&str] = &[
    "proposed → approved: street; terminated: street",
    "approved → running: street unit; terminated: street",
    "running → completion_requested: street unit; extended: street; terminated: street",
    "completion_requested → community_verified: street community; sent_back: street community",
    "community_verified → signed_off: street; sent_back: street community",
    "signed_off → archived: street; sent_back: street community",
    "archived → ",
    "sent_back → running: street unit; completion_requested: street unit; terminated: street",
    "extended → running: street unit; completion_requested: street unit; terminated: street",
    "terminated → ",
];

const CLAIM_STEPS: &[&str] = &[
    "pending → accepted: street; refused: street; withdrawn: street claimer",
    "accepted → performing: street claimer; withdrawn: street claimer; lapsed: street",
    "performing → done: street claimer; withdrawn: street claimer; lapsed: street",
    "done → ",
    "refused → ",
    "withdrawn → ",
    "lapsed → ",
];

#[test]
fn every_step_is_open_to_whom_the_table_says() {
    let mut world = world();
    for (kind, states, expected) in [
        (Kind::Need, NEED_STATES, NEED_STEPS),
        (Kind::Project, PROJECT_STATES, PROJECT_STEPS),
        (Kind::Claim, CLAIM_STATES, CLAIM_STEPS),
    ] {
        assert_eq!(states.len(), expected.len(), "{kind:?}");
        for (state, expected) in states.iter().zip(expected) {
            let id = world.record(kind);
            bring(&mut world.street, &id, state);
            world.tell();
            assert_eq!(format!("{state} → {}", may(&world, kind)), *expected, "{kind:?}");
        }
    }
}

#[test]
fn nobody_verifies_or_signs_off_what_it_is_responsible_for() {
    let mut world = world();
    let own = world.street.my_office().expect("the street");
    let id = world.project.clone();
    change(&mut world.street, &id, "responsible", own.as_str());
    bring(&mut world.street, &id, "completion_requested");
    let barred = |world: &World, to: &str| {
        let offered = world.street.next_steps(&id);
        let May::No(Reason::Rule(rule)) = offered[0].may else { panic!("{to} is offered") };
        assert!(rule.is_grave() && offered[0].to == to);
        world.street.turn(&id).and_then(|turn| turn.office).map(|it| world.street.title_of(&it))
    };
    assert_eq!(barred(&world, "community_verified").as_deref(), Some("community"));
    world.tell();
    let mut community = world.others.remove(0).1;
    take(
        &mut community,
        Step { set: fields([("residents_view", "met".into())]), ..Step::new(id.clone(), "community_verified") },
    );
    hand_over(&mut community, &mut world.street);
    assert_eq!(barred(&world, "signed_off"), None, "nobody can, until another office is responsible");
}

#[test]
fn whose_turn_it_is_goes_by_the_record() {
    let mut world = world();
    let name = |world: &World, id: &RecordId| {
        let turn = world.street.turn(id)?;
        Some(format!("{} {}", turn.to, turn.office.map(|it| world.street.title_of(&it)).unwrap_or_default()))
    };
    for (kind, state, expected) in [
        (Kind::Need, "registered", Some("verified community")),
        (Kind::Need, "published", None),
        (Kind::Need, "awaiting_confirmation", Some("closed community")),
        (Kind::Project, "proposed", Some("approved the street")),
        (Kind::Project, "sent_back", Some("completion_requested unit")),
        (Kind::Project, "completion_requested", Some("community_verified community")),
        (Kind::Project, "community_verified", Some("signed_off the street")),
        (Kind::Project, "terminated", None),
        (Kind::Claim, "pending", Some("accepted the street")),
        (Kind::Claim, "performing", Some("done claimer")),
    ] {
        let id = world.record(kind);
        bring(&mut world.street, &id, state);
        assert_eq!(name(&world, &id).as_deref(), expected, "{kind:?} {state}");
    }
    // Where the community is responsible itself, the street verifies.
    let project = world.project.clone();
    let community = world.street.text(&project, "community");
    change(&mut world.street, &project, "responsible", community);
    change(&mut world.street, &project, "status", "completion_requested");
    assert_eq!(name(&world, &project).as_deref(), Some("community_verified the street"));
}

#[test]
fn what_a_step_lacks_is_said_and_nothing_is_written() {
    let mut world = world();
    let project = world.project.clone();
    let step = |to: &str| Step::new(project.clone(), to);
    let lacks = |world: &World, step: &Step| world.street.step_lacks(step);
    let missing = |missing| Some(StepError::Missing(missing));
    assert_eq!(lacks(&world, &step("running")), missing(Missing::NotNext));
    change(&mut world.street, &project, "status", "running");
    assert_eq!(lacks(&world, &step("terminated")), missing(Missing::Reason));
    assert_eq!(lacks(&world, &step("completion_requested")), missing(Missing::Evidence));
    let because = Step { reason: "只做了一半".to_owned(), ..step("completion_requested") };
    assert_eq!(lacks(&world, &because), None);
    let set = [
        ("project", project.as_str().into()),
        ("on", "2026-11-01".into()),
        ("done", "x".into()),
        ("delivered", quantity(3)),
    ];
    made(&mut world.street, Kind::Progress, fields(set));
    assert_eq!(lacks(&world, &step("completion_requested")), None);
    change(&mut world.street, &project, "deadline", "2026-11-30");
    let extended =
        |day: &str| Step { reason: "下雨".to_owned(), set: fields([("deadline", day.into())]), ..step("extended") };
    assert_eq!(lacks(&world, &extended("2026-11-30")), missing(Missing::Field("deadline")), "the day it had");
    assert_eq!(lacks(&world, &extended("2026-12-31")), None);
    change(&mut world.street, &project, "status", "completion_requested");
    assert_eq!(lacks(&world, &step("community_verified")), missing(Missing::Field("residents_view")));
    // Merging: into another one, and never in a circle.
    let need = world.need.clone();
    let other = made(&mut world.street, Kind::Need, fields([("title", "别的".into()), ("status", "merged".into())]));
    change(&mut world.street, &other, "merged_into", need.as_str());
    for (into, expected) in [(&need, Some(StepError::Circle)), (&other, Some(StepError::Circle)), (&project, None)] {
        let set = fields([("merged_into", into.as_str().into())]);
        let merge = Step { reason: "同一件事".to_owned(), set, ..Step::new(need.clone(), "merged") };
        assert_eq!(lacks(&world, &merge), expected, "{into}");
    }
    assert_eq!(
        lacks(&world, &Step::new(RecordId::new(Kind::Need, "nowhere0", 1), "verified")),
        Some(StepError::NotFound)
    );
}

#[test]
fn needs_follow_as_the_table_says() {
    let after = |asked, delivered, held, in_project| After { asked, delivered, accepted: held, held, in_project };
    use Event::{Accepted, Approved, Gone, Reopened, SignedOff, Terminated};
    use View::{Met, NotMet, PartlyMet, Unknown};
    for (event, state, after, expected) in [
        (Approved, "published", after(35, 0, 35, true), "in_project"),
        (Approved, "verified", after(35, 0, 35, true), "in_project"),
        (Approved, "registered", after(35, 0, 35, true), ""),
        (Approved, "withdrawn", after(35, 0, 35, true), ""),
        (SignedOff(Met), "in_project", after(35, 35, 0, false), "closed"),
        (SignedOff(Unknown), "in_project", after(35, 40, 0, false), "closed"),
        (SignedOff(Met), "in_project", after(35, 20, 0, false), "partly_met"),
        (SignedOff(Met), "in_project", after(35, 20, 15, true), ""),
        (SignedOff(Unknown), "in_project", after(35, 0, 0, false), "published"),
        (SignedOff(PartlyMet), "in_project", after(35, 35, 0, false), "partly_met"),
        // What others still have to bring keeps it open.
        (SignedOff(Met), "in_project", after(35, 0, 20, true), ""),
        (SignedOff(Met), "in_project", after(35, 0, 20, false), "partly_met"),
        // Where no amount compares, what the residents say; nothing closes against their word.
        (SignedOff(Met), "in_project", after(1, 0, 0, false), "closed"),
        (SignedOff(PartlyMet), "in_project", after(1, 0, 0, false), "partly_met"),
        (SignedOff(NotMet), "in_project", after(1, 0, 0, false), "published"),
        (SignedOff(NotMet), "in_project", after(35, 35, 0, false), "partly_met"),
        (SignedOff(Met), "withdrawn", after(35, 35, 0, false), ""),
        (SignedOff(Met), "closed", after(35, 35, 0, false), ""),
        (Terminated, "in_project", after(35, 0, 0, false), "published"),
        (Terminated, "in_project", after(35, 5, 0, false), "partly_met"),
        (Terminated, "in_project", after(35, 0, 20, false), "partly_met"),
        (Terminated, "in_project", after(35, 0, 35, true), ""),
        (Terminated, "published", after(35, 0, 0, false), ""),
        (Reopened, "closed", after(35, 35, 35, true), "in_project"),
        (Reopened, "withdrawn", after(35, 35, 35, true), ""),
        (Accepted, "published", after(35, 0, 20, false), "partly_met"),
        (Accepted, "published", after(35, 0, 35, false), ""),
        (Accepted, "in_project", after(35, 0, 20, true), ""),
        (Gone, "partly_met", after(35, 0, 0, false), "published"),
        (Gone, "partly_met", after(35, 0, 5, false), ""),
        (Gone, "partly_met", after(35, 5, 0, false), ""),
    ] {
        assert_eq!(need_after(event, state, after).unwrap_or_default(), expected, "{event:?} {state} {after:?}");
    }
}

/// Takes a step as the page does; one action.
fn take(workspace: &mut Workspace, step: Step) -> String {
    let stamp = Stamp { why: Some(step.reason.clone()).filter(|it| !it.is_empty()), ..stamp(5) };
    let edits = workspace.step_edits(&[step], today()).expect("nothing lacks");
    workspace.edit(edits, &stamp).expect("written").group
}

#[test]
fn a_need_goes_its_way_with_its_project_and_one_undo_takes_a_step_back() {
    let mut world = world();
    let [need, project, claim] = [&world.need, &world.project, &world.claim].map(RecordId::clone);
    change(&mut world.street, &need, "status", "published");
    let told = |world: &World| [&need, &project, &claim].map(|it| world.street.text(it, "status")).join(" ");
    let step = |id: &RecordId, to: &str| Step::new(id.clone(), to);
    // A smaller amount than was offered.
    take(&mut world.street, Step { set: fields([("quantity", quantity(15))]), ..step(&claim, "accepted") });
    assert_eq!(told(&world), "partly_met proposed accepted");
    let approved = take(&mut world.street, step(&project, "approved"));
    assert_eq!(told(&world), "in_project approved accepted");
    world.street.undo(&approved, &stamp(6)).expect("taken back");
    assert_eq!(told(&world), "partly_met proposed accepted");
    take(&mut world.street, step(&project, "approved"));
    take(&mut world.street, step(&project, "running"));
    let set = [
        ("project", project.as_str().into()),
        ("on", "2026-11-01".into()),
        ("done", "x".into()),
        ("delivered", quantity(30)),
    ];
    let entry = made(&mut world.street, Kind::Progress, fields(set));
    take(&mut world.street, step(&project, "completion_requested"));
    take(
        &mut world.street,
        Step { set: fields([("residents_view", "met".into())]), ..step(&project, "community_verified") },
    );
    let own = world.street.text(&project, "responsible");
    change(&mut world.street, &claim, "office", own);
    let signed = take(&mut world.street, step(&project, "signed_off"));
    assert_eq!(told(&world), "partly_met signed_off done", "five are open again; what was claimed is done with it");
    let standing = Standings::of(&world.street, today()).need(&need);
    assert_eq!((standing.delivered.n, standing.open, standing.over), (30, 5, 0));
    world.street.undo(&signed, &stamp(7)).expect("taken back");
    assert_eq!(told(&world), "in_project community_verified accepted");
    change(&mut world.street, &entry, "delivered", quantity(35));
    take(&mut world.street, step(&project, "signed_off"));
    assert_eq!(told(&world), "closed signed_off done");
    take(&mut world.street, Step { reason: "有三户没有收到".to_owned(), ..step(&project, "sent_back") });
    assert_eq!(told(&world), "in_project sent_back done");
    let history = world.street.history(&project);
    assert_eq!(history[0].why.as_deref(), Some("有三户没有收到"));
    take(&mut world.street, Step { reason: "人手不足".to_owned(), ..step(&project, "terminated") });
    assert_eq!(told(&world), "partly_met terminated done");
}

#[test]
fn a_community_that_opens_a_project_again_asks_the_street_for_its_need() {
    let mut world = world();
    let (need, project) = (world.need.clone(), world.project.clone());
    bring(&mut world.street, &project, "signed_off");
    change(&mut world.street, &need, "status", "closed");
    world.tell();
    let community = &mut world.others[0].1;
    take(community, Step { reason: "有三户没有收到".to_owned(), ..Step::new(project.clone(), "sent_back") });
    hand_over(community, &mut world.street);
    assert_eq!(world.street.text(&project, "status"), "sent_back");
    let held = world.street.pending_of(&need);
    assert_eq!((world.street.text(&need, "status").as_str(), held.len()), ("closed", 1));
    let edits = world.street.settling(&held.iter().collect::<Vec<_>>(), true);
    world.street.edit(edits, &stamp(9)).expect("settled");
    assert_eq!(world.street.text(&need, "status"), "in_project");
}

#[test]
fn a_need_that_was_merged_by_mistake_goes_on_by_itself() {
    let mut world = world();
    let need = world.need.clone();
    let other = made(&mut world.street, Kind::Need, fields([("title", "别的".into())]));
    change(&mut world.street, &need, "status", "merged");
    change(&mut world.street, &need, "merged_into", other.as_str());
    take(&mut world.street, Step { reason: "不是同一件事".to_owned(), ..Step::new(need.clone(), "registered") });
    assert_eq!(
        (world.street.text(&need, "status"), world.street.link(&need, "merged_into")),
        ("registered".into(), None)
    );
}

#[test]
fn an_office_writes_only_what_follows_in_its_own_records() {
    let mut world = world();
    let (need, claim) = (world.need.clone(), world.claim.clone());
    change(&mut world.street, &need, "status", "published");
    take(&mut world.street, Step::new(claim.clone(), "accepted"));
    world.tell();
    let claimer = &mut world.others[2].1;
    take(claimer, Step { reason: "车坏了".to_owned(), ..Step::new(claim.clone(), "withdrawn") });
    assert_eq!(claimer.text(&need, "status"), "partly_met", "the street's to say");
    hand_over(claimer, &mut world.street);
    assert!(world.street.pending(false).is_empty());
    assert_eq!(world.street.text(&claim, "status"), "withdrawn");
}

/// Of two steps taken at once the later one may lead from a state the record has left: it is held then, and told; else the
/// two stand beside each other. Either way both are kept, and the street settles them.
#[test]
fn steps_that_contradict_each_other_are_both_kept_until_somebody_settles_them() {
    for early in [true, false] {
        let mut world = world();
        let project = world.project.clone();
        bring(&mut world.street, &project, "completion_requested");
        world.tell();
        let mut community = world.others.remove(0).1;
        // Whose clock is ahead comes later in the order that decides.
        let ahead = if early { &mut world.street } else { &mut community };
        made(ahead, Kind::Need, fields([("title", "另一件".into())]));
        let verified = Step::new(project.clone(), "community_verified");
        take(&mut community, Step { set: fields([("residents_view", "met".into())]), ..verified });
        take(&mut world.street, Step { reason: "缺少签收".to_owned(), ..Step::new(project.clone(), "sent_back") });
        meet(&mut world.street, &mut community);
        assert_eq!(world.street.state_hash(), community.state_hash());
        assert_eq!(world.street.text(&project, "status"), "sent_back");
        let held = world.street.pending_of(&project);
        let clashes = world.street.conflicted_fields(&project);
        assert_eq!((held.len(), clashes.len()), if early { (0, 1) } else { (1, 0) }, "{held:?} {clashes:?}");
        let all = world.street.history(&project);
        assert!(all.iter().any(|it| it.changes.iter().any(|it| it.after == "community_verified".into())));
        let settled = match held.is_empty() {
            true => vec![Edit::choose(project.clone(), "status", "community_verified".into())],
            false => world.street.settling(&held.iter().collect::<Vec<_>>(), true),
        };
        world.street.edit(settled, &stamp(9)).expect("settled");
        meet(&mut world.street, &mut community);
        assert_eq!(world.street.state_hash(), community.state_hash());
        assert!(world.street.pending(false).is_empty());
        let heads = community.heads(&project, "status");
        assert!(heads.iter().any(|it| it.value == "community_verified".into()), "{heads:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Offices step at random and meet in any order: no state outside the table, nothing refused is written, and the same
    /// state in all of them.
    #[test]
    fn offices_that_step_at_random_end_in_one_state(
        moves in prop::collection::vec((0..4_usize, 0..3_usize, 0..6_usize, 0..5_usize), 1..24),
    ) {
        let mut world = world();
        world.tell();
        world.others.truncate(3);
        for (who, kind, which, meets) in moves {
            let id = world.record([Kind::Need, Kind::Project, Kind::Claim][kind]);
            let into = made(&mut world.street, Kind::Need, fields([("title", "并入".into())]));
            let office = match who {
                0 => &mut world.street,
                at => &mut world.others[at - 1].1,
            };
            let offered: Vec<Offered> = office.next_steps(&id).into_iter().filter(|it| it.may == May::Yes).collect();
            if let Some(to) = offered.get(which % offered.len().max(1)) {
                let set = match to.asks.field {
                    Some("merged_into") if who == 0 => fields([("merged_into", into.as_str().into())]),
                    Some("residents_view") => fields([("residents_view", "met".into())]),
                    Some("deadline") => fields([("deadline", format!("2027-01-{:02}", which + 10).into())]),
                    _ => Fields::new(),
                };
                let step = Step { reason: "说明".to_owned(), set, ..Step::new(id.clone(), to.to) };
                if let Ok(edits) = office.step_edits(&[step], today()) {
                    office.edit(edits, &stamp(10)).expect("what lacks nothing is written");
                }
            }
            if let 1..=3 = meets {
                meet(&mut world.street, &mut world.others[meets - 1].1);
            }
        }
        for _ in 0..2 {
            for (_, other) in &mut world.others {
                meet(&mut world.street, other);
            }
        }
        for (_, other) in &world.others {
            prop_assert_eq!(other.state_hash(), world.street.state_hash());
        }
        for (kind, states) in [(Kind::Need, NEED_STATES), (Kind::Project, PROJECT_STATES), (Kind::Claim, CLAIM_STATES)] {
            let id = world.record(kind);
            for head in world.street.heads(&id, "status") {
                let state = head.value.as_text().unwrap_or_default().to_owned();
                prop_assert!(states.contains(&state.as_str()), "{:?}: {}", kind, state);
                let leads = next(kind, &state).iter().all(|it| states.contains(it));
                prop_assert!(leads);
            }
        }
    }
}
