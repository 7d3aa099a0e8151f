package io.muster.account;

import io.muster.aws.organization.MemberAccount;
import io.muster.aws.organization.OrganizationReading;
import io.muster.aws.organization.UnitPath;
import io.muster.platform.Nearest;
import io.muster.platform.OrganizationPath;
import io.muster.platform.StructuredLog;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Logs settings that name units, accounts or tags that the organization does not have, with the nearest one that it has: each
 * once, until it exists. Where a part of the organization was not read, nothing is reported as missing.
 */
final class UnknownSelection {

    private static final StructuredLog LOG = StructuredLog.of(Organization.class);

    private final Set<String> told = new HashSet<>();

    void tell(OrganizationConfig config, OrganizationReading reading) {
        if (reading.failures().isEmpty()) {
            tell("include", config.include(), reading);
            tell("exclude", config.exclude(), reading);
        }
    }

    private void tell(String list, OrganizationConfig.Selection selection, OrganizationReading reading) {
        Set<String> units =
                reading.units().stream().flatMap(UnknownSelection::names).collect(Collectors.toSet());
        selection
                .units()
                .orElse(Set.of())
                .forEach(unit -> tell(
                        list + ".units", unit, units, OrganizationPath.of(unit).text()));
        Set<String> accounts =
                reading.accounts().stream().map(MemberAccount::accountId).collect(Collectors.toSet());
        if (reading.everyId() != null) {
            accounts.addAll(reading.everyId());
        }
        selection.accounts().orElse(Set.of()).forEach(id -> tell(list + ".accounts", id, accounts, id));
        Set<String> tags =
                reading.accounts().stream().flatMap(UnknownSelection::tags).collect(Collectors.toSet());
        selection.tags().orElse(Set.of()).forEach(tag -> tell(list + ".tags", tag, tags, tag));
    }

    private static Stream<String> names(UnitPath path) {
        List<String> ids = path.ids();
        return Stream.of(path.text(), ids.get(ids.size() - 1));
    }

    private static Stream<String> tags(MemberAccount account) {
        return account.tags() == null
                ? Stream.empty()
                : account.tags().entrySet().stream().flatMap(UnknownSelection::texts);
    }

    private static Stream<String> texts(Map.Entry<String, String> tag) {
        return Stream.of(tag.getKey(), tag.getKey() + "=" + tag.getValue());
    }

    private synchronized void tell(String setting, String value, Set<String> known, String meant) {
        if (known.contains(meant) || known.contains(value)) {
            told.remove(setting + value);
        } else if (told.add(setting + value)) {
            LOG.with("setting", "muster.organization." + setting)
                    .with("value", value)
                    .with("nearest", Nearest.of(value, new TreeSet<>(known)).orElse(null))
                    .warn("A setting names a unit, account or tag that the organization does not have");
        }
    }
}
