#!/usr/bin/env bash
# Makes a few resources in each account and region by the AWS CLI alone, and prints a line for each: account, region, kind, and its id or ARN.
# estate.sh ENDPOINT "ACCOUNTS" "REGIONS"
set -euo pipefail
endpoint=$1
read -ra accounts <<<"$2"
read -ra regions <<<"$3"
export AWS_EC2_METADATA_DISABLED=true AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PAGER=
export AWS_ACCESS_KEY_ID=builder AWS_SECRET_ACCESS_KEY=builder AWS_DEFAULT_REGION=${regions[0]}

call() { aws --endpoint-url "$endpoint" --output text "$@"; }

enter() {
  local credentials
  credentials=$(call sts assume-role --role-arn "arn:aws:iam::$1:role/builder" --role-session-name cli \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<<"$credentials"
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
}

build() {
  local account=$1 region
  enter "$account"
  made "$account" global ROLE "$(call iam create-role --role-name made-by-cli --query Role.Arn \
    --assume-role-policy-document '{"Version":"2012-10-17","Statement":[]}')"
  for region in "${regions[@]}"; do
    made "$account" "$region" VOLUME "$(call --region "$region" ec2 create-volume --size 1 \
      --availability-zone "${region}a" --query VolumeId)"
    made "$account" "$region" SECURITY_GROUP "$(call --region "$region" ec2 create-security-group \
      --group-name made-by-cli --description "made by the CLI" --query GroupId)"
    made "$account" "$region" INTERNET_GATEWAY "$(call --region "$region" ec2 create-internet-gateway \
      --query InternetGateway.InternetGatewayId)"
  done
}

made() { printf '%s %s %s %s\n' "$@"; }

pids=()
for account in "${accounts[@]}"; do
  build "$account" &
  pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid"; done
