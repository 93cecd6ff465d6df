//! Evidence about a project: a page for paper, and the exchange file with the logs that hold it.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::line::{Line, line};
use crate::domain::{Kind, RecordId};
use crate::i18n::Catalog;
use crate::oplog::ActorId;
use crate::ui::components::empty_state::EmptyState;
use crate::ui::components::page_head::PageHead;
use crate::ui::handing::EVIDENCE_AT;
use crate::ui::route::Route;
use crate::ui::state::{clock, store, words};
use crate::ui::{files, handing, policy_words, show};
use crate::workspace::{Checked, Evidence, Fork, Proof, Workspace, fingerprint};

/// The evidence as it stood when the page was opened: paper is of one moment.
#[derive(Clone)]
struct Paper {
    /// What stands at the head: a name and words each.
    head: Vec<(&'static str, String)>,
    /// The records: their kinds and titles.
    records: Vec<(&'static str, String)>,
    /// What is in conflict or forked.
    disputes: Vec<String>,
    /// How many private ops are left out.
    private_ops: usize,
    /// The logs.
    logs: Vec<LogLine>,
    /// The ops.
    ops: Vec<OpLine>,
}

#[derive(Clone)]
struct LogLine {
    machine: String,
    figures: String,
    checked: Checked,
}

#[derive(Clone)]
struct OpLine {
    line: Line,
    kind: &'static str,
    figures: String,
    position: String,
    hash: String,
    state: &'static str,
    counts: String,
}

/// The page.
#[component]
pub fn EvidencePage(id: RecordId) -> impl IntoView {
    let (store, text) = (store(), words());
    let is_project = id.kind() == Some(Kind::Project) && store.peek(|workspace| !workspace.history(&id).is_empty());
    if !is_project {
        return view! {
            <div class="page">
                <PageHead title=text.evidence.title()/>
                <EmptyState words=text.evidence.only_projects()/>
            </div>
        }
        .into_any();
    }
    let paper = RwSignal::new_local(None::<Rc<Paper>>);
    let told = RwSignal::new(None::<Result<String, String>>);
    let title = store.peek(|workspace| workspace.title_of_pending(&id));
    let (of, back) = (id.clone(), Route::record(id.clone()).href());
    spawn_local(async move {
        files::painted().await;
        if !store.is_follower() && store.try_read_once(|_| ()).is_some() {
            handing::seal(store);
        }
        let made = store.try_read_once(|workspace| Rc::new(paper_of(workspace, &of, text)));
        let _ = paper.try_set(made);
    });
    let print = move |_| drop(window().print());
    let save = move |_| {
        let saved =
            handing::make_evidence(store, &id, text).and_then(|made| match files::save(&made.name, &made.text) {
                true => {
                    store.set_local(EVIDENCE_AT, Some(clock::now().0.to_string()));
                    Ok(text.evidence.saved(&made.name))
                }
                false => Err(text.exchange.cannot_save_file().to_owned()),
            });
        told.set(Some(saved));
    };
    let outcome = move || {
        told.get().map(|told| match told {
            Ok(words) => view! { <p class="notice notice-calm no-print" role="status">{words}</p> }.into_any(),
            Err(words) => view! { <p class="notice notice-bad no-print" role="alert">{words}</p> }.into_any(),
        })
    };
    let is_made = move || paper.with(Option::is_some);
    let body = move || match paper.get() {
        Some(paper) => sheet(&paper, text),
        None => view! { <p class="notice notice-calm" role="status">{text.exchange.reading()}</p> }.into_any(),
    };
    view! {
        <div class="page">
            <div class="page-narrow stack evidence">
                <div class="crumbs no-print"><a class="link" href=back>{text.nav.back()}</a></div>
                <PageHead title=text.evidence.of_project(&title) about=Signal::stored(text.evidence.intro().to_owned())/>
                {outcome}
                <div class="buttons">
                    <button type="button" class="btn btn-main" id="print-evidence" disabled=move || !is_made() on:click=print>{text.evidence.print()}</button>
                    <button type="button" class="btn" id="save-evidence" disabled=move || !is_made() || !store.may_write() on:click=save>{text.evidence.save()}</button>
                </div>
                {body}
            </div>
        </div>
    }
    .into_any()
}

fn machine_name(workspace: &Workspace, actor: ActorId, text: &Catalog) -> String {
    let office = workspace.office_name_of(actor).filter(|it| !it.trim().is_empty());
    office.unwrap_or_else(|| text.audit.unknown_machine().to_owned())
}

fn paper_of(workspace: &Workspace, id: &RecordId, text: &'static Catalog) -> Paper {
    let evidence = workspace.evidence(id);
    let all = workspace.check_chains();
    let ops = all.iter().map(|it| usize::try_from(it.ops).unwrap_or(0)).sum();
    let state = if all.iter().all(|it| it.is_sound) { text.evidence.all_sound() } else { text.evidence.broken() };
    let office = workspace.my_office().map(|it| workspace.title_of(&it));
    let maker = [office.unwrap_or_else(|| text.evidence.no_office().to_owned()), fingerprint(workspace.actor())];
    let head = vec![
        (text.settings.workspace(), workspace.title()),
        (text.evidence.project(), [workspace.title_of_pending(id), id.to_string()].join(" · ")),
        (text.evidence.made_at(), text.moment(clock::local(clock::now()))),
        (text.evidence.made_by(), maker.join(" · ")),
        (text.exchange.state_code(), workspace.state_code()),
        (text.evidence.checked(), [state.to_owned(), text.audit.checked(ops)].join(" · ")),
    ];
    let records = evidence
        .records
        .iter()
        .map(|id| (id.kind().map_or("", |kind| text.kind_one(kind)), show::title_of_pending(workspace, id, text)));
    let logs = evidence.logs.iter().map(|checked| LogLine {
        machine: machine_name(workspace, checked.actor, text),
        figures: fingerprint(checked.actor),
        checked: checked.clone(),
    });
    Paper {
        head,
        records: records.collect(),
        disputes: disputes(workspace, &evidence, text),
        private_ops: evidence.private_ops,
        logs: logs.collect(),
        ops: evidence.ops.iter().map(|it| op_line(workspace, &evidence, it, text)).collect(),
    }
}

fn disputes(workspace: &Workspace, evidence: &Evidence, text: &'static Catalog) -> Vec<String> {
    let in_conflict = evidence.conflicts.iter().map(|(id, fields)| {
        let label = |field: &String| match id.kind() {
            Some(kind) if field != crate::domain::schema::DELETED => text.field(kind, field).to_owned(),
            _ => text.record.archive().to_owned(),
        };
        let fields: Vec<String> = fields.iter().map(label).collect();
        text.evidence.in_conflict(&show::title(workspace, id, text), &text.list(&fields))
    });
    let mut disputes: Vec<String> = in_conflict.collect();
    // A branch that says nothing of this project is told too: the log it leaves does.
    let concerns = |fork: &Fork| evidence.logs.iter().any(|it| (it.actor, it.scope) == (fork.actor, fork.scope));
    for fork in workspace.forks().iter().filter(|it| concerns(it)) {
        let machine = format!("{} {}", machine_name(workspace, fork.actor, text), fingerprint(fork.actor));
        disputes.push(text.evidence.forked(&machine));
    }
    disputes
}

fn op_line(workspace: &Workspace, evidence: &Evidence, proof: &Proof, text: &'static Catalog) -> OpLine {
    let state = match evidence.logs[proof.log].is_sound {
        false => text.evidence.not_sound(),
        true if proof.is_sealed => text.evidence.sealed(),
        true => text.evidence.unsealed(),
    };
    let counts = match proof.found.entry.held {
        Some(hold) => {
            let word = hold.settled.map_or(text.policy.not_applied(), |it| policy_words::settled(it, text));
            text.errors.in_field(word, &policy_words::held_because(hold.reason, text))
        }
        None => text.evidence.applied().to_owned(),
    };
    let kind = proof.found.record.kind();
    OpLine {
        counts,
        line: line(workspace, &proof.found, text),
        kind: kind.map_or("", |kind| text.kind_one(kind)),
        figures: fingerprint(proof.found.actor),
        position: proof.found.entry.op.to_string(),
        hash: proof.hash.clone(),
        state,
    }
}

fn sheet(paper: &Paper, text: &'static Catalog) -> AnyView {
    let head = paper.head.iter().map(|(name, words)| view! { <dt>{*name}</dt><dd>{words.clone()}</dd> }).collect_view();
    let records = paper
        .records
        .iter()
        .map(|(kind, title)| view! { <tr><td class="nowrap">{*kind}</td><td>{title.clone()}</td></tr> });
    let private = match paper.private_ops {
        0 => text.evidence.no_private().to_owned(),
        n => text.evidence.private_left_out(n),
    };
    let disputes = match &paper.disputes[..] {
        [] => view! { <p>{text.evidence.no_disputes()}</p> }.into_any(),
        some => view! { <ul class="lines">{some.iter().map(|it| view! { <li>{it.clone()}</li> }).collect_view()}</ul> }
            .into_any(),
    };
    let log = |it: &LogLine| {
        let state = if it.checked.is_sound { text.audit.sound() } else { text.audit.not_sound() };
        let fork = it.checked.is_fork.then(|| text.audit.fork());
        let drift =
            (it.checked.drift > 0).then(|| text.audit.drift(&text.audit.days(super::check::days(it.checked.drift))));
        view! {
            <tr>
                <td>{it.machine.clone()}</td>
                <td class="nowrap">{it.figures.clone()}</td>
                <td class="num">{it.checked.ops}</td>
                <td class="num">{it.checked.sealed}</td>
                <td>{state}</td>
                <td>{fork}" "{drift}</td>
            </tr>
        }
    };
    let ops = paper.ops.iter().enumerate().map(|(at, it)| op_row(at + 1, it)).collect_view();
    view! {
        <section class="card stack">
            <dl class="facts">{head}</dl>
            <div><h2>{text.evidence.proves_title()}</h2><p>{text.evidence.proves()}</p></div>
            <div><h2>{text.evidence.not_title()}</h2><p>{text.evidence.not()}</p><p>{text.evidence.get_it()}</p></div>
        </section>
        <section class="card stack">
            <h2>{text.evidence.records()}</h2>
            <table class="plain-table" aria-label=text.evidence.records()>
                <thead><tr><th scope="col">{text.evidence.kind()}</th><th scope="col">{text.evidence.record()}</th></tr></thead>
                <tbody>{records.collect_view()}</tbody>
            </table>
            <p class="muted">{private}</p>
        </section>
        <section class="card stack"><h2>{text.evidence.disputes()}</h2>{disputes}</section>
        <section class="card stack">
            <h2>{text.evidence.logs()}</h2>
            <div class="scrolls" tabindex="0" role="region" aria-label=text.evidence.logs()>
                <table class="plain-table wide-table">
                    <thead><tr><th scope="col">{text.evidence.machine()}</th><th scope="col">{text.evidence.figures()}</th><th scope="col" class="num">{text.audit.ops()}</th><th scope="col" class="num">{text.audit.sealed()}</th><th scope="col">{text.audit.result()}</th><th scope="col">{text.audit.remarks()}</th></tr></thead>
                    <tbody>{paper.logs.iter().map(log).collect_view()}</tbody>
                </table>
            </div>
        </section>
        <section class="card stack">
            <div><h2>{text.evidence.ops()}</h2><p class="muted">{text.evidence.ops_help()}{text.evidence.changes(paper.ops.len())}</p></div>
            <div class="scrolls" tabindex="0" role="region" aria-label=text.evidence.ops()>
                <table class="plain-table wide-table evidence-table" id="evidence-ops">
                    <thead><tr><th scope="col" class="num">{text.evidence.number()}</th><th scope="col">{text.audit.when()}</th><th scope="col">{text.audit.who()}</th><th scope="col">{text.audit.what()}</th><th scope="col">{text.evidence.proof()}</th></tr></thead>
                    <tbody>{ops}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn op_row(number: usize, it: &OpLine) -> AnyView {
    let changes = it.line.changes.iter().map(|it| view! { <p class="change">{it.clone()}</p> }).collect_view();
    view! {
        <tr>
            <td class="num">{number}</td>
            <td>{it.line.when.clone()}</td>
            <td><p>{it.line.who.clone()}</p><p class="muted small">{it.figures.clone()}</p></td>
            <td><p><strong>{it.line.what.clone()}</strong>" "<span class="muted">{it.kind}</span>" "{it.line.title.clone()}</p>{changes}</td>
            <td class="small"><p>{it.state}</p><p>{it.counts.clone()}</p><p class="muted">{it.position.clone()}</p><p class="muted">{it.hash.clone()}</p></td>
        </tr>
    }
    .into_any()
}
