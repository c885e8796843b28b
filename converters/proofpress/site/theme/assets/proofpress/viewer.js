/* A picture or diagram in the whole window: it fits at first, the wheel, two fingers, + and - zoom, dragging moves it, 0 fits again. */
window.proofpressView = ({ make, dialog, words }, element, label) => {
  const shown = dialog("pp-enlarged", label || words.enlarge);
  const button = (text, name, action) => {
    const made = make("button", { type: "button", "aria-label": name, title: name }, text);
    made.onclick = action;
    return made;
  };
  const larger = element.cloneNode(true);
  larger.removeAttribute("loading");
  larger.removeAttribute("style");
  const frame = make("div", { class: "pp-view", tabindex: "0" }, larger);
  let scale = 1, least = 1, x = 0, y = 0;
  const natural = () => {
    const box = larger.viewBox?.baseVal;
    return box?.width ? [box.width, box.height] : [larger.naturalWidth || 600, larger.naturalHeight || 400];
  };
  const place = () => {
    const [width, height] = natural();
    larger.style.width = `${width * scale}px`;
    larger.style.height = `${height * scale}px`;
    larger.style.translate = `${x}px ${y}px`;
  };
  const fit = () => {
    const [width, height] = natural();
    scale = least = Math.min(frame.clientWidth / width, frame.clientHeight / height, 4);
    x = (frame.clientWidth - width * scale) / 2;
    y = (frame.clientHeight - height * scale) / 2;
    place();
  };
  const zoom = (factor, atX = frame.clientWidth / 2, atY = frame.clientHeight / 2) => {
    const next = Math.min(Math.max(scale * factor, least / 2), 12);
    x = atX - (atX - x) * (next / scale);
    y = atY - (atY - y) * (next / scale);
    scale = next;
    place();
  };
  const inside = (event) => { const box = frame.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };

  const fingers = new Map();
  const apart = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
  frame.addEventListener("wheel", (event) => { event.preventDefault(); zoom(Math.exp(-event.deltaY / 400), ...inside(event)); }, { passive: false });
  frame.addEventListener("pointerdown", (event) => { frame.setPointerCapture(event.pointerId); fingers.set(event.pointerId, inside(event)); });
  frame.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const was = fingers.size === 2 ? apart() : 0, now = inside(event);
    fingers.set(event.pointerId, now);
    if (was) return zoom(apart() / was, ...now);
    x += now[0] - before[0];
    y += now[1] - before[1];
    place();
  });
  for (const end of ["pointerup", "pointercancel"]) frame.addEventListener(end, (event) => fingers.delete(event.pointerId));
  frame.addEventListener("dblclick", (event) => (scale > least * 1.01 ? fit() : zoom(2, ...inside(event))));
  shown.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") fit();
    else if (moves[event.key]) { x += moves[event.key][0]; y += moves[event.key][1]; place(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  shown.append(
    make("div", { class: "pp-view__tools" }, button("−", words.zoom_out, () => zoom(0.8)), button("+", words.zoom_in, () => zoom(1.25)), button("⤢", words.fit, fit), button("×", words.close, () => shown.close())),
    frame,
  );
  addEventListener("resize", fit);
  shown.addEventListener("close", () => { removeEventListener("resize", fit); shown.remove(); });
  shown.showModal();
  frame.focus();
  if (larger.tagName === "IMG" && !larger.complete) larger.addEventListener("load", fit);
  fit();
};
