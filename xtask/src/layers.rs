//! That what takes from another never gives to it: no circle of files in a crate or among the scripts, no browser below the
//! rules, and nothing from tests in what is shipped.

use crate::files;
use crate::process::{cargo, output, root};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// File -> file that it takes from -> names that it takes.
type Arrows = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// Files that all reach each other.
fn circles(arrows: &Arrows) -> Vec<BTreeSet<String>> {
    let reached = |from: &String| {
        let mut reached = BTreeSet::new();
        let mut open = vec![from];
        while let Some(file) = open.pop() {
            open.extend(
                arrows.get(file).into_iter().flat_map(BTreeMap::keys).filter(|to| reached.insert((*to).clone())),
            );
        }
        reached
    };
    let all: BTreeMap<&String, BTreeSet<String>> = arrows.keys().map(|file| (file, reached(file))).collect();
    let mut circles: Vec<BTreeSet<String>> = Vec::new();
    for (file, below) in &all {
        if below.contains(*file) && !circles.iter().any(|circle| circle.contains(*file)) {
            circles.push(
                below.iter().filter(|other| all.get(other).is_some_and(|all| all.contains(*file))).cloned().collect(),
            );
        }
    }
    circles
}

/// All circles, each arrow as `a.rs -> b.rs: Name`.
fn report(arrows: &Arrows) -> String {
    let mut report = String::new();
    for circle in circles(arrows) {
        report += &format!("\na circle of {} files:\n", circle.len());
        for (from, to, names) in
            circle.iter().flat_map(|from| arrows[from].iter().map(move |(to, names)| (from, to, names)))
        {
            if circle.contains(to) {
                report += &format!("  {from} -> {to}: {}\n", names.iter().cloned().collect::<Vec<_>>().join(", "));
            }
        }
    }
    report
}

/// A module of a crate; several can stand in one file.
#[derive(Default)]
struct Module {
    file: PathBuf,
    parent: usize,
    children: BTreeMap<String, usize>,
    /// What `use` brings in: the name here, and the path it stands for.
    names: BTreeMap<String, Vec<String>>,
    /// Every path that is written in it.
    paths: Vec<Vec<String>>,
}

/// A crate, its root first.
struct Crate<'a> {
    modules: Vec<Module>,
    text_of: &'a dyn Fn(&Path) -> Option<String>,
}

