// What is new between two days, or since the last visit if the reader wants this device to remember it: the same words
// in the same order as on the pages of weeks and months, from the files of the months.
(() => {
  "use strict";
  const form = document.querySelector("form.since");
  const found = document.querySelector(".found");
  if (!form || !found) return;
  const { from, until, keep, visit } = form.elements;
  const shown = 3, listed = 5, headlines = 7, most = 520;  // as on the pages
  const language = document.documentElement.lang;
  const fill = (message, values) => message.replace(/\{(\w+)\}/g, (all, name) => values[name]);
  const rules = new Intl.PluralRules(language);
  const plural = (forms, number, values) => fill(forms[rules.select(number)] || forms.other,
    { ...values, number: number.toLocaleString(language) });
  const store = (change) => {
    try {
      return change(localStorage);
    } catch {
      return null;
    }
  };
  const dates = new Intl.DateTimeFormat(/^en$/.test(language) ? "en-GB" : language,
    { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const at = (day) => new Date(`${day}T00:00Z`);
  const named = (day) => dates.format(at(day));
  const range = (first, last) => dates.formatRange(at(first), at(last)).replace(/[\u2009\u202f]/g, " ").replace(/^(\d+) – /, "$1–");
  const made = (tag, name, ...parts) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...parts.filter((part) => part !== ""));
    return element;
  };
  const link = (root, url, text) => {
    const element = made("a", "", text);
    element.href = new URL(url, root);
    return element;
  };
  const spaced = (...parts) => parts.filter(Boolean).flatMap((part, place) => (place ? [" ", part] : [part]));
  const note = (name, text) => text && made("span", name, text);

  const months = form.dataset.months.split(" ");
  const load = async (month) => {
    const answer = await fetch(form.dataset.file.replace("0000-00", month));
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };
  const item = ([id, number, days, day, kind, thread, weight, isLate, line]) =>
    ({ id, number, days, day, kind, thread, weight, isLate, line });
  const due = ([id, shownBy, day, thread, line]) => ({ id, shownBy, day, thread, line });
  const figureOf = ([title, url, order, rank]) => ({ title, url, order, rank });
  const value = ([figure, day, by, now, nowAsOf, caveat, then, thenAsOf, number, numberThen]) =>
    ({ figure, day, by, now, nowAsOf, caveat, then, thenAsOf, number, numberThen });

  // The news of the days from `first` to `last`, out of those of the months that they are in.
  const between = (parts, first, last) => {
    const inside = (day) => day >= first && day <= last;
    const items = new Map(parts.flatMap((part) => part.items.map(item)).filter(({ days }) => days.some(inside))
      .map((one) => [`${one.kind} ${one.id} ${one.number}`, one]));
    return {
      first, last,
      threads: Object.assign({}, ...parts.map((part) => part.threads)),
      figures: Object.assign({}, ...parts.map((part) => part.figures)),
      figuresOf: (thread) => [...new Set(parts.flatMap((part) => part.figures_of[thread] || []))],
      headlines: parts.flatMap((part) => part.headlines).filter(([day]) => inside(day)),
      items: [...items.values()],
      due: parts.flatMap((part) => part.due.map(due)).filter(({ day }) => inside(day)),
      values: parts.flatMap((part) => part.values.map(value)).filter(({ day }) => inside(day)),
    };
  };
  const some = (items, ...kinds) => items.filter(({ kind }) => kinds.includes(kind)).length;
  const reportsOf = (items) => items.filter(({ kind }) => kind === "event" || kind === "plan");
  const newReports = (number) => plural(ngettext("{number} new report", "{number} new reports"), number);
  const reportCounts = (items, withLate) => {
    const reports = some(items, "event"), plans = some(items, "plan");
    const late = items.filter(({ isLate, kind }) => withLate && isLate && kind === "event").length;
    return [
      reports && (late ? plural(ngettext("{number} new report ({late} added to earlier days)",
        "{number} new reports ({late} added to earlier days)"), reports, { late: late.toLocaleString(language) })
        : newReports(reports)),
      plans && plural(ngettext("{number} plan announced", "{number} plans announced"), plans),
    ].filter(Boolean);
  };
  const changeCounts = (items) => {
    const updates = some(items, "outcome", "change", "answer"), claims = some(items, "status", "claim");
    return [
      updates && plural(ngettext("{number} update or correction", "{number} updates or corrections"), updates),
      claims && plural(ngettext("{number} claim newly confirmed, denied or disputed",
        "{number} claims newly confirmed, denied or disputed"), claims),
    ].filter(Boolean);
  };
  const weightiest = (reports) => reports.toSorted((one, other) => (one.day < other.day) - (one.day > other.day)
      || (one.id < other.id) - (one.id > other.id)).toSorted((one, other) => one.weight - other.weight).slice(0, shown);
  const inTimeOrder = (reports) => reports.toSorted((one, other) => (one.day > other.day) - (one.day < other.day)
    || (one.id > other.id) - (one.id < other.id));

  // For each party the last value of a figure, and the first in these days or else the last before.
  const changes = (news, figure) => {
    const parties = new Map();
    for (const one of news.values.filter((of) => of.figure === figure))
      parties.set(one.by, [...(parties.get(one.by) || []), one]);
    return [...parties.values()].map((all) => {
      const first = all[0], last = all.at(-1);
      const [then, thenAsOf, before] = first.day < last.day
        ? [first.now, first.nowAsOf, first.number] : [first.then, first.thenAsOf, first.numberThen];
      const exact = last.number !== null && before !== null;
      return { ...figureOf(news.figures[figure]), ...last, then, thenAsOf, difference: exact ? signed(last.number - before) : "" };
    });
  };
  const signed = (number) => number && (number > 0 ? "+" : "\u2212")
    + Math.abs(number).toLocaleString("en", { maximumFractionDigits: 9 });
  const telling = (all, leaders) => {
    const inOrder = all.toSorted((one, other) => one.order - other.order);
    const changed = inOrder.filter(({ then }) => then).slice(0, shown);
    if (!changed.length && !leaders.length) return inOrder.slice(0, 1);
    return changed.filter((one) => !leaders.some(({ url, by }) => url === one.url && by === one.by));
  };
  // One figure of each rank before a second of the same; those that are chosen by rank.
  const leading = (news) => {
    const ordered = Object.keys(news.figures)
      .map((figure) => [figure, changes(news, figure).find(({ then, now }) => then && then !== now)]).filter(([, change]) => change)
      .sort(([id, one], [id2, other]) => one.rank - other.rank || one.order - other.order || (id > id2) - (id < id2))
      .map(([, change], place) => ({ ...change, place }));
    const turn = ({ rank, place }) => ordered.filter((one) => one.rank === rank && one.place < place).length;
    return ordered.toSorted((one, other) => turn(one) - turn(other)).slice(0, shown).sort((one, other) => one.place - other.place);
  };

  const row = (root, [when, title, url, lang, text, mark, tone, changed]) => {
    const target = link(root, url, title);
    if (lang) target.lang = lang;
    return made("li", "line", ...spaced(note("when", when), target, note("plan", text), note(`status ${tone}`, mark), note("mark", changed)));
  };
  const rows = (root, lines) => made("ul", "lines", ...lines.map((line) => row(root, line)));
  const figure = (root, { title, url, by, now, nowAsOf, caveat, then, thenAsOf, difference }) => made("li", "", link(root, url, title),
    ...(by ? [" ", made("span", "by", `(${by})`)] : []), ": ", ...(then
      ? [`${then} `, made("span", "by", `(${thenAsOf})`), _(", now "), made("b", "", now), " ", made("span", "by", `(${[nowAsOf, difference].filter(Boolean).join(", ")})`)]
      : [made("b", "", now), " ", made("span", "by", fill(_("({date}, first given)"), { date: nowAsOf }))]),
    ...(caveat ? [" ", note("by caveat", caveat)] : []));
  const more = (root, number, topic) => {
    if (number < 1) return [];
    const text = topic ? ngettext("{number} more on the topic’s page", "{number} more on the topic’s page")
      : ngettext("{number} more under What changed", "{number} more under What changed");
    return [made("p", "rest", link(root, topic ? topic[1] : "changes/", plural(text, number)))];
  };
  const groups = [
    [["claim", "status"], _("Claims newly confirmed, denied or disputed")],
    [["change"], _("Corrected or updated")],
    [["answer"], _("Questions answered")],
    [["question"], _("Questions asked")],
  ];
  const folds = (root, others, topic) => {
    const asked = others.filter(({ kind }) => kind === "question").length;
    const also = [...changeCounts(others),
      ...(asked ? [plural(ngettext("{number} question asked", "{number} questions asked"), asked)] : [])].join(", ");
    if (!also) return [also, []];
    const parts = groups.flatMap(([kinds, title]) => {
      const of = others.filter(({ kind }) => kinds.includes(kind));
      if (!of.length) return [];
      const lines = rows(root, of.slice(0, listed).map(({ line }) => line));
      return [made("h3", "", title), lines, ...more(root, of.length - listed, kinds.includes("change") ? null : topic)];
    });
    return [also, [made("details", "", made("summary", "", also), ...parts)]];
  };
  const inFigures = (root, figures) => (figures.length ? made("section", "in-figures", made("h3", "", _("In figures")),
    made("ul", "changes", ...figures.map((one) => figure(root, one)))) : "");
  const textOf = ({ line: [when, title, , , text, mark, , changed] }) => [when, title, text, mark, changed].join(" ");
  const counted = (texts) => texts.join(" ").split(/\s+/).filter(Boolean).length;
  const topicOf = (root, id, news, leaders) => {
    const lines = (heading, items) => (items.length
      ? [heading && made("h3", "", heading), rows(root, items.map(({ line }) => line))] : []);
    const topic = news.threads[id];
    const items = news.items.filter(({ thread }) => thread === id), reports = reportsOf(items);
    const expected = news.due.filter(({ thread }) => thread === id);
    const came = new Map(expected.map((one) => [one.id, one]));
    const inTime = ({ kind, days: [day] }) => kind === "outcome" && day >= news.first && day <= news.last;
    for (const one of items) if (inTime(one) && !came.has(one.id)) came.set(one.id, { ...one, shownBy: "" });
    const settled = [...came.values()].filter(({ shownBy }) => !shownBy || !came.has(shownBy)).slice(0, shown);
    const candidates = reports.filter((one) => !came.has(one.id)), byWeight = weightiest(candidates);
    const ofTopic = inTimeOrder(byWeight), top = byWeight[0] || settled[0];
    const figures = telling(news.figuresOf(id).flatMap((figure) => changes(news, figure)), leaders);
    const answered = new Set(items.filter(({ kind }) => kind === "answer").map((one) => one.id));
    const others = items.filter(({ kind, id: of }) => !["event", "plan", "outcome"].includes(kind)
      && !(kind === "question" && answered.has(of)));
    const [also, fold] = folds(root, others, topic);
    const total = reportCounts(reports).join(", ");
    const title = topic ? topic[0] : _("Outside the topics");
    const rest = more(root, candidates.length - ofTopic.length, topic);
    const without = (items, one) => items.filter((item) => item !== one);
    const body = (isShown) => [
      ...(topic && topic[2] ? [made("div", "about", ...spaced(topic[2], note("by", topic[3])))] : []),
      ...lines("", without(ofTopic, isShown)), ...rest,
      ...(figures.length ? [made("h3", "", _("Figures, then and now")), made("ul", "changes", ...figures.map((one) => figure(root, one)))] : []),
      ...lines(_("What came due"), without(settled, isShown)), ...fold,
    ];
    const texts = [title, total, topic ? `${topic[2]} ${topic[3]}` : "", also, ...[...ofTopic, ...settled].map(textOf),
      ...figures.map((one) => [one.title, one.by, one.then, one.thenAsOf, one.now, one.nowAsOf].join(" "))];
    const words = counted(texts), foldedWords = counted([title, total, top ? textOf(top) : ""]);
    const weights = reports.map(({ weight }) => weight), number = (weight) => weights.filter((one) => one === weight).length;
    const order = [Number(!topic), -number(0), -number(1), -weights.length];
    const heading = made("h2", "", topic ? link(root, topic[1], title) : title);
    const build = (isOpen) => (isOpen
      ? made("section", "matter", heading, total && made("p", "by", total), ...body())
      : made("section", "matter folded", heading, ...(top ? [rows(root, [top.line])] : []),
        made("details", "", made("summary", "", total || _("More")), ...body(top))));
    return { id, order, words, foldedWords, build };
  };
  const compared = (one, other) => {
    const place = one.order.findIndex((value, at) => value !== other.order[at]);
    return place < 0 ? (one.id > other.id) - (one.id < other.id) : one.order[place] - other.order[place];
  };
  const heads = (root, lines) => {
    if (!lines.length) return "";
    const list = made("ol", "heads", ...lines.map(([iso, day, title, url]) => {
      const time = made("time", "when", day);
      time.dateTime = iso;
      return made("li", "", time, " ", link(root, url, title));
    }));
    const folded = made("details", "", made("summary", "", plural(ngettext("{number} headline", "{number} headlines"), lines.length)), list);
    return made("section", "days-in-short", made("h3", "", _("Day by day")), lines.length > headlines ? folded : list);
  };
  const show = async (first, last) => {
    found.hidden = false;
    found.replaceChildren(made("p", "none", _("Looking …")));
    try {
      const parts = await Promise.all(months.filter((month) => month >= first.slice(0, 7) && month <= last.slice(0, 7)).map(load));
      const root = new URL("../../", new URL(form.dataset.file, location));
      const news = between(parts, first, last);
      const ids = new Set([...news.items, ...news.due].map(({ thread }) => thread));
      const figures = leading(news);
      const topics = [...ids].map((id) => topicOf(root, id, news, figures)).sort(compared);
      let sum = topics.reduce((all, { foldedWords }) => all + foldedWords, 0);
      const sections = topics.map(({ words, foldedWords, build }, place) => build((sum += words - foldedWords) <= most || !place));
      const title = made("h2", "", fill(_("What is new: {dates}"), { dates: first === last ? named(first) : range(first, last) }));
      found.replaceChildren(title, made("p", "standfirst", `${[...reportCounts(news.items, true), ...changeCounts(news.items)].join(", ") || newReports(0)}.`), heads(root, news.headlines),
        inFigures(root, figures), made("div", "topics", ...(sections.length ? sections : [made("p", "none", _("Nothing new in this period."))])));
    } catch {
      found.replaceChildren(made("p", "none", _("That could not be loaded. The links on this page work without script.")));
    }
  };

  const output = form.querySelector(".named");
  const name = () => {
    const complete = from.value && until.value;
    output.textContent = complete ? fill(_("From {first} until {last}"), { first: named(from.value), last: named(until.value) }) : "";
    until.setCustomValidity(complete && until.value < from.value ? _("The last day is before the first.") : "");
  };
  const last = store((kept) => kept.getItem("visit"));
  const today = new Date().toLocaleDateString("en-CA");
  keep.checked = Boolean(last);
  if (last && /^\d{4}-\d\d-\d\d$/.test(last)) {
    visit.textContent = fill(_("Since my last visit, {date}"), { date: named(last) });
    visit.hidden = false;
    visit.addEventListener("click", () => show(last, until.max > last ? until.max : last));
  }
  const remember = () => store((kept) => (keep.checked ? kept.setItem("visit", today) : kept.removeItem("visit")));
  if (last) remember();
  keep.addEventListener("change", remember);
  form.addEventListener("input", name);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    output.textContent = "";  // the heading of what is found names the days
    show(from.value, until.value);
  });
  name();
  form.hidden = false;
  keep.closest("p").hidden = false;
})();
