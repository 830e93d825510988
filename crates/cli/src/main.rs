//! The `svodka` command.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]
fn main() {
    let reader = svodka::Reader::new().unwrap();
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(args.last().unwrap()).unwrap();
    for line in text.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let report = svodka::Report {
            id: v["id"].as_str().map(String::from),
            published: v["published"].as_str().map(String::from),
            outlet: v["outlet"].as_str().map(String::from),
            text: v["text"].as_str().unwrap().to_owned(),
            ..Default::default()
        };
        let doc = reader.read(report);
        if args.iter().any(|a| a == "conllu") { print!("{}", svodka::conllu::to_conllu(&doc)); } else { println!("{}", svodka::record::to_json(&doc)); }
    }
}
