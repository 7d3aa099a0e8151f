# What bench/run and bench/scale ask alike, and how wrk asks it. $folder is where the scripts go.
flat='{ instances(first: 100) { nodes { id resourceId name region state instanceType imageId privateIp } } }'
nested='{ instances(first: 100) { nodes { resourceId state findings { ruleId severity message } } } }'

# Each request has a variable of its own that no document uses: neither side knows the question already.
script() { # name, GraphQL
    jq -cn --arg query "$2" '{query: $query}' > "$folder/$1.json"
    cat > "$folder/$1.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local asked = 0
function request()
    asked = asked + 1
    return wrk.format(nil, nil, nil, [[{"query":$(jq -c .query "$folder/$1.json"),"variables":{"asked":]] .. asked .. "}}")
end
LUA
}
