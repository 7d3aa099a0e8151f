// Calls an MCP endpoint by the official TypeScript clients and prints what they understood, as JSON.
// node client.mjs <folder with node_modules> <url> <token> <calls: JSON list of {name, arguments}>
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const [folder, url, token, calls] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), 'package.json'));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const requestInit = { headers: { Authorization: `Bearer ${token}` } };

async function talk(client, transport) {
  await client.connect(transport);
  const { tools } = await client.listTools();
  const results = [];
  for (const call of JSON.parse(calls)) {
    results.push(await client.callTool(call));
  }
  const said = {
    server: client.getServerVersion(),
    instructions: client.getInstructions(),
    tools,
    results,
  };
  await client.close();
  return said;
}

const modern = await load('@modelcontextprotocol/client');
const legacy = await load('@modelcontextprotocol/sdk/client/index.js');
const legacyHttp = await load('@modelcontextprotocol/sdk/client/streamableHttp.js');
const me = { name: 'muster-test', version: '1' };
const pinned = { versionNegotiation: { mode: { pin: '2026-07-28' } } };

process.stdout.write(
  JSON.stringify({
    withoutHandshake: await talk(
      new modern.Client(me, pinned),
      new modern.StreamableHTTPClientTransport(new URL(url), { requestInit }),
    ),
    negotiated: await talk(
      new modern.Client(me, { versionNegotiation: { mode: 'auto' } }),
      new modern.StreamableHTTPClientTransport(new URL(url), { requestInit }),
    ),
    withHandshake: await talk(
      new legacy.Client(me),
      new legacyHttp.StreamableHTTPClientTransport(new URL(url), { requestInit }),
    ),
  }),
  () => process.exit(0),
);
