//! The dashboard, the first page: what waits for this office today. Every number leads to exactly the rows it counts.

use leptos::prelude::*;

use crate::domain::{Kind, Light, RecordId};
use crate::i18n::Catalog;
use crate::ui::components::page_head::PageHead;
use crate::ui::components::tag::Tag;
use crate::ui::handing;
use crate::ui::parts;
use crate::ui::route::Route;
use crate::ui::show::{self, Tint};
use crate::ui::state::{WorkspaceStore, store, words};
use crate::workspace::{Figure, What, board};

const LISTS: [Kind; 3] = [Kind::Resource, Kind::Need, Kind::Project];

/// What waits, what is not in order, what was not handed on, and the first steps while lists are empty.
#[component]
pub fn BoardPage() -> impl IntoView {
    let (store, text) = (store(), words());
    let head = move || {
        let (title, today) = (store.try_read(|workspace| workspace.title()), store.today());
        [title.unwrap_or_default(), text.day(today)].join(" · ")
    };
    let figures = Memo::new(move |_| store.try_read(|workspace| board(workspace, store.asked())).unwrap_or_default());
    // A community or a unit begins with what is its own.
    let has_own = Memo::new(move |_| figures.with(|all| all.iter().any(|it| it.mine)));
    let own = RwSignal::new(true);
    let shown = Memo::new(move |_| {
        let mine = own.get() && has_own.get();
        let belongs = |it: &&Figure| it.mine == mine || (mine && it.what == What::NotHandedOn);
        figures.with(|all| all.iter().filter(belongs).cloned().collect::<Vec<_>>())
    });
    let whose = move || {
        has_own.get().then(|| {
            let chip = move |mine: bool, label: &'static str| {
                view! { <button type="button" class="chip" aria-pressed=move || (own.get() == mine).to_string() on:click=move |_| own.set(mine)>{label}</button> }
            };
            view! { <div class="chips">{chip(true, text.board.ours())}{chip(false, text.board.whole_street())}</div> }
        })
    };
    let begun = Memo::new(move |_| LISTS.into_iter().any(|kind| store.tally().of(kind) > 0));
    let body = move || {
        begun.get().then(|| {
            view! {
                {whose}
                <div class="figures">{move || cards(&shown.get(), text)}{parts::tasks(Signal::derive(move || own.get()))}</div>
                <div class="columns">
                    <First shown what=What::Waiting none=text.nav.nothing_waiting()/>
                    <First shown what=What::Red none=text.nav.nothing_due()/>
                </div>
            }
        })
    };
    view! {
        <div class="page">
            <div class="page-narrow stack">
                <PageHead title=text.board.title() about=Signal::derive(head)/>
                <BackupDue/>
                <FirstSteps/>
                {body}
                <Order shown/>
            </div>
        </div>
    }
    .into_any()
}

/// The cards: those an office looks at first always, the others while they count something.
fn cards(figures: &[Figure], text: &'static Catalog) -> AnyView {
    let always = [What::Waiting, What::Red, What::Yellow, What::Unused];
    let card = |it: &&Figure| it.what < What::Conflicted && (it.count > 0 || always.contains(&it.what));
    figures.iter().filter(card).map(|it| figure_card(it, text)).collect_view().into_any()
}

fn figure_card(figure: &Figure, text: &'static Catalog) -> impl IntoView + use<> {
    let age = figure.oldest.filter(|_| figure.count > 0).map(|days| match figure.what {
        What::Unused => text.board.unused_for(days),
        What::Red | What::Overdue => text.board.late(days),
        _ => text.board.waited(days),
    });
    let tint = match figure.what {
        _ if figure.count == 0 => "figure-card",
        What::Red | What::Overdue => "figure-card figure-bad",
        What::Yellow | What::Unconfirmed => "figure-card figure-warn",
        _ => "figure-card",
    };
    view! {
        <a class=tint href=address(figure)>
            <span>{name(figure, text)}</span>
            <b>{figure.count}</b>
            <span class="small">{age}</span>
        </a>
    }
}

fn address(figure: &Figure) -> String {
    Route::List { kind: figure.kind, query: figure.query.to_query() }.href()
}

