// Filters for the events of a page: collected from the page, and stored only in its address.
(() => {
  "use strict";
  const place = document.querySelector(".order");
  const items = [...document.querySelectorAll("[data-f]")].map((element) => {
    const names = element.dataset.f.split("\n").map((line) => line.split("\t").filter(Boolean));
    const link = element.querySelector("h3 a, :scope > a");
    return { element, names, id: link.href, heavy: /\b(lead|key)\b/.test(element.className) };
  });
  const total = new Set(items.map((item) => item.id)).size;
  const slug = (name) => name.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  const made = (tag, name, ...parts) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...parts);
    return element;
  };
  const number = (list) => new Set(list.map((item) => item.id)).size;
  const most = 8;
  const fill = (message, values) => message.replace(/\{(\w+)\}/g, (all, name) => values[name]);
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const plural = (forms, number) => fill(forms[rules.select(number)] || forms.other, { number });

  const facets = [["type", _("Type")], ["status", _("Status")], ["thread", _("Topic")], ["place", _("Place")],
    ["actor", _("Person or group")]];
  const groups = facets.map(([key, label], at) => {
    const names = [...new Set(items.flatMap((item) => item.names[at]))];
    const options = names.map((name) => ({ name, slug: slug(name), of: items.filter((item) => item.names[at].includes(name)) }))
      .filter((option) => number(option.of) < total)
      .sort((one, other) => number(other.of) - number(one.of) || one.name.localeCompare(other.name));
    return { label, key, at, options };
  }).filter((group) => group.options.length);
  const someKey = items.some((item) => item.heavy) && items.some((item) => !item.heavy);
  if (!place || !(groups.length || someKey)) return;

  const box = (text) => {
    const input = made("input");
    input.type = "checkbox";
    const count = made("span", "by");
    return { input, count, label: made("label", "", input, `${text} `, count) };
  };
  const listed = (group) => {
    for (const option of group.options) Object.assign(option, box(option.name));
    const set = made("fieldset", "", made("legend", "", group.label), ...group.options.slice(0, most).map((o) => o.label));
    set.setAttribute("aria-label", group.label);
    const rest = group.options.slice(most);
    if (rest.length) set.append(made("details", "", made("summary", "", plural(ngettext("{number} more", "{number} more"), rest.length)), ...rest.map((o) => o.label)));
    return set;
  };
  const heavy = box(_("Key events only"));
  const sets = made("div", "sets", ...groups.map(listed));
  const choices = made("div", "choices", ...(someKey ? [heavy.label] : []), sets);
  const said = made("p", "");
  said.setAttribute("role", "status");
  const all = made("button", "", _("Show all"));
  all.type = "button";
  const panel = made("details", "", made("summary", "", _("Filter")), choices);
  const filters = made("div", "filters", panel, made("div", "hidden-now", said, all));

  const chosen = (group) => group.options.filter((option) => option.input.checked);
  const fits = (item, group) => {
    const wanted = chosen(group);
    return !wanted.length || wanted.some((option) => item.names[group.at].includes(option.name));
  };
  const passes = (item, but) => (but === heavy || !heavy.input.checked || item.heavy)
    && groups.every((group) => group === but || fits(item, group));
  const count = (option, list) => {
    const n = number(list);
    option.count.textContent = n;
    option.input.disabled = !n && !option.input.checked;
  };
  const empty = (element) => {
    const inside = [...element.querySelectorAll("[data-f]")];
    return inside.length ? inside.every((one) => one.hidden) : false;
  };
  const show = () => {
    const active = heavy.input.checked || groups.some((group) => chosen(group).length);
    for (const item of items) item.element.hidden = !passes(item);
    for (const day of document.querySelectorAll(".days > li, .daylist > li")) {
      day.hidden = empty(day) || (active && !day.querySelector("[data-f]"));
    }
    for (const section of document.querySelectorAll(".course > section, .three > section, .text > section")) {
      if (section !== place) section.hidden = empty(section);
    }
    for (const group of groups) {
      const others = items.filter((item) => passes(item, group));
      for (const option of group.options) count(option, others.filter((item) => option.of.includes(item)));
    }
    count(heavy, items.filter((item) => item.heavy && passes(item, heavy)));
    const hidden = total - number(items.filter((item) => !item.element.hidden));
    said.textContent = hidden ? fill(_("{hidden} of {total} hidden"), { hidden, total }) : "";
    all.hidden = !active;
    panel.firstChild.textContent = active ? _("Filter (on)") : _("Filter");
    return active;
  };

  const keep = () => {
    const to = new URL(location);
    for (const group of groups) {
      to.searchParams.delete(group.key);
      for (const option of chosen(group)) to.searchParams.append(group.key, option.slug);
    }
    if (heavy.input.checked) to.searchParams.set("key", "1");
    else to.searchParams.delete("key");
    try {
      history.replaceState(history.state, "", to);
    } catch { /* a page opened as a file can't change its address */ }
  };
  const load = () => {
    const wanted = new URLSearchParams(location.search);
    for (const group of groups) {
      const values = wanted.getAll(group.key);
      for (const option of group.options) option.input.checked = values.includes(option.slug);
    }
    heavy.input.checked = someKey && wanted.has("key");
    panel.open = show();
  };
  choices.addEventListener("change", () => {
    show();
    keep();
  });
  all.addEventListener("click", () => {
    for (const input of choices.querySelectorAll("input")) input.checked = false;
    show();
    keep();
    panel.firstChild.focus();
  });
  place.querySelector(".timeline, .days, .daylist, .three").before(filters);
  load();
})();
