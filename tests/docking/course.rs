//! The whole way: sheets come in, a community writes needs, the street holds a meeting, projects are approved and carried
//! out, two offices tell of their progress at once, and files go each way until what was done is verified and signed off. In
//! the end three offices hold the same, and every figure is what the plain records say.

use std::collections::BTreeSet;

use crate::offices::{Office, at_noon, device, fields, links};
use crate::plain::Records;
use crate::real;
use crate::sample_street;
use three_lists::domain::joint::{PAIR_PREFIX, pair_field};
use three_lists::domain::{Date, Fields, Kind, Quantity, RecordId, Value};
use three_lists::tabular::{Sheet, preview, read, suggest, suggest_kind};
use three_lists::ui::intake;
use three_lists::workspace::proposal::{Chosen, Pair, Proposal, accepting, projects_of, propose};
use three_lists::workspace::{Edit, Role, Standings, Workspace};

/// What a unit keeps in a sheet of its own.
const OWN_SHEET: &str =
    "序号,场地名称,容纳人数,地址\n1,琴房,30,文化中心3楼\n2,国画室,40,文化中心4楼\n3,乒乓球室,80,文化中心1楼\n";

/// So many days after the course began.
fn day(after: i64) -> Date {
    Date::parse("2026-11-23").and_then(|it| it.plus(after)).expect("a day")
}

fn people(n: i64) -> Value {
    Quantity { n, unit: "人".to_owned() }.to_value()
}

/// Imports a sheet as its mapping is suggested, with every unknown office as a new one.
fn import(office: &mut Office, kind: Kind, sheet: &Sheet, on: Date) -> Vec<RecordId> {
    assert_eq!(suggest_kind(sheet).expect("a header")[0].kind, kind);
    let mapping = suggest(kind, sheet).expect("a header");
    let preview = preview(sheet, &mapping, &intake::existing_with_waiting(&office.workspace, kind)).expect("a preview");
    let choices: Vec<_> = preview.new_offices.iter().map(intake::OfficeChoice::first).collect();
    let edits = intake::edits(&office.workspace, &preview, &choices, false);
    let made = office.save(edits, on);
    made.into_iter().filter(|it| it.kind() == Some(kind)).collect()
}

/// Hands each other everything, the street first and last.
fn meet(street: &mut Office, others: [&mut Office; 2], on: Date) {
    let [one, other] = others;
    for office in [&mut *one, &mut *other] {
        let file = office.file_for(&[street], on);
        street.take_in(&file);
    }
    let file = street.file_for(&[one, other], on);
    one.take_in(&file);
    other.take_in(&file);
    let hash = street.workspace.state_hash();
    assert_eq!([one.workspace.state_hash(), other.workspace.state_hash()], [hash.clone(), hash]);
}

/// The needs of [`real::NEEDS`], as a community asks, verifies and publishes them.
fn needs(community: &mut Office, on: Date) -> Vec<RecordId> {
    let asker = Value::from(community.id().as_str());
    let need = |(title, content, n, place, _): &(&str, &str, i64, &str, &[usize])| {
        Edit::new(
            Kind::Need,
            fields([
                ("status", "registered".into()),
                ("title", (*title).into()),
                ("content", (*content).into()),
                ("category", "venue".into()),
                ("place", (*place).into()),
                ("quantity", people(*n)),
                ("asker", asker.clone()),
                ("wanted_by", day(55).to_string().into()),
            ]),
        )
    };
    let needs = community.save(real::NEEDS.iter().map(need).collect(), on);
    for state in ["verified", "published"] {
        community.step(&needs, state, &Fields::new(), "", on);
    }
    needs
}

