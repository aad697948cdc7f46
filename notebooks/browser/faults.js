// faults runs in the page and lists what is wrong with the figures in the
// elements that selector finds: no size, no text, wider than their place, a text
// that is cut off or covered by another.
export function faults(selector) {
  const found = [];
  for (const place of document.querySelectorAll(selector)) {
    for (const svg of place.querySelectorAll("svg")) {
      const frame = svg.getBoundingClientRect();
      const name = (svg.getAttribute("aria-label") || "figure").slice(0, 60);
      if (frame.width < 50 || frame.height < 50) found.push(`${name}: ${frame.width} x ${frame.height} px`);
      if (frame.right > place.getBoundingClientRect().right + 1) found.push(`${name}: wider than its place`);
      const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim() !== "");
      if (texts.length === 0) found.push(`${name}: no text`);
      const boxes = texts.map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
      boxes.forEach(({ text, box }, i) => {
        if (box.width < 1 || box.height < 1) found.push(`${name}: "${text}" is not visible`);
        if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5) {
          found.push(`${name}: "${text}" is cut off`);
        }
        for (const other of boxes.slice(i + 1)) {
          const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (width > 1 && height > 0.35 * Math.min(box.height, other.box.height)) found.push(`${name}: "${text}" and "${other.text}" overlap`);
        }
      });
    }
  }
  return found;
}
