// The steps of a pooler: slider, input, minicolumns, and the synapses of a chosen one.
const steps = data.steps, threshold = Math.round(data.connected * 1000), shades = 8;
const numbers = (text) => text ? text.split(' ').map((n) => parseInt(n, 36)) : [];
const share = (n, of) => of ? ` (${(100 * n / of).toFixed(1)} %)` : '';

// kept is what there was room for of a minicolumn, as numbers: its pool, and its
// permanences, as written, before the first step and after every step that changed them.
let latest = {column: -1};
function kept(column) {
  if (latest.column === column) return latest;
  const m = data.minicolumns[column.toString(36)];
  if (!m) return null;
  const pool = bits(m.p), at = [-1], states = [pool.map((_, i) => 64 * digits.indexOf(m.v[2 * i]) + digits.indexOf(m.v[2 * i + 1]))];
  for (const text of m.c) {
    const [step, on, off, ...rest] = text.split(' '), input = new Set(bits(steps[parseInt(step, 36)].i)), was = states[states.length - 1], now = [];
    for (const run of rest) {
      const [differs, length] = run.split('+').map((n) => parseInt(n, 36));
      for (let k = 0; k < (length || 1); k++) {
        const i = now.length, moved = Math.max(0, Math.min(1000, (was[i] >> 1) + parseInt(input.has(pool[i]) ? on : off, 36)));
        now.push(2 * moved + (moved >= threshold ? 1 : 0) + differs);
      }
    }
    at.push(parseInt(step, 36));
    states.push(now);
  }
  return latest = {column, pool, at, states, overlaps: numbers(m.o), series: m.s.map(numbers)};
}
const lastOf = (at, t) => { let k = 0; while (k + 1 < at.length && at[k + 1] <= t) k++; return k; };
const valueAt = (series, t) => { let v = series[0]; for (let k = 1; k < series.length && series[k] <= t; k += 2) v = series[k + 1]; return v; };

let step = 0, chosen = -1, picked = -1, view = null, from = 'step';
frame(data.title);
const what = make('div', {'data-part': 'what', role: 'status', 'aria-live': 'polite', style: 'margin:.5em 0 0'});
const who = make('div', {'data-part': 'winners', style: 'margin:0 0 .5em'});
const svg = (part, label) => make('svg:svg', {tabindex: 0, role: 'application', 'data-part': part, 'aria-label': label, style: 'display:block;width:100%;height:auto;cursor:pointer'});
const inputMap = make('svg:svg', {role: 'img', 'data-part': 'input', style: 'display:block;width:100%;height:auto'});
const columnMap = svg('columns', 'Minicolumns. Arrow keys choose one; click chooses the one under the pointer.');
const histogram = make('svg:svg', {role: 'img', 'data-part': 'histogram', style: 'display:block;width:100%;height:auto'});
const heatBefore = make('svg:svg', {role: 'img', 'data-part': 'before', style: 'display:block;width:100%;height:auto'});
const heatAfter = svg('after', 'Permanences after the step. Arrow keys choose an input; click chooses the one under the pointer.');
const detail = make('div', {'data-part': 'detail', role: 'region', 'aria-label': 'the chosen minicolumn', 'aria-live': 'polite'});
const choice = make('select', {'aria-label': 'compare with', style: `font:inherit;color:inherit;background:transparent;border:${line};border-radius:4px;padding:.1em .3em`},
  make('option', {value: 'step', style: 'color:initial'}, 'before this step'), make('option', {value: 'start', style: 'color:initial'}, data.began ? 'before the first step' : 'after the first step'));
choice.addEventListener('change', () => { from = choice.value; drawChosen(); });
const synapses = make('div', {'data-part': 'synapses', style: `border-top:${line};margin-top:.5em;padding-top:.4em`});
const pane = (title, ...children) => make('div', {style: 'flex:1 1 240px;min-width:0;max-width:420px'}, make('div', {style: 'font-size:12px;margin-bottom:.2em'}, title), ...children);
const panes = (...children) => make('div', {style: 'display:flex;flex-wrap:wrap;gap:.6em 1.4em;align-items:flex-start'}, ...children);
const titleOf = {input: make('span', {}), before: make('span', {}), after: make('span', {})};

