/* The index of this site's pages: cuts a query into terms as `proofpress.site.search.terms` cuts a text, fetches the shards
   that hold them, and the records of the best pages, in which phrases are looked for letter by letter. */
window.proofpressIndex = (() => {
  "use strict";
  const HAN = "\\u2e80-\\u2fdf\\u3005-\\u3007\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff";
  const TOKEN = new RegExp(`"([^"]+)"|(\\\\[A-Za-z]+)|([${HAN}]+)|([^\\P{L}${HAN}]|[\\p{N}_])+`, "gu");
  const WIDEST = 40, AHEAD = 8;

  /* What a query asks for: {text} is looked for as it stands, {grams} and {word} in the index. All of them must be found. */
  const units = (query) => [...query.normalize("NFKC").matchAll(TOKEN)].map(([whole, quoted, tex, run]) => {
    if (quoted !== undefined) return { text: quoted.toLowerCase(), parts: units(quoted), exact: true };
    if (run) return { text: run, grams: run.length > 1 ? [...run.slice(1)].map((_, at) => run.slice(at, at + 2)) : null, word: run.length > 1 ? null : run };
    return { text: whole.toLowerCase(), word: tex ?? whole.toLowerCase() };
  });

  const json = async (address) => { const answer = await fetch(address); if (!answer.ok) throw new Error(`${answer.status} ${address}`); return answer.json(); };

  /* Terms of a shard and their pages: [[term, [[page, level], …]], …]. */
  const decoded = (bytes) => {
    const read = new TextDecoder(), found = [];
    let at = 0;
    const number = () => { let value = 0, shift = 0, byte; do { byte = bytes[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte & 128); return value; };
    while (at < bytes.length) {
      const length = number(), term = read.decode(bytes.subarray(at, at += length)), end = number() + at, pages = [];
      while (at < end) {
        const group = number();
        for (let left = bytes[at++]; left; left -= 1, at += 1) pages.push([group * 32 + (bytes[at] & 31), 1 + (bytes[at] >> 5)]);
      }
      found.push([term, pages]);
    }
    return found;
  };

  const over = (root) => {
    const base = new URL("search-index/", root), shards = new Map(), records = new Map();
    const head = json(new URL("index.json", base));
    const shard = async (number) => {
      if (!shards.has(number)) {
        const { version } = await head;
        shards.set(number, fetch(new URL(`${number}.bin?${version}`, base)).then(async (answer) => { if (!answer.ok) throw new Error(String(answer.status)); return decoded(new Uint8Array(await answer.arrayBuffer())); }));
      }
      return shards.get(number);
    };
    const record = async (page) => {
      if (!records.has(page)) records.set(page, head.then(({ version }) => json(new URL(`pages/${page}.json?${version}`, base))));
      return records.get(page);
    };
    const place = (firsts, term) => { let low = 0, high = firsts.length; while (low < high) { const middle = (low + high) >> 1; if (firsts[middle] <= term) low = middle + 1; else high = middle; } return Math.max(0, low - 1); };

    /* Pages by score for one term, and for longer ones that begin with it at half the weight. */
    const lookup = async (term, open) => {
      const { shards: firsts, pages: count } = await head, found = new Map();
      if (!firsts.length) return found;
      const last = open ? place(firsts, `${term}\uffff`) : place(firsts, term);
      const first = place(firsts, term);
      let taken = 0;
      for (let number = first; number <= Math.min(last, first + 1); number += 1) {
        for (const [name, pages] of await shard(number)) {
          if (name !== term && !(open && taken < WIDEST && name.startsWith(term))) continue;
          const rare = Math.log(1 + count / pages.length) * (name === term ? 1 : 0.5);
          if (name !== term) taken += 1;
          for (const [page, level] of pages) found.set(page, Math.max(found.get(page) ?? 0, rare * level));
        }
      }
      return found;
    };
    const both = (one, other) => new Map([...one].filter(([page]) => other.has(page)).map(([page, score]) => [page, score + other.get(page)]));
    const pagesOf = async (unit) => {
      if (unit.parts) return unit.parts.length ? (await Promise.all(unit.parts.map(pagesOf))).reduce(both) : new Map();
      if (unit.grams) return (await Promise.all(unit.grams.map((gram) => lookup(gram, false)))).reduce(both);
      return lookup(unit.word, unit.word.length > 1 || unit.word > "\u2e7f");
    };

    return async (query) => {
      const asked = units(query);
      const sets = await Promise.all(asked.map(pagesOf));
      const missing = asked.filter((_, at) => !sets[at].size).map((unit) => unit.text);
      const ranked = missing.length || !sets.length ? [] : [...sets.reduce(both)].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([page]) => page);
      const strict = asked.filter((unit) => unit.exact || unit.text.length > 2 && unit.grams);
      const hits = [];
      let refuted = 0;
      for (let at = 0; at < ranked.length && hits.length < AHEAD; at += AHEAD) {
        for (const page of await Promise.all(ranked.slice(at, at + AHEAD).map(record))) {
          const said = `${page.title}\n${page.sections.map(([, heading, text]) => `${heading}\n${text}`).join("\n")}`.toLowerCase();
          if (strict.every((unit) => said.includes(unit.text))) hits.push(page); else refuted += 1;
        }
      }
      return { total: ranked.length - refuted, hits: hits.slice(0, AHEAD), asked, missing };
    };
  };

  /* All records at once, where a page may fetch nothing. */
  const among = (pages) => {
    const low = pages.map((page) => `${page.title}\n${page.sections.map(([, heading, text]) => `${heading}\n${text}`).join("\n")}`.toLowerCase());
    return async (query) => {
      const asked = units(query);
      const patterns = asked.map(pattern);
      const counts = patterns.map((one) => low.map((said) => said.match(one)?.length ?? 0));
      const missing = asked.filter((_, at) => !counts[at].some(Boolean)).map((unit) => unit.text);
      const scores = pages.map((page, at) => (asked.length && counts.every((count) => count[at]) ? counts.reduce((sum, count, unit) => sum + count[at] + (patterns[unit].test(page.title.toLowerCase()) ? 50 : 0), 0) : 0));
      const ranked = pages.map((_, at) => at).filter((at) => scores[at]).sort((a, b) => scores[b] - scores[a]);
      return { total: ranked.length, hits: ranked.slice(0, AHEAD).map((at) => pages[at]), asked, missing };
    };
  };

  /* Where a unit stands in a text: a word where a word begins, anything else wherever it stands. */
  const pattern = (unit) => {
    const plain = unit.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(unit.word && /^[\p{L}\p{N}_]/u.test(unit.text) && !/[\u2e80-\ufaff]/.test(unit.text) ? `(?<![\\p{L}\\p{N}\\\\])${plain}` : plain, "giu");
  };

  /* The section of a record that answers best: [anchor, heading, text]. */
  const best = (record, asked) => {
    const patterns = asked.map(pattern);
    const worth = ([, heading, text]) => patterns.reduce((sum, one) => sum + (heading.match(one) ? 8 : 0) + Math.min(text.match(one)?.length ?? 0, 5) + (text.match(one) ? 10 : 0), 0);
    return [...record.sections].sort((a, b) => worth(b) - worth(a))[0] ?? ["", "", ""];
  };

  return { over, among, best, pattern };
})();
