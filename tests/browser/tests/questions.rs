//! The lesson's questions take answers, and a worksheet's receipt can be checked. What is right is tested in
//! `crates/lab/tests/tasks.rs`.

use anyhow::Result;
use browser_tests::{Browser, Test, tests};
use thirtyfour::Key;

use crate::support::{open_lesson_still, page, press};

pub const TESTS: &[Test] = tests![
    each_kind_of_answer_gets_its_verdict_a_tick_and_a_line_at_the_end needs OneEngine,
    an_answer_is_given_by_keyboard_alone,
    the_state_of_the_lab_is_an_answer needs OneEngine,
    a_worksheet_gives_a_receipt_that_the_page_checks needs OneEngine,
];

/// Words for the forms, and no answers from before.
const FORMS: &str = "
    await until(() => document.querySelector('#beat-em form.answer'), 'the forms');
    const form = (id, of = document) => of.querySelector(`#${id} form.answer`);
    const verdict = (form) => form.querySelector('.verdict');
    const rated = (form) => until(() => verdict(form).dataset.rating !== '', 'a verdict').then(() => verdict(form).dataset.rating);
    const give = (form, text) => {
        const input = form.querySelector('input[type=text]') ?? form.querySelector(`input[value='${text}']`);
        if (input.type === 'radio') input.click();
        else write(input, text);
        form.querySelector('button').click();
    };";
const FRESH: &str = "localStorage.clear();";

async fn each_kind_of_answer_gets_its_verdict_a_tick_and_a_line_at_the_end(browser: &Browser) -> Result<()> {
    open_lesson_still(browser, "").await?;
    page(browser, FRESH).await?;
    open_lesson_still(browser, "k=2").await?;
    let script = "
        const forms = [...document.querySelectorAll('form.answer')];
        same(forms.length, 14, 'one a chapter, and one at the end');
        for (const form of forms) {
          const id = form.querySelector('[aria-describedby]')?.getAttribute('aria-describedby');
          claim(id && document.getElementById(id) === form.previousElementSibling, `${form.textContent}: described by ${id}`);
        }
        const ticks = () => document.querySelectorAll('nav .tick').length;
        const count = () => document.querySelector('.summary p').textContent;
        const [mixture, hens] = [form('mixture'), form('hen-and-egg')];
        same([ticks(), count()], [0, 'You have answered 0 of 14 questions, 0 of them right.'], 'at first');
        give(mixture, '30');
        same(await rated(mixture), 'nearly', 'halfway');
        claim(verdict(mixture).textContent.startsWith('Nearly. That is halfway'), verdict(mixture).textContent);
        same(verdict(mixture).role, 'status', 'it is said');
        same(ticks(), 0, 'nearly is no tick');
        write(mixture.querySelector('input'), 'a lot');
        same(verdict(mixture).textContent.trim(), '', 'another answer is not judged yet');
        mixture.querySelector('button').click();
        await until(() => verdict(mixture).textContent.includes('expected a number'), 'refused');
        same([mixture.querySelector('input').ariaInvalid, verdict(mixture).dataset.rating], ['true', ''], 'no verdict');
        give(mixture, '28,9');
        same(await rated(mixture), 'right', 'a decimal comma');
        hens.querySelector('button').click();
        await until(() => verdict(hens).textContent.includes('Choose'), 'nothing was chosen');
        give(hens, 'large');
        same(await rated(hens), 'wrong', 'the other way');
        give(hens, 'small');
        await until(() => verdict(hens).dataset.rating === 'right', 'the right one');
        same([ticks(), count()], [2, 'You have answered 2 of 14 questions, 2 of them right.'], 'at the end');
        same(document.querySelector('nav .tick').ariaLabel, 'answered', 'the tick');
        same([...document.querySelectorAll('.summary li a')].map((link) => link.hash), ['#mixture', '#hen-and-egg'], 'the list');
        const next = [...document.querySelectorAll('.next a')].map((link) => link.hash);
        same([next.length, next[0], next[12]], [13, '#mixture', '#closing'], 'a way on from each chapter');
        same([location.hash, lab.snapshot().position], ['', 0], 'the lab is as it was');";
    page(browser, &format!("{FORMS}{script}")).await?;
    open_lesson_still(browser, "k=3").await?;
    let again = "
        const mixture = form('mixture');
        same([mixture.querySelector('input').value, verdict(mixture).dataset.rating], ['28,9', 'right'], 'remembered');
        same(form('hen-and-egg').querySelector(':checked').value, 'small', 'the choice too');
        same(document.querySelectorAll('nav .tick').length, 2, 'and the ticks');
        document.querySelector('.summary button').click();
        same([mixture.querySelector('input').value, verdict(mixture).dataset.rating], ['', ''], 'forgotten');
        same([document.querySelectorAll('nav .tick').length, document.querySelector('.summary button').hidden], [0, true], 'all of it');
        localStorage.clear();";
    page(browser, &format!("{FORMS}{again}")).await?;
    Ok(())
}

