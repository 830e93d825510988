//! The number of threads changes no byte.

use crate::{folder, run};

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let mut lines = String::new();
    for n in 0..240 {
        let day = n % 28 + 1;
        lines += &match n % 40 {
            7 => "{\"text\":".to_owned(),
            _ => format!(
                "{{\"id\":\"r{n}\",\"published\":\"2021-03-{day:02}\",\"text\":\"{}\"}}",
                format!("Вчера в Омске прошёл митинг, полиция задержала {n} человек. ").repeat(n % 9 + 1)
            ),
        };
        lines.push('\n');
    }
    let folder = folder("threads", &[("many.jsonl", lines.as_bytes()), ("one.txt", "В Уфе сгорел склад.".as_bytes())]);
    for format in ["jsonl", "text", "conllu"] {
        let read = |threads: &str| {
            let mut run = run(&folder, &["read", "--format", format, "--threads", threads, "many.jsonl", "one.txt"]);
            // The last line tells how long it took.
            let faults = run.err.lines().filter(|line| line.contains("error: ")).map(str::to_owned).collect::<Vec<_>>();
            run.err = faults.join("\n");
            run
        };
        let one = read("1");
        assert_eq!((one.err.lines().count(), one.code), (6, Some(1)));
        for threads in ["2", "5"] {
            assert_eq!(read(threads), one, "{format} with {threads} threads");
        }
    }
}
