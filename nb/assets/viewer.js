// What all viewers share: elements in the colours of the page, and controls.
const line = '1px solid rgba(128,128,128,.5)', faint = 'rgba(128,128,128,.2)';
const colours = {blue: '#0072B2', vermilion: '#D55E00', sky: '#56B4E9', green: '#009E73', purple: '#CC79A7', orange: '#E69F00'};

// make returns an element, of SVG where the name starts with "svg:".
function make(name, attributes, ...children) {
  const svg = name.startsWith('svg:');
  const e = svg ? document.createElementNS('http://www.w3.org/2000/svg', name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith('on')) e.addEventListener(key.slice(2), value);
    else e.setAttribute(key, value);
  }
  e.append(...children);
  return e;
}

function button(text, label, onclick) {
  return make('button', {type: 'button', 'aria-label': label, title: label, onclick,
    style: `font:inherit;color:inherit;background:${faint};border:${line};border-radius:4px;padding:.15em .7em;margin:0;cursor:pointer;min-width:2.6em`}, text);
}

// number writes thousands apart.
const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

// keys calls the handler of a key, and keeps that key from the notebook.
function keys(element, handlers) {
  element.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !Object.hasOwn(handlers, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    handlers[event.key]();
  });
}

// frame empties the place and returns it as a titled group.
function frame(title) {
  root.removeAttribute('data-viewer');
  root.replaceChildren();
  root.setAttribute('role', 'group');
  root.setAttribute('aria-label', title);
  root.style.cssText = 'max-width:840px;color:inherit;font-size:13px;line-height:1.45;padding:4px;box-sizing:border-box';
  if (title) root.append(make('div', {style: 'font-weight:bold;font-size:15px;margin-bottom:.4em'}, title));
  return root;
}
