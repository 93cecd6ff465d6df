//! The table itself: it measures the view, draws the rows in sight, and moves the active row by keys.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::prelude::Closure;
use leptos::web_sys::{Element, ResizeObserver};

use super::cellwise::{Cellwise, Marks, Wish, cell_id};
use super::cursor::Extent;
use super::head::{Column, ColumnHead};
use super::picking::{Picking, pick_all, pick_cell};
use super::widths::Widths;
use super::window::{Drawn, Margin, Window, redrawn, step};

/// Height of the sticky head, in pixels; only scrolling a row into sight depends on it.
const HEAD: usize = 40;

/// A table of any number of rows. `cells` draws the `<td>`s of the row at an index; it runs again when what it reads
/// changes. `active` is the row that keys move, `on_open` what Enter and a click do.
///
/// It fills the height its flex parent gives it.
#[component]
pub fn WindowedTable(
    #[prop(into)] label: String,
    #[prop(into)] columns: Signal<Vec<Column>>,
    #[prop(into)] rows: Signal<usize>,
    cells: Callback<usize, AnyView>,
    active: RwSignal<Option<usize>>,
    #[prop(optional, into)] sort: Signal<Vec<(String, bool)>>,
    #[prop(optional)] on_sort: Option<Callback<Vec<(String, bool)>>>,
    #[prop(optional)] on_open: Option<Callback<usize>>,
    /// Lets rows be selected: a box in each row, Space, Shift with the arrows, Ctrl+A.
    #[prop(optional)]
    picking: Option<Picking>,
    /// Lets cells be walked and changed; its line is `active`.
    #[prop(optional)]
    cellwise: Option<Cellwise>,
    /// Lets columns be made wider.
    #[prop(optional)]
    widths: Option<Widths>,
    /// What lies over the cells.
    #[prop(optional)]
    over: Option<Callback<(), AnyView>>,
) -> impl IntoView {
    let boxes = usize::from(picking.is_some());
    let view_port = NodeRef::<html::Div>::new();
    let probe = NodeRef::<html::Div>::new();
    let sight = Sight::new(view_port, probe);
    sight.follow();
    let window = Memo::new(move |_| sight.window(rows.get()));
    let page = move || sight.view.get_untracked() / sight.height.get_untracked().max(1);
    let cell = move || cellwise.and_then(|it| it.cursor.cell());
    let on_key = move |event: ev::KeyboardEvent| {
        if is_in_head(&event) {
            return;
        }
        let extent = Extent {
            lines: rows.get_untracked(),
            columns: columns.with_untracked(Vec::len),
            page: page().saturating_sub(1),
        };
        // What is changed or left is in sight.
        if let Some(line) = active.get_untracked().filter(|_| untrack(cell).is_some() || event.key() == "F2") {
            sight.reveal(line);
        }
        if let Some(cellwise) = cellwise
            && cellwise.key(&event, extent)
        {
            event.prevent_default();
            if let Some(line) = active.get_untracked() {
                sight.reveal(line);
            }
            return;
        }
        let (row, count) = (active.get_untracked().unwrap_or(0), rows.get_untracked());
        let fresh = active.get_untracked().is_none() && event.key().starts_with("Arrow");
        let next =
            if fresh { step("Home", row, count, 1) } else { step(&event.key(), row, count, page().saturating_sub(1)) };
        if let Some(picking) = picking
            && picking.key(&event, active.get_untracked())
        {
            return event.prevent_default();
        }
        if let Some(next) = next {
            event.prevent_default();
            if let Some(picking) = picking.filter(|_| event.shift_key()) {
                picking.extend(row, next);
            }
            match cellwise {
                Some(cellwise) => cellwise.cursor.go(next, None, false),
                None => active.set(Some(next)),
            }
            sight.reveal(next);
        } else if event.key() == "Enter"
            && let (Some(row), Some(on_open)) = (active.get_untracked(), on_open)
        {
            event.prevent_default();
            on_open.run(row);
        }
    };
    let current = move || match cell() {
        Some((line, column)) => Some(cell_id(line, column)),
        None => active.get().map(|row| format!("row-{row}")),
    };
    let drawn = Memo::new(move |before: Option<&Vec<Drawn>>| {
        let window = window.get();
        redrawn(before.map_or(&[], Vec::as_slice), window.start..window.end)
    });
    if let Some(cellwise) = cellwise {
        mark_cells(cellwise, drawn, columns, boxes);
    }
    let picked = move |index: usize| match picking {
        Some(picking) => picking.holds(index),
        None => active.get() == Some(index),
    };
    let row = move |first: Drawn| {
        let index = Memo::new(move |before: Option<&usize>| {
            let found = drawn.with(|drawn| drawn.iter().find(|it| it.slot == first.slot).map(|it| it.row));
            // A row about to go shows what it showed.
            found.or(before.copied()).unwrap_or(first.row)
        });
        let chosen = Memo::new(move |_| picked(index.get()));
        let is_active = Memo::new(move |_| active.get() == Some(index.get()));
        let open = move |event: ev::MouseEvent| {
            if let Some(cellwise) = cellwise
                && cellwise.click(&event, boxes)
            {
                return;
            }
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            let index = index.get_untracked();
            match cellwise {
                Some(cellwise) => cellwise.cursor.go(index, None, false),
                None => active.set(Some(index)),
            }
            if let Some(on_open) = on_open {
                on_open.run(index);
            }
        };
        view! {
            <tr
                id=move || format!("row-{}", index.get())
                role="row"
                aria-rowindex=move || index.get() + 2
                aria-selected=move || if chosen.get() { "true" } else { "false" }
                data-active=move || is_active.get().then_some("")
                data-open=on_open.map(|_| "")
                on:click=open
            >
                {picking.map(|picking| pick_cell(picking, index, chosen))}
                {move || cells.run(index.get())}
            </tr>
        }
        .into_any()
    };
    let keys = Signal::derive(move || columns.with(|it| it.iter().map(|it| it.key.clone()).collect::<Vec<_>>()));
    let sized = Memo::new(move |_| keys.with(|keys| widths?.of(keys, boxes)));
    // Without fractions in text: printing them takes as much of the page as a list does.
    let rem = |units: u32| format!("calc({units}rem / 16)");
    let cols = move || {
        let col = move |units: u32| view! { <col style:inline-size=rem(units)/> };
        let pick = (boxes > 0).then(|| view! { <col class="pick"/> });
        sized.get().map(|(all, _)| view! { <colgroup>{pick}{all.into_iter().map(col).collect_view()}</colgroup> })
    };
    let whole = move || sized.with(|it| it.as_ref().map(|(_, all)| rem(*all)));
    let span = move || (columns.with(Vec::len) + boxes).to_string();
    let spacer = move |height: Signal<usize>| {
        view! {
            <tr class="spacer" role="presentation" hidden=move || height.get() == 0>
                <td role="presentation" colspan=span style:height=move || format!("{}px", height.get())></td>
            </tr>
        }
    };
    view! {
        <div class="grid" node_ref=view_port on:scroll=move |_| sight.measure_soon()>
            <div class="grid-probe" node_ref=probe></div>
            <table
                role="grid"
                tabindex="0"
                aria-label=label
                aria-multiselectable=picking.map(|_| "true")
                aria-rowcount=move || rows.get() + 1
                aria-activedescendant=current
                data-sized=move || sized.with(Option::is_some).then_some("")
                style=("--table", whole)
                data-cellwise=move || cell().map(|_| "")
                on:keydown=on_key
                on:mousedown=move |event| cellwise.into_iter().for_each(|it| it.press(&event, boxes))
                on:dblclick=move |event| cellwise.into_iter().for_each(|it| it.double_click(&event, boxes))
                on:mouseover=move |event| cellwise.into_iter().for_each(|it| it.drag(&event, boxes))
                on:copy=move |event| cellwise.into_iter().for_each(|it| it.wish(Wish::Copy(event.clone())))
                on:paste=move |event| cellwise.into_iter().for_each(|it| it.wish(Wish::Paste(event.clone())))
            >
                {cols}
                <thead>
                    <tr role="row" aria-rowindex="1">
                        {picking.map(pick_all)}
                        {move || columns.get().into_iter().map(|column| view! { <ColumnHead column sort on_sort widths=widths.map(|it| (it, keys))/> }).collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {spacer(Signal::derive(move || window.get().above))}
                    <For each=move || drawn.get() key=|drawn| drawn.slot children=row/>
                    {spacer(Signal::derive(move || window.get().below))}
                </tbody>
            </table>
            {over.map(|over| move || over.run(()))}
        </div>
    }
    .into_any()
}

/// True for keys of the heads, which sort and select by themselves.
fn is_in_head(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("thead").is_ok_and(|it| it.is_some()))
}

