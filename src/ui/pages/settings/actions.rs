//! What was done on this machine, each action to be taken back as a whole.

use leptos::prelude::*;

use crate::ui::route::Route;
use crate::ui::state::{clock, store, words};
use crate::ui::{action_name, doing};
use crate::workspace::ActionSummary;

/// Actions listed.
const LISTED: usize = 100;

/// Actions shown before the rest is asked for.
const FIRST: usize = 8;

/// The list.
#[component]
pub fn Actions() -> impl IntoView {
    let (store, text) = (store(), words());
    let whole = RwSignal::new(false);
    let line = move |(name, action): (String, ActionSummary)| {
        let when = text.moment(clock::local(action.at));
        let many = (action.records > 1).then(|| text.record.action_records(action.records));
        let (group, undone, told) = (action.group.clone(), action.undone, name.clone());
        let end = move || {
            if undone {
                return Some(view! { <span class="muted small">{text.record.already_undone()}</span> }.into_any());
            }
            let (group, told) = (group.clone(), told.clone());
            let take = move |_| doing::take_back(store, &group, text.record.undid_it(&told), text);
            let button =
                move || view! { <button type="button" class="btn btn-small" on:click=take>{text.nav.undo()}</button> };
            store.may_write().then(|| button().into_any())
        };
        view! {
            <li>
                <div>
                    <p><a class="link" href=Route::record(action.example).href()>{name}</a></p>
                    <p class="muted small">{when}" "{many}</p>
                </div>
                {end}
            </li>
        }
    };
    let list = move || {
        let actions = store.read(|workspace| {
            let mine = workspace.my_office();
            let actions = workspace.actions(LISTED).into_iter().filter(|action| !action.is_setting_up(mine.as_ref()));
            actions.map(|action| (action_name::name(workspace, &action, text), action)).collect::<Vec<_>>()
        });
        if actions.is_empty() {
            return view! { <p class="muted">{text.record.no_actions()}</p> }.into_any();
        }
        let count = actions.len();
        let shown = if whole.get() { count } else { FIRST };
        let more = (count > shown).then(|| {
            view! { <button type="button" class="btn btn-text btn-small" on:click=move |_| whole.set(true)>{text.nav.more()}</button> }
        });
        view! { <ul class="known">{actions.into_iter().take(shown).map(line).collect_view()}</ul>{more} }.into_any()
    };
    view! {
        <section class="card stack" id="actions">
            <div><h2>{text.record.actions_title()}</h2><p class="muted">{text.record.actions_intro()}</p></div>
            {list}
            <p><a class="link" href=Route::Audit { record: None }.href()>{text.audit.title()}</a></p>
        </section>
    }
    .into_any()
}
