//! The second lesson, and both in one file: what it shows, its questions, the way to the other lesson. What the
//! two lessons share is tested on the first.

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};

use crate::support::page;

pub const TESTS: &[Test] = tests![
    the_second_lesson_shows_what_it_says_and_judges_answers needs OneEngine,
    the_offline_page_has_both_lessons_around_one_lab,
];

/// Words for its forms.
const FORMS: &str = "
    await until(() => document.querySelectorAll('.closing .summary p').length === document.querySelectorAll('.closing').length, 'the forms');
    const form = (id, of = document) => of.querySelector(`#${id} form.answer`);
    const rated = (form) => until(() => form.querySelector('.verdict').dataset.rating !== '', 'a verdict').then(() => form.querySelector('.verdict').dataset.rating);
    const answer = async (form, text) => {
        const input = form.querySelector('input[type=text]') ?? form.querySelector(`input[value='${text}']`);
        if (input?.type === 'radio') input.click();
        else if (input) write(input, text);
        form.querySelector('.verdict').dataset.rating = '';
        form.querySelector('button').click();
        return rated(form);
    };
    const counts = () => [...document.querySelectorAll('.summary p')].map((node) => node.textContent);
    const open = async (link) => {
        const events = heard('em-change');
        link.click();
        await until(() => events.length > 0, link.hash);
    };";

async fn the_second_lesson_shows_what_it_says_and_judges_answers(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.open("plane.html#plateaus").await?;
    let own = "
        same([lab.scenario, location.hash], ['data=old-faithful', '#plateaus'], 'an anchor stays');
        await lab.open('');
        await until(() => location.hash === '#data=simulated', location.hash);
        localStorage.clear();";
    page(browser, own).await?;
    browser.open("plane.html#task=mixture,ellipses&data=old-faithful").await?;
    let script = "
        same([lab.snapshot().components.length, lab.snapshot().n], [2, 272], 'the lab at first');
        const links = [...document.querySelectorAll('.lesson a.show-me')];
        const about = ['2', '2 climb', '5 climb', '5 climb', '2 climb', '2 restarts', '3 compare-k', '3 climb', '2 soft-and-hard', '2 climb', '2 climb'];
        same(links.length, about.length, 'links');
        for (const [i, link] of links.entries()) {
            const scenario = link.getAttribute('href').slice(1);
            const errors = heard('em-error');
            await open(link);
            const sorted = (text) => text.split('&').filter((word) => !word.startsWith('task=')).sort();
            same(sorted(lab.scenario), sorted(scenario), 'the scenario');
            same([errors, $('[role=status] ul').children.length], [[], 0], scenario);
            same(lab.snapshot().position, Number(new URLSearchParams(scenario).get('step') ?? 0), scenario);
            same(document.querySelectorAll('.show-me[aria-current]').length, 1, 'the one that is shown');
            await frames(2);
            const tab = $$('[role=tab][aria-selected=true]').filter(seen).map((node) => node.id.replace('tab-', ''));
            same([lab.snapshot().components.length, ...tab].join(' '), about[i], scenario);
        }
        same(document.querySelectorAll('.lesson form.answer').length, 6, 'one a chapter');
        same(document.querySelectorAll('.next').length, 6, 'a way on from each');
        same(counts(), ['You have answered 0 of 6 questions, 0 of them right.'], 'at first');
        same(await answer(form('ellipses', document.querySelector('.lesson')), '20'), 'wrong', 'the sign');
        same(await answer(form('ellipses', document.querySelector('.lesson')), '−20'), 'right', 'a covariance');
        same(await answer(form('straight-borders'), 'same'), 'wrong', 'a choice');
        same(await answer(form('straight-borders'), 'other'), 'right', 'the other');
        await open(document.querySelector('#plateaus .show-me'));
        same(await answer(form('plateaus')), 'wrong', 'on the plateau');
        write(labelled('Tolerance'), '0.000001');
        await until(() => lab.snapshot().status === 'running');
        await lab.runToConvergence();
        same(await answer(form('plateaus')), 'right', 'at the top');
        same(counts(), ['You have answered 3 of 6 questions, 3 of them right.'], 'at the end');
        same(document.querySelectorAll('nav .tick').length, 3, 'ticks');
        const sheet = document.querySelector('#worksheet');
        same(sheet.querySelectorAll('li').length, 1, 'the worksheet’s task of this lesson');
        const [other] = [...sheet.querySelectorAll('a')].filter((link) => link.textContent === 'the other lesson');
        claim(seen(other), 'a way to the other task');
        same(other.getAttribute('href'), 'index.html#task=mixture,ellipses', 'where it is');
        claim(seen(sheet.querySelector('textarea')), 'a receipt of this one');
        await lab.open('task=mixture&title=Week_3&lock=k&hide=charts&theme=dark&k=3&data=old-faithful');
        await until(() => sheet.querySelectorAll('li').length === 0, 'no task of this lesson');
        claim(sheet.textContent.includes('One task is in the other lesson, with a receipt of its own.'), sheet.textContent);
        same([...sheet.querySelectorAll('ol, textarea, button')].filter(seen).length, 0, 'no list and no receipt');
        const [path, carried] = sheet.querySelector('a').getAttribute('href').split('#');
        same([path, carried.split('&').sort()], ['index.html', ['hide=charts', 'lock=k', 'task=mixture', 'theme=dark', 'title=Week_3']], 'what it takes along');";
    page(browser, &format!("{FORMS}{script}")).await?;
    browser.open("index.html#task=mixture,ellipses").await?;
    page(
        browser,
        "
        await until(() => document.querySelector('#worksheet li'), 'the worksheet');
        same(document.querySelectorAll('#worksheet li').length, 1, 'its task of the first lesson');
        same(document.querySelector('#worksheet li .show-me').textContent, 'Show me A mixture of Gaussians', 'this one');
        same(document.querySelector('.other-lesson').getAttribute('href'), 'plane.html', 'and back');
        localStorage.clear();",
    )
    .await?;
    Ok(())
}

