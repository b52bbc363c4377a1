//! Reads scripts of `aws iam` commands, for a shell or PowerShell: what each sets, of whom, in the order of the script.
//!
//! Documents come in quotes, from `<<EOF`, `@'…'@`, variables, functions and files that the script writes. What a script
//! asks for before it acts is not followed; of what it does under a condition nobody knows whether it happens, unless it
//! does the same otherwise.
//!
//! <https://docs.aws.amazon.com/cli/latest/reference/iam/>, <https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html>,
//! <https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules>

use crate::expression::{object, perhaps, ExpressionReader};
use crate::prelude::*;
use crate::token::variable;
use crate::{hole, search, Node, Reading, Span, Value};

/// Commands that set something.
const COMMANDS: [&str; 18] = [
    "put-role-policy",
    "put-user-policy",
    "put-group-policy",
    "create-policy",
    "create-policy-version",
    "attach-role-policy",
    "attach-user-policy",
    "attach-group-policy",
    "create-role",
    "update-assume-role-policy",
    "put-role-permissions-boundary",
    "put-user-permissions-boundary",
    "put-bucket-policy",
    "create-user",
    "delete-role-policy",
    "delete-user-policy",
    "detach-role-policy",
    "detach-user-policy",
];

/// Commands that set something that is nobody's: what they are given is read as it stands.
const OTHERS: [&str; 2] = ["put-key-policy", "put-bucket-lifecycle-configuration"];

/// Whether a text looks like it: a line begins with a command that sets something, or takes what it prints.
pub(crate) fn is(_: &str, lines: &[&str]) -> bool {
    let mut begun = false;
    lines.iter().any(|line| {
        if !begun && !search::has(line, "aws") && !search::has(line, "Invoke-") {
            return false;
        }
        let line = search::unindented(line);
        let mut words = line.split_ascii_whitespace().map(|word| word.trim_start_matches(['(', '"', '\'']));
        let at = words.clone().position(|word| word.ends_with("aws") || word.starts_with("Invoke-"));
        let starts = at.is_some_and(|at| at < 4) && !line.starts_with('#') || begun;
        begun = starts && line.ends_with(['\\', '`']);
        starts && words.any(|word| COMMANDS.contains(&word) || OTHERS.contains(&word))
    })
}

#[derive(Clone)]
enum Input {
    Text(String),
    /// A part of the text, and whether variables in it are filled in.
    Body(Span, bool),
}

/// A command's words and what comes in by `<<`.
#[derive(Default)]
struct Command {
    words: Vec<Span>,
    body: Option<(Span, bool)>,
}

struct Script<'a> {
    text: &'a str,
    reader: ExpressionReader<'a>,
    variables: Vec<(String, Input)>,
    /// What functions print, and what is in files.
    prints: Vec<(String, Input)>,
    /// The function being read.
    function: Option<String>,
    /// Blocks that are open: whether what is in them happens perhaps.
    blocks: Vec<bool>,
    /// What was kept, by whose and what, to see what is done either way; and whether it is sure.
    kept: Vec<(String, Span, bool, Node)>,
    used: Vec<Span>,
    bodies: Vec<(Span, bool)>,
}

/// More variables, files and policies are those of no script for one thing.
const MOST: usize = 200;

/// The longest value of a variable, in bytes, that is put in its place.
const LONGEST: usize = 4096;

pub(crate) fn read(text: &str) -> Reading {
    let reader = ExpressionReader::new(text, &[], true);
    let mut script = Script {
        text,
        reader,
        variables: Vec::new(),
        prints: Vec::new(),
        function: None,
        blocks: Vec::new(),
        kept: Vec::new(),
        used: Vec::new(),
        bodies: Vec::new(),
    };
    script.run(0..text.len(), 0);
    let Script { mut reader, kept, used, bodies, .. } = script;
    let any = !kept.is_empty();
    for (.., sure, node) in kept {
        reader.values.push(if sure { node } else { perhaps(node) });
    }
    let loose: Vec<(Span, bool)> = bodies.into_iter().filter(|(body, _)| !used.contains(body)).collect();
    let sure = !any && loose.len() < 2;
    for (body, _) in loose {
        if reader.speaks(&body) {
            let node = reader.json(body, None);
            reader.values.push(if sure { node } else { perhaps(node) });
        }
    }
    reader.finish()
}

