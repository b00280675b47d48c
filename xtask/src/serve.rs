//! Serves a folder on this machine alone, with the policy that the pages have.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use anyhow::{Result, bail};
use axum::Router;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

use crate::{pages, paths};

/// A server in a thread, until it is dropped.
pub struct Server {
    address: SocketAddr,
    /// Kept until then.
    runtime: Option<Runtime>,
    serving: JoinHandle<std::io::Result<()>>,
}

/// The ending of a file that is another one gzipped, beside it: clients that accept gzip get it.
pub const PACKED: &str = ".gz";

/// A script of a test, run in every page before the page's own; empty: none.
pub type Preface = Arc<Mutex<String>>;

impl Server {
    /// Serves `folder` on 127.0.0.1; port 0 takes any free one.
    pub fn start(folder: &Path, port: u16) -> Result<Server> {
        Server::start_with(folder, port, Preface::default())
    }

    /// The same for a test, whose script is inserted at the beginning of every page, before the page's own
    /// policy, which then comes from its `<meta>` alone.
    pub fn start_with(folder: &Path, port: u16, preface: Preface) -> Result<Server> {
        let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => listener,
            Err(reason) => bail!(
                "port {port} cannot be used ({reason}): stop what listens there, \
                 or take another with `--port`"
            ),
        };
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let folder = folder.to_path_buf();
        let reply = move |method: Method, uri: Uri, asked: HeaderMap| async move {
            answer(&folder, &method, &uri, &asked, &preface)
        };
        let files = Router::new().fallback(reply);
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_io().build()?;
        let serving = runtime
            .spawn(async move { axum::serve(tokio::net::TcpListener::from_std(listener)?, files).await });
        Ok(Server { address, runtime: Some(runtime), serving })
    }

    /// Its address, with a slash at the end: `http://127.0.0.1:8080/`.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A thread that is still answering is not waited for: its browser may never close the connection.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// Builds `dist/`, then serves it until the process is stopped.
pub fn serve_until_stopped(port: u16, open: bool, build: impl FnOnce() -> Result<()>) -> Result<()> {
    // The port first: if it is in use, it is better reported before the build than after.
    let mut server = Server::start(&paths::dist(), port)?;
    build()?;
    println!("{}", server.url());
    if open {
        open_in_browser(&server.url());
    }
    if let Some(runtime) = &server.runtime {
        runtime.block_on(&mut server.serving)??;
    }
    bail!("the server stopped")
}

/// Asks the desktop to open it; without a desktop, the printed address is enough.
fn open_in_browser(url: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if Command::new(opener).arg(url).spawn().is_err() {
        eprintln!("{opener} is not here: open the address by hand");
    }
}

fn answer(folder: &Path, method: &Method, uri: &Uri, asked: &HeaderMap, preface: &Preface) -> Response {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "only GET is answered here");
    }
    let Some(path) = inside(folder, uri.path()) else {
        return plain(StatusCode::NOT_FOUND, "there is no such file");
    };
    let Ok(bytes) = fs::read(&path) else {
        return plain(StatusCode::NOT_FOUND, "there is no such file");
    };
    let kind = match path.extension().and_then(|e| e.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let of_kind = [(CONTENT_TYPE, kind)];
    let script = preface.lock().map_or_else(|poisoned| poisoned.into_inner().clone(), |text| text.clone());
    if !script.is_empty() && path.extension().is_some_and(|kind| kind == "html") {
        return (hardened(), of_kind, with_preface(&String::from_utf8_lossy(&bytes), &script))
            .into_response();
    }
    let policy = std::str::from_utf8(&bytes).ok().and_then(pages::policy_of).map(str::to_string);
    let packed = takes_gzip(asked).then(|| fs::read(format!("{}{PACKED}", path.display())).ok()).flatten();
    let encoding = packed.is_some().then_some([(CONTENT_ENCODING, "gzip")]);
    let policy = policy.map(|policy| [(CONTENT_SECURITY_POLICY, policy)]);
    (hardened(), of_kind, policy, encoding, packed.unwrap_or(bytes)).into_response()
}

fn takes_gzip(asked: &HeaderMap) -> bool {
    let taken = asked.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    taken.is_some_and(|names| names.split(',').any(|name| name.trim() == "gzip"))
}

