//! Each project with its entries, what they delivered, and the form for the next one.

use leptos::html;
use leptos::prelude::*;

use super::progress::ProgressForm;
use super::{LedgerState, wording};
use crate::domain::{RecordId, transition};
use crate::i18n::Catalog;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{WorkspaceStore, location, store, words};
use crate::workspace::{Met, Posted, Project};

/// Entries shown of each project before the rest is asked for: the newest.
const NEWEST: usize = 3;

/// All projects that fit.
#[component]
pub fn Entries(state: LedgerState) -> impl IntoView {
    // Which one a form stands open under.
    let open = RwSignal::new(None::<RecordId>);
    let ids =
        move || state.shown.with(|shown| shown.iter().take(state.most()).map(|it| it.id.clone()).collect::<Vec<_>>());
    let card = move |id: RecordId| view! { <Card state id open/> };
    view! { <div class="stack" id="ledger-entries"><For each=ids key=RecordId::clone children=card/></div> }.into_any()
}

/// One project. What it shows changes in place, so that a form under it stays as it is.
#[component]
fn Card(state: LedgerState, id: RecordId, open: RwSignal<Option<RecordId>>) -> impl IntoView {
    let (store, text) = (store(), words());
    let project = {
        let id = id.clone();
        Memo::new(move |_| state.shown.with(|shown| shown.iter().find(|it| it.id == id).cloned()))
    };
    let button = NodeRef::<html::Button>::new();
    let is_open = {
        let id = id.clone();
        Memo::new(move |_| open.with(|open| open.as_ref() == Some(&id)))
    };
    let close = Callback::new(move |()| {
        open.set(None);
        // The focus goes back to where the form was opened.
        request_animation_frame(move || {
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        });
    });
    let form = move || {
        let of = project.get_untracked().filter(|_| is_open.get());
        of.map(|project| view! { <ProgressForm project on_done=close/> })
    };
    let may_add =
        move || store.may_write() && project.with(|it| it.as_ref().is_some_and(|it| !transition::is_over(&it.status)));
    let location = location();
    let toggle = move |_| {
        // What is typed under another project is not lost unasked.
        if location.is_unsaved() {
            return store.announce(text.status.unsaved());
        }
        let id = id.clone();
        open.update(|open| *open = if open.as_ref() == Some(&id) { None } else { Some(id) });
    };
    let add = move || {
        may_add().then(|| {
            view! {
                <div class="buttons">
                    <button type="button" node_ref=button class="btn btn-small add-progress" aria-expanded=move || is_open.get().to_string() on:click=toggle.clone()>{text.ledger.add()}</button>
                </div>
            }
        })
    };
    let body = move || project.with(|it| it.as_ref().map(|it| project_view(store, it, text)));
    view! { <article class="card stack-small ledger-project">{body}{add}{form}</article> }.into_any()
}

fn project_view(store: WorkspaceStore, it: &Project, text: &'static Catalog) -> AnyView {
    let today = store.today();
    let (facts, turn, signs, needs) = store.peek(|workspace| {
        let mut facts = vec![
            text.errors.in_field(text.ledger.responsible(), &wording::office(workspace, it.responsible.as_ref(), text)),
        ];
        if !it.supporting.is_empty() {
            let names = wording::offices(workspace, &it.supporting, text);
            facts.push(text.errors.in_field(text.ledger.supporting(), &names));
        }
        facts.push(text.errors.in_field(text.ledger.deadline(), &wording::deadline(it, today, text)));
        facts.extend(it.last().map(|day| text.ledger.last_entry(&text.day_short(day, today))));
        let sign =
            |sign| (wording::sign_kind(crate::workspace::Sign::kind(sign), text), wording::sign(workspace, sign, text));
        let signs: Vec<_> = it.signs.iter().map(sign).collect();
        let need = |met: &Met| (met.need.clone(), show::title(workspace, &met.need, text), wording::met(met, text));
        let needs: Vec<_> = it.needs.iter().map(need).collect();
        (facts, wording::turn(workspace, it, text), signs, needs)
    });
    let facts = facts.into_iter().map(|it| view! { <span>{it}</span> }).collect_view();
    let percent = it.percent.map(|n| view! { <span class="muted">{text.ledger.percent(n)}</span> });
    let sign = |(kind, words): (&'static str, String)| view! { <li><Tag words=kind tint=Tint::Warn/>" "{words}</li> };
    let signs = (!signs.is_empty()).then(|| {
        view! { <ul class="signs" title=text.ledger.signs_help()>{signs.into_iter().map(sign).collect_view()}</ul> }
    });
    let need = |(id, title, words): (RecordId, String, String)| {
        view! { <li><a class="link" href=Route::record(id).href()>{title}</a>" "<span class="met">{words}</span></li> }
    };
    let other = (!it.other.is_empty()).then(|| {
        view! { <li>{text.errors.in_field(text.ledger.other_delivered(), &wording::amounts(&it.other, text))}</li> }
    });
    let needs = (!it.needs.is_empty() || other.is_some())
        .then(|| view! { <ul class="small ledger-needs">{needs.into_iter().map(need).collect_view()}{other}</ul> });
    let old = it.entries.len().saturating_sub(NEWEST);
    let line = |posted: &Posted| entry(posted, text);
    let entries = match &it.entries[..] {
        [] => view! { <p class="muted small">{text.ledger.no_entries()}</p> }.into_any(),
        some => {
            let newest = some[old..].iter().rev().map(line).collect_view();
            let older = (old > 0).then(|| {
                view! {
                    <details class="fold">
                        <summary>{text.ledger.more(old)}</summary>
                        <ol class="past">{some[..old].iter().rev().map(line).collect_view()}</ol>
                    </details>
                }
            });
            view! { <ol class="past">{newest}</ol>{older} }.into_any()
        }
    };
    view! {
        <header class="ledger-head">
            <h2><a href=Route::record(it.id.clone()).href()>{it.title.clone()}</a></h2>
            <span class="tags">
                <Tag words=text.light(it.light) tint=Tint::of_light(it.light) why=text.light_reason(it.light)/>
                <Tag words=text.choice("project_status", &it.status).to_owned() tint=Tint::of_state(&it.status)/>
                {percent}
            </span>
        </header>
        <p class="said-all">{facts}</p>
        {turn.map(|turn| view! { <p class="small"><strong>{turn}</strong></p> })}
        {signs}
        {needs}
        {entries}
    }
    .into_any()
}

fn entry(it: &Posted, text: &'static Catalog) -> AnyView {
    let day = it.entry.on.map(|day| text.day(day)).unwrap_or_default();
    let percent = it.percent.map(|n| view! { " "<span class="muted">{text.ledger.percent(n)}</span> });
    let delivered = it.entry.delivered().map(
        |it| view! { " "<span class="muted">{[text.ledger.delivered(), " ", &text.quantity(it)].concat()}</span> },
    );
    view! {
        <li>
            <a class="link when" href=Route::record(it.entry.id.clone()).href()>{day}</a>" "<span>{it.done.clone()}</span>{percent}{delivered}
        </li>
    }
    .into_any()
}
