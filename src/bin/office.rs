//! The office worker: what is too heavy for the first page. It answers `[id, request, bytes]` with `[id, answer, bytes]`.

#[cfg(target_arch = "wasm32")]
fn main() {
    use std::cell::RefCell;

    use js_sys::{Array, Uint8Array};
    use three_lists::tabular::desk::{Desk, Refusal, Request};
    use wasm_bindgen::prelude::*;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    fn answered(desk: &RefCell<Desk>, message: &Array) -> Option<Array> {
        let request: Request = serde_json::from_str(&message.get(1).as_string()?).ok()?;
        let bytes = message.get(2).dyn_into::<Uint8Array>().map(|it| it.to_vec()).unwrap_or_default();
        let outcome = desk.borrow_mut().answer(request, &bytes);
        let (outcome, bytes) = match outcome {
            Ok((answer, bytes)) => (Ok(answer), bytes),
            Err(refusal) => (Err::<_, Refusal>(refusal), Vec::new()),
        };
        let text = serde_json::to_string(&outcome).ok()?;
        Some(Array::of3(&message.get(0), &text.into(), &Uint8Array::from(bytes.as_slice())))
    }

    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let desk = RefCell::new(Desk::default());
    let reply = scope.clone();
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        if let Some(answer) = answered(&desk, &message) {
            // A page that is gone needs no answer.
            let _ = reply.post_message(&answer);
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // Says that requests are heard from now on.
    let _ = scope.post_message(&Array::new());
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
