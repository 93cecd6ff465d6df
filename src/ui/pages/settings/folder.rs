//! Backups straight into a folder, where the browser can.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::storage::{Folder, Permission, can_choose_folder, choose_folder, kept_folder, leave_folder};
use crate::ui::folder_backup::at_a_click;
use crate::ui::reminder::FOLDER_EVERY;
use crate::ui::state::{store, words};

/// After how many changes a backup may be written by itself.
const EVERY: [u32; 4] = [20, 50, 100, 200];

/// The folder in use, and what can be done with it.
#[component]
pub fn FolderBackup() -> impl IntoView {
    let (store, text) = (store(), words());
    let folder = RwSignal::new_local(None::<Folder>);
    let asks = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let told = RwSignal::new(None::<Result<String, String>>);
    // The page may be gone whenever the browser answers.
    let take = move |found: Option<Folder>| async move {
        let permission = match &found {
            Some(found) => found.permission().await,
            None => Permission::Granted,
        };
        let _ = asks.try_set(permission != Permission::Granted);
        let _ = folder.try_set(found);
    };
    if can_choose_folder() {
        spawn_local(async move {
            let Some(slot) = store.slot() else { return };
            take(kept_folder(&slot).await).await;
        });
    }
    let choose = move |_| {
        spawn_local(async move {
            let Some(slot) = store.slot() else { return };
            match choose_folder(&slot).await {
                Some(found) => {
                    let _ = told.try_set(None);
                    take(Some(found)).await;
                }
                None => drop(told.try_set(Some(Err(text.backup.not_chosen().to_owned())))),
            }
        });
    };
    let leave = move |_| {
        spawn_local(async move {
            let Some(slot) = store.slot() else { return };
            leave_folder(&slot).await;
            store.set_local(FOLDER_EVERY, None);
            let _ = told.try_set(None);
            let _ = folder.try_set(None);
        });
    };
    let back_up = move |_| {
        let Some(chosen) = folder.get_untracked() else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        told.set(None);
        spawn_local(async move {
            let outcome = at_a_click(store, &chosen, text).await;
            let _ = told.try_set(Some(outcome));
            let _ = busy.try_set(false);
            take(Some(chosen)).await;
        });
    };
    let shut = move || busy.get() || !store.may_write();
    let outcome = move || {
        if busy.get() {
            return Some(view! { <p class="notice notice-calm" role="status">{text.backup.writing()}</p> }.into_any());
        }
        told.get().map(|told| match told {
            Ok(words) => view! { <p class="notice notice-calm" role="status" id="folder-done">{words}</p> }.into_any(),
            Err(words) => view! { <p class="notice notice-bad" role="alert" id="folder-not">{words}</p> }.into_any(),
        })
    };
    let set_every = move |event| {
        let chosen = event_target_value(&event);
        store.set_local(FOLDER_EVERY, (!chosen.is_empty()).then_some(chosen));
    };
    let body = move || {
        let every = untrack(|| store.local(FOLDER_EVERY)).and_then(|text| text.parse::<u32>().ok());
        let option = move |n: u32| {
            view! { <option value=n.to_string() selected=every == Some(n)>{text.backup.every(n as usize)}</option> }
        };
        if !can_choose_folder() {
            return view! { <p class="muted small">{text.backup.no_folders()}</p> }.into_any();
        }
        let Some(folder) = folder.get() else {
            return view! {
                <p class="muted small">{text.backup.folder_help()}</p>
                <div class="buttons"><button type="button" class="btn" id="choose-folder" disabled=shut on:click=choose>{text.backup.choose_folder()}"…"</button></div>
            }
            .into_any();
        };
        let asks = move || asks.get().then(|| view! { <p class="muted small">{text.backup.asks_again()}</p> });
        view! {
            <p>{text.backup.folder_is(&folder.name())}</p>
            {asks}
            <div class="buttons">
                <button type="button" class="btn" id="into-folder" disabled=shut on:click=back_up>{text.backup.into_folder()}</button>
                <button type="button" class="btn btn-text" disabled=shut on:click=choose>{text.backup.other_folder()}"…"</button>
                <button type="button" class="btn btn-text" id="leave-folder" disabled=shut on:click=leave>{text.backup.leave_folder()}</button>
            </div>
            <div class="backup-limits">
                <label class="field">{text.backup.by_itself()}
                    <select class="input" id="folder-every" disabled=shut on:change=set_every>
                        <option value="" selected=every.is_none()>{text.backup.never()}</option>
                        {EVERY.map(option)}
                    </select>
                </label>
            </div>
            <p class="muted small">{text.backup.by_itself_help()}</p>
        }
        .into_any()
    };
    view! {
        <fieldset class="whose stack" id="folder">
            <legend><strong>{text.backup.folder()}</strong></legend>
            {outcome}
            {body}
        </fieldset>
    }
    .into_any()
}
