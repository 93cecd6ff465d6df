//! How much room the browser gives, and the one request to keep the data when the disk runs full.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// What the browser says of its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Bytes in use by this origin.
    pub used: u64,
    /// Bytes this origin may use.
    pub quota: u64,
}

/// The storage manager, absent on plain http.
pub(super) fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &JsValue::from_str("storage")).ok()?.dyn_into().ok()
}

/// Asks the browser not to clear this origin by itself; `None` where it cannot be asked.
pub async fn persist() -> Option<bool> {
    let manager = manager()?;
    if settled(manager.persisted()).await?.is_truthy() {
        return Some(true);
    }
    Some(settled(manager.persist()).await?.is_truthy())
}

/// Asks how much room there is; `None` where the browser does not tell.
pub async fn estimate() -> Option<Room> {
    let answer = settled(manager()?.estimate()).await?;
    let number = |name: &str| Reflect::get(&answer, &JsValue::from_str(name)).ok()?.as_f64();
    Some(Room { used: number("usage")? as u64, quota: number("quota")? as u64 })
}

async fn settled(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}
