//! Machines: how this one stands, who asks to be let in, who speaks for which office.

mod own;
mod request;
mod row;

use leptos::prelude::*;

use crate::i18n::Catalog;
use crate::oplog::Timestamp;
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::route::Route;
use crate::ui::state::{WorkspaceStore, clock, store, words};
use crate::workspace::{Action, Edit, Machine, Role, Standing};
use own::Own;
use request::Request;
use row::MachineRow;

/// The page.
#[component]
pub fn MachinesPage() -> impl IntoView {
    let (store, text) = (store(), words());
    let machines = store.slice(|workspace| workspace.machines());
    let of_street = store.slice(|workspace| workspace.my_role() == Some(Role::Street));
    let intro = move || if of_street.get() { text.machines.intro() } else { text.machines.intro_member() }.to_owned();
    let asking = move || {
        let asks = |it: &Machine| it.standing == Standing::Asking && !it.is_own;
        machines.get().into_iter().filter(asks).collect::<Vec<_>>()
    };
    let key = |machine: &Machine| format!("{machine:?}");
    let requests = move || {
        of_street.get().then(|| {
            let none = move || asking().is_empty().then(|| view! { <EmptyState words=text.machines.no_requests()/> });
            view! {
                <section class="stack">
                    <h2>{text.machines.asking()}</h2>
                    {none}
                    <For each=asking key=key children=move |machine| view! { <Request machine/> }/>
                </section>
            }
        })
    };
    let known = move || {
        let shown = |it: &Machine| it.standing != Standing::Asking || (it.is_own || !of_street.get());
        machines.get().into_iter().filter(shown).collect::<Vec<_>>()
    };
    let note = move || (!of_street.get()).then(|| view! { <p class="muted">{text.machines.only_street()}</p> });
    view! {
        <div class="page">
            <PageHead title=text.machines.title() about=Signal::derive(intro)/>
            <div class="stack page-narrow">
                <Own/>
                {requests}
                <section class="stack">
                    <h2>{text.machines.all()}</h2>
                    {note}
                    <ul class="machines card">
                        <For each=known key=move |machine| (key(machine), of_street.get()) children=move |machine| view! { <MachineRow machine acts=of_street.get_untracked()/> }/>
                    </ul>
                </section>
                <p><a class="link" href=Route::Rules.href()>{text.policy.see_rules()}</a></p>
            </div>
        </div>
    }
    .into_any()
}

/// Its office's name, with its own where it has one.
fn name(machine: &Machine, text: &Catalog) -> String {
    let office = if machine.office_name.is_empty() { text.machines.office_unnamed() } else { &machine.office_name };
    if machine.label.is_empty() { office.to_owned() } else { format!("{office} · {}", machine.label) }
}

fn day(at: Timestamp, text: &Catalog) -> String {
    text.day(crate::domain::Date(clock::local(at).date()))
}

/// Writes it down, and says so.
fn submit(store: WorkspaceStore, edits: Vec<Edit>, action: Action, done: &'static str, text: &'static Catalog) {
    match store.submit(edits, action) {
        Ok(_) => store.announce_change(done),
        Err(_) => store.announce(text.machines.not_done()),
    }
}
