//! Where we are: the address after the `#`, and leaving a form with unsaved text only when the person says so.

use leptos::ev;
use leptos::prelude::*;

use crate::domain::{Kind, Pairs, RecordId};
use crate::ui::route::Route;

/// What was pasted into a list, on its way to the preview.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// The list.
    pub kind: Kind,
    /// The text of the clipboard.
    pub text: String,
    /// The columns from the one pasted into on.
    pub columns: Vec<&'static str>,
    /// The records of the lines from the one pasted into on; new records where none was chosen.
    pub onto: Option<Vec<RecordId>>,
}

/// The place shown, and the way to another. In context; `Copy`.
#[derive(Clone, Copy)]
pub struct Location {
    route: RwSignal<Route>,
    /// True while a form holds text that is not saved.
    unsaved: RwSignal<bool>,
    /// True while a draft holds all of that text.
    drafted: RwSignal<bool>,
    /// Where the person wanted to go while a form held unsaved text.
    wanted: RwSignal<Option<Route>>,
    /// How each list was asked last, so that closing a record brings the same list again.
    queries: StoredValue<Pairs<Kind, String>>,
    /// What was pasted and not looked at yet.
    pasted: StoredValue<Option<Pasted>>,
}

impl Location {
    /// Follows the window's address from now on.
    pub fn follow() -> Location {
        let at = Location {
            route: RwSignal::new(Route::parse(&hash())),
            unsaved: RwSignal::new(false),
            drafted: RwSignal::new(false),
            wanted: RwSignal::new(None),
            queries: StoredValue::new(Pairs::default()),
            pasted: StoredValue::new(None),
        };
        at.route.with_untracked(|route| at.remember(route));
        let arrived = window_event_listener(ev::hashchange, move |_| at.arrive());
        let store = super::store();
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            // A page that is locked has its text in a draft, and has been saved.
            if (at.unsaved.get_untracked() || store.has_waiting()) && !store.is_leaving() {
                event.prevent_default();
                // Browsers before 2023 ask only when this is set.
                event.set_return_value("unsaved");
            }
        });
        on_cleanup(move || {
            arrived.remove();
            leaving.remove();
        });
        at
    }

    /// The place shown, tracked.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// A part of the place shown; dependents run only when that part changes.
    pub fn slice<T: PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&Route) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.route.with(&part))
    }

    /// Goes to a place, as a click on its link would.
    pub fn go(self, route: &Route) {
        // A refused change leaves the person where they are, which is what the screen shows.
        let _ = window().location().set_hash(&route.href());
    }

    /// Goes to a place without a step in the history: while a filter is typed, after a save.
    pub fn replace(self, route: Route) {
        if self.route.with_untracked(|now| *now == route) {
            return;
        }
        let _ = window().location().replace(&route.href());
        self.remember(&route);
        self.route.set(route);
    }

    /// Goes to the preview of what was pasted.
    pub fn paste(self, pasted: Pasted) {
        let kind = pasted.kind;
        self.pasted.set_value(Some(pasted));
        self.go(&Route::Import { kind });
    }

    /// What was pasted, once.
    pub fn take_pasted(self) -> Option<Pasted> {
        self.pasted.try_update_value(Option::take).flatten()
    }

    /// The list of a kind as it was asked last.
    pub fn last_list(self, kind: Kind) -> Route {
        let query = self.queries.with_value(|queries| queries.get(&kind).cloned());
        Route::List { kind, query: query.unwrap_or_default() }
    }

    /// Asks a list anew: in its address while it stands alone, otherwise for when it does again.
    pub fn ask_list(self, kind: Kind, query: String) {
        let route = Route::List { kind, query };
        self.remember(&route);
        if self.route.with_untracked(|route| matches!(route, Route::List { .. })) {
            self.replace(route);
        }
    }

    fn remember(self, route: &Route) {
        if let Route::List { kind, query } = route {
            self.queries.update_value(|queries| queries.set(*kind, query.clone()));
        }
    }

    /// Says whether a draft holds all that the form does.
    pub fn set_drafted(self, drafted: bool) {
        if self.drafted.get_untracked() != drafted {
            self.drafted.set(drafted);
        }
    }

    /// True while a draft holds all that the form does; tracked.
    pub fn drafted(self) -> bool {
        self.drafted.get()
    }

    /// True while a form holds text that is neither saved nor in a draft.
    pub fn is_unkept(self) -> bool {
        self.unsaved.get_untracked() && !self.drafted.get_untracked()
    }

    /// Says whether a form holds text that is not saved.
    pub fn set_unsaved(self, unsaved: bool) {
        if self.unsaved.get_untracked() != unsaved {
            self.unsaved.set(unsaved);
        }
    }

    /// True while a form holds text that is not saved; tracked.
    pub fn unsaved(self) -> bool {
        self.unsaved.get()
    }

    /// The same at this moment.
    pub fn is_unsaved(self) -> bool {
        self.unsaved.get_untracked()
    }

    /// Where the person wanted to go and must confirm; tracked.
    pub fn wanted(self) -> Option<Route> {
        self.wanted.get()
    }

    /// The person stays with the form.
    pub fn stay(self) {
        self.wanted.set(None);
    }

    /// The person leaves the form.
    pub fn leave(self) {
        self.unsaved.set(false);
        if let Some(route) = self.wanted.get_untracked() {
            self.wanted.set(None);
            self.go(&route);
        }
    }

    fn arrive(self) {
        let next = Route::parse(&hash());
        let here = self.route.get_untracked();
        if next == here {
            return;
        }
        if self.unsaved.get_untracked() {
            let _ = window().location().replace(&here.href());
            self.wanted.set(Some(next));
        } else {
            self.remember(&next);
            self.route.set(next);
        }
    }
}

fn hash() -> String {
    window().location().hash().unwrap_or_default()
}
