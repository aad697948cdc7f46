// A recorded memory in the classic notebook: mouse, keyboard, several on a page, and
// what is left of it in a notebook that is not trusted.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { desk } from "./desk.js";
import { pictures, within } from "./harness.js";
import { Notebook } from "./notebook.js";
import { check, squares, viewerOf, words } from "./viewers.js";

// A memory of 16 minicolumns by 4 cells hears A B C over and over, with a reset
// before each A: all bursts at first, and B and C are predicted at the end.
const run = `import (
    "gohtm/htm/sdr"
    "gohtm/htm/temporal"
    "gohtm/nb"
)
p := temporal.DefaultParams(16)
p.CellsPerColumn, p.ActivationThreshold, p.MinThreshold, p.MaxNewSynapses = 4, 3, 2, 4
memory, err := temporal.New(p)
recording := nb.Recording{Title: "A B C", CellsPerColumn: 4, Connected: 0.5, ActivationThreshold: 3, MinThreshold: 2}
for i := 0; i < 30; i++ {
    if i%3 == 0 {
        memory.Reset()
        recording.Reset()
    }
    columns, _ := sdr.New(16, 4*(i%3), 4*(i%3)+1, 4*(i%3)+2, 4*(i%3)+3)
    memory.Step(columns, true)
    recording.Add("ABC"[i%3:i%3+1], memory)
}
recording.Viewer()`;

check("a recorded memory is explored with mouse and keyboard", async (notebook) => {
  const cell = await notebook.run(run);
  const viewer = viewerOf(cell);
  await viewer.locator("[data-part=cells]").waitFor();
  assert.match(await words(viewer, "what"), /^A \(after a reset\): 4 active minicolumns, 0 of them predicted, 4 bursting; 0 predicted that did not come\. 0 segments had matched/);
  assert.deepEqual([await squares(viewer, "burst"), await squares(viewer, "both"), await squares(viewer, "off")], [16, 0, 48]);

  // The slider, by keyboard: the notebook must not take the keys.
  const slider = viewer.locator("input[type=range]");
  await slider.focus();
  await notebook.page.keyboard.press("End");
  assert.match(await words(viewer, "place"), /^step 29 /);
  assert.match(await words(viewer, "what"), /^C: 4 active minicolumns, 4 of them predicted, 0 bursting; .* 4 segments had matched, 4 of them active/);
  assert.match(await words(viewer, "changed"), /^Learned in this step: 8 segments \(\+0\), 32 synapses \(\+0\); no segment changed/);
  assert.deepEqual([await squares(viewer, "burst"), await squares(viewer, "both")], [0, 4]);
  await notebook.page.keyboard.press("ArrowLeft");
  await notebook.page.keyboard.press("ArrowLeft");
  assert.match(await words(viewer, "what"), /^A \(after a reset\): .* 0 of them predicted, 4 bursting; .*\nFor the next step 4 cells in 4 minicolumns are predicted: 4 segments match, 4 of them active/);
  assert.equal(await squares(viewer, "next"), 4, "B is predicted");
  assert.equal(await slider.getAttribute("aria-valuetext"), "step 27: A");

  // Buttons; left and right work there too.
  await viewer.getByRole("button", { name: "step forward" }).click();
  assert.match(await words(viewer, "place"), /^step 28 /);
  await notebook.page.keyboard.press("ArrowLeft");
  await viewer.getByRole("button", { name: "step back" }).click();
  assert.match(await words(viewer, "place"), /^step 26 /);
  await notebook.page.keyboard.press("ArrowRight");
  await notebook.page.keyboard.press("ArrowRight");
  assert.match(await words(viewer, "place"), /^step 28 /);

  // A click on the first square that was predicted: minicolumn 4.
  const at = await viewer.locator("[data-part=cells]").evaluate((svg) => {
    const [, x, y] = svg.querySelector("path[data-state=both]").getAttribute("d").match(/^M([\d.]+) ([\d.]+)h/).map(Number);
    const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
    return { x: (x + 5) * scale, y: (y + 5) * scale };
  });
  await viewer.locator("[data-part=cells]").click({ position: at });
  const told = await words(viewer, "detail");
  assert.match(told, /^Cell \d of minicolumn 4: active, was predicted; winner/);
  assert.match(told, /Segment 0: 4 synapses, 4 connected\. Before this step 4 active, 4 of them connected: active \(3 needed\)\. Now 0 active, 0 of them connected: no match\./);
  assert.equal(await viewer.locator("[data-part=detail] tr").count(), 5, "a heading and four synapses");
  assert.equal(await squares(viewer, "synapse"), 4, "which are shown among the cells");
  for (const column of ["0", "1", "2", "3"]) assert.match(told, new RegExp(`\\n${column}\\t\\d\\t`));

  // Its synapses grew at step 1, and had nothing before.
  await slider.fill("1");
  assert.match(await words(viewer, "detail"), /new in this step/);
  await slider.fill("3");
  assert.equal(await squares(viewer, "close"), 4, "synapses too weak to predict: the segments match");
  await slider.fill("4");
  assert.match(await words(viewer, "changed"), /segments of 4 cells changed: /);
  assert.match(await words(viewer, "detail"), /Before this step 4 active, 0 of them connected: matching \(2 needed\)/);
  assert.match(await words(viewer, "detail"), /0\.310\t\+0\.100\tno/, "0.21 and one increment");

  // The cells that changed are chosen by buttons.
  await viewer.locator("[data-part=changed]").getByRole("button", { name: /of minicolumn 6$/ }).click();
  assert.match(await words(viewer, "detail"), /^Cell \d of minicolumn 6:/);
  await viewer.locator("[data-part=changed]").getByRole("button", { name: /of minicolumn 4$/ }).click();

  // Arrow keys move over the cells.
  await viewer.locator("[data-part=cells]").focus();
  await notebook.page.keyboard.press("ArrowRight");
  assert.match(await words(viewer, "detail"), /^Cell \d of minicolumn 5:/);
  for (let i = 0; i < 5; i++) await notebook.page.keyboard.press("ArrowDown");
  assert.match(await words(viewer, "detail"), /^Cell 3 of minicolumn 5:/, "and stop at the edge");
  assert.match(await words(viewer, "place"), /^step 4 /, "without a step");
  assert.equal(await notebook.page.locator(".code_cell").count(), 2, "the notebook took no key for its own");
});

