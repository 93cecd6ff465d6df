//! What was chosen or dropped, folders among it: the files in them that may be ours, and how many others were left alone.
//!
//! Folders are read by the browsers' older interface of entries, which Chrome has had since long before our oldest.

use gloo_file::File;
use js_sys::{Array, Function, Promise, Reflect};
use leptos::ev::DragEvent;
use leptos::prelude::document;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{Blob, Event, HtmlInputElement};
use wasm_bindgen_futures::JsFuture;

use crate::exchange::{ByName, MAX_ENTRIES, by_name};
use crate::ui::files;

/// A file and its name, with the folders it lies in.
pub struct Named {
    /// The path.
    pub name: String,
    /// The file.
    pub file: File,
}

/// What came at once.
#[derive(Default)]
pub struct Given {
    /// The files to look into.
    pub files: Vec<Named>,
    /// How many of a folder's files were left alone.
    pub left_alone: usize,
    /// How many files or folders the browser could not read.
    pub unread: usize,
    /// True when it came as a folder.
    pub is_folder: bool,
    /// True when the folder holds more than is looked through at once.
    pub is_crowded: bool,
}

/// What was dropped, not walked yet: the browser gives it away only while it tells of the drop.
pub struct Dropped(Vec<Result<File, JsValue>>);

impl Given {
    /// Files chosen or dropped by hand: all are looked into.
    pub fn by_hand(files: Vec<File>) -> Given {
        let files = files.into_iter().map(|file| Named { name: file.name(), file }).collect();
        Given { files, ..Given::default() }
    }

    /// The files of a folder chosen in an `<input type=file webkitdirectory>`, which is emptied.
    pub fn of_folder(event: &Event) -> Given {
        let mut given = Given { is_folder: true, ..Given::default() };
        for file in files::all_chosen(event) {
            let blob: &Blob = file.as_ref();
            let path = text_of(blob.as_ref(), "webkitRelativePath").filter(|path| !path.is_empty());
            let name = path.unwrap_or_else(|| file.name());
            if given.wants(&name) {
                given.files.push(Named { name, file });
            }
        }
        given.is_crowded = given.files.len() > MAX_ENTRIES;
        given
    }

    /// True for a file to look into; others are counted.
    fn wants(&mut self, path: &str) -> bool {
        let kind = by_name(path);
        self.left_alone += usize::from(kind == ByName::Other);
        kind == ByName::MayBeOurs
    }
}

impl Dropped {
    /// What was dropped onto something.
    pub fn of(event: &DragEvent) -> Dropped {
        let items = event.data_transfer().and_then(|it| Reflect::get(it.as_ref(), &"items".into()).ok());
        let items = items.filter(JsValue::is_object).map(|it| Array::from(&it)).unwrap_or_default();
        let folders = items.iter().filter_map(|item| call(&item, "webkitGetAsEntry", &[]));
        let folders: Vec<JsValue> = folders.filter(|entry| is_true(entry, "isDirectory")).collect();
        // A folder stands among the files, too, as something that cannot be read.
        let names: Vec<String> = folders.iter().filter_map(|it| text_of(it, "name")).collect();
        let files = files::all_dropped(event).into_iter().filter(|file| !names.contains(&file.name()));
        Dropped(files.map(Ok).chain(folders.into_iter().map(Err)).collect())
    }

    /// True when nothing was: a text or a link.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Walks the folders.
    pub async fn files(self) -> Given {
        let mut given = Given::default();
        let mut seen = 0;
        for dropped in self.0 {
            match dropped {
                Ok(file) => given.files.push(Named { name: file.name(), file }),
                Err(folder) => {
                    given.is_folder = true;
                    walk(folder, &mut given, &mut seen).await;
                }
            }
        }
        given
    }
}

/// Takes the files of a folder and all in it, by name. What cannot be read is counted.
async fn walk(folder: JsValue, given: &mut Given, seen: &mut usize) {
    let mut waiting = vec![folder];
    while let Some(entry) = waiting.pop() {
        *seen += 1;
        if *seen > MAX_ENTRIES {
            given.is_crowded = true;
            return;
        }
        if is_true(&entry, "isDirectory") {
            let (mut inner, is_whole) = entries(&entry).await;
            given.unread += usize::from(!is_whole);
            let name = |entry: &JsValue| text_of(entry, "name").unwrap_or_default();
            crate::domain::order::sort_by(&mut inner, |a, b| name(b).cmp(&name(a)));
            waiting.extend(inner);
            continue;
        }
        let path = text_of(&entry, "fullPath").unwrap_or_default();
        let path = path.trim_start_matches('/');
        if !given.wants(path) {
            continue;
        }
        let file = asked(&entry, "file").await.and_then(|it| it.dyn_into::<leptos::web_sys::File>().ok());
        match file {
            Some(file) => given.files.push(Named { name: path.to_owned(), file: File::from(file) }),
            None => given.unread += 1,
        }
    }
}

/// Everything in a folder, and whether that is all; browsers give it away in batches, an empty one last.
async fn entries(folder: &JsValue) -> (Vec<JsValue>, bool) {
    let mut found = Vec::new();
    let Some(reader) = call(folder, "createReader", &[]) else { return (found, false) };
    while let Some(batch) = asked(&reader, "readEntries").await {
        let batch = Array::from(&batch);
        if batch.length() == 0 || found.len() > MAX_ENTRIES {
            return (found, true);
        }
        found.extend(batch.iter());
    }
    (found, false)
}

/// Asks for something that is answered by a call; nothing when it is refused.
async fn asked(of: &JsValue, name: &str) -> Option<JsValue> {
    let answer = Promise::new(&mut |resolve, reject| {
        if call(of, name, &[resolve.into(), reject.clone().into()]).is_none() {
            // What is not there answers nothing.
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(answer).await.ok()
}

fn call(of: &JsValue, name: &str, given: &[JsValue]) -> Option<JsValue> {
    let function: Function = Reflect::get(of, &name.into()).ok()?.dyn_into().ok()?;
    let given: Array = given.iter().collect();
    function.apply(of, &given).ok()
}

fn is_true(of: &JsValue, name: &str) -> bool {
    of.is_object() && Reflect::get(of, &name.into()).is_ok_and(|it| it.is_truthy())
}

fn text_of(of: &JsValue, name: &str) -> Option<String> {
    Reflect::get(of, &name.into()).ok()?.as_string()
}

/// True where the browser lets a person choose a folder.
pub fn can_choose_folders() -> bool {
    let input = document().create_element("input").ok().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| Reflect::has(&input, &"webkitdirectory".into()).unwrap_or(false))
}
