// Figures, tables and viewers in JupyterLab's output area, from the outputs of the
// committed gallery: light and dark, wide and narrow, trusted and not.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { desk, minutes } from "./desk.js";
import { pictures } from "./harness.js";
import { gallery, Lab } from "./lab/lab.js";
import { squares, viewerOf, words } from "./viewers.js";

// check runs a test on a page of its own, and finds no fault in the console.
function check(name, options, body) {
  test(`JupyterLab: ${name}`, { timeout: 3 * minutes }, async () => {
    const lab = await Lab.open(desk, options);
    try {
      await body(lab);
      assert.deepEqual(lab.faults, [], "no error in the console");
    } finally {
      await lab.page.screenshot({ path: join(pictures, `lab-${name.replace(/\W+/g, "-")}.png`), fullPage: true }).catch(() => {});
      await lab.close();
    }
  });
}

// outputs of the gallery's cell that ends in a piece of code.
function outputs(code) {
  const cell = gallery.find((cell) => cell.source.includes(code));
  assert.ok(cell, `a cell of the gallery with ${code}`);
  return cell.outputs;
}

const isViewer = ({ data }) => data?.["text/html"]?.includes("data-viewer");
const slide = (viewer, part, value) => viewer.locator(`input[data-part=${part}]`).fill(String(value));

check("a recorded memory", {}, async (lab) => {
  const viewer = viewerOf(await lab.show(outputs("recording.Viewer()"))), { keyboard } = lab.page;
  await viewer.locator("[data-part=cells]").waitFor();
  assert.deepEqual([await squares(viewer, "burst"), await squares(viewer, "off")], [24, 120], "A bursts: 4 of 24 minicolumns, 6 cells each");
  await viewer.locator("input[type=range]").focus();
  await keyboard.press("End");
  assert.match(await words(viewer, "place"), /^step 79 \(of 0 to 79\)/);
  assert.match(await words(viewer, "what"), /^Y: 4 active minicolumns, 4 of them predicted, 0 bursting/);
  assert.deepEqual([await squares(viewer, "burst"), await squares(viewer, "both")], [0, 4]);
  const at = await viewer.locator("[data-part=cells]").evaluate((svg) => {
    const [, x, y] = svg.querySelector("path[data-state=both]").getAttribute("d").match(/^M([\d.]+) ([\d.]+)h/).map(Number);
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return { x: (x + 5) * scale, y: (y + 5) * scale };
  });
  await viewer.locator("[data-part=cells]").click({ position: at });
  assert.match(await words(viewer, "detail"), /^Cell \d of minicolumn 20: active, was predicted; winner/, "the cell under the pointer");
  assert.equal(await squares(viewer, "synapse"), 4);
  await viewer.locator("[data-part=cells]").focus();
  await keyboard.press("ArrowRight");
  assert.match(await words(viewer, "detail"), /^Cell \d of minicolumn 21:/);
  await viewer.getByRole("button", { name: "step back" }).click();
  assert.match(await words(viewer, "what"), /^C: /);
});

check("a recorded pooler", {}, async (lab) => {
  const viewer = viewerOf(await lab.show(outputs("PoolerRecording{"))), { keyboard } = lab.page;
  await viewer.locator("[data-part=columns]").waitFor();
  assert.match(await words(viewer, "what"), /^picture 0: \d+ of 144 inputs on .*; 2 of 36 minicolumns won/);
  const on = await squares(viewer, "on");
  await viewer.locator("input[type=range]").focus();
  await keyboard.press("End");
  assert.match(await words(viewer, "place"), /^step 39 /);
  assert.match(await words(viewer, "what"), /^picture 7: /);
  assert.equal(await squares(viewer, "on") + await squares(viewer, "off"), 144);
  await viewer.locator("[data-part=winners] button").first().click();
  assert.match(await words(viewer, "detail"), /^Minicolumn \d+: won with an overlap of \d+\..* in its potential pool/);
  assert.equal(await squares(viewer, "winner"), 2);
  await viewer.locator("[data-part=after]").click();
  assert.match(await words(viewer, "picked"), /^Input \d+ \(row \d+, column \d+\), o/, "what is under the pointer");
  await viewer.locator("input[type=range]").press("Home");
  assert.equal(await squares(viewer, "on"), on);
});

