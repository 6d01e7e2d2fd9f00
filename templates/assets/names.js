// What has a page, by its names: for the jump box and the search page. `word_parts.py` folds and divides words alike.
(() => {
  "use strict";
  const LETTERS = { ł: "l", ø: "o", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i", ґ: "г", ة: "ه", ى: "ي", ٱ: "ا" };
  const MANY = 8; // parts for one beginning, and at most so many beginnings are loaded at once
  const ALL = 6; // parts that are all loaded for a name that begins with a wrong letter
  const LONGEST = 5; // words of a name or phrase that is looked for as a whole
  const LONG = 6; // letters of a synonym that may be the beginning of a word: "civilian", but not "dead"
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/[łøđßæœıґةىٱ\u0640\u200c\u200d'’ʼʹʻ‘`´]/g, (letter) => LETTERS[letter] || "");
  const wordsIn = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) || [];
  const fill = (message, values) => message.replace(/\{(\w+)\}/g, (all, name) => values[name]);
  const json = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw Object.assign(new Error(address), { status: answer.status });
    return answer.json();
  };
  const once = (load) => {
    const kept = new Map();
    return (key) => {
      if (!kept.has(key)) {
        kept.set(key, load(key).catch((error) => {
          kept.delete(key);
          throw error;
        }));
      }
      return kept.get(key);
    };
  };

  // Files of words by their beginnings, each loaded once; `parts` says which file has which beginning.
  const divided = (parts, folder) => {
    const load = once((file) => json(new URL(`${file}.json`, folder)));
    const beginnings = Object.keys(parts);
    const filesFor = (word) => {
      const letters = [...word];
      const longest = letters.map((letter, place) => letters.slice(0, letters.length - place).join(""))
        .concat("").find((start) => start in parts);
      const longer = beginnings.filter((start) => start.startsWith(word) && start !== longest);
      return [...(longest === undefined ? [] : [longest]), ...(longer.length > MANY ? [] : longer)]
        .map((start) => parts[start]);
    };
    const of = (words) => Promise.all([...new Set(words.flatMap(filesFor))].map(load));
    return { of, all: () => (beginnings.length > ALL ? [] : Promise.all(Object.values(parts).map(load))) };
  };
  const open = once(async (address) => {
    const known = await json(address);
    const parts = divided(known.parts, new URL("names/", new URL(address, location)));
    const items = (loaded) => [...new Map(loaded.flatMap(({ names }) => names).map((name) => [name[2], name])).values()]
      .map(([kind, text, url, others, order, about]) => ({ kind, text, url, others, order, about }));
    const leftOut = new Set(known.left_out.map(folded));
    const also = new Map();
    for (const [words, more] of known.synonyms) {
      for (const word of words) {
        const phrase = wordsIn(word).join(" ");
        also.set(phrase, [...(also.get(phrase) || []), ...more]);
      }
    }
    return { ...known, leftOut, also, of: async (words) => items(await parts.of(words)),
      all: async () => items(await parts.all()) };
  });

  // How well an item fits: 0 by its whole name, 1 by words of a name, 2 by another form of a word, 3 by what is said.
  const same = (text, words) => wordsIn(text).join(" ") === words.join(" ");
  const isForm = (word, other) => { // both have the same beginning, and different endings of two letters, in long words three
    const longer = Math.max(word.length, other.length);
    const shared = Math.max(4, longer - (longer > 7 ? 3 : 2));
    return word.length >= shared && other.length >= shared && word.slice(0, shared) === other.slice(0, shared);
  };
  const has = (text, words, test) => {
    const parts = wordsIn(text);
    return words.every((word) => parts.some((part) => test(part, word)));
  };
  const begins = (part, word) => part.startsWith(word) || (UNSPACED.test(word) && part.includes(word));
  const equals = (part, word) => part === word;
  const fit = (item, words, isTyped) => {
    const names = [item.text, ...item.others];
    const best = (test) => names.find((name) => has(name, words, test));
    const whole = names.find((name) => same(name, words));
    if (whole !== undefined) return [isTyped ? 0 : 1, whole];
    const isBeginning = isTyped || (words.length === 1 && words[0].length >= LONG);
    const test = isBeginning ? begins : equals;
    const worded = best(test);
    if (worded !== undefined) return [1, worded];
    const formed = isTyped ? best(isForm) : undefined;
    if (formed !== undefined) return [2, formed];
    return [item.about && has(item.about, words, test) ? 3 : 9, ""];
  };
  const fitAny = (item, concept) => [[concept.words, true], ...concept.also.map((phrase) => [wordsIn(phrase), false])]
    .map(([words, isTyped]) => fit(item, words, isTyped)).reduce((one, other) => (other[0] < one[0] ? other : one));
  const fitting = (items, concepts) => {
    const whole = concepts.flatMap(({ words }) => words);
    return items.map((item) => {
      const fits = concepts.map((concept) => fitAny(item, concept));
      const exact = [item.text, ...item.others].find((name) => same(name, whole));
      const by = exact === undefined ? Math.max(...fits.map(([number]) => number)) : 0;
      const name = exact ?? fits[0][1];
      return { ...item, fit: by, also: name === item.text || !item.others.includes(name) ? "" : name };
    }).filter((item) => item.fit < 9)
      .sort((one, other) => one.fit - other.fit || one.order - other.order || one.text.length - other.text.length);
  };

  // The items that fit all of it, best first; if none does, those that have a part of it in their names.
  const matching = (items, concepts) => {
    const all = fitting(items, concepts);
    if (all.length || concepts.length < 2) return all;
    const some = concepts.flatMap((concept) => fitting(items, [concept]).filter(({ fit }) => fit < 2));
    return [...new Map(some.map((item) => [item.url, { ...item, fit: 2 }])).values()];
  };
  const stands = (phrase, item) => fit(item, wordsIn(phrase), false)[0] < 2;

  // What is asked for: words and phrases, each with what else stands for it.
  const namesakes = (items, phrase) => {
    const words = phrase.split(" ");
    return items.flatMap(({ text, others }) => {
      if (![text, ...others].some((name) => same(name, words))) return [];
      const parts = words.length > 1 ? [] : text.split(/\s+/); // one word of several: Zelensky, Zelenskyy
      const near = parts.find((part) => distance(folded(part), phrase, 2) <= 2 && phrase.length > 5);
      return [near || text, ...others];
    });
  };
  const counterparts = (items, word) => items.flatMap(({ text, others }) => { // the same part of the name as it is used here
    const used = text.match(/[\p{L}\p{N}\p{M}'’ʼ-]+/gu) || [];
    return [text, ...others].flatMap((name) => {
      const parts = wordsIn(name);
      const place = parts.findIndex((part) => isForm(part, word) || (word.length > 2 && part.startsWith(word)));
      if (place < 0) return [];
      return [parts.length === used.length ? used[place] : text];
    });
  });
  const concepts = (typed, synonyms = new Map(), items = []) => {
    const rows = [];
    for (let place = 0; place < typed.length;) {
      let length = Math.min(LONGEST, typed.length - place);
      let also = [];
      for (; length > 0; length -= 1) {
        const part = typed.slice(place, place + length);
        if (part.some(({ isQuoted }) => isQuoted)) continue;
        const phrase = part.flatMap(({ words }) => words).join(" ");
        also = [...namesakes(items, phrase), ...(synonyms.get(phrase) || [])];
        if (also.length) break;
      }
      const part = typed.slice(place, place + Math.max(1, length));
      const words = part.flatMap((one) => one.words);
      const others = new Map(also.map((text) => [wordsIn(text).join(" "), text]));
      others.delete(words.join(" "));
      rows.push({ parts: part, text: part.map(({ text }) => text).join(" "), words, also: [...others.values()] });
      place += part.length;
    }
    return rows;
  };
  const keyOf = (phrase) => wordsIn(phrase).reduce((one, other) => (other.length > one.length ? other : one), ""); // rarest
  const typedIn = (text, { leftOut }) => { // without the words that are everywhere, unless there are no others
    const all = (text.match(/["“”][^"“”]+["“”]|\S+/g) || []).map((part) => ({ words: wordsIn(part),
      text: part.replace(/[“”]/g, '"').replace(/[ʼ']/g, "’"), isQuoted: /^["“”]/.test(part) }))
      .filter(({ words }) => words.length);
    const rare = all.filter(({ words, isQuoted }) => isQuoted || !words.every((word) => leftOut.has(word)));
    return rare.length ? rare : all;
  };

  // The nearest words to one that is nowhere (optimal string alignment).
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, row] = [[], [...Array(other.length + 1).keys()]];
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const isSame = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (isSame ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      [before, row] = [row, next];
    }
    return row[other.length];
  }
  const nearest = (word, others) => {
    const most = word.length < 4 ? 0 : Math.min(3, Math.floor(word.length / 3));
    const near = new Map();
    for (const text of others) {
      const other = folded(text);
      const far = most && other !== word ? distance(word, other, most) : 9;
      if (far <= most && !near.has(other)) near.set(other, { text, far, apart: Math.abs(word.length - other.length) });
    }
    const sorted = [...near.values()].sort((one, other) => one.far - other.far || one.apart - other.apart
      || (one.text < other.text ? -1 : 1));
    return sorted.filter(({ far }) => far === sorted[0].far).slice(0, 4);
  };
  const namedWords = (items) => items.flatMap(({ text, others }) => [text, ...others])
    .flatMap((name) => name.match(/[\p{L}\p{N}\p{M}'’ʼ]+/gu) || []);

  // Days and months: `14 march`, `2022-03-14`, `14.3.2022`, `day 19`.
  const dated = (known, text) => {
    const whole = folded(text.trim());
    const days = new Set();
    const padded = (number) => String(number).padStart(2, "0");
    const start = (day) => Date.parse(`${day}T00:00Z`);
    for (const [first, length] of known.days) {
      for (let number = 0; number < length; number += 1) {
        days.add(new Date(start(first) + number * 864e5).toISOString().slice(0, 10));
      }
    }
    const shown = (day) => fill(day.length > 7 ? _("{day} {month} {year}") : _("{month} {year}"),
      { day: Number(day.slice(8)), month: known.months[day.slice(5, 7) - 1], year: day.slice(0, 4) });
    const counted = (day) => (known.counter
      ? known.counter[1].replace("{n}", (start(day) - start(known.counter[0])) / 864e5 + 1) : _("Day"));
    const asked = (year, month, day) => [...days].filter((one) => (!year || one.startsWith(year))
      && one.slice(5, 7) === padded(month) && (!day || one.slice(8) === padded(day))).reverse();
    const month = known.months.findIndex((name) => whole.split(/[^\p{L}]+/u)
      .some((word) => word.length > 2 && folded(name).startsWith(word))) + 1;
    const numbers = whole.match(/\d+/g) || [];
    const year = numbers.find((number) => number.length === 4);
    const others = numbers.filter((number) => number.length < 3).map(Number);
    const label = known.counter && folded(known.counter[1]).split("{n}").map((part) => part.trim());
    let found = [];
    if (month) {
      if (others.length) found = asked(year, month, others[0]);
      else found = [...new Set(asked(year, month).map((day) => day.slice(0, 7)))];
    } else if (year && others.length === 2) {
      found = /^\d{4}/.test(whole) ? asked(year, ...others) : asked(year, others[1], others[0]);
    } else if (others.length === 2 && /^[\d\s./-]+$/.test(whole)) {
      found = asked("", others[1], others[0]);
    }
    if (label && numbers.length === 1 && numbers[0].length < 7 && whole.startsWith(label[0]) && (label[1] || "").startsWith(whole.slice(whole.indexOf(numbers[0]) + numbers[0].length).trim())) {
      const day = new Date(start(known.counter[0]) + (numbers[0] - 1) * 864e5).toISOString().slice(0, 10);
      if (days.has(day)) found = [day];
    }
    return found.slice(0, 3).map((day) => ({ text: shown(day), also: "", about: "",
      kind: day.length > 7 ? counted(day) : _("Month"), url: `${day.replaceAll("-", "/")}/` }));
  };

  window.names = { UNSPACED, concepts, counterparts, dated, divided, fill, folded, isForm, json, keyOf, matching, namedWords,
    nearest, once, open, stands, typedIn, wordsIn };
})();
