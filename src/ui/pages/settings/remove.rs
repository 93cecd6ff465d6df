//! Removing this workspace from this machine, after a backup was offered and its name typed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::backup::BackupButton;
use crate::storage::{Desk, StorageError, forget, leave_folder};
use crate::ui::components::form::Labelled;
use crate::ui::state::{WorkspaceStore, store, words};

/// The card that removes.
#[component]
pub fn Remove() -> impl IntoView {
    let (store, text) = (store(), words());
    let asked = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<&'static str>);
    let title = store.peek(|workspace| workspace.title());
    let label = text.settings.type_title(&title);
    let remove = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if typed.get_untracked().trim() != title.trim() {
            return refused.set(Some(text.settings.remove_wrong()));
        }
        spawn_local(async move {
            if erase(store).await.is_err() {
                let _ = refused.try_set(Some(text.settings.remove_failed()));
            } else {
                store.announce(text.settings.removed());
            }
        });
    };
    let problem = Signal::derive(move || refused.get().map(str::to_owned));
    let form = move || {
        let (label, remove) = (label.clone(), remove.clone());
        if !asked.get() {
            return view! {
                <div class="buttons">
                    <button type="button" class="btn btn-danger" id="remove" disabled=move || !store.may_write() on:click=move |_| asked.set(true)>{text.settings.remove_data()}</button>
                </div>
            }
            .into_any();
        }
        view! {
            <p class="notice notice-bad">{text.settings.remove_body()}</p>
            <BackupButton/>
            <form class="stack" novalidate on:submit=remove>
                <Labelled id="remove-title" label=label problem>
                    <input class="input" id="remove-title" autocomplete="off" aria-describedby="remove-title-problem" on:input=move |event| typed.set(event_target_value(&event))/>
                </Labelled>
                <div class="buttons">
                    <button type="submit" class="btn btn-danger">{text.settings.remove_confirm()}</button>
                    <button type="button" class="btn" on:click=move |_| asked.set(false)>{text.nav.cancel()}</button>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="card stack">
            <div><h2>{text.settings.remove_data()}</h2><p class="muted">{text.settings.remove_help()}</p></div>
            {form}
        </section>
    }
    .into_any()
}

async fn erase(store: WorkspaceStore) -> Result<(), StorageError> {
    let Some(desk) = store.desk() else { return Ok(()) };
    desk.erase().await?;
    forget(desk.slot()).await?;
    leave_folder(desk.slot()).await;
    store.let_go();
    Ok(())
}
