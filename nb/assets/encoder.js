// An encoder: sliders for the value and the parameters, bits, overlap with a pinned value.
frame(data.title);
const names = data.names, count = names.length;
let value = data.value, pinned = data.pinned;
const at = data.parameters.map((p) => p.start);

// setting is what is known at the sliders' place: codes, or why there is none, and the
// overlap of each two values.
function setting() {
  const s = data.settings[data.parameters.reduce((k, p, i) => k * p.names.length + at[i], 0)];
  if (s.overlaps) return s;
  s.bits = s.codes.map((code) => code[0] === '!' ? null : bits(code));
  s.errors = s.codes.map((code) => code[0] === '!' ? code.slice(1) : '');
  const on = Array.from({length: s.size}, () => []); // the values whose codes have a bit
  s.overlaps = Array.from({length: count}, () => new self.Uint32Array(count));
  s.bits.forEach((code, i) => { for (const bit of code || []) on[bit].push(i); });
  for (const list of on) for (const i of list) for (const k of list) s.overlaps[i][k]++;
  s.most = Math.max(1, ...s.bits.map((code) => code ? code.length : 0));
  return s;
}

// ---- the page
const sliders = [], texts = [];
const controls = make('div', {style: 'display:grid;grid-template-columns:minmax(8em,max-content) minmax(6em,1fr) minmax(5em,max-content);gap:.25em .8em;align-items:center'});
function slider(part, text, most, get, set) {
  const input = make('input', {type: 'range', min: 0, max: most, step: 1, 'aria-label': text, 'data-part': part, style: 'width:100%;margin:0'});
  const go = (k) => { set(Math.max(0, Math.min(most, k))); show(); };
  input.addEventListener('input', () => go(Number(input.value)));
  const by = (n) => () => go(get() + n), large = Math.max(1, Math.round(most / 10));
  keys(input, {ArrowLeft: by(-1), ArrowDown: by(-1), ArrowRight: by(1), ArrowUp: by(1), PageDown: by(-large), PageUp: by(large), Home: by(-most), End: by(most)});
  const words = make('span', {style: 'font-variant-numeric:tabular-nums'});
  controls.append(make('span', {'aria-hidden': 'true'}, text), input, words);
  sliders.push([input, get]);
  texts.push(words);
}
slider('value', data.label, count - 1, () => value, (k) => { value = k; });
slider('pinned', 'pinned', count - 1, () => pinned, (k) => { pinned = k; });
data.parameters.forEach((p, i) => slider('parameter-' + i, p.name, p.names.length - 1, () => at[i], (k) => { at[i] = k; }));
const nameOf = [(k) => names[k], (k) => names[k], ...data.parameters.map((p) => (k) => p.names[k])];

const told = make('div', {'data-part': 'told', role: 'status', 'aria-live': 'polite', style: 'margin:.6em 0;min-height:2.9em'});
const grid = make('svg:svg', {role: 'img', 'data-part': 'bits', style: 'display:block;width:100%;height:auto'});
const legend = legendOf([['in both', `background:${colours.blue}`], ['in the value alone', `background:${colours.vermilion}`], ['in the pinned value alone', `background:${colours.sky}`]]);
const curve = make('svg:svg', {viewBox: '0 0 480 300', role: 'img', 'data-part': 'curve', style: 'flex:1 1 380px;min-width:0;max-width:480px;height:auto;cursor:pointer;touch-action:pan-y'});
const matrix = make('svg:svg', {viewBox: '0 0 330 300', role: 'img', 'data-part': 'matrix', style: 'flex:1 1 300px;min-width:0;max-width:330px;height:auto;cursor:pointer'});
root.append(controls, told, grid, legend,
  make('div', {}, button('pin this value', 'pin this value', () => { pinned = value; show(); }), ' ', button('swap', 'swap the value and the pinned value', () => { [value, pinned] = [pinned, value]; show(); })),
  make('div', {style: 'display:flex;flex-wrap:wrap;gap:10px;margin-top:.6em'}, curve, matrix));

// ---- drawing
const text = (x, y, anchor, words, more) => make('svg:text', {x, y, 'text-anchor': anchor, fill: 'currentColor', 'font-size': 12, ...more}, words);
const short = (name) => name.length > 14 ? name.slice(0, 13) + '…' : name;

