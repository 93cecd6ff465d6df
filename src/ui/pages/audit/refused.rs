//! The files this machine refused, and the button that clears their list.

use leptos::prelude::*;

use crate::i18n::Catalog;
use crate::oplog::Timestamp;
use crate::ui::components::dialog::Confirm;
use crate::ui::refused::{REFUSED, Refusal, read, why_words};
use crate::ui::state::{clock, store, words};

/// The card.
#[component]
pub fn RefusedFiles() -> impl IntoView {
    let (store, text) = (store(), words());
    let asked = RwSignal::new(false);
    let answer = Callback::new(move |yes: bool| {
        asked.set(false);
        if yes {
            store.set_local(REFUSED, None);
            store.announce_when_saved(text.refused.cleared());
        }
    });
    let list = move || {
        let list = read(store.local(REFUSED).as_deref());
        if list.is_empty() {
            return view! { <p class="muted">{text.refused.none()}</p> }.into_any();
        }
        let columns = [
            text.refused.when(),
            text.refused.file(),
            text.refused.reason(),
            text.refused.claimed(),
            text.refused.print(),
        ];
        let columns = columns.map(|it| view! { <th scope="col">{it}</th> });
        view! {
            <div class="scrolls" tabindex="0" role="region" aria-label=text.refused.title()>
                <table class="plain-table wide-table" id="refused">
                    <thead><tr>{columns}</tr></thead>
                    <tbody>{list.iter().map(|it| row(it, text)).collect_view()}</tbody>
                </table>
            </div>
            <div class="buttons no-print">
                <button type="button" class="btn btn-small" id="clear-refused" disabled=move || !store.may_write() on:click=move |_| asked.set(true)>{text.refused.clear()}"…"</button>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card stack">
            <div><h2>{text.refused.title()}</h2><p class="muted small">{text.refused.help()}</p></div>
            {list}
            <Confirm
                open=asked
                title=text.refused.clear_title()
                body=Signal::stored(text.refused.clear_body().to_owned())
                yes=text.refused.clear()
                on_answer=answer
            />
        </section>
    }
    .into_any()
}

fn row(it: &Refusal, text: &'static Catalog) -> AnyView {
    let claimed = match it.claimed.trim() {
        "" => view! { <span class="muted">{text.refused.unclaimed()}</span> }.into_any(),
        name => view! { <span>"“"{name.to_owned()}"”"</span> }.into_any(),
    };
    view! {
        <tr>
            <td class="nowrap">{text.moment(clock::local(Timestamp(it.at)))}</td>
            <td class="name">{it.name.clone()}" "<span class="muted small nowrap">{text.bytes(it.bytes)}</span></td>
            <td>{why_words(it, text)}</td>
            <td>{claimed}</td>
            <td class="nowrap">{it.print.clone()}</td>
        </tr>
    }
    .into_any()
}