/// Proposes, keeps one pair that was not proposed, rules another one out, and proposes again; the others see the same.
fn decide(street: &mut Office, others: [&mut Office; 2], needs: &[RecordId], on: Date) -> (RecordId, Proposal) {
    let set = fields([("title", "供需对接会".into()), ("on", on.to_string().into())]);
    let meeting = street.make(Kind::Docking, set, on);
    let (ground, first) = propose(&street.workspace, &meeting, on);
    assert!(first.is_proven);
    let ours: Vec<&Pair> = first.pairs.iter().filter(|it| needs.contains(&it.need)).collect();
    // Another room that is large enough for all who ask.
    let other = |pair: &&Pair| {
        let asked = Quantity::from_value(&street.workspace.value(&pair.need, "quantity"))?;
        let fits = |id: &RecordId| {
            let has = Quantity::from_value(&street.workspace.value(id, "capacity"));
            *id != pair.resource && has.is_some_and(|it| it.unit == asked.unit && it.n >= asked.n)
        };
        let mut candidates =
            ground.candidates(&pair.need, 20).iter().map(|it| &ground.resources()[it.resource as usize]);
        candidates
            .find(|it| it.taken_by.is_empty() && !it.is_expired && fits(&it.id))
            .map(|it| (pair.need.clone(), it.id.clone()))
    };
    let (need, room) = ours.iter().find_map(other).expect("some room is large enough");
    let out = ours.iter().rfind(|it| it.need != need).expect("another pair");
    let decisions = fields([
        (&*pair_field(&need, &room), "pinned".into()),
        (&*pair_field(&out.need, &out.resource), "forbidden".into()),
    ]);
    street.save(vec![Edit::change(meeting.clone(), decisions)], on);
    let (_, proposal) = propose(&street.workspace, &meeting, on);
    assert!(proposal.is_proven && proposal.troubles.is_empty(), "{:?}", proposal.troubles);
    assert!(proposal.pair(&need, &room).is_some_and(|it| it.is_pinned), "what was kept stands");
    assert_eq!(proposal.pair(&out.need, &out.resource), None, "what was ruled out is gone");
    let [one, other] = others;
    let file = street.file_for(&[one, other], on);
    for office in [one, other] {
        office.take_in(&file);
        assert_eq!(propose(&office.workspace, &meeting, on).1, proposal, "the same records, the same plan");
    }
    (meeting, proposal)
}

/// Accepts a proposal as one project a need. For those on `needs` the street names a unit as the responsible office.
fn accept(
    street: &mut Office,
    meeting: &RecordId,
    proposal: &Proposal,
    needs: &[RecordId],
    unit: &RecordId,
    on: Date,
) -> Vec<RecordId> {
    assert_eq!(propose(&street.workspace, meeting, on).1, *proposal);
    let edits = accepting(&street.workspace, meeting, &Chosen::by_need(&proposal.pairs), on);
    let made = street.save(edits, on);
    let served: BTreeSet<&RecordId> = proposal.pairs.iter().map(|it| &it.need).collect();
    assert_eq!(made.len(), served.len());
    assert_eq!(projects_of(&street.workspace, meeting).len(), made.len());
    for pair in &proposal.pairs {
        let given = |it: &&RecordId| !street.workspace.value(it, &pair_field(&pair.need, &pair.resource)).is_blank();
        let given: Vec<&RecordId> = made.iter().filter(given).collect();
        assert_eq!(given.len(), 1, "each pair stands in one project");
    }
    let is_ours = |it: &&RecordId| {
        street
            .workspace
            .value(it, "needs")
            .items()
            .iter()
            .filter_map(Value::as_text)
            .any(|it| needs.iter().any(|id| id.as_str() == it))
    };
    let ours: Vec<RecordId> = made.iter().filter(is_ours).cloned().collect();
    let named = ours.iter().map(|id| {
        let mut with: Vec<RecordId> = street.workspace.link(id, "responsible").into_iter().collect();
        let supporting = street.workspace.value(id, "supporting");
        with.extend(supporting.items().iter().filter_map(Value::as_text).filter_map(|it| RecordId::parse(it).ok()));
        with.retain(|it| it != unit);
        Edit::change(id.clone(), fields([("responsible", unit.as_str().into()), ("supporting", links(&with))]))
    });
    let named = named.collect();
    street.save(named, on);
    street.step(&made, "approved", &Fields::new(), "", on);
    for need in served {
        assert_eq!(street.workspace.text(need, "status"), "in_project", "{}", street.workspace.title_of(need));
    }
    ours
}

