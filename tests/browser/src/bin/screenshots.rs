//! Takes screenshots of a page of `dist/` at four sizes, light and dark.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use browser_tests::{Browser, Engine, Screen};
use clap::Parser;
use tokio::runtime::Runtime;
use xtask::{command, paths};

/// The sizes: a laptop, a tablet upright, a phone with its address bar, a projector.
const SIZES: [(u32, u32); 4] = [(1366, 768), (768, 1024), (390, 664), (1920, 1080)];

#[derive(Parser)]
struct Wishes {
    /// Where the pictures go; `target/screenshots` if not said
    #[arg(long)]
    out: Option<PathBuf>,
    /// The file of dist/ and what follows it, such as `index.html#k=3`
    #[arg(long, default_value = "index.html")]
    page: String,
    /// A size, such as `1920x1080`, instead of the usual three; may be given again
    #[arg(long, value_parser = size)]
    size: Vec<(u32, u32)>,
    /// A script run in the page first, such as `lab.step(3)`
    #[arg(long, default_value = "")]
    script: String,
    /// The whole page, not only what is in view
    #[arg(long)]
    whole: bool,
    /// Which browser draws it
    #[arg(long, default_value_t = Engine::Chromium)]
    browser: Engine,
    /// Device pixels a CSS pixel
    #[arg(long, default_value_t = 1.0)]
    ratio: f64,
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let sides =
        text.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    sides.ok_or_else(|| format!("{text} is no size: write it as 1920x1080"))
}

fn main() -> ExitCode {
    let wishes = Wishes::parse();
    command::exit_code(
        Runtime::new().map_err(Into::into).and_then(|runtime| runtime.block_on(photograph(&wishes))),
    )
}

async fn photograph(wishes: &Wishes) -> Result<()> {
    let folder = match &wishes.out {
        Some(folder) => folder.clone(),
        None => paths::target()?.join("screenshots"),
    };
    fs::create_dir_all(&folder)?;
    let browser = Browser::start(wishes.browser, "screenshots").await?;
    let sizes = if wishes.size.is_empty() { SIZES.to_vec() } else { wishes.size.clone() };
    for (width, height) in sizes {
        for dark in [false, true] {
            browser.fresh_tab().await?;
            browser
                .set_screen(Screen {
                    width,
                    height,
                    dark,
                    ratio: wishes.ratio,
                    still: true,
                    ..Screen::default()
                })
                .await?;
            browser.go(&browser.url(&wishes.page)).await?;
            let ready = browser.lab_ready().await;
            let scripted = browser.js(&wishes.script).await;
            let settled = browser
                .js("await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));");
            settled.await?;
            let name = wishes.page.split(['.', '#', '?']).next().unwrap_or("page");
            let theme = if dark { "dark" } else { "light" };
            let file = folder.join(format!("{name}-{width}x{height}-{theme}.png"));
            browser.screenshot(&file, wishes.whole).await?;
            println!("{}", file.display());
            let wide = browser.js("return document.documentElement.scrollWidth > innerWidth;").await?;
            if wide.as_bool() == Some(true) {
                println!("  it scrolls sideways");
            }
            for problem in [ready.err(), scripted.err()].into_iter().flatten() {
                println!("  {problem:#}");
            }
            for said in browser.console_errors().await? {
                println!("  console: {said}");
            }
        }
    }
    browser.quit().await
}
