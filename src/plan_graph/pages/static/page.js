// What every page gains from a script: buttons that copy, filters that are folded on a phone.
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
