//! What divides the page into parts needs the linker's notes on what refers to what.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str| std::env::var_os(name).is_some();
    let split = is("CARGO_FEATURE_SPLIT_APP") || is("CARGO_FEATURE_SPLIT_OFFICE");
    if split && std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|it| it == "wasm32") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
