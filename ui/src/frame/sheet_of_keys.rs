//! All keys on one sheet.

use yew::prelude::*;

use crate::commands::{COMMANDS, Scope};
use crate::components::{Dialog, Kbd, Shape};
use crate::i18n::t;
use crate::icons::{Icon, Sign};
use crate::overlay;

#[component]
pub fn SheetOfKeys() -> Html {
    let onclose = Callback::from(|()| overlay::close());
    let close = onclose.reform(|_: MouseEvent| ());
    html! {
        <Dialog label={t!("command-keys")} shape={Shape::Card} class="sheet-of-keys" {onclose}>
            <header class="dialog-head">
                <h2>{ t!("command-keys") }</h2>
                <button type="button" class="icon-btn" aria-label={t!("close")} onclick={close}><Icon sign={Sign::Close} /></button>
            </header>
            <div class="keys-columns" tabindex="0" role="group" aria-label={t!("command-keys")}>
                { group(t!("keys-list"), Scope::List) }
                { group(t!("keys-everywhere"), Scope::Everywhere) }
            </div>
        </Dialog>
    }
}

fn group(title: String, scope: Scope) -> Html {
    let commands = COMMANDS.iter().filter(|command| command.scope == scope && !command.keys.is_empty());
    html! {
        <section>
            <h3 class="cap">{ title }</h3>
            <dl class="keys">
                for command in commands {
                    <div>
                        <dt>{ t!(command.name) }</dt>
                        <dd>for chord in command.keys.iter().copied() { <Kbd {chord} /><span class="visually-hidden">{ chord }</span> }</dd>
                    </div>
                }
            </dl>
        </section>
    }
}
