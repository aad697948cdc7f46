// The steps of a memory: slider, cells by state, segments of a chosen cell.
const per = data.cells, steps = data.steps, mostColumns = 120;
const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';

function bits(runs) { // as nb writes them
  const all = [];
  let at = 0;
  for (const run of runs ? runs.split(' ') : []) {
    const [gap, length] = run.split('+').map((text) => parseInt(text, 36));
    at += gap;
    for (let i = 0; i < (length || 1); i++) all.push(at++);
  }
  return all;
}

const column = (cell) => Math.floor(cell / per);
const columnsOf = (cells) => new Set([...cells].map(column));

// state of the cells at a step.
function stateAt(t) {
  const s = steps[t];
  return {
    active: new Set(bits(s.a)), winners: new Set(bits(s.w)), next: new Set(bits(s.p)),
    predicted: new Set(t > 0 && !s.r ? bits(steps[t - 1].p) : []), before: new Set(t > 0 && !s.r ? bits(steps[t - 1].a) : []),
  };
}

// segmentsAt returns those of a cell as last recorded up to a step, and when.
function segmentsAt(cell, t) {
  const name = cell.toString(36);
  for (let at = t; at >= 0; at--) {
    const text = steps[at].s.find((text) => text === name || text.startsWith(name + ' '));
    if (text === undefined) continue;
    const words = text.split(' '), segments = [];
    for (let i = 1; i + 1 < words.length; i += 2) {
      const from = data.lists[parseInt(words[i], 36)];
      segments.push((from === '' ? [] : from.split(' ')).map((cell, k) => {
        const code = 64 * digits.indexOf(words[i + 1][2 * k]) + digits.indexOf(words[i + 1][2 * k + 1]);
        return {cell: parseInt(cell, 36), permanence: (code >> 1) / 1000, connected: (code & 1) === 1};
      }));
    }
    return {at, segments};
  }
  return {at: -1, segments: []};
}

// earlier finds what each segment was before: the one that shares most synapses.
function earlier(now, was) {
  const taken = new Set();
  const partners = now.map((segment) => {
    const cells = new Set(segment.map((s) => s.cell));
    let best = -1, most = 0;
    was.forEach((old, i) => {
      const shared = old.filter((s) => cells.has(s.cell)).length;
      if (!taken.has(i) && shared > most) [best, most] = [i, shared];
    });
    if (best >= 0) taken.add(best);
    return best < 0 ? null : was[best];
  });
  return {partners, removed: was.filter((_, i) => !taken.has(i)).length};
}

// Minicolumns that take part anywhere; if they are few, every step shows them all.
const everywhere = new Set();
for (const s of steps) for (const runs of [s.a, s.p]) for (const c of columnsOf(bits(runs))) if (everywhere.size <= mostColumns) everywhere.add(c);
const ascending = (set) => [...set].sort((a, b) => a - b);

let step = 0, chosen = -1, timer = 0, shown = [], view = null;
frame(data.title);

const slider = make('input', {type: 'range', min: 0, max: steps.length - 1, value: 0, step: 1, 'aria-label': 'step', style: 'flex:1 1 12em;min-width:8em;margin:0'});
slider.addEventListener('input', () => { stop(); go(Number(slider.value)); });
const playButton = button('play', 'play', () => timer ? stop() : play());
const place = make('span', {'data-part': 'place', style: 'min-width:9em;font-variant-numeric:tabular-nums'});
root.append(make('div', {style: 'display:flex;flex-wrap:wrap;gap:.5em;align-items:center'},
  button('|◀', 'first step', () => { stop(); go(0); }), button('◀', 'step back', () => { stop(); go(step - 1); }),
  button('▶', 'step forward', () => { stop(); go(step + 1); }), playButton, slider, place));

