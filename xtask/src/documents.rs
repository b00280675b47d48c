//! Checks the documents: every link leads somewhere, every command exists, and so does every file that
//! they name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use clap::Parser;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use serde_json::Value;
use xtask::{command, paths};

use super::Arguments;

/// Folders whose texts are not the project's own.
const PASSED_OVER: [&str; 4] = ["target", "dist", "release", "node_modules"];

/// Folders that a build or a run makes.
const MADE: [&str; 3] = ["dist/", "release/", "target/"];

/// Files of a build, which the documents name without their folder, and files of other programs, in the
/// recipes for their pages.
const ELSEWHERE: [&str; 8] = [
    "em-mixture.js",
    "embed.html",
    "widget.mjs",
    ".nojekyll",
    "_static/",
    "_quarto.yml",
    "conf.py",
    "mkdocs.yml",
];

/// A word with one of these endings is a file's name.
const ENDINGS: [&str; 14] =
    ["rs", "js", "mjs", "ts", "css", "html", "md", "toml", "json", "csv", "svg", "py", "yml", "cff"];

/// One Markdown file, and what can be checked in it.
#[derive(Default)]
struct Document {
    /// From the root.
    path: PathBuf,
    /// The targets of its links and pictures.
    links: Vec<String>,
    /// Its headings as a link names them.
    anchors: BTreeSet<String>,
    /// Code within a sentence.
    words: Vec<String>,
    /// Lines of code to type.
    lines: Vec<String>,
}

impl Document {
    fn read(path: PathBuf) -> Document {
        let text = fs::read_to_string(paths::root().join(&path)).unwrap();
        let mut document = Document { path, ..Document::default() };
        let mut heading: Option<String> = None;
        let mut to_type = false;
        for event in pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    document.links.push(dest_url.to_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    document.anchors.extend(heading.take().map(|heading| anchor(&heading)));
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    to_type = matches!(kind, CodeBlockKind::Fenced(language) if language.as_ref() == "sh");
                }
                Event::End(TagEnd::CodeBlock) => to_type = false,
                Event::Text(text) if to_type => document.lines.extend(text.lines().map(String::from)),
                Event::Text(text) | Event::Code(text) if heading.is_some() => {
                    heading.as_mut().unwrap().push_str(&text);
                }
                Event::Code(code) => document.words.push(code.to_string()),
                _ => {}
            }
        }
        document
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap()
    }

    /// Commands: the lines to type, and code within a sentence that begins like a command.
    fn commands(&self) -> impl Iterator<Item = Vec<&str>> {
        let typed = self.lines.iter().map(|line| line.split('#').next().unwrap());
        let within = self.words.iter().map(String::as_str);
        let words = typed.chain(within).map(|line| line.split_whitespace().collect::<Vec<_>>());
        words.filter_map(|words| {
            let cargo = words.iter().position(|word| !word.contains('='))?;
            (words[cargo] == "cargo" && words.len() > cargo + 1).then(|| words[cargo + 1..].to_vec())
        })
    }

    /// The files and folders that it names; both of `tests/{a,b}.rs`.
    fn names(&self) -> impl Iterator<Item = String> {
        let named = self.words.iter().filter(|word| looks_like_a_name(word));
        named.flat_map(|word| match word.split_once('{').zip(word.split_once('}')) {
            Some(((before, _), (within, after))) => {
                let within = &within[before.len() + 1..];
                within.split(',').map(|one| format!("{before}{one}{after}")).collect()
            }
            None => vec![word.clone()],
        })
    }
}

/// A heading as a link names it, by GitHub's rule.
fn anchor(heading: &str) -> String {
    let kept = heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .collect::<String>();
    kept.replace(' ', "-")
}

fn looks_like_a_name(word: &str) -> bool {
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "./_-{},".contains(c));
    let ends =
        word.rsplit_once('.').is_some_and(|(name, ending)| !name.is_empty() && ENDINGS.contains(&ending));
    let begins = word.split_once('/').is_some_and(|(folder, _)| paths::root().join(folder).is_dir());
    plain
        && word.starts_with(|c: char| c.is_ascii_alphanumeric() || "._".contains(c))
        && (ends || begins || word.ends_with('/'))
}

