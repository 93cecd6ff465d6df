//! A file on its way out: into the browser's downloads, or as codes on the screen; and what became of it, in words.

use std::rc::Rc;

use leptos::prelude::*;

use super::Showing;
use crate::i18n::Catalog;
use crate::ui::handing::{self, Ready};
use crate::ui::parts;
use crate::ui::state::{WorkspaceStore, store};

/// The way a file goes.
#[derive(Clone, Copy, PartialEq)]
pub enum Road {
    /// Saved, for a stick or a chat.
    File,
    /// As codes on the screen.
    Codes,
}

/// What became of the last file.
#[derive(Clone, Copy)]
pub struct Outgoing {
    told: RwSignal<Option<Result<String, String>>>,
    codes: RwSignal<Option<Rc<Ready>>, LocalStorage>,
}

impl Outgoing {
    /// None went yet.
    pub fn new() -> Outgoing {
        Outgoing { told: RwSignal::new(None), codes: RwSignal::new_local(None) }
    }

    /// Forgets what was said of the last one.
    pub fn clear(self) {
        self.told.set(None);
    }

    /// Sends a file its way, or says why there is none. The page may be gone by now.
    pub fn send(self, store: WorkspaceStore, made: Result<Ready, String>, road: Road, text: &Catalog) {
        let told = match made {
            Ok(ready) if road == Road::Codes => {
                let _ = self.codes.try_set(Some(Rc::new(ready)));
                None
            }
            Ok(ready) => Some(handing::save(store, &ready, text).map(|()| text.exchange.saved_as(&ready.name))),
            Err(words) => Some(Err(words)),
        };
        let _ = self.told.try_set(told);
    }
}

/// Says what became of the last file, and shows its codes.
#[component]
pub fn WhatWasDone(outgoing: Outgoing) -> impl IntoView {
    let store = store();
    let Outgoing { told, codes } = outgoing;
    let words = move || {
        told.get().map(|told| match told {
            Ok(words) => view! { <p class="notice notice-calm" role="status">{words}</p> }.into_any(),
            Err(words) => view! { <p class="notice" role="status">{words}</p> }.into_any(),
        })
    };
    let card = move || {
        codes.get().map(|ready| {
            let own = ready.own;
            parts::show_codes(Showing {
                file: ready,
                all_shown: Callback::new(move |()| handing::remember_handed(store, own)),
                close: Callback::new(move |()| codes.set(None)),
            })
        })
    };
    view! { {words}{card} }.into_any()
}