const what = make('div', {'data-part': 'what', role: 'status', 'aria-live': 'polite', style: 'margin:.5em 0;min-height:3em'});
const legend = make('div', {style: 'display:flex;flex-wrap:wrap;gap:.2em 1.2em;margin:.4em 0'});
for (const [name, style] of [
  ['active, predicted', `background:${colours.blue}`], ['active, not predicted (bursting)', `background:${colours.vermilion}`],
  ['predicted, did not come', `background:${colours.sky}`], ['predicted for the next step', `box-shadow:inset 0 0 0 2px ${colours.green}`],
  ['winner', 'width:6px;height:6px;border:1px solid #222;border-radius:50%;background:#fff'], ['synapse of the chosen cell', `width:7px;height:7px;border:1px solid #fff;background:${colours.purple}`],
]) legend.append(make('span', {}, make('span', {'aria-hidden': 'true', style: `display:inline-block;width:11px;height:11px;margin-right:.4em;vertical-align:-1px;background:${faint};${style}`}), name));
const grid = make('svg:svg', {tabindex: 0, role: 'application', 'data-part': 'cells', style: 'display:block;width:100%;height:auto;cursor:pointer'});
const detail = make('div', {'data-part': 'detail', role: 'region', 'aria-label': 'segments of the chosen cell', 'aria-live': 'polite', tabindex: 0,
  style: `max-height:22em;overflow:auto;border-top:${line};margin-top:.5em;padding-top:.4em`});
root.append(what, grid, legend, detail);
if (data.dropped) root.append(make('div', {role: 'note'}, `The first ${number(steps.length)} of ${number(steps.length + data.dropped)} steps: more would make the notebook too large.`));

function label(button, name) {
  button.textContent = name;
  for (const attribute of ['aria-label', 'title']) button.setAttribute(attribute, name);
}

function stop() {
  clearInterval(timer);
  timer = 0;
  label(playButton, 'play');
  what.setAttribute('aria-live', 'polite');
}

function play() {
  what.setAttribute('aria-live', 'off'); // too fast to be read out
  label(playButton, 'pause');
  if (step === steps.length - 1) go(0);
  timer = setInterval(() => {
    if (!root.isConnected || step === steps.length - 1) return stop();
    go(step + 1);
  }, 400);
}

function go(t) {
  step = Math.max(0, Math.min(steps.length - 1, t));
  view = stateAt(step);
  slider.value = step;
  const s = steps[step];
  slider.setAttribute('aria-valuetext', `step ${step}${s.l ? ': ' + s.l : ''}`);
  place.textContent = `step ${number(step)} (of 0 to ${number(steps.length - 1)})`;
  const came = columnsOf(view.active), foreseen = columnsOf([...view.active].filter((c) => view.predicted.has(c)));
  const absent = [...columnsOf(view.predicted)].filter((c) => !came.has(c)).length;
  const grew = (now, name, key) => `${number(now)} ${name}` + (step > 0 ? ` (${now < steps[step - 1][key] ? '−' : '+'}${number(Math.abs(now - steps[step - 1][key]))})` : '');
  what.replaceChildren(make('b', {}, s.l || `Step ${step}`),
    `${s.r ? ' (after a reset)' : ''}: ${number(came.size)} active minicolumns, ${number(foreseen.size)} of them predicted, ${number(came.size - foreseen.size)} bursting; ` +
    `${number(absent)} predicted that did not come. For the next step ${number(view.next.size)} cells in ${number(columnsOf(view.next).size)} minicolumns are predicted. ` +
    `${grew(s.g, 'segments', 'g')}, ${grew(s.y, 'synapses', 'y')}.`);
  draw();
}

