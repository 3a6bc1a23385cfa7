// Draws the line of today into calendars, where today is within their time. Pictures themselves are
// drawn without it: they would be wrong tomorrow.
"use strict";

const DAY = 24 * 60 * 60 * 1000;
const today = new Date();
const now = Date.UTC(today.getFullYear(), today.getMonth(), today.getDate());
for (const line of document.querySelectorAll(".picture .today")) {
  const first = Date.parse(line.dataset.first);
  if (now < first || now > Date.parse(line.dataset.last)) continue;
  const moved = ((now - first) / DAY) * Number(line.dataset.scale);
  line.setAttribute("transform", `translate(${moved.toFixed(1)},0)`);
  line.classList.add("now");
}
