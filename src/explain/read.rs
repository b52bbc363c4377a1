//! Finds denials in a squeezed text: the core sentence first, then texts that are always the same, then what is left of
//! an error when AWS says no more than that.

use super::operations;
use super::shapes::{Topic, Weight, POLICY_TYPES, SHAPES};
use super::squeeze::{Gap, Squeezed};
use super::Who;
use crate::import::document::Span;
use crate::work::step;

/// A part of a denial, as the text has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DenialField {
    Principal,
    Action,
    Resource,
    /// The policy that denies.
    PolicyArn,
    Bucket,
    Key,
    Region,
    /// The header `x-amz-acl` of the request, from CloudTrail.
    Acl,
}

/// What a part of a text says of one denial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// In the squeezed text.
    pub(super) part: Span,
    pub(super) weight: Weight,
    pub(super) topic: Topic,
    pub(super) explicit: bool,
    /// Where a text of Remotion's says who it is about.
    pub(super) who: Option<Who>,
    /// Remotion says that it is about the role of the render function.
    pub(super) by_role: bool,
    /// AWS added an encoded message.
    pub(super) encoded: bool,
    /// AWS keeps details of the denial under this id.
    pub(super) details: String,
    said: Vec<(DenialField, String)>,
}

impl Found {
    fn new(part: Span, weight: Weight, topic: Topic) -> Found {
        let (explicit, by_role, encoded) = (false, false, false);
        Found { part, weight, topic, explicit, who: None, by_role, encoded, details: String::new(), said: Vec::new() }
    }

    #[inline(never)]
    pub(super) fn get(&self, field: DenialField) -> Option<&str> {
        self.said.iter().find(|(name, _)| *name == field).map(|(_, value)| value.as_str())
    }

    /// The first word on a field counts, and nothing is no word.
    #[inline(never)]
    fn set(&mut self, field: DenialField, value: String) {
        if !value.is_empty() && self.get(field).is_none() {
            self.said.push((field, value));
        }
    }
}

/// What was found, and the parts that speak of a denial in words nobody here knows.
pub(super) struct DenialReading {
    pub(super) found: Vec<Found>,
    pub(super) unread: Vec<Span>,
}

/// More do not help anybody.
const MOST: usize = 100;

const DENIED: &str = "accessdenied";
const CORE: &str = "notauthorizedtoperform";
const ENCODED: &str = "encodedauthorizationfailuremessage";
const DETAILS: &str = "#/authorization-details/";

/// Reads a text from start to end once; every look around a place is bounded.
pub(super) fn read(text: &Squeezed) -> DenialReading {
    let mut reader =
        DenialReader { text, found: Vec::new(), unread: Vec::new(), hints: Vec::new(), records: Vec::new() };
    reader.scan();
    reader.finish()
}

/// With which two letters the phrases begin that are looked for at every place: at most places, none does.
struct Beginnings([u32; 128]);

impl Beginnings {
    fn new() -> Beginnings {
        let mut seconds = [0; 128];
        for phrase in SHAPES.iter().map(|shape| shape.phrase).chain(operations::phrases()) {
            if let [first, second, ..] = phrase.as_bytes() {
                if let Some(seconds) = seconds.get_mut(usize::from(*first)) {
                    *seconds |= bit(*second);
                }
            }
        }
        Beginnings(seconds)
    }

    fn may_be(&self, first: u8, second: u8) -> bool {
        let seconds = self.0.get(usize::from(first.to_ascii_lowercase()));
        seconds.is_some_and(|seconds| seconds & bit(second) != 0)
    }
}

/// One bit for a letter in either case, which it may share with a sign.
fn bit(letter: u8) -> u32 {
    1 << (letter & 31)
}

struct DenialReader<'a> {
    text: &'a Squeezed,
    found: Vec<Found>,
    unread: Vec<Span>,
    /// Where the text names a request, and the action it needs.
    hints: Vec<(usize, &'static str)>,
    /// JSON objects that are a record of a denial.
    records: Vec<Span>,
}

