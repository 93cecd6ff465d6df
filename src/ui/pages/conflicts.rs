//! Records that offices filled differently, each with its conflicts, to be settled one after the other.

use leptos::prelude::*;

use crate::domain::RecordId;
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::components::record::Clashes;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{store, words};

/// Records shown at once; the others follow as these are settled.
const SHOWN: usize = 30;

/// One part for each such record.
#[component]
pub fn ConflictsPage() -> impl IntoView {
    let (store, text) = (store(), words());
    let rewriting = RwSignal::new(None);
    let all = store.slice(|workspace| workspace.conflicts());
    let none = move || all.with(Vec::is_empty).then(|| view! { <EmptyState words=text.record.no_conflicts()/> });
    let shown = move || all.with(|all| all.iter().take(SHOWN).cloned().collect::<Vec<_>>());
    let left = move || {
        let left = all.with(Vec::len).saturating_sub(SHOWN);
        (left > 0).then(|| view! { <p class="muted">{text.record.more_conflicts(left)}</p> })
    };
    let record = move |id: RecordId| {
        let href = Route::record(id.clone()).href();
        let (of, kind) = (id.clone(), id.kind().map(|kind| text.kind_one(kind)));
        let title = store.slice(move |workspace| show::title(workspace, &of, text));
        view! {
            <section class="clashes">
                <h2><a href=href>{move || title.get()}</a>" "<span class="muted small">{kind}</span></h2>
                <Clashes id rewriting/>
            </section>
        }
    };
    view! {
        <div class="page">
            <PageHead title=text.nav.conflicts() about=Signal::stored(text.record.conflicts_intro().to_owned())/>
            {none}
            <div class="stack page-narrow">
                <For each=shown key=Clone::clone children=record/>
                {left}
            </div>
        </div>
    }
    .into_any()
}
