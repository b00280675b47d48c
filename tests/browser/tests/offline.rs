//! The page as one file on disk, with the network off: everything works.

use anyhow::Result;
use browser_tests::{Browser, Screen, Test, tests};

use crate::support::page;

pub const TESTS: &[Test] = tests![with_the_network_off_the_file_does_everything needs CutNetwork];

async fn with_the_network_off_the_file_does_everything(browser: &Browser) -> Result<()> {
    let address = browser.on_disk("em-mixture-offline.html")?;
    browser.set_screen(Screen::default()).await?;
    browser.cut_network(true).await?;
    let done = everything(browser, &address).await;
    browser.cut_network(false).await?;
    done
}

async fn everything(browser: &Browser, address: &str) -> Result<()> {
    browser.go(&format!("{address}#k=3&step=4")).await?;
    browser.lab_ready().await?;
    page(
        browser,
        "
        same([location.protocol, lab.scenario], ['file:', 'k=3&step=4'], 'its link');
        lab.step(2);
        lab.back();
        await lab.runToConvergence();
        same(lab.snapshot().status, 'converged', 'it runs');
        const link = document.querySelector('a.show-me');
        link.click();
        await until(() => lab.scenario.includes('windsor-house-prices'), 'the links of the lesson work');
        for (const tab of $$('[role=tab]').filter(seen)) {
            tab.click();
            await frames(3);
        }
        same((await lab.compareK(2)).length, 2, 'comparisons');
        same((await lab.restarts(4)).length, 4, 'many starts');
        // Own data, typed and from a file.
        await giveNumbers('1\\n2\\n4\\n8\\n16\\n');
        await until(() => lab.snapshot().n === 5, 'own data');
        claim(lab.scenario.includes('values=1,2,4,8,16'), lab.scenario);
        await until(() => location.hash.includes('values=1,2,4,8,16'), 'and the address holds them');
        await lab.load('x,who\\n1,a\\n2,a\\n7,b\\n9,b\\n', { column: 'x', labels: 'who' });
        lab.step();
        claim(lab.snapshot().labels, 'labels');
        const blobs = await Promise.all([lab.exportPng(), lab.exportSvg(), lab.exportCsv()]);
        claim(blobs.every((blob) => blob.size > 20), 'exports');
        const saved = [];
        HTMLAnchorElement.prototype.click = function () { saved.push(this.download); };
        button('Save').click();
        button('Save as PNG').click();
        await until(() => saved.length === 1, 'saved');
        $('dialog[aria-label=Save]').close();
        button('Copy link').click();
        claim(labelled('The link').value.startsWith('file:'), 'a link to the file');
        claim(labelled('The frame for a course page').value.includes('src=\"embed.html#'), 'a frame by its name');
        same(performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !/^(data|blob):/.test(name)), [], 'nothing was fetched');",
    )
    .await?;
    Ok(())
}
