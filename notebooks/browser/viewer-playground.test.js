// The playground in the classic notebook.
import assert from "node:assert/strict";
import { check, squares, viewerOf, words } from "./viewers.js";

check("two SDRs are played with by keyboard and mouse", async (notebook) => {
  const cell = await notebook.run('import "gohtm/nb"\nnb.Playground{Size: 1024, On: 20, Threshold: 12}.Viewer()');
  const viewer = viewerOf(cell);
  await viewer.locator("[data-part=match]").waitFor();
  assert.match(await words(viewer, "match"), /^They match: .*\(0 of 20 bits moved\) share 20 bits/);
  assert.deepEqual([await squares(viewer, "both"), await squares(viewer, "off")], [20, 1004]);
  const before = Number(await viewer.locator("[data-part=exact]").getAttribute("data-log10"));

  await viewer.locator("[data-part=noise]").fill("45");
  assert.match(await words(viewer, "match"), /^They do not match: .*\(9 of 20 bits moved\) share 11 bits/);
  assert.deepEqual([await squares(viewer, "both"), await squares(viewer, "pattern"), await squares(viewer, "copy")], [11, 9, 9]);

  await viewer.locator("[data-part=threshold]").focus();
  await notebook.page.keyboard.press("ArrowLeft");
  assert.match(await words(viewer, "match"), /^They match: .* share 11 bits, and the threshold is 11/);
  const after = Number(await viewer.locator("[data-part=exact]").getAttribute("data-log10"));
  assert.ok(after > before + 1, `a lower threshold is met by chance more often: 10^${after} after 10^${before}`);
  await notebook.page.keyboard.press("End");
  assert.match(await words(viewer, "match"), /the threshold is 20\.$/);
  await notebook.page.keyboard.press("Home");
  assert.match(await words(viewer, "match"), /the threshold is 1\.$/);

  await viewer.locator("[data-part=n]").fill("64");
  await viewer.locator("[data-part=w]").fill("32");
  assert.deepEqual([await squares(viewer, "off"), await squares(viewer, "both")], [64 - 32 - 14, 18]);
  const drawn = await viewer.locator("path[data-state=both]").getAttribute("d");
  await viewer.getByRole("button", { name: "draw other bits" }).click();
  assert.notEqual(await viewer.locator("path[data-state=both]").getAttribute("d"), drawn);
  await viewer.getByRole("button", { name: /^try/ }).click();
  assert.match(await words(viewer, "chance"), /Of 100,000 random SDRs 100,000 matched; 100,000 are expected/);
  assert.equal(await notebook.page.locator(".code_cell").count(), 2, "the notebook took no key for its own");
});
