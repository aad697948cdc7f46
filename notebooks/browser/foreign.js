// A notebook as somebody else gets it: saved, changed, and so not trusted.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { desk } from "./desk.js";
import { pictures } from "./harness.js";
import { Notebook } from "./notebook.js";

// showsPictures opens a changed copy of the notebook: instead of each of the viewers with
// these titles there is its picture, and no script has run. It returns how many letters
// the notebook keeps of the first.
export async function showsPictures(notebook, ...titles) {
  await notebook.page.evaluate(() => Jupyter.notebook.save_notebook());
  const name = await notebook.page.evaluate(() => Jupyter.notebook.notebook_path);
  const saved = JSON.parse(readFileSync(join(desk.jupyter.folder, name)));
  const text = (lines) => [lines ?? ""].flat().join("");
  const viewers = saved.cells.flatMap((cell) => cell.outputs ?? []).map(({ data }) => data).filter((data) => text(data?.["text/html"]).includes("data-viewer"));
  for (const data of viewers) assert.ok(data["image/svg+xml"] && data["text/plain"], "a picture and a text beside the viewer");
  for (const cell of saved.cells) if (cell.source) cell.source = text(cell.source) + "\n// changed by somebody else";
  writeFileSync(join(desk.jupyter.folder, `foreign-${name}`), JSON.stringify(saved));
  const copy = await Notebook.open(desk, `foreign-${name}`);
  try {
    assert.match(await copy.page.innerText("#notification_trusted"), /Not Trusted/);
    await copy.page.locator(".output_html img").first().waitFor();
    const images = await copy.page.locator(".output_html img").evaluateAll((all) => all.map((img) => [img.alt, img.complete && img.naturalWidth > 400]));
    assert.equal(images.length, titles.length, "a picture for each viewer");
    images.forEach(([alt, there], i) => {
      assert.ok(alt.includes(titles[i]), `${alt}: ${titles[i]}`);
      assert.ok(there, `the picture of ${titles[i]} is there`);
    });
    assert.equal(await copy.page.locator(".output_html [data-part]").count(), 0, "and no script ran");
    await copy.picture(join(pictures, `not-trusted-${titles[0].replace(/\W+/g, "-")}.png`));
  } finally {
    await copy.close();
  }
  return Object.values(viewers[0]).map(text).join("").length;
}
