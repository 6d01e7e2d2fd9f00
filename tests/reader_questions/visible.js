// What a reader sees of the page, in reading order: pieces of text, each with its link and its part of the page,
// and between them the ids and buttons at which a reader can begin. `only` keeps headings or captioned tables alone.
(only) => {
  const pieces = [];
  const main = document.querySelector("main");
  const part = (element) =>
    main.contains(element) ? "text"
      : element.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING ? "menu" : "foot";
  const tables = new Set([...document.querySelectorAll("table")].filter(
    (table) => table.caption && table.querySelector("thead th") && table.querySelector("tbody th")));
  const kept = {
    headings: (element) => element.closest("h1, h2, h3, h4, h5, h6"),
    tables: (element) => tables.has(element.closest("table")),
  }[only] ?? (() => true);
  const hidden = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true;
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    const clipped = style.position === "absolute" && style.overflow === "hidden" && box.width <= 1;
    return clipped || (only !== "headings" && box.right < 0);
  };
  const walk = (element) => {
    if (["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "SELECT", "TEXTAREA"].includes(element.tagName)) return;
    if (element.id) pieces.push({ id: element.id });
    if (hidden(element)) return;
    if (element.tagName === "BUTTON") pieces.push({ button: element.innerText.trim() });
    const block = !["inline", "contents"].includes(getComputedStyle(element).display) || element.tagName === "BR";
    if (block) pieces.push({ text: " " });
    const closed = element.tagName === "DETAILS" && !element.open;
    for (const node of closed ? element.querySelectorAll(":scope > summary") : element.childNodes) {
      if (node.nodeType === Node.ELEMENT_NODE) walk(node);
      else if (node.nodeType === Node.TEXT_NODE && kept(element))
        pieces.push({ text: node.data, part: part(element), link: link(element) });
    }
    if (block) pieces.push({ text: " " });
  };
  const link = (element) => {
    const address = element.closest("a[href]")?.href;
    return typeof address === "string" && address.startsWith("http") ? address : "";  // not those in drawings
  };
  walk(document.body);
  return JSON.stringify(pieces);
}
