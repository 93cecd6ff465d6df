//! Docking meetings: what is proposed makes sense to somebody who knows the street, and the whole way from sheets to the
//! dual report leaves three offices with the same figures, each as the plain records have it.

mod course;
mod holding;
mod offices;
#[path = "../plain/mod.rs"]
mod plain;
#[path = "../real/mod.rs"]
mod real;

use offices::{at_noon, device};
use three_lists::domain::{Date, Kind, RecordId};
use three_lists::sample;
use three_lists::workspace::proposal::{Proposal, propose, public_title};
use three_lists::workspace::{Action, Edit, Stamp, Workspace};

/// The sample street as it is opened on a day.
fn sample_street(today: Date) -> Workspace {
    let stamp = Stamp { action: Action::Sample, ..at_noon(today) };
    let records = sample::records(today).expect("the sample is whole");
    let name = records[0].set["name"].as_text().expect("a name").to_owned();
    let (mut street, _) = Workspace::create("示例街道", &name, device(1), &stamp).expect("a street");
    // The street's own office stands already; links count from it.
    let own = street.my_office().expect("the street's office");
    let mut edits: Vec<Edit> = records.into_iter().map(|it| Edit::new(it.kind, it.set)).collect();
    edits[0] = Edit::change(own, std::mem::take(&mut edits[0].set));
    street.edit(edits, &stamp).expect("the sample can be saved");
    street
}

fn street(today: Date) -> (Workspace, RecordId) {
    let mut street = sample_street(today);
    let meeting = [("title".to_owned(), "一次对接会".into())].into_iter().collect();
    let meeting = street.edit(vec![Edit::new(Kind::Docking, meeting)], &at_noon(today)).expect("a meeting");
    (street, meeting.records[0].clone())
}
fn pairs(street: &Workspace, proposal: &Proposal) -> Vec<String> {
    let line = |need: &RecordId, resource: &RecordId| [public_title(street, need), street.title_of(resource)].join("=");
    proposal.pairs.iter().map(|it| line(&it.need, &it.resource)).collect()
}

#[test]
fn the_sample_street_gets_a_sensible_proposal() {
    let today = Date::parse("2026-11-23").expect("a day");
    let (street, meeting) = street(today);
    let (ground, proposal) = propose(&street, &meeting, today);
    let found = pairs(&street, &proposal);
    for (pair, it) in found.iter().zip(&proposal.pairs) {
        println!("{} {pair} {:?}", it.points, it.amount.as_ref().map(ToString::to_string));
    }
    for left in &proposal.left {
        let best = ground
            .candidates(&left.need, 1)
            .first()
            .map(|it| (street.title_of(&ground.resources()[it.resource as usize].id), it.points));
        println!("left: {} {:?} {best:?}", public_title(&street, &left.need), left.why);
    }
    println!("{} resources left, gap {}", proposal.unused.len(), proposal.gap);
    assert!(proposal.is_proven);
    for sought in ["小微商户贷款政策咨询=小微商户贷款咨询", "失智老人防走失=儿童走失防范手环登记"]
    {
        assert!(found.iter().any(|it| it == sought), "{sought} is not in {found:#?}");
    }
    assert!(proposal.pairs.len() >= 5 && !proposal.left.is_empty(), "{found:#?}");
}
