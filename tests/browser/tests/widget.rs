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
    two_views_of_a_model_show_the_same_and_one_carries_a_command_out,
    a_setting_by_hand_is_sent_and_followed needs OneEngine,
    a_person_can_interrupt_a_view_that_follows needs OneEngine,
    a_command_waits_for_the_newest_state needs OneEngine,
    a_view_that_has_ended_takes_no_command needs OneEngine,
    numbers_too_many_for_a_link_are_not_shown_in_another_view needs OneEngine,
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
    const received = (model) => until(() => model.get('snapshot')?.n, 'the model receives the state');
    // `open` of a lab waits until the test lets it go on, or fail.
    const openings = (lab) => {
        const asked = [];
        const open = lab.open.bind(lab);
        lab.open = (scenario) => new Promise((resolve, reject) => asked.push({ fail: reject, go: () => open(scenario).then(resolve, reject) }));
        return asked;
    };
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

/// Runs a script in a page with nothing but the module.
async fn alone(browser: &Browser, script: &str) -> Result<()> {
    let _server = hosted(browser).await?;
    page(browser, &format!("{MODEL}{script}")).await.map(drop)
}

async fn in_a_book_a_model_of_json_is_enough(browser: &Browser) -> Result<()> {
    let script = "
        const book = new Model({ scenario: 'k=3&start=quantiles&step=2' });
        const one = await show(book);
        await received(book);
        same([one.lab.scenario, one.lab.snapshot().position], ['k=3&start=quantiles&step=2', 2], 'the scenario');
        one.lab.eStep();
        await until(() => book.get('scenario').endsWith('step=3'), 'it is sent');
        same(book.get('history').length, 4, 'the history');
        // A second page of the book, or another notebook on this page, evaluates the module again.
        const numbers = new Model({ values: [79, 54, 74, 62, 85, 55], scenario: 'data=own&k=2' });
        const two = await show(numbers, './widget.mjs?again');
        await received(numbers);
        same([two.lab.snapshot().n, two.lab.scenario], [6, 'data=own&values=54,55,62,74,79,85'], 'own numbers');
        // As Python sends them: float64, little endian, within a larger buffer.
        const bytes = new DataView(new Float64Array([0, 1, 2, 4]).buffer, 8);
        const packed = new Model({ _values: bytes, _column: 'minutes', scenario: 'data=own&k=1' });
        const three = await show(packed);
        await received(packed);
        three.lab.step();
        same([three.lab.snapshot().n, three.lab.snapshot().components[0].mean.toFixed(6)], [3, '2.333333'], 'packed numbers');
        one.end();
        one.end();
        same([one.el.children.length, book.listeners.size], [0, 0], 'removed, and again');
        const leaving = new AbortController();
        const four = await show(new Model({}), './widget.mjs', leaving.signal);
        leaving.abort();
        same(four.el.children.length, 0, 'its host ends it');";
    alone(browser, script).await
}

async fn two_views_of_a_model_show_the_same_and_one_carries_a_command_out(browser: &Browser) -> Result<()> {
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
        await views[0].lab.open('speed=30&tol=0');
        await both(0);
        views[0].lab.run();
        await until(() => views[1].lab.snapshot().position > 4, 'it follows the run');
        views[1].lab.reset();
        await until(() => model.get('snapshot').position === 0, 'what a person does is sent, and ends the run');
        await both(0);
        await views[0].lab.open('step=80');
        const late = await show(model);
        views.push(late);
        await both(80);
        same(model.sent.length, 3, 'no command was carried out twice');";
    alone(browser, script).await
}

async fn a_setting_by_hand_is_sent_and_followed(browser: &Browser) -> Result<()> {
    let script = "
        const model = new Model({});
        const views = [await show(model), await show(model)];
        await received(model);
        write($$('select', views[0].lab).find(({ ariaLabel }) => ariaLabel === 'Theme'), 'dark');
        await until(() => model.get('scenario') === 'theme=dark', 'the model has the setting');
        await until(() => views[1].lab.scenario === 'theme=dark', 'the other view has it too');
        same(views.map(({ lab }) => lab.dataset.theme), ['dark', 'dark'], 'and shows it');";
    alone(browser, script).await
}

async fn a_person_can_interrupt_a_view_that_follows(browser: &Browser) -> Result<()> {
    let script = "
        const errors = [];
        console.error = (...words) => errors.push(words.join(' '));
        const model = new Model({});
        const [a, b] = [await show(model), await show(model)];
        await received(model);
        const slow = openings(b.lab);
        await a.lab.open('k=3');
        await until(() => slow.length, 'the other view follows');
        b.lab.eStep();
        slow[0].fail(new DOMException('cancelled', 'AbortError'));
        await until(() => model.get('scenario') === 'step=1', 'what the person did is sent');
        await until(() => a.lab.scenario === 'step=1', 'and followed');
        same([b.lab.scenario, errors], ['step=1', []], 'no error');
        // Out of the page, its work was cancelled by nobody: it follows again.
        await a.lab.open('k=4');
        await until(() => slow.length === 2, 'it follows once more');
        b.lab.remove();
        slow[1].fail(new DOMException('cancelled', 'AbortError'));
        await until(() => slow.length === 3, 'and again');
        slow[2].go();
        await until(() => b.lab.scenario === 'k=4', 'out of the page');
        same([a.lab.scenario, model.get('scenario'), errors], ['k=4', 'k=4', []], 'nothing went back');";
    alone(browser, script).await
}

