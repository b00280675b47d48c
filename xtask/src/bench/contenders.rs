//! The contenders: processes that answer a JSON line with a JSON line; one process may have several names.
//! What is missing on this machine is named in a sentence and left out.

use std::cell::RefCell;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::{command, paths};

/// The release of scikit-learn.
const SCIKIT: &str = "scikit-learn==1.7.2";
/// A contender that keeps a responsibility for each point and component gets no more points than this:
/// more would need gigabytes and a minute per turn.
const MATRIX_POINTS: u64 = 1_000_000;
const FEW_POINTS: u64 = 100_000;

/// A program that is measured.
#[derive(Clone)]
pub struct Contender {
    /// Its name in the report.
    pub name: &'static str,
    /// Whether it accepts a given start, so that its numbers can be compared.
    pub compares: bool,
    part: &'static str,
    most_points: u64,
    process: Rc<RefCell<Process>>,
}

struct Process {
    child: Child,
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Contender {
    /// Whether the request is not too large for it.
    pub fn takes(&self, request: &Value) -> bool {
        request["n"].as_u64().is_none_or(|n| n <= self.most_points)
    }

    /// Its answer.
    pub fn ask(&mut self, request: &Value) -> Result<Value> {
        let mut request = request.clone();
        request["as"] = json!(self.part);
        let answer = self.process.borrow_mut().ask(&request);
        answer.with_context(|| format!("{} was asked {request}", self.name))
    }
}

impl Process {
    fn start(program: &mut Command) -> Result<Rc<RefCell<Process>>> {
        println!("$ {}", command::line(program));
        let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let requests = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().context("it has no output")?);
        Ok(Rc::new(RefCell::new(Process { child, requests, answers })))
    }

    fn ask(&mut self, request: &Value) -> Result<Value> {
        let requests = self.requests.as_mut().context("its input is closed")?;
        writeln!(requests, "{request}")?;
        requests.flush()?;
        let mut answer = String::new();
        ensure!(self.answers.read_line(&mut answer)? > 0, "it stopped without an answer");
        let answer: Value =
            serde_json::from_str(&answer).with_context(|| format!("this is no JSON: {answer}"))?;
        match answer["error"].as_str() {
            Some(said) => bail!("{said}"),
            None => Ok(answer),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // A process whose input is closed ends by itself.
        drop(self.requests.take());
        let _ = self.child.wait();
    }
}

/// All contenders, the native plain kernel first, and sentences about those that are missing.
pub fn contenders(folder: &Path) -> Result<(Vec<Contender>, Vec<String>)> {
    let mut absent = Vec::new();
    let native =
        Process::start(command::cargo(&["bench", "--quiet", "--bench", "native", "--"])?.arg(folder))?;
    let mut bridge =
        command::cargo(&["run", "--quiet", "--package", "browser-tests", "--bin", "bench", "--"])?;
    let chromium = Process::start(bridge.arg(folder))?;
    let contender = |name, part, most_points, compares, process: &Rc<RefCell<Process>>| Contender {
        name,
        compares,
        part,
        most_points,
        process: Rc::clone(process),
    };
    let mut found = vec![
        contender("native plain kernel", "plain", u64::MAX, true, &native),
        contender("native", "crate", u64::MAX, true, &native),
        contender("wasm", "wasm", u64::MAX, true, &chromium),
        contender("wasm plain kernel", "plain", u64::MAX, true, &chromium),
        contender("JavaScript loop", "loop", u64::MAX, true, &chromium),
    ];
    let mut rival = |name, part, most, compares, started: Result<Rc<RefCell<Process>>>| match started {
        Ok(process) => found.push(contender(name, part, most, compares, &process)),
        Err(reason) => {
            let said = format!("{name} is left out: {reason:#}");
            println!("{said}");
            absent.push(said);
        }
    };
    rival("native plain kernel, AVX2", "plain", u64::MAX, true, avx2(folder));
    rival("scikit-learn", "scikit-learn", MATRIX_POINTS, true, scikit(folder));
    rival("linfa", "linfa", FEW_POINTS, false, linfa(folder));
    Ok((found, absent))
}

/// The native bench compiled again, for a processor with AVX2.
fn avx2(folder: &Path) -> Result<Rc<RefCell<Process>>> {
    #[cfg(target_arch = "x86_64")]
    let able = std::arch::is_x86_feature_detected!("avx2");
    #[cfg(not(target_arch = "x86_64"))]
    let able = false;
    ensure!(able, "this processor has no AVX2");
    let mut bench = command::cargo(&["bench", "--quiet", "--bench", "native", "--target-dir"])?;
    bench.arg(paths::target()?.join("bench/avx2")).arg("--").arg(folder);
    Process::start(bench.env("RUSTFLAGS", "-C target-feature=+avx2"))
}

/// scikit-learn, in an environment of its own under `target/`.
fn scikit(folder: &Path) -> Result<Rc<RefCell<Process>>> {
    ensure!(paths::on_path("python3").is_some(), "there is no python3 on the PATH");
    let place = paths::target()?.join("bench/python");
    let python: PathBuf = place.join("bin/python");
    let has = |python: &Path| {
        let mut asked = Command::new(python);
        asked.args(["-c", "import sklearn.mixture"]).stderr(Stdio::null());
        asked.status().is_ok_and(|status| status.success())
    };
    if !has(&python) {
        command::run(Command::new("python3").args(["-m", "venv"]).arg(&place))?;
        command::run(Command::new(&python).args(["-m", "pip", "install", "--quiet", SCIKIT]))?;
    }
    Process::start(Command::new(&python).arg(paths::root().join("benches/scikit.py")).arg(folder))
}

/// linfa, a package of its own so that no test compiles it.
fn linfa(folder: &Path) -> Result<Rc<RefCell<Process>>> {
    let manifest = paths::root().join("benches/linfa/Cargo.toml");
    let place = paths::target()?.join("bench/linfa");
    let mut build = command::cargo(&["build", "--release", "--quiet", "--manifest-path"])?;
    command::run(build.arg(manifest).arg("--target-dir").arg(&place))?;
    Process::start(Command::new(place.join("release/bench-linfa")).arg(folder))
}
