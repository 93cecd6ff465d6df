//! The history as evidence: every op, found by office, person, kind and time, and the logs checked at a button.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::domain::schema::{self, DELETED};
use crate::domain::{Date, Kind, RecordId, Value};
use crate::i18n::Catalog;
use crate::oplog::{Scope, Timestamp};
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::components::record::history::action_words;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{clock, store, words};
use crate::ui::{files, policy_words};
use crate::workspace::{Checked, FoundOp, Sought, Workspace};

/// Ops shown.
const SHOWN: usize = 200;

/// One op in words.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    id: RecordId,
    title: String,
    when: String,
    who: String,
    what: String,
    changes: Vec<String>,
    held: Option<String>,
    is_shown: bool,
}

/// The page; of one record where one is given.
#[component]
pub fn AuditPage(#[prop(optional_no_strip)] record: Option<RecordId>) -> impl IntoView {
    let (store, text) = (store(), words());
    let sought = RwSignal::new(Sought { record: record.clone(), ..Sought::default() });
    let found = Memo::new(move |_| {
        let sought = sought.get();
        store.try_read(|workspace| {
            let (found, all) = workspace.audit(&sought, SHOWN);
            (found.iter().map(|it| line(workspace, it, text)).collect::<Vec<_>>(), all)
        })
    });
    let lines = move || found.with(|it| it.as_ref().map(|(lines, _)| lines.clone()).unwrap_or_default());
    let count = move || {
        found.with(|it| it.as_ref().map(|(lines, all)| text.audit.shown(lines.len(), *all)).unwrap_or_default())
    };
    let none = move || lines().is_empty().then(|| view! { <EmptyState words=text.audit.none()/> });
    let offices = store.peek(|workspace| workspace.offices());
    let option = |(id, names, _): (RecordId, Vec<String>, String)| view! { <option value=id.to_string()>{names.into_iter().next()}</option> };
    let kinds = Kind::ALL.map(|kind| view! { <option value=kind.as_str()>{text.kind_one(kind)}</option> });
    let by_office = move |event| {
        let office = RecordId::parse(&event_target_value(&event)).ok();
        sought.update(|it| it.office = office);
    };
    let by_kind = move |event| {
        let kind = Kind::parse(&event_target_value(&event));
        sought.update(|it| it.kind = kind);
    };
    let by_person = move |event| sought.update(|it| it.person = event_target_value(&event));
    let from = move |event| sought.update(|it| it.from = start_of(&event_target_value(&event), 0));
    let until = move |event| sought.update(|it| it.until = start_of(&event_target_value(&event), 1));
    let of_one = record.map(|id| {
        let title = store.peek(|workspace| workspace.title_of_pending(&id));
        view! {
            <p class="notice notice-calm">
                <span>{text.errors.in_field(text.audit.of_record(), &title)}</span>
                <a class="link" href=Route::Audit { record: None }.href()>{text.audit.all_records()}</a>
            </p>
        }
    });
    let item = move |line: Line| {
        let title = match line.is_shown {
            true => view! { <a class="link" href=Route::record(line.id.clone()).href()>{line.title}</a> }.into_any(),
            false => view! { <span>{line.title}</span> }.into_any(),
        };
        let changes = line.changes.into_iter().map(|it| view! { <p class="change">{it}</p> }).collect_view();
        let held = line.held.map(|why| view! { <Tag words=text.policy.not_applied() tint=Tint::Warn why/> });
        view! {
            <tr>
                <td class="nowrap">{line.when}</td>
                <td>{line.who}</td>
                <td><p><strong>{line.what}</strong>" "{title}" "{held}</p>{changes}</td>
            </tr>
        }
    };
    view! {
        <div class="page">
            <PageHead title=text.audit.title() about=Signal::stored(text.audit.intro().to_owned())/>
            <div class="stack page-narrow">
                <Check/>
                {of_one}
                <div class="audit-bar" role="group" aria-label=text.audit.title()>
                    <label class="field">{text.audit.office()}<select class="input" id="audit-office" on:change=by_office><option value="">{text.audit.every()}</option>{offices.into_iter().map(option).collect_view()}</select></label>
                    <label class="field">{text.audit.person()}<input class="input" id="audit-person" autocomplete="off" on:input=by_person/></label>
                    <label class="field">{text.audit.kind()}<select class="input" id="audit-kind" on:change=by_kind><option value="">{text.audit.every()}</option>{kinds}</select></label>
                    <label class="field">{text.audit.from()}<input class="input" type="date" id="audit-from" on:change=from/></label>
                    <label class="field">{text.audit.until()}<input class="input" type="date" id="audit-until" on:change=until/></label>
                </div>
                <p class="muted" role="status">{count}</p>
                {none}
                <div class="card scrolls" tabindex="0" role="region" aria-label=text.audit.title() hidden=move || lines().is_empty()>
                    <table class="plain-table audit-table">
                        <thead><tr><th scope="col">{text.audit.when()}</th><th scope="col">{text.audit.who()}</th><th scope="col">{text.audit.what()}</th></tr></thead>
                        <tbody><For each=lines key=|line| format!("{line:?}") children=item/></tbody>
                    </table>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// The moment a day begins here, `after` days later; nothing where no day is given.
fn start_of(day: &str, after: i64) -> Option<Timestamp> {
    let date = Date::parse(day)?;
    let noon = date.0.and_hms_opt(0, 0, 0)?.and_utc().timestamp();
    // What the local clock shows at that moment tells how far it is from it.
    let shift = clock::local(Timestamp(noon)).and_utc().timestamp() - noon;
    Some(Timestamp(noon - shift + after * 86_400))
}

fn line(workspace: &Workspace, found: &FoundOp, text: &'static Catalog) -> Line {
    let (entry, kind) = (&found.entry, found.record.kind());
    let office = if entry.office.is_empty() { text.audit.unknown_machine() } else { &entry.office };
    let by = entry.by.as_deref().unwrap_or_default();
    let change = |it: &crate::oplog::FieldChange| {
        let label = match kind {
            _ if it.field == DELETED => text.record.archive(),
            Some(kind) => text.field(kind, &it.field),
            None => &it.field,
        };
        let words = |value: &Value| show::named_value_text(workspace, kind, &it.field, value, text);
        text.errors.in_field(
            label,
            &text.record.from_to(&or_blank(words(&it.before), text), &or_blank(words(&it.after), text)),
        )
    };
    let origin = entry.op.to_string() == found.record.origin();
    Line {
        title: workspace.title_of_pending(&found.record),
        when: text.moment(clock::local(entry.at)),
        who: if by.is_empty() { office.to_owned() } else { format!("{office} {by}") },
        what: if origin { text.record.action_create().to_owned() } else { action_words(&entry.action, text) },
        changes: entry
            .changes
            .iter()
            .filter(|it| !it.field.starts_with('_') && !schema::is_origin(&it.field))
            .map(change)
            .collect(),
        held: entry.held.map(|hold| policy_words::held_because(hold.reason, text)),
        is_shown: workspace.contains(&found.record),
        id: found.record.clone(),
    }
}

fn or_blank(words: String, text: &Catalog) -> String {
    if words.is_empty() { text.record.blank().to_owned() } else { words }
}

/// The button that checks all logs, and its result in words.
#[component]
fn Check() -> impl IntoView {
    let (store, text) = (store(), words());
    let checked = RwSignal::new(None::<Vec<Checked>>);
    let busy = RwSignal::new(false);
    let check = move |_| {
        busy.set(true);
        spawn_local(async move {
            files::painted().await;
            let result = store.try_read_once(Workspace::check_chains);
            // The page may be gone by now.
            let _ = busy.try_set(false);
            let _ = checked.try_set(result);
        });
    };
    let row = move |it: Checked| {
        let office = store.peek(|workspace| workspace.office_name_of(it.actor)).filter(|it| !it.is_empty());
        let log = if it.scope == Scope::Shared { text.audit.shared() } else { text.audit.private() };
        let (state, tint) =
            if it.is_sound { (text.audit.sound(), Tint::Good) } else { (text.audit.not_sound(), Tint::Bad) };
        let fork = it.is_fork.then(|| view! { <p>{text.audit.fork()}</p> });
        let drift = (it.drift > 0).then(|| view! { <p>{text.audit.drift(&text.age(it.drift))}</p> });
        view! {
            <tr>
                <td>{office.unwrap_or_else(|| text.audit.unknown_machine().to_owned())}" "<span class="muted small">{log}</span></td>
                <td class="num">{it.ops}</td>
                <td class="num">{it.sealed}</td>
                <td><Tag words=state tint/></td>
                <td>{fork}{drift}</td>
            </tr>
        }
    };
    let result = move || {
        checked.get().map(|checked| {
            let is_sound = checked.iter().all(|it| it.is_sound);
            let ops = checked.iter().map(|it| usize::try_from(it.ops).unwrap_or(0)).sum();
            let (words, class) = match is_sound {
                true => (text.audit.all_sound(), "notice notice-calm"),
                false => (text.audit.broken(), "notice notice-bad"),
            };
            view! {
                <p class=class role="status" id="check-result">{words}" "{text.audit.checked(ops)}</p>
                <div class="scrolls" tabindex="0" role="region" aria-label=text.audit.check_title()>
                    <table class="plain-table">
                        <thead><tr><th scope="col">{text.audit.office()}</th><th scope="col" class="num">{text.audit.ops()}</th><th scope="col" class="num">{text.audit.sealed()}</th><th scope="col">{text.audit.check_title()}</th><th scope="col">{text.audit.remarks()}</th></tr></thead>
                        <tbody>{checked.into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            }
        })
    };
    view! {
        <section class="card stack">
            <div><h2>{text.audit.check_title()}</h2><p class="muted">{text.audit.check_help()}</p></div>
            <div class="buttons"><button type="button" class="btn" id="check" disabled=move || busy.get() on:click=check>{text.audit.check()}</button></div>
            {result}
        </section>
    }
    .into_any()
}
