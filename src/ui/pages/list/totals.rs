//! What the amounts of a list come to, at its foot and beside its groups.

use std::sync::Arc;

use leptos::prelude::*;

use super::query::ListState;
use crate::domain::RecordId;
use crate::ui::idle::when_idle;
use crate::ui::state::WorkspaceStore;
use crate::workspace::{Totals, totals};

/// The sums of what a list shows, made when nobody waits for anything.
pub fn of_list(store: WorkspaceStore, state: ListState, rows: Memo<Arc<Vec<RecordId>>>) -> RwSignal<Totals> {
    let sums = RwSignal::new(Totals::default());
    let waiting = StoredValue::new(false);
    Effect::new(move |_| {
        rows.track();
        store.asked();
        // One sum for however many changes come before it.
        if waiting.try_update_value(|waiting| std::mem::replace(waiting, true)) != Some(false) {
            return;
        }
        when_idle(move || {
            if waiting.try_set_value(false).is_some() {
                return;
            }
            let (query, asked) = untrack(|| (state.query(), store.asked()));
            if let Some(summed) = store.try_read_once(|workspace| totals(workspace, &query, asked)) {
                sums.try_set(summed);
            }
        });
    });
    sums
}
