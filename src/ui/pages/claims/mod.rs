//! Claims: for the street those to answer, by need; for other offices their own and the needs they can claim.

mod answering;
mod groups;
mod mine;

use leptos::prelude::*;

use crate::domain::Kind;
use crate::ui::components::page_head::PageHead;
use crate::ui::route::Route;
use crate::ui::state::{store, words};
use crate::workspace::Role;
use answering::Answering;
use mine::Mine;

/// The page; `over` leaves those on needs with too many.
#[component]
pub fn ClaimsPage(over: bool) -> impl IntoView {
    let (store, text) = (store(), words());
    let of_street = store.slice(|workspace| workspace.my_role() == Some(Role::Street));
    let head = move || match of_street.get() {
        true => (text.claiming.title(), text.claiming.intro()),
        false => (text.claiming.title_member(), text.claiming.intro_member()),
    };
    let title = Signal::derive(move || head().0.to_owned());
    let about = Signal::derive(move || head().1.to_owned());
    let body = move || match of_street.get() {
        true => view! { <Answering over/> }.into_any(),
        false => view! { <Mine/> }.into_any(),
    };
    view! {
        <div class="page">
            <PageHead title about/>
            <div class="stack page-narrow">
                {body}
                <p class="no-print"><a class="link" href=Route::list(Kind::Claim).href()>{text.claiming.see_list()}</a></p>
            </div>
        </div>
    }
    .into_any()
}
