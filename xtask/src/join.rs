//! Joins the plain ES modules of `www/` into one script, so that a course page copies one file.
//!
//! Our modules keep to a small grammar, and whatever leaves it is refused with a sentence: an
//! import stands on one line, `import { a, b } from "./x.js";`; an export is a declaration with
//! a name; and no two top-level names are alike, for all modules end up in one function's scope.
//! Modules follow each other as they would load: what is imported comes first.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};

use crate::javascript;

/// A module's source by its name, such as `./element.js`.
pub type Sources = BTreeMap<String, String>;

/// Words that a classic script or our policy cannot have, each with its reason.
const FORBIDDEN: [(&str, &str); 5] = [
    ("import", "one script cannot import: write `import { a } from \"./x.js\";` on a line of its own"),
    ("export", "one script cannot export: write `export` before a declaration at a line's start"),
    ("eval", "the pages' policy forbids it"),
    ("Function(", "the pages' policy forbids making code from text"),
    ("document.write", "the pages' policy forbids it"),
];

/// One module, read.
struct Module {
    /// What it imports: the other module's name and the names wanted of it.
    imports: Vec<(String, Vec<String>)>,
    exports: BTreeSet<String>,
    /// Every name declared at its top level.
    names: Vec<String>,
    /// The source without imports and without the word `export`.
    body: String,
}

/// Joins `entry` and all that it imports into a script that is classic and module alike.
pub fn join(entry: &str, sources: &Sources) -> Result<String> {
    let mut order = Vec::new();
    let mut modules = BTreeMap::new();
    visit(entry, sources, &mut modules, &mut order)?;
    check_names(&order, &modules)?;

    let mut script = String::from("(() => {\n\"use strict\";\n");
    for name in &order {
        let module = &modules[name];
        let body = javascript::compact(&module.body).with_context(|| name.clone())?;
        check_words(name, &body)?;
        script.push_str(&body);
    }
    script.push_str("})();\n");
    Ok(safe_within_html(&script))
}

/// Depth first, as a browser evaluates modules; one that is being visited already (a circle of
/// imports) is left to come where it comes.
fn visit(
    name: &str,
    sources: &Sources,
    modules: &mut BTreeMap<String, Module>,
    order: &mut Vec<String>,
) -> Result<()> {
    let source = sources.get(name).with_context(|| format!("there is no module {name}"))?;
    let module = read(source).with_context(|| format!("in {name}"))?;
    let wanted: Vec<String> = module.imports.iter().map(|(from, _)| from.clone()).collect();
    modules.insert(name.to_string(), module);
    for next in wanted {
        if !modules.contains_key(&next) {
            visit(&next, sources, modules, order).with_context(|| format!("imported by {name}"))?;
        }
    }
    order.push(name.to_string());
    Ok(())
}

/// Reads one module line by line; only lines at the top level declare anything.
fn read(source: &str) -> Result<Module> {
    let masked = javascript::code_only(source)?;
    let mut module = Module {
        imports: Vec::new(),
        exports: BTreeSet::new(),
        names: Vec::new(),
        body: String::with_capacity(source.len()),
    };
    let mut depth = 0_i32;
    let mut from = 0;
    for (number, masked_line) in masked.split_inclusive('\n').enumerate() {
        let line = &source[from..from + masked_line.len()];
        from += masked_line.len();
        let code = masked_line.trim();
        let context = || format!("line {}: `{}`", number + 1, line.trim());
        if depth == 0 && first_word(code) == "import" {
            module.imports.push(import(line.trim()).with_context(context)?);
            module.body.push('\n');
        } else if depth == 0 && first_word(code) == "export" {
            let declaration = code["export".len()..].trim_start();
            let name = declared(declaration).with_context(context)?.with_context(|| {
                format!("{}: an export is `export function`, `class`, `const` or `let`", context())
            })?;
            module.exports.insert(name.clone());
            module.names.push(name);
            module.body.push_str(&line.replacen("export ", "", 1));
        } else {
            if depth == 0 {
                module.names.extend(declared(code).with_context(context)?);
            }
            module.body.push_str(line);
        }
        for letter in code.chars() {
            depth += match letter {
                '(' | '[' | '{' => 1,
                ')' | ']' | '}' => -1,
                _ => 0,
            };
        }
    }
    Ok(module)
}

/// Reads `import { a, b } from "./x.js";` or `import "./x.js";`.
fn import(line: &str) -> Result<(String, Vec<String>)> {
    let shape = "an import is `import { a, b } from \"./x.js\";` on one line";
    let rest = line["import".len()..].trim();
    let rest = rest.strip_suffix(';').context(shape)?.trim_end();
    let (names, path) = match rest.strip_prefix('{') {
        None => ("", rest),
        Some(rest) => {
            let (names, path) = rest.split_once('}').context(shape)?;
            (names, path.trim_start().strip_prefix("from").context(shape)?.trim_start())
        }
    };
    let path = path.strip_prefix('"').and_then(|path| path.strip_suffix('"')).context(shape)?;
    ensure!(path.starts_with("./") && !path.contains('"'), shape);
    let names: Vec<String> =
        names.split(',').map(|name| name.trim().to_string()).filter(|name| !name.is_empty()).collect();
    for name in &names {
        ensure!(is_name(name), "{shape}; `{name}` is no plain name");
    }
    Ok((path.to_string(), names))
}

