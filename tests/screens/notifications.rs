//! The desktop's side of notifications: it takes them in, and presses their buttons.

use std::collections::HashMap;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use zbus::connection::{Builder, Connection};
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;

const PATH: &str = "/org/freedesktop/Notifications";

/// One notification, as the desktop is asked to show it.
#[derive(Debug)]
pub struct Shown {
    pub id: u32,
    pub title: String,
    /// The names of the buttons, without their words.
    pub buttons: Vec<String>,
}

struct Server {
    last: u32,
    tell: UnboundedSender<Shown>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[allow(clippy::too_many_arguments, reason = "so says the specification")]
    fn notify(
        &mut self,
        _app: String,
        replaces: u32,
        _icon: String,
        title: String,
        _body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        self.last += 1;
        let id = if replaces == 0 { self.last } else { replaces };
        let buttons = actions.into_iter().step_by(2).collect();
        let _ = self.tell.send(Shown { id, title, buttons });
        id
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".into(), "body".into()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ("screens".into(), "daymark".into(), "1".into(), "1.2".into())
    }

    #[zbus(signal)]
    async fn action_invoked(to: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;
}

/// Takes the place of the desktop on the session bus.
pub struct Notifications {
    bus: Connection,
    told: UnboundedReceiver<Shown>,
}

impl Notifications {
    pub async fn listen() -> Notifications {
        let (tell, told) = unbounded_channel();
        let server = Server { last: 0, tell };
        let bus = Builder::session()
            .and_then(|bus| bus.name("org.freedesktop.Notifications"))
            .and_then(|bus| bus.serve_at(PATH, server))
            .expect("a session bus of our own");
        Notifications { bus: bus.build().await.expect("nobody else takes notifications"), told }
    }

    /// The next one.
    pub async fn next(&mut self) -> Shown {
        let shown = tokio::time::timeout(Duration::from_secs(30), self.told.recv()).await;
        shown.ok().flatten().expect("a notification comes")
    }

    /// Presses a button of it.
    pub async fn press(&self, shown: &Shown, button: &str) {
        let server = self.bus.object_server().interface::<_, Server>(PATH).await.unwrap();
        Server::action_invoked(server.signal_emitter(), shown.id, button).await.unwrap();
    }
}
