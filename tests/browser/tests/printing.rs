//! Printing: the lab on one sheet, and the lesson with its pictures.

use std::fs;
use std::io::Read;

use anyhow::{Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use flate2::read::ZlibDecoder;
use thirtyfour::common::print::PrintParameters;
use xtask::browsers::Engine;

use crate::fonts;
use crate::support::{open_lesson, page};

pub const TESTS: &[Test] = tests![
    the_lab_prints_on_one_sheet needs Print,
    the_lessons_first_sheet_is_the_lab needs Print,
    on_paper_each_chapter_has_its_picture_and_no_answer_before_its_question,
    the_printed_lesson_shows_no_answer_before_the_last_question needs Print,
    a_dark_lab_prints_light_and_unfolded_and_is_then_as_before,
];

/// A4, in centimetres.
fn a4() -> PrintParameters {
    PrintParameters {
        page: thirtyfour::common::print::PrintPage { width: 21.0, height: 29.7 },
        background: true,
        ..PrintParameters::default()
    }
}

/// An American sheet: lower, and a little wider.
fn us_letter() -> PrintParameters {
    PrintParameters { background: true, ..PrintParameters::default() }
}

/// Prints the page in front into `target/browser-tests`, and counts the sheets.
async fn sheets(browser: &Browser, name: &str, paper: PrintParameters) -> Result<usize> {
    let pdf = browser.session().print_page(paper).await?;
    let folder = browser.folder("paper")?;
    fs::write(folder.join(format!("{name}.pdf")), &pdf)?;
    let text = readable(&pdf);
    let pages =
        text.match_indices("/Type /Page").filter(|(at, word)| !text[at + word.len()..].starts_with('s'));
    Ok(pages.count())
}

/// The text of a PDF, including the compressed objects in which Firefox writes it.
fn readable(pdf: &[u8]) -> String {
    let plain = String::from_utf8_lossy(pdf).into_owned();
    let find = |word: &[u8], from: usize| pdf[from..].windows(word.len()).position(|part| part == word);
    let mut text = plain;
    let mut from = 0;
    while let Some(at) = find(b"/ObjStm", from) {
        from += at;
        let Some(stream) = find(b"stream\n", from) else { break };
        from += stream + b"stream\n".len();
        let mut unpacked = Vec::new();
        // What follows the compressed objects is not part of them.
        let _ = ZlibDecoder::new(&pdf[from..]).read_to_end(&mut unpacked);
        text += &String::from_utf8_lossy(&unpacked);
    }
    text
}

async fn the_lab_prints_on_one_sheet(browser: &Browser) -> Result<()> {
    let mut more = Vec::new();
    for (name, scenario) in [
        ("start", ""),
        ("e", "k=3&step=5&theme=dark"),
        ("m", "k=3&step=6&theme=projector"),
        ("eight", "k=8&step=8&prior=conjugate"),
        (
            "processes",
            "truth=0,1,10~4,1,10~8,1,10~12,1,10~16,1,10~20,1,10~24,1,10~28,1,10&k=8&start=quantiles&step=4",
        ),
        ("hidden", "step=6&hide=numbers,data,model,charts,transport,truth"),
        ("real", "data=galaxy-velocities&k=6&step=20&start=quantiles&assignment=hard"),
    ] {
        // Another engine sets its type a little wider: the fullest sheets show it.
        if browser.engine() != Engine::Chromium && !["eight", "processes"].contains(&name) {
            continue;
        }
        // The width of a phone's window does not matter in print.
        let (width, height) = if name == "eight" { (390, 844) } else { (1440, 900) };
        browser.set_screen(Screen { width, height, ..Screen::default() }).await?;
        browser.open(&format!("embed.html#{scenario}")).await?;
        fonts::bring(browser).await?;
        // A4 is the narrower sheet, US Letter the lower one; printing takes more than a second.
        let all = [(true, "letter"), (true, "A4"), (false, "A4"), (false, "letter")];
        let chosen = if name == "eight" { &all[..] } else { &all[..1] };
        for (wider, size) in chosen {
            page(browser, &format!("letters({wider}); await frames();")).await?;
            let paper = if *size == "A4" { a4() } else { us_letter() };
            let count = sheets(browser, &format!("{name}-{size}-{wider}"), paper).await?;
            if count != 1 {
                more.push(format!("{name} takes {count} sheets of {size}, wider letters: {wider}"));
            }
        }
    }
    ensure!(more.is_empty(), "{}", more.join("\n    "));
    Ok(())
}

async fn the_lessons_first_sheet_is_the_lab(browser: &Browser) -> Result<()> {
    open_lesson(browser, "k=3&step=6&theme=dark").await?;
    let count = sheets(browser, "lesson", a4()).await?;
    // The lab, the chapters, of which hardly two fit on one sheet, and the answers.
    ensure!((13..=18).contains(&count), "the lesson prints on {count} sheets");
    page(browser, "for (const node of [...document.querySelector('main').children]) if (node.localName !== 'h1' && !node.contains(lab)) node.remove();").await?;
    fonts::bring(browser).await?;
    for wider in [false, true] {
        page(browser, &format!("letters({wider}); await frames();")).await?;
        for (size, paper) in [("A4", a4()), ("letter", us_letter())] {
            let count = sheets(browser, &format!("lesson-first-{size}-{wider}"), paper).await?;
            ensure!(
                count == 1,
                "the title and the lab take {count} sheets of {size}, wider letters: {wider}"
            );
        }
    }
    Ok(())
}

/// What is made for paper when printing begins.
async fn on_paper_each_chapter_has_its_picture_and_no_answer_before_its_question(
    browser: &Browser,
) -> Result<()> {
    open_lesson(browser, "k=3&step=6&theme=dark").await?;
    page(
        browser,
        "
        const chapters = [...document.querySelectorAll('.lesson > section')];
        same(chapters.length, 13, 'chapters');
        const { scenario } = lab;
        const pictures = () => {
            dispatchEvent(new Event('beforeprint'));
            return [...document.querySelectorAll('.lesson .of-lab svg')];
        };
        await until(() => pictures().length > 0, 'pictures');
        const drawn = pictures();
        same(drawn.map((svg) => chapters.indexOf(svg.closest('section'))), [...chapters.keys()], 'one in each chapter');
        for (const [i, svg] of drawn.entries()) {
            const words = chapters[i].querySelector('.show-me').textContent.replace('Show me', '').trim();
            claim(svg.parentElement.textContent.includes(`In the lab: ${words}`), `${words}: its caption`);
            claim(svg.querySelectorAll('path, polyline, polygon, rect').length > 20, `${words}: it is drawn`);
            const before = (node) => Boolean(svg.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
            claim(before(chapters[i].querySelector('.question')), `${words}: before the question`);
        }
        same(new Set(drawn.map((svg) => svg.innerHTML)).size, 13, 'each its own');
        claim(drawn[3].querySelector('text').textContent !== '', 'with its axes');
        const answers = document.querySelector('.answers');
        same(answers.querySelectorAll('h3').length, 13, 'answers');
        claim(answers.previousElementSibling === chapters[12], 'they come last');
        claim(answers.textContent.includes('1 Hidden groups') && answers.textContent.includes('51 did'), 'all that they say');
        same(lab.scenario, scenario, 'the lab itself is as it was');
        dispatchEvent(new Event('afterprint'));
        same(document.querySelectorAll('.of-lab, .answers').length, 0, 'taken away again');",
    )
    .await?;
    Ok(())
}

async fn the_printed_lesson_shows_no_answer_before_the_last_question(browser: &Browser) -> Result<()> {
    open_lesson(browser, "").await?;
    page(browser, "await until(() => (dispatchEvent(new Event('beforeprint')), document.querySelectorAll('.of-lab').length === 13));").await?;
    browser.set_screen(Screen { print: true, width: 718, height: 1000, ..Screen::default() }).await?;
    page(
        browser,
        "
        same([...document.querySelectorAll('.of-lab svg')].filter(seen).length, 13, 'pictures');
        const questions = [...document.querySelectorAll('.question')];
        const shown = questions.flatMap((question) => [...question.children].filter((node) => seen(node) && node.localName !== 'p'));
        same(shown.map((node) => node.outerHTML.slice(0, 60)), [], 'beside a question');
        claim(questions.every((question) => parseFloat(getComputedStyle(question, '::after').height) > 80), 'lines to write on');
        same([...document.querySelectorAll('button, a.show-me, input')].filter(seen).length, 0, 'nothing to press');
        for (const chapter of document.querySelectorAll('.lesson > section:not(.answers)')) same(getComputedStyle(chapter).breakInside, 'avoid', chapter.id);
        const [answers, question] = ['.answers', '#your-own .question'].map((part) => document.querySelector(part).getBoundingClientRect());
        claim(answers.top >= question.bottom && answers.height > 100, 'the answers come last');
        dispatchEvent(new Event('afterprint'));",
    )
    .await?;
    Ok(())
}

async fn a_dark_lab_prints_light_and_unfolded_and_is_then_as_before(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { dark: true, still: true, ..Screen::default() }).await?;
    browser.open("index.html#k=3&step=6").await?;
    page(
        browser,
        "
        await frames(3);
        const canvas = $('[part=picture]');
        const background = () => [...drawn().slice(0, 3)];
        const folded = () => !$('[part=formulas]').open;
        const screen = drawn();
        same([background(), lab.dataset.theme, folded()], [[27, 31, 39], 'dark', true], 'on the screen');
        dispatchEvent(new Event('beforeprint'));
        same([background(), lab.dataset.theme, folded()], [[255, 255, 255], 'light', false], 'on paper, at once');
        claim(canvas.width >= 3000 && canvas.height / canvas.width < 0.5, `${canvas.width} × ${canvas.height} for a sheet`);
        claim($('[part=formulas] math'), 'the formulas are written');
        same($('.printed').textContent, location.href, 'and the link');
        dispatchEvent(new Event('afterprint'));
        await frames(3);
        same([lab.dataset.theme, folded()], ['dark', true], 'back on the screen');
        const again = drawn();
        claim(again.length === screen.length && again.every((value, i) => value === screen[i]), 'as it was, pixel for pixel');
        $('[part=formulas]').open = true;
        dispatchEvent(new Event('beforeprint'));
        dispatchEvent(new Event('afterprint'));
        same(folded(), false, 'what was unfolded stays so');
        await lab.open('view=stage');
        dispatchEvent(new Event('beforeprint'));
        same(lab.dataset.view, 'page', 'on paper there is no stage');
        dispatchEvent(new Event('afterprint'));
        same(lab.dataset.view, 'stage', 'on the screen there is');",
    )
    .await?;
    Ok(())
}
