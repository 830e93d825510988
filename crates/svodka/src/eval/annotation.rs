//! The annotation as people write it: JSON whose events quote the text.

use super::fault::{Fault, Problem};
use serde_json::{Map, Value};

/// An annotated report as written, its quotes not yet looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    fields: Map<String, Value>,
}

impl Annotation {
    /// Takes up the text of an annotation file. What it must have to be scored at all is an object with `events`.
    pub fn parse(json: &str) -> Result<Annotation, Fault> {
        let fault = |problem| Fault { event: None, problem };
        match serde_json::from_str(json) {
            Ok(Value::Object(fields)) => match fields.get("events") {
                Some(Value::Array(_)) => Ok(Annotation { fields }),
                Some(_) => Err(fault(Problem::Form("events"))),
                None => Err(fault(Problem::Missing("events"))),
            },
            Ok(_) => Err(fault(Problem::Form("file"))),
            Err(error) => Err(fault(Problem::NotJson(error.to_string()))),
        }
    }

    /// When the report was published, as written.
    pub fn published(&self) -> Option<&str> {
        self.filled("published")
    }

    /// Who published the report.
    pub fn outlet(&self) -> Option<&str> {
        self.filled("outlet")
    }

    fn filled(&self, key: &str) -> Option<&str> {
        self.fields.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty())
    }

    pub(super) fn events(&self) -> &[Value] {
        self.fields.get("events").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The fields beside the events.
    pub(super) fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }
}

/// The fields of one object; what is wrong with them is collected.
pub(super) struct Fields<'a> {
    fields: &'a Map<String, Value>,
    event: Option<&'a str>,
    pub(super) faults: &'a mut Vec<Fault>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(fields: &'a Map<String, Value>, event: Option<&'a str>, faults: &'a mut Vec<Fault>) -> Fields<'a> {
        Fields { fields, event, faults }
    }

    pub(super) fn wrong(&mut self, problem: Problem) {
        self.faults.push(Fault { event: self.event.map(str::to_owned), problem });
    }

    /// A value; null says no more than a missing one.
    pub(super) fn value(&self, key: &str) -> Option<&'a Value> {
        self.fields.get(key).filter(|value| !value.is_null())
    }

    /// A text that may be missing; a blank one says no more than that.
    pub(super) fn text(&mut self, key: &'static str) -> Option<&'a str> {
        let value = self.value(key)?;
        match value.as_str() {
            Some(text) => Some(text).filter(|text| !text.trim().is_empty()),
            None => {
                self.wrong(Problem::Form(key));
                None
            }
        }
    }

    /// A text that must be there.
    pub(super) fn required(&mut self, key: &'static str) -> Option<&'a str> {
        let before = self.faults.len();
        let text = self.text(key);
        if text.is_none() && self.faults.len() == before {
            self.wrong(Problem::Missing(key));
        }
        text
    }

    /// A list that may be missing.
    pub(super) fn list(&mut self, key: &'static str) -> &'a [Value] {
        match self.value(key) {
            None => &[],
            Some(Value::Array(list)) => list,
            Some(_) => {
                self.wrong(Problem::Form(key));
                &[]
            }
        }
    }

    /// An object that may be missing.
    pub(super) fn pairs(&mut self, key: &'static str) -> Vec<(&'a String, &'a Value)> {
        match self.value(key) {
            None => Vec::new(),
            Some(Value::Object(pairs)) => pairs.iter().collect(),
            Some(_) => {
                self.wrong(Problem::Form(key));
                Vec::new()
            }
        }
    }

    /// True or false; false where it is missing.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        match self.value(key) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => {
                self.wrong(Problem::Form(key));
                false
            }
        }
    }
}

/// The identifier of an event, a number or a word.
pub(super) fn id(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    }
}
