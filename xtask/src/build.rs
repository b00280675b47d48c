//! Fills `dist/` with six files, each complete by itself, on any static host or none.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use zopfli::{Format, Options};

use crate::join::{self, Sources};
use crate::pages::{self, PAGES, SCRIPT, Script};
use crate::wasm::{self, Bundle};
use crate::{paths, published};

/// The package that becomes the page's module.
const PACKAGE: &str = "em-web";

/// What a build makes, as texts.
pub struct Built {
    /// The wasm and its bindings.
    pub bundle: Bundle,
    /// `em-mixture.js`.
    pub script: String,
    /// `index.html`.
    pub index: String,
    /// `plane.html`.
    pub plane: String,
    /// `embed.html`.
    pub embed: String,
    /// `em-mixture-offline.html`.
    pub offline: String,
    /// `widget.mjs`.
    pub widget: String,
}

/// The module for notebooks and books.
pub const WIDGET: &str = "widget.mjs";

impl Built {
    /// The files, by their names.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts = [&self.index, &self.plane, &self.embed, &self.offline, &self.script, &self.widget];
        PAGES.into_iter().chain([SCRIPT, WIDGET]).zip(texts.map(String::as_str))
    }

    /// A module of `www/` with all that it imports, as one module.
    pub fn module(&self, entry: &str) -> Result<String> {
        join::join_module(entry, &sources(&paths::root().join("www"), &self.bundle)?)
    }
}

/// Builds everything, and prints the files and their sizes.
pub fn build() -> Result<Built> {
    let bundle = wasm::build(PACKAGE)?;
    write(&paths::wasm_types(), &bundle.types)?;
    let root = paths::root();
    let modules = sources(&root.join("www"), &bundle)?;
    let script = join::join("main.js", &modules)?;
    let css = read(&root.join("www/page.css"))?;
    let line = published::script_line(&script);
    let page = |source: &str, place| pages::page(source, &css, place, &line);
    let [index, plane, embed] =
        ["index.html", "plane.html", "www/embed.html"].map(|path| read(&root.join(path)));
    let (index, plane) = (index?, plane?);
    let built = Built {
        index: page(&index, Script::Beside).context("in index.html")?,
        plane: page(&plane, Script::Beside).context("in plane.html")?,
        embed: page(&embed?, Script::Within(&script)).context("in www/embed.html")?,
        offline: page(&pages::both(&index, &plane)?, Script::Within(&script))?,
        widget: join::join_default("widget.js", &modules)?,
        script,
        bundle,
    };
    for (name, text) in built.files() {
        write(&paths::dist().join(name), text)?;
        let kilobytes = |bytes: usize| bytes as f64 / 1000.0;
        println!(
            "dist/{name}: {:.1} kB, {:.1} kB gzipped",
            kilobytes(text.len()),
            kilobytes(gzip(text.as_bytes())?.len())
        );
    }
    Ok(built)
}

/// The modules in a folder and its subfolders, by their paths; a style sheet is a module that exports its
/// text as `CSS`; `bindings.js` has wasm-bindgen's script and the wasm itself.
pub fn sources(folder: &Path, bundle: &Bundle) -> Result<Sources> {
    let mut sources = Sources::new();
    add_modules(folder, "", &mut sources)?;
    sources.insert("wasm/bindings.js".to_string(), bindings_module(bundle)?);
    Ok(sources)
}

fn add_modules(folder: &Path, prefix: &str, sources: &mut Sources) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            add_modules(&path, &format!("{name}/"), sources)?;
        } else if name.ends_with(".js") {
            sources.insert(name, read(&path)?);
        } else if name.ends_with(".css") {
            let text = join::text_module("CSS", &pages::css_compact(&read(&path)?))?;
            sources.insert(name, text);
        }
    }
    Ok(())
}

/// wasm-bindgen's script within a function, so that its names are local. The functions of ours that the
/// crate calls are around it; `www/wasm/load.js` calls it once it has the module. The module is gzipped,
/// which browsers unpack by themselves, then written in base64: six bits per letter. A server that gzips
/// the script removes nearly all that this adds.
fn bindings_module(bundle: &Bundle) -> Result<String> {
    let payload = STANDARD.encode(packed(&bundle.wasm)?);
    Ok(format!(
        "import {{ beginPathThrough, contextOf }} from \"./canvas.js\";\n\
         export function openBindings() {{\n{}\nreturn wasm_bindgen;\n}}\n{}",
        bundle.bindings,
        join::text_module("WASM_GZIP_BASE64", &payload)?
    ))
}

/// The bytes, gzipped by zopfli, for what is packed once and sent often.
fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    zopfli::compress(Options::default(), Format::Gzip, bytes, &mut packed)?;
    Ok(packed)
}

/// The bytes, gzipped as a server would send them.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_modules_of_the_page_join_into_one_classic_script() {
        let bundle = Bundle {
            wasm: vec![0; 1000],
            bindings: "let wasm_bindgen = () => {};".to_string(),
            types: String::new(),
        };
        let modules = sources(&paths::root().join("www"), &bundle).unwrap();
        let script = join::join("main.js", &modules).unwrap();
        assert!(script.starts_with("(()=>{\"use strict\";") && script.ends_with("})();\n"));
        assert!(script.is_ascii(), "else a page without a charset reads other characters");
        let payload = STANDARD.encode(packed(&bundle.wasm).unwrap());
        for text in ["customElements.define(`em-mixture`", "attachShadow", ".tab {", &payload] {
            assert!(script.contains(text), "{text} is not there");
        }
    }
}
