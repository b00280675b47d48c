//! Exports: the picture as PNG and SVG, the points as CSV.

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};

use crate::support::{open, open_still, page};

pub const TESTS: &[Test] = tests![
    the_png_is_the_picture_at_twice_its_size,
    the_svg_is_complete_in_the_themes_colours_and_describes_itself needs OneEngine,
    the_csv_holds_every_point_with_its_responsibilities needs OneEngine,
    an_export_reports_progress_can_be_cancelled_and_changes_nothing needs OneEngine,
    a_million_points_are_written_while_the_page_responds needs OneEngine,
    exports_called_together_all_finish needs OneEngine,
    the_dialog_saves_each_under_a_name_and_says_so,
    a_hidden_truth_is_in_no_picture needs OneEngine,
];

async fn the_png_is_the_picture_at_twice_its_size(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen { ratio: 2.0, still: true, ..Screen::default() }).await?;
    browser.open("index.html#start=quantiles&step=3").await?;
    page(
        browser,
        "
        await frames(3);
        const blob = await lab.exportPng();
        same(blob.type, 'image/png', 'its type');
        const made = await createImageBitmap(blob);
        const { clientWidth, clientHeight } = $('[part=picture]');
        same([made.width, made.height], [2 * clientWidth, 2 * clientHeight], 'its size');
        const canvas = new OffscreenCanvas(made.width, made.height).getContext('2d', { willReadFrequently: true });
        canvas.drawImage(made, 0, 0);
        const { data } = canvas.getImageData(0, 0, made.width, made.height);
        const shown = drawn();
        claim(shown.length === data.length && shown.every((value, i) => value === data[i]), 'pixel for pixel what is shown');
        // It has the bars' colouring and the theme that are shown.
        $('[part=bars-by] input[value=truth]').click();
        await lab.open('start=quantiles&step=3&theme=dark');
        $('[part=bars-by] input[value=truth]').click();
        await frames(3);
        const dark = await createImageBitmap(await lab.exportPng());
        canvas.drawImage(dark, 0, 0);
        const now = drawn();
        claim(canvas.getImageData(0, 0, dark.width, dark.height).data.every((value, i) => value === now[i]), 'dark, by truth');",
    )
    .await?;
    Ok(())
}

