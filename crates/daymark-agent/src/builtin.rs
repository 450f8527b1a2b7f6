//! The responder of last resort: never fails, asks nobody, and says plainly what it can do.

/// Why the built-in responder has to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No model is set up.
    NoModel,
    /// The person asked to be answered by rules only.
    RulesOnly,
    /// Models are set up, but none of them is on this device and nothing may leave it.
    KeptPrivate,
    /// Every model failed.
    AllFailed,
}
