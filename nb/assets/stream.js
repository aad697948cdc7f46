// A long stream: panes over one x axis, drawn on canvases, to pan and zoom.
// What is shown: x from and to; the record under the cursor, or -1.
let from = first, to = last, cursor = -1, fitted = false, pending = 0;

// ---- the page
frame(data.title);
if (data.caption) root.append(make('div', {style: 'margin-bottom:.4em;opacity:.8'}, data.caption));
const shown = make('div', {'data-part': 'shown', style: 'margin-bottom:.2em;font-variant-numeric:tabular-nums'});
const fit = button('fit height', 'fit the height to what is shown', () => { fitted = !fitted; fit.setAttribute('aria-pressed', fitted); fit.style.background = fitted ? 'rgba(86,180,233,.45)' : faint; draw(); });
fit.setAttribute('aria-pressed', 'false');
const tools = make('div', {style: 'display:flex;flex-wrap:wrap;gap:.4em;align-items:center;margin-bottom:.4em'},
  button('−', 'zoom out', () => zoom(2)), button('+', 'zoom in', () => zoom(.5)), button('whole', 'show all', () => show(first, last)),
  button('◀', 'pan back', () => pan(-.5)), button('▶', 'pan forward', () => pan(.5)), fit);
if (marked.length) tools.append(button('◀ anomaly', 'anomaly before', () => jump(-1)), button('anomaly ▶', 'anomaly after', () => jump(1)));
const stage = make('div', {tabindex: 0, role: 'application', 'data-part': 'stage', style: 'touch-action:pan-y;cursor:crosshair',
  'aria-label': `${data.title}: ${number(records)} records. Left and right arrows pan, plus and minus zoom, Home and End go to the ends, Shift with an arrow moves the cursor that tells the values` +
    (marked.length ? `, n and p go to the next and the previous of ${number(marked.length)} anomalies.` : '.')});
const told = make('div', {'data-part': 'values', role: 'status', 'aria-live': 'polite', style: 'min-height:2.9em;margin-top:.3em;font-variant-numeric:tabular-nums'});
const leftRoom = 62, rightRoom = 12, markRoom = 18, axisRoom = data.xlabel ? 40 : 24;
const ink = (color) => color || getComputedStyle(root).color;

function swatch(style, text) {
  return make('span', {}, make('span', {'aria-hidden': 'true', style: 'display:inline-block;width:20px;margin-right:.4em;vertical-align:.25em;' + style}), text);
}

// canvasOf is one so high, sharp on the screen; what is drawn counts in CSS pixels.
function canvasOf(height, part, attributes) {
  const canvas = make('canvas', {'data-part': part, style: `display:block;width:100%;height:${height}px`, ...attributes});
  return {canvas, height, context: canvas.getContext('2d')};
}
data.panes.forEach((pane, i) => {
  const legend = make('div', {style: `display:flex;flex-wrap:wrap;gap:0 1.2em;padding-left:${leftRoom}px`});
  for (const s of pane.series) if (s.name) legend.append(swatch(`border-top:${s.thin ? 2 : 3}px ${s.dashed ? 'dashed' : 'solid'} ${s.color || 'currentColor'}`, s.name));
  for (const level of pane.levels) legend.append(swatch(`border-top:2px dashed ${level.color || 'currentColor'}`, level.name));
  if (i === 0) {
    for (const band of data.bands) if (band.name) legend.append(swatch('height:11px;vertical-align:-1px;background:rgba(230,159,0,.22)', band.name));
    if (marked.length) legend.append(swatch(`width:0;height:0;border:6px solid transparent;border-bottom-width:0;border-top-color:${colours.vermilion};vertical-align:1px`, 'anomaly'));
  }
  pane.top = i === 0 && data.marks.some((m) => m.name) ? markRoom : 4;
  pane.bottom = i === data.panes.length - 1 ? axisRoom : 6;
  Object.assign(pane, canvasOf(pane.height + pane.top + pane.bottom, 'pane', {'aria-hidden': 'true'}), {data: pane.height});
  stage.append(legend, pane.canvas);
});
const over = canvasOf(36, 'overview', {'aria-hidden': 'true'});
over.canvas.style.cssText += ';touch-action:pan-y;cursor:grab;margin-top:2px';
const note = make('div', {style: 'opacity:.75;font-size:12px'}, 'Drag to pan. Click, then turn the wheel to zoom; or double-click. Keys: ← → pan, + − zoom, Home, End, Shift ← → cursor' + (marked.length ? ', n p anomalies.' : '.'));
root.append(tools, shown, stage, over.canvas, told, note);

