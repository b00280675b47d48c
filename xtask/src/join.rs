//! Joins the plain ES modules of `www/` into one script, so that a course page copies one file.
//!
//! All modules end up in one function's scope, each after those that it imports, as a browser would load
//! them. Where two of them use a name for different things, one is renamed.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};

use crate::javascript::{self, Module};

/// A module's source by its path within `www/`, such as `ui/dom.js`.
pub type Sources = BTreeMap<String, String>;

/// Joins `entry` and all that it imports into one script, which a page can load as a classic script or as a
/// module.
pub fn join(entry: &str, sources: &Sources) -> Result<String> {
    let (body, _) = in_one_scope(entry, sources)?;
    finished(&format!("(() => {{\n\"use strict\";\n{body}}})();\n"))
}

/// The same as a module: what `entry` exports, it exports.
pub fn join_module(entry: &str, sources: &Sources) -> Result<String> {
    let (module, exports) = as_object(entry, sources)?;
    finished(&format!("export const {{ {} }} = {module};\n", exports.join(", ")))
}

/// The same as a module that exports one object, with all that `entry` exports.
pub fn join_default(entry: &str, sources: &Sources) -> Result<String> {
    finished(&format!("export default {};\n", as_object(entry, sources)?.0))
}

/// An expression for an object with all that `entry` exports, and the names of these.
fn as_object(entry: &str, sources: &Sources) -> Result<(String, Vec<String>)> {
    let (body, exports) = in_one_scope(entry, sources)?;
    let returned =
        exports.iter().map(|(name, inner)| format!("{name}: {inner}")).collect::<Vec<_>>().join(", ");
    let module = format!("(() => {{\n{body}return {{ {returned} }};\n}})()");
    Ok((module, exports.into_keys().collect()))
}

/// The code of all the modules, and what each export of `entry` is called in it.
fn in_one_scope(entry: &str, sources: &Sources) -> Result<(String, BTreeMap<String, String>)> {
    let (mut order, mut modules) = (Vec::new(), BTreeMap::new());
    visit(entry, sources, &mut modules, &mut order)?;
    let names = names_in_one_scope(&order, &modules)?;
    let mut body = String::new();
    for path in &order {
        let code = javascript::inlined(&sources[path], &names[path]);
        body.push_str(&code.with_context(|| format!("in {path}"))?);
    }
    let inner = |name: &String| names[entry].get(name).unwrap_or(name).clone();
    Ok((body, modules[entry].exports.iter().map(|name| (name.clone(), inner(name))).collect()))
}

/// Small, in ASCII, and safe within a page.
fn finished(script: &str) -> Result<String> {
    Ok(safe_within_html(&javascript::ascii(&javascript::minified(script)?)?))
}

/// Depth first, in the order in which a browser evaluates modules. In a circle of imports, a module that
/// is being visited is not visited again.
fn visit(
    path: &str,
    sources: &Sources,
    modules: &mut BTreeMap<String, Module>,
    order: &mut Vec<String>,
) -> Result<()> {
    let source = sources.get(path).with_context(|| format!("there is no module {path}"))?;
    let mut module = javascript::read(source).with_context(|| format!("in {path}"))?;
    for (from, _) in &mut module.imports {
        *from = resolved(path, from)?;
    }
    let imports: Vec<String> = module.imports.iter().map(|(from, _)| from.clone()).collect();
    modules.insert(path.to_string(), module);
    for next in imports {
        if !modules.contains_key(&next) {
            visit(&next, sources, modules, order).with_context(|| format!("imported by {path}"))?;
        }
    }
    order.push(path.to_string());
    Ok(())
}

