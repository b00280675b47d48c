//! The page itself: each chapter has a link, a question and an answer, and nothing breaks a strict policy
//! or needs a network.

use super::{CHAPTERS, PAGE, chapter, link, links, opened};
use em_lab::scenario::Scenario;
use em_lab::tasks::Task;

#[test]
fn every_chapter_has_a_show_me_one_question_and_one_answer() {
    assert_eq!(PAGE.matches("<section id=").count(), CHAPTERS.len());
    let of_chapters: usize = CHAPTERS.map(|id| links(id).len()).iter().sum();
    assert_eq!(PAGE.matches("class=\"show-me\"").count(), of_chapters + 1, "and one at the end");
    for id in CHAPTERS {
        assert!(PAGE.contains(&format!("<li><a href=\"#{id}\">")), "{id} is not in the contents");
        assert!(!links(id).is_empty(), "{id}");
        for once in ["class=\"question\"", "<details>", "<h2>"] {
            assert_eq!(chapter(id).matches(once).count(), 1, "{once} in {id}");
        }
    }
}

/// Where the seed of the data is the lesson's own, the task is about what its chapter shows; chapter 7 has a
/// start that other data would change.
#[test]
fn every_chapter_has_a_task_about_what_it_shows() {
    let tasks = Task::all();
    assert_eq!(tasks.iter().map(|task| task.id).collect::<Vec<_>>(), [&CHAPTERS[..], &["beat-em"]].concat());
    for task in tasks.iter().filter(|task| task.id != "start-matters") {
        let (_, rest) = PAGE.split_once(&format!(" id=\"{}\">", task.id)).unwrap();
        let link = rest.split_once("class=\"show-me\" href=\"#").unwrap().1.split_once('"').unwrap().0;
        let shown = Scenario::parse(&link.replace("&amp;", "&")).unwrap();
        assert_eq!(task.scenario(None).unwrap(), shown, "{}", task.id);
    }
}

/// Terms of the lab, each with the first chapter that may use it.
#[test]
fn no_term_of_the_lab_is_used_before_its_chapter() {
    use em_lab::scenario::Part;
    for (part, explained) in [(Part::Transport, 2), (Part::Sentence, 3), (Part::Charts, 5)] {
        for id in &CHAPTERS[..explained] {
            let scenario = opened(&link(id)).scenario();
            assert!(scenario.hide.contains(&part), "{id}: {part:?}");
        }
        assert!(!opened(&link(CHAPTERS[explained])).scenario().hide.contains(&part), "{part:?}");
    }
    let first = opened(&link(CHAPTERS[0])).scenario().hide;
    assert!(first.contains(&Part::Numbers) && first.contains(&Part::Model), "no log-likelihood");
}

#[test]
fn every_link_is_a_scenario_in_its_canonical_form_and_every_anchor_is_there() {
    for piece in PAGE.split("href=\"").skip(1) {
        let target = piece.split_once('"').unwrap().0.replace("&amp;", "&");
        let hash = target.strip_prefix('#').unwrap_or_else(|| panic!("{target} leads away"));
        if hash.contains('=') {
            let scenario = Scenario::parse(hash).unwrap_or_else(|refusal| panic!("{hash}: {refusal:?}"));
            let mut names: Vec<String> = scenario.to_string().split('&').map(String::from).collect();
            let mut written: Vec<String> = hash.split('&').map(String::from).collect();
            names.sort();
            written.sort();
            assert_eq!(written, names);
        } else {
            assert!(PAGE.contains(&format!("id=\"{hash}\"")), "nothing is called {hash}");
        }
    }
}

#[test]
fn every_term_that_the_lab_explains_is_in_the_glossary() {
    let terms = include_str!("../../../../www/text/terms.js");
    let table = terms.split_once("TERMS = {").unwrap().1.split_once("\n};").unwrap().0;
    let glossary = include_str!("../../../../docs/glossary.md").to_lowercase();
    let keys: Vec<String> = table
        .lines()
        .filter_map(|line| line.trim().split_once(": \""))
        .map(|(key, _)| key.trim_matches('"').to_lowercase())
        .collect();
    assert!(keys.len() > 20, "{keys:?}");
    for key in keys {
        assert!(glossary.contains(&key), "{key} is not in docs/glossary.md");
    }
}

#[test]
fn the_page_needs_no_inline_style_or_handler() {
    for forbidden in [" style=", "<style", " onclick", "<script", "http:", "https:"] {
        assert!(!PAGE.contains(forbidden), "{forbidden}");
    }
}
