// Two SDRs with sliders: a pattern, the same with noise, and chance.
frame(data.title);

// random draws from [0, 1) by Marsaglia (2003), "Xorshift RNGs",
// doi:10.18637/jss.v008.i14, with the shifts 13, 17, 5.
function random(seed) {
  let x = Math.imul(seed + 1, 0x9E3779B1) | 1; // never 0
  const next = () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 16; i++) next(); // seeds that are alike part
  return next;
}

// draw picks so many of the bits, each set equally likely.
function draw(next, bits, count) {
  const left = [...bits];
  for (let i = 0; i < count; i++) {
    const k = i + Math.floor(next() * (left.length - i));
    [left[i], left[k]] = [left[k], left[i]];
  }
  return left.slice(0, count);
}

// Logarithms of factorials, for binomial coefficients.
const factorials = [0];
for (let i = 1; i <= 4096; i++) factorials.push(factorials[i - 1] + Math.log(i));
const choose = (n, k) => k < 0 || k > n ? -Infinity : factorials[n] - factorials[k] - factorials[n - k];

// falseMatch is the logarithm, to base 10, of the chance that a random SDR with w
// of n bits on shares at least theta with a given one:
//   Σ b = theta..w  C(w, b) C(n-w, w-b) / C(n, w)
// Ahmad & Hawkins (2015), arXiv:1503.07469, on inexact matching.
function falseMatch(n, w, theta) {
  const terms = [];
  for (let b = Math.max(theta, 2 * w - n); b <= w; b++) terms.push(choose(w, b) + choose(n - w, w - b) - choose(n, w));
  const most = Math.max(...terms);
  return Math.min(0, (most + Math.log(terms.reduce((sum, t) => sum + Math.exp(t - most), 0))) / Math.LN10);
}

// power writes 10 to the x as people read it.
function power(x) {
  if (x > -3) return (10 ** x).toPrecision(3);
  if (x === -Infinity) return '0';
  const whole = Math.floor(x), digits = (10 ** (x - whole)).toPrecision(3);
  return `${digits} × 10⁻${String(-whole).replace(/\d/g, (d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[d])}`.replace(/ /g, '\u00a0');
}

let now = {n: data.n, w: data.w, noise: Math.round(100 * data.noise), threshold: data.threshold, seed: data.seed}, tried = '';
const sliders = {}, values = {};
const controls = make('div', {style: 'display:grid;grid-template-columns:minmax(12em,max-content) 1fr 4em;gap:.25em .8em;align-items:center'});
for (const [name, text, low, high] of [['n', 'bits (n)', 64, 4096], ['w', 'bits on (w)', 1, 200], ['noise', 'noise: moved elsewhere (%)', 0, 100], ['threshold', 'threshold of a match (bits)', 1, 200]]) {
  const slider = make('input', {type: 'range', min: low, max: high, step: 1, 'aria-label': text, 'data-part': name, style: 'width:100%;margin:0'});
  slider.addEventListener('input', () => set(name, Number(slider.value)));
  const by = (change) => () => set(name, now[name] + change);
  const large = Math.max(1, Math.round((high - low) / 20));
  keys(slider, {ArrowLeft: by(-1), ArrowDown: by(-1), ArrowRight: by(1), ArrowUp: by(1), PageDown: by(-large), PageUp: by(large), Home: by(-high), End: by(high)});
  sliders[name] = slider;
  values[name] = make('span', {style: 'text-align:right;font-variant-numeric:tabular-nums'});
  controls.append(make('span', {'aria-hidden': 'true'}, text), slider, values[name]);
}
const grid = make('svg:svg', {role: 'img', 'data-part': 'bits', style: 'display:block;width:100%;height:auto;margin-top:.6em'});
const match = make('div', {'data-part': 'match', role: 'status', 'aria-live': 'polite', style: 'margin:.6em 0'});
const chance = make('div', {'data-part': 'chance', 'aria-live': 'polite', style: 'margin:.6em 0'});
const legend = make('div', {style: 'display:flex;flex-wrap:wrap;gap:.2em 1.2em;margin:.4em 0'});
for (const [name, colour] of [['in both', colours.blue], ['in the pattern alone', colours.vermilion], ['in the noisy copy alone', colours.sky]]) {
  legend.append(make('span', {}, make('span', {'aria-hidden': 'true', style: `display:inline-block;width:11px;height:11px;margin-right:.4em;vertical-align:-1px;background:${colour}`}), name));
}
root.append(controls, match, grid, legend, chance, make('div', {style: 'display:flex;gap:.5em;flex-wrap:wrap'},
  button('other bits', 'draw other bits', () => { now.seed++; show(); }),
  button('try 100,000 random SDRs', 'try 100,000 random SDRs', simulate)));