// The drawing: squares in a place of 840 units, each state one path.
let side = 10;
const leftRoom = 34, topRoom = 2;
function draw() {
  let all = data.columns <= mostColumns ? Array.from({length: data.columns}, (_, i) => i)
    : everywhere.size <= mostColumns ? ascending(everywhere) : ascending(columnsOf([...view.active, ...view.predicted, ...view.next]));
  const involved = all.length;
  shown = all.slice(0, mostColumns);
  side = Math.max(4, Math.min(22, Math.floor(800 / Math.max(1, shown.length)), Math.floor(400 / per)));
  const height = topRoom + per * side + 34;
  grid.setAttribute('viewBox', `0 0 840 ${height}`);
  const at = new Map(shown.map((c, i) => [c, i]));
  const synapses = new Set(chosen < 0 ? [] : segmentsAt(chosen, step).segments.flat().map((s) => s.cell));
  const boxes = {off: '', both: '', burst: '', missed: '', next: '', synapse: '', chosen: ''};
  const dots = [];
  shown.forEach((c, i) => {
    for (let k = 0; k < per; k++) {
      const cell = c * per + k, x = leftRoom + i * side, y = topRoom + k * side, w = side - 1;
      const box = (inset) => `M${x + inset} ${y + inset}h${w - 2 * inset}v${w - 2 * inset}h${2 * inset - w}z`;
      boxes[view.active.has(cell) ? (view.predicted.has(cell) ? 'both' : 'burst') : view.predicted.has(cell) ? 'missed' : 'off'] += box(0);
      if (view.next.has(cell)) boxes.next += box(1);
      if (synapses.has(cell)) boxes.synapse += box(side / 4);
      if (cell === chosen) boxes.chosen += box(0);
      if (view.winners.has(cell)) dots.push([x + w / 2, y + w / 2]);
    }
  });
  const path = (state, fill, stroke, width) => make('svg:path', {d: boxes[state], fill, stroke: stroke || 'none', 'stroke-width': width || 0, 'data-state': state});
  const wide = side < 8 ? 1.2 : 2;
  grid.replaceChildren(path('off', faint), path('both', colours.blue), path('burst', colours.vermilion), path('missed', colours.sky),
    path('next', 'none', colours.green, wide), path('synapse', colours.purple, '#fff', 1), path('chosen', 'none', 'currentColor', 2));
  const radius = Math.max(1.2, Math.min(3.5, side / 4));
  for (const [x, y] of dots) grid.append(make('svg:circle', {cx: x, cy: y, r: radius, fill: '#fff', stroke: '#222', 'stroke-width': 0.8, 'data-state': 'winner'}));
  const text = (x, y, anchor, words) => grid.append(make('svg:text', {x, y, 'text-anchor': anchor, fill: 'currentColor', 'font-size': 12}, words));
  text(leftRoom - 4, topRoom + Math.min(side, 11), 'end', '0');
  if (per * side > 30) text(leftRoom - 4, topRoom + per * side - 2, 'end', String(per - 1));
  const every = Math.max(1, Math.ceil(46 / side));
  for (let i = 0; i < shown.length; i += every) text(leftRoom + i * side + side / 2, topRoom + per * side + 14, 'middle', number(shown[i]));
  text(leftRoom, height - 3, 'start', involved < data.columns || shown.length < involved
    ? `minicolumns across, their cells down; ${number(shown.length)} of ${number(data.columns)} shown, ${shown.length < involved ? `the first of ${number(involved)} that take part` : 'those that take part'}`
    : 'minicolumns across, their cells down');
  grid.setAttribute('aria-label', `Cells of ${number(shown.length)} minicolumns. Arrow keys choose a cell; click chooses the cell under the pointer.`);
  tell();
}

