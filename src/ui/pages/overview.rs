//! The first page: how many records the lists hold, what waits, and what to do next.

use crate::domain::order;
use leptos::prelude::*;

use crate::domain::{Kind, Light, RecordId};
use crate::ui::components::page_head::PageHead;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{store, words};
use crate::workspace::{ListQuery, Only, OnlySet, light, run};

/// Lines shown of each group before its list is wanted.
const MOST: usize = 6;

/// Figures, what is due, what waits, and the first steps while lists are empty.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let (store, text) = (store(), words());
    let title = store.slice(|workspace| workspace.title());
    let figure = move |kind: Kind| {
        let count = store.slice(move |workspace| workspace.count(kind));
        let about = text.definition_head(kind);
        view! {
            <a class="figure-card" href=Route::list(kind).href()>
                <span>{text.kind(kind)}</span>
                <b>{move || count.get()}</b>
                <span class="small">{about}</span>
            </a>
        }
    };
    let figures = [Kind::Resource, Kind::Need, Kind::Project].into_iter().map(figure).collect_view();
    let conflicts = store.slice(|workspace| workspace.conflicts().len());
    let clash = move || {
        let n = conflicts.get();
        (n > 0).then(|| {
            view! {
                <div class="notice" role="status">
                    <p>{text.nav.conflicts_waiting(n)}</p>
                    <a class="btn" href=Route::Conflicts.href()>{text.nav.conflicts()}</a>
                </div>
            }
        })
    };
    view! {
        <div class="page">
            <div class="page-narrow stack">
                <PageHead title=text.nav.overview() about=Signal::derive(move || title.get())/>
                {clash}
                <div class="figures">{figures}</div>
                <FirstSteps/>
                <div class="columns"><Due/><Waiting/></div>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn FirstSteps() -> impl IntoView {
    let (store, text) = (store(), words());
    let counts = store.slice(|workspace| {
        let lists =
            [Kind::Resource, Kind::Need, Kind::Project].into_iter().map(|kind| workspace.count(kind)).sum::<usize>();
        (workspace.count(Kind::Office), lists)
    });
    let step = |words: &'static str, label: &'static str, route: Route| {
        view! { <li><p>{words}</p><a class="btn" href=route.href()>{label}</a></li> }
    };
    move || {
        let (offices, lists) = counts.get();
        (offices < 2 || lists == 0).then(|| {
            view! {
                <section class="card">
                    <h2>{text.start.first_steps()}</h2>
                    <ol class="steps">
                        {step(text.start.step_offices(), text.new_record(Kind::Office), Route::new_record(Kind::Office))}
                        {step(text.start.step_import(), text.nav.import(), Route::Import { kind: Kind::Resource })}
                        {step(text.start.step_hand_on(), text.nav.exchange(), Route::Exchange)}
                    </ol>
                </section>
            }
        })
    }
}

#[component]
fn Due() -> impl IntoView {
    let (store, text) = (store(), words());
    let lines = move |()| {
        let today = store.today();
        store.read(|workspace| {
            let mut due: Vec<(Light, RecordId)> = workspace.ids(Kind::Project).into_iter().map(|id| (light(workspace, &id, today), id)).collect();
            due.retain(|(light, _)| matches!(light, Light::Red | Light::Yellow));
            order::sort(&mut due);
            let line = |(light, id): (Light, RecordId)| {
                let tag = view! { <Tag words=text.light(light) tint=Tint::of_light(light) why=text.light_reason(light)/> };
                view! { <li><a href=Route::record(id.clone()).href()><span>{show::title(workspace, &id, text)}</span>{tag}</a></li> }.into_any()
            };
            due.into_iter().take(MOST).map(line).collect::<Vec<_>>()
        })
    };
    view! { <Block title=text.nav.due_soon() none=text.nav.nothing_due() lines=Callback::new(lines) more=only(Kind::Project, Only::Due)/> }
}

#[component]
fn Waiting() -> impl IntoView {
    let (store, text) = (store(), words());
    let only = OnlySet::of(&[Only::Waiting]);
    let query = StoredValue::new(ListQuery { only, ..ListQuery::new(Kind::Need) });
    let lines = move |()| {
        let asked = store.asked();
        store.read(|workspace| {
            let line = |id: RecordId| {
                let code = workspace.text(&id, "status");
                let tag = view! { <Tag words=text.choice("need_status", &code).to_owned() tint=Tint::of_state(&code)/> };
                view! { <li><a href=Route::record(id.clone()).href()><span>{show::title(workspace, &id, text)}</span>{tag}</a></li> }.into_any()
            };
            query.with_value(|query| run(workspace, query, asked)).into_iter().take(MOST).map(line).collect::<Vec<_>>()
        })
    };
    let more = Route::List { kind: Kind::Need, query: query.with_value(ListQuery::to_query) };
    view! { <Block title=text.nav.waiting_needs() none=text.nav.nothing_waiting() lines=Callback::new(lines) more/> }
}

fn only(kind: Kind, only: Only) -> Route {
    let query = ListQuery { only: OnlySet::of(&[only]), ..ListQuery::new(kind) };
    Route::List { kind, query: query.to_query() }
}

#[component]
fn Block(title: &'static str, none: &'static str, lines: Callback<(), Vec<AnyView>>, more: Route) -> impl IntoView {
    let text = words();
    let body = move || {
        let lines = lines.run(());
        if lines.is_empty() {
            return view! { <p class="muted">{none}</p> }.into_any();
        }
        view! { <ul class="links">{lines}</ul><p><a class="link small" href=more.href()>{text.nav.all()}</a></p> }
            .into_any()
    };
    view! { <section class="card stack"><h2>{title}</h2>{body}</section> }
}
