//! What can be done with a record as a whole.

use leptos::prelude::*;

use crate::domain::RecordId;
use crate::ui::route::{COPY, Route};
use crate::ui::state::{store, words};
use crate::workspace::{Action, Edit};

/// Edit, duplicate, archive or restore, print.
#[component]
pub fn Actions(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    let Some(kind) = id.kind() else { return ().into_any() };
    let archived = {
        let id = id.clone();
        store.slice(move |workspace| workspace.is_archived(&id))
    };
    let edit = Route::Edit { id: id.clone() }.href();
    let copy = Route::New { kind, given: vec![(COPY.to_owned(), id.to_string())] }.href();
    let id = StoredValue::new(id);
    let submit = move |edit: Edit, done: &'static str| match store.submit(vec![edit], Action::Save) {
        Ok(_) => store.announce_change(done),
        Err(_) => store.announce(text.errors.unexpected()),
    };
    let restore = move |_| submit(Edit::restore(id.get_value()), text.record.restored_done());
    let archive = move |_| submit(Edit::archive(id.get_value()), text.record.archived_done());
    let print = move |_| drop(window().print());
    let writing = move || {
        store.may_write().then(|| {
            let last = if archived.get() {
                view! { <button type="button" class="btn" on:click=restore>{text.record.restore()}</button> }.into_any()
            } else {
                view! { <button type="button" class="btn btn-text" on:click=archive>{text.record.archive()}</button> }
                    .into_any()
            };
            view! {
                <a class="btn btn-main" href=edit.clone()>{text.record.edit()}</a>
                <a class="btn" href=copy.clone()>{text.record.duplicate()}</a>
                {last}
            }
        })
    };
    view! {
        <div class="buttons record-actions">
            {writing}
            <button type="button" class="btn btn-text" on:click=print>{text.record.print()}</button>
        </div>
    }
    .into_any()
}
