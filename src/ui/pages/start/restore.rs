//! Restoring a backup: this machine goes on as the installation that made it.

use std::rc::Rc;

use leptos::prelude::*;

use super::{Beginning, Came, Stage};
use crate::exchange::Backup;
use crate::ui::opening;
use crate::ui::pages::exchange::admit_words;
use crate::ui::state::{clock, words};
use crate::workspace::{Device, Workspace};

/// The card that says what restoring means.
#[component]
pub fn Restore(backup: Rc<Backup>, beginning: Beginning) -> impl IntoView {
    let text = words();
    let file = &backup.file;
    let title = text.start.of_workspace(&file.title);
    let made = text.moment(clock::local(file.made_at));
    let summary = file.summary;
    let held = text.exchange.holds(summary.resources as usize, summary.needs as usize, summary.projects as usize);
    let name = file.from.name.clone();
    let restore = move |_| {
        let device = Device { key: backup.key.clone(), run: opening::run() };
        match Workspace::receive(backup.file.workspace, backup.file.logs.clone(), device) {
            Ok((workspace, changes)) => {
                let came = Came::Backup(backup.file.made_at);
                beginning.begin(workspace, vec![changes], came, text.start.restored());
            }
            Err(error) => beginning.stage.set(Stage::Refused(admit_words(&error, None, &backup.file, text))),
        }
    };
    view! {
        <section class="card stack">
            <div>
                <h2>{text.start.restore_title()}</h2>
                <p><strong>{title}</strong>" "{name}</p>
                <p class="muted">{text.exchange.made_at()}" "{made}" · "{held}</p>
            </div>
            <p>{text.start.restore_body()}</p>
            <p class="notice">{text.start.restore_warning()}</p>
            <div class="buttons">
                <button type="button" class="btn btn-main" id="restore" disabled=move || beginning.is_busy() on:click=restore>{text.start.restore_button()}</button>
                <button type="button" class="btn" on:click=move |_| beginning.stage.set(Stage::Ways)>{text.nav.back()}</button>
            </div>
        </section>
    }
    .into_any()
}
