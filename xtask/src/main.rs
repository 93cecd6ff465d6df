//! The project's own commands: `cargo xtask` lists them. One file a command.

mod bench;
mod build;
mod dist;
mod fuzz;
mod matching;
mod parts;
mod peers;
mod process;
mod screenshots;
mod serve;
mod service_worker;
mod single_file;
mod sizes;
mod static_server;
mod test;
mod tidy;
mod tool_cache;
mod tools;
mod workspace;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--release] [--port 8080] [--open]   build the app and serve it on this machine
cargo xtask dist [--debug]                             write dist/ and dist/three-lists.html
cargo xtask test [--only STEP]... [--list]             everything CI checks, or some of its steps
cargo xtask tidy                                       the house rules: layers, names, characters, sizes
cargo xtask bench                                      measure the core natively and as wasm, and the app in Chromium
cargo xtask bench sync [--records 1000,10000] [--json] the core as wasm beside Automerge, Loro, Yjs and TinyBase
cargo xtask bench matching [--json]                    matching as wasm beside OR-Tools, SciPy and two text indexes
cargo xtask fuzz [TARGET] [--minutes 10]               read random and altered files, looking for a crash
cargo xtask screenshots                                write the pictures under docs/, and of every page in every mode
cargo xtask tools                                      install the build tools that are missing
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let arguments: Vec<String> = arguments.collect();
    let outcome = match command.as_str() {
        "serve" => serve::run(&arguments),
        "dist" => dist::run(&arguments),
        "test" => test::run(&arguments),
        "tidy" => tidy::run(&arguments),
        "bench" => bench::run(&arguments),
        "fuzz" => fuzz::run(&arguments),
        "screenshots" => screenshots::run(&arguments),
        "tools" => tools::run(&arguments),
        _ => {
            print!("{HELP}");
            return if matches!(command.as_str(), "" | "help" | "--help") {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            };
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\ncargo xtask {command}: {error:#}");
            ExitCode::FAILURE
        }
    }
}
