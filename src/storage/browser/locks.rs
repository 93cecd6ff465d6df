//! One tab writes, the others follow: Web Locks where there are any, else a lease in localStorage.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use futures::channel::oneshot;
use gloo_storage::{LocalStorage, Storage};
use gloo_timers::callback::Interval;
use js_sys::{Function, Object, Promise, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::local;

const BEAT_MS: u32 = 2_000;
const LEASE_MS: u64 = 7_000;

/// What this tab may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It saves.
    Writer,
    /// It shows what another tab saves.
    Follower,
}

/// This tab's claim to be the writer of a slot; given up when dropped.
pub struct Writer {
    inner: Rc<Inner>,
}

struct Inner {
    slot: String,
    role: Cell<Role>,
    on_role: Box<dyn Fn(Role)>,
    locks: Option<Object>,
    /// No lock manager here, or one that refuses this page: the lease stands in.
    leased: Cell<bool>,
    alive: Cell<bool>,
    release: RefCell<Option<Function>>,
    me: String,
    beat: RefCell<Option<Interval>>,
}

enum Answer {
    Granted,
    Taken,
    Refused,
}

#[derive(Serialize, Deserialize)]
struct Lease {
    tab: String,
    /// In milliseconds.
    at: u64,
}

impl Writer {
    /// Asks to be the writer. Answers with the role of the moment; `on_role` hears every later change of it.
    pub async fn request(slot: &str, on_role: impl Fn(Role) + 'static) -> Writer {
        let inner = Rc::new(Inner {
            slot: slot.to_owned(),
            role: Cell::new(Role::Follower),
            on_role: Box::new(on_role),
            locks: locks(),
            leased: Cell::new(false),
            alive: Cell::new(true),
            release: RefCell::new(None),
            me: format!("{}-{}", local::now_ms(), local::tag()),
            beat: RefCell::new(None),
        });
        match inner.ask("ifAvailable", false).await {
            Answer::Granted => {}
            Answer::Taken => spawn_local(wait(Rc::downgrade(&inner))),
            Answer::Refused => {
                inner.leased.set(true);
                inner.renew(false, false);
                inner.keep_beating();
            }
        }
        Writer { inner }
    }

    /// What this tab may do now.
    pub fn role(&self) -> Role {
        self.inner.role.get()
    }

    /// Takes the claim from the tab that has it, which hears that it follows from now on.
    pub async fn take_over(&self) {
        if self.inner.leased.get() {
            self.inner.renew(true, true);
        } else {
            self.inner.ask("steal", true).await;
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.inner.alive.set(false);
        self.inner.beat.replace(None);
        if let Some(release) = self.inner.release.take() {
            release.call0(&JsValue::NULL).ok();
        }
        if self.inner.leased.get() && self.inner.holds_lease() {
            LocalStorage::delete(self.inner.key());
        }
    }
}

/// Waits in the browser's queue until the lock is free.
async fn wait(inner: Weak<Inner>) {
    if let Some(inner) = inner.upgrade() {
        inner.ask("", true).await;
    }
}

impl Inner {
    fn key(&self) -> String {
        format!("three-lists/{}/lease", self.slot)
    }

    fn become_(&self, role: Role, tell: bool) {
        if self.role.replace(role) != role && tell {
            (self.on_role)(role);
        }
    }

    /// Requests the lock with one option set.
    async fn ask(self: &Rc<Self>, option: &str, tell: bool) -> Answer {
        let (sender, receiver) = oneshot::channel();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let Some(held) = self.request(option, self.grant(Rc::clone(&sender), tell)) else { return Answer::Refused };
        let weak = Rc::downgrade(self);
        spawn_local(async move {
            if JsFuture::from(held).await.is_ok() {
                return;
            }
            match sender.take() {
                Some(sender) => drop(sender.send(Answer::Refused)),
                // Granted before and rejected now: another tab has stolen the lock.
                None => weak.upgrade().filter(|it| it.alive.get()).iter().for_each(|inner| inner.yield_lock()),
            }
        });
        receiver.await.unwrap_or(Answer::Refused)
    }

    fn request(&self, option: &str, granted: JsValue) -> Option<Promise> {
        let locks = self.locks.as_ref()?;
        let options = Object::new();
        if !option.is_empty() {
            Reflect::set(&options, &JsValue::from_str(option), &JsValue::TRUE).ok()?;
        }
        let request: Function = Reflect::get(locks, &JsValue::from_str("request")).ok()?.dyn_into().ok()?;
        let name = JsValue::from_str(&format!("three-lists/{}", self.slot));
        request.call3(locks, &name, &options, &granted).ok()?.dyn_into().ok()
    }

    /// What the browser calls with the lock, or with null if it is taken; the lock is held until the promise settles.
    fn grant(self: &Rc<Self>, sender: Rc<RefCell<Option<oneshot::Sender<Answer>>>>, tell: bool) -> JsValue {
        let weak = Rc::downgrade(self);
        Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let inner = weak.upgrade().filter(|it| it.alive.get() && !lock.is_null());
            let answer = if inner.is_some() { Answer::Granted } else { Answer::Taken };
            let held = inner.map(|inner| {
                let held = Promise::new(&mut |resolve, _| drop(inner.release.replace(Some(resolve))));
                inner.become_(Role::Writer, tell);
                held
            });
            sender.take().map(|sender| sender.send(answer));
            held.map_or(JsValue::UNDEFINED, JsValue::from)
        })
    }

    fn yield_lock(self: &Rc<Self>) {
        self.release.replace(None);
        self.become_(Role::Follower, true);
        spawn_local(wait(Rc::downgrade(self)));
    }

    fn lease(&self) -> Option<Lease> {
        local::available().ok()?;
        LocalStorage::get(self.key()).ok()
    }

    fn holds_lease(&self) -> bool {
        self.lease().is_some_and(|it| it.tab == self.me)
    }

    /// Renews the lease if it is this tab's, has run out, or is to be taken.
    fn renew(&self, take: bool, tell: bool) {
        let now = local::now_ms();
        let free = self.lease().is_none_or(|it| it.tab == self.me || now.abs_diff(it.at) > LEASE_MS);
        if (free || take) && local::available().is_ok() {
            LocalStorage::set(self.key(), Lease { tab: self.me.clone(), at: now }).ok();
        }
        let role = if self.holds_lease() { Role::Writer } else { Role::Follower };
        self.become_(role, tell);
    }

    fn keep_beating(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let beat = Interval::new(BEAT_MS, move || {
            weak.upgrade().iter().for_each(|inner| inner.renew(false, true));
        });
        self.beat.replace(Some(beat));
    }
}

fn locks() -> Option<Object> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &JsValue::from_str("locks")).ok()?.dyn_into().ok()
}
