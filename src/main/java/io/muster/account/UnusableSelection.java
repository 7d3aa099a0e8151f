package io.muster.account;

import io.muster.platform.OrganizationGrant;
import io.muster.platform.check.StartUpCheck;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Accounts of the organization are selected by a value that can mean none. */
@Singleton
class UnusableSelection implements StartUpCheck {

    private static final String ACCOUNT_ID = "[0-9]{12}";

    private final OrganizationConfig config;

    UnusableSelection(OrganizationConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "unusable-organization-selection";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        List<String> faults = new ArrayList<>();
        if (config.enabled()) {
            add(faults, "muster.organization.include", config.include());
            add(faults, "muster.organization.exclude", config.exclude());
        }
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(
                        String.join("; ", faults),
                        "set units to paths of names from the root (/Production/Payments) or ids (ou-abcd-11111111), accounts to ids"
                                + " of 12 digits, and tags to key=value or key"));
    }

    private static void add(List<String> faults, String setting, OrganizationConfig.Selection selection) {
        sorted(selection.units())
                .filter(unit -> !OrganizationGrant.isUnit(unit))
                .forEach(unit -> faults.add(setting + ".units: " + unit + " is neither a path nor the id of a unit"
                        + nearest(unit, "/" + unit, OrganizationGrant.isUnit("/" + unit))));
        sorted(selection.accounts()).filter(id -> !id.matches(ACCOUNT_ID)).forEach(id -> {
            String digits = id.replaceAll("[^0-9]", "");
            faults.add(setting + ".accounts: " + id + " is no account id"
                    + nearest(id, digits, digits.matches(ACCOUNT_ID)));
        });
        sorted(selection.tags())
                .filter(tag -> tag.isBlank() || tag.strip().startsWith("="))
                .forEach(tag -> faults.add(setting + ".tags: " + tag + " has no key"));
    }

    private static Stream<String> sorted(Optional<Set<String>> values) {
        return new TreeSet<>(values.orElse(Set.of())).stream();
    }

    private static String nearest(String wrong, String right, boolean usable) {
        return usable && !wrong.equals(right) ? ". Did you mean " + right + "?" : "";
    }
}
