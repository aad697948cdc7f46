// A long stream in the classic notebook: what is drawn, mouse, keyboard, and how fast.
import assert from "node:assert/strict";
import { within } from "./harness.js";
import { showsPictures } from "./foreign.js";
import { check, viewerOf, words } from "./viewers.js";

// 100,000 records that saw between 0 and 99, with one spike and a gap; below them a
// score that is 1 at two of them. Blue lines, so that their pixels are told from others.
const run = `import (
    "math"
    "time"
    "gohtm/nb"
)
n := 100000
saw, score := make([]float64, n), make([]float64, n)
for i := range saw {
    saw[i], score[i] = float64(i%100), 0.25
}
for i := 30000; i < 40000; i++ {
    saw[i] = math.NaN()
}
saw[61803], score[61803], score[20000] = 1000, 1, 1
stream := nb.Stream{Title: "Saw and score", Anomalies: []int{20000, 61803}, Panes: []nb.Pane{
    {YLabel: "height (mm)", Series: []nb.Line{{Name: "saw", Y: saw, Color: nb.Blue}}, YRange: [2]float64{0, 1000}},
    {YLabel: "score", Series: []nb.Line{{Name: "score", Y: score, Color: nb.Blue}}, YRange: [2]float64{0, 1}},
}}
stream.Viewer()`;

// A forecast of 1,000 hours from a Friday on.
const hours = `times, load := []time.Time{}, []float64{}
for i := 0; i < 1000; i++ {
    times = append(times, time.Date(2010, 7, 2, i, 0, 0, 0, time.UTC))
    load = append(load, 20.5)
}
nb.Forecast{Title: "Hours", Times: times, Actual: load, Predicted: load, YLabel: "load (kW)", YRange: [2]float64{0, 40}, Marks: []nb.Mark{{Time: times[24], Label: "the second day"}}}.Viewer()`;

// blue counts the blue pixels of a pane, from one share of its width to another and from
// a share of its height up, all of it if none is given.
const blue = (viewer, pane, from, to, above = 0) => viewer.locator("[data-part=pane]").nth(pane).evaluate((canvas, [from, to, above]) => {
  const left = 62, right = canvas.clientWidth - 12, scale = canvas.width / canvas.clientWidth, bottom = canvas.clientHeight - (canvas.clientHeight > 120 ? 6 : 40);
  const x = Math.round((left + from * (right - left)) * scale), wide = Math.max(1, Math.round((to - from) * (right - left) * scale));
  const pixels = canvas.getContext("2d").getImageData(x, 0, wide, Math.round((bottom - above * (bottom - 4)) * scale)).data;
  let count = 0;
  for (let i = 0; i < pixels.length; i += 4) if (pixels[i] < 60 && pixels[i + 1] > 80 && pixels[i + 1] < 150 && pixels[i + 2] > 140 && pixels[i + 3] > 200) count++;
  return count;
}, [from, to, above]);

// shown is what the viewer says it shows, after it has drawn.
async function shown(notebook, viewer) {
  await notebook.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return words(viewer, "shown");
}

// axis looks at what a forecast's says: days, hours and what happened.
async function axis(notebook) {
  // What is written on the canvases, since this was asked last.
  await notebook.page.evaluate(() => {
    const written = (window.written = []), inner = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
      written.push(text);
      return inner.call(this, text, ...at);
    };
  });
  const viewer = viewerOf(await notebook.run(hours)), stage = viewer.locator("[data-part=stage]");
  await stage.waitFor();
  const written = () => notebook.page.evaluate(() => window.written.splice(0));
  assert.equal(await shown(notebook, viewer), "all 1,000 records");
  assert.deepEqual((await written()).slice(0, 13), ["the second day", "0", "10", "20", "30", "40", "load (kW)", "5 Jul", "12 Jul", "19 Jul", "26 Jul", "2 Aug", "9 Aug"]);
  await stage.focus();
  for (const key of ["+", "+", "+", "Home"]) await notebook.page.keyboard.press(key);
  assert.equal(await shown(notebook, viewer), "Fri 2 Jul 2010 00:00 to Wed 7 Jul 2010 04:00: 125 of 1,000 records");
  assert.deepEqual((await written()).slice(-5), ["Sat 3 Jul", "Sun 4 Jul", "Mon 5 Jul", "Tue 6 Jul", "Wed 7 Jul"]);
  for (const key of ["+", "+", "Home"]) await notebook.page.keyboard.press(key);
  assert.equal(await shown(notebook, viewer), "Fri 2 Jul 2010 00:00 to Sat 3 Jul 2010 07:00: 32 of 1,000 records");
  assert.deepEqual((await written()).slice(-6), ["Fri 2 Jul", "06:00", "12:00", "18:00", "Sat 3 Jul", "06:00"]);
  await notebook.page.keyboard.press("Shift+ArrowRight");
  assert.equal(await words(viewer, "values"), "Fri 2 Jul 2010 16:00: actual 20.5, predicted 20.5");
}

