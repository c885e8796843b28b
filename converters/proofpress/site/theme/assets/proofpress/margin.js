/* On wide screens, notes stand in the margin beside the line of their mark, as far as there is room; those for which there is none are where their mark leads. */
(() => {
  "use strict";
  const inner = document.querySelector("[data-pp-article]")?.closest(".md-content__inner");
  const wide = matchMedia("(min-width: 90em)");
  if (!inner) return;
  const noteOf = (mark) => document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  const beside = (mark) => {
    const aside = document.createElement("aside");
    aside.className = "pp-margin";
    aside.setAttribute("aria-hidden", "true");
    aside.append(...noteOf(mark).cloneNode(true).childNodes);
    aside.querySelectorAll(".footnote-backref").forEach((back) => back.remove());
    aside.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    aside.querySelectorAll("a, button, [tabindex]").forEach((element) => { element.tabIndex = -1; });
    const number = document.createElement("b");
    number.textContent = mark.textContent;
    (aside.firstElementChild ?? aside).prepend(number, " ");
    return aside;
  };
  let asides;
  const first = () => {
    const seen = new Set(), marks = [];
    for (const mark of inner.querySelectorAll(":is(p, li, dd) .footnote-ref"))
      if (!mark.closest(".footnote, table, figure") && noteOf(mark) && !seen.has(mark.hash)) {
        seen.add(mark.hash);
        marks.push(mark);
      }
    return marks.map((mark) => [mark, beside(mark)]);
  };
  const place = () => {
    document.documentElement.classList.toggle("pp-margins", wide.matches);
    if (!wide.matches) return;
    asides ??= first();
    for (const [, aside] of asides) { aside.hidden = false; inner.append(aside); }
    const frame = inner.getBoundingClientRect().top, line = parseFloat(getComputedStyle(inner).fontSize);
    const tops = asides.map(([mark, aside]) => [mark.getBoundingClientRect().top - frame, aside.offsetHeight]);
    let end = 0;
    asides.forEach(([, aside], index) => {
      const [top, height] = tops[index], at = Math.max(top, end);
      aside.hidden = at - top > 12 * line || at + height > inner.offsetHeight;
      if (aside.hidden) return;
      aside.style.top = `${at}px`;
      end = at + height + .6 * line;
    });
  };
  let waiting = 0;
  const soon = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(place); };
  new ResizeObserver(soon).observe(inner);
  wide.addEventListener("change", soon);
})();
