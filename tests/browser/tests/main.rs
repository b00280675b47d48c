//! The pages in real browsers. Each file with `TESTS` holds one group of claims; the groups share the
//! browsers. The other files hold what tests share.

mod access;
mod anywhere;
mod axe;
mod climb;
mod compare;
mod data;
mod dock;
mod documents;
mod drawing;
mod exports;
mod families;
mod focus;
mod fonts;
mod foreign;
mod frame;
mod handles;
mod hiding;
mod hosts;
mod interface;
mod keys;
mod ledger;
mod lesson;
mod links;
mod loads;
mod notebooks;
mod offline;
mod own;
mod packages;
mod phone;
mod picture;
mod plane;
mod plane_lesson;
mod policy;
mod predict;
mod printing;
mod projector;
mod questions;
mod reading;
mod reflow;
mod same_numbers;
mod share;
mod states;
mod steps;
mod support;
mod tabs;
mod terms;
mod widget;
mod work;
mod wrong;

use std::process::ExitCode;

fn main() -> ExitCode {
    browser_tests::run(&[
        ("loads", loads::TESTS),
        ("axe", axe::TESTS), // the longest, so it begins early: two browsers share the tests of Chromium
        ("same_numbers", same_numbers::TESTS),
        ("own", own::TESTS),
        ("packages", packages::TESTS),
        ("documents", documents::TESTS),
        ("wrong", wrong::TESTS),
        ("steps", steps::TESTS),
        ("interface", interface::TESTS),
        ("work", work::TESTS),
        ("links", links::TESTS),
        ("data", data::TESTS),
        ("keys", keys::TESTS),
        ("focus", focus::TESTS),
        ("frame", frame::TESTS),
        ("picture", picture::TESTS),
        ("hiding", hiding::TESTS),
        ("reading", reading::TESTS),
        ("handles", handles::TESTS),
        ("plane", plane::TESTS),
        ("plane_lesson", plane_lesson::TESTS),
        ("climb", climb::TESTS),
        ("projector", projector::TESTS),
        ("predict", predict::TESTS),
        ("drawing", drawing::TESTS),
        ("compare", compare::TESTS),
        ("tabs", tabs::TESTS),
        ("ledger", ledger::TESTS),
        ("terms", terms::TESTS),
        ("lesson", lesson::TESTS),
        ("dock", dock::TESTS),
        ("questions", questions::TESTS),
        ("exports", exports::TESTS),
        ("families", families::TESTS),
        ("share", share::TESTS),
        ("printing", printing::TESTS),
        ("phone", phone::TESTS),
        ("access", access::TESTS),
        ("reflow", reflow::TESTS),
        ("policy", policy::TESTS),
        ("offline", offline::TESTS),
        ("notebooks", notebooks::TESTS),
        ("widget", widget::TESTS),
        ("hosts", hosts::TESTS),
        ("anywhere", anywhere::TESTS),
        ("foreign", foreign::TESTS),
    ])
}
