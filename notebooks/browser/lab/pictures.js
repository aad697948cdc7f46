// Leaves pictures of every output of the gallery in build/pictures, in JupyterLab's
// output area, at two widths and in both themes, for people to look at:
//
//	node notebooks/browser/lab/pictures.js
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { open, root } from "../harness.js";
import { gallery, Lab } from "./lab.js";

const folder = join(root, "build", "pictures");
mkdirSync(folder, { recursive: true });
const desk = await open();
try {
  for (const theme of ["light", "dark"]) {
    for (const width of [700, 1100]) {
      const lab = await Lab.open(desk, { theme, width });
      for (const [number, { outputs }] of gallery.entries()) {
        if (!outputs.some((output) => output.data)) continue;
        const { element } = await lab.show(outputs);
        await element.screenshot({ path: join(folder, `${String(number + 1).padStart(2, "0")}-${theme}-${width}.png`) });
      }
      await lab.page.screenshot({ path: join(folder, `all-${theme}-${width}.png`), fullPage: true });
      console.log(`${theme}, ${width} px: ${lab.faults.join("; ") || "no error in the console"}`);
      await lab.close();
    }
  }
} finally {
  await desk.close();
}