const mostOn = () => Math.min(Math.max(200, data.w), Math.floor(now.n / 2));

function set(name, value) {
  now[name] = value;
  now.n = Math.max(64, Math.min(4096, now.n));
  now.w = Math.max(1, Math.min(mostOn(), now.w));
  now.noise = Math.max(0, Math.min(100, now.noise));
  now.threshold = Math.max(1, Math.min(now.w, now.threshold));
  tried = '';
  show();
}

function show() {
  const {n, w, noise, threshold, seed} = now, next = random(seed);
  sliders.w.max = mostOn();
  sliders.threshold.max = w;
  for (const name of Object.keys(sliders)) {
    sliders[name].value = now[name];
    values[name].textContent = number(now[name]);
  }
  const all = Array.from({length: n}, (_, i) => i);
  const pattern = draw(next, all, w), on = new Set(pattern), moved = Math.min(n - w, Math.round(w * noise / 100));
  const gone = new Set(draw(next, pattern, moved)), came = draw(next, all.filter((bit) => !on.has(bit)), moved);
  const copy = new Set([...pattern.filter((bit) => !gone.has(bit)), ...came]);
  const overlap = pattern.filter((bit) => copy.has(bit)).length, is = overlap >= threshold;
  match.replaceChildren(make('b', {style: 'font-size:15px'}, is ? 'They match' : 'They do not match'),
    `: the pattern and its noisy copy (${number(moved)} of ${number(w)} bits moved) share ${number(overlap)} bits, and the threshold is ${number(threshold)}.`);
  const each = w * w / n;
  chance.replaceChildren('A random SDR shares ', make('b', {}, each.toPrecision(3)), ' bits with the pattern on average, and matches it by chance with probability ',
    make('b', {'data-part': 'exact', 'data-log10': falseMatch(n, w, threshold)}, power(falseMatch(n, w, threshold))), ' (exact).', tried);
  const across = Math.ceil(Math.sqrt(n * 3)), side = 840 / across, paths = {off: '', both: '', pattern: '', copy: ''};
  for (const bit of all) {
    const box = `M${(bit % across * side).toFixed(2)} ${(Math.floor(bit / across) * side).toFixed(2)}h${(side * .88).toFixed(2)}v${(side * .88).toFixed(2)}h-${(side * .88).toFixed(2)}z`;
    paths[on.has(bit) ? (copy.has(bit) ? 'both' : 'pattern') : copy.has(bit) ? 'copy' : 'off'] += box;
  }
  grid.setAttribute('viewBox', `0 0 840 ${Math.ceil(Math.ceil(n / across) * side)}`);
  grid.setAttribute('aria-label', `${number(n)} bits: ${number(overlap)} on in both, ${number(moved)} in the pattern alone, ${number(moved)} in the copy alone`);
  grid.replaceChildren(...[['off', faint], ['both', colours.blue], ['pattern', colours.vermilion], ['copy', colours.sky]].map(([state, fill]) => make('svg:path', {d: paths[state], fill, 'data-state': state})));
}

// simulate draws the bits of random SDRs one by one: each of the w is one of the
// pattern's with the share of these among the bits that are left.
function simulate() {
  const {n, w, threshold, seed} = now, next = random(seed + 1000003), times = 100000;
  let matches = 0;
  for (let i = 0; i < times; i++) {
    let shared = 0;
    for (let k = 0; k < w; k++) if (next() * (n - k) < w - shared) shared++;
    if (shared >= threshold) matches++;
  }
  const mean = times * 10 ** falseMatch(n, w, threshold), expected = mean < 10 ? power(Math.log10(times) + falseMatch(n, w, threshold)) : number(Math.round(mean));
  tried = ` Of ${number(times)} random SDRs ${number(matches)} matched; ${expected} are expected.`;
  show();
}
show();
