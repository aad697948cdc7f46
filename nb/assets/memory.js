// The steps of a memory: slider, cells by state, segments of a chosen cell.
const per = data.cells, steps = data.steps, mostColumns = 120;
const column = (cell) => Math.floor(cell / per);
const columnsOf = (cells) => new Set([...cells].map(column));

// state of the cells at a step.
function stateAt(t) {
  const s = steps[t], was = t > 0 && !s.r ? steps[t - 1] : {};
  return {
    active: new Set(bits(s.a)), winners: new Set(bits(s.w)), next: new Set(bits(s.p)), close: new Set(bits(s.m)),
    predicted: new Set(bits(was.p)), before: new Set(bits(was.a)), matched: was.z || 0, excited: was.x || 0,
  };
}

// readings of every cell, each with its step: found when a cell is chosen first.
let readings = null;
function readingsOf(cell) {
  if (!readings) {
    readings = new Map();
    steps.forEach((s, at) => (s.s || []).forEach((text) => {
      const end = text.indexOf(' '), of = parseInt(end < 0 ? text : text.slice(0, end), 36);
      if (!readings.has(of)) readings.set(of, []);
      readings.get(of).push({at, segments: end < 0 ? [] : text.slice(end + 1).split(' ').map((n) => parseInt(n, 36))});
    }));
  }
  return readings.get(cell) || [];
}

function segmentOf(n) {
  const [list, written] = data.segments[n].split(' '), from = data.lists[parseInt(list, 36)];
  return (from === '' ? [] : from.split(' ')).map((cell, k) => {
    const code = 64 * digits.indexOf(written[2 * k]) + digits.indexOf(written[2 * k + 1]);
    return {cell: parseInt(cell, 36), permanence: (code >> 1) / 1000, connected: (code & 1) === 1};
  });
}

