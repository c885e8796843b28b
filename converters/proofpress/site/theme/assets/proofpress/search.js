/* The search dialog. Over HTTP it asks Pagefind, which fetches only the pieces of its index that a query needs; from
   `file://`, where a page may fetch nothing, it reads one script with the text of all pages. */
window.proofpressSearch = (() => {
  "use strict";
  const MOST = 8;
  let tools, shown, input, list, status, engine, turn = 0;

  /* The index holds each Chinese character as a word: a run of them is a phrase. Signs of code and TeX stand alone in it. */
  const runs = /\p{Script=Han}+/gu;
  const apart = (query) => query.replace(/\p{Script=Han}|[\\{}()[\],;:=+*/<>|&.]+/gu, (sign) => (/\p{Script=Han}/u.test(sign) ? ` ${sign} ` : " ")).replace(/\s+/g, " ").trim();
  const joined = (text) => text.replace(/<\/mark>\s*<mark>(?=\p{Script=Han})/gu, "").replace(/(?<=\p{Script=Han}|\p{Script=Han}<\/mark>)\s+(?=(?:<\/?mark>)?[\p{Script=Han}，。；：、！？（）])/gu, "")
    .replace(/(?<=[，。；：、！？（）]|[，。；：、！？（）]<\/mark>)\s+(?=(?:<\/?mark>)?\p{Script=Han})/gu, "").replace(/\s+([{}()[\],;:.^])\s*/g, "$1").replace(/\\\s+(?=[a-zA-Z!,;:])/g, "\\");

  /* A page's text begins with its title, a section's with its heading: both stand above the excerpt already. */
  const behead = (excerpt, title) => {
    let at = 0;
    for (const letter of title.replace(/\s+/g, "")) {
      while (/^(?:<[^>]*>|\s)/.test(excerpt.slice(at, at + 8))) at += excerpt[at] === "<" ? excerpt.indexOf(">", at) - at + 1 : 1;
      if (excerpt[at] !== letter) return excerpt;
      at += 1;
    }
    return excerpt.slice(at).replace(/^[\s.]+/, "");
  };

  const pagefind = async () => {
    const api = await import(new URL("pagefind/pagefind.js", tools.root).href);
    // A worker would be fetched and started first, for work of milliseconds.
    await api.options({ baseUrl: tools.root.pathname, excerptLength: 40, noWorker: true });
    await api.init();
    return async (query) => {
      const phrases = query.match(runs) ?? [];
      const whole = phrases.length === 1 && phrases[0] === query && query.length > 1;
      const found = await api.search(whole ? `"${apart(query)}"` : apart(query));
      let pages = await Promise.all(found.results.slice(0, whole || !phrases.length ? MOST : 3 * MOST).map((result) => result.data()));
      let total = found.results.length;
      if (!whole && phrases.length) {
        pages = pages.filter((page) => { const text = page.content.replace(/\s+/g, ""); return phrases.every((phrase) => text.includes(phrase) || page.meta.title.includes(phrase)); });
        if (total <= 3 * MOST || pages.length < MOST) total = pages.length;
      }
      return {
        total,
        hits: pages.slice(0, MOST).map((page) => {
          const best = [...(page.sub_results ?? [])].sort((a, b) => b.locations.length - a.locations.length)[0];
          const section = best ? joined(best.title) : "";
          return { url: best?.url ?? page.url, title: page.meta.title, section: section !== page.meta.title ? section : "", excerpt: behead(joined((best ?? page).excerpt), section || page.meta.title) };
        }),
      };
    };
  };

  const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const scan = async () => {
    await new Promise((resolve, reject) => {
      const script = tools.make("script", { src: new URL("search-text.js", tools.root).href });
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    const pages = window.proofpressPages.map((page) => ({ ...page, low: `${page.title}\n${page.text}`.toLowerCase() }));
    return async (query) => {
      const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
      const hits = pages.filter((page) => terms.every((term) => page.low.includes(term)))
        .map((page) => ({ page, score: terms.reduce((sum, term) => sum + page.low.split(term).length - 1 + (page.title.toLowerCase().includes(term) ? 50 : 0), 0) }))
        .sort((a, b) => b.score - a.score);
      return {
        total: hits.length,
        hits: hits.slice(0, MOST).map(({ page }) => {
          const at = Math.max(0, page.text.toLowerCase().indexOf(terms[0]));
          const piece = escape(page.text.slice(Math.max(0, at - 30), at + 90));
          const marked = terms.reduce((text, term) => text.replaceAll(new RegExp(escape(term).replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi"), "<mark>$&</mark>"), piece);
          return { url: new URL(page.url, tools.root).href, title: page.title, section: "", excerpt: marked };
        }),
      };
    };
  };

  const entry = (hit, index) => {
    const link = tools.make("a", { href: hit.url, id: `pp-hit-${index}`, role: "option", "aria-selected": "false" }, tools.make("b", {}, hit.title));
    if (hit.section) link.append(tools.make("i", {}, hit.section));
    const excerpt = tools.make("span");
    excerpt.innerHTML = hit.excerpt;
    link.append(excerpt);
    return tools.make("li", { role: "presentation" }, link);
  };

  const ask = async () => {
    const query = input.value.trim(), mine = ++turn;
    if (!query) { list.replaceChildren(); status.textContent = ""; return; }
    try {
      engine ??= location.protocol === "file:" ? scan() : pagefind();
      const { total, hits } = await (await engine)(query);
      if (mine !== turn) return;
      list.replaceChildren(...hits.map(entry));
      select(-1);
      status.textContent = total ? `${total} ${tools.words.results}` : tools.words.none_found;
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
    if (chosen) { input.setAttribute("aria-activedescendant", chosen.id); chosen.scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
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
    if (!shown) {
      shown = tools.dialog("pp-search", tools.words.search);
      input = tools.make("input", { type: "search", placeholder: tools.words.search_hint, "aria-label": tools.words.search, autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "true", "aria-controls": "pp-hits", "aria-autocomplete": "list" });
      status = tools.make("p", { class: "pp-search__status", role: "status", "aria-live": "polite" });
      list = tools.make("ol", { id: "pp-hits", role: "listbox", "aria-label": tools.words.search });
      shown.append(input, status, list);
      input.addEventListener("input", ask);
      input.addEventListener("keydown", keys);
      list.addEventListener("click", (event) => { if (event.target.closest("a")) shown.close(); });
    }
    if (!shown.open) shown.showModal();
    input.focus();
    input.select();
    if (location.protocol !== "file:") engine ??= pagefind().catch((error) => { engine = undefined; throw error; });
    engine?.catch?.(() => {});
  };
  return { open };
})();