async fn the_offline_page_has_both_lessons_around_one_lab(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { still: true, ..Screen::default() }).await?;
    browser.go(&browser.on_disk("em-mixture-offline.html")?).await?;
    browser.lab_ready().await?;
    let script = "
        const [first, second] = document.querySelectorAll('.lesson');
        same([first, second].map((lesson) => lesson.querySelectorAll('form.answer').length), [14, 6], 'questions');
        same(document.querySelectorAll('em-mixture').length, 1, 'one lab');
        same(document.querySelectorAll('[href$=\".html\"]').length, 0, 'no link to another file');
        document.querySelector('.other-lesson[href=\"#plane\"]').click();
        const title = document.querySelector('h1#plane');
        await until(() => Math.abs(title.getBoundingClientRect().top) < innerHeight / 2, 'the second lesson');
        await open(document.querySelector('#plane-steps .show-me'));
        same([lab.snapshot().n, lab.snapshot().position], [272, 1], 'its link');
        claim(seen($('[part=picture]')) && $('[part=picture]').getBoundingClientRect().top < innerHeight, 'beside it');
        same(await answer(form('plane-steps'), '0.38'), 'right', 'its question');
        same(counts(), ['You have answered 0 of 14 questions, 0 of them right.', 'You have answered 1 of 6 questions, 1 of them right.'], 'each its own');
        await lab.open('task=mixture,ellipses');
        await until(() => document.querySelectorAll('#worksheet li').length === 2, 'tasks of both');
        await lab.open('');
        const papers = () => (dispatchEvent(new Event('beforeprint')), [...document.querySelectorAll('.answers')]);
        await until(() => papers().length === 2, 'a sheet of answers for each');
        same(papers().map((sheet) => sheet.querySelector('h3').textContent), ['1 Hidden groups', '1 From bells to ellipses'], 'from 1 on');
        same(document.querySelectorAll('.of-lab svg').length, 19, 'a picture in each chapter');
        dispatchEvent(new Event('afterprint'));
        document.querySelector('.other-lesson[href=\"#top\"]').click();
        await until(() => scrollY < innerHeight / 2, 'back to the first');
        localStorage.clear();";
    page(browser, &format!("{FORMS}localStorage.clear();{script}")).await?;
    let violations = browser.violations().await?;
    anyhow::ensure!(violations.is_empty(), "against the policy: {violations:?}");
    Ok(())
}
