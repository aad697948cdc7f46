// The server and the browser that all tests of a process share: starting them takes
// longer than most tests.
import { after } from "node:test";
import { open } from "./harness.js";

export const minutes = 60_000;
export const desk = await open();
after(() => desk.close(), { timeout: minutes });
