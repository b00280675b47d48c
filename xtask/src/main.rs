//! `cargo xtask build | release | serve | test | setup | bench | screenshots | ci`: reads the command line and calls the
//! function for it.

#[cfg(test)]
mod documents;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use xtask::browsers::Engine;
use xtask::{bench, build, command, release, serve, setup, test};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own commands")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fill dist/ with the script and the pages
    Build,
    /// Build, then fill release/ with what is published: the files, the packages for npm and PyPI, sums and notes
    Release,
    /// Build, then serve dist/ on this machine alone
    Serve {
        /// The port on 127.0.0.1; 0 takes any free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open the page in the default browser
        #[arg(long)]
        open: bool,
    },
    /// Run every test there is: style, lints, native, and the pages in real browsers
    Test {
        /// Which browsers drive the page, separated by commas
        #[arg(long, value_delimiter = ',', default_values_t = Engine::ALL)]
        browsers: Vec<Engine>,
        /// Every test in every browser, those too of which one browser is enough: before a release
        #[arg(long)]
        all: bool,
        /// The Python package in JupyterLab and Voilà too; in marimo it is always tested
        #[arg(long)]
        notebooks: bool,
        /// Name what the tests need and this machine lacks, and fail, instead of installing it
        #[arg(long)]
        no_install: bool,
    },
    /// Install what the tests need, after saying what and by which commands
    Setup {
        /// Which browsers the tests shall drive, separated by commas
        #[arg(long, value_delimiter = ',', default_values_t = Engine::ALL)]
        browsers: Vec<Engine>,
    },
    /// Time iterations, pictures and loads beside what else there is, and weigh what the page loads
    Bench {
        /// Fewer sizes and rounds: a few minutes instead of ten
        #[arg(long)]
        quick: bool,
        /// Only what a learner with a phone waits for: the page's arrival, a frame of a run, Lighthouse
        #[arg(long, conflicts_with = "quick")]
        phone: bool,
        /// Put the tables into docs/performance.md, in place of those there
        #[arg(long, conflicts_with_all = ["quick", "phone"])]
        splice: bool,
    },
    /// What continuous integration runs: `test` and nothing else
    Ci,
    /// Build, then take screenshots of the page at three sizes, light and dark, into target/screenshots
    Screenshots {
        /// What `--help` after `--` lists: another page, a script to run first, a folder
        #[arg(last = true)]
        wishes: Vec<String>,
    },
}

fn main() -> ExitCode {
    command::exit_code(run())
}

fn run() -> Result<()> {
    match Arguments::parse().task {
        Task::Build => build::build().map(drop),
        Task::Release => release::release(),
        Task::Serve { port, open } => serve::serve_until_stopped(port, open, || build::build().map(drop)),
        Task::Test { browsers, all, notebooks, no_install } => {
            test::test(&browsers, all, notebooks, !no_install)
        }
        Task::Setup { browsers } => setup::setup(&browsers),
        Task::Bench { phone: true, .. } => bench::bench_phone(),
        Task::Bench { quick, splice, .. } => bench::bench(quick, splice),
        Task::Ci => test::test(&Engine::ALL, false, false, true),
        Task::Screenshots { wishes } => test::screenshots(&wishes),
    }
}
