//! The shell: windows, tray, shortcuts, notifications and links around the application.
//!
//! It carries bytes and decides nothing about the product. One command, `call`, reaches the
//! catalogue with the audience of the window that asks; notices go to the windows as the event
//! `notice`. Links and arguments from outside never write anything: at most they open quick add
//! with the text filled in.

mod call;
mod notices;
mod places;
mod reminders;
mod texts;
mod windows;

#[cfg(desktop)]
mod desktop;
#[cfg(target_os = "linux")]
mod graphics;

use std::path::PathBuf;

use daymark_api::GetSettings;
use daymark_host::{LogTo, Options};
use tauri::{AppHandle, Manager, RunEvent};

use call::Core;

#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    #[cfg(target_os = "linux")]
    graphics::choose();

    let builder = tauri::Builder::default();
    #[cfg(desktop)]
    let builder = desktop::plugins(builder);
    let app = builder
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_deep_link::init())
        .manage(places::Waiting::default())
        .manage(texts::Spoken::default())
        .invoke_handler(tauri::generate_handler![call::call])
        .on_window_event(windows::on_event)
        .setup(|app| {
            let handle = app.handle();
            handle.manage(tauri::async_runtime::block_on(open(handle)));
            tauri::async_runtime::block_on(choose_language(handle));
            windows::make_main(handle)?;
            places::listen(handle);
            notices::forward(handle);
            reminders::listen(handle);
            #[cfg(desktop)]
            desktop::furnish(handle);
            Ok(())
        })
        .build(tauri::generate_context!())
        .expect("the window system answers and the configuration is well-formed");
    app.run(|handle, event| {
        if let RunEvent::Exit = event
            && let Some(app) = handle.state::<Core>().app()
        {
            tauri::async_runtime::block_on(app.close());
        }
    });
}

/// Opens the application. What goes wrong is kept: the window opens all the same and says it.
async fn open(handle: &AppHandle) -> Core {
    let options = Options {
        data: data_folder(handle),
        key_file: from_environment("DAYMARK_KEY_FILE"),
        log: if cfg!(debug_assertions) { LogTo::Stderr } else { LogTo::File },
        ..Options::default()
    };
    match daymark_host::open(options).await {
        Ok(app) => {
            app.start_jobs();
            Core::Open(app)
        }
        Err(error) => {
            tracing::error!(code = ?error.code, "the application cannot be opened");
            Core::Shut(error)
        }
    }
}

/// Before anything is named: buttons and menus are declared once.
async fn choose_language(handle: &AppHandle) {
    if let Ok(settings) = call::ask(handle, GetSettings {}).await {
        texts::speak(handle, &settings.language);
    }
}

/// `--data DIR`, else the environment, else what the host takes as usual.
#[cfg(desktop)]
fn data_folder(_: &AppHandle) -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip_while(|word| word != "--data").skip(1);
    arguments.next().map(PathBuf::from).or_else(|| from_environment("DAYMARK_DATA"))
}

/// On a phone the system says where an app may write.
#[cfg(mobile)]
fn data_folder(handle: &AppHandle) -> Option<PathBuf> {
    handle.path().app_data_dir().ok()
}

#[allow(clippy::disallowed_methods, reason = "the edge of the program, like the command line's")]
fn from_environment(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
