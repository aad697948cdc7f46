// A notebook in the browser: typing, running and reading cells.
import { within } from "./harness.js";

const start = 60_000; // ms; until a page is there and its kernel is ready
const long = 30_000; // ms; for a cell

export class Notebook {
  constructor(page) {
    this.page = page;
  }

  // create makes a notebook as a user does: the list of files, New, Go (HTM).
  static async create({ jupyter, browser }) {
    const tree = await browser.newPage();
    await tree.goto(jupyter.address("tree"));
    await tree.click("#new-dropdown-button, #new-buttons button");
    const [page] = await Promise.all([
      browser.waitForEvent("page", { timeout: start }),
      tree.click("#new-menu >> text=Go (HTM)"),
    ]);
    await page.waitForURL("**/notebooks/**", { waitUntil: "commit" }); // the list of files sends it there
    await tree.close();
    return new Notebook(page).ready();
  }

  static async open({ jupyter, browser }, name) {
    const page = await browser.newPage();
    await page.goto(jupyter.address(`notebooks/${name}`));
    return new Notebook(page).ready();
  }

  async ready() {
    await this.page.waitForFunction(
      () => window.Jupyter?.notebook?._fully_loaded && Jupyter.notebook.kernel?.info_reply?.status === "ok" &&
        document.querySelector("#kernel_indicator_icon.kernel_idle_icon"),
      null, { timeout: start });
    // The page marks a cell when all that it sends has come.
    await this.page.evaluate(() => Jupyter.notebook.events.on("finished_execute.CodeCell", (_, { cell }) => {
      cell.element[0].dataset.finished = cell.last_msg_id;
    }));
    return this;
  }

  // begin types code into the last cell and presses Shift-Enter.
  async begin(code) {
    const index = (await this.page.locator(".code_cell").count()) - 1;
    const element = this.page.locator(".code_cell").nth(index);
    await element.locator(".CodeMirror").click();
    await this.page.keyboard.insertText(code);
    await this.page.keyboard.press("Shift+Enter");
    return new Cell(this, element);
  }

  // run does that and waits until the cell is done.
  async run(code) {
    return (await this.begin(code)).finish();
  }

  // interrupt clicks the toolbar's button and returns the milliseconds until the
  // cell is done and the kernel shows as idle.
  async interrupt(cell) {
    const clicked = performance.now();
    await this.page.click('button[data-jupyter-action="jupyter-notebook:interrupt-kernel"]');
    await cell.finish(20);
    return performance.now() - clicked;
  }

  // picture leaves a screenshot of the whole notebook.
  async picture(path) {
    await this.page.addStyleTag({ content: "body, #site { height: auto !important; overflow: visible !important }" });
    await this.page.screenshot({ path, fullPage: true });
  }

  // close shuts the kernel down, as File, Close and Halt does, and the page.
  async close() {
    await this.page.evaluate(() => new Promise((done) => Jupyter.notebook.session.delete(done, done)));
    await this.page.close({ runBeforeUnload: false });
  }
}

class Cell {
  constructor(notebook, element) {
    this.notebook = notebook;
    this.element = element;
  }

  // running waits until the kernel is at work on the cell.
  async running() {
    await this.notebook.page.waitForSelector("#kernel_indicator_icon.kernel_busy_icon", { timeout: long });
    return this;
  }

  // finish waits for the prompt's number, the last output and the idle sign.
  async finish(poll = 50) {
    const handle = await this.element.elementHandle();
    await this.notebook.page.waitForFunction(
      (cell) => cell.dataset.finished && /\[\d+\]/.test(cell.querySelector(".input_prompt").textContent) &&
        document.querySelector("#kernel_indicator_icon.kernel_idle_icon"),
      handle, { timeout: long, polling: poll });
    return this;
  }

  // texts of the outputs of a kind: stdout, stderr, error, result.
  texts(kind) {
    const class_ = { stdout: ".output_stdout", stderr: ".output_stderr", error: ".output_error", result: ".output_result" }[kind];
    return this.element.locator(class_).allInnerTexts().then((all) => all.map((text) => text.trim()));
  }

  outputs() {
    return this.element.locator(".output_area").count();
  }

  async says(text) {
    await within(long, `output ${JSON.stringify(text)}`, async () => (await this.element.locator(".output").innerText()).includes(text));
  }
}
