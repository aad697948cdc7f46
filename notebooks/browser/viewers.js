// What the tests of the viewers share, one file a viewer: a new notebook for each test,
// and what is read of a viewer.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { desk, minutes } from "./desk.js";
import { pictures } from "./harness.js";
import { Notebook } from "./notebook.js";

// check runs a test on a new notebook, and finds no fault in the console.
export function check(name, body) {
  test(name, { timeout: 3 * minutes }, async () => {
    const notebook = await Notebook.create(desk);
    const faults = [];
    notebook.page.on("pageerror", (error) => faults.push(String(error)));
    notebook.page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    try {
      await body(notebook);
      assert.deepEqual(faults, [], "no error in the console");
    } finally {
      await notebook.picture(join(pictures, `${name.replace(/\W+/g, "-")}.png`)).catch(() => {});
      await notebook.close();
    }
  });
}

// squares counts those of a state in a drawing.
export const squares = (viewer, state) => viewer.locator(`path[data-state=${state}]`).getAttribute("d").then((d) => (d ?? "").split("M").length - 1);
export const words = (viewer, part) => viewer.locator(`[data-part=${part}]`).innerText();
export const viewerOf = (cell) => cell.element.locator("[role=group][aria-label]").first();
