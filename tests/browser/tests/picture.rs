//! The picture in its box: sharp, of the right size and theme, and drawn only when something has
//! changed.

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};

use crate::support::{open, open_lesson, open_still, page};

pub const TESTS: &[Test] = tests![
    it_is_sharp_at_every_whole_device_pixel_ratio,
    it_is_sharp_at_one_and_a_half_device_pixels needs FractionalRatio,
    it_follows_its_box,
    it_follows_the_theme_and_the_system needs OneEngine,
    with_reduced_motion_a_half_step_is_one_drawing,
    a_half_step_by_hand_glides_and_then_no_frame_is_asked_for,
    out_of_sight_it_is_not_drawn,
    bins_are_drawn_as_many_as_asked_for needs OneEngine,
];

const SIZES: &str = "
    const sizeOf = (part) => {
        const canvas = $(`[part=${part}]`);
        const { clientWidth, clientHeight } = canvas.parentNode;
        const ratio = Math.max(devicePixelRatio, 2);
        const { width, height } = canvas.getBoundingClientRect();
        return { is: [canvas.width, canvas.height], should: [clientWidth * ratio, clientHeight * ratio].map(Math.round),
            css: [width, height].map(Math.round), box: [clientWidth, clientHeight] };
    };
    const settle = async (words) => {
        for (const part of ['climb', 'picture']) {
            $(`[part=${part}]`).scrollIntoView({ block: 'nearest', behavior: 'instant' }); // out of sight, it is not drawn
            const fits = ({ is, should, css, box }) => `${is}` === `${should}` && `${css}` === `${box}` && box[0] > 200;
            await until(() => fits(sizeOf(part)), `${words}: the ${part}`)
                .catch((error) => { throw new Error(`${error.message} ${JSON.stringify(sizeOf(part))}`); });
        }
    };
";

async fn it_is_sharp_at_every_whole_device_pixel_ratio(browser: &Browser) -> Result<()> {
    sharp_at(browser, &[1.0, 2.0, 3.0]).await
}

async fn it_is_sharp_at_one_and_a_half_device_pixels(browser: &Browser) -> Result<()> {
    sharp_at(browser, &[1.5, 1.0]).await
}

async fn sharp_at(browser: &Browser, ratios: &[f64]) -> Result<()> {
    open(browser, "").await?;
    for &ratio in ratios {
        browser.set_screen(Screen { ratio, ..Screen::default() }).await?;
        page(
            browser,
            &format!(
                "{SIZES} near(devicePixelRatio, {ratio}, 1e-9, 'the display'); await settle('{ratio}');"
            ),
        )
        .await?;
    }
    Ok(())
}

async fn it_follows_its_box(browser: &Browser) -> Result<()> {
    open_lesson(browser, "").await?;
    for (width, height) in [(1440, 900), (768, 1024), (390, 844), (1024, 600), (2200, 1200)] {
        browser.set_screen(Screen { width, height, ..Screen::default() }).await?;
        let script = "
            const wide = () => [...document.querySelectorAll('*'), ...$$('*')].filter((node) => node.scrollWidth > innerWidth || node.getBoundingClientRect().right > innerWidth)
                .map((node) => `${node.tagName}.${node.className} ${node.scrollWidth}`);
            await until(() => document.documentElement.scrollWidth <= innerWidth, 'no sideways scrolling').catch((error) => {
                throw new Error(`${error.message}: ${wide()}`);
            });
            for (const part of ['picture', 'due', 'sentence']) {
                const { left, right } = $(`[part=${part}]`).getBoundingClientRect();
                claim(left >= 0 && right <= innerWidth, `${part} from ${left} to ${right}`);
            }";
        page(
            browser,
            &format!("{SIZES} same(innerWidth, {width}, 'the window'); await settle('{width}'); {script}"),
        )
        .await?;
    }
    browser.set_screen(Screen::default()).await?;
    let script = "
        await settle('before');
        const { offsetWidth } = lab;
        document.querySelector('.lab-place').style.setProperty('padding-right', '200px');
        await until(() => lab.offsetWidth < offsetWidth - 100);
        await settle('its box alone');";
    page(browser, &format!("{SIZES} {script}")).await?;
    Ok(())
}

async fn it_follows_the_theme_and_the_system(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    let background = "
        const background = () => [...drawn().slice(0, 3)].reduce((a, b) => a + b) / 3;
        const hasTheme = async (theme, light) => {
            await until(() => lab.dataset.theme === theme && (light ? background() > 230 : background() < 60), theme);
            const sheet = getComputedStyle($('[part=stage]')).backgroundColor.match(/[0-9.]+/g).map(Number);
            claim(light ? sheet[0] > 230 : sheet[0] < 60, `${theme}: the card is ${sheet}`);
            const paper = getComputedStyle(document.documentElement).backgroundColor.match(/[0-9.]+/g).map(Number);
            claim(light ? paper[0] > 230 : paper[0] < 60, `${theme}: the page is ${paper}`);
        };";
    page(
        browser,
        &format!(
            "{background} await hasTheme('light', true);
             write(labelled('Theme'), 'dark'); await hasTheme('dark', false);
             write(labelled('Theme'), 'projector'); await hasTheme('projector', true);
             claim(background() === 255, 'pure white');
             write(labelled('Theme'), 'auto'); await hasTheme('light', true);"
        ),
    )
    .await?;
    browser.set_screen(Screen { dark: true, ..Screen::default() }).await?;
    page(browser, &format!("{background} await hasTheme('dark', false);")).await?;
    page(browser, &format!("{background} write(labelled('Theme'), 'light'); await hasTheme('light', true);"))
        .await?;
    Ok(())
}

