//! The pages: their styles and scripts put in, and a policy that allows just these.
//!
//! A meta `Content-Security-Policy` names each inline script and style by its SHA-256. It has no
//! `'self'`, which in a sandboxed frame matches nothing in one engine, and no `'unsafe-inline'`.
//! `index.html` and `plane.html` load the script beside them by a small inline one: what an allowed script
//! adds is allowed by `'strict-dynamic'`, in every engine that has the SIMD we need. An `integrity=`
//! attribute would do too, but it needs CORS headers when a page is on disk or in a sandboxed frame, and would
//! bind a page to one build of the script.

use anyhow::{Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The one script that a course page copies.
pub const SCRIPT: &str = "em-mixture.js";
/// The pages that a build makes.
pub const PAGES: [&str; 4] = ["index.html", "plane.html", "embed.html", "em-mixture-offline.html"];

/// The place of a page's policy and styles, just after its `<meta charset>`.
pub const HEAD_MARKER: &str = "<!-- build: head -->";
/// The place of its script.
pub const SCRIPT_MARKER: &str = "<!-- build: script -->";

/// Loads the script beside the page, once the page's text is on the screen (a page out of sight has no
/// frames, so it does not wait for one), and writes in the lab's place if the script is missing. A link that
/// is followed before changes the hash: the script finds the first one in `data-hash`.
const LOADER: &str = r#"const script = document.createElement("script");
script.src = "em-mixture.js";
script.dataset.hash = location.hash;
script.onerror = () => {
  for (const lab of document.querySelectorAll("em-mixture")) {
    lab.textContent = "The lab did not load: em-mixture.js must lie beside this page. Put it there and reload.";
  }
};
const load = () => document.head.append(script);
requestAnimationFrame(() => setTimeout(load));
setTimeout(load, 2000);
"#;

/// Where a page's script is.
#[derive(Clone, Copy)]
pub enum Script<'a> {
    /// In `em-mixture.js` beside it.
    Beside,
    /// In the page itself.
    Within(&'a str),
}

/// Replaces a page's markers. The page knows the line by which others load the released script, for *Copy link*.
pub fn page(source: &str, css: &str, script: Script, line: &str) -> Result<String> {
    for marker in [HEAD_MARKER, SCRIPT_MARKER] {
        let count = source.matches(marker).count();
        ensure!(count == 1, "a page holds `{marker}` once, but here it stands {count} times");
    }
    let charset = source.find("<meta charset=\"utf-8\">");
    ensure!(
        charset.is_some() && charset < source.find(HEAD_MARKER),
        "a page says `<meta charset=\"utf-8\">` before `{HEAD_MARKER}`"
    );
    // A browser hashes the text after it has normalised the line ends.
    let source = ascii(&source.replace("\r\n", "\n"));
    let css = css_compact(css);
    ensure!(css.is_ascii(), "a page's style is ASCII: write an escape, as `\\2019`");
    let code = match script {
        Script::Beside => LOADER,
        Script::Within(code) => code,
    };
    ensure!(code.is_ascii(), "an inline script is ASCII");
    ensure!(!code.contains('\r'), "an inline script has no carriage return: it would not match its hash");
    let policy = policy(code, &css, matches!(script, Script::Beside));
    let head = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"em-mixture-script\" content=\"{}\">\n\
         <link rel=\"icon\" href=\"{}\">\n<style>{css}</style>",
        line.replace('&', "&amp;").replace('"', "&quot;"),
        icon()
    );
    Ok(source.replace(HEAD_MARKER, &head).replace(SCRIPT_MARKER, &format!("<script>{code}</script>")))
}

/// The lesson with the second one below it, around the one lab: the page without a network. A link from one to
/// the other stays on the page.
pub fn both(index: &str, plane: &str) -> Result<String> {
    const END: &str = "    </main>";
    let within = |page: &'static str, text: &'static str| {
        move || anyhow::anyhow!("a lesson has `{text}` once, and {page} does not")
    };
    let (_, plane) =
        plane.split_once("<main class=\"page\">\n").ok_or_else(within("plane.html", "<main>"))?;
    let (plane, _) = plane.split_once(END).ok_or_else(within("plane.html", END))?;
    let (opening, rest) =
        plane.split_once("      <div class=\"lab-place\"").ok_or_else(within("plane.html", "lab-place"))?;
    let (_, chapters) = rest.split_once("\n      </div>\n").ok_or_else(within("plane.html", "</div>"))?;
    let (before, after) = index.split_once(END).ok_or_else(within("index.html", END))?;
    let joined = format!("{before}{opening}{chapters}{END}{after}");
    Ok(joined
        .replace("href=\"plane.html\"", "href=\"#plane\"")
        .replace("href=\"index.html\"", "href=\"#top\""))
}

