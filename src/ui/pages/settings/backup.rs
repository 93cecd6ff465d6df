//! The backup: when it was made last, the button that makes one, and when to be reminded.

use leptos::prelude::*;

use super::folder::FolderBackup;
use crate::ui::handing;
use crate::ui::reminder::{CHANGES, DAYS, MOST_CHANGES, MOST_DAYS, OFF, USUAL_CHANGES, USUAL_DAYS, limit};
use crate::ui::state::{store, words};

/// The card of the backup.
#[component]
pub fn BackupCard() -> impl IntoView {
    let (store, text) = (store(), words());
    let last = move || {
        let backed = handing::backed(store);
        let last = handing::backup_words(backed.at, text);
        if backed.changes == 0 { last } else { [last, handing::since_words(backed, text)].join(" · ") }
    };
    view! {
        <section class="card stack">
            <div><h2>{text.settings.backup()}</h2><p class="muted">{last}</p></div>
            <p>{text.settings.backup_help()}</p>
            <BackupButton main=true/>
            <FolderBackup/>
            <Reminders/>
        </section>
    }
}

/// When to be reminded.
#[component]
fn Reminders() -> impl IntoView {
    let text = words();
    let (days, changes) = (|n| text.backup.days(n), |n| text.backup.changes(n));
    view! {
        <fieldset class="whose">
            <legend><strong>{text.backup.remind()}</strong></legend>
            <div class="backup-limits">
                {limits("most-days", text.backup.most_days(), MOST_DAYS, &DAYS, USUAL_DAYS, &days)}
                {limits("most-changes", text.backup.most_changes(), MOST_CHANGES, &CHANGES, USUAL_CHANGES, &changes)}
            </div>
        </fieldset>
    }
    .into_any()
}

/// One limit, kept under `name`.
fn limits(
    id: &'static str,
    label: &'static str,
    name: &'static str,
    choices: &[u32],
    usual: u32,
    say: &dyn Fn(usize) -> String,
) -> AnyView {
    let (store, text) = (store(), words());
    let now = limit(untrack(|| store.local(name)).as_deref(), usual);
    let option = |n: &u32| {
        view! { <option value=n.to_string() selected=now == Some(*n)>{say(*n as usize)}</option> }
    };
    let options = choices.iter().map(option).collect_view();
    let set = move |event| store.set_local(name, Some(event_target_value(&event)));
    view! {
        <label class="field">{label}
            <select class="input" id=id disabled=move || !store.may_write() on:change=set>
                {options}
                <option value=OFF selected=now.is_none()>{text.backup.off()}</option>
            </select>
        </label>
    }
    .into_any()
}

/// The button that saves a backup, and what came of it.
#[component]
pub fn BackupButton(#[prop(optional)] main: bool) -> impl IntoView {
    let (store, text) = (store(), words());
    let told = RwSignal::new(None::<Result<String, String>>);
    let back_up = move |_| told.set(Some(handing::back_up(store, text).map(|name| text.settings.backed_up(&name))));
    let outcome = move || {
        told.get().map(|told| match told {
            Ok(words) => view! { <p class="notice notice-calm" role="status">{words}</p> }.into_any(),
            Err(words) => view! { <p class="notice notice-bad" role="alert">{words}</p> }.into_any(),
        })
    };
    view! {
        {outcome}
        <div class="buttons">
            <button type="button" class=if main { "btn btn-main" } else { "btn" } disabled=move || !store.may_write() on:click=back_up>
                {text.settings.backup_button()}
            </button>
        </div>
    }
}