// ---- drawing
// prepare clears a canvas of that width, and returns where to draw.
function prepare(place, width) {
  const {canvas, context} = place, scale = self.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(place.height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(place.height * scale);
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, place.height);
  context.font = '12px sans-serif';
  return context;
}

// viewOf x from a to b in so many columns of pixels. Columns begin at multiples of
// their width, so that what is drawn in one stays the same while it is panned.
function viewOf(a, b, left, columns) {
  const wide = (b - a) / columns, k = Math.round((a - first) / wide), edges = new Array(columns + 1);
  for (let i = 0; i <= columns; i++) edges[i] = index(first + (k + i) * wide);
  if (b >= last) edges[columns] = records; // the last record has no column of its own
  return {a: first + k * wide, wide, left, columns, edges};
}

// trace draws a series: a line where records are few, else the range of each column.
function trace(context, view, series, Y, base) {
  const {edges, columns, left, a, wide} = view, color = ink(series.color), thick = series.thin ? 1 : 1.6, levels = series.levels, y = series.y;
  const X = (i) => left + (xs[i] - a) / wide;
  const begin = Math.max(0, edges[0] - 1), end = Math.min(records, edges[columns] + 1);
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = thick;
  if (end - begin > 2 * columns) {
    const bar = (i, low, high) => context.fillRect(left + i, Y(high) - thick / 2, 1, Y(low) - Y(high) + thick);
    for (const filling of series.fill ? [true, false] : [false]) {
      context.globalAlpha = filling ? .25 : 1;
      let before = -1; // the last record drawn
      for (let i = 0; i < columns; i++) {
        const p = edges[i], q = edges[i + 1];
        if (p >= q) continue;
        // From the record before, if the line is not broken there.
        extent(levels, p > 0 && y[p - 1] === y[p - 1] && y[p] === y[p] && before >= 0 ? p - 1 : p, q);
        if (found.low > found.high) continue;
        if (filling) bar(i, Math.min(base, found.low), Math.max(base, found.high));
        else bar(i, found.low, found.high);
        before = q - 1;
      }
    }
    context.globalAlpha = 1;
    return;
  }
  const dots = (end - begin) < columns / 8;
  if (series.dashed) context.setLineDash([5, 3]);
  for (let i = begin; i < end; i++) {
    if (y[i] !== y[i]) continue;
    const start = i;
    context.beginPath();
    for (; i < end && y[i] === y[i]; i++) context.lineTo(X(i), Y(y[i]));
    context.stroke();
    if (series.fill) {
      context.lineTo(X(i - 1), Y(base));
      context.lineTo(X(start), Y(base));
      context.globalAlpha = .25;
      context.fill();
      context.globalAlpha = 1;
    }
    if (dots || i - start === 1) for (let k = start; k < i; k++) context.fillRect(X(k) - 2, Y(y[k]) - 2, 4, 4);
  }
  context.setLineDash([]);
}

// range of a pane's y axis.
function rangeOf(pane, view) {
  if (!fitted) return [pane.low, pane.high];
  let low = endless, high = -endless;
  for (const s of pane.series) {
    extent(s.levels, view.edges[0], view.edges[view.columns]);
    low = Math.min(low, found.low);
    high = Math.max(high, found.high);
  }
  if (low > high) return [pane.low, pane.high];
  const air = low === high ? Math.max(1e-9, (pane.high - pane.low) * .02) : (high - low) * .05;
  return [low - air, high + air];
}

