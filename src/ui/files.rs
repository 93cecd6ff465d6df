//! Files in and out: reading one the person chose, and handing one to the browser's downloads.

use gloo_file::{Blob, File, ObjectUrl};
use js_sys::Uint8Array;
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, FileList, HtmlAnchorElement, HtmlInputElement, TextDecoder};
use wasm_bindgen_futures::JsFuture;

/// Why a chosen file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is larger than asked for; nothing of it was read.
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    /// The browser could not read it.
    #[error("the file cannot be read")]
    Unreadable,
}

/// A file the person chose, read whole.
#[derive(Clone, Debug)]
pub struct Picked {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The file chosen in an `<input type=file>`; the input is emptied, so that the same file can be chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0).map(File::from);
    input.set_value("");
    file
}

/// The file dropped onto something.
pub fn dropped(event: &leptos::ev::DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0).map(File::from)
}

/// All files chosen in an `<input type=file multiple>`; the input is emptied, so that the same ones can be chosen again.
pub fn all_chosen(event: &Event) -> Vec<File> {
    let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { return Vec::new() };
    let files = all(input.files());
    input.set_value("");
    files
}

/// All files dropped onto something.
pub fn all_dropped(event: &leptos::ev::DragEvent) -> Vec<File> {
    all(event.data_transfer().and_then(|it| it.files()))
}

fn all(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)).map(File::from).collect()
}

/// Reads a file of at most `most` bytes.
pub async fn read(file: File, most: u64) -> Result<Picked, FileError> {
    if file.size() > most {
        return Err(FileError::TooLarge(most));
    }
    let bytes = gloo_file::futures::read_as_bytes(&file).await.map_err(|_| FileError::Unreadable)?;
    Ok(Picked { name: file.name(), bytes })
}

/// The first bytes of a file.
pub async fn front(file: &File, count: u64) -> Result<Vec<u8>, FileError> {
    let front = file.slice(0, file.size().min(count));
    gloo_file::futures::read_as_bytes(&front).await.map_err(|_| FileError::Unreadable)
}

/// The bytes of a file as the browser holds them, to be handed to the worker.
pub async fn buffer(file: &File) -> Result<Uint8Array, FileError> {
    let buffer = JsFuture::from(AsRef::<leptos::web_sys::Blob>::as_ref(file).array_buffer()).await;
    buffer.map(|it| Uint8Array::new(&it)).map_err(|_| FileError::Unreadable)
}

/// A name in the encoding of Chinese systems before UTF-8, by the browser's own table.
pub fn old_name(name: &[u8]) -> Option<String> {
    let decoder = TextDecoder::new_with_label("gb18030").ok()?;
    decoder.decode_with_u8_array(name).ok()
}

/// Lets the page paint once, so that a busy word shows before long work begins.
pub async fn painted() {
    gloo_timers::future::TimeoutFuture::new(30).await;
}

/// Saves a text under a name among the browser's downloads; false where the browser cannot.
pub fn save(name: &str, text: &str) -> bool {
    let blob = Blob::new_with_options(text, Some("application/json"));
    let url = ObjectUrl::from(blob);
    let Ok(Ok(link)) = document().create_element("a").map(JsCast::dyn_into::<HtmlAnchorElement>) else {
        return false;
    };
    link.set_href(&url);
    link.set_download(name);
    let Some(body) = document().body() else { return false };
    // Some browsers follow only links that stand in the page.
    if body.append_child(&link).is_err() {
        return false;
    }
    link.click();
    link.remove();
    // The browser reads the blob after the click; revoking at once would leave it nothing.
    leptos::task::spawn_local(async move {
        gloo_timers::future::TimeoutFuture::new(60_000).await;
        drop(url);
    });
    true
}
