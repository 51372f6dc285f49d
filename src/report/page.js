"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const text = document.getElementById("text");
  const details = document.getElementById("details");
  const all = document.getElementById("hidden");
  // One rule of style dims what a filter leaves out: no walk over the blocks.
  const dim = document.head.appendChild(document.createElement("style"));
  const blocks = [...text.querySelectorAll(".b")];
  let lit = "";
  let current = text.querySelector(".b[tabindex='0']");

  const make = (tag, content, name) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...[content].flat());
    return element;
  };

  const path = (owner) => {
    const elements = [];
    for (let at = owner; at !== null; at = data.elements[at][0]) elements.unshift(data.elements[at]);
    return elements;
  };

  const sign = (weight) => (weight > 0 ? ["for", "+"] : ["against", "\u2212"]);

  const grounds = (rows) => {
    const most = Math.max(...rows.map((row) => Math.abs(row[2])));
    return make("table", make("tbody", rows.map(([feature, value, weight]) => {
      const [name, meaning] = data.features[feature];
      const [side, mark] = sign(weight);
      const strength = mark.repeat(Math.max(1, Math.round((Math.abs(weight) / most) * 4)));
      const row = make("tr", [make("td", `${meaning}: ${value}`), make("td", `${strength} ${side}`, side)]);
      row.title = name;
      return row;
    })));
  };

  const place = (owner) => make("ol", path(owner).map(([, name, weight], depth) => {
    const item = make("li", name);
    item.style.marginInlineStart = `${Math.min(depth, 12) * 0.5}ch`;
    if (weight) item.append(" ", make("small", `${sign(weight)[1]}${Math.abs(weight)}`, sign(weight)[0]));
    return item;
  }), "path");

  const close = () => {
    details.hidden = true;
    text.querySelector("[aria-selected='true']")?.setAttribute("aria-selected", "false");
  };

  const show = (block) => {
    const [number, words, role, judgement, owner, weights, advice, cuts] = data.blocks[Number(block.id.slice(1))];
    const reason = data.reasons[block.dataset.r];
    const shut = make("button", "\u00d7", "close");
    shut.type = "button";
    shut.setAttribute("aria-label", "Close");
    shut.addEventListener("click", () => { close(); block.focus(); });
    const parts = [shut, make("h2", reason ? `Dropped ${reason[0]}` : `Kept: ${role}`)];
    parts.push(make("p", make("small", `block ${number}, ${words} ${words === 1 ? "word" : "words"}`)));
    if (reason) parts.push(make("p", `${reason[1]} ${reason[2]}`));
    if (cuts.length) parts.push(make("p", `Words inside it were dropped by ${[...new Set(cuts)].join(", ")}.`));
    parts.push(make("h3", "To change it"));
    if (!advice.length) parts.push(make("p", "No option decides over this block alone."));
    for (const [write, does] of advice.map((a) => data.advice[a])) parts.push(make("p", [make("code", write), ` ${does}`]));
    if (judgement) parts.push(make("h3", "The judge"), make("p", judgement));
    if (weights.length) parts.push(make("p", make("small", "What weighed most:")), grounds(weights));
    if (owner !== null) parts.push(make("h3", "Its place in the page, and what the names weigh"), place(owner));
    details.replaceChildren(...parts);
    details.scrollTop = 0;
    details.hidden = false;
  };

  const choose = (block) => {
    if (!block) return;
    close();
    current?.setAttribute("tabindex", "-1");
    current = block;
    block.setAttribute("tabindex", "0");
    block.setAttribute("aria-selected", "true");
    show(block);
  };

  // The nearest block from a place on, in a direction, that is shown and not dimmed.
  const nearest = (from, by) => {
    let at = from;
    while (blocks[at] && !((!lit || blocks[at].matches(lit)) && blocks[at].checkVisibility())) at += by;
    return blocks[at];
  };

  const move = (block) => {
    if (!block) return;
    block.focus({ preventScroll: true });
    block.scrollIntoView({ block: "nearest" });
  };

  const light = (button) => {
    const on = button?.getAttribute("aria-pressed") === "false";
    close();
    for (const other of document.querySelectorAll(".filters button")) other.setAttribute("aria-pressed", "false");
    dim.textContent = "";
    lit = "";
    text.classList.toggle("all", all?.checked ?? false);
    if (!on) return;
    button.setAttribute("aria-pressed", "true");
    const { by, key } = button.dataset;
    lit = by === "r" ? `[data-r="${key}"]` : `[data-r="kept"][data-role="${key}"]`;
    dim.textContent = `main > .b:not(${lit}), main > .run:not(${lit}) { opacity: .16; }`;
    text.classList.add("all");
    nearest(0, 1)?.scrollIntoView({ block: "center" });
  };

  text.addEventListener("click", (event) => {
    const block = event.target.closest(".b");
    if (!block || String(getSelection())) return;
    block.focus({ preventScroll: true });
    choose(block);
  });
  text.addEventListener("focusin", (event) => {
    if (event.target.matches(".b:focus-visible")) choose(event.target);
  });
  text.addEventListener("keydown", (event) => {
    const steps = {
      ArrowDown: () => nearest(blocks.indexOf(current) + 1, 1), ArrowUp: () => nearest(blocks.indexOf(current) - 1, -1),
      Home: () => nearest(0, 1), End: () => nearest(blocks.length - 1, -1),
    };
    if (event.key in steps) {
      event.preventDefault();
      move(steps[event.key]());
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(event.target.closest(".b"));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    light(null);
  });
  for (const button of document.querySelectorAll(".filters button")) button.addEventListener("click", () => light(button));
  all?.addEventListener("change", () => light(null));
  if (matchMedia("(max-width: 60rem)").matches) for (const panel of document.querySelectorAll("aside > details")) panel.open = false;
})();
