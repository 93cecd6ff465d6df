//! What the amounts of a list come to, at its foot and beside its groups.

use std::sync::Arc;

use leptos::prelude::*;

use super::query::ListState;
use crate::domain::RecordId;
use crate::ui::idle::put_off;
use crate::ui::state::WorkspaceStore;
use crate::workspace::{Totals, totals};

/// The sums of what a list shows, made when nobody waits for anything.
pub fn of_list(store: WorkspaceStore, state: ListState, rows: Memo<Arc<Vec<RecordId>>>) -> RwSignal<Totals> {
    let sums = RwSignal::new(Totals::default());
    let sum = put_off(move || {
        let (query, asked) = (state.query(), store.asked());
        if let Some(summed) = store.try_read_once(|workspace| totals(workspace, &query, asked)) {
            sums.set(summed);
        }
    });
    Effect::new(move |_| {
        rows.track();
        store.asked();
        sum();
    });
    sums
}
