//! Changes that are kept and not applied: why, and the street's word on many at once.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::order;
use crate::i18n::Catalog;
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::components::tag::Tag;
use crate::ui::policy_words;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{clock, store, words};
use crate::workspace::{Action, Pending, Reason, Role, Workspace};

/// Changes listed at once; the others follow as these are settled.
const SHOWN: usize = 200;

/// One line, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    pending: Pending,
    title: String,
    kind: String,
    who: String,
    when: String,
    why: String,
    changes: Vec<String>,
    settled: Option<&'static str>,
    is_shown: bool,
}

/// The page.
#[component]
pub fn PendingPage() -> impl IntoView {
    let (store, text) = (store(), words());
    let (with_settled, with_strangers) = (RwSignal::new(false), RwSignal::new(false));
    let pending = Memo::new(move |_| {
        let shown = |it: &Pending| with_strangers.get() || it.hold.reason != Reason::Stranger;
        let all = store.try_read(|workspace| workspace.pending(with_settled.get())).unwrap_or_default();
        all.into_iter().filter(shown).collect::<Vec<_>>()
    });
    let of_street = store.slice(|workspace| workspace.my_role() == Some(Role::Street));
    let strangers = store.slice(|workspace| workspace.waiting().of_strangers);
    let chosen = RwSignal::new(BTreeSet::<String>::new());
    let intro = move || {
        if of_street.get() { text.policy.pending_intro() } else { text.policy.pending_intro_member() }.to_owned()
    };
    let open = Memo::new(move |_| {
        let open = |it: &&Pending| it.hold.settled.is_none();
        pending.with(|pending| order::set(pending.iter().filter(open).map(key)))
    });
    let still = Memo::new(move |_| {
        open.with(|open| chosen.with(|chosen| chosen.iter().filter(|it| open.contains(*it)).count()))
    });
    let settle = move |confirm: bool| {
        move |_| {
            let ops: Vec<Pending> = pending.with_untracked(|pending| {
                let picked = |it: &&Pending| chosen.with_untracked(|chosen| chosen.contains(&key(it)));
                pending.iter().filter(picked).cloned().collect()
            });
            let edits = store.peek(|workspace| workspace.settling(&ops.iter().collect::<Vec<_>>(), confirm));
            match store.submit(edits, Action::Settle) {
                Ok(_) => {
                    chosen.set(BTreeSet::new());
                    store.announce_change(text.policy.settled());
                }
                Err(_) => store.announce(text.machines.not_done()),
            }
        }
    };
    let all =
        move |event| chosen.set(if event_target_checked(&event) { open.get_untracked() } else { BTreeSet::new() });
    let is_all = move || still.get() > 0 && still.get() == open.with(BTreeSet::len);
    let bar = move || {
        (of_street.get() && !open.with(BTreeSet::is_empty)).then(|| {
            let idle = move || still.get() == 0 || !store.may_write();
            view! {
                <div class="bulk-bar">
                    <label class="check-line"><input type="checkbox" prop:checked=is_all on:change=all/>{text.policy.choose_all()}</label>
                    <span class="grow muted">{move || text.policy.selected(still.get())}</span>
                    <button type="button" class="btn btn-main" id="confirm-chosen" disabled=idle on:click=settle(true)>{text.policy.confirm()}</button>
                    <button type="button" class="btn" id="decline-chosen" disabled=idle on:click=settle(false)>{text.policy.decline()}</button>
                </div>
            }
        })
    };
    let none = move || pending.with(Vec::is_empty).then(|| view! { <EmptyState words=text.policy.none()/> });
    let shown = move || {
        let first: Vec<Pending> = pending.with(|pending| pending.iter().take(SHOWN).cloned().collect());
        store.try_read(|workspace| first.into_iter().map(|it| line_of(workspace, it, text)).collect::<Vec<_>>())
    };
    let left = move || {
        let left = pending.with(Vec::len).saturating_sub(SHOWN);
        (left > 0).then(|| view! { <p class="muted">{text.policy.more(left)}</p> })
    };
    let line = move |line: Line| {
        let at = key(&line.pending);
        let (is, flip) = (at.clone(), at.clone());
        let is_open = line.settled.is_none();
        let tick = move |event| {
            let on = event_target_checked(&event);
            chosen.update(|chosen| {
                if on {
                    chosen.insert(flip.clone())
                } else {
                    chosen.remove(&flip)
                };
            });
        };
        let label = text.errors.in_field(text.policy.choose(), &line.title);
        let check = (is_open && of_street.get_untracked()).then(|| {
            view! { <input type="checkbox" aria-label=label prop:checked=move || chosen.with(|chosen| chosen.contains(&is)) on:change=tick/> }
        });
        let title = match line.is_shown {
            true => view! { <a class="link" href=Route::record(line.pending.record.clone()).href()>{line.title.clone()}</a> }.into_any(),
            false => view! { <strong>{line.title.clone()}</strong> }.into_any(),
        };
        let new = line.pending.is_made.then(|| view! { <Tag words=text.policy.made() tint=Tint::Info/> });
        let settled = line.settled.map(|words| view! { <Tag words tint=Tint::Calm/> });
        let changes = line.changes.iter().map(|change| view! { <p class="change">{change.clone()}</p> }).collect_view();
        view! {
            <li class="pending-line">
                {check}
                <div>
                    <p>{title}" "<span class="muted small">{line.kind}</span>" "{new}" "{settled}</p>
                    {changes}
                    <p class="muted small">{line.who}" · "{line.when}</p>
                    <p class="small pending-why">{line.why}</p>
                </div>
            </li>
        }
    };
    let of_strangers = move || {
        (strangers.get() > 0).then(|| {
            view! {
                <div class="notice">
                    <p>{text.policy.of_strangers_title()}" · "{move || text.policy.of_strangers(strangers.get())}" "{text.policy.of_strangers_help()}</p>
                    <a class="btn" href=Route::Machines.href()>{text.machines.title()}</a>
                    <button type="button" class="btn" aria-pressed=move || with_strangers.get().to_string() on:click=move |_| with_strangers.update(|it| *it = !*it)>{text.policy.one_by_one()}</button>
                </div>
            }
        })
    };
    let show_settled = move |event| with_settled.set(event_target_checked(&event));
    view! {
        <div class="page">
            <PageHead title=text.policy.pending() about=Signal::derive(intro)/>
            <div class="stack page-narrow">
                {of_strangers}
                {bar}
                {none}
                <ul class="pending-list">
                    <For each=move || shown().unwrap_or_default() key=move |line| (format!("{line:?}"), of_street.get()) children=line/>
                </ul>
                {left}
                <div class="buttons">
                    <label class="check-line"><input type="checkbox" prop:checked=move || with_settled.get() on:change=show_settled/>{text.policy.show_settled()}</label>
                    <a class="link" href=Route::Rules.href()>{text.policy.see_rules()}</a>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn key(pending: &Pending) -> String {
    format!("{} {}", pending.record, pending.op)
}

fn line_of(workspace: &Workspace, pending: Pending, text: &'static Catalog) -> Line {
    let kind = pending.record.kind();
    let title = workspace.title_of_pending(&pending.record);
    let change = |it: &crate::oplog::FieldChange| {
        let label = kind.map_or(it.field.as_str(), |kind| text.field(kind, &it.field));
        let words = |value| show::named_value_text(workspace, kind, &it.field, value, text);
        let (before, after) = (words(&it.before), words(&it.after));
        let line = match (before.is_empty(), after.is_empty()) {
            (true, _) => text.record.filled_in(&after),
            (false, true) => text.record.cleared(&before),
            _ => text.record.from_to(&before, &after),
        };
        text.errors.in_field(label, &line)
    };
    let changes = workspace.changes_of(&pending);
    Line {
        title: if title.is_empty() { text.record.blank().to_owned() } else { title },
        kind: kind.map(|it| text.kind_one(it).to_owned()).unwrap_or_default(),
        who: workspace.office_name_of(pending.actor).unwrap_or_else(|| text.exchange.sender_unnamed().to_owned()),
        when: text.moment(clock::local(pending.at)),
        why: policy_words::held_because(pending.hold.reason, text),
        changes: changes.iter().filter(|it| !it.field.starts_with('_')).take(6).map(change).collect(),
        settled: pending.hold.settled.map(|it| policy_words::settled(it, text)),
        is_shown: workspace.contains(&pending.record),
        pending,
    }
}
