#!/bin/sh
# Rescans accounts with Muster and stops a pipeline at findings that were opened: a step after a deployment. It needs a POSIX shell, awk
# and curl. A finding that was open before, and has become more severe since, does not stop: what-if.sh, the step before a deployment,
# stops at it, and webhooks tell of it (SEVERITY_CHANGED).
#
#   gate.sh [-s SEVERITY] [-f INSTANT] [-g] [-a ACCOUNT_ID]... [-r REGION]... [-t SECONDS]
#
#   -s   the least severity that stops: CRITICAL, HIGH (without -s), MEDIUM, LOW or INFO
#   -f   new is opened, or open again, after this instant, as 2026-11-24T10:00:00Z: the start of the deployment; without it, of the scan
#   -g   gaps do not stop
#   -a, -r, -t   accounts, regions and limit of the scan, as rescan.sh has them; findings are those of the same accounts and regions
#
# Where Muster is and who asks is told by the variables of rescan.sh, which is expected in the same folder.
#
# It ends with 0 if nothing new is open, 10 if something is (it lists a finding a line, as JSON), 12 if nothing new is open as far as
# could be read (no shell ends so by itself, as it does with 2 where it cannot run a script), and otherwise as rescan.sh: 3 nothing was
# read, 4 called off, 5 not in time, 1 it could not be asked for.
set -u

url=${MUSTER_URL:-http://localhost:8080}
here=$(dirname -- "$0")
severity=HIGH since='' gaps=stop query=''

fail() {
    echo "gate: $2" >&2
    exit "$1"
}

# what may stand in a URL, and no more: the service checks the rest
plain() {
    case $1 in
        '' | *[!A-Za-z0-9_:.+-]*) fail 1 "not a value: $1" ;;
    esac
    printf '%s' "$1" | sed 's/+/%2B/g'
}

# a time of UTC, as the service tells them, for these are compared as texts
instant() {
    case $1 in
        [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*Z) plain "$1" ;;
        *) fail 1 "not an instant, as 2026-11-24T10:00:00Z: $1" ;;
    esac
}

answered=$(mktemp) || fail 1 'no file for answers can be made'
trap 'rm -f "$answered"' EXIT

scan_options=''
while getopts s:f:ga:r:t: option; do
    case $option in
        s) severity=$(plain "$OPTARG") || exit 1 ;;
        f) since=$(instant "$OPTARG") || exit 1 ;;
        g) gaps=pass ;;
        a) value=$(plain "$OPTARG") || exit 1; query="$query&accountId=$value"; scan_options="$scan_options -a $value" ;;
        r) value=$(plain "$OPTARG") || exit 1; query="$query&region=$value"; scan_options="$scan_options -r $value" ;;
        t) value=$(plain "$OPTARG") || exit 1; scan_options="$scan_options -t $value" ;;
        *) fail 1 'usage: gate.sh [-s SEVERITY] [-f INSTANT] [-g] [-a ACCOUNT_ID]... [-r REGION]... [-t SECONDS]' ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 0 ] || fail 1 "no option: $1"

quoted() {
    printf '"%s"' "$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g' | tr -d '\000-\037')"
}

# the credentials go to curl by its standard input: arguments can be read by every user of the machine; an answer goes to a file, which curl
# empties before it asks again
call() {
    {
        if [ -n "${MUSTER_TOKEN:-}" ]; then
            printf 'header = "Authorization: Bearer %s"\n' "$MUSTER_TOKEN"
        elif [ -n "${MUSTER_USER:-}" ]; then
            printf 'user = %s\n' "$(quoted "$MUSTER_USER:${MUSTER_PASSWORD:-}")"
        fi
    } | curl --silent --show-error --fail-with-body --max-time 300 --retry 3 --output "$answered" --config - "$@"
    called=$?
    cat "$answered"
    return "$called"
}

# the findings that were opened after the time: without their Z, times with and without fractions of a second compare as texts
opened_since() {
    awk -v since="${since%Z}" 'match($0, /"openedAt":"[^"]*Z"/) && substr($0, RSTART + 12, RLENGTH - 14) > since'
}

# shellcheck disable=SC2086 # the options are split on purpose: their values have no spaces
scanned=$(sh "$here/rescan.sh" -m 'examples/gate.sh' $scan_options)
ended=$?
printf '%s\n' "$scanned"
# a shell that cannot run the script ends with 2, as the script does where gaps are left: what it prints tells them apart
case $ended:$scanned in
    0:*'rescan: all was read'* | 2:*'rescan: gaps are left:'*) ;;
    0:* | 2:*) fail 1 'nothing was scanned: rescan.sh did not run to its end' ;;
    *) exit "$ended" ;;
esac

if [ -z "$since" ]; then
    scan=$(printf '%s\n' "$scanned" | sed -n 's/^rescan: scan \([0-9]*\)$/\1/p' | sed -n 1p)
    answer=$(call --header 'Accept: application/json' "$url/api/v1/scans/$scan") || fail 1 "the scan cannot be read: $answer"
    since=$(printf '%s\n' "$answer" | tr ',{}' '\n\n\n' | sed -n 's/^ *"requestedAt" *: *"\(.*\)"$/\1/p' | sed -n 1p)
    [ -n "$since" ] || fail 1 "a scan without a time: $answer"
fi

findings=$(call "$url/api/v1/findings/export?format=ndjson&status=OPEN&severityAtLeast=$severity$query") ||
    fail 1 "the findings cannot be read: $findings"
findings=$(printf '%s\n' "$findings" | opened_since)
if [ -n "$findings" ]; then
    printf '%s\n' "$findings"
    fail 10 "$(printf '%s\n' "$findings" | awk 'END { print NR }') new findings of severity $severity or worse since $since"
fi
echo "gate: no new finding of severity $severity or worse since $since"
[ "$ended" -eq 0 ] || [ "$gaps" = pass ] || fail 12 'but gaps are left: the scan could not read everything'