/// What the page may do: run this script, and what it adds if `adds`; compile wasm; use this style; show
/// pictures that it made itself (an export) or that are in a `data:` link (its icon).
fn policy(script: &str, css: &str, adds: bool) -> String {
    let adds = if adds { " 'strict-dynamic'" } else { "" };
    format!(
        "default-src 'none'; script-src '{}'{adds} 'wasm-unsafe-eval'; style-src '{}'; \
         img-src data: blob:; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(css)
    )
}

/// The icon: two groups and their curves, in the page itself, so that no second file is needed.
fn icon() -> String {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>\
               <rect width='32' height='32' rx='6' fill='#fbfaf7'/>\
               <g fill='none' stroke-width='3' stroke-linecap='round'>\
               <path stroke='#0072b2' d='M3 27C8 27 7 13 11 13S14 27 19 27'/>\
               <path stroke='#c4501b' d='M12 27C18 27 17 5 21 5S24 27 29 27'/></g></svg>";
    format!("data:image/svg+xml,{}", svg.replace('#', "%23").replace('<', "%3C").replace('>', "%3E"))
}

/// Other characters than ASCII as references, so that the page is the same in any charset.
fn ascii(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    for letter in html.chars() {
        if letter.is_ascii() { plain.push(letter) } else { plain += &format!("&#{};", u32::from(letter)) }
    }
    plain
}

/// The policy in a built page, which the server sends as a header too.
pub fn policy_of(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?;
    rest.split_once('"').map(|(policy, _)| policy)
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// A style sheet without comments and indentation.
pub fn css_compact(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let lines: Vec<&str> = bare.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html>\n<meta charset=\"utf-8\">\n<!-- build: head -->\n\
                        <em-mixture></em-mixture>\n<!-- build: script -->\n";
    const LINE: &str = "<script src=\"a.js\"></script>";

    #[test]
    fn a_page_names_its_script_and_style_by_hash() {
        let built = page(PAGE, "/* c */\nb {\n  color: red;\n}\n", Script::Within("go();"), LINE).unwrap();
        let policy = policy_of(&built).unwrap();
        assert!(built.contains("<script>go();</script>") && built.contains(&hash("go();")));
        assert!(built.contains("<style>b {\ncolor: red;\n}</style>"));
        assert!(built.contains("content=\"<script src=&quot;a.js&quot;></script>\""), "{built}");
        assert!(policy.contains(&hash("b {\ncolor: red;\n}")));
        for never in ["'self'", "unsafe-inline", "frame-ancestors", "strict-dynamic", "'unsafe-eval'"] {
            assert!(!policy.contains(never), "{policy}");
        }
    }

    #[test]
    fn the_second_lesson_stands_below_the_first_around_one_lab() {
        let lesson = |name: &str, other: &str| {
            format!(
                "<main class=\"page\">\n      <h1 id=\"{name}\">{name}</h1>\n      <div class=\"lab-place\">\n        \
                 <em-mixture></em-mixture>\n      </div>\n      <p><a href=\"{other}.html\">{other}</a></p>\n    </main>\n"
            )
        };
        let joined = both(&lesson("index", "plane"), &lesson("plane", "index")).unwrap();
        assert_eq!(joined.matches("<em-mixture>").count(), 1, "{joined}");
        assert!(joined.find("\"index\"") < joined.find("\"plane\""), "{joined}");
        assert!(joined.contains("<a href=\"#plane\">") && joined.contains("<a href=\"#top\">"), "{joined}");
        assert!(both("<main>", &lesson("plane", "index")).is_err());
    }

    #[test]
    fn a_known_hash() {
        // The SHA-256 of the empty message, from the examples of FIPS 180-4, in base64.
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn the_page_beside_the_script_may_add_it() {
        let built = page(PAGE, "", Script::Beside, LINE).unwrap();
        assert!(policy_of(&built).unwrap().contains("'strict-dynamic'"));
        assert!(built.contains("script.src = \"em-mixture.js\""));
    }

    #[test]
    fn a_page_is_ascii_and_has_an_icon_within() {
        let said = PAGE.replace("<em-mixture>", "<em-mixture>5 \u{2212} 3");
        let built = page(&said, "", Script::Within("go();"), LINE).unwrap();
        assert!(built.is_ascii() && built.contains("5 &#8722; 3"), "{built}");
        assert!(built.contains("<link rel=\"icon\" href=\"data:image/svg+xml,%3Csvg"), "{built}");
        assert!(page(PAGE, "p { content: '\u{2019}' }", Script::Within("go();"), LINE).is_err());
    }

    #[test]
    fn a_page_without_its_markers_is_refused() {
        for (wrong, said) in [
            (PAGE.replace(HEAD_MARKER, ""), "build: head"),
            (PAGE.replace(SCRIPT_MARKER, ""), "build: script"),
            (PAGE.replace("<meta charset=\"utf-8\">", ""), "charset"),
        ] {
            let error = page(&wrong, "", Script::Beside, LINE).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
