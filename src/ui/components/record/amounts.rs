//! How much is asked, promised, delivered and open, with the records behind every figure.

use leptos::prelude::*;

use crate::domain::{Kind, Quantity, RecordId, schema};
use crate::i18n::Catalog;
use crate::ui::route::Route;
use crate::ui::show;
use crate::ui::state::{store, words};
use crate::workspace::proposal::public_title;
use crate::workspace::standing::{Figure, Given, NeedInProject};
use crate::workspace::steps::state_set;
use crate::workspace::{How, Measure, Merged, NeedStanding, Part, Standings, Workspace};

/// The amounts of a need, a resource or a project; nothing for other kinds.
#[component]
pub fn Amounts(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    let kind = id.kind().filter(|kind| matches!(kind, Kind::Need | Kind::Resource | Kind::Project))?;
    Some(move || {
        let today = store.today();
        store.try_read(|workspace| {
            let standings = Standings::about(workspace, today, std::slice::from_ref(&id));
            let body = match kind {
                Kind::Need => of_need(workspace, &standings.need(&id), text),
                Kind::Resource => of_resource(workspace, &standings, &id, text),
                _ => of_project(workspace, &standings, &id, text),
            };
            body.map(|body| view! { <section class="record-part stack amounts"><h3>{text.amounts.title()}</h3>{body}</section> })
        })
    })
}

fn of_need(workspace: &Workspace, need: &NeedStanding, text: &'static Catalog) -> Option<AnyView> {
    let of = &need.asked;
    let is_untouched = [&need.pending, &need.accepted, &need.overdue, &need.planned, &need.delivered]
        .into_iter()
        .all(Figure::is_empty);
    let row = |label: &'static str, figure: &Figure| figure_row(workspace, label, figure, of, text);
    let mut notices = Vec::new();
    let mut notice = |words: String, is_bad: bool| {
        let class = if is_bad { "notice notice-bad" } else { "notice" };
        notices.push(view! { <p class=class>{words}</p> }.into_any());
    };
    if need.over > 0 {
        notice(text.amounts.over(&amount(of, need.over, text)), true);
    } else if need.over_if_accepted > 0 {
        notice(text.amounts.over_if_accepted(&amount(of, need.over_if_accepted, text)), false);
    }
    match &need.merged {
        Merged::Not | Merged::Into(_) => {}
        Merged::Unknown => notice(text.amounts.merged_unknown().to_owned(), false),
        Merged::Circle => notice(text.amounts.merged_circle().to_owned(), true),
    }
    let merged = if let Merged::Into(into) = &need.merged {
        let title = text.amounts.merged_into(&show::title(workspace, into, text));
        Some(view! { <p><a class="link" href=Route::record(into.clone()).href()>{title}</a></p> })
    } else {
        None
    };
    let astray = (!need.astray.is_empty()).then(|| {
        let lines = need.astray.iter().map(|id| view! { <li>{link(workspace, id, text)}</li> }).collect_view();
        view! { <div class="notice"><p>{text.amounts.gone()}</p><ul>{lines}</ul></div> }
    });
    let asked = amount(of, of.n, text);
    let open = amount(of, need.open, text);
    // The records have a column where there are any.
    let rest = || (!is_untouched).then(|| view! { <td></td> });
    let none = is_untouched.then(|| view! { <p class="muted small">{text.amounts.none()}</p> });
    Some(
        view! {
            {notices}
            {merged}
            {astray}
            <table class="plain-table amounts-table" aria-label=text.amounts.title()>
                <tbody>
                    <tr><th scope="row">{text.amounts.asked()}</th><td class="num">{asked}</td>{rest()}</tr>
                    {row(text.amounts.pending(), &need.pending)}
                    {row(text.amounts.accepted(), &need.accepted)}
                    {row(text.amounts.overdue(), &need.overdue)}
                    {row(text.amounts.planned(), &need.planned)}
                    {row(text.amounts.delivered(), &need.delivered)}
                    <tr><th scope="row">{text.amounts.open()}</th><td class="num"><strong>{open}</strong></td>{rest()}</tr>
                </tbody>
            </table>
            {none}
            {whole_note(of, text.amounts.whole_need(), text)}
        }
        .into_any(),
    )
}

