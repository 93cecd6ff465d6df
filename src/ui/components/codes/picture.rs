//! Pictures as grey values: the browser decodes and draws them.

use gloo_file::File;
use leptos::prelude::{document, window};
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap};
use wasm_bindgen_futures::JsFuture;

use crate::exchange::qr::MAX_PIXELS;

/// Pixels taken out of the browser at once: whole frames of a camera, and stripes of a photograph.
const AT_ONCE: u32 = 1 << 20;

/// A picture, a byte a pixel, row by row.
pub struct Grey {
    /// Pixels a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// 0 is black.
    pub values: Vec<u8>,
}

/// Why a picture was not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unseen {
    /// The browser cannot decode or draw it.
    #[error("the picture cannot be decoded")]
    Damaged,
    /// More than [`MAX_PIXELS`].
    #[error("the picture is too large")]
    TooLarge,
}

/// The picture in a file, of whatever format the browser knows.
pub async fn of_file(file: &File) -> Result<Grey, Unseen> {
    let decoding = window().create_image_bitmap_with_blob(file.as_ref()).map_err(|_| Unseen::Damaged)?;
    let bitmap = JsFuture::from(decoding).await.map_err(|_| Unseen::Damaged)?;
    let bitmap: ImageBitmap = bitmap.dyn_into().map_err(|_| Unseen::Damaged)?;
    let (width, height) = (bitmap.width(), bitmap.height());
    let seen = if u64::from(width) * u64::from(height) > MAX_PIXELS as u64 {
        Err(Unseen::TooLarge)
    } else {
        grey(width, height, &|on, above| on.draw_image_with_image_bitmap(&bitmap, 0.0, above)).ok_or(Unseen::Damaged)
    };
    bitmap.close();
    seen
}

/// What a camera sees just now; nothing before its first frame.
pub fn of_video(video: &HtmlVideoElement) -> Option<Grey> {
    let draw = |on: &CanvasRenderingContext2d, above: f64| on.draw_image_with_html_video_element(video, 0.0, above);
    grey(video.video_width(), video.video_height(), &draw)
}

/// Draws stripe after stripe, so that the colours of a large picture never stand in memory whole.
fn grey(width: u32, height: u32, draw: &dyn Fn(&CanvasRenderingContext2d, f64) -> Result<(), JsValue>) -> Option<Grey> {
    let rows = (AT_ONCE / width.max(1)).clamp(1, height.max(1));
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(rows);
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"willReadFrequently".into(), &true.into()).ok()?;
    let context = canvas.get_context_with_context_options("2d", &options).ok()??;
    let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
    context.set_fill_style_str("#fff");
    let mut values = Vec::with_capacity(width as usize * height as usize);
    for from in (0..height).step_by(rows as usize) {
        // What is see-through counts as paper.
        context.fill_rect(0.0, 0.0, f64::from(width), f64::from(rows));
        draw(&context, -f64::from(from)).ok()?;
        let left = rows.min(height - from);
        let colours = context.get_image_data(0.0, 0.0, f64::from(width), f64::from(left)).ok()?.data();
        values.extend(colours.chunks_exact(4).map(|it| lightness(it[0], it[1], it[2])));
    }
    (!values.is_empty()).then_some(Grey { width: width as usize, height: height as usize, values })
}

/// As the eye weighs the three, in 256ths.
fn lightness(red: u8, green: u8, blue: u8) -> u8 {
    ((77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue)) >> 8) as u8
}
