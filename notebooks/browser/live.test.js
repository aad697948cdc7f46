// What changes while a cell runs, in the classic notebook: a figure and nested bars.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { desk } from "./desk.js";
import { check } from "./viewers.js";

const run = `import (
    "fmt"
    "time"
    "gohtm/nb"
)
errors := []float64{}
live := nb.NewLive(func() (*nb.Figure, error) {
    return nb.Lines{Title: fmt.Sprintf("Error after %d steps", len(errors)), XLabel: "step", YLabel: "error (kW)", Series: []nb.Line{{Name: "HTM", Y: errors}}}.Figure()
})
seeds := nb.NewProgress("seeds", 2)
for seed := 0; seed < 2; seed++ {
    steps := seeds.Nest("steps", 100)
    for i := 0; i < 100; i++ {
        time.Sleep(15 * time.Millisecond)
        errors = append(errors, 4/float64(1+len(errors)))
        steps.Metric("error (kW)", errors[len(errors)-1])
        steps.Add(1)
        live.Update()
    }
    seeds.Add(1)
}
seeds.Done()
live.Done()`;

check("a figure and nested bars change while the cell runs", async (notebook) => {
  const cell = await notebook.begin(run);
  const seen = await cell.element.evaluate((cell) => new Promise((done) => {
    const seen = { pictures: new Set(), areas: 0, inner: [], outer: [], texts: new Set() };
    const look = () => {
      const line = cell.querySelector(".output svg path[stroke='#0072B2']")?.getAttribute("d");
      if (line) seen.pictures.add(line);
      seen.areas = Math.max(seen.areas, cell.querySelectorAll(".output_area").length);
      const [outer, inner] = [...cell.querySelectorAll("progress")];
      if (inner) {
        seen.inner.push(inner.value);
        seen.outer.push(outer.value);
        seen.texts.add(inner.parentNode.innerText);
      }
      cell.dataset.finished ? done({ ...seen, pictures: seen.pictures.size, texts: [...seen.texts] }) : requestAnimationFrame(look);
    };
    look();
  }));
  assert.ok(seen.pictures >= 4, `the figure was seen in ${seen.pictures} states, want it to change`);
  assert.equal(seen.areas, 2, "the figure and the bars, each replaced in place");
  assert.ok(new Set(seen.inner).size >= 4, `the inner bar was seen at ${[...new Set(seen.inner)]}, want it to move`);
  assert.ok(seen.inner.some((value, i) => i > 0 && value < seen.inner[i - 1]), "and to begin anew for the second seed");
  assert.deepEqual(seen.outer, [...seen.outer].sort((a, b) => a - b), "the outer one goes on");
  assert.ok(seen.outer.some((value) => value % 1 > 0.2), "by what the inner one has done");
  const told = seen.texts.find((text) => /left/.test(text)) ?? "";
  assert.match(told, /^\s*steps: \d+ of 100 \(\d+ %\), [\d.]+ s, about [\d.]+ s left, [\d.]+\/s, error \(kW\) [\d.]+$/);

  await cell.finish();
  assert.equal(await cell.element.locator("progress").count(), 0);
  assert.match(await cell.element.locator(".output_html").innerText(), /^seeds: 2 of 2$/);
  // What is saved is the last picture, with all there is.
  await notebook.page.evaluate(() => Jupyter.notebook.save_notebook());
  const name = await notebook.page.evaluate(() => Jupyter.notebook.notebook_path);
  const outputs = JSON.parse(readFileSync(join(desk.jupyter.folder, name))).cells[0].outputs.map(({ data }) => data);
  assert.equal(outputs.length, 2);
  assert.equal([outputs[0]["text/plain"]].flat().join(""), "seeds: 2 of 2");
  assert.match([outputs[1]["text/plain"]].flat().join(""), /^Line chart: Error after 200 steps\. Lines: HTM\.$/);
  assert.deepEqual(await cell.texts("error"), []);

  // The interrupt button leaves both as they are.
  const slow = await notebook.begin(run.replace("time.Sleep(15", "time.Sleep(200"));
  await slow.says("of 100 (");
  await slow.element.locator(".output svg").first().waitFor();
  await notebook.interrupt(slow);
  await slow.says(", stopped");
  assert.match(await slow.element.locator(".output_html").innerText(), /^seeds: 0 of 2, stopped\s+steps: \d+ of 100, stopped, error \(kW\) [\d.]+$/);
  assert.equal(await slow.element.locator("progress").count(), 0, "no bar that seems to go on");
  assert.equal(await slow.element.locator(".output svg").count(), 1, "the last figure stays");
});
