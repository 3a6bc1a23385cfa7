// Write ../static/codemirror.js: the library in one file, with its licence at the top.
// `npm install --no-package-lock && npm run build` here; only those who change it need Node.
import { build } from "esbuild";
import { readFileSync, writeFileSync } from "node:fs";

const target = "../static/codemirror.js";
const made = await build({
  entryPoints: ["library.js"],
  bundle: true,
  format: "esm",
  legalComments: "none",
  metafile: true,
  minify: true,
  target: "es2020",
  write: false,
});

const packages = new Map();
for (const input of Object.keys(made.metafile.inputs)) {
  const found = input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (!found) continue;
  const folder = `node_modules/${found[1]}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  if (license !== "MIT") throw new Error(`${found[1]}: its licence is ${license}, not MIT; look`);
  packages.set(`${found[1]} ${version}`, readFileSync(`${folder}/LICENSE`, "utf8").trim());
}
const names = [...packages.keys()].sort();
const licences = [...new Set(packages.values())].sort();
const head = [
  "CodeMirror in one file, made by ../editor/build.js; do not change it by hand.",
  ...names.map((name) => `  ${name}`),
  "",
  ...licences,
];

writeFileSync(target, `/*!\n${head.join("\n")}\n*/\n${made.outputFiles[0].text}`);
console.log(`${target}: ${names.length} packages`);