impl DenialReader<'_> {
    fn scan(&mut self) {
        let text = self.text;
        // Where JSON objects begin, and whether they hold a key that makes them a record.
        let mut objects: Vec<(usize, bool)> = Vec::new();
        let mut core_until = 0;
        let beginnings = Beginnings::new();
        let bytes = text.text.as_bytes();
        for (at, byte) in bytes.iter().copied().enumerate() {
            step();
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            match byte {
                b'{' => objects.push((at, false)),
                b'}' => {
                    if let Some((start, true)) = objects.pop() {
                        self.record(start..at + 1);
                    }
                }
                b'"' if !matches!(next, b'e' | b'E') => {}
                b'"' if text.is_at(at, "\"errorcode\":") || text.is_at(at, "\"explicitdeny\":") => {
                    if let Some((_, is_record)) = objects.last_mut() {
                        *is_record = true;
                    }
                }
                b'n' | b'N' if matches!(next, b'o' | b'O') && at >= core_until && text.is_at(at, CORE) => {
                    if let Some(found) = self.core(at) {
                        core_until = found.part.end;
                        self.keep(found);
                    }
                }
                b'e' | b'E' if text.is_at(at, ENCODED) => self.encoded(at),
                b'#' if text.is_at(at, DETAILS) => self.details(at + DETAILS.len()),
                _ => {}
            }
            if !beginnings.may_be(byte, next) {
                continue;
            }
            if at >= core_until {
                self.shape(at);
            }
            let action = operations::named_at(text, at);
            if !action.is_empty() {
                self.hints.push((at, action));
            }
        }
        // The end of a log may be missing.
        while let Some((start, is_record)) = objects.pop() {
            if is_record {
                self.record(start..text.len());
            }
        }
    }

    /// Keeps a record, unless one is inside it: no two then have a byte in common.
    fn record(&mut self, record: Span) {
        if self.records.last().is_none_or(|last| last.end <= record.start) {
            self.records.push(record);
        }
    }

    fn keep(&mut self, found: Found) {
        if self.found.len() < MOST * 4 {
            self.found.push(found);
        }
    }

    /// `User: … is not authorized to perform: … on resource: … because …`, from its middle.
    fn core(&mut self, at: usize) -> Option<Found> {
        let text = self.text;
        let mut end = at + CORE.len();
        let (principal, start) = self.principal(at);
        let mut found = Found::new(start..end, Weight::Sentence, Topic::NoReason);
        if let Some(after) = text.after(end, "thisoperation") {
            let next = after + usize::from(matches!(text.byte(after), b'.' | b':'));
            // The sentence itself comes after it.
            if text.is_at(next, "user:") {
                return None;
            }
            found.part.end = after;
            if text.find(after..after + ENCODED.len() + 4, ENCODED).is_some() {
                found.topic = Topic::Encoded;
            }
            return Some(found);
        }
        found.set(DenialField::Principal, principal);
        end += usize::from(text.byte(end) == b':');
        let (action, after) = self.action(end);
        found.set(DenialField::Action, action);
        end = after;
        if let Some(after) = text.after(end, "onresource").or_else(|| text.after(end, "onresources")) {
            let after = after + usize::from(text.byte(after) == b's');
            let after = after + usize::from(text.byte(after) == b':');
            let (resource, after) = self.resource(after);
            found.set(DenialField::Resource, resource);
            end = after;
        } else if let Some(after) = text.after(end, "onthisresource") {
            end = after;
        }
        end = self.reason(end, &mut found);
        found.part.end = end;
        (!found.said.is_empty()).then_some(found)
    }

    /// Who is before the place where the core sentence has its verb, and where the sentence begins.
    fn principal(&self, at: usize) -> (String, usize) {
        const FARTHEST: usize = 400;
        const HEAD: &str = "user:";
        let text = self.text;
        let Some(end) = at.checked_sub(2).filter(|end| text.is_at(*end, "is")) else { return (String::new(), at) };
        let mut start = end;
        while start > 0 && end - start < FARTHEST && (start == end || text.gap(start) != Gap::Space) {
            step();
            start -= 1;
            if text.is_at(start, HEAD) {
                break;
            }
        }
        let head = if text.is_at(start, HEAD) { start } else { start.saturating_sub(HEAD.len()) };
        let is_named = text.is_at(head, HEAD);
        let name = text.part(&(if is_named { head + HEAD.len() } else { start }..end));
        let name = trim(name, b"\"'`[](){}<>,;.");
        if is_named || name.starts_with("arn:") {
            (name.to_string(), if is_named { head } else { start })
        } else {
            (String::new(), end)
        }
    }

    /// `service:Name`, or the name of an operation; and where it ends.
    fn action(&self, at: usize) -> (String, usize) {
        let text = self.text;
        let start = at + usize::from(matches!(text.byte(at), b'"' | b'\'' | b'`' | b'['));
        let mut end = start;
        while (text.byte(end).is_ascii_alphanumeric() || matches!(text.byte(end), b'-' | b':' | b'*'))
            && (end == start || !self.ends_word(end))
        {
            end += 1;
        }
        let said = trim(text.part(&(start..end)), b":");
        let past = end + usize::from(start > at && matches!(text.byte(end), b'"' | b'\'' | b'`' | b']'));
        (operations::action(said), past)
    }

    /// An ARN, in quotes or not; and where it ends.
    fn resource(&self, at: usize) -> (String, usize) {
        const LONGEST: usize = 2000;
        let text = self.text;
        let quote = text.byte(at);
        // A log as CSV doubles its quotes.
        let at = at + usize::from(quote == b'"' && text.byte(at + 1) == b'"');
        if matches!(quote, b'"' | b'\'' | b'`' | b'[') {
            let close = if quote == b'[' { b']' } else { quote };
            if let Some(end) = self.next(at + 1, LONGEST, close) {
                return (text.words(&(at + 1..end)), end + 1);
            }
        }
        let mut end = self.word(at);
        if !text.is_at(at, "arn") && quote != b'*' {
            // `policy path /`: whatever there is before the reason.
            end = (at..at + 100).find(|at| self.continues(*at)).unwrap_or(end);
        }
        let said = text.words(&(at..end));
        let trimmed = trim(&said, b".,;:)]}'`");
        end -= said.len() - trimmed.len();
        let mut resource = trimmed.to_string();
        if text.is_at(at, "arn%3a") {
            resource = percent_decoded(trimmed);
        }
        // `null` is none, and one that was cut could be any.
        if resource == "null" || said.ends_with("...") || said.ends_with('…') {
            resource.clear();
        }
        (resource, end)
    }

    /// The next place of a byte, within reach.
    fn next(&self, at: usize, reach: usize, byte: u8) -> Option<usize> {
        (at..self.text.len().min(at + reach)).find(|at| self.text.byte(*at) == byte)
    }

    /// The end of a word: at a space, a quote or a tag, but not where only the line was broken.
    fn word(&self, start: usize) -> usize {
        let text = self.text;
        let mut end = start;
        while end < text.len() && !matches!(text.byte(end), b'"' | b'\'') {
            // A tag ends it, and `<account id>` between two colons does not.
            if text.byte(end) == b'<' && (end == 0 || text.byte(end - 1) != b':') {
                break;
            }
            if text.byte(end) == b'>' && text.byte(end + 1) != b':' {
                break;
            }
            if end > start && self.ends_word(end) {
                break;
            }
            end += 1;
        }
        end
    }

    fn ends_word(&self, at: usize) -> bool {
        match self.text.gap(at) {
            Gap::Nothing => false,
            Gap::Line => !self.is_broken(at),
            Gap::Space => true,
        }
    }

    /// Whether the word before a line break goes on after it: the sentence then goes on after its rest.
    fn is_broken(&self, at: usize) -> bool {
        const LONGEST: usize = 600;
        let text = self.text;
        if self.continues(at) {
            return false;
        }
        let mut colon = false;
        for next in at + 1..text.len().min(at + LONGEST) {
            step();
            colon |= matches!(text.byte(next - 1), b':' | b'/');
            match text.gap(next) {
                Gap::Nothing => {}
                Gap::Line if self.continues(next) => return true,
                Gap::Line => {}
                Gap::Space => return self.continues(next),
            }
        }
        colon && text.len() < at + LONGEST
    }

    /// Whether the core sentence goes on here.
    fn continues(&self, at: usize) -> bool {
        ["onresource", "onthisresource", "because", "withanexplicitdeny"].iter().any(|part| self.text.is_at(at, part))
    }

    /// Why, and where that ends.
    fn reason(&mut self, at: usize, found: &mut Found) -> usize {
        const SETTINGS: [(&str, Topic); 4] = [
            ("blockpublicpolicy", Topic::BlockPublicPolicy),
            ("blockpublicacls", Topic::BlockPublicAcls),
            ("ignorepublicacls", Topic::BlockPublicAcls),
            ("restrictpublicbuckets", Topic::BlockPublicPolicy),
        ];
        let text = self.text;
        let mut start = at;
        while start < at + 3 && matches!(text.byte(start), b'"' | b'\'' | b')' | b']' | b',' | b'.' | b'`') {
            start += 1;
        }
        if let Some(after) = text.after(start, "withanexplicitdeny") {
            found.explicit = true;
            found.topic = Topic::DenyBare;
            let Some(after) = text.after(after, "in") else { return after };
            for article in ["an", "a", "the", ""] {
                let Some((topic, end)) = text.after(after, article).and_then(|at| self.policy_type(at)) else {
                    continue;
                };
                found.topic = topic.of(found.get(DenialField::Action), true);
                if !text.is_at(end, ":arn:") {
                    return end;
                }
                let (arn, end) = self.resource(end + 1);
                found.set(DenialField::PolicyArn, arn);
                return end;
            }
        } else if let Some(after) = text.after(start, "because") {
            if let Some((topic, end)) = text.after(after, "no").and_then(|at| self.policy_type(at)) {
                let Some(of) = text.find(end..end + 12, "the") else { return end };
                let (action, end) = self.action(of + 3);
                found.set(DenialField::Action, action);
                found.topic = topic.of(found.get(DenialField::Action), false);
                return text.after(end, "action").unwrap_or(end);
            }
            for (setting, topic) in SETTINGS {
                if let Some(at) = text.find(after..after + 80, setting) {
                    found.topic = topic;
                    let end = at + setting.len();
                    return text.after(end, "settingins3blockpublicaccess").unwrap_or(end);
                }
            }
            if let Some(end) = text.after(after, "theresourcedoesnotexistinthisregion") {
                found.topic = Topic::KeyNotSeen;
                return end;
            }
        } else {
            return at;
        }
        found.topic = Topic::UnknownReason;
        self.unknown(start)
    }

    /// A reason in words that are not known: to the end of its line.
    fn unknown(&mut self, at: usize) -> usize {
        let end = self.line_end(at + 1, 300);
        self.unread.push(at..end);
        end
    }

    fn policy_type(&self, at: usize) -> Option<(Topic, usize)> {
        let (name, topic) = POLICY_TYPES.iter().find(|(name, _)| self.text.is_at(at, name))?;
        let end = at + name.len();
        let end = self.text.after(end, "policy").or_else(|| self.text.after(end, "policies")).unwrap_or(end);
        // Written `VPC endpoint policy transitively through a service control policy` where organisations share one.
        Some((*topic, self.text.after(end, "transitivelythroughaservicecontrolpolicy").unwrap_or(end)))
    }

    fn line_end(&self, at: usize, most: usize) -> usize {
        let mut end = at;
        // Gaps and tags are at the start of a character.
        while end < self.text.len() && (end < at + most || !self.text.text.is_char_boundary(end)) {
            if self.text.gap(end) == Gap::Line || self.text.byte(end) == b'<' {
                break;
            }
            end += 1;
        }
        end
    }

    fn encoded(&mut self, at: usize) {
        const NEAR: usize = 80;
        match self.found.last_mut().filter(|last| last.weight == Weight::Sentence && last.part.end + NEAR > at) {
            Some(last) => last.encoded = true,
            None => {
                let mut found = Found::new(at..at + ENCODED.len(), Weight::Sentence, Topic::Encoded);
                found.encoded = true;
                self.keep(found);
            }
        }
    }

    fn details(&mut self, at: usize) {
        let mut end = at;
        while self.text.byte(end).is_ascii_alphanumeric() && end < at + 128 && self.text.gap(end) == Gap::Nothing {
            end += 1;
        }
        let id = self.text.part(&(at..end));
        if let Some(last) = self.found.last_mut() {
            last.details = id.to_string();
        }
    }

    /// A text that is always the same.
    fn shape(&mut self, at: usize) {
        let first = self.text.byte(at).to_ascii_lowercase();
        for shape in SHAPES.iter().filter(|shape| shape.phrase.as_bytes().first() == Some(&first)) {
            step();
            if !self.text.is_at(at, shape.phrase) {
                continue;
            }
            let end = at + shape.phrase.len();
            let mut weight = shape.weight;
            // `AccessDenied` is a code, and `Access Denied` a message.
            if shape.phrase == DENIED && (at + 1..end).all(|at| self.text.gap(at) == Gap::Nothing) {
                weight = Weight::Word;
            }
            let mut found = Found::new(at..end, weight, shape.topic);
            if weight == Weight::Text {
                found.part.end = self.line_end(end, 400);
                found.by_role = self.text.find(end..found.part.end, "thelambdarole").is_some();
                self.names(&mut found, end);
            }
            found.set(DenialField::Action, shape.action.to_string());
            found.who = shape.who;
            if let Some(to) = self.text.after(end, "to").filter(|_| shape.phrase == DENIED) {
                self.console(&mut found, to);
            }
            let before = self.found.iter().rev().take(4);
            let mut same = before.filter(|before| before.topic == shape.topic && before.weight >= weight);
            if !same.any(|before| at < before.part.start + 500) {
                self.keep(found);
            }
            return;
        }
    }

    /// `Access denied to {action}`, with which the console begins `User: … Action: … On resource(s): … Context: …`.
    fn console(&self, found: &mut Found, at: usize) {
        let text = self.text;
        let (action, end) = self.action(at);
        if !action.contains(':') {
            return;
        }
        found.set(DenialField::Action, action);
        found.weight = Weight::Text;
        found.part.end = end;
        let near = |phrase: &str| text.find(end..end + 600, phrase).map(|at| at + phrase.len());
        if let Some(at) = near("user:arn:") {
            found.set(DenialField::Principal, text.part(&(at - 4..self.word(at))).to_string());
        }
        if let Some((topic, end)) = near("context:no").and_then(|at| self.policy_type(at)) {
            found.topic = topic.of(found.get(DenialField::Action), false);
            found.part.end = end;
        }
    }

    /// Bucket and key that one of Remotion's texts names.
    fn names(&self, found: &mut Found, at: usize) {
        let end = found.part.end + 1;
        let mut at = at;
        if found.topic == Topic::Head {
            let (key, after) = self.quoted(at);
            found.set(DenialField::Key, key);
            at = after;
        }
        if let Some(at) = self.text.find(at..end, "bucket\"") {
            found.set(DenialField::Bucket, self.quoted(at).0);
        }
    }

    /// What stands in quotes soon after a place, and where that ends.
    fn quoted(&self, at: usize) -> (String, usize) {
        let Some(open) = self.next(at, 30, b'"') else { return (String::new(), at) };
        let Some(close) = self.next(open + 1, 1100, b'"') else { return (String::new(), at) };
        (self.text.words(&(open + 1..close)), close + 1)
    }

    fn finish(mut self) -> DenialReading {
        self.read_records();
        let text = self.text;
        let all = std::mem::take(&mut self.found);
        let heaviest = all.iter().map(|found| found.weight).max();
        let mut kept: Vec<Found> = Vec::new();
        for (index, found) in all.iter().enumerate() {
            let (from, to) = (found.part.start, found.part.end);
            let (reach, back) = match found.weight {
                Weight::Sentence | Weight::Text => (0, 0),
                Weight::Code => (250, 250),
                Weight::Message if text.is_at(from, DENIED) => (0, 60),
                Weight::Message => (250, 600),
                Weight::Word if heaviest == Some(Weight::Word) => (0, 0),
                Weight::Word => continue,
            };
            let around = all.iter().skip(index.saturating_sub(6)).take(13);
            let least = if found.weight == Weight::Message { Weight::Code } else { Weight::Text };
            let mut heavier = around.filter(|other| other.weight >= least && other.part.start != from);
            if back > 0 && heavier.any(|other| other.part.start < to + reach && from < other.part.end + back) {
                continue;
            }
            let mut found = found.clone();
            if found.get(DenialField::Action).is_none() {
                let until = all.iter().skip(index + 1).map(|other| other.part.start).find(|start| *start > to + 60);
                found.set(DenialField::Action, hint(&self.hints, from, to, until).to_string());
            }
            // A log repeats, and every wrapper has the code.
            let is_known = kept
                .iter()
                .any(|other| other.topic == found.topic && (other.said == found.said || found.weight == Weight::Word));
            if !is_known && kept.len() < MOST {
                kept.push(found);
            }
        }
        DenialReading { found: kept, unread: self.unread }
    }

    /// Records of CloudTrail, and messages that `decode-authorization-message` decoded.
    fn read_records(&mut self) {
        const FIELDS: [(DenialField, &str); 6] = [
            (DenialField::Principal, "\"arn\":"),
            (DenialField::Region, "\"awsregion\":"),
            (DenialField::Acl, "\"x-amz-acl\":"),
            (DenialField::Resource, "\"resource\":"),
            (DenialField::Bucket, "\"bucketname\":"),
            (DenialField::Key, "\"key\":"),
        ];
        let text = self.text;
        for record in std::mem::take(&mut self.records) {
            let value = |key: &str| field(text, &record, key);
            let code = value("\"errorcode\":").to_ascii_lowercase();
            let decoded = value("\"explicitdeny\":");
            let is_denial = ["denied", "unauthorized", "forbidden"].iter().any(|word| crate::search::has(&code, word));
            if decoded.is_empty() && !is_denial {
                continue;
            }
            let mut found = Found::new(record.clone(), Weight::Sentence, Topic::Bare);
            for (name, key) in FIELDS {
                found.set(name, value(key));
            }
            found.explicit = decoded == "true";
            if !decoded.is_empty() {
                found.topic = if found.explicit { Topic::DenyBare } else { Topic::NoReason };
                found.set(DenialField::Action, operations::action(&value("\"action\":")));
            }
            found.set(DenialField::Action, operations::of_event(&value("\"eventsource\":"), &value("\"eventname\":")));
            let within = |other: &Found| record.start <= other.part.start && other.part.end <= record.end;
            match self.found.iter_mut().find(|other| within(other) && other.weight >= Weight::Text) {
                // The sentence says more; the record knows the rest of the request.
                Some(sentence) => found.said.into_iter().for_each(|(name, value)| sentence.set(name, value)),
                None => {
                    self.found.retain(|other| !within(other));
                    let place = self.found.iter().position(|other| other.part.start > record.start);
                    self.found.insert(place.unwrap_or(self.found.len()), found);
                }
            }
        }
    }
}