/// Keeps the marks of the cursor on the drawn cells.
fn mark_cells(cellwise: Cellwise, drawn: Memo<Vec<Drawn>>, columns: Signal<Vec<Column>>, boxes: usize) {
    let marks = StoredValue::new_local(Marks::default());
    Effect::new(move |before: Option<Option<(usize, usize)>>| {
        let (cell, before) = (cellwise.cursor.cell(), before.flatten());
        if cell.is_none() && before.is_none() {
            return None;
        }
        let block = cellwise.cursor.block();
        let lines: Vec<usize> = drawn.with(|drawn| drawn.iter().map(|it| it.row).collect());
        columns.track();
        // The rows show their new lines by then.
        request_animation_frame(move || {
            marks.try_update_value(|marks| marks.put(cell, block, &lines, boxes, cell != before));
        });
        cell
    });
}

/// What part of the table is in sight, in pixels.
#[derive(Clone, Copy)]
struct Sight {
    view_port: NodeRef<html::Div>,
    probe: NodeRef<html::Div>,
    top: RwSignal<usize>,
    view: RwSignal<usize>,
    margin: RwSignal<Margin>,
    height: RwSignal<usize>,
    printing: RwSignal<bool>,
    pending: StoredValue<bool>,
}

impl Sight {
    fn new(view_port: NodeRef<html::Div>, probe: NodeRef<html::Div>) -> Sight {
        Sight {
            view_port,
            probe,
            top: RwSignal::new(0),
            view: RwSignal::new(800),
            margin: RwSignal::new(Margin::DOWN),
            height: RwSignal::new(40),
            printing: RwSignal::new(false),
            pending: StoredValue::new(false),
        }
    }

