// Every test of this folder, with one server and one browser.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { desk } from "./desk.js";

for (const file of readdirSync(dirname(fileURLToPath(import.meta.url))).sort()) {
  if (file.endsWith(".test.js")) await import(`./${file}`);
}

test("nothing was fetched from elsewhere", () => assert.deepEqual([...new Set(desk.foreign)], []));
