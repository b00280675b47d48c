//! Own data: pasted, from a file, dropped or by a program; read in any layout, and used as a whole or
//! not at all.

use std::fs;

use anyhow::{Result, ensure};
use browser_tests::{Browser, Screen, Test, tests};
use thirtyfour::Key;
use xtask::paths;

use crate::support::{open, page, press};

pub const TESTS: &[Test] = tests![
    a_pasted_table_says_how_it_was_read needs OneEngine,
    each_assumption_can_be_set_otherwise needs OneEngine,
    the_first_lines_are_shown_before_they_count_and_a_click_mends_them needs OneEngine,
    the_labels_are_chosen_and_a_line_left_out_by_keyboard needs OneEngine,
    what_holds_no_number_is_reported_and_the_rest_is_used needs OneEngine,
    a_refused_text_leaves_all_as_it_was needs OneEngine,
    a_refusal_comes_first_and_hides_what_belongs_to_the_text_before needs OneEngine,
    a_files_own_encoding_is_found,
    a_file_dropped_on_the_lab_is_read,
    names_and_labels_are_never_markup,
    a_large_file_is_read_while_the_page_responds_and_can_be_stopped,
    load_reports_what_it_read_and_takes_the_same_options needs OneEngine,
    own_data_work_in_a_sandboxed_frame,
    own_data_work_from_disk,
];

/// Functions that give the page numbers, and read what it then says.
const OWN_DATA: &str = "
    const readText = async (text) => {
        pick('data-source', 'own');
        labelled('Your numbers').value = text;
        button('Read the numbers').click();
        await until(() => waits() || refusal() !== '', 'read, or refused');
    };
    const use = async () => {
        await until(() => waits() || refusal() !== '', 'read, or refused');
        if (waits()) $('[part=use-own]').click();
        await until(() => !seen($('[part=use-own]')) || refusal() !== '', 'in use, or refused');
    };
    const paste = async (text) => { await readText(text); await use(); };
    const otherwise = async (name, word) => { write(labelled(name), word); await use(); };
    const said = () => $('[part=own-data]').textContent;
    const choices = (name) => [...labelled(name).options].map(({ value }) => value);
    const refusal = () => $$('[aria-label=Data] [role=alert]').filter(seen).map((node) => node.textContent).join(' ');
    const give = (file) => {
        pick('data-source', 'own');
        const brought = new DataTransfer();
        brought.items.add(file);
        $('input[type=file]').files = brought.files;
        $('input[type=file]').dispatchEvent(new Event('change'));
    };
    const drop = (files, on = $('[part=picture]')) => {
        const dataTransfer = new DataTransfer();
        for (const file of files) dataTransfer.items.add(file);
        const event = (name) => new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true, composed: true });
        const allowed = !on.dispatchEvent(event('dragover'));
        const hint = seen($('.drop-here'));
        on.dispatchEvent(event('drop'));
        return [allowed, hint, seen($('.drop-here'))];
    };
";

async fn with_own_data(browser: &Browser, script: &str) -> Result<()> {
    page(browser, &format!("{OWN_DATA}{script}")).await?;
    Ok(())
}

async fn a_pasted_table_says_how_it_was_read(browser: &Browser) -> Result<()> {
    open(browser, "start=quantiles").await?;
    with_own_data(
        browser,
        "
        await paste('\\ufeffname;price;size;area\\nAda;1.234,50;10;north\\nBob;−999,5;20;south\\nCid;2.000,25;35;north\\n');
        same(lab.snapshot().n, 3, 'in use');
        same(lab.scenario, 'data=own&values=-999.5,1234.5,2000.25&start=quantiles', 'the numbers');
        same(said(), 'Shown: 3 numbers from column “price” of the pasted text. They stay in this page.', 'it says');
        claim(text().includes('Nothing is sent anywhere.'), 'that nothing leaves');
        claim($('[part=picture]').ariaLabel.includes('(price)'), 'the axis has the name');
        same(choices('numbers in column'), ['price', 'size'], 'columns that hold numbers');
        same(choices('true labels in'), ['', 'name', 'size', 'area'], 'columns that may be labels');
        same([labelled('separator').value, labelled('decimal sign').value, labelled('names in line').value], ['semicolon', 'comma', '1'], 'signs');
        await otherwise('true labels in', 'area');
        await until(() => lab.snapshot().labels);
        same(lab.snapshot().labels.confusion.length, 2, 'two areas');
        same([labelled('true labels in').value, labelled('numbers in column').value], ['area', 'price'], 'as chosen');
        await otherwise('numbers in column', 'size');
        await until(() => lab.scenario.includes('values=10,20,35'));
        same([labelled('true labels in').value, lab.snapshot().labels !== null], ['area', true], 'the labels stay');
        await lab.open('');
        claim(!seen(labelled('true labels in')), 'not shown for other data');
        await lab.open('data=own');
        claim(said().includes('3 numbers from column “size” of the pasted text, labelled by “area”'), said());",
    )
    .await
}

