//! Evaluation: schemes, sheets, and the way to a new one of each.

mod draft;
mod new_sheet;
mod scheme;
mod sheet;
mod totals;

use crate::domain::order;
use leptos::prelude::*;

use crate::domain::{Kind, RecordId};
use crate::evaluation::{Scheme, default_scheme, format_points, totals as total_of};
use crate::i18n::Catalog;
use crate::ui::components::page_head::PageHead;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{location, store, words};
use crate::workspace::{Action, Edit, Workspace};
use new_sheet::NewSheet;
pub use scheme::SchemePage;
pub use sheet::SheetPage;

/// The schemes and the sheets.
#[component]
pub fn EvaluationPage() -> impl IntoView {
    let (store, text) = (store(), words());
    let has_scheme = store.slice(|workspace| workspace.count(Kind::Scheme) > 0);
    let sheets = move || {
        if !has_scheme.get() {
            return view! { <NoScheme/> }.into_any();
        }
        let form = move || store.may_write().then(|| view! { <NewSheet/> });
        view! { {form}<Sheets/><Schemes/> }.into_any()
    };
    view! {
        <div class="page">
            <div class="page-narrow stack">
                <PageHead title=text.evaluation.title() about=Signal::stored(text.evaluation.intro().to_owned())/>
                {sheets}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn NoScheme() -> impl IntoView {
    let (store, text) = (store(), words());
    view! {
        <section class="card stack">
            <p>{text.evaluation.no_scheme_yet()}</p>
            <p class="muted">{text.evaluation.default_help()}</p>
            {move || store.may_write().then(|| view! { <div class="buttons"><FromDefault main=true/></div> })}
        </section>
    }
}

/// Makes a scheme from the default one and opens it.
#[component]
fn FromDefault(#[prop(optional)] main: bool) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let make = move |_| {
        let fields = default_scheme(text.language.code()).to_fields();
        match store.submit(vec![Edit::new(Kind::Scheme, fields)], Action::Save).as_deref() {
            Ok([id, ..]) => location.go(&Route::Scheme { id: id.clone() }),
            _ => store.announce(text.errors.unexpected()),
        }
    };
    let class = if main { "btn btn-main" } else { "btn btn-small" };
    view! { <button type="button" class=class on:click=make>{text.evaluation.from_default()}</button> }
}

#[component]
fn Sheets() -> impl IntoView {
    let (store, text) = (store(), words());
    let rows = move || {
        store.try_read(|workspace| {
            let mut ids = workspace.ids(Kind::Sheet);
            let year = |id: &RecordId| workspace.value(id, "year").as_integer();
            order::sort_by_key(&mut ids, |id| (std::cmp::Reverse(year(id)), workspace.title_of(id)));
            if ids.is_empty() {
                return view! { <p class="muted">{text.evaluation.no_sheets()}</p> }.into_any();
            }
            let rows = ids.iter().map(|id| sheet_row(workspace, id, text)).collect_view();
            view! {
                <table class="plain-table" aria-label=text.kind(Kind::Sheet)>
                    <thead>
                        <tr>
                            <th>{text.evaluation.sheet()}</th>
                            <th>{text.evaluation.state()}</th>
                            <th class="num">{text.evaluation.total()}</th>
                            <th class="nowrap">{text.evaluation.grade()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
            .into_any()
        })
    };
    view! { <section class="card stack"><h2>{text.evaluation.sheets()}</h2>{rows}</section> }
}

fn sheet_row(workspace: &Workspace, id: &RecordId, text: &'static Catalog) -> AnyView {
    let href = Route::record(id.clone()).href();
    let title = view! { <a class="link" href=href>{sheet_title(workspace, id, text)}</a> };
    let Some(scheme) = scheme_of(workspace, id) else {
        return view! { <tr><td>{title}</td><td colspan="3">{text.evaluation.scheme_damaged()}</td></tr> }.into_any();
    };
    let totals = total_of(&scheme, &workspace.fields(id));
    let scored = totals.parts.iter().map(|part| part.scored).sum();
    let all = scheme.parts.iter().map(|part| part.indicators.len()).sum();
    let tint = if totals.complete { Tint::Good } else { Tint::Warn };
    let total = totals.complete.then(|| format_points(totals.total_hundredths));
    view! {
        <tr>
            <td>{title}</td>
            <td><Tag words=text.evaluation.scored_of(scored, all) tint/></td>
            <td class="num">{total}</td>
            <td class="nowrap">{totals.grade.map(|grade| grade.name)}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn Schemes() -> impl IntoView {
    let (store, text) = (store(), words());
    let lines = move || {
        store.try_read(|workspace| {
            let line = |id: RecordId| {
                let href = Route::record(id.clone()).href();
                view! { <li><a href=href><span>{show::title(workspace, &id, text)}</span></a></li> }
            };
            workspace.ids(Kind::Scheme).into_iter().map(line).collect_view()
        })
    };
    let add = move || store.may_write().then(|| view! { <div class="buttons"><FromDefault/></div> });
    view! { <section class="card stack"><h2>{text.evaluation.schemes()}</h2><ul class="links">{lines}</ul>{add}</section> }
}

/// Takes a scheme or sheet out of its list.
#[component]
fn Archive(id: RecordId) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let archive = move |_| {
        if store.submit(vec![Edit::archive(id.clone())], Action::Save).is_ok() {
            store.announce_change(text.record.archived_done());
            location.go(&Route::Evaluation);
        }
    };
    view! { <button type="button" class="btn btn-text" on:click=archive>{text.record.archive()}</button> }
}

/// The scheme a sheet is scored by, if it is here and whole.
fn scheme_of(workspace: &Workspace, sheet: &RecordId) -> Option<Scheme> {
    let scheme = workspace.link(sheet, "scheme")?;
    Scheme::from_fields(&workspace.fields(&scheme)).ok()
}

fn sheet_title(workspace: &Workspace, id: &RecordId, text: &Catalog) -> String {
    let office = workspace.link(id, "office").map(|office| show::title(workspace, &office, text)).unwrap_or_default();
    text.evaluation.sheet_title(&office, workspace.value(id, "year").as_integer().unwrap_or_default())
}
