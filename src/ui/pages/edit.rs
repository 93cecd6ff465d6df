//! The pages of a form: a new record, a copy, a change; and a record of a kind without a list.

use leptos::prelude::*;

use crate::domain::{Fields, Kind, Quantity, RecordId, Shape, Value, schema, transition};
use crate::ui::components::form::RecordForm;
use crate::ui::components::page_head::PageHead;
use crate::ui::parts;
use crate::ui::route::{COPY, Route};
use crate::ui::show;
use crate::ui::state::{WorkspaceStore, location, store, words};
use crate::workspace::Role;
use crate::workspace::proposal::by_pairing;

/// A new record, with the fields that the address gives.
#[component]
pub fn NewPage(kind: Kind, given: Vec<(String, String)>) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let fields = given_fields(store, kind, &given);
    let back = match given.iter().find_map(|(_, value)| RecordId::parse(value).ok()) {
        Some(id) => Route::record(id),
        None => location.last_list(kind),
    };
    let after = back.clone();
    let on_saved = Callback::new(move |id: RecordId| match &after {
        Route::Record { .. } if kind == Kind::Progress => location.replace(after.clone()),
        _ => location.replace(Route::record(id)),
    });
    let on_cancel = Callback::new(move |()| location.go(&back));
    view! {
        <div class="page">
            <div class="page-narrow">
                <PageHead title=text.new_record(kind) about=Signal::stored(text.definition(kind).to_owned())/>
                <RecordForm kind record=None given=fields on_saved on_cancel/>
            </div>
        </div>
    }
    .into_any()
}

/// A change of a record.
#[component]
pub fn EditPage(id: RecordId) -> impl IntoView {
    let (store, location, text) = (store(), location(), words());
    let (Some(kind), true) = (id.kind(), store.peek(|workspace| workspace.contains(&id))) else {
        return view! { <super::not_found::NotFoundPage/> }.into_any();
    };
    let title = format!("{} · {}", text.form.edit(), store.peek(|workspace| show::title(workspace, &id, text)));
    let route = Route::record(id.clone());
    let on_cancel = Callback::new(move |()| location.go(&route));
    let on_saved = Callback::new(move |id: RecordId| location.replace(Route::record(id)));
    view! {
        <div class="page">
            <div class="page-narrow">
                <PageHead title=title/>
                <RecordForm kind record=Some(id) given=Fields::new() on_saved on_cancel/>
            </div>
        </div>
    }
    .into_any()
}

/// A record whose kind has no list: it stands alone.
#[component]
pub fn RecordPage(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    let title = store.peek(|workspace| show::title(workspace, &id, text));
    view! {
        <div class="page">
            <h1 class="visually-hidden">{title}</h1>
            <div class="card record-page">{parts::record(id)}</div>
        </div>
    }
    .into_any()
}

fn given_fields(store: WorkspaceStore, kind: Kind, given: &[(String, String)]) -> Fields {
    let mut fields = Fields::new();
    if let Some(first) = transition::first(kind) {
        fields.insert("status".to_owned(), Value::from(first));
    }
    if kind == Kind::Progress {
        fields.insert("on".to_owned(), Value::from(store.today().to_string()));
    }
    // Whoever sits at an office's machine writes for that office.
    let own = store.peek(|workspace| {
        let asked = || workspace.own_machine().and_then(|it| it.role);
        workspace.my_office().map(|office| (office, workspace.my_role().or_else(asked)))
    });
    if let Some((office, Some(role))) = own {
        let field = match (kind, role) {
            (_, Role::Street) => None,
            (Kind::Claim, _) => Some("office"),
            (Kind::Project | Kind::Pairing, Role::Community) => Some("community"),
            _ => schema::owner_field(kind),
        };
        fields.extend(field.map(|field| (field.to_owned(), Value::from(office.as_str()))));
    }
    for (name, value) in given {
        if name == COPY {
            fields.extend(copied(store, kind, value));
        } else if let Some(field) = schema::field(kind, name) {
            let text = value.as_str();
            let value = match field.shape {
                Shape::Links(_) => Value::List(vec![Value::from(text)]),
                Shape::Quantity => {
                    let given = Quantity::from_shown(text).or_else(|| Quantity::parse(text));
                    given.map(|it| it.to_value()).unwrap_or_default()
                }
                _ => Value::from(text),
            };
            fields.insert(name.clone(), value);
            if let (Kind::Project, "pairing", Ok(pairing)) = (kind, name.as_str(), RecordId::parse(text)) {
                fields.extend(store.peek(|workspace| by_pairing(workspace, &pairing)));
            }
        }
    }
    fields
}

/// What a copy takes over: everything a person wrote but the state, which starts anew.
fn copied(store: WorkspaceStore, kind: Kind, id: &str) -> Fields {
    let Ok(id) = RecordId::parse(id) else { return Fields::new() };
    let text = words();
    let mut fields =
        store.peek(|workspace| if workspace.contains(&id) { workspace.fields(&id) } else { Fields::new() });
    fields.retain(|name, _| schema::field(kind, name).is_some() && name != "status");
    if let Some(Value::Text(title)) = fields.get_mut(schema::title_field(kind))
        && RecordId::parse(title).is_err()
    {
        title.push_str(text.record.copy_of());
    }
    fields
}
