//! All places, for a phone.

use daymark_api::{GetCounts, ListFilters};
use yew::prelude::*;

use super::navigation::{places, quiet_places};
use crate::components::{Dialog, Dot, Shape};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::overlay;
use crate::query::use_query;
use crate::route::Route;
use crate::screens::tasks::saved::asking;

#[component]
pub fn Menu() -> Html {
    let counts = use_query(GetCounts {});
    let areas = counts.ready().map(|counts| counts.areas.clone()).unwrap_or_default();
    let list = use_query(ListFilters {});
    let filters = list.ready().map(|list| list.filters.clone()).unwrap_or_default();
    let onclose = Callback::from(|()| overlay::close());
    let onclick = Callback::from(|_: MouseEvent| overlay::close());
    html! {
        <Dialog label={t!("nav-all")} shape={Shape::Sheet} class="menu" {onclose}>
            <nav class="nav" aria-label={t!("nav-all")} {onclick}>
                for (route, sign, name) in places().into_iter().chain(quiet_places()) {
                    <a href={route.hash()}><Icon {sign} /><span class="nav-name">{ name }</span></a>
                }
                if !filters.is_empty() { <h2 class="cap">{ t!("nav-filters") }</h2> }
                for view in filters {
                    <a href={Route::Tasks(asking(view.filter.title.as_str())).hash()}><Icon sign={Sign::Filter} /><span class="nav-name">{ view.filter.title.as_str() }</span></a>
                }
                if !areas.is_empty() { <h2 class="cap">{ t!("nav-areas") }</h2> }
                for area in areas {
                    <a href={Route::Area(area.id).hash()}><Dot colour={Some(area.colour)} /><span class="nav-name">{ area.name }</span></a>
                }
            </nav>
        </Dialog>
    }
}
