//! Taking in: the place to choose or drop files.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::folder::{Dropped, Given, can_choose_folders};
use super::look::look;
use super::{Stage, then};
use crate::ui::components::codes::ReadButton;
use crate::ui::files;
use crate::ui::slow::Slow;
use crate::ui::state::{store, words};

/// The card for taking in.
#[component]
pub fn TakeIn(
    stands: Stage,
    stage: RwSignal<Stage, LocalStorage>,
    slow: Slow,
    beside: RwSignal<(usize, usize)>,
) -> impl IntoView {
    let (store, text) = (store(), words());
    let over = RwSignal::new(false);
    let show = move |given: Given| async move {
        let _ = beside.try_set((given.left_alone, given.unread));
        let work = slow.begin();
        let next = look(store, given, work, text).await;
        then(work, stage, next);
    };
    let take = move |given: Given| {
        if given.files.is_empty() && !given.is_folder {
            return;
        }
        stage.set(Stage::Busy(text.exchange.reading()));
        spawn_local(async move {
            files::painted().await;
            show(given).await;
        });
    };
    let chosen = move |event: leptos::ev::Event| take(Given::by_hand(files::all_chosen(&event)));
    let folder_chosen = move |event: leptos::ev::Event| {
        let given = Given::of_folder(&event);
        // An empty folder cannot be told from none.
        if !given.files.is_empty() || given.left_alone > 0 {
            take(given);
        }
    };
    let whole = Callback::new(move |file| {
        store.announce(text.codes.done());
        take(Given::by_hand(vec![file]));
    });
    let drop_here = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        let dropped = Dropped::of(&event);
        if dropped.is_empty() {
            return;
        }
        stage.set(Stage::Busy(text.exchange.reading()));
        spawn_local(async move {
            files::painted().await;
            show(dropped.files().await).await;
        });
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
    let folder = can_choose_folders().then(|| {
        view! {
            <label class="btn file-button no-phone" aria-disabled=move || busy.to_string()>
                {text.intake.choose_folder()}
                <input type="file" id="take-in-folder" class="visually-hidden" prop:webkitdirectory=true disabled=busy on:change=folder_chosen/>
            </label>
        }
    });
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
                {folder}
                <ReadButton disabled=busy take=whole/>
                </div>
            </div>
        </section>
    }
    .into_any()
}
