// Filters of a plan's page in the static site: the same as the server does, on what the page holds.
"use strict";

const form = document.getElementById("filters");
const FIELDS = [...form.querySelectorAll("select")].map((field) => field.name);
const tree = document.getElementById("tree");
const status = document.getElementById("found");
const opened = new Map([...tree.querySelectorAll("details")].map((part) => [part, part.open]));

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const actions = [...tree.querySelectorAll("li")].map((item) => ({
  item,
  id: item.querySelector("a").href,
  text: fold(`${item.querySelector("a").textContent} ${item.dataset.also}`),
}));

function matches({ item, text }, words) {
  return words.every((word) => text.includes(word)) && FIELDS.every((field) =>
    !form[field].value || (item.dataset[field] ?? "").split(" ").includes(form[field].value));
}

function filter() {
  const words = fold(form.q.value).split(/\s+/).filter(Boolean);
  const active = words.length > 0 || FIELDS.some((field) => form[field].value);
  const found = new Set();
  for (const action of actions) {
    const kept = matches(action, words);
    action.item.hidden = !kept;
    if (kept) found.add(action.id);
  }
  for (const [part, open] of opened) {
    part.hidden = active && !part.querySelector("li:not([hidden])");
    part.open = active || open;
  }
  count(words);
  const said = status.dataset[new Intl.PluralRules(document.documentElement.lang).select(found.size)];
  status.textContent = active ? `${found.size} ${said}.` : "";
}

// Facets are links that set one field; each counts what the other fields leave.
const facets = document.getElementById("facets");

function count(words) {
  for (const link of facets?.querySelectorAll("a") ?? []) {
    const { field, value } = link.dataset;
    const before = form[field].value;
    form[field].value = value;
    const left = new Set(actions.filter((action) => matches(action, words)).map(({ id }) => id));
    form[field].value = before;
    link.querySelector("b").textContent = left.size;
    link.parentElement.hidden = left.size === 0 && before !== value;
    if (before === value) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if (facets) {
  facets.hidden = false;
  facets.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    const field = form[link.dataset.field];
    field.value = field.value === link.dataset.value ? "" : link.dataset.value;
    form.requestSubmit();
  });
}

form.hidden = false;
const asked = new URLSearchParams(location.search);
for (const field of ["q", ...FIELDS]) form[field].value = asked.get(field) ?? "";
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = [...new FormData(form)].filter(([, value]) => value);
  history.replaceState(null, "", `?${new URLSearchParams(given)}#actions`);
  filter();
});
filter();
