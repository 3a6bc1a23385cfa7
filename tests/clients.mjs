// Asks an endpoint as the clients do with their default settings; prints for each client, way and
// form of query how many rows or triples came, as JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [endpoint, packages, asked] = process.argv.slice(2);
const queries = JSON.parse(asked);
const found = createRequire(`${packages}/package.json`);
const load = (name) => import(pathToFileURL(found.resolve(name)));

const { QueryEngine } = await load("@comunica/query-sparql");
const { SparqlEndpointFetcher } = await load("fetch-sparql-endpoint");
const { default: ParsingClient } = await load("sparql-http-client/ParsingClient.js");

async function number(stream) {
  let count = 0;
  for await (const _ of stream) count += 1;
  return count;
}

async function print(name, way, ask) {
  for (const [form, query] of Object.entries(queries))
    console.log(JSON.stringify([name, way, form, Number(await ask[form](query))]));
}

for (const method of ["POST", "GET"]) {
  const client = new SparqlEndpointFetcher({ method });
  const triples = async (query) => number(await client.fetchTriples(endpoint, query));
  await print("fetch-sparql-endpoint", method, {
    SELECT: async (query) => number(await client.fetchBindings(endpoint, query)),
    ASK: (query) => client.fetchAsk(endpoint, query),
    CONSTRUCT: triples,
    DESCRIBE: triples,
  });
}
for (const operation of ["get", "postUrlencoded", "postDirect"]) {
  const { query: client } = new ParsingClient({ endpointUrl: endpoint });
  const triples = async (query) => (await client.construct(query, { operation })).size;
  await print("sparql-http-client", operation, {
    SELECT: async (query) => (await client.select(query, { operation })).length,
    ASK: (query) => client.ask(query, { operation }),
    CONSTRUCT: triples,
    DESCRIBE: triples,
  });
}
const engine = new QueryEngine();
const typed = { type: "sparql", value: endpoint };
for (const [way, source] of [["address alone", endpoint], ["type sparql", typed]]) {
  const context = { sources: [source] };
  const triples = async (query) => number(await engine.queryQuads(query, context));
  await print("@comunica/query-sparql", way, {
    SELECT: async (query) => number(await engine.queryBindings(query, context)),
    ASK: (query) => engine.queryBoolean(query, context),
    CONSTRUCT: triples,
    DESCRIBE: triples,
  });
}
