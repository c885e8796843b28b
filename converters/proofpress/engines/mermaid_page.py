"""The page that Mermaid believes to be in, and what asks it."""

from __future__ import annotations

# DOMPurify refuses to start without a document. A parser needs no more of it than the text it was given, so this one
# hands back the text.
BROWSER = r"""
var window = globalThis, self = globalThis;
(() => {
  class Node {}
  class Element extends Node {}
  const element = () => {
    const made = Object.assign(new Element(), {
      nodeType: 1, innerHTML: '', style: {}, attributes: [], childNodes: [],
      setAttribute() {}, getAttribute: () => null, appendChild() {}, insertBefore() {}, remove() {},
    });
    const text = {get: () => made.innerHTML, set: text => { made.innerHTML = text; }};
    return Object.defineProperty(made, 'textContent', text);
  };
  const page = text => {
    const body = Object.assign(element(), {innerHTML: text});
    return {nodeType: 9, body, documentElement: body};
  };
  const clone = (value, seen = new Map()) => {
    if (typeof value !== 'object' || value === null) return value;
    if (seen.has(value)) return seen.get(value);
    const keep = made => { seen.set(value, made); return made; };
    if (value instanceof Date || value instanceof RegExp) return new value.constructor(value);
    if (value instanceof Map) {
      const made = keep(new Map());
      value.forEach((item, key) => made.set(clone(key, seen), clone(item, seen)));
      return made;
    }
    if (value instanceof Set) {
      const made = keep(new Set());
      value.forEach(item => made.add(clone(item, seen)));
      return made;
    }
    const made = keep(Array.isArray(value) ? [] : {});
    for (const key of Object.keys(value)) made[key] = clone(value[key], seen);
    return made;
  };
  Object.assign(globalThis, {
    Node, Element, HTMLTemplateElement: class {}, HTMLFormElement: class {}, DocumentFragment: class {},
    NamedNodeMap: class {},
    NodeFilter: {
      SHOW_ELEMENT: 1, SHOW_TEXT: 4, SHOW_CDATA_SECTION: 8, SHOW_PROCESSING_INSTRUCTION: 64, SHOW_COMMENT: 128,
    },
    DOMParser: class { parseFromString(text) { return page(text); } },
    document: Object.assign(page(''), {
      implementation: {createHTMLDocument: () => page(''), createDocument: () => page('')},
      createElement: element, createDocumentFragment: element, createNodeIterator: () => ({nextNode: () => null}),
      createTextNode: text => Object.assign(element(), {nodeType: 3, innerHTML: text}),
      getElementsByTagName() { return [this.body]; }, querySelector: () => null, querySelectorAll: () => [],
      importNode: node => node, addEventListener() {}, currentScript: null, baseURI: '',
    }),
    addEventListener() {},
    URL: class {
      constructor(text) {
        this.href = String(text); this.protocol = this.href.replace(/:[^]*/, ':'); this.hostname = '';
      }
      static canParse(text) { return /^[a-z][a-z0-9+.-]*:/i.test(text); }
      toString() { return this.href; }
    },
    structuredClone: clone,
    TextEncoder: class {
      encode(text) { return Uint8Array.from(unescape(encodeURIComponent(text)), letter => letter.charCodeAt(0)); }
    },
    TextDecoder: class { decode(octets) { return decodeURIComponent(escape(String.fromCharCode(...octets))); } },
  });
})();
"""

GLUE = r"""
mermaid.initialize({startOnLoad: false, suppressErrorRendering: true});

function __complaint(error) {
  const told = {message: String(error && error.message || error), name: String(error && error.name)};
  if (error.hash) return {...told, line: error.hash.line | 0, token: String(error.hash.text || '')};
  if (error.mark) return {...told, message: error.reason || told.message, mark: error.mark.position | 0};
  if (error.result && error.result.lexerErrors) {
    const lexed = error.result.lexerErrors.map(({offset, length, message}) => ({offset, length, message}));
    const parsed = error.result.parserErrors.map(({message, token}) =>
      ({message, offset: token.startOffset, length: token.endOffset + 1 - token.startOffset}));
    // A place that is no place, NaN or -1, is the end of the text.
    const [first] = [...lexed, ...parsed].map(entry => entry.offset >= 0 ? entry : {...entry, offset: 1e9, length: 0})
      .sort((one, other) => one.offset - other.offset);
    const counted = / at offset: \d+, skipped \d+ characters\.?$/;
    if (first) return {...told, ...first, message: String(first.message).replace(counted, '')};
  }
  return told;
}

function __parse(batch) {
  return Promise.all(batch.map(source =>
    mermaid.parse(source).then(result => ({type: result.diagramType}), __complaint)));
}

async function __detect(words) {
  await mermaid.parse('info');
  return words.map(word => { try { return mermaid.detectType(word + '\n'); } catch { return null; } });
}
"""
