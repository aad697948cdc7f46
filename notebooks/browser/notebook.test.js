// What a user sees: the kernel in the classic notebook, in Chromium.
import assert from "node:assert/strict";
import { test } from "node:test";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { desk, minutes } from "./desk.js";
import { pictures, root, within } from "./harness.js";
import { Notebook } from "./notebook.js";
import { faults } from "./faults.js";

const tutorial = "10-learning-on-the-hot-gym.ipynb";

// check runs a test on a new notebook and leaves a picture of it.
function check(name, body) {
  test(name, { timeout: 3 * minutes }, async () => {
    const notebook = await Notebook.create(desk);
    try {
      await body(notebook);
    } finally {
      await notebook.picture(join(pictures, `${name.replace(/\W+/g, "-")}.png`)).catch(() => {});
      await notebook.close();
    }
  });
}

check("a new notebook computes and prints", async (notebook) => {
  assert.match(await notebook.page.innerText("#kernel_indicator"), /Go \(HTM\)/);
  const sum = await notebook.run("1 + 1");
  assert.deepEqual(await sum.texts("result"), ["2"]);
  assert.equal(await sum.outputs(), 1);

  const print = await notebook.run('import "fmt"\nfmt.Println("hello, notebook")');
  assert.deepEqual(await print.texts("stdout"), ["hello, notebook"]);
  assert.equal(await print.outputs(), 1, "the text and nothing else");
});

// A second from the click on an idle machine; this one may be busy with other tests.
const promptly = 3000; // ms

async function interrupt(notebook, cell) {
  const ms = await notebook.interrupt(cell);
  console.log(`interrupted after ${Math.round(ms)} ms`);
  assert.ok(ms < promptly, `stopped ${ms} ms after the click, want less than ${promptly}`);
  const errors = await cell.texts("error");
  assert.equal(errors.length, 1, "the cell shows one error");
  assert.match(errors[0], /interrupt/i);
}

check("the interrupt button stops an endless loop and keeps the variables", async (notebook) => {
  await notebook.run("kept, rounds := 42, 0");
  const loop = await notebook.begin('import "fmt"\nfmt.Println("on my way")\nfor {\n    rounds++\n}');
  await loop.running();
  await loop.says("on my way");
  await interrupt(notebook, loop);
  assert.deepEqual(await (await notebook.run("kept")).texts("result"), ["42"]);
  const rounds = Number((await (await notebook.run("rounds")).texts("result"))[0]);
  assert.ok(rounds > 1000, `rounds = ${rounds}, want what the loop had counted`);
  assert.deepEqual(await (await notebook.run("rounds = 7; rounds")).texts("result"), ["7"]);
});

check("the interrupt button stops a long run of a model, which keeps what it learned", async (notebook) => {
  await notebook.run(`import (
    "fmt"
    "time"

    "gohtm/htm/model"
    "gohtm/nb"
)
m, err := model.New(model.Plain())
rows := []model.Input{}
for i := 0; i < 500000; i++ {
    rows = append(rows, model.Input{Time: time.Date(2010, 7, 2, i, 0, 0, 0, time.UTC), Value: float64(20 + i%24)})
}`);
  const run = await notebook.begin('fmt.Println("learning")\nrecords, err := m.Run(nb.Context(), rows, nb.NewProgress("rows", len(rows)).Func())');
  await run.running();
  await run.says("learning");
  await notebook.page.waitForTimeout(1000); // learns meanwhile
  await interrupt(notebook, run);
  await run.says(", stopped");
  assert.match(await run.element.locator(".output_html").innerText(), /^rows: [\d,]+ of 500,000, stopped$/);
  assert.equal(await run.element.locator("progress").count(), 0, "no bar that seems to go on");
  const kept = await notebook.run("fmt.Println(len(rows), len(records) > 0, err)");
  assert.match((await kept.texts("stdout"))[0], /^500000 true model: stopped after \d+ of 500000 rows: context canceled$/);
  // It goes on where it was: a row of the past is refused, one that comes next is not.
  const past = await notebook.run("_, err = m.Step(rows[0], true)\nfmt.Println(err)");
  assert.match((await past.texts("stdout"))[0], /Time/, "the model still knows how far it was");
  const next = await notebook.run("_, err = m.Step(rows[len(rows)-1], true)\nfmt.Println(err)");
  assert.deepEqual(await next.texts("stdout"), ["<nil>"]);
});

