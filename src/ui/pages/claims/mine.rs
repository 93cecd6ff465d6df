//! An office's own claims, and the needs it can claim.

use leptos::prelude::*;

use super::groups::figures;
use crate::domain::{Kind, Quantity, RecordId};
use crate::i18n::Catalog;
use crate::ui::components::record::amounts::claim_route;
use crate::ui::components::tag::Tag;
use crate::ui::pages::docking::words::title;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{store, words};
use crate::workspace::steps::state_set;
use crate::workspace::{NeedStanding, Standings, Workspace};

/// Needs listed at once.
const MOST: usize = 100;

/// Both lists.
#[component]
pub fn Mine() -> impl IntoView {
    let (store, text) = (store(), words());
    let may_write = Memo::new(move |_| store.may_write());
    let body = move || {
        let today = store.today();
        store.try_read(|workspace| {
            let standings = Standings::of(workspace, today);
            let own = workspace.my_office().map(|office| standings.claims_of(&office)).unwrap_or_default();
            let open = standings.open_needs(MOST + 1);
            let more = (open.len() > MOST).then(|| view! { <p class="muted">{text.claiming.more_needs(MOST)}</p> });
            let none_own = own.is_empty().then(|| view! { <p class="muted">{text.claiming.none_mine()}</p> });
            let none_open = open.is_empty().then(|| view! { <p class="muted">{text.claiming.none_open()}</p> });
            let own = own.iter().map(|id| own_line(workspace, id, text)).collect_view();
            let may_write = may_write.get();
            let open = open.iter().take(MOST).map(|need| need_line(workspace, need, may_write, text)).collect_view();
            view! {
                <section class="card stack-small"><h2>{text.claiming.mine()}</h2>{none_own}<ul class="links">{own}</ul></section>
                <section class="card stack-small"><h2>{text.claiming.open_needs()}</h2>{none_open}<ul class="lines" id="open-needs">{open}</ul>{more}</section>
            }
        })
    };
    view! { <div class="stack">{body}</div> }.into_any()
}

fn own_line(workspace: &Workspace, id: &RecordId, text: &'static Catalog) -> AnyView {
    let code = workspace.text(id, "status");
    let amount = Quantity::from_value(&workspace.value(id, "quantity")).map(|it| text.quantity(&it));
    let tag = view! { <Tag words=text.choice(state_set(Kind::Claim), &code).to_owned() tint=Tint::of_state(&code)/> };
    let href = Route::record(id.clone()).href();
    view! { <li><a href=href><span>{workspace.text(id, "subject")}</span><span class="tags">{amount}" "{tag}</span></a></li> }
        .into_any()
}

fn need_line(workspace: &Workspace, need: &NeedStanding, may_write: bool, text: &'static Catalog) -> AnyView {
    let title = title(workspace, &need.id, text);
    let asker = workspace.link(&need.id, "asker").map(|it| show::title(workspace, &it, text));
    let claim = may_write.then(|| {
        let href = claim_route(workspace, need).href();
        view! { <a class="btn btn-small" href=href>{text.claiming.claim()}</a> }
    });
    view! {
        <li class="claim-line">
            <span class="claim-title"><a class="link" href=Route::record(need.id.clone()).href()>{title}</a>" "<span class="muted small">{asker}</span></span>
            <span class="nowrap">{figures(need, text)}</span>
            {claim}
        </li>
    }
    .into_any()
}
