//! Proposals by cases: what is paired, what is left over and why, what people decide, and what is not as it should be.

mod accepting;
mod laws;
mod starting;

use super::*;
use crate::domain::joint::pair_field;
use crate::domain::{Fields, Kind, Quantity, Value};
use crate::workspace::meeting::{change, fields, made, office, street};
use crate::workspace::{Edit, Workspace};

pub fn today() -> Date {
    Date::parse("2026-11-23").expect("a day")
}

/// A street with two communities and a library, and a meeting.
pub struct World {
    pub workspace: Workspace,
    pub east: RecordId,
    pub west: RecordId,
    pub library: RecordId,
    pub meeting: RecordId,
}

impl World {
    pub fn new() -> World {
        let mut workspace = street();
        let east = office(&mut workspace, "东湖社区", "community");
        let west = office(&mut workspace, "西山社区", "community");
        let library = office(&mut workspace, "区图书馆", "unit");
        let meeting = made(&mut workspace, Kind::Docking, fields([("title", "一次对接会".into())]));
        // Words are rare among many texts only.
        for title in ["补鞋磨刀", "春耕农具", "夜班司机", "外墙粉刷", "电梯保养", "食堂帮厨", "仓库搬运", "停车引导"]
        {
            made(&mut workspace, Kind::Resource, fields([("title", title.into()), ("category", "jobs".into())]));
        }
        World { workspace, east, west, library, meeting }
    }

    /// A published need of the east community: title, category, amount; blank where it says none.
    pub fn need(&mut self, title: &str, category: &str, amount: &str) -> RecordId {
        let mut set = said(title, category, "quantity", amount);
        set.insert("status".to_owned(), "published".into());
        set.insert("asker".to_owned(), self.east.as_str().into());
        made(&mut self.workspace, Kind::Need, set)
    }

    /// A resource of the library.
    pub fn resource(&mut self, title: &str, category: &str, amount: &str) -> RecordId {
        let mut set = said(title, category, "capacity", amount);
        set.insert("provider".to_owned(), self.library.as_str().into());
        made(&mut self.workspace, Kind::Resource, set)
    }

    pub fn decide(&mut self, need: &RecordId, resource: &RecordId, decision: Decision) {
        let field = pair_field(need, resource);
        change(&mut self.workspace, &self.meeting.clone(), &field, decision.code());
    }

    pub fn propose(&self) -> (Ground, Proposal) {
        propose(&self.workspace, &self.meeting, today())
    }

    /// The proposal in a line a pair: need, resource, amount; and a line a need that is left over, with the reason.
    pub fn told(&self) -> String {
        let proposal = self.propose().1;
        assert!(proposal.is_proven);
        let title = |id: &RecordId| self.workspace.title_of(id);
        let amount =
            |it: &Option<Quantity>| it.as_ref().map_or("一项".to_owned(), |it| it.to_string().replace(' ', ""));
        let mut lines: Vec<String> = Vec::new();
        for pair in &proposal.pairs {
            let kept = if pair.is_pinned { "!" } else { "" };
            lines.push(format!("{}={}{kept} {}", title(&pair.need), title(&pair.resource), amount(&pair.amount)));
        }
        for left in &proposal.left {
            let why = match &left.why {
                WhyLeft::NothingFits(_) => "NothingFits".to_owned(),
                WhyLeft::Taken(by) => format!("Taken {}", by.iter().map(title).collect::<Vec<_>>().join("+")),
                WhyLeft::LowPriority(by) => format!("Low {}", by.iter().map(title).collect::<Vec<_>>().join("+")),
                WhyLeft::Unfit(Unfit::Merged(into)) => format!("Merged {}", title(into)),
                other => format!("{other:?}"),
            };
            lines.push(format!("{}: {} {why}", title(&left.need), amount(&left.open)));
        }
        lines.join("; ")
    }
}

