//! What waits, as those who would write it again see it.

use super::*;
use crate::workspace::meeting::{admitted, fields, meet, office, stamp, street};

#[test]
fn what_waits_whole_is_told_until_the_street_has_spoken() {
    let mut street = street();
    let unit = office(&mut street, "unit", "unit");
    let community = office(&mut street, "community", "community");
    let mut machine = admitted(&mut street, 2, &unit);
    let need = fields([
        ("title", "of another".into()),
        ("category", "other".into()),
        ("asker", community.as_str().into()),
        ("contact", "somebody".into()),
    ]);
    machine.edit(vec![Edit::new(Kind::Need, need.clone())], &stamp(5)).expect("kept, and held");
    let [(id, told)] = &machine.waiting_made(Kind::Need)[..] else { panic!("one waits") };
    assert!(!machine.contains(id));
    assert_eq!(need.iter().find(|(name, value)| told.get(*name) != Some(value)), None);
    assert_eq!(machine.waiting_made(Kind::Resource), []);
    meet(&mut machine, &mut street);
    let waiting = street.pending(false);
    let edits = street.settling(&waiting.iter().collect::<Vec<_>>(), true);
    street.edit(edits, &stamp(6)).expect("settled");
    meet(&mut machine, &mut street);
    assert_eq!(machine.waiting_made(Kind::Need), [], "it is in its list now");
    assert!(machine.contains(id));
}
