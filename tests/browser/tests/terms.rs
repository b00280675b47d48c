//! Terms explain themselves: by keyboard, by the mouse and by touch, in a sentence that is in sight.

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};
use thirtyfour::Key;

use crate::support::{self, middle, open_still, page, press};

pub const TESTS: &[Test] = tests![
    each_term_has_its_sentence_in_sight needs OneEngine,
    a_term_is_explained_by_click_and_key_and_escape_ends_it,
];

/// A term's sentence is shown, belongs to the term, and is within the window.
const EXPLAINED: &str = "
    const bubble = () => $('[role=tooltip]');
    const explained = (term) => {
        const words = `${term.textContent} at ${innerWidth}`;
        claim(seen(bubble()) && bubble().textContent.length > 30, `${words}: nothing is said`);
        same(term.getAttribute('aria-describedby'), bubble().id, `${words}: its description`);
        const [box, own] = [bubble(), term].map((node) => node.getBoundingClientRect());
        claim(box.left >= 0 && box.right <= document.documentElement.clientWidth, `${words}: from ${box.left} to ${box.right}`);
        claim(box.top >= own.bottom || box.bottom <= own.top, `${words}: over its own term`);
        return bubble().textContent;
    };
";

async fn each_term_has_its_sentence_in_sight(browser: &Browser) -> Result<()> {
    for (width, height) in [(1440, 900), (320, 640)] {
        browser.set_screen(Screen { width, height, still: true, ..Screen::default() }).await?;
        browser
            .open("embed.html#assignment=hard&prior=conjugate&k=3&step=3&truth=10,3,200~20,3,200~40,3,400")
            .await?;
        // A real click: otherwise the window may not have the focus.
        let place = middle(browser, ".about").await?;
        support::click(browser, place).await?;
        let script = "
            await lab.compareK(2);
            await lab.restarts(3);
            for (const fold of $$('details')) fold.open = true;
            const [clientX, clientY] = middle($('[part=picture]'));
            $('[part=picture]').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch', clientX, clientY }));
            await until(() => seen($('[part=reading]')), 'a place is read');
            const met = new Map();
            for (const tab of $$('[role=tab]')) {
                tab.click();
                await frames(3);
                for (const term of $$('.term').filter(seen)) {
                    term.focus();
                    met.set(term.dataset.term, explained(term));
                }
            }
            lab.shadowRoot.activeElement.blur();
            claim(!seen(bubble()), 'without the focus it says nothing');
            for (const name of ['responsibility', 'effective count', 'nats per point', 'classification posterior', 'lower bound', 'prior', 'AIC', 'k-means', 'iteration'])
                claim(met.has(name), `${name} is not there: ${[...met.keys()]}`);
            same(new Set(met.values()).size, met.size, 'each says something of its own');";
        page(browser, &format!("{EXPLAINED}{script}")).await?;
    }
    Ok(())
}

async fn a_term_is_explained_by_click_and_key_and_escape_ends_it(browser: &Browser) -> Result<()> {
    open_still(browser, "step=2").await?;
    let place = middle(browser, ".numbers dl [data-term=\"log-likelihood\"]").await?;
    support::click(browser, place).await?;
    let script = "
        window.term = $('.numbers dl [data-term=\"log-likelihood\"]');
        await until(() => seen(bubble()), 'a click explains');
        explained(term);";
    page(browser, &format!("{EXPLAINED}{script}")).await?;
    press(browser, Key::Escape).await?;
    page(browser, "claim(!$('[role=tooltip]').checkVisibility() && !window.term.hasAttribute('aria-describedby'), 'Escape ends it');").await?;
    // Tab continues from there; each term that it reaches is explained.
    press(browser, Key::Tab).await?;
    let script = "
        const next = lab.shadowRoot.activeElement;
        same(next.dataset.term, 'nats per point', 'the next stop');
        explained(next);
        // A touch that moves no focus: not every browser gives a button the focus.
        button('Save').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
        claim(!seen(bubble()), 'a touch elsewhere ends it');
        next.blur();
        next.focus();
        explained(next);";
    page(browser, &format!("{EXPLAINED}{script}")).await?;
    let elsewhere = middle(browser, ".about").await?;
    support::click(browser, elsewhere).await?;
    page(browser, "claim(!$('[role=tooltip]').checkVisibility(), 'a click elsewhere ends it');").await?;
    // In the sentence under the picture, a term keeps the focus when EM is stepped.
    let script = "
        $('[part=sentence] .term').focus();
        const said = $('[part=sentence]').textContent;
        lab.step();
        await frames();
        claim($('[part=sentence]').textContent !== said, 'another sentence');
        const here = lab.shadowRoot.activeElement;
        claim(here.matches('[part=sentence] .term'), `the focus is on ${here.outerHTML.slice(0, 80)}`);
        explained(here);";
    page(browser, &format!("{EXPLAINED}{script}")).await?;
    Ok(())
}
