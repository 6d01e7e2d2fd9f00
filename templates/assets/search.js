// The search page: pages by their names, events by Pagefind, filters by our own columns; `names.js` comes first.
// The address holds the whole search.
(() => {
  "use strict";
  const form = document.querySelector("form.ask");
  if (!form) return;
  const { UNSPACED, concepts, counterparts, dated, divided, fill, folded, isForm, json, keyOf, matching, namedWords, nearest, once, open,
    stands, typedIn, wordsIn } = window.names;
  const found = document.querySelector(".found");
  const [chips, notes, named, count, advice, hits, more] = [".chips", ".notes", ".matches", ".count", ".advice", ".hits",
    ".on-and-on"].map((name) => found.querySelector(name));
  const narrow = form.querySelector(".narrow-down");
  const facetBox = form.querySelector(".facets");
  const { q, from, to, order } = form.elements;
  const FACETS = { status: _("Status"), type: _("Type"), thread: _("Topic"), actor: _("Person or group"), place: _("Place") };
  const DAYS = 5; // shown at first, and added by each click
  const EVENTS = 3; // of a day
  const VALUES = 6; // of a facet shown as boxes; the others are in a list
  const WINDOW = 28; // words in an excerpt
  const FEW = 3; // events; with fewer results other forms of the words are shown, too
  const FORMS = 5; // of a word
  const INSIDE = 6; // signs of a text without spaces that are looked for (`indexed_words.py`)
  const PAGES = 4; // shown at first
  const at = (name) => new URL(form.dataset[name], location);
  const root = new URL("../../", at("facets"));
  const language = document.documentElement.lang;
  const made = (tag, name, ...parts) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...parts);
    return element;
  };
  const rules = new Intl.PluralRules(language);
  const plural = (forms, number, values) => fill(forms[rules.select(number)] || forms.other,
    { ...values, number: number.toLocaleString(language) });
  const dayName = (day) => new Date(`${day}T00:00Z`).toLocaleDateString(/^en$/.test(language) ? "en-GB" : language,
    { weekday: day < "1582-10-15" ? undefined : "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).replace(",", "");
  // Data, each loaded once: the engine, the offsets of events in indexed pages, the indexed words, columns, titles.
  const engine = once(async () => {
    const pagefind = await import(at("index"));
    await pagefind.options({ noWorker: true });
    await pagefind.init();
    return pagefind;
  });
  const pages = once(async () => {
    const known = await json(new URL("events.json", at("index")));
    for (const page of Object.values(known)) {
      let place = 0;
      page[2] = page[2].map((step) => (place += step));
    }
    return known;
  });
  const indexed = once(async () => divided(await json(new URL("words.json", at("index"))), new URL("words/", at("index"))));
  const columns = once(async () => {
    const years = form.dataset.years.trim().split(" ").filter(Boolean);
    const files = await Promise.all(years.map((year) => json(form.dataset.facets.replace("0000", year))));
    const names = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, new Map()]));
    const days = new Map();
    const rows = [];
    years.forEach((year, number) => {
      const { days: own, facets } = files[number];
      let place = 0;
      for (const [day, length, seal] of own) {
        days.set(`${year}-${day}`, { first: rows.length, length, seal });
        for (let index = 0; index < length; index += 1, place += 1) {
          const row = {};
          for (const facet of Object.keys(FACETS)) {
            const [labels, column] = facets[facet];
            row[facet] = [column[place]].flat().map((value) => labels[value][0]);
          }
          rows.push(row);
        }
      }
      for (const facet of Object.keys(FACETS)) for (const label of facets[facet][0]) names[facet].set(label[0], label);
    });
    return { days, rows, names };
  });
  const titles = once((month) => json(form.dataset.titles.replace("0000-00", month)));

  // The search in the address and in the form.
  const asked = () => {
    const given = new URLSearchParams(location.search);
    const chosen = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, given.getAll(facet)]));
    const text = (name) => (given.get(name) || "").trim();
    const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(text(name)) ? text(name) : "");
    return { q: text("q"), from: day("from"), to: day("to"), order: text("order"), chosen };
  };
  let state = asked();
  const address = () => {
    const parameters = new URLSearchParams();
    for (const name of ["q", "from", "to", "order"]) if (state[name]) parameters.set(name, state[name]);
    for (const [facet, values] of Object.entries(state.chosen)) {
      for (const value of values) parameters.append(facet, value);
    }
    return parameters.size || [...parameters].length ? `?${parameters}` : location.pathname;
  };
  const isNarrowed = () => Object.values(state.chosen).some((values) => values.length);
  // The words that Pagefind can find instead of one: as typed, as others spell it, or in another form.
  const rowsFor = async (words) => (await (await indexed()).of(words)).flat().map((row) => [row].flat());
  const spelled = (typed, rows) => {
    const terms = typed.words.map((word) => rows.filter(([key]) => key.startsWith(word)
      || (key.length === INSIDE && word.startsWith(key) && UNSPACED.test(word))));
    if (terms.some((known) => !known.length)) return [];
    if (typed.isQuoted || terms.length > 1) return [typed.text];
    const own = typed.text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
    const written = terms[0].flatMap(([key, ...others]) => (others.length ? others : [key]));
    const same = written.filter((word) => word.startsWith(own)).length ? [own] : [];
    return [...new Set([...same, ...written.filter((word) => !word.startsWith(own))])].slice(0, FORMS);
  };
  const formsOf = ({ words: [word, ...rest] }, rows) => (rest.length ? [] : rows.filter(([key]) => isForm(key, word))
    .map(([key, written]) => written || key).slice(0, FORMS));
  const quoted = (phrase) => (wordsIn(phrase).length > 1 ? `"${phrase}"` : phrase);
  const withTerms = async (rows, concept) => ({ ...concept,
    terms: concept.parts.map((part) => spelled(part, rows)),
    others: concept.also.filter((phrase) => wordsIn(phrase).every((word) => rows.some(([key]) => key === word))),
    forms: concept.parts.length > 1 ? [] : formsOf(concept.parts[0], rows) });

  // Pagefind gives the position of each word on a day's page; -1 is the day's brief.
  const having = once(async (term) => {
    const [pagefind, known] = await Promise.all([engine(), pages()]);
    const days = new Map();
    for (const result of (await pagefind.search(term)).results) {
      const page = known[result.id];
      if (!page) continue;
      const events = new Map();
      let event = -1;
      for (const place of [...result.words].sort((one, other) => one - other)) {
        while (event + 1 < page[2].length && page[2][event + 1] <= place) event += 1;
        events.set(event, [...(events.get(event) || []), place]);
      }
      days.set(result.id, { day: page[0], seal: page[1], starts: page[2], result, score: result.score, events });
    }
    return days;
  });
  const either = (all) => all.reduce((one, other) => {
    const days = new Map(one);
    for (const [id, day] of other) {
      const had = days.get(id);
      const events = new Map(had ? had.events : []);
      for (const [event, places] of day.events) events.set(event, [...(events.get(event) || []), ...places]);
      days.set(id, { ...day, score: Math.max(day.score, had ? had.score : 0), events });
    }
    return days;
  }, new Map());
  const both = (all) => all.reduce((one, other) => {
    const days = new Map();
    for (const [id, day] of other) {
      const had = one.get(id);
      const events = new Map([...day.events].filter(([event]) => had && had.events.has(event))
        .map(([event, places]) => [event, [...had.events.get(event), ...places]]));
      if (events.size) days.set(id, { ...day, score: day.score + had.score, events });
    }
    return days;
  });
  const any = async (terms) => either(await Promise.all(terms.map(having)));
  const byConcept = async ({ terms, others, forms }, isWide) => either([
    both(await Promise.all(terms.map(any))), await any(others.map(quoted)), await any(isWide ? forms : [])]);
  const search = async (asked, isWide) => [...both(await Promise.all(asked.map((one) => byConcept(one, isWide)))).values()];
  const total = (groups) => groups.reduce((sum, { events }) => sum + events.size, 0);
  const summed = (groups) => {
    const events = groups.reduce((sum, one) => sum + one.events.size - one.events.has(-1), 0);
    const briefs = groups.filter((one) => one.events.has(-1)).length;
    const days = plural(ngettext("{number} day", "{number} days"), groups.length);
    const parts = { days, events: plural(ngettext("{number} event", "{number} events"), events),
      briefs: plural(ngettext("{number} brief", "{number} briefs"), briefs) };
    if (events && briefs) return fill(_("{events} and {briefs} on {days}"), parts);
    return fill(events ? _("{events} on {days}") : _("{briefs} on {days}"), parts);
  };
  const byConcepts = async (asked) => {
    const groups = await search(asked, false);
    const wider = total(groups) < FEW ? await search(asked, true) : [];
    return total(wider) > total(groups) ? { groups: wider, isWide: true } : { groups, isWide: false };
  };
  const byColumns = ({ days }) => [...days].map(([day, { length }]) => (
    { day, score: 0, events: new Map([...Array(length).keys()].map((event) => [event, []])) }));

  const inPeriod = ({ day }) => (!state.from || day >= state.from) && (!state.to || day <= state.to);
  const rowOf = (known, group, event) => {
    const there = known.days.get(group.day);
    const same = there && event >= 0 && (!group.seal || group.seal === there.seal);
    return same ? known.rows[there.first + event] : null;
  };
  const fits = (row, but) => Object.entries(state.chosen).every(([facet, values]) => facet === but || !values.length
    || (row && row[facet].some((value) => values.includes(value))));
  const narrowed = (known, groups) => groups.map((group) => (
    { ...group, events: new Map([...group.events].filter(([event]) => fits(rowOf(known, group, event)))) }))
    .filter(({ events }) => events.size);
  const sorted = (groups) => {
    const newest = (one, other) => (one.day < other.day ? 1 : -1);
    if (state.order === "oldest") return groups.sort((one, other) => -newest(one, other));
    if (state.order === "best" && state.q) groups.sort((one, other) => other.score - one.score || newest(one, other));
    else groups.sort(newest);
    return groups;
  };

  // Rendering of days and their events.
  const marked = (words, start, end, places) => {
    const parts = [];
    for (let place = start; place < end; place += 1) {
      const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(words[place]);
      parts.push(...(places.has(place) ? [before, made("mark", "", word), after] : [words[place]]), " ");
    }
    return parts;
  };
  const excerpt = (words, start, end, places) => {
    const own = [...places].filter((place) => place >= start && place < end).sort((one, other) => one - other);
    const near = (place) => own.filter((other) => other >= place && other < place + WINDOW - 6).length;
    const best = own.reduce((one, other) => (near(other) > near(one) ? other : one), own[0] ?? start);
    const first = Math.max(start, Math.min(best - 6, end - WINDOW));
    const last = Math.min(end, first + WINDOW);
    return [...(first > start ? ["… "] : []), ...marked(words, first, last, places), ...(last < end ? ["…"] : [])];
  };
  const pageOf = (day) => new URL(`${day.replaceAll("-", "/")}/`, root);
  const hit = (title, address, text, status) => {
    const link = made("a", "", ...title);
    link.href = address;
    const parts = [made("h3", "", link)];
    if (text.length) parts.push(made("p", "excerpt", ...text));
    parts.push(made("p", `status ${status ? status[2] || "open" : "open"}`, status ? status[1] : ""));
    parts.at(-1).hidden = !(status && status[1]);
    return made("li", "hit", ...parts);
  };
  const ofText = async (group) => {
    const page = await group.result.data();
    const raw = page.raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    const words = raw.split(raw.includes("\u200b") ? "\u200b" : /\s+/);
    const anchors = page.anchors.filter(({ id }) => id.startsWith("e-"));
    const heads = new Map(page.anchors.filter(({ id }) => id.startsWith("te-")).map((one) => [one.id.slice(1), one]));
    const shown = [...group.events].map(([event, places]) => {
      const marks = new Set(places);
      if (event < 0) {
        const text = excerpt(words, 0, group.starts[0] ?? words.length, marks);
        return [event, hit([_("The day in brief")], pageOf(group.day), text, null)];
      }
      const { id } = anchors[event];
      const head = heads.get(id) || { text: id, location: group.starts[event] };
      const end = head.location + head.text.trim().split(/\s+/).length;
      const title = marked(head.text.trim().split(/\s+/).reduce((all, word, place) => {
        all[head.location + place] = word;
        return all;
      }, {}), head.location, end, marks);
      const text = excerpt(words, end, group.starts[event + 1] ?? words.length, marks);
      return [event, hit(title.slice(0, -1), new URL(`#${id}`, pageOf(group.day)), text, null)];
    });
    return new Map(shown);
  };
  const ofColumns = async (group) => {
    const rows = (await titles(group.day.slice(0, 7)))[group.day] || [];
    return new Map([...group.events.keys()].filter((event) => rows[event]).map((event) => {
      const [id, title, status, tone] = rows[event];
      const anchor = `#e-${id.replaceAll("/", "-")}`;
      return [event, hit([title], new URL(anchor, pageOf(group.day)), [], ["", status, tone])];
    }));
  };
  const dayItem = async (group) => {
    const shown = await (group.result ? ofText(group) : ofColumns(group));
    const weight = ([, places]) => -places.length;
    const order = [...group.events].sort((one, other) => weight(one) - weight(other)).map(([event]) => event);
    const first = group.result ? order.slice(0, EVENTS).sort((one, other) => one - other) : order.slice(0, 2 * EVENTS);
    const rest = order.filter((event) => !first.includes(event)).sort((one, other) => one - other);
    const link = made("a", "", dayName(group.day));
    link.href = pageOf(group.day);
    const list = made("ol", "", ...first.map((event) => shown.get(event)).filter(Boolean));
    const item = made("li", "", made("h2", "", link), list);
    if (rest.length) {
      const open = made("button", "open", plural(ngettext("{number} more on this day", "{number} more on this day"), rest.length));
      open.type = "button";
      open.addEventListener("click", () => {
        const rows = rest.map((event) => shown.get(event)).filter(Boolean);
        list.append(...rows);
        open.remove();
        rows[0].querySelector("a").focus();
      });
      item.append(open);
    }
    for (const [event, row] of shown) row.told = [group, event];
    return item;
  };
  const showStatus = (known) => {
    for (const row of hits.querySelectorAll(".hit")) {
      const line = row.querySelector(".status");
      const own = line.hidden && rowOf(known, ...row.told);
      const label = own && known.names.status.get(own.status[0]);
      if (!label || label[0] === "unverified") continue; // what has no mark anywhere
      line.className = `status ${label[2]}`;
      line.textContent = label[1];
      line.hidden = false;
    }
  };

  // Facets and chips.
  const tally = (known, groups, facet) => {
    const sums = new Map();
    for (const group of groups) {
      for (const event of group.events.keys()) {
        const row = rowOf(known, group, event);
        if (!row || !fits(row, facet)) continue;
        for (const value of row[facet]) sums.set(value, (sums.get(value) || 0) + 1);
      }
    }
    return sums;
  };
  const nameOf = (known, facet, value) => ((known && known.names[facet].get(value)) || [0, value])[1];
  const box = (known, facet, value, sum) => {
    const input = made("input");
    Object.assign(input, { type: "checkbox", name: facet, value, checked: state.chosen[facet].includes(value) });
    return made("label", "", input, ` ${nameOf(known, facet, value)} `, made("span", "by", sum.toLocaleString(language)));
  };
  const facetOf = (known, groups, facet) => {
    const sums = tally(known, groups, facet);
    for (const value of state.chosen[facet]) if (!sums.has(value)) sums.set(value, 0);
    if (!sums.size) return [];
    const often = [...sums].sort(([one, of], [other, than]) => than - of || (one < other ? -1 : 1));
    const isShown = ([value], place) => place < VALUES || state.chosen[facet].includes(value);
    const name = made("legend", "", FACETS[facet]);
    const group = made("fieldset", "", name, ...often.filter(isShown).map(([value, sum]) => box(known, facet, value, sum)));
    const rest = often.filter((pair, place) => !isShown(pair, place))
      .map(([value, sum]) => [nameOf(known, facet, value), value, sum])
      .sort(([one], [other]) => one.localeCompare(other, language));
    if (rest.length) {
      const prompt = plural(ngettext("{number} more …", "{number} more …"), rest.length);
      const list = made("select", "", new Option(prompt, ""),
        ...rest.map(([label, value, sum]) => new Option(`${label} (${sum})`, value)));
      list.name = facet;
      list.setAttribute("aria-label", plural(ngettext("{facet}: {number} more", "{facet}: {number} more"), rest.length,
        { facet: FACETS[facet] }));
      group.append(list);
    }
    return [group];
  };
  const showFacets = (known, groups) => {
    const { name, value } = document.activeElement || {};
    const had = facetBox.contains(document.activeElement);
    facetBox.replaceChildren(...Object.keys(FACETS).flatMap((facet) => facetOf(known, groups, facet)));
    if (had) ([...facetBox.querySelectorAll(`[name="${name}"]`)].find((one) => one.value === value)
      || facetBox.querySelector(`[name="${name}"]`) || narrow.querySelector("summary")).focus();
  };
  const chip = (text, label, remove) => {
    const button = made("button", "", text, " ", made("span", "", "×"));
    button.type = "button";
    button.setAttribute("aria-label", label);
    button.lastChild.setAttribute("aria-hidden", "true");
    button.addEventListener("click", () => {
      remove();
      ask(true);
      (chips.querySelector("button") || q).focus();
    });
    return made("li", "", button);
  };
  const filter = (text, remove) => chip(text, fill(_("Take away: {filter}"), { filter: text }), remove);
  const showChips = (known) => {
    const rows = Object.entries(state.chosen).flatMap(([facet, values]) => values.map((value) => (
      filter(`${FACETS[facet]}: ${nameOf(known, facet, value)}`, () => {
        state.chosen[facet] = values.filter((other) => other !== value);
      }))));
    for (const [name, message] of [["from", _("From {date}")], ["to", _("Until {date}")]]) {
      if (state[name]) rows.push(filter(fill(message, { date: dayName(state[name]) }), () => (state[name] = "")));
    }
    if (rows.length > 1) rows.push(chip(_("Clear all"), _("Clear all"), () => {
      for (const facet of Object.keys(FACETS)) state.chosen[facet] = [];
      Object.assign(state, { from: "", to: "" });
    }));
    chips.replaceChildren(...rows);
  };

  // One search from input to results; a later one supersedes it.
  let run = 0;
  const say = (text, ...advised) => {
    count.textContent = text;
    advice.replaceChildren(...advised);
    hits.replaceChildren();
    more.hidden = true;
  };
  const failed = async (error) => {
    const again = made("button", "", _("Try again"));
    again.type = "button";
    again.addEventListener("click", () => location.reload());
    if (location.protocol === "file:") {
      say(_("Browsers can’t search in files that are opened without a server."),
        made("p", "", _("The lists and archives below lead to everything.")));
      return;
    }
    let status = error.status || 0;
    try {
      status = status || (await fetch(at("index"), { method: "HEAD" })).status;
    } catch { /* no connection */ }
    if (status === 404) say(_("This edition has no search index."), made("p", "",
      _("It was made without one, or it is still to be made. The lists and archives below lead to everything.")));
    else say(_("The search could not be loaded."), made("p", "", _("Perhaps there is no connection."), " ", again));
  };
  const nothing = (missing) => {
    const ways = missing.length ? [] : [_("Try fewer words, other ones, or only the beginning of a word.")];
    if (isNarrowed() || state.from || state.to) ways.push(_("Take away what narrows down."));
    ways.push(_("Go by the lists and archives below."));
    say(fill(state.q ? _("No event for “{words}”.") : _("Nothing found."), { words: state.q }), made("ul", "", ...ways.map((way) => made("li", "", way))));
  };

  // What the words stand for, and the pages with such names. A word that is nowhere is replaced by the nearest one.
  const unspaced = async (typed, items, rows) => { // a text without spaces, divided if nothing but its parts is known
    const isKnown = (part, all, names) => spelled(part, all).length || matching(names, concepts([part])).length;
    if (typed.isQuoted || !UNSPACED.test(typed.words[0]) || isKnown(typed, rows, items) || !Intl.Segmenter) return [typed];
    const parts = [...new Intl.Segmenter(language, { granularity: "word" }).segment(typed.text)]
      .filter((one) => one.isWordLike).map(({ segment }) => ({ text: segment, words: wordsIn(segment), isQuoted: false }));
    const words = parts.flatMap((part) => part.words);
    const [all, names] = await Promise.all([rowsFor(words).catch(() => []), (await open(form.dataset.names)).of(words)]);
    return parts.every((part) => isKnown(part, all, names)) ? parts : [typed];
  };
  const understood = async (known, typed, rows) => {
    const words = typed.flatMap((one) => one.words);
    const first = await known.of(words);
    const parts = (await Promise.all(typed.map((one) => unspaced(one, first, rows)))).flat();
    const named = concepts(parts, known.also, first).map((concept) => { // a form or a part of a name stands for the name
      const isFound = concept.also.length || concept.words.length > 1 || spelled(concept.parts[0], rows).length;
      const meant = isFound ? [] : counterparts(first, concept.words[0]);
      const also = meant.flatMap((word) => [word, ...(known.also.get(wordsIn(word).join(" ")) || [])]);
      return isFound ? concept : { ...concept, also: [...new Set(also)] };
    });
    const more = [...new Set([...words, ...[...parts, ...named].flatMap((one) => one.words), ...named.flatMap(({ also }) => also.flatMap(wordsIn))])];
    const spellings = new Set(first.flatMap((item) => item.others.flatMap(wordsIn))); // of what has been loaded already
    const keys = named.flatMap(({ also }) => also.map(keyOf)).filter((word) => !spellings.has(word));
    const needed = [...words, ...parts.flatMap((one) => one.words), ...keys];
    const [items, others] = await Promise.all([known.of(needed), rowsFor(more).catch(() => [])]);
    const all = [...new Map([...rows, ...others].map((row) => [row[0], row])).values()];
    return { asked: await Promise.all(named.map((one) => withTerms(all, one))), items };
  };
  const isNowhere = (items) => (concept) => !concept.others.length && !concept.forms.length && !matching(items, [concept]).length
    && concept.terms.some((terms) => !terms.length);
  const spellings = async (known, concept, items, rows) => {
    const candidates = [...namedWords(items), ...rows.map(([key, written]) => written || key)];
    let near = nearest(concept.words[0], candidates);
    if (!near.length) near = nearest(concept.words[0], namedWords(await known.all()));
    const names = namedWords(await known.of(near.flatMap(({ text }) => wordsIn(text))));
    return near.map((one) => ({ text: names.find((name) => folded(name) === folded(one.text)) || one.text }));
  };
  const corrected = async (known, typed) => {
    let failure = null;
    const rows = await rowsFor(typed.flatMap((one) => one.words)).catch((error) => {
      failure = error;
      return null;
    });
    const { asked, items } = await understood(known, typed, rows || []);
    const nowhere = asked.filter((one) => one.parts.length === 1 && !one.parts[0].isQuoted && isNowhere(items)(one));
    const near = new Map(await Promise.all(nowhere.map(async (one) => [one.parts[0], await spellings(known, one, items, rows || [])])));
    const missing = nowhere.filter((one) => rows || near.get(one.parts[0]).length); // without an index only names are known
    const better = typed.map((one) => {
      const [best] = near.get(one) || [];
      return best ? { text: best.text, words: wordsIn(best.text), isQuoted: false } : one;
    });
    if (![...near.values()].some((others) => others.length)) return { asked, items, near, missing, failure };
    const again = await understood(known, better, await rowsFor(better.flatMap((one) => one.words)).catch(() => []));
    return { ...again, near, missing, failure };
  };
  const textOf = (typed) => typed.map(({ text }) => text).join(" ");
  const searchLink = (text) => {
    const link = made("a", "", text);
    link.href = `?${new URLSearchParams({ q: text })}`;
    return link;
  };
  const line = (message, values) => made("p", "", ...message.split(/(\{\w+\})/)
    .flatMap((part) => (/^\{\w+\}$/.test(part) ? values[part.slice(1, -1)] : part)));
  const commas = (links) => links.flatMap((link, place) => (place ? [", ", link] : [link]));
  const notesOn = ({ near, missing }, typed) => missing.map((concept) => {
    const [best, ...others] = near.get(concept.parts[0]) || [];
    const [own, rest] = [concept.parts[0], typed.filter((one) => one !== concept.parts[0])];
    const instead = ({ text }) => searchLink(textOf(typed.map((one) => (one === own ? { text } : one))));
    if (best) {
      const values = { word: own.text, other: made("strong", "", best.text), others: commas(others.map(instead)) };
      return line(others.length ? _("Nothing here has “{word}”. Showing {other}. Or: {others}") : _("Nothing here has “{word}”. Showing {other}."), values);
    }
    if (!rest.length) return line(_("Nothing here has “{word}”, or a word like it."), { word: own.text });
    return line(_("Nothing here has “{word}”, or a word like it. Search without it: {rest}"), { word: own.text, rest: searchLink(textOf(rest)) });
  });
  const alsoShown = async (asked, items, isWide) => { // what stands for the words and has found something
    const isNamed = (concept, phrase) => items.some((item) => stands(phrase, item)
      && !matching([item], [{ ...concept, also: [] }]).some(({ fit }) => fit < 3));
    const shown = await Promise.all(asked.map(async (concept) => {
      const sizes = new Map(await Promise.all(concept.others.map(async (phrase) => [phrase, (await having(quoted(phrase))).size])));
      return [...concept.also.filter((phrase) => sizes.get(phrase) || isNamed(concept, phrase)), ...(isWide ? concept.forms : [])];
    }));
    const phrases = [...new Set(shown.flat())];
    const holds = (phrase, other) => phrase !== other && ` ${wordsIn(phrase).join(" ")} `.includes(` ${wordsIn(other).join(" ")} `);
    return phrases.filter((phrase) => !phrases.some((other) => holds(phrase, other)));
  };
  const showNamed = (rows, shown = PAGES) => {
    const list = named.querySelector("ol");
    list.replaceChildren(...rows.slice(0, shown).map(({ text, also, kind, about, url }) => {
      const link = made("a", "", text);
      link.href = new URL(url, root);
      const names = also ? [" ", made("bdi", "by", `(${also})`)] : [];
      return made("li", "", made("h3", "", link, ...names), made("p", "", made("span", "by", kind), ...(about ? [" ", about] : [])));
    }));
    const button = named.querySelector("button");
    button.hidden = rows.length <= shown;
    button.textContent = plural(ngettext("{number} more page", "{number} more pages"), rows.length - shown);
    button.onclick = () => {
      showNamed(rows, rows.length);
      list.children[shown].querySelector("a").focus();
    };
    named.hidden = !rows.length;
  };
  const show = async (groups, start, known) => {
    const [soonest, ...others] = groups.slice(start, start + DAYS);
    const first = soonest && (await dayItem(soonest));
    return async () => {
      if (!first) return;
      more.hidden = true;
      hits.append(first);
      const rest = await Promise.all(others.map(dayItem));
      if (!first.isConnected) return;
      hits.append(...rest);
      if (known) showStatus(known);
      more.hidden = groups.length <= start + DAYS;
      more.querySelector("button").onclick = async () => {
        const next = await show(groups, start + DAYS, known || (await columns().catch(() => null)));
        await next();
        const there = hits.children[start + DAYS];
        if (there) there.querySelector("a").focus();
      };
    };
  };
  const clear = () => {
    notes.replaceChildren();
    showNamed([]);
  };
  const understand = async (own) => {
    const known = await open(form.dataset.names);
    const typed = typedIn(state.q, known);
    const isCommon = typed.every((one) => !one.isQuoted && one.words.every((word) => known.leftOut.has(word)));
    const result = await corrected(known, typed);
    const pagesNamed = matching(result.items, result.asked).filter((item) => !isCommon || item.fit < 1);
    if (own !== run) return null;
    const isLimited = isNarrowed() || state.from || state.to;
    const days = dated(known, state.q);
    showNamed(isLimited ? [] : [...days, ...pagesNamed.filter(({ fit }) => !days.length || fit < 3)]);
    notes.replaceChildren(...(isCommon ? [] : notesOn(result, typed)));
    return { ...result, isCommon };
  };
  const answer = async () => {
    const own = (run += 1);
    const isAsked = /[\p{L}\p{N}]/u.test(state.q);
    const isLimited = isNarrowed() || state.from || state.to;
    found.hidden = !isAsked && !isLimited;
    document.body.classList.toggle("asked", !found.hidden);
    showChips(null);
    try {
      if (found.hidden) {
        if (narrow.open) showFacets(await columns(), byColumns(await columns()));
        return;
      }
      if (!hits.children.length) say(_("Searching …"));
      if (!isAsked) clear();
      const query = isAsked ? await understand(own) : { asked: [], missing: [] };
      if (!query || own !== run) return;
      if (query.isCommon) {
        say(fill(_("“{words}” is on nearly every page. Add a rarer word, or put it in quotation marks."), { words: state.q }));
        return;
      }
      if (query.failure) throw query.failure; // after the pages have been shown, which need no index
      const early = isNarrowed() || !isAsked ? await columns() : null;
      const { groups: matched, isWide } = isAsked ? await byConcepts(query.asked) : { groups: byColumns(early), isWide: false };
      const all = matched.filter(inPeriod);
      const groups = sorted(early ? narrowed(early, all) : all);
      const paint = await show(groups, 0, early);
      if (own !== run) return;
      if (!groups.length) nothing(query.missing);
      else {
        const sum = summed(groups);
        say(isAsked ? fill(_("{found} for “{words}”"), { found: sum, words: state.q }) : sum);
        await paint();
        if (own !== run) return;
      }
      const also = isAsked ? await alsoShown(query.asked, query.items, isWide) : [];
      if (own !== run) return;
      if (also.length) notes.append(made("p", "", fill(_("Also showing: {words}"), { words: also.join(", ") })));
      const isSparing = navigator.connection && navigator.connection.saveData;
      if (!early && !narrow.open && isSparing) return;
      const known = early || (await columns());
      if (own !== run) return;
      showStatus(known);
      showChips(known);
      showFacets(known, all);
    } catch (error) {
      if (own === run) failed(error);
    }
  };
  const fillForm = () => {
    q.value = state.q;
    from.value = state.from;
    to.value = state.to;
    order.value = state.order;
  };
  const ask = (isStep) => {
    fillForm();
    if (address() !== (location.search || location.pathname)) {
      history[isStep ? "pushState" : "replaceState"](null, "", address());
    }
    answer();
  };

  let waiting = 0;
  q.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      state.q = q.value.trim();
      if (address() !== (location.search || location.pathname)) history.replaceState(null, "", address());
      answer();
    }, 250);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    state.q = q.value.trim();
    ask(true);
  });
  form.addEventListener("change", ({ target }) => {
    if (target === q) return;
    if (target.name in FACETS) {
      const others = state.chosen[target.name].filter((value) => value !== target.value);
      const isOn = target.type === "checkbox" ? target.checked : target.value;
      state.chosen[target.name] = isOn ? [...others, target.value] : others;
    } else state[target.name] = target.value;
    ask(true);
  });
  narrow.addEventListener("toggle", () => {
    if (narrow.open && !facetBox.children.length) answer();
  });
  addEventListener("popstate", () => {
    state = asked();
    fillForm();
    hits.replaceChildren();
    answer();
  });
  const step = (event, by) => {
    const links = [...found.querySelectorAll("h3 a")];
    const next = links.indexOf(document.activeElement) + by;
    if (next >= links.length || !links.length) return;
    event.preventDefault();
    (next < 0 ? q : links[next]).focus();
  };
  q.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") step(event, 1);
  });
  found.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") step(event, 1);
    if (event.key === "ArrowUp") step(event, -1);
    if (event.key === "Escape") q.focus();
  });

  form.hidden = false;
  narrow.open = Boolean(location.search) && (matchMedia("(width >= 66rem)").matches || isNarrowed());
  fillForm();
  if (!location.search) q.focus();
  answer();
})();
