//! What was done on this machine, each action to be taken back as a whole.

use leptos::prelude::*;

use crate::domain::{Kind, RecordId};
use crate::ui::components::dialog::Confirm;
use crate::ui::components::record::history::action_words;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{clock, store, words};
use crate::workspace::{Action, ActionSummary};

/// Actions listed.
const LISTED: usize = 50;

/// Actions shown before the rest is asked for.
const FIRST: usize = 8;

/// The list.
#[component]
pub fn Actions() -> impl IntoView {
    let (store, text) = (store(), words());
    let whole = RwSignal::new(false);
    let asking = RwSignal::new(None::<(String, usize)>);
    let line = move |action: ActionSummary| {
        let when = text.moment(clock::local(action.at));
        let title = store.peek(|workspace| show::title(workspace, &action.example, text));
        let many = (action.records > 1).then(|| text.record.action_records(action.records));
        let kind = action.example.kind().map(|kind| text.kind_one(kind));
        let ask = (action.group.clone(), action.records);
        let undone = action.undone;
        let end = move || {
            if undone {
                return Some(view! { <span class="muted small">{text.record.already_undone()}</span> }.into_any());
            }
            let ask = ask.clone();
            let button = move || view! { <button type="button" class="btn btn-small" on:click=move |_| asking.set(Some(ask.clone()))>{text.nav.undo()}</button> };
            store.may_write().then(|| button().into_any())
        };
        view! {
            <li>
                <div>
                    <p><strong>{action_words(&action.action, text)}</strong>" "<a class="link" href=Route::record(action.example).href()>{title}</a>" "<span class="muted small">{kind}</span></p>
                    <p class="muted small">{when}" "{many}</p>
                </div>
                {end}
            </li>
        }
    };
    let list = move || {
        let actions = store.read(|workspace| {
            let mine = workspace.my_office();
            let actions = workspace.actions(LISTED).into_iter();
            actions.filter(|action| !is_setting_up(action, mine.as_ref())).collect::<Vec<_>>()
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
        <section class="card stack">
            <div><h2>{text.record.actions_title()}</h2><p class="muted">{text.record.actions_intro()}</p></div>
            {list}
            <Question asking/>
        </section>
    }
    .into_any()
}

/// What made the workspace, or said whose machine this is: taking it back would leave nothing to stand on.
fn is_setting_up(action: &ActionSummary, mine: Option<&RecordId>) -> bool {
    let own = mine == Some(&action.example) && action.example.kind() == Some(Kind::Office);
    let frame = matches!(action.example.kind(), Some(Kind::Workspace | Kind::Device));
    action.records == 1 && (own || frame)
}

#[component]
fn Question(asking: RwSignal<Option<(String, usize)>>) -> impl IntoView {
    let (store, text) = (store(), words());
    let body = Signal::derive(move || {
        asking.with(|asking| asking.as_ref().map(|(_, records)| text.record.undo_confirm(*records)).unwrap_or_default())
    });
    let on_answer = Callback::new(move |yes: bool| {
        let Some((group, _)) = asking.get_untracked() else { return };
        asking.set(None);
        if yes {
            let undone =
                store.change(Action::Undo { of: group.clone() }, |workspace, stamp| workspace.undo(&group, stamp));
            store.announce(if undone.is_ok() { text.record.undone() } else { text.errors.nothing_to_undo() });
        }
    });
    let open = Signal::derive(move || asking.with(Option::is_some));
    view! { <Confirm open title=text.record.undo_action() body yes=text.nav.undo() on_answer/> }
}
