/* What a reader can do beyond reading: copy TeX, look at notes, enlarge pictures, cite, search, draw diagrams. Nothing here is needed to read. */
(() => {
  "use strict";
  const settings = window.proofpressSettings;
  const words = settings.words[/^zh/i.test(document.documentElement.lang) ? "zh" : "en"];
  const here = new URL(".", document.currentScript.src);
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const loaded = new Map();
  const load = (url) => {
    if (!loaded.has(url)) loaded.set(url, new Promise((resolve, reject) => {
      const script = make("script", { src: url });
      script.onload = resolve;
      script.onerror = () => { loaded.delete(url); reject(new Error(url)); };
      document.head.append(script);
    }));
    return loaded.get(url);
  };
  document.documentElement.classList.remove("no-js");

  /* Copying: a short word at the bottom says that it worked, to screen readers too. */
  let toast, fading;
  const say = (text) => {
    toast ??= document.body.appendChild(make("div", { class: "pp-toast", role: "status", "aria-live": "polite" }));
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(fading);
    fading = setTimeout(() => { toast.hidden = true; }, 1600);
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.body.appendChild(make("textarea", { "aria-hidden": "true", style: "position:fixed;opacity:0" }));
      area.value = text;
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say(words.copied);
  };
  const tex = (formula) => formula.querySelector('annotation[encoding="application/x-tex"]')?.textContent;
  for (const formula of document.querySelectorAll(".katex")) {
    if (tex(formula) === undefined) continue;
    formula.title = words.copy_formula;
    if (formula.closest(".katex-display") && !formula.closest("a")) formula.tabIndex = 0;
  }
  const copyFormula = (event) => {
    const formula = event.target.closest?.(".katex") ?? event.target.closest?.(".arithmatex")?.querySelector(".katex");
    const source = formula && !event.target.closest("a") && getSelection().isCollapsed && tex(formula);
    if (source) copy(source);
    return Boolean(source);
  };

  /* The page's own Markdown, where the site publishes it. */
  const twin = document.querySelector('link[rel~=alternate][type="text/markdown"]');
  const end = twin && document.querySelector(".pp-end");
  if (end) {
    const button = make("button", { type: "button", class: "pp-copy pp-copy-page" }, words.copy_page);
    button.addEventListener("click", async () => {
      try {
        const answer = await fetch(twin.href);
        if (!answer.ok) throw new Error(answer.status);
        copy(await answer.text());
      } catch { location.href = twin.href; }
    });
    end.prepend(button);
  }

  /* Notes: the note itself, beside the mark that the pointer or the keyboard is on. */
  let note, noteOf;
  const hideNote = () => { note?.remove(); noteOf?.removeAttribute("aria-describedby"); note = noteOf = undefined; };
  const showNote = (mark) => {
    if (noteOf === mark) return;
    hideNote();
    const target = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    if (!target) return;
    note = make("div", { class: "pp-note", role: "tooltip", id: "pp-note" });
    for (const child of target.cloneNode(true).childNodes) note.append(child.cloneNode(true));
    note.querySelectorAll(".footnote-backref").forEach((back) => back.remove());
    note.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    (mark.closest(".md-typeset") ?? document.body).append(note);
    noteOf = mark;
    mark.setAttribute("aria-describedby", "pp-note");
    const box = mark.getBoundingClientRect();
    const frame = note.offsetParent?.getBoundingClientRect() ?? { left: -scrollX, top: -scrollY };
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - note.offsetWidth - 8));
    const above = box.bottom + note.offsetHeight + 12 > innerHeight && box.top > note.offsetHeight + 12;
    note.style.left = `${left - frame.left}px`;
    note.style.top = `${(above ? box.top - note.offsetHeight - 4 : box.bottom + 4) - frame.top}px`;
    note.addEventListener("pointerleave", hideNote);
  };
  const markAt = (event) => event.target.closest?.(".footnote-ref");
  document.addEventListener("pointerover", (event) => { const mark = markAt(event); if (mark) showNote(mark); });
  document.addEventListener("pointerout", (event) => {
    const to = event.relatedTarget;
    if (note && !note.contains(to) && !(to && noteOf.contains(to)) && (markAt(event) || note.contains(event.target)))
      setTimeout(() => { if (note && !note.matches(":hover") && !noteOf.matches(":hover, :focus")) hideNote(); }, 120);
  });
  document.addEventListener("focusin", (event) => { const mark = markAt(event); if (mark) showNote(mark); else if (note && !note.contains(event.target)) hideNote(); });

  /* Notes in the margin, where a screen has one. */
  const wide = matchMedia("(min-width: 90em)");
  const margins = () => { if (wide.matches) load(new URL("margin.js", here).href).catch(() => {}); };
  if (document.querySelector("[data-pp-article] .footnote-ref")) { margins(); wide.addEventListener("change", margins); }

  /* Enlarging pictures and diagrams. */
  const dialog = (name, label) => {
    const made = make("dialog", { class: `pp-dialog ${name}`, "aria-label": label });
    made.addEventListener("click", (event) => { if (event.target === made) made.close(); });
    document.body.append(made);
    return made;
  };
  const enlarge = async (element, label) => {
    await load(new URL("viewer.js", here).href).catch(() => {});
    window.proofpressView?.({ make, dialog, words }, element, label);
  };
  const shows = (image, else_ = words.figure) => image.alt || image.closest("figure")?.querySelector("figcaption")?.textContent.trim() || else_;
  for (const image of document.querySelectorAll(".pp-figure > img")) {
    image.tabIndex = 0;
    image.setAttribute("role", "button");
    image.setAttribute("aria-label", `${shows(image)} (${words.enlarge})`);
  }

  /* A picture that cannot be had: what it shows, and where it should have come from. */
  const missing = (image) => {
    if (!image.closest?.("[data-pp-article]") || image.classList.contains("twemoji")) return;
    const address = image.getAttribute("src") ?? "";
    const captioned = image.closest("figure")?.querySelector("figcaption")?.textContent.includes(image.alt);
    const said = make("span", { class: "pp-missing", role: "img", "aria-label": shows(image, words.missing) }, make("b", {}, (!captioned && image.alt) || words.missing));
    if (!address.startsWith("data:")) said.append(make("code", {}, address));
    // What a link without words was called by, it now says.
    image.closest("a")?.removeAttribute("aria-label");
    image.replaceWith(said);
  };
  document.addEventListener("error", (event) => { if (event.target.tagName === "IMG") missing(event.target); }, true);
  /* Some failed before this was listening. Whether one that waits for its turn did is known once it is decoded. */
  const failed = (image) => image.complete && image.getAttribute("src") && !image.naturalWidth;
  const waiting = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) {
      waiting.unobserve(target);
      if (!failed(target)) continue;
      target.loading = "eager";
      target.decode().catch(() => { if (target.isConnected && !target.naturalWidth) missing(target); });
    }
  }, { rootMargin: "1200px 0px" });
  for (const image of [...document.images]) if (image.loading === "lazy" && !image.naturalWidth) waiting.observe(image); else if (failed(image)) missing(image);

  /* What is copied with formulas in it holds their TeX, and marks of notes stand apart from the words. */
  document.addEventListener("copy", (event) => {
    const chosen = getSelection();
    if (chosen.isCollapsed || !chosen.rangeCount || event.target.closest?.("input, textarea")) return;
    const range = chosen.getRangeAt(0).cloneRange();
    const around = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".katex");
    const first = around(range.startContainer), last = around(range.endContainer);
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    const piece = range.cloneContents();
    const formulas = [...piece.querySelectorAll(".katex")].filter((formula) => tex(formula) !== undefined);
    const marks = [...piece.querySelectorAll(".footnote-ref")], facts = [...piece.querySelectorAll(".pp-facts")];
    if (!formulas.length && !marks.length && !facts.length) return;
    /* What stands under a title is laid out beside one another, and its list of contents shows on small screens alone. */
    for (const fact of facts) {
      fact.querySelector(".pp-contents")?.remove();
      for (const part of fact.querySelectorAll("p > *")) if (part.nextElementSibling) part.after(" · ");
    }
    for (const mark of marks) (mark.closest("sup") ?? mark).replaceWith(`[${mark.textContent.replace(/^\s*\[|\]\s*$/g, "").trim()}]`);
    for (const formula of formulas) {
      const display = formula.parentElement?.classList.contains("katex-display") ?? false;
      formula.replaceWith(display ? make("div", { style: "white-space:pre" }, `$$\n${tex(formula).trim()}\n$$`) : `$${tex(formula).trim()}$`);
    }
    piece.querySelectorAll(".headerlink, .pp-corner").forEach((extra) => extra.remove());
    const holder = document.body.appendChild(make("div", { style: "position:fixed;left:-99rem;width:40rem" }, piece));
    event.clipboardData.setData("text/plain", holder.innerText);
    event.clipboardData.setData("text/html", holder.innerHTML);
    holder.remove();
    event.preventDefault();
  });

  /* Lists of articles: what holds the words typed, in the order chosen. */
  const filter = document.querySelector("[data-pp-filter]");
  if (filter) {
    const field = filter.querySelector("input"), order = filter.querySelector("select"), none = filter.querySelector("[role=status]");
    const lists = [...document.querySelectorAll("[data-pp-listed]")];
    const groups = [...document.querySelectorAll("[data-pp-group]")];
    const fold = (text) => text.normalize("NFKC").toLowerCase();
    /* By name, lines of all years stand in one list. */
    const lines = filter.dataset.ppFilter === "lines" ? [...document.querySelectorAll("[data-pp-group] li")].map((line) => [line, line.parentElement]) : [];
    const all = make("ul", { class: "pp-lines" }), together = make("div", { class: "pp-together", "data-pp-group": "" }, all);
    const homes = new Map(lines);
    const narrow = () => {
      const texts = new Map();
      for (const group of [...groups, together]) {
        for (const line of group.querySelectorAll("li")) {
          const title = (homes.get(line) ?? line).closest("[data-pp-group]").querySelector("h2").textContent;
          texts.set(line, fold(` ${title} ${line.dataset.ppDate ?? ""} ${line.textContent} ${line.dataset.ppSaid ?? ""} `).replace(/\s+/g, " "));
        }
      }
      /* One sign is a whole word, C or R, where there is such a one. */
      const whole = (word) => word.length === 1 && [...texts.values()].some((text) => text.includes(` ${word} `));
      const asked = fold(field.value).split(/\s+/).filter(Boolean).map((word) => (whole(word) ? ` ${word} ` : word));
      let shown = 0;
      for (const group of [...groups, together]) {
        let here = 0;
        for (const line of group.querySelectorAll("li")) {
          line.hidden = !asked.every((word) => texts.get(line).includes(word));
          here += !line.hidden;
        }
        group.hidden = !here;
        shown += here;
        const count = group.querySelector("h2 small");
        if (count) count.textContent = here < group.querySelectorAll("li").length ? `${here} / ${count.dataset.ppAll ??= count.textContent}` : count.dataset.ppAll ?? count.textContent;
      }
      for (const chip of document.querySelectorAll(".pp-chips a")) chip.parentElement.hidden = Boolean(document.getElementById(decodeURIComponent(chip.hash.slice(1)))?.closest("[data-pp-group]")?.hidden);
      const address = new URL(location.href);
      for (const [name, value, usual] of [["filter", field.value.trim(), ""], ["order", order.value, order.options[0].value]]) value === usual ? address.searchParams.delete(name) : address.searchParams.set(name, value);
      if (address.href !== location.href) history.replaceState(history.state, "", address);
      none.hidden = shown > 0;
      for (const list of lists) if (list.tagName === "DETAILS" && asked.length) list.open = true;
    };
    const title = (element) => element.querySelector("h2, a").textContent.trim();
    const orders = {
      by_name: (a, b) => title(a).localeCompare(title(b), document.documentElement.lang, { ignorePunctuation: true, numeric: true }),
      by_count: (a, b) => b.querySelectorAll("li").length - a.querySelectorAll("li").length,
      by_date: (a, b) => (b.dataset.ppDate ?? "").localeCompare(a.dataset.ppDate ?? ""),
      by_oldest: (a, b) => (a.dataset.ppDate || "9").localeCompare(b.dataset.ppDate || "9"),
    };
    const sort = () => {
      const by = orders[order.value];
      const first = (group) => group.querySelector("li");
      const inOrder = (list, compare) => list.append(...[...list.querySelectorAll("[data-pp-group]")].sort(compare));
      if (!lines.length) {
        lists.forEach((list) => inOrder(list, by));
        for (const chips of document.querySelectorAll(".pp-chips")) {
          const meant = new Map([...chips.children].map((chip) => [chip, document.getElementById(decodeURIComponent(chip.firstElementChild.hash.slice(1)))?.closest("[data-pp-group]")]));
          if ([...meant.values()].every(Boolean)) chips.append(...[...chips.children].sort((a, b) => by(meant.get(a), meant.get(b))));
        }
        return narrow();
      }
      const named = order.value === "by_name";
      for (const [line, home] of [...lines].sort(([a], [b]) => by(a, b))) {
        (named ? all : home).append(line);
        const time = line.querySelector("time");
        if (time) time.textContent = time.dateTime.slice(named ? 0 : 5, 10);
      }
      if (named) lists[0].prepend(together);
      else { together.remove(); lists.forEach((list) => inOrder(list, (a, b) => by(first(a), first(b)))); }
      narrow();
    };
    filter.hidden = false;
    filter.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("input", narrow);
    order.addEventListener("change", sort);
    /* What was asked before stands in the address. */
    const before = new URLSearchParams(location.search);
    field.value = before.get("filter") ?? "";
    if (Object.hasOwn(orders, before.get("order") ?? "")) order.value = before.get("order");
    if (before.has("order")) sort();
    else if (field.value) narrow();
  }

  /* Lines of a title break between words, which Chinese and Japanese do not mark. */
  if (window.Intl?.Segmenter) {
    for (const title of document.querySelectorAll(".md-typeset h1, .md-typeset h2, .pp-entry__title")) {
      if (!/[\u3040-\u30ff\u4e00-\u9fff]/.test(title.textContent)) continue;
      const cut = new Intl.Segmenter(document.documentElement.lang || "zh", { granularity: "word" });
      const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT), texts = [];
      while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(".katex, code")) texts.push(walker.currentNode);
      for (const text of texts) {
        const pieces = [...cut.segment(text.data)].map(({ segment }) => segment);
        if (pieces.length > 1) text.replaceWith(...pieces.flatMap((piece, at) => (at && /^[\p{L}\p{N}]/u.test(piece) ? [make("wbr"), piece] : [piece])));
      }
      title.classList.add("pp-whole-words");
    }
  }

  /* Diagrams. Until they are drawn, their source stands there. */
  let drawAll = () => Promise.resolve();
  if (document.querySelector("div.mermaid"))
    load(new URL("diagrams.js", here).href).then(() => { drawAll = window.proofpressDiagrams({ make, load, enlarge, words, settings, here }); }).catch(console.warn);

  /* Search: its code and its index are fetched when somebody opens it, or comes back to a question in the address. */
  let box;
  const search = async (query = "") => {
    if (!box) {
      const shown = dialog("pp-search", words.search), status = make("p", { class: "pp-search__status", role: "status", "aria-live": "polite" });
      const input = make("input", { type: "search", placeholder: words.search_hint, "aria-label": words.search, autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "true", "aria-controls": "pp-hits", "aria-autocomplete": "list" });
      shown.append(input, status);
      box = { shown, input, status };
    }
    // Who types on while the rest is fetched already types here, in whatever way their script is entered.
    if (!box.shown.open) box.shown.showModal();
    if (query && box.input.value !== query) box.input.value = query;
    box.input.focus();
    box.input.select();
    try {
      await load(new URL("search.js", here).href);
      window.proofpressSearch.open({ ...box, words, make, assets: here, root: new URL("../../", here) });
    } catch { box.status.textContent = words.search_unavailable; }
  };
  const asked = () => new URLSearchParams(location.search).get("q");
  if (asked()) search(asked());
  addEventListener("pageshow", (event) => { if (event.persisted && asked()) search(asked()); });

  const activate = (event) => {
    const target = event.target.closest?.("[data-pp-search], [data-pp-copy], .pp-figure > img");
    if (!target) return copyFormula(event);
    if (target.matches("[data-pp-search]")) search();
    else if (target.dataset.ppCopy) copy(document.getElementById(target.dataset.ppCopy).textContent);
    else enlarge(target, shows(target));
    return true;
  };
  document.addEventListener("click", activate);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && note) return hideNote();
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (!typing && ((event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)))) {
      event.preventDefault();
      event.stopPropagation();
      search();
    } else if (event.key === "Enter" && event.target.matches?.(".katex, .pp-figure > img")) {
      event.preventDefault();
      activate(event);
    }
  }, true);

  /* The theme puts the buttons of each listing into a landmark, all of one name. */
  const ungrouped = (root) => root.querySelectorAll("nav.md-code__nav:not([role])").forEach((nav) => nav.setAttribute("role", "group"));
  for (const root of document.querySelectorAll(".md-content")) {
    ungrouped(root);
    new MutationObserver(() => ungrouped(root)).observe(root, { childList: true, subtree: true });
  }

  /* On paper, disclosures are open, and what cannot break its lines is told how wide it is at least, in its own letters. */
  const LONGEST_ROW = 100, LONGEST_WHOLE = 40;
  const measured = (element) => {
    const size = parseFloat(getComputedStyle(element).fontSize);
    element.classList.add("pp-measured");
    const ems = element.scrollWidth / size;
    element.classList.remove("pp-measured");
    return ems;
  };
  addEventListener("beforeprint", () => {
    for (const code of document.querySelectorAll(".md-typeset pre")) (code.closest(".highlight") ?? code).classList.toggle("pp-long", code.textContent.split("\n").length > LONGEST_WHOLE);
    document.querySelectorAll("[data-pp-article] details:not([open]), .pp-origin:not([open])").forEach((d) => { d.open = true; d.dataset.ppPrint = ""; });
    for (const wide of document.querySelectorAll(".md-typeset :is(table, .katex-display)")) {
      if (wide.closest(".highlight") || wide.parentElement.closest("table")) continue;
      const ems = measured(wide), table = wide.tagName === "TABLE";
      // Words that would be too small to read break instead.
      if (table) wide.classList.toggle("pp-whole", ems < LONGEST_ROW);
      wide.style.setProperty("--pp-ems", Math.ceil((table ? Math.min(ems, LONGEST_ROW) : ems) * 10) / 10);
    }
  });
  addEventListener("afterprint", () => document.querySelectorAll("[data-pp-print]").forEach((d) => { d.open = false; delete d.dataset.ppPrint; }));
  /* Who prints before all diagrams are drawn waits for them. */
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || !document.querySelector("div.mermaid:not(.pp-drawn)")) return;
    event.preventDefault();
    drawAll().finally(() => print());
  });
  document.documentElement.dataset.ppReady = "";
})();
