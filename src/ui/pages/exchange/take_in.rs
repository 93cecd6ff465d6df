//! Taking in: the place to choose or drop files.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Stage;
use super::look::look;
use crate::ui::components::codes::ReadButton;
use crate::ui::files;
use crate::ui::state::{store, words};

/// The card for taking in.
#[component]
pub fn TakeIn(stands: Stage, stage: RwSignal<Stage, LocalStorage>) -> impl IntoView {
    let (store, text) = (store(), words());
    let over = RwSignal::new(false);
    let take = move |files: Vec<gloo_file::File>| {
        if files.is_empty() {
            return;
        }
        stage.set(Stage::Busy(text.exchange.reading()));
        spawn_local(async move {
            files::painted().await;
            let next = look(store, files, text).await;
            // The page may be gone by now.
            let _ = stage.try_set(next);
        });
    };
    let chosen = move |event: leptos::ev::Event| {
        take(files::all_chosen(&event));
    };
    let whole = Callback::new(move |file| {
        store.announce(text.codes.done());
        take(vec![file]);
    });
    let drop_here = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(files::all_dropped(&event));
    };
    let drag = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let busy = matches!(stands, Stage::Busy(_));
    let notice = match stands {
        Stage::Busy(words) => Some(view! { <p class="notice notice-calm" role="status">{words}</p> }.into_any()),
        Stage::Refused(words) => Some(
            view! {
                <div class="notice notice-bad" role="alert">
                    <p><strong>{text.exchange.refused_title()}</strong><br/>{words}<br/><span class="muted">{text.exchange.refused_note()}</span></p>
                </div>
            }
            .into_any(),
        ),
        _ => None,
    };
    view! {
        <section class="card stack" aria-labelledby="take-in">
            <h2 id="take-in">{text.exchange.import_title()}</h2>
            <p class="muted small">{text.exchange.import_intro()}</p>
            {notice}
            <div
                class="drop"
                data-over=move || over.get().then_some("")
                on:dragover=drag
                on:dragleave=move |_| over.set(false)
                on:drop=drop_here
            >
                <p class="muted no-phone">{text.exchange.drop_here()}</p>
                <div class="buttons">
                <label class="btn file-button" aria-disabled=move || busy.to_string()>
                    {text.nav.choose_file()}
                    <input type="file" id="take-in-file" class="visually-hidden" accept=".json,.zip,application/json,application/zip" multiple disabled=busy on:change=chosen/>
                </label>
                <ReadButton disabled=busy take=whole/>
                </div>
            </div>
        </section>
    }
    .into_any()
}
