//! Forms of input and output: plain text, JSONL, folders, standard input; records, trees.

use crate::{folder, pipe, run};

#[test]
fn the_form_of_an_input_shows_in_its_name_or_its_first_line() {
    let object = "{\"text\":\"Снег.\"}\n{\"text\":\"Дождь.\"}\n";
    let one_key = "{\"words\":\"Снег.\"}";
    let folder = folder(
        "forms",
        &[
            ("a.jsonl", object.as_bytes()),
            ("b.dat", format!("\n\n  {object}").as_bytes()),
            ("c.txt", one_key.as_bytes()),
            ("d.NDJSON", object.as_bytes()),
        ],
    );
    for file in ["a.jsonl", "b.dat", "d.NDJSON"] {
        assert_eq!(run(&folder, &["read", file]).texts(), ["Снег.", "Дождь."], "{file}");
    }
    assert_eq!(run(&folder, &["read", "c.txt"]).texts(), [one_key]);
    assert_eq!(run(&folder, &["read", "--input", "text", "a.jsonl"]).texts(), [object]);
    assert_eq!(run(&folder, &["read", "--input", "jsonl", "c.txt"]).code, Some(1));
    assert_eq!(pipe(&["read"], object.as_bytes()).texts(), ["Снег.", "Дождь."]);
    assert_eq!(pipe(&["read", "-"], "Снег.".as_bytes()).texts(), ["Снег."]);
    let marked = pipe(&["read"], format!("\u{FEFF}{object}").as_bytes());
    assert_eq!((marked.texts().len(), marked.code), (2, Some(0)));
    assert_eq!(pipe(&["read"], "\u{FEFF}Снег.".as_bytes()).texts(), ["Снег."]);
    let windows = pipe(&["read"], b"{\"text\":\"a\"}\r\n\r\n{\"text\":\"b\"}\r\n");
    assert_eq!((windows.texts().len(), windows.code), (2, Some(0)));
}

#[test]
fn a_folder_is_walked_in_order_of_name() {
    let folder = folder(
        "walk",
        &[
            ("in/2.txt", "Второй.".as_bytes()),
            ("in/1/b.txt", "Первый б.".as_bytes()),
            ("in/1/a.jsonl", "{\"text\":\"Первый а.\"}".as_bytes()),
            ("in/3.TXT", "Третий.".as_bytes()),
            ("in/notes.md", b"# no"),
            ("in/.hidden/x.txt", b"no"),
            ("in/.x.txt", b"no"),
        ],
    );
    let run = run(&folder, &["read", "in"]);
    assert_eq!(run.texts(), ["Первый а.", "Первый б.", "Второй.", "Третий."]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
}

#[test]
fn what_is_given_on_the_command_line_is_in_the_record() {
    let args = ["read", "--title", "Снегопад", "--outlet", "Вестник", "--published", "2022-01-05T18:30:00+06:00"];
    let record = &pipe(&args, "Дороги закрыты.".as_bytes()).records()[0];
    assert_eq!(record["report"]["text"], "Снегопад\n\nДороги закрыты.");
    assert_eq!(record["report"]["title"], "Снегопад");
    assert_eq!(record["report"]["outlet"], "Вестник");
    assert_eq!(record["report"]["published"], "2022-01-05T18:30:00+06:00");
    assert_eq!(record["report"]["lang"], "ru");
    assert_eq!(record["report"]["id"].as_str().map(str::len), Some(64));
    // A title that the text begins with is not put there twice.
    let args = ["read", "--title", "Дороги закрыты"];
    assert_eq!(pipe(&args, "Дороги закрыты.".as_bytes()).texts(), ["Дороги закрыты."]);
    // What a line says of itself goes before what is given for all.
    let line = "{\"id\":\"x\",\"text\":\"а\",\"published\":\"2021-01-01\",\"title\":\"Т\",\"lang\":\"ru-KZ\",\"url\":\"https://example.org/1\"}";
    let record =
        &pipe(&["read", "--published", "2022-01-05", "--outlet", "Вестник", "--title", "Другой"], line.as_bytes()).records()[0];
    assert_eq!(
        record["report"],
        serde_json::json!({"id":"x","title":"Т","published":"2021-01-01","outlet":"Вестник","url":"https://example.org/1","lang":"ru-KZ","text":"Т\n\nа"})
    );
}

#[test]
fn less_certain_events_can_be_left_out() {
    let text = "Полиция задержала активиста. В городе прошёл митинг.".as_bytes();
    let all = pipe(&["read"], text);
    let none = pipe(&["read", "--min-confidence", "1"], text);
    assert!(none.records()[0]["events"].as_array().is_some_and(Vec::is_empty), "{}", none.out);
    assert_eq!(all.records()[0]["entities"], none.records()[0]["entities"]);
}

#[test]
fn trees_are_conllu() {
    let text = "Паводок\n\nУчёные предупредили: «Вода поднимется». Ил-76 вылетел в 18:30 🙂!";
    let run = pipe(&["read", "--format", "conllu"], text.as_bytes());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.starts_with("# newdoc id = ") && run.out.ends_with("\n\n"), "{}", run.out);
    let points: Vec<char> = text.chars().collect();
    let mut words = String::new();
    for block in run.out.trim_end().split("\n\n") {
        let (comments, rows): (Vec<&str>, Vec<&str>) = block.lines().partition(|line| line.starts_with('#'));
        assert!(comments.iter().any(|c| c.starts_with("# sent_id = ")), "{block}");
        let shown = comments.iter().find_map(|c| c.strip_prefix("# text = ")).expect("every sentence shows its text");
        let mut spelled = String::new();
        let mut roots = 0;
        for (number, row) in rows.iter().enumerate() {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 10, "{row}");
            assert!(cells.iter().all(|cell| !cell.is_empty()), "{row}");
            assert_eq!(cells[0], (number + 1).to_string());
            let head: usize = cells[6].parse().expect("a head is a number");
            assert!(head <= rows.len() && head != number + 1, "{row}");
            roots += usize::from(head == 0);
            assert_eq!(head == 0, cells[7] == "root", "{row}");
            let misc =
                |key: &str| cells[9].split('|').find_map(|pair| pair.strip_prefix(key)).and_then(|n| n.parse::<usize>().ok());
            let (start, end) = (misc("start=").expect("a start"), misc("end=").expect("an end"));
            assert_eq!(points[start..end].iter().collect::<String>(), cells[1]);
            spelled += cells[1];
            spelled += if cells[9].contains("SpaceAfter=No") { "" } else { " " };
        }
        assert_eq!((roots, spelled.trim_end()), (1, shown), "{block}");
        words += &shown.replace(' ', "");
    }
    assert_eq!(words, text.split_whitespace().collect::<String>());
}
