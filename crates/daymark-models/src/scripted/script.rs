use std::collections::BTreeMap;

use daymark_agent::Prompt;
use serde::Deserialize;
use serde_json::Value;

use super::{last_said, pattern};

/// What a scripted model says to what. The first rule that fits is played.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// The name of the model.
    #[serde(default = "unnamed")]
    pub name: String,
    pub rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    #[serde(default)]
    pub when: When,
    pub then: Vec<Step>,
}

/// Conditions, all of which must hold. Without any, a rule fits everything but the answer of a tool.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// One of these stands in the person's last message. Case does not matter, words are matched whole, and
    /// `{name}` catches what stands between or up to the end of the sentence.
    pub said: Vec<String>,
    /// This tool is offered.
    pub tool: Option<String>,
    /// An answer of a given shape is asked for (or, with `false`, is not).
    pub schema: Option<bool>,
    /// The last message is the answer of a tool.
    pub after_tool: bool,
}

/// One thing a scripted model does.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Step {
    /// Says a text word by word, with `pace_ms` milliseconds between two words.
    Say {
        say: String,
        #[serde(default)]
        pace_ms: u64,
    },
    /// Calls a tool.
    Call {
        call: String,
        #[serde(default = "nothing")]
        arguments: Value,
    },
    /// Answers in the shape that is asked for; what is given here is used for fields of these names.
    Answer {
        answer: BTreeMap<String, Vec<Value>>,
    },
    Wait {
        wait_ms: u64,
    },
    /// What a server would have counted: tokens of the prompt and of the answer. Without this they are
    /// estimated.
    Count {
        count: (u32, u32),
    },
    /// Fails as a server with this HTTP status does.
    Fail {
        fail: String,
        #[serde(default)]
        retry_after: Option<u32>,
        #[serde(default)]
        code: Option<String>,
    },
    /// Sends what is no answer.
    Garbage {
        garbage: bool,
    },
    /// Breaks off.
    Cut {
        cut: bool,
    },
    /// Says nothing more until nobody waits any longer.
    Stall {
        stall: bool,
    },
}

#[derive(Debug, thiserror::Error)]
#[error("The script is not understood: {0}.")]
pub struct ScriptError(#[from] serde_json::Error);

impl Script {
    /// Reads a script written as JSON.
    pub fn parse(json: &str) -> Result<Script, ScriptError> {
        Ok(serde_json::from_str(json)?)
    }

    /// The script that ships.
    pub fn demo() -> Script {
        Script::parse(include_str!("demo.json")).expect("the script that ships is read by a test")
    }
}

impl When {
    /// What the pattern caught, if everything fits.
    pub(super) fn fits(&self, prompt: &Prompt) -> Option<BTreeMap<String, String>> {
        let (said, after_tool) = last_said(prompt);
        let tool = self.tool.as_ref().is_none_or(|name| prompt.tools.iter().any(|tool| tool.name == *name));
        let schema = self.schema.is_none_or(|asked| asked == prompt.answer_schema.is_some());
        if !tool || !schema || self.after_tool != after_tool {
            return None;
        }
        if self.said.is_empty() {
            return Some(BTreeMap::new());
        }
        self.said.iter().find_map(|wanted| pattern::find(wanted, said))
    }
}

fn unnamed() -> String {
    "scripted".to_owned()
}

fn nothing() -> Value {
    Value::Object(serde_json::Map::new())
}
