//! The page.

fn main() {
    #[cfg(target_arch = "wasm32")]
    three_lists::ui::start();
}