fn said(title: &str, category: &str, amount_field: &str, amount: &str) -> Fields {
    let mut set = fields([("title", title.into())]);
    if !category.is_empty() {
        set.insert("category".to_owned(), category.into());
    }
    if !amount.is_empty() {
        let amount = Quantity::parse(amount).expect("an amount");
        set.insert(amount_field.to_owned(), amount.to_value());
    }
    set
}

/// Needs and resources as `title|category|amount`; what is told of them.
fn check(needs: &[&str], resources: &[&str], expected: &str) {
    let mut world = World::new();
    let parts = |row: &str| row.split('|').map(str::to_owned).collect::<Vec<_>>();
    for row in needs.iter().map(|row| parts(row)) {
        world.need(&row[0], &row[1], &row[2]);
    }
    for row in resources.iter().map(|row| parts(row)) {
        world.resource(&row[0], &row[1], &row[2]);
    }
    assert_eq!(world.told(), expected, "{needs:?} {resources:?}");
}

#[test]
fn what_fits_is_paired_and_what_is_left_says_why() {
    check(&["绘本阅读|culture_sports|30册"], &["绘本阅读角|culture_sports|40册"], "绘本阅读=绘本阅读角 30册");
    check(&["绘本阅读|culture_sports|30册"], &[], "绘本阅读: 30册 NoCategory");
    check(&["绘本阅读|culture_sports|"], &["水电维修|talent|"], "绘本阅读: 一项 NoCategory");
    check(&["水电安全|culture_sports|"], &["水电维修|jobs|"], "水电安全: 一项 NothingFits");
    check(
        &["绘本阅读|culture_sports|30册"],
        &["绘本阅读角|culture_sports|20册"],
        "绘本阅读=绘本阅读角 20册; 绘本阅读: 10册 NotEnough",
    );
    // Of two resources the better one, and the other one for what is missing.
    check(
        &["绘本阅读|culture_sports|30册"],
        &["绘本阅读角|culture_sports|20册", "绘本阅读车|culture_sports|20册"],
        "绘本阅读=绘本阅读角 20册; 绘本阅读=绘本阅读车 10册",
    );
    // Another unit, or none, is never converted: one whole.
    check(&["绘本阅读|culture_sports|30人"], &["绘本阅读角|culture_sports|1处"], "绘本阅读=绘本阅读角 30人");
    check(&["绘本阅读|culture_sports|"], &["绘本阅读角|culture_sports|40册"], "绘本阅读=绘本阅读角 一项");
    check(
        &["绘本阅读|culture_sports|", "绘本阅读课|culture_sports|"],
        &["绘本阅读角|culture_sports|40册"],
        "绘本阅读=绘本阅读角 一项; 绘本阅读课: 一项 Taken 绘本阅读",
    );
}

#[test]
fn what_is_not_as_it_should_be_has_a_message_of_its_own() {
    check(&["绘本阅读|culture_sports|0册"], &["绘本阅读角|culture_sports|40册"], "绘本阅读: 0册 Unfit(NoAmount)");
    check(
        &["绘本阅读|culture_sports|99999999册"],
        &["绘本阅读角|culture_sports|40册"],
        "绘本阅读: 99999999册 Unfit(HugeAmount)",
    );
    check(
        &["绘本阅读|culture_sports|30册"],
        &["绘本阅读角|culture_sports|9007199254740991册"],
        "绘本阅读=绘本阅读角 30册",
    );
    check(&["绘本阅读|culture_sports|30册"], &["绘本阅读角|culture_sports|0册"], "绘本阅读: 30册 NotEnough");
    // Words alone are not enough.
    check(&["绘本阅读||30册"], &["绘本阅读角||40册"], "绘本阅读: 30册 NothingFits");
    let mut world = World::new();
    let need = world.need("？？", "", "30册");
    assert_eq!(world.propose().1.left[0].why, WhyLeft::Unfit(Unfit::NothingSaid), "{need}");
}

