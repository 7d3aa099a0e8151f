#!/bin/sh
# Registers an account with Muster: PUT, which may be repeated.
#
#   MUSTER_URL, MUSTER_TOKEN   where Muster is, and the token of a caller with the role admin
#   ACCOUNT_ID, REGISTRATION   the account, and its registration as JSON
set -eu

{
    [ -z "${MUSTER_TOKEN:-}" ] || printf 'header = "Authorization: Bearer %s"\n' "$MUSTER_TOKEN"
} | REGISTRATION= curl --silent --show-error --fail-with-body --max-time 60 --retry 5 --config - \
    --request PUT --header 'Content-Type: application/json' --data-binary @/dev/fd/3 \
    "$MUSTER_URL/api/v1/accounts/$ACCOUNT_ID" 3<<BODY
$REGISTRATION
BODY
