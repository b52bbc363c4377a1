//! A server of static files for this machine only, written here because the living test pages need answers
//! that are late, wrong or cut off, which servers made to be good do not give.

use crate::address::{inside, mime};
use crate::hostile::Hostility;
use crate::site;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, thread};

/// Where the docs page is served when nobody says otherwise.
pub(crate) const PORT: u16 = 8000;

/// `cargo xtask serve`
pub(crate) fn command(port: u16) -> Result<(), String> {
    // Taken first: a port in use is better known before a minute of building than after.
    let server = Server::bind(&site::default_folder(), port)?;
    site::write(&site::default_folder())?;
    println!("{} (Ctrl+C ends it; after a change, `cargo xtask site` brings it up to date)", server.address);
    server.run();
    Ok(())
}

/// A server that has its port, and answers once it runs.
pub(crate) struct Server {
    /// Where it is, as a browser takes it; ends with a slash.
    pub(crate) address: String,
    listener: TcpListener,
    folder: PathBuf,
}

impl Server {
    /// Takes a port of this machine; 0 is any that is free.
    pub(crate) fn bind(folder: &Path, port: u16) -> Result<Self, String> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
            format!("Port {port} cannot be had: {error}. Name another: `cargo xtask serve --port NUMBER`.")
        })?;
        let port = listener.local_addr().map_err(|error| format!("The server has no address: {error}."))?.port();
        Ok(Self { address: format!("http://localhost:{port}/"), listener, folder: folder.to_owned() })
    }

    /// Answers for as long as the program runs.
    pub(crate) fn run(self) {
        // A reader who has gone away is no news: what fails on a connection ends with it.
        for stream in self.listener.incoming().flatten() {
            let folder = self.folder.clone();
            thread::spawn(move || converse(&stream, &folder).ok());
        }
    }
}

/// One request and its answer; then the connection is closed, which also ends an answer that is cut off.
fn converse(mut stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut head = BufReader::new(stream.take(64 * 1024)).lines();
    let request = head.next().transpose()?.unwrap_or_default();
    while head.next().transpose()?.is_some_and(|line| !line.is_empty()) {}

    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (mut answer, hostility) = match Hostility::read(query) {
        _ if !["GET", "HEAD"].contains(&method) => (Answer::says(405, "Only GET and HEAD are answered here."), None),
        Err(problem) => (Answer::says(400, &problem), None),
        Ok(hostility) => (answer(folder, path), Some(hostility)),
    };
    let Hostility { delay, status, mime, cut } = hostility.unwrap_or_default();
    thread::sleep(delay);
    answer.status = status.unwrap_or(answer.status);
    answer.mime = mime.unwrap_or(answer.mime);
    write!(
        stream,
        "HTTP/1.1 {} \r\nContent-Type: {}\r\nContent-Length: {}\r\n{}Cache-Control: no-cache\r\nConnection: close\r\n\r\n",
        answer.status,
        answer.mime,
        answer.body.len(),
        answer.location.map(|location| format!("Location: {location}\r\n")).unwrap_or_default(),
    )?;
    if method != "HEAD" {
        stream.write_all(answer.body.get(..cut.unwrap_or(usize::MAX)).unwrap_or(&answer.body))?;
    }
    stream.flush()
}

#[derive(Debug, PartialEq)]
struct Answer {
    status: u16,
    mime: String,
    location: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    fn says(status: u16, text: &str) -> Self {
        Self { status, mime: "text/plain; charset=utf-8".into(), location: None, body: format!("{text}\n").into() }
    }
}

/// The file an address leads to, or why there is none.
fn answer(folder: &Path, path: &str) -> Answer {
    let not_found = || Answer::says(404, &format!("There is no {path} here."));
    let Some(mut file) = inside(folder, path) else {
        return not_found();
    };
    if file.is_dir() {
        // Without the slash, the links of its index would lead beside the folder.
        if let Some(name) = path.rsplit('/').next().filter(|name| !name.is_empty()) {
            return Answer { location: Some(format!("{name}/")), ..Answer::says(301, "It is a folder.") };
        }
        file.push("index.html");
    }
    match fs::read(&file) {
        Ok(body) => Answer { status: 200, mime: mime(&file).into(), location: None, body },
        Err(_) => not_found(),
    }
}

#[cfg(test)]
mod tests {
    use super::{answer, Server};
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::Path;
    use std::time::{Duration, Instant};

    /// This crate's own folder is served: it has files, a folder, and a parent to keep out of.
    fn folder() -> &'static Path {
        Path::new(env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn a_folder_is_found_under_its_own_address() {
        let redirect = answer(folder(), "/src");
        assert_eq!((redirect.status, redirect.location.as_deref()), (301, Some("src/")));
        assert_eq!(answer(folder(), "/src/").status, 404, "it has no index");
    }

    /// What a server sends in answer to one request.
    fn exchange(request: &str) -> std::io::Result<String> {
        let server = Server::bind(folder(), 0).map_err(std::io::Error::other)?;
        let mut stream = TcpStream::connect(server.listener.local_addr()?)?;
        std::thread::spawn(|| server.run());
        stream.write_all(format!("{request} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    #[track_caller]
    fn check(request: &str, start: &str, end: &str) {
        let answer = exchange(request).unwrap_or_else(|error| error.to_string());
        assert!(answer.starts_with(start) && answer.ends_with(end), "{request}: {answer}");
    }

    #[test]
    fn answers_as_asked() {
        check("GET /js/sizes.mjs", "HTTP/1.1 200 \r\nContent-Type: text/javascript; charset=utf-8\r\n", "}\n");
        check("HEAD /js/sizes.mjs", "HTTP/1.1 200 ", "\r\n\r\n");
        check("GET /nothing", "HTTP/1.1 404 ", "\r\n\r\nThere is no /nothing here.\n");
        check("POST /", "HTTP/1.1 405 ", "\r\n\r\nOnly GET and HEAD are answered here.\n");
        check("GET /js/sizes.mjs?cut=7", "HTTP/1.1 200 ", "\r\n\r\n// One ");
        check("GET /js/sizes.mjs?status=503&mime=a/b", "HTTP/1.1 503 \r\nContent-Type: a/b\r\n", "}\n");
        check("GET /?cut=x", "HTTP/1.1 400 ", "\r\n\r\n`cut` takes a number of bytes, not `x`.\n");
        check("", "HTTP/1.1 405 ", "\n");
        let start = Instant::now();
        check("GET /js/sizes.mjs?delay=0.3", "HTTP/1.1 200 ", "}\n");
        assert!(start.elapsed() >= Duration::from_millis(300));
    }
}
