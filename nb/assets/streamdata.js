// What a long stream has: values as nb packs them, the smallest and largest of many, axes.
const {Float64Array, Date, getComputedStyle, requestAnimationFrame, ResizeObserver} = self;
const records = data.n, endless = 1 / 0;
const bytes = (text) => self.Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

// rising reads whole numbers, each kept as a varint of how far it is from the one before.
function rising(text) {
  const all = [];
  let sum = 0, part = 0, place = 1;
  for (const byte of bytes(text)) {
    part += (byte & 127) * place;
    place *= 128;
    if (byte < 128) {
      all.push(sum += part);
      part = 0;
      place = 1;
    }
  }
  return all;
}

// values reads a series: see quantise in streampack.go.
function values(series) {
  const b = bytes(series.values), all = new Float64Array(records);
  let step = 0;
  for (let i = 0; i < records; i++) {
    const change = b[i] | b[records + i] << 8;
    step = step + (change >> 1 ^ -(change & 1)) & 65535;
    all[i] = step === 65535 ? Number.NaN : series.low + step * series.unit;
  }
  return all;
}

// pyramid has the smallest and largest of each 4 values, of each 16, 64 ...
function pyramid(y) {
  const levels = [{low: y, high: y}];
  while (levels[levels.length - 1].low.length > 4) {
    const from = levels[levels.length - 1], length = Math.ceil(from.low.length / 4);
    const low = new Float64Array(length).fill(endless), high = new Float64Array(length).fill(-endless);
    for (let i = 0; i < from.low.length; i++) { // NaN is neither smaller nor larger
      if (from.low[i] < low[i >> 2]) low[i >> 2] = from.low[i];
      if (from.high[i] > high[i >> 2]) high[i >> 2] = from.high[i];
    }
    levels.push({low, high});
  }
  return levels;
}

// extent finds the smallest and largest of the values [from, to), in steps that grow
// with the logarithm of how many they are; low > high if there is none.
const found = {low: 0, high: 0};
function extent(levels, from, to) {
  let low = endless, high = -endless;
  for (let k = 0; from < to; k++) {
    const level = levels[k], top = k === levels.length - 1;
    while (from < to && (top || from & 3)) {
      if (level.low[from] < low) low = level.low[from];
      if (level.high[from] > high) high = level.high[from];
      from++;
    }
    while (from < to && to & 3) {
      to--;
      if (level.low[to] < low) low = level.low[to];
      if (level.high[to] > high) high = level.high[to];
    }
    from >>= 2;
    to >>= 2;
  }
  found.low = low;
  found.high = high;
}

const xs = new Float64Array(records);
if (data.steps) rising(data.steps).forEach((step, i) => { xs[i] = data.start + step * data.step; });
else for (let i = 0; i < records; i++) xs[i] = data.start + i * data.step;
const first = xs[0], last = xs[records - 1] > first ? xs[records - 1] : first + 1;
const least = Math.min(last - first, 8 * (last - first) / records); // of a view

// index of the first record at or after an x.
function index(x) {
  let low = 0, high = records;
  if (!data.steps) {
    low = Math.max(0, Math.min(records, Math.ceil((x - first) / data.step) - 1));
    high = Math.min(records, low + 2);
  }
  while (low < high) {
    const middle = low + high >> 1;
    if (xs[middle] < x) low = middle + 1; else high = middle;
  }
  return low;
}

const marked = rising(data.anomalies);
for (const pane of data.panes) for (const series of pane.series) {
  series.y = values(series);
  series.levels = pyramid(series.y);
}

const two = (n) => String(n).padStart(2, '0');
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '), days = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const dayOf = (d) => `${d.getUTCDate()} ${months[d.getUTCMonth()]}`;
const clock = (d) => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}` + (last - first < 86400 * 1e4 && data.step % 60 ? ':' + two(d.getUTCSeconds()) : '');
function decimal(v, decimals) {
  const [whole, rest] = Math.abs(v).toFixed(decimals).split('.');
  return (v < 0 && Number(whole + '.' + (rest || 0)) ? '−' : '') + number(whole) + (rest ? '.' + rest : '');
}
// place says where an x is; nothing finer than a record's distance means anything.
const fine = data.step >= 1 || data.steps ? 0 : Math.min(9, Math.ceil(-Math.log10(data.step)));
function placeOf(x) {
  if (!data.time) return decimal(x, data.step % 1 ? Math.max(2, fine) : 0);
  const d = new Date(x * 1000);
  return `${days[d.getUTCDay()]} ${dayOf(d)} ${d.getUTCFullYear()} ${clock(d)}`;
}

function nice(step) { // 1, 2 or 5 times a power of ten
  const power = 10 ** Math.floor(Math.log10(step));
  return [1, 2, 5].map((m) => m * power).find((s) => s >= step * (1 - 1e-9)) || 10 * power;
}
function ticks(low, high, most) {
  const step = nice((high - low) / Math.max(1, most)), decimals = step < 1 ? Math.ceil(-Math.log10(step) - 1e-9) : 0, all = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9 && all.length < 100; k++) all.push([k * step, decimal(k * step, decimals)]);
  return all;
}
// Steps of an axis of days, in seconds.
const pauses = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800];
function timeTicks(low, high, most) {
  const all = [], wanted = (high - low) / Math.max(1, most), pause = pauses.find((p) => p >= wanted);
  if (pause) {
    const monday = 4 * 86400; // 5 January 1970
    for (let x = Math.ceil((low - monday) / pause) * pause + monday; x <= high; x += pause) {
      const d = new Date(x * 1000);
      all.push([x, x % 86400 === 0 ? (pause >= 86400 && high - low > 300 * 86400 ? `${dayOf(d)} ${d.getUTCFullYear()}` : pause < 172800 ? `${days[d.getUTCDay()]} ${dayOf(d)}` : dayOf(d))
        : `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}` + (pause < 60 ? ':' + two(d.getUTCSeconds()) : '')]);
    }
    return all;
  }
  const each = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((m) => m * 2.6e6 >= wanted) || 12000, d = new Date(low * 1000);
  for (let m = Math.ceil((12 * d.getUTCFullYear() + d.getUTCMonth()) / each) * each; ; m += each) { // months since the year 0
    const x = Date.UTC(Math.floor(m / 12), m % 12, 1) / 1000;
    if (x > high) return all;
    if (x >= low) all.push([x, each % 12 ? `${months[m % 12]} ${Math.floor(m / 12)}` : String(m / 12)]);
  }
}
