// Search in the static site: the same as the server does, in an index that is loaded once.
"use strict";

const MOST_SHOWN = 200;
const form = document.getElementById("search");
const list = document.getElementById("results");
const status = document.getElementById("found");

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function show(found) {
  list.replaceChildren(...found.slice(0, MOST_SHOWN).map(([kind, code, text, href]) => {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = href;
    link.appendChild(Object.assign(document.createElement("span"), { className: "code", textContent: code }));
    link.appendChild(Object.assign(document.createElement("bdi"), { textContent: text }));
    item.append(" ", Object.assign(document.createElement("span"), {
      className: "meta",
      textContent: list.getAttribute(`data-kind-${kind}`),
    }));
    return item;
  }));
  const form = new Intl.PluralRules(document.documentElement.lang).select(found.length);
  const said = `${found.length} ${status.dataset[form]}.`;
  status.textContent = found.length ? said : status.dataset.none;
}

async function search() {
  const words = fold(form.q.value).split(/\s+/).filter(Boolean);
  if (words.length === 0) return;
  const index = await (await fetch("search.json")).json();
  show(index.filter((entry) => words.every((word) => entry[4].includes(word))));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `?${new URLSearchParams({ q: form.q.value })}`);
  search();
});
form.q.value = new URLSearchParams(location.search).get("q") ?? "";
search();