#[test]
fn needs_that_are_not_open_and_resources_that_are_over_are_not_looked_at() {
    for (state, expected) in [
        ("registered", ""),
        ("verified", "绘本阅读=绘本阅读角 30册"),
        ("partly_met", "绘本阅读=绘本阅读角 30册"),
        ("in_project", ""),
        ("withdrawn", ""),
        ("merged", ""),
    ] {
        let mut world = World::new();
        let need = world.need("绘本阅读", "culture_sports", "30册");
        world.resource("绘本阅读角", "culture_sports", "40册");
        change(&mut world.workspace, &need, "status", state);
        assert_eq!(world.told(), expected, "{state}");
    }
    let mut world = World::new();
    world.need("绘本阅读", "culture_sports", "30册");
    let resource = world.resource("绘本阅读角", "culture_sports", "40册");
    change(&mut world.workspace, &resource, "valid_until", "2026-11-23");
    assert_eq!(world.told(), "绘本阅读=绘本阅读角 30册", "it holds on its last day");
    change(&mut world.workspace, &resource, "valid_until", "2026-11-22");
    assert_eq!(world.told(), "绘本阅读: 30册 NoCategory");
    change(&mut world.workspace, &resource, "valid_until", Value::Null);
    world.workspace.edit(vec![Edit::archive(resource)], &crate::workspace::meeting::stamp(5)).expect("archived");
    assert_eq!(world.told(), "绘本阅读: 30册 NoCategory");
}

#[test]
fn a_need_that_was_merged_is_told_and_a_circle_is_taken_as_it_stands() {
    let mut world = World::new();
    let one = world.need("绘本阅读", "culture_sports", "30册");
    let other = world.need("绘本借阅", "culture_sports", "10册");
    world.resource("绘本阅读角", "culture_sports", "90册");
    change(&mut world.workspace, &one, "merged_into", other.as_str());
    assert_eq!(world.told(), "绘本借阅=绘本阅读角 10册; 绘本阅读: 30册 Merged 绘本借阅");
    change(&mut world.workspace, &other, "merged_into", one.as_str());
    assert_eq!(world.told(), "绘本阅读=绘本阅读角 30册; 绘本借阅=绘本阅读角 10册");
    assert!(world.propose().0.needs().iter().all(|it| it.is_circle));
    change(&mut world.workspace, &one, "merged_into", one.as_str());
    assert!(world.propose().0.needs().iter().all(|it| it.is_circle), "into itself, and into what is a circle");
}

#[test]
fn times_that_do_not_meet_are_named() {
    let mut world = World::new();
    let need = world.need("绘本阅读", "culture_sports", "30册");
    let resource = world.resource("绘本阅读角", "culture_sports", "40册");
    change(&mut world.workspace, &need, "wanted_time", "周六上午");
    change(&mut world.workspace, &resource, "availability", "周三下午");
    let told = world.told();
    assert!(told == "绘本阅读: 30册 NoTime" || told == "绘本阅读=绘本阅读角 30册", "{told}");
    let pair = world.propose().0;
    let found = pair.candidate(&need, &resource).expect("looked at");
    assert_eq!(found.features.time, crate::matching::score::Time::Apart);
}

#[test]
fn a_pin_is_served_first_and_a_ruled_out_pair_is_out() {
    let mut world = World::new();
    let urgent = world.need("绘本阅读", "culture_sports", "30册");
    change(&mut world.workspace, &urgent, "urgency", "critical");
    let other = world.need("绘本借阅", "culture_sports", "30册");
    let resource = world.resource("绘本阅读角", "culture_sports", "30册");
    assert_eq!(world.told(), "绘本阅读=绘本阅读角 30册; 绘本借阅: 30册 Low 绘本阅读");
    world.decide(&other, &resource, Decision::Pinned);
    assert_eq!(world.told(), "绘本借阅=绘本阅读角! 30册; 绘本阅读: 30册 Taken 绘本借阅");
    world.decide(&other, &resource, Decision::Forbidden);
    assert_eq!(world.told(), "绘本阅读=绘本阅读角 30册; 绘本借阅: 30册 AllForbidden");
    let field = pair_field(&other, &resource);
    change(&mut world.workspace, &world.meeting.clone(), &field, Value::Null);
    assert_eq!(world.told(), "绘本阅读=绘本阅读角 30册; 绘本借阅: 30册 Low 绘本阅读");
}

