//! The forms a text can take. One file a form, each with its own escaping; a policy's own form is JSON, printed by
//! [`crate::policy::Policy::to_json`].

pub(crate) mod render_call;