fn of_resource(workspace: &Workspace, standings: &Standings, id: &RecordId, text: &'static Catalog) -> Option<AnyView> {
    let it = standings.resource(id);
    let row = |label: &'static str, figure: &Figure| figure_row(workspace, label, figure, &it.has, text);
    let is_untouched = it.slots.is_empty() && [&it.projects, &it.claims, &it.pending].into_iter().all(Figure::is_empty);
    let rest = || (!is_untouched).then(|| view! { <td></td> });
    let over = (it.over > 0).then(
        || view! { <p class="notice notice-bad">{text.amounts.over_resource(&amount(&it.has, it.over, text))}</p> },
    );
    let is_timed = !it.slots.is_empty();
    let has = amount(&it.has, it.has.n, text);
    let has = if is_timed { text.amounts.each_time(&has) } else { has };
    let free = match is_timed {
        true => view! { <td colspan="2"><strong>{text.times(&it.slots, &it.has.unit)}</strong></td> }.into_any(),
        false => view! { <td class="num"><strong>{amount(&it.has, it.free, text)}</strong></td>{rest()} }.into_any(),
    };
    Some(
        view! {
            {over}
            <table class="plain-table amounts-table" aria-label=text.amounts.title()>
                <tbody>
                    <tr><th scope="row">{text.amounts.has()}</th><td class="num">{has}</td>{rest()}</tr>
                    {row(text.amounts.projects(), &it.projects)}
                    {row(text.amounts.claims(), &it.claims)}
                    {row(text.amounts.pending(), &it.pending)}
                    <tr><th scope="row">{text.amounts.free()}</th>{free}</tr>
                </tbody>
            </table>
            {whole_note(&it.has, text.amounts.whole_resource(), text)}
        }
        .into_any(),
    )
}

fn of_project(workspace: &Workspace, standings: &Standings, id: &RecordId, text: &'static Catalog) -> Option<AnyView> {
    let it = standings.project(id);
    if it.needs.is_empty() && it.unassigned.is_empty() {
        return Some(view! { <p class="muted small">{text.amounts.no_needs()}</p> }.into_any());
    }
    let row = |need: &NeedInProject| {
        let (of, planned, delivered) = (&need.asked, &need.planned, &need.delivered);
        let told = remarks(workspace, planned, text).into_iter().chain(remarks(workspace, delivered, text));
        let told = told.map(|line| view! { <p class="small muted">{line}</p> }).collect_view();
        let entry = delivered.parts.iter().find(|it| it.n > 0).map(|it| it.record.clone());
        let done = amount(of, delivered.n, text);
        let done = match entry {
            Some(entry) => view! { <a class="link" href=Route::record(entry).href()>{done}</a> }.into_any(),
            None => done.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{link(workspace, &need.need, text)}{told}</th>
                <td class="num">{amount(of, of.n, text)}</td>
                <td class="num">{amount(of, planned.n, text)}</td>
                <td class="num">{done}</td>
            </tr>
        }
    };
    let rows = it.needs.iter().map(row).collect_view();
    let strays = (!it.unassigned.is_empty()).then(|| {
        let line = |part: &Part| {
            let said = part.said.as_ref().map(|it| text.quantity(it)).unwrap_or_default();
            view! { <li>{link(workspace, &part.record, text)}" "{said}</li> }
        };
        let lines = it.unassigned.iter().map(line).collect_view();
        view! { <div class="notice"><p>{text.amounts.strays()}</p><ul>{lines}</ul></div> }
    });
    let given = |it: &Given| {
        let told = text.had(it.amount.as_ref(), text.amounts.is_whole(), &it.slots);
        view! { <li>{link(workspace, &it.resource, text)}" → "{link(workspace, &it.need, text)}" "<span class="muted">{told}</span></li> }
    };
    let given = (!it.given.is_empty()).then(|| {
        let lines = it.given.iter().map(given).collect_view();
        view! { <p class="small muted">{text.amounts.given()}</p><ul class="amounts-given">{lines}</ul> }
    });
    Some(
        view! {
            <table class="plain-table amounts-table" aria-label=text.amounts.title()>
                <thead>
                    <tr>
                        <th scope="col">{text.kind_one(Kind::Need)}</th>
                        <th scope="col" class="num">{text.amounts.asked()}</th>
                        <th scope="col" class="num">{text.amounts.planned()}</th>
                        <th scope="col" class="num">{text.amounts.delivered()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {given}
            {strays}
        }
        .into_any(),
    )
}

/// One sum with its records; nothing where there are none.
fn figure_row(
    workspace: &Workspace,
    label: &'static str,
    figure: &Figure,
    of: &Measure,
    text: &'static Catalog,
) -> Option<AnyView> {
    if figure.is_empty() {
        return None;
    }
    let line = |part: &Part| {
        let said = match part.how {
            How::Stated => amount(of, part.n, text),
            How::Whole if of.is_whole => String::new(),
            How::Whole => text.amounts.is_whole().to_owned(),
            _ => remark(part, text),
        };
        let state = part.record.kind().map(state_set);
        let code = workspace.text(&part.record, "status");
        let state = state.filter(|_| !code.is_empty()).map(|set| text.choice(set, &code).to_owned());
        let told: Vec<String> = [Some(said), state].into_iter().flatten().filter(|it| !it.is_empty()).collect();
        view! { <li>{link(workspace, &part.record, text)}" "<span class="muted">{told.join(" · ")}</span></li> }
    };
    let lines = figure.parts.iter().map(line).collect_view();
    Some(
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="num">{amount(of, figure.n, text)}</td>
                <td class="small"><ul>{lines}</ul></td>
            </tr>
        }
        .into_any(),
    )
}

