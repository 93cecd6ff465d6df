//! The target `exchange`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| three_lists_fuzz::exchange::check(bytes));
