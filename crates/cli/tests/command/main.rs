//! The command as its user meets it: a process with arguments, streams and an exit code.

mod eval;
mod faults;
mod forms;
mod pages;
mod threads;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// What a run left behind.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    out: String,
    err: String,
    code: Option<i32>,
}

impl Run {
    /// The records on standard output.
    fn records(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
    }

    /// The texts of the reports that were read.
    fn texts(&self) -> Vec<String> {
        self.records().iter().map(|record| record["report"]["text"].as_str().expect("a text").to_owned()).collect()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        let text = |bytes| String::from_utf8(bytes).expect("the command writes UTF-8");
        Run { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
    }
}

/// The command in a locale of no language, in a folder of its own.
fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_svodka"));
    for variable in ["LC_ALL", "LC_MESSAGES", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(variable);
    }
    command.env("LANG", "C").env("TERM", "xterm").current_dir(folder).args(args);
    command
}

/// Runs the command with nothing on its standard input.
fn run(folder: &Path, args: &[&str]) -> Run {
    command(folder, args).stdin(Stdio::null()).output().expect("the command runs").into()
}

/// Runs the command with bytes on its standard input.
fn pipe(args: &[&str], input: &[u8]) -> Run {
    let mut command = command(Path::new("."), args);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command runs");
    let mut stdin = child.stdin.take().expect("stdin is a pipe");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The command may end before it has read everything.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the command ends");
    writer.join().expect("the writer ends");
    output.into()
}

/// A folder with files, new for each test.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder is new");
    for (file, content) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
    }
    folder
}
