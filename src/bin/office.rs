//! The office worker: what is too heavy for the first page. It answers `[id, request, bytes]` with `[id, answer, bytes]`.
//!
//! `false` in place of an answer says that the part for it did not arrive. With the feature `split-office` the readers and
//! the writers of spreadsheets are parts, each loaded when first wanted.

#[cfg(target_arch = "wasm32")]
mod worker {
    use std::rc::Rc;

    use futures::lock::Mutex;
    use js_sys::{Array, Uint8Array};
    use three_lists::tabular::desk::{Desk, Refusal, Reply, Request};
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::spawn_local;
    use wasm_split_helpers::SplitLoaderError;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    struct Asked<'d> {
        desk: &'d mut Desk,
        request: Request,
        bytes: Vec<u8>,
    }

    #[cfg(feature = "split-office")]
    #[wasm_split_helpers::wasm_split(reading, fallible)]
    fn read(asked: Asked<'_>) -> Result<Reply, SplitLoaderError> {
        Ok(asked.desk.read(asked.request, &asked.bytes))
    }

    #[cfg(feature = "split-office")]
    #[wasm_split_helpers::wasm_split(writing, fallible)]
    fn write(asked: Asked<'_>) -> Result<Reply, SplitLoaderError> {
        Ok(asked.desk.write(asked.request))
    }

    #[cfg(feature = "split-office")]
    async fn answer(asked: Asked<'_>) -> Result<Reply, SplitLoaderError> {
        if asked.request.writes() { write(asked).await } else { read(asked).await }
    }

    #[cfg(not(feature = "split-office"))]
    async fn answer(asked: Asked<'_>) -> Result<Reply, SplitLoaderError> {
        Ok(asked.desk.answer(asked.request, &asked.bytes))
    }

    async fn answered(desk: &mut Desk, message: &Array) -> Option<Array> {
        let request: Request = serde_json::from_str(&message.get(1).as_string()?).ok()?;
        let bytes = message.get(2).dyn_into::<Uint8Array>().map(|it| it.to_vec()).unwrap_or_default();
        let (outcome, bytes) = match answer(Asked { desk, request, bytes }).await {
            Ok(Ok((answer, bytes))) => (Ok(answer), bytes),
            Ok(Err(refusal)) => (Err::<_, Refusal>(refusal), Vec::new()),
            Err(_) => return Some(Array::of2(&message.get(0), &JsValue::FALSE)),
        };
        let text = serde_json::to_string(&outcome).ok()?;
        Some(Array::of3(&message.get(0), &text.into(), &Uint8Array::from(bytes.as_slice())))
    }

    pub fn start() {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        // One request at a time.
        let desk = Rc::new(Mutex::new(Desk::default()));
        let reply = scope.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let (desk, reply) = (Rc::clone(&desk), reply.clone());
            spawn_local(async move {
                let message: Array = event.data().unchecked_into();
                let answer = answered(&mut *desk.lock().await, &message).await;
                // No answer to a number is read as a worker that broke down. A page that is gone needs none.
                let answer = answer.unwrap_or_else(|| Array::of1(&message.get(0)));
                let _ = reply.post_message(&answer);
            });
        });
        scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        // Says that requests are heard from now on.
        let _ = scope.post_message(&Array::new());
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    worker::start();
}