/// What the unit and the community say of the projects, not knowing of each other: days, amounts, and how far it is.
/// The first is met by what the community says, the second is sent back, the third is met in part, the last goes on.
fn tell(unit: &mut Office, community: &mut Office, ours: &[RecordId]) {
    for (at, project) in ours.iter().enumerate() {
        // What it gives to its need; a claim brings the rest of it.
        let fields_of = unit.workspace.fields(project);
        let given = fields_of.iter().filter(|(name, _)| name.starts_with(PAIR_PREFIX));
        let planned: i64 = given.filter_map(|(_, it)| Quantity::from_value(it)).map(|it| it.n).sum();
        let entry = |on: i64, n: i64, unit: &str, percent: i64, done: &str| {
            let amount = Quantity { n, unit: unit.to_owned() };
            fields([
                ("project", project.as_str().into()),
                ("on", day(on).to_string().into()),
                ("done", format!("{done}，第{at}个项目").into()),
                ("delivered", amount.to_value()),
                ("percent", percent.into()),
            ])
        };
        let (by_unit, by_community) = match at {
            _ if at + 1 == ours.len() => (entry(20, planned / 2, "人", 50, "办了一半"), None),
            0 => (entry(20, planned / 2, "人", 50, "办了一半"), Some(entry(21, planned, "人", 100, "全部到场"))),
            1 => (entry(21, planned, "人", 100, "全部办完"), Some(entry(20, planned / 2, "人", 50, "到场一半"))),
            2 => (entry(20, planned / 3, "人", 30, "先办一批"), Some(entry(20, planned / 2, "人", 50, "到场一半"))),
            3 => (entry(20, planned, "人", 100, "全部办完"), Some(entry(20, planned - 1, "人", 90, "缺席一人"))),
            4 => (entry(20, 2, "场", 80, "办了两场"), Some(entry(20, planned, "人", 90, "全部到场"))),
            _ => (entry(19, planned, "人", 100, "全部办完"), Some(entry(18, planned - 1, "人", 90, "缺席一人"))),
        };
        unit.make(Kind::Progress, by_unit, day(21));
        if let Some(by_community) = by_community {
            community.make(Kind::Progress, by_community, day(21));
        }
    }
    // Both say how many it reached: neither is lost, and a person chooses.
    for (office, n) in [(&mut *unit, 24), (&mut *community, 26)] {
        office.save(vec![Edit::change(ours[0].clone(), fields([("beneficiaries", people(n))]))], day(21));
    }
}

