//! What a link to a widget holds, and what it may set.

use super::{edit, Model};
use crate::widget::message::Task;
use rules::setup::{attribute_name, Input, Kind, Text, FLAGS, TEXTS};

/// What a link calls the list of inputs that it was copied without.
const WITHOUT: &str = "without";

/// Fields that go into a link. No key, account or role: they are nobody else's business. Nor who may assume a
/// role, such as a repository, or what is granted, such as calls and extras: a link would make its author's own of it. A
/// service names nobody.
const LINKED: [Text; 9] = [
    Text::Format,
    Text::Version,
    Text::Region,
    Text::Bucket,
    Text::KeyPrefix,
    Text::Privacy,
    Text::ObjectOwnership,
    Text::FunctionPrefix,
    Text::Service,
];

/// Whether a link may set a field of a policy. It may not say which files are public or deleted, or who uses a key:
/// whoever wrote the link would decide that for the reader.
fn is_linked(kind: Kind, input: Input) -> bool {
    match input {
        Input::Text(Text::Format | Text::Version | Text::Region) => true,
        _ if matches!(kind, Kind::BucketPolicy | Kind::KeyPolicy | Kind::Lifecycle | Kind::Setup) => false,
        Input::Text(field) => LINKED.contains(&field),
        Input::Flag(_) => true,
    }
}

impl Model {
    /// The edits a fragment asks for, if it is a link to this policy. Only fields that a link may hold count.
    pub(super) fn edits_of(&self, pairs: &[(String, String)]) -> Vec<Task> {
        let meant = !self.asks_only()
            && pairs.first().is_some_and(|(name, value)| name == "remotion-policy" && value == self.kind.name());
        if !meant {
            return Vec::new();
        }
        let mut effects = Vec::new();
        for (name, value) in pairs {
            let named = |input: Input| attribute_name(input.name()) == *name && is_linked(self.kind, input);
            if let Some(field) = LINKED.into_iter().find(|field| named(Input::Text(*field))) {
                effects.push(edit(field, Some(value.clone())));
            } else if FLAGS.iter().any(|flag| named(Input::Flag(*flag))) {
                let value = (value != "false").then(String::new);
                effects.push(Task::Edit { attribute: name.clone(), value, shared: false });
            } else if name == WITHOUT {
                effects.push(Task::LeftOut(value.clone()));
            }
        }
        effects
    }

    /// Notes which inputs are now as the link has them.
    pub(super) fn note_linked(&mut self, effects: &[Task]) {
        let inputs = TEXTS.iter().copied().map(Input::Text).chain(FLAGS.iter().copied().map(Input::Flag));
        let call = &self.call;
        let is_in = |input: &Input| {
            let name = attribute_name(input.name());
            effects.iter().any(|effect| match (effect, input) {
                // Which format it is in, the reader sees.
                (Task::Edit { attribute, .. }, _) if *attribute != name || name == "format" => false,
                (Task::Edit { value: Some(value), .. }, Input::Text(field)) => {
                    !value.is_empty() && call.raw(*field) == Some(value)
                }
                (Task::Edit { value: Some(_), .. }, Input::Flag(flag)) => call.flag(*flag),
                _ => false,
            })
        };
        self.linked = inputs.filter(is_in).collect();
    }

    /// The fragment of a link to this widget as it stands: every field it shows, also those that are empty or off,
    /// because the page it leads to may have others set.
    pub(super) fn link(&self) -> Vec<(String, String)> {
        let mut pairs = vec![("remotion-policy".to_string(), self.kind.name().to_string())];
        let shown = |input| self.shows(input) && is_linked(self.kind, input);
        for field in LINKED.into_iter().filter(|field| shown(Input::Text(*field))) {
            // A bucket of the account-regional namespace has an account id in its name.
            let value = self.call.text(field).unwrap_or_default();
            // No choice of form is none, and not a wish for the default: whoever follows the link may have made one.
            let unsaid = field == Text::Format && value.is_empty();
            if !unsaid && !holds_account_id(value) {
                pairs.push((attribute_name(field.name()), value.to_string()));
            }
        }
        for flag in FLAGS.iter().copied().filter(|flag| shown(Input::Flag(*flag))) {
            let value = if self.call.flag(flag) { "true" } else { "false" };
            pairs.push((attribute_name(flag.name()), value.to_string()));
        }
        let mut without = String::new();
        for field in TEXTS.iter().copied().filter(|field| self.shows(Input::Text(*field))) {
            let value = self.call.text(field).unwrap_or_default();
            let is_linked = is_linked(self.kind, Input::Text(field)) && !holds_account_id(value);
            if !value.is_empty() && !is_linked {
                without = [&without, ".", field.name()].concat();
            }
        }
        if !without.is_empty() {
            pairs.push((WITHOUT.to_string(), without));
        }
        pairs
    }

