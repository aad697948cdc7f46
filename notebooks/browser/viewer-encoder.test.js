// The encoder explorer in the classic notebook.
import assert from "node:assert/strict";
import { showsPictures } from "./foreign.js";
import { check, squares, viewerOf, words } from "./viewers.js";

// A scalar encoder from 0 to 20, a value a bucket: neighbours share all bits but one,
// values d apart share 5 - d of 5, or 11 - d of 11.
const run = `import (
    "gohtm/htm/encode"
    "gohtm/htm/sdr"
    "gohtm/nb"
)
nb.Encoder{
    Title: "A scalar encoder", ValueLabel: "value (kW)", Values: nb.Range(0, 20, 1),
    Parameters: []nb.Parameter{{Name: "bits on", Settings: []float64{5, 11}}},
    Make: func(settings []float64) (nb.EncodeFunc, error) {
        e, err := encode.NewScalar(encode.ScalarParams{Max: 20, Size: 20 + int(settings[0]), Active: int(settings[0])})
        if err != nil {
            return nil, err
        }
        return e.Encode, nil
    },
}.Viewer()`;

const names = `animals := []string{"cat", "dog", "eel"}
categories, err := encode.NewCategory(encode.CategoryParams{Categories: animals, Active: 6})
nb.Encoder{Title: "Categories", ValueLabel: "animal", Names: animals, Parameters: []nb.Parameter{{Name: "case", Settings: []float64{0, 1}, Names: []string{"lower", "UPPER"}}},
    Make: func(settings []float64) (nb.EncodeFunc, error) {
        return func(value float64) (sdr.SDR, error) {
            if settings[0] == 1 {
                return categories.Encode("Cat")
            }
            return categories.Encode(animals[int(value)])
        }, nil
    },
}.Viewer()`;

check("an encoder is explored by keyboard and mouse", async (notebook) => {
  const { keyboard } = notebook.page;
  const first = viewerOf(await notebook.run(run)), second = viewerOf(await notebook.run(names));
  const told = () => words(first, "told"), value = first.locator("[data-part=value]"), pinned = first.locator("[data-part=pinned]");
  await value.waitFor();
  assert.equal(await told(), "11 has 5 of 25 bits on (20.0 %). It shares 4 with the 5 of the pinned 10 (80 % of its own).");
  const drawn = async () => Promise.all(["both", "value", "pinned", "off"].map((state) => squares(first, state)));
  assert.deepEqual(await drawn(), [4, 1, 1, 19]);

  // The sliders, by keyboard: values apart share fewer bits.
  await value.focus();
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  assert.match(await told(), /^13 has .* It shares 2 with/);
  assert.deepEqual(await drawn(), [2, 3, 3, 17]);
  assert.equal(await value.getAttribute("aria-valuetext"), "13");
  await keyboard.press("End");
  assert.match(await told(), /^20 has .* It shares 0 with/);
  assert.deepEqual(await drawn(), [0, 5, 5, 15]);
  await keyboard.press("Home");
  assert.match(await told(), /^0 has /);
  await pinned.focus();
  await keyboard.press("Home");
  await keyboard.press("ArrowRight");
  assert.match(await told(), /shares 4 with the 5 of the pinned 1 /);

  // A parameter.
  await first.locator("[data-part=parameter-0]").focus();
  await keyboard.press("ArrowRight");
  assert.equal(await told(), "0 has 11 of 31 bits on (35.5 %). It shares 10 with the 11 of the pinned 1 (91 % of its own).");
  assert.deepEqual(await drawn(), [10, 1, 1, 19]);

  // Mouse: the curve chooses the value, the matrix the pinned one too.
  const click = async (part, x, y) => {
    const svg = first.locator(`[data-part=${part}]`), box = await svg.boundingBox(), scale = box.width / (part === "curve" ? 480 : 330);
    await svg.click({ position: { x: x * scale, y: y * scale } });
  };
  await click("curve", 44 + (7.5 / 21) * 426, 120);
  assert.match(await told(), /^7 has .* shares 5 with the 11 of the pinned 1 /);
  await click("matrix", 14 + (15.5 / 21) * 240, 10 + (12.5 / 21) * 240);
  assert.match(await told(), /^15 has .* shares 8 with the 11 of the pinned 12 /);
  await first.getByRole("button", { name: "pin this value" }).click();
  assert.match(await told(), /^15 has .* shares 11 with the 11 of the pinned 15 \(100 %/);

  await click("curve", 44 + (7.5 / 21) * 426, 120);
  assert.match(await told(), /^7 has .* shares 3 with the 11 of the pinned 15 /);

  // The bars of the curve are as high as the overlap with 15: 11 for itself, 10 on its sides, down to 0.
  const heights = await first.locator("path[data-state=overlap]").getAttribute("d").then((d) => [...d.matchAll(/V([\d.]+)h/g)].map((m) => Math.round((250 - Number(m[1])) / (240 / 11))));
  assert.deepEqual(heights, Array.from({ length: 21 }, (_, i) => Math.max(0, 11 - Math.abs(i - 15))));
  // The matrix is as bright on its diagonal as it gets, and dark far from it.
  const colours = await first.locator("[data-part=matrix] image").evaluate(async (image) => {
    const picture = new Image();
    picture.src = image.getAttribute("href");
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height }), context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    return [picture.width, picture.height, ...[[4, 4], [4, 19]].map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].join())];
  });
  assert.deepEqual(colours, [21, 21, "253,231,37,255", "68,1,84,255"]);

  // The other viewer has stayed as it was; a value without a code says why.
  assert.equal(await words(second, "told"), "eel has 6 of 18 bits on (33.3 %). It shares 0 with the 6 of the pinned dog (0 % of its own).");
  await second.locator("[data-part=parameter-0]").focus();
  await keyboard.press("ArrowRight");
  assert.match(await words(second, "told"), /^eel has no code: encode: .*"Cat".* dog has no code: /);
  assert.equal(await second.locator("[data-part=bits] path").count(), 0);
  assert.match(await told(), /^7 has /);
  assert.equal(await notebook.page.evaluate(() => document.querySelectorAll(".output_html [id]").length), 0, "no names that could clash");
  assert.equal(await notebook.page.locator(".code_cell").count(), 3, "the notebook took no key for its own");
  await showsPictures(notebook, "A scalar encoder", "Categories");
});
