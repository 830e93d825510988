//! Dates of publication: RFC 3339, checked against the calendar.

use jiff::civil::{Date, Time};

/// Years in which a report can have been published: newspapers are no older, and no report comes from far ahead.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2199;

/// The date or date-time in RFC 3339's own spelling. A time without seconds or offset names no instant: its date is kept.
pub(crate) fn normalize(text: &str) -> Option<String> {
    let text = text.trim();
    let date = text.get(..10).filter(|date| shaped(date, "dddd-dd-dd"))?;
    date.parse::<Date>().ok().filter(|date| YEARS.contains(&date.year()))?;
    let Some(rest) = text.get(10..).filter(|rest| !rest.is_empty()) else { return Some(date.to_owned()) };
    let time = rest.strip_prefix(['T', 't', ' '])?;
    let end = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, offset) = time.split_at_checked(end)?;
    let seconds = clock.get(..8).is_some_and(|clock| shaped(clock, "dd:dd:dd"));
    let fraction = clock.get(8..).is_none_or(|rest| {
        rest.is_empty() || rest.strip_prefix('.').is_some_and(|fraction| !fraction.is_empty() && digits(fraction))
    });
    let sound = if seconds { fraction } else { shaped(clock, "dd:dd") };
    clock.parse::<Time>().ok().filter(|_| sound)?;
    match offset {
        "" => Some(date.to_owned()),
        "Z" | "z" => Some(if seconds { format!("{date}T{clock}Z") } else { date.to_owned() }),
        offset => {
            let hours: u8 = offset.get(1..3)?.parse().ok()?;
            let minutes: u8 = offset.get(4..6)?.parse().ok()?;
            let sound = shaped(offset.get(1..)?, "dd:dd") && hours < 24 && minutes < 60;
            sound.then(|| if seconds { format!("{date}T{clock}{offset}") } else { date.to_owned() })
        }
    }
}

/// True where a text has a digit for each `d` of the shape and its other characters as they are.
fn shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(|(b, s)| if s == b'd' { b.is_ascii_digit() } else { b == s })
}

fn digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_instants_are_kept() {
        for text in [
            "2022-01-05",
            "2024-02-29",
            "2022-01-05T18:30:00Z",
            "2022-01-05T18:30:00+06:00",
            "2022-01-05T18:30:00.25-03:30",
            "1703-01-02",
        ] {
            assert_eq!(normalize(text).as_deref(), Some(text));
        }
        assert_eq!(normalize(" 2022-01-05 18:30:00z ").as_deref(), Some("2022-01-05T18:30:00Z"));
    }

    #[test]
    fn a_time_that_is_no_instant_leaves_its_date() {
        for text in ["2022-01-05T18:30", "2022-01-05 18:30:15", "2022-01-05T18:30+03:00"] {
            assert_eq!(normalize(text).as_deref(), Some("2022-01-05"), "{text}");
        }
    }

    #[test]
    fn absurd_dates_are_refused() {
        for text in [
            "",
            "вчера",
            "05.01.2022",
            "2022-13-01",
            "2022-02-30",
            "2023-02-29",
            "2022-1-5",
            "22-01-05",
            "0000-01-01",
            "9999-12-31",
            "2022-01-05T",
            "2022-01-05T25:00:00Z",
            "2022-01-05T18:60:00Z",
            "2022-01-05T18:30:00+25:00",
            "2022-01-05T18:30:00+0600",
            "2022-01-05T18:30:00.Z",
            "2022-01-05X18:30:00Z",
            "2022-01-05T18:30:00Z[Asia/Almaty]",
            "2022-01-05Й",
            "2022-01-0５",
            "+022-01-05",
            "2022-01-05T18:30:00é",
        ] {
            assert_eq!(normalize(text), None, "{text}");
        }
    }
}
