//! The office worker: what is too heavy for the first page.

#[cfg(target_arch = "wasm32")]
fn main() {
    use gloo_worker::Registrable;
    use gloo_worker::oneshot::oneshot;

    #[oneshot]
    async fn Echo(text: String) -> String {
        text
    }
    Echo::registrar().register();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
