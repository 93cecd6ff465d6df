//! How wide columns are, where a person made them so: dragged at the edge of a head, or by keys on it.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlTableCellElement};

/// Widths are kept in sixteenths of the size of the page's text, so that they grow with it.
const UNITS: f64 = 16.0;

/// Narrowest column, in those units.
const LEAST: u32 = 48;

/// Widest column.
const MOST: u32 = 960;

/// What a key makes a column wider or narrower by.
const STEP: i32 = 16;

/// What a column is as wide as that nobody has set beside others that are.
const USUAL: u32 = 128;

/// The columns' widths. `Copy`.
#[derive(Clone, Copy)]
pub struct Widths {
    /// What is kept: columns and widths; columns follow their content while it is empty.
    pub kept: Signal<Vec<(String, u32)>>,
    /// Keeps others; an empty list lets columns follow their content again.
    pub on_change: Callback<Vec<(String, u32)>>,
    dragged: RwSignal<Option<Drag>>,
}

/// An edge on its way.
#[derive(Clone, PartialEq)]
struct Drag {
    column: usize,
    from: i32,
    stood: Vec<(String, u32)>,
    now: Vec<(String, u32)>,
}

impl Widths {
    /// Widths kept elsewhere.
    pub fn new(kept: Signal<Vec<(String, u32)>>, on_change: Callback<Vec<(String, u32)>>) -> Widths {
        Widths { kept, on_change, dragged: RwSignal::new(None) }
    }

    /// Keeps widths of the columns shown beside those of columns that are not.
    fn keep(self, mut widths: Vec<(String, u32)>) {
        let others = self.kept.get_untracked();
        widths
            .extend(others.into_iter().filter(|(name, _)| !widths.iter().any(|it| it.0 == *name)).collect::<Vec<_>>());
        self.on_change.run(widths);
    }

    /// The widths as they are now; tracked.
    fn now(self) -> Vec<(String, u32)> {
        self.dragged.with(|it| it.as_ref().map(|it| it.now.clone())).unwrap_or_else(|| self.kept.get())
    }

    /// The width of each column by its key, and of all together with the boxes before them; none while columns follow
    /// their content. Tracked.
    pub fn of(self, keys: &[String], boxes: usize) -> Option<(Vec<u32>, u32)> {
        let now = self.now();
        if now.is_empty() {
            return None;
        }
        let width = |key: &String| now.iter().find(|(name, _)| name == key).map_or(USUAL, |(_, width)| *width);
        let widths: Vec<u32> = keys.iter().map(width).collect();
        let all = widths.iter().sum::<u32>() + 40 * u32::try_from(boxes).unwrap_or_default();
        Some((widths, all))
    }

    /// The edge of a head, which can be dragged; twice pressed, columns follow their content again.
    pub fn handle(self, key: &str, keys: Signal<Vec<String>>) -> AnyView {
        let key = StoredValue::new(key.to_owned());
        let place = move || keys.with_untracked(|keys| key.with_value(|key| keys.iter().position(|it| it == key)));
        let down = move |event: ev::PointerEvent| {
            let (Some(target), Some(column)) = (element(&event), place()) else { return };
            event.prevent_default();
            event.stop_propagation();
            let _ = target.set_pointer_capture(event.pointer_id());
            let stood = keys.with_untracked(|keys| measured(&target, keys));
            self.dragged.set(Some(Drag { column, from: event.client_x(), now: stood.clone(), stood }));
        };
        let moved = move |event: ev::PointerEvent| {
            self.dragged.update(|drag| {
                if let Some(drag) = drag {
                    let by = units(f64::from(event.client_x() - drag.from));
                    drag.now = widened(&drag.stood, drag.column, by);
                }
            });
        };
        let up = move |_| {
            if let Some(drag) = self.dragged.get_untracked() {
                if drag.now != drag.stood {
                    self.keep(drag.now);
                }
                self.dragged.set(None);
            }
        };
        let again = move |event: ev::MouseEvent| {
            event.stop_propagation();
            self.on_change.run(Vec::new());
        };
        view! {
            <span
                class="edge"
                aria-hidden="true"
                on:click=|event| event.stop_propagation()
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=up
                on:pointercancel=up
                on:dblclick=again
            ></span>
        }
        .into_any()
    }

    /// Alt with an arrow on a head makes its column wider or narrower; false for other keys.
    pub fn key(self, event: &ev::KeyboardEvent, key: &str, keys: &[String]) -> bool {
        let by = match event.key().as_str() {
            "ArrowRight" if event.alt_key() => STEP,
            "ArrowLeft" if event.alt_key() => -STEP,
            _ => return false,
        };
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if let (Some(target), Some(column)) = (target, keys.iter().position(|it| it == key)) {
            event.prevent_default();
            event.stop_propagation();
            self.keep(widened(&measured(&target, keys), column, by));
        }
        true
    }
}

fn element(event: &ev::PointerEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Pixels in the units of widths.
fn units(pixels: f64) -> i32 {
    let root = document().document_element().and_then(|it| window().get_computed_style(&it).ok().flatten());
    let size = root.and_then(|it| it.get_property_value("font-size").ok());
    let size = size.and_then(|it| it.trim_end_matches("px").parse::<f64>().ok()).unwrap_or(UNITS);
    (pixels * UNITS / size).round() as i32
}

/// How wide the columns are drawn, beside the head that was pressed.
fn measured(within: &Element, keys: &[String]) -> Vec<(String, u32)> {
    let Some(head) = within.closest("tr").ok().flatten() else { return Vec::new() };
    let cells = head.children();
    let boxes = cells.length().saturating_sub(u32::try_from(keys.len()).unwrap_or_default());
    let width = |at: u32| {
        let cell = cells.item(at)?.dyn_into::<HtmlTableCellElement>().ok()?;
        u32::try_from(units(f64::from(cell.unchecked_into::<HtmlElement>().offset_width()))).ok()
    };
    keys.iter().zip(boxes..).map(|(key, at)| (key.clone(), width(at).unwrap_or(USUAL))).collect()
}

fn widened(stood: &[(String, u32)], column: usize, by: i32) -> Vec<(String, u32)> {
    let mut now = stood.to_vec();
    if let Some((_, width)) = now.get_mut(column) {
        *width = width.saturating_add_signed(by).clamp(LEAST, MOST);
    }
    now
}
