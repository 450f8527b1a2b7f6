//! The desktop around the window: its display, with keys and windows, and its tray.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, InputFocus, KEY_PRESS_EVENT,
    KEY_RELEASE_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use zbus::connection::{Builder, Connection};
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

const PATIENCE: Duration = Duration::from_secs(15);

pub const CTRL: u32 = 0xffe3;
pub const SHIFT: u32 = 0xffe1;
pub const SPACE: u32 = 0x20;

/// The X display the window is on.
pub struct Display {
    x: RustConnection,
    root: Window,
}

impl Display {
    pub fn open() -> Display {
        let (x, screen) = x11rb::connect(None).expect("a display of our own");
        let root = x.setup().roots[screen].root;
        Display { x, root }
    }

    /// Presses these keys (keysyms) one after the other and lets go of them.
    pub fn press(&self, keys: &[u32]) {
        let setup = self.x.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let map = self.x.get_keyboard_mapping(first, last - first + 1).unwrap().reply().unwrap();
        let width = usize::from(map.keysyms_per_keycode);
        let code = |key: &u32| {
            let at = map.keysyms.iter().position(|sym| sym == key).expect("the keyboard has that key");
            first + u8::try_from(at / width).unwrap()
        };
        let codes: Vec<u8> = keys.iter().map(code).collect();
        let send = |kind: u8, code: u8| {
            self.x.xtest_fake_input(kind, code, 0, self.root, 0, 0, 0).unwrap().check().unwrap();
        };
        codes.iter().for_each(|&code| send(KEY_PRESS_EVENT, code));
        codes.iter().rev().for_each(|&code| send(KEY_RELEASE_EVENT, code));
    }

    /// Waits until a window of that title is to be seen, or is not.
    pub async fn until_shown(&self, title: &str, wanted: bool) {
        let end = Instant::now() + PATIENCE;
        while self.shown(title) != wanted {
            assert!(Instant::now() < end, "the window '{title}' should be shown: {wanted}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Asks a window to close, as its cross does.
    pub fn close(&self, title: &str) {
        let window = self.find(title).expect("a window of that title");
        let data = [self.atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, self.atom("WM_PROTOCOLS"), data);
        self.x.send_event(false, window, EventMask::NO_EVENT, message).unwrap().check().unwrap();
    }

    /// Gives a window the keyboard, as a window manager does when another one goes away.
    pub fn focus(&self, title: &str) {
        let window = self.find(title).expect("a window of that title");
        self.x.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME).unwrap().check().unwrap();
    }

    fn atom(&self, name: &str) -> u32 {
        self.x.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom
    }

    fn shown(&self, title: &str) -> bool {
        self.find(title).is_some_and(|window| {
            let state = self.x.get_window_attributes(window).unwrap().reply();
            state.is_ok_and(|state| state.map_state == MapState::VIEWABLE)
        })
    }

    /// Without a window manager every window is a child of the root.
    fn find(&self, title: &str) -> Option<Window> {
        let windows = self.x.query_tree(self.root).unwrap().reply().unwrap().children;
        windows.into_iter().find(|&window| {
            let read = |property: u32, kind: u32| {
                self.x.get_property(false, window, property, kind, 0, 64).unwrap().reply()
            };
            let name = read(AtomEnum::WM_NAME.into(), AtomEnum::ANY.into());
            let named = name.is_ok_and(|name| name.value == title.as_bytes());
            // Only the outer window of the program can be asked to close.
            let outer = || read(self.atom("WM_PROTOCOLS"), AtomEnum::ATOM.into());
            named && outer().is_ok_and(|it| it.value_len > 0)
        })
    }
}

/// A host for tray icons (StatusNotifierItem), which keeps who came.
struct Watcher {
    tell: UnboundedSender<(String, String)>,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        let _ = self.tell.send((sender, service));
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        Vec::new()
    }
}

/// The tray of the desktop.
pub struct Tray {
    bus: Connection,
    told: UnboundedReceiver<(String, String)>,
}

/// An icon in it.
pub struct Icon<'a> {
    bus: &'a Connection,
    owner: String,
    menu: OwnedObjectPath,
}

/// A menu on the bus: a number, its properties, its children.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

impl Tray {
    pub async fn listen() -> Tray {
        let (tell, told) = unbounded_channel();
        let bus = Builder::session()
            .and_then(|bus| bus.name("org.kde.StatusNotifierWatcher"))
            .and_then(|bus| bus.serve_at("/StatusNotifierWatcher", Watcher { tell }))
            .expect("a session bus of our own");
        Tray { bus: bus.build().await.expect("nobody else has a tray"), told }
    }

    /// The next icon that comes.
    pub async fn icon(&mut self) -> Icon<'_> {
        let came = tokio::time::timeout(PATIENCE, self.told.recv()).await;
        let (owner, path) = came.ok().flatten().expect("an icon comes to the tray");
        let properties = Some("org.freedesktop.DBus.Properties");
        let ask = ("org.kde.StatusNotifierItem", "Menu");
        let reply =
            self.bus.call_method(Some(owner.as_str()), path.as_str(), properties, "Get", &ask).await.unwrap();
        let menu: OwnedValue = reply.body().deserialize().unwrap();
        Icon { bus: &self.bus, owner, menu: menu.try_into().unwrap() }
    }
}

impl Icon<'_> {
    /// The words of its menu with their numbers, separators left out.
    pub async fn menu(&self) -> Vec<(i32, String)> {
        let reply = self.call("GetLayout", &(0_i32, -1_i32, Vec::<&str>::new())).await;
        let (_, (_, _, children)): (u32, Layout) = reply.body().deserialize().unwrap();
        let mut words = Vec::new();
        for child in children {
            let Value::Structure(child) = Value::from(child) else { panic!("a menu is made of structures") };
            let [Value::I32(number), Value::Dict(properties), ..] = child.fields() else {
                panic!("a line of a menu has a number and properties")
            };
            let label: Option<String> = properties.get(&"label").unwrap();
            words.extend(label.map(|label| (*number, label.replace('_', ""))));
        }
        words
    }

    /// Chooses a line of its menu.
    pub async fn choose(&self, label: &str) {
        let menu = self.menu().await;
        let (number, _) = menu.iter().find(|(_, words)| words == label).expect("the menu has that line");
        self.call("Event", &(*number, "clicked", Value::I32(0), 0_u32)).await;
    }

    async fn call<B>(&self, method: &str, body: &B) -> zbus::Message
    where
        B: zbus::export::serde::Serialize + zbus::zvariant::DynamicType,
    {
        let menu = Some("com.canonical.dbusmenu");
        self.bus.call_method(Some(self.owner.as_str()), self.menu.as_str(), menu, method, body).await.unwrap()
    }
}
