//! The words of standings, rules and reasons.

use crate::domain::{Shape, schema};
use crate::i18n::Catalog;
use crate::workspace::{CONFIRMED, DECLINED, Deed, Reason, Rule, Settled, Standing, WITHDRAWN, Who};

/// How a machine stands.
pub fn standing(standing: Standing, text: &Catalog) -> &'static str {
    match standing {
        Standing::Asking => text.machines.asking(),
        Standing::Admitted => text.machines.admitted(),
        Standing::Left => text.machines.left(),
        Standing::Declined => text.machines.declined(),
    }
}

/// What somebody is towards a record.
pub fn who(who: Who, text: &Catalog) -> &'static str {
    match who {
        Who::Street => text.policy.street(),
        Who::Owner => text.policy.owner(),
        Who::OwnerCommunity => text.policy.owner_community(),
        Who::Creator => text.policy.creator(),
        Who::Responsible => text.policy.responsible(),
        Who::Supporting => text.policy.supporting(),
        Who::Community => text.policy.community(),
        Who::Formerly => text.policy.formerly(),
    }
}

/// What a rule is about: the deed, with the states or fields it names.
pub fn deed(rule: &Rule, text: &Catalog) -> String {
    let fields = |names: &[&str]| {
        let names: Vec<&str> = names.iter().map(|name| text.field(rule.kind, name)).collect();
        text.list(&names)
    };
    match rule.deed {
        Deed::Make => text.policy.make().to_owned(),
        Deed::Change => text.policy.change().to_owned(),
        Deed::TakeOut => text.policy.take_out().to_owned(),
        Deed::Fields(names) => text.policy.change_fields(&fields(names)),
        Deed::Agreed(names) => text.policy.agreed_fields(&fields(names)),
        Deed::Step(states) => {
            let set = match schema::field(rule.kind, "status").map(|field| field.shape) {
                Some(Shape::Choice(set, _)) => set,
                _ => "",
            };
            let states: Vec<&str> = states.iter().map(|it| text.choice(set, it)).collect();
            text.policy.step(&text.list(&states))
        }
    }
}

/// Why an op is held, as a sentence.
pub fn held_because(reason: Reason, text: &Catalog) -> String {
    let rule = match reason {
        Reason::Stranger => return text.policy.stranger().to_owned(),
        Reason::Left => return text.policy.left().to_owned(),
        Reason::Ruling => return text.policy.ruling().to_owned(),
        Reason::Step => return text.policy.not_next().to_owned(),
        Reason::Backdated => return text.policy.backdated().to_owned(),
        Reason::Place => return text.policy.misplaced().to_owned(),
        Reason::Rule(rule) => rule,
    };
    let names = |of: &[Who]| text.list(&of.iter().map(|it| who(*it, text)).collect::<Vec<_>>());
    let line = text.policy.only(text.kind_one(rule.kind), &deed(rule, text), &names(rule.who));
    if rule.never.is_empty() { line } else { text.policy.but_never(&line, &names(rule.never)) }
}

/// What was decided about a held op.
pub fn settled(settled: Settled, text: &Catalog) -> &'static str {
    match settled {
        Settled::Declined => text.policy.declined(),
        Settled::Withdrawn => text.policy.withdrawn(),
    }
}

/// The word a field that settles an op holds.
pub fn ruling(word: &str, text: &Catalog) -> &'static str {
    match word {
        CONFIRMED => text.policy.confirmed(),
        DECLINED => text.policy.declined(),
        WITHDRAWN => text.policy.withdrawn(),
        _ => "",
    }
}
