// Texts from data that would be markup or a script: they are shown, not obeyed.
import assert from "node:assert/strict";
import { check } from "./viewers.js";

const bad = `</div></script><img src=x onerror="window.obeyed=1"><script>window.obeyed=1</script>"'&lt;`;

check("texts from data are shown, not obeyed", async (notebook) => {
  const cell = await notebook.run(`import (
    "gohtm/htm/sdr"
    "gohtm/htm/spatial"
    "gohtm/htm/temporal"
    "gohtm/nb"
)
bad := ${JSON.stringify(bad)}
codes := []sdr.SDR{{Size: 8, Bits: []int{1}}, {Size: 8, Bits: []int{2}}}
p := temporal.DefaultParams(8)
memory, err := temporal.New(p)
pooler, err := spatial.New(spatial.DefaultParams(8, 8))
recording := nb.Recording{Title: bad, CellsPerColumn: 32, Connected: 0.5, ActivationThreshold: 13}
poolers := nb.PoolerRecording{Title: bad, Connected: 0.1}
poolers.Start(pooler)
for i := 0; i < 2; i++ {
    memory.Step(codes[i], true)
    recording.Add(bad, memory)
    pooler.Step(codes[i], true)
    err = poolers.Add(bad, codes[i], pooler)
}
memories, err := recording.Viewer()
pools, err := poolers.Viewer()
stream, err := nb.Stream{Title: bad, Caption: bad, XLabel: bad, Panes: []nb.Pane{{YLabel: bad, Series: []nb.Line{{Name: bad, Y: []float64{1, 2, 3}}}}}, Marks: []nb.Mark{{X: 1, Label: bad}}}.Viewer()
encoder, err := nb.Encoder{Title: bad, ValueLabel: bad, Names: []string{bad, bad, "c"}, Parameters: []nb.Parameter{{Name: bad, Settings: []float64{1}, Names: []string{bad}}},
    Make: func(settings []float64) (nb.EncodeFunc, error) { return func(v float64) (sdr.SDR, error) { return sdr.New(10, int(v)) }, nil }}.Viewer()
raster, err := nb.Raster{Title: bad, SDRs: codes, Names: []string{bad, bad}}.Figure()
nb.Show(memories, pools, stream, encoder, raster, nb.Table{Title: bad, Header: []string{bad}, Rows: [][]interface{}{{bad}}}, nb.Describe(map[string]string{bad: bad}))
err`);
  await notebook.page.waitForTimeout(1000);
  assert.equal(await notebook.page.evaluate(() => window.obeyed), undefined, "a text was obeyed");
  const text = await cell.element.innerText();
  assert.ok(text.includes(bad.slice(0, 20)), "the text itself is there");
  assert.equal(await cell.element.locator("img[src=x]").count(), 0);
  assert.equal(await cell.element.locator("[data-part]").first().isVisible(), true, "and the viewers run");
});
