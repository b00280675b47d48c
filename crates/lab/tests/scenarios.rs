//! Scenarios: parsing what was printed gives the same one back, and each mistake is reported under its
//! name with what was expected.

#[path = "scenarios/draw.rs"]
mod draw;
#[path = "scenarios/mail.rs"]
mod mail;

use draw::Draw;
use em_lab::family::Family;
use em_lab::scenario::{MAX_VALUES_TEXT, Part, Problem, Scenario, Word, mended, number};
use em_lab::start::Start;

/// Each wrong link, and indented below it the sentence that answers it.
const WRONG_LINKS: &str = include_str!("scenarios/wrong-links.txt");

/// Every name, its default in the public interface, and another value.
const VALUES: [(&str, Option<&str>, &str); 31] = [
    ("data", Some("simulated"), "galaxy-velocities"),
    ("dim", Some("1"), "2"),
    ("family", Some("gaussian"), "poisson"),
    ("trials", None, "12"),
    ("truth", Some("20,5,3000~40,5,7000"), "-1.5,0.25,1"),
    ("seed", Some("1"), "4294967295"),
    ("values", None, "1,-2.5,1e-9"),
    ("k", Some("2"), "8"),
    ("start", Some("random-from-data"), "0.25,1,2~0.75,3,4"),
    ("start-seed", Some("19"), "0"),
    ("assignment", Some("soft"), "hard"),
    ("vary", Some("all"), "shared-sd"),
    ("covariance", None, "tied"),
    ("prior", Some("none"), "conjugate"),
    ("floor", Some("0.001"), "0"),
    ("tol", Some("1e-6"), "0"),
    ("max", Some("500"), "10000"),
    ("bins", Some("50"), "200"),
    ("mass", None, "95"),
    ("step", Some("0"), "100000"),
    ("reveal", Some("0"), "1"),
    ("speed", Some("2"), "max"),
    ("glide", Some("auto"), "1.25"),
    ("theme", Some("auto"), "projector"),
    ("view", Some("page"), "stage"),
    ("tab", Some("climb"), "compare-k"),
    ("predict", Some("0"), "1"),
    ("title", Some(""), "Whose_is_whose~3F"),
    ("task", Some(""), "e-step,beat-em"),
    ("hide", Some(""), "data,truth"),
    ("lock", Some(""), "k,start"),
];

fn wrong_links() -> Vec<(&'static str, &'static str)> {
    let lines = || WRONG_LINKS.lines().filter(|line| !line.is_empty() && !line.starts_with("//"));
    let pairs: Vec<_> = lines().step_by(2).zip(lines().skip(1).step_by(2)).collect();
    assert_eq!(pairs.len() * 2, lines().count(), "a link without its sentence");
    let sentence = |line: &'static str| line.strip_prefix("    ").expect("an indented sentence");
    pairs.into_iter().map(|(link, line)| (link, sentence(line))).collect()
}

