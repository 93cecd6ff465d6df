//! The history as evidence: every op, found by office, person, kind and time; the logs checked at a button; what is odd
//! about them, and the files that were refused.

mod check;
pub mod evidence;
mod line;
mod odd;
mod refused;

use leptos::prelude::*;

use self::check::Check;
use self::line::{Line, line};
use self::odd::Odd;
use self::refused::RefusedFiles;
use crate::domain::{Date, Kind, RecordId};
use crate::oplog::Timestamp;
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::components::tag::Tag;
use crate::ui::route::Route;
use crate::ui::show::Tint;
use crate::ui::state::{clock, store, words};
use crate::workspace::Sought;

/// Ops shown.
const SHOWN: usize = 200;

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
    let is_whole = record.is_none();
    let of_one = record.map(|id| {
        let title = store.peek(|workspace| workspace.title_of_pending(&id));
        let evidence = (id.kind() == Some(Kind::Project)).then(|| {
            view! { <a class="btn btn-small" id="evidence" href=Route::Evidence { id: id.clone() }.href()>{text.evidence.title()}</a> }
        });
        view! {
            <p class="notice notice-calm">
                <span>{text.errors.in_field(text.audit.of_record(), &title)}</span>
                <a class="link" href=Route::Audit { record: None }.href()>{text.audit.all_records()}</a>
                {evidence}
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
                {is_whole.then(|| view! { <Check/><Odd/><RefusedFiles/> })}
                {of_one}
                <div class="audit-bar" role="group" aria-label=text.audit.list()>
                    <label class="field">{text.audit.office()}<select class="input" id="audit-office" on:change=by_office><option value="">{text.audit.every()}</option>{offices.into_iter().map(option).collect_view()}</select></label>
                    <label class="field">{text.audit.person()}<input class="input" id="audit-person" autocomplete="off" on:input=by_person/></label>
                    <label class="field">{text.audit.kind()}<select class="input" id="audit-kind" on:change=by_kind><option value="">{text.audit.every()}</option>{kinds}</select></label>
                    <label class="field">{text.audit.from()}<input class="input" type="date" id="audit-from" on:change=from/></label>
                    <label class="field">{text.audit.until()}<input class="input" type="date" id="audit-until" on:change=until/></label>
                </div>
                <p class="muted" role="status">{count}</p>
                {none}
                <div class="card scrolls" tabindex="0" role="region" aria-label=text.audit.list() hidden=move || lines().is_empty()>
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
