//! An evaluation for programs: JSON and TSV, with keys that are the same in every language.

use super::{Estimate, Evaluation, Show, difference::Difference, marking::Scored, measure::Figure};
use serde::Serialize;
use std::{collections::BTreeMap, fmt::Write};

/// The version of the form that [`to_json`] writes.
const SCHEMA: &str = "svodka-eval/1";

#[derive(Serialize)]
struct Table<'e> {
    schema: &'static str,
    reports: usize,
    annotated: u32,
    read: u32,
    figures: Vec<FigureRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per_report: Option<Vec<ReportRecord<'e>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    differences: Option<Vec<DifferenceRecord<'e>>>,
}

/// A figure, with the counts that it is made of. `null` is a figure with nothing to measure.
#[derive(Serialize)]
struct FigureRecord {
    figure: &'static str,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    right: u32,
    found: u32,
    wanted: u32,
}

#[derive(Serialize)]
struct ReportRecord<'e> {
    report: &'e str,
    annotated: u32,
    read: u32,
    figures: BTreeMap<&'static str, Option<f64>>,
}

#[derive(Serialize)]
struct DifferenceRecord<'e> {
    report: &'e str,
    #[serde(flatten)]
    difference: &'e Difference,
}

/// The evaluation as one line of JSON.
pub fn to_json(evaluation: &Evaluation, show: Show) -> String {
    let tally = &evaluation.tally;
    let figure = |estimate: &Estimate| {
        let score = tally.score(estimate.figure.measure);
        FigureRecord {
            figure: estimate.figure.key,
            value: estimate.value,
            low: estimate.interval.map(|[low, _]| low),
            high: estimate.interval.map(|[_, high]| high),
            right: score.right,
            found: score.found,
            wanted: score.wanted,
        }
    };
    let table = Table {
        schema: SCHEMA,
        reports: evaluation.reports.len(),
        annotated: tally.annotated,
        read: tally.read,
        figures: evaluation.figures.iter().map(figure).collect(),
        per_report: show.reports.then(|| evaluation.reports.iter().map(report_record).collect()),
        differences: show.differences.then(|| differences(evaluation).collect()),
    };
    serde_json::to_string(&table).expect("a table is plain data and always serialises") + "\n"
}

fn report_record(report: &Scored) -> ReportRecord<'_> {
    let figures = Figure::ALL.into_iter().map(|figure| (figure.key, figure.of(&report.tally))).collect();
    ReportRecord { report: &report.name, annotated: report.tally.annotated, read: report.tally.read, figures }
}

fn differences(evaluation: &Evaluation) -> impl Iterator<Item = DifferenceRecord<'_>> {
    evaluation
        .reports
        .iter()
        .flat_map(|report| report.differences.iter().map(|difference| DifferenceRecord { report: &report.name, difference }))
}

/// The evaluation as a table of tabs with a head: the differences where they are asked for, else the figures, those of all
/// reports in rows without a report. Cells without a value are empty.
pub fn to_tsv(evaluation: &Evaluation, show: Show) -> String {
    if show.differences { differences_tsv(evaluation) } else { figures_tsv(evaluation, show) }
}

fn figures_tsv(evaluation: &Evaluation, show: Show) -> String {
    let mut out = String::from("report\tfigure\tvalue\tlow\thigh\n");
    let mut row = |report: &str, key: &str, values: [Option<f64>; 3]| {
        let [value, low, high] = values.map(|value| value.map_or_else(String::new, |value| format!("{value:.4}")));
        writeln!(out, "{}\t{key}\t{value}\t{low}\t{high}", cell(report)).expect("writing to memory cannot fail");
    };
    for Estimate { figure, value, interval } in &evaluation.figures {
        row("", figure.key, [*value, interval.map(|[low, _]| low), interval.map(|[_, high]| high)]);
    }
    for report in evaluation.reports.iter().filter(|_| show.reports) {
        Figure::ALL.into_iter().for_each(|figure| row(&report.name, figure.key, [figure.of(&report.tally), None, None]));
    }
    out
}

fn differences_tsv(evaluation: &Evaluation) -> String {
    let mut out = String::from("report\tdifference\tevent\tread\ttrigger\texpected\tfound\tclause\n");
    for DifferenceRecord { report, difference } in differences(evaluation) {
        let or_empty = |value: &Option<String>| cell(value.as_deref().unwrap_or_default());
        let cells = [
            cell(report),
            difference.kind.as_str().to_owned(),
            or_empty(&difference.event),
            or_empty(&difference.read),
            cell(&difference.trigger),
            or_empty(&difference.expected),
            or_empty(&difference.found),
            cell(&difference.clause),
        ];
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
    out
}

/// Words that keep to their cell.
fn cell(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