impl Crate<'_> {
    /// Reads a file as the module at `at`, and the modules it declares. Modules for tests are left out.
    fn read(&mut self, at: usize) {
        let file = self.modules[at].file.clone();
        let text = (self.text_of)(&file).unwrap_or_else(|| panic!("{} cannot be read", file.display()));
        let tokens = text.parse::<TokenStream>().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.walk(at, tokens);
    }

    fn walk(&mut self, at: usize, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        let mut path_attribute = None;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    let Some(TokenTree::Group(attribute)) = tokens.next_if(|next| matches!(next, TokenTree::Group(_)))
                    else {
                        continue;
                    };
                    let attribute = attribute.stream().to_string().replace(' ', "");
                    if attribute == "cfg(test)" {
                        let ends = |token: &TokenTree| match token {
                            TokenTree::Punct(mark) => mark.as_char() == ';',
                            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                            _ => false,
                        };
                        // The item that is only for tests.
                        while tokens.next().is_some_and(|token| !ends(&token)) {}
                    } else if let Some(path) = attribute.strip_prefix("path=") {
                        path_attribute = Some(path.trim_matches('"').to_owned());
                    }
                }
                TokenTree::Ident(word) if word == "use" => {
                    let tree = tokens
                        .by_ref()
                        .take_while(|token| !matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';'));
                    self.take_in(at, &[], tree.collect());
                }
                TokenTree::Ident(word) if word == "mod" => {
                    let Some(TokenTree::Ident(name)) = tokens.next() else { continue };
                    let inline = match tokens.next() {
                        Some(TokenTree::Group(body)) => Some(body.stream()),
                        _ => None,
                    };
                    self.declare(at, &name.to_string(), path_attribute.take(), inline);
                }
                TokenTree::Ident(word) => {
                    let mut path = vec![word.to_string()];
                    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':');
                    while tokens.next_if(is_colon).is_some() && tokens.next_if(is_colon).is_some() {
                        match tokens.next_if(|token| matches!(token, TokenTree::Ident(_))) {
                            Some(next) => path.push(next.to_string()),
                            None => break,
                        }
                    }
                    if path.len() > 1 {
                        self.modules[at].paths.push(path);
                    }
                }
                TokenTree::Group(group) => self.walk(at, group.stream()),
                _ => {}
            }
        }
    }

    /// `mod name;` or `mod name { … }`
    fn declare(&mut self, at: usize, name: &str, path: Option<String>, inline: Option<TokenStream>) {
        let child = self.modules.len();
        let own = self.modules[at].file.clone();
        let folder = own.parent().unwrap_or(Path::new("")).to_owned();
        let file = match (&inline, path) {
            (Some(_), _) => own,
            (None, Some(path)) => folder.join(path),
            (None, None) => {
                let stem = own.file_stem().unwrap_or_default();
                let below =
                    if ["lib", "main", "mod"].iter().any(|root| stem == *root) { folder } else { folder.join(stem) };
                let files = [below.join(format!("{name}.rs")), below.join(name).join("mod.rs")];
                files
                    .into_iter()
                    .find(|file| (self.text_of)(file).is_some())
                    .unwrap_or_else(|| panic!("no file of {name}"))
            }
        };
        self.modules.push(Module { file, parent: at, ..Module::default() });
        self.modules[at].children.insert(name.to_owned(), child);
        match inline {
            Some(body) => self.walk(child, body),
            None => self.read(child),
        }
    }

    /// A tree of `use`: what it brings in are names here, and paths that are written here.
    fn take_in(&mut self, at: usize, before: &[String], tree: Vec<TokenTree>) {
        let mut path = before.to_owned();
        let mut name = None;
        let mut tokens = tree.into_iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Ident(word) if word == "as" => name = tokens.next().map(|name| name.to_string()),
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Group(group) => {
                    let all: Vec<TokenTree> = group.stream().into_iter().collect();
                    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
                    all.split(is_comma).for_each(|part| self.take_in(at, &path, part.to_vec()));
                    return;
                }
                TokenTree::Punct(mark) if mark.as_char() == '*' => {
                    path.push("*".into());
                    return self.modules[at].paths.push(path);
                }
                _ => {}
            }
        }
        if path.len() > before.len() {
            if path.last().is_some_and(|last| last == "self") {
                path.pop();
            }
            let name = name.unwrap_or_else(|| path.last().cloned().unwrap_or_default());
            self.modules[at].names.insert(name, path.clone());
            self.modules[at].paths.push(path);
        }
    }

    /// The module that a path leads to, through what others pass on, and the name in it; nothing for a whole module or
    /// another crate.
    fn resolve(&self, at: usize, path: &[String], steps: usize) -> Option<(usize, String)> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.follow(0, rest, steps),
            "self" => self.follow(at, rest, steps),
            "super" => self.follow(self.modules[at].parent, rest, steps),
            _ if self.modules[at].children.contains_key(first) || self.modules[at].names.contains_key(first) => {
                self.follow(at, path, steps)
            }
            _ => None,
        }
    }

    fn follow(&self, at: usize, path: &[String], steps: usize) -> Option<(usize, String)> {
        let (next, rest) = path.split_first()?;
        let module = &self.modules[at];
        if next == "super" {
            return self.follow(module.parent, rest, steps);
        }
        if let Some(child) = module.children.get(next) {
            return self.follow(*child, rest, steps);
        }
        match module.names.get(next) {
            // `use json::json` brings in itself.
            Some(meant) if steps > 0 => self.resolve(at, &[meant, rest].concat(), steps - 1),
            Some(_) => None,
            None => Some((at, next.clone())),
        }
    }

    fn is_in(&self, at: usize, outer: usize) -> bool {
        at == outer || (at > 0 && self.is_in(self.modules[at].parent, outer))
    }

    fn arrows(&self, arrows: &mut Arrows) {
        for (at, module) in self.modules.iter().enumerate() {
            for path in &module.paths {
                let Some((to, name)) = self.resolve(at, path, 9) else { continue };
                // A module is a part of those it is in, and may use what is theirs.
                if self.is_in(at, to) {
                    continue;
                }
                let (from, to) = (module.file.display().to_string(), self.modules[to].file.display().to_string());
                if from != to {
                    arrows.entry(from).or_default().entry(to).or_default().insert(name);
                }
            }
        }
    }
}

fn arrows_of_crate(start: &Path, text_of: &dyn Fn(&Path) -> Option<String>, arrows: &mut Arrows) {
    let mut whole = Crate { modules: vec![Module { file: start.to_owned(), ..Module::default() }], text_of };
    whole.read(0);
    whole.arrows(arrows);
}