    /// Whether the link that led here was copied without a field that is not entered yet.
    pub(in crate::widget) fn is_left_out(&self, field: Text) -> bool {
        self.call.text(field).is_none() && rules::search::split(&self.left_out, ".").contains(&field.name())
    }
}

fn holds_account_id(text: &str) -> bool {
    let mut run = 0;
    // The console writes an account id with hyphens.
    text.bytes().filter(|byte| *byte != b'-').any(|byte| {
        run = if byte.is_ascii_digit() { run + 1 } else { 0 };
        run == 12
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::message::Message;
    use crate::widget::page::Component;
    use rules::setup::{self, Flag};

    #[test]
    fn a_link_neither_holds_nor_sets_the_calls() {
        let pair = |(name, value): (&str, &str)| (name.to_string(), value.to_string());
        let model = Model::new(&[("policy", "caller"), ("calls", "deleteRender"), ("region", "eu-west-1")].map(pair));
        let link = model.link();
        assert!(link.contains(&pair(("region", "eu-west-1"))));
        assert!(!link.iter().any(|(name, _)| name == "calls"), "{link:?}");
        let effects = model.follow(&[("remotion-policy", "caller"), ("calls", "deployFunction")].map(pair));
        assert_eq!(effects, []);
    }

    #[test]
    fn a_link_neither_holds_nor_sets_what_is_added_to_remotions_policies() {
        let pair = |name: &str, value: &str| (name.to_string(), value.to_string());
        let key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        let added = [
            pair("extras", "vpc"),
            pair("function-name", "acme"),
            pair("remotion-bucket", "acme"),
            pair("kms-key-arn", key),
            pair("function-role", "arn:aws:iam::111122223333:role/mine"),
        ];
        for kind in [Kind::User, Kind::Role] {
            let head = pair("policy", kind.name());
            let link = Model::new(&[std::slice::from_ref(&head), added.as_slice()].concat()).link();
            let left_out = ".kmsKeyArn.functionRole.functionName.remotionBucket.extras";
            assert_eq!(link.last(), Some(&pair("without", left_out)));
            assert!(link.iter().all(|one| !added.contains(one)), "{link:?}");
            let link = [&[pair("remotion-policy", kind.name())], added.as_slice()].concat();
            assert_eq!(Model::new(&[head]).follow(&link), []);
        }
    }

    #[test]
    fn a_link_says_what_it_was_copied_without_until_that_is_entered() {
        let pair = |(name, value): (&str, &str)| (name.to_string(), value.to_string());
        let key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        let bucket = "films-111122223333-eu-west-1-an";
        let inputs = [("policy", "destination"), ("region", "eu-west-1"), ("bucket", bucket), ("kms-key-arn", key)];
        let link = Model::new(&inputs.map(pair)).link();
        assert_eq!(link.last(), Some(&pair(("without", ".bucket.kmsKeyArn"))));
        assert!(!format!("{link:?}").contains("111122223333"));
        let plain = Model::new(&[("policy", "destination"), ("bucket", "films")].map(pair)).link();
        assert!(plain.iter().all(|(name, _)| name != "without"), "{plain:?}");

        let mut model = Model::new(&[("policy", "destination")].map(pair));
        let effects = model.follow(&link);
        model.apply(&effects);
        let lacks = |model: &Model| TEXTS.iter().copied().filter(|field| model.is_left_out(*field)).collect::<Vec<_>>();
        assert_eq!(lacks(&model), [Text::Bucket, Text::KmsKeyArn]);
        model.set(&inputs.map(pair));
        assert_eq!(lacks(&model), []);
    }

    #[test]
    fn what_a_link_has_set_is_named_until_it_is_changed() {
        let pair = |(name, value): (&str, &str)| (name.to_string(), value.to_string());
        let mut model = Model::new(&[pair(("policy", "destination-caller"))]);
        let link =
            [("remotion-policy", "destination-caller"), ("region", "eu-west-1"), ("bucket", "acme"), ("version", "")];
        let link = [link.as_slice(), &[("download", "true"), ("delete", "false"), ("format", "cdk")]].concat();
        let effects = model.follow(&link.into_iter().map(pair).collect::<Vec<_>>());
        model.apply(&effects);
        model.followed(&effects);
        let (region, bucket) = (Input::Text(Text::Region), Input::Text(Text::Bucket));
        assert_eq!(model.linked, [region, bucket, Input::Flag(Flag::Download)]);
        model.update(Message::Typed { field: Text::Bucket, value: "mine".into(), pasted: false });
        assert_eq!(model.linked, [region, Input::Flag(Flag::Download)]);
        model.update(Message::Ticked(Flag::Download, false));
        // Another box of the page, or its author.
        model.set(&[("policy", "destination-caller"), ("region", "eu-west-3")].map(pair));
        assert_eq!(model.linked, []);
        // What is as in the link, of a widget that takes the place of another.
        model.followed(&[edit(Text::Region, Some("eu-west-3".into())), edit(Text::Bucket, Some("acme".into()))]);
        assert_eq!(model.linked, [region]);
    }

    #[test]
    fn a_link_never_says_who_may_assume_a_role() {
        const TRUSTED: [Text; 14] = [
            Text::AccountId,
            Text::AttachTo,
            Text::TrustedAccount,
            Text::TrustedRole,
            Text::Repository,
            Text::Branch,
            Text::Tag,
            Text::Environment,
            Text::Team,
            Text::Project,
            Text::Issuer,
            Text::Namespace,
            Text::ServiceAccount,
            Text::ExternalId,
        ];
        // Nor will it with a field to come.
        let (first, more) = Kind::Trust.inputs();
        let linked = LINKED.into_iter().filter(|field| [first, more].concat().contains(&Input::Text(*field)));
        assert_eq!(linked.collect::<Vec<_>>(), [Text::Region, Text::Service]);
        for service in setup::values(Text::Service) {
            let given = |name: &str, value: &str| (name.to_string(), value.to_string());
            let all = TRUSTED.map(|field| given(&attribute_name(field.name()), "acme"));
            let head = [given("policy", "trust"), given("service", service)];
            let reader = Model::new(&[head.as_slice(), &all].concat());
            let linked = reader.link();
            for field in TRUSTED {
                let name = attribute_name(field.name());
                assert!(linked.iter().all(|(linked, value)| *linked != name && value != "acme"), "{service} {name}");
                let link = [given("remotion-policy", "trust"), given(&name, "mallory")];
                assert_eq!(reader.follow(&link).len(), 0, "{service} {name}");
            }
        }
    }

    #[test]
    fn a_link_decides_nothing_of_what_is_public_or_deleted_or_who_uses_a_key() {
        let pair = |name: &str, value: &str| (name.to_string(), value.to_string());
        for kind in [Kind::BucketPolicy, Kind::KeyPolicy, Kind::Lifecycle, Kind::Setup] {
            let mut model = Model::new(&[pair("policy", kind.name())]);
            let mut link = vec![pair("remotion-policy", kind.name())];
            let texts = TEXTS.iter().map(|field| (field.name(), "all"));
            for (name, value) in texts.chain(FLAGS.iter().map(|flag| (flag.name(), "true"))) {
                link.push((attribute_name(name), value.to_string()));
                let before = model.call.clone();
                model.apply(&model.follow(&link));
                let may = ["format", "version", "region"].contains(&name);
                assert_eq!(model.call != before, may, "{} {name}", kind.name());
                link.truncate(1);
                model.call.set_text(Text::Format, None);
            }
        }
        let inputs = [
            pair("policy", "bucket-policy"),
            pair("bucket", "acme-films"),
            pair("public-read", "prefix"),
            pair("key-prefix", "a/"),
            pair("tls-only", ""),
        ];
        let link = Model::new(&inputs).link();
        let names: Vec<&str> = link.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["remotion-policy", "region", "without"]);
        assert_eq!(link.last(), Some(&pair("without", ".bucket.keyPrefix.publicRead")));
    }
}
