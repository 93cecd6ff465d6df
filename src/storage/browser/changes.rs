//! Tells the other tabs that something was saved, so that they read it again.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_storage::{LocalStorage, Storage};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent, StorageEvent};

use super::local;

/// Listens for saves of other tabs as long as it lives.
pub struct ChangeWatch {
    channel: Option<BroadcastChannel>,
    listeners: Vec<EventListener>,
}

impl Drop for ChangeWatch {
    fn drop(&mut self) {
        self.listeners.clear();
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// What tabs tell each other.
const SAVED: &str = "announce";
const LOCKED: &str = "locked";
const INPUT: &str = "input";

/// Tells the other tabs that this one saved.
pub fn announce(slot: &str) {
    tell(slot, SAVED);
}

/// Tells the other tabs that the slot is locked from now on, or lies elsewhere.
pub fn announce_lock(slot: &str) {
    tell(slot, LOCKED);
}

/// Calls back once for every save that another tab announces; also for this tab's own where it hears itself.
pub fn on_change(slot: &str, callback: impl Fn() + 'static) -> ChangeWatch {
    hear(slot, SAVED, Box::new(callback))
}

/// Calls back when another tab locks the slot.
pub fn on_lock(slot: &str, callback: impl Fn() + 'static) -> ChangeWatch {
    hear(slot, LOCKED, Box::new(callback))
}

/// Notes when somebody last touched a tab of the slot, in milliseconds since 1970.
pub fn note_input(slot: &str, at: u64) {
    if local::available().is_ok() {
        // A store that is full loses it without harm: each tab knows of itself.
        LocalStorage::set(key(slot, INPUT), at).ok();
    }
}

/// When somebody last touched any tab of the slot, as noted; 0 where nobody did.
pub fn last_input(slot: &str) -> u64 {
    local::raw(&key(slot, INPUT)).and_then(|it| it.parse().ok()).unwrap_or(0)
}

/// Both ways are used, because some `file://` pages hear only one of them.
fn tell(slot: &str, what: &str) {
    let id = format!("{}-{}", local::now_ms(), local::tag());
    if local::available().is_ok() {
        LocalStorage::set(key(slot, what), &id).ok();
    }
    if let Some(channel) = channel(slot, what) {
        channel.post_message(&JsValue::from_str(&id)).ok();
        channel.close();
    }
}

fn hear(slot: &str, what: &str, callback: Box<dyn Fn()>) -> ChangeWatch {
    let last = RefCell::new(String::new());
    let heard = Rc::new(move |id: String| {
        if *last.borrow() != id {
            last.replace(id);
            callback();
        }
    });
    let mut listeners = Vec::new();
    let channel = channel(slot, what);
    if let Some(channel) = &channel {
        let heard = Rc::clone(&heard);
        listeners.push(EventListener::new(channel, "message", move |event| {
            let id = event.dyn_ref::<MessageEvent>().and_then(|it| it.data().as_string());
            id.into_iter().for_each(|id| heard(id));
        }));
    }
    if let Some(window) = web_sys::window() {
        let key = key(slot, what);
        listeners.push(EventListener::new(&window, "storage", move |event| {
            let Some(event) = event.dyn_ref::<StorageEvent>().filter(|it| it.key().as_ref() == Some(&key)) else {
                return;
            };
            let id = event.new_value().and_then(|it| serde_json::from_str::<String>(&it).ok());
            id.into_iter().for_each(|id| heard(id));
        }));
    }
    ChangeWatch { channel, listeners }
}

fn key(slot: &str, what: &str) -> String {
    format!("three-lists/{slot}/{what}")
}

fn channel(slot: &str, what: &str) -> Option<BroadcastChannel> {
    let there = Reflect::has(&js_sys::global(), &JsValue::from_str("BroadcastChannel")).unwrap_or(false);
    if there { BroadcastChannel::new(&key(slot, what)).ok() } else { None }
}
