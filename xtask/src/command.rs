//! Runs another program: prints which, and returns an error that names it if it fails.

use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::paths;

/// A cargo command in the project's root, with the target folder the user chose.
pub fn cargo(arguments: &[&str]) -> Result<Command> {
    let mut command = Command::new(paths::cargo());
    command.args(arguments).current_dir(paths::root()).env("CARGO_TARGET_DIR", paths::target()?);
    Ok(command)
}

/// Ends a program, with success or with its chain of sentences. A backtrace would tell a person nothing
/// more.
pub fn exit_code(result: Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason:#}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the command as one would type it, runs it, and fails if it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    println!("$ {line}");
    let status = command.status().with_context(|| format!("`{line}` could not be started"))?;
    ensure!(status.success(), "`{line}` failed ({status})");
    Ok(())
}

/// The same beside other work: its output is shown only if it fails.
pub fn run_quietly(command: &mut Command) -> Result<()> {
    let line = line(command);
    println!("$ {line}");
    let output = command.stdin(Stdio::null()).output();
    let output = output.with_context(|| format!("`{line}` could not be started"))?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        bail!("`{line}` failed ({}):\n{}", output.status, String::from_utf8_lossy(&said));
    }
    Ok(())
}

/// Whether the command can be started and succeeds; its output is not shown.
pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The command as one would type it; cargo's own path and the target folder are left out.
pub fn line(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let name = program.rsplit('/').next().unwrap_or(&program).to_string();
    let settings = command
        .get_envs()
        .filter(|(name, _)| *name != "CARGO_TARGET_DIR")
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| format!("{}={}", name.display(), quoted(&value.to_string_lossy())));
    let arguments = command.get_args().map(|a| quoted(&a.to_string_lossy()));
    let words: Vec<String> = settings.chain([name]).chain(arguments).collect();
    words.join(" ")
}

/// Puts an argument with a blank in quotation marks.
fn quoted(argument: &str) -> String {
    if argument.contains(' ') { format!("'{argument}'") } else { argument.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_prints_as_one_would_type_it() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["doc", "--no-deps"]);
        command.env("RUSTDOCFLAGS", "-D warnings");
        command.env("CARGO_TARGET_DIR", "/elsewhere");
        assert_eq!(line(&command), "RUSTDOCFLAGS='-D warnings' cargo doc --no-deps");
    }

    #[test]
    fn a_program_that_fails_or_is_missing_is_named() {
        let missing = run(&mut Command::new("no-such-program-anywhere")).unwrap_err();
        assert!(missing.to_string().contains("no-such-program-anywhere"));
        let failing = run(&mut Command::new("false")).unwrap_err();
        assert!(failing.to_string().contains("`false` failed"));
        let quiet = run_quietly(Command::new("cargo").arg("no-such-command")).unwrap_err();
        assert!(quiet.to_string().contains("no such command"), "what it said is shown: {quiet}");
    }
}
