"""Script that tells of a page in a browser where its letters are: run in it before the expressions of the tests."""

LETTERS = """
const clipped = (it) => it && (getComputedStyle(it).clipPath !== 'none' || clipped(it.parentElement));
const shows = (it) => it.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true})
    && !it.closest('option, title, desc, [aria-hidden]') && !clipped(it);
const texts = (where = document.body) => {
    const walk = document.createTreeWalker(where, NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) if (/\\S/.test(walk.currentNode.data)) found.push(walk.currentNode);
    return found;
};
const seen = (where) => texts(where).filter((it) => shows(it.parentElement));
const size = (it) => {
    const own = parseFloat(getComputedStyle(it.parentElement).fontSize), svg = it.parentElement.ownerSVGElement;
    return svg ? own * it.parentElement.getScreenCTM().a : own;
};
// Where the ink of capitals and figures is: lines may lie close together, with room for accents in common.
const boxes = (it) => {
    const range = document.createRange();
    range.selectNodeContents(it);
    return [...range.getClientRects()].map(({left, right, top, height}) =>
        ({left, right, top: top + 0.27 * height, bottom: top + 0.79 * height}));
};
const wraps = (it) => !it.parentElement.closest('svg, pre, .hash, .cite');
const broken = (where) => seen(where).filter(wraps).flatMap((it) => {
    const range = document.createRange();
    return [...it.data.matchAll(/[\\p{L}\\p{N}\\p{M}]+/gu)].filter((word) => {
        range.setStart(it, word.index);
        range.setEnd(it, word.index + word[0].length);
        return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
    }).map((word) => word[0]);
});
const overlapping = (where) => {
    const boxed = seen(where).flatMap((it) => boxes(it).map((box) => ({it, ...box}))).sort((a, b) => a.top - b.top);
    return boxed.flatMap((a, index) => {
        const found = [];
        for (let next = index + 1; next < boxed.length && boxed[next].top < a.bottom - 1; next++) {
            const b = boxed[next];
            if (a.it !== b.it && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && b.bottom - b.top > 1)
                found.push(`${a.it.data.trim()} / ${b.it.data.trim()}`);
        }
        return found;
    });
};
const style = (text) => document.head.append(Object.assign(document.createElement('style'), {textContent: text}));
"""