/// What a script imports: the names as they are written, and from where.
fn imports(script: &str) -> Vec<(String, String)> {
    // What stands in comments are types.
    let mut code = String::new();
    for (number, part) in script.split("/*").enumerate() {
        code += if number == 0 { part } else { part.split_once("*/").map_or("", |(_, rest)| rest) };
    }
    let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (at, mark) in ["from '", "import '", "import('"].into_iter().flat_map(|mark| code.match_indices(mark)) {
        let (before, after) = (&code[..at], &code[at + mark.len()..]);
        let start = ["import ", "export "].into_iter().filter_map(|word| before.rfind(word)).max().unwrap_or(at);
        let names = if mark.starts_with("from") { &before[(start + 7).min(at)..] } else { "all" };
        let names = names.replace(['{', '}'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        found.push((names, after.split('\'').next().unwrap_or_default().to_owned()));
    }
    found
}

/// `pkg/a/../b.js` as `pkg/b.js`. The page finds the package beside it, where `xtask site` puts it.
fn place(folder: &Path, relative: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in folder.join(relative).components().map(|part| part.as_os_str().to_string_lossy().into_owned()) {
        match part.as_str() {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let place = parts.join("/");
    place.strip_prefix("www/").filter(|place| place.starts_with("pkg/")).map(str::to_owned).unwrap_or(place)
}

fn scripts() -> Vec<PathBuf> {
    let all = ["pkg", "www"].map(|folder| files::list(&root().join(folder)).unwrap()).concat();
    let is_script = |file: &PathBuf| file.extension().is_some_and(|name| name == "js" || name == "mjs");
    let built = [root().join("pkg/wasm"), root().join("pkg/policies.js")];
    all.into_iter().filter(is_script).filter(|file| !built.iter().any(|built| file.starts_with(built))).collect()
}

#[test]
fn no_files_of_a_crate_take_from_each_other() {
    let metadata = output(cargo().args(["metadata", "--no-deps", "--offline", "--format-version", "1"])).unwrap();
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let targets =
        metadata["packages"].as_array().unwrap().iter().flat_map(|package| package["targets"].as_array().unwrap());
    let is_own = |target: &&serde_json::Value| target["kind"].as_array().unwrap().iter().all(|kind| kind != "test");
    let mut arrows = Arrows::new();
    let mut crates = 0;
    for target in targets.filter(is_own) {
        let file = PathBuf::from(target["src_path"].as_str().unwrap());
        let start = file.strip_prefix(root()).unwrap();
        arrows_of_crate(start, &|file| files::read_text(&root().join(file)).ok(), &mut arrows);
        crates += 1;
    }
    assert!(crates > 6 && arrows.len() > 100, "{crates} crates and {} files were read", arrows.len());
    let report = report(&arrows);
    assert!(report.is_empty(), "{report}");
}

#[test]
fn no_scripts_import_each_other_or_from_tests() {
    let mut arrows = Arrows::new();
    let scripts = scripts();
    for file in &scripts {
        let own = file.strip_prefix(root()).unwrap();
        for (names, from) in imports(&files::read_text(file).unwrap()) {
            if !from.starts_with('.') {
                continue;
            }
            let to = place(own.parent().unwrap(), &from);
            assert!(to.starts_with("pkg/") || to.starts_with("www/"), "{} imports {to}", own.display());
            arrows.entry(own.display().to_string()).or_default().entry(to).or_default().insert(names);
        }
    }
    assert!(scripts.len() > 30 && arrows.len() > 20, "{} scripts, {} import", scripts.len(), arrows.len());
    let report = report(&arrows);
    assert!(report.is_empty(), "{report}");
}

#[test]
fn the_rules_know_of_no_browser() {
    let tree = [
        "tree",
        "--offline",
        "-p",
        "remotion-policy-builder",
        "-e",
        "normal",
        "--all-features",
        "--target",
        "all",
        "--prefix",
        "none",
    ];
    let tree = output(cargo().args(tree)).unwrap();
    assert!(tree.contains("serde_json"), "{tree}");
    for crate_name in ["wasm-bindgen", "serde-wasm-bindgen", "js-sys", "web-sys"] {
        assert!(
            !tree.lines().any(|line| line.starts_with(&format!("{crate_name} "))),
            "the rules depend on {crate_name}:\n{tree}"
        );
    }
}

#[test]
fn arrows_follow_names_to_where_they_are() {
    let files = BTreeMap::from([
        ("lib.rs", "mod a; mod b; mod c; pub use c::Deep; #[cfg(test)] mod tests;"),
        ("a.rs", "use crate::b::{self, B as Other}; fn f() { println!(\"{}\", b::g()) } #[cfg(test)] mod tests { use crate::c; }"),
        ("b.rs", "fn g() -> crate::Deep { super::c::h() }"),
        ("c.rs", "mod inner; fn h() { inner::i() }"),
        ("c/inner.rs", "use super::Deep; use crate::a::f as own; fn i() {}"),
    ]);
    let mut arrows = Arrows::new();
    arrows_of_crate(Path::new("lib.rs"), &|file| files.get(file.to_str()?).map(|text| text.to_string()), &mut arrows);
    assert_eq!(
        report(&arrows),
        "\na circle of 4 files:\n  a.rs -> b.rs: B, g\n  b.rs -> c.rs: Deep, h\n  c.rs -> c/inner.rs: i\n  c/inner.rs -> a.rs: f\n"
    );
}

#[test]
fn imports_are_read_but_not_in_comments() {
    let script = "/** @type {import('./a.js').A} */\nimport {b,\n  c as d} from './b.js';\n// import './e.js'\nexport * from '../f.js';\nimport './g.js';\nconst h = () => import('./h.js');";
    let expected = [("b, c as d", "./b.js"), ("*", "../f.js"), ("all", "./g.js"), ("all", "./h.js")];
    assert_eq!(imports(script), expected.map(|(names, from)| (names.to_owned(), from.to_owned())));
    assert_eq!(place(Path::new("pkg/a"), "../b.js"), "pkg/b.js");
    assert_eq!(place(Path::new("www"), "./pkg/b.js"), "pkg/b.js");
}
