// Makes an editor of the form of the SPARQL page, and shows answers without leaving it. Without
// this script the form is sent as it is, and the page comes back with the same answer.
import {
  autocompletion,
  bracketMatching,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  defaultKeymap,
  drawSelection,
  EditorState,
  EditorView,
  HighlightStyle,
  history,
  historyKeymap,
  keymap,
  lineNumbers,
  sparql,
  StreamLanguage,
  syntaxHighlighting,
  tags,
} from "./codemirror.js";
import { copying } from "./page.js";
import { enhance } from "./table.js";

const form = document.getElementById("editor");
const field = document.getElementById("query");
const stop = document.getElementById("stop");
const said = document.getElementById("status");
const place = document.getElementById("answer");
const language = document.documentElement.lang;
let running = null;

const look = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--bad)" },
  { tag: [tags.atom, tags.number, tags.bool], color: "var(--warn)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);
const theme = EditorView.theme({
  "&": { backgroundColor: "var(--raised)", color: "var(--ink)", fontSize: ".9rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", maxHeight: "32rem", minHeight: "14rem" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--tint)", border: "none", color: "var(--soft)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--accent-tint)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", color: "var(--mark-ink)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", border: "1px solid var(--soft)", color: "var(--ink)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-completionInfo": { maxWidth: "22rem", padding: ".4rem .6rem" },
});

let known = null;
async function terms() {
  known ??= fetch(form.dataset.terms).then((response) => response.json());
  return known;
}

// Complete terms as they are written in a query, and prefixes with what they stand for.
async function complete(context) {
  const word = context.matchBefore(/[A-Za-z][\w-]*:?[\w-]*/);
  if (!word && !context.explicit) return null;
  const from = word ? word.from : context.pos;
  const line = context.state.doc.lineAt(context.pos);
  const { prefixes, terms: listed } = await terms();
  if (/^\s*prefix\s+[\w-]*:?$/i.test(line.text.slice(0, context.pos - line.from))) {
    const options = Object.entries(prefixes).map(([prefix, namespace]) => ({
      label: `${prefix}: <${namespace}>`,
      type: "namespace",
    }));
    return { from, options };
  }
  const options = listed.map((term) => ({
    label: term.name,
    detail: term.label?.[language],
    info: term.about?.[language],
    type: term.kind,
    apply: (view, _, start, end) => insert(view, term.name, start, end, prefixes),
  }));
  return { from, options, validFor: /^[\w-]*:?[\w-]*$/ };
}

// Write a term, and declare its prefix at the top if the query does not do so yet.
function insert(view, name, from, to, prefixes) {
  const prefix = name.slice(0, name.indexOf(":"));
  const declared = new RegExp(`^\\s*prefix\\s+${prefix}:`, "im").test(view.state.doc.toString());
  const head = declared ? "" : `PREFIX ${prefix}: <${prefixes[prefix]}>\n`;
  view.dispatch({
    changes: [{ from: 0, insert: head }, { from, to, insert: name }],
    selection: { anchor: head.length + from + name.length },
    userEvent: "input.complete",
  });
}

// Write over what is selected ourselves: Chromium would keep the look of it in a style of its own,
// which the policy of the page refuses.
function overwrite(event, view) {
  const typed = event.inputType === "insertText" && event.data;
  if (!typed || view.state.selection.main.empty || /[()[\]{}"']/.test(typed)) return false;
  event.preventDefault();
  view.dispatch({ ...view.state.replaceSelection(typed), userEvent: "input.type", scrollIntoView: true });
  return true;
}

function edit() {
  // In a shadow tree the library adopts its style sheets; it never writes a style into the page,
  // which the policy of the page would refuse.
  const host = document.createElement("div");
  host.className = "code-editor";
  field.before(host);
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false, interactionDelay: 0, override: [complete] }),
        StreamLanguage.define(sparql),
        syntaxHighlighting(look),
        theme,
        EditorView.lineWrapping,
        EditorView.domEventHandlers({ beforeinput: overwrite }),
        EditorView.contentAttributes.of({ "aria-label": form.dataset.label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) field.value = update.state.doc.toString();
        }),
        keymap.of([
          { key: "Mod-Enter", run: () => (form.requestSubmit(), true) },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
      ],
    }),
  });
  field.hidden = true;
  document.querySelector("label[for=query]").addEventListener("click", () => view.focus());
  document.getElementById("keys").hidden = false;
  return view;
}

// Select the line that the answer finds fault with.
function point() {
  const number = Number(place.querySelector("[data-line]")?.dataset.line);
  if (!number || number > editor.state.doc.lines) return;
  const line = editor.state.doc.line(number);
  editor.dispatch({ selection: { anchor: line.from, head: line.to }, scrollIntoView: true });
}

function tell(text) {
  const paragraph = document.createElement("p");
  paragraph.className = "finding violation";
  paragraph.setAttribute("role", "alert");
  paragraph.textContent = text;
  place.replaceChildren(paragraph);
}

// Fetch the page that the form asks for, and take the answer out of it.
async function ask(event) {
  event.preventDefault();
  running?.abort();
  const current = (running = new AbortController());
  const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
  stop.hidden = false;
  place.setAttribute("aria-busy", "true");
  said.textContent = form.dataset.running;
  try {
    const response = await fetch(address, { signal: current.signal });
    const text = await response.text();
    if (response.ok) {
      const page = new DOMParser().parseFromString(text, "text/html");
      place.replaceChildren(...page.getElementById("answer").childNodes);
      enhance(place);
      copying(place);
      point();
      window.history.replaceState(null, "", address);
    } else {
      tell(text);
    }
    said.textContent = place.querySelector(".heading .soft")?.textContent ?? "";
  } catch (problem) {
    if (current !== running) return;
    tell(problem.name === "AbortError" ? form.dataset.stopped : form.dataset.broken);
    said.textContent = "";
  }
  stop.hidden = true;
  place.removeAttribute("aria-busy");
}

const editor = edit();
point();
form.addEventListener("submit", ask);
stop.addEventListener("click", () => running?.abort());
