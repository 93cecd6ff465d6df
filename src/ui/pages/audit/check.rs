//! The button that checks all logs.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::oplog::Scope;
use crate::ui::components::tag::Tag;
use crate::ui::files;
use crate::ui::show::Tint;
use crate::ui::state::{store, words};
use crate::workspace::{Checked, Workspace};

/// The button that checks all logs, and its result in words.
#[component]
pub fn Check() -> impl IntoView {
    let (store, text) = (store(), words());
    let checked = RwSignal::new(None::<Vec<Checked>>);
    let busy = RwSignal::new(false);
    let check = move |_| {
        busy.set(true);
        spawn_local(async move {
            files::painted().await;
            let result = store.try_read_once(Workspace::check_chains);
            // The page may be gone by now.
            let _ = busy.try_set(false);
            let _ = checked.try_set(result);
        });
    };
    let row = move |it: Checked| {
        let office = store.peek(|workspace| workspace.office_name_of(it.actor)).filter(|it| !it.is_empty());
        let log = if it.scope == Scope::Shared { text.audit.shared() } else { text.audit.private() };
        let (state, tint) =
            if it.is_sound { (text.audit.sound(), Tint::Good) } else { (text.audit.not_sound(), Tint::Bad) };
        let fork = it.is_fork.then(|| view! { <p>{text.audit.fork()}</p> });
        let drift = (it.drift > 0).then(|| view! { <p>{text.audit.drift(&text.audit.days(days(it.drift)))}</p> });
        view! {
            <tr>
                <td>{office.unwrap_or_else(|| text.audit.unknown_machine().to_owned())}" "<span class="muted small">{log}</span></td>
                <td class="num">{it.ops}</td>
                <td class="num">{it.sealed}</td>
                <td><Tag words=state tint/></td>
                <td>{fork}{drift}</td>
            </tr>
        }
    };
    let result = move || {
        checked.get().map(|checked| {
            let is_sound = checked.iter().all(|it| it.is_sound);
            let ops = checked.iter().map(|it| usize::try_from(it.ops).unwrap_or(0)).sum();
            let (words, class) = match is_sound {
                true => (text.audit.all_sound(), "notice notice-calm"),
                false => (text.audit.broken(), "notice notice-bad"),
            };
            view! {
                <p class=class role="status" id="check-result">{words}" "{text.audit.checked(ops)}</p>
                <div class="scrolls" tabindex="0" role="region" aria-label=text.audit.check_title()>
                    <table class="plain-table">
                        <thead><tr><th scope="col">{text.audit.office()}</th><th scope="col" class="num">{text.audit.ops()}</th><th scope="col" class="num">{text.audit.sealed()}</th><th scope="col">{text.audit.result()}</th><th scope="col">{text.audit.remarks()}</th></tr></thead>
                        <tbody>{checked.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            }
        })
    };
    view! {
        <section class="card stack">
            <div><h2>{text.audit.check_title()}</h2><p class="muted">{text.audit.check_help()}</p></div>
            <div class="buttons"><button type="button" class="btn" id="check" disabled=move || busy.get() on:click=check>{text.audit.check()}</button></div>
            {result}
        </section>
    }
    .into_any()
}

/// Whole days of so many seconds.
pub fn days(seconds: i64) -> usize {
    usize::try_from(seconds / 86_400).unwrap_or(0)
}
