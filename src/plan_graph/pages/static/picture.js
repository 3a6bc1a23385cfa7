// In a network, the lines of the name that is pointed at or focused stand out from the others.
for (const picture of document.querySelectorAll(".drawn svg")) {
  const edges = [...picture.querySelectorAll(".edge")];
  const point = (node) => {
    const name = node?.dataset.name;
    picture.classList.toggle("pointing", name !== undefined && edges.length > 0);
    for (const edge of edges) {
      edge.classList.toggle("meant", edge.dataset.ends.split("\n").includes(name));
    }
  };
  for (const node of picture.querySelectorAll(".node")) {
    node.addEventListener("pointerenter", () => point(node));
    node.addEventListener("pointerleave", () => point(null));
    node.addEventListener("focusin", () => point(node));
    node.addEventListener("focusout", () => point(null));
  }
}
