//! `widget.mjs` alone: a model as MyST's theme and notebooks give it, without Python.

use std::fs;

use anyhow::Result;
use browser_tests::{Browser, Test, tests};
use xtask::paths;
use xtask::serve::Server;

use crate::hosts::nothing_is_left_behind;
use crate::support::page;

pub const TESTS: &[Test] = tests![
    in_a_book_a_model_of_json_is_enough,
    two_views_of_a_model_stay_in_step_and_one_of_them_obeys,
    what_cannot_be_shown_is_said_in_its_place needs OneEngine,
    two_hundred_widgets_leave_nothing_behind needs Cdp,
];

/// A model as in the theme of MyST, with what was sent, and functions to show widgets.
const MODEL: &str = "
    class Model extends EventTarget {
        sent = [];
        listeners = new Set();
        constructor(state) { super(); this.state = state; }
        get(name) { return this.state[name]; }
        set(name, value) {
            this.state[name] = value;
            this.dispatchEvent(new Event(`change:${name}`));
        }
        on(event, listener) { this.listeners.add(listener); this.addEventListener(event, listener); }
        off(event, listener) { this.listeners.delete(listener); this.removeEventListener(event, listener); }
        save_changes() {}
        send(content) { this.sent.push(content); }
    }
    const place = document.querySelector('#place');
    const show = async (model, module = './widget.mjs', signal = undefined) => {
        const { default: { render } } = await import(module);
        const el = document.createElement('div');
        place.append(el);
        const end = render({ model, el, signal });
        const lab = el.querySelector('em-mixture');
        if (!signal) await lab.ready;
        return { el, end, lab };
    };
    const told = (model) => until(() => model.get('snapshot')?.n, 'what it tells');
";

async fn hosted(browser: &Browser) -> Result<Server> {
    let folder = browser.folder("widget")?;
    fs::copy(paths::dist().join("widget.mjs"), folder.join("widget.mjs"))?;
    let html = "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><div id=place></div>";
    fs::write(folder.join("index.html"), html)?;
    let server = browser.serve(&folder)?;
    browser.go(&server.url()).await?;
    Ok(server)
}

async fn in_a_book_a_model_of_json_is_enough(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    let script = "
        const book = new Model({ scenario: 'k=3&start=quantiles&step=2' });
        const one = await show(book);
        await told(book);
        same([one.lab.scenario, one.lab.snapshot().position], ['k=3&start=quantiles&step=2', 2], 'the scenario');
        one.lab.eStep();
        await until(() => book.get('scenario').endsWith('step=3'), 'it tells');
        same(book.get('history').length, 4, 'the history');
        // A second page of the book, or another notebook on this page, evaluates the module again.
        const numbers = new Model({ values: [79, 54, 74, 62, 85, 55], scenario: 'data=own&k=2' });
        const two = await show(numbers, './widget.mjs?again');
        await told(numbers);
        same([two.lab.snapshot().n, two.lab.scenario], [6, 'data=own&values=54,55,62,74,79,85'], 'own numbers');
        // As Python sends them: float64, little endian, within a larger buffer.
        const bytes = new DataView(new Float64Array([0, 1, 2, 4]).buffer, 8);
        const packed = new Model({ _values: bytes, _column: 'minutes', scenario: 'data=own&k=1' });
        const three = await show(packed);
        await told(packed);
        three.lab.step();
        same([three.lab.snapshot().n, three.lab.snapshot().components[0].mean.toFixed(6)], [3, '2.333333'], 'packed numbers');
        one.end();
        one.end();
        same([one.el.children.length, book.listeners.size], [0, 0], 'removed, and again');
        const leaving = new AbortController();
        const four = await show(new Model({}), './widget.mjs', leaving.signal);
        leaving.abort();
        same(four.el.children.length, 0, 'its host ends it');";
    page(browser, &format!("{MODEL}{script}")).await?;
    Ok(())
}

async fn two_views_of_a_model_stay_in_step_and_one_of_them_obeys(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    let script = "
        const model = new Model({ scenario: 'start=quantiles', _command: { id: 1, action: 'step', given: [2] } });
        const views = [await show(model), await show(model)];
        const both = (position) => until(() => views.every(({ lab }) => lab.snapshot().position === position), `both at ${position}`);
        await until(() => model.sent.length, 'a command from before they were there');
        await both(4);
        model.set('_command', { id: 2, action: 'mStep', given: [] });
        await until(() => model.sent.length === 2, 'an answer');
        same(model.sent[1].error, 'the M step is not due: take the E step first', 'a refusal');
        model.set('_command', {});
        model.set('_command', { id: 3, action: 'eStep', given: [] });
        await until(() => model.sent.length === 3, 'one answer');
        same([model.sent[2].id, model.sent[2].error, model.sent[2].state.snapshot.position], [3, '', 5], 'with the state');
        await both(5);
        views[1].lab.mStep();
        await both(6);
        views[0].lab.back();
        await both(5);
        await views[1].lab.open('k=4&speed=max&tol=0&max=40');
        await until(() => views[0].lab.snapshot().k === 4, 'another scenario');
        views[1].lab.run();
        await until(() => views[1].lab.snapshot().status === 'max-iterations', 'a run');
        await both(80);
        const late = await show(model);
        views.push(late);
        await both(80);
        same(model.sent.length, 3, 'nobody obeyed twice');";
    page(browser, &format!("{MODEL}{script}")).await?;
    Ok(())
}

async fn what_cannot_be_shown_is_said_in_its_place(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    let script = "
        const equal = new Model({ values: [7, 7, 7], _command: { id: 1, action: 'eStep', given: [] } });
        const { el } = await show(equal);
        await until(() => el.querySelector('[role=alert]'), 'an alert');
        const sentence = 'all 3 values equal 7, or differ by nothing that can be told apart: EM needs at least two different ones';
        same(el.querySelector('[role=alert]').textContent, sentence, 'what it says');
        await until(() => equal.sent.length, 'an answer');
        same(equal.sent[0].error, sentence, 'Python hears the same');";
    page(browser, &format!("{MODEL}{script}")).await?;
    Ok(())
}

async fn two_hundred_widgets_leave_nothing_behind(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    page(
        browser,
        &format!("{MODEL} Object.assign(window, {{ Model, show }}); await import('./widget.mjs');"),
    )
    .await?;
    nothing_is_left_behind(browser, |times| {
        format!(
            "
            for (let i = 0; i < {times}; i++) {{
                const own = {{ _values: new DataView(Float64Array.from({{ length: 1000 }}, Math.random).buffer), scenario: 'data=own' }};
                const model = new window.Model(i % 5 ? {{ scenario: `truth=0,1,300~4,1,700&k=${{1 + i % 8}}` }} : own);
                const {{ lab, end, el }} = await window.show(model);
                await until(() => model.get('snapshot'), 'shown');
                lab.step();
                end();
                el.remove();
                same(model.listeners.size, 0, 'listeners of the model');
                if (i % 10 === 9) await new Promise((next) => setTimeout(next));
            }}"
        )
    })
    .await
}
