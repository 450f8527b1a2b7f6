#!/bin/sh
# Daymark beside chrono-node, dateparser, parsedatetime and recurrent, over the corpus of
# `tests/corpus/`. Needs node, npm and python3, fetches the libraries into `target/`, and prints
# one table a language. Not part of the tests.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work="${CARGO_TARGET_DIR:-$root/target}/capture-peers"
mkdir -p "$work"
cd "$work"
export TZ=Europe/Berlin
[ -d node_modules/chrono-node ] || npm install --silent --no-fund --no-audit chrono-node@2.10.3
if [ ! -d venv ]; then
    python3 -m venv venv
    venv/bin/pip install --quiet dateparser==1.5.0 parsedatetime==2.6 recurrent==0.4.1
fi
cp "$here/chrono.mjs" .
for language in en de es fr; do
    corpus="$here/../tests/corpus/$language"
    for class in dates plain lines repeats; do
        [ -f "$corpus/$class.tsv" ] || continue
        cut -f1 "$corpus/$class.tsv" | sed "s/^/$class	/"
    done >"lines-$language.tsv"
    node chrono.mjs "$language" casual <"lines-$language.tsv" >"readings-$language-chrono-node.tsv"
    node chrono.mjs "$language" strict <"lines-$language.tsv" >"readings-$language-chrono-node strict.tsv"
    venv/bin/python "$here/peers.py" dateparser "$language" <"lines-$language.tsv" >"readings-$language-dateparser.tsv"
    [ "$language" = en ] || continue
    for library in parsedatetime recurrent; do
        venv/bin/python "$here/peers.py" "$library" en <"lines-en.tsv" >"readings-en-$library.tsv"
    done
done
cd "$root"
cargo run --quiet -p daymark-capture --example corpus -- "$work"
