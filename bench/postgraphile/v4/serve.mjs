// PostGraphile 4 in one process: node serve.mjs <database> <port>
import { createServer } from "node:http";
import pg from "pg";
import { postgraphile } from "postgraphile";

const [database, port] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: database, max: 16 });
createServer(postgraphile(pool, "bench", { graphiql: false, disableQueryLog: true, enableQueryBatching: false })).listen(Number(port), "127.0.0.1");
