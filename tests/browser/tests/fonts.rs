//! Fonts: the reader's are not known. So claims about space are checked with the font that all test
//! machines have, and with the same font a tenth wider, formulas included. `letters(wider)` switches a
//! page between the two.

use anyhow::Result;
use browser_tests::Browser;

use crate::support::page;

/// The font of the tests, larger by a tenth on lines of the same height. In a formula the spaces around an
/// operator do not grow, so there the font is a little larger. WebKit finds a local font by its family
/// only, and chooses the face itself.
const WIDER: &str = r#"
    const faces = ['Sans', 'Serif'].flatMap((kind) => [[400, 'normal', ''], [700, 'normal', 'Bold'], [400, 'italic', 'Italic'], [700, 'italic', 'Bold Italic']].map(
        ([weight, style, name]) => {
            const names = [`Liberation${kind}-${name.replace(' ', '')}`, `Liberation ${kind} ${name}`, `Liberation ${kind}`];
            const locals = names.slice(name ? 0 : 2).map((local) => `local('${local}')`);
            return `@font-face { font-family: 'Wider ${kind}'; font-weight: ${weight}; font-style: ${style}; size-adjust: 110%; src: ${locals.join()}; }`;
        }));
    faces.push("@font-face { font-family: 'Wider Math'; size-adjust: 112%; src: local('STIXMath-Regular'), local('STIX Math'); }");
    const theirs = new CSSStyleSheet();
    theirs.replaceSync(faces.join(''));
    const use = new CSSStyleSheet();
    use.replaceSync("* { --sans: 'Wider Sans' !important; --book: 'Wider Serif' !important; } math { font-family: 'Wider Math' !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, theirs];
    await Promise.all([...document.fonts].map((face) => face.load()));
    const roots = [document, lab.shadowRoot];
    window.letters = (wider) => {
        for (const root of roots) {
            const others = root.adoptedStyleSheets.filter((sheet) => sheet !== use);
            root.adoptedStyleSheets = wider ? [...others, use] : others;
        }
    };"#;

/// Checks that they are wider: text and formulas, in the page and in the lab.
const TRUE: &str = "
    const probes = [document.body, lab.shadowRoot.querySelector('.lab')].flatMap((place) =>
        ['100px var(--sans)', '700 100px var(--sans)', '100px var(--book)', '700 100px var(--book)', 'math'].map((font) => {
            const space = 'http://www.w3.org/1998/Math/MathML';
            const node = font === 'math' ? document.createElementNS(space, 'math') : document.createElement('span');
            Object.assign(node.style, font === 'math' ? { fontSize: '100px' } : { font, position: 'absolute', whiteSpace: 'nowrap' });
            const text = font === 'math' ? node.appendChild(document.createElementNS(space, 'mi')) : node;
            text.textContent = 'Expectation';
            return { font, node: place.appendChild(node) };
        }));
    const widths = () => probes.map(({ node }) => node.getBoundingClientRect().width);
    const before = widths();
    letters(true);
    const wider = widths();
    probes.forEach(({ font, node }, i) => {
        near(wider[i] / before[i], 1.1, 0.035, `letters wider by a tenth: ${font}`);
        node.remove();
    });
    letters(false);";

/// Loads both fonts into the page in front.
pub async fn bring(browser: &Browser) -> Result<()> {
    page(browser, &format!("{WIDER}{TRUE}")).await?;
    Ok(())
}
