//! What goes first, as sliders with their meaning.

use leptos::prelude::*;

use crate::domain::order;
use crate::i18n::Catalog;
use crate::ui::state::{store, words};
use crate::workspace::proposal::{HEAVIEST, PRIORITY_NAMES, Priorities};
use crate::workspace::{Action, Edit};

use super::solving::Solving;

fn label(name: &str, text: &'static Catalog) -> (&'static str, &'static str) {
    match name {
        "urgent" => (text.docking.urgent(), text.docking.urgent_help()),
        "waiting" => (text.docking.waiting(), text.docking.waiting_help()),
        _ => (text.docking.fair(), text.docking.fair_help()),
    }
}

/// The weights of a meeting; each change is one saved step.
#[component]
pub fn Weights(solving: Solving, may: Memo<bool>) -> impl IntoView {
    let (store, text) = (store(), words());
    let meeting = solving.meeting;
    let weights = Memo::new(move |_| {
        let read = |workspace: &crate::workspace::Workspace| workspace.value(&meeting.get_value(), "priorities");
        let value = store.try_read(read).unwrap_or_default();
        let read = Priorities::read(&value);
        PRIORITY_NAMES.map(|name| read.get(name))
    });
    let save = move |name: &'static str, weight: i64| {
        let id = meeting.get_value();
        let now = store.peek(|workspace| Priorities::read(&workspace.value(&id, "priorities")));
        let value = now.with(name, weight).to_value();
        let edit = Edit::change(id, order::map([("priorities".to_owned(), value)]));
        // The same weight again is nothing to write.
        let _ = store.submit(vec![edit], Action::Save);
    };
    let slider = move |(at, name): (usize, &'static str)| {
        let (title, help) = label(name, text);
        let (id, help_id) = (format!("weight-{name}"), format!("weight-{name}-help"));
        let changed = move |event| {
            if let Ok(weight) = event_target_value(&event).parse() {
                save(name, weight);
            }
        };
        view! {
            <div class="weight">
                <label for=id.clone()>{title}" "<output>{move || weights.get()[at]}</output></label>
                <input type="range" id=id.clone() min="0" max=HEAVIEST step="1" aria-describedby=help_id.clone()
                    prop:value=move || weights.get()[at].to_string() disabled=move || !may.get() on:change=changed/>
                <span class="muted small" id=help_id>{help}</span>
            </div>
        }
    };
    view! {
        <section class="card stack docking-weights">
            <h2>{text.docking.priorities()}</h2>
            <div class="weights">{PRIORITY_NAMES.into_iter().enumerate().map(slider).collect_view()}</div>
            <p class="muted small">{text.docking.scale()}</p>
        </section>
    }
}
