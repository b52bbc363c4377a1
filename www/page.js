// The page around the widgets: sections for one reader, console links that follow the chosen region, the theme button, the
// table of contents.

import { loadPolicyBuilder } from './pkg/index.js';

// Parts for one reader -----------------------------------------------------------------------------------------------

/** The markup says which sections each reader needs. This script only opens and closes them. */
const parts = [...document.querySelectorAll('details[data-for]')];
const choices = [...document.querySelectorAll('a[data-choose]')];
const setup = document.querySelector('[setup="only"]');

let choice;

/** Whoever has a bucket of their own needs what is about it. */
const isFor = (part) => part.dataset.for.split(' ').some((word) => word === choice || (word === 'bucket' && setup.hasAttribute('bucket')));

function choose(link) {
  choice = link.dataset.choose;
  document.documentElement.dataset.choice = choice;
  for (const part of parts) part.open = isFor(part);
  for (const one of choices) one.setAttribute('aria-current', String(one === link));
  const { service } = link.dataset;
  if (service) document.querySelector('remotion-policy[data-follows]').setAttribute('service', service);
}

/** Opens what a heading is the summary of, or the parts under it: those of the reader's choice, or all where it has none. */
function openUnder(hash) {
  const heading = document.getElementById(hash.slice(1));
  if (!heading?.matches('h2, h3, h4')) return;
  if (choice === 'keys' && heading.matches('.of-role')) {
    // Whoever asks for it may have a role all the same.
    delete document.documentElement.dataset.choice;
    heading.scrollIntoView();
  }
  const own = heading.closest('details');
  if (own) own.open = true;
  const end = ['h2', 'h3', 'h4'].slice(0, heading.localName[1] - 1).join();
  const under = [];
  for (let next = heading.nextElementSibling; next && !next.matches(end); next = next.nextElementSibling) {
    if (parts.includes(next)) under.push(next);
  }
  const chosen = under.filter(isFor);
  for (const part of chosen.length > 0 ? chosen : under) part.open = true;
}

document.addEventListener('click', ({ target }) => {
  const link = target.closest('a[href^="#"]');
  if (!link) return;
  if (choices.includes(link)) choose(link);
  else openUnder(link.hash);
});
addEventListener('hashchange', () => openUnder(location.hash));
new MutationObserver(([{ oldValue }]) => {
  // With the first letter; after that, what the reader closes stays closed.
  if (oldValue === null) for (const part of parts) part.open ||= part.dataset.for === 'bucket' && isFor(part);
}).observe(setup, { attributeFilter: ['bucket'], attributeOldValue: true });
openUnder(location.hash);

// Console links ------------------------------------------------------------------------------------------------------

/** The link forms that Remotion's own docs and source write. */
const LINKS = {
  policies: ({ host }) => `https://${host}/iamv2/home?#/policies`,
  users: ({ host }) => `https://${host}/iamv2/home#/users`,
  roles: ({ host }) => `https://${host}/iamv2/home#/roles`,
  'lambda-functions': ({ host, region }) => `https://${region}.${host}/lambda/home?region=${region}#/functions`,
  bucket: ({ host, region, bucket }) => bucket && `https://${region}.${host}/s3/buckets/${bucket}/?region=${region}`,
};

const ELEMENTS = ':is(remotion-policy, remotion-policy-checker)';

const links = [...document.querySelectorAll('a[data-console]')].map((link) => ({ link, written: link.getAttribute('href') }));

