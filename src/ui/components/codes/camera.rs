//! A camera, as far as the browser lets the page have one.

use leptos::prelude::window;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};
use wasm_bindgen_futures::JsFuture;

/// A camera that is on. It is off once this is dropped.
pub struct Camera(MediaStream);

impl Camera {
    /// False where browsers give a page no camera: at a plain http address of another machine.
    pub fn is_offered() -> bool {
        let devices = window().navigator().media_devices();
        window().is_secure_context() && devices.is_ok_and(|it| JsValue::from(it).is_object())
    }

    /// Asks the person for a camera, the one that looks away from them where there are two; none where it is refused,
    /// missing or taken.
    pub async fn open() -> Option<Camera> {
        let devices = window().navigator().media_devices().ok()?;
        let wishes = js_sys::Object::new();
        for (name, value) in [("facingMode", "environment".into()), ("width", 1280.into()), ("height", 720.into())] {
            let ideal = js_sys::Object::new();
            js_sys::Reflect::set(&ideal, &"ideal".into(), &value).ok()?;
            js_sys::Reflect::set(&wishes, &name.into(), &ideal).ok()?;
        }
        let asked = MediaStreamConstraints::new();
        asked.set_video(&wishes);
        let stream = JsFuture::from(devices.get_user_media_with_constraints(&asked).ok()?).await.ok()?;
        Some(Camera(stream.dyn_into().ok()?))
    }

    /// False once it was unplugged or taken away.
    pub fn is_on(&self) -> bool {
        self.0.active()
    }

    /// Shows what it sees.
    pub fn show_in(&self, video: &HtmlVideoElement) {
        video.set_src_object(Some(&self.0));
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.0.get_tracks() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}
