//! Records that offices filled differently.

use leptos::prelude::*;

use crate::domain::{RecordId, schema};
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{store, words};

/// One line for each such record, with the fields concerned.
#[component]
pub fn ConflictsPage() -> impl IntoView {
    let (store, text) = (store(), words());
    let lines = move || {
        store.read(|workspace| {
            let line = |id: RecordId| {
                let kind = id.kind();
                let label = |name: &String| match kind.filter(|_| name != schema::DELETED) {
                    Some(kind) => text.field(kind, name).to_owned(),
                    None => text.record.archive().to_owned(),
                };
                let fields = text.list(&workspace.conflicted_fields(&id).iter().map(label).collect::<Vec<_>>());
                let kind = kind.map(|kind| text.kind_one(kind));
                let title = show::title(workspace, &id, text);
                view! {
                    <li>
                        <a href=Route::record(id).href()>
                            <span><strong>{title}</strong>" "<span class="muted small">{kind}</span></span>
                            <span class="muted">{fields}</span>
                        </a>
                    </li>
                }
            };
            workspace.conflicts().into_iter().map(line).collect::<Vec<_>>()
        })
    };
    let body = move || {
        let lines = lines();
        if lines.is_empty() {
            view! { <EmptyState words=text.record.no_conflicts()/> }.into_any()
        } else {
            view! { <ul class="links page-narrow">{lines}</ul> }.into_any()
        }
    };
    view! {
        <div class="page">
            <PageHead title=text.nav.conflicts() about=Signal::stored(text.record.conflicts_intro().to_owned())/>
            {body}
        </div>
    }
    .into_any()
}
