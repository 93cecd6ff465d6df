//! The button that opens the reader.

use gloo_file::File;
use leptos::prelude::*;

use super::Reading;
use crate::ui::parts;
use crate::ui::state::words;

/// A button that reads codes; what they hold goes to `take` as a file, whole but not verified.
#[component]
pub fn ReadButton(#[prop(into)] disabled: Signal<bool>, take: Callback<File>) -> impl IntoView {
    let text = words();
    let is_open = RwSignal::new(false);
    let card = move || {
        is_open.get().then(|| {
            let whole = Callback::new(move |bytes: Vec<u8>| {
                let name = [text.exchange.file_name_part(), ".json"].concat();
                take.run(File::new(&name, &bytes[..]));
            });
            // What takes the file may put this page away.
            let close = Callback::new(move |()| {
                let _ = is_open.try_set(false);
            });
            parts::read_codes(Reading { whole, close })
        })
    };
    view! {
        <button type="button" class="btn" id="read-codes" disabled=move || disabled.get() on:click=move |_| is_open.set(true)>{text.codes.read_title()}</button>
        {card}
    }
    .into_any()
}
