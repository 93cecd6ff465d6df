//! One record: what it holds, what it is linked to, what happened to it, and what can be done with it.

mod actions;
pub(crate) mod amounts;
mod clash;
mod facts;
mod held;
pub(crate) mod history;
mod links;
mod step_form;
pub(crate) mod steps;

use leptos::prelude::*;

use crate::domain::{Kind, RecordId};
use crate::ui::components::tag::Tag;
use crate::ui::show::{self, Tint};
use crate::ui::state::{location, store, words};
use crate::workspace::light;
pub use actions::Actions;
use amounts::Amounts;
pub use clash::Clashes;
use facts::Facts;
use held::HeldBack;
pub use history::History;
use links::Links;
use steps::Steps;

/// Where a record stands without its list; `.split` in the style sheet turns at the same width.
const ALONE: &str = "(max-width: 75rem)";

/// One record, beside its list or on a page of its own.
#[component]
pub fn RecordView(id: RecordId) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let known = {
        let id = id.clone();
        store.slice(move |workspace| workspace.contains(&id))
    };
    let id = StoredValue::new(id);
    move || {
        if !known.get() {
            let waiting = id.with_value(|id| {
                store.read(|workspace| {
                    let is_waiting = !workspace.pending_of(id).is_empty();
                    is_waiting.then(|| workspace.title_of_pending(id))
                })
            });
            if let Some(title) = waiting {
                let id = id.get_value();
                return view! {
                    <article class="record">
                        <h2 tabindex="-1">{title}</h2>
                        <HeldBack id=id.clone()/>
                        <History id/>
                    </article>
                }
                .into_any();
            }
            let back = id.with_value(|id| id.kind()).map(|kind| {
                view! { <p><a class="btn" href=location.last_list(kind).href()>{text.kind(kind)}</a></p> }
            });
            return view! {
                <div class="stack">
                    <h2>{text.nav.not_found_title()}</h2>
                    <p>{text.nav.not_found()}</p>
                    {back}
                </div>
            }
            .into_any();
        }
        let id = id.get_value();
        view! {
            <article class="record">
                <Head id=id.clone()/>
                <HeldBack id=id.clone()/>
                <Clashes id=id.clone()/>
                <Steps id=id.clone()/>
                <Amounts id=id.clone()/>
                <Facts id=id.clone()/>
                <Links id=id.clone()/>
                <History id=id.clone()/>
                <Actions id=id.clone()/>
            </article>
        }
        .into_any()
    }
}

#[component]
fn Head(id: RecordId) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let Some(kind) = id.kind() else { return ().into_any() };
    let heading = NodeRef::<leptos::html::H2>::new();
    let head = move || {
        let today = store.today();
        store.try_read(|workspace| {
            let code = workspace.text(&id, "status");
            let state = schema_state(kind, &code, text).map(|words| view! { <Tag words tint=Tint::of_state(&code)/> });
            let light = (kind == Kind::Project).then(|| {
                let light = light(workspace, &id, today);
                let (words, why) = (text.light(light), text.light_reason(light));
                view! { <Tag words tint=Tint::of_light(light) why/> }
            });
            let archived = workspace.is_archived(&id).then(|| {
                view! { <p class="notice">{text.record.archived_notice()}</p> }
            });
            let title = show::title(workspace, &id, text);
            view! {
                <div class="tags">{state}{light}</div>
                <h2 node_ref=heading tabindex="-1">{title}</h2>
                {archived}
            }
        })
    };
    // On a narrow screen the record replaces its list: the reader's place moves with it.
    Effect::new(move |moved: Option<bool>| {
        let Some(heading) = heading.get() else { return moved.unwrap_or(false) };
        let alone = window().match_media(ALONE).ok().flatten().is_some_and(|query| query.matches());
        moved.unwrap_or(false) || (alone && heading.focus().is_ok())
    });
    let close = move |_| location.go(&location.last_list(kind));
    view! {
        <header class="record-head">
            <div class="record-line">
                <span>{text.kind_one(kind)}</span>
                <button type="button" class="btn btn-text btn-small close no-print" on:click=close>{text.nav.close()}</button>
            </div>
            {head}
        </header>
    }
    .into_any()
}

fn schema_state(kind: Kind, code: &str, text: &'static crate::i18n::Catalog) -> Option<String> {
    let field = crate::domain::schema::field(kind, "status")?;
    let crate::domain::Shape::Choice(set, _) = field.shape else { return None };
    (!code.is_empty()).then(|| text.choice(set, code).to_owned())
}
