//! The built app: as a site that can go away and come back, and as one file.

#[path = "../../xtask/src/static_server.rs"]
mod static_server;

use static_server::StaticServer;
use std::path::{Path, PathBuf};

/// An empty folder for one test, under cargo's directory for such things.
pub fn room(test: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("e2e").join(test);
    if room.exists() {
        std::fs::remove_dir_all(&room).expect("no browser of an earlier run holds the room");
    }
    std::fs::create_dir_all(&room).expect("the build directory can be written");
    room
}

/// Where `cargo xtask dist` wrote the app.
pub fn dist() -> PathBuf {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    assert!(dist.join("three-lists.html").exists(), "there is no dist/: run `cargo xtask dist` first");
    dist
}

/// The address of the app as one file.
pub fn single_file() -> String {
    format!("file://{}", dist().join("three-lists.html").display())
}

/// Copies the built app to where a test may change it.
pub fn copy_dist(to: &Path) {
    copy(&dist(), to);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the room can be written");
    for entry in std::fs::read_dir(from).expect("it is a folder") {
        let entry = entry.expect("it can be read");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("the room can be written");
        }
    }
}

/// A web server for a folder, under a sub-path as a department's server would have it.
pub struct Site {
    folder: PathBuf,
    port: u16,
    server: Option<StaticServer>,
}

impl Site {
    const PREFIX: &str = "/street/lists/";

    /// Serves `folder` on a free port.
    pub fn start(folder: &Path) -> Self {
        let mut site = Self { folder: folder.to_owned(), port: 0, server: None };
        site.resume();
        site
    }

    /// The address of the app's first page.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, Self::PREFIX)
    }

    /// Stops answering.
    pub fn stop(&mut self) {
        self.server = None;
    }

    /// Answers again, on the same port.
    pub fn resume(&mut self) {
        let server = StaticServer::start(&self.folder, Self::PREFIX, self.port).expect("the port is still free");
        self.port = server.port();
        self.server = Some(server);
    }
}

/// Packs files into an archive, as chat programs do.
pub fn pack(archive: &Path, files: &[(&str, Vec<u8>)]) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(archive).expect("the room can be written"));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a name");
        std::io::Write::write_all(&mut zip, bytes).expect("space");
    }
    zip.finish().expect("a whole archive");
}