async fn each_assumption_can_be_set_otherwise(browser: &Browser) -> Result<()> {
    open(browser, "start=quantiles").await?;
    with_own_data(
        browser,
        "
        const values = (list) => until(() => lab.scenario.includes(`values=${list}&`), `${list}, not ${lab.scenario}`);
        const assumed = () => $('.assumed').textContent;
        await paste('3,7\\n4,2\\n');
        await values('3.7,4.2');
        claim(assumed().includes('Each line was read as one number') && seen($('.assumed')), assumed());
        $('.how-read details:last-of-type').open = true;
        await otherwise('separator', 'comma');
        await values('3,4');
        claim(assumed().includes('Of the 2 columns of numbers “column 1” was taken'), assumed());
        await otherwise('numbers in column', 'column 2');
        await values('2,7');
        await otherwise('numbers in column', 'every column');
        await values('2,3,4,7');
        await otherwise('names in line', '1');
        await until(() => refusal() !== '');
        same(refusal(), 'There is one value only, 4: EM needs at least two different ones.', 'refused');
        await until(waits, 'it can be read otherwise');
        await otherwise('names in line', '');
        claim(said().startsWith('Shown: 4 numbers') || said().startsWith('Shown: 2 numbers'), said());
        await paste('1,200\\n1,300\\n');
        await values('1200,1300');
        same(refusal(), '', 'what was refused is forgotten');
        claim(assumed().includes('was taken to stand between thousands'), assumed());
        await otherwise('decimal sign', 'comma');
        await values('1.2,1.3');
        claim(!assumed().includes('thousands'), assumed());
        await paste('who count\\nAda 5\\nBob 7');
        await values('5,7');
        claim(!seen($('.assumed')), 'nothing is shown where nothing is assumed');",
    )
    .await
}

/// What was read is shown as a table, and is used only after a click.
async fn the_first_lines_are_shown_before_they_count_and_a_click_mends_them(browser: &Browser) -> Result<()> {
    open(browser, "step=3").await?;
    with_own_data(
        browser,
        "
        const before = state();
        const table = () => $$('.first-lines tbody tr').map((row) => [row.className, ...[...row.children].map((cell) => cell.textContent)].join('|'));
        const use_of = (use, name) => $(`.first-lines [data-key='${use} ${name}']`);
        const line = (number) => $(`.first-lines [data-key='line ${number}']`);
        await readText('Marks of May\\n\\nStudent;Mark;Points\\nPoints Possible;10;100\\nAda;7,5;1.055\\nBob;absent;983\\nCid;9,25;1.010\\n');
        same(state(), before, 'nothing counts yet');
        same($('[part=use-own]').textContent, 'Use these 3 numbers', 'the button says how many');
        claim($('.how-read [role=status]').textContent.startsWith('Read, and not used yet: 3 numbers from column “Mark”'), $('.how-read [role=status]').textContent);
        same(table(), [
            'above|Leave out line 1above the table|Marks of May||',
            'names|Leave out line 3names|Student|Mark|Points',
            'numbers|Leave out line 4|Points Possible|10|100',
            'numbers|Leave out line 5|Ada|7,5read as = 7.5|1.055',
            'left-out|Leave out line 6left out: no number|Bob|absent|983',
            'numbers|Leave out line 7|Cid|9,25read as = 9.25|1.010',
        ], 'as it was understood');
        same($$('.first-lines thead button').map((node) => [node.textContent, node.ariaPressed]), [
            ['numbers in Student', 'false'], ['labels in Student', 'false'], ['numbers in Mark', 'true'], ['numbers in Points', 'false'], ['labels in Points', 'false'],
        ], 'which column is taken');
        use_of('numbers', 'Points').focus();
        use_of('numbers', 'Points').click();
        await until(() => use_of('numbers', 'Points').ariaPressed === 'true');
        same($('.first-lines').getRootNode().activeElement, use_of('numbers', 'Points'), 'the focus stays');
        claim(table()[3].endsWith('1.055read as = 1055'), table()[3]);
        line(4).click();
        await until(() => line(4).ariaPressed === 'true');
        claim(table()[2].startsWith('skipped|'), table()[2]);
        same(state(), before, 'still nothing counts');
        await use();
        same(lab.scenario, 'data=own&values=983,1010,1055', 'now they do, and without the line');
        same([seen($('[part=use-own]')), said()], [false, 'Shown: 3 numbers from column “Points” of the pasted text. They stay in this page.'], 'in use');
        line(4).click();
        await until(waits, 'and it can be taken in again');
        claim(said().startsWith('Still shown: 3 numbers'), said());
        labelled('Your numbers').value = '';
        button('Read the numbers').click();
        same([refusal(), $('[part=use-own]') === $('.how-read').getRootNode().activeElement], ['', true], 'with nothing written, what was read is meant');
        await use();
        same(lab.snapshot().n, 4, 'taken in');
        await lab.open('k=3');
        await readText('1\\n2\\n5\\n');
        await lab.open('k=1');
        pick('data-source', 'own');
        await use();
        same(lab.scenario, 'data=own&values=1,2,5&k=1', 'what was read is used under the settings of now');
        const box = $('.first-lines');
        same(getComputedStyle(box).overflowX, 'auto', 'it scrolls within itself');",
    )
    .await
}