#[test]
fn a_pin_is_added_though_nobody_would_have_proposed_it() {
    let mut world = World::new();
    let need = world.need("绘本阅读", "culture_sports", "30册");
    let resource = world.resource("水电维修", "talent", "3人");
    world.decide(&need, &resource, Decision::Pinned);
    assert_eq!(world.told(), "绘本阅读=水电维修! 30册");
}

#[test]
fn a_pin_that_cannot_be_kept_is_told_and_stays() {
    let trouble = |act: &dyn Fn(&mut World, &RecordId, &RecordId)| {
        let mut world = World::new();
        let need = world.need("绘本阅读", "culture_sports", "30册");
        let resource = world.resource("绘本阅读角", "culture_sports", "40册");
        world.decide(&need, &resource, Decision::Pinned);
        act(&mut world, &need, &resource);
        let (_, proposal) = world.propose();
        assert_eq!(decisions(&world.workspace, &world.meeting).len(), 1, "what was decided stands");
        proposal.troubles.into_iter().map(|it| it.2).collect::<Vec<_>>()
    };
    let archive = |world: &mut World, id: &RecordId| {
        world.workspace.edit(vec![Edit::archive(id.clone())], &crate::workspace::meeting::stamp(5)).expect("archived");
    };
    assert_eq!(trouble(&|_, _, _| ()), []);
    assert_eq!(trouble(&|world, need, _| archive(world, need)), [PinTrouble::NeedGone]);
    assert_eq!(trouble(&|world, _, resource| archive(world, resource)), [PinTrouble::ResourceGone]);
    assert_eq!(
        trouble(&|world, need, _| change(&mut world.workspace, need, "status", "withdrawn")),
        [PinTrouble::NeedNotOpen("withdrawn".to_owned())]
    );
    assert_eq!(
        trouble(&|world, _, resource| change(&mut world.workspace, resource, "valid_until", "2026-01-01")),
        [PinTrouble::Expired]
    );
    let few = Quantity { n: 10, unit: "册".to_owned() };
    assert_eq!(
        trouble(&|world, _, resource| change(&mut world.workspace, resource, "capacity", few.to_value())),
        [PinTrouble::TooSmall(few.clone())]
    );
    let none = Quantity { n: 0, unit: "册".to_owned() };
    assert_eq!(
        trouble(&|world, need, _| change(&mut world.workspace, need, "quantity", none.to_value())),
        [PinTrouble::NeedUnfit(Unfit::NoAmount)]
    );
    assert_eq!(
        trouble(&|world, _, resource| {
            let other = world.need("别的", "culture_sports", "40册");
            let project =
                fields([("title", "项目".into()), ("resources", Value::List(vec![resource.as_str().into()]))]);
            let project = made(&mut world.workspace, Kind::Project, project);
            let all = Quantity { n: 40, unit: "册".to_owned() };
            change(&mut world.workspace, &project, &pair_field(&other, resource), all.to_value());
            change(&mut world.workspace, &project, "title", "别的项目");
        })
        .len(),
        1
    );
}

