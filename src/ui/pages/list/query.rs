//! What a list shows, kept in its address: going back brings the same list again.

use leptos::prelude::*;

use crate::domain::Kind;
use crate::ui::route::Route;
use crate::ui::state::{Location, location};
use crate::workspace::{ListQuery, Only, OnlySet};

/// The query of one list, read from and written to the address. `Copy`.
#[derive(Clone, Copy)]
pub struct ListState {
    /// The list's kind.
    pub kind: Kind,
    query: RwSignal<String>,
    location: Location,
}

impl ListState {
    /// Follows the address while it is this list's; a record opened beside the list leaves it as it is.
    pub fn follow(kind: Kind) -> ListState {
        let location = location();
        let asked = match location.last_list(kind) {
            Route::List { query, .. } => query,
            _ => String::new(),
        };
        let query = RwSignal::new(asked);
        let arriving = location.slice(move |route| match route {
            Route::List { kind: other, query } if *other == kind => Some(query.clone()),
            _ => None,
        });
        Effect::watch(
            move || arriving.get(),
            move |arriving, _, _| {
                if let Some(arriving) = arriving
                    && query.with_untracked(|query| query != arriving)
                {
                    query.set(arriving.clone());
                }
            },
            true,
        );
        ListState { kind, query, location }
    }

    /// The query; tracked.
    pub fn query(self) -> ListQuery {
        self.query.with(|query| ListQuery::parse(self.kind, query))
    }

    /// Changes the query and the address.
    pub fn change(self, change: impl FnOnce(&mut ListQuery)) {
        let mut query = self.query.with_untracked(|query| ListQuery::parse(self.kind, query));
        change(&mut query);
        let query = query.to_query();
        self.query.set(query.clone());
        self.location.ask_list(self.kind, query);
    }

    /// True when text or a filter keeps records out; tracked.
    pub fn is_narrowed(self) -> bool {
        let query = self.query();
        !query.text.is_empty() || query.has_conditions()
    }

    /// True when a filter is pressed now.
    pub fn has_filters(self) -> bool {
        self.query.with_untracked(|query| !ListQuery::parse(self.kind, query).filters.is_empty())
    }

    /// Takes every condition away, the order stays.
    pub fn clear(self) {
        self.change(|query| {
            query.text.clear();
            query.filters.clear();
            query.ranges.clear();
            query.only = OnlySet::default();
            query.archived = false;
        });
    }

    /// Presses or releases one choice of a field's filter.
    pub fn toggle(self, field: &str, code: &str) {
        self.change(|query| {
            let at = query.filters.iter().position(|(name, _)| name == field);
            let Some(at) = at else {
                return query.filters.push((field.to_owned(), vec![code.to_owned()]));
            };
            let codes = &mut query.filters[at].1;
            match codes.iter().position(|it| it == code) {
                Some(pressed) => drop(codes.remove(pressed)),
                None => codes.push(code.to_owned()),
            }
            if codes.is_empty() {
                query.filters.remove(at);
            }
        });
    }

    /// True when a choice is pressed; tracked.
    pub fn is_pressed(self, field: &str, code: &str) -> bool {
        let query = self.query();
        query.filters.iter().any(|(name, codes)| name == field && codes.iter().any(|it| it == code))
    }

    /// Presses or releases one of the ready-made conditions.
    pub fn toggle_only(self, only: Only) {
        self.change(|query| query.only.toggle(only));
    }
}
