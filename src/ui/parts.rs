//! The parts of the page that are loaded when first wanted.
//!
//! With the feature `split` each part becomes a WebAssembly module of its own (`cargo xtask dist`); without it, in the
//! single file and while developing, everything stands in one. The macro's split functions cross modules as `extern "C"`,
//! so each takes one argument and gives one view.

use futures::FutureExt;
use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::components::empty_state::EmptyState;
use super::pages::conflicts::ConflictsPage;
use super::pages::edit::{EditPage, NewPage};
use super::pages::evaluation::{EvaluationPage, SchemePage, SheetPage};
use super::pages::exchange::ExchangePage;
use super::pages::import::ImportPage;
use super::pages::not_found::NotFoundPage;
use super::pages::settings::SettingsPage;
use super::pages::start::StartPage;
use super::route::Route;
use super::state::words;

/// Names a part: the function that shows it, and what it shows for what is given.
macro_rules! part {
    ($(#[$about:meta])* $name:ident, $load:ident, $view:ident, |$given:ident: $type:ty| $shown:expr) => {
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($name, preload($load), fallible)]
        fn $view($given: $type) -> Result<AnyView, SplitLoaderError> {
            Ok($shown)
        }

        #[cfg(not(feature = "split"))]
        async fn $view($given: $type) -> Result<AnyView, SplitLoaderError> {
            Ok($shown)
        }

        #[cfg(not(feature = "split"))]
        async fn $load() -> Result<(), SplitLoaderError> {
            Ok(())
        }

        $(#[$about])*
        pub fn $name(given: $type) -> AnyView {
            later(Box::new(|| Box::pin($load())), Box::new(move || $view(given.clone()).now_or_never()))
        }
    };
}

part!(
    /// The page of a machine without an open workspace.
    start, load_start, start_view, |_given: ()| view! { <StartPage/> }.into_any()
);

part!(
    /// The pages beside the lists.
    desk, load_desk, desk_view, |route: Route| match route {
        Route::New { kind, given } => view! { <NewPage kind given/> }.into_any(),
        Route::Edit { id } => view! { <EditPage id/> }.into_any(),
        Route::Conflicts => view! { <ConflictsPage/> }.into_any(),
        Route::Exchange => view! { <ExchangePage/> }.into_any(),
        Route::Settings => view! { <SettingsPage/> }.into_any(),
        Route::Import { kind } => view! { <ImportPage kind/> }.into_any(),
        Route::Evaluation => view! { <EvaluationPage/> }.into_any(),
        Route::Scheme { id } => view! { <SchemePage id/> }.into_any(),
        Route::Sheet { id } => view! { <SheetPage id/> }.into_any(),
        _ => view! { <NotFoundPage/> }.into_any(),
    }
);

type Load = Box<dyn Fn() -> LocalBoxFuture<'static, Result<(), SplitLoaderError>>>;
type Show = Box<dyn Fn() -> Option<Result<AnyView, SplitLoaderError>>>;

/// How far a part has come.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Loading,
    Here,
    Failed,
}

/// Shows a part once it is here; until then nothing but that it is on its way.
fn later(load: Load, show: Show) -> AnyView {
    let text = words();
    let stage = RwSignal::new(Stage::Loading);
    let (load, show) = (StoredValue::new_local(load), StoredValue::new_local(show));
    let fetch = move || {
        stage.set(Stage::Loading);
        let arriving = load.with_value(|load| load());
        spawn_local(async move {
            // Whoever wanted it may have gone elsewhere meanwhile.
            let _ = stage.try_set(if arriving.await.is_ok() { Stage::Here } else { Stage::Failed });
        });
    };
    fetch();
    let body = move || match stage.get() {
        Stage::Loading => {
            view! { <p class="page muted" role="status" aria-busy="true">{text.nav.loading()}</p> }.into_any()
        }
        Stage::Here => show.with_value(|show| show()).and_then(Result::ok).unwrap_or_else(|| ().into_any()),
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
