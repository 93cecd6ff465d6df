//! What is being done, how far it has come, and the button that stops it.

use leptos::prelude::*;

use super::Slow;
use crate::ui::state::words;

/// The card; `on_stop` leads back to what the page showed before, and tells that it was stopped.
#[component]
pub fn SlowCard(slow: Slow, title: &'static str, on_stop: Callback<()>) -> impl IntoView {
    let text = words();
    let doing = Memo::new(move |_| slow.told.with(|told| told.words));
    let share = Memo::new(move |_| slow.told.with(|told| told.share));
    let far = move || share.get().map(|share| text.intake.share(share as usize));
    let can_stop = Memo::new(move |_| slow.told.with(|told| told.can_stop));
    let stop = move |_| {
        slow.stop();
        on_stop.run(());
    };
    let button = move || {
        can_stop.get().then(|| {
            view! {
                <p class="muted small">{text.intake.stop_help()}</p>
                <div class="buttons">
                    <button type="button" class="btn" id="stop-intake" on:click=stop>{text.nav.cancel()}</button>
                </div>
            }
        })
    };
    view! {
        <section class="card stack slow" id="slow" aria-labelledby="slow-title">
            <h2 id="slow-title">{title}</h2>
            <div>
                <p role="status">{move || doing.get()}</p>
                <progress max="100" value=move || share.get().map(|it| it.to_string()) aria-label=move || doing.get()></progress>
                <p class="muted small" id="slow-share" aria-hidden="true">{far}</p>
            </div>
            {button}
        </section>
    }
    .into_any()
}
