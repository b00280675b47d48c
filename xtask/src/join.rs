//! Joins the plain ES modules of `www/` into one script, so that a course page copies one file.
//!
//! All modules end up in one function's scope, and what could not stand there is refused with a
//! sentence: an import takes names as they are, an export is a declaration with a name, and no two
//! top-level names are alike. Modules follow each other as they would load: what is imported comes first.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};

use crate::javascript::{self, Module};

/// A module's source by its name, such as `./element.js`.
pub type Sources = BTreeMap<String, String>;

/// Joins `entry` and all that it imports into a script that is classic and module alike.
pub fn join(entry: &str, sources: &Sources) -> Result<String> {
    let mut order = Vec::new();
    let mut modules = BTreeMap::new();
    visit(entry, sources, &mut modules, &mut order)?;
    check_names(&order, &modules)?;

    let mut script = String::from("(() => {\n\"use strict\";\n");
    for name in &order {
        script.push_str(&modules[name].body);
        script.push('\n');
    }
    script.push_str("})();\n");
    Ok(safe_within_html(&javascript::ascii(&javascript::minified(&script)?)?))
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
    let module = javascript::read(source).with_context(|| format!("in {name}"))?;
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
    for name in order {
        let module = &modules[name];
        let own = |one: &str| {
            module.names.iter().any(|own| own == one)
                || module.imports.iter().any(|(_, wanted)| wanted.iter().any(|wanted| wanted == one))
        };
        for free in module.free.iter().filter(|free| !own(free)) {
            if let Some(owner) = owners.get(free.as_str()) {
                bail!(
                    "{name} means the browser's {free}, but {owner} declares one: import it, or rename one"
                );
            }
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
                    "// entry\nimport { b } from \"./b.js\";\nimport { a } from \"./a.js\";\nthird(a, b);\n",
                ),
                ("./b.js", "import { a } from \"./a.js\";\nexport const b = second(a);"),
                ("./a.js", "/* one */\nexport const a = first();\n"),
            ]),
        );
        let expected = "(()=>{\"use strict\";const e=first();const t=second(e);third(e,t)})();\n";
        assert_eq!(joined.unwrap(), expected);
    }

    #[test]
    fn what_could_not_stand_in_one_script_is_refused_by_name_and_line() {
        for (main, said) in [
            ("import a from \"./a.js\";", "line 1: `import a from"),
            ("\nimport {\n  a as b,\n} from \"./a.js\";", "line 2: `import {`: an import is"),
            ("import { c } from \"./a.js\";", "imports c from ./a.js, which does not export it"),
            ("import { a } from \"./b.js\";", "there is no module ./b.js"),
            ("import { a } from \"elsewhere\";", "an import is"),
            ("export default 1;", "an export is"),
            ("export { a };", "an export is"),
            ("import { a } from \"./a.js\";\nconst { hidden } = a;", "both declare hidden"),
            ("import { a } from \"./a.js\";\nhidden(a);", "means the browser's hidden, but ./a.js declares"),
            ("const b = await import(\"./a.js\");", "`import(…)`"),
            ("const b = import.meta.url;", "`import.meta`"),
            ("eval(\"1\");", "`eval`"),
            ("const f = new Function(\"1\");", "`Function`"),
            ("document.write(1);", "`document.write`"),
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
        assert!(joined.contains(r"<\/SCRIPT><\!--") && joined.contains("1<2"), "{joined}");
    }
}
