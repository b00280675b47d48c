//! JavaScript, parsed and printed by oxc's compiler: what a module imports, exports and declares; its
//! code with other names; a script without comments and blanks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::mem;

use anyhow::{Context, Result, bail, ensure};
use oxc::allocator::{self, Allocator};
use oxc::ast::AstKind;
use oxc::ast::ast::{
    Declaration, Expression, ImportDeclaration, ImportDeclarationSpecifier, Program, Statement,
};
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::diagnostics::Diagnostics;
use oxc::mangler::Mangler;
use oxc::parser::Parser;
use oxc::semantic::{Semantic, SemanticBuilder};
use oxc::span::{GetSpan, SourceType};

const IMPORT: &str = "an import is `import { a, b as c } from \"./x.js\";`";
const EXPORT: &str = "an export is `export function`, `class`, `const` or `let`";
const ONE_SCRIPT: &str = "one script cannot import while it runs: import at the top";
const POLICY: &str = "the pages' policy forbids it";

/// One module, read.
#[derive(Default)]
pub struct Module {
    /// What it imports: each import's path and names (the name there, the name here).
    pub imports: Vec<(String, Vec<(String, String)>)>,
    /// The names that it exports.
    pub exports: BTreeSet<String>,
    /// Every name declared at its top level, imports aside.
    pub names: Vec<String>,
    /// Every name that it uses and does not declare: the browser's.
    pub free: BTreeSet<String>,
    /// Every name declared anywhere in it.
    pub declared: BTreeSet<String>,
}

/// Reads a module; refuses what cannot be in one script with others, or what our policy forbids.
pub fn read(source: &str) -> Result<Module> {
    let allocator = Allocator::default();
    let program = parsed(&allocator, source, SourceType::mjs())?;
    let mut module = Module::default();
    for statement in &program.body {
        let here = || place(source, statement.span().start as usize);
        match statement {
            Statement::ImportDeclaration(import) => module.imports.push(imported(import).with_context(here)?),
            Statement::ExportDeclaration(export) => {
                let names = declared(&export.declaration);
                module.exports.extend(names.clone());
                module.names.extend(names);
            }
            Statement::ExportDefaultDeclaration(_)
            | Statement::ExportAllDeclaration(_)
            | Statement::ExportNamedDeclaration(_)
            | Statement::ExportFromDeclaration(_) => bail!("{}: {EXPORT}", here()),
            other => module.names.extend(other.as_declaration().map(declared).unwrap_or_default()),
        }
    }
    let semantic = understood(source, &program)?;
    refuse_forbidden(source, &semantic)?;
    let scoping = semantic.scoping();
    module.free = scoping.root_unresolved_references().keys().map(ToString::to_string).collect();
    module.declared = scoping.symbol_names().map(ToString::to_string).collect();
    Ok(module)
}

/// The module's code without its imports and without the word `export`, its top-level names changed as
/// `renamed` says.
pub fn inlined(source: &str, renamed: &BTreeMap<String, String>) -> Result<String> {
    let allocator = Allocator::default();
    let mut program = parsed(&allocator, source, SourceType::mjs())?;
    let mut scoping = understood(source, &program)?.into_scoping();
    for (name, other) in renamed {
        let symbol = scoping.get_root_binding(name.as_str().into());
        let symbol = symbol.with_context(|| format!("no {name} at the top level"))?;
        scoping.set_symbol_name(symbol, other.as_str().into());
    }
    for statement in mem::replace(&mut program.body, allocator::Vec::new_in(&&allocator)) {
        match statement {
            Statement::ImportDeclaration(_) => {}
            Statement::ExportDeclaration(export) => program.body.push(export.unbox().declaration.into()),
            other => program.body.push(other),
        }
    }
    Ok(Codegen::new().with_scoping(Some(scoping)).build(&program).code)
}

/// The script without comments, with short local names and without unnecessary blanks.
pub fn minified(script: &str) -> Result<String> {
    let allocator = Allocator::default();
    let program = parsed(&allocator, script, SourceType::unambiguous())?;
    let renamed = Mangler::new().build(&program);
    let written = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(Some(renamed.scoping))
        .with_private_member_mappings(Some(renamed.class_private_mappings))
        .build(&program);
    Ok(written.code + "\n")
}

/// The script in ASCII alone, so that it means the same in a page of any charset. Other characters are in
/// strings, templates and patterns, where an escape means its character; oxc has no such option.
pub fn ascii(script: &str) -> Result<String> {
    let mut plain = String::with_capacity(script.len());
    let mut backslashes = 0;
    for (at, letter) in script.char_indices() {
        if letter.is_ascii() {
            plain.push(letter);
        } else {
            // After a backslash the escape's own backslash would be the character.
            ensure!(
                backslashes % 2 == 0,
                "{}: a backslash before {letter:?}: leave it out",
                place(script, at)
            );
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(plain, "\\u{unit:04x}")?;
            }
        }
        backslashes = if letter == '\\' { backslashes + 1 } else { 0 };
    }
    Ok(plain)
}

