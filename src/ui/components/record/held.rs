//! Changes to a record that wait for the street: said where the record is read.

use leptos::prelude::*;

use crate::domain::RecordId;
use crate::ui::route::Route;
use crate::ui::state::{store, words};

/// The notice; nothing when nothing waits.
#[component]
pub fn HeldBack(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    let waiting = store
        .slice(move |workspace| workspace.pending_of(&id).into_iter().filter(|it| it.hold.settled.is_none()).count());
    move || {
        let n = waiting.get();
        (n > 0).then(|| {
            view! {
                <div class="notice no-print">
                    <p>{text.policy.waiting(n)}</p>
                    <a class="btn btn-small" href=Route::Pending.href()>{text.policy.pending()}</a>
                </div>
            }
        })
    }
}
