#!/usr/bin/env bash
# Upgrades a cluster from the last release to this working tree, and back, replica by replica on one schema and under load (UpgradeIT).
#   bench/upgrade.sh v0.1.0          builds the release that the tag (or any commit) names, and this one, and runs the test
#   bench/upgrade.sh path/to/release with a release that is built already: its folder quarkus-app, or its executable
# Takes some ten minutes, most of them for the two builds. Needs what `mvn verify` needs.
set -euo pipefail
release=$1
# a folder is named from where the script is called
[ ! -e "$release" ] || release=$(realpath "$release")
cd "$(dirname "$0")/.."

if [ ! -e "$release" ]; then
  folder=$(mktemp -d)
  trap 'git worktree remove --force "$folder/release" || true; rm -rf "$folder"' EXIT
  git worktree add --quiet --detach "$folder/release" "$release"
  (cd "$folder/release" && mvn --batch-mode --quiet package -Dmaven.test.skip=true)
  release=$folder/release/target/quarkus-app
fi

MUSTER_LAST_RELEASE=$release mvn --batch-mode verify -DskipUnitTests=true -Dpackaged.excluded-groups= -Dit.test=UpgradeIT