async fn the_svg_is_complete_in_the_themes_colours_and_describes_itself(browser: &Browser) -> Result<()> {
    open_still(browser, "start=quantiles&step=3").await?;
    page(
        browser,
        r#"
        const read = async () => {
            const blob = await lab.exportSvg();
            same(blob.type, 'image/svg+xml', 'its type');
            const text = await blob.text();
            const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
            same(root.localName, 'svg', text.slice(0, 300));
            return { text, root };
        };
        const { text, root } = await read();
        const { clientWidth, clientHeight } = $('[part=picture]');
        same([root.getAttribute('width'), root.getAttribute('height')], [`${clientWidth}`, `${clientHeight}`], 'its size');
        same(root.querySelector(':scope > title').textContent, 'EM after 3 half-steps, k = 2', 'its title');
        const description = root.querySelector(':scope > desc').textContent;
        claim(description.startsWith($('[part=picture]').ariaLabel) && description.includes('A with weight 0.38'), description);
        for (const node of root.querySelectorAll('text')) same(node.getAttribute('font-family'), 'sans-serif', node.textContent);
        claim(!/href|url\(|<style|<script/.test(text), 'nothing from elsewhere');
        // It is shown as an image, which may load no other file.
        const image = new Image();
        image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
        await image.decode();
        same(image.naturalWidth, clientWidth, 'as an image');
        const backgrounds = [text.match(/<rect [^>]*fill="(#\w+)"/)[1]];
        for (const theme of ['dark', 'projector']) {
            await lab.open(`step=3&theme=${theme}`);
            backgrounds.push((await read()).text.match(/<rect [^>]*fill="(#\w+)"/)[1]);
        }
        same(backgrounds, ['#FFFFFF', '#1B1F27', '#FFFFFF'], 'each theme has its background');
        // A column's name is text, whatever it contains.
        const hostile = '</text><script>window.broken = true</script>\u0001 & "x"';
        await lab.load([1, 2, 3, 4], { column: hostile });
        const owned = await read();
        claim(!owned.root.querySelector('script') && !window.broken, 'no markup');
        claim(owned.root.textContent.includes('window.broken'), 'but shown as text');"#,
    )
    .await?;
    Ok(())
}

async fn the_csv_holds_every_point_with_its_responsibilities(browser: &Browser) -> Result<()> {
    open(browser, "k=3&step=5").await?;
    page(
        browser,
        r#"
        const blob = await lab.exportCsv();
        same(blob.type, 'text/csv', 'its type');
        const [head, ...lines] = (await blob.text()).trimEnd().split('\n');
        same(head, 'value,responsibility_A,responsibility_B,responsibility_C', 'its header');
        same(lines.length, 10000, 'a line a point');
        const rows = lines.map((line) => line.split(',').map(Number));
        claim(rows.every((row, i) => i === 0 || row[0] >= rows[i - 1][0]), 'in order');
        claim(rows.every(([, ...shares]) => shares.length === 3 && Math.abs(shares.reduce((a, b) => a + b) - 1) < 1e-12), 'shares of one');
        const some = rows.filter((_, i) => i % 97 === 0);
        same(some.map(([, ...shares]) => shares), lab.responsibilities(some.map(([x]) => x)), 'what responsibilities() says');
        // A saved table can be loaded again.
        await lab.load(await blob.text(), { column: 'value' });
        same(lab.snapshot().n, 10000, 'read again');
        await lab.open('assignment=hard&step=4');
        const soft = (await (await lab.exportCsv()).text()).split('\n').slice(1, -1).map((line) => Number(line.split(',')[1]));
        claim(soft.some((share) => share > 0.01 && share < 0.99), 'soft shares under hard assignment too');"#,
    )
    .await?;
    Ok(())
}

async fn an_export_reports_progress_can_be_cancelled_and_changes_nothing(browser: &Browser) -> Result<()> {
    open(browser, "step=3").await?;
    page(
        browser,
        "
        const before = state();
        for (const name of ['exportPng', 'exportSvg', 'exportCsv']) {
            const progress = [];
            const blob = await lab[name]({ onProgress: (part) => progress.push(part) });
            claim(blob instanceof Blob && blob.size > 500, `${name}: ${blob.size} bytes`);
            claim(progress.at(-1) === 1 && progress.every((part, i) => part >= (progress[i - 1] ?? 0)), `${name} reported ${progress}`);
            const early = new AbortController();
            early.abort();
            const breath = new AbortController();
            const promise = lab[name]({ signal: breath.signal });
            breath.abort();
            const last = new AbortController();
            for (const refused of [() => lab[name]({ signal: early.signal }), () => promise,
                () => lab[name]({ signal: last.signal, onProgress: (part) => part > 0.4 && last.abort() })]) {
                const error = await failure(refused);
                claim(error instanceof DOMException && error.name === 'AbortError', `${name}: ${error}`);
            }
            same(state(), before, name);
        }
        lab.step();
        same(lab.snapshot().position > 3, true, 'the lab lives');",
    )
    .await?;
    Ok(())
}

async fn a_million_points_are_written_while_the_page_responds(browser: &Browser) -> Result<()> {
    open(browser, "truth=20,5,300000~40,5,700000&start=quantiles&step=2").await?;
    page(
        browser,
        "
        const parts = [];
        // Its progress, in each frame that was shown meanwhile.
        const inFrames = new Set();
        let busy = true;
        const count = () => { inFrames.add(parts.at(-1) ?? 0); if (busy) requestAnimationFrame(count); };
        requestAnimationFrame(count);
        // A run continues meanwhile: the table shows the state at the time of the call.
        const shares = lab.responsibilities([20, 30, 40]).flat();
        const writing = lab.exportCsv({ onProgress: (part) => parts.push(part) });
        await until(() => parts.length > 0);
        lab.step(3);
        const blob = await writing;
        busy = false;
        claim(parts.at(-1) === 1 && parts.every((part, i) => part >= (parts[i - 1] ?? 0)), `reported ${parts}`);
        claim([...inFrames].filter((part) => part > 0 && part < 1).length > 1, `frames saw it at ${[...inFrames]}`);
        const text = await blob.text();
        let lines = 0;
        for (let at = text.indexOf('\\n'); at >= 0; at = text.indexOf('\\n', at + 1)) lines += 1;
        same(lines, 1_000_001, 'lines');
        const last = text.slice(text.lastIndexOf('\\n', text.length - 2) + 1).trim().split(',').map(Number);
        await lab.open('truth=20,5,300000~40,5,700000&start=quantiles&step=2');
        same(last.slice(1), lab.responsibilities([last[0]])[0], 'the last line, as at the time of the call');
        same(lab.responsibilities([20, 30, 40]).flat(), shares, 'that moment');",
    )
    .await?;
    Ok(())
}

async fn exports_called_together_all_finish(browser: &Browser) -> Result<()> {
    open(browser, "truth=20,5,30000~40,5,70000").await?;
    page(
        browser,
        "
        const blobs = await Promise.all([lab.exportCsv(), lab.exportPng(), lab.exportCsv(), lab.exportSvg()]);
        same(blobs[0].size, blobs[2].size, 'two tables');
        claim(blobs.every((blob) => blob.size > 1000), 'all four');
        // An element without a layout can be exported too.
        await lab.open('');
        lab.hidden = true;
        const made = await createImageBitmap(await lab.exportPng());
        same([made.width, made.height], [2000, 880], 'of the usual size');
        lab.hidden = false;",
    )
    .await?;
    Ok(())
}

async fn the_dialog_saves_each_under_a_name_and_says_so(browser: &Browser) -> Result<()> {
    open(browser, "k=3&step=4").await?;
    page(
        browser,
        "
        const saved = [];
        HTMLAnchorElement.prototype.click = function () { saved.push([this.download, this.href.slice(0, 5)]); };
        button('Save').click();
        claim($('dialog[aria-label=Save]').open, 'it opens');
        const said = () => $('dialog[aria-label=Save] [role=status]').textContent;
        for (const [name, file] of [['PNG', 'em-step-4.png'], ['SVG', 'em-step-4.svg'], ['CSV', 'em-points.csv'], ['Ledger', 'em-ledger-4.csv']]) {
            button(`Save as ${name}`).click();
            await until(() => saved.at(-1)?.[0] === file, file);
            await until(() => said() === `The browser saves ${file}.`, said());
            claim(!seen($('.made')), 'nothing is shown where downloads are free');
        }
        same(saved.map(([, from]) => from), ['blob:', 'blob:', 'blob:', 'blob:'], 'from this page');
        // A long table shows its progress, and can be cancelled.
        $('dialog[aria-label=Save]').close();
        await lab.open('truth=20,5,1000000~40,5,2000000');
        button('Save').click();
        same(said(), '', 'what was said before is gone');
        button('Save as CSV').click();
        const bar = $('dialog[aria-label=Save] progress');
        await until(() => seen(bar) && bar.value > 0, 'a bar');
        $$('dialog[aria-label=Save] button').find((node) => node.textContent === 'Cancel').click();
        await until(() => !seen(bar), 'given up');
        same([saved.length, said()], [4, ''], 'nothing was saved, nothing is said');",
    )
    .await?;
    Ok(())
}

async fn a_hidden_truth_is_in_no_picture(browser: &Browser) -> Result<()> {
    open_still(browser, "start=quantiles&step=2&reveal=1").await?;
    page(
        browser,
        "
        const svg = async () => (await lab.exportSvg()).text();
        const lines = (text) => text.match(/<polyline /g).length;
        const open = await svg();
        for (const scenario of ['reveal=0', 'reveal=1&hide=truth']) {
            await lab.open(`start=quantiles&step=2&${scenario}`);
            const hidden = await svg();
            claim(!hidden.includes('truth') && open.includes('truth'), scenario);
            claim(lines(hidden) < lines(open), scenario);
        }",
    )
    .await?;
    Ok(())
}
