//! The page: mounts the interface and takes the boot screen away.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;

    mount_to_body(|| view! { <h1 id="app">"Three Lists"</h1> });
    let boot = js_sys::Reflect::get(&js_sys::global(), &"threeLists".into()).expect("index.html defines it");
    let ready = js_sys::Reflect::get(&boot, &"ready".into()).expect("index.html defines it");
    ready.unchecked_into::<js_sys::Function>().call0(&boot).expect("ready takes nothing and throws nothing");
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
