//! The assistant as a state machine: intents, tools, consent, prompts and the Model port; no IO.
