//! Wrong input of every kind, and the exact sentence that answers it: wrong-inputs.txt, row by row.

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Test, tests};
use serde_json::Value;

use crate::frame::{answered, hosted};
use crate::support::{open, page};

pub const TESTS: &[Test] = tests![
    every_wrong_input_gets_its_sentence_and_changes_nothing needs OneEngine,
    every_wrong_message_gets_its_sentence_and_changes_nothing,
];

/// A row of the table.
struct Row {
    kind: &'static str,
    input: &'static str,
    sentence: &'static str,
}

fn rows() -> Result<Vec<Row>> {
    let table = include_str!("wrong-inputs.txt");
    let mut lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with("//"));
    let mut rows = Vec::new();
    while let Some(line) = lines.next() {
        let (kind, input) = line.split_once(' ').with_context(|| format!("no kind: {line}"))?;
        let sentence = lines.next().and_then(|said| said.strip_prefix("    "));
        rows.push(Row { kind, input, sentence: sentence.with_context(|| format!("no sentence: {line}"))? });
    }
    Ok(rows)
}

/// A JavaScript expression that gives the input and resolves to the sentence that answers it.
fn act(Row { kind, input, .. }: &Row) -> Result<String> {
    let text = |text: &str| match text {
        "(nothing)" => Value::from(""),
        _ => Value::from(text.replace("\\n", "\n").replace("\\t", "\t")),
    };
    Ok(match *kind {
        "link" => format!("link({})", text(input)),
        "csv" => format!("paste({})", text(input)),
        "file" => match input.split_once(" labels ") {
            Some((file, labels)) => {
                format!("give({file}).then(() => wish('true labels in', {}))", text(labels))
            }
            None => format!("give({input}, true)"),
        },
        "call" => format!("call(() => {input})"),
        "field" => {
            let (field, typed) = input.split_once(": ").with_context(|| format!("no field: {input}"))?;
            format!("type({}, {})", text(field), text(typed))
        }
        other => anyhow::bail!("{other} is no kind of input"),
    })
}

/// How each kind of input is given; each function resolves to the sentence that answered it.
const GIVING: &str = "
    const heardNext = () => {
        const list = heard('em-error');
        return until(() => list.length > 0, 'it says nothing').then(() => list[0].message);
    };
    const beside = async (saying, panel, said = (sentence) => sentence) => {
        const sentence = await saying;
        const shown = $$(`[aria-label=${panel}] [role=alert]`).filter(seen).map((node) => node.textContent);
        claim(shown.includes(said(sentence)), `it is not shown beside the control: ${shown}`);
        return sentence;
    };
    // A refusal of own data begins with a capital letter, unless it begins with a file's name.
    const whole = (sentence) => {
        const named = sentence.includes(' is not a text file');
        const begun = named ? sentence : sentence[0].toUpperCase() + sentence.slice(1);
        return sentence.endsWith('.') ? begun : `${begun}.`;
    };
    const link = async (hash) => {
        const saying = heardNext();
        location.hash = hash;
        const sentence = await saying;
        claim($('.notices').textContent.includes(sentence), 'it is not shown in the page');
        // If a link lacks its data, the address stays as it was sent.
        if (lab.scenario === 'data=own') await lab.open('');
        return sentence;
    };
    const paste = (text) => {
        pick('data-source', 'own');
        const saying = heardNext();
        labelled('Your numbers').value = text;
        button('Read the numbers').click();
        // A text that can be read may still be refused when it is used.
        until(() => waits() || $$('[aria-label=Data] [role=alert]').some(seen)).then(() => waits() && $('[part=use-own]').click());
        return beside(saying, 'Data', whole);
    };
    const give = async (file, refused) => {
        pick('data-source', 'own');
        const saying = heardNext();
        const brought = new DataTransfer();
        brought.items.add(file);
        $('input[type=file]').files = brought.files;
        $('input[type=file]').dispatchEvent(new Event('change'));
        if (refused) return beside(saying, 'Data', whole);
        await useNumbers();
        await until(() => lab.scenario.startsWith('data=own'));
        before = state();
    };
    const wish = async (control, word) => {
        const saying = heardNext();
        write(labelled(control), word);
        return beside(saying, 'Data', whole);
    };
    const call = async (act) => {
        const { message } = await failure(async () => await act());
        return message;
    };
    const type = async (field, text) => {
        if (field.includes('process') || field.includes('sample')) pick('data-source', 'simulated');
        const saying = heardNext();
        write(labelled(field), text);
        const sentence = await beside(saying, labelled(field).closest('section').ariaLabel);
        same([labelled(field).ariaInvalid, labelled(field).value], ['true', text], 'the field keeps what was typed');
        labelled(field).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        return sentence;
    };
";

async fn every_wrong_input_gets_its_sentence_and_changes_nothing(browser: &Browser) -> Result<()> {
    open(browser, "").await?;
    let rows: Vec<Row> = rows()?.into_iter().filter(|row| row.kind != "message").collect();
    ensure!(rows.len() >= 60, "the table has {} rows", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let script = format!(
            "let before; {GIVING}
             before = state();
             const said = await {}.catch((error) => `no sentence: ${{error}}`);
             const changed = state() === before ? '' : ` (it changed the state to ${{lab.scenario}})`;
             if (lab.scenario !== '') await lab.open('');
             return said + changed;",
            act(row)?
        );
        let said = page(browser, &script).await.with_context(|| format!("{} {}", row.kind, row.input))?;
        if said != row.sentence {
            wrong.push(format!("{} {}\n    {}", row.kind, row.input, said.as_str().unwrap_or_default()));
        }
    }
    ensure!(wrong.is_empty(), "not as the table says; it says:\n{}", wrong.join("\n"));
    Ok(())
}

async fn every_wrong_message_gets_its_sentence_and_changes_nothing(browser: &Browser) -> Result<()> {
    let _server = hosted(browser).await?;
    let rows = rows()?.into_iter().filter(|row| row.kind == "message");
    let mut script =
        String::from("await loadFrame(''); const before = JSON.stringify(last()); const wrong = [];\n");
    for Row { input, sentence, .. } in rows {
        let (name, sentence) = (Value::from(input), Value::from(sentence));
        script += &format!(
            "{{
                 const heard = of('em-mixture.error').length;
                 const {{ action, argument }} = {input};
                 ask(action, argument);
                 await waitFor(() => of('em-mixture.error').length > heard, {name});
                 const said = of('em-mixture.error').at(-1).message;
                 if (said !== {sentence}) wrong.push(`message ${{{name}}}\\n    ${{said}}`);
                 if (JSON.stringify(last()) !== before) wrong.push(`message ${{{name}}}\\n    it changed the state`);
             }}\n"
        );
    }
    let wrong = answered(browser, &format!("{script} return wrong;")).await?;
    let rows = wrong.as_array().into_iter().flatten().filter_map(Value::as_str);
    let wrong = rows.collect::<Vec<_>>().join("\n");
    ensure!(wrong.is_empty(), "not as the table says; it says:\n{wrong}");
    Ok(())
}