/// Everything from the needs on.
fn course(mut street: Office, mut community: Office, mut unit: Office) {
    // Needs, and a claim on a part of one.
    let needs = needs(&mut community, day(1));
    let asking = community.file_for(&[&street, &unit], day(1));
    street.take_in(&asking);
    unit.take_in(&asking);
    let set = fields([
        ("status", "pending".into()),
        ("office", unit.id().as_str().into()),
        ("subject", "琴房课时".into()),
        ("need", needs[2].as_str().into()),
        ("quantity", people(10)),
    ]);
    let claim = unit.make(Kind::Claim, set, day(1));
    street.take_in(&unit.file_for(&[&street], day(1)));
    let own = |it: &RecordId| street.workspace.link(it, "office") == Some(unit.id());
    let pending = street.workspace.ids(Kind::Claim).into_iter().filter(own);
    let pending: Vec<RecordId> = pending.filter(|it| street.workspace.text(it, "status") == "pending").collect();
    assert!(pending.contains(&claim));
    street.step(&pending, "accepted", &Fields::new(), "", day(2));
    assert_eq!(street.workspace.text(&needs[2], "status"), "partly_met");
    let parties = [street.id(), community.id(), unit.id()];

    // The meeting, and its projects.
    let (meeting, proposal) = decide(&mut street, [&mut community, &mut unit], &needs, day(2));
    let ours = accept(&mut street, &meeting, &proposal, &needs, &parties[2], day(3));
    assert!(ours.len() > 6, "{} projects came of 20 needs", ours.len());
    let file = street.file_for(&[&community, &unit], day(3));
    community.take_in(&file);
    unit.take_in(&file);
    for office in [&street, &community, &unit] {
        let records = Records::of(&office.workspace, day(3));
        records.hold_needs(&office.workspace, &needs);
    }

    // Carried out and told of by two offices at once; files each way.
    unit.step(&ours, "running", &Fields::new(), "", day(5));
    tell(&mut unit, &mut community, &ours);
    meet(&mut street, [&mut community, &mut unit], day(22));
    for office in [&street, &community, &unit] {
        assert_eq!(office.workspace.conflicts(), [ours[0].clone()]);
        assert_eq!(office.workspace.conflicted_fields(&ours[0]), ["beneficiaries"]);
        hold_all(office, &parties, day(22));
    }
    let choice = Edit::choose(ours[0].clone(), "beneficiaries", people(26));
    street.save(vec![choice], day(22));

    // Asked to be closed by the unit, verified by the community, signed off by the street; one is sent back.
    let (last, done) = ours.split_last().expect("projects");
    for state in ["performing", "done"] {
        unit.step(std::slice::from_ref(&claim), state, &Fields::new(), "", day(30));
    }
    unit.step(done, "completion_requested", &Fields::new(), "", day(30));
    community.take_in(&unit.file_for(&[&community], day(30)));
    let verified: Vec<RecordId> = done.iter().filter(|it| **it != done[1]).cloned().collect();
    let (partly, met): (Vec<RecordId>, Vec<RecordId>) = verified.iter().cloned().partition(|it| *it == done[2]);
    let view = |it: &str| fields([("residents_view", it.into())]);
    community.step(&met, "community_verified", &view("met"), "", day(31));
    community.step(&partly, "community_verified", &view("partly_met"), "", day(31));
    community.step(&done[1..2], "sent_back", &Fields::new(), "还有居民没有通知到", day(31));
    // The unit's ops come by way of the community.
    street.take_in(&community.file_for(&[&street], day(31)));
    street.step(&verified, "signed_off", &Fields::new(), "", day(35));
    meet(&mut street, [&mut community, &mut unit], day(36));
    for office in [&street, &community, &unit] {
        hold_all(office, &parties, day(36));
    }

    // What was sent back is put right in the new year.
    let again = fields([
        ("project", done[1].as_str().into()),
        ("on", day(43).to_string().into()),
        ("done", "逐户通知，补办一次".into()),
        ("delivered", people(400)),
        ("percent", 100.into()),
    ]);
    unit.make(Kind::Progress, again, day(43));
    unit.step(&done[1..2], "completion_requested", &Fields::new(), "", day(44));
    community.take_in(&unit.file_for(&[&community], day(44)));
    community.step(&done[1..2], "community_verified", &view("met"), "", day(45));
    street.take_in(&community.file_for(&[&street], day(45)));
    street.step(&done[1..2], "signed_off", &Fields::new(), "", day(46));
    meet(&mut street, [&mut community, &mut unit], day(60));

    // Needs are closed where as much was delivered as they ask, and met in part where less was.
    let workspace = &street.workspace;
    let need = |project: &RecordId| {
        RecordId::parse(workspace.value(project, "needs").items()[0].as_text().expect("a link")).expect("a need")
    };
    let standings = Standings::of(workspace, day(60));
    let mut closed = 0;
    for project in done {
        let used = workspace.value(project, "resources");
        for resource in used.items().iter().filter_map(Value::as_text).filter_map(|it| RecordId::parse(it).ok()) {
            let taken = standings.resource(&resource).projects;
            assert!(taken.parts.iter().all(|it| it.record != *project), "what was signed off takes nothing more");
        }
        assert!(!used.items().is_empty());
        let standing = standings.need(&need(project));
        let is_met = standing.delivered.n >= standing.asked.n;
        closed += usize::from(is_met);
        assert_eq!(standing.state, if is_met { "closed" } else { "partly_met" }, "{}", workspace.title_of(project));
        assert_eq!(workspace.text(project, "start"), day(5).to_string(), "it began when it was begun");
    }
    assert!(closed + 3 > done.len() && closed < done.len(), "{closed} of {} needs are closed", done.len());
    assert_eq!(workspace.text(&needs[2], "status"), "closed", "project and claim together");
    assert_eq!(workspace.text(&need(last), "status"), "in_project");
    for office in [&street, &community, &unit] {
        assert!(office.workspace.conflicts().is_empty());
        hold_all(office, &parties, day(60));
        Records::of(&office.workspace, day(60)).hold_needs(&office.workspace, &needs);
    }
}