fn sentences(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

/// Reads a link that must be right.
fn parse(link: &str) -> Scenario {
    Scenario::parse(link).unwrap_or_else(|problem| panic!("{link} was refused: {problem}"))
}

#[test]
fn every_wrong_link_gets_its_sentence() {
    assert!(wrong_links().len() >= 60);
    for (link, sentence) in wrong_links() {
        let (_, problems) = Scenario::from_link(link);
        assert_eq!(sentences(&problems), [sentence], "{link}");
        let refusal = Scenario::parse(link).expect_err(link);
        assert_eq!(refusal.to_string(), sentence, "{link}");
    }
}

#[test]
fn a_form_and_a_link_refuse_a_value_in_the_same_words() {
    for (link, sentence) in wrong_links() {
        let plain = !link.contains(['&', '%']);
        if let Some((name, value)) = link.split_once('=').filter(|_| plain) {
            let refusal = Scenario::default().set(name, value).expect_err(link);
            assert_eq!(refusal.to_string(), sentence);
        }
    }
}

#[test]
fn a_lenient_link_keeps_what_is_right_and_names_all_that_is_wrong() {
    let link = "seed=7&k=abc&colour=red&truth=1,-2,3&bins=20&seed=8&theme=dark";
    let (scenario, problems) = Scenario::from_link(link);
    assert_eq!(scenario.to_string(), "seed=7&bins=20&theme=dark");
    let names: Vec<_> = problems.iter().map(|problem| problem.name.as_str()).collect();
    assert_eq!(names, ["k", "colour", "truth", "seed"]);
}

#[test]
fn a_long_value_is_shortened_in_its_sentence_and_whole_in_its_problem() {
    let digits = "1".repeat(100);
    let problem = Scenario::parse(&format!("k={digits}")).unwrap_err();
    let shown = "1".repeat(40);
    assert_eq!(problem.to_string(), format!("k={shown}…: expected a whole number from 1 to 8"));
    assert_eq!(problem.value, digits);
}

#[test]
fn values_are_limited_in_length() {
    let fits = format!("data=own&values={}10", "10,".repeat(MAX_VALUES_TEXT / 3));
    assert_eq!(fits.len(), "data=own&values=".len() + MAX_VALUES_TEXT);
    assert_eq!(parse(&fits).to_string(), fits);
    let problem = Scenario::parse(&(fits + "0")).unwrap_err();
    assert_eq!(problem.expected, "at most 8000 characters, not 8001");
}

#[test]
fn own_data_too_large_for_a_link_are_printed_as_a_name_without_values() {
    let mut scenario = parse("data=own&values=1,2");
    assert!(scenario.carries_data());
    scenario.values = Some(vec![0.125; 2000]);
    assert_eq!(scenario.to_string(), "data=own");
    assert!(!scenario.carries_data());
    assert!(!parse("data=own").carries_data());
    assert!(Scenario::default().carries_data());
}

/// The table in docs/embedding.md of scenarios to begin with: each is read without a problem, and every family is there.
#[test]
fn the_scenarios_to_begin_with_are_read() {
    let (_, after) =
        include_str!("../../../docs/embedding.md").split_once("| scenario | what it shows |").unwrap();
    let rows: Vec<&str> = after.lines().skip(2).take_while(|line| line.starts_with('|')).collect();
    for row in &rows {
        let (_, problems) = Scenario::from_link(row.split('`').nth(1).unwrap());
        assert!(problems.is_empty(), "{row}: {:?}", sentences(&problems));
    }
    for family in Family::all_words() {
        assert!(rows.iter().any(|row| row.contains(&format!("family={family}"))), "no row for {family}");
    }
}

#[test]
fn an_empty_link_is_the_defaults_and_the_defaults_print_as_nothing() {
    for link in ["", "?", "#", "&&", "?&"] {
        assert_eq!(parse(link), Scenario::default(), "{link}");
    }
    assert_eq!(Scenario::default().to_string(), "");
}

#[test]
fn every_name_has_its_default() {
    for (name, default, other) in VALUES {
        let value = Scenario::default().value(name);
        if let Some(default) = default {
            let changed = Scenario::default().set(name, other).expect(other);
            assert_ne!(changed.value(name), value, "{name}");
            let back = changed.set(name, default).expect(default);
            assert_eq!(back.value(name), value, "{name}={default}");
        } else {
            assert_eq!(value, None, "{name}");
        }
    }
    assert_eq!(VALUES.map(|row| row.0), Scenario::NAMES);
    assert_eq!(Scenario::default().value("colour"), None);
}

/// What a link must say too, so that it may say this name.
fn needed_beside(name: &str) -> &'static str {
    match name {
        "values" => "data=own&",
        "trials" => "family=binomial&",
        "covariance" | "mass" => "dim=2&",
        _ => "",
    }
}

#[test]
fn every_name_is_read_and_printed_in_a_link_and_in_a_form() {
    for (name, _, other) in VALUES {
        let beside = if name == "start" { "k=2&" } else { needed_beside(name) };
        let link = format!("{beside}{name}={other}");
        let read = parse(&link);
        assert_ne!(read, parse(beside), "{link}");
        assert_eq!(read.to_string(), link.replace("k=2&", ""));
        assert_eq!(parse(beside).set(name, other).as_ref(), Ok(&read));
    }
}

#[test]
fn every_fixed_word_is_offered_read_and_printed() {
    for (name, words) in Scenario::choices() {
        assert!(words.len() >= 2, "{name}");
        for word in words {
            let read = parse(&format!("{}{name}={word}", needed_beside(name)));
            assert_eq!(read.value(name).as_deref(), Some(word));
        }
    }
    let starts =
        ["random-from-data", "random", "quantiles", "kmeans-plusplus", "kmeans", "random-responsibilities"];
    assert_eq!(Scenario::choices()[3], ("start", starts.to_vec()));
}

