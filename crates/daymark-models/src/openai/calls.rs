use daymark_agent::ToolCall;
use serde::Deserialize;
use serde_json::Value;

/// No honest model calls more tools at once.
const MOST: usize = 64;

/// A piece of a tool call, as servers send it. Everything may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CallPiece {
    pub index: Option<u64>,
    pub id: Option<String>,
    pub function: Option<FunctionPiece>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FunctionPiece {
    pub name: Option<String>,
    /// A text, or from some servers the arguments themselves.
    pub arguments: Option<Value>,
}

/// Puts the pieces of tool calls together.
#[derive(Debug, Default)]
pub(super) struct Calls {
    calls: Vec<(Option<u64>, ToolCall)>,
}

impl Calls {
    pub(super) fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// `false`: there are more calls than anybody means.
    pub(super) fn add(&mut self, piece: CallPiece) -> bool {
        let id = piece.id.unwrap_or_default();
        let function = piece.function.unwrap_or_default();
        let name = function.name.unwrap_or_default();
        let at = match self.place(piece.index, &id, &name) {
            Some(at) => at,
            None if self.calls.len() >= MOST => return false,
            None => {
                let call = ToolCall { id: String::new(), name: String::new(), arguments: String::new() };
                self.calls.push((piece.index, call));
                self.calls.len() - 1
            }
        };
        let Some((_, call)) = self.calls.get_mut(at) else { return true };
        if call.id.is_empty() {
            call.id = id;
        }
        // Some repeat the name with every piece.
        if call.name.is_empty() {
            call.name = name;
        }
        match function.arguments {
            Some(Value::String(text)) => call.arguments.push_str(&text),
            None | Some(Value::Null) => {}
            Some(value) => call.arguments.push_str(&value.to_string()),
        }
        true
    }

    /// The call that a piece belongs to: by its index, or without one the last call, unless the piece begins
    /// another. Some servers give every call the same index; then the ids tell them apart.
    fn place(&self, index: Option<u64>, id: &str, name: &str) -> Option<usize> {
        let same_id = |call: &ToolCall| id.is_empty() || call.id.is_empty() || call.id == id;
        if index.is_some() {
            let at = self.calls.iter().rposition(|(other, _)| *other == index)?;
            return self.calls.get(at).filter(|(_, call)| same_id(call)).map(|_| at);
        }
        let (_, last) = self.calls.last()?;
        let goes_on = if id.is_empty() { name.is_empty() || last.name.is_empty() } else { last.id == id };
        goes_on.then(|| self.calls.len() - 1)
    }

    /// The calls in the order they began; what has no name is left out, and missing ids are made up.
    pub(super) fn take(&mut self) -> Vec<ToolCall> {
        let calls = std::mem::take(&mut self.calls).into_iter().map(|(_, call)| call);
        let mut calls: Vec<ToolCall> = calls.filter(|call| !call.name.is_empty()).collect();
        for (number, call) in calls.iter_mut().enumerate() {
            if call.id.is_empty() {
                call.id = format!("call_{}", number + 1);
            }
            if call.arguments.trim().is_empty() {
                call.arguments = "{}".to_owned();
            }
        }
        calls
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Pieces in, `id name arguments` out.
    fn check(pieces: Value, expected: &[&str]) {
        let mut calls = Calls::default();
        for piece in serde_json::from_value::<Vec<CallPiece>>(pieces).unwrap() {
            assert!(calls.add(piece));
        }
        let made: Vec<String> = calls
            .take()
            .into_iter()
            .map(|call| format!("{} {} {}", call.id, call.name, call.arguments))
            .collect();
        assert_eq!(made, expected);
    }

    #[test]
    fn pieces_are_put_together_by_index() {
        check(
            json!([
                {"index": 0, "id": "a", "function": {"name": "f", "arguments": ""}},
                {"index": 1, "id": "b", "function": {"name": "g", "arguments": "{\"x\""}},
                {"index": 0, "function": {"arguments": "{}"}},
                {"index": 1, "function": {"arguments": ":1}"}},
            ]),
            &["a f {}", "b g {\"x\":1}"],
        );
    }

    #[test]
    fn odd_servers_are_understood() {
        // No index, whole calls.
        check(
            json!([{"id": "a", "function": {"name": "f", "arguments": "{}"}},
                   {"id": "b", "function": {"name": "f", "arguments": "{}"}}]),
            &["a f {}", "b f {}"],
        );
        // No index and no id.
        check(
            json!([{"function": {"name": "f", "arguments": "{\"x\":"}}, {"function": {"arguments": "1}"}},
                   {"function": {"name": "f"}}]),
            &["call_1 f {\"x\":1}", "call_2 f {}"],
        );
        // The same index for every call.
        check(
            json!([{"index": 0, "id": "a", "function": {"name": "f", "arguments": "{}"}},
                   {"index": 0, "id": "b", "function": {"name": "g", "arguments": "{}"}}]),
            &["a f {}", "b g {}"],
        );
        // Id and name with every piece; an empty id later.
        check(
            json!([{"index": 0, "id": "a", "function": {"name": "f", "arguments": "{"}},
                   {"index": 0, "id": "a", "function": {"name": "f", "arguments": "}"}},
                   {"index": 0, "id": "", "function": {"name": null, "arguments": null}}]),
            &["a f {}"],
        );
        // Arguments as they are.
        check(json!([{"function": {"name": "f", "arguments": {"x": 1}}}]), &["call_1 f {\"x\":1}"]);
        // No name at all.
        check(json!([{"index": 0, "id": "a"}, {}]), &[]);
    }

    #[test]
    fn there_is_an_end_to_it() {
        let mut calls = Calls::default();
        let piece = |n: u64| CallPiece { index: Some(n), ..CallPiece::default() };
        assert!((0..64).all(|n| calls.add(piece(n))));
        assert!(!calls.add(piece(64)));
    }
}
