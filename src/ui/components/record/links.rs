//! Records that link here, by kind, and the buttons that add one.

use leptos::prelude::*;

use super::amounts::claim_route;
use crate::domain::{Date, Kind, RecordId};
use crate::i18n::Catalog;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{store, words};
use crate::workspace::{Standings, Workspace};

/// Records shown of each kind before the list is wanted.
const MOST: usize = 12;

/// What links here: a need's projects and claims, a project's ledger, an office's resources.
#[component]
pub fn Links(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    let of = id.clone();
    let groups = move || {
        store.try_read(|workspace| {
            let linked = workspace.linked_from(&id);
            let of_kind = |kind: Kind| {
                let ids: Vec<&RecordId> = linked.iter().filter(|it| it.kind() == Some(kind)).collect();
                (!ids.is_empty()).then(|| group(workspace, kind, &ids, text))
            };
            Kind::ALL.into_iter().filter(|kind| *kind != Kind::Device).filter_map(of_kind).collect::<Vec<_>>()
        })
    };
    let buttons = move || {
        let today = store.today();
        let add = store.try_read(|workspace| starts(workspace, &of, today, text)).unwrap_or_default();
        (store.may_write() && !add.is_empty()).then(|| {
        let button = |(label, route): &(&'static str, Route)| view! { <a class="btn btn-small" href=route.href()>{*label}</a> };
        view! { <div class="buttons">{add.iter().map(button).collect_view()}</div> }
    })
    };
    view! { <section class="record-part stack">{groups}{buttons}</section> }
}

fn group(workspace: &Workspace, kind: Kind, ids: &[&RecordId], text: &'static Catalog) -> AnyView {
    let line = |id: &&RecordId| {
        let code = workspace.text(id, "status");
        let set = format!("{}_status", kind.as_str());
        let tag = (!code.is_empty())
            .then(|| view! { <Tag words=text.choice(&set, &code).to_owned() tint=Tint::of_state(&code)/> });
        let on = workspace.text(id, "on");
        let on = (!on.is_empty()).then(|| view! { <span class="muted small">{on}</span> });
        let href = Route::record((*id).clone()).href();
        view! { <li><a href=href><span>{show::title(workspace, id, text)}</span>{tag}{on}</a></li> }
    };
    let lines = ids.iter().rev().take(MOST).map(line).collect_view();
    view! { <div><h3>{text.kind(kind)}" "{ids.len()}</h3><ul class="links">{lines}</ul></div> }.into_any()
}

/// The records that are started from this one, with what is known already filled in.
fn starts(workspace: &Workspace, id: &RecordId, today: Date, text: &'static Catalog) -> Vec<(&'static str, Route)> {
    let new = |kind: Kind, field: &str| Route::New { kind, given: vec![(field.to_owned(), id.to_string())] };
    match id.kind() {
        Some(Kind::Need) => vec![
            (text.record.start_project(), new(Kind::Project, "needs")),
            (text.record.start_claim(), claim_on(workspace, id, today)),
        ],
        Some(Kind::Resource) => vec![(text.record.start_project(), new(Kind::Project, "resources"))],
        Some(Kind::Pairing) => vec![(text.record.start_project(), new(Kind::Project, "pairing"))],
        Some(Kind::Project) => vec![
            (text.record.add_progress(), new(Kind::Progress, "project")),
            (text.record.start_claim(), new(Kind::Claim, "project")),
        ],
        _ => Vec::new(),
    }
}

/// A claim on a need, with what is open of it filled in.
fn claim_on(workspace: &Workspace, need: &RecordId, today: Date) -> Route {
    let standing = Standings::about(workspace, today, std::slice::from_ref(need)).need(need);
    claim_route(workspace, &standing)
}