/// The project's own files, from the root.
fn files(under: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(paths::root().join(under)).unwrap() {
        let name = entry.unwrap().file_name();
        let hidden = name.to_string_lossy().starts_with('.') && name != ".github" && name != ".cargo";
        if hidden || PASSED_OVER.iter().any(|folder| name == *folder) {
            continue;
        }
        let path = under.join(name);
        match paths::root().join(&path).is_dir() {
            true => files(&path, found),
            false => found.push(path),
        }
    }
}

fn documents() -> Vec<Document> {
    let mut found = Vec::new();
    files(Path::new(""), &mut found);
    found.sort();
    let markdown = found.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    markdown.map(Document::read).collect()
}

/// A path without its `..`; `canonicalize` would fail for files that do not exist.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::ParentDir => _ = plain.pop(),
            part => plain.push(part),
        }
        plain
    })
}

#[test]
fn every_link_within_the_project_leads_to_a_file_and_a_heading() {
    let documents = documents();
    assert!(documents.iter().any(|document| document.path == Path::new("README.md")));
    for document in &documents {
        for link in document.links.iter().filter(|link| !link.contains("://")) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let to = match file {
                "" => document.path.clone(),
                file => plain(&document.folder().join(file)),
            };
            let said = format!("{} links to {link}", document.path.display());
            assert!(paths::root().join(&to).exists(), "{said}, and there is no such file");
            if let (false, Some(other)) =
                (heading.is_empty(), documents.iter().find(|other| other.path == to))
            {
                assert!(
                    other.anchors.contains(heading),
                    "{said}, and there is no such heading: {:?}",
                    other.anchors
                );
            }
        }
    }
}

#[test]
fn every_command_exists() {
    let metadata =
        command::cargo(&["metadata", "--format-version=1", "--no-deps"]).unwrap().output().unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let mut known: BTreeSet<(&str, &str)> = BTreeSet::new();
    for package in packages {
        known.extend([
            ("--package", package["name"].as_str().unwrap()),
            ("-p", package["name"].as_str().unwrap()),
        ]);
        for target in package["targets"].as_array().unwrap() {
            let name = target["name"].as_str().unwrap();
            known.extend(
                ["--test", "--example", "--bench", "--bin"].map(|option| (option, name)).into_iter().filter(
                    |(option, _)| target["kind"].as_array().unwrap().iter().any(|kind| kind == &option[2..]),
                ),
            );
        }
    }
    let mut checked = 0;
    for document in documents() {
        for command in document.commands() {
            let said = format!("{}: cargo {}", document.path.display(), command.join(" "));
            if command[0] == "xtask" {
                let parsed = Arguments::try_parse_from(["cargo xtask"].iter().chain(&command[1..]));
                assert!(parsed.is_ok(), "{said}: {}", parsed.err().unwrap());
            }
            for pair in command.windows(2).filter(|pair| known.iter().any(|(option, _)| *option == pair[0])) {
                assert!(known.contains(&(pair[0], pair[1])), "{said}: there is no {} {}", pair[0], pair[1]);
            }
            checked += 1;
        }
    }
    assert!(checked > 10, "{checked} commands were found");
}

#[test]
fn every_file_that_is_named_exists() {
    let mut all = Vec::new();
    files(Path::new(""), &mut all);
    let mut checked = 0;
    for document in documents() {
        for name in document.names() {
            let elsewhere =
                MADE.iter().any(|made| name.starts_with(made)) || ELSEWHERE.contains(&name.as_str());
            let there = [Path::new(""), document.folder()]
                .iter()
                .any(|folder| paths::root().join(folder).join(&name).exists());
            // A name without its folder is enough if there is one file of that name.
            let alone = !name.contains('/') && all.iter().filter(|path| path.ends_with(&name)).count() == 1;
            assert!(
                elsewhere || there || alone,
                "{} names {name}, which is not there",
                document.path.display()
            );
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked} names were found");
}

#[test]
fn the_oldest_browsers_are_those_that_the_page_names() {
    let read = |path: &str| fs::read_to_string(paths::root().join(path)).unwrap();
    let script = read("www/wasm/load.js");
    let (_, rest) = script.split_once("please open this page in ").unwrap();
    let (oldest, _) = rest.split_once(" or later").unwrap();
    for path in ["README.md", "docs/interface.md"] {
        assert!(read(path).contains(oldest), "{path} does not name {oldest}");
    }
}