check("an encoder explored in the dark", { theme: "dark", width: 700 }, async (lab) => {
  const viewer = viewerOf(await lab.show(outputs("nb.Encoder{")));
  const drawn = () => Promise.all(["both", "value", "pinned", "off"].map((state) => squares(viewer, state)));
  await viewer.locator("[data-part=value]").waitFor();
  const [both, value, pinned, off] = await drawn();
  assert.deepEqual([both + value, both + pinned, both + value + pinned + off], [5, 5, 80], "5 of 80 bits each");
  assert.ok(both > 0, "24 and 25 share bits");
  await slide(viewer, "value", 0);
  assert.deepEqual(await drawn(), [0, 5, 5, 70], "0 and 25 share none");
  assert.match(await words(viewer, "told"), /^0 has 5 of 80 bits on \(6\.3 %\)\. It shares 0 with the 5 of the pinned 25/);
  await viewer.locator("[data-part=value]").press("End");
  assert.match(await words(viewer, "told"), /^50 has /);
  await viewer.getByRole("button", { name: "pin this value" }).click();
  assert.deepEqual(await drawn(), [5, 0, 0, 75]);
  await viewer.getByLabel("bits on").press("End");
  assert.deepEqual(await drawn(), [21, 0, 0, 59], "21 bits on");
});

check("the playground in the dark", { theme: "dark", width: 700 }, async (lab) => {
  const viewer = viewerOf(await lab.show(outputs("nb.Playground{")));
  await viewer.locator("[data-part=match]").waitFor();
  assert.deepEqual([await squares(viewer, "both"), await squares(viewer, "off")], [20, 1004]);
  await slide(viewer, "noise", 45);
  assert.match(await words(viewer, "match"), /\(9 of 20 bits moved\) share 11 bits/);
  assert.deepEqual([await squares(viewer, "both"), await squares(viewer, "pattern"), await squares(viewer, "copy")], [11, 9, 9]);
  await viewer.locator("[data-part=threshold]").focus();
  await lab.page.keyboard.press("End");
  assert.match(await words(viewer, "match"), /^They do not match: .* the threshold is 20\.$/);
  await slide(viewer, "threshold", 3); // which 1 in 200 random SDRs reach
  await viewer.getByRole("button", { name: /^try/ }).click();
  assert.match(await words(viewer, "chance"), /Of 100,000 random SDRs \d+ matched/);
});

check("a long stream", { theme: "dark" }, async (lab) => {
  const { element } = await lab.show(outputs("nb.Stream{")), viewer = viewerOf({ element });
  const stage = viewer.locator("[data-part=stage]");
  await stage.waitFor();
  assert.equal(await words(viewer, "shown"), "all 1,500 records");
  const box = await stage.boundingBox();
  await lab.page.mouse.move(box.x + 0.5 * box.width, box.y + 40);
  assert.match(await words(viewer, "values"), /2010.*: actual [\d.]+, predicted [\d.]+, anomaly likelihood [\d.]+$/, "the values under the pointer");
  const before = await viewer.locator("canvas").first().evaluate((canvas) => canvas.toDataURL());
  await stage.focus();
  for (let i = 0; i < 3; i++) await lab.page.keyboard.press("+");
  await lab.page.waitForFunction(() => /of 1,500 records$/.test(document.querySelector("[data-part=shown]").textContent));
  const records = Number((await words(viewer, "shown")).match(/: ([\d,]+) of 1,500/)[1].replace(",", ""));
  assert.ok(records > 150 && records < 230, `${records} records shown after three steps nearer, want an eighth`);
  assert.notEqual(await viewer.locator("canvas").first().evaluate((canvas) => canvas.toDataURL()), before, "something else is drawn");
  await lab.page.keyboard.press("n");
  await lab.page.keyboard.press("p");
  assert.match(await words(viewer, "values"), /\(anomaly\)/);
});

check("several on one page do not disturb each other", {}, async (lab) => {
  const [first, second] = [await lab.show(outputs("recording.Viewer()")), await lab.show(outputs("recording.Viewer()"))].map(viewerOf);
  await second.locator("[data-part=cells]").waitFor();
  await first.locator("input[type=range]").fill("79");
  assert.match(await words(first, "place"), /^step 79 /);
  assert.match(await words(second, "place"), /^step 0 /);
  assert.deepEqual([await squares(first, "both"), await squares(second, "burst")], [4, 24]);
});

