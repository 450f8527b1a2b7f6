//! The pseudo-locale.

use std::borrow::Cow;

/// English with accents and a third longer, as other languages are.
pub(crate) fn accented(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len() * 2);
    let mut letters = 0;
    for c in text.chars() {
        let swapped = match c {
            'a' => 'á',
            'b' => 'ƀ',
            'c' => 'ç',
            'd' => 'đ',
            'e' => 'é',
            'g' => 'ĝ',
            'h' => 'ĥ',
            'i' => 'í',
            'k' => 'ķ',
            'l' => 'ĺ',
            'n' => 'ñ',
            'o' => 'ó',
            'r' => 'ŕ',
            's' => 'š',
            't' => 'ţ',
            'u' => 'ú',
            'w' => 'ŵ',
            'y' => 'ý',
            'z' => 'ž',
            'A' => 'Å',
            'E' => 'É',
            'I' => 'Î',
            'N' => 'Ñ',
            'O' => 'Ö',
            'S' => 'Š',
            'T' => 'Ţ',
            'U' => 'Û',
            other => other,
        };
        out.push(swapped);
        if c.is_alphabetic() {
            letters += 1;
            if letters % 3 == 0 && "aeiou".contains(c) {
                out.push(swapped);
            }
        }
    }
    Cow::Owned(out)
}
