//! The parts of the page that are loaded when first wanted.
//!
//! With the feature `split-app` each part becomes a WebAssembly module of its own (`cargo xtask dist`); without it, in the
//! single file and while developing, everything stands in one. A call into a part crosses modules as `extern "C"`: it
//! takes one thing and gives one thing.

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::components::codes::{ReadCard, Reading, ShowCard, Showing};
use super::components::empty_state::EmptyState;
use super::components::record::RecordView;
use super::folder_backup;
use super::opening;
use super::pages::audit::AuditPage;
use super::pages::audit::evidence::EvidencePage;
use super::pages::claims::ClaimsPage;
use super::pages::conflicts::ConflictsPage;
use super::pages::docking::{DockingPage, MeetingPage};
use super::pages::edit::{EditPage, NewPage};
use super::pages::evaluation::{EvaluationPage, SchemePage, SheetPage};
use super::pages::exchange::ExchangePage;
use super::pages::import::ImportPage;
use super::pages::ledger::LedgerPage;
use super::pages::list::{self, ListPage};
use super::pages::lock::{self, UnlockPage};
use super::pages::machines::MachinesPage;
use super::pages::not_found::NotFoundPage;
use super::pages::pending::PendingPage;
use super::pages::report::ReportPage;
use super::pages::rules::RulesPage;
use super::pages::settings::SettingsPage;
use super::pages::start::{self, Beginning, StartPage, Way};
use super::pages::tasks::Tasks;
use super::route::Route;
use super::shell::Shell;
use super::shell::hits::{Hits, Sought};
use super::state::{WorkspaceStore, words};
use crate::domain::{Kind, RecordId};
use crate::oplog::SecretKey;
use crate::workspace::ListQuery;

/// The way into a part: the part's name, the function that loads it, and what is called there.
macro_rules! part {
    ($part:ident, $load:ident, $call:ident, |$given:ident: $type:ty| -> $gives:ty { $body:expr }) => {
        #[cfg(feature = "split-app")]
        #[wasm_split_helpers::wasm_split($part, preload($load), fallible)]
        fn $call($given: $type) -> Result<$gives, SplitLoaderError> {
            Ok($body)
        }

        #[cfg(not(feature = "split-app"))]
        async fn $call($given: $type) -> Result<$gives, SplitLoaderError> {
            Ok($body)
        }

        #[cfg(not(feature = "split-app"))]
        async fn $load() -> Result<(), SplitLoaderError> {
            Ok(())
        }
    };
}

part!(start, load_start, start_view, |_given: ()| -> AnyView { view! { <StartPage/> }.into_any() });

part!(work, load_work, work_view, |_given: ()| -> AnyView { view! { <Shell/> }.into_any() });

part!(list, load_list, list_view, |kind: Kind| -> AnyView { view! { <ListPage kind/> }.into_any() });

part!(list, load_record, record_view, |id: RecordId| -> AnyView { view! { <RecordView id/> }.into_any() });

part!(list, load_hits, hits_view, |sought: Sought| -> AnyView { view! { <Hits sought/> }.into_any() });

part!(desk, load_desk, desk_view, |route: Route| -> AnyView {
    match route {
        Route::New { kind, given } => view! { <NewPage kind given/> }.into_any(),
        Route::Edit { id } => view! { <EditPage id/> }.into_any(),
        Route::Claims { over } => view! { <ClaimsPage over/> }.into_any(),
        Route::Conflicts => view! { <ConflictsPage/> }.into_any(),
        Route::Machines => view! { <MachinesPage/> }.into_any(),
        Route::Pending => view! { <PendingPage/> }.into_any(),
        Route::Rules => view! { <RulesPage/> }.into_any(),
        Route::Audit { record } => view! { <AuditPage record/> }.into_any(),
        Route::Evidence { id } => view! { <EvidencePage id/> }.into_any(),
        Route::Docking => view! { <DockingPage/> }.into_any(),
        Route::Meeting { id } => view! { <MeetingPage id/> }.into_any(),
        Route::Exchange => view! { <ExchangePage/> }.into_any(),
        Route::Settings => view! { <SettingsPage/> }.into_any(),
        Route::Import { kind } => view! { <ImportPage kind/> }.into_any(),
        Route::Evaluation => view! { <EvaluationPage/> }.into_any(),
        Route::Scheme { id } => view! { <SchemePage id/> }.into_any(),
        Route::Sheet { id } => view! { <SheetPage id/> }.into_any(),
        Route::Ledger { .. } => view! { <LedgerPage/> }.into_any(),
        Route::Report { .. } => view! { <ReportPage/> }.into_any(),
        _ => view! { <NotFoundPage/> }.into_any(),
    }
});

