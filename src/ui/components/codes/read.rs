//! Reading codes, from pictures and with a camera, until the file is whole.

use gloo_file::File;
use gloo_timers::future::TimeoutFuture;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::camera::Camera;
use super::picture::{self, Grey, Unseen};
use super::runs::runs;
use crate::exchange::qr::{Collected, JoinError, PartError, PictureError, texts};
use crate::i18n::Catalog;
use crate::ui::files;
use crate::ui::state::words;

/// Rest between two frames of the camera, in milliseconds, so that the page answers meanwhile.
const REST_MS: u32 = 100;

/// The input that takes pictures.
const PICTURES: &str = "codes-pictures";

/// What reading is for.
#[derive(Clone, Copy)]
pub struct Reading {
    /// Gets the file once it is whole, after the card was closed.
    pub whole: Callback<Vec<u8>>,
    /// Called when the card was closed.
    pub close: Callback<()>,
}

/// What is said of a picture; the camera's have no name.
#[derive(Clone, PartialEq)]
struct Remark {
    name: String,
    words: String,
}

/// How far reading has come.
#[derive(Clone, Copy)]
struct Reader {
    collected: RwSignal<Collected, LocalStorage>,
    remarks: RwSignal<Vec<Remark>>,
    /// Batches of pictures that are being read.
    busy: RwSignal<usize>,
    camera: RwSignal<Option<Camera>, LocalStorage>,
    whole: StoredValue<Option<Vec<u8>>>,
    dialog: NodeRef<html::Dialog>,
    text: &'static Catalog,
}

impl Reader {
    /// Takes the texts of one picture; what there is to say of them. Closes the card once the file is whole.
    fn take(self, codes: &[String]) -> Vec<String> {
        let (mut remarks, mut is_new) = (Vec::new(), false);
        for code in codes {
            match self.collected.try_update(|collected| collected.add(code)) {
                Some(Ok(taken)) => is_new |= taken.is_new,
                Some(Err(error)) => remarks.push(part_words(error, self.text)),
                None => return Vec::new(),
            }
        }
        if !is_new {
            return remarks;
        }
        match self.collected.with_untracked(Collected::join) {
            Ok(bytes) => {
                self.whole.set_value(Some(bytes));
                self.close();
            }
            Err(JoinError::Missing(_) | JoinError::Empty) => {}
            Err(error) => {
                // Nothing that is read now mends it: only starting over does.
                self.camera.set(None);
                let is_large = error == JoinError::TooLarge;
                let words = if is_large { self.text.codes.unpacks_too_large() } else { self.text.codes.altered() };
                remarks.push(words.to_owned());
            }
        }
        remarks
    }

