//! A file server for one folder on 127.0.0.1, with the standard library alone: `serve` and the end-to-end tests use it.

use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Serves until it is stopped or dropped.
pub struct StaticServer {
    address: SocketAddr,
    stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl StaticServer {
    /// Serves `folder` under `prefix` ("/" or "/some/path/") on `port`; 0 takes a free one.
    pub fn start(folder: &Path, prefix: &str, port: u16) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let address = listener.local_addr()?;
        let stopping = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopping);
        let site = Arc::new((folder.to_owned(), prefix.to_owned()));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let site = Arc::clone(&site);
                if let Ok(stream) = stream {
                    // A browser that goes away in the middle is no fault of ours.
                    std::thread::spawn(move || answer(stream, &site.0, &site.1).ok());
                }
            }
        });
        Ok(Self { address, stopping, thread: Some(thread) })
    }

    /// Returns the port it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

impl Drop for StaticServer {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // Wakes the thread, which then closes the listening socket.
        TcpStream::connect_timeout(&self.address, Duration::from_secs(1)).ok();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

fn answer(mut stream: TcpStream, folder: &Path, prefix: &str) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut request = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if method != "GET" && method != "HEAD" {
        return send(&mut stream, "405 Method Not Allowed", "text/plain", b"", true);
    }
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let file = path.strip_prefix(prefix).and_then(|it| inside(folder, it));
    match file.map(|it| std::fs::read(&it).map(|bytes| (bytes, media_type(&it)))) {
        Some(Ok((bytes, media_type))) => send(&mut stream, "200 OK", media_type, &bytes, method == "GET"),
        Some(Err(error)) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => send(&mut stream, "404 Not Found", "text/plain", b"not found", method == "GET"),
    }
}

/// Returns the file that `path` names, unless it leads out of `folder`.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let parts = path.split('/').filter(|it| !it.is_empty());
    let mut file = folder.to_owned();
    for part in parts {
        if part == ".." || part.contains(['\\', ':', '%']) {
            return None;
        }
        file.push(part);
    }
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

fn send(stream: &mut TcpStream, status: &str, media_type: &str, body: &[u8], with_body: bool) -> std::io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n"
    )?;
    if with_body {
        stream.write_all(body)?;
    }
    stream.flush()
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|it| it.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_leaves_its_folder() {
        let folder = Path::new("site");
        assert_eq!(inside(folder, "a/b.js"), Some(folder.join("a/b.js")));
        for path in ["../secret", "a/../../secret", "a%2e%2e/secret", "C:/secret", "..\\secret"] {
            assert_eq!(inside(folder, path), None, "{path}");
        }
    }
}