/// Holds what an office shows to its plain records.
fn hold_all(office: &Office, parties: &[RecordId], today: Date) {
    let workspace = &office.workspace;
    assert!(workspace.pending(true).is_empty(), "everything written counts");
    let records = Records::of(workspace, today);
    records.hold_reports(workspace, parties);
    records.hold_ledger(workspace);
    // Looked at once: it takes longest, and goes by ids alone.
    if workspace.my_role() == Some(Role::Street) {
        records.hold_resources(workspace);
    }
}

/// The office of that name.
fn named(workspace: &Workspace, name: &str) -> RecordId {
    workspace
        .ids(Kind::Office)
        .into_iter()
        .find(|it| workspace.text(it, "name") == name)
        .expect("an office of that name")
}

#[test]
fn the_sample_street_goes_from_sheets_to_the_dual_report() {
    let mut street = Office::of(sample_street(day(0)));
    let community = Office::joining(&mut street, 2, day(0), |it, _| named(it, "东湖社区党委"));
    let mut unit = Office::joining(&mut street, 3, day(0), |it, _| named(it, "示例区文化馆"));
    let sheet = read(OWN_SHEET.as_bytes(), "场地.csv").expect("a sheet").sheets.remove(0);
    let rooms = import(&mut unit, Kind::Resource, &sheet, day(0));
    let provider = Value::from(unit.id().as_str());
    let provided = rooms.into_iter().map(|it| Edit::change(it, fields([("provider", provider.clone())])));
    unit.save(provided.collect(), day(0));
    street.take_in(&unit.file_for(&[&street], day(0)));
    course(street, community, unit);
}

#[test]
fn a_published_street_goes_from_sheets_to_the_dual_report() {
    let Some(venues) = real::sheet("real-ljz-venues.xlsx") else { return };
    let claims = real::sheet("real-ljz-aid-claims.xlsx").expect("it lies beside the other");
    let (workspace, _) = Workspace::create("街道", "街道党工委", device(1), &at_noon(day(0))).expect("a street");
    let mut street = Office::of(workspace);
    let venues = import(&mut street, Kind::Resource, &venues, day(0));
    let claims = import(&mut street, Kind::Claim, &claims, day(0));
    assert_eq!((venues.len(), claims.len()), (61, 44));
    let claimer = street.workspace.link(&claims[0], "office").expect("a claim is somebody's");
    // The cultural centre's rooms are the unit's; of the others the sheet names nobody.
    let provider = Value::from(claimer.as_str());
    let provided = venues[38..51].iter().map(|it| Edit::change(it.clone(), fields([("provider", provider.clone())])));
    let provided = provided.collect();
    street.save(provided, day(0));
    let unit = Office::joining(&mut street, 3, day(0), |_, _| claimer);
    let community = Office::joining(&mut street, 2, day(0), |it, stamp| {
        let set = fields([("name", "东湖社区党委".into()), ("role", "community".into())]);
        it.edit(vec![Edit::new(Kind::Office, set)], stamp).expect("an office of its own").records.remove(0)
    });
    course(street, community, unit);
}