part!(desk, load_tasks, tasks_view, |own: Signal<bool>| -> AnyView { view! { <Tasks own/> }.into_any() });

part!(desk, load_export, export_list, |asked: (WorkspaceStore, ListQuery)| -> LocalBoxFuture<'static, ()> {
    list::export(asked.0, &asked.1)
});

part!(desk, load_backup, do_back_up, |store: WorkspaceStore| -> LocalBoxFuture<'static, ()> {
    folder_backup::by_itself(store).boxed_local()
});

part!(desk, load_begin, do_begin, |asked: (Beginning, Way)| -> () { start::begin(asked) });

part!(desk, load_step, step_view, |beginning: Beginning| -> AnyView { start::step(beginning) });

part!(desk, load_key, find_key, |stored: Option<String>| -> SecretKey { opening::key(stored.as_deref()) });

part!(start, load_unlock, unlock_view, |slot: String| -> AnyView { view! { <UnlockPage place=slot/> }.into_any() });

part!(start, load_finish, do_finish, |_given: ()| -> LocalBoxFuture<'static, ()> { lock::finish_move().boxed_local() });

part!(codes, load_show, show_view, |showing: Showing| -> AnyView { view! { <ShowCard showing/> }.into_any() });

part!(codes, load_read, read_view, |reading: Reading| -> AnyView { view! { <ReadCard reading/> }.into_any() });

/// The page of a machine without an open workspace.
pub fn start() -> AnyView {
    shown(|| load_start().boxed_local(), || start_view(()).now_or_never()?.ok())
}

/// The frame around the pages of an open workspace, with the first of them.
pub fn work() -> AnyView {
    shown(|| load_work().boxed_local(), || work_view(()).now_or_never()?.ok())
}

/// A list.
pub fn list(kind: Kind) -> AnyView {
    shown(|| load_list().boxed_local(), move || list_view(kind).now_or_never()?.ok())
}

/// The step between a file and its workspace.
pub fn joining(beginning: Beginning) -> AnyView {
    shown(|| load_step().boxed_local(), move || step_view(beginning).now_or_never()?.ok())
}

/// Goes a way to begin; none where the part did not arrive.
pub async fn begin(asked: (Beginning, Way)) -> Option<()> {
    load_begin().await.ok()?;
    do_begin(asked).await.ok()
}

/// Makes a backup in the folder chosen for it; nothing happens where that cannot be done unasked.
pub async fn back_up_by_itself(store: WorkspaceStore) {
    if load_backup().await.is_ok()
        && let Ok(work) = do_back_up(store).await
    {
        work.await;
    }
}

/// One record, beside its list or alone.
pub fn record(id: RecordId) -> AnyView {
    shown(|| load_record().boxed_local(), move || record_view(id.clone()).now_or_never()?.ok())
}

/// What the search box found.
pub fn hits(sought: Sought) -> AnyView {
    shown(|| load_hits().boxed_local(), move || hits_view(sought).now_or_never()?.ok())
}

/// The page that asks for the passphrase of a locked slot.
pub fn unlock(slot: String) -> AnyView {
    shown(|| load_unlock().boxed_local(), move || unlock_view(slot.clone()).now_or_never()?.ok())
}

/// Finishes what a crash cut short while a workspace was being locked, or unlocked for good.
pub async fn finish_move() {
    // What cannot be finished now is whole all the same, and is tried again at the next start.
    if load_finish().await.is_ok()
        && let Ok(finishing) = do_finish(()).await
    {
        finishing.await;
    }
}

/// The pages beside the lists.
pub fn desk(route: Route) -> AnyView {
    shown(|| load_desk().boxed_local(), move || desk_view(route.clone()).now_or_never()?.ok())
}

/// What projects and claims ask for today: of the own office where that is `own`.
pub fn tasks(own: Signal<bool>) -> AnyView {
    shown(|| load_tasks().boxed_local(), move || tasks_view(own).now_or_never()?.ok())
}

/// A small file as codes on the screen.
pub fn show_codes(showing: Showing) -> AnyView {
    shown(|| load_show().boxed_local(), move || show_view(showing.clone()).now_or_never()?.ok())
}

/// The reader of codes.
pub fn read_codes(reading: Reading) -> AnyView {
    shown(|| load_read().boxed_local(), move || read_view(reading).now_or_never()?.ok())
}

/// Writes a list as a sheet; none where the part did not arrive.
pub async fn export(asked: (WorkspaceStore, ListQuery)) -> Option<LocalBoxFuture<'static, ()>> {
    load_export().await.ok()?;
    export_list(asked).await.ok()
}

