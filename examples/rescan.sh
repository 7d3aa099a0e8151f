#!/bin/sh
# Rescans accounts with Muster and waits for the end: a step for a pipeline. It needs a POSIX shell, awk and curl.
#
#   rescan.sh [-a ACCOUNT_ID]... [-r REGION]... [-k KIND]... [-m REASON] [-t SECONDS]
#
# Without -a every enabled account is scanned, without -r every region, without -k every kind.
#
#   MUSTER_URL                        where Muster is (http://localhost:8080)
#   MUSTER_TOKEN                      a bearer token, or
#   MUSTER_USER, MUSTER_PASSWORD      a user's name and password
#   MUSTER_POLL_SECONDS               how long to wait before each further look (2)
#   MUSTER_IDEMPOTENCY_KEY            a pipeline's run id: a step that is run again waits for the same scan (a random one)
#
# A scan that was under way may have read before this call: it is waited for, and then scanned once more.
#
# It ends with 0 if all was read, 2 if gaps are left (it lists them), 3 if nothing was read, 4 if the scan was called off,
# 5 if it did not end in time (-t, 3600 seconds), and 1 if it could not be asked for or watched. Where Muster does not answer, it is asked again.
set -u

url=${MUSTER_URL:-http://localhost:8080}
poll=${MUSTER_POLL_SECONDS:-2}
accounts='' regions='' kinds='' reason='' limit=3600

fail() {
    echo "rescan: $2" >&2
    exit "$1"
}

quoted() {
    printf '"%s"' "$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g' | tr -d '\000-\037')"
}

while getopts a:r:k:m:t: option; do
    case $option in
        a) accounts="${accounts:+$accounts, }$(quoted "$OPTARG")" ;;
        r) regions="${regions:+$regions, }$(quoted "$OPTARG")" ;;
        k) kinds="${kinds:+$kinds, }$(quoted "$OPTARG")" ;;
        m) reason=$OPTARG ;;
        t) limit=$OPTARG ;;
        *) fail 1 'usage: rescan.sh [-a ACCOUNT_ID]... [-r REGION]... [-k KIND]... [-m REASON] [-t SECONDS]' ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 0 ] || fail 1 "no option: $1"

# a whole number of seconds, of at least so many
seconds() {
    case $2 in
        '' | *[!0-9]*) fail 1 "$1 is no number of seconds: $2" ;;
    esac
    [ "$2" -ge "$3" ] || fail 1 "$1 is less than $3: $2"
}
seconds MUSTER_POLL_SECONDS "$poll" 1
seconds -t "$limit" 0
begun=$(date +%s)

# whether so many seconds have passed since then
passed() {
    [ $(($(date +%s) - $2)) -ge "$1" ]
}

# the credentials go to curl by its standard input: arguments can be read by every user of the machine
credentials() {
    if [ -n "${MUSTER_TOKEN:-}" ]; then
        printf 'header = "Authorization: Bearer %s"\n' "$MUSTER_TOKEN"
    elif [ -n "${MUSTER_USER:-}" ]; then
        printf 'user = %s\n' "$(quoted "$MUSTER_USER:${MUSTER_PASSWORD:-}")"
    fi
}

# the answer's body and, on the last line, its status; 000 where there is none
call() {
    credentials | curl --silent --max-time 20 --config - --header 'Accept: application/json' \
        --write-out '\n%{http_code}' "$@"
}

status_of() {
    printf '%s\n' "$1" | sed -n '$p'
}

# the first text of that name in a JSON document
field() {
    printf '%s\n' "$2" | tr ',{}' '\n\n\n' | sed -n 's/^ *"'"$1"'" *: *"\(.*\)"$/\1/p' | sed -n 1p
}

gaps() {
    printf '%s\n' "$1" | awk '{
        if (match($0, /"gaps" *: *\[.*\]/)) {
            gaps = substr($0, RSTART, RLENGTH)
            sub(/^"gaps" *: *\[/, "", gaps); sub(/\]$/, "", gaps); gsub(/\}, *\{/, "}\n{", gaps)
            print gaps
        }
    }'
}

body='{'
[ -n "$accounts" ] && body="$body\"accountIds\": [$accounts], "
[ -n "$regions" ] && body="$body\"regions\": [$regions], "
[ -n "$kinds" ] && body="$body\"kinds\": [$kinds], "
body="$body\"reason\": $(quoted "${reason:-examples/rescan.sh}")}"
key=${MUSTER_IDEMPOTENCY_KEY:-rescan-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')}

# as often as it takes, for two minutes at most, in which a service starts again: with the key, the scan is asked for once
ask() {
    asked=$(date +%s)
    while :; do
        answer=$(call --header "Idempotency-Key: $1" --header 'Content-Type: application/json' --data "$body" \
            "$url/api/v1/scans")
        status=$(status_of "$answer")
        case $status in
            202) break ;;
            000 | 409 | 429 | 5??) ! passed 120 "$asked" && ! passed "$limit" "$begun" || fail 1 "no scan was begun ($status): $answer" ;;
            *) fail 1 "refused ($status): $answer" ;;
        esac
        sleep "$poll"
    done
    scan=$(field scanId "$answer")
    [ -n "$scan" ] || fail 1 "an answer without a scan: $answer"
    joined=$(printf '%s\n' "$answer" | grep -c '"joined" *: *true')
    echo "rescan: scan $scan"
}

ask "$key"
round=1
while :; do
    answer=$(call "$url/api/v1/scans/$scan")
    case $(status_of "$answer") in
        200) state=$(field status "$answer") ;;
        000 | 429 | 5??) state='' ;; # it will come back
        *) fail 1 "scan $scan cannot be watched: $answer" ;;
    esac
    case $state in
        SUCCEEDED | PARTIAL | FAILED | CANCELLED)
            if [ "$joined" -gt 0 ]; then
                round=$((round + 1))
                ask "$key-$round"
                continue
            fi
            ;;
    esac
    case $state in
        SUCCEEDED) echo "rescan: all was read"; exit 0 ;;
        PARTIAL) echo 'rescan: gaps are left:'; gaps "$answer"; exit 2 ;;
        FAILED) echo 'rescan: nothing was read:'; gaps "$answer"; exit 3 ;;
        CANCELLED) fail 4 "scan $scan was called off" ;;
    esac
    ! passed "$limit" "$begun" || fail 5 "scan $scan has not ended after $limit s"
    sleep "$poll"
done
