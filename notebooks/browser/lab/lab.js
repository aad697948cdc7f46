// JupyterLab's output area in a page of its own: JupyterLab is not in Debian, but what
// shows outputs in it is on npm.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { root } from "../harness.js";

const here = dirname(fileURLToPath(import.meta.url));
let bundled;

// bundle is the page's script, its style, and the two themes.
async function bundle() {
  const theme = (name) => `@jupyterlab/theme-${name}-extension/style/theme.css`;
  const { outputFiles } = await build({
    entryPoints: { page: join(here, "page.js"), light: theme("light"), dark: theme("dark") },
    absWorkingDir: here, bundle: true, minify: true, write: false, outdir: "/lab", logLevel: "error",
    loader: { ".svg": "text", ".png": "empty", ".gif": "empty", ".woff": "empty", ".woff2": "empty", ".ttf": "empty", ".eot": "empty" },
  });
  return Object.fromEntries(outputFiles.map((file) => [file.path, file.text]));
}

const html = (theme) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Lab</title>
<link rel="stylesheet" href="/lab/page.css"><link rel="stylesheet" href="/lab/${theme}.css">
<style>body { margin: 8px; background: var(--jp-layout-color0); color: var(--jp-content-font-color1); font-family: var(--jp-content-font-family) }
.cell { margin-bottom: 16px }</style></head>
<body class="jp-ThemedContainer" data-jp-theme-light="${theme === "light"}" data-jp-theme-name="${theme}"><script src="/lab/page.js"></script></body></html>`;

// joined puts the lines of a file's texts together, as a notebook server does.
const joined = (value) => Array.isArray(value) && value.length && value.every((line) => typeof line === "string") ? value.join("")
  : Array.isArray(value) ? value.map(joined)
  : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, joined(part)])) : value;

// gallery is the committed gallery: its code cells, with source and outputs.
export const gallery = joined(JSON.parse(readFileSync(join(root, "notebooks", "gallery.ipynb"))).cells.filter((cell) => cell.cell_type === "code"));

// Lab is a page of JupyterLab's cells, in a theme, so many pixels wide.
export class Lab {
  static async open({ browser, jupyter }, { theme = "light", width = 1000 } = {}) {
    bundled ??= bundle();
    const files = await bundled;
    const page = await browser.newPage();
    await page.setViewportSize({ width, height: 900 });
    await page.route(`${jupyter.origin}/lab/*.*`, (route) => {
      const path = new URL(route.request().url()).pathname;
      return route.fulfill({ body: files[path], contentType: `text/${path.endsWith(".css") ? "css" : "javascript"}; charset=utf-8` });
    });
    const lab = new Lab();
    Object.assign(lab, { page, jupyter, faults: [] });
    page.on("pageerror", (error) => lab.faults.push(String(error)));
    page.on("console", (message) => message.type() === "error" && lab.faults.push(message.text()));
    // A page that the server gave: one made up may not open a socket to this machine.
    await page.goto(`${jupyter.origin}/static/style/style.min.css`);
    await page.setContent(html(theme));
    await page.waitForFunction(() => window.lab);
    return lab;
  }

  // show shows outputs, trusted unless told otherwise, and returns the cell.
  async show(outputs, trusted = true) {
    const number = await this.page.evaluate(([outputs, trusted]) => window.lab.show(outputs, trusted), [outputs, trusted]);
    return { element: this.page.locator(".cell").nth(number) };
  }

  // run executes code in a kernel and returns its outputs.
  run(code) {
    return this.page.evaluate(([code, token]) => window.lab.run(code, token), [code, this.jupyter.token]);
  }

  async close() {
    await this.page.evaluate(() => window.lab.close());
    await this.page.close();
  }
}
