//! What may be here already: a warning under the title while one types.

use leptos::prelude::*;

use super::filling::Filling;
use crate::domain::{Kind, Shape, schema};
use crate::i18n::Catalog;
use crate::ui::idle::{put_off, when_idle};
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{store, words};
use crate::workspace::{Near, Why, Workspace};

/// Records that may be the same thing as the form's.
#[component]
pub fn Perhaps(filling: Filling) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = filling.kind;
    let found = RwSignal::new(Vec::<Near>::new());
    // The first key should not wait for the texts to be gathered.
    let linked = schema::fields(kind).iter().filter_map(|field| match field.shape {
        Shape::Link(kind) | Shape::Links(kind) => Some(kind),
        _ => None,
    });
    let mut kinds: Vec<Kind> = linked.collect();
    kinds.push(kind);
    when_idle(move || {
        for kind in &kinds {
            store.try_read_once(|workspace| workspace.prepare_search(*kind));
        }
    });
    // What was typed is painted first.
    let look = put_off(move || {
        let (filled, record) = (filling.filled(), filling.record());
        let near = store.try_read_once(|workspace| workspace.near(kind, &filled, record.as_ref()));
        found.set(near.filter(|_| filling.is_changed()).unwrap_or_default());
    });
    Effect::new(move |_| {
        filling.entries();
        look();
    });
    let line = move |near: Near| {
        let href = Route::record(near.id.clone()).href();
        let words = store.peek(|workspace| words_of(workspace, kind, &near, text));
        let archived = near.archived.then(|| view! { <span class="muted">{text.offer.archived()}</span> });
        view! { <li><a class="link" href=href>{words}</a>{archived}</li> }
    };
    let lines = move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            view! {
                <div class="notice perhaps">
                    <p><strong>{text.offer.perhaps_there()}</strong>" "<span class="muted">{text.offer.goes_on()}</span></p>
                    <ul>{found.into_iter().map(line).collect_view()}</ul>
                </div>
            }
        })
    };
    view! { <div role="status">{lines}</div> }.into_any()
}

fn words_of(workspace: &Workspace, kind: Kind, near: &Near, text: &Catalog) -> String {
    let (one, title) = (text.kind_one(kind), show::title(workspace, &near.id, text));
    let is_office = kind == Kind::Office;
    match &near.why {
        Why::SameTitle if is_office => text.offer.same_name(&title),
        Why::LikeTitle if is_office => text.offer.like_name(&title),
        Why::SameTitle => text.offer.same_title(one, &title),
        Why::LikeTitle => text.offer.like_title(one, &title),
        Why::LikeContent => text.offer.like_content(one, &title),
        Why::Alias(alias) => text.offer.alias_of(alias, &title),
        Why::SameElsewhere => {
            let owner = schema::owner_field(kind).and_then(|name| schema::field(kind, name));
            let office = owner.map(|field| show::field_text(workspace, &near.id, field, text)).unwrap_or_default();
            text.offer.same_elsewhere(one, &title, &office)
        }
    }
}
