// A notebook server in a temporary folder, a browser to look at it, and a
// notebook page to type into. Everything has a time-out, and close() leaves
// nothing behind.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, "../..");
export const pictures = join(root, "build", "browser"); // screenshots, for people
const kernel = join(root, "build", "gohtm-kernel");
const chromium = process.env.CHROMIUM || "/usr/bin/chromium";

const patience = 60_000; // ms; for what takes a second or two on an idle machine

// requirements throws, naming what to install, if something is missing.
async function requirements() {
  if (!existsSync(kernel)) throw new Error(`no ${kernel}: make kernel-build`);
  if (!existsSync(chromium)) throw new Error(`no ${chromium}: apt-get install chromium, or set CHROMIUM to a Chromium or Chrome`);
  let playwright, python;
  try {
    playwright = await import("playwright-core");
  } catch {
    throw new Error(`no playwright-core: npm ci, in ${here}`);
  }
  try {
    python = execFileSync(join(root, "tools", "jupyter-python"), { encoding: "utf8", timeout: patience }).trim();
  } catch {
    throw new Error("no Jupyter: apt-get install jupyter-notebook jupyter-nbconvert python3-nbclient");
  }
  const version = execFileSync(python, ["-m", "notebook", "--version"], { encoding: "utf8", timeout: patience }).trim();
  if (!version.startsWith("6.")) throw new Error(`notebook ${version}, want the classic one, 6.x: apt-get install jupyter-notebook`);
  return { playwright, python };
}

// freePort is a port of the loopback interface that nobody listens on.
function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().on("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// within waits until ready() is true.
export async function within(ms, what, ready) {
  for (const end = Date.now() + ms; ; await sleep(50)) {
    if (await ready()) return;
    if (Date.now() > end) throw new Error(`${what}: not within ${ms / 1000} s`);
  }
}

// startJupyter starts a server with the kernel of build/, and nothing of the
// user's, in a temporary folder.
async function startJupyter(python, home) {
  const environment = { ...process.env };
  for (const [name, folder] of [["DATA", "data"], ["CONFIG", "config"], ["RUNTIME", "runtime"]]) {
    environment[`JUPYTER_${name}_DIR`] = join(home, folder);
  }
  const folder = join(home, "notebooks");
  mkdirSync(folder);
  const run = (command, ...words) => execFileSync(command, words, { env: environment, encoding: "utf8", timeout: patience });
  run(kernel, "install");

  const port = await freePort();
  const token = randomBytes(16).toString("hex");
  const log = join(home, "server.log");
  const output = openSync(log, "w");
  const server = spawn(python, ["-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", `--port=${port}`, "--port-retries=0",
    `--NotebookApp.token=${token}`, `--notebook-dir=${folder}`], { env: environment, stdio: ["ignore", output, output] });
  let ended = false;
  server.on("exit", () => (ended = true)).on("error", () => (ended = true));
  const ask = async (path) => {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}?token=${token}`, { signal: AbortSignal.timeout(patience) });
    return answer.json();
  };
  try {
    await within(patience, "start of the notebook server", async () => {
      if (ended) throw new Error(`the notebook server ended:\n${readFileSync(log, "utf8")}`);
      return ask("api/status").then(() => true, () => false);
    });
  } catch (error) {
    server.kill("SIGKILL");
    throw error;
  }
  return {
    address: (path) => `http://127.0.0.1:${port}/${path}?token=${token}`,
    origin: `http://127.0.0.1:${port}`,
    folder,
    token,
    trust: (notebook) => run(python, "-m", "nbformat.sign", notebook),
    run: (...words) => run(python, ...words),
    kill: () => server.kill("SIGKILL"),
    async close() {
      server.kill("SIGTERM"); // stops its kernels too
      await within(15_000, "end of the notebook server", () => ended).catch(() => server.kill("SIGKILL"));
    },
  };
}

// open starts server and browser.
export async function open() {
  const { playwright, python } = await requirements();
  const home = mkdtempSync(join(tmpdir(), "gohtm-browser-"));
  mkdirSync(pictures, { recursive: true });
  let jupyter, chrome;
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const close = async () => {
    await chrome?.close().catch(() => {});
    await jupyter?.close();
    remove();
  };
  // Ended from outside: the kernels see that their server is gone, and end too.
  process.on("exit", () => {
    jupyter?.kill();
    remove();
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
  try {
    jupyter = await startJupyter(python, home);
    chrome = await playwright.chromium.launch({ // with a new profile, which goes when it goes
      executablePath: chromium,
      timeout: patience,
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
        "--disable-quic", "--disable-dev-shm-usage"],
    });
  } catch (error) {
    await close();
    throw error;
  }
  const browser = await chrome.newContext({ viewport: { width: 1200, height: 900 } });
  browser.setDefaultTimeout(patience);
  // Nothing is fetched from elsewhere, and what would be is noted.
  const foreign = [];
  await browser.route((url) => url.protocol.startsWith("http") && url.origin !== jupyter.origin, (route) => {
    foreign.push(route.request().url());
    return route.abort();
  });
  return { jupyter, browser, foreign, close };
}