async function follow() {
  const input = (name) => document.querySelector(`${ELEMENTS}[${name}]`)?.getAttribute(name) ?? '';
  const region = input('region') || 'us-east-1';
  // Whoever chooses a region or types a bucket has fetched the module with the widget.
  const { build, releases } = await loadPolicyBuilder();
  const host = releases().regions.find(({ name }) => name === region)?.console;
  // As the policy names it, because what was typed may be an address of it.
  const [, bucket] = /:s3:::([^/"]+)\//.exec(build({ policy: 'destination', bucket: input('bucket') }).text) ?? [];
  for (const { link, written } of links) {
    // Other regions have no console address we could vouch for: their readers get the links as they were written.
    const href = host ? LINKS[link.dataset.console]?.({ host, region, bucket }) : written;
    if (href) link.href = href;
    else link.removeAttribute('href');
  }
}

// Attributes are the state of a widget. They also tell what its `change` event does not: the inputs of a shared link,
// and the bucket when the reader changed something in a widget that has none.
// Without the module the links stay as they were written.
const observer = new MutationObserver(() => follow().catch(() => {}));
for (const element of document.querySelectorAll(ELEMENTS)) {
  observer.observe(element, { attributeFilter: ['region', 'bucket'] });
}

// Steps ---------------------------------------------------------------------------------------------------------------

// A form is chosen once for the page. Only the text of a policy needs somebody to press the buttons of the console.
const formats = new MutationObserver(() => {
  const format = document.querySelector('remotion-policy[format]')?.getAttribute('format') ?? 'json';
  document.documentElement.toggleAttribute('data-by-code', format !== 'json');
});
for (const element of document.querySelectorAll('remotion-policy')) formats.observe(element, { attributeFilter: ['format'] });

// Example errors -----------------------------------------------------------------------------------------------------

const checker = document.querySelector('remotion-policy-checker');

/** Types a text into the checker in the reader's place. Until the checker has its text area, it waits for it. */
function explain(text) {
  checker.closest('details').open = true;
  checker.scrollIntoView();
  const area = checker.shadowRoot?.querySelector('textarea');
  if (!area) {
    checker.addEventListener('load', () => explain(text), { once: true });
    return;
  }
  area.value = text;
  area.dispatchEvent(new Event('input', { bubbles: true }));
  area.focus({ preventScroll: true });
}

for (const error of document.querySelectorAll('code.error')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'explain';
  button.textContent = 'Explain this error';
  button.addEventListener('click', () => explain(error.textContent));
  error.after(' ', button);
}

// Tab stops ----------------------------------------------------------------------------------------------------------

/** Only what scrolls needs to be reached by keyboard. */
const reach = new ResizeObserver((sizes) => {
  for (const { target } of sizes) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});
for (const node of document.querySelectorAll('.markdown [tabindex]')) reach.observe(node);

// Theme --------------------------------------------------------------------------------------------------------------

const KEY = 'remotion-policy-builder.theme';
const root = document.documentElement;
const button = document.querySelector('.theme-toggle');

function show(theme) {
  root.dataset.theme = theme;
  button.setAttribute('aria-pressed', String(theme === 'dark'));
}

show(root.dataset.theme === 'dark' ? 'dark' : 'light');
button.hidden = false;
button.addEventListener('click', () => {
  const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
  show(theme);
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
});

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
  try {
    if (localStorage.getItem(KEY)) return;
  } catch {
    // Storage is blocked: nothing was chosen for good.
  }
  show(matches ? 'dark' : 'light');
});

// Table of contents --------------------------------------------------------------------------------------------------

const entries = [...document.querySelectorAll('.toc .table-of-contents__link')].map((link) => ({
  link,
  heading: document.getElementById(link.hash.slice(1)),
}));

const contents = document.querySelector('.toc');

/** Shows the entry of what is read, in the list alone: its own way to do so would scroll the page as well. */
function follows(link) {
  const [{ top, bottom }, list] = [link, contents].map((node) => node.getBoundingClientRect());
  if (top < list.top || bottom > list.bottom) contents.scrollTop += (top + bottom - list.top - list.bottom) / 2;
}

let marked;

function mark() {
  const line = parseFloat(getComputedStyle(root).scrollPaddingTop) + 8;
  const current = entries.findLast(({ heading }) => heading.getClientRects()[0]?.top <= line) ?? entries[0];
  for (const entry of entries) {
    entry.link.classList.toggle('table-of-contents__link--active', entry === current);
    if (entry === current) entry.link.setAttribute('aria-current', 'true');
    else entry.link.removeAttribute('aria-current');
  }
  // Only then, or the list would not stay where the reader has moved it.
  if (current !== marked) follows(current.link);
  marked = current;
}

document.addEventListener('scroll', mark, { passive: true });
mark();
