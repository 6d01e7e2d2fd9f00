// What is new since any day, or since the last visit if the reader wants this browser to remember it.
(() => {
  "use strict";
  const form = document.querySelector("form.since");
  const found = document.querySelector(".found");
  if (!form || !found) return;
  const { day, keep, visit } = form.elements;
  const labels = { outcome: _("Outcome"), figure: _("Figure"), question: _("Asked"), answer: _("Answered") };
  const most = 40;
  const fill = (message, values) => message.replace(/\{(\w+)\}/g, (all, name) => values[name]);
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const plural = (forms, number) => fill(forms[rules.select(number)] || forms.other, { number });
  const store = (change) => {
    try {
      return change(localStorage);
    } catch {
      return null;
    }
  };
  const named = (date) => new Date(`${date}T00:00Z`).toLocaleDateString(document.documentElement.lang,
    { dateStyle: "long", timeZone: "UTC" });
  const made = (tag, name, ...parts) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...parts);
    return element;
  };
  const link = (root, address, text) => {
    const element = made("a", "", text);
    element.href = new URL(address, root);
    return element;
  };

  const months = form.dataset.months.split(" ");
  const load = async (month) => {
    const answer = await fetch(form.dataset.file.replace("0000-00", month));
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };
  const isNew = (since) => ([on, kind, , , , , known]) =>
    on >= since && (["event", "figure", "question"].includes(kind) || known < since);
  const row = (root, [on, kind, , address, title, text]) => {
    const label = labels[kind] ? fill(_("{kind}, {date}"), { kind: labels[kind], date: named(on) }) : named(on);
    return made("li", "line", made("span", "when", label), " ", link(root, address, title), " ", made("span", "plan", text));
  };
  const section = (root, thread, items) => {
    const title = made("h2", "", thread ? link(root, thread[1], thread[0]) : _("Outside the topics"));
    const rows = items.slice(0, most).map((item) => row(root, item));
    const more = items.length - rows.length;
    const parts = [title, made("ul", "lines", ...rows)];
    if (more > 0) parts.push(made("p", "by", plural(ngettext("And {number} more.", "And {number} more."), more)));
    return made("section", "matter", ...parts);
  };
  const show = async (since) => {
    found.replaceChildren(made("p", "none", _("Looking …")));
    try {
      const parts = await Promise.all(months.filter((month) => month >= since.slice(0, 7)).map(load));
      const root = new URL("../../", new URL(form.dataset.file, location));
      const threads = Object.assign({}, ...parts.map((part) => part.threads));
      const items = parts.flatMap((part) => part.items).filter(isNew(since)).reverse();
      const groups = new Map();
      for (const item of items) groups.set(item[2], [...(groups.get(item[2]) || []), item]);
      const order = [...groups].sort(([one], [other]) => !one - !other);
      const heading = items.length ? _("New since {date}") : _("Nothing has become known since {date}.");
      found.replaceChildren(made("p", "standfirst", fill(heading, { date: named(since) })),
        ...order.map(([id, list]) => section(root, threads[id], list)));
    } catch {
      found.replaceChildren(made("p", "none", _("That could not be loaded. The links above work without script.")));
    }
  };

  const last = store((kept) => kept.getItem("visit"));
  const today = new Date().toLocaleDateString("en-CA");
  keep.checked = Boolean(last);
  if (last && /^\d{4}-\d\d-\d\d$/.test(last)) {
    visit.textContent = fill(_("Since my last visit, {date}"), { date: named(last) });
    visit.hidden = false;
    visit.addEventListener("click", () => show(last));
  }
  const remember = () => store((kept) => (keep.checked ? kept.setItem("visit", today) : kept.removeItem("visit")));
  if (last) remember();
  keep.addEventListener("change", remember);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(day.value);
  });
  form.hidden = false;
})();
