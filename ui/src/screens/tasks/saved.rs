//! Saved filters on the screen of tasks: as chips, and the dialog that saves or changes one.

use daymark_api::domain::ObjectId;
use daymark_api::domain::query::{Field as QueryField, quoted, same_name};
use daymark_api::{AddFilter, Edit, EditFilter, FilterView, ListFilters, TrashObjects};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::filter;
use crate::components::{Button, Dialog, Dot, Field, Look, Shape};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::query::{act_then, use_query};
use crate::route::{self, Route};
use crate::screens::goals::dialogs::{field_value, submit};

/// The query that asks for a saved filter.
pub fn asking(name: &str) -> String {
    format!("{}:{}", QueryField::Filter.word(), quoted(name))
}

/// The saved filter that is all a query asks for.
pub fn meant<'a>(query: &str, filters: &'a [FilterView]) -> Option<&'a FilterView> {
    let words = filter::words(query);
    let [word] = words.as_slice() else { return None };
    let name = word.strip_prefix('@').or_else(|| word.strip_prefix("filter:"))?.trim_matches('"');
    filters
        .iter()
        .find(|view| same_name(view.filter.title.as_str(), name) || view.filter.id.to_string() == name)
}

#[derive(Properties, PartialEq)]
pub struct SavedProps {
    pub query: String,
}

/// At the end of the words that say a query back: save it, or change the one it is.
#[component]
pub fn SaveOrChange(props: &SavedProps) -> Html {
    let list = use_query(ListFilters {});
    let open = use_state_eq(|| false);
    let filters = list.ready().map(|list| list.filters.clone()).unwrap_or_default();
    if props.query.is_empty() {
        return Html::default();
    }
    let saved = meant(&props.query, &filters).cloned();
    let show = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let onclose = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let (sign, words) = match saved {
        Some(_) => (Sign::Edit, t!("filter-change")),
        None => (Sign::Plus, t!("filter-save")),
    };
    html! {
        <>
            <Button look={Look::Quiet} {sign} class="query-save" onclick={show}>{ words }</Button>
            if *open { <FilterDialog filter={saved} query={props.query.clone()} {onclose} /> }
        </>
    }
}

/// Saved filters, or some that are often wanted while there is none.
#[component]
pub fn SavedChips(props: &SavedProps) -> Html {
    let list = use_query(ListFilters {});
    let Some(list) = list.ready() else { return Html::default() };
    let chosen = meant(&props.query, &list.filters).map(|view| view.filter.id);
    if !props.query.is_empty() && chosen.is_none() {
        return Html::default();
    }
    let go = |query: String| Callback::from(move |_: MouseEvent| route::go(&Route::Tasks(query.clone())));
    html! {
        <div class="filter-chips saved-chips" role="group" aria-label={t!("filter-saved")}>
            for view in &list.filters {
                <button type="button" class={classes!("filter-chip", view.trouble.is_some().then_some("is-lost"))} title={view.trouble.clone()}
                    aria-pressed={if chosen == Some(view.filter.id) { "true" } else { "false" }}
                    onclick={go(if chosen == Some(view.filter.id) { String::new() } else { asking(view.filter.title.as_str()) })}>
                    if view.filter.colour.is_some() { <Dot colour={view.filter.colour} /> } else { <Icon sign={Sign::Filter} /> }
                    { view.filter.title.as_str() }
                </button>
            }
            if list.filters.is_empty() {
                for one in &list.suggestions {
                    <button type="button" class="filter-chip is-offered" onclick={go(one.query.clone())}>{ &one.title }</button>
                }
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct FilterDialogProps {
    /// The one to change; none saves `query` as a new one.
    filter: Option<FilterView>,
    query: String,
    onclose: Callback<()>,
}

#[component]
fn FilterDialog(props: &FilterDialogProps) -> Html {
    let (name, query) = (use_node_ref(), use_node_ref());
    let pinned = use_state_eq(|| props.filter.as_ref().is_none_or(|view| view.filter.pinned));
    let trouble = use_state_eq(|| None::<String>);
    let onsubmit = {
        let (name, query, pinned, trouble) = (name.clone(), query.clone(), *pinned, trouble.clone());
        let (filter, onclose) = (props.filter.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (name, query) = (field_value(&name), field_value(&query));
            if name.is_empty() {
                trouble.set(Some(t!("form-needs-name")));
                return;
            }
            let onclose = onclose.clone();
            let there = asking(&name);
            let then = move |_: FilterView| {
                onclose.emit(());
                route::go(&Route::Tasks(there));
            };
            match &filter {
                Some(view) => {
                    let change = EditFilter {
                        id: view.filter.id,
                        name: Some(name.clone()),
                        query: (query != view.filter.query).then_some(query),
                        colour: Edit::Keep,
                        shown: None,
                        pinned: Some(pinned),
                    };
                    submit(change, t!("said-changed", title = name), &trouble, then);
                }
                None => {
                    let add = AddFilter { name: name.clone(), query, pinned, ..AddFilter::default() };
                    submit(add, t!("said-added", title = name), &trouble, then);
                }
            }
        })
    };
    let trash = props.filter.as_ref().map(|view| {
        let (id, title, onclose) = (view.filter.id, view.filter.title.to_string(), props.onclose.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            onclose.emit(());
            let ids: Vec<ObjectId> = vec![id.into()];
            act_then(TrashObjects { ids }, t!("said-let-go", title = title.as_str()), |_| {
                route::go(&Route::Tasks(String::new()));
            });
        });
        html! { <Button look={Look::Quiet} sign={Sign::Trash} class="form-trash" {onclick}>{ t!("act-drop") }</Button> }
    });
    let onpin = {
        let pinned = pinned.clone();
        Callback::from(move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            pinned.set(field.checked());
        })
    };
    let cancel = props.onclose.reform(|_: MouseEvent| ());
    let title = if props.filter.is_some() { t!("filter-change") } else { t!("filter-save") };
    let (old_name, old_query) = match &props.filter {
        Some(view) => (view.filter.title.to_string(), view.filter.query.clone()),
        None => (String::new(), props.query.clone()),
    };
    html! {
        <Dialog label={title.clone()} shape={Shape::Card} class="form-dialog" onclose={props.onclose.clone()}>
            <form class="form" {onsubmit}>
                <h2>{ title }</h2>
                <label class="form-row"><span class="form-label">{ t!("filter-name") }</span>
                    <Field node={name} initial={old_name} maxlength="80" placeholder={t!("filter-name-example")} autofocus={true} invalid={trouble.is_some()} /></label>
                if let Some(said) = &*trouble { <p class="form-said" role="alert">{ said }</p> }
                <label class="form-row"><span class="form-label">{ t!("filter-query") }</span>
                    <Field node={query} initial={old_query} maxlength="4000" placeholder={t!("filter-placeholder")} /></label>
                <label class="form-check"><input type="checkbox" checked={*pinned} onchange={onpin} /><span>{ t!("filter-pinned") }</span></label>
                <div class="form-acts">
                    { trash }
                    <Button look={Look::Quiet} onclick={cancel}>{ t!("cancel") }</Button>
                    <button type="submit" class="btn go">{ t!("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_spaces_is_one_word() {
        assert_eq!(asking("Quick wins"), "filter:\"Quick wins\"");
        assert_eq!(filter::words(&asking("Quick wins")).len(), 1);
        assert!(meant("due:today", &[]).is_none());
    }
}
