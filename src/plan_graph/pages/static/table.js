// Tables of answers can be sorted by their headings and narrowed by words and values. Without this
// script a table stands as the answer has it.

const language = document.documentElement.lang;
const order = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const valueOf = (cell) => cell.dataset.value ?? cell.textContent.trim();
const FEWEST_ROWS = 6;
const MOST_VALUES = 10;
const LONGEST_VALUE = 60;

function sortable(table, body) {
  const heads = [...table.tHead.rows[0].cells];
  for (const [place, head] of heads.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.ariaSort === "ascending";
      for (const each of heads) each.removeAttribute("aria-sort");
      head.ariaSort = down ? "descending" : "ascending";
      sort(body, place, down);
    });
  }
}

function sort(body, place, down) {
  const rows = [...body.rows].map((row) => [valueOf(row.cells[place]), row]);
  const numbers = rows.every(([value]) => value === "" || !Number.isNaN(Number(value)));
  rows.sort(([a], [b]) => {
    if (a === "" || b === "") return (a === "") - (b === ""); // What has no value stays last.
    const found = numbers ? Number(a) - Number(b) : order.compare(a, b);
    return down ? -found : found;
  });
  body.append(...rows.map(([, row]) => row));
}

// The values of a column with how often each occurs, if several rows share them.
function facet(body, place) {
  const counts = new Map();
  for (const row of body.rows) {
    const value = row.cells[place].textContent.trim();
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const shared = counts.size > 1 && counts.size <= body.rows.length / 2;
  const short = [...counts.keys()].every((value) => value.length <= LONGEST_VALUE);
  const measured = counts.size > MOST_VALUES && [...counts.keys()].every((value) => !Number.isNaN(Number(value)));
  return shared && short && !measured ? [...counts].sort(([a], [b]) => order.compare(a, b)) : [];
}

function field(words, ...parts) {
  const label = document.createElement("label");
  label.append(document.createTextNode(words), ...parts);
  return label;
}

function choice(values, any) {
  const select = document.createElement("select");
  select.append(new Option(any, "*"));
  for (const [value, count] of values) select.append(new Option(`${value || "–"} (${count})`, `=${value}`));
  return select;
}

// Of many values one is typed, and proposed as one types; each has a test for the text of a cell.
function typed(values, id) {
  const input = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
  const list = Object.assign(document.createElement("datalist"), { id });
  for (const [value, count] of values) {
    if (value) list.append(Object.assign(document.createElement("option"), { value, label: `${value} (${count})` }));
  }
  input.setAttribute("list", id);
  const whole = new Set(values.map(([value]) => value));
  const test = (text) => whole.has(input.value) ? input.value === "" || text === input.value
    : fold(text).includes(fold(input.value.trim()));
  return { parts: [input, list], test };
}

function chosenOf(values, any) {
  const select = choice(values, any);
  return { parts: [select], test: (text) => select.value === "*" || select.value === `=${text}` };
}

function narrowable(table, body) {
  const said = table.dataset;
  const words = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
  const bar = document.createElement("div");
  bar.className = "filters rows";
  bar.append(field(said.filter, words));
  const chosen = [];
  for (const [place, head] of [...table.tHead.rows[0].cells].entries()) {
    const values = facet(body, place);
    if (values.length === 0) continue;
    const { parts, test } = values.length <= MOST_VALUES ? chosenOf(values, said.any)
      : typed(values, `values-${place}`);
    bar.append(field(head.textContent.trim(), ...parts));
    chosen.push([place, test]);
  }
  const status = Object.assign(document.createElement("p"), { className: "soft" });
  status.setAttribute("role", "status");
  const texts = new Map([...body.rows].map((row) => [row, fold(row.textContent)]));
  const narrow = () => {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const [row, text] of texts) {
      const kept = wanted.every((word) => text.includes(word)) && chosen.every(([place, test]) =>
        test(row.cells[place].textContent.trim()));
      row.hidden = !kept;
      left += kept;
    }
    const all = left === texts.size;
    status.textContent = all ? "" : said.shown.replace("{n}", left).replace("{all}", texts.size);
  };
  bar.addEventListener("input", narrow);
  const scroll = table.closest(".scroll") ?? table;
  scroll.before(bar, status);
}

export function enhance(root) {
  for (const table of root.querySelectorAll("table.answer")) {
    const body = table.tBodies[0];
    if (!body || body.rows.length < 2) continue;
    if (body.rows.length >= FEWEST_ROWS) narrowable(table, body);
    sortable(table, body);
  }
}

enhance(document);
