
// bits reads runs of numbers as nb writes them.
function bits(runs) {
  const all = [];
  let at = 0;
  for (const run of runs ? runs.split(' ') : []) {
    const [gap, length] = run.split('+').map((text) => parseInt(text, 36));
    at += gap;
    for (let i = 0; i < (length || 1); i++) all.push(at++);
  }
  return all;
}
const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';
const several = (n, name) => `${number(n)} ${name}${n === 1 ? '' : 's'}`;

// legendOf lists what the marks of a drawing mean.
const legendOf = (entries) => make('div', {style: 'display:flex;flex-wrap:wrap;gap:.2em 1.2em;margin:.4em 0'}, ...entries.map(([name, style]) =>
  make('span', {}, make('span', {'aria-hidden': 'true', style: `display:inline-block;box-sizing:border-box;width:11px;height:11px;margin-right:.4em;vertical-align:-1px;background:${faint};${style}`}), name)));