function show(t) {
  step = t;
  const s = steps[t];
  view = {input: new Set(bits(s.i)), winners: bits(s.w), overlaps: numbers(s.o), bins: numbers(s.h)};
  const highest = view.bins.length - 1, rest = view.bins.slice();
  view.overlaps.forEach((o) => rest[Math.floor(o / data.bin)]--);
  const most = rest.findLastIndex((n) => n > 0), least = Math.min(...view.overlaps), best = Math.max(...view.overlaps);
  what.replaceChildren(make('b', {}, s.l || `Step ${t}`), `: ${number(view.input.size)} of ${number(data.inputs)} inputs on${share(view.input.size, data.inputs)}; ` +
    `${number(view.winners.length)} of ${number(data.columns)} minicolumns won${share(view.winners.length, data.columns)}` +
    (view.winners.length ? `, with overlaps of ${least === best ? number(best) : `${number(least)} to ${number(best)}`}` : '') +
    (most < 0 ? '.' : `; the others' are at most ${number((most + 1) * data.bin - 1)}.`));
  who.replaceChildren(view.winners.length ? 'Winners: ' : '');
  const has = (c) => data.minicolumns[c.toString(36)] !== undefined; // those with synapses to see first
  const places = view.winners.map((_, i) => i).sort((i, j) => has(view.winners[j]) - has(view.winners[i]) || i - j);
  for (const i of places.slice(0, 20)) {
    const c = view.winners[i], name = `minicolumn ${number(c)}, overlap ${number(view.overlaps[i])}${has(c) ? '' : ', synapses not recorded'}`;
    who.append(make('button', {type: 'button', title: name, 'aria-label': name, onclick: () => choose(c),
      style: `font:inherit;font-size:11px;line-height:1.3;color:inherit;background:${has(c) ? faint : 'transparent'};border:0;border-radius:3px;padding:0 .4em;margin:0 .3em .2em 0;cursor:pointer`}, number(c)));
  }
  if (view.winners.length > 20) who.append(`and ${number(view.winners.length - 20)} more.`);
  titleOf.input.textContent = `Input${data.folded ? `, in rows of ${number(data.width)}` : ''}`;
  drawGrid(inputMap, data.inputs, data.width, [{name: 'off', fill: faint, at: (i) => !view.input.has(i)}, {name: 'on', fill: 'currentColor', at: (i) => view.input.has(i)}]);
  inputMap.setAttribute('aria-label', `Input: ${number(view.input.size)} of ${number(data.inputs)} on.`);
  drawColumns();
  drawHistogram(rest, highest);
  drawChosen();
}

// drawGrid draws squares in rows, each kind one path; marks are outlines over them.
function drawGrid(place, n, width, kinds, marks) {
  const rows = Math.ceil(n / width), side = Math.min(24, 400 / width, Math.max(4, 400 / rows)), gap = side >= 4 ? Math.max(0.5, side / 12) : 0;
  const paths = kinds.map(() => '');
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width && y * width + x < n;) {
      const i = y * width + x, k = kinds.findIndex((kind) => kind.at(i));
      let length = 1;
      if (gap === 0) while (x + length < width && i + length < n && kinds.findIndex((kind) => kind.at(i + length)) === k) length++; // small ones as one
      if (k >= 0) {
        const w = length * side - gap;
        paths[k] += `M${+(x * side).toFixed(2)} ${+(y * side).toFixed(2)}h${+w.toFixed(2)}v${+(side - gap).toFixed(2)}h${-w.toFixed(2)}z`;
      }
      x += length;
    }
  }
  place.setAttribute('viewBox', `-2 -2 404 ${rows * side + 4}`);
  place.replaceChildren(...kinds.map((kind, k) => make('svg:path', {d: paths[k], fill: kind.fill, 'fill-opacity': kind.opacity ?? 1, 'data-state': kind.name})));
  for (const {name, list, stroke, size, fill} of marks || []) {
    const d = list.map((i) => {
      const x = i % width * side, y = Math.floor(i / width) * side, inset = size ? (side - gap) * (1 - size) / 2 : 0, w = side - gap - 2 * inset;
      return `M${+(x + inset).toFixed(2)} ${+(y + inset).toFixed(2)}h${+w.toFixed(2)}v${+w.toFixed(2)}h${-w.toFixed(2)}z`;
    }).join('');
    place.append(make('svg:path', {d, fill: fill || 'none', stroke: stroke || 'none', 'stroke-width': Math.max(1, Math.min(2, side / 5)), 'data-state': name}));
  }
  place.grid = {side, width, n, rows};
}