async fn a_command_waits_for_the_newest_state(browser: &Browser) -> Result<()> {
    let script = "
        const model = new Model({});
        const [a, b] = [await show(model), await show(model)];
        await received(model);
        // Of one that follows, only the older state is there.
        const slow = openings(b.lab);
        await a.lab.open('k=3');
        await until(() => slow.length, 'the other view follows');
        a.end();
        model.set('_command', { id: 1, action: 'eStep', given: [] });
        await frames(3);
        same([model.get('_taken'), b.lab.snapshot().position], [undefined, 0], 'not yet');
        slow[0].go();
        await until(() => model.sent.length, 'an answer');
        same([model.sent[0].error, model.sent[0].state.scenario], ['', 'k=3&step=1'], 'from the newest state');
        // A change that is not yet sent comes first, whichever view receives the command.
        const c = await show(model);
        await until(() => c.lab.scenario === 'k=3&step=1', 'a third view');
        c.lab.mStep();
        c.lab.eStep();
        model.set('_command', { id: 2, action: 'mStep', given: [] });
        await until(() => model.sent.length === 2, 'another answer');
        same([model.sent[1].error, model.sent[1].state.scenario], ['', 'k=3&step=4'], 'with the change');";
    alone(browser, script).await
}

async fn a_view_that_has_ended_takes_no_command(browser: &Browser) -> Result<()> {
    let script = "
        const model = new Model({ _values: new DataView(new Float64Array([0, 1, 2, 4]).buffer), scenario: 'data=own' });
        const closed = new AbortController();
        const first = await show(model, './widget.mjs', closed.signal);
        model.set('_command', { id: 1, action: 'eStep', given: [] });
        closed.abort();
        await frames(3);
        same([model.get('_taken'), model.sent, first.el.children.length], [undefined, [], 0], 'closed');
        const second = await show(model);
        await until(() => model.sent.length, 'an answer');
        same([model.sent[0].error, model.sent[0].state.snapshot.position], ['', 1], 'of the view that is there');
        // A host may take a cell out of the page, and the lab is still there.
        second.el.remove();
        model.set('_command', { id: 2, action: 'mStep', given: [] });
        await until(() => model.sent.length === 2, 'an answer out of sight');
        same([model.sent[1].error, model.sent[1].state.snapshot?.position], ['', 2], 'with the state');";
    alone(browser, script).await
}

async fn numbers_too_many_for_a_link_are_not_shown_in_another_view(browser: &Browser) -> Result<()> {
    let script = "
        const numbers = (count) => Float64Array.from({ length: count }, (_, i) => i / 7 + (i % 2) * 5000);
        const model = new Model({ _values: new DataView(numbers(9000).buffer), scenario: 'data=own' });
        const [a, b] = [await show(model), await show(model)];
        const note = ({ el }) => el.querySelector('[role=status]')?.textContent ?? '';
        await received(model);
        a.lab.step();
        await until(() => b.lab.snapshot().position === 2, 'the numbers of the model');
        same([note(a), note(b)], ['', ''], 'both have them');
        await a.lab.load(numbers(9100));
        await until(() => note(b), 'the other view says so');
        claim(note(b).includes('are too many for a link'), note(b));
        same([note(a), a.lab.snapshot().n, b.lab.snapshot().n], ['', 9100, 9000], 'each keeps its own');
        model.set('_command', { id: 1, action: 'eStep', given: [] });
        await until(() => model.sent.length, 'an answer');
        same(model.sent[0].state.snapshot.n, 9100, 'of the view that has the latest numbers');
        await b.lab.load(numbers(9100));
        await until(() => !note(b) && model.get('snapshot').position === 0, 'loaded here too');
        await until(() => a.lab.snapshot().position === 0, 'in step again');
        same(note(a), '', 'the same numbers');";
    alone(browser, script).await
}

async fn what_cannot_be_shown_is_said_in_its_place(browser: &Browser) -> Result<()> {
    let script = "
        const equal = new Model({ values: [7, 7, 7], _command: { id: 1, action: 'eStep', given: [] } });
        const { el } = await show(equal);
        await until(() => el.querySelector('[role=alert]'), 'an alert');
        const sentence = 'all 3 values equal 7, or differ by nothing that can be told apart: EM needs at least two different ones';
        same(el.querySelector('[role=alert]').textContent, sentence, 'what it says');
        await until(() => equal.sent.length, 'an answer');
        same(equal.sent[0].error, sentence, 'Python receives the same');";
    alone(browser, script).await
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
