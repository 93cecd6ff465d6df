//! What is open of the need that a claim's form names, and whether more is claimed: told while one types, forbidden by nobody.

use leptos::prelude::*;

use super::filling::Filling;
use crate::domain::{Kind, Quantity, RecordId, Value, transition};
use crate::i18n::Catalog;
use crate::ui::components::record::amounts::amount;
use crate::ui::idle::put_off;
use crate::ui::state::{store, words};
use crate::workspace::{NeedStanding, Standings};

/// The line under a claim's amount.
#[component]
pub fn Claimed(filling: Filling) -> impl IntoView {
    let (store, text) = (store(), words());
    let told = RwSignal::new(None::<(String, bool)>);
    // What was typed is painted first.
    let look = put_off(move || {
        let filled = filling.filled();
        let need = filled.get("need").and_then(Value::as_text).and_then(|it| RecordId::parse(it).ok());
        let said = filled.get("quantity").and_then(Quantity::from_value);
        let today = store.today_now();
        let standing = need.and_then(|need| {
            store.try_read_once(|workspace| {
                let mut standings = Standings::about(workspace, today, std::slice::from_ref(&need));
                // What this claim itself holds already is open to it.
                if let Some(id) = filling.record() {
                    standings.suppose_claim(&id, "withdrawn", None);
                }
                standings.need(&need)
            })
        });
        told.set(standing.map(|standing| words_of(&standing, said.as_ref(), text)));
    });
    Effect::new(move |_| {
        filling.entries();
        look();
    });
    let line = move || {
        told.get().map(|(words, is_much)| {
            let class = if is_much { "notice" } else { "hint" };
            view! { <p class=class>{words}</p> }
        })
    };
    view! { <div role="status">{line}</div> }.into_any()
}

/// What to say of an amount for a need, and whether it is a warning.
fn words_of(need: &NeedStanding, said: Option<&Quantity>, text: &'static Catalog) -> (String, bool) {
    let of = &need.asked;
    if !transition::is_open(&need.state) {
        let state = text.choice(crate::workspace::steps::state_set(Kind::Need), &need.state);
        return (text.amounts.claim_gone(state), true);
    }
    let open = text.amounts.claim_open(&amount(of, of.n, text), &amount(of, need.open, text));
    match said {
        Some(said) if !of.is_whole && said.unit != of.unit => {
            ([open, text.amounts.claim_unit(&of.unit)].join(" "), true)
        }
        Some(said) if !of.is_whole && said.n > need.open => {
            ([open, text.amounts.claim_over(&amount(of, said.n - need.open, text))].join(" "), true)
        }
        None if need.open < of.n => {
            ([open, text.amounts.claim_over(&amount(of, of.n - need.open, text))].join(" "), true)
        }
        _ => (open, false),
    }
}