function drawColumns() {
  const shade = (i) => { const text = data.shades[i.toString(36)]; return text === undefined ? -1 : digits.indexOf(text[step]); };
  const kinds = [{name: 'none', fill: faint, at: (i) => shade(i) === 0}];
  for (let k = 1; k <= shades; k++) kinds.push({name: `shade-${k}`, fill: colours.blue, opacity: 0.12 + 0.88 * k / shades, at: (i) => shade(i) === k});
  drawGrid(columnMap, data.columns, data.wide, kinds, [{name: 'winner', list: view.winners, stroke: colours.vermilion}, {name: 'chosen', list: chosen < 0 ? [] : [chosen], stroke: 'currentColor', size: 0.6}]);
}

function drawHistogram(rest, highest) {
  const wide = 404, tall = 130, left = 34, bottom = 30, w = (wide - left - 6) / (highest + 1), high = (n) => n > 0 ? Math.log10(1 + n) : 0;
  const top = Math.max(1, high(Math.max(...view.bins))), y = (n) => (tall - bottom) * (1 - high(n) / top) + 6;
  const won = view.bins.map((n, i) => n - rest[i]), bars = {rest: '', won: ''};
  view.bins.forEach((n, i) => {
    const bar = (from, to) => `M${(left + i * w).toFixed(1)} ${y(from).toFixed(1)}h${Math.max(1, w - 1).toFixed(1)}V${y(to).toFixed(1)}h${-Math.max(1, w - 1).toFixed(1)}z`;
    if (n > won[i]) bars.rest += bar(0, n - won[i]);
    if (won[i]) bars.won += bar(n - won[i], n);
  });
  histogram.setAttribute('viewBox', `0 0 ${wide} ${tall + 8}`);
  histogram.replaceChildren(make('svg:path', {d: bars.rest, fill: colours.blue, 'fill-opacity': 0.55, 'data-state': 'rest'}), make('svg:path', {d: bars.won, fill: colours.vermilion, 'data-state': 'won'}),
    make('svg:path', {d: `M${left} ${y(0)}H${wide - 4}`, stroke: 'currentColor', fill: 'none'}));
  const text = (x, at, anchor, words) => histogram.append(make('svg:text', {x, y: at, 'text-anchor': anchor, fill: 'currentColor', 'font-size': 11}, words));
  let lowest = y(0);
  for (const n of [0, 1, 10, 100, 1000, 10000, 100000]) {
    if (high(n) > top || n > 0 && lowest - y(n) < 12) continue;
    text(left - 4, y(n) + 4, 'end', number(n));
    lowest = y(n);
  }
  const every = Math.ceil((highest + 1) / 8);
  for (let i = 0; i <= highest; i += every) text(left + (i + 0.5) * w, tall - bottom + 20, 'middle', number(i * data.bin));
  text((left + wide) / 2, tall + 4, 'middle', `overlap${data.bin > 1 ? ` (${data.bin} a bar)` : ''}; minicolumns upwards, logarithmic`);
  histogram.setAttribute('aria-label', `Overlaps of all minicolumns, from 0 to at most ${number(data.largest)}; winners on top.`);
}

// Permanences: pale where not connected, orange to red where connected.
const levels = 5;
function heatKinds(of) {
  const kinds = [];
  for (let k = 0; k < levels; k++) kinds.push({name: 'unconnected', fill: colours.sky, opacity: 0.15 + 0.85 * k / (levels - 1), at: (i) => of.has(i) && !(of.get(i) & 1) && Math.min(levels - 1, Math.floor(levels * (of.get(i) >> 1) / Math.max(1, threshold))) === k});
  for (let k = 0; k < levels; k++) kinds.push({name: 'connected', fill: colours.vermilion, opacity: 0.45 + 0.55 * k / (levels - 1), at: (i) => of.has(i) && (of.get(i) & 1) === 1 && Math.min(levels - 1, Math.floor(levels * ((of.get(i) >> 1) - threshold) / Math.max(1, 1001 - threshold))) === k});
  return kinds;
}