// tell lists the segments of the chosen cell.
function tell() {
  if (chosen < 0) {
    detail.replaceChildren('Choose a cell (click, or arrow keys in the grid) to see its segments and synapses.');
    return;
  }
  const now = segmentsAt(chosen, step), was = step > 0 ? segmentsAt(chosen, step - 1) : {at: -1, segments: []};
  const {partners, removed} = earlier(now.segments, was.segments);
  const states = [view.active.has(chosen) ? (view.predicted.has(chosen) ? 'active, was predicted' : 'active, was not predicted') : view.predicted.has(chosen) ? 'was predicted, did not come' : 'not active'];
  if (view.winners.has(chosen)) states.push('winner');
  if (view.next.has(chosen)) states.push('predicted for the next step');
  detail.replaceChildren(make('div', {}, make('b', {}, `Cell ${chosen % per} of minicolumn ${number(column(chosen))}`), `: ${states.join('; ')}. ` +
    (now.segments.length === 0 ? 'No segments recorded.' : `${now.segments.length} segment${now.segments.length > 1 ? 's' : ''}` + (now.at < step ? `, unchanged since step ${now.at}.` : '.')) +
    (removed ? ` ${removed} removed in this step.` : '')));
  const reaches = (n) => data.threshold ? (n >= data.threshold ? `, reaches ${data.threshold}` : `, below ${data.threshold}`) : '';
  now.segments.forEach((segment, i) => {
    const old = partners[i], count = (list, cells) => list.filter((s) => s.connected && cells.has(s.cell)).length;
    const gone = old ? old.filter((s) => !segment.some((n) => n.cell === s.cell)) : [];
    const table = make('table', {style: 'border-collapse:collapse;color:inherit;background:transparent;font-size:12px;margin:.2em 0 .8em 0'},
      make('caption', {style: 'caption-side:top;text-align:left;color:inherit;padding:.5em 0 .2em 0'}, make('b', {}, `Segment ${i}`),
        `: ${segment.length} synapses, ${segment.filter((s) => s.connected).length} connected` + (old ? '' : ', new in this step') +
        (old ? `; active before this step ${count(old, view.before)}${reaches(count(old, view.before))}` : '') + `; active now ${count(segment, view.active)}${reaches(count(segment, view.active))}`));
    const row = (tag, cells) => table.append(make('tr', {style: 'background:transparent'}, ...cells.map((c, k) => {
      const cell = make(tag, {style: `text-align:${k < 4 ? 'right' : 'left'};padding:.1em .8em;border:0;border-bottom:1px solid rgba(128,128,128,.3);font-variant-numeric:tabular-nums`}, c);
      if (tag === 'th') cell.setAttribute('scope', 'col');
      return cell;
    })));
    row('th', ['minicolumn', 'cell', 'permanence', 'change', 'connected', 'active before', 'active now']);
    const outside = (cell) => cell >= data.columns * per;
    const from = (cell) => outside(cell) ? ['input', String(cell - data.columns * per)] : [number(column(cell)), String(cell % per)];
    const yes = (is) => is ? 'yes' : 'no';
    for (const s of segment) {
      const before = old && old.find((o) => o.cell === s.cell), change = before ? s.permanence - before.permanence : 0;
      row('td', [...from(s.cell), s.permanence.toFixed(3), !before ? 'new' : Math.abs(change) < 5e-4 ? '–' : (change > 0 ? '+' : '−') + Math.abs(change).toFixed(3),
        yes(s.connected), yes(view.before.has(s.cell)), yes(view.active.has(s.cell))]);
    }
    for (const s of gone) row('td', [...from(s.cell), '–', 'removed', '', '', '']);
    detail.append(table);
  });
}

function choose(cell) {
  chosen = cell;
  draw();
}

grid.addEventListener('click', (event) => {
  const box = grid.getBoundingClientRect(), scale = 840 / box.width;
  const i = Math.floor(((event.clientX - box.left) * scale - leftRoom) / side), k = Math.floor(((event.clientY - box.top) * scale - topRoom) / side);
  if (i >= 0 && i < shown.length && k >= 0 && k < per) choose(shown[i] * per + k);
});
const move = (across, down) => () => {
  const i = shown.indexOf(column(chosen));
  if (chosen < 0 || i < 0) return choose([...view.active].find((c) => shown.includes(column(c))) ?? shown[0] * per);
  const k = Math.max(0, Math.min(per - 1, chosen % per + down));
  choose(shown[Math.max(0, Math.min(shown.length - 1, i + across))] * per + k);
};
keys(grid, {ArrowLeft: move(-1, 0), ArrowRight: move(1, 0), ArrowUp: move(0, -1), ArrowDown: move(0, 1)});
const by = (n) => () => { stop(); go(step + n); };
keys(slider, {ArrowLeft: by(-1), ArrowRight: by(1), ArrowDown: by(-1), ArrowUp: by(1), PageDown: by(-10), PageUp: by(10), Home: by(-steps.length), End: by(steps.length)});
// Elsewhere in the viewer, such as on a button, left and right step too.
keys(root, {ArrowLeft: by(-1), ArrowRight: by(1)});
go(0);
