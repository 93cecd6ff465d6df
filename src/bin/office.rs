//! The office worker: what is too heavy for the first page. It answers `[id, request, bytes]` with `[id, answer, bytes]`,
//! and tells how far it has come with `[id, done, all]`.
//!
//! `false` in place of an answer says that the part for it did not arrive. With the feature `split-office` the readers and
//! the writers of spreadsheets and the reader of exchange files are parts, each loaded when first wanted.

#[cfg(target_arch = "wasm32")]
mod worker {
    use std::rc::Rc;

    use futures::lock::Mutex;
    use js_sys::{Array, Uint8Array};
    use three_lists::exchange::{CARRY, CARRY_WITH_KEY, UNLOCK, UNPACK, carry, unlock_for, unpack_for};
    use three_lists::tabular::desk::{Desk, Refusal, Reply, Request};
    use three_lists::ui::old_name;
    use wasm_bindgen::prelude::*;
    use wasm_bindgen_futures::spawn_local;
    use wasm_split_helpers::SplitLoaderError;
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    /// An exchange file to be read, and who is told how far that has come.
    struct File<'t> {
        bytes: Vec<u8>,
        with_key: bool,
        told: &'t mut dyn FnMut(usize, usize),
    }

    #[cfg(feature = "split-office")]
    #[wasm_split_helpers::wasm_split(exchange, fallible)]
    fn read_file(file: File<'_>) -> Result<(String, Vec<u8>), SplitLoaderError> {
        Ok(carry(&file.bytes, file.with_key, file.told))
    }

    #[cfg(not(feature = "split-office"))]
    async fn read_file(file: File<'_>) -> Result<(String, Vec<u8>), SplitLoaderError> {
        Ok(carry(&file.bytes, file.with_key, file.told))
    }

    /// A file to be opened, or files to be unpacked: their bytes, and what stands behind the request.
    struct Closed<'r> {
        bytes: Vec<u8>,
        told: &'r str,
    }

    #[cfg(feature = "split-office")]
    #[wasm_split_helpers::wasm_split(exchange, fallible)]
    fn open(closed: Closed<'_>) -> Result<(String, Vec<u8>), SplitLoaderError> {
        Ok(unlock_for(&closed.bytes, closed.told))
    }

    #[cfg(not(feature = "split-office"))]
    async fn open(closed: Closed<'_>) -> Result<(String, Vec<u8>), SplitLoaderError> {
        Ok(unlock_for(&closed.bytes, closed.told))
    }

    #[cfg(feature = "split-office")]
    #[wasm_split_helpers::wasm_split(exchange, fallible)]
    fn take_out(closed: Closed<'_>) -> Result<Option<(String, Vec<u8>)>, SplitLoaderError> {
        Ok(unpack_for(closed.told, &closed.bytes, old_name))
    }

    #[cfg(not(feature = "split-office"))]
    async fn take_out(closed: Closed<'_>) -> Result<Option<(String, Vec<u8>)>, SplitLoaderError> {
        Ok(unpack_for(closed.told, &closed.bytes, old_name))
    }

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

    /// What is said, with bytes beside it.
    fn said(message: &Array, what: Result<(String, Vec<u8>), SplitLoaderError>) -> Array {
        match what {
            Ok((text, bytes)) => Array::of3(&message.get(0), &text.into(), &Uint8Array::from(bytes.as_slice())),
            Err(_) => Array::of2(&message.get(0), &JsValue::FALSE),
        }
    }

    async fn answered(desk: &mut Desk, message: &Array, scope: &DedicatedWorkerGlobalScope) -> Option<Array> {
        let request = message.get(1).as_string()?;
        let bytes = message.get(2).dyn_into::<Uint8Array>().map(|it| it.to_vec()).unwrap_or_default();
        if request == CARRY || request == CARRY_WITH_KEY {
            let with_key = request == CARRY_WITH_KEY;
            let mut told = |done: usize, all: usize| {
                let _ = scope.post_message(&Array::of3(&message.get(0), &done.into(), &all.into()));
            };
            return Some(said(message, read_file(File { bytes, with_key, told: &mut told }).await));
        }
        if let Some(told) = request.strip_prefix(UNLOCK) {
            return Some(said(message, open(Closed { bytes, told }).await));
        }
        if let Some(told) = request.strip_prefix(UNPACK) {
            return Some(said(message, take_out(Closed { bytes, told }).await.transpose()?));
        }
        let request: Request = serde_json::from_str(&request).ok()?;
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
                let answer = answered(&mut *desk.lock().await, &message, &reply).await;
                // No answer to a number is read as a worker that broke down. A page that is gone needs none.
                let answer = answer.unwrap_or_else(|| Array::of1(&message.get(0)));
                // Bytes are handed over, not copied.
                let bytes = answer.get(2).dyn_into::<Uint8Array>().map(|it| Array::of1(&it.buffer()));
                let _ = reply.post_message_with_transfer(&answer, &bytes.unwrap_or_default());
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
