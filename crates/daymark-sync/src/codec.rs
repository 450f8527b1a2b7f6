//! CBOR (RFC 8949) for values, op bodies and documents. Bytes from outside are hostile: lengths and
//! depth are bounded, and what cannot be read is [`Unreadable`], never a panic.

use minicbor::data::Type;
use minicbor::{Decoder, Encoder};

use crate::Value;

/// Bytes that are not what they should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unreadable bytes: {0}")]
pub struct Unreadable(pub String);

impl From<minicbor::decode::Error> for Unreadable {
    fn from(error: minicbor::decode::Error) -> Unreadable {
        Unreadable(error.to_string())
    }
}

const DEEPEST: u32 = 8;
/// The most entries any list may have.
pub(crate) const MOST_ENTRIES: u64 = 100_000;

pub(crate) type Writer<'a> = Encoder<&'a mut Vec<u8>>;

/// Writing to a `Vec` cannot fail.
pub(crate) fn sure<T>(result: Result<T, minicbor::encode::Error<core::convert::Infallible>>) {
    debug_assert!(result.is_ok(), "writing CBOR to memory");
}

pub(crate) fn put(value: &Value, to: &mut Writer<'_>) {
    match value {
        Value::Null => sure(to.null()),
        Value::Bool(bool) => sure(to.bool(*bool)),
        Value::Int(int) => sure(to.i64(*int)),
        Value::Text(text) => sure(to.str(text)),
        Value::Bytes(bytes) => sure(to.bytes(bytes)),
        Value::List(list) => {
            sure(to.array(list.len() as u64));
            list.iter().for_each(|value| put(value, to));
        }
    }
}

pub(crate) fn take(from: &mut Decoder<'_>) -> Result<Value, Unreadable> {
    nested(from, 0)
}

fn nested(from: &mut Decoder<'_>, depth: u32) -> Result<Value, Unreadable> {
    if depth > DEEPEST {
        return Err(Unreadable("nested too deep".into()));
    }
    Ok(match from.datatype()? {
        Type::Null => {
            from.null()?;
            Value::Null
        }
        Type::Bool => Value::Bool(from.bool()?),
        Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::I8 | Type::I16 | Type::I32 | Type::I64 => {
            Value::Int(from.i64()?)
        }
        Type::String => Value::Text(from.str()?.to_owned()),
        Type::Bytes => Value::Bytes(from.bytes()?.to_vec()),
        Type::Array => {
            let length = entries(from)?;
            let mut list = Vec::with_capacity(length.min(64) as usize);
            for _ in 0..length {
                list.push(nested(from, depth + 1)?);
            }
            Value::List(list)
        }
        other => return Err(Unreadable(format!("a {other} where a value should be"))),
    })
}

/// The length of an array, bounded and definite.
pub(crate) fn entries(from: &mut Decoder<'_>) -> Result<u64, Unreadable> {
    match from.array()? {
        Some(length) if length <= MOST_ENTRIES => Ok(length),
        Some(length) => Err(Unreadable(format!("{length} entries"))),
        None => Err(Unreadable("a list without a length".into())),
    }
}

pub(crate) fn exactly<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Unreadable> {
    bytes.try_into().map_err(|_| Unreadable(format!("{} bytes where {N} should be", bytes.len())))
}