function drawBits(s) {
  const mine = s.bits[value], other = s.bits[pinned];
  if (!mine && !other) return grid.replaceChildren();
  const on = new Set(mine || []), with_ = new Set(other || []);
  const across = Math.max(Math.ceil(s.size / 40), Math.min(s.size, Math.max(40, Math.ceil(Math.sqrt(s.size * 4))))), side = Math.min(21, 840 / across), w = (side * .88).toFixed(2);
  const paths = {off: '', both: '', value: '', pinned: ''};
  for (let bit = 0; bit < s.size; bit++) {
    paths[on.has(bit) ? (with_.has(bit) ? 'both' : 'value') : with_.has(bit) ? 'pinned' : 'off'] += `M${(bit % across * side).toFixed(2)} ${(Math.floor(bit / across) * side).toFixed(2)}h${w}v${w}h-${w}z`;
  }
  grid.setAttribute('viewBox', `0 0 840 ${Math.ceil(Math.ceil(s.size / across) * side)}`);
  grid.setAttribute('aria-label', `${number(s.size)} bits, ${number(across)} a row: ${number(s.overlaps[value][pinned])} on in both values`);
  grid.replaceChildren(...[['off', faint], ['both', colours.blue], ['value', colours.vermilion], ['pinned', colours.sky]].map(([state, fill]) => make('svg:path', {d: paths[state], fill, 'data-state': state})));
}

// labelsOf writes names under a drawing from left to right, as many as fit.
function labelsOf(parts, left, right, X, y) {
  const half = (i) => 3.6 * short(names[i]).length, room = 2 * Math.max(...names.map((_, i) => half(i))) + 10;
  const least = count * room / (right - left), every = count <= 10 ? 1 : [1, 2, 5, 10, 20, 50, 100, 200, 500].find((n) => n >= least) || 1000;
  for (let i = 0, end = 0; i < count; i += every) {
    const x = Math.max(half(i), Math.min(right - half(i), X(i)));
    if (i > 0 && x - half(i) < end + 6) continue;
    parts.push(text(x, y, 'middle', short(names[i])));
    end = x + half(i);
  }
}

const box = {left: 44, top: 10, right: 470, bottom: 250}; // of the curve
const across = (i) => box.left + (i + .5) / count * (box.right - box.left);
function drawCurve(s) {
  const Y = (n) => box.bottom - n / s.most * (box.bottom - box.top), parts = [];
  const rule = (x1, y1, x2, y2, more) => parts.push(make('svg:line', {x1, y1, x2, y2, stroke: 'currentColor', ...more}));
  const step = Math.max(1, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((n) => s.most / n <= 6) || Math.ceil(s.most / 6));
  for (let n = 0; n <= s.most; n += step) {
    rule(box.left, Y(n), box.right, Y(n), {'stroke-opacity': .2});
    parts.push(text(box.left - 6, Y(n) + 4, 'end', number(n)));
  }
  const bars = count <= 30, wide = (box.right - box.left) / count; // few values: each its own bar
  let d = '', joined = false; // broken where there is no code
  s.bits.forEach((code, i) => {
    const has = code && s.bits[pinned], y = Y(s.overlaps[pinned][i]);
    if (has && bars) d += `M${(across(i) - wide * .4).toFixed(1)} ${box.bottom}V${y.toFixed(1)}h${(wide * .8).toFixed(1)}V${box.bottom}z`;
    else if (has) d += `${joined ? 'L' : 'M'}${across(i).toFixed(1)} ${y.toFixed(1)}` + (joined ? '' : 'h.01');
    joined = has;
  });
  parts.push(make('svg:path', {d, fill: bars ? colours.blue : 'none', stroke: bars ? 'none' : colours.blue, 'stroke-width': 2, 'stroke-linejoin': 'round', 'stroke-linecap': 'round', 'data-state': 'overlap'}));
  rule(box.left, box.bottom, box.right, box.bottom, {});
  rule(across(pinned), box.top, across(pinned), box.bottom, {stroke: colours.sky, 'stroke-width': 2, 'stroke-dasharray': '5 3', 'data-state': 'pinned'});
  rule(across(value), box.top, across(value), box.bottom, {stroke: colours.vermilion, 'stroke-width': 1.5, 'data-state': 'value'});
  if (s.bits[value] && s.bits[pinned]) parts.push(make('svg:circle', {cx: across(value), cy: Y(s.overlaps[pinned][value]), r: 4.5, fill: colours.vermilion}));
  labelsOf(parts, box.left, box.right, across, box.bottom + 16);
  parts.push(text((box.left + box.right) / 2, 292, 'middle', data.label), text(12, (box.top + box.bottom) / 2, 'middle', 'overlap with the pinned value (bits)', {transform: `rotate(-90 12 ${(box.top + box.bottom) / 2})`}));
  curve.setAttribute('aria-label', `Overlap of each value with ${names[pinned]}, from 0 to ${number(s.most)} bits. A click chooses the value.`);
  curve.replaceChildren(...parts);
}

