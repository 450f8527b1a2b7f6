use daymark_agent::{Instruction, ModelInfo, Prompt, Role};
use serde_json::{Map, Value, json};

/// The body of a request for a streamed answer.
pub(super) fn body(info: &ModelInfo, host: &str, prompt: &Prompt) -> Value {
    let mut body = Map::new();
    body.insert("model".to_owned(), json!(info.model));
    body.insert("messages".to_owned(), prompt.messages.iter().map(message).collect());
    body.insert("stream".to_owned(), json!(true));
    body.insert("stream_options".to_owned(), json!({"include_usage": true}));
    if info.tools && !prompt.tools.is_empty() {
        let tool = |tool: &daymark_agent::ToolSpec| {
            json!({"type": "function", "function": {
                "name": tool.name, "description": tool.description, "parameters": tool.schema,
            }})
        };
        body.insert("tools".to_owned(), prompt.tools.iter().map(tool).collect());
    }
    if let Some(schema) = &prompt.answer_schema {
        let format = json!({"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}});
        body.insert("response_format".to_owned(), format);
    }
    if let Some(most) = prompt.max_tokens {
        // OpenAI renamed the field and refuses the old name for its newer models; others know only the old.
        let field = if host == "api.openai.com" { "max_completion_tokens" } else { "max_tokens" };
        body.insert(field.to_owned(), json!(most));
    }
    if let Some(temperature) = prompt.temperature {
        body.insert("temperature".to_owned(), json!(temperature));
    }
    Value::Object(body)
}

fn message(message: &Instruction) -> Value {
    let role = match message.role {
        Role::System => "system",
        Role::User => "user",
        Role::Assistant => "assistant",
        Role::Tool => "tool",
    };
    let call = |call: &daymark_agent::ToolCall| {
        json!({"id": call.id, "type": "function",
               "function": {"name": call.name, "arguments": call.arguments}})
    };
    // OpenAI wants no text rather than an empty one beside calls.
    let silent = message.text.is_empty() && !message.calls.is_empty();
    let mut out = Map::new();
    out.insert("role".to_owned(), json!(role));
    out.insert("content".to_owned(), if silent { Value::Null } else { json!(message.text) });
    if !message.calls.is_empty() {
        out.insert("tool_calls".to_owned(), message.calls.iter().map(call).collect());
    }
    if let Some(id) = &message.answers {
        out.insert("tool_call_id".to_owned(), json!(id));
    }
    Value::Object(out)
}

#[cfg(test)]
mod tests {
    use daymark_agent::{ToolCall, ToolSpec};

    use super::*;

    fn info(tools: bool) -> ModelInfo {
        ModelInfo { provider: "Box".into(), model: "m".into(), local: true, tools }
    }

    fn prompt() -> Prompt {
        let plain = |role, text: &str| Instruction { role, text: text.into(), calls: vec![], answers: None };
        let call = ToolCall { id: "c1".into(), name: "task_add".into(), arguments: "{}".into() };
        Prompt {
            messages: vec![
                plain(Role::System, "Be brief."),
                plain(Role::User, "Add oats"),
                Instruction { calls: vec![call], ..plain(Role::Assistant, "") },
                Instruction { answers: Some("c1".into()), ..plain(Role::Tool, "done") },
            ],
            tools: vec![ToolSpec {
                name: "task_add".into(),
                description: "Adds a task".into(),
                schema: json!({"type": "object"}),
            }],
            answer_schema: Some(json!({"type": "object"})),
            max_tokens: Some(9),
            temperature: Some(0.5),
        }
    }

    #[test]
    fn a_prompt_becomes_a_request() {
        let expected = json!({
            "model": "m",
            "messages": [
                {"role": "system", "content": "Be brief."},
                {"role": "user", "content": "Add oats"},
                {"role": "assistant", "content": null, "tool_calls": [
                    {"id": "c1", "type": "function", "function": {"name": "task_add", "arguments": "{}"}}]},
                {"role": "tool", "content": "done", "tool_call_id": "c1"},
            ],
            "stream": true,
            "stream_options": {"include_usage": true},
            "tools": [{"type": "function", "function": {
                "name": "task_add", "description": "Adds a task", "parameters": {"type": "object"}}}],
            "response_format": {"type": "json_schema",
                "json_schema": {"name": "answer", "schema": {"type": "object"}}},
            "max_tokens": 9,
            "temperature": 0.5,
        });
        assert_eq!(body(&info(true), "localhost", &prompt()), expected);
    }

    #[test]
    fn servers_differ() {
        let sent = body(&info(false), "api.openai.com", &prompt());
        assert_eq!(sent.get("tools"), None, "a model without tools is told of none");
        assert_eq!((sent.get("max_tokens"), sent.get("max_completion_tokens")), (None, Some(&json!(9))));
    }
}