/// The path that an import means: `../ui/dom.js` in `charts/tabs.js` is `ui/dom.js`.
fn resolved(importer: &str, from: &str) -> Result<String> {
    let mut parts: Vec<&str> = importer.split('/').collect();
    parts.pop();
    for part in from.split('/') {
        match part {
            "." => {}
            ".." if parts.pop().is_none() => bail!("{importer} imports {from}, which lies outside"),
            ".." => {}
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// For each module, the new names of its top-level names in the scope that all share; those that stay
/// are not listed.
fn names_in_one_scope(
    order: &[String],
    modules: &BTreeMap<String, Module>,
) -> Result<BTreeMap<String, BTreeMap<String, String>>> {
    // A name may stay if no other module and no browser API uses it for another thing, and if no module
    // that imports it under another name has it as a name of its own.
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for module in modules.values() {
        taken.extend(module.free.iter().map(String::as_str));
        let renaming =
            module.imports.iter().flat_map(|(_, names)| names).filter(|(there, here)| there != here);
        taken.extend(renaming.map(|(there, _)| there.as_str()));
    }
    let used = |name: &str| {
        modules.values().any(|module| module.declared.contains(name) || module.free.contains(name))
    };
    let mut names: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for path in order {
        let mut renamed = BTreeMap::new();
        for name in &modules[path].names {
            if !taken.insert(name) {
                let nth = |n: usize| format!("{name}${n}");
                let fresh = (2..).map(nth).find(|other| {
                    !used(other) && !names.values().any(|names| names.values().any(|one| one == other))
                });
                renamed.extend(fresh.map(|other| (name.clone(), other)));
            }
        }
        names.insert(path.clone(), renamed);
    }
    // An imported name is the one of the module that exports it.
    for path in order {
        for (from, wanted) in &modules[path].imports {
            for (there, here) in wanted {
                let owner = &modules[from];
                ensure!(
                    owner.exports.contains(there),
                    "{path} imports {there} from {from}, which does not export it"
                );
                let name = names[from].get(there).unwrap_or(there).clone();
                if name != *here {
                    names.entry(path.clone()).or_default().insert(here.clone(), name);
                }
            }
        }
    }
    Ok(names)
}

/// In a page, `</script` would end the script, and `<!--` would begin a comment that hides its end.
/// There are no comments left, so both can only be in strings, where `\` changes nothing.
fn safe_within_html(script: &str) -> String {
    let mut safe = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        safe.push_str(before);
        let tag = from.get(..8).unwrap_or("").to_ascii_lowercase();
        safe.push('<');
        if tag == "</script" || from.starts_with("<!--") {
            safe.push('\\');
        }
        rest = &from[1..];
    }
    safe + rest
}

/// A module that exports one text under one name.
pub fn text_module(name: &str, text: &str) -> Result<String> {
    // A string of JSON is one of JavaScript, since ES2019 without exception.
    Ok(format!("export const {name} = {};\n", serde_json::to_string(text)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(modules: &[(&str, &str)]) -> Sources {
        modules.iter().map(|&(name, text)| (name.to_string(), text.to_string())).collect()
    }

    fn joined(modules: &[(&str, &str)]) -> String {
        let script = join("main.js", &sources(modules)).unwrap();
        let body = script.strip_prefix("(()=>{\"use strict\";").and_then(|rest| rest.strip_suffix("})();\n"));
        body.unwrap_or_else(|| panic!("no function around {script}")).to_string()
    }

    #[test]
    fn an_imported_module_comes_first_and_once() {
        let script = joined(&[
            (
                "main.js",
                "// entry\nimport { b } from \"./b.js\";\nimport { a } from \"./a.js\";\nthird(a, b);\n",
            ),
            ("b.js", "import { a } from \"./a.js\";\nexport const b = second(a);"),
            ("a.js", "/* one */\nexport const a = first();\n"),
        ]);
        assert_eq!(script, "const e=first();const t=second(e);third(e,t)");
    }

    #[test]
    fn a_path_is_read_from_the_folder_of_its_importer() {
        let script = joined(&[
            ("main.js", "import { tab } from \"./charts/tab.js\";\nshow(tab);"),
            ("charts/tab.js", "import { node } from \"../ui/dom.js\";\nexport const tab = around(node);"),
            ("ui/dom.js", "export const node = made();"),
        ]);
        assert_eq!(script, "const e=made();const t=around(e);show(t)");
    }

    #[test]
    fn one_name_for_several_things_is_renamed() {
        // Three things named `size`: one in each of two modules, and the browser's; each use keeps its own.
        let script = joined(&[
            (
                "main.js",
                "import { size as theirs } from \"./a.js\";\nconst size = 1;\nuse({ size }, theirs, (size$2) => size$2 + size);",
            ),
            (
                "a.js",
                "import \"./b.js\";\nexport const size = 2;\nfunction inner(size) { return size; }\nuse(inner);",
            ),
            ("b.js", "use(size);"),
        ]);
        assert_eq!(
            script,
            "use(size);const e=2;function t(e){return e}use(t);const n=1;use({size:n},e,e=>e+n)"
        );
    }

    #[test]
    fn what_cannot_be_in_one_script_is_refused_by_name_and_line() {
        for (main, sentence) in [
            ("import a from \"./a.js\";", "line 1: `import a from"),
            ("\nimport * as a from \"./a.js\";", "line 2: `import * as a from \"./a.js\";`: an import is"),
            ("import { c } from \"./a.js\";", "imports c from a.js, which does not export it"),
            ("import { a } from \"./b.js\";", "there is no module b.js"),
            ("import { a } from \"../a.js\";", "main.js imports ../a.js, which lies outside"),
            ("import { a } from \"elsewhere\";", "an import is"),
            ("export default 1;", "an export is"),
            ("export { a };", "an export is"),
            ("const b = await import(\"./a.js\");", "`import(…)`"),
            ("const b = import.meta.url;", "`import.meta`"),
            ("eval(\"1\");", "`eval`"),
            ("const f = new Function(\"1\");", "`Function`"),
            ("document.write(1);", "`document.write`"),
        ] {
            let given = sources(&[("main.js", main), ("a.js", "export let a;")]);
            let error = format!("{:#}", join("main.js", &given).unwrap_err());
            assert!(error.contains(sentence), "{main:?} gave {error:?}");
        }
    }

    #[test]
    fn the_script_can_be_inside_a_page() {
        let css = text_module("CSS", "a > b { content: \"</SCRIPT><!--\"; }").unwrap();
        let main = "import { CSS } from \"./styles/lab.css\";\nuse(CSS, 1 < 2);\n";
        let script = joined(&[("main.js", main), ("styles/lab.css", &css)]);
        assert!(!script.to_lowercase().contains("</script") && !script.contains("<!--"));
        assert!(script.contains(r"<\/SCRIPT><\!--") && script.contains("1<2"), "{script}");
    }
}