    fn close(self) {
        self.camera.set(None);
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    fn is_whole(self) -> bool {
        self.whole.try_with_value(Option::is_some) != Some(false)
    }

    fn read_pictures(self, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        if self.busy.get_untracked() == 0 {
            self.remarks.set(Vec::new());
        }
        self.busy.update(|busy| *busy += 1);
        spawn_local(async move {
            for file in files {
                files::painted().await;
                // The card may be gone by now, or what was wanted is here.
                if self.is_whole() {
                    break;
                }
                let seen = picture::of_file(&file).await;
                let remarks = match seen.map_err(unseen_words).and_then(|grey| read(&grey).map_err(picture_words)) {
                    Ok(codes) if self.are_old(&codes) => vec![self.text.codes.already_read().to_owned()],
                    Ok(codes) => self.take(&codes),
                    Err(words) => vec![words(self.text).to_owned()],
                };
                let remarks = remarks.into_iter().map(|words| Remark { name: file.name(), words });
                let _ = self.remarks.try_update(|all| all.extend(remarks));
            }
            let _ = self.busy.try_update(|busy| *busy -= 1);
        });
    }

    /// True when each of these was read before.
    fn are_old(self, codes: &[String]) -> bool {
        let mut before = self.collected.try_get_untracked().unwrap_or_default();
        codes.iter().all(|it| before.held() > 0 && before.add(it).is_ok_and(|taken| !taken.is_new))
    }

    /// Opens the camera and reads what it sees, until it is put away.
    fn watch(self, asking: RwSignal<bool>, video: NodeRef<html::Video>) {
        if asking.get_untracked() {
            return;
        }
        asking.set(true);
        self.remarks.set(Vec::new());
        spawn_local(async move {
            let opened = Camera::open().await;
            if asking.try_set(false).is_some() || self.is_whole() {
                return;
            }
            match opened {
                Some(camera) => self.camera.set(Some(camera)),
                None => return self.say(self.text.codes.no_camera()),
            }
            loop {
                TimeoutFuture::new(REST_MS).await;
                match self.camera.try_with_untracked(|camera| camera.as_ref().map(Camera::is_on)) {
                    Some(Some(true)) => {}
                    Some(Some(false)) => {
                        self.camera.set(None);
                        return self.say(self.text.codes.no_camera());
                    }
                    _ => return,
                }
                let seen = video.get_untracked().and_then(|video| picture::of_video(&video));
                // A frame without a code is nothing to speak of: the next one comes at once.
                let Some(Ok(codes)) = seen.map(|grey| read(&grey)) else { continue };
                let remarks = self.take(&codes);
                if self.is_whole() {
                    return;
                }
                let remarks = remarks.into_iter().map(|words| Remark { name: String::new(), words }).collect();
                // Said once, not with every frame.
                if self.remarks.with_untracked(|before| *before != remarks) {
                    self.remarks.set(remarks);
                }
            }
        });
    }

    fn say(self, words: &str) {
        self.remarks.set(vec![Remark { name: String::new(), words: words.to_owned() }]);
    }
}

/// The card: a dialog that opens at once.
#[component]
pub fn ReadCard(reading: Reading) -> impl IntoView {
    let text = words();
    let dialog = NodeRef::<html::Dialog>::new();
    let reader = Reader {
        collected: RwSignal::new_local(Collected::default()),
        remarks: RwSignal::new(Vec::new()),
        busy: RwSignal::new(0),
        camera: RwSignal::new_local(None),
        whole: StoredValue::new(None),
        dialog,
        text,
    };
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get().filter(|it| !it.open()) {
            let _ = dialog.show_modal();
        }
    });
    let closed = move |_| {
        reader.camera.set(None);
        let whole = reader.whole.try_update_value(Option::take).flatten();
        reading.close.run(());
        if let Some(bytes) = whole {
            reading.whole.run(bytes);
        }
    };
    let start_over = move |_| {
        reader.collected.set(Collected::default());
        reader.remarks.set(Vec::new());
        // The button goes with what it took away.
        let pictures = document().get_element_by_id(PICTURES).and_then(|it| it.dyn_into::<HtmlElement>().ok());
        pictures.map(|it| it.focus());
    };
    // What lies under the card takes files too, and these are not for it.
    let over = RwSignal::new(false);
    let drop_here = move |event: ev::DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        over.set(false);
        reader.read_pictures(files::all_dropped(&event));
    };
    let drag = move |event: ev::DragEvent| {
        event.prevent_default();
        event.stop_propagation();
        over.set(true);
    };
    let begun = move || reader.collected.with(|it| it.held() > 0);
    let again = move || {
        begun().then(|| {
            view! { <button type="button" class="btn" id="codes-over" on:click=start_over>{text.codes.start_over()}</button> }
        })
    };
    view! {
        <dialog
            class="dialog codes-read"
            id="codes-read"
            node_ref=dialog
            aria-labelledby="codes-read-title"
            on:close=closed
            on:dragover=drag
            on:dragleave=move |_| over.set(false)
            on:drop=drop_here
        >
            <div class="dialog-body">
                <div><h2 id="codes-read-title">{text.codes.read_title()}</h2><p class="muted small">{text.codes.read_intro()}</p></div>
                <Progress reader/>
                <Remarks reader/>
                <Sources reader over/>
                <div class="buttons">
                    {again}
                    <button type="button" class="btn" on:click=move |_| reader.close()>{text.nav.close()}</button>
                </div>
            </div>
        </dialog>
    }
    .into_any()
}

