//! What projects and claims ask for today, as cards among the dashboard's figures. A part of its own reads it: what it looks
//! at is more than a first page needs.

use leptos::prelude::*;

use crate::i18n::Catalog;
use crate::ui::route::Route;
use crate::ui::state::{store, words};
use crate::workspace::{Shows, Task, Tasked, tasks};

/// The cards of what there is; of the own office where that is `own`.
#[component]
pub fn Tasks(own: Signal<bool>) -> impl IntoView {
    let (store, text) = (store(), words());
    let all = Memo::new(move |_| {
        let (own, today) = (own.get(), store.today());
        store.try_read(|workspace| tasks(workspace, own, today)).unwrap_or_default()
    });
    move || all.with(|all| all.iter().filter(|it| it.count > 0).map(|it| card(it, text)).collect_view()).into_any()
}

fn card(task: &Task, text: &'static Catalog) -> impl IntoView + use<> {
    let name = match task.what {
        Tasked::Due => text.ledger.due_projects(),
        Tasked::Waits => text.ledger.waiting_projects(),
        Tasked::OverClaimed => text.ledger.over_claimed(),
    };
    let address = match &task.shows {
        Shows::Ledger(query) => Route::Ledger { query: query.to_query() },
        Shows::OverClaimed => Route::Claims { over: true },
    };
    let tint = if task.what == Tasked::OverClaimed { "figure-card figure-bad" } else { "figure-card figure-warn" };
    view! {
        <a class=tint data-task href=address.href()>
            <span>{name}</span>
            <b>{task.count}</b>
            <span class="small"></span>
        </a>
    }
}
