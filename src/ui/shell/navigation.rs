//! The navigation: every list with its count, grouped as the work is.

use leptos::prelude::*;

use crate::domain::Kind;
use crate::ui::route::Route;
use crate::ui::state::{location, store, words};

/// The navigation; a drawer on narrow screens.
#[component]
pub fn Navigation(menu: RwSignal<bool>) -> impl IntoView {
    let (store, text) = (store(), words());
    let conflicts = Memo::new(move |_| store.tally().conflicts);
    let waits = store.slice(|workspace| workspace.waiting());
    let pending = Memo::new(move |_| waits.get().ops);
    let requests = Memo::new(move |_| waits.get().machines);
    let list = |kind: Kind| {
        let count = Memo::new(move |_| store.tally().of(kind));
        view! { <NavItem route=Route::list(kind) label=text.kind(kind) count/> }
    };
    let plain = |route: Route, label: &'static str| view! { <NavItem route label/> };
    let shade = move || {
        menu.get().then(|| view! { <button type="button" class="nav-shade" aria-label=text.nav.close_menu() on:click=move |_| menu.set(false)></button> })
    };
    view! {
        {shade}
        <nav class="nav" id="navigation" aria-label=text.nav.main_navigation() data-open=move || menu.get().then_some("")>
            <ul>
                {plain(Route::Overview, text.board.title())}
                <NavItem route=Route::Conflicts label=text.nav.conflicts() count=conflicts due=true/>
                <NavItem route=Route::Pending label=text.policy.pending() count=pending due=true/>
            </ul>
            <h2>{text.nav.app()}</h2>
            <ul>
                {list(Kind::Resource)}{list(Kind::Need)}{list(Kind::Project)}
                {plain(Route::Docking, text.docking.title())}
                {plain(Route::Ledger { query: String::new() }, text.ledger.title())}
                {plain(Route::Report { query: String::new() }, text.report.title())}
            </ul>
            <h2>{text.nav.partners()}</h2>
            <ul>{list(Kind::Office)}{list(Kind::Pairing)}{list(Kind::Claim)}{plain(Route::Claims { over: false }, text.claiming.nav())}</ul>
            <h2>{text.nav.assess()}</h2>
            <ul>{plain(Route::Evaluation, text.nav.evaluation())}</ul>
            <h2>{text.nav.traffic()}</h2>
            <ul>
                {plain(Route::Exchange, text.nav.exchange())}
                {plain(Route::Import { kind: Kind::Resource }, text.nav.import())}
                <NavItem route=Route::Machines label=text.machines.title() count=requests due=true/>
                {plain(Route::Settings, text.nav.backup_and_settings())}
            </ul>
        </nav>
    }
}

#[component]
fn NavItem(
    route: Route,
    label: &'static str,
    #[prop(optional)] count: Option<Memo<usize>>,
    /// The count is work that waits: shown in red, and not at all when there is none.
    #[prop(optional)]
    due: bool,
) -> impl IntoView {
    let location = location();
    let href = route.href();
    let current = move || here(&location.route(), &route).then_some("page");
    let figure = move || {
        let count = count?.get();
        let class = if due { "due" } else { "figure" };
        (count > 0 || !due).then(|| view! { <span class=class>{count}</span> })
    };
    view! { <li><a href=href aria-current=current><span>{label}</span>{figure}</a></li> }
}

/// True when a place belongs to an item.
fn here(place: &Route, item: &Route) -> bool {
    match (place, item) {
        (Route::Import { .. }, Route::Import { .. }) => true,
        (Route::Import { .. }, _) => false,
        (Route::Ledger { .. }, Route::Ledger { .. }) | (Route::Report { .. }, Route::Report { .. }) => true,
        (Route::Claims { .. }, Route::Claims { .. }) => true,
        (Route::Sheet { .. } | Route::Scheme { .. }, Route::Evaluation) => true,
        (Route::Meeting { .. }, Route::Docking) => true,
        (place, Route::List { kind, .. }) => place.kind() == Some(*kind),
        (place, item) => place == item,
    }
}
