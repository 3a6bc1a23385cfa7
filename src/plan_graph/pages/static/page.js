// What every page gains from a script: buttons that copy, filters that are folded on a phone,
// plans that are filtered as one types.
// Without it the page loses nothing else.

export function copying(root) {
  for (const button of root.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const said = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = said), 2000);
    });
  }
}

copying(document);

if (matchMedia("(max-width: 48rem)").matches) {
  for (const part of document.querySelectorAll("details.folded:not(.active)")) part.open = false;
}

const plans = document.getElementById("plans");
// A list in pages is filtered by who makes them.
if (plans?.hasAttribute("data-whole")) {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  plans.hidden = false;
  plans.addEventListener("input", () => {
    const words = fold(plans.q.value).split(/\s+/).filter(Boolean);
    for (const row of document.querySelectorAll("table.plans tbody tr")) {
      const title = fold(row.querySelector("th").textContent);
      row.hidden = !(words.every((word) => title.includes(word)) &&
        (!plans.country.value || plans.country.value === row.dataset.country));
    }
  });
}
