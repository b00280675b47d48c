//! Which folder of `www/` may import from which, and the test of it.

use std::fs;
use std::path::Path;

use crate::{javascript, paths};

/// A module imports from its own folder and from the rows above it. Folders of one row do not import
/// each other. The empty name is `www/` itself: the entry and the element.
const LAYERS: [&[&str]; 8] = [
    &["text", "wasm", "styles"],
    &["ui"],
    &["lab"],
    &["controls", "picture", "panels", "charts", "dialogs"],
    &["layout"],
    &["host"],
    &["lesson"],
    &[""],
];

fn layer(folder: &str) -> usize {
    let found = LAYERS.iter().position(|folders| folders.contains(&folder));
    found.unwrap_or_else(|| panic!("www/{folder}/ has no row in LAYERS, xtask/src/layers.rs"))
}

/// The scripts of a folder of `www/`, each with the folders that it imports from.
fn imports_of(folder: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(paths::root().join("www").join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let within = Path::new(folder).join(&name).to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(imports_of(&within));
        } else if name.ends_with(".js") {
            let module = javascript::read(&fs::read_to_string(&path).unwrap()).unwrap();
            let folders =
                module.imports.iter().map(|(from, _)| match from.split('/').collect::<Vec<_>>()[..] {
                    ["..", folder, _] | [".", folder, _] => folder.to_string(),
                    ["..", _] => String::new(),
                    _ => folder.to_string(),
                });
            found.push((within, folders.collect()));
        }
    }
    found
}

#[test]
fn imports_point_one_way() {
    let wrong: Vec<String> = imports_of("")
        .into_iter()
        .flat_map(|(path, folders)| {
            let own = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
            folders.into_iter().filter_map(move |folder| {
                let allowed = folder == own || layer(&folder) < layer(&own);
                (!allowed).then(|| format!("www/{path} imports from {folder}/"))
            })
        })
        .collect();
    let rule: Vec<String> = LAYERS.iter().map(|folders| folders.join(", ")).collect();
    assert!(
        wrong.is_empty(),
        "{}\nA module imports from its own folder and from earlier rows of: {}, www/ itself.",
        wrong.join("\n"),
        rule[..rule.len() - 1].join(" <- ")
    );
}
