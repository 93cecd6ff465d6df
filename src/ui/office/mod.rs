//! The page's side of the office worker: asks it, stops it, and notices when it died over a file.

mod download;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures::channel::oneshot;
use js_sys::{Array, Uint8Array};
use leptos::wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker};

pub use download::save_file;

use crate::i18n::Catalog;
use crate::tabular::desk::{Answer, Refusal, Request};
use crate::tabular::{HeaderError, ReadError};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeError {
    /// The request itself is refused.
    Refused(Refusal),
    /// The person stopped it.
    Stopped,
    /// The worker broke down over the file.
    Died,
    /// The worker could not be started.
    NotStarted,
}

type Reply = Result<(Answer, Vec<u8>), OfficeError>;
/// What the worker says, as it says it.
type Said = Result<(String, Vec<u8>), OfficeError>;
type Ear<E> = Closure<dyn Fn(E)>;
type Unsent = Rc<RefCell<Option<Vec<Array>>>>;
type Waiting = Rc<RefCell<BTreeMap<u32, Asker>>>;

/// Is told how far an answer has come, and how far it has to go.
pub type Told = Box<dyn Fn(usize, usize)>;

/// Who waits for an answer.
struct Asker {
    sender: oneshot::Sender<Said>,
    told: Option<Told>,
}

/// One worker, started at the first question and ended with the last owner.
#[derive(Default)]
pub struct Office {
    running: RefCell<Option<Running>>,
    asked: Cell<u32>,
}

struct Running {
    worker: Worker,
    waiting: Waiting,
    /// Questions held back until the worker says that it listens; none once it did.
    unsent: Unsent,
    #[expect(dead_code, reason = "they listen as long as they live")]
    ears: (Ear<MessageEvent>, Ear<Event>),
}

impl Office {
    /// Asks, with the bytes of a file where the question is about one.
    pub async fn ask(&self, request: &Request, bytes: Option<Uint8Array>) -> Reply {
        let text = serde_json::to_string(request).expect("requests are plain values");
        let (text, bytes) = self.say(&text, bytes, None).await?;
        match serde_json::from_str::<Result<Answer, Refusal>>(&text) {
            Ok(Ok(answer)) => Ok((answer, bytes)),
            Ok(Err(refusal)) => Err(OfficeError::Refused(refusal)),
            Err(_) => {
                self.stop();
                Err(OfficeError::Died)
            }
        }
    }

    /// Has an exchange file read, whose bytes are handed over: what [`crate::exchange::arrive`] takes.
    pub async fn carry(&self, request: &str, bytes: Uint8Array, told: Told) -> Said {
        self.say(request, Some(bytes), Some(told)).await
    }

    /// Has an errand done (see [`crate::exchange::UNLOCK`]) with bytes that are handed over; what came of it in words and bytes.
    pub async fn errand(&self, request: &str, bytes: &[u8]) -> Result<(String, Vec<u8>), OfficeError> {
        self.say(request, Some(Uint8Array::from(bytes)), None).await
    }

    async fn say(&self, text: &str, bytes: Option<Uint8Array>, told: Option<Told>) -> Said {
        let id = self.asked.get() + 1;
        self.asked.set(id);
        let (sender, receiver) = oneshot::channel();
        let bytes = bytes.map_or(JsValue::NULL, JsValue::from);
        let message = Array::of3(&id.into(), &text.into(), &bytes);
        {
            let mut running = self.running.borrow_mut();
            if running.is_none() {
                *running = Some(Running::start().ok_or(OfficeError::NotStarted)?);
            }
            let running = running.as_ref().expect("it was started just now");
            running.waiting.borrow_mut().insert(id, Asker { sender, told });
            running.send(message)?;
        }
        let said = receiver.await.unwrap_or(Err(OfficeError::Stopped));
        if matches!(said, Err(OfficeError::Died | OfficeError::NotStarted)) {
            self.stop();
        }
        said
    }

    /// Ends the worker whatever it does; the next question starts another one, with an empty desk.
    pub fn stop(&self) {
        drop(self.running.borrow_mut().take());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
        self.waiting.borrow_mut().clear();
    }
}

