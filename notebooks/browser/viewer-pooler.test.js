// A recorded pooler in the classic notebook: mouse, keyboard, two on a page.
import assert from "node:assert/strict";
import { check, squares, viewerOf, words } from "./viewers.js";

// A pooler of 20 minicolumns sees two bars on a picture of 6 by 8 in turn, and one wins.
const run = `import (
    "gohtm/htm/sdr"
    "gohtm/htm/spatial"
    "gohtm/nb"
)
p := spatial.DefaultParams(48, 20)
p.Density, p.PotentialFraction = 0.05, 0.75
p.PermanenceIncrement, p.PermanenceDecrement = 0.05, 0.01
pooler, err := spatial.New(p)
recording := nb.PoolerRecording{Title: "Two bars", Connected: float64(p.ConnectedPermanence), Width: 8}
recording.Start(pooler)
for i := 0; i < 12; i++ {
    row := i % 2 * 3
    bar, _ := sdr.New(48, 8*row, 8*row+1, 8*row+2, 8*row+3, 8*row+4, 8*row+5, 8*row+6, 8*row+7)
    pooler.Step(bar, true)
    recording.Add([]string{"top", "middle"}[i%2], bar, pooler)
}
recording.Viewer()`;

check("a recorded pooler is explored with mouse and keyboard", async (notebook) => {
  const viewer = viewerOf(await notebook.run(run));
  await viewer.locator("[data-part=columns] path[data-state=winner]").waitFor();
  assert.match(await words(viewer, "what"), /^top: 8 of 48 inputs on \(16\.7 %\); 1 of 20 minicolumns won \(5\.0 %\), with overlaps of \d; the others' are at most \d\.$/);
  assert.deepEqual([await squares(viewer, "on"), await squares(viewer, "off"), await squares(viewer, "winner")], [8, 40, 1]);
  assert.equal(await viewer.locator("[data-part=synapses]").isVisible(), false, "before one is chosen");

  // The winner, by its button: its pool is 36 inputs, of which those of the bar grow.
  await viewer.locator("[data-part=winners] button").click();
  const told = await words(viewer, "detail");
  const [, column, overlap, pool, before, after, rose, fell] =
    told.match(/^Minicolumn (\d+): won with an overlap of (\d)\. Boost factor 1\.00; wins in about [\d.]+ % .* (\d+) of 48 inputs in its potential pool, (\d+) connected before, (\d+) after this step; in this step (\d+) permanences rose and (\d+) fell\.$/) ?? assert.fail(told);
  assert.equal(Number(pool), 36);
  assert.ok(Number(rose) > 0 && Number(rose) <= 8 && Number(rose) >= Number(overlap) && Number(rose) + Number(fell) <= 36, told);
  const count = (part, state) => viewer.locator(`[data-part=${part}] path[data-state=${state}]`).evaluateAll((all) => all.map((p) => p.getAttribute("d").split("M").length - 1).reduce((a, b) => a + b));
  assert.deepEqual([await count("before", "connected"), await count("before", "unconnected")], [Number(before), 36 - Number(before)]);
  assert.deepEqual([await count("after", "connected"), await count("after", "unconnected")], [Number(after), 36 - Number(after)]);
  assert.equal(await count("after", "input"), Number(rose), "all of the bar in its pool rose");

  // An input, by mouse and by keyboard.
  const picture = viewer.locator("[data-part=after]");
  const at = await picture.evaluate((svg) => {
    const [, x, y] = svg.querySelector("path[data-state=input]").getAttribute("d").match(/^M([\d.]+) ([\d.]+)h/).map(Number);
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return { x: (x + 4) * scale, y: (y + 4) * scale };
  });
  await picture.click({ position: at });
  const [, was, is] = (await words(viewer, "picked")).match(/^Input \d \(row 0, column \d\), on: permanence (0\.\d+), then (0\.\d+), (not )?connected\.$/);
  assert.ok(Math.abs(is - was - 0.05) < 0.0015, `${was}, then ${is}: want one increment`);
  await picture.focus();
  await notebook.page.keyboard.press("ArrowDown");
  assert.match(await words(viewer, "picked"), /^Input \d+ \(row 1, column \d\), off: /);

  // The slider: minicolumn and input stay chosen; compared with the start.
  await viewer.locator("input[type=range]").focus();
  await notebook.page.keyboard.press("End");
  assert.match(await words(viewer, "place"), /^step 11 /);
  assert.match(await words(viewer, "what"), /^middle: /);
  assert.match(await words(viewer, "detail"), new RegExp(`^Minicolumn ${column}: `));
  await viewer.getByLabel("compare with").selectOption("before the first step");
  assert.equal(await count("before", "connected"), Number(before), "as before the first step");
  assert.match(await words(viewer, "detail"), /connected at the start, \d+ after this step; since then \d+ permanences rose and \d+ fell/);

  // Arrow keys move over the minicolumns, and stop at the first.
  await viewer.locator("[data-part=columns]").focus();
  for (let i = 0; i < 20; i++) await notebook.page.keyboard.press("ArrowLeft");
  assert.match(await words(viewer, "detail"), /^Minicolumn 0: /);
  assert.equal(await squares(viewer, "chosen"), 1);
  assert.match(await words(viewer, "place"), /^step 11 /, "without a step");
  assert.equal(await notebook.page.locator(".code_cell").count(), 2, "the notebook took no key for its own");

  // Another on the same page: what is chosen in one is not in the other.
  const second = viewerOf(await notebook.run("recording.Viewer()"));
  await second.locator("[data-part=columns] path[data-state=winner]").waitFor();
  assert.match(await words(second, "place"), /^step 0 /);
  assert.match(await words(second, "detail"), /^Choose a minicolumn/);
  await second.getByRole("button", { name: "step forward" }).click();
  assert.match(await words(second, "what"), /^middle: /);
  assert.match(await words(viewer, "place"), /^step 11 /);
});
