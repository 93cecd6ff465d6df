//! A docking meeting on the built-in sample street: what is proposed there makes sense to somebody who knows it.

use three_lists::domain::{Date, Kind, RecordId};
use three_lists::oplog::{SecretKey, Timestamp};
use three_lists::sample;
use three_lists::workspace::proposal::{Proposal, propose, public_title};
use three_lists::workspace::{Device, Edit, Stamp, Workspace};

fn street(today: Date) -> (Workspace, RecordId) {
    let device = Device { key: SecretKey::from_bytes([1; 32]), run: "sample01".to_owned() };
    let stamp = Stamp::save(Timestamp(1_795_312_980), None);
    let mut street = Workspace::create("street", "street", device, &stamp).expect("a street").0;
    let records = sample::records(today).expect("the sample is whole");
    let edits = records.into_iter().map(|it| Edit::new(it.kind, it.set)).collect();
    street.edit(edits, &stamp).expect("the sample can be saved");
    let meeting = [("title".to_owned(), "一次对接会".into())].into_iter().collect();
    let meeting = street.edit(vec![Edit::new(Kind::Docking, meeting)], &stamp).expect("a meeting").records.remove(0);
    (street, meeting)
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