fn remarks(workspace: &Workspace, figure: &Figure, text: &'static Catalog) -> Vec<String> {
    let line = |part: &Part| text.errors.in_field(&show::title(workspace, &part.record, text), &remark(part, text));
    figure.uncounted().map(line).collect()
}

/// Why a record does not count, with what it says.
fn remark(part: &Part, text: &'static Catalog) -> String {
    let why = match part.how {
        How::OtherUnit => text.amounts.other_unit(),
        How::Unusable => text.amounts.unusable(),
        How::Unassigned => text.amounts.unassigned(),
        How::Within => return text.amounts.within().to_owned(),
        How::Stated | How::Whole => return String::new(),
    };
    match &part.said {
        Some(said) => [text.amounts.said(&text.quantity(said)).as_str(), why].join(" · "),
        None => why.to_owned(),
    }
}

fn whole_note(of: &Measure, help: &'static str, text: &'static Catalog) -> Option<AnyView> {
    let words = if of.is_unusable { text.amounts.unusable_amount() } else { help };
    (of.is_whole).then(|| view! { <p class="muted small">{words}</p> }.into_any())
}

/// So many of it; of a whole, all or nothing.
pub fn amount(of: &Measure, n: i64, text: &'static Catalog) -> String {
    match (of.is_whole, n) {
        (true, 1) => text.amounts.whole().to_owned(),
        _ => text.quantity(&Quantity { n, unit: of.unit.clone() }),
    }
}

fn link(workspace: &Workspace, id: &RecordId, text: &'static Catalog) -> AnyView {
    let title = show::title(workspace, id, text);
    view! { <a class="link" href=Route::record(id.clone()).href()>{title}</a> }.into_any()
}

/// The form of a claim on a need, with all that is open filled in. What it is called goes round among all offices: the
/// need's public wording.
pub fn claim_route(workspace: &Workspace, need: &NeedStanding) -> Route {
    let most = schema::field(Kind::Claim, "subject").map_or(usize::MAX, |it| usize::from(it.max_chars));
    let subject = public_title(workspace, &need.id).chars().take(most).collect();
    let mut given = vec![("need".to_owned(), need.id.to_string()), ("subject".to_owned(), subject)];
    if !need.asked.is_whole && need.open > 0 {
        given.push(("quantity".to_owned(), need.asked.quantity(need.open).to_string()));
    }
    Route::New { kind: Kind::Claim, given }
}