async fn an_answer_is_given_by_keyboard_alone(browser: &Browser) -> Result<()> {
    open_lesson_still(browser, "").await?;
    page(browser, &format!("{FORMS}{FRESH} form('mixture').querySelector('input').focus();")).await?;
    press(browser, "28.9").await?;
    press(browser, Key::Enter).await?;
    let given = "
        same(await rated(form('mixture')), 'right', 'by Enter');
        same(document.activeElement, form('mixture').querySelector('input'), 'the focus stays');
        form('hen-and-egg').querySelector('input').focus();";
    page(browser, &format!("{FORMS}{given}")).await?;
    for key in [Key::Space, Key::Down, Key::Enter] {
        press(browser, key).await?;
    }
    let chosen = "
        same(await rated(form('hen-and-egg')), 'wrong', 'the second choice');
        form('climb').querySelector('button').focus();";
    page(browser, &format!("{FORMS}{chosen}")).await?;
    press(browser, Key::Space).await?;
    let state = "
        same(await rated(form('climb')), 'nearly', 'the lab as it is, at its start');
        localStorage.clear();";
    page(browser, &format!("{FORMS}{state}")).await?;
    Ok(())
}

async fn the_state_of_the_lab_is_an_answer(browser: &Browser) -> Result<()> {
    open_lesson_still(browser, "").await?;
    let script = "
        const check = async (id) => {
            verdict(form(id)).dataset.rating = '';
            form(id).querySelector('button').click();
            return rated(form(id));
        };
        const show = async (id) => {
            const link = document.querySelector(`#${id} .show-me`);
            link.click();
            await until(() => lab.snapshot().position === Number(/step=(\\d+)/.exec(link.hash)?.[1] ?? 0), id);
        };
        await show('climb');
        same(await check('climb'), 'wrong', 'on the plateau');
        write(labelled('Tolerance'), '0.000001');
        await until(() => lab.snapshot().status === 'running');
        same(await check('climb'), 'nearly', 'on the way');
        await lab.runToConvergence();
        same(await check('climb'), 'right', 'at the top');
        await show('start-matters');
        same(await check('start-matters'), 'wrong', 'the wrong hill');
        write(labelled('mean of component A'), '10');
        same(await check('start-matters'), 'nearly', 'a start for the other');
        await lab.runToConvergence();
        same(await check('start-matters'), 'right', 'the other hill');
        await show('beat-em');
        same(await check('beat-em'), 'wrong', 'as they were shown');
        for (const [k, mean, sd] of [['A', 15, 4], ['B', 33, 8]]) {
            write(labelled(`mean of component ${k}`), String(mean));
            write(labelled(`sd of component ${k}`), String(sd));
        }
        write(labelled('weight of component A'), '0.4');
        same(await check('beat-em'), 'right', 'as good as EM');
        claim(/EM, from yours: −3\\.\\d{4}/.test(verdict(form('beat-em')).textContent), verdict(form('beat-em')).textContent);
        await lab.open('seed=5');
        form('climb').querySelector('button').click();
        await until(() => verdict(form('climb')).textContent.includes('other data'), 'refused');
        localStorage.clear();";
    page(browser, &format!("{FORMS}{FRESH}{script}")).await?;
    Ok(())
}

async fn a_worksheet_gives_a_receipt_that_the_page_checks(browser: &Browser) -> Result<()> {
    open_lesson_still(browser, "task=mixture,m-step&title=Week_3").await?;
    let script = "
        const sheet = document.querySelector('#worksheet');
        const items = () => [...sheet.querySelectorAll('li')];
        same(items().length, 2, 'its tasks');
        const number = sheet.querySelector('input');
        write(number, 'twelve');
        await until(() => !sheet.querySelector('[role=alert]').hidden, 'refused');
        claim(sheet.querySelector('[role=alert]').textContent.includes('not “twelve”'), 'by its words');
        write(number, '12');
        await until(() => items()[1].querySelector('.show-me').hash.includes('seed=12'), 'own data');
        same(sheet.querySelector('[role=alert]').hidden, true, 'taken back');
        items()[1].querySelector('.show-me').click();
        await until(() => lab.snapshot().position === 2);
        const names = new URLSearchParams(lab.scenario);
        same([names.get('task'), names.get('title'), names.get('seed')], ['mixture,m-step', 'Week_3', '12'], 'the worksheet stays');
        lab.step(1);
        const mean = String(means()[0]);
        const [mixture, step] = items().map((item) => item.querySelector('form'));
        give(mixture, '28.9');
        same(await rated(mixture), 'right', 'the first');
        give(step, mean);
        same(await rated(step), 'right', 'the second, on own data');
        same(document.querySelectorAll('nav .tick').length, 0, 'the lesson’s own questions are others');
        const receipt = sheet.querySelector('textarea').value;
        claim(receipt.includes('number: 12') && receipt.includes(`m-step: ${mean} (right)`), receipt);
        const place = document.querySelector('.receipt');
        place.open = true;
        const check = async (text) => {
            place.querySelector('[role=status]').textContent = '';
            place.querySelector('textarea').value = text;
            place.querySelector('button').click();
            await until(() => place.querySelector('[role=status]').textContent !== '', 'a summary');
            return place.querySelector('[role=status]').textContent;
        };
        same(await check(receipt), 'Number 12: 2 of 2 right. The receipt says the same.', 'the receipt');
        same(await check(receipt.replace(mean, '3')), 'Number 12: 1 of 2 right. The receipt differs in 1.', 'one that was changed');
        claim((await check('Hello')).includes('begins with the line'), 'no receipt');
        write(number, '');
        await until(() => !items()[1].querySelector('.show-me').hash.includes('seed'), 'the lesson’s own data');
        await lab.open('');
        await until(() => !sheet.isConnected, 'no worksheet');
        localStorage.clear();";
    page(browser, &format!("{FORMS}{FRESH}{script}")).await?;
    Ok(())
}
