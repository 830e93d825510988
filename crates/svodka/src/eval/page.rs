//! An evaluation as a page for people.

use super::{
    Evaluation, Show,
    difference::{Difference, DifferenceKind},
    marking::Scored,
    measure::Figure,
};
use crate::{
    look::{Ink, Look},
    page::{Page, Piece, columns, piece},
};

/// Columns between two columns of a table.
const GAP: usize = 3;

/// Figures that stand in the table of reports, where there is no room for all.
const OF_REPORTS: [&str; 5] =
    ["events.strict.precision", "events.strict.recall", "events.strict.f1", "roles.found.f1", "source.f1"];

/// The evaluation as text: what was asked for of each report, then the table of all.
pub fn to_text(evaluation: &Evaluation, show: Show, look: &Look) -> String {
    let mut page = Page::new(look);
    if show.differences {
        for report in evaluation.reports.iter().filter(|report| !report.differences.is_empty()) {
            differences(&mut page, report);
        }
    }
    if show.reports {
        reports(&mut page, &evaluation.reports);
    }
    figures(&mut page, evaluation);
    page.finish()
}

fn figures(page: &mut Page<'_>, evaluation: &Evaluation) {
    let look = page.look;
    let tally = &evaluation.tally;
    let head = [
        look.count("eval.reports", evaluation.reports.len()),
        look.count("eval.annotated", tally.annotated as usize),
        look.count("eval.read", tally.read as usize),
    ];
    page.paragraph(&[], &[], &[piece(Ink::Title, head.join(", "))]);
    page.gap();
    let label = |figure: Figure| look.word(&format!("eval.figure.{}", figure.key)).to_owned();
    let width = Figure::ALL.into_iter().map(|figure| columns(&label(figure))).max().unwrap_or(0);
    for estimate in &evaluation.figures {
        let words = label(estimate.figure);
        let gap = " ".repeat(width + GAP - columns(&words));
        let mut line = vec![piece(Ink::Plain, words), piece(Ink::Plain, gap)];
        match (estimate.value, estimate.interval) {
            (Some(value), Some([low, high])) => {
                line.push(piece(Ink::Title, number(value, look)));
                let ends = format!("   [{} {}]", number(low, look), number(high, look));
                line.push(piece(Ink::Faint, ends));
            }
            // Not zero: there was nothing to get right or wrong.
            _ => line.push(piece(Ink::Faint, "–")),
        }
        page.line(&line);
    }
    page.gap();
    page.paragraph(&[], &[], &[piece(Ink::Faint, look.word("eval.intervals"))]);
}

/// One line a report.
fn reports(page: &mut Page<'_>, reports: &[Scored]) {
    let look = page.look;
    let chosen = || OF_REPORTS.iter().filter_map(|key| Figure::ALL.into_iter().find(|figure| figure.key == *key));
    let mut rows: Vec<Vec<String>> =
        vec![vec![look.word("eval.report").to_owned(), look.word("eval.short.annotated").to_owned()]];
    rows[0].extend(chosen().map(|figure| look.word(&format!("eval.short.{}", figure.key)).to_owned()));
    for report in reports {
        let mut row = vec![report.name.clone(), report.tally.annotated.to_string()];
        row.extend(chosen().map(|figure| figure.of(&report.tally).map_or_else(|| "–".to_owned(), |value| number(value, look))));
        rows.push(row);
    }
    let wide = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| columns(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..OF_REPORTS.len() + 2).map(wide).collect();
    for (at, row) in rows.iter().enumerate() {
        let ink = if at == 0 { Ink::Faint } else { Ink::Plain };
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let space = " ".repeat(width - columns(cell));
            // Names begin on the left, numbers end on the right.
            line += &if column == 0 { format!("{cell}{space}") } else { format!("{}{space}{cell}", " ".repeat(GAP)) };
        }
        page.line(&[piece(ink, line)]);
    }
    page.gap();
}

fn differences(page: &mut Page<'_>, report: &Scored) {
    page.line(&[piece(Ink::Title, report.name.clone())]);
    page.gap();
    let label = |kind: DifferenceKind| page.look.word(&format!("eval.kind.{}", kind.as_str())).to_owned();
    let width = DifferenceKind::ALL.into_iter().map(|kind| columns(&label(kind))).max().unwrap_or(0) + GAP;
    let margin = [piece(Ink::Plain, " ".repeat(width))];
    let bar = [margin.as_slice(), &[piece(Ink::Faint, "│ ")]].concat();
    let mut next = report.differences.iter().peekable();
    while let Some(difference) = next.next() {
        let words = label(difference.kind);
        let gap = " ".repeat(width - columns(&words));
        page.paragraph(&[piece(Ink::Mark, words), piece(Ink::Plain, gap)], &margin, &told(difference, page.look));
        // The clause stands once below all that is wrong in it.
        if next.peek().is_none_or(|next| (&next.event, &next.read) != (&difference.event, &difference.read)) {
            page.paragraph(&bar, &bar, &[piece(Ink::Plain, difference.clause.clone())]);
        }
    }
    page.gap();
}

/// «7 «задержаны»: expected COERCE.arrest, found –».
fn told(difference: &Difference, look: &Look) -> Vec<Piece> {
    let ids = [&difference.event, &difference.read].into_iter().flatten().cloned().collect::<Vec<_>>().join("/");
    let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    let both = [("expected", &side(&difference.expected)), ("found", &side(&difference.found))];
    let [expected, found] = both.map(|(name, value)| look.say(&format!("eval.{name}"), &[("what", value)]));
    vec![
        piece(Ink::Faint, format!("{ids} ")),
        piece(Ink::Title, format!("«{}»", difference.trigger)),
        piece(Ink::Plain, format!(": {expected}, {found}")),
    ]
}

/// A figure with three decimals and the decimal mark of the language.
fn number(value: f64, look: &Look) -> String {
    format!("{value:.3}").replace('.', look.word("number.point"))
}
