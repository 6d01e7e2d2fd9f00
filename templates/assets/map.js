// The map page: moving and zooming by pointer, wheel, keys and buttons, marks that separate as space allows,
// and a range of days for the marks and the list. Without it the map and the list are complete.
(function () {
  "use strict";
  var figure = document.querySelector(".sheet-map");
  if (!figure) return;
  var view = figure.querySelector(".view");
  var svg = view.querySelector("svg");
  var base = view.querySelector("img");
  var layer = svg.querySelector("g");
  var areas = svg.querySelectorAll(".area");
  var whole = svg.getAttribute("viewBox").split(" ").slice(2).map(Number);
  var size = whole, least = 1; // what is seen at once without zoom, and the zoom at which all is seen
  var last = +figure.dataset.last;
  var most = 8;
  var x, y, zoom = 1, from = 1, to = last;
  var names = [].slice.call(layer.querySelectorAll("text:not(.at)"));

  var places = [].map.call(document.querySelectorAll("[data-days]"), function (entry) {
    var at = (entry.dataset.at || "").split(" ").map(Number);
    var link = entry.querySelector("a");
    return {
      entry: entry, drawn: at.length === 4, x: at[0], y: at[1], rx: at[2], ry: at[3], exact: "exact" in entry.dataset,
      name: link.textContent, url: link.href, days: entry.dataset.days.split(" ").map(Number), events: 0
    };
  });

  function made(name, attributes, parent) {
    var element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (var key in attributes) element.setAttribute(key, attributes[key]);
    parent.appendChild(element);
    return element;
  }

  var rules = new Intl.PluralRules(document.documentElement.lang);
  var EVENTS = ngettext("{number} event", "{number} events"), PLACES = ngettext("{number} place", "{number} places");

  function fill(message, values) { return message.replace(/\{(\w+)\}/g, function (all, name) { return values[name]; }); }

  function total(forms, number) { return fill(forms[rules.select(number)] || forms.other, { number: number }); }

  // The number of map units per screen pixel.
  function unit() { return size[0] / zoom / (svg.clientWidth || size[0]); }

  function counted(place) {
    var whole = from === 1 && to === last;
    return place.days.filter(function (day) { return whole || (day >= from && day <= to); }).length;
  }

  function clusters(near) {
    var found = [];
    places.forEach(function (place) {
      if (!place.drawn || !place.events) return;
      var large = place.rx > 2 * near;
      var own = !large && found.filter(function (one) {
        return !one.large && Math.hypot(one.x - place.x, one.y - place.y) <= near;
      })[0];
      if (own) own.places.push(place);
      else found.push({ x: place.x, y: place.y, large: large, places: [place] });
    });
    return found;
  }

  // Whether a box is in view and overlaps no other.
  function free(box, taken) {
    var inside = box[0] >= x && box[1] >= y && box[2] <= x + size[0] / zoom && box[3] <= y + size[1] / zoom;
    return inside && taken.every(function (other) {
      return box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1];
    });
  }

  // Places a name to the right or left of its mark, above or below it, or at a corner, where it overlaps nothing.
  function name(text, one, reach, pixel, taken) {
    var letters = 13 * pixel, wide = text.length * letters * 0.58, gap = reach + 4 * pixel, high = gap + letters / 2;
    var ways = [[gap, 0, "start", 0], [-gap, 0, "end", -wide], [0, -high, "middle", -wide / 2], [0, high, "middle", -wide / 2]];
    [-1, 1].forEach(function (side) {
      ways.push([reach * 0.5, side * high, "start", 0], [-reach * 0.5, side * high, "end", -wide]);
    });
    return ways.some(function (way) {
      var west = one.x + way[0] + way[3], middle = one.y + way[1];
      var box = [west, middle - letters * 0.6, west + wide, middle + letters * 0.6];
      if (!free(box, taken)) return false;
      taken.push(box);
      made("text", { x: one.x + way[0], y: middle + letters * 0.35, "text-anchor": way[2] }, layer).textContent = text;
      return true;
    });
  }

  function draw() {
    var pixel = unit(), marks = [], taken = [], focused = layer.contains(document.activeElement) && document.activeElement;
    var drawn = focused && focused.getAttribute("aria-label");
    svg.setAttribute("viewBox", [x, y, size[0] / zoom, size[1] / zoom].map(function (n) { return n.toFixed(2); }).join(" "));
    if (base) alignBase(base.style);
    layer.setAttribute("font-size", (13 * pixel).toFixed(2));
    view.classList.toggle("close", zoom > 1);
    layer.textContent = "";
    var groups = clusters(24 * pixel);
    groups.forEach(function (one) {
      one.places.sort(function (a, b) { return b.events - a.events; });
      var first = one.places[0], many = one.places.length > 1;
      var events = one.places.reduce(function (sum, place) { return sum + place.events; }, 0);
      one.rx = many ? 10 * pixel : Math.max(first.exact ? 0 : first.rx > 5 ? first.rx : 0, 6 * pixel);
      one.ry = many ? 10 * pixel : Math.max(first.exact ? 0 : first.ry > 5 ? first.ry : 0, 6 * pixel);
      var all = one.places.map(function (place) { return place.name; }).join(", ");
      one.link = made("a", { href: many ? "#" + first.entry.id : first.url, "aria-label": all + ", " + total(EVENTS, events) }, layer);
      made("ellipse", {
        "class": (many ? "many" : first.exact ? "exact" : "about") + " t" + (1 + (events > 1) + (events > 3) + (events > 7)),
        cx: one.x, cy: one.y, rx: one.rx, ry: one.ry
      }, one.link);
      if (many) one.link.addEventListener("click", function (event) { open(one, event); });
      if (one.rx < 40 * pixel) marks.push([one.x - one.rx, one.y - one.ry, one.x + one.rx, one.y + one.ry]);
      if (drawn && one.link.getAttribute("aria-label") === drawn) one.link.focus();
    });
    // A name keeps clear of marks if it can, and always of other names.
    taken = marks.slice();
    groups.filter(function (one) {
      var more = one.places.length - 1;
      one.label = one.places[0].name + (more ? " +" + more : "");
      one.reach = one.rx < 40 * pixel ? one.rx : 20 * pixel;
      return !name(one.label, one, one.reach, pixel, taken);
    }).forEach(function (one, n) {
      if (!n) taken.splice(0, marks.length);
      name(one.label, one, one.reach, pixel, taken);
    });
    taken = taken.concat(marks);
    names.forEach(function (text) {
      var wide = text.textContent.length * 13 * pixel * 0.3, at = [+text.getAttribute("x"), +text.getAttribute("y")];
      var box = [at[0] - wide, at[1] - 13 * pixel, at[0] + wide, at[1]];
      if (free(box, taken)) { taken.push(box); layer.appendChild(text); }
    });
  }

  // The base map below the marks, moved and zoomed with them.
  function alignBase(style) {
    style.left = -100 * zoom * x / size[0] + "%";
    style.top = -100 * zoom * y / size[1] + "%";
    style.width = 100 * zoom * whole[0] / size[0] + "%";
    style.height = 100 * zoom * whole[1] / size[1] + "%";
  }

  function clamp(value, low, high) { return Math.min(Math.max(value, low), high); }

  // Where a side of the view begins: within the map, or with the map in its middle if all of it is seen.
  function edge(at, whole, seen) { return seen >= whole ? (whole - seen) / 2 : clamp(at, 0, whole - seen); }

  function move(left, top, scale) {
    zoom = clamp(scale, least, most);
    x = edge(left, whole[0], size[0] / zoom);
    y = edge(top, whole[1], size[1] / zoom);
    draw();
  }

  // The view is as wide as its frame allows at the map's full height; where it is narrower, it begins where most happened.
  function fit() {
    var wide = whole[1] * svg.clientWidth / svg.clientHeight;
    if (!(wide < 0.98 * whole[0])) wide = whole[0];
    if (x === undefined || Math.abs(wide - size[0]) > 1) {
      var events = 0, sum = 0;
      places.forEach(function (place) {
        if (place.drawn) { events += place.days.length; sum += place.days.length * place.x; }
      });
      size = [wide, whole[1]];
      least = wide / whole[0];
      hint.hidden = least === 1;
      move(sum / (events || 1) - wide / 2, 0, 1);
    } else draw();
  }

  // Zoom around the point (u, v) of the map.
  function zoomed(factor, u, v) {
    var scale = clamp(zoom * factor, least, most), part = zoom / scale;
    move(u - (u - x) * part, v - (v - y) * part, scale);
  }

  function middle(factor) { zoomed(factor, x + size[0] / zoom / 2, y + size[1] / zoom / 2); }

  function open(one, event) {
    var xs = one.places.map(function (place) { return place.x; }), ys = one.places.map(function (place) { return place.y; });
    var wide = Math.max.apply(null, xs) - Math.min.apply(null, xs), tall = Math.max.apply(null, ys) - Math.min.apply(null, ys);
    if (zoom >= most || wide + tall === 0) return; // the link leads to the list
    event.preventDefault();
    var scale = clamp(Math.min(size[0] / (wide * 1.8 + 1), size[1] / (tall * 1.8 + 1)), zoom * 1.6, most);
    move((Math.max.apply(null, xs) + Math.min.apply(null, xs) - size[0] / scale) / 2,
      (Math.max.apply(null, ys) + Math.min.apply(null, ys) - size[1] / scale) / 2, scale);
    view.focus();
  }

  function point(event) {
    var box = svg.getBoundingClientRect(), pixel = unit();
    return [x + (event.clientX - box.left) * pixel, y + (event.clientY - box.top) * pixel];
  }

  // Pointers: one moves the map, two zoom it.
  var held = {}, moved = false;
  svg.addEventListener("pointerdown", function (event) {
    if (event.button) return;
    held[event.pointerId] = [event.clientX, event.clientY];
    moved = false;
  });
  window.addEventListener("pointermove", function (event) {
    var before = held[event.pointerId], ids = Object.keys(held), pixel = unit();
    if (!before) return;
    var now = [event.clientX, event.clientY];
    if (ids.length === 2) {
      var other = held[ids[0] === String(event.pointerId) ? ids[1] : ids[0]];
      var was = Math.hypot(before[0] - other[0], before[1] - other[1]), is = Math.hypot(now[0] - other[0], now[1] - other[1]);
      held[event.pointerId] = now;
      moved = true;
      if (was) zoomed(is / was, point(event)[0], point(event)[1]);
    } else if (zoom > least && (moved || Math.hypot(now[0] - before[0], now[1] - before[1]) > 4)) {
      moved = true;
      held[event.pointerId] = now;
      move(x - (now[0] - before[0]) * pixel, y - (now[1] - before[1]) * pixel, zoom);
    }
  });
  ["pointerup", "pointercancel"].forEach(function (kind) {
    window.addEventListener(kind, function (event) { delete held[event.pointerId]; });
  });
  svg.addEventListener("click", function (event) { if (moved) { event.preventDefault(); event.stopPropagation(); moved = false; } }, true);
  svg.addEventListener("dragstart", function (event) { event.preventDefault(); });
  svg.addEventListener("wheel", function (event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    var at = point(event);
    zoomed(event.deltaY < 0 ? 1.25 : 0.8, at[0], at[1]);
  }, { passive: false });
  svg.addEventListener("dblclick", function (event) { var at = point(event); zoomed(2, at[0], at[1]); });

  var keys = {
    "+": function () { middle(1.5); }, "=": function () { middle(1.5); }, "-": function () { middle(1 / 1.5); },
    "0": function () { move(0, 0, least); },
    ArrowLeft: function () { move(x - 60 / zoom, y, zoom); }, ArrowRight: function () { move(x + 60 / zoom, y, zoom); },
    ArrowUp: function () { move(x, y - 60 / zoom, zoom); }, ArrowDown: function () { move(x, y + 60 / zoom, zoom); }
  };
  view.tabIndex = 0;
  view.setAttribute("role", "group");
  view.setAttribute("aria-label", _("Map: plus and minus zoom, arrows move, 0 shows all"));
  view.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    if (event.key.length > 1 && zoom === least) return; // the page scrolls
    event.preventDefault();
    keys[event.key]();
  });

  var steps = document.createElement("div");
  steps.className = "steps";
  [["+", _("Zoom in"), 1.5], ["−", _("Zoom out"), 1 / 1.5], ["○", _("Show all"), 0]].forEach(function (one) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = one[0];
    button.setAttribute("aria-label", one[1]);
    button.addEventListener("click", function () { if (one[2]) middle(one[2]); else move(0, 0, least); });
    steps.appendChild(button);
  });
  figure.insertBefore(steps, view);
  var hint = document.createElement("p");
  hint.className = "by";
  hint.textContent = _("Drag the map to see more of it; ○ shows all.");
  figure.insertBefore(hint, view.nextSibling);

  function dated(day) { return fill(_("{day} {month}"), { day: day, month: figure.dataset.month }); }

  // The range of days.
  var range = figure.querySelector(".range"), output = document.createElement("output"), sliders = {};
  [["first", _("From"), 1], ["last", _("To"), last]].forEach(function (one) {
    var label = document.createElement("label"), input = document.createElement("input");
    label.textContent = one[1];
    label.htmlFor = input.id = "day-" + one[0];
    input.type = "range";
    input.min = 1;
    input.max = last;
    input.value = one[2];
    input.setAttribute("autocomplete", "off");
    input.addEventListener("input", function () {
      if (+sliders.first.value > +sliders.last.value) sliders[one[0] === "first" ? "last" : "first"].value = input.value;
      filter();
    });
    sliders[one[0]] = input;
    range.appendChild(label);
    range.appendChild(input);
  });
  var ends = document.createElement("p");
  ends.className = "ends";
  ends.setAttribute("aria-hidden", "true");
  [1, last].forEach(function (day) { ends.appendChild(document.createElement("span")).textContent = dated(day); });
  range.appendChild(ends);
  range.setAttribute("role", "group");
  range.setAttribute("aria-label", fill(_("Days of {month}"), { month: figure.dataset.month }));
  output.dir = "auto";
  range.appendChild(output);

  function filter() {
    from = +sliders.first.value;
    to = +sliders.last.value;
    var shown = 0;
    places.forEach(function (place) {
      place.events = counted(place);
      place.entry.hidden = !place.events;
      place.entry.querySelector(".by span").textContent = total(EVENTS, place.events);
      shown += place.events > 0;
    });
    [].forEach.call(document.querySelectorAll(".where .near"), function (group) {
      group.hidden = !group.querySelector("li:not([hidden])");
    });
    [].forEach.call(areas, function (area) {
      var entry = document.getElementById(area.dataset.place);
      area.style.display = entry && entry.hidden ? "none" : "";
    });
    output.textContent = fill(from === to ? _("{first} {month}: {places}") : _("{first}–{last} {month}: {places}"),
      { first: from, last: to, month: figure.dataset.month, places: total(PLACES, shown) });
    [["first", from], ["last", to]].forEach(function (one) {
      sliders[one[0]].setAttribute("aria-valuetext", dated(one[1]));
    });
    if (x !== undefined) draw();
  }

  figure.classList.add("live");
  window.addEventListener("resize", fit);
  filter();
  fit();
})();