// segmentsAt returns those of a cell as last recorded up to a step, and when; at is -1
// if they never were.
function segmentsAt(cell, t) {
  const last = readingsOf(cell).findLast((reading) => reading.at <= t);
  return last ? {at: last.at, segments: last.segments.map(segmentOf)} : {at: -1, segments: []};
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
for (const s of steps) {
  for (const runs of [s.a, s.p]) for (const c of bits(runs)) everywhere.add(column(c));
  if (everywhere.size > mostColumns) break;
}

// shownAt are the minicolumns that are drawn at a step, how many take part, and how many
// more have no more than a matching segment.
function shownAt(view, synapses) {
  if (data.columns <= mostColumns) return {shown: Array.from({length: data.columns}, (_, i) => i), involved: data.columns, rest: 0};
  const involved = new Set(chosen < 0 ? [] : [column(chosen)]); // in the order of what matters
  if (everywhere.size <= mostColumns) for (const c of everywhere) involved.add(c);
  for (const cells of [view.active, view.predicted, view.next, synapses]) for (const c of columnsOf(cells)) if (c < data.columns) involved.add(c);
  return {shown: [...involved].slice(0, mostColumns).sort((a, b) => a - b), involved: involved.size, rest: [...columnsOf(view.close)].filter((c) => !involved.has(c)).length};
}

let step = 0, chosen = -1, shown = [], view = null;
frame(data.title);
const what = make('div', {'data-part': 'what', role: 'status', 'aria-live': 'polite', style: 'margin:.5em 0 0'});
const changed = make('div', {'data-part': 'changed', style: 'margin:0 0 .5em;min-height:2.2em'});
const grid = make('svg:svg', {tabindex: 0, role: 'application', 'data-part': 'cells', style: 'display:block;width:100%;height:auto;cursor:pointer'});
const detail = make('div', {'data-part': 'detail', role: 'region', 'aria-label': 'segments of the chosen cell', 'aria-live': 'polite', tabindex: 0,
  style: `max-height:22em;overflow:auto;border-top:${line};margin-top:.5em;padding-top:.4em`});

const change = (now, before) => before === undefined ? '' : ` (${now < before ? '−' : '+'}${number(Math.abs(now - before))})`;

function show(t) {
  step = t;
  view = stateAt(step);
  const s = steps[step], was = steps[step - 1] || {};
  const came = columnsOf(view.active), foreseen = columnsOf([...view.active].filter((c) => view.predicted.has(c)));
  const absent = [...columnsOf(view.predicted)].filter((c) => !came.has(c)).length;
  what.replaceChildren(make('div', {}, make('b', {}, s.l || `Step ${step}`),
    `${s.r ? ' (after a reset)' : ''}: ${number(came.size)} active minicolumns, ${number(foreseen.size)} of them predicted, ${number(came.size - foreseen.size)} bursting; ` +
    `${number(absent)} predicted that did not come. ${several(view.matched, 'segment')} had matched, ${number(view.excited)} of them active.`),
  make('div', {}, `For the next step ${several(view.next.size, 'cell')} in ${several(columnsOf(view.next).size, 'minicolumn')} are predicted: ` +
    `${several(s.z, 'segment')} match, ${number(s.x)} of them active.`));
  tellChanges(s, was);
  draw();
}

// tellChanges says what learning did in a step, with buttons for the first cells.
function tellChanges(s, was) {
  const cells = readingsIn(step), most = 12;
  changed.replaceChildren(`Learned in this step: ${several(s.g, 'segment')}${change(s.g, was.g)}, ${several(s.y, 'synapse')}${change(s.y, was.y)}; ` +
    (step >= data.detailed ? 'what changed had no room. ' : cells.length === 0 ? 'no segment changed. ' : `segments of ${several(cells.length, 'cell')} changed: `));
  for (const cell of cells.slice(0, most)) {
    const name = `cell ${cell % per} of minicolumn ${number(column(cell))}`;
    changed.append(make('button', {type: 'button', title: name, 'aria-label': name, onclick: () => choose(cell),
      style: `font:inherit;font-size:11px;line-height:1.3;color:inherit;background:${faint};border:0;border-radius:3px;padding:0 .4em;margin:0 .3em .2em 0;cursor:pointer`}, `${number(column(cell))}·${cell % per}`));
  }
  if (cells.length > most) changed.append(`and ${number(cells.length - most)} more.`);
}

// readingsIn are the cells whose segments were recorded at a step and before, so that they
// changed then: all that had none, if all that there were were known.
function readingsIn(t) {
  if (t === 0 || t >= data.detailed) return [];
  return (steps[t].s || []).map((text) => parseInt(text, 36)).filter((cell) => steps[t - 1].k || readingsOf(cell)[0].at < t).sort((a, b) => a - b);
}

// The drawing: squares in a place of 840 units, each state one path.
let side = 10;
const leftRoom = 34, topRoom = 2;
function draw() {
  const synapses = new Set(chosen < 0 ? [] : segmentsAt(chosen, step).segments.flat().map((s) => s.cell)), all = shownAt(view, synapses);
  shown = all.shown;
  side = Math.max(4, Math.min(22, Math.floor(800 / Math.max(1, shown.length)), Math.floor(400 / per)));
  const height = topRoom + per * side + 34;
  grid.setAttribute('viewBox', `0 0 840 ${height}`);
  const boxes = {off: '', both: '', burst: '', missed: '', close: '', next: '', synapse: '', chosen: ''};
  const dots = [];
  shown.forEach((c, i) => {
    for (let k = 0; k < per; k++) {
      const cell = c * per + k, x = leftRoom + i * side, y = topRoom + k * side, w = side - 1;
      const box = (inset) => `M${x + inset} ${y + inset}h${w - 2 * inset}v${w - 2 * inset}h${2 * inset - w}z`;
      boxes[view.active.has(cell) ? (view.predicted.has(cell) ? 'both' : 'burst') : view.predicted.has(cell) ? 'missed' : 'off'] += box(0);
      if (view.next.has(cell)) boxes.next += box(1);
      if (view.close.has(cell)) boxes.close += box(1);
      if (synapses.has(cell)) boxes.synapse += box(side / 4);
      if (cell === chosen) boxes.chosen += box(0);
      if (view.winners.has(cell)) dots.push([x + w / 2, y + w / 2]);
    }
  });
  const path = (state, fill, stroke, width, dashes) => make('svg:path', {d: boxes[state], fill, stroke: stroke || 'none', 'stroke-width': width || 0, 'stroke-dasharray': dashes || 'none', 'data-state': state});
  const wide = side < 8 ? 1.2 : 2;
  grid.replaceChildren(path('off', faint), path('both', colours.blue), path('burst', colours.vermilion), path('missed', colours.sky),
    path('close', 'none', colours.green, 1, '2 2'), path('next', 'none', colours.green, wide), path('synapse', colours.purple, '#fff', 1), path('chosen', 'none', 'currentColor', 2));
  const radius = Math.max(1.2, Math.min(3.5, side / 4));
  for (const [x, y] of dots) grid.append(make('svg:circle', {cx: x, cy: y, r: radius, fill: '#fff', stroke: '#222', 'stroke-width': 0.8, 'data-state': 'winner'}));
  const text = (x, y, anchor, words) => grid.append(make('svg:text', {x, y, 'text-anchor': anchor, fill: 'currentColor', 'font-size': 12}, words));
  text(leftRoom - 4, topRoom + Math.min(side, 11), 'end', '0');
  if (per * side > 30) text(leftRoom - 4, topRoom + per * side - 2, 'end', String(per - 1));
  const every = Math.max(1, Math.ceil(46 / side));
  for (let i = 0; i < shown.length; i += every) text(leftRoom + i * side + side / 2, topRoom + per * side + 14, 'middle', number(shown[i]));
  text(leftRoom, height - 3, 'start', 'minicolumns across, their cells down' + (shown.length === data.columns ? '' :
    `; ${number(shown.length)} of ${number(data.columns)} shown, ${shown.length < all.involved ? `of ${number(all.involved)} that take part` : 'those that take part'}` +
    (all.rest ? `; not shown: ${number(all.rest)} with no more than a matching segment` : '')));
  grid.setAttribute('aria-label', `Cells of ${several(shown.length, 'minicolumn')}. Arrow keys choose a cell; click chooses the cell under the pointer.`);
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
  const known = was.at >= 0 || step > 0 && steps[step - 1].k; // what it had before this step
  const since = step >= data.detailed ? ` as of step ${number(data.detailed - 1)}: later ones had no room.` : now.at < step && now.at >= 0 ? `, unchanged since step ${now.at}.` : '.';
  detail.replaceChildren(make('div', {}, make('b', {}, `Cell ${chosen % per} of minicolumn ${number(column(chosen))}`), `: ${states.join('; ')}. ` +
    (now.segments.length === 0 ? (now.at >= 0 || steps[step].k ? 'No segments.' : 'No segments recorded.') : several(now.segments.length, 'segment') + since) + (removed ? ` ${removed} removed in this step.` : '')));
  now.segments.forEach((segment, i) => detail.append(tableOf(segment, partners[i], i, known)));
}

// matchOf says how many synapses of a segment had active cells, and what that makes it.
function matchOf(segment, cells) {
  const potential = segment.filter((s) => cells.has(s.cell)), connected = potential.filter((s) => s.connected).length;
  const is = !data.threshold ? '' : connected >= data.threshold ? `: active (${data.threshold} needed)` :
    !data.least ? `: not active (${data.threshold} needed)` : potential.length >= data.least ? `: matching (${data.least} needed)` : ': no match';
  return `${potential.length} active, ${connected} of them connected${is}`;
}

function tableOf(segment, old, i, known) {
  const gone = old ? old.filter((s) => !segment.some((n) => n.cell === s.cell)) : [];
  const outside = (cell) => cell >= data.columns * per, inputs = segment.filter((s) => outside(s.cell)).length;
  const table = make('table', {style: 'border-collapse:collapse;color:inherit;background:transparent;font-size:12px;margin:.2em 0 .8em 0'},
    make('caption', {style: 'caption-side:top;text-align:left;color:inherit;padding:.5em 0 .2em 0'}, make('b', {}, `Segment ${i}`),
      `: ${several(segment.length, 'synapse')}, ${segment.filter((s) => s.connected).length} connected` + (old ? '' : known ? ', new in this step' : ', recorded first in this step') +
      (old ? `. Before this step ${matchOf(old, view.before)}` : '') + `. Now ${matchOf(segment, view.active)}.` + (inputs ? ` Not counting ${several(inputs, 'input')} from elsewhere.` : '')));
  const row = (tag, cells) => table.append(make('tr', {style: 'background:transparent'}, ...cells.map((c, k) => {
    const cell = make(tag, {style: `text-align:${k < 4 ? 'right' : 'left'};padding:.1em .8em;border:0;border-bottom:1px solid rgba(128,128,128,.3);font-variant-numeric:tabular-nums`}, c);
    if (tag === 'th') cell.setAttribute('scope', 'col');
    return cell;
  })));
  row('th', ['minicolumn', 'cell', 'permanence', 'change', 'connected', 'active before', 'active now']);
  const from = (cell) => outside(cell) ? ['input', String(cell - data.columns * per)] : [number(column(cell)), String(cell % per)];
  const yes = (is, cell) => cell !== undefined && outside(cell) ? '?' : is ? 'yes' : 'no';
  for (const s of segment) {
    const before = old && old.find((o) => o.cell === s.cell), change = before ? s.permanence - before.permanence : 0;
    row('td', [...from(s.cell), s.permanence.toFixed(3), !before ? (old || known ? 'new' : '?') : Math.abs(change) < 5e-4 ? '–' : (change > 0 ? '+' : '−') + Math.abs(change).toFixed(3),
      yes(s.connected), yes(view.before.has(s.cell), s.cell), yes(view.active.has(s.cell), s.cell)]);
  }
  for (const s of gone) row('td', [...from(s.cell), '–', 'removed', '', '', '']);
  return table;
}

function choose(cell) {
  chosen = cell;
  draw();
}

const {go} = player(steps.length, (t) => steps[t].l, (t) => show(t));
root.append(what, changed, grid, legendOf([
  ['active, predicted', `background:${colours.blue}`], ['active, not predicted (bursting)', `background:${colours.vermilion}`],
  ['predicted, did not come', `background:${colours.sky}`], ['predicted for the next step', `box-shadow:inset 0 0 0 2px ${colours.green}`],
  ['a segment matches, none is active', `border:1px dashed ${colours.green}`],
  ['winner', 'width:7px;height:7px;border:1px solid #222;border-radius:50%;background:#fff'], ['synapse of the chosen cell', `width:7px;height:7px;border:1px solid #fff;background:${colours.purple}`],
]), detail);
const note = (words) => root.append(make('div', {role: 'note'}, words));
if (data.dropped) note(`The first ${number(steps.length)} of ${number(steps.length + data.dropped)} steps: more would make the notebook too large.`);
if (data.detailed < steps.length) note(`Segments are those of the first ${number(data.detailed)} steps: more would make the notebook too large.`);

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
go(0);
