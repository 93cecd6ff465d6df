//! Cards by state.

use leptos::prelude::*;

use super::{LedgerState, wording};
use crate::domain::schema::PROJECT_STATES;
use crate::i18n::Catalog;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::Tint;
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::Project;

/// The order in which a project goes through its states; those it leaves the way by stand beside the state they leave.
const ORDER: [&str; 10] = [
    "proposed",
    "approved",
    "running",
    "extended",
    "sent_back",
    "completion_requested",
    "community_verified",
    "signed_off",
    "archived",
    "terminated",
];
const _: () = assert!(ORDER.len() == PROJECT_STATES.len());

/// One column a state that has any.
#[component]
pub fn BoardView(state: LedgerState) -> impl IntoView {
    let (store, text) = (store(), words());
    let columns = move || {
        let today = store.today();
        state.shown.with(|shown| {
            let column = |code: &'static str| {
                // A column counts all, whatever is drawn of them.
                let count = shown.iter().filter(|it| it.status == code).count();
                (count > 0).then(|| {
                    let cards = shown.iter().take(state.most()).filter(|it| it.status == code).map(|it| card(store, it, &wording::deadline(it, today, text), text));
                    let id = ["column-", code].concat();
                    view! {
                        <section class="board-column" aria-labelledby=id.clone()>
                            <h2 id=id.clone()><Tag words=text.choice("project_status", code) tint=Tint::of_state(code)/>" "<span class="muted">{count}</span></h2>
                            <ul>{cards.collect_view()}</ul>
                        </section>
                    }
                })
            };
            ORDER.into_iter().map(column).collect_view()
        })
    };
    view! {
        <div class="scrolls board-columns" id="ledger-board" tabindex="0" role="region" aria-label=text.ledger.columns()>{columns}</div>
    }
    .into_any()
}

fn card(store: WorkspaceStore, it: &Project, deadline: &str, text: &'static Catalog) -> AnyView {
    let (responsible, turn) = store.peek(|workspace| {
        (wording::office(workspace, it.responsible.as_ref(), text), wording::turn(workspace, it, text))
    });
    let percent = it.percent.map(|n| view! { <span class="small">{text.ledger.percent(n)}</span> });
    let mut kinds: Vec<_> = it.signs.iter().map(crate::workspace::Sign::kind).collect();
    kinds.dedup();
    let signs = kinds.into_iter().map(|kind| view! { <Tag words=wording::sign_kind(kind, text) tint=Tint::Warn/> });
    view! {
        <li class="board-card">
            <a class="link" href=Route::record(it.id.clone()).href()>{it.title.clone()}</a>
            <p class="small muted">{responsible}</p>
            <p class="small">{deadline.to_owned()}</p>
            <p class="tags"><Tag words=text.light(it.light) tint=Tint::of_light(it.light) why=text.light_reason(it.light)/>{signs.collect_view()}{percent}</p>
            {turn.map(|turn| view! { <p class="small">{turn}</p> })}
        </li>
    }
    .into_any()
}
