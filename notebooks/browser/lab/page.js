// Bundled for a page that shows outputs as JupyterLab does: its output area, its
// renderers and its sanitizer, without the rest of it. lab.show takes the outputs of
// a saved cell, lab.run has a kernel of the notebook server execute code.
import { OutputArea, OutputAreaModel } from "@jupyterlab/outputarea";
import { RenderMimeRegistry, standardRendererFactories } from "@jupyterlab/rendermime";
import { KernelManager, ServerConnection } from "@jupyterlab/services";
import { Widget } from "@lumino/widgets";
import "@jupyterlab/outputarea/style/index.js";

const rendermime = new RenderMimeRegistry({ initialFactories: standardRendererFactories });
let kernel;

// Plain asks for no protocol: the server of the classic notebook knows none.
class Plain extends WebSocket {
  constructor(url) {
    super(url);
  }
}

// area adds a cell with an output area to the page.
function area(trusted) {
  const model = new OutputAreaModel({ trusted });
  const outputs = new OutputArea({ model, rendermime, contentFactory: OutputArea.defaultContentFactory });
  const cell = document.createElement("div");
  cell.className = "cell";
  document.body.append(cell);
  Widget.attach(outputs, cell);
  return { model, outputs, cell };
}

// drawn waits for the cell's pictures: the last that comes of a figure or a viewer.
function drawn(cell) {
  return Promise.all([...cell.querySelectorAll("img")].map((image) =>
    image.complete || new Promise((done) => ["load", "error"].forEach((end) => image.addEventListener(end, done, { once: true })))));
}

window.lab = {
  // show shows outputs as trusted or not, and returns the number of the cell.
  async show(outputs, trusted) {
    const { model, cell } = area(trusted);
    model.fromJSON(outputs);
    await new Promise(requestAnimationFrame); // renderers begin
    await drawn(cell);
    return [...document.querySelectorAll(".cell")].indexOf(cell);
  },

  // run executes code, always in the same kernel, and returns the outputs that it
  // leaves behind.
  async run(code, token) {
    const serverSettings = ServerConnection.makeSettings({ baseUrl: location.origin, wsUrl: location.origin.replace("http", "ws"), token, WebSocket: Plain });
    kernel ??= await new KernelManager({ serverSettings }).startNew({ name: "gohtm" });
    const { model, outputs } = area(true);
    outputs.future = kernel.requestExecute({ code });
    await outputs.future.done;
    return model.toJSON();
  },

  close: () => kernel?.shutdown(),
};