check("a recording plays, and two of them do not disturb each other", async (notebook) => {
  const first = viewerOf(await notebook.run(run)), second = viewerOf(await notebook.run("recording.Viewer()"));
  await second.locator("[data-part=cells]").waitFor();
  await first.locator("input[type=range]").fill("26");
  await first.getByRole("button", { name: "play" }).click();
  await within(10_000, "the end of playing", async () => (await words(first, "place")).startsWith("step 29 "));
  await first.getByRole("button", { name: "play" }).waitFor();
  assert.match(await words(second, "place"), /^step 0 /);
  assert.equal(await squares(second, "burst"), 16);
  assert.equal(await squares(first, "both"), 4);
  const ids = await notebook.page.evaluate(() => [...document.querySelectorAll(".output_html [id]")].length);
  assert.equal(ids, 0, "no names that could clash");
});

check("a notebook that is not trusted shows the picture of a viewer", async (notebook) => {
  const cell = await notebook.run(run);
  await viewerOf(cell).locator("[data-part=cells]").waitFor();
  await notebook.page.evaluate(() => Jupyter.notebook.save_notebook());
  const name = await notebook.page.evaluate(() => Jupyter.notebook.notebook_path);
  const saved = JSON.parse(readFileSync(join(desk.jupyter.folder, name)));
  const { data } = saved.cells.flatMap((cell) => cell.outputs ?? []).find((output) => output.data?.["text/html"]);
  assert.ok(data["image/svg+xml"] && data["text/plain"], "a picture and a text beside the viewer");
  for (const cell of saved.cells) if (cell.source) cell.source += "\n// changed by somebody else";
  writeFileSync(join(desk.jupyter.folder, "foreign.ipynb"), JSON.stringify(saved));
  const copy = await Notebook.open(desk, "foreign.ipynb");
  try {
    assert.match(await copy.page.innerText("#notification_trusted"), /Not Trusted/);
    const image = copy.page.locator(".output_html img").first();
    await image.waitFor();
    assert.ok(await image.evaluate((img) => img.complete && img.naturalWidth > 400), "the picture is there");
    assert.match(await image.getAttribute("alt"), /A B C/);
    assert.equal(await copy.page.locator("[data-part=cells]").count(), 0, "and no script ran");
    await copy.picture(join(pictures, "viewer-not-trusted.png"));
  } finally {
    await copy.close();
  }
});