#[test]
fn data_and_family_are_read_first_and_bring_their_own_defaults() {
    let coins = parse("data=two-coins");
    assert_eq!(coins.to_string(), "data=two-coins");
    let written = "family=binomial&vary=means&start=0.5,6~0.5,5";
    assert_eq!(parse(&format!("{written}&data=two-coins")), coins);
    assert_eq!(parse("vary=all&data=two-coins").to_string(), "data=two-coins&vary=all");
    let gaussians = parse("family=gaussian&data=two-coins");
    assert_eq!(gaussians.to_string(), "data=two-coins&family=gaussian");
    assert_eq!(gaussians.start, Scenario::default().start);
    let truth = "truth=1,10~2.5,20";
    assert_eq!(parse(&format!("{truth}&family=poisson")).to_string(), format!("family=poisson&{truth}"));
    assert_eq!(parse("family=binomial&trials=20").value("truth").unwrap(), "6,3000~16,7000");
    assert_eq!(parse("data=three-coins").value("trials").unwrap(), "1");
}

#[test]
fn other_data_or_another_family_bring_their_own_settings() {
    let coins = parse("k=3&seed=5").set("data", "two-coins").unwrap();
    assert_eq!(coins.to_string(), "data=two-coins&seed=5");
    assert_eq!(coins.set("data", "simulated").unwrap().to_string(), "family=binomial&seed=5");
    assert_eq!(coins.set("data", "galaxy-velocities").unwrap().to_string(), "data=galaxy-velocities&seed=5");
    let by_hand = parse("start=0.5,1,2~0.5,3,4&vary=shared-sd&prior=conjugate&bins=20");
    assert_eq!(by_hand.set("family", "poisson").unwrap().to_string(), "family=poisson&bins=20");
    let tossed = parse("family=binomial").set("trials", "20").unwrap();
    assert_eq!(tossed, parse("family=binomial&trials=20"));
}

#[test]
fn points_in_the_plane_have_processes_starts_and_values_of_their_own() {
    let truth = "truth=0,1,2,3,0.5,40~-5,1000,0.25,8,-0.999,60";
    let by_hand = "start=0.5,2.8,75,0.9,8,0.9~0.5,3.6,58,0.9,8,0";
    let links = [
        format!("dim=2&{truth}"),
        format!("dim=2&{by_hand}&covariance=diagonal&mass=86"),
        "data=own&dim=2&values=1,2~3,-4.5~1e-9,0".into(),
        "data=old-faithful&covariance=tied".into(),
    ];
    for link in links {
        assert_eq!(parse(&link).to_string(), link);
    }
    assert_eq!(parse(&format!("{truth}&dim=2")), parse(&format!("dim=2&{truth}")), "dim is read first");
    assert_eq!(parse("dim=2&data=penguin-bills").to_string(), "data=penguin-bills");
    assert_eq!(parse("data=one-of-each").value("truth").unwrap().split('~').count(), 5);
    let three = parse("dim=2&start=0.5,0,0,1,1,0~0.25,1,1,1,1,0~0.25,2,2,1,1,0");
    assert_eq!(three.k, 3);
    let weights = parse("dim=2&start=0.33,0,0,1,1,0~0.33,1,1,1,1,0~0.33,2,2,1,1,0").plane.unwrap().by_hand;
    assert!(weights.unwrap().iter().all(|ellipse| (ellipse.weight - 1.0 / 3.0).abs() < 1e-15));
}

#[test]
fn another_dimension_leaves_what_only_the_first_one_has() {
    let line = parse("family=binomial&start=0.5,6~0.5,5&prior=none&bins=20&assignment=hard");
    let plane = line.set("dim", "2").unwrap();
    assert_eq!(plane.to_string(), "dim=2&assignment=hard&bins=20");
    assert_eq!(parse(&plane.to_string()), plane);
    let shared = parse("vary=shared-sd").set("dim", "2").unwrap();
    assert_eq!(shared.to_string(), "dim=2");
    let back = parse("dim=2&covariance=tied&k=3&truth=0,0,1,1,0,9").set("dim", "1").unwrap();
    assert_eq!((back.to_string(), parse("k=3")), ("k=3".into(), back));
    let other = parse("dim=2&covariance=spherical&seed=7").set("data", "iris-petals").unwrap();
    assert_eq!(other.to_string(), "data=iris-petals&seed=7&covariance=spherical");
    assert_eq!(other.set("data", "galaxy-velocities").unwrap().to_string(), "data=galaxy-velocities&seed=7");
}

