// Search as one types, and by keyboard. A server is asked for this page again; in a static site the
// same ranking is made here, of files of the index that are loaded as they are needed.
"use strict";

const form = document.getElementById("search");
const field = form.q;
let answer = document.getElementById("answer");
const STATIC = answer.dataset.index;
const LANGUAGE = document.documentElement.lang;
const AT_ONCE = 20, MOST = 200, MOST_TERMS = 12, PAUSE = 150;

// ---- words, as the index has them -------------------------------------------------------------
const BASES = { "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "’": "'", "ς": "σ" };
const foldOne = (letter) => {
  const base = [...letter.normalize("NFD")][0].toLowerCase();
  return BASES[base] ?? base;
};
const fold = (text) => [...text].map(foldOne).join("");
const places = (text) => [...fold(text).matchAll(/[\p{L}\p{N}]+/gu)].map((found) => ({
  start: found.index, end: found.index + found[0].length, word: [...found[0]].slice(0, 40).join(""),
}));
const tokens = (text) => places(text).map((place) => place.word);

// ---- files ------------------------------------------------------------------------------------
const files = new Map();
function load(name, missing) {
  if (!files.has(name)) {
    files.set(name, fetch(`${STATIC}${name}.json`).then((found) => (found.ok ? found.json() : missing)));
  }
  return files.get(name);
}
const hex = (letter) => letter.codePointAt(0).toString(16);
const NOTHING = { words: {}, names: {} };
// A beginning without a file of its own is known from the list, so that nothing is asked in vain.
async function shard(word, about) {
  const key = [...word].slice(0, 2).map(hex).join("-");
  return about.beginnings.includes(key) ? load(`words-${key}`, NOTHING) : NOTHING;
}

// ---- what words mean --------------------------------------------------------------------------
const stem = (word) => word.slice(0, word.length - Math.min(2, Math.max(0, word.length - 5)));

function ofAnotherEnding(word, about) {
  if (word.length < 6) return [];
  const key = Object.keys(about.alike).find((each) =>
    !each.includes(" ") && each.length > 4 && stem(each) === stem(word));
  return key ? about.alike[key] : [];
}

function concept(words, typing, about) {
  const last = words.at(-1);
  const whole = { words, begins: typing && last.length > 1 };
  const own = [whole];
  if (last.length >= 3 && !/^\d+$/.test(last)) {
    own.push({ words: [...words.slice(0, -1), stem(last)], begins: true });
  }
  const wide = [...own];
  const name = words.join(" ");
  const alike = about.alike[name] ?? (words.length === 1 ? ofAnotherEnding(name, about) : []);
  for (const phrase of alike) {
    const parts = phrase.split(" ");
    wide.push({ words: parts, begins: parts.at(-1).length > 3 });
  }
  return { words, names: [...new Set([name, ...alike])], whole: [whole], own, wide, near: [] };
}

function conceptsOf(words, about) {
  const longest = Math.max(...Object.keys(about.alike).map((name) => name.split(" ").length));
  const found = [];
  for (let at = 0; at < words.length;) {
    let size = Math.min(longest, words.length - at);
    while (size > 1 && !(words.slice(at, at + size).join(" ") in about.alike)) size -= 1;
    found.push(concept(words.slice(at, at + size), at + size === words.length, about));
    at += size;
  }
  const saying = found.filter(({ words: each }) => each.length > 1 || !about.small.includes(each[0]));
  return saying.length ? saying : found;
}

function isNear(one, other) {
  const [word, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (longer.length - word.length > 1) return false;
  let at = 0;
  while (at < word.length && word[at] === longer[at]) at += 1;
  if (word.length < longer.length) return word.slice(at) === longer.slice(at + 1);
  const exchanged = word[at] === longer[at + 1] && word[at + 1] === longer[at]
    && word.slice(at + 2) === longer.slice(at + 2);
  return exchanged || word.slice(at + 1) === longer.slice(at + 1);
}

async function corrected(one, about) {
  const [word] = one.words;
  if (one.words.length > 1 || word.length < 4 || /\p{N}/u.test(word)) return one;
  if (word in about.alike || about.months.includes(word)) return one;
  const { words } = await shard(word, about);
  if (Object.keys(words).some((each) => each.startsWith(word))) return one;
  const letter = hex(word);
  const listed = about.letters.includes(letter) ? await load(`letter-${letter}`, []) : [];
  const near = listed.filter((each) => isNear(word, each)).slice(0, 4);
  if (near.length === 0) return one;
  const meant = near.map((each) => concept([each], false, about));
  return {
    words: one.words, near,
    names: meant.flatMap((each) => each.names),
    whole: meant.flatMap((each) => each.whole),
    own: meant.flatMap((each) => each.own),
    wide: meant.flatMap((each) => each.wide),
  };
}

// ---- ranking: names, then titles, then all that is said; within these in the order of the index -
async function placesOf(word, begins, column, about) {
  const found = new Set();
  const { words } = await shard(word, about);
  const fitting = begins ? Object.keys(words).filter((each) => each.startsWith(word)) : [word];
  for (const each of fitting) {
    for (const list of Object.hasOwn(words, each) ? words[each].slice(0, column + 1) : []) {
      let number = 0;
      for (const step of list) found.add((number += step));
    }
  }
  return found;
}

const both = (one, other) => new Set([...one].filter((number) => other.has(number)));

async function ofConcept(alternatives, column, about) {
  const all = new Set();
  for (const { words, begins } of alternatives) {
    const saying = words.filter((word, at) => at === words.length - 1 || !about.small.includes(word));
    let found = null;
    for (const word of saying) {
      const last = begins && word === words.at(-1);
      const here = await placesOf(word, last, column, about);
      found = found ? both(found, here) : here;
    }
    for (const number of found ?? []) all.add(number);
  }
  return all;
}

async function matching(parts, column, about) {
  let found = null;
  for (const part of parts) {
    const here = await ofConcept(part, column, about);
    found = found ? both(found, here) : here;
  }
  return [...(found ?? [])].sort((a, b) => a - b);
}

function* variants(concepts, at = 0) {
  if (at === concepts.length) yield "";
  else {
    for (const name of concepts[at].names) {
      for (const rest of variants(concepts, at + 1)) yield rest ? `${name} ${rest}` : name;
    }
  }
}

async function ranked(words, concepts, about) {
  const found = new Set();
  const given = words.join(" ");
  const called = [given];
  for (const name of variants(concepts)) {
    if (called.push(name) > 64) break;
  }
  for (const name of new Set(called)) {
    const { names } = await shard(name, about);
    for (const number of Object.hasOwn(names, name) ? names[name] : []) {
      if (name === given || !about.codes.includes(number)) found.add(number);
    }
  }
  const wide = concepts.map((each) => each.wide);
  const [whole, own] = [concepts.map((each) => each.whole), concepts.map((each) => each.own)];
  for (const [column, parts] of [[0, whole], [0, own], [0, wide], [1, wide]]) {
    for (const number of await matching(parts, column, about)) found.add(number);
  }
  return [...found].slice(0, MOST);
}

async function withSome(concepts, about) {
  const fewer = concepts.map((_, out) => concepts.filter((__, at) => at !== out));
  for (const choices of [fewer, concepts.map((each) => [each])]) {
    const found = new Set();
    for (const chosen of choices) {
      for (const number of await matching(chosen.map((each) => each.wide), 1, about)) found.add(number);
    }
    if (found.size) return [...found].sort((a, b) => a - b).slice(0, MOST);
  }
  return [];
}

// ---- what is shown ----------------------------------------------------------------------------
const element = (name, values = {}, ...children) => {
  const made = Object.assign(document.createElement(name), values);
  made.append(...children);
  return made;
};

function marked(text, concepts) {
  const found = places(text);
  const hits = new Set();
  for (const { wide } of concepts) {
    for (const { words, begins } of wide) {
      for (let at = 0; at + words.length <= found.length; at += 1) {
        const fits = words.every((word, n) => (begins && n === words.length - 1
          ? found[at + n].word.startsWith(word) : found[at + n].word === word));
        if (fits) words.forEach((_, n) => hits.add(at + n));
      }
    }
  }
  const letters = [...text];
  const pieces = [];
  let last = 0;
  // Places count as strings do, letters as people do; folding keeps one for one.
  const plain = fold(text).length === text.length ? text : letters.join("");
  for (const at of [...hits].sort((a, b) => a - b)) {
    pieces.push(plain.slice(last, found[at].start), element("mark", {
      textContent: plain.slice(found[at].start, found[at].end),
    }));
    last = found[at].end;
  }
  return { number: hits.size, first: hits.size ? found[Math.min(...hits)].start : 0, pieces: [...pieces, plain.slice(last)] };
}

function snippet(texts, concepts) {
  let best = null;
  for (const text of texts) {
    const here = marked(text, concepts);
    if (here.number && (!best || here.number > best.number)) best = { ...here, text };
  }
  if (!best) return null;
  const start = best.text.length > 210 && best.first > 70 ? best.text.indexOf(" ", best.first - 70) + 1 : 0;
  const cut = best.text.slice(start, start + 210);
  const shown = `${start ? "… " : ""}${cut}${start + 210 < best.text.length ? " …" : ""}`;
  return element("p", { className: "snippet" }, element("bdi", {}, ...marked(shown, concepts).pieces));
}

const called = (titles) => titles[LANGUAGE] ?? titles.en ?? Object.values(titles)[0] ?? "";

function item([kind, code, href, titles, parts, plan], concepts, about) {
  const title = called(titles);
  const here = marked(title.length > 300 ? `${title.slice(0, 300)} …` : title, concepts);
  const link = element(href ? "a" : "span", href ? { href } : {});
  if (code) link.append(element("span", { className: "code", textContent: code }), " ");
  link.append(element("bdi", {}, ...here.pieces));
  const said = answer.getAttribute(`data-kind-${kind}`) + (about.several && plan ? ` · ${plan}` : "");
  const made = element("li", {}, link, " ", element("span", { className: "meta", textContent: said }));
  const words = tokens(title);
  const all = concepts.every(({ wide }) => wide.some(({ words: [first] }) => words.some((w) => w.startsWith(first))));
  const others = [...Object.values(titles).filter((text) => text !== title), ...parts.map(([, text]) => text)];
  const around = all ? null : snippet(others, concepts);
  if (around) made.append(around);
  return made;
}

async function entry(number, about) {
  return (await load(`entries-${Math.floor(number / about.block)}`, []))[number % about.block];
}

async function searchHere(asked, turn, most = AT_ONCE) {
  const about = await load("about", null);
  const words = tokens(asked.slice(0, 1000)).slice(0, MOST_TERMS);
  const known = words.length ? conceptsOf(words, about) : [];
  const concepts = [];
  for (const each of known) concepts.push(await corrected(each, about));
  let found = words.length ? await ranked(words, concepts, about) : [];
  const partial = found.length === 0 && concepts.length > 1;
  if (partial) found = await withSome(concepts, about);
  const entries = await Promise.all(found.slice(0, most).map((number) => entry(number, about)));
  if (turn !== latest) return;
  const lines = concepts.filter(({ near }) => near.length).map(({ words: given, near }) => answer.dataset.read
    .replace("{word}", given.join(" ")).replace("{read}", near.join(", ")));
  if (partial && found.length) lines.push(answer.dataset.partial);
  for (const line of answer.querySelectorAll(":scope > p.meta, :scope > button")) line.remove();
  const status = document.getElementById("found");
  const plural = new Intl.PluralRules(LANGUAGE).select(found.length);
  const count = `${new Intl.NumberFormat(LANGUAGE).format(found.length)} ${answer.dataset[plural]}.`;
  status.textContent = words.length === 0 ? "" : found.length ? count : answer.dataset.none;
  status.after(...lines.map((textContent) => element("p", { className: "meta", textContent })));
  document.getElementById("results").replaceChildren(...entries.map((each) => item(each, concepts, about)));
  if (found.length > most) {
    const more = element("button", { type: "button", textContent: answer.dataset.more });
    more.addEventListener("click", () => searchHere(asked, turn, most + AT_ONCE));
    answer.append(more);
  }
}

async function askServer(asked, turn, signal) {
  const address = `${form.action}?${new URLSearchParams({ q: asked })}`;
  const found = await fetch(address, { signal, headers: { Accept: "text/html" } });
  if (!found.ok) return;
  const page = new DOMParser().parseFromString(await found.text(), "text/html");
  if (turn !== latest) return;
  const fresh = document.adoptNode(page.getElementById("answer"));
  // The status stays the same element, so that a screen reader says what it says now.
  const status = document.getElementById("found");
  status.textContent = fresh.querySelector("#found").textContent;
  fresh.querySelector("#found").replaceWith(status);
  answer.replaceWith(fresh);
  answer = fresh;
}

// ---- typing and keys --------------------------------------------------------------------------
let latest = 0, timer = 0, running = null;

function search() {
  const asked = field.value.trim();
  latest += 1;
  running?.abort();
  running = new AbortController();
  history.replaceState(null, "", asked ? `?${new URLSearchParams({ q: asked })}` : location.pathname);
  const doing = STATIC ? searchHere(asked, latest) : askServer(asked, latest, running.signal);
  doing.catch((error) => {
    if (error.name !== "AbortError") throw error;
  });
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  search();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [field, ...answer.querySelectorAll(".understood a, #results a")];
  const at = links.indexOf(document.activeElement);
  if (at < 0 || (at === 0 && event.key === "ArrowUp")) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
});
if (STATIC) {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) search();
}