/// What a figure counts, in words.
fn name(figure: &Figure, text: &'static Catalog) -> &'static str {
    let board = text.board;
    match (figure.what, figure.kind) {
        (What::Waiting, _) => board.waiting(),
        (What::Red, _) => board.red(),
        (What::Yellow, _) => board.yellow(),
        (What::Overdue, Kind::Need) => board.overdue_needs(),
        (What::Overdue, Kind::Resource) => board.expired_resources(),
        (What::Overdue, _) => board.ended_pairings(),
        (What::Unconfirmed, Kind::Need) => board.unconfirmed_needs(),
        (What::Unconfirmed, Kind::Project) => board.unconfirmed_projects(),
        (What::Unconfirmed, _) => board.unconfirmed_claims(),
        (What::Unused, _) => board.unused(),
        (What::Conflicted, _) => board.conflicted(),
        (What::NotHandedOn, _) => board.not_handed_on(),
        (What::Incomplete, _) => board.incomplete(),
    }
}

/// The first records of a figure, the most urgent first; yellow projects stand behind red ones.
#[component]
fn First(shown: Memo<Vec<Figure>>, what: What, none: &'static str) -> impl IntoView {
    let (store, text) = (store(), words());
    let also = if what == What::Red { What::Yellow } else { what };
    let title = if what == What::Red { text.nav.due_soon() } else { text.nav.waiting_needs() };
    let body = move || {
        let lines: Vec<AnyView> = shown.with(|shown| {
            let figures = shown.iter().filter(|it| it.what == what || it.what == also);
            figures.flat_map(|it| it.first.iter().map(|id| line(store, id, it.what, text))).take(6).collect()
        });
        if lines.is_empty() {
            return view! { <p class="muted">{none}</p> }.into_any();
        }
        view! { <ul class="links">{lines}</ul> }.into_any()
    };
    view! { <section class="card stack"><h2>{title}</h2>{body}</section> }
}

fn line(store: WorkspaceStore, id: &RecordId, what: What, text: &'static Catalog) -> AnyView {
    let of_light =
        |light| view! { <Tag words=text.light(light) tint=Tint::of_light(light) why=text.light_reason(light)/> };
    let tag = match what {
        What::Red => of_light(Light::Red).into_any(),
        What::Yellow => of_light(Light::Yellow).into_any(),
        _ => {
            let code = store.peek(|workspace| workspace.text(id, "status"));
            view! { <Tag words=text.choice("need_status", &code) tint=Tint::of_state(&code)/> }.into_any()
        }
    };
    let title = store.peek(|workspace| show::title(workspace, id, text));
    view! { <li><a href=Route::record(id.clone()).href()><span>{title}</span>{tag}</a></li> }.into_any()
}

/// What is not in order, what was not handed on, and how old the backup is.
#[component]
fn Order(shown: Memo<Vec<Figure>>) -> impl IntoView {
    let (store, text) = (store(), words());
    let line = |href: String, words: String, count: String| {
        view! { <li><a href=href><span>{words}</span><b>{count}</b></a></li> }
    };
    let row = move |(what, label): (What, &'static str)| {
        shown.with(|shown| {
            let chip = |it: &Figure| {
                view! { <a class="chip" href=address(it)>{text.kind(it.kind)}<b>{it.count}</b></a> }
            };
            let counted = shown.iter().filter(|it| it.count > 0 && it.what == what);
            let chips: Vec<_> = counted.map(chip).collect();
            (!chips.is_empty()).then(|| view! { <div class="chips" role="group" aria-label=label><span class="name">{label}</span>{chips}</div> })
        })
    };
    let rows = move || {
        let rows = [
            (What::Conflicted, text.board.conflicted()),
            (What::NotHandedOn, text.board.not_handed_on()),
            (What::Incomplete, text.board.incomplete()),
        ];
        rows.map(row).collect_view()
    };
    let conflicts = Memo::new(move |_| store.tally().conflicts);
    let clash = move || {
        let n = conflicts.get();
        (n > 0).then(|| line(Route::Conflicts.href(), text.nav.conflicts_waiting(n), text.nav.conflicts().to_owned()))
    };
    let waiting = Memo::new(move |_| handing::waiting(store));
    let handed = move || {
        let n = waiting.get();
        (n > 0).then(|| line(Route::Exchange.href(), text.status.not_handed_on(n), text.status.hand_on().to_owned()))
    };
    let backup = move || {
        let words = handing::backup_words(handing::backed_up_at(store), text);
        line(Route::Settings.href(), words, text.status.back_up_now().to_owned())
    };
    view! { <section class="card stack"><h2>{text.board.order()}</h2><ul class="links">{clash}{handed}{backup}</ul>{rows}</section> }
        .into_any()
}

/// Says that a backup is due, and leads to where it is made.
#[component]
fn BackupDue() -> impl IntoView {
    let (store, text) = (store(), words());
    let backed = Memo::new(move |_| handing::backed(store));
    move || {
        let backed = backed.get();
        backed.is_due.then(|| {
            let last = handing::backup_words(backed.at, text);
            view! {
                <p class="notice" id="backup-due">
                    <span>{text.backup.due(&last, &handing::since_words(backed, text))}</span>" "
                    <a class="link" href=Route::Settings.href()>{text.backup.go()}</a>
                </p>
            }
        })
    }
}

#[component]
fn FirstSteps() -> impl IntoView {
    let (store, text) = (store(), words());
    let counts = Memo::new(move |_| {
        let tally = store.tally();
        (tally.of(Kind::Office), LISTS.into_iter().map(|kind| tally.of(kind)).sum::<usize>())
    });
    let step = |words: &'static str, label: &'static str, route: Route| {
        view! { <li><p>{words}</p><a class="btn" href=route.href()>{label}</a></li> }
    };
    move || {
        let (offices, lists) = counts.get();
        (offices < 2 || lists == 0).then(|| {
            view! {
                <section class="card">
                    <h2>{text.start.first_steps()}</h2>
                    <ol class="steps">
                        {step(text.start.step_offices(), text.new_record(Kind::Office), Route::new_record(Kind::Office))}
                        {step(text.start.step_import(), text.nav.import(), Route::Import { kind: Kind::Resource })}
                        {step(text.start.step_hand_on(), text.nav.exchange(), Route::Exchange)}
                    </ol>
                </section>
            }
        })
    }
}
