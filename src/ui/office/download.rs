//! A file given to the person, as the browser's downloads are.

use std::time::Duration;

use js_sys::{Array, Uint8Array};
use leptos::prelude::{document, set_timeout};
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long a file's contents stay readable.
const KEPT: Duration = Duration::from_secs(60);

/// The type of a workbook.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Hands a workbook to the browser to save under that name; false where the browser refuses.
pub fn save_file(name: &str, bytes: &[u8]) -> bool {
    try_save(name, bytes).is_ok()
}

fn try_save(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(WORKBOOK);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Some browsers read the contents only after the click; they are let go once that is surely done.
    set_timeout(move || drop(Url::revoke_object_url(&address)), KEPT);
    Ok(())
}