impl<'a> Script<'a> {
    fn part(&self, part: &Span) -> &'a str {
        self.text.get(part.clone()).unwrap_or_default()
    }

    /// Does what the commands of a part do. Gives what the last one prints, if that is known.
    fn run(&mut self, part: Span, depth: usize) -> Option<Input> {
        let mut at = part.start;
        let (mut printed, mut perhaps) = (None, false);
        while at < part.end {
            let (command, end, otherwise) = self.command(at..part.end);
            // What comes after `||` happens when what comes before does not.
            let open = self.blocks.len();
            if core::mem::replace(&mut perhaps, otherwise) {
                self.blocks.push(true);
                printed = self.act(&command, depth).or(printed);
                if open < self.blocks.len() {
                    self.blocks.remove(open);
                }
            } else {
                printed = self.act(&command, depth).or(printed);
            }
            at = end.max(at + 1);
        }
        printed
    }

    /// The words up to the end of a command, where it ends, and whether `||` ends it.
    fn command(&self, part: Span) -> (Command, usize, bool) {
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().filter(|_| at < part.end).unwrap_or_default();
        let mut command = Command::default();
        // Names of bodies that follow the line.
        let mut bodies: Vec<(String, bool)> = Vec::new();
        let mut at = part.start;
        let mut otherwise = false;
        while at < part.end {
            match byte(at) {
                b'\n' => {
                    at += 1;
                    break;
                }
                b' ' | b'\t' | b'\r' => at += 1,
                // A line that goes on.
                b'\\' | b'`' | b'^' if matches!(byte(at + 1), b'\n' | b'\r') => {
                    at += 2 + usize::from(byte(at + 1) == b'\r')
                }
                b'#' => {
                    let rest = self.text.get(at..part.end).unwrap_or_default();
                    at += rest.find('\n').unwrap_or(rest.len());
                }
                b'<' if byte(at + 1) == b'<' && byte(at + 2) != b'<' => {
                    let start = at + 2 + usize::from(byte(at + 2) == b'-');
                    let mut name = self.text.get(start..part.end).unwrap_or_default();
                    name = name.trim_start_matches(' ');
                    let end = name.find([' ', '\n', ')', ';', '>', '|']).unwrap_or(name.len());
                    let word = name.get(..end).unwrap_or_default();
                    let plain: String = word.chars().filter(|c| !matches!(c, '\'' | '"' | '\\' | '\r')).collect();
                    bodies.push((plain.clone(), plain.len() == word.trim_end().len()));
                    at = name.as_ptr() as usize - self.text.as_ptr() as usize + end;
                }
                sign @ (b';' | b'|' | b'&') if bodies.is_empty() => {
                    let double = byte(at + 1) == sign;
                    otherwise = double && sign == b'|';
                    at += 1 + usize::from(double);
                    break;
                }
                b'(' | b')' | b',' | b';' | b'|' | b'&' => at += 1,
                b'{' | b'}' if matches!(byte(at + 1), b' ' | b'\n' | b'\r' | b'\t' | 0 | b';' | b')') => {
                    command.words.push(at..at + 1);
                    at += 1;
                }
                _ => {
                    let end = self.word(at..part.end);
                    command.words.push(at..end);
                    at = end;
                }
            }
        }
        // Bodies begin at the next line.
        for (name, fills) in bodies {
            let rest = self.text.get(at..part.end).unwrap_or_default();
            let mut end = at;
            let mut next = part.end;
            for line in rest.split_inclusive('\n') {
                if line.trim() == name {
                    next = end + line.len();
                    break;
                }
                end += line.len();
            }
            command.body = Some((at..end, fills));
            at = next;
        }
        (command, at, otherwise)
    }

    /// Where a word ends, with its quotes and `$(…)`.
    fn word(&self, part: Span) -> usize {
        let rest = self.text.get(part.clone()).unwrap_or_default();
        for quote in ["@'", "@\""] {
            if rest.starts_with(quote) && rest.get(2..).is_some_and(|rest| rest.starts_with(['\n', '\r'])) {
                let close = if quote == "@'" { "\n'@" } else { "\n\"@" };
                return part.start + search::find(rest, close).map_or(rest.len(), |end| end + 3);
            }
        }
        let mut around: Vec<u8> = Vec::new();
        let mut at = part.start;
        let bytes = self.text.as_bytes();
        while at < part.end {
            let b = bytes.get(at).copied().unwrap_or_default();
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            match around.last().copied() {
                Some(b'\'') if b == b'\'' => drop(around.pop()),
                Some(b'\'') => {}
                _ if b == b'\\' => at += 1,
                _ if b == b'$' && next == b'(' => {
                    around.push(b')');
                    at += 1;
                }
                Some(b'"') if b == b'"' => drop(around.pop()),
                Some(b'"') => {}
                _ if matches!(b, b'\'' | b'"') => around.push(b),
                Some(b')') if b == b'(' => around.push(b')'),
                Some(b')') if b == b')' => drop(around.pop()),
                None if matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b';' | b'|' | b'&' | b')' | b',') => break,
                None if b == b'(' && at > part.start => {
                    // `name()`, or a method's arguments.
                    return if next == b')' { at + 2 } else { at };
                }
                _ => {}
            }
            at += 1;
        }
        let mut at = at.min(part.end);
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        at.max(part.start + 1)
    }

    fn set(list: &mut Vec<(String, Input)>, name: &str, held: Input) {
        // What was set before is no longer known.
        if list.len() == MOST {
            list.clear();
        }
        list.push((name.into(), held));
    }

    fn get(list: &[(String, Input)], name: &str) -> Option<Input> {
        list.iter().rev().find(|(other, _)| other == name).map(|(_, held)| held.clone())
    }

    fn is_perhaps(&self) -> bool {
        self.blocks.iter().any(|perhaps| *perhaps)
    }

    /// Does what a command does. Gives what it prints, if that is known.
    fn act(&mut self, command: &Command, depth: usize) -> Option<Input> {
        if let Some((body, fills)) = &command.body {
            if self.part(body).trim_start().starts_with(['{', '[']) && self.bodies.len() < MOST {
                self.bodies.push((body.clone(), *fills));
            }
        }
        let words: Vec<&str> = command.words.iter().map(|word| self.part(word)).collect();
        let first = words.iter().find(|word| **word != "}").copied().unwrap_or_default();
        let branches = ["if", "elif", "else", "elseif", "for", "foreach", "while", "until", "case", "switch", "catch"];
        // `fi` and the like end what `if` began, and `{ … }` has its own end.
        for word in &words {
            match *word {
                "if" | "for" | "while" | "until" | "case" if *word == first && !words.contains(&"{") => {
                    self.blocks.push(true)
                }
                "fi" | "done" | "esac" if *word == first => drop(self.blocks.pop()),
                "{" => self.blocks.push(branches.contains(&first)),
                "}" => {
                    self.blocks.pop();
                    self.function = None;
                }
                _ => {}
            }
        }
        if let Some(name) = first.strip_suffix("()") {
            self.function = Some(name.into());
        }
        // `sh <<EOF` is a script as well.
        if let Some((body, _)) = command.body.as_ref().filter(|_| matches!(first, "sh" | "bash" | "zsh") && depth < 4) {
            return self.run(body.clone(), depth + 1);
        }
        if let Some(held) = self.assigned(command, &words, depth) {
            return held;
        }
        let body = command.body.clone().map(|(body, fills)| Input::Body(body, fills));
        if let Some(held) = self.written(command, &words, body.clone(), depth) {
            return Some(held);
        }
        for (at, word) in words.iter().enumerate() {
            // In `$(aws …)` as well.
            if let Some(inside) = word.strip_prefix("$(").and_then(|word| word.strip_suffix(')')).filter(|_| depth < 4)
            {
                let start = command.words.get(at)?.start + 2;
                return self.run(start..start + inside.len(), depth + 1);
            }
            if COMMANDS.contains(word) {
                return self.aws(word, command, at, depth);
            }
        }
        match first {
            "aws" if words.contains(&"get-caller-identity") => Some(Input::Text(hole("AWS::AccountId"))),
            "aws" if words.contains(&"configure") => Some(Input::Text(hole("AWS::Region"))),
            _ if body.is_some() => {
                if let (Some(function), Some(body)) = (self.function.clone(), &body) {
                    Script::set(&mut self.prints, &function, body.clone());
                }
                body
            }
            // A function, or a file that is printed.
            "cat" => words.get(1).and_then(|name| Script::get(&self.prints, name)),
            _ => Script::get(&self.prints, first),
        }
    }

    /// `NAME=value`, `$name = value`.
    fn assigned(&mut self, command: &Command, words: &[&str], depth: usize) -> Option<Option<Input>> {
        let skip = usize::from(matches!(words.first(), Some(&("export" | "local" | "readonly" | "declare"))));
        let word = words.get(skip)?;
        let (name, held) = if words.get(1) == Some(&"=") && word.starts_with('$') {
            let value = command.words.get(2)?;
            let rest = Command { words: command.words.get(2..)?.to_vec(), body: None };
            let held = if words.iter().any(|word| COMMANDS.contains(word)) { self.act(&rest, depth + 1) } else { None };
            (word.trim_start_matches('$'), held.or_else(|| self.held(value, depth)))
        } else {
            let (name, value) = word.split_once('=')?;
            if name.is_empty()
                || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                || words.len() > skip + 1
            {
                return None;
            }
            let span = command.words.get(skip)?;
            let span = span.end - value.len()..span.end;
            (name, self.held(&span, depth))
        };
        let before = Script::get(&self.variables, name);
        let is_policy = |held: &Option<Input>| matches!(held, Some(Input::Text(text)) if text.starts_with("policy/"));
        // What is looked for before it is made is the same one.
        let held = match held {
            None if is_policy(&before) => before,
            Some(held) => Some(held).filter(|held| {
                let open = self.is_perhaps() && !is_policy(&Some(held.clone()));
                !open
            }),
            None => None,
        };
        let held = held.unwrap_or_else(|| Input::Text(hole(name)));
        Script::set(&mut self.variables, name, held);
        Some(None)
    }

    /// `> file`, `Set-Content file`, `WriteAllText(file, …)`.
    fn written(&mut self, command: &Command, words: &[&str], body: Option<Input>, depth: usize) -> Option<Input> {
        let at = words.iter().position(|word| word.starts_with('>') && !word.starts_with(">&"));
        let word = |at: usize| words.get(at).copied();
        let (name, held) = if let Some(at) = at {
            let name = word(at)?.trim_start_matches('>');
            let name = if name.is_empty() { word(at + 1)? } else { name };
            let printed = command.words.get(1).filter(|_| word(0) == Some("echo")).cloned();
            (name, body.or_else(|| self.held(&printed?, depth))?)
        } else if word(0).is_some_and(|first| first.ends_with("::WriteAllText")) {
            let value = command.words.get(2).cloned()?;
            (word(1)?, self.held(&value, depth)?)
        } else if word(0) == Some("tee") {
            (word(1)?, body?)
        } else if let Some(at) = words.iter().position(|word| matches!(*word, "Set-Content" | "Out-File")) {
            let value =
                words.iter().position(|word| *word == "-Value").and_then(|at| command.words.get(at + 1)).cloned();
            let name = words.iter().skip(at + 1).find(|word| word.ends_with(".json"))?;
            (*name, self.held(&value?, depth)?)
        } else {
            return None;
        };
        let name = name.trim_matches(['\'', '"']).to_string();
        Script::set(&mut self.prints, &name, held.clone());
        Some(held)
    }

    /// What a word stands for.
    fn held(&mut self, word: &Span, depth: usize) -> Option<Input> {
        let mut source = self.part(word);
        let mut start = word.start;
        if let Some(inside) = source.strip_prefix("@'").or_else(|| source.strip_prefix("@\"")) {
            let body = start + 2..start + 2 + inside.len().saturating_sub(2);
            let fills = source.starts_with("@\"");
            if self.bodies.len() < MOST {
                self.bodies.push((body.clone(), fills));
            }
            return Some(Input::Body(body, fills));
        }
        if let Some(inside) = source.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
            if !inside.contains('\'') && inside.trim_start().starts_with(['{', '[']) {
                return Some(Input::Body(start + 1..start + 1 + inside.len(), false));
            }
        }
        if let Some(inside) = source.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            source = inside;
            start += 1;
        }
        if let Some(inside) = source.strip_prefix("$(").and_then(|rest| rest.strip_suffix(')')).filter(|_| depth < 4) {
            return self.run(start + 2..start + 2 + inside.len(), depth + 1);
        }
        if let Some((name, length)) = variable(source) {
            if length == source.len() {
                return Script::get(&self.variables, name);
            }
        }
        let text = self.plain(word);
        Some(Input::Text(text))
    }

    /// A word without its quotes, with what is known filled in.
    fn plain(&self, word: &Span) -> String {
        let mut rest = self.part(word);
        let mut text = String::new();
        let mut quote = None;
        while let Some(c) = rest.chars().next() {
            let mut length = c.len_utf8();
            match c {
                '\'' if quote != Some('"') => quote = if quote.is_some() { None } else { Some(c) },
                '"' if quote != Some('\'') => quote = if quote.is_some() { None } else { Some(c) },
                '\\' if quote != Some('\'') => {
                    let next = rest.chars().nth(1);
                    text.extend(next);
                    length += next.map_or(0, char::len_utf8);
                }
                '$' if quote != Some('\'') && rest.starts_with("$(") => {
                    text.push_str(&hole(rest));
                    return text;
                }
                '$' if quote != Some('\'') => match variable(rest) {
                    Some((name, taken)) => {
                        match Script::get(&self.variables, name) {
                            Some(Input::Text(held)) => text.push_str(&held),
                            _ => text.push_str(&hole(name)),
                        }
                        length = taken;
                    }
                    None => text.push(c),
                },
                _ => text.push(c),
            }
            rest = rest.get(length..).unwrap_or_default();
            // Variables in variables grow without end.
            if text.len() > LONGEST && text.len() > word.len() {
                return hole(self.part(word));
            }
        }
        text
    }

    /// A command of `aws iam`. Gives the ARN of the policy that it makes.
    fn aws(&mut self, name: &str, command: &Command, at: usize, depth: usize) -> Option<Input> {
        let place = command.words.get(at)?.start..command.words.last()?.end;
        let mut options: Vec<(String, Span)> = Vec::new();
        let mut next = at + 1;
        while let Some(word) = command.words.get(next) {
            next += 1;
            let source = self.part(word);
            let quoted = usize::from(source.starts_with('"'));
            let source = source
                .get(quoted..source.len() - if quoted > 0 && source.len() > 1 { 1 } else { 0 })
                .unwrap_or_default();
            let Some(option) = source.strip_prefix("--") else { continue };
            match option.split_once('=') {
                Some((option, value)) => {
                    let start = word.start + quoted + 3 + option.len();
                    options.push((option.into(), start..start + value.len()));
                }
                None => {
                    if let Some(value) = command.words.get(next).filter(|value| !self.part(value).starts_with("--")) {
                        options.push((option.into(), value.clone()));
                    }
                }
            }
        }
        let option = |name: &str| options.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone());
        let text =
            |script: &Script<'_>, name: &str| option(name).map(|value| Node::of_text(script.plain(&value), value));
        let mut members: Vec<(&str, Node)> = Vec::new();
        let mut key = name.trim_start_matches("create-").trim_start_matches("update-").to_string();
        for (flag, member) in [("role-name", "RoleName"), ("user-name", "UserName"), ("group-name", "GroupName")] {
            if let Some(node) = text(self, flag) {
                key.push_str(node.text().unwrap_or_default());
                members.push((member, node));
            }
        }
        let policy_name = text(self, "policy-name");
        let arn = text(self, "policy-arn");
        let known = |name: &str| ["policy/", name].concat();
        let made: Vec<String> = self.kept.iter().map(|(key, ..)| key.clone()).collect();
        let arn_of = |arn: &Node| {
            let text = arn.text().unwrap_or_default();
            // One that the script makes, by its name.
            let name = search::cut(text, ":policy/").filter(|(head, _)| !head.ends_with(":aws")).map(|(_, name)| name);
            let name = name.map(|name| known(name.rsplit('/').next().unwrap_or_default()));
            name.filter(|name| made.contains(name)).unwrap_or_else(|| text.to_string())
        };
        let documents = ["policy-document", "assume-role-policy-document", "policy"];
        let given = documents.iter().find_map(|name| option(name));
        if option("cli-input-json").is_some() || name.starts_with("de") {
            self.reader.leave(place);
            return None;
        }
        let mut body = place.clone();
        let document = given.as_ref().and_then(|value| self.document(value, &mut body, depth));
        let part = place.clone();
        let list = |items: Vec<Node>| Node { span: part.clone(), value: Value::List(items) };
        match name {
            "create-policy" | "create-policy-version" => {
                let whose = policy_name.as_ref().and_then(Node::text).map(known).or_else(|| arn.as_ref().map(arn_of));
                let logical = whose.unwrap_or_else(|| "policy/".to_string());
                key = logical.clone();
                if name == "create-policy-version"
                    && !command.words.iter().any(|word| self.part(word) == "--set-as-default")
                {
                    self.reader.cover(&body);
                    return None;
                }
                let mut properties = vec![];
                properties.extend(policy_name.map(|name| ("ManagedPolicyName", name)));
                if let Some(document) = document {
                    properties.push(("PolicyDocument", document));
                } else {
                    self.reader.leave(place.clone());
                }
                let properties = object(properties, place.clone());
                let kind = Node::of_text("AWS::IAM::ManagedPolicy", place.clone());
                let resource = object(vec![("Type", kind), ("Properties", properties)], place.clone());
                members = vec![(logical.as_str(), resource)];
                let node = object(members, place.clone());
                self.keep(key, body, node);
                return Some(Input::Text(logical));
            }
            "put-bucket-policy" => {
                let Some(document) = document else {
                    self.reader.leave(place);
                    return None;
                };
                let kind = Node::of_text("AWS::S3::BucketPolicy", place.clone());
                let properties = object(vec![("PolicyDocument", document)], place.clone());
                let resource = object(vec![("Type", kind), ("Properties", properties)], place.clone());
                members = vec![("bucket", resource)];
            }
            _ if name.starts_with("attach") => {
                let arn = arn
                    .map(|arn| Node::of_text(arn_of(&arn), arn.span))
                    .unwrap_or_else(|| Node::of_text(hole("arn"), place.clone()));
                key.push_str(arn.text().unwrap_or_default());
                members.push(("AttachedPolicies", list(vec![object(vec![("PolicyArn", arn)], place.clone())])));
            }
            _ => {
                if let Some(name) = &policy_name {
                    key.push_str(name.text().unwrap_or_default());
                    members.push(("PolicyName", name.clone()));
                }
                if let Some(arn) = text(self, "permissions-boundary") {
                    let arn = Node::of_text(arn_of(&arn), arn.span);
                    members.push(("PermissionsBoundary", object(vec![("PermissionsBoundaryArn", arn)], place.clone())));
                }
                let is_trust = matches!(name, "create-role" | "update-assume-role-policy");
                if is_trust {
                    key = ["trust", members.first().and_then(|(_, name)| name.text()).unwrap_or_default()].concat();
                }
                match (document, given) {
                    (Some(document), _) => {
                        members.push((if is_trust { "AssumeRolePolicyDocument" } else { "PolicyDocument" }, document));
                    }
                    (None, Some(value)) => {
                        // It comes from elsewhere.
                        let kind = match members.first() {
                            Some(("UserName", _)) => ("aws_iam_user_policy", "user"),
                            Some(("GroupName", _)) => ("aws_iam_group_policy", "group"),
                            _ => ("aws_iam_role_policy", "role"),
                        };
                        let whose = members.first().map(|(_, name)| (kind.1, name.clone()));
                        let values = object(whose.into_iter().collect(), place.clone());
                        let name = Node::of_text(self.part(&value).trim_matches(['\'', '"']), value);
                        members =
                            vec![("type", Node::of_text(kind.0, place.clone())), ("name", name), ("values", values)];
                        if is_trust {
                            self.reader.leave(place);
                            return None;
                        }
                    }
                    _ => {}
                }
            }
        }
        let node = object(members, place);
        self.keep(key, body, node);
        None
    }

    /// Keeps what a command sets. What is set either way is sure; what is set twice is what it was set to last.
    fn keep(&mut self, key: String, body: Span, node: Node) {
        let sure = !self.is_perhaps();
        match self.kept.iter_mut().find(|(other, ..)| *other == key) {
            Some((_, same, is_sure, _)) if *same == body => *is_sure = true,
            Some((_, same, is_sure, kept)) if sure => (*same, *is_sure, *kept) = (body, true, node),
            Some((.., is_sure, _)) => {
                *is_sure = false;
                self.push(key, body, false, node);
            }
            None => self.push(key, body, sure, node),
        }
    }

    fn push(&mut self, key: String, body: Span, sure: bool, node: Node) {
        if self.kept.len() < MOST {
            self.kept.push((key, body, sure, node));
        } else {
            self.reader.leave(node.span);
        }
    }

    /// The document that an option gives, and where it stands.
    fn document(&mut self, value: &Span, body: &mut Span, depth: usize) -> Option<Node> {
        let source = self.part(value).trim_matches(['\'', '"']);
        let held = match source.strip_prefix("file://").or_else(|| source.strip_prefix("fileb://")) {
            Some(name) => Script::get(&self.prints, name)?,
            None => self.held(value, depth)?,
        };
        match held {
            Input::Body(part, fills) => {
                *body = part.clone();
                self.used.push(part.clone());
                let filled = |(name, held): &(String, Input)| match held {
                    Input::Text(text) if fills => name.len() + text.len(),
                    _ => 0,
                };
                let length = part.len() + 16 + self.variables.iter().map(filled).sum::<usize>();
                if self.reader.spend(length).is_none() {
                    self.reader.leave(part);
                    return None;
                }
                let variables = fills.then(|| {
                    let texts = self.variables.iter().filter_map(|(name, held)| match held {
                        Input::Text(text) => Some((name.clone(), text.clone())),
                        Input::Body(..) => None,
                    });
                    texts.collect()
                });
                Some(self.reader.json(part, variables))
            }
            // With its quotes taken off and what is known filled in, it is a string that holds JSON.
            Input::Text(text) => {
                *body = value.clone();
                text.trim_start().starts_with('{').then(|| {
                    self.reader.cover(value);
                    Node::of_text(text, value.clone())
                })
            }
        }
    }
}
