// The search page: words by Pagefind, filters by our own columns. The address holds the whole search.
(() => {
  "use strict";
  const form = document.querySelector("form.ask");
  if (!form) return;
  const found = document.querySelector(".found");
  const [chips, count, advice, hits, more] = [".chips", ".count", ".advice", ".hits", ".on-and-on"]
    .map((name) => found.querySelector(name));
  const narrow = form.querySelector(".narrow");
  const facetBox = form.querySelector(".facets");
  const { q, from, to, order } = form.elements;
  const FACETS = { status: _("Status"), type: _("Type"), thread: _("Topic"), actor: _("Person or group"), place: _("Place") };
  const DAYS = 5; // shown at first, and added by each click
  const EVENTS = 3; // of a day
  const VALUES = 6; // of a facet shown as boxes; the others are in a list
  const WINDOW = 28; // words in an excerpt
  const FEW = 3; // events; with fewer results the ends of words are cut off
  const at = (name) => new URL(form.dataset[name], location);
  const root = new URL("../../", at("facets"));
  const language = document.documentElement.lang;
  const made = (tag, name, ...parts) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...parts);
    return element;
  };
  const fill = (message, values) => message.replace(/\{(\w+)\}/g, (all, name) => values[name]);
  const rules = new Intl.PluralRules(language);
  const plural = (forms, number, values) => fill(forms[rules.select(number)] || forms.other,
    { ...values, number: number.toLocaleString(language) });
  const dayName = (day) => new Date(`${day}T00:00Z`).toLocaleDateString(/^en$/.test(language) ? "en-GB" : language,
    { weekday: day < "1582-10-15" ? undefined : "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).replace(",", "");
  const once = (load) => {
    let kept = null;
    return (...given) => {
      kept = kept || load(...given).catch((error) => {
        kept = null;
        throw error;
      });
      return kept;
    };
  };
  const json = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw Object.assign(new Error(address), { status: answer.status });
    return answer.json();
  };

  // Data, each loaded once: the engine, the offsets of events in indexed pages, columns, titles.
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
  const months = new Map();
  const titles = (month) => {
    if (!months.has(month)) months.set(month, once(() => json(form.dataset.titles.replace("0000-00", month))));
    return months.get(month)();
  };

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
  const wordsOf = (text) => (text.match(/["“”][^"“”]+["“”]|\S+/g) || [])
    .map((word) => word.replace(/[“”]/g, '"').replace(/[ʼ']/g, "’")).filter((word) => /[\p{L}\p{N}]/u.test(word));

  // The events that have all words. Pagefind gives the position of each word on a day's page; -1 is the day's brief.
  const search = async (words) => {
    const [pagefind, known] = await Promise.all([engine(), pages()]);
    const answers = await Promise.all(words.map((word) => pagefind.search(word)));
    const days = new Map();
    answers.forEach(({ results }, number) => {
      for (const result of results) {
        const page = known[result.id];
        const day = days.get(result.id) || { result, page, score: 0, places: new Map() };
        if (!page || (number && !days.has(result.id))) continue;
        days.set(result.id, day);
        day.score += result.score;
        let event = -1;
        for (const place of [...result.words].sort((one, other) => one - other)) {
          while (event + 1 < page[2].length && page[2][event + 1] <= place) event += 1;
          const having = day.places.get(event) || { words: new Set(), places: [] };
          having.words.add(number);
          having.places.push(place);
          day.places.set(event, having);
        }
      }
    });
    const groups = [];
    for (const { result, page, score, places } of days.values()) {
      const having = [...places].filter(([, { words: own }]) => own.size === words.length);
      if (!having.length) continue;
      const events = new Map(having.map(([event, one]) => [event, one.places]));
      groups.push({ day: page[0], seal: page[1], starts: page[2], result, score, events });
    }
    return groups;
  };
  const cut = (word, by) => (word.startsWith('"') ? word : word.slice(0, Math.max(4, word.length - by)));
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
  const byWords = async (words) => {
    let groups = await search(words);
    for (let by = 1; by <= 3 && total(groups) < FEW; by += 1) {
      const shorter = words.map((word) => (word.length > 4 ? cut(word, by) : word));
      if (shorter.join() === words.join()) break;
      const wider = await search(shorter);
      if (total(wider) > total(groups)) groups = wider;
    }
    return groups;
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
    if (state.order === "newest" || !state.q) return groups.sort(newest);
    return groups.sort((one, other) => other.score - one.score || newest(one, other));
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
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[ʼ’]/g, "'").toLowerCase();
  const others = (words) => { // the words found instead of one that occurs nowhere as typed
    const typed = words.filter((word) => !word.startsWith('"')).map(folded);
    const shown = [...new Set([...hits.querySelectorAll("mark")].map((mark) => folded(mark.textContent)))];
    if (typed.every((word) => shown.some((other) => other.startsWith(word)))) return [];
    return shown.filter((other) => !typed.some((word) => other.startsWith(word))).slice(0, 5);
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
  const nothing = () => {
    const ways = [_("Try fewer words, other ones, or only the beginning of a word.")];
    if (isNarrowed() || state.from || state.to) ways.push(_("Take away what narrows down."));
    ways.push(_("Go by the lists and archives below."));
    say(fill(state.q ? _("Nothing found for “{words}”.") : _("Nothing found."), { words: state.q }), made("ul", "", ...ways.map((way) => made("li", "", way))));
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
  const answer = async () => {
    const own = (run += 1);
    const words = wordsOf(state.q);
    const isAsked = words.length || isNarrowed() || state.from || state.to;
    found.hidden = !isAsked;
    document.body.classList.toggle("asked", Boolean(isAsked));
    showChips(null);
    try {
      if (!isAsked) {
        if (narrow.open) showFacets(await columns(), byColumns(await columns()));
        return;
      }
      if (!hits.children.length) say(_("Searching …"));
      const early = !words.length || isNarrowed() ? await columns() : null;
      const all = (words.length ? await byWords(words) : byColumns(early)).filter(inPeriod);
      const groups = sorted(early ? narrowed(early, all) : all);
      const paint = await show(groups, 0, early);
      if (own !== run) return;
      if (!groups.length) nothing();
      else {
        const sum = summed(groups);
        say(words.length ? fill(_("{found} for “{words}”"), { found: sum, words: state.q }) : sum);
        await paint();
        if (own !== run) return;
        const also = others(words);
        if (also.length) advice.append(made("p", "by", fill(_("Also showing: {words}"), { words: also.join(", ") })));
      }
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
    const links = [...hits.querySelectorAll("h3 a")];
    const next = links.indexOf(document.activeElement) + by;
    if (next >= links.length || !links.length) return;
    event.preventDefault();
    (next < 0 ? q : links[next]).focus();
  };
  q.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") step(event, 1);
  });
  hits.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") step(event, 1);
    if (event.key === "ArrowUp") step(event, -1);
    if (event.key === "Escape") q.focus();
  });

  form.hidden = false;
  narrow.open = matchMedia("(width >= 66rem)").matches || isNarrowed();
  fillForm();
  if (!location.search) q.focus();
  answer();
})();
