//! The states of the page, for claims about all of them: one after another on one page, as a person
//! would reach them.

/// Its name, and the script that leads to it from the one before, with the functions of `support`.
pub type State<'a> = (&'a str, &'a str);

/// From the page as it opens to the last dialog.
pub const STATES: &[State<'static>] = &[
    ("before the first step", "await lab.open('truth=20,5,300~40,5,700&speed=max&reveal=1');"),
    ("after E", "lab.eStep();"),
    ("after M, its formulas and tables open", "lab.mStep(); for (const node of $$('details')) node.open = true;"),
    ("Landscape, without the tables of many rows", "$('#tab-landscape').click(); for (const node of $$('.as-table')) node.open = false;"),
    ("Compare k, not yet", "$('#tab-compare-k').click();"),
    ("Compare k", "await lab.compareK(3);"),
    ("Restarts, not yet", "$('#tab-restarts').click();"),
    ("Restarts", "await lab.restarts(5);"),
    ("Soft and hard", "$('#tab-soft-and-hard').click();"),
    ("Labels", "$('#tab-labels').click(); pick('bars-by', 'truth');"),
    ("Labels, a point read", "$('[part=strip-first]').focus(); write(labelled('a new point at x ='), '29');"),
    ("Ledger", "$('#tab-ledger').click();"),
    ("Ledger, a number read", "lab.eStep(); await frames(); $('.ledger-table td[tabindex=\"0\"]').focus();"),
    ("Ledger, blank and typed in", "await lab.open('data=two-coins&step=1&tab=ledger&hide=ledger-responsibilities,ledger-next'); await frames(3);
         $$('.ledger-table input').slice(0, 4).forEach((field, i) => write(field, ['0.35', '.6', '1', 'a'][i]));"),
    ("Ledger of eight", "await lab.open('family=exponential&data=own&values=1,2,2,4,8,9,12,15,16,18&k=8&start=quantiles&step=2&tab=ledger');"),
    ("Climb, a place read", "await lab.open('truth=20,5,300~40,5,700&speed=max&reveal=1&step=2'); $('#tab-climb').click(); $('[data-handle=place]').focus();"),
    ("asked to predict", "lab.eStep(); $('[part=predict]').click(); await until(() => $('[data-handle=guess]'));"),
    ("the guess is judged", "$('[data-handle=guess]').focus(); $('[data-handle=guess]').dispatchEvent(
         new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })); await frames(); lab.mStep();"),
    ("running", "$('[part=predict]').click(); await lab.open('speed=max&tol=0&max=10000&k=3'); lab.run(); await frames();"),
    ("paused", "lab.pause();"),
    ("converged", "await lab.open('truth=20,5,300~40,5,700&start=kmeans&reveal=1'); await lab.runToConvergence();"),
    ("a number refused", "write(labelled('mean of component A'), 'abc'); write(labelled('sd of process 1'), '-1');
         await until(() => $$('[role=alert]').filter(seen).length > 1);"),
    ("a curve moved by hand", "await lab.open('k=2'); write(labelled('mean of component A'), '30');"),
    ("the truth hidden", "await lab.open('step=3');"),
    ("eight components", "await lab.open('k=8&step=2');"),
    ("one component", "await lab.open('k=1&step=2');"),
    ("collapsed", "await lab.open('data=own&values=1,1,1,1,5,6,7,8,9&start=0.5,1,0.5~0.5,7,2'); await lab.runToConvergence();
         claim($$('.collapsed').some(seen), 'it says collapsed');"),
    ("own data", "$('[name=data-source][value=own]').click();"),
    ("own data, read and not used yet", "labelled('Your numbers').value = 'Marks of May\\n\\nwho;mark;points\\nAda;7,5;1.055\\nBob;absent;983\\nCid;9,25;1.010';
         button('Read the numbers').click(); await until(waits); for (const node of $$('.how-read details')) node.open = true;"),
    ("real data", "await lab.open('data=galaxy-velocities&k=3&step=4');"),
    ("a component on few points", "$('#tab-compare-k').click(); await lab.compareK(6);
         claim($$('.few').some(seen), 'it says so'); for (const few of $$('.few')) few.open = true;"),
    ("two coins", "await lab.open('data=two-coins&step=2'); for (const node of $$('details')) node.open = true;"),
    ("waiting times", "await lab.open('family=exponential&step=1&reveal=1');"),
    ("the plane", "await lab.open('data=old-faithful&step=1&tab=landscape');"),
    ("the plane after M, its tables open", "await lab.open('dim=2&truth=20,60,5,8,0.7,300~40,50,5,8,-0.5,700&reveal=1&step=4'); for (const node of $$('details')) node.open = true;"),
    ("the ledger of points", "$('#tab-ledger').click(); await frames(3); $('.ledger-table td[tabindex=\"0\"]').focus();"),
    ("a place in the plane read", "$('[data-handle=place]').focus();"),
    ("circles in the plane, and a number refused", "await lab.open('dim=2&covariance=spherical&k=3&step=2'); write(labelled('mean x of component A'), 'abc');
         await until(() => $$('[role=alert]').some((node) => seen(node) && node.textContent !== ''));"),
    ("eight ellipses", "await lab.open('data=penguin-bills&k=8&step=2');"),
    ("a mistake in a link", "await lab.open(''); location.hash = 'nonsense=1&k=3'; await until(() => text().includes('nonsense=1'));"),
    ("its notice dismissed", "button('Dismiss').click();"),
    ("the list of keys", "button('The keys').click();"),
    ("the link with choices", "$('dialog[open]').close(); button('Copy link').click();"),
    ("saving", "$('dialog[open]').close(); button('Save').click();"),
    ("all locked", "$('dialog[open]').close(); await lab.open('lock=all&k=3&step=2');"),
    ("parts left out", "await lab.open('hide=data,charts,labels,truth&step=1');"),
];
