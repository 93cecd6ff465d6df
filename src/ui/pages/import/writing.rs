//! Writing what a preview showed, a slice at a time, and taking it back.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::reasons;
use super::wizard::{Step, Wizard};
use crate::domain::Kind;
use crate::tabular::preview::Counts;
use crate::ui::intake;
use crate::workspace::{Action, EditError};

/// Records written at a time; the page paints in between.
const SLICE: usize = 250;

/// What was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The action's name for undo; none where nothing was written.
    pub group: String,
    /// What the rows did.
    pub counts: Counts,
    /// The list.
    pub kind: Kind,
    /// After how many records it was stopped; none where all was written.
    pub stopped: Option<usize>,
    /// How many records came back to their list.
    pub restored: usize,
    /// True once it was taken back.
    pub undone: bool,
}

impl Wizard {
    /// Writes everything as one action, a slice at a time: the page goes on living, and can stop it.
    pub fn write(self) {
        let Some(preview) = self.preview.get_untracked() else { return };
        let turn = self.begin(self.text.import.writing());
        let choices = self.offices.get_untracked();
        let restore = self.restore.get_untracked();
        self.written_so_far.set(Some(0));
        spawn_local(async move {
            // The words are shown before the work begins.
            TimeoutFuture::new(0).await;
            match self.turn.try_get_value() {
                Some(now) if now == turn => {}
                Some(_) => return self.refuse(self.text.import.stopped().to_owned()),
                None => return,
            }
            let edits = self.store.peek(|workspace| intake::edits(workspace, &preview, &choices, restore));
            let titles: Vec<String> = edits.iter().map(|edit| reasons::title_of(&edit.set)).collect();
            let action = Action::Import { source: self.file.get_untracked() };
            let mut writing = match self.store.begin(edits, action) {
                Ok(writing) => writing,
                Err(EditError::NothingToChange) => {
                    return self.refuse(self.text.import.nothing_to_import().to_owned());
                }
                Err(error) => return self.refuse(reasons::refused(&error, &titles, preview.kind, self.text)),
            };
            let (all, kind) = (writing.left(), preview.kind);
            while self.store.write_slice(&mut writing, SLICE) {
                let _ = self.written_so_far.try_set(Some(all - writing.left()));
                TimeoutFuture::new(0).await;
                // Who goes to another page meanwhile did not stop it.
                let stopped = self.turn.try_get_value().is_some_and(|now| now != turn);
                if stopped || !untrack(|| self.store.may_write()) {
                    break;
                }
            }
            let done = writing.left() == 0;
            let restored = preview.rows.iter().filter(|row| restore && intake::is_archived(row)).count();
            let counts = preview.counts();
            let stopped = (!done).then(|| all - writing.left());
            let undone = writing.was_taken_back();
            let written = Written { group: writing.group(), kind, counts, restored, stopped, undone };
            if self.busy.try_set(None).is_some() {
                let words = match stopped {
                    _ if undone => self.text.import.undone().to_owned(),
                    Some(n) => self.text.import.stopped_after(n),
                    None => self.text.import.done(counts.new as usize, counts.changed as usize),
                };
                return self.store.announce(words);
            }
            let _ = self.written_so_far.try_set(None);
            let _ = self.written.try_set(Some(written));
            let _ = self.step.try_set(Step::Done);
        });
    }

    /// Takes the import back.
    pub fn undo(self) {
        let Some(written) = self.written.get_untracked() else { return };
        let action = Action::Undo { of: written.group.clone() };
        match self.store.change(action, |workspace, stamp| workspace.undo(&written.group, stamp)) {
            Ok(_) => {
                self.written.update(|it| it.iter_mut().for_each(|it| it.undone = true));
                let text = self.text.import;
                let words = if self.by_place.get_untracked() { text.paste_undone() } else { text.undone() };
                self.store.announce(words);
            }
            Err(_) => self.trouble.set(Some(self.text.errors.nothing_to_undo().to_owned())),
        }
    }
}