check("a panic is the cell's error and the kernel lives on", async (notebook) => {
  await notebook.run("kept := 42");
  const own = await notebook.run('panic("what a day")');
  assert.match((await own.texts("error")).join(), /what a day/);
  const slip = await notebook.run("[]int{1, 2}[kept]");
  assert.match((await slip.texts("error")).join(), /out of range/);

  await notebook.run(`import (
    "gohtm/htm/sdr"
    "gohtm/htm/spatial"
)
pooler, err := spatial.New(spatial.DefaultParams(100, 64))
wrong, err := sdr.New(99, 1, 2, 3)`);
  const ours = await notebook.run("pooler.Step(wrong, true)");
  const message = (await ours.texts("error")).join();
  assert.match(message, /spatial: .*99.*100/, "the package's own message");
  assert.doesNotMatch(message, /goroutine \d+ \[/, "no dump of goroutines");

  const goroutine = await notebook.run('import "time"\ngo func() { panic("elsewhere") }()\ntime.Sleep(time.Second)');
  assert.match((await goroutine.texts("stderr")).join(), /elsewhere/, "a goroutine has no cell: it is told, and ends");
  assert.deepEqual(await (await notebook.run("kept")).texts("result"), ["42"]);
});

check("Tab completes, Shift-Tab explains", async (notebook) => {
  await notebook.run('import ("fmt"; "gohtm/htm/sdr")\n// Twice doubles.\nfunc Twice(x int) int { return 2 * x }');
  const { page } = notebook;
  const last = page.locator(".code_cell").last();
  await last.locator(".CodeMirror").click();
  await page.keyboard.insertText("fmt.Sprintl");
  await page.keyboard.press("Tab");
  const code = () => last.evaluate((cell) => cell.querySelector(".CodeMirror").CodeMirror.getValue());
  await within(30_000, "the only completion", async () => (await code()) === "fmt.Sprintln");
  for (const [text, said] of [["(", "func Sprintln(a ...any) string"], ["Twice(", "Twice doubles."], [")\nsdr.SDR.Overlap", "returns how many bits are on in both"]]) {
    await page.keyboard.insertText(text);
    await page.keyboard.press("Shift+Tab");
    await within(30_000, `the tooltip says ${said}`, async () => (await page.locator("#tooltip").innerText()).includes(said));
    await page.keyboard.press("Escape");
  }
});

check("a cell asks for input", async (notebook) => {
  const cell = await notebook.begin('import "fmt"\nvar name string\nfmt.Print("Who are you? ")\nfmt.Scanln(&name)\nfmt.Println("Hello,", name)');
  const field = cell.element.locator("input.raw_input");
  await field.waitFor();
  await field.fill("Ada");
  await field.press("Enter");
  await cell.finish();
  assert.match((await cell.texts("stdout")).join("\n"), /Hello, Ada/);
});

check("restart and run all stops at the error", async (notebook) => {
  const { page } = notebook;
  await notebook.run("before := 1\nbefore");
  await notebook.run('var zero int\n1 / zero');
  await notebook.run("after := 3\nafter");
  await page.evaluate(() => Jupyter.notebook.restart_run_all({ confirm: false }));
  await within(60_000, "the error, and nothing behind it", async () => page.evaluate(() => {
    const [first, second, third] = Jupyter.notebook.get_cells().map((cell) => cell.element[0]);
    const prompt = (cell) => cell.querySelector(".input_prompt").textContent;
    return /\[1\]/.test(prompt(first)) && /\[2\]/.test(prompt(second)) && second.querySelector(".output_error") &&
      !/\[\d+\]/.test(prompt(third)) && !prompt(third).includes("*") && !third.querySelector(".output_result");
  }));
  const shown = await page.locator(".output_error").innerText();
  assert.match(shown, /integer divide by zero/);
  assert.match(shown, /at cell\[2\]:2: 1 \/ zero/);
  assert.ok(await page.locator(".output_error .ansi-red-intense-fg, .output_error .ansi-red-fg").count(), "the name of the error is red");
});

check("figures, tables and progress bars show themselves", async (notebook) => {
  const figure = await notebook.run(`import (
    "time"

    "gohtm/nb"
)
nb.Lines{Title: "A figure", XLabel: "day", YLabel: "rain (mm)", Series: []nb.Line{{Name: "this year", Y: []float64{1, 3, 2}},
    {Name: "last year", Y: []float64{2, 1, 4}}}}.Figure()`);
  assert.equal(await figure.element.locator(".output_result svg").count(), 1, "inline SVG");
  assert.equal(await figure.outputs(), 1);
  const words = await figure.element.locator("svg").evaluate((svg) => [...svg.querySelectorAll("text")].map((t) => t.textContent));
  for (const word of ["A figure", "day", "rain (mm)", "this year", "last year"]) assert.ok(words.includes(word), `${word} in ${words}`);
  assert.deepEqual(await notebook.page.evaluate(faults, ".output_subarea"), []);

  const table = await notebook.run('nb.Table{Title: "A table", Header: []string{"model", "error"}, Rows: [][]interface{}{{"HTM", 3.65}, {"week", 4.3}}}');
  const cells = await table.element.locator(".output_result table").evaluate((t) => [...t.rows].map((r) => [...r.cells].map((c) => c.innerText)));
  assert.deepEqual(cells, [["model", "error"], ["HTM", "3.65"], ["week", "4.30"]]);
  assert.equal(await table.element.locator("caption").innerText(), "A table");

  const counting = await notebook.begin('bar := nb.NewProgress("counting", 20)\nfor i := 0; i < 20; i++ {\n    time.Sleep(100 * time.Millisecond)\n    bar.Add(1)\n}');
  const seen = await counting.element.evaluate((cell) => new Promise((done) => {
    const seen = { areas: 0, values: [] };
    const look = () => {
      seen.areas = Math.max(seen.areas, cell.querySelectorAll(".output_area").length);
      const value = cell.querySelector("progress")?.value;
      if (value !== undefined && value !== seen.values.at(-1)) seen.values.push(value);
      cell.dataset.finished ? done(seen) : requestAnimationFrame(look);
    };
    look();
  }));
  assert.equal(seen.areas, 1, "one output, replaced in place");
  assert.ok(seen.values.length >= 3, `the bar was seen at ${seen.values}, want it to move`);
  assert.deepEqual(seen.values, [...seen.values].sort((a, b) => a - b));
  assert.equal((await counting.element.locator(".output").innerText()).trim(), "counting: 20 of 20");
});

test("the tutorial as committed shows its figures in the notebook", { timeout: 3 * minutes }, async () => {
  const copy = join(desk.jupyter.folder, tutorial);
  copyFileSync(join(root, "notebooks", tutorial), copy);
  desk.jupyter.trust(copy);
  const notebook = await Notebook.open(desk, tutorial);
  try {
    assert.equal(await notebook.page.innerText("#notification_trusted"), "Trusted");
    await showsEverything(notebook.page);
    await notebook.picture(join(pictures, "tutorial.png"));
  } finally {
    await notebook.close();
  }
});

test("the page of the tutorial shows its figures, wide and narrow", { timeout: 3 * minutes }, async () => {
  const html = join(desk.jupyter.folder, "tutorial.html");
  desk.jupyter.run("-c", "import sys; sys.path.insert(0, sys.argv[1]); import execute, nbformat\n" +
    "execute.to_html(nbformat.read(sys.argv[2], 4), sys.argv[3])", join(root, "notebooks"), join(root, "notebooks", tutorial), html);
  const page = await desk.browser.newPage();
  try {
    await page.goto(`file://${html}`);
    for (const width of [1000, 700]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(pictures, `tutorial-page-${width}.png`), fullPage: true });
      await showsEverything(page);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(over <= 0, `at ${width} px the page is ${over} px too wide`);
    }
  } finally {
    await page.close();
  }
});

// showsEverything compares the page with the outputs in the committed tutorial.
async function showsEverything(page) {
  const saved = { "image/svg+xml": 0, "text/html": 0 };
  for (const cell of JSON.parse(readFileSync(join(root, "notebooks", tutorial))).cells) {
    for (const { data } of cell.outputs ?? []) {
      const type = Object.keys(saved).find((type) => data?.[type]);
      if (type) saved[type]++;
    }
  }
  assert.ok(saved["image/svg+xml"] >= 5, "the tutorial has figures");
  const shown = await page.evaluate(() => ({
    svg: [...document.querySelectorAll("svg[role=img]")].filter((svg) => svg.getBoundingClientRect().height > 50).length,
    html: document.querySelectorAll(".output_html, .jp-RenderedHTMLCommon[data-mime-type='text/html']").length,
  }));
  assert.equal(shown.svg, saved["image/svg+xml"], "figures");
  assert.equal(shown.html, saved["text/html"], "tables and bars");
  assert.deepEqual(await page.evaluate(faults, ".output_subarea, .jp-OutputArea-output"), []);
}
