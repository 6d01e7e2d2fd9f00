// The jump box, for going to a thread, an actor, a place or a day by name; loaded when it is first opened.
(() => {
  "use strict";
  const told = document.currentScript.dataset;
  const file = new URL(told.names, location);
  const root = new URL("../", file);
  const most = 7;
  const fill = (message, values) => message.replace(/\{(\w+)\}/g, (all, name) => values[name]);
  const made = (tag, name, ...parts) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...parts);
    return element;
  };
  const field = made("input");
  const list = made("ul");
  const note = made("p", "by");
  const close = made("button", "", _("Close"));
  const box = made("dialog", "jump", made("p", "", field, close), list, note);
  box.setAttribute("aria-label", _("Go to, or search for"));
  for (const [name, value] of Object.entries({ type: "text", role: "combobox", "aria-label": _("Name or day"),
    "aria-autocomplete": "list", "aria-controls": "jump-list", "aria-expanded": "false", autocomplete: "off",
    spellcheck: "false", placeholder: _("Topic, person, place or day") })) field.setAttribute(name, value);
  list.id = "jump-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", _("Suggestions"));
  note.setAttribute("role", "status");
  close.type = "button";

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[ʼ’]/g, "'").toLowerCase();
  const padded = (number) => String(number).padStart(2, "0");
  const fits = (name, words, whole) => {
    const text = folded(name);
    if (text.startsWith(whole)) return 0;
    const parts = text.split(/[^\p{L}\p{N}]+/u);
    if (words.every((word) => parts.some((part) => part.startsWith(word)))) return 1;
    return text.includes(whole) ? 2 : 3;
  };
  const named = (known, words, whole) => {
    const found = [];
    for (const [kind, name, url, others] of known.names) {
      let best = [fits(name, words, whole), ""];
      for (const other of others) {
        const fit = fits(other, words, whole);
        if (fit < best[0]) best = [fit, other];
      }
      if (best[0] < 3) found.push({ fit: best[0], text: name, also: best[1], kind, url });
    }
    return found.sort((one, other) => one.fit - other.fit || one.text.length - other.text.length);
  };

  const dated = (known, whole) => {
    const days = new Set();
    const start = (text) => Date.parse(`${text}T00:00Z`);
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
    return found.slice(0, 3).map((day) => ({
      text: shown(day), also: "", kind: day.length > 7 ? counted(day) : _("Month"), url: `${day.replaceAll("-", "/")}/` }));
  };

  let kept = null;
  const load = () => {
    kept = kept || fetch(file).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
    return kept;
  };
  let options = [];
  let here = -1;
  const choose = (number) => {
    here = number;
    options.forEach(({ row }, place) => row.setAttribute("aria-selected", String(place === here)));
    if (here >= 0) field.setAttribute("aria-activedescendant", options[here].row.id);
    else field.removeAttribute("aria-activedescendant");
    if (here >= 0) options[here].row.scrollIntoView({ block: "nearest" });
  };
  const show = (found) => {
    options = found.map((one, place) => {
      const row = made("li", "", made("span", "", one.text, ...(one.also ? [` (${one.also})`] : [])), " ",
        made("span", "by", one.kind));
      row.id = `jump-${place}`;
      row.setAttribute("role", "option");
      return { ...one, row };
    });
    list.replaceChildren(...options.map(({ row }) => row));
    field.setAttribute("aria-expanded", String(options.length > 0));
    choose(options.length ? 0 : -1);
  };
  const look = async () => {
    const text = field.value.trim();
    const whole = folded(text);
    if (!whole) {
      show([]);
      note.textContent = _("Type a name or a day, as in 14 march.");
      return;
    }
    const everywhere = new URL(told.search, location);
    everywhere.searchParams.set("q", text);
    const last = { text: fill(_("Search all text for “{text}”"), { text }), also: "", kind: "", url: everywhere };
    try {
      const known = await load();
      if (field.value.trim() !== text) return;
      const found = [...dated(known, whole), ...named(known, whole.split(/[^\p{L}\p{N}]+/u).filter(Boolean), whole)];
      show([...found.slice(0, most), last]);
      note.textContent = found.length ? "" : _("No name like that.");
    } catch {
      kept = null;
      show([last]);
      note.textContent = _("The names could not be loaded.");
    }
  };
  const go = (number) => {
    if (!options[number]) return;
    box.close();
    location.assign(new URL(options[number].url, root));
  };

  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && options.length) {
      event.preventDefault();
      choose((here + by + options.length) % options.length);
    }
    if (event.key === "Enter") go(here);
  });
  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    go(options.findIndex((one) => one.row === row));
  });
  close.addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  box.addEventListener("close", () => {
    field.value = "";
    look();
  });
  document.body.append(box);
  look();
  box.showModal();
})();
