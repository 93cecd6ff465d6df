//! The target `tabular`.
#![no_main]

use std::collections::BTreeSet;
use std::sync::{Mutex, Once};

use libfuzzer_sys::fuzz_target;

/// The readers of workbooks may give up by a panic, which the program catches: told once each, and no crash. A panic that
/// nobody catches still ends the run.
fn tell_panics_once() {
    static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        if SEEN.lock().is_ok_and(|mut seen| seen.insert(place)) {
            eprintln!("{panic}");
        }
    }));
}

static BEGIN: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    BEGIN.call_once(tell_panics_once);
    three_lists_fuzz::tabular::check(bytes);
});
