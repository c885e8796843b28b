/* Diagrams: Mermaid is fetched when the first one comes near or the page has nothing else to do, and all are drawn again when the colours change. */
window.proofpressDiagrams = ({ make, load, enlarge, words, settings, here }) => {
  const icon = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M10 21v-2H6.4l4.5-4.5-1.4-1.4L5 17.6V14H3v7zm4.5-10.1L19 6.4V10h2V3h-7v2h3.6l-4.5 4.5z"/></svg>';
  const dark = () => document.body.dataset.mdColorScheme === "slate";
  const holders = [...document.querySelectorAll("div.mermaid")];
  const asked = new Map();
  let queue = Promise.resolve(), drawn = 0;
  /* In parts where the page is served, so that a flowchart loads no more than flowcharts need; else whole. */
  const fetchMermaid = async () => {
    const script = new URL(settings.mermaid ?? "mermaid.min.js", here);
    if (location.protocol.startsWith("http") && (settings.mermaid ?? "mermaid.min.js") === "mermaid.min.js") {
      try {
        window.mermaid = (await import(new URL("mermaid/mermaid.esm.min.mjs", script).href)).default;
        return;
      } catch (error) { console.warn(error); }
    }
    await load(script.href);
  };
  /* Mermaid's own way to lay out most diagrams is a library of 1.6 MB: it is for those that ask for it. */
  const LIGHT = Object.fromEntries(["flowchart", "class", "state", "er", "requirement", "usecase"].map((kind) => [kind, { layout: "dagre" }]));
  /* Words on an arrow, which the dark theme prints on a grey that is too light for them; and the colours of parts, which it makes as dark as the page. */
  const DARK = { edgeLabelBackground: "#3a3d45", pieStrokeColor: "#12151c", pieOuterStrokeColor: "#9aa0aa" };
  for (let part = 0; part < 12; part++) DARK[`pie${part + 1}`] = DARK[`cScale${part}`] = `hsl(${(210 + part * 47) % 360}, 32%, ${part % 2 ? 36 : 30}%)`;
  const mermaidSettings = (source) => {
    const given = settings.mermaid_arguments ?? {}, made = { ...given };
    if (dark()) made.themeVariables = { ...DARK, ...given.themeVariables };
    if (!given.layout && !/^\s*flowchart-elk/m.test(source)) for (const kind of Object.keys(LIGHT)) made[kind] = { ...LIGHT[kind], ...given[kind] };
    return made;
  };

  /* Colours as luminance from 0 to 1, none for what lets its ground through. */
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const luminance = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = "#0000";
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      const [x, y, z] = [r, g, b].map((part) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      known.set(colour, a < 128 ? undefined : 0.2126 * x + 0.7152 * y + 0.0722 * z);
    }
    return known.get(colour);
  };
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const solid = (style) => (style.fillOpacity < 0.5 || style.opacity < 0.5 || style.display === "none" || style.visibility === "hidden" ? undefined : luminance(style.fill));

  /* Themes, and authors who think of one ground, put letters and lines on what hides them: those that do are turned. */
  const legible = (picture) => {
    const page = luminance(getComputedStyle(document.body).getPropertyValue("--md-default-bg-color")) ?? (dark() ? 0 : 1);
    const shapes = [...picture.querySelectorAll("rect, path, circle, ellipse, polygon")].filter((shape) => !shape.closest("defs, marker, clipPath")).map((shape) => ({ shape, light: solid(getComputedStyle(shape)), box: shape.getBoundingClientRect() })).filter(({ light }) => light !== undefined);
    const ground = (element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect(), x = (left + right) / 2, y = (top + bottom) / 2;
      const under = shapes.findLast(({ shape, box }) => {
        if (x < box.left || x > box.right || y < box.top || y > box.bottom || element.contains(shape) || !(shape.compareDocumentPosition(element) & 4)) return false;
        try { return shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse())); } catch { return true; }
      });
      return under?.light ?? page;
    };
    const turn = (element, property, least) => {
      const own = luminance(getComputedStyle(element)[property]);
      if (own === undefined) return;
      let behind;
      for (let at = element; property === "color" && at && at !== picture && behind === undefined; at = at.parentElement) behind = luminance(getComputedStyle(at).backgroundColor);
      behind ??= ground(element);
      if (contrast(own, behind) < least) element.style.setProperty(property, behind > 0.18 ? "#1b1f24" : "#f0f2f5", "important");
    };
    const worded = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    for (const text of picture.querySelectorAll("text, tspan")) if (worded(text)) turn(text, "fill", 4.5);
    for (const text of picture.querySelectorAll("foreignObject *")) if (worded(text)) turn(text, "color", 4.5);
    for (const line of picture.querySelectorAll("line, path")) {
      const style = getComputedStyle(line), own = luminance(style.stroke);
      if (!line.closest("defs, marker, .grid") && own !== undefined && solid(style) === undefined && contrast(own, page) < 1.6) line.style.setProperty("stroke", dark() ? "#9aa0aa" : "#5c6470", "important");
    }
  };

  /* A drawing is as large as what is in it, whatever size it says; names along an axis stand where there is room, and a
     line that marks a place outside of the drawing (today, of a chart of past days) is not drawn. */
  const fitted = (picture) => {
    for (const axis of picture.querySelectorAll(".grid")) {
      let end = -Infinity;
      for (const tick of axis.querySelectorAll(".tick text")) {
        const { left, right } = tick.getBoundingClientRect();
        if (left < end + 4) tick.remove();
        else end = right;
      }
    }
    const view = picture.viewBox?.baseVal;
    if (!view?.width) return;
    const corner = (x, y) => new DOMPoint(x, y).matrixTransform(picture.getScreenCTM());
    const first = corner(view.x, view.y), last = corner(view.x + view.width, view.y + view.height);
    for (const line of picture.querySelectorAll("line")) {
      const { left, right, top, bottom } = line.getBoundingClientRect();
      if (!line.closest("defs, marker") && (right < first.x || left > last.x || bottom < first.y || top > last.y)) line.remove();
    }
    const box = picture.getBBox();
    if (!box.width) return;
    // Heads of arrows are no part of a box.
    const heads = [...picture.querySelectorAll("line[marker-end]")].map((line) => 6 * parseFloat(getComputedStyle(line).strokeWidth));
    const apart = Math.max(4, ...heads);
    const left = Math.min(view.x, box.x - 4), top = Math.min(view.y, box.y - 4);
    const right = Math.max(view.x + view.width, box.x + box.width + apart), bottom = Math.max(view.y + view.height, box.y + box.height + 4);
    picture.setAttribute("viewBox", `${left} ${top} ${right - left} ${bottom - top}`);
    picture.removeAttribute("height");
  };

  const NARROWEST = 480, SMALLEST = 0.6;
  const draw = (holder) => { asked.set(holder, true); queue = queue.then(() => drawOne(holder)); return queue; };
  const drawOne = async (holder) => {
    const source = holder.querySelector(".pp-source");
    let frame = holder.querySelector(".pp-drawing");
    // Some kinds are drawn as wide as the place that they are drawn in.
    const place = make("div", { style: `width:${Math.max(holder.clientWidth - 24, NARROWEST)}px` });
    const draft = make("div", { class: "pp-drafting" }, place);
    try {
      if (!window.mermaid?.render) await fetchMermaid();
      holder.append(draft);
      window.mermaid.initialize({ ...mermaidSettings(source.textContent), startOnLoad: false, securityLevel: "strict", theme: dark() ? "dark" : "default", fontFamily: "inherit", suppressErrorRendering: true });
      const { svg } = await window.mermaid.render(`pp-diagram-${++drawn}`, source.textContent, place);
      if (!frame) {
        frame = make("div", { class: "pp-drawing", tabindex: "0", role: "group", "aria-label": words.diagram });
        const button = make("button", { type: "button", class: "pp-corner", "aria-label": words.enlarge, title: words.enlarge });
        button.innerHTML = icon;
        button.onclick = () => enlarge(frame.firstElementChild, words.diagram);
        holder.prepend(make("div", { class: "pp-tools" }, button), frame);
      }
      frame.innerHTML = svg;
      const picture = frame.firstElementChild;
      fitted(picture);
      const natural = picture.viewBox?.baseVal?.width || picture.getBoundingClientRect().width;
      picture.style.width = `${Math.max(Math.min(natural, Math.max(frame.clientWidth - 24, natural * SMALLEST)), 60)}px`;
      holder.classList.add("pp-drawn");
      legible(picture);
    } catch (error) {
      document.querySelectorAll(`[id^="dpp-diagram-"]`).forEach((left) => left.remove());
      if (!holder.querySelector(".pp-diagram-error")) holder.prepend(make("p", { class: "pp-diagram-error", role: "note" }, words.diagram_error));
      console.warn(error);
    }
    draft.remove();
  };
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { near.unobserve(entry.target); if (!asked.has(entry.target)) draw(entry.target); }
  }, { rootMargin: "600px 0px" });
  holders.forEach((holder) => near.observe(holder));
  /* Those that nobody has come near are drawn one by one when there is time: paper has all of them. */
  const rest = () => holders.find((holder) => !asked.has(holder));
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  const inTime = () => idle(() => { const next = rest(); if (next) draw(next).finally(inTime); });
  if (!navigator.connection?.saveData) {
    if (document.readyState === "complete") inTime();
    else addEventListener("load", inTime);
  }
  let was = dark();
  new MutationObserver(() => {
    if (dark() === was) return;
    was = dark();
    for (const holder of asked.keys()) draw(holder);
  }).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
  return () => { for (const holder of holders) if (!asked.has(holder)) draw(holder); return queue; };
};