/// The program's names and scopes; fails on an error.
fn understood<'a>(source: &str, program: &'a Program<'a>) -> Result<Semantic<'a>> {
    let built = SemanticBuilder::new().with_build_nodes(true).with_check_syntax_error(true).build(program);
    refuse_errors(source, &built.diagnostics)?;
    Ok(built.semantic)
}

fn parsed<'a>(allocator: &'a Allocator, source: &'a str, kind: SourceType) -> Result<Program<'a>> {
    let parsed = Parser::new(allocator, source, kind).parse();
    refuse_errors(source, &parsed.diagnostics)?;
    Ok(parsed.program)
}

/// Fails at the first thing that is no JavaScript, and names its line.
fn refuse_errors(source: &str, found: &Diagnostics) -> Result<()> {
    match found.errors().next() {
        None => Ok(()),
        Some(error) => {
            let at = error.labels.first().map_or(0, |label| label.offset() as usize);
            bail!("{}: {error}", place(source, at))
        }
    }
}

/// “line 7: `import a from "./a.js";`”.
fn place(source: &str, at: usize) -> String {
    let number = source[..at].matches('\n').count();
    format!("line {}: `{}`", number + 1, source.lines().nth(number).unwrap_or_default().trim())
}

fn imported(import: &ImportDeclaration) -> Result<(String, Vec<(String, String)>)> {
    let mut names = Vec::new();
    for specifier in import.specifiers.iter().flatten() {
        let ImportDeclarationSpecifier::ImportSpecifier(one) = specifier else { bail!(IMPORT) };
        names.push((one.imported.name().to_string(), one.local.name.to_string()));
    }
    let from = import.source.value.to_string();
    ensure!(from.starts_with("./") || from.starts_with("../"), IMPORT);
    Ok((from, names))
}

/// The names that a declaration declares.
fn declared(declaration: &Declaration) -> Vec<String> {
    match declaration {
        Declaration::VariableDeclaration(all) => {
            let patterns = all.declarations.iter().flat_map(|one| one.id.get_binding_identifiers());
            patterns.map(|one| one.name.to_string()).collect()
        }
        one => one.id().map(|id| id.name.to_string()).into_iter().collect(),
    }
}

/// Fails at a word that would break a classic script or the policy.
fn refuse_forbidden(source: &str, semantic: &Semantic) -> Result<()> {
    for node in semantic.nodes().iter() {
        let (what, reason) = match node.kind() {
            AstKind::ImportExpression(_) => ("import(…)", ONE_SCRIPT),
            AstKind::ImportMeta(_) => ("import.meta", ONE_SCRIPT),
            AstKind::IdentifierReference(name) if name.name == "eval" => ("eval", POLICY),
            AstKind::IdentifierReference(name) if name.name == "Function" => ("Function", POLICY),
            AstKind::StaticMemberExpression(member) if member.property.name == "write" => {
                match &member.object {
                    Expression::Identifier(object) if object.name == "document" => ("document.write", POLICY),
                    _ => continue,
                }
            }
            _ => continue,
        };
        bail!("{}: `{what}`: {reason}", place(source, node.kind().span().start as usize));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_names_become_short_and_strings_stay() {
        let script = "(() => {\n  // one\n  const aLongName = \"a  b\";\n  class Other { #hidden = 1; shown() { return this.#hidden; } }\n  use(aLongName, `x ${new Other().shown()}  y`, /[/\"]  /g);\n})();\n";
        let small = minified(script).unwrap();
        assert!(
            !small.contains("aLongName") && !small.contains("hidden") && !small.contains("one"),
            "{small}"
        );
        for kept in ["a  b", "shown", "use(", "  y`", "/[/\"]  /g"] {
            assert!(small.contains(kept), "{kept} is lost from {small}");
        }
    }

    #[test]
    fn a_script_is_ascii_and_means_the_same() {
        let script = "say('5 \u{2212} 3', `\u{1d11e} ${x}`, /[\u{2018}\u{2019}]/u, '\\\\\u{e9}')";
        let plain = ascii(script).unwrap();
        assert_eq!(plain, r"say('5 \u2212 3', `\ud834\udd1e ${x}`, /[\u2018\u2019]/u, '\\\u00e9')");
        let error = ascii("a = /\\\u{e9}/").unwrap_err().to_string();
        assert!(error.starts_with("line 1: ") && error.contains("a backslash before"), "{error}");
    }

    #[test]
    fn what_is_no_javascript_is_reported_with_its_line() {
        for source in ["a\n/* b", "b;\n'a\n'", "\nlet a = 1; let a = 2;", "\na = ;"] {
            let error = read(source).map(|_| ()).unwrap_err().to_string();
            assert!(error.starts_with("line 2: `"), "{source:?} said {error}");
        }
    }
}
