// The Dockerfile, as editors check it: unknown or deprecated instructions, wrong
// options, stages that nobody made. tools/try-dockerfile carries it out.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { validate } from "dockerfile-utils";

const complaints = (text) => validate(text).map((found) => found.message);

test("the Dockerfile has no faults", () => {
  assert.deepEqual(complaints(readFileSync(new URL("../../binder/Dockerfile", import.meta.url), "utf8")), []);
  assert.deepEqual(complaints("FROM debian:13 AS a\nRUNN true"), ["Unknown instruction: RUNN"]);
});
