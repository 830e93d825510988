//! Everything that can be wrong with an input is named, the others are read, and the exit code tells.

use crate::{command, folder, pipe, run};
use std::{
    io::Read,
    path::Path,
    process::{Command, Stdio},
};

/// «в порту» in the encoding of old Russian files.
const CP1251: &[u8] = b"\xE2 \xEF\xEE\xF0\xF2\xF3";

#[test]
fn a_line_that_is_wrong_is_named_and_the_others_are_read() {
    let lines = [
        "{\"text\":\"Первый.\"}",
        "{\"text\":\"оборв",
        "",
        "[\"text\"]",
        "{\"title\":\"без текста\"}",
        "{\"text\":7}",
        "{\"text\":\"  \"}",
        "{\"text\":\"Второй.\",\"outlet\":false}",
        "{\"text\":\"Третий.\",\"published\":\"2022-02-30\"}",
        "{\"text\":\"Последний.\",\"any\":{\"other\":[1]}}",
    ];
    let folder = folder("lines", &[("a.jsonl", lines.join("\n").as_bytes())]);
    let run = run(&folder, &["read", "a.jsonl"]);
    assert_eq!(run.texts(), ["Первый.", "Третий.", "Последний."]);
    assert_eq!(run.code, Some(1));
    let faults: Vec<&str> = run.err.lines().collect();
    assert_eq!(
        faults[..7],
        [
            "svodka: error: a.jsonl:2: not JSON: EOF while parsing a string (byte 19 of the line)",
            "svodka: error: a.jsonl:4: not a JSON object but an array",
            "svodka: error: a.jsonl:5: the object has no \"text\"",
            "svodka: error: a.jsonl:6: \"text\" must be a string, not a number",
            "svodka: error: a.jsonl:7: \"text\" is empty",
            "svodka: error: a.jsonl:8: \"outlet\" must be a string, not true or false",
            "svodka: error: a.jsonl:9: \"2022-02-30\" is no date of publication: write 2022-01-05 or 2022-01-05T18:30:00+06:00; read without a date",
        ]
    );
    assert!(faults[7].starts_with("svodka: 3 reports, ") && faults[7].contains(", 7 errors, "), "{}", faults[7]);
    assert_eq!(run.records()[1]["report"].get("published"), None);
}

#[test]
fn bytes_that_are_no_utf8_are_named_where_they_stand() {
    let line = [b"{\"text\":\"", CP1251, b"\"}\n{\"text\":\"\xD0\xB4\xD0\xB0\"}\n"].concat();
    let folder =
        folder("utf8", &[("a.txt", &[b"\xD0\xB4\xD0\xB0 ", CP1251].concat()), ("b.jsonl", &line), ("c.txt", "Да.".as_bytes())]);
    let run = run(&folder, &["read", "a.txt", "b.jsonl", "c.txt"]);
    assert_eq!(run.texts(), ["да", "Да."]);
    assert_eq!(run.code, Some(1));
    let faults: Vec<&str> = run.err.lines().collect();
    assert_eq!(
        faults[..2],
        [
            "svodka: error: a.txt: not UTF-8: byte 5 is 0xE2; convert it first, for instance: iconv -f cp1251 -t utf-8 a.txt",
            "svodka: error: b.jsonl:1: not UTF-8: byte 9 is 0xE2; convert it first, for instance: iconv -f cp1251 -t utf-8 b.jsonl",
        ]
    );
}

#[test]
fn missing_and_empty_inputs_are_named() {
    let folder = folder(
        "empty",
        &[("void.txt", b""), ("blank.txt", b" \n\n\t"), ("good.txt", "Снег.".as_bytes()), ("none/readme.md", b"#")],
    );
    let run = run(&folder, &["read", "gone.txt", "void.txt", "blank.txt", "none", "good.txt"]);
    assert_eq!(run.texts(), ["Снег."]);
    assert_eq!(run.code, Some(1));
    let faults: Vec<&str> = run.err.lines().collect();
    assert_eq!(
        faults[..4],
        [
            "svodka: error: gone.txt: no such file or folder",
            "svodka: error: void.txt: empty: there is nothing to read",
            "svodka: error: blank.txt: empty: there is nothing to read",
            "svodka: error: none: no .txt, .jsonl or .ndjson file in this folder",
        ]
    );
    let run = pipe(&["read"], b"");
    assert_eq!((run.out.as_str(), run.code), ("", Some(1)));
    assert!(run.err.starts_with("svodka: error: standard input: empty: there is nothing to read\n"), "{}", run.err);
    let run = pipe(&["read", "--lang", "ru"], b"\n");
    assert!(
        run.err.starts_with("svodka: ошибка: стандартный ввод: пусто: читать нечего\nsvodka: 0 сообщений, 0 событий, 1 ошибка"),
        "{}",
        run.err
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles_are_named_once() {
    let folder = folder("circle", &[("in/a.txt", "Снег.".as_bytes())]);
    std::os::unix::fs::symlink("..", folder.join("in/back")).unwrap();
    std::os::unix::fs::symlink("nowhere.txt", folder.join("in/lost.txt")).unwrap();
    let run = run(&folder, &["read", "in"]);
    assert_eq!((run.texts().as_slice(), run.code), (["Снег.".to_owned()].as_slice(), Some(1)));
    assert!(run.err.contains("in/back: a link leads back to a folder above it"), "{}", run.err);
    assert!(run.err.contains("in/lost.txt: no such file or folder"), "{}", run.err);
}

#[test]
fn a_command_line_that_makes_no_sense_is_refused() {
    let here = Path::new(".");
    let wrong: [&[&str]; 9] = [
        &[],
        &["write"],
        &["read", "--format", "xml"],
        &["read", "--threads", "0"],
        &["read", "--published", "2022-13-01"],
        &["read", "--published", "завтра"],
        &["read", "--min-confidence", "2"],
        &["read", "--width", "7"],
        &["explain", "--event", "seven"],
    ];
    for args in wrong {
        let run = run(here, args);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.err.contains("Usage") || run.err.contains("--help"), "{args:?}: {}", run.err);
    }
    for args in [["--help"], ["--version"]] {
        assert_eq!(run(here, &args).code, Some(0));
    }
}

#[test]
fn who_stops_listening_is_left_in_peace() {
    let line = format!("{{\"text\":\"{}\"}}\n", "Жители вышли на митинг. ".repeat(40));
    let folder = folder("pipe", &[("many.jsonl", line.repeat(200).as_bytes())]);
    let mut child = command(&folder, &["read", "many.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut some = [0; 100];
    child.stdout.take().expect("a pipe").read_exact(&mut some).expect("there is output");
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let mut command: Command = command(Path::new("."), &["read", "--format", "jsonl", "Cargo.toml"]);
    let output = command.stdout(full).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("svodka: error: cannot write: "));
}
