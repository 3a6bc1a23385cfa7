// Asks the service description of an endpoint as the editor does where the endpoint itself tells
// nothing: by comunica. Prints the rows of each query as JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [endpoint, packages, ...queries] = process.argv.slice(2);
const found = createRequire(`${packages}/package.json`);
const { QueryEngine } = await import(pathToFileURL(found.resolve("@comunica/query-sparql")));

const engine = new QueryEngine();
for (const query of queries) {
  const sources = [{ type: "file", value: endpoint }];
  const rows = await (await engine.queryBindings(query, { sources })).toArray();
  console.log(JSON.stringify(rows.map((row) =>
    Object.fromEntries([...row].map(([name, term]) => [name.value, { value: term.value }])))));
}