// The colours of viridis, by some of them.
const scale = [[68, 1, 84], [72, 40, 120], [62, 73, 137], [49, 104, 142], [38, 130, 142], [31, 158, 137], [53, 183, 121], [109, 205, 89], [180, 222, 44], [253, 231, 37]];
function colour(share) {
  const at = share * (scale.length - 1), k = Math.min(scale.length - 2, Math.floor(at));
  return scale[k].map((low, i) => Math.round(low + (at - k) * (scale[k + 1][i] - low)));
}
function heat(s) { // as a picture of one dot a pair
  if (s.heat) return s.heat;
  const canvas = make('canvas', {width: count, height: count}), context = canvas.getContext('2d'), image = context.createImageData(count, count);
  for (let i = 0; i < count; i++) for (let k = 0; k < count; k++) {
    if (s.bits[i] && s.bits[k]) image.data.set([...colour(s.overlaps[i][k] / s.most), 255], 4 * (i * count + k));
  }
  context.putImageData(image, 0, 0);
  return (s.heat = canvas.toDataURL());
}
const field = {left: 14, top: 10, side: 240}; // of the matrix
function drawMatrix(s) {
  const X = (i) => field.left + (i + .5) / count * field.side, Y = (i) => field.top + (i + .5) / count * field.side, end = field.left + field.side;
  const parts = [make('svg:image', {href: heat(s), x: field.left, y: field.top, width: field.side, height: field.side, style: 'image-rendering:pixelated'})];
  const rule = (x1, y1, x2, y2, stroke) => parts.push(make('svg:line', {x1, y1, x2, y2, stroke: '#fff', 'stroke-width': 3, 'stroke-opacity': .5}), make('svg:line', {x1, y1, x2, y2, stroke, 'stroke-width': 1.5}));
  rule(X(value), field.top, X(value), field.top + field.side, colours.vermilion);
  rule(field.left, Y(pinned), end, Y(pinned), colours.sky);
  labelsOf(parts, field.left, end, X, field.top + field.side + 16);
  parts.push(text(field.left + field.side / 2, 292, 'middle', data.label + ', across and down'));
  for (let i = 0; i < 40; i++) parts.push(make('svg:rect', {x: end + 12, y: field.top + field.side * (39 - i) / 40, width: 12, height: field.side / 40 + .5, fill: `rgb(${colour(i / 39)})`}));
  parts.push(text(end + 28, field.top + 10, 'start', number(s.most)), text(end + 28, field.top + field.side, 'start', '0'),
    text(end + 42, field.top + field.side / 2, 'middle', 'overlap (bits)', {transform: `rotate(-90 ${end + 42} ${field.top + field.side / 2})`}));
  matrix.setAttribute('aria-label', `Overlap of each two of ${number(count)} values, from 0 to ${number(s.most)} bits. A click chooses a value and what it is compared with.`);
  matrix.replaceChildren(...parts);
}

function show() {
  const s = setting(), b = (words) => make('b', {}, words), mine = s.bits[value], other = s.bits[pinned];
  sliders.forEach(([input, get], i) => {
    input.value = get();
    input.setAttribute('aria-valuetext', nameOf[i](get()));
    texts[i].textContent = nameOf[i](get());
  });
  const on = (code) => `${number(code.length)} of ${number(s.size)} bits on (${(100 * code.length / s.size).toFixed(1)} %)`;
  told.replaceChildren(b(names[value]), mine ? ` has ${on(mine)}. ` : ` has no code: ${s.errors[value]}. `);
  if (!other) told.append(b(names[pinned]), ` has no code: ${s.errors[pinned]}.`);
  else if (mine) {
    const shared = s.overlaps[value][pinned];
    told.append('It shares ', b(number(shared)), ' with the ', `${number(other.length)} of the pinned `, b(names[pinned]), mine.length ? ` (${(100 * shared / mine.length).toFixed(0)} % of its own).` : '.');
  }
  drawBits(s);
  drawCurve(s);
  drawMatrix(s);
}

// place finds which value is under the pointer, along x or y of a drawing.
const clamp = (i) => Math.max(0, Math.min(count - 1, Math.floor(i)));
function under(svg, event) {
  const r = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / r.width;
  return [(event.clientX - r.left) * scale, (event.clientY - r.top) * scale];
}
function dragged(svg, choose) {
  let held = false;
  svg.addEventListener('pointerdown', (event) => { held = true; svg.setPointerCapture(event.pointerId); choose(under(svg, event)); show(); });
  svg.addEventListener('pointermove', (event) => { if (held) { choose(under(svg, event)); show(); } });
  for (const end of ['pointerup', 'pointercancel']) svg.addEventListener(end, () => { held = false; });
}
dragged(curve, ([x]) => { value = clamp((x - box.left) / (box.right - box.left) * count); });
dragged(matrix, ([x, y]) => { value = clamp((x - field.left) / field.side * count); pinned = clamp((y - field.top) / field.side * count); });
show();
