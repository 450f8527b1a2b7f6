use daymark_agent::{Instruction, Remedy, ToolSpec};
use serde_json::json;
use tokio::time::Instant;

use super::*;

fn prompt(text: &str) -> Prompt {
    Prompt {
        messages: vec![Instruction { role: Role::User, text: text.into(), calls: vec![], answers: None }],
        ..Prompt::default()
    }
}

async fn ask(prompt: Prompt) -> (String, Vec<ToolCall>, Option<ModelError>) {
    let (mut text, mut calls) = (String::new(), Vec::new());
    let mut stream = match Scripted::demo().stream(prompt).await {
        Ok(stream) => stream,
        Err(error) => return (text, calls, Some(error)),
    };
    while let Some(chunk) = stream.next().await {
        match chunk {
            Ok(Chunk::Text(piece)) => text.push_str(&piece),
            Ok(Chunk::Call(call)) => calls.push(call),
            Ok(Chunk::Usage(_)) => {}
            Err(error) => return (text, calls, Some(error)),
        }
    }
    (text, calls, None)
}

#[tokio::test]
async fn the_demo_greets_and_is_honest_about_itself() {
    assert!(ask(prompt("Good morning!")).await.0.starts_with("Hello!"));
    assert!(ask(prompt("Explain quantum gravity")).await.0.contains("only the demo model"));
    assert!(Scripted::demo().info().local);
    assert_eq!(Scripted::demo().offered().await, Ok(vec!["scripted-demo".to_owned()]));
}

#[tokio::test]
async fn the_demo_calls_a_tool_when_it_has_one() {
    let mut asked = prompt("Please use a tool to add 'Buy oats'.");
    assert!(ask(asked.clone()).await.1.is_empty(), "no tool is offered");
    asked.tools.push(ToolSpec { name: "task_add".into(), description: String::new(), schema: json!({}) });
    let (_, calls, _) = ask(asked.clone()).await;
    let expected = ToolCall {
        id: "call_1".into(),
        name: "task_add".into(),
        arguments: r#"{"title":"Buy oats"}"#.into(),
    };
    assert_eq!(calls, [expected]);

    let tool =
        Instruction { role: Role::Tool, text: "{}".into(), calls: vec![], answers: Some("call_1".into()) };
    asked.messages.push(Instruction { role: Role::Assistant, calls, ..tool.clone() });
    asked.messages.push(tool);
    let (text, calls, _) = ask(asked).await;
    assert!(text.contains("the tool answered") && calls.is_empty(), "it does not go in circles");
}

#[tokio::test]
async fn the_demo_breaks_a_goal_down() {
    let mut asked = prompt("Run a 10k by June");
    asked.answer_schema = Some(json!({"type": "object", "required": ["steps"], "properties": {
    "steps": {"type": "array", "minItems": 5, "maxItems": 12, "items": {
        "type": "object", "required": ["title", "minutes"], "properties": {
            "title": {"type": "string"}, "minutes": {"type": "integer"}, "needs": {"type": ["integer", "null"]}
        }}}}}));
    let answer: Value = serde_json::from_str(&ask(asked).await.0).unwrap();
    let steps = answer["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 5);
    assert!(steps[0]["minutes"].as_u64().unwrap() <= 15, "the first step is small");
    assert_eq!((&steps[0]["needs"], &steps[1]["needs"]), (&json!(null), &json!(0)));
}

#[tokio::test(start_paused = true)]
async fn the_demo_fails_on_demand() {
    for (said, remedy) in [
        ("[fail 500]", Remedy::TryAnother),
        ("[fail 401]", Remedy::SignIn),
        ("[fail 402]", Remedy::Pay),
        ("[fail 413]", Remedy::Shorten),
        ("[fail 429]", Remedy::Wait { seconds: Some(3) }),
        ("[garbage]", Remedy::GiveUp),
        ("[stall]", Remedy::TryAnother),
        ("[cut]", Remedy::TryAnother),
    ] {
        let began = Instant::now();
        let (text, _, error) = ask(prompt(said)).await;
        assert_eq!(error.unwrap().remedy, remedy, "{said}");
        assert_eq!(text.is_empty(), !matches!(said, "[stall]" | "[cut]"), "{said}: {text}");
        let waits = said == "[stall]";
        assert_eq!(began.elapsed().as_secs(), if waits { 20 } else { 0 }, "{said}");
    }
    let began = Instant::now();
    assert!(ask(prompt("[slow]")).await.0.contains("slowly"));
    assert_eq!(began.elapsed().as_millis(), 1500 + 14 * 250);
}

#[test]
fn a_script_with_a_mistake_is_refused() {
    for script in ["", "{}", r#"{"rules": [{"then": [{"sey": "x"}]}]}"#, r#"{"rules": [], "x": 1}"#] {
        assert!(Script::parse(script).is_err(), "{script}");
    }
    Script::demo();
}

#[tokio::test]
async fn a_script_without_a_fitting_rule_says_nothing() {
    let model = Scripted::new("Test", Script::parse(r#"{"rules": []}"#).unwrap());
    assert_eq!(model.stream(prompt("x")).await.err().unwrap().remedy, Remedy::GiveUp);
}
