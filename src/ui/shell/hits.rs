//! What the search box found, under it. The index and the readings it needs are a part of their own.

use leptos::prelude::*;

use crate::domain::{Kind, RecordId};
use crate::ui::components::marked::marked;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{store, words};
use crate::workspace::{ListQuery, Words, run};

/// Hits shown of each kind.
const MOST: usize = 4;

/// What is sought, and what the box is told. `Copy`.
#[derive(Clone, Copy)]
pub struct Sought {
    /// What was typed.
    pub typed: RwSignal<String>,
    /// The first hit, which Enter opens.
    pub first: RwSignal<Option<RecordId>>,
    /// A hit was chosen.
    pub on_close: Callback<()>,
}

/// The hits, of each list the first few.
#[component]
pub fn Hits(sought: Sought) -> impl IntoView {
    let (store, text) = (store(), words());
    let Sought { typed, first, on_close } = sought;
    let hits = Memo::new(move |_| {
        let (words, asked) = (typed.get(), store.asked());
        if words.trim().is_empty() {
            return Vec::new();
        }
        let of_kind = |kind: Kind| {
            let query = ListQuery { text: words.clone(), ..ListQuery::new(kind) };
            store.try_read(|workspace| {
                let ids = run(workspace, &query, asked).into_iter().take(MOST);
                ids.map(|id| (show::title(workspace, &id, text), id)).collect::<Vec<(String, RecordId)>>()
            })
        };
        Kind::LISTS.into_iter().filter_map(of_kind).flatten().collect()
    });
    Effect::new(move |_| first.set(hits.with(|hits| hits.first().map(|it| it.1.clone()))));
    on_cleanup(move || drop(first.try_set(None)));
    let line = move |(title, id): (String, RecordId)| {
        let kind = id.kind().map(|kind| text.kind_one(kind));
        let title = typed.with_untracked(|typed| marked(&title, &Words::of(typed)));
        view! { <li><a href=Route::record(id).href() on:click=move |_| on_close.run(())><span>{title}</span><span class="muted small">{kind}</span></a></li> }
    };
    move || {
        let hits = hits.get();
        if hits.is_empty() {
            return view! { <div class="hits"><p class="muted">{text.lists.nothing_matches()}</p></div> }.into_any();
        }
        view! { <ul class="hits">{hits.into_iter().map(line).collect_view()}</ul> }.into_any()
    }
}
