// Bundles src into the one module that anywidget loads, and its style sheet beside it. Never minified: people read it.
// `node build.mjs [FOLDER]` writes there instead of src/collabstudy/widget/static.
import { build } from "esbuild";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const outdir = process.argv[2] ?? join(here, "..", "src", "collabstudy", "widget", "static");
const banner = "/* Made from the folder js by `npm run build`; change it there. */";

const common = { absWorkingDir: here, outdir, bundle: true, target: "es2022", charset: "utf8", legalComments: "none" };
await build({ ...common, entryPoints: { coder: "src/main.js" }, format: "esm", banner: { js: banner } });
await build({ ...common, entryPoints: { coder: "src/coder.css" }, banner: { css: banner } });