#[test]
fn percent_escapes_are_read_and_a_plus_is_no_space() {
    assert_eq!(parse("%6B=%33&truth=0%2C1%2c3%7E4,1,7"), parse("k=3&truth=0,1,3~4,1,7"));
    assert_eq!(parse("tol=1e+1"), parse("tol=10"));
    assert_eq!(parse("?k=3"), parse("#k=3"));
}

#[test]
fn a_start_by_hand_brings_its_own_k() {
    let by_hand = "0.5,1,2~0.25,3,4~0.25,5,6";
    let read = parse(&format!("start={by_hand}"));
    assert_eq!(read.k, 3);
    assert_eq!(read.to_string(), format!("k=3&start={by_hand}"));
    assert_eq!(Scenario::default().set("start", by_hand), Ok(read.clone()));
    let (kept, problems) = Scenario::from_link(&format!("k=5&start={by_hand}"));
    assert_eq!((kept, problems.len()), (read.clone(), 1));
    let (kept, problems) = Scenario::from_link(&format!("start={by_hand}&k=abc"));
    assert_eq!((kept, problems.len()), (read.clone(), 1));
    // The session decides which named start replaces it when a form changes k.
    let changed = read.set("k", "2").unwrap();
    assert_eq!((changed.k, changed.start), (2, read.start));
}

#[test]
fn weights_with_a_sum_near_one_are_rescaled_and_exact_ones_are_kept_to_the_bit() {
    let weights = |link: &str| match parse(link).start {
        Start::ByHand(components) => components.iter().map(|c| c.weight).collect::<Vec<_>>(),
        Start::Named(_) => panic!("{link} is by hand"),
    };
    let third = weights("start=0.33,0,1~0.33,1,1~0.33,2,1");
    assert!(third.iter().all(|w| (w - 1.0 / 3.0).abs() < 1e-15), "{third:?}");
    let over = weights("start=0.51,0,1~0.5,1,1");
    assert!((over[0] - 0.51 / 1.01).abs() < 1e-15, "{over:?}");
    // 0.1 + 0.2 + 0.7 is 1 except for rounding.
    assert_eq!(weights("start=0.1,0,1~0.2,1,1~0.7,2,1"), [0.1, 0.2, 0.7]);
}

#[test]
fn other_data_remove_own_values() {
    let own = parse("data=own&values=1,2");
    assert_eq!(own.set("data", "simulated"), Ok(Scenario::default()));
    assert_eq!(own.set("data", "own"), Ok(own));
}

#[test]
fn hidden_parts_print_in_the_tables_order_each_once() {
    assert_eq!(parse("hide=truth,data,truth,model").to_string(), "hide=data,model,truth");
    assert_eq!(parse("hide=").hide, []);
    let scenario = Scenario { hide: vec![Part::Truth, Part::Data, Part::Truth], ..Scenario::default() };
    assert_eq!(scenario.to_string(), "hide=data,truth");
}

#[test]
fn a_lock_names_what_is_fixed_and_all_excepts_the_transport() {
    assert_eq!(parse("lock=start,k,start").to_string(), "lock=k,start");
    assert_eq!(parse("lock=k,start").locked().collect::<Vec<_>>(), ["k", "start"]);
    assert_eq!(parse("lock=all,k,truth").to_string(), "lock=all");
    assert_eq!(parse("lock=all,step").to_string(), "lock=all,step");
    let open = |link: &str| {
        let locked: Vec<_> = parse(link).locked().collect();
        Scenario::NAMES.into_iter().filter(|name| !locked.contains(name)).collect::<Vec<_>>()
    };
    assert_eq!(open("lock=all"), ["step", "speed", "glide", "tab", "predict"]);
    assert_eq!(open("lock=all,speed,glide,predict"), ["step", "tab"]);
    assert_eq!(open(""), Scenario::NAMES);
}

