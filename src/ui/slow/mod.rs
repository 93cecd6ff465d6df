//! Work that takes longer than a page may stand still: done in slices, with words, a share and a way to stop.

mod card;
mod carrying;
mod receiving;

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use super::office::Office;
use crate::storage::now_ms;

pub use card::SlowCard;
pub use carrying::{Carried, NotCarried, carried, carried_with_key, not_carried};
pub use receiving::{KEPT, all_changes, copy, receive};

/// Ops or records of one slice; as many slices are done at once as there is time for.
pub const SLICE: usize = 200;

/// Milliseconds after which the browser has its turn: a quarter of what a person may have to wait, as a slice may take longer on
/// a slow machine.
const TURN: u64 = 24;

/// The person stopped it, or left.
#[derive(Clone, Copy, Debug)]
pub struct Stopped;

/// What is being done on a page, one thing at a time. `Copy`.
#[derive(Clone, Copy)]
pub struct Slow {
    /// Lets the page show the card.
    show: StoredValue<Rc<dyn Fn()>, LocalStorage>,
    told: RwSignal<Told>,
    turn: StoredValue<u32>,
    office: StoredValue<Rc<Office>, LocalStorage>,
}

/// How far it has come.
#[derive(Clone, Copy, Default, PartialEq)]
struct Told {
    words: &'static str,
    /// In hundredths; none where that is not known.
    share: Option<u32>,
    can_stop: bool,
}

/// One thing being done.
#[derive(Clone, Copy)]
pub struct Work {
    slow: Slow,
    turn: u32,
    can_stop: bool,
    is_shown: bool,
}

impl Slow {
    /// Nothing is being done; whatever can be stopped ends with the page. `show` is called whenever the page is to show the
    /// card, also where it does.
    pub fn new(show: Rc<dyn Fn()>) -> Slow {
        let office = Rc::new(Office::default());
        let slow = Slow {
            show: StoredValue::new_local(show),
            told: RwSignal::new(Told::default()),
            turn: StoredValue::new(0),
            office: StoredValue::new_local(office),
        };
        on_cleanup(move || slow.office.with_value(|office| office.stop()));
        slow
    }

    /// Begins something that leaves everything as it was when it is stopped.
    pub fn begin(self) -> Work {
        self.work(true, true)
    }

    /// Begins such a thing beside what the page shows; whatever is begun next stops it.
    pub fn begin_beside(self) -> Work {
        self.work(true, false)
    }

    /// Begins something that goes on whoever goes elsewhere.
    pub fn begin_for_good(self) -> Work {
        self.work(false, true)
    }

    fn work(self, can_stop: bool, is_shown: bool) -> Work {
        // The page may be gone by now.
        let turn = self.turn.try_get_value().unwrap_or_default() + 1;
        let _ = self.turn.try_update_value(|it| *it = turn);
        Work { slow: self, turn, can_stop, is_shown }
    }

    /// Stops it.
    fn stop(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.office.with_value(|office| office.stop());
    }
}

impl Work {
    /// The worker; none once the page is gone.
    pub fn office(self) -> Option<Rc<Office>> {
        self.slow.office.try_get_value()
    }

    /// True once the person stopped it, or left.
    pub fn is_stopped(self) -> bool {
        self.can_stop && !self.is_awaited()
    }

    /// True while the page waits for what comes of it: it was not stopped, and nothing else was begun.
    pub fn is_awaited(self) -> bool {
        self.slow.turn.try_get_value() == Some(self.turn)
    }

    /// Shows how far it has come.
    pub fn tell(self, words: &'static str, done: usize, all: usize) {
        let share = (all > 0).then(|| (done.min(all) as u64 * 100 / all as u64) as u32);
        let told = Told { words, share, can_stop: self.can_stop };
        // The page may be gone, or be doing something else by now.
        if !self.is_shown || !self.is_awaited() {
            return;
        }
        if self.slow.told.try_get_untracked() != Some(told) {
            let _ = self.slow.told.try_set(told);
        }
        if let Some(show) = self.slow.show.try_get_value() {
            show();
        }
    }

    /// Does slices until there are no more: each says how far it has come of `all`, or nothing when it was the last. Nothing
    /// is shown of what is done within one turn.
    pub async fn run(
        self,
        words: &'static str,
        all: usize,
        slice: &mut dyn FnMut() -> Option<usize>,
    ) -> Result<(), Stopped> {
        let mut begun = now_ms();
        while let Some(done) = slice() {
            if now_ms().abs_diff(begun) < TURN {
                continue;
            }
            self.tell(words, done, all);
            pause().await;
            if self.is_stopped() {
                return Err(Stopped);
            }
            begun = now_ms();
        }
        Ok(())
    }
}

/// What a slice came to.
pub enum Next {
    /// More slices are needed.
    Later,
    /// This.
    Is(String),
    /// Nobody wants it any more.
    Never,
}

impl Next {
    /// What there is after a slice.
    pub fn of(found: Option<String>) -> Next {
        found.map_or(Next::Later, Next::Is)
    }
}

/// Does slices until something came of them, as many as there is time for in one turn.
pub fn a_turn(slice: &mut dyn FnMut() -> Next) -> Next {
    let begun = now_ms();
    loop {
        let next = slice();
        if !matches!(next, Next::Later) || now_ms().abs_diff(begun) >= TURN {
            return next;
        }
    }
}

/// Gives the browser its turn.
pub async fn pause() {
    TimeoutFuture::new(0).await;
}