#[test]
fn projects_and_claims_take_what_they_say_and_all_where_they_say_nothing() {
    let of = |text: &str| Quantity::parse(text).expect("an amount").to_value();
    let world = || {
        let mut world = World::new();
        let need = world.need("绘本阅读", "culture_sports", "30册");
        let resource = world.resource("绘本阅读角", "culture_sports", "40册");
        let project =
            made(&mut world.workspace, Kind::Project, fields([("title", "项目".into()), ("status", "running".into())]));
        (world, need, resource, project)
    };
    let list = |id: &RecordId| Value::List(vec![id.as_str().into()]);
    // A pair with another need takes of the resource.
    let (mut one, _, resource, project) = world();
    let other = one.need("别的", "", "30册");
    change(&mut one.workspace, &project, &pair_field(&other, &resource), of("30册"));
    assert!(one.told().contains("绘本阅读=绘本阅读角 10册; 绘本阅读: 20册"), "{}", one.told());
    change(&mut one.workspace, &project, "status", "terminated");
    assert!(one.told().contains("绘本阅读=绘本阅读角 30册"), "{}", one.told());
    // Links alone take all.
    let (mut one, _, resource, project) = world();
    change(&mut one.workspace, &project, "resources", list(&resource));
    assert_eq!(one.told(), "绘本阅读: 30册 Taken 项目");
    let (mut one, need, _, project) = world();
    change(&mut one.workspace, &project, "needs", list(&need));
    assert_eq!(one.told(), "");
    // A pair with the same need leaves the rest of it open, and is not proposed again.
    let (mut one, need, resource, project) = world();
    change(&mut one.workspace, &project, &pair_field(&need, &resource), of("10册"));
    let told = one.told();
    assert!(told.starts_with("绘本阅读: 20册"), "{told}");
    // Of a need that is open again after a project, what was delivered is served; its kept pair is no trouble.
    let (mut one, need, resource, project) = world();
    change(&mut one.workspace, &project, &pair_field(&need, &resource), of("30册"));
    one.decide(&need, &resource, Decision::Pinned);
    let entry = fields([
        ("project", project.as_str().into()),
        ("on", "2026-11-01".into()),
        ("done", "x".into()),
        ("delivered", of("10册")),
    ]);
    made(&mut one.workspace, Kind::Progress, entry);
    change(&mut one.workspace, &project, "status", "signed_off");
    assert_eq!(one.told(), "绘本阅读=绘本阅读角 20册");
    change(&mut one.workspace, &need, "status", "closed");
    assert!(one.propose().1.troubles.is_empty());
    // What is promised in another unit leaves nobody knows how much.
    let (mut one, need, resource, project) = world();
    change(&mut one.workspace, &project, &pair_field(&need, &resource), of("10册"));
    change(&mut one.workspace, &need, "quantity", of("30人"));
    assert_eq!(one.propose().1.left[0].why, WhyLeft::Unfit(Unfit::Unclear), "{need}");
    // Claims that stand.
    let (mut one, need, _, _) = world();
    let claim = fields([
        ("office", one.library.as_str().into()),
        ("subject", "认领".into()),
        ("need", need.as_str().into()),
        ("quantity", of("20册")),
    ]);
    let claim = made(&mut one.workspace, Kind::Claim, claim);
    for (state, expected) in [
        ("pending", "绘本阅读=绘本阅读角 30册"),
        ("accepted", "绘本阅读=绘本阅读角 10册"),
        ("lapsed", "绘本阅读=绘本阅读角 30册"),
    ] {
        change(&mut one.workspace, &claim, "status", state);
        assert_eq!(one.told(), expected, "{state}");
    }
}

/// What each pair has when: `绘本阅读: 3a 30, 5m 20`.
fn times(proposal: &Proposal, world: &World) -> String {
    let slot = |(slot, n): &(Slot, i64)| format!("{} {n}", slot.code());
    let line = |pair: &Pair| {
        let slots: Vec<String> = pair.slots.iter().map(slot).collect();
        format!("{}: {}", world.workspace.title_of(&pair.need), slots.join(", "))
    };
    proposal.pairs.iter().map(line).collect::<Vec<_>>().join("; ")
}