/// The name that a top-level line declares, if it declares one.
fn declared(code: &str) -> Result<Option<String>> {
    let code = code.strip_prefix("async ").map_or(code, str::trim_start);
    let keyword = first_word(code);
    if !["function", "class", "const", "let", "var"].contains(&keyword) {
        return Ok(None);
    }
    let rest = code[keyword.len()..].trim_start_matches(|c: char| c == '*' || c.is_whitespace());
    let name = first_word(rest);
    ensure!(is_name(name), "a top-level declaration gives one name, and not by taking apart");
    Ok(Some(name.to_string()))
}

fn first_word(code: &str) -> &str {
    let end = code.find(|c: char| !is_name_letter(c)).unwrap_or(code.len());
    &code[..end]
}

fn is_name_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

fn is_name(text: &str) -> bool {
    text.chars().all(is_name_letter) && text.chars().next().is_some_and(|first| !first.is_numeric())
}

/// Every import finds its export, and no two modules declare the same name.
fn check_names(order: &[String], modules: &BTreeMap<String, Module>) -> Result<()> {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for name in order {
        for (from, wanted) in &modules[name].imports {
            for one in wanted {
                ensure!(
                    modules[from].exports.contains(one),
                    "{name} imports {one} from {from}, which does not export it"
                );
            }
        }
        for declared in &modules[name].names {
            if let Some(other) = owners.insert(declared, name) {
                bail!(
                    "{other} and {name} both declare {declared} at their top level: \
                     they share one scope, so rename one"
                );
            }
        }
    }
    Ok(())
}

/// No word that would break a classic script or the policy.
fn check_words(name: &str, body: &str) -> Result<()> {
    let code = javascript::code_only(body)?;
    for (word, reason) in FORBIDDEN {
        for (at, _) in code.match_indices(word) {
            let begins = !code[..at].ends_with(|c: char| is_name_letter(c) || c == '.');
            let ends = word.ends_with('(') || !code[at + word.len()..].starts_with(is_name_letter);
            ensure!(!(begins && ends), "{name} holds the word `{word}`: {reason}");
        }
    }
    Ok(())
}

/// Inline in a page, `</script` would end the script, and `<!--` would begin a comment that
/// hides its end. Comments are gone by now, so both stand in text, where `\` changes nothing.
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

/// A module that is nothing but one text under one name.
pub fn text_module(name: &str, text: &str) -> Result<String> {
    // JSON's strings are JavaScript's, since ES2019 without exception.
    Ok(format!("export const {name} = {};\n", serde_json::to_string(text)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(modules: &[(&str, &str)]) -> Sources {
        modules.iter().map(|&(name, text)| (name.to_string(), text.to_string())).collect()
    }

    #[test]
    fn what_is_imported_comes_first_and_once() {
        let joined = join(
            "./main.js",
            &sources(&[
                (
                    "./main.js",
                    "// entry\nimport { b } from \"./b.js\";\nimport { a } from \"./a.js\";\nb(a);\n",
                ),
                ("./b.js", "import { a } from \"./a.js\";\nexport function b(x) {\n  return x + a;\n}\n"),
                ("./a.js", "/* one */\nexport const a = 1;\n"),
            ]),
        );
        let expected =
            "(() => {\n\"use strict\";\nconst a = 1;\nfunction b(x) {\nreturn x + a;\n}\nb(a);\n})();\n";
        assert_eq!(joined.unwrap(), expected);
    }

    #[test]
    fn what_leaves_the_grammar_is_refused_by_name_and_line() {
        for (main, said) in [
            ("import a from \"./a.js\";", "line 1: `import a from"),
            ("\nimport {\n  a,\n} from \"./a.js\";", "line 2: `import {`"),
            ("import { a as b } from \"./a.js\";", "`a as b` is no plain name"),
            ("import { c } from \"./a.js\";", "imports c from ./a.js, which does not export it"),
            ("import { a } from \"./b.js\";", "there is no module ./b.js"),
            ("export default 1;", "an export is"),
            ("export { a };", "an export is"),
            ("const { a } = b;", "gives one name"),
            ("import { a } from \"./a.js\";\nconst hidden = 1;", "both declare hidden"),
            ("const b = await import(\"./a.js\");", "holds the word `import`"),
            ("const b = import.meta.url;", "holds the word `import`"),
            ("eval(\"1\");", "holds the word `eval`"),
            ("const f = new Function(\"1\");", "holds the word `Function(`"),
        ] {
            let given = sources(&[("./main.js", main), ("./a.js", "export let a;\nlet hidden;")]);
            let error = format!("{:#}", join("./main.js", &given).unwrap_err());
            assert!(error.contains(said), "{main:?} said {error:?}");
        }
    }

    #[test]
    fn nested_names_may_be_alike() {
        let main = "import { a } from \"./a.js\";\nfunction f() {\nconst b = 1;\n}\n";
        let given = sources(&[("./main.js", main), ("./a.js", "export const a = 1;\nconst b = 2;")]);
        join("./main.js", &given).unwrap();
    }

    #[test]
    fn the_script_can_stand_within_a_page() {
        let css = text_module("CSS", "a > b { content: \"</SCRIPT><!--\"; }").unwrap();
        let main = "import { CSS } from \"./lab.css\";\nuse(CSS, 1 < 2);\n";
        let joined = join("./main.js", &sources(&[("./main.js", main), ("./lab.css", &css)]));
        let joined = joined.unwrap();
        assert!(!joined.to_lowercase().contains("</script") && !joined.contains("<!--"));
        assert!(joined.contains(r"<\/SCRIPT><\!--") && joined.contains("1 < 2"));
    }
}
