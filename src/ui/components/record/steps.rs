//! The steps a record may take next: one button for each state it may go to.

use leptos::prelude::*;

use crate::domain::{RecordId, Shape, Value, order, schema, transition};
use crate::ui::state::{store, words};
use crate::workspace::{Action, Edit, Role, Target};

/// The next steps; nothing for kinds without states.
#[component]
pub fn Steps(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = id.kind()?;
    let Shape::Choice(set, _) = schema::field(kind, "status")?.shape else { return None };
    let next = {
        let id = id.clone();
        store.slice(move |workspace| {
            if workspace.is_archived(&id) {
                Vec::new()
            } else {
                let next = transition::next(kind, &workspace.text(&id, "status")).iter();
                // What would only wait is not offered; the street may take any step, and is told where it waits.
                let may = |code: &&'static str| {
                    let set = order::map([("status".to_owned(), Value::from(*code))]);
                    let on = Target::Record(id.clone());
                    workspace.my_role() == Some(Role::Street) || workspace.would_hold(&on, &set).is_none()
                };
                next.copied().filter(may).collect()
            }
        })
    };
    let step = move |code: &'static str| {
        let id = id.clone();
        let take = move |_| {
            let fields = schema::field(kind, "status")
                .map(|field| (field.name.to_owned(), Value::from(code)))
                .into_iter()
                .collect();
            match store.submit(vec![Edit::change(id.clone(), fields)], Action::Save) {
                Ok(_) => store.announce_when_saved(text.form.saved()),
                Err(_) => store.announce(text.errors.unexpected()),
            }
        };
        view! { <button type="button" class="btn btn-small" on:click=take>{text.choice(set, code)}</button> }
    };
    Some(move || {
        let next = next.get();
        (store.may_write() && !next.is_empty()).then(|| {
            let steps = next.into_iter().map(&step).collect_view();
            view! { <section class="no-print"><h3>{text.record.steps()}</h3><div class="buttons">{steps}</div></section> }
        })
    })
}
