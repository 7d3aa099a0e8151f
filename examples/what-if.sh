#!/bin/sh
# Asks Muster what changes would make of an account before they are made: a step before a deployment. It needs a POSIX shell, curl
# and jq.
#
#   what-if.sh -a ACCOUNT_ID [-r REGION] [-p PLAN] [-c CHANGES] [-s SEVERITY] [-e] [-u]
#
#   -a   the account
#   -r   the region; not needed for changes of IAM alone
#   -p   a file with a Terraform plan, as `terraform show -json PLAN_FILE` prints it
#   -c   a file with a JSON list of changes, as docs/what-if.md has them; - for the standard input
#   -s   the least severity that stops: CRITICAL, HIGH (without -s), MEDIUM, LOW or INFO
#   -e   what the internet would reach in addition stops too, and what roles would gain
#   -u   changes that cannot be judged stop too, and what is known today and would not be
#
# Where Muster is and who asks (a caller with the role viewer) is told by the variables of rescan.sh.
#
# It ends with 0 if nothing is worse, 1 if findings or attack paths of the severity or worse would appear (or what -e and -u name),
# and 2 if there is no answer. Nothing is changed in any case.
set -u

url=${MUSTER_URL:-http://localhost:8080}
account='' region='' plan='' changes='' severity=HIGH exposure=false unknown=false

fail() {
    echo "what-if: $1" >&2
    exit 2
}

while getopts a:r:p:c:s:eu option; do
    case $option in
        a) account=$OPTARG ;;
        r) region=$OPTARG ;;
        p) plan=$OPTARG ;;
        c) changes=$OPTARG ;;
        s) severity=$OPTARG ;;
        e) exposure=true ;;
        u) unknown=true ;;
        *) fail 'usage: what-if.sh -a ACCOUNT_ID [-r REGION] [-p PLAN] [-c CHANGES] [-s SEVERITY] [-e] [-u]' ;;
    esac
done
shift $((OPTIND - 1))
[ $# -eq 0 ] || fail "no option: $1"
case $severity in
    CRITICAL | HIGH | MEDIUM | LOW | INFO) ;;
    *) fail "not a severity: $severity" ;;
esac
[ -n "$account" ] || fail 'an account is needed: -a ACCOUNT_ID'
[ -n "$plan$changes" ] || fail 'a plan or changes are needed: -p PLAN or -c CHANGES'

work=$(mktemp -d) || fail 'no folder for files'
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