/// The page with a script right after its doctype.
pub fn with_preface(page: &str, script: &str) -> String {
    let doctype = if page.starts_with("<!") { page.find('>').map_or(0, |end| end + 1) } else { 0 };
    let (doctype, rest) = page.split_at(doctype);
    format!("{doctype}<script>{script}</script>{rest}")
}

fn plain(status: StatusCode, sentence: &'static str) -> Response {
    (status, hardened(), sentence).into_response()
}

/// Browsers must not guess types, nor cache a file beyond the next build.
fn hardened() -> [(HeaderName, &'static str); 2] {
    [(X_CONTENT_TYPE_OPTIONS, "nosniff"), (CACHE_CONTROL, "no-store")]
}

/// The file of a request, if it is inside the folder.
fn inside(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = path.trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    plain.then(|| folder.join(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    fn get(server: &Server, path: &str) -> String {
        ask(server, path, "")
    }

    fn ask(server: &Server, path: &str, header: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: a\r\n{header}Connection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn a_page_comes_with_its_own_policy_and_nothing_outside_the_folder_comes() {
        let folder = paths::target().unwrap().join("xtask/serve-test");
        fs::create_dir_all(&folder).unwrap();
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        fs::write(folder.join("index.html"), page).unwrap();
        fs::write(folder.join("a.js"), "1").unwrap();
        fs::write(folder.parent().unwrap().join("secret"), "secret").unwrap();
        let server = Server::start(&folder, 0).unwrap();

        let index = get(&server, "/?seed=1");
        assert!(index.contains("content-security-policy: default-src 'none'\r\n"), "{index}");
        assert!(index.contains("content-type: text/html; charset=utf-8\r\n"), "{index}");
        assert_eq!(index.matches("\ncontent-type:").count(), 1, "{index}");
        assert!(!index.contains("access-control"));
        assert!(!get(&server, "/a.js").contains("content-security-policy"));
        for outside in ["/../secret", "//etc/passwd", "/%2e%2e/secret", "/missing"] {
            assert!(get(&server, outside).starts_with("HTTP/1.1 404"), "{outside}");
        }
    }

    #[test]
    fn a_tests_script_is_between_the_doctype_and_the_policy() {
        let folder = paths::target().unwrap().join("xtask/preface-test");
        fs::create_dir_all(&folder).unwrap();
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        fs::write(folder.join("index.html"), format!("<!doctype html>{policy}")).unwrap();
        fs::write(folder.join("a.js"), "1").unwrap();
        let preface = Preface::default();
        let server = Server::start_with(&folder, 0, Arc::clone(&preface)).unwrap();
        assert!(get(&server, "/").contains("content-security-policy: default-src 'none'\r\n"));
        preface.lock().unwrap().push_str("watch()");
        let index = get(&server, "/");
        assert!(index.ends_with(&format!("<!doctype html><script>watch()</script>{policy}")), "{index}");
        assert!(!index.contains("content-security-policy:"), "{index}");
        assert!(get(&server, "/a.js").ends_with("\r\n\r\n1"));
    }

    #[test]
    fn a_client_that_accepts_gzip_gets_the_gzipped_file() {
        let folder = paths::target().unwrap().join("xtask/gzip-test");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.js"), "plain").unwrap();
        fs::write(folder.join(format!("a.js{PACKED}")), "packed").unwrap();
        let server = Server::start(&folder, 0).unwrap();
        let packed = ask(&server, "/a.js", "Accept-Encoding: br, gzip\r\n");
        assert!(packed.contains("content-encoding: gzip\r\n") && packed.ends_with("packed"), "{packed}");
        let plain = get(&server, "/a.js");
        assert!(!plain.contains("content-encoding") && plain.ends_with("plain"), "{plain}");
    }

    #[test]
    fn a_port_in_use_is_reported_in_a_sentence() {
        let first = Server::start(Path::new("."), 0).unwrap();
        let error = Server::start(Path::new("."), first.address.port()).err().unwrap();
        let said = error.to_string();
        assert!(said.contains(&first.address.port().to_string()) && said.contains("--port"), "{said}");
    }
}
