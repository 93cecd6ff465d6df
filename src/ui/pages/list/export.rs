//! The list as it is asked, written as a workbook by the office worker. Private fields stay out.

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::query::ListState;
use crate::domain::{Date, Kind, RecordId, Shape, schema};
use crate::i18n::{Catalog, catalog};
use crate::tabular::desk::{Answer, Request};
use crate::ui::office::{Office, save_file};
use crate::ui::state::{WorkspaceStore, store, words};
use crate::ui::{parts, show};
use crate::workspace::{ListQuery, Workspace, run};

/// Saves what the list shows as a sheet.
#[component]
pub fn ExportButton(state: ListState) -> impl IntoView {
    let (store, text) = (store(), words());
    let busy = RwSignal::new(false);
    let export = move |_| {
        let asked = (store, state.query());
        busy.set(true);
        spawn_local(async move {
            match parts::export(asked).await {
                Some(writing) => writing.await,
                None => store.announce(text.errors.part_not_loaded()),
            }
            busy.set(false);
        });
    };
    view! { <button type="button" class="btn btn-text" disabled=move || busy.get() on:click=export>{text.import.export()}</button> }
}

/// Writes the list and hands the file to the browser; says how it went.
pub fn export(store: WorkspaceStore, query: &ListQuery) -> LocalBoxFuture<'static, ()> {
    let (text, asked) = (catalog(store.language_now()), store.asked_now());
    let request = store.peek(|it| sheet(it, query.kind, &run(it, query, asked), asked.today, text));
    let name = format!("{}-{}.xlsx", text.kind(query.kind), asked.today);
    async move {
        match Office::default().ask(&request, None).await {
            Ok((Answer::File, bytes)) if save_file(&name, &bytes) => store.announce(text.import.exported()),
            _ => store.announce(text.errors.unexpected()),
        }
    }
    .boxed_local()
}

fn sheet(workspace: &Workspace, kind: Kind, ids: &[RecordId], today: Date, text: &Catalog) -> Request {
    let fields = schema::fields(kind).iter().filter(|it| !it.private && it.shape != Shape::Structure);
    let fields: Vec<_> = fields.collect();
    let cell = |id: &RecordId, field: &schema::Field| show::plain_text(workspace, id, field.name, today, text);
    Request::Export {
        title: text.kind(kind).to_owned(),
        heads: fields.iter().map(|field| text.field(kind, field.name).to_owned()).collect(),
        rows: ids.iter().map(|id| fields.iter().map(|field| cell(id, field)).collect()).collect(),
    }
}