/// Where codes come from: the camera, where there may be one, and pictures.
#[component]
fn Sources(reader: Reader, over: RwSignal<bool>) -> impl IntoView {
    let text = reader.text;
    let chosen = move |event: ev::Event| reader.read_pictures(files::all_chosen(&event));
    let (asking, video) = (RwSignal::new(false), NodeRef::<html::Video>::new());
    let is_on = Memo::new(move |_| reader.camera.with(Option::is_some));
    Effect::new(move |_| {
        let Some(video) = video.get() else { return };
        reader.camera.with(|camera| {
            if let Some(camera) = camera {
                camera.show_in(&video);
            }
        });
    });
    let picture = move || {
        is_on.get().then(|| {
            view! {
                <video class="codes-camera" node_ref=video autoplay muted playsinline aria-hidden="true"></video>
                <p class="muted small">{text.codes.hold_still()}</p>
            }
        })
    };
    let turn = move |_| if is_on.get_untracked() { reader.camera.set(None) } else { reader.watch(asking, video) };
    let label = move || if is_on.get() { text.codes.stop() } else { text.codes.use_camera() };
    let is_offered = Camera::is_offered();
    let camera = is_offered.then(|| {
        view! { <button type="button" class="btn" id="camera" on:click=turn>{label}</button> }
    });
    let elsewhere = (!is_offered).then(|| view! { <p class="muted small">{text.codes.camera_barred()}</p> });
    view! {
        <div class="drop codes-sources" data-over=move || over.get().then_some("")>
            {picture}
            {elsewhere}
            <div class="buttons">
                {camera}
                <label class="btn file-button">
                    {text.codes.choose_pictures()}
                    <input type="file" id=PICTURES class="visually-hidden" accept="image/*" multiple on:change=chosen/>
                </label>
            </div>
            <p class="muted small no-phone">{text.codes.drop_pictures()}</p>
        </div>
    }
}

/// How many parts came, and which are missing, while they come.
#[component]
fn Progress(reader: Reader) -> impl IntoView {
    let text = reader.text;
    let figures = Memo::new(move |_| reader.collected.with(|it| (it.held(), it.of(), it.missing())));
    let lines = move || {
        let (held, of, missing) = figures.get();
        (of > 0).then(|| {
            let missing =
                (!missing.is_empty()).then(|| view! { <p>{text.codes.missing(&text.list(&runs(&missing)))}</p> });
            view! {
                <progress max=of value=held aria-hidden="true"></progress>
                <p><strong>{text.codes.taken(held, of)}</strong></p>
                {missing}
            }
        })
    };
    let busy = move || (reader.busy.get() > 0).then(|| view! { <p class="muted">{text.codes.reading()}</p> });
    view! { <div class="codes-progress" id="codes-progress" role="status">{lines}{busy}</div> }
}

#[component]
fn Remarks(reader: Reader) -> impl IntoView {
    let line = |it: Remark| {
        let name = (!it.name.is_empty()).then(|| view! { <strong>{it.name}" "</strong> });
        view! { <li>{name}{it.words}</li> }
    };
    let lines = move || {
        let remarks = reader.remarks.get();
        (!remarks.is_empty()).then(|| {
            view! { <div class="notice" role="alert"><ul class="codes-remarks">{remarks.into_iter().map(line).collect_view()}</ul></div> }
        })
    };
    view! { {lines} }
}

fn read(grey: &Grey) -> Result<Vec<String>, PictureError> {
    texts(grey.width, grey.height, &grey.values)
}

type Words = fn(&Catalog) -> &'static str;

fn unseen_words(error: Unseen) -> Words {
    match error {
        Unseen::Damaged => |text| text.codes.picture_damaged(),
        Unseen::TooLarge => |text| text.codes.picture_too_large(),
    }
}

fn picture_words(error: PictureError) -> Words {
    match error {
        PictureError::NoneFound => |text| text.codes.none_found(),
        PictureError::Unreadable => |text| text.codes.unreadable(),
        PictureError::TooLarge => |text| text.codes.picture_too_large(),
        PictureError::Shape => |text| text.codes.picture_damaged(),
    }
}

fn part_words(error: PartError, text: &Catalog) -> String {
    match error {
        PartError::OtherCode => text.codes.other_code(),
        PartError::NewerVersion(_) => text.codes.newer_version(),
        PartError::Damaged => text.codes.damaged(),
        PartError::OtherSeries => text.codes.other_series(),
        PartError::Contradicts(number) => return text.codes.contradicts(number),
    }
    .to_owned()
}
