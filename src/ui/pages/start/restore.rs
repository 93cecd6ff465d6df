//! Restoring a backup: this machine goes on as the installation that made it.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Beginning, Came, Stage};
use crate::exchange::Backup;
use crate::ui::pages::exchange::admit_words;
use crate::ui::slow::{all_changes, receive};
use crate::ui::state::{clock, words};
use crate::ui::{files, opening};
use crate::workspace::Device;

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
        let backup = Rc::clone(&backup);
        beginning.stage.set(Stage::Busy(text.start.creating()));
        let work = beginning.slow.begin_for_good();
        spawn_local(async move {
            files::painted().await;
            let (file, words) = (&backup.file, text.start.creating());
            let device = Device { key: backup.key.clone(), run: opening::run() };
            let Ok(received) = receive(file.workspace, device, &file.logs, work, words).await else { return };
            match received {
                Ok(mut workspace) => {
                    let Ok(changes) = all_changes(&mut workspace, work, words).await else { return };
                    beginning.begin(workspace, changes, Came::Backup(file.made_at), text.start.restored());
                }
                Err(error) => beginning.then(work, Stage::Refused(admit_words(&error, None, file, text))),
            }
        });
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
