//! A display in memory for a browser that needs a window, and the desktop's settings on it: what the
//! person prefers, which can change while the browser runs.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use super::{WebKit, fonts};
use crate::paths;

/// The screen, in pixels, wider and higher than any window of a test, and bits per colour.
const SCREEN: &str = "2560x1600x24";

/// The middle of the screen, where the pointer rests. There is no window manager to give a window the
/// focus: it has the focus as long as it is under the pointer.
pub const POINTER: (u32, u32) = (1280, 800);

/// Makes the browser's own bars small, so that its window can be as narrow as a phone.
const SMALL_BARS: &str =
    "* { font-size: 1px; min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; }";

/// An X server and a settings daemon; when it is dropped, they and what is shown there end.
pub struct Display {
    server: Child,
    settings: Child,
    number: String,
    folder: PathBuf,
}

impl Display {
    /// Starts the server on a free number, and the daemon without preferences.
    pub fn start(webkit: &WebKit) -> Result<Display> {
        let mut server = Command::new(&webkit.xvfb)
            .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb could not be started")?;
        let output = server.stdout.take().context("Xvfb has no output")?;
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number)?;
        let number = format!(":{}", number.trim());

        let folder = paths::target()?.join("browser-tests").join(format!("desktop-{}", std::process::id()));
        for gtk in ["gtk-3.0", "gtk-4.0"] {
            fs::create_dir_all(folder.join(gtk))?;
            fs::write(folder.join(gtk).join("gtk.css"), SMALL_BARS)?;
        }
        fonts::choose_them(&folder)?;
        let file = folder.join("xsettings");
        fs::write(&file, preferences(false, false, 1))?;
        let settings = Command::new(&webkit.xsettingsd)
            .arg("-c")
            .arg(&file)
            .env("DISPLAY", &number)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("xsettingsd could not be started")?;
        Ok(Display { server, settings, number, folder })
    }

    /// The environment variables of a program that is to be shown here.
    pub fn environment(&self) -> [(&'static str, String); 3] {
        [
            ("DISPLAY", self.number.clone()),
            ("GDK_BACKEND", "x11".to_string()),
            (fonts::HOME, self.folder.display().to_string()),
        ]
    }

    /// Tells every program here whether the person prefers dark colours and less motion, and how many
    /// device pixels a CSS pixel has. They notice it a moment later.
    pub fn prefer(&self, dark: bool, still: bool, ratio: u32) -> Result<()> {
        fs::write(self.folder.join("xsettings"), preferences(dark, still, ratio))?;
        let told = Command::new("kill").args(["-HUP", &self.settings.id().to_string()]).status()?;
        anyhow::ensure!(told.success(), "xsettingsd has ended");
        Ok(())
    }
}

fn preferences(dark: bool, still: bool, ratio: u32) -> String {
    let theme = if dark { "Adwaita-dark" } else { "Adwaita" };
    let moving = u8::from(!still);
    format!("Net/ThemeName \"{theme}\"\nGtk/EnableAnimations {moving}\nGdk/WindowScalingFactor {ratio}\n")
}

impl Drop for Display {
    fn drop(&mut self) {
        for process in [&mut self.settings, &mut self.server] {
            let _ = process.kill();
            let _ = process.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}
