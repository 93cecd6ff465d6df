//! The responsibility table: five columns, made for A4 across.

use leptos::prelude::*;

use super::{LedgerState, wording};
use crate::i18n::Catalog;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::Tint;
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::Project;

/// The table.
#[component]
pub fn Table(state: LedgerState) -> impl IntoView {
    let (store, text) = (store(), words());
    let rows = move || {
        let numbered = |(at, it): (usize, &Project)| row(store, at + 1, it, text);
        state.shown.with(|shown| shown.iter().take(state.most()).enumerate().map(numbered).collect_view())
    };
    let head = |words: &'static str| view! { <th scope="col">{words}</th> };
    view! {
        <div class="card scrolls ledger-paper" tabindex="0" role="region" aria-label=text.ledger.table()>
            <table class="plain-table wide-table ledger-table" id="ledger-table">
                <thead>
                    <tr>
                        <th scope="col" class="num">{text.ledger.number()}</th>
                        {head(text.ledger.project())}
                        {head(text.ledger.objective())}
                        {head(text.ledger.content())}
                        {head(text.ledger.responsible())}
                        {head(text.ledger.supporting())}
                        {head(text.ledger.deadline())}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(store: WorkspaceStore, number: usize, it: &Project, text: &'static Catalog) -> AnyView {
    let (community, responsible, supporting) = store.peek(|workspace| {
        (
            wording::office(workspace, it.community.as_ref(), text),
            wording::office(workspace, it.responsible.as_ref(), text),
            wording::offices(workspace, &it.supporting, text),
        )
    });
    let deadline = it.deadline.map_or(text.ledger.no_deadline().to_owned(), |day| text.day(day));
    view! {
        <tr>
            <td class="num">{number}</td>
            <td class="ledger-name">
                <a class="link" href=Route::record(it.id.clone()).href()>{it.title.clone()}</a>
                <p class="muted small">{community}</p>
            </td>
            <td>{it.objective.clone()}</td>
            <td>{it.content.clone()}</td>
            <td class="ledger-office">{responsible}</td>
            <td class="ledger-office">{supporting}</td>
            <td class="ledger-due">
                <p class="nowrap">{deadline}</p>
                <span class="tags">
                    <Tag words=text.light(it.light) tint=Tint::of_light(it.light) why=text.light_reason(it.light)/>
                </span>
            </td>
        </tr>
    }
    .into_any()
}
