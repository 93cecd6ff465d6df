//! The fields of a record that hold something, group by group.

use leptos::prelude::*;

use crate::domain::schema::{self, Field, Group};
use crate::domain::{Kind, RecordId, Shape};
use crate::ui::components::times::Times;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{store, words};
use crate::workspace::Workspace;

const GROUPS: [Group; 5] = [Group::What, Group::Who, Group::Terms, Group::State, Group::More];

/// What the record says, as names and values.
#[component]
pub fn Facts(id: RecordId) -> impl IntoView {
    let store = store();
    let Some(kind) = id.kind() else { return ().into_any() };
    let groups = move || {
        store.try_read(|workspace| {
            GROUPS.into_iter().filter_map(|group| facts(workspace, kind, &id, group)).collect::<Vec<_>>()
        })
    };
    view! { <div class="stack">{groups}</div> }.into_any()
}

fn facts(workspace: &Workspace, kind: Kind, id: &RecordId, group: Group) -> Option<AnyView> {
    let text = words();
    let stands = |field: &&Field| {
        let named = field.name == schema::title_field(kind) || field.name == "status";
        field.group == group && !named && !workspace.value(id, field.name).is_blank()
    };
    let fact = |field: &'static Field| {
        view! { <dt>{text.field(kind, field.name)}</dt><dd>{value(workspace, id, field)}</dd> }
    };
    let facts: Vec<_> = schema::fields(kind).iter().filter(stands).map(fact).collect();
    let title = text.group(group);
    (!facts.is_empty()).then(|| {
        view! { <section class="record-part"><h3>{title}</h3><dl class="facts">{facts}</dl></section> }.into_any()
    })
}

fn value(workspace: &Workspace, id: &RecordId, field: &'static Field) -> AnyView {
    let text = words();
    let value = workspace.value(id, field.name);
    let links: Vec<RecordId> = match field.shape {
        Shape::Link(_) => value.as_text().and_then(|id| RecordId::parse(id).ok()).into_iter().collect(),
        Shape::Links(_) => value.items().iter().filter_map(|id| RecordId::parse(id.as_text()?).ok()).collect(),
        _ => {
            let written = show::value_text(workspace, field, &value, text);
            let times = field.times.then(|| view! { <Times text=Signal::stored(written.clone()) briefly=true/> });
            return view! { {written.clone()}{times} }.into_any();
        }
    };
    let link = |id: RecordId| {
        let title = show::title(workspace, &id, text);
        view! { <li><a class="link" href=Route::record(id).href()>{title}</a></li> }
    };
    view! { <ul>{links.into_iter().map(link).collect_view()}</ul> }.into_any()
}