check("a long stream is panned, zoomed and read by keyboard and mouse", async (notebook) => {
  const viewer = viewerOf(await notebook.run(run)), stage = viewer.locator("[data-part=stage]"), { keyboard, mouse } = notebook.page;
  await stage.waitFor();
  const says = async (expected) => assert.equal(await shown(notebook, viewer), expected);
  await says("all 100,000 records");
  assert.ok(await blue(viewer, 0, 0.616, 0.62, 0.8) > 20, "one record of 100,000 reaches the top");
  assert.equal(await blue(viewer, 0, 0, 0.6, 0.2), 0, "and no other before it");
  assert.ok(await blue(viewer, 0, 0.1, 0.29) > 500, "the saw is there");
  assert.equal(await blue(viewer, 0, 0.31, 0.39), 0, "a gap is a gap");
  assert.ok(await blue(viewer, 1, 0.31, 0.39) > 20, "in its own pane only");

  await stage.focus();
  for (let i = 0; i < 3; i++) await keyboard.press("+");
  await says("43,750 to 56,249: 12,500 of 100,000 records");
  await keyboard.press("ArrowRight");
  await says("45,000 to 57,499: 12,500 of 100,000 records");
  await keyboard.press("PageDown");
  await says("56,250 to 68,749: 12,500 of 100,000 records");
  assert.ok(await blue(viewer, 0, 0.43, 0.46, 0.8) > 20, "the spike, at its new place");
  await keyboard.press("ArrowLeft");
  await says("55,000 to 67,499: 12,500 of 100,000 records");
  await keyboard.press("Home");
  await says("0 to 12,499: 12,500 of 100,000 records");
  await keyboard.press("End");
  await says("87,500 to 99,999: 12,500 of 100,000 records");
  await keyboard.press("-");
  await says("75,000 to 99,999: 25,000 of 100,000 records");
  await keyboard.press("0");
  await says("all 100,000 records");

  // From one anomaly to the next, and record by record.
  await keyboard.press("n");
  assert.equal(await words(viewer, "values"), "record 20,000 (anomaly): saw 0, score 1.00");
  await keyboard.press("n");
  assert.equal(await words(viewer, "values"), "record 61,803 (anomaly): saw 1,000, score 1.00");
  assert.equal(await viewer.locator("[data-part=values]").getAttribute("aria-live"), "polite", "what the keyboard asks for is read out");
  await keyboard.press("Shift+ArrowRight");
  assert.equal(await words(viewer, "values"), "record 61,804: saw 4, score 0.25");
  await keyboard.press("Shift+ArrowLeft");
  await keyboard.press("Shift+ArrowLeft");
  assert.equal(await words(viewer, "values"), "record 61,802: saw 2, score 0.25");
  await keyboard.press("p");
  assert.match(await words(viewer, "values"), /^record 20,000 /);
  await viewer.getByRole("button", { name: "anomaly after" }).click();
  assert.match(await words(viewer, "values"), /^record 61,803 /);
  await viewer.getByRole("button", { name: "zoom in" }).click();
  await stage.focus();
  for (let i = 0; i < 14; i++) await keyboard.press("+");
  assert.match(await shown(notebook, viewer), /: [78] of 100,000 records$/, "no closer than eight records");
  assert.match(await shown(notebook, viewer), /^61,/, "around the cursor");

  // Mouse: the values under it, in both panes; dragging, double click and wheel.
  await viewer.getByRole("button", { name: "show all" }).click();
  await stage.scrollIntoViewIfNeeded();
  const box = await viewer.locator("[data-part=pane]").first().boundingBox(), plot = { x: box.x + 62, width: box.width - 74 };
  const go = (share) => mouse.move(plot.x + share * plot.width, box.y + 60);
  await go(0.5);
  await within(10_000, "the values under the pointer", async () => /^record (49|50),/.test(await words(viewer, "values")));
  assert.match(await words(viewer, "values"), /: saw \d+, score 0\.25$/);
  assert.equal(await viewer.locator("[data-part=values]").getAttribute("aria-live"), "off", "what the mouse passes is not");
  assert.ok(await blue(viewer, 0, 0.49, 0.51) > 0 && await blue(viewer, 1, 0.495, 0.505) > 20, "a dot in each pane");
  await go(0.35);
  await within(10_000, "no value in the gap", async () => /saw –, score 0\.25$/.test(await words(viewer, "values")));
  await go(0.5);
  await mouse.dblclick(plot.x + 0.5 * plot.width, box.y + 60);
  assert.match(await shown(notebook, viewer), /: 25,00[01] of 100,000 records$/);
  await mouse.down();
  await mouse.move(plot.x + 0.4 * plot.width, box.y + 60, { steps: 5 });
  await mouse.up();
  const dragged = Number((await shown(notebook, viewer)).match(/^([\d,]+) to/)[1].replace(",", ""));
  assert.ok(Math.abs(dragged - 40_000) < 300, `a drag of a tenth of the width leads from 37,500 to ${dragged}, want 2,500 on`);
  await viewer.locator("[data-part=stage]").evaluate((stage) => stage.blur());
  await mouse.wheel(0, -100);
  assert.match(await shown(notebook, viewer), /: 25,00[01] of/, "the wheel scrolls the page");
  await stage.focus();
  await stage.scrollIntoViewIfNeeded();
  const again = await viewer.locator("[data-part=pane]").first().boundingBox();
  await mouse.move(again.x + 200, again.y + 60);
  await mouse.wheel(0, -200);
  await within(10_000, "the wheel zooms a viewer that has the focus", async () => /: 12,(499|50[01]) of/.test(await shown(notebook, viewer)));

  // The whole under the panes: a click goes there.
  const over = viewer.locator("[data-part=overview]"), small = await over.boundingBox();
  await over.click({ position: { x: 62 + 0.618 * (small.width - 74), y: 15 } });
  assert.match(await shown(notebook, viewer), /^55,\d+ to 68,/);
  assert.ok(await blue(viewer, 0, 0.45, 0.55, 0.8) > 20, "the spike, in the middle");
  const high = await blue(viewer, 0, 0, 0.4, 0.5);
  await over.click({ position: { x: 62 + 0.8 * (small.width - 74), y: 15 } });
  await viewer.getByRole("button", { name: "fit the height" }).click();
  await shown(notebook, viewer);
  assert.ok(high === 0 && await blue(viewer, 0, 0, 0.4, 0.5) > 1000, "without the spike, the saw fills the pane");
  assert.equal(await notebook.page.locator(".code_cell").count(), 2, "the notebook took no key for its own");
  await axis(notebook);
});

