
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const form = find("filter");
  const rows = [...document.querySelectorAll("table.claims tbody tr")];
  if (form) {
    const [text, verdict, chapter] = ["text", "verdict", "chapter"].map((name) => find("filter-" + name));
    const apply = () => {
      const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const said = row.textContent.toLowerCase();
        row.hidden = !(
          words.every((word) => said.includes(word)) &&
          (!verdict.value || row.dataset.verdict === verdict.value) &&
          (!chapter.value || row.dataset.chapter === chapter.value)
        );
        shown += row.hidden ? 0 : 1;
      }
      find("filter-count").textContent = shown + " of " + rows.length + " shown";
      find("none-found").hidden = shown > 0;
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }
  const target = () => {
    try {
      return find(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // an address that is no text, such as #%
    }
  };
  const reveal = () => {
    const place = target();
    if (!place) return;
    if (place.hidden) {
      form.reset();
      form.dispatchEvent(new Event("input"));
    }
    for (let box = place; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    place.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  const folded = [];
  addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll("details:not([open])")) folded.push(box), (box.open = true);
  });
  addEventListener("afterprint", () => {
    while (folded.length) folded.pop().open = false;
  });

  const graph = document.querySelector(".graph");
  if (graph) {
    const arrows = [...graph.querySelectorAll("[data-from]")];
    const nodes = [...graph.querySelectorAll("[data-node]")];
    const light = (name) => {
      const near = new Set([name]);
      for (const arrow of arrows) {
        const joined = arrow.dataset.from === name || arrow.dataset.to === name;
        arrow.classList.toggle("near", joined);
        if (joined) near.add(arrow.dataset.from).add(arrow.dataset.to);
      }
      for (const node of nodes) node.classList.toggle("near", near.has(node.dataset.node));
      graph.classList.toggle("lit", Boolean(name) && near.size > 1);
    };
    for (const node of nodes) {
      node.addEventListener("pointerenter", () => light(node.dataset.node));
      node.addEventListener("focus", () => light(node.dataset.node));
      node.addEventListener("pointerleave", () => light(""));
      node.addEventListener("blur", () => light(""));
    }
  }
})();