const permanence = (code) => (code >> 1) / 1000;
function drawChosen() {
  synapses.hidden = chosen < 0;
  if (chosen < 0) return detail.replaceChildren('Choose a minicolumn (click, arrow keys in the map, or a winner above) to see its potential pool and permanences.');
  const won = view.winners.indexOf(chosen), k = kept(chosen), name = make('b', {}, `Minicolumn ${number(chosen)}`);
  const wins = won >= 0 ? 'won' : 'did not win';
  if (!k) {
    synapses.hidden = true;
    return detail.replaceChildren(name, `: ${wins}${won >= 0 ? ` with an overlap of ${number(view.overlaps[won])}` : ''}. Its synapses had no room: Follow = []int{${chosen}} keeps them.`);
  }
  const now = lastOf(k.at, step), known = step > 0 || data.began, was = from === 'start' ? 0 : known ? lastOf(k.at, step - 1) : now;
  const before = new Map(k.pool.map((i, n) => [i, k.states[was][n]])), after = new Map(k.pool.map((i, n) => [i, k.states[now][n]]));
  const connected = (m) => [...m.values()].filter((code) => code & 1).length;
  let rose = 0, fell = 0;
  for (const [i, code] of after) { if (code >> 1 > before.get(i) >> 1) rose++; if (code >> 1 < before.get(i) >> 1) fell++; }
  const boost = (t) => (valueAt(k.series[0], t) / 100).toFixed(2), duty = (s, scale) => (100 * valueAt(s, step) / scale).toFixed(1);
  detail.replaceChildren(name, `: ${wins} with an overlap of ${number(k.overlaps[step])}. Boost factor ${boost(step - 1) === boost(step) ? boost(step) : `${boost(step - 1)}, then ${boost(step)}`}; ` +
    `wins in about ${duty(k.series[1], 10000)} % of the steps (active duty cycle), overlaps in about ${duty(k.series[2], 1000)} % (overlap duty cycle). ` +
    `${number(k.pool.length)} of ${number(data.inputs)} inputs in its potential pool, ${number(connected(before))} connected ${from === 'start' ? 'at the start' : 'before'}, ${number(connected(after))} after this step; ` +
    `${from === 'start' ? 'since then' : 'in this step'} ${number(rose)} permanences rose and ${number(fell)} fell.` +
    (known || from === 'start' ? '' : ' What they were before the first step is not recorded.') + (k.at[now] === step ? '' : k.at[now] < 0 ? ' Not changed so far.' : ` Last changed in step ${number(k.at[now])}.`));
  titleOf.before.textContent = from === 'start' ? choice.options[1].text : 'Before this step';
  titleOf.after.textContent = 'After this step';
  const on = k.pool.filter((i) => view.input.has(i)), marks = [{name: 'input', list: on, fill: 'currentColor', size: 0.3}];
  drawGrid(heatBefore, data.inputs, data.width, heatKinds(before), marks);
  drawGrid(heatAfter, data.inputs, data.width, heatKinds(after), [...marks, {name: 'picked', list: picked < 0 ? [] : [picked], stroke: 'currentColor'}]);
  heatBefore.setAttribute('aria-label', `${titleOf.before.textContent}: ${number(connected(before))} of ${number(k.pool.length)} synapses connected.`);
  pickedText.textContent = picked < 0 ? 'Choose an input in the right picture to read its permanence.' :
    `Input ${number(picked)}${data.folded ? '' : ` (row ${Math.floor(picked / data.width)}, column ${picked % data.width})`}, ${view.input.has(picked) ? 'on' : 'off'}: ` +
    (after.has(picked) ? `permanence ${permanence(before.get(picked)).toFixed(3)}, then ${permanence(after.get(picked)).toFixed(3)}, ${after.get(picked) & 1 ? 'connected' : 'not connected'}.` : 'not in the potential pool.');
}

