//! A list of which only the rows near the window exist.

use std::ops::Range;
use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::use_css_vars;

/// Rows kept ready above and below, so that keys and slow scrolling meet no gaps.
const OVERSCAN: usize = 12;

/// The rows that should exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub first: usize,
    pub end: usize,
}

impl Window {
    /// Of `count` rows of `row` pixels, those within `height` pixels from `top`, and a few more.
    pub fn at(top: f64, height: f64, row: f64, count: usize) -> Window {
        let index = |pixels: f64| (pixels.max(0.0) / row.max(1.0)) as usize;
        let first = index(top).saturating_sub(OVERSCAN).min(count);
        let end = index(top + height).saturating_add(OVERSCAN + 1).min(count);
        Window { first, end: end.max(first) }
    }

    pub fn range(self) -> Range<usize> {
        self.first..self.end
    }
}

/// How a row is drawn; two that are equal draw the same.
#[derive(Clone)]
pub struct Draw(Rc<dyn Fn(usize) -> Html>);

impl std::fmt::Debug for Draw {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Draw")
    }
}

impl PartialEq for Draw {
    fn eq(&self, other: &Draw) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<F: Fn(usize) -> Html + 'static> From<F> for Draw {
    fn from(draw: F) -> Draw {
        Draw(Rc::new(draw))
    }
}

#[derive(Properties, PartialEq)]
pub struct VirtualListProps {
    pub count: usize,
    /// The height of every row in pixels.
    #[prop_or(56.0)]
    pub row: f64,
    /// Draws the row of an index; give it a key that is its identity.
    pub draw: Draw,
    pub label: AttrValue,
    /// Told which rows are shown whenever that changes, to load them.
    #[prop_or_default]
    pub onwindow: Callback<Window>,
    /// What the list is, where it is not a list.
    #[prop_or_default]
    pub role: Option<AttrValue>,
    /// Scrolls this row into view when it changes.
    #[prop_or_default]
    pub reveal: Option<usize>,
}

/// The list scrolls with whatever holds it: the nearest ancestor with the class `scrolls`.
#[component]
pub fn VirtualList(props: &VirtualListProps) -> Html {
    let node = use_node_ref();
    let window = use_state_eq(|| Window::at(0.0, 900.0, props.row, props.count));
    let (row, count) = (props.row, props.count);
    {
        let (node, window, onwindow) = (node.clone(), window.clone(), props.onwindow.clone());
        use_effect_with((count, row as u64), move |_| {
            let list = node.cast::<HtmlElement>();
            let scroller = list.as_ref().and_then(|list| list.closest(".scrolls").ok().flatten());
            let look = {
                let scroller = scroller.clone();
                move || {
                    let (Some(list), Some(scroller)) = (&list, &scroller) else { return };
                    let top =
                        scroller.get_bounding_client_rect().top() - list.get_bounding_client_rect().top();
                    let seen = Window::at(top, f64::from(scroller.client_height()), row, count);
                    if *window != seen {
                        window.set(seen);
                    }
                    onwindow.emit(seen);
                }
            };
            look();
            let listener = scroller.map(|scroller| EventListener::new(&scroller, "scroll", move |_| look()));
            move || drop(listener)
        });
    }
    {
        let node = node.clone();
        use_effect_with(props.reveal, move |reveal| {
            let list = node.cast::<HtmlElement>();
            let scroller = list.as_ref().and_then(|list| list.closest(".scrolls").ok().flatten());
            if let (Some(index), Some(list), Some(scroller)) = (*reveal, list, scroller) {
                bring_into_view(&list, &scroller, index as f64 * row, row);
            }
        });
    }
    let shown = Window { first: window.first.min(count), end: window.end.min(count) };
    use_css_vars(
        &node,
        vec![
            ("--before", format!("{}px", shown.first as f64 * row)),
            ("--after", format!("{}px", count.saturating_sub(shown.end) as f64 * row)),
            ("--row", format!("{row}px")),
        ],
    );
    html! {
        <ul class="virtual" ref={node} role={props.role.clone()} aria-label={props.label.clone()}>
            for index in shown.range() { { (props.draw.0)(index) } }
        </ul>
    }
}

fn bring_into_view(list: &HtmlElement, scroller: &Element, at: f64, row: f64) {
    let Some(scroller) = scroller.dyn_ref::<HtmlElement>() else { return };
    let offset = list.get_bounding_client_rect().top() - scroller.get_bounding_client_rect().top();
    let (top, height) = (offset + at, f64::from(scroller.client_height()));
    let past = if top < 0.0 {
        top
    } else if top + row > height {
        top + row - height
    } else {
        return;
    };
    scroller.set_scroll_top(scroller.scroll_top() + past.round() as i32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_holds_what_is_seen_and_never_more_than_there_is() {
        for (top, height, count, first, end) in [
            (0.0, 500.0, 0, 0, 0),
            (0.0, 500.0, 5, 0, 5),
            (0.0, 500.0, 100_000, 0, 23),
            (50_000.0, 500.0, 100_000, 988, 1_023),
            (1e9, 500.0, 100, 100, 100),
            (-300.0, 500.0, 100, 0, 17),
        ] {
            assert_eq!(Window::at(top, height, 50.0, count), Window { first, end }, "{top} {count}");
        }
    }
}
