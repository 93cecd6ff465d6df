//! A file of another workspace: refused, but what an office kept there before it joined its street can be brought along.

use std::rc::Rc;

use leptos::prelude::*;

use super::Stage;
use crate::exchange::VerifiedFile;
use crate::i18n::Catalog;
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::{Action, Bringing, Brought, Fate, Workspace};

/// Records listed by name.
const LISTED: usize = 200;

/// Another workspace and what bringing its records would do.
#[derive(Clone)]
pub struct Elsewhere {
    title: String,
    bringing: Rc<Bringing>,
}

impl Elsewhere {
    /// Nothing when the file lacks its workspace's beginning, or holds no records.
    pub fn of(workspace: &Workspace, file: &VerifiedFile) -> Option<Elsewhere> {
        let device = workspace.device().clone();
        let (other, _) = Workspace::receive(file.workspace, file.logs.clone(), device).ok()?;
        let bringing = workspace.bringing(&other);
        (!bringing.records.is_empty()).then(|| Elsewhere { title: file.title.clone(), bringing: Rc::new(bringing) })
    }
}

/// The card.
#[component]
pub fn ElsewhereCard(elsewhere: Elsewhere, stage: RwSignal<Stage, LocalStorage>) -> impl IntoView {
    let (store, text) = (store(), words());
    let Elsewhere { title, bringing } = elsewhere;
    let count = bringing.edits.len();
    let lines = bringing.records.iter().take(LISTED).map(|it| line(store, it, text)).collect_view();
    let left = bringing.records.len().saturating_sub(LISTED);
    let rest = (left > 0).then(|| view! { <p class="muted small">{text.exchange.not_listed(left)}</p> });
    let nothing = (count == 0).then(|| view! { <p class="notice notice-calm">{text.bring.nothing()}</p> });
    let source = title.clone();
    let bring = move |_| {
        let action = Action::Import { source: source.clone() };
        match store.submit(bringing.edits.clone(), action) {
            Ok(_) => {
                store.announce_change(text.bring.done());
                stage.set(Stage::Idle);
            }
            Err(_) => stage.set(Stage::Refused(text.bring.not_done().to_owned())),
        }
    };
    view! {
        <section class="card stack">
            <div class="notice notice-bad" role="alert"><p>{text.exchange.other_workspace(&title)}</p></div>
            <div>
                <h2>{text.bring.title()}</h2>
                <p class="muted">{text.bring.help()}</p>
            </div>
            {nothing}
            <details open=count > 0>
                <summary>{text.bring.what_becomes()}</summary>
                <ul class="lines">{lines}</ul>
                {rest}
            </details>
            <div class="buttons">
                <button type="button" class="btn btn-main" id="bring" disabled=move || count == 0 || !store.may_write() on:click=bring>{text.bring.bring(count)}</button>
                <button type="button" class="btn" on:click=move |_| stage.set(Stage::Idle)>{text.nav.cancel()}</button>
            </div>
        </section>
    }
    .into_any()
}

fn line(store: WorkspaceStore, brought: &Brought, text: &'static Catalog) -> AnyView {
    let kind = brought.from.kind().map(|kind| text.kind_one(kind)).unwrap_or_default();
    let named = |id: &crate::domain::RecordId| store.peek(|workspace| workspace.title_of(id));
    let fate = match &brought.fate {
        Fate::New => text.bring.becomes_new().to_owned(),
        Fate::Is(here) => text.bring.is_here(&named(here)),
        Fate::Known(_) => text.bring.known().to_owned(),
    };
    view! { <li><strong>{brought.title.clone()}</strong>" "<span class="muted small">{kind}" · "{fate}</span></li> }
        .into_any()
}
