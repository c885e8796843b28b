/* What the search dialog answers. What is asked stands in the address, so that going back from a hit comes back to the results. */
window.proofpressSearch = (() => {
  "use strict";
  const KEY = "q";
  let tools, list, engine, turn = 0;

  const load = (name, root) => new Promise((resolve, reject) => {
    const script = tools.make("script", { src: new URL(name, root).href });
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  const start = async () => {
    if (!window.proofpressIndex) await load("search-index.js", tools.assets);
    if (location.protocol !== "file:") return window.proofpressIndex.over(tools.root);
    await load("search-text.js", tools.root);
    return window.proofpressIndex.among(window.proofpressPages);
  };

  /* The places of a text that were asked for, in order: [start, end]. */
  const places = (text, asked) => asked
    .flatMap((unit) => [...text.matchAll(window.proofpressIndex.pattern(unit))].map((found) => [found.index, found.index + found[0].length]))
    .sort((a, b) => a[0] - b[0]);
  const marked = (shownText, text, spans, from, to) => {
    let at = from;
    for (const [start, end] of spans) {
      if (start < at || end > to) continue;
      shownText.append(text.slice(at, start), tools.make("mark", {}, text.slice(start, end)));
      at = end;
    }
    shownText.append(text.slice(at, to));
    return shownText;
  };
  /* A piece of text around the first of them. */
  const excerpt = (text, asked) => {
    const spans = places(text, asked);
    const first = spans[0]?.[0] ?? 0, wide = /[\u2e80-\ufaff]/.test(text.slice(first, first + 20)) ? 1 : 2;
    let from = Math.max(0, first - 24 * wide), to = Math.min(text.length, first + 70 * wide);
    while (from > 0 && /[\w\\]/.test(text[from - 1]) && first - from < 40 * wide) from -= 1;
    while (to < text.length && /\w/.test(text[to]) && to - first < 90 * wide) to += 1;
    const shownText = marked(tools.make("span", {}, from ? "…" : ""), text, spans, from, to);
    shownText.append(to < text.length ? "…" : "");
    return shownText;
  };

  const entry = (record, index, asked) => {
    const whole = (name, said) => marked(tools.make(name), said, places(said, asked), 0, said.length);
    const [anchor, heading, text, tex] = window.proofpressIndex.best(record, asked);
    const address = new URL(record.url, tools.root);
    if (anchor) address.hash = anchor;
    const link = tools.make("a", { href: address.href, id: `pp-hit-${index}`, role: "option", "aria-selected": "false" }, whole("b", record.title));
    if (heading) link.append(whole("i", heading));
    const names = (record.names ?? []).filter((name) => asked.some((unit) => window.proofpressIndex.pattern(unit).test(name.normalize("NFKC"))));
    if (names.length) link.append(whole("i", names.join(" · ")));
    // Who asks for TeX sees it; in all other excerpts a formula is words.
    const written = !places(text, asked).length && places(tex, asked).length;
    link.append(excerpt((written ? tex : text) || record.sections[0]?.[2] || "", asked));
    return tools.make("li", { role: "presentation" }, link);
  };

  const remember = (query) => {
    const address = new URL(location.href);
    if (query) address.searchParams.set(KEY, query); else address.searchParams.delete(KEY);
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  };

  const ask = async () => {
    const { input, status } = tools, query = input.value.trim(), mine = ++turn;
    remember(query);
    if (!query) { list.replaceChildren(); status.textContent = ""; return; }
    try {
      engine ??= start();
      const { total, hits, asked, missing } = await (await engine)(query);
      if (mine !== turn) return;
      list.replaceChildren(...hits.map((record, index) => entry(record, index, asked)));
      select(-1);
      const none = missing.length && asked.length > 1 ? `${tools.words.none_found} ${tools.words.on_no_page} ${missing.join(", ")}` : tools.words.none_found;
      status.textContent = total ? `${total} ${total === 1 ? tools.words.result : tools.words.results}` : none;
    } catch (error) {
      engine = undefined;
      status.textContent = tools.words.search_unavailable;
      console.warn(error);
    }
  };

  const options = () => [...list.querySelectorAll("a")];
  const select = (index) => {
    options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const chosen = options()[index];
    if (chosen) { tools.input.setAttribute("aria-activedescendant", chosen.id); chosen.scrollIntoView({ block: "nearest" }); }
    else tools.input.removeAttribute("aria-activedescendant");
  };
  const keys = (event) => {
    const all = options(), at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (all.length) select((at + (event.key === "ArrowDown" ? 1 : -1) + all.length + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % all.length);
    } else if (event.key === "Enter" && all.length && !event.isComposing) {
      event.preventDefault();
      all[Math.max(at, 0)].click();
    }
    event.stopPropagation();
  };

  const open = (given) => {
    tools = given;
    const { shown, input } = tools;
    if (!list) {
      list = tools.make("ol", { id: "pp-hits", role: "listbox", "aria-label": tools.words.search });
      shown.append(list);
      input.addEventListener("input", ask);
      input.addEventListener("keydown", keys);
      let chosen = false;
      list.addEventListener("click", (event) => { if (event.target.closest("a")) { chosen = true; shown.close(); } });
      // Closed without a choice, the question is over; after one, the address keeps it for the way back.
      shown.addEventListener("close", () => { if (!chosen) remember(""); chosen = false; });
    }
    if (!shown.open) return;
    engine ??= start().catch((error) => { engine = undefined; throw error; });
    engine?.catch?.(() => {});
    if (input.value) ask();
  };
  return { open };
})();
