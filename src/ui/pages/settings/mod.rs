//! Backup and settings: this machine, its data, what was done on it.

mod actions;
mod backup;
mod drill;
mod folder;
mod lock;
mod machine;
mod remove;

use leptos::prelude::*;

use self::actions::Actions;
use self::backup::BackupCard;
use self::drill::Drill;
use self::lock::DeskLock;
use self::machine::{Machine, Storage};
use self::remove::Remove;
use crate::ui::components::page_head::PageHead;
use crate::ui::state::words;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let text = words();
    view! {
        <div class="page">
            <PageHead title=text.nav.backup_and_settings()/>
            <div class="stack page-narrow">
                <div class="columns">
                    <div class="stack"><BackupCard/><Drill/></div>
                    <Machine/>
                </div>
                <Actions/>
                <div class="columns">
                    <Storage/>
                    <Remove/>
                </div>
                <DeskLock/>
                <About/>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn About() -> impl IntoView {
    let text = words();
    view! {
        <section class="card">
            <h2>{text.settings.about()}</h2>
            <p>{text.nav.app()}" · "{text.settings.version_is(env!("CARGO_PKG_VERSION"))}" · "{text.settings.licence()}" "{env!("CARGO_PKG_LICENSE")}</p>
            <p class="muted">{text.settings.about_text()}</p>
        </section>
    }
}
