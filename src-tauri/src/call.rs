//! The one command.

use daymark_api::{ApiError, Audience, Caller, Code};
use daymark_host::App;
use serde_json::Value;
use tauri::{AppHandle, Manager, State, WebviewWindow};

use crate::{places, windows};

/// The application, or why it could not be opened.
pub enum Core {
    Open(App),
    Shut(ApiError),
}

impl Core {
    pub fn app(&self) -> Option<&App> {
        match self {
            Core::Open(app) => Some(app),
            Core::Shut(_) => None,
        }
    }
}

/// Answers one call of the catalogue for the window that makes it.
#[tauri::command]
pub async fn call(
    window: WebviewWindow,
    core: State<'_, Core>,
    name: String,
    body: Option<Value>,
) -> Result<Value, ApiError> {
    let audience = audience(window.label())?;
    if audience == Audience::MainWindow {
        places::page_is_up(window.app_handle());
    }
    match &*core {
        Core::Open(app) => {
            let body = body.unwrap_or_else(|| Value::Object(Default::default()));
            daymark_api::dispatch(app, Caller::person(audience), &name, body).await
        }
        Core::Shut(error) => Err(error.clone()),
    }
}

/// Who is calling, by the window's label. Other windows may not call at all.
fn audience(label: &str) -> Result<Audience, ApiError> {
    match label {
        windows::MAIN => Ok(Audience::MainWindow),
        windows::CAPTURE => Ok(Audience::CaptureWindow),
        _ => Err(ApiError::new(Code::Refused, "this window may not call")),
    }
}

/// Makes a call on behalf of the person in the main window, for the shell's own needs.
pub async fn ask<C: daymark_api::Call>(handle: &AppHandle, call: C) -> Result<C::Reply, ApiError>
where
    App: daymark_api::Handle<C>,
{
    let core = handle.state::<Core>();
    match &*core {
        Core::Open(app) => daymark_api::Handle::handle(app, Caller::person(Audience::MainWindow), call).await,
        Core::Shut(error) => Err(error.clone()),
    }
}
