//! Own data in a session: as a whole or in pieces, with entries left out, and with a start by hand.

use em_lab::session::{Parameter, Session};
use em_lab::start::Start;
use em_lab::table::Wishes;

use crate::support::{change, finish, linked, opened};

#[test]
fn a_start_by_hand_stays_if_its_means_are_near_the_new_data_and_is_replaced_otherwise() {
    let by_hand = "start=0.5,20,5~0.5,40,5&k=2";
    let mut session = opened("start=quantiles");
    session.touch(0, Parameter::Mean, 12.5).unwrap();
    change(&mut session, "seed", "2").unwrap();
    assert!(matches!(session.scenario().start, Start::ByHand(_)) && session.notices().is_empty());
    let loading = session.load(vec![100.0, 101.0, 104.0], None, "", None);
    finish(&mut session, loading).unwrap();
    assert_eq!(session.scenario().value("start").unwrap(), "quantiles");
    assert_eq!(
        session.notices(),
        ["The start went back to quantiles: the means set by hand lie far from the new data."]
    );
    // outside by exactly the range of the data still counts as near
    let mut session = opened(by_hand);
    for (values, stays) in [(vec![30.0, 40.0], true), (vec![30.1, 40.0], false)] {
        let mut copy = session.clone();
        let loading = copy.load(values, None, "", None);
        finish(&mut copy, loading).unwrap();
        assert_eq!(matches!(copy.scenario().start, Start::ByHand(_)), stays);
    }
    // a link says both data and start
    let link = opened("data=own&values=100,101,104&start=0.5,1,1~0.5,2,1");
    assert!(matches!(link.scenario().start, Start::ByHand(_)));
    change(&mut session, "bins", "20").unwrap();
    assert!(matches!(session.scenario().start, Start::ByHand(_)));
}

#[test]
fn weights_by_hand_are_short_numbers_in_the_link() {
    let mut session = opened("start=0.5,10,5~0.5,20,5");
    session.touch(0, Parameter::Weight, 0.8).unwrap();
    assert_eq!(session.scenario().value("start").unwrap(), "0.8,10,5~0.2,20,5");
    let mut session = opened("start=0.3,10,5~0.3,20,5~0.4,30,5");
    session.touch(2, Parameter::Weight, 0.1).unwrap();
    assert_eq!(session.scenario().value("start").unwrap(), "0.45,10,5~0.45,20,5~0.1,30,5");
    for weight in [1e-9, 0.123, 1.0 / 3.0, 0.999_999_999] {
        let mut session = opened("k=8&start=kmeans");
        session.step(3).unwrap();
        session.touch(3, Parameter::Weight, weight).unwrap();
        let link = session.scenario().to_string();
        assert_eq!(opened(&link).snapshot().components, session.snapshot().components, "{link}");
        assert!((session.snapshot().components[3].weight - weight).abs() < 1e-8 * weight, "{link}");
    }
}

#[test]
fn what_a_table_leaves_out_is_a_notice_and_the_rest_is_the_data() {
    let mut session = opened("k=2&bins=17");
    let wishes = Wishes { column: Some("price".into()), ..Wishes::default() };
    let text = "who,price\nAda,3\nBob,abc\nCid,5\nDan,9\n";
    let loading = session.load_text(text, "prices.csv", wishes.clone());
    finish(&mut session, loading).unwrap();
    assert_eq!(session.scenario().to_string(), "data=own&values=3,5,9&bins=17");
    assert_eq!((session.loaded().name.as_str(), session.loaded().units.as_str()), ("prices.csv", "price"));
    assert_eq!(
        session.notices(),
        [
            "From prices.csv, 1 entry was left out: line 3. Line 3 holds “abc” where a number was expected: “Bob, abc”."
        ]
    );
    let before = session.snapshot();
    let loading = session.load_text("who,price\nAda,3\nBob,abc\n", "", wishes);
    let refused = finish(&mut session, loading).unwrap_err().to_string();
    assert!(refused.ends_with("; line 3 holds “abc” where a number was expected: “Bob, abc”"), "{refused}");
    assert_eq!(session.snapshot(), before);
}

#[test]
fn data_in_pieces_are_the_same_as_whole() {
    let session = Session::new().unwrap();
    let values: Vec<f64> = (0..100_000).map(|i| f64::from(i * 7919 % 10_007)).collect();
    let labels: Vec<String> =
        values.iter().map(|x| if *x < 5000.0 { "low" } else { "high" }.into()).collect();
    let mut loading = session.begin_values("pieces", None);
    for (values, labels) in values.chunks(777).zip(labels.chunks(777)) {
        loading.feed_values(values.to_vec(), Some(labels.to_vec()), 0.5).unwrap();
    }
    assert!(loading.advance().is_err(), "not whole yet");
    loading.end_of_input().unwrap();
    let mut pieces = session.clone();
    finish(&mut pieces, Ok(loading)).unwrap();
    let mut whole = session.clone();
    let loading = whole.load(values, Some(labels), "whole", None);
    finish(&mut whole, loading).unwrap();
    assert_eq!(pieces.loaded().data, whole.loaded().data);
    assert_eq!(whole.loaded().data.labels().unwrap().names(), ["high", "low"]);
    assert!(session.begin_values("", None).feed_text("1", 1.0).is_err(), "no text is expected");
}

#[test]
fn a_link_without_usable_data_says_what_is_shown_instead() {
    for (link, said) in [
        ("data=own&values=5,5,5", "values: all 3 values equal 5"),
        ("data=own&values=4", "values: there is one value only, 4"),
    ] {
        let notice = linked(link).notices()[0].clone();
        assert!(notice.starts_with(said), "{notice}");
        assert!(notice.ends_with("Simulated points are shown instead."), "{notice}");
    }
    let notice = linked("truth=5,1,1").notices()[0].clone();
    assert!(notice.ends_with("The usual processes' points are shown instead."), "{notice}");
}
