//! The page itself: each chapter has a link, a question and an answer, and nothing breaks a strict policy
//! or needs a network.

use super::{CHAPTERS, PAGE, PLANE_CHAPTERS, PLANE_PAGE, chapter, link, links, links_in, opened};
use em_lab::scenario::Scenario;
use em_lab::tasks::Task;

#[test]
fn every_chapter_has_a_show_me_one_question_and_one_answer() {
    for (page, chapters, at_the_end) in [(PAGE, &CHAPTERS[..], 1), (PLANE_PAGE, &PLANE_CHAPTERS, 0)] {
        assert_eq!(page.matches("<section id=").count(), chapters.len());
        let of_chapters: usize = chapters.iter().map(|id| links(id).len()).sum();
        assert_eq!(page.matches("class=\"show-me\"").count(), of_chapters + at_the_end);
        for id in chapters {
            assert!(page.contains(&format!("<li><a href=\"#{id}\">")), "{id} is not in the contents");
            assert!(!links(id).is_empty(), "{id}");
            for once in ["class=\"question\"", "<details>", "<h2>"] {
                assert_eq!(chapter(id).matches(once).count(), 1, "{once} in {id}");
            }
        }
    }
}

/// Where the seed of the data is the lesson's own, the task is about what its chapter shows; chapter 7 has a
/// start that other data would change.
#[test]
fn every_chapter_has_a_task_about_what_it_shows() {
    let tasks = Task::all();
    let expected = [&CHAPTERS[..], &["beat-em"], &PLANE_CHAPTERS].concat();
    assert_eq!(tasks.iter().map(|task| task.id).collect::<Vec<_>>(), expected);
    for task in tasks.iter().filter(|task| task.id != "start-matters") {
        let opening = format!(" id=\"{}\">", task.id);
        let (_, rest) = PAGE.split_once(&opening).or_else(|| PLANE_PAGE.split_once(&opening)).unwrap();
        let shown = links_in(rest.split_once("class=\"question\"").unwrap().0);
        let asked = task.scenario(None).unwrap();
        assert!(shown.iter().any(|link| Scenario::parse(link).unwrap() == asked), "{}", task.id);
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
    let pieces = |page: &'static str| page.split("href=\"").skip(1).map(move |piece| (page, piece));
    for (page, piece) in pieces(PAGE).chain(pieces(PLANE_PAGE)) {
        let target = piece.split_once('"').unwrap().0.replace("&amp;", "&");
        if ["index.html", "plane.html"].contains(&target.as_str()) {
            continue; // the other lesson
        }
        let hash = target.strip_prefix('#').unwrap_or_else(|| panic!("{target} leads away"));
        if hash.contains('=') {
            let scenario = Scenario::parse(hash).unwrap_or_else(|refusal| panic!("{hash}: {refusal:?}"));
            let mut names: Vec<String> = scenario.to_string().split('&').map(String::from).collect();
            let mut written: Vec<String> = hash.split('&').map(String::from).collect();
            names.sort();
            written.sort();
            assert_eq!(written, names);
        } else {
            assert!(page.contains(&format!("id=\"{hash}\"")), "nothing is called {hash}");
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
        assert!(!PAGE.contains(forbidden) && !PLANE_PAGE.contains(forbidden), "{forbidden}");
    }
}

/// In the page without a network both lessons are one document, around the first one's lab.
#[test]
fn no_name_of_an_element_is_in_both_lessons_but_the_labs() {
    let names = |page: &'static str| page.split(" id=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0);
    let first: Vec<_> = names(PAGE).collect();
    assert_eq!(names(PLANE_PAGE).filter(|name| first.contains(name)).collect::<Vec<_>>(), ["lab"]);
}