#[test]
fn so_many_can_come_at_each_of_several_times() {
    let room = |needs: &[(&str, &str, &str)], capacity: &str| {
        let mut world = World::new();
        let needs: Vec<RecordId> = needs
            .iter()
            .map(|(title, amount, time)| {
                let need = world.need(title, "venue", amount);
                change(&mut world.workspace, &need, "wanted_time", *time);
                need
            })
            .collect();
        let resource = world.resource("活动室", "venue", capacity);
        change(&mut world.workspace, &resource, "availability", "每周三下午、周五上午");
        (world, needs, resource)
    };
    for (needs, capacity, expected) in [
        // Two at two times, each with all of the room.
        (&[("活动室甲", "40人", "周三"), ("活动室乙", "40人", "周五")][..], "50人", "活动室甲: 3a 40; 活动室乙: 5m 40"),
        // At one time only so many.
        (&[("活动室甲", "30人", "周三"), ("活动室乙", "30人", "周三")], "50人", "活动室甲: 3a 30; 活动室乙: 3a 20"),
        // One that could come at any time makes room for one that cannot.
        (&[("活动室甲", "40人", ""), ("活动室乙", "40人", "周三")], "50人", "活动室甲: 5m 40; 活动室乙: 3a 40"),
        // More than fit at once come at both.
        (&[("活动室甲", "80人", "")], "50人", "活动室甲: 3a 50, 5m 30"),
        // A need without an amount has the room to itself, once.
        (
            &[("活动室甲", "", "周三"), ("活动室乙", "", "周三"), ("活动室丙", "", "周五")],
            "50人",
            "活动室甲: 3a 1; 活动室丙: 5m 1",
        ),
        // What does not count people is there once.
        (&[("活动室甲", "40份", "周三"), ("活动室乙", "40份", "周五")], "50份", "活动室甲: ; 活动室乙: "),
    ] {
        let (world, ..) = room(needs, capacity);
        let (_, proposal) = world.propose();
        assert!(proposal.is_proven);
        assert_eq!(times(&proposal, &world), expected, "{needs:?}");
    }
    // Posts are filled once.
    let (mut world, _, resource) = room(&[("活动室甲", "40人", "周三"), ("活动室乙", "40人", "周五")], "50人");
    change(&mut world.workspace, &resource, "category", "jobs");
    assert!(world.propose().1.pairs.iter().all(|it| it.slots.is_empty()));
    // What a project has at one time is free at the other; what nobody said when is taken at all times.
    let (mut world, needs, resource) = room(&[("活动室甲", "40人", "周三"), ("活动室乙", "20人", "周三")], "50人");
    world.decide(&needs[0], &resource, Decision::Pinned);
    let (_, proposal) = world.propose();
    let edits = accepting(&world.workspace, &world.meeting, &Chosen::by_need(&proposal.pairs[..1]), today());
    let project = world.workspace.edit(edits, &crate::workspace::meeting::stamp(7)).expect("saved").records[0].clone();
    assert_eq!(times(&world.propose().1, &world), "活动室乙: 3a 10");
    let standing = |world: &World| {
        let it = crate::workspace::standing::Standings::of(&world.workspace, today()).resource(&resource);
        let slots: Vec<String> = it.slots.iter().map(|(slot, n)| format!("{} {n}", slot.code())).collect();
        format!("{} {} {}", slots.join(" "), it.free, it.over)
    };
    assert_eq!(standing(&world), "3a 10 5m 50 50 0");
    change(&mut world.workspace, &needs[1], "wanted_time", "");
    assert_eq!(times(&world.propose().1, &world), "活动室乙: 5m 20");
    let all = Quantity { n: 40, unit: "人".to_owned() };
    change(&mut world.workspace, &project, &pair_field(&needs[0], &resource), all.to_value());
    assert_eq!(standing(&world), "3a 10 5m 10 10 0");
}