check("what is not trusted shows pictures and tables, and no script runs", {}, async (lab) => {
  let viewers = 0;
  for (const { outputs } of gallery) {
    for (const output of outputs.filter(isViewer)) {
      const { element } = await lab.show([output], false);
      const image = element.locator("img");
      assert.equal(await image.count(), 1);
      assert.ok(await image.evaluate((img) => img.complete && img.naturalWidth > 400), "the picture is there");
      assert.ok((await image.getAttribute("alt")).length > 20, "and says what it shows");
      assert.equal(await element.locator("[data-part], script, [onload]").count(), 0, "and nothing else");
      viewers++;
    }
  }
  assert.ok(viewers >= 3, `${viewers} viewers in the gallery`);
  const table = (await lab.show(outputs("gym.Frame()"), false)).element;
  assert.equal(await table.locator("tr").count(), 1 + 20 + 1);
});

check("tables are sorted by a click and by Enter", { theme: "dark", width: 700 }, async (lab) => {
  const { element } = await lab.show(outputs("gym.Frame()"));
  const column = () => element.locator("tr td:nth-child(2)").allInnerTexts().then((all) => all.map(Number));
  const heading = element.locator("th").nth(1);
  await heading.click();
  const up = await column();
  assert.deepEqual(up, [...up].sort((a, b) => a - b));
  assert.equal(up.length, 20);
  await heading.press("Enter");
  assert.deepEqual(await column(), up.reverse());
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
});

for (const [theme, width] of [["light", 1100], ["dark", 700]]) {
  check(`the whole gallery, ${theme}, ${width} px`, { theme, width }, async (lab) => {
    let figures = 0;
    for (const { source, outputs } of gallery) {
      const { element } = await lab.show(outputs);
      const name = source.slice(-60);
      for (const { data } of outputs) {
        if (data?.["image/svg+xml"] && !data["text/html"]) {
          figures++;
          assert.ok(await element.locator("img").evaluate((img) => img.complete && img.naturalWidth >= 300 && img.naturalHeight > 60), `a figure: ${name}`);
        }
        if (!data?.["text/html"]) continue;
        const seen = await element.locator(".jp-RenderedHTML").evaluate((html) => {
          // Lightness of the text against what is behind it: WCAG 2's relative luminance.
          const light = (color) => color.match(/[\d.]+/g).slice(0, 3).map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const [text, paper] = [html.querySelector("td, div div"), document.body].map((e, i) => light(getComputedStyle(e)[i ? "backgroundColor" : "color"]));
          return { contrast: (Math.max(text, paper) + 0.05) / (Math.min(text, paper) + 0.05), over: html.scrollWidth - html.clientWidth };
        });
        assert.ok(seen.contrast > 7, `text is told from the page by ${seen.contrast}: ${name}`);
        assert.ok(seen.over <= 0, `${seen.over} px too wide: ${name}`);
      }
    }
    assert.ok(figures >= 20, `${figures} figures`);
  });
}

// A real kernel: outputs that are replaced while a cell runs.
check("a bar and a figure of a running cell", {}, async (lab) => {
  const seen = lab.page.evaluate(() => new Promise((done) => {
    const values = [], pictures = new Set();
    const look = () => {
      const value = document.querySelector("progress")?.value, picture = document.querySelector(".jp-RenderedSVG img")?.src;
      if (value !== undefined && value !== values.at(-1)) values.push(value);
      if (picture) pictures.add(picture);
      window.finished ? done([values, pictures.size]) : requestAnimationFrame(look);
    };
    look();
  }));
  const left = await lab.run(`import ("time"; "gohtm/nb")
errors := []float64{}
bar := nb.NewProgress("counting", 40)
live := nb.NewLive(func() (*nb.Figure, error) { return nb.Lines{Title: "Error", Series: []nb.Line{{Y: errors}}}.Figure() })
for i := 0; i < 40; i++ {
    time.Sleep(50 * time.Millisecond)
    errors = append(errors, 1/float64(i+1))
    live.Update()
    bar.Add(1)
}
live.Done()`);
  await lab.page.evaluate(() => { window.finished = true; });
  const [values, pictures] = await seen;
  assert.ok(values.length >= 3, `the bar was seen at ${values}, want it to move`);
  assert.ok(pictures >= 3, `${pictures} pictures were seen, want more and more`);
  assert.deepEqual(left.map(({ data }) => Object.keys(data)[0]).sort(), ["image/svg+xml", "text/html"], "a bar and a figure, replaced in place");
  assert.match(await lab.page.locator(".cell").innerText(), /counting: 40 of 40/);
});
