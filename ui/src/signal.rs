//! Values that live outside any component and that components watch.
//!
//! ```ignore
//! thread_local! { static PLACE: Signal<Place> = Signal::new(Place::default()); }
//! // in a component
//! let place = use_signal(&PLACE);
//! // anywhere
//! PLACE.set(Place::default());
//! ```

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::thread::LocalKey;

use yew::prelude::*;

type Listener = Rc<dyn Fn()>;

pub struct Signal<T> {
    value: RefCell<Rc<T>>,
    listeners: RefCell<Vec<(u64, Listener)>>,
    next: Cell<u64>,
}

impl<T: std::fmt::Debug> std::fmt::Debug for Signal<T> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.value.borrow().fmt(to)
    }
}

impl<T> Signal<T> {
    pub fn new(value: T) -> Signal<T> {
        Signal { value: RefCell::new(Rc::new(value)), listeners: RefCell::default(), next: Cell::new(0) }
    }
}

/// What can be done with a signal that is a thread local.
pub trait Watched<T: 'static> {
    fn get(&'static self) -> Rc<T>;
    /// Replaces the value and tells everyone who watches.
    fn put(&'static self, value: T);
    /// Like [`put`](Watched::put), with the old value at hand.
    fn change(&'static self, change: impl FnOnce(&mut T))
    where
        T: Clone;
    /// Calls `on_change` after each change until the returned guard is dropped.
    fn watch(&'static self, on_change: impl Fn() + 'static) -> Watching;
}

impl<T: 'static> Watched<T> for LocalKey<Signal<T>> {
    fn get(&'static self) -> Rc<T> {
        self.with(|signal| signal.value.borrow().clone())
    }

    fn put(&'static self, value: T) {
        let listeners: Vec<Listener> = self.with(|signal| {
            *signal.value.borrow_mut() = Rc::new(value);
            signal.listeners.borrow().iter().map(|(_, listener)| listener.clone()).collect()
        });
        for listener in listeners {
            listener();
        }
    }

    fn change(&'static self, change: impl FnOnce(&mut T))
    where
        T: Clone,
    {
        let mut value = (*self.get()).clone();
        change(&mut value);
        self.put(value);
    }

    fn watch(&'static self, on_change: impl Fn() + 'static) -> Watching {
        let id = self.with(|signal| {
            let id = signal.next.get();
            signal.next.set(id + 1);
            signal.listeners.borrow_mut().push((id, Rc::new(on_change)));
            id
        });
        Watching(Box::new(move || {
            self.with(|signal| signal.listeners.borrow_mut().retain(|(other, _)| *other != id))
        }))
    }
}

/// Stops watching when it is dropped.
pub struct Watching(Box<dyn Fn()>);

impl std::fmt::Debug for Watching {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Watching")
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// The value of the signal; renders again when it changes.
#[hook]
pub fn use_signal<T: 'static>(signal: &'static LocalKey<Signal<T>>) -> Rc<T> {
    let update = use_force_update();
    let value = signal.get();
    let drawn = value.clone();
    use_effect_with((), move |()| {
        let changed = update.clone();
        let watching = signal.watch(move || changed.force_update());
        // It may have changed between being drawn and being watched.
        if !Rc::ptr_eq(&signal.get(), &drawn) {
            update.force_update();
        }
        move || drop(watching)
    });
    value
}
