//! What a meeting resolved beside its pairs; each may become a project.

use leptos::prelude::*;

use crate::domain::{Kind, RecordId};
use crate::ui::route::Route;
use crate::ui::state::{store, words as catalog};
use crate::workspace::proposal::{by_resolution, resolutions};

/// The resolutions, each with the way to its project, and the way to note them.
#[component]
pub fn Resolutions(id: RecordId, may: Memo<bool>) -> impl IntoView {
    let (store, text) = (store(), catalog());
    let meeting = id.clone();
    let all = store.slice(move |workspace| resolutions(workspace, &meeting));
    let edit = Route::Edit { id: id.clone() }.href();
    let note = move || {
        may.get().then(|| {
            view! { <p class="no-print"><a class="btn btn-small" id="note-resolutions" href=edit.clone()>{text.docking.note_resolutions()}</a></p> }
        })
    };
    let line = move |resolution: String| {
        let route = start(&id, &resolution);
        let name = text.docking.start_from(&resolution);
        let begin = move || {
            store.may_write().then(|| {
                view! { <a class="btn btn-small no-print" aria-label=name.clone() href=route.clone()>{text.record.start_project()}</a> }
            })
        };
        view! { <li><span>{resolution}</span>" "{begin}</li> }
    };
    let lines = move || {
        let all = all.get();
        if all.is_empty() {
            return view! { <p class="muted">{text.docking.no_resolutions()}</p> }.into_any();
        }
        view! { <ul class="docking-lines">{all.into_iter().map(&line).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card stack" id="resolutions">
            <h2>{text.docking.resolutions()}</h2>
            {lines}
            {note}
        </section>
    }
    .into_any()
}

/// The form of a project with what was resolved filled in.
fn start(meeting: &RecordId, resolution: &str) -> String {
    let fields = by_resolution(meeting, resolution).into_iter();
    let given = fields.filter_map(|(name, value)| Some((name, value.as_text()?.to_owned()))).collect();
    Route::New { kind: Kind::Project, given }.href()
}
