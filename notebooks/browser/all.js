// Every test of this folder, with one server and one browser.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { validate } from "dockerfile-utils";
import { desk } from "./desk.js";

for (const file of readdirSync(dirname(fileURLToPath(import.meta.url))).sort()) {
  if (file.endsWith(".test.js")) await import(`./${file}`);
}

test("nothing was fetched from elsewhere", () => assert.deepEqual([...new Set(desk.foreign)], []));

test("the Dockerfile has no faults that an editor would mark", () => { // tools/try-dockerfile carries it out
  const complaints = (text) => validate(text).map((found) => found.message);
  assert.deepEqual(complaints(readFileSync(new URL("../../binder/Dockerfile", import.meta.url), "utf8")), []);
  assert.deepEqual(complaints("FROM debian:13 AS a\nRUNN true"), ["Unknown instruction: RUNN"]);
});
