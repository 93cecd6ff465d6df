//! Drafts: what is typed is kept on this machine as it is typed, and offered when the form opens again.

use leptos::prelude::*;

use super::entry::Entries;
use super::filling::Filling;
use crate::storage::{Draft, draft, draft_discard, draft_save};
use crate::ui::state::{location, words};

/// Keeps what is typed under `key` while the form is open, and offers what was kept before.
#[component]
pub fn DraftBar(filling: Filling, #[prop(into)] key: String) -> impl IntoView {
    let text = words();
    let key = StoredValue::new(key);
    let found = RwSignal::new(key.with_value(|key| draft(key)).and_then(|draft| readable(&draft)));
    let unkept = RwSignal::new(false);
    let location = location();
    Effect::new(move |first: Option<()>| {
        let entries = filling.entries();
        if first.is_none() || !filling.is_changed() {
            return;
        }
        // With every key: whoever leaves right after the last one has lost nothing.
        let Ok(json) = serde_json::to_string(&entries) else { return };
        let kept = key.with_value(|key| draft_save(key, &json)).is_ok();
        location.set_drafted(kept);
        unkept.set(!kept);
    });
    on_cleanup(move || location.set_drafted(false));
    let recover = move |_| {
        if let Some((_, entries)) = found.get_untracked() {
            filling.fill(&entries);
        }
        found.set(None);
    };
    let discard = move |_| {
        key.with_value(|key| draft_discard(key));
        found.set(None);
    };
    let warning = move || unkept.get().then(|| view! { <p class="notice" role="alert">{text.form.draft_unkept()}</p> });
    let offer = move || {
        found.get().map(|(when, _)| {
            view! {
                <div class="notice" role="status">
                    <p><strong>{text.form.draft_title()}</strong>" "{text.form.draft_from(&when)}</p>
                    <button type="button" class="btn" on:click=recover>{text.form.recover_draft()}</button>
                    <button type="button" class="btn btn-text" on:click=discard>{text.form.discard_draft()}</button>
                </div>
            }
        })
    };
    view! { {warning}{offer} }
}

fn readable(draft: &Draft) -> Option<(String, Entries)> {
    let entries = serde_json::from_str(&draft.text).ok()?;
    let when = chrono::DateTime::parse_from_rfc3339(&draft.saved_at).ok()?;
    let when = words().moment(when.with_timezone(&chrono::Local).naive_local());
    Some((when, entries))
}