    fn window(self, rows: usize) -> Window {
        if self.printing.get() {
            return Window::whole(rows);
        }
        Window::of(rows, self.height.get(), self.top.get(), self.view.get(), self.margin.get())
    }

    fn follow(self) {
        let before =
            window_event_listener(ev::Custom::<ev::Event>::new("beforeprint"), move |_| self.printing.set(true));
        let after =
            window_event_listener(ev::Custom::<ev::Event>::new("afterprint"), move |_| self.printing.set(false));
        on_cleanup(move || {
            before.remove();
            after.remove();
        });
        Effect::new(move |_| {
            let (Some(view_port), Some(_)) = (self.view_port.get(), self.probe.get()) else { return };
            self.measure_soon();
            let resized = Closure::<dyn Fn()>::new(move || self.measure_soon());
            let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) else { return };
            observer.observe(&view_port);
            let kept = StoredValue::new_local((observer, resized));
            on_cleanup(move || {
                kept.try_with_value(|(observer, _)| observer.disconnect());
            });
        });
    }

    /// Measures once in the next frame, however many scroll events come before it.
    fn measure_soon(self) {
        if self.pending.try_get_value() != Some(false) {
            return;
        }
        self.pending.set_value(true);
        request_animation_frame(move || {
            if self.pending.try_set_value(false).is_none() {
                self.measure();
            }
        });
    }

    fn measure(self) {
        let (Some(view_port), Some(probe)) = (self.view_port.get_untracked(), self.probe.get_untracked()) else {
            return;
        };
        let pixels = |value: i32| usize::try_from(value).unwrap_or(0);
        let (top, view) = (pixels(view_port.scroll_top()), pixels(view_port.client_height()));
        let margin = self.margin.get_untracked().after(self.top.get_untracked(), top, view);
        change(self.margin, margin);
        change(self.height, pixels(probe.offset_height()).max(1));
        change(self.view, view);
        change(self.top, top);
        if margin == Margin::NONE {
            self.measure_soon();
        }
    }

    fn reveal(self, row: usize) {
        self.measure();
        let Some(view_port) = self.view_port.get_untracked() else { return };
        let (height, view) = (self.height.get_untracked(), self.view.get_untracked());
        if let Some(top) = Window::reveal(row, height, HEAD, self.top.get_untracked(), view) {
            view_port.set_scroll_top(i32::try_from(top).unwrap_or(i32::MAX));
            self.measure_soon();
        }
    }
}

/// Says what a signal is now, where it was something else.
fn change<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|it| *it != value) {
        signal.set(value);
    }
}
