// Asks an endpoint as the clients do with their default settings; prints a row for each as JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [endpoint, packages] = process.argv.slice(2);
const found = createRequire(`${packages}/package.json`);
const load = (name) => import(pathToFileURL(found.resolve(name)));

const { SparqlEndpointFetcher } = await load("fetch-sparql-endpoint");
const { default: ParsingClient } = await load("sparql-http-client/ParsingClient.js");

const SELECT = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o LIMIT 3";
const ASK = "ASK { ?s a ?o }";
const CONSTRUCT = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3";

async function number(stream) {
  let count = 0;
  for await (const _ of stream) count += 1;
  return count;
}

function print(...row) {
  console.log(JSON.stringify(row));
}

for (const method of ["POST", "GET"]) {
  const client = new SparqlEndpointFetcher({ method });
  print(
    `fetch-sparql-endpoint ${method}`,
    await number(await client.fetchBindings(endpoint, SELECT)),
    await client.fetchAsk(endpoint, ASK),
    await number(await client.fetchTriples(endpoint, CONSTRUCT)),
  );
}
for (const operation of ["get", "postUrlencoded", "postDirect"]) {
  const { query } = new ParsingClient({ endpointUrl: endpoint });
  print(
    `sparql-http-client ${operation}`,
    (await query.select(SELECT, { operation })).length,
    await query.ask(ASK, { operation }),
    (await query.construct(CONSTRUCT, { operation })).size,
  );
}