# of a plan, what Muster reads and no more: plans hold secrets, and are larger than a request may be
if [ -n "$plan" ]; then
    jq '
        ["aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule",
         "aws_vpc_security_group_egress_rule", "aws_network_acl", "aws_network_acl_rule", "aws_route", "aws_route_table",
         "aws_default_security_group", "aws_default_network_acl", "aws_default_route_table", "aws_instance", "aws_iam_role",
         "aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_iam_policy", "aws_iam_policy_attachment",
         "aws_iam_role_policies_exclusive", "aws_iam_role_policy_attachments_exclusive", "aws_iam_instance_profile",
         "aws_network_interface_sg_attachment", "aws_vpc_block_public_access_options",
         "aws_vpc_block_public_access_exclusion"] as $types
        | def known: .type as $type | $types | index([$type]) != null;
        # of an instance what is judged, and of the rest the names of what changes: user data holds secrets
        def kept: ["id", "arn", "region", "primary_network_interface_id", "metadata_options", "vpc_security_group_ids",
             "iam_instance_profile"];
        def plain: (.before // {}) as $before | (.after // {}) as $after
            | ([($before + $after) | keys[] | select($before[.] != $after[.])] - kept | map({(.): "changed"}) | add // {}) as $changed
            | {actions,
               before: (if .before then .before | with_entries(select(.key as $key | kept | index([$key]))) else null end),
               after: (if .after then (.after | with_entries(select(.key as $key | kept | index([$key])))) + $changed else null end),
               after_unknown};
        def reduced: if known | not then {address, mode, type, change: {actions: .change.actions}}
            else {address, mode, type, change: (.change | {actions, before, after, after_unknown})}
            | if .type == "aws_instance" then .change |= plain else . end end;
        def refers: type == "object" and has("references");
        def parts: {
            resources: [(.resources // [])[] | select(known)
                | {address, provider_config_key, expressions: ((.expressions // {})
                    | with_entries(select(.value | refers or type == "array")
                        | .value |= if refers then {references} else [] end))}],
            module_calls: ((.module_calls // {}) | map_values({module: ((.module // {}) | parts)}))};
        def places: map_values({module_address, expressions: ((.expressions // {}) | {region, allowed_account_ids,
            assume_role: [(.assume_role // [])[] | {role_arn}]} | with_entries(select(.value != null)))}
            | with_entries(select(.value != null)));
        if has("resource_changes") or has("planned_values") | not then error("not a plan: terraform show -json prints one") else . end
        | ((.configuration.provider_config // {}) | places) as $places
        | [$places[].expressions | .. | objects | .references[]?] as $named
        | {format_version, errored, planned_values: {},
           variables: ((.variables // {}) | with_entries(select(("var." + .key) as $name | $named | index([$name])))),
           resource_changes: [(.resource_changes // [])[]
            | select(.change.actions != ["no-op"] and .change.actions != ["read"]) | reduced],
           deferred_changes: [(.deferred_changes // [])[] | {reason, resource_change: (.resource_change | {address, mode, type,
               change: {actions: .change.actions}})}],
           configuration: {provider_config: $places, root_module: ((.configuration.root_module // {}) | parts)}}
        | with_entries(select(.value != null))' "$plan" > "$work/plan" ||
        fail "the plan cannot be read: $plan"
    [ -s "$work/plan" ] || fail "the plan is empty: $plan"
else
    echo null > "$work/plan"
fi
if [ -n "$changes" ]; then
    if [ "$changes" = - ]; then cat; else cat "$changes"; fi | jq . > "$work/changes" ||
        fail "the changes cannot be read: $changes"
    [ -s "$work/changes" ] || fail "there are no changes: $changes"
else
    echo null > "$work/changes"
fi
jq --null-input --arg account "$account" --arg region "$region" --slurpfile plan "$work/plan" --slurpfile changes "$work/changes" '
    {accountId: $account, region: $region, changes: $changes[0], terraformPlan: $plan[0]}
    | with_entries(select(.value != null and .value != ""))' > "$work/question" || fail 'the question cannot be written'

quoted() {
    printf '"%s"' "$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g' | tr -d '\000-\037')"
}

# the credentials go to curl by its standard input: arguments can be read by every user of the machine
{
    if [ -n "${MUSTER_TOKEN:-}" ]; then
        printf 'header = "Authorization: Bearer %s"\n' "$MUSTER_TOKEN"
    elif [ -n "${MUSTER_USER:-}" ]; then
        printf 'user = %s\n' "$(quoted "$MUSTER_USER:${MUSTER_PASSWORD:-}")"
    fi
} | curl --silent --show-error --fail-with-body --max-time 300 --retry 3 --config - --header 'Content-Type: application/json' \
    --header 'Accept: application/json' --data-binary "@$work/question" --output "$work/answer" "$url/api/v1/what-if" ||
    fail "there is no answer: $(jq -r '.detail // .' "$work/answer" 2> /dev/null || cat "$work/answer" 2> /dev/null)"

jq -r '
    def short: sub("^arn:[^:]*:[^:]*:[^:]*:[^:]*:"; "");
    def ports: if .protocol == "-1" then "everything" else "\(.protocol) \(.fromPort)-\(.toPort)" end
        + " from " + (.sources[:3] | join(", ")) + (if .sources[3] then " and more" else "" end);
    "judged \(.judged | join(", ")) of account \(.accountId), as read at \(.asOf)",
    def told: .effect != "CHANGES" or .severity != .severityBefore;
    def severities: if .effect == "CHANGES" then "\(.severityBefore) -> \(.severity)" else .severity // .severityBefore // "-" end;
    (.findings[] | select(told) | "finding \(.effect) \(severities) \(.ruleId) \(.resourceArn | short): \(.message)"),
    (.attackPaths[] | select(told) | "attack path \(.effect) \(severities) \(.entryArn | short): \(.path.title)"),
    ([(.findings + .attackPaths)[] | select(told | not)] | length | select(. > 0)
        | "findings and attack paths that change, and not in their severity: \(.)"),
    (.exposures[] | "exposure \(.effect) \(.resourceArn | short): reachable \(.before) -> \(.after)"
        + ([.opened[] | "; opens " + ports] | join("")) + ([.closed[] | "; closes " + ports] | join(""))),
    (.privileges[] | "privilege \(.effect) \(.roleArn | short): administrator \(.adminBefore) -> \(.admin)"
        + (if .gained == {} then "" else "; gains " + (.gained | to_entries | map("\(.value | length) \(.key)") | join(", ")) end)
        + (if .lost == {} then "" else "; loses " + (.lost | to_entries | map("\(.value | length) \(.key)") | join(", ")) end)
        + (if .missing == [] then "" else "; not known: " + (.missing | join(", ")) end)),
    (.unjudged[] | "unknown \(.subject) (\(.count)): \(.reason), for example \(.example | short)"),
    (.ignored[] | "ignored \(.address): \(.reason)")' "$work/answer" || fail 'the answer cannot be read'

worse=$(jq -r --arg least "$severity" --argjson exposure "$exposure" --argjson unknown "$unknown" '
    ["INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL"] as $order
    | ([.worse.bySeverity | to_entries[] | .key as $key | select(($order | index($key)) >= ($order | index($least))) | .value] | add // 0)
        as $severe
    | ([.unjudged[] | select(.subject == "CHANGE" or .subject == "REGION") | .count] + [.counts[].UNKNOWN // 0] | add // 0) as $open
    | [if $severe > 0 then "\($severe) findings and attack paths of \($least) or above" else empty end,
       if $exposure and .worse.exposures > 0 then "\(.worse.exposures) exposures" else empty end,
       if $exposure and .worse.privileges > 0 then "\(.worse.privileges) roles that gain privileges" else empty end,
       if $unknown and $open > 0 then "\($open) answers that are unknown" else empty end]
    | join(", ")' "$work/answer") || fail 'the answer cannot be read'
if [ -n "$worse" ]; then
    echo "what-if: worse by $worse" >&2
    exit 1
fi
echo "what-if: nothing worse at $severity or above"