/// The value of a JSON key, given with its quotes and colon; empty without one.
fn field(text: &Squeezed, record: &Span, key: &str) -> String {
    let Some(at) = text.find(record.clone(), key) else { return String::new() };
    let mut start = at + key.len();
    // CloudTrail has headers of a request in lists.
    start += usize::from(text.byte(start) == b'[');
    let quoted = text.byte(start) == b'"';
    start += usize::from(quoted);
    let mut end = start;
    while end < record.end.min(start + 1100) {
        match text.byte(end) {
            b'"' => break,
            b',' | b'}' | b']' if !quoted => break,
            _ => end += 1,
        }
    }
    let value = text.words(&(start..end));
    if value == "null" {
        return String::new();
    }
    value
}

/// Without these ASCII characters at both ends.
fn trim<'a>(text: &'a str, off: &[u8]) -> &'a str {
    let bytes = text.as_bytes();
    let (mut start, mut end) = (0, bytes.len());
    while start < end && bytes.get(start).is_some_and(|byte| off.contains(byte)) {
        start += 1;
    }
    while end > start && bytes.get(end - 1).is_some_and(|byte| off.contains(byte)) {
        end -= 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// The request that the text around a denial names: what the error calls it, else the first of its stack.
fn hint(hints: &[(usize, &'static str)], from: usize, to: usize, until: Option<usize>) -> &'static str {
    const BEFORE: usize = 300;
    const AFTER: usize = 4000;
    let until = until.unwrap_or(usize::MAX).min(to + AFTER);
    let first = hints.partition_point(|(at, _)| at + BEFORE < from);
    let mut nearest = "";
    for (at, action) in hints.iter().skip(first).take_while(|(at, _)| *at < until) {
        if *at >= from && !nearest.is_empty() {
            break;
        }
        nearest = action;
    }
    nearest
}

/// `%3A` as a colon, in a resource that CloudFormation encoded.
fn percent_decoded(text: &str) -> String {
    let layer = crate::import::source_map::SourceMap::pasted(text);
    match layer.percent_decoded(&(0..text.len())) {
        Ok(decoded) => decoded.text.into_owned(),
        Err(_) => text.to_string(),
    }
}