impl Running {
    fn start() -> Option<Running> {
        let address = worker_address()?;
        let worker = Worker::new(&address).ok()?;
        let waiting = Waiting::default();
        let unsent: Unsent = Rc::new(RefCell::new(Some(Vec::new())));
        let on_message = {
            let (waiting, unsent, worker) = (Rc::clone(&waiting), Rc::clone(&unsent), worker.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let message: Array = event.data().unchecked_into();
                if message.length() == 0 {
                    for message in unsent.borrow_mut().take().unwrap_or_default() {
                        let _ = post(&worker, &message);
                    }
                } else {
                    answered(&waiting, &message);
                }
            })
        };
        let on_error = {
            let (waiting, unsent) = (Rc::clone(&waiting), Rc::clone(&unsent));
            Closure::<dyn Fn(Event)>::new(move |event: Event| {
                event.prevent_default();
                let error = if unsent.borrow().is_some() { OfficeError::NotStarted } else { OfficeError::Died };
                for (_, asker) in std::mem::take(&mut *waiting.borrow_mut()) {
                    // Whoever asked may have gone.
                    let _ = asker.sender.send(Err(error.clone()));
                }
            })
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Running { worker, waiting, unsent, ears: (on_message, on_error) })
    }

    fn send(&self, message: Array) -> Result<(), OfficeError> {
        match &mut *self.unsent.borrow_mut() {
            Some(unsent) => {
                unsent.push(message);
                Ok(())
            }
            None => post(&self.worker, &message).map_err(|_| OfficeError::Died),
        }
    }
}

/// Where the boot script says that the worker starts from: a file when served, a blob in the single file.
fn worker_address() -> Option<String> {
    let read = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &JsValue::from_str(name)).ok();
    let boot = read(web_sys::window()?.as_ref(), "threeLists").filter(JsValue::is_object)?;
    let address = read(&boot, "officeUrl")?.dyn_into::<js_sys::Function>().ok()?;
    address.call0(&boot).ok()?.as_string()
}

/// Says something to the worker; bytes are handed over, not copied.
fn post(worker: &Worker, message: &Array) -> Result<(), JsValue> {
    let bytes = message.get(2).dyn_into::<Uint8Array>().map(|it| Array::of1(&it.buffer()));
    worker.post_message_with_transfer(message, &bytes.unwrap_or_default())
}

fn answered(waiting: &Waiting, message: &Array) {
    let number = |at: u32| message.get(at).as_f64().map(|it| it as u32);
    let Some(id) = number(0) else { return };
    if let (Some(done), Some(all)) = (number(1), number(2)) {
        let waiting = waiting.borrow();
        if let Some(told) = waiting.get(&id).and_then(|it| it.told.as_ref()) {
            told(done as usize, all as usize);
        }
        return;
    }
    let Some(asker) = waiting.borrow_mut().remove(&id) else { return };
    let bytes = || message.get(2).dyn_into::<Uint8Array>().map(|it| it.to_vec()).unwrap_or_default();
    let said = match message.get(1).as_string() {
        _ if message.get(1) == JsValue::FALSE => Err(OfficeError::NotStarted),
        Some(text) => Ok((text, bytes())),
        None => Err(OfficeError::Died),
    };
    // Whoever asked may have gone.
    let _ = asker.sender.send(said);
}

impl OfficeError {
    /// What happened and what to do.
    pub fn words(&self, text: &Catalog) -> String {
        let words = text.spreadsheet;
        let refusal = match self {
            OfficeError::Stopped => return words.cancelled().to_owned(),
            OfficeError::Died => return words.damaged().to_owned(),
            OfficeError::NotStarted => return words.worker_failed().to_owned(),
            OfficeError::Refused(refusal) => refusal,
        };
        match refusal {
            Refusal::Read(error) => read_words(error, text),
            Refusal::Header(HeaderError::NoHeader) => words.no_header().to_owned(),
            Refusal::Header(HeaderError::NoRows) => words.no_rows().to_owned(),
            Refusal::Write(_) | Refusal::NothingHere => text.errors.unexpected().to_owned(),
        }
    }
}

fn read_words(error: &ReadError, text: &Catalog) -> String {
    let words = text.spreadsheet;
    match error {
        ReadError::TooLarge { max, .. } => words.largest(&text.bytes(*max)),
        ReadError::Empty => words.empty().to_owned(),
        ReadError::Encrypted => words.encrypted().to_owned(),
        ReadError::Html => words.html().to_owned(),
        ReadError::ZipBomb { .. } => words.zip_bomb().to_owned(),
        ReadError::TooManyRows { max } => words.more_than(*max as usize),
        ReadError::TooManyColumns { .. } => words.too_many_columns().to_owned(),
        ReadError::TooManyCells { .. } => words.too_large().to_owned(),
        ReadError::NotASpreadsheet => words.not_a_sheet().to_owned(),
        ReadError::Damaged(_) => words.damaged().to_owned(),
    }
}
