// player adds a bar to go through steps: slider, buttons, play, and arrow keys. It calls
// show with a step, now and whenever there is another; name says what a step is called.
function player(count, name, show) {
  let step = 0, timer = 0;
  const slider = make('input', {type: 'range', min: 0, max: count - 1, value: 0, step: 1, 'aria-label': 'step', style: 'flex:1 1 12em;min-width:8em;margin:0'});
  slider.addEventListener('input', () => { stop(); go(Number(slider.value)); });
  const playButton = button('play', 'play', () => timer ? stop() : play());
  const place = make('span', {'data-part': 'place', style: 'min-width:9em;font-variant-numeric:tabular-nums'});
  const by = (n) => () => { stop(); go(step + n); };
  root.append(make('div', {style: 'display:flex;flex-wrap:wrap;gap:.5em;align-items:center'},
    button('|◀', 'first step', by(-count)), button('◀', 'step back', by(-1)), button('▶', 'step forward', by(1)), playButton, slider, place));

  function label(text) {
    playButton.textContent = text;
    for (const attribute of ['aria-label', 'title']) playButton.setAttribute(attribute, text);
  }
  // What is told of every step is read out, but not while they pass.
  const live = (how) => root.querySelectorAll('[aria-live]').forEach((e) => e.setAttribute('aria-live', how));
  function stop() {
    if (timer) live('polite');
    clearInterval(timer);
    timer = 0;
    label('play');
  }
  function play() {
    live('off');
    label('pause');
    if (step === count - 1) go(0);
    timer = setInterval(() => {
      if (!root.isConnected || step === count - 1) return stop();
      go(step + 1);
    }, 400);
  }
  function go(t) {
    step = Math.max(0, Math.min(count - 1, t));
    slider.value = step;
    slider.setAttribute('aria-valuetext', `step ${step}${name(step) ? ': ' + name(step) : ''}`);
    place.textContent = `step ${number(step)} (of 0 to ${number(count - 1)})`;
    show(step);
  }
  keys(slider, {ArrowLeft: by(-1), ArrowRight: by(1), ArrowDown: by(-1), ArrowUp: by(1), PageDown: by(-10), PageUp: by(10), Home: by(-count), End: by(count)});
  keys(root, {ArrowLeft: by(-1), ArrowRight: by(1)}); // elsewhere in the viewer, such as on a button
  return {go};
}
