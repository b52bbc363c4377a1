//! Gaps in sentences, and what is put into them: numbers, and characters that cannot be shown.

/// Puts `values` into the gaps. One plain function instead of `format!` per sentence keeps the module small.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = crate::search::cut(rest, "{") {
        text.push_str(before);
        match after.as_bytes() {
            [number @ b'0'..=b'9', b'}', ..] => {
                text.push_str(values.get(usize::from(number - b'0')).copied().unwrap_or_default());
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// All of them, each written by `write`.
pub(crate) fn joined(texts: &[String], write: &dyn Fn(&str) -> String, between: &str) -> String {
    let mut all = String::new();
    for (at, text) in texts.iter().enumerate() {
        all.push_str(if at == 0 { "" } else { between });
        all.push_str(&write(text));
    }
    all
}

/// 6144 as `6144`. The standard library's way is 1 kB of a module with all that it could do besides.
pub fn digits(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(b'0' + (number % 10) as u8);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    digits.iter().rev().map(|digit| char::from(*digit)).collect()
}

/// `U+200B`, of a character that no message can show. None of these lies beyond U+FFFF.
pub fn code_point(character: char) -> String {
    let mut name = String::from("U+");
    for shift in [12, 8, 4, 0] {
        let digit = (character as u32 >> shift) & 15;
        name.extend(char::from_digit(digit, 16).map(|digit| digit.to_ascii_uppercase()));
    }
    name
}

/// 6144 as `6,144`.
pub fn grouped(number: usize) -> String {
    let digits = digits(number);
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{code_point, digits, fill, grouped};

    #[test]
    fn numbers_are_written_in_digits() {
        let numbers = [0, 7, 10, 999, 1000, 65_535, 1_234_567];
        for number in numbers {
            assert_eq!(digits(number), number.to_string());
        }
        assert_eq!(numbers.map(grouped), ["0", "7", "10", "999", "1,000", "65,535", "1,234,567"]);
        assert_eq!(code_point('\u{200b}'), "U+200B");
        assert_eq!(code_point('\t'), "U+0009");
    }

    #[test]
    fn gaps_are_filled_and_all_other_braces_stay() {
        assert_eq!(fill("{1} of {0}", &["{1}", "a"]), "a of {1}", "a value is not looked at again");
        assert_eq!(fill("${aws:username} {} {x} {0", &["a"]), "${aws:username} {} {x} {0");
        assert_eq!(fill("{{0}} {10}", &["a"]), "{a} {10}");
        assert_eq!(fill("{2}.", &["a"]), ".", "a gap for which there is no value is nothing");
    }
}
