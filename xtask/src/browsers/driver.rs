//! A driver: the program through which a test controls a browser.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::paths;

/// How long it may take to start, on a machine that compiles meanwhile.
const PATIENCE: Duration = Duration::from_secs(60);

/// A driver that runs until it is dropped.
pub struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts one on a free port; its output goes to `target/browser-tests/NAME.log`.
    pub fn start(name: &str, command: impl FnOnce(u16) -> Result<Command>) -> Result<Driver> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let folder = paths::target()?.join("browser-tests");
        fs::create_dir_all(&folder)?;
        let log = folder.join(format!("{name}.log"));
        let said = File::create(&log).with_context(|| format!("{} cannot be written", log.display()))?;
        let mut command = command(port)?;
        let process = command
            .stdin(Stdio::null())
            .stdout(said.try_clone()?)
            .stderr(said)
            .spawn()
            .with_context(|| format!("{} could not be started", command.get_program().display()))?;
        let mut driver = Driver { process, port };
        let began = Instant::now();
        while !driver.listens() {
            let ended = driver.process.try_wait()?;
            if ended.is_some() || began.elapsed() > PATIENCE {
                bail!("{} does not answer: see {}", command.get_program().display(), log.display());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(driver)
    }

    /// The address at which it listens.
    pub fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    fn address(&self) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, self.port))
    }

    fn listens(&self) -> bool {
        TcpStream::connect_timeout(&self.address(), Duration::from_secs(2)).is_ok()
    }

    /// chromedriver's way to end the browsers that it started, and then itself.
    fn ask_to_shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect_timeout(&self.address(), Duration::from_secs(2))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address())?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

/// If a session was not ended before, its browser must not be left running.
impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.ask_to_shut_down();
        // geckodriver's way.
        let _ = Command::new("kill").arg(self.process.id().to_string()).stderr(Stdio::null()).status();
        let began = Instant::now();
        while matches!(self.process.try_wait(), Ok(None)) && began.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