function drawPane(pane, view, width, isLast) {
  const context = prepare(pane, width), top = pane.top, bottom = top + pane.data, right = leftRoom + view.columns, text = ink('');
  const [low, high] = rangeOf(pane, view), Y = (v) => bottom - (v - low) / (high - low) * pane.data, X = (x) => leftRoom + (x - view.a) / view.wide;
  const upright = (x, from, to) => { context.beginPath(); context.moveTo(x, from); context.lineTo(x, to); context.stroke(); };
  const level = (y) => { context.beginPath(); context.moveTo(leftRoom, y); context.lineTo(right, y); context.stroke(); };
  context.save();
  context.beginPath();
  context.rect(leftRoom, 0, view.columns, bottom);
  context.clip();
  context.fillStyle = 'rgba(230,159,0,.22)';
  for (const band of data.bands) if (band.to >= from && band.from <= to) context.fillRect(X(band.from), top, Math.max(1, X(band.to) - X(band.from)), pane.data);
  context.strokeStyle = 'rgba(128,128,128,.28)';
  context.lineWidth = 1;
  const ys = ticks(low, high, pane.data / 32), labels = (data.time ? timeTicks : ticks)(from, to, view.columns / 92);
  for (const [y] of ys) level(Math.round(Y(y)) + .5);
  for (const [x] of labels) upright(Math.round(X(x)) + .5, top, bottom);
  context.fillStyle = 'rgba(213,94,0,.3)'; // anomalies, under what they are about
  let at = -endless;
  for (let i = marked.length ? seek(view.edges[0]) : 0; i < marked.length && marked[i] < view.edges[view.columns]; i++) {
    const x = Math.round(X(xs[marked[i]]));
    if (x < at + 2) continue; // one for all that fall together
    at = x;
    context.fillRect(x - 1, top, 3, pane.data);
  }
  context.beginPath();
  context.rect(leftRoom, top, view.columns, pane.data);
  context.clip();
  for (const s of pane.series) trace(context, view, s, Y, Math.min(Math.max(0, low), high));
  context.setLineDash([6, 3]);
  context.lineWidth = 1.4;
  for (const l of pane.levels) {
    context.strokeStyle = ink(l.color);
    level(Y(l.y));
  }
  context.restore();
  overlay(context, pane, view, X, Y, upright);
  // Axes with their numbers.
  context.strokeStyle = text;
  context.fillStyle = text;
  context.lineWidth = 1;
  context.globalAlpha = .8;
  upright(leftRoom - .5, top, bottom);
  level(bottom + .5);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const [y, label] of ys) context.fillText(label, leftRoom - 6, Math.max(top + 5, Math.min(bottom - 4, Y(y))));
  context.save();
  context.translate(11, (top + bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'center';
  context.fillText(pane.label, 0, 0, pane.data + 20);
  context.restore();
  context.textBaseline = 'top';
  context.textAlign = 'center';
  if (isLast) {
    let end = -endless;
    for (const [x, label] of labels) {
      const half = context.measureText(label).width / 2, middle = Math.max(half, Math.min(width - half - 3, X(x)));
      upright(Math.round(X(x)) + .5, bottom, bottom + 4);
      if (middle - half < end + 8) continue;
      context.fillText(label, middle, bottom + 7);
      end = middle + half;
    }
    if (data.xlabel) context.fillText(data.xlabel, leftRoom + view.columns / 2, bottom + 23);
  }
  context.globalAlpha = 1;
}

// overlay draws anomalies' signs, marks and the cursor.
function overlay(context, pane, view, X, Y, upright) {
  const top = pane.top, bottom = top + pane.data, right = leftRoom + view.columns, inside = (x) => x >= leftRoom - .5 && x <= right + .5;
  if (pane === data.panes[0]) {
    context.fillStyle = colours.vermilion;
    let at = -endless;
    for (let i = marked.length ? seek(view.edges[0]) : 0; i < marked.length && marked[i] < view.edges[view.columns]; i++) {
      const x = X(xs[marked[i]]);
      if (x < at + 5) continue;
      at = x;
      context.beginPath();
      context.moveTo(x - 5, top);
      context.lineTo(x + 5, top);
      context.lineTo(x, top + 8);
      context.fill();
    }
  }
  context.strokeStyle = context.fillStyle = ink('');
  context.lineWidth = 1;
  context.globalAlpha = .75;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  let end = -endless;
  for (const mark of data.marks) {
    const x = Math.round(X(mark.x)) + .5;
    if (!inside(x)) continue;
    context.setLineDash([3, 3]);
    upright(x, top, bottom);
    const half = context.measureText(mark.name).width / 2, middle = Math.max(leftRoom + half, Math.min(right - half, x));
    if (pane === data.panes[0] && mark.name && middle - half > end + 8) {
      context.fillText(mark.name, middle, top - 9);
      end = middle + half;
    }
  }
  context.setLineDash([]);
  if (cursor >= 0 && inside(X(xs[cursor]))) {
    upright(X(xs[cursor]), top, bottom);
    context.globalAlpha = 1;
    for (const s of pane.series) {
      if (s.y[cursor] !== s.y[cursor]) continue;
      context.fillStyle = ink(s.color);
      context.beginPath();
      context.arc(X(xs[cursor]), Math.max(top, Math.min(bottom, Y(s.y[cursor]))), 3.5, 0, 7);
      context.fill();
    }
  }
  context.globalAlpha = 1;
}

// seek returns the first of the anomalies at or after a record.
function seek(record) {
  let low = 0, high = marked.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (marked[middle] < record) low = middle + 1; else high = middle;
  }
  return low;
}

