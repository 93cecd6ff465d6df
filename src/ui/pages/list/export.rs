//! The list as it is asked, written as a workbook by the office worker. Private fields stay out.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::query::ListState;
use crate::domain::{Kind, RecordId, Shape, schema};
use crate::i18n::Catalog;
use crate::tabular::desk::{Answer, Request};
use crate::ui::office::{Office, save_file};
use crate::ui::show;
use crate::ui::state::{store, words};
use crate::workspace::{Workspace, run};

/// Saves what the list shows as a sheet.
#[component]
pub fn ExportButton(state: ListState) -> impl IntoView {
    let (store, text) = (store(), words());
    let busy = RwSignal::new(false);
    let export = move |_| {
        let (query, today) = (state.query(), store.today_now());
        let request = store.peek(|workspace| sheet(workspace, state.kind, &run(workspace, &query, today), text));
        let name = format!("{}-{today}.xlsx", text.kind(state.kind));
        busy.set(true);
        spawn_local(async move {
            let office = Office::default();
            match office.ask(&request, None).await {
                Ok((Answer::File, bytes)) if save_file(&name, &bytes) => store.announce(text.import.exported()),
                _ => store.announce(text.errors.unexpected()),
            }
            busy.set(false);
        });
    };
    view! { <button type="button" class="btn btn-text" disabled=move || busy.get() on:click=export>{text.import.export()}</button> }
}

fn sheet(workspace: &Workspace, kind: Kind, ids: &[RecordId], text: &Catalog) -> Request {
    let fields = schema::fields(kind).iter().filter(|it| !it.private && it.shape != Shape::Structure);
    let fields: Vec<_> = fields.collect();
    // Dates stand as they are entered, so that the sheet can be read back in.
    let cell = |id: &RecordId, field: &schema::Field| match field.shape {
        Shape::Date => workspace.text(id, field.name),
        _ => show::field_text(workspace, id, field, text),
    };
    Request::Export {
        title: text.kind(kind).to_owned(),
        heads: fields.iter().map(|field| text.field(kind, field.name).to_owned()).collect(),
        rows: ids.iter().map(|id| fields.iter().map(|field| cell(id, field)).collect()).collect(),
    }
}