/// Runs before the page's script: counts drawings of the picture, and the frames that are requested.
const COUNT: &str = "
    window.draws = 0;
    window.asked = 0;
    // A drawing begins with its background, from border to border.
    const { fillRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillRect = function (x, y, width, height) {
        const { a } = this.getTransform();
        const background = x === 0 && y === 0 && width * a > this.canvas.width - 2;
        if (background && this.canvas.getAttribute?.('part') === 'picture') window.draws += 1;
        return fillRect.call(this, x, y, width, height);
    };
    const ask = window.requestAnimationFrame.bind(window);
    window.nextFrame = () => new Promise((next) => ask(() => setTimeout(next)));
    window.requestAnimationFrame = (next) => { window.asked += 1; return ask(next); };
    window.idle = async () => {
        const deadline = performance.now() + 60_000;
        for (let still = 0, last = -1; still < 12; still += 1) {
            if (performance.now() > deadline) throw new Error('frames are requested without end');
            await nextFrame();
            if (last !== window.asked) still = 0;
            last = window.asked;
        }
    };
";

async fn with_reduced_motion_a_half_step_is_one_drawing(browser: &Browser) -> Result<()> {
    browser.before_page(COUNT).await?;
    open_still(browser, "start=0.5,25,8~0.5,30,8").await?;
    page(
        browser,
        "
        await idle();
        const taking = { E: () => lab.eStep(), M: () => lab.mStep(), 'the button': () => $('[part=due]').click(), back: () => lab.back(),
            'three iterations': () => lab.step(3), seek: () => lab.seek(1), reset: () => lab.reset() };
        for (const [name, act] of Object.entries(taking)) {
            const before = window.draws;
            act();
            await idle();
            same(window.draws - before, 1, `drawings after ${name}`);
        }
        const before = window.draws;
        await lab.runToConvergence();
        await idle();
        same(window.draws - before, 1, 'drawings after the run to convergence');
        await lab.open('speed=5&start=0.5,25,8~0.5,30,8');
        await idle();
        const [began, events] = [window.draws, heard('em-change')];
        lab.run();
        await until(() => events.length >= 4);
        lab.pause();
        await idle();
        claim(window.draws - began <= events.length + 1, `${window.draws - began} drawings of ${events.length} changes`);",
    )
    .await?;
    Ok(())
}

async fn a_half_step_by_hand_glides_and_then_no_frame_is_asked_for(browser: &Browser) -> Result<()> {
    browser.before_page(COUNT).await?;
    open(browser, "start=0.5,25,8~0.5,30,8").await?;
    page(
        browser,
        "
        await idle();
        const atRest = drawn();
        const { asked } = window;
        for (let i = 0; i < 20; i++) await nextFrame();
        same(window.asked, asked, 'an idle lab requests frames');
        // The clock advances once a frame, on any machine: 400 ms are twenty of its steps.
        const clock = performance.now.bind(performance);
        for (const name of ['E', 'M']) {
            const before = window.draws;
            let now = clock();
            performance.now = () => now;
            $('[part=due]').click();
            for (let tick = 0; tick < 20; tick++) {
                await nextFrame();
                now += 20;
            }
            delete performance.now;
            await idle();
            claim(window.draws - before >= 20, `${name}: ${window.draws - before} drawings`);
        }
        claim(drawn().some((value, i) => value !== atRest[i]), 'it shows something else');
        // Another half-step during a glide is taken at once.
        for (let i = 0; i < 6; i++) $('[part=due]').click();
        same(lab.snapshot().position, 8, 'six more');
        await idle();
        // Two pictures of the same position are equal, however they were reached.
        const gone = drawn();
        lab.reset();
        lab.seek(8);
        await idle();
        claim(drawn().every((value, i) => value === gone[i]), 'a glide ends where a jump does');",
    )
    .await?;
    Ok(())
}

async fn out_of_sight_it_is_not_drawn(browser: &Browser) -> Result<()> {
    browser.before_page(COUNT).await?;
    browser.set_screen(Screen { width: 390, height: 844, still: true, ..Screen::default() }).await?;
    browser.open("index.html").await?;
    page(
        browser,
        "
        await idle();
        document.querySelector('#your-own').scrollIntoView();
        await idle();
        const { draws } = window;
        lab.step(3);
        await idle();
        same(window.draws, draws, 'drawn out of sight');
        lab.scrollIntoView();
        await until(() => window.draws > draws, 'drawn once in sight');
        await idle();
        same(window.draws, draws + 1, 'once');",
    )
    .await?;
    Ok(())
}

async fn bins_are_drawn_as_many_as_asked_for(browser: &Browser) -> Result<()> {
    open_still(browser, "data=own&values=0,1,1,2,2,2,3,3,3,3&start=quantiles&bins=4&theme=projector").await?;
    // The tops of the bars: the row of pixels just above the axis changes with their number. With four
    // bins of unequal height the picture differs from those with two and with a hundred.
    page(
        browser,
        "
        const pictures = [drawn()];
        for (const bins of ['2', '100']) {
            write(labelled('bins'), bins);
            await until(() => lab.scenario.includes(`bins=${bins}`));
            await frames(3);
            pictures.push(drawn());
        }
        const unlike = (a, b) => a.reduce((count, value, i) => count + (value !== b[i]), 0);
        claim(unlike(pictures[0], pictures[1]) > 1000 && unlike(pictures[1], pictures[2]) > 1000, 'the bars');
        write(labelled('bins'), '4');
        await until(() => lab.scenario.includes('bins=4'));
        await frames(3);
        same(unlike(drawn(), pictures[0]), 0, 'four again');",
    )
    .await?;
    Ok(())
}