// The whole series under the panes, drawn again only when the page has changed.
const still = {canvas: document.createElement('canvas'), height: over.height, drawn: ''};
still.context = still.canvas.getContext('2d');
function drawOverview(width, columns) {
  const state = [width, ink(''), self.devicePixelRatio].join(), pane = data.panes[0];
  if (still.drawn !== state) {
    still.drawn = state;
    const context = prepare(still, width), view = viewOf(first, last, leftRoom, columns);
    const Y = (v) => over.height - 3 - (v - pane.low) / (pane.high - pane.low) * (over.height - 6);
    context.globalAlpha = .6;
    trace(context, view, {...pane.series[0], thin: true, fill: false}, Y, 0);
    context.fillStyle = colours.vermilion;
    for (const i of marked) context.fillRect(leftRoom + (xs[i] - first) / view.wide - .5, 0, 1, 5);
  }
  const context = prepare(over, width), X = (x) => leftRoom + (x - first) / (last - first) * columns;
  context.fillStyle = faint;
  context.fillRect(leftRoom, 0, columns, over.height);
  context.drawImage(still.canvas, 0, 0, width, over.height);
  const a = X(from), wide = Math.max(3, X(to) - a);
  context.fillStyle = 'rgba(86,180,233,.3)';
  context.fillRect(a, 0, wide, over.height);
  context.strokeStyle = colours.blue;
  context.lineWidth = 1.5;
  context.strokeRect(a, .75, wide, over.height - 1.5);
}

let columns = 1;
function redraw() {
  pending = 0;
  const width = stage.clientWidth;
  columns = Math.floor(width - leftRoom - rightRoom);
  if (columns < 20) return;
  const view = viewOf(from, to, leftRoom, columns);
  data.panes.forEach((pane, i) => drawPane(pane, view, width, i === data.panes.length - 1));
  drawOverview(width, columns);
  const a = index(from), b = Math.max(a, (to >= last ? records : index(to)) - 1), many = Math.max(0, b - a + 1);
  shown.textContent = many === records ? `all ${number(records)} records` : `${placeOf(xs[a])} to ${placeOf(xs[b])}: ${number(many)} of ${number(records)} records`;
}
function draw() {
  if (!pending && root.isConnected) pending = requestAnimationFrame(redraw);
}

// ---- moving
function show(a, b) {
  const span = Math.min(last - first, Math.max(least, b - a));
  from = Math.max(first, Math.min(last - span, a));
  to = from + span;
  draw();
}
const pan = (share) => show(from + share * (to - from), to + share * (to - from));
// zoom keeps the x that is at that share of the width.
function zoom(times, share) {
  if (share === undefined) share = cursor >= 0 && xs[cursor] >= from && xs[cursor] <= to ? (xs[cursor] - from) / (to - from) : .5;
  const span = Math.min(last - first, Math.max(least, (to - from) * times)), x = from + share * (to - from);
  show(x - share * span, x + (1 - share) * span);
}

