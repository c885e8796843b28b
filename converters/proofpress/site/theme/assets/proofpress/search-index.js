/* The index of this site's pages: cuts a query into terms as `proofpress.site.search.terms` cuts a text, fetches the shards
   that hold them, and the records of the best pages, in which phrases are looked for letter by letter. */
window.proofpressIndex = (() => {
  "use strict";
  const HAN = "\\u2e80-\\u2fdf\\u3005-\\u3007\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff";
  const TERM = new RegExp(`\\\\[A-Za-z]+|[${HAN}]+|(?<![A-Za-z0-9_.)\\]}'"/])\\.[A-Za-z][A-Za-z0-9]*|(?:[^\\P{L}${HAN}]|[\\p{N}_])+(?:-(?:[^\\P{L}${HAN}]|[\\p{N}_])+)*(?:(?:\\+\\+[0-9]*|[+#*])(?![A-Za-z0-9_+#*=]))?`, "gu");
  /* A query's pieces: what stands in quotes, a run of Chinese, or what has no blank, bracket or comma in it. */
  const PIECE = new RegExp(`"([^"]+)"|[${HAN}]+|[^\\s"“”'‘’,;，；。、：！？()（）\\[\\]{}<>《》「」${HAN}]+`, "gu");
  const WIDEST = 40, AHEAD = 8, LONGEST = 64;
  /* How much a place says that a page is what was asked for: the whole title, a word of it, a topic or an author, the text;
     and of words that only begin so. How often the text has a word never makes up for the place. */
  const PLACES = { title: 7, inTitle: 6, name: 5, text: 3 };
  const BEGUN = { [PLACES.title]: 4, [PLACES.inTitle]: 4, [PLACES.name]: 2, [PLACES.text]: 1 };
  const placeOf = (level) => (level > 7 ? PLACES.title : level > 6 ? PLACES.inTitle : level > 5 ? PLACES.name : PLACES.text);
  /* Who has typed three letters may go on to anything. */
  const begun = (place, said) => (said.length > 3 ? BEGUN[place] : Math.min(BEGUN[place], 2));

  /* What a query asks for: {text} is looked for as it stands, {grams}, {word} and {parts} in the index. All of them must be found. */
  const units = (query) => [...query.normalize("NFKC").replace(/\u2010/g, "-").matchAll(PIECE)].flatMap(([whole, quoted]) => {
    if (quoted !== undefined) return [{ text: quoted.toLowerCase(), parts: units(quoted), exact: true }];
    const piece = whole.replace(/^[^\p{L}\p{N}_\\.@#$%&/-]+|[^\p{L}\p{N}_+#*%]+$/gu, "").replace(/\\{2,}/g, "\\"), found = piece.match(TERM) ?? [];
    const parts = found.map(term);
    if (!parts.length || parts.length === 1 && found[0] === piece) return parts;
    // A last letter may be the beginning of a word.
    const long = parts.filter((part) => part.text.length > 1 || part.text > "\u2e7f");
    return [{ text: piece.toLowerCase(), parts: long.length ? long : parts, signs: true }];
  });
  const term = (said) => {
    if (new RegExp(`[${HAN}]`, "u").test(said)) return { text: said, grams: said.length > 1 ? [...said.slice(1)].map((_, at) => said.slice(at, at + 2)) : null, word: said.length > 1 ? null : said };
    return { text: said.toLowerCase(), word: said[0] === "\\" ? said : said.toLowerCase().slice(0, LONGEST) };
  };
  /* Where signs are found nowhere as they stand, their words are looked for, one right after the other. */
  const loose = (unit) => {
    const said = (unit.signs || /[-_]/.test(unit.word ?? "")) && unit.text.match(/[\p{L}\p{N}]+/gu);
    return said && said.length > 1 ? { text: unit.text, parts: said.map(term), near: new RegExp(`(?<![\\p{L}\\p{N}\\\\])${said.join("[^\\p{L}\\p{N}]{0,3}")}`, "giu") } : null;
  };
  const relaxed = (asked) => (asked.some(loose) ? asked.map((unit) => loose(unit) ?? unit) : null);
  const plain = (text) => text.normalize("NFKC").replace(/\u2010/g, "-").toLowerCase();
  const told = (page) => plain(`${page.title}\n${(page.names ?? []).join("\n")}\n${page.sections.map(([, heading, text, tex]) => `${heading}\n${text}\n${tex}`).join("\n")}`);

  const after = ([place, score], [at, other]) => at - place || other - score;

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

    /* Pages for one term, and for longer ones that begin with it: [place, score]. */
    const lookup = async (term, open) => {
      const { shards: firsts, pages: count } = await head, found = new Map();
      if (!firsts.length) return found;
      const last = open ? place(firsts, `${term}\uffff`) : place(firsts, term);
      const first = place(firsts, term);
      let taken = 0;
      for (let number = first; number <= Math.min(last, first + 1); number += 1) {
        for (const [name, pages] of await shard(number)) {
          if (name !== term && !(open && taken < WIDEST && name.startsWith(term))) continue;
          const rare = Math.log(1 + count / pages.length), whole = name === term || term > "\u2e7f";
          if (name !== term) taken += 1;
          for (const [page, level] of pages) {
            const at = placeOf(level), made = [whole ? at : begun(at, term), rare * level];
            if (!found.has(page) || after(found.get(page), made) > 0) found.set(page, made);
          }
        }
      }
      return found;
    };
    const both = (places) => (one, other) => new Map([...one].filter(([page]) => other.has(page)).map(([page, [at, score]]) => [page, [places(at, other.get(page)[0]), score + other.get(page)[1]]]));
    const pieces = both(Math.min), all = both((at, other) => at + other);
    const pagesOf = async (unit) => {
      if (unit.parts) return unit.parts.length ? (await Promise.all(unit.parts.map(pagesOf))).reduce(pieces) : new Map();
      if (unit.grams) return (await Promise.all(unit.grams.map((gram) => lookup(gram, false)))).reduce(pieces);
      return lookup(unit.word, unit.word.length > 1 || unit.word > "\u2e7f");
    };

    const seek = async (asked) => {
      const sets = await Promise.all(asked.map(pagesOf));
      const missing = asked.filter((_, at) => !sets[at].size).map((unit) => unit.text);
      const ranked = missing.length || !sets.length ? [] : [...sets.reduce(all)].sort(([a, one], [b, other]) => after(one, other) || b - a).map(([page]) => page);
      const strict = asked.filter(literal);
      const hits = [];
      let refuted = 0;
      for (let at = 0; at < ranked.length && hits.length < AHEAD; at += AHEAD) {
        for (const page of await Promise.all(ranked.slice(at, at + AHEAD).map(record))) {
          const said = told(page);
          if (strict.every((unit) => (unit.near ? said.search(unit.near) >= 0 : said.includes(unit.text)))) hits.push(page); else refuted += 1;
        }
      }
      return { total: ranked.length - refuted, hits: settled(hits, asked).slice(0, AHEAD), asked, missing };
    };
    return async (query) => {
      const asked = units(query), found = await seek(asked), looser = found.total ? null : relaxed(asked);
      return looser ? seek(looser) : found;
    };
  };

  /* All records at once, where a page may fetch nothing. */
  const among = (pages) => {
    const low = pages.map(told);
    const seek = (asked) => {
      const patterns = asked.map(pattern);
      const counts = patterns.map((one) => low.map((said) => said.match(one)?.length ?? 0));
      const missing = asked.filter((_, at) => !counts[at].some(Boolean)).map((unit) => unit.text);
      const scores = pages.map((_, at) => (asked.length && counts.every((count) => count[at]) ? counts.reduce((sum, count) => sum + count[at], 0) : 0));
      const ranked = pages.map((_, at) => at).filter((at) => scores[at]).sort((a, b) => scores[b] - scores[a] || b - a);
      return { total: ranked.length, hits: settled(ranked.map((at) => pages[at]), asked).slice(0, AHEAD), asked, missing };
    };
    return async (query) => {
      const asked = units(query), found = seek(asked), looser = found.total ? null : relaxed(asked);
      return looser ? seek(looser) : found;
    };
  };

  /* Where a unit stands in a text: a word where a word begins, a single letter alone, anything else wherever it stands. */
  const pattern = (unit) => {
    if (unit.near) return new RegExp(unit.near);
    const plain = unit.text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (unit.exact || unit.grams || !/^[\p{L}\p{N}_]/u.test(unit.text) || /[\u2e80-\ufaff]/.test(unit.text)) return new RegExp(plain, "giu");
    return new RegExp(`(?<![\\p{L}\\p{N}\\\\])${plain}${unit.text.length === 1 ? "(?![\\p{L}\\p{N}+#*])" : ""}`, "giu");
  };

  /* Where a record has a unit as it stands; a word in it may be a part of one, as in camelCase, which the index knows. */
  const placed = (page, unit) => {
    const one = pattern(unit);
    const stands = (text) => {
      const said = plain(text), ends = [...said.matchAll(one)].map((found) => found.index + found[0].length);
      return ends.length ? (unit.grams || ends.some((at) => !/^[\p{L}\p{N}]/u.test(said.slice(at))) ? 2 : 1) : 0;
    };
    const as = (place, found) => (found === 2 ? place : found ? begun(place, unit.text) : 0);
    const title = stands(page.title);
    return Math.max(as(PLACES.inTitle, title), ...(page.names ?? []).map((name) => as(PLACES.name, stands(name))));
  };
  const literal = (unit) => unit.exact || unit.signs || unit.near || unit.text.length > 2 && unit.grams;
  /* Records in the order of what they have in titles and names; the whole title first, and else as they came. */
  const settled = (records, asked) => {
    const wanted = asked.map((unit) => unit.text).join(" ");
    const worth = new Map(records.map((page) => [page, (plain(page.title).trim() === wanted ? 100 : 0) + asked.reduce((sum, unit) => sum + placed(page, unit), 0)]));
    return [...records].sort((a, b) => worth.get(b) - worth.get(a));
  };

  /* The section of a record that answers best: [anchor, heading, text, TeX]. */
  const best = (record, asked) => {
    const patterns = asked.map(pattern);
    const worth = ([, heading, text, tex]) => patterns.reduce((sum, one) => sum + (heading.match(one) ? 8 : 0) + Math.min(text.match(one)?.length ?? 0, 5) + (text.match(one) ? 10 : tex.match(one) ? 9 : 0), 0);
    return [...record.sections].sort((a, b) => worth(b) - worth(a))[0] ?? ["", "", "", ""];
  };

  return { over, among, best, pattern };
})();