/// A column's head has a button for the numbers and one for the labels; each line has one button.
async fn the_labels_are_chosen_and_a_line_left_out_by_keyboard(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    let own = "const key = (name) => $(`.first-lines [data-key='${name}']`);
               const pressed = (name) => until(() => key(name)?.ariaPressed === 'true', name);
               const status = () => $('.how-read [role=status]').textContent;";
    let go = async |script: &str| with_own_data(browser, &format!("{own}{script}")).await;
    go("await readText('who,mark,group\\nAda,7.5,a\\nBob,6,b\\nCid,9,a\\nDee,8,b\\n');
        key('labels group').focus();")
    .await?;
    press(browser, Key::Enter).await?;
    go("await pressed('labels group');
        claim(status().endsWith('labelled by “group”.'), status());
        same(labelled('true labels in').value, 'group', 'the list says the same');
        same($('.first-lines').getRootNode().activeElement, key('labels group'), 'the focus stays');
        key('line 3').focus();")
    .await?;
    press(browser, " ").await?;
    go("await pressed('line 3');
        same($('[part=use-own]').textContent, 'Use these 3 numbers', 'one less');
        await use();
        same([lab.scenario, lab.snapshot().labels.confusion.length], ['data=own&values=7.5,8,9', 2], 'in use');
        key('labels group').click();
        await until(() => waits() && !status().includes('labelled'), 'a second click gives the labels up');
        key('labels group').click();
        await pressed('labels group');
        key('numbers group').click();
        await until(() => refusal() !== '', 'there are no numbers');
        same([key('labels group').ariaPressed, key('numbers mark').ariaPressed], ['true', 'true'], 'as before')")
    .await
}

async fn what_holds_no_number_is_reported_and_the_rest_is_used(browser: &Browser) -> Result<()> {
    open(browser, "k=3&step=4").await?;
    with_own_data(
        browser,
        "
        const errors = heard('em-error');
        await paste('who,price\\nAda,3\\nBob,abc\\nCid,\\nDan,5\\nEve,9\\n');
        same(lab.snapshot().n, 3, 'in use');
        same(lab.scenario, 'data=own&values=3,5,9&k=3', 'the good ones');
        claim(said().includes('3 numbers from column “price”'), said());
        const left = $('[part=left-out]');
        same(left.querySelector('summary').textContent, '2 entries were left out: lines 3 and 4.', 'how many and where');
        left.open = true;
        same([...left.querySelectorAll('li')].map((node) => node.textContent), [
            'line 3 holds “abc” where a number was expected: “Bob, abc”',
            'line 4 holds nothing where a number was expected: “Cid,”',
        ], 'each with its content');
        const notice = 'From the pasted text, 2 entries were left out: lines 3 and 4. Line 3 holds “abc” where a number was expected: “Bob, abc”.';
        same(errors.map(({ message }) => message), [notice], 'a program hears it too');
        await paste('1\\n2\\n4\\n');
        await until(() => lab.snapshot().n === 3 && !seen(left), 'no more of it');",
    )
    .await
}

async fn a_refused_text_leaves_all_as_it_was(browser: &Browser) -> Result<()> {
    open(browser, "step=4").await?;
    with_own_data(
        browser,
        "
        pick('data-source', 'own');
        const before = state();
        for (const [text, words] of [
            ['', 'There are no numbers in the text: give one number a line, or a CSV file'],
            ['to be\\nor not', 'There are no numbers in the text, which begins with “to be”'],
            ['7\\n7\\n7', 'All 3 values equal 7'],
            ['x\\n1\\ntwo\\n', 'There is one value only, 1: EM needs at least two different ones; line 3 holds “two” where a number was expected'],
        ]) {
            const errors = heard('em-error');
            await paste(text);
            await until(() => errors.length > 0, text);
            claim(refusal().startsWith(words), `${text}: ${refusal()}`);
            same(refusal(), `${errors[0].message[0].toUpperCase()}${errors[0].message.slice(1)}.`, 'a program hears the same');
            same(state(), before, text);
            claim(labelled('Your numbers').value === text, 'what was pasted stays, to be mended');
        }",
    )
    .await
}

async fn a_refusal_comes_first_and_hides_what_belongs_to_the_text_before(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    with_own_data(
        browser,
        "
        const whole = 'who,price,size\\nAda,3,10\\nBob,abc,20\\nCid,5,30\\n';
        const ofTheText = () => [labelled('numbers in column'), labelled('true labels in'), $('[part=left-out]'), labelled('separator').closest('details')].map(seen);
        await paste(whole);
        await until(() => lab.snapshot().n === 2);
        same(ofTheText(), [true, true, true, true], 'of the text that is shown');
        const shown = said();
        claim(shown.startsWith('Shown: 2 numbers from column “price”'), shown);
        await paste('hello world');
        await until(() => refusal() !== '');
        same(refusal(), 'There are no numbers in the text, which begins with “hello world”: give one number a line, or a CSV file.', 'a sentence');
        same(said(), `Still ${shown[0].toLowerCase()}${shown.slice(1)}`, 'what is shown');
        same(ofTheText(), [false, false, false, false], 'of another text than the one refused');
        const [alert, about] = [$$('[aria-label=Data] [role=alert]').find(seen), $('[part=own-data]')];
        claim(alert.compareDocumentPosition(about) & Node.DOCUMENT_POSITION_FOLLOWING, 'the refusal stands first');
        give(new File([Uint8Array.of(80, 75, 3, 4, 0, 0)], 'heights.xlsx'));
        await until(() => refusal().startsWith('heights.xlsx is not a text file'), 'a name keeps its letters');
        await paste(whole);
        await until(() => refusal() === '');
        same([said(), ofTheText()], [shown, [true, true, true, true]], 'read again');
        await paste('hello world');
        await until(() => refusal() !== '');
        await lab.load([1, 2, 4], { name: 'three' });
        same([refusal(), said()], ['', 'Shown: 3 numbers from three. They stay in this page.'], 'other numbers, and nothing that stands refused');
        await paste('$1,234.50\\n$2,345.60\\n12%\\n');
        await until(() => lab.scenario.includes('values=12,1234.5,2345.6'), 'money');
        claim($('.assumed').textContent.includes('12% was read as 12'), $('.assumed').textContent);",
    )
    .await
}

async fn a_files_own_encoding_is_found(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    with_own_data(
        browser,
        "
        const text = 'wer;größe\\r\\nJürgen;1,5\\r\\nMüller;−2,5\\r\\nÖzil;3\\r\\n';
        const utf8 = new TextEncoder().encode(text);
        const utf16 = () => {
            const units = [0xfeff, ...Array.from(text, (sign) => sign.charCodeAt(0))];
            return Uint8Array.from(units.flatMap((unit) => [unit & 255, unit >> 8]));
        };
        const latin = Uint8Array.from(text.replace('−', '-'), (sign) => sign.charCodeAt(0));
        const kinds = { 'UTF-8': utf8, 'UTF-16 LE': utf16(), 'Latin-1': latin };
        let n = 0;
        for (const [kind, bytes] of Object.entries(kinds)) {
            n += 1;
            const name = `file ${n}.csv`;
            give(new File([Uint8Array.from(bytes)], name));
            await use();
            await until(() => said().includes(name) || refusal(), kind);
            same(refusal(), '', kind);
            claim(said().startsWith('Shown: 3 numbers from column “größe” of file '), `${kind}: ${said()}`);
            same(lab.scenario, 'data=own&values=-2.5,1.5,3', kind);
        }
        give(new File([Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 8)], 'heights.xlsx'));
        await until(() => refusal() !== '');
        same(refusal(), 'heights.xlsx is not a text file: if it is a spreadsheet, save it as CSV first, and open that.', 'a spreadsheet');
        same(lab.scenario, 'data=own&values=-2.5,1.5,3', 'and nothing is lost');
        same($('input[type=file]').value, '', 'the same file can be opened again');",
    )
    .await
}

async fn a_file_dropped_on_the_lab_is_read(browser: &Browser) -> Result<()> {
    open(browser, "step=2").await?;
    with_own_data(
        browser,
        "
        const csv = new File(['x\\n1\\n2\\n4\\n'], 'dropped.csv');
        same(drop([csv]), [true, true, false], 'allowed, with a hint while it hovers');
        await use();
        same(lab.snapshot().n, 3, 'in use');
        claim(said().includes('of dropped.csv'), said());
        const before = state();
        drop([new File(['no'], 'no.txt')], $('.tools'));
        await until(() => refusal() !== '');
        same(state(), before, 'a file without numbers changes nothing');
        drop([csv, csv]);
        await until(() => $('.notices').textContent.includes('2 files were dropped: drop one'));
        const words = new DataTransfer();
        words.setData('text/plain', '5');
        const event = new DragEvent('dragover', { dataTransfer: words, bubbles: true, cancelable: true });
        claim($('[part=picture]').dispatchEvent(event), 'dragged words are the browser’s own affair');
        await lab.open('hide=data');
        same(drop([csv])[0], false, 'where the data are hidden nothing is taken');
        same(lab.snapshot().n, 10000, 'where the data are hidden');",
    )
    .await
}

async fn names_and_labels_are_never_markup(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    with_own_data(
        browser,
        "
        const evil = (word) => `<img src=x onerror=window.${word}=1>`;
        const text = `${evil('column')},${evil('labels')}\\n1,${evil('a')}\\n2,${evil('b')}\\n4,${evil('a')}\\n${evil('bad')},c\\n`;
        give(new File([text], `${evil('file')}.csv`));
        await use();
        await otherwise('true labels in', evil('labels'));
        await until(() => lab.snapshot().labels);
        button('Reveal the truth').click();
        await until(() => seen($('#tab-labels')));
        $('#tab-labels').click();
        await until(() => seen($('.labels')));
        lab.step(2);
        await frames(3);
        same($$('img').length + document.querySelectorAll('img').length, 0, 'no picture was made');
        for (const word of ['column', 'labels', 'a', 'b', 'bad', 'file']) same(window[word], undefined, word);
        claim(said().includes(evil('column')) && $('.labels').textContent.includes(evil('a')), 'they stand there as text');",
    )
    .await
}

async fn a_large_file_is_read_while_the_page_responds_and_can_be_stopped(browser: &Browser) -> Result<()> {
    open(browser, "step=3").await?;
    with_own_data(
        browser,
        "
        const before = state();
        const lines = Array.from({ length: 50_000 }, (_, i) => `${i};${(i * 7919) % 10007},5\\n`).join('');
        const file = new File(['id;x\\n', ...Array(40).fill(lines)], 'large.csv');
        const bars = new Set();
        const count = () => { if (seen($('progress'))) bars.add($('progress').value); requestAnimationFrame(count); };
        count();
        give(file);
        await until(() => seen($('progress')), 'a bar');
        const far = $('progress').value;
        await until(() => $('progress').value > far, 'that goes on');
        $('[role=status] .work button').click();
        await until(() => !seen($('progress')));
        await frames(3);
        same([state(), refusal()], [before, ''], 'cancelled, nothing has changed, and there is nothing to say');
        bars.clear();
        give(file);
        await use();
        await until(() => lab.snapshot().n === 2_000_000, 'the whole');
        claim([...bars].filter((value) => value > 0 && value < 1).length > 1, `frames saw the bar at ${[...bars]}`);
        same(said(), 'Shown: 2,000,000 numbers from column “x” of large.csv. They stay in this page.', 'it says');",
    )
    .await
}

async fn load_reports_what_it_read_and_takes_the_same_options(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    with_own_data(
        browser,
        "
        const read = await lab.load('id;x;g\\n1;1,5;a\\n2;abc;b\\n3;2,5;b\\n', { labels: 'g', name: 'my table' });
        same([read.count, read.column, read.labels, read.separator, read.decimal, read.leftOut, read.assumed], [2, 'x', 'g', 'semicolon', 'comma', 1, []], 'what was read');
        same(read.examples, ['line 3 holds “abc” where a number was expected: “2, abc, b”'], 'what was not');
        same(said(), 'Shown: 2 numbers from column “x” of my table, labelled by “g”. They stay in this page.', 'the page says the same');
        claim(!seen(labelled('numbers in column')), 'what a program read it may read again, not the page');
        same((await lab.load('3,7\\n4,2\\n')).assumed.length, 1, 'assumed');
        await lab.load('3,7\\n4,2\\n', { separator: 'comma', column: 'column 2', firstLine: 'numbers' });
        same(lab.scenario, 'data=own&values=2,7', 'otherwise');
        await lab.load('1,200\\n1,300\\n', { decimal: 'comma' });
        same(lab.scenario, 'data=own&values=1.2,1.3', 'otherwise');
        same(await lab.load([1, 2, 3]), null, 'numbers need no reading');
        same(said(), 'Shown: 3 numbers. They stay in this page.', 'numbers');
        const list = Array.from({ length: 100_000 }, (_, i) => i % 1000);
        await lab.load(list, { labels: list.map((value) => (value < 500 ? 10 : 9)) });
        same([lab.snapshot().n, lab.snapshot().labels.confusion.length], [100_000, 2], 'many, with labels');
        same(lab.snapshot().labels.confusion.map((row) => row[0] + row[1]), [50_000, 50_000], 'each its own');",
    )
    .await
}

async fn own_data_work_in_a_sandboxed_frame(browser: &Browser) -> Result<()> {
    let folder = browser.folder("own-data")?;
    fs::copy(paths::dist().join("embed.html"), folder.join("embed.html"))?;
    fs::write(
        folder.join("host.html"),
        "<!doctype html><meta charset=utf-8><link rel=icon href=data:,>
         <iframe sandbox='allow-scripts' width=900 height=1600 src='embed.html'></iframe>",
    )?;
    let server = browser.serve(&folder)?;
    browser.set_screen(Screen::default()).await?;
    browser.go(&format!("{}host.html", server.url())).await?;
    browser.session().enter_frame(0).await?;
    browser.lab_ready().await?;
    let worked = with_own_data(
        browser,
        "
        same(self.origin, 'null', 'of no origin');
        give(new File(['x\\n1\\n2\\n4\\n'], 'framed.csv'));
        await use();
        await until(() => lab.snapshot().n === 3);
        drop([new File(['x\\n1\\n2\\n4\\n9\\n'], 'dropped.csv')]);
        await use();
        await until(() => lab.snapshot().n === 4);
        claim(said().includes('of dropped.csv'), said());",
    )
    .await;
    browser.session().enter_default_frame().await?;
    worked
}

async fn own_data_work_from_disk(browser: &Browser) -> Result<()> {
    browser.set_screen(Screen::default()).await?;
    browser.go(&browser.on_disk("em-mixture-offline.html")?).await?;
    browser.lab_ready().await?;
    with_own_data(
        browser,
        "
        give(new File(['x\\n1\\n2\\n4\\n'], 'on disk.csv'));
        await use();
        await until(() => lab.snapshot().n === 3);
        claim(said().includes('of on disk.csv'), said());",
    )
    .await?;
    let violations = browser.violations().await?;
    ensure!(violations.is_empty(), "against the policy: {violations:?}");
    Ok(())
}
