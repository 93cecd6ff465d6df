//! The workspaces this machine has.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Beginning, Stage};
use crate::oplog::Timestamp;
use crate::storage::{DeskEntry, desks};
use crate::ui::components::dialog::Confirm;
use crate::ui::opening;
use crate::ui::route::Route;
use crate::ui::state::save::refusal;
use crate::ui::state::{clock, words};

/// The list, when there is anything in it.
#[component]
pub fn Known(beginning: Beginning) -> impl IntoView {
    let text = words();
    let found = RwSignal::new(Vec::<DeskEntry>::new());
    let asking = RwSignal::new(None::<String>);
    let read = move || {
        spawn_local(async move {
            let entries = desks().await;
            let _ = found.try_set(entries);
        });
    };
    read();
    let answered = Callback::new(move |yes: bool| {
        let Some(slot) = asking.get_untracked() else { return };
        asking.set(None);
        if yes {
            spawn_local(async move {
                match opening::remove(&slot).await {
                    Ok(()) => read(),
                    Err(error) => {
                        let _ = beginning.stage.try_set(Stage::Refused(refusal(&error, text)));
                    }
                }
            });
        }
    });
    let line = move |entry: DeskEntry| {
        let when = Timestamp::parse(&entry.opened_at).map(|at| text.start.last_opened(&text.moment(clock::local(at))));
        let slot = entry.slot.clone();
        let open = move |_| open(beginning, slot.clone());
        let remove = move |_| asking.set(Some(entry.slot.clone()));
        view! {
            <li>
                <div><strong>{entry.title}</strong><span class="muted small">{when}</span></div>
                <div class="buttons">
                    <button type="button" class="btn btn-main" on:click=open>{text.start.open_it()}</button>
                    <button type="button" class="btn btn-text btn-danger" on:click=remove>{text.start.remove_entry()}</button>
                </div>
            </li>
        }
    };
    move || {
        let entries = found.get();
        (!entries.is_empty()).then(|| {
            let lines = entries.into_iter().map(line).collect_view();
            let open = Signal::derive(move || asking.with(Option::is_some));
            view! {
                <section class="card stack">
                    <h2>{text.start.other_workspaces()}</h2>
                    <ul class="known">{lines}</ul>
                    <Confirm open title=text.settings.remove_title() body=Signal::stored(text.settings.remove_body().to_owned()) yes=text.settings.remove_confirm() on_answer=answered/>
                </section>
            }
        })
    }
}

fn open(beginning: Beginning, slot: String) {
    beginning.stage.set(Stage::Busy(words_opening(beginning)));
    spawn_local(async move {
        opening::open_slot(beginning.store, slot).await;
        beginning.location.go(&Route::Overview);
        let _ = beginning.stage.try_set(Stage::Ways);
    });
}

fn words_opening(beginning: Beginning) -> &'static str {
    super::words_of(beginning.store).status.opening()
}

/// The file's workspace is here already.
#[component]
pub fn AlreadyHere(entry: DeskEntry, beginning: Beginning) -> impl IntoView {
    let text = words();
    let slot = entry.slot.clone();
    view! {
        <section class="card stack">
            <div>
                <h2>{text.start.already_title()}</h2>
                <p><strong>{entry.title}</strong></p>
                <p class="muted">{text.start.already_body()}</p>
            </div>
            <div class="buttons">
                <button type="button" class="btn btn-main" on:click=move |_| open(beginning, slot.clone())>{text.start.open_it()}</button>
                <button type="button" class="btn" on:click=move |_| beginning.stage.set(Stage::Ways)>{text.nav.back()}</button>
            </div>
        </section>
    }
    .into_any()
}