function choose(column) {
  chosen = column;
  drawColumns();
  drawChosen();
}
function pick(input) {
  picked = input;
  drawChosen();
}

// reach lets mouse and arrow keys choose a square of a grid.
function reach(place, current, take) {
  place.addEventListener('click', (event) => {
    const {side, width, n} = place.grid, box = place.getBoundingClientRect(), scale = 404 / box.width;
    const x = Math.floor(((event.clientX - box.left) * scale - 2) / side), y = Math.floor(((event.clientY - box.top) * scale - 2) / side), i = y * width + x;
    if (x >= 0 && x < width && i >= 0 && i < n) take(i);
  });
  const move = (across, down) => () => {
    const {width, n} = place.grid, i = current() < 0 ? 0 : current() + across + down * width;
    if (i >= 0 && i < n) take(i);
  };
  keys(place, {ArrowLeft: move(-1, 0), ArrowRight: move(1, 0), ArrowUp: move(0, -1), ArrowDown: move(0, 1)});
}

const pickedText = make('div', {'data-part': 'picked', role: 'status', 'aria-live': 'polite', style: 'margin-top:.3em'});
const {go} = player(steps.length, (t) => steps[t].l, (t) => show(t));
const square = (colour, opacity) => `background:color-mix(in srgb, ${colour} ${100 * opacity}%, transparent)`;
const unknown = data.columns - Object.keys(data.shades).length, unkept = data.columns - Object.keys(data.minicolumns).length;
const scale = make('div', {role: 'img', 'aria-label': `Colours of permanences: pale blue to blue below ${data.connected}, where synapses are not connected; orange to red from there on.`,
  style: 'display:flex;align-items:center;gap:1px;font-size:12px;margin:.3em 0'}, 'permanence 0 ');
for (let k = 0; k < levels; k++) scale.append(make('span', {style: `width:18px;height:11px;${square(colours.sky, 0.15 + 0.85 * k / (levels - 1))}`}));
scale.append(make('b', {style: 'margin:0 .4em'}, `| ${data.connected} connected |`));
for (let k = 0; k < levels; k++) scale.append(make('span', {style: `width:18px;height:11px;${square(colours.vermilion, 0.45 + 0.55 * k / (levels - 1))}`}));
scale.append(' 1');
synapses.append(make('label', {}, 'Compare with ', choice), panes(pane(titleOf.before, heatBefore), pane(titleOf.after, heatAfter)), scale,
  legendOf([['input that is on', 'width:5px;height:5px;background:currentColor'], ['empty: not in the potential pool', `background:transparent;border:1px dotted currentColor`]]), pickedText);
root.append(what, who, panes(pane(titleOf.input, inputMap), pane('Minicolumns, by overlap', columnMap)),
  legendOf([['no overlap', ''], [`overlap, up to ${number(data.largest)}`, square(colours.blue, 1)], ['winner', `background:transparent;border:2px solid ${colours.vermilion}`], ['chosen', 'width:8px;height:8px;background:transparent;border:2px solid currentColor'],
    ...(unknown ? [['empty: overlap not recorded', 'background:transparent;border:1px dotted currentColor']] : [])]),
  panes(pane('Overlaps: winners (red) on top of the rest', histogram), make('div', {style: 'flex:1 1 240px;min-width:0;max-width:420px'}, detail)), synapses);
const note = (words) => root.append(make('div', {role: 'note'}, words));
if (data.dropped) note(`The first ${number(steps.length)} of ${number(steps.length + data.dropped)} steps: more would make the notebook too large.`);
if (unknown) note(`Overlaps are those of the ${number(data.columns - unknown)} minicolumns that won most, of ${number(data.columns)}: more would make the notebook too large.`);
if (unkept) note(`Synapses are those of the ${number(data.columns - unkept)} minicolumns that won most, of ${number(data.columns)}: more would make the notebook too large.`);
reach(columnMap, () => chosen, choose);
reach(heatAfter, () => picked, pick);
go(0);
