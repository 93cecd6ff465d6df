//! Trying a backup: it is read, verified and folded in memory, and the page says what restoring it would give.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::backup::BackupButton;
use crate::domain::Kind;
use crate::exchange::{Backup, MAX_BYTES, Received, is_locked, receive};
use crate::i18n::Catalog;
use crate::ui::components::passphrase::Unlock;
use crate::ui::files::{self, FileError, Picked};
use crate::ui::opening;
use crate::ui::pages::exchange::admit_words;
use crate::ui::refused::{Refusal, Why, why_words};
use crate::ui::reminder::TRIED_AT;
use crate::ui::state::{WorkspaceStore, clock, store, words};
use crate::workspace::{Apart, Device, Workspace, fingerprint};

/// How far trying has come.
#[derive(Clone)]
enum Stage {
    /// Nothing chosen.
    Idle,
    /// The file is being read.
    Busy,
    /// It is locked.
    Locked(Rc<Picked>),
    /// It can be restored.
    Can(Rc<Tried>),
    /// It cannot, and why.
    Cannot(String),
}

/// What restoring would give, in words.
struct Tried {
    file: String,
    title: String,
    whose: String,
    made: String,
    holds: String,
    private: String,
    versus: Versus,
}

/// How the backup stands to what is open here.
enum Versus {
    /// It is of another workspace, called so.
    Another(String),
    /// What each has that the other lacks: in all, and by list.
    Lists { lacks: Option<(usize, String)>, beyond: Option<(usize, String)> },
}

/// The card.
#[component]
pub fn Drill() -> impl IntoView {
    let (store, text) = (store(), words());
    let stage = RwSignal::new_local(Stage::Idle);
    let go = move |work: std::pin::Pin<Box<dyn Future<Output = Stage>>>| {
        stage.set(Stage::Busy);
        spawn_local(async move {
            files::painted().await;
            let next = work.await;
            if matches!(&next, Stage::Can(tried) if matches!(tried.versus, Versus::Lists { .. }))
                && store.try_read_once(|_| ()).is_some()
                && !store.is_follower()
            {
                store.set_local(TRIED_AT, Some(clock::now().0.to_string()));
            }
            // The page may be gone by now.
            let _ = stage.try_set(next);
        });
    };
    let chosen = move |event: leptos::ev::Event| {
        if let Some(file) = files::chosen(&event) {
            go(Box::pin(look(store, file, text)));
        }
    };
    let last = move || {
        let at = store.local(TRIED_AT).and_then(|at| at.parse::<i64>().ok());
        match at {
            Some(at) => text.backup.last_tried(&text.age(clock::now().0 - at)),
            None => text.backup.never_tried().to_owned(),
        }
    };
    let body = move || {
        match stage.get() {
        Stage::Locked(picked) => {
            let opened = Callback::new(move |picked| go(Box::pin(async move { look_into(store, &picked, text) })));
            let back = Callback::new(move |()| stage.set(Stage::Idle));
            view! { <Unlock picked opened back/> }.into_any()
        }
        Stage::Busy => view! { <p class="notice notice-calm" role="status">{text.backup.trying()}</p> }.into_any(),
        Stage::Can(tried) => said(&tried, text),
        Stage::Cannot(why) => view! {
            <div class="notice notice-bad" role="alert" id="cannot-restore">
                <p><strong>{text.backup.cannot()}</strong><br/>{why}<br/><span class="muted">{text.backup.untouched()}</span></p>
            </div>
            <p>{text.backup.make_another()}</p>
            <BackupButton/>
        }
        .into_any(),
        Stage::Idle => ().into_any(),
    }
    };
    view! {
        <section class="card stack" id="drill">
            <div><h2>{text.backup.drill()}</h2><p class="muted">{last}</p></div>
            <p>{text.backup.drill_help()}</p>
            {body}
            <div class="buttons">
                <label class="btn file-button">
                    {text.backup.choose()}
                    <input type="file" id="drill-file" class="visually-hidden" accept=".json,application/json" disabled=move || matches!(stage.get(), Stage::Busy) on:change=chosen/>
                </label>
            </div>
        </section>
    }
    .into_any()
}

