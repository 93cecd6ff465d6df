//! Logs to look into: forks and clocks that went back, each in a list of its own.

use leptos::prelude::*;

use super::check::days;
use crate::domain::RecordId;
use crate::oplog::{ActorId, Scope};
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{clock, store, words};
use crate::workspace::{Fork, SetBack, fingerprint};

/// Records named of one fork.
const NAMED: usize = 5;

/// The card.
#[component]
pub fn Odd() -> impl IntoView {
    let (store, text) = (store(), words());
    let forks = Memo::new(move |_| store.try_read(|workspace| workspace.forks()).unwrap_or_default());
    let clocks = Memo::new(move |_| store.try_read(|workspace| workspace.clocks_set_back()).unwrap_or_default());
    let whose = move |actor: ActorId, scope: Scope| {
        let office = store.peek(|workspace| workspace.office_name_of(actor)).filter(|it| !it.is_empty());
        let log = if scope == Scope::Shared { text.audit.shared() } else { text.audit.private() };
        view! {
            <td>{office.unwrap_or_else(|| text.audit.unknown_machine().to_owned())}</td>
            <td class="nowrap">{fingerprint(actor)}</td>
            <td>{log}</td>
        }
    };
    let head = move |last: [&'static str; 3]| {
        let first = [text.audit.office(), text.audit.machine(), text.audit.log()];
        let columns = first.into_iter().chain(last).map(|it| view! { <th scope="col">{it}</th> });
        view! { <thead><tr>{columns.collect_view()}</tr></thead> }
    };
    let link = move |id: RecordId| {
        let title = store.peek(|workspace| show::title_of_pending(workspace, &id, text));
        view! { <a class="link" href=Route::Audit { record: Some(id) }.href()>{title}</a>" " }
    };
    let fork = move |it: Fork| {
        let named = it.records.iter().take(NAMED).cloned().map(link).collect_view();
        let left = it.records.len().saturating_sub(NAMED);
        let left = (left > 0).then(|| text.exchange.not_listed(left));
        view! {
            <tr>
                {whose(it.actor, it.scope)}
                <td>{text.moment(clock::local(it.since))}</td>
                <td>{text.audit.branch(it.ops, it.from)}</td>
                <td>{named}{left}</td>
            </tr>
        }
    };
    let set_back = move |it: SetBack| {
        view! {
            <tr>
                {whose(it.actor, it.scope)}
                <td>{text.moment(clock::local(it.at))}</td>
                <td>{text.audit.days(days(it.back))}</td>
                <td>{link(it.record)}" "<span class="muted small">{it.op.to_string()}</span></td>
            </tr>
        }
    };
    let lists = move || {
        let (forks, clocks) = (forks.get(), clocks.get());
        if forks.is_empty() && clocks.is_empty() {
            return view! { <p class="muted">{text.audit.nothing_odd()}</p> }.into_any();
        }
        let forks = (!forks.is_empty()).then(|| {
            view! {
                <div><h3>{text.audit.forks()}</h3><p class="muted small">{text.audit.forks_help()}</p></div>
                <div class="scrolls" tabindex="0" role="region" aria-label=text.audit.forks() id="forks">
                    <table class="plain-table wide-table">
                        {head([text.audit.since(), text.audit.ops(), text.audit.records()])}
                        <tbody>{forks.into_iter().map(fork).collect_view()}</tbody>
                    </table>
                </div>
            }
        });
        let clocks = (!clocks.is_empty()).then(|| {
            view! {
                <div><h3>{text.audit.clocks()}</h3><p class="muted small">{text.audit.clocks_help()}</p></div>
                <div class="scrolls" tabindex="0" role="region" aria-label=text.audit.clocks() id="clocks">
                    <table class="plain-table wide-table">
                        {head([text.audit.then(), text.audit.back(), text.audit.records()])}
                        <tbody>{clocks.into_iter().map(set_back).collect_view()}</tbody>
                    </table>
                </div>
            }
        });
        view! { {forks}{clocks} }.into_any()
    };
    view! { <section class="card stack"><h2>{text.audit.odd()}</h2>{lists}</section> }.into_any()
}
