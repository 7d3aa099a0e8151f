-- The first query of README.md, for wrk.
wrk.method="POST"; wrk.headers["Content-Type"]="application/json"
wrk.body='{"query":"{ findings(filter: {severityAtLeast: CRITICAL, accountIds: [\\"111111111111\\"]}, first: 3) { totalCount nodes { severity region resourceId message } } }"}'