// point tells the values of a record; spoken only if the keyboard asked.
function point(record, spoken) {
  cursor = Math.max(-1, Math.min(records - 1, record));
  told.setAttribute('aria-live', spoken ? 'polite' : 'off');
  told.replaceChildren();
  if (cursor >= 0) {
    told.append(make('b', {}, data.time ? placeOf(xs[cursor]) : `${data.xlabel} ${placeOf(xs[cursor])}`), marked[seek(cursor)] === cursor ? ' (anomaly): ' : ': ');
    const parts = [];
    for (const pane of data.panes) pane.series.forEach((s, i) => parts.push(`${s.name || pane.label || 'series ' + i} ${s.y[cursor] !== s.y[cursor] ? '–' : decimal(s.y[cursor], s.decimals)}`));
    told.append(parts.join(', '));
  }
  draw();
}
// reach moves the cursor, and the view if it left it.
function reach(record) {
  point(Math.max(0, record), true);
  const x = xs[cursor], span = to - from;
  if (x < from || x > to) show(x - span / 2, x + span / 2);
}
function jump(by) {
  const here = cursor >= 0 && xs[cursor] >= from && xs[cursor] <= to ? cursor : by > 0 ? index(from) - 1 : index(to);
  const i = by > 0 ? seek(here + 1) : seek(here) - 1;
  if (i < 0 || i >= marked.length) return;
  if (to - from > (last - first) / 8) show(from, from + Math.min((last - first) / 8, Math.max(least, 400 * (last - first) / records)));
  const x = xs[marked[i]], span = to - from;
  if (x < from + span * .1 || x > to - span * .1) show(x - span / 2, x + span / 2);
  point(marked[i], true);
}

const shareAt = (event) => (event.clientX - stage.getBoundingClientRect().left - leftRoom) / columns;
const recordAt = (share) => {
  const x = from + share * (to - from), i = index(x);
  return i >= records ? records - 1 : i > 0 && x - xs[i - 1] < xs[i] - x ? i - 1 : i;
};
let held = null; // where a drag began
stage.addEventListener('pointerdown', (event) => {
  if (event.button !== 0) return;
  held = {x: event.clientX, from, wide: (to - from) / columns};
  stage.setPointerCapture(event.pointerId);
  stage.style.cursor = 'grabbing';
});
stage.addEventListener('pointermove', (event) => {
  if (held) show(held.from - (event.clientX - held.x) * held.wide, held.from - (event.clientX - held.x) * held.wide + held.wide * columns);
  const share = shareAt(event);
  point(share < 0 || share > 1 ? -1 : recordAt(share), false);
});
const release = () => { held = null; stage.style.cursor = 'crosshair'; };
for (const end of ['pointerup', 'pointercancel']) stage.addEventListener(end, release);
stage.addEventListener('pointerleave', () => { if (!held) point(-1, false); });
stage.addEventListener('dblclick', (event) => zoom(.25, shareAt(event)));
stage.addEventListener('wheel', (event) => {
  const sideways = event.shiftKey ? event.deltaX || event.deltaY : event.deltaX;
  if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) pan(sideways / columns);
  else if (event.ctrlKey || document.activeElement === stage) zoom(2 ** (Math.max(-200, Math.min(200, event.deltaY)) / 200), shareAt(event));
  else return; // the page scrolls
  event.preventDefault();
}, {passive: false});

let sliding = false;
const slide = (event) => {
  const x = first + (event.clientX - over.canvas.getBoundingClientRect().left - leftRoom) / columns * (last - first), span = to - from;
  show(x - span / 2, x + span / 2);
};
over.canvas.addEventListener('pointerdown', (event) => { sliding = true; over.canvas.setPointerCapture(event.pointerId); slide(event); });
over.canvas.addEventListener('pointermove', (event) => { if (sliding) slide(event); });
for (const end of ['pointerup', 'pointercancel']) over.canvas.addEventListener(end, () => { sliding = false; });

stage.addEventListener('keydown', (event) => {
  const by = {ArrowLeft: -1, ArrowRight: 1}[event.key];
  if (!by || !event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  reach(cursor >= 0 ? cursor + by : recordAt(.5));
});
const closer = () => zoom(.5), away = () => zoom(2);
keys(stage, {ArrowLeft: () => pan(-.1), ArrowRight: () => pan(.1), PageUp: () => pan(-.9), PageDown: () => pan(.9), '+': closer, '=': closer, '-': away, '_': away, 0: () => show(first, last),
  Home: () => show(first, first + to - from), End: () => show(last - (to - from), last), n: () => jump(1), p: () => jump(-1)});
// A page that took the viewer away keeps nothing of it, and may bring it back.
const theme = self.matchMedia('(prefers-color-scheme: dark)');
new ResizeObserver(() => {
  theme[root.isConnected ? 'addEventListener' : 'removeEventListener']('change', draw);
  draw();
}).observe(stage);
redraw();