#[test]
fn in_a_search_only_our_names_and_misspellings_of_them_are_read() {
    let theirs = [
        "utm_source=mail",
        "utm_medium=k&utm_term=",
        "fbclid=IwAR0x",
        "gclid=1",
        "v=2",
        "p=7",
        "q=k%3D3",
        "id=3",
        "lang=en",
        "date=2026-11-26",
        "feed=rss",
        "page=3",
        "session=ab%2",
        "%ff=1",
        "hello",
        "ref=theme",
    ];
    for search in theirs {
        let (scenario, problems) = Scenario::from_search(&format!("?{search}&k=3"));
        assert_eq!((scenario.to_string().as_str(), sentences(&problems)), ("k=3", vec![]), "{search}");
        assert!(!Scenario::from_link(search).1.is_empty(), "a hash says all of it: {search}");
    }
    let slips = [
        "K=3",
        "Theme=dark",
        "theem=dark",
        "seeed=4",
        "sed=4",
        "bnis=20",
        "assigment=hard",
        "start_seed=2",
        "strat=quantiles",
        "hid=model",
        "thruth=1,2,3",
    ];
    for search in slips {
        let name = search.split_once('=').unwrap().0;
        let (scenario, problems) = Scenario::from_search(&format!("?{search}&utm_source=x"));
        assert_eq!(problems.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), [name]);
        assert_eq!(scenario, Scenario::default());
    }
    // Mistakes in our names are reported as in a hash.
    let (_, problems) = Scenario::from_search("?k=9&data=mine&k=3");
    assert_eq!(problems.len(), 3, "{problems:?}");
}

#[test]
fn a_title_of_any_characters_survives_a_link() {
    for title in ["Whose is whose?", "50 % of a_b ~ & c=d", "Größe, 大きさ, “λ”.", "-", "a\u{1}b"] {
        let scenario = Scenario { title: title.into(), ..Scenario::default() };
        let link = scenario.to_string();
        assert_eq!(parse(&link).title, title);
        assert_eq!(parse(&mended(&format!("{link}).\n"))).title, title, "{link}");
    }
    assert_eq!(parse("title=_Two__groups_").title, "Two groups");
    assert_eq!(parse("title=Gr%C3%B6%C3%9Fe").title, "Größe");
    assert_eq!(parse(&format!("title={}", "é".repeat(100))).title.chars().count(), 100);
}

#[test]
fn the_theme_sets_the_glide_unless_a_link_does() {
    assert_eq!(parse("").glide_seconds(), 0.4);
    assert_eq!(parse("theme=projector").glide_seconds(), 1.5);
    assert_eq!(parse("theme=projector&glide=0").glide_seconds(), 0.0);
    assert_eq!(parse("glide=4").glide_seconds(), 4.0);
}

#[test]
fn a_number_prints_in_its_shortest_form() {
    let cases = [
        (0.0, "0"),
        (40.0, "40"),
        (500.0, "500"),
        (1e-6, "1e-6"),
        (0.5, "0.5"),
        (-0.25, "-0.25"),
        (1e60, "1e60"),
        (1.5e-9, "1.5e-9"),
        (0.1 + 0.2, "0.30000000000000004"),
    ];
    for (x, text) in cases {
        assert_eq!(number(x), text);
    }
    assert_eq!(parse("truth=-0,1,1").to_string(), "truth=0,1,1");
}

#[test]
fn what_is_printed_parses_to_the_same_scenario() {
    for seed in 0..2000 {
        let scenario = Draw::new(seed).scenario();
        let printed = scenario.to_string();
        let read = parse(&printed);
        assert_eq!(read, scenario, "seed {seed}");
        assert_eq!(read.to_string(), printed, "seed {seed}");
    }
}

#[test]
fn a_link_holds_only_characters_that_need_no_escape() {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~,&=".contains(c);
    for seed in 0..500 {
        let printed = Draw::new(seed).scenario().to_string();
        assert!(printed.chars().all(plain), "{printed}");
    }
}

#[test]
fn no_damaged_link_panics_or_gives_a_scenario_that_does_not_print_back() {
    for seed in 0..3000 {
        let mut draw = Draw::new(seed);
        let mut link: Vec<char> = draw.scenario().to_string().chars().take(400).collect();
        for _ in 0..=draw.below(6) {
            let at = draw.below(link.len() as u64) as usize;
            let hostile: Vec<char> = "%&=~,+-.e0 9\0é#NaN".chars().collect();
            link[at] = hostile[draw.below(hostile.len() as u64) as usize];
        }
        let link: String = link.into_iter().collect();
        let (read, _) = Scenario::from_link(&link);
        assert_eq!(parse(&read.to_string()), read, "{link}");
    }
}