fn said(tried: &Tried, text: &'static Catalog) -> AnyView {
    let part = |words: String, lists: &str| {
        let lists = lists.to_owned();
        view! { <li>{text.errors.in_field(&words, &lists)}</li> }
    };
    let versus = match &tried.versus {
        Versus::Another(title) => view! { <p class="notice">{text.backup.other_street(title)}</p> }.into_any(),
        Versus::Lists { lacks: None, beyond: None } => view! { <p>{text.backup.same()}</p> }.into_any(),
        Versus::Lists { lacks, beyond } => {
            let lacks = lacks.as_ref().map(|(n, lists)| part(text.backup.lacks(*n), lists));
            let beyond = beyond.as_ref().map(|(n, lists)| part(text.backup.beyond(*n), lists));
            view! { <ul class="lines">{lacks}{beyond}</ul> }.into_any()
        }
    };
    let facts = [
        (text.exchange.workspace(), tried.title.clone()),
        (text.backup.whose(), tried.whose.clone()),
        (text.backup.made_at(), tried.made.clone()),
        (text.backup.holds(), tried.holds.clone()),
        (text.backup.private(), tried.private.clone()),
    ];
    let facts = facts.map(|(name, words)| view! { <dt>{name}</dt><dd>{words}</dd> });
    view! {
        <div class="notice notice-calm" role="status" id="can-restore">
            <p><strong>{text.backup.can()}</strong>" "<span class="muted small">{tried.file.clone()}</span><br/><span class="muted">{text.backup.untouched()}</span></p>
        </div>
        <dl class="facts tried">{facts}</dl>
        <div><h3>{text.backup.versus()}</h3>{versus}</div>
    }
    .into_any()
}

async fn look(store: WorkspaceStore, file: gloo_file::File, text: &'static Catalog) -> Stage {
    let picked = match files::read(file, MAX_BYTES as u64).await {
        Ok(picked) => picked,
        Err(FileError::TooLarge(most)) => return Stage::Cannot(text.exchange.limit(&text.bytes(most))),
        Err(FileError::Unreadable) => return Stage::Cannot(text.exchange.cannot_read_file().to_owned()),
    };
    if is_locked(&picked.bytes) {
        return Stage::Locked(Rc::new(picked));
    }
    look_into(store, &picked, text)
}

fn look_into(store: WorkspaceStore, picked: &Picked, text: &'static Catalog) -> Stage {
    let backup = match receive(&picked.bytes) {
        Err(error) => {
            let refusal = Refusal { why: Why::of(&error), ..Refusal::default() };
            return Stage::Cannot(text.errors.in_field(text.refused.reason(), &why_words(&refusal, text)));
        }
        Ok(Received::File(_)) => return Stage::Cannot(text.backup.no_backup().to_owned()),
        Ok(Received::Backup(backup)) => *backup,
    };
    let Backup { mut file, key } = backup;
    let logs = std::mem::take(&mut file.logs);
    // A run of its own, as restoring begins one; nothing is ever written in it.
    let restored = match Workspace::receive(file.workspace, logs, Device { key, run: opening::run() }) {
        Ok((restored, _)) => restored,
        Err(error) => return Stage::Cannot(admit_words(&error, None, &file, text)),
    };
    let tried = store.try_read_once(|here| {
        let is_own = restored.actor() == here.actor();
        let machine = if is_own { text.backup.own_machine() } else { text.backup.other_machine() };
        let office = [file.from.name.clone(), machine.to_owned(), fingerprint(restored.actor())];
        let office: Vec<String> = office.into_iter().filter(|it| !it.trim().is_empty()).collect();
        let age = text.age(clock::now().0 - file.made_at.0);
        let counts: Vec<(Option<Kind>, usize)> = Kind::ALL
            .into_iter()
            .filter(|it| *it != Kind::Workspace)
            .map(|kind| (Some(kind), restored.count(kind)))
            .filter(|it| it.1 > 0)
            .collect();
        let versus = if restored.id() == here.id() {
            let Apart { only_here, only_there } = here.apart(&restored);
            let side = |lists: Vec<(Option<Kind>, usize)>| {
                let all: usize = lists.iter().map(|it| it.1).sum();
                (all > 0).then(|| (all, by_list(&lists, text)))
            };
            Versus::Lists { lacks: side(only_here), beyond: side(only_there) }
        } else {
            Versus::Another(restored.title())
        };
        Tried {
            file: picked.name.clone(),
            title: restored.title(),
            whose: office.join(" · "),
            made: text.with_aside(&text.moment(clock::local(file.made_at)), &age),
            holds: if counts.is_empty() { text.backup.nothing().to_owned() } else { by_list(&counts, text) },
            private: match restored.private_ops() {
                0 => text.backup.no_private().to_owned(),
                n => text.backup.private_entries(n),
            },
            versus,
        }
    });
    tried.map_or(Stage::Idle, |tried| Stage::Can(Rc::new(tried)))
}

fn by_list(lists: &[(Option<Kind>, usize)], text: &Catalog) -> String {
    let name = |kind: Option<Kind>| kind.map_or(text.record.unknown_fields(), |kind| text.kind_one(kind));
    let parts: Vec<String> = lists.iter().map(|(kind, n)| text.backup.counted(name(*kind), *n)).collect();
    text.list(&parts)
}
