// The jump box, for going to a day or to anything with a name; loaded, after `names.js`, when it is first opened.
(() => {
  "use strict";
  const told = document.currentScript.dataset;
  const root = new URL("../", new URL(told.names, location));
  const most = 7;
  const { concepts, dated, fill, matching, namedWords, nearest, open, typedIn } = window.names;
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
  const named = async (known, text) => {
    const typed = typedIn(text, known);
    if (!typed.length) return [];
    const items = await known.of(typed.flatMap(({ words }) => words));
    return matching(items, concepts(typed))
      .filter((item) => item.fit < 3);
  };
  const near = async (known, text) => {
    const words = typedIn(text, known).flatMap((one) => one.words);
    const names = await known.all();
    const better = words.map((word) => (nearest(word, namedWords(names))[0] || { text: word }).text).join(" ");
    return words.length ? named(known, better) : [];
  };
  const look = async () => {
    const text = field.value.trim();
    if (!text) {
      show([]);
      note.textContent = _("Type a name or a day, as in 14 march.");
      return;
    }
    const everywhere = new URL(told.search, location);
    everywhere.searchParams.set("q", text);
    const last = { text: fill(_("Search all text for “{text}”"), { text }), also: "", kind: "", url: everywhere };
    try {
      const known = await open(told.names);
      const found = [...dated(known, text), ...await named(known, text)];
      const others = found.length ? [] : await near(known, text);
      if (field.value.trim() !== text) return;
      show(found.length ? [...found.slice(0, most), last] : [last, ...others.slice(0, most)]);
      note.textContent = found.length ? "" : [_("No name like that."), others.length ? _("The nearest are shown.") : ""].join(" ");
    } catch {
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
