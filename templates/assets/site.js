// Conveniences only: keyboard shortcuts, and the reader's last choice of order. Nothing leaves the browser.
(() => {
  "use strict";
  const kept = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name);
      localStorage.setItem(name, value);
    } catch { /* storage is disabled */ }
    return null;
  };

  // One order for all pages: that in the address, or else the reader's last choice.
  const order = document.querySelector(".order");
  const choices = order ? [...order.querySelectorAll("[name=order]")] : [];
  const lists = order ? [...order.querySelectorAll(":scope > .timeline, :scope > .daylist, .days")] : [];
  let turned = false;
  const arrange = () => {
    const turn = !choices.find((choice) => choice.checked).defaultChecked;
    order.classList.add("arranged");
    if (turn === turned) return;
    turned = turn;
    for (const list of lists) list.append(...[...list.children].reverse());
  };
  if (choices.length) {
    const wanted = new URLSearchParams(location.search).get("order") || (location.hash ? "" : kept("order"));
    const choice = choices.find((one) => one.value === wanted);
    if (choice) choice.checked = true;
    arrange();
    order.addEventListener("change", (event) => {
      if (event.target.name !== "order") return;
      kept("order", event.target.value);
      const to = new URL(location);
      to.searchParams.set("order", event.target.value);
      try {
        history.replaceState(history.state, "", to);
      } catch { /* a page opened as a file can't change its address */ }
      arrange();
    });
  }

  // How far off a day is, seen from the reader's today.
  const far = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  const midnight = new Date().setHours(0, 0, 0, 0);
  for (const day of document.querySelectorAll("time[data-away]")) {
    const days = Math.round((new Date(`${day.dateTime}T00:00`) - midnight) / 864e5);
    day.after(` · ${far.format(days, "day")}`);
  }

  const { dataset } = document.currentScript;
  const field = () => document.querySelector("form[role=search]:not([hidden]) input");
  let opening = null;
  const seek = () => {
    const box = field() || document.querySelector("dialog.jump");
    if (box) return box.showModal ? box.showModal() : box.focus();
    if (opening) return;
    const load = (address) => new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script.dataset, dataset);
      Object.assign(script, { onload: done, onerror: failed, src: address });
      document.head.append(script);
    });
    opening = load(dataset.namesScript).then(() => load(dataset.jump)).catch(() => location.assign(dataset.search));
  };
  const way = dataset.jump && document.querySelector(`.top a[href="${dataset.search}"]`);
  if (way) way.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    seek();
  });

  const entries = () => [...document.querySelectorAll(".entry h3 a, .days .line > a, .daylist h3 a, .hits h3 a")]
    .filter((link) => link.offsetParent);
  const step = (by) => {
    const links = entries();
    const here = links.indexOf(document.activeElement);
    const next = links[here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  };
  const turn = (way) => {
    const link = document.querySelector(`.turn .${way}`);
    if (link) location.assign(link.href);
  };
  const rtl = document.documentElement.dir === "rtl";
  const moves = {
    j: () => step(1),
    k: () => step(-1),
    ArrowLeft: () => turn(rtl ? "on" : "back"),
    ArrowRight: () => turn(rtl ? "back" : "on"),
    ...(dataset.jump && { "/": seek }),
  };

  const help = () => {
    let box = document.querySelector("dialog.keys");
    if (!box) {
      box = document.createElement("dialog");
      box.className = "keys";
      box.setAttribute("aria-label", _("Keys"));
      const words = [["j", _("next event")], ["k", _("event before")],
        ["←", rtl ? _("day after") : _("day before")], ["→", rtl ? _("day before") : _("day after")],
        ["/", _("go to or search for")], ["?", _("these keys")]];
      const rows = document.createElement("dl");
      for (const [key, text] of words) {
        const name = document.createElement("dt");
        const what = document.createElement("dd");
        name.textContent = key;
        what.textContent = text;
        rows.append(name, what);
      }
      const label = document.createElement("label");
      const use = document.createElement("input");
      use.type = "checkbox";
      use.checked = kept("keys") !== "off";
      use.addEventListener("change", () => kept("keys", use.checked ? "on" : "off"));
      label.append(use, " ", _("Use the keys above on this site"));
      const close = document.createElement("button");
      close.textContent = _("Close");
      close.addEventListener("click", () => box.close());
      box.append(rows, label, close);
      document.body.append(box);
    }
    box.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, textarea, select, [contenteditable], [tabindex]")) return;
    if (event.key === "?") return help();
    const move = moves[event.key];
    if (!move || kept("keys") === "off") return;
    event.preventDefault();
    move();
  });
})();
