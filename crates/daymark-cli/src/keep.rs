//! `models`, `settings` and `doctor`.

use std::collections::BTreeMap;

use daymark_api::{
    AddProvider, ApiError, Code, EditSettings, GetSettings, Health, ListProviders, ProviderKind,
    ProviderView, RemoveProvider, RunDoctor, TestProvider,
};
use serde_json::Value;

use crate::args::ModelsVerb;
use crate::out::{Cell, Look, Table, quiet, strong};
use crate::session::{Answer, Session, read_secret_line};

pub async fn models(session: &mut Session, verb: ModelsVerb) -> Answer {
    match verb {
        ModelsVerb::List => {
            let providers = session.ask(ListProviders {}).await?;
            print_providers(session, &providers);
        }
        ModelsVerb::Add { name, url, model, key_stdin, scripted } => {
            let key = if key_stdin { Some(read_secret_line()?) } else { None };
            let kind = if scripted { ProviderKind::Scripted } else { ProviderKind::OpenaiCompatible };
            let call = AddProvider {
                name,
                kind,
                url: url.unwrap_or_default(),
                model: model.unwrap_or_default(),
                key,
            };
            let provider = session.ask(call).await?;
            if session.out.json() {
                session.out.value(&provider);
            } else {
                print_providers(session, std::slice::from_ref(&provider));
            }
        }
        ModelsVerb::Test { name } => {
            let test = session.ask(TestProvider { name: name.clone() }).await?;
            if session.out.json() {
                session.out.value(&test);
            } else {
                session.out.line(format!("{} ({} ms)", test.message, test.milliseconds));
                for model in &test.models {
                    session.out.cells([quiet(format!("  {model}"))]);
                }
            }
            if !test.ok {
                return Err(ApiError::new(Code::Unavailable, format!("'{name}' does not answer."))
                    .hint("Check the address, the key and that the server runs."));
            }
        }
        ModelsVerb::Remove { name } => {
            let left = session.ask(RemoveProvider { name }).await?;
            print_providers(session, &left);
        }
    }
    Ok(())
}

fn print_providers(session: &mut Session, providers: &[ProviderView]) {
    if session.out.json() {
        session.out.values(providers);
        return;
    }
    if providers.is_empty() {
        session.out.line("No model is set up; the assistant answers by rules.");
        session.out.cells([quiet("  daymark models add NAME --url http://127.0.0.1:11434/v1 adds one.")]);
    }
    let mut table = Table::new(&["NAME", "MODEL", "ADDRESS", "KEY", "WHERE"]).giving(2);
    for provider in providers {
        let address = match provider.kind {
            ProviderKind::OpenaiCompatible => provider.url.as_str(),
            ProviderKind::Scripted => "built in",
        };
        table.row([
            strong(&provider.name),
            Cell::from(&provider.model),
            quiet(address),
            quiet(if provider.has_key { "kept" } else { "none" }),
            quiet(if provider.local { "this device" } else { "leaves this device" }),
        ]);
    }
    session.out.table(&table);
}

pub async fn settings(session: &mut Session, setting: Option<String>) -> Answer {
    let settings = session.ask(GetSettings {}).await?;
    let Ok(Value::Object(all)) = serde_json::to_value(&settings) else {
        return Err(ApiError::new(Code::Internal, "The settings cannot be written."));
    };
    let Some(setting) = setting else {
        if session.out.json() {
            session.out.value(&settings);
            return Ok(());
        }
        let mut table = Table::default();
        for (key, value) in &all {
            table.row([Cell::from(key), Cell::new(plain(value), Look::Tide)]);
        }
        session.out.table(&table);
        return Ok(());
    };
    let (key, value) = match setting.split_once('=') {
        Some((key, value)) => (key.trim(), Some(value.trim())),
        None => (setting.trim(), None),
    };
    let Some(now) = all.get(key) else {
        let keys: Vec<&str> = all.keys().map(String::as_str).collect();
        return Err(ApiError::not_found(format!("There is no setting '{key}'."))
            .hint(format!("There are: {}.", keys.join(", "))));
    };
    let Some(value) = value else {
        print_setting(session, key, now);
        return Ok(());
    };
    let changes = BTreeMap::from([(key.to_owned(), typed(key, now, value)?)]);
    let changed = session.ask(EditSettings { settings: changes }).await?;
    let changed = serde_json::to_value(&changed).unwrap_or_default();
    print_setting(session, key, changed.get(key).unwrap_or(&Value::Null));
    Ok(())
}

fn print_setting(session: &mut Session, key: &str, value: &Value) {
    if session.out.json() {
        session.out.value(&BTreeMap::from([(key, value)]));
    } else {
        session.out.line(plain(value));
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) if text.is_empty() => "none".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The words as a value of the kind the setting has now.
fn typed(key: &str, now: &Value, words: &str) -> Answer<Value> {
    match now {
        Value::Bool(_) => match words.to_lowercase().as_str() {
            "yes" | "true" | "on" | "1" => Ok(Value::Bool(true)),
            "no" | "false" | "off" | "0" => Ok(Value::Bool(false)),
            _ => Err(ApiError::invalid(format!("'{key}' is yes or no."))),
        },
        Value::Number(_) => words
            .parse::<i64>()
            .map(Value::from)
            .map_err(|_| ApiError::invalid(format!("'{key}' is a number."))),
        _ => Ok(Value::String(words.to_owned())),
    }
}

pub async fn doctor(session: &mut Session) -> Answer {
    let diagnosis = session.ask(RunDoctor {}).await?;
    if session.out.json() {
        session.out.value(&diagnosis);
    } else {
        let mut table = Table::default();
        for check in &diagnosis.checks {
            let (mark, look) = match check.health {
                Health::Healthy => ("well", Look::Done),
                Health::Degraded => ("limited", Look::Lamp),
                Health::Unhealthy => ("not well", Look::Strong),
            };
            table.row([Cell::new(mark, look), Cell::from(&check.part), quiet(&check.message)]);
        }
        session.out.table(&table.giving(2));
    }
    match diagnosis.overall {
        Health::Unhealthy => {
            Err(ApiError::new(Code::Refused, "Something is not well.")
                .hint("The list above says what to do."))
        }
        Health::Healthy | Health::Degraded => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_setting_keeps_its_kind() {
        assert_eq!(typed("a", &json!(true), "no").unwrap(), json!(false));
        assert_eq!(typed("a", &json!(8), "9").unwrap(), json!(9));
        assert_eq!(typed("a", &json!(""), "9").unwrap(), json!("9"));
        assert!(typed("a", &json!(true), "maybe").is_err());
        assert!(typed("a", &json!(8), "x").is_err());
    }
}
