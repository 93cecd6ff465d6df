//! Docking meetings: holding one, and the board of one.

mod board;
mod left;
mod other;
mod pair;
mod priorities;
mod resolutions;
mod solving;
pub(crate) mod words;

use leptos::prelude::*;

use crate::domain::{Kind, RecordId, order};
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{location, store, words as catalog};
use crate::workspace::proposal::{Priorities, may_decide, projects_of};
use crate::workspace::{Action, Edit, Workspace};
pub use board::MeetingPage;

/// The meetings, and the way to a new one.
#[component]
pub fn DockingPage() -> impl IntoView {
    let (store, location, text) = (store(), location(), catalog());
    let of_street = store.slice(may_decide);
    let hold = move |_| {
        let today = store.today_now();
        let last = store.peek(|workspace| meetings(workspace).first().map(|id| workspace.value(id, "priorities")));
        let priorities = last.filter(|it| !it.is_blank()).unwrap_or_else(|| Priorities::default().to_value());
        let set = order::map([
            ("title".to_owned(), text.docking.meeting_of(&text.day(today)).into()),
            ("on".to_owned(), today.to_string().into()),
            ("priorities".to_owned(), priorities),
        ]);
        match store.submit(vec![Edit::new(Kind::Docking, set)], Action::Save).as_deref() {
            Ok([id, ..]) => {
                store.announce_change(text.docking.begun());
                location.go(&Route::Meeting { id: id.clone() });
            }
            _ => store.announce(text.docking.not_done()),
        }
    };
    let begin = move || {
        if !of_street.get() {
            return view! { <p class="notice" role="note">{text.docking.only_street()}</p> }.into_any();
        }
        let idle = move || !store.may_write();
        view! { <div class="buttons"><button type="button" class="btn btn-main" id="hold-meeting" disabled=idle on:click=hold>{text.docking.hold()}</button></div> }
            .into_any()
    };
    let line = move |workspace: &Workspace, id: RecordId| {
        let title = show::title(workspace, &id, text);
        let projects = projects_of(workspace, &id).len();
        let told = (projects > 0).then(|| text.docking.projects_of(projects));
        view! { <li><a href=Route::Meeting { id }.href()><span>{title}</span><span class="muted">{told}</span></a></li> }
    };
    let lines = move || {
        store.try_read(|workspace| {
            let all = meetings(workspace);
            if all.is_empty() {
                return view! { <EmptyState words=text.docking.none_yet()/> }.into_any();
            }
            let lines = all.into_iter().map(|id| line(workspace, id)).collect_view();
            view! { <section class="card stack"><h2>{text.docking.earlier()}</h2><ul class="links">{lines}</ul></section> }
                .into_any()
        })
    };
    view! {
        <div class="page">
            <div class="page-narrow stack">
                <PageHead title=text.docking.title() about=Signal::stored(text.docking.intro().to_owned())/>
                {begin}
                {lines}
            </div>
        </div>
    }
    .into_any()
}

/// The meetings, the last one first.
fn meetings(workspace: &Workspace) -> Vec<RecordId> {
    let mut all: Vec<(String, RecordId)> =
        workspace.ids(Kind::Docking).into_iter().map(|id| (workspace.text(&id, "on"), id)).collect();
    // Of one day, the one that came last stands first.
    all.reverse();
    order::sort_by(&mut all, |a, b| b.0.cmp(&a.0));
    all.into_iter().map(|(_, id)| id).collect()
}