/// The key of this machine from another stored form, or a new one; none where the part did not arrive.
pub async fn key(stored: Option<String>) -> Option<SecretKey> {
    load_key().await.ok()?;
    find_key(stored).await.ok()
}

/// Fetches the frame while the workspace it will show is still being read.
pub async fn fetch_work() {
    // What does not arrive now is asked for again when it is wanted.
    let _ = load_work().await;
}

/// Fetches the start page, so that the boot screen stands until it can be shown.
pub async fn fetch_start() {
    // What does not arrive now is asked for again when it is wanted.
    let _ = load_start().await;
}

/// Fetches every part, so that the page is whole when the network goes.
pub async fn fetch_all() {
    // What does not arrive now is asked for again when it is wanted.
    let _ = (load_work().await, load_list().await, load_desk().await, load_start().await, load_read().await);
    let _ = load_unlock().await;
}

type Arriving = LocalBoxFuture<'static, Result<(), SplitLoaderError>>;

/// How far a part has come.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Loading,
    Here,
    Failed,
}

/// Shows a part once it is here; until then nothing but that it is on its way.
fn shown(load: fn() -> Arriving, show: impl Fn() -> Option<AnyView> + 'static) -> AnyView {
    shown_once_here(load, Box::new(show))
}

fn shown_once_here(load: fn() -> Arriving, show: Box<dyn Fn() -> Option<AnyView>>) -> AnyView {
    let text = words();
    let stage = RwSignal::new(Stage::Loading);
    let show = StoredValue::new_local(show);
    let fetch = move || {
        let mut arriving = load();
        match (&mut arriving).now_or_never() {
            Some(arrived) => stage.set(stage_of(arrived)),
            None => {
                stage.set(Stage::Loading);
                spawn_local(async move {
                    // Whoever wanted it may have gone elsewhere meanwhile.
                    let _ = stage.try_set(stage_of(arriving.await));
                });
            }
        }
    };
    fetch();
    let body = move || match stage.get() {
        Stage::Loading => {
            view! { <p class="page muted" role="status" aria-busy="true">{text.nav.loading()}</p> }.into_any()
        }
        Stage::Here => show.with_value(|show| show()).into_any(),
        Stage::Failed => view! {
            <div class="page">
                <EmptyState words=text.errors.part_not_loaded()>
                    <button type="button" class="btn" on:click=move |_| fetch()>{text.errors.try_again()}</button>
                </EmptyState>
            </div>
        }
        .into_any(),
    };
    body.into_any()
}

fn stage_of(arrived: Result<(), SplitLoaderError>) -> Stage {
    if arrived.is_ok() { Stage::Here } else { Stage::Failed }
}