#[test]
fn why_not_names_what_stands_in_the_way() {
    let mut world = World::new();
    let urgent = world.need("绘本阅读", "culture_sports", "30册");
    change(&mut world.workspace, &urgent, "urgency", "critical");
    let other = world.need("绘本借阅", "culture_sports", "30册");
    let resource = world.resource("绘本阅读角", "culture_sports", "30册");
    let far = world.resource("水电维修", "talent", "30人");
    let (ground, proposal) = world.propose();
    let none = Decisions::new();
    let ask = |decided: &Decisions, need: &RecordId, resource: &RecordId| {
        proposal.why_not(&world.workspace, &ground, (decided, Priorities::default()), need, resource)
    };
    assert_eq!(ask(&none, &urgent, &resource), WhyNot::Proposed);
    let WhyNot::Costs { points, losers } = ask(&none, &other, &resource) else { panic!("it could be") };
    assert_eq!(losers, std::slice::from_ref(&urgent));
    // What the urgency is worth, 6 x 10, and what the urgent one fits better.
    assert!((60..80).contains(&points), "{points}");
    assert!(matches!(ask(&none, &other, &far), WhyNot::TooLittle(_)));
    let out = [((other.clone(), resource.clone()), Decision::Forbidden)].into_iter().collect();
    assert_eq!(ask(&out, &other, &resource), WhyNot::Forbidden);
    let gone = RecordId::new(Kind::Resource, "gone0000", 1);
    assert_eq!(ask(&none, &other, &gone), WhyNot::ResourceGone);
    let nobody = RecordId::new(Kind::Need, "gone0000", 1);
    assert_eq!(ask(&none, &nobody, &resource), WhyNot::NeedNotOpen);
}

#[test]
fn a_community_that_got_little_comes_first_as_the_weight_says() {
    let mut world = World::new();
    // The east had something before.
    let before = world.need("从前", "other", "1件");
    change(&mut world.workspace, &before, "status", "closed");
    world.need("绘本阅读", "culture_sports", "30册");
    let west = world.need("绘本阅读", "culture_sports", "30册");
    let asker = world.west.clone();
    change(&mut world.workspace, &west, "asker", asker.as_str());
    change(&mut world.workspace, &west, "title", "绘本阅读在西山");
    world.resource("绘本阅读角", "culture_sports", "30册");
    assert!(world.told().starts_with("绘本阅读在西山=绘本阅读角 30册"), "{}", world.told());
    let none = Priorities { urgent: 0, waiting: 0, fair: 0 }.to_value();
    change(&mut world.workspace, &world.meeting.clone(), "priorities", none);
    assert!(world.told().contains("=绘本阅读角 30册"), "{}", world.told());
}

#[test]
fn priorities_are_held_in_their_range_and_read_back() {
    for (given, expected) in [
        (Value::Null, Priorities::default()),
        (Value::from("7"), Priorities::default()),
        (Priorities { urgent: 0, waiting: 10, fair: 1 }.to_value(), Priorities { urgent: 0, waiting: 10, fair: 1 }),
        (
            Value::Map(fields([("urgent", Value::Integer(99)), ("waiting", Value::Integer(-3)), ("mood", "x".into())])),
            Priorities { urgent: 10, waiting: 0, fair: 3 },
        ),
    ] {
        assert_eq!(Priorities::read(&given), expected, "{given:?}");
        assert_eq!(Priorities::read(&expected.to_value()), expected);
    }
}

#[test]
fn hundreds_of_needs_alike_share_what_is_there() {
    let mut world = World::new();
    let set = |world: &World, at: usize, kind: Kind| {
        let amount = Quantity { n: 1, unit: "册".to_owned() }.to_value();
        let (owner, field) = if kind == Kind::Need { ("asker", "quantity") } else { ("provider", "capacity") };
        let office = if kind == Kind::Need { &world.east } else { &world.library };
        let mut set = fields([("title", "绘本阅读".into()), ("category", "culture_sports".into()), (field, amount)]);
        set.insert(owner.to_owned(), office.as_str().into());
        if kind == Kind::Need {
            set.insert("status".to_owned(), "published".into());
        }
        set.insert("note".to_owned(), Value::Integer(at as i64).to_canonical().into());
        Edit::new(kind, set)
    };
    let mut edits: Vec<Edit> = (0..400).map(|at| set(&world, at, Kind::Need)).collect();
    edits.extend((0..90).map(|at| set(&world, at, Kind::Resource)));
    world.workspace.edit(edits, &crate::workspace::meeting::stamp(6)).expect("many");
    let (_, proposal) = world.propose();
    assert!(proposal.is_proven && proposal.gap == 0);
    // They do not all look at the same few.
    assert_eq!((proposal.pairs.len(), proposal.left.len()), (90, 310));
}