check("100,000 records are panned at more than 30 frames a second, beside another viewer", async (notebook) => {
  const { page } = notebook;
  // Frames are timed with all that is painted in them, and calls that draw are counted.
  await page.evaluate(() => {
    const drawn = (window.drawn = { calls: 0, frames: [] }), original = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (frame) => original((time) => {
      const calls = drawn.calls, start = performance.now();
      frame(time);
      for (const canvas of document.querySelectorAll("[data-part=pane]")) canvas.getContext("2d").getImageData(0, 0, 1, 1); // waits for the painter
      if (drawn.calls > calls) drawn.frames.push([performance.now() - start, drawn.calls - calls]);
    });
    for (const name of ["fillRect", "lineTo", "moveTo", "stroke", "fill", "fillText"]) {
      const inner = CanvasRenderingContext2D.prototype[name];
      CanvasRenderingContext2D.prototype[name] = function (...values) {
        drawn.calls++;
        return inner.apply(this, values);
      };
    }
  });
  const first = viewerOf(await notebook.run(run)), second = viewerOf(await notebook.run("stream.Viewer()"));
  await first.locator("[data-part=stage]").waitFor();
  await second.locator("[data-part=stage]").waitFor();
  const width = await first.locator("[data-part=pane]").first().evaluate((canvas) => canvas.clientWidth);
  for (const zooms of [1, 2, 5, 7]) {
    await second.getByRole("button", { name: "show all" }).click();
    const [median, calls, rate, moved] = await second.locator("[data-part=stage]").evaluate(async (stage, zooms) => {
      const press = (key) => stage.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      const next = () => new Promise((done) => requestAnimationFrame(done)), place = () => stage.parentNode.querySelector("[data-part=shown]").textContent;
      for (let i = 0; i < zooms; i++) press("+");
      press("Home");
      await next();
      window.drawn.frames = [];
      const places = new Set(), start = performance.now();
      for (let i = 0; i < 60; i++) {
        press(i < 30 ? "ArrowRight" : "ArrowLeft");
        await next();
        places.add(place());
      }
      const frames = window.drawn.frames, middle = (k) => frames.map((f) => f[k]).sort((a, b) => a - b)[frames.length >> 1];
      return [middle(0), Math.max(...frames.map((f) => f[1])), 1000 * frames.length / (performance.now() - start), places.size];
    }, zooms);
    console.log(`zoomed in ${2 ** zooms} times: ${median.toFixed(1)} ms a frame, at most ${calls} calls to draw, ${rate.toFixed(0)} frames a second`);
    assert.ok(moved > 5, `${moved} places were shown, want it to move`);
    assert.ok(median < 1000 / 30, `${median} ms for a frame, want less than 33`);
    // Two panes and the whole: not more work for more records, but for what a screen can show.
    assert.ok(calls < 4 * width, `${calls} calls draw a frame ${width} pixels wide, want less than four a pixel`);
  }
  assert.equal(await shown(notebook, first), "all 100,000 records", "the other viewer stays where it is");
  assert.equal(await page.evaluate(() => document.querySelectorAll(".output_html [id]").length), 0, "no names that could clash");
  const size = await showsPictures(notebook, "Saw and score", "Saw and score");
  assert.ok(size > 50_000 && size < 1_000_000, `${size} bytes for 100,000 records of two series`);
});
