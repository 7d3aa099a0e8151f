package io.muster.aws.organization;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where in an organization an account is.
 *
 * @param units the root first, the unit that holds the account last
 */
public record UnitPath(List<Unit> units) {

    public UnitPath {
        units = List.copyOf(units);
    }

    static UnitPath root(Unit root) {
        return new UnitPath(List.of(root));
    }

    UnitPath with(Unit child) {
        return new UnitPath(Stream.concat(units.stream(), Stream.of(child)).toList());
    }

    Unit last() {
        return units.get(units.size() - 1);
    }

    /** The names below the root, as in {@code /Production/Payments}; {@code /} for the root itself. */
    public String text() {
        return units.stream().skip(1).map(Unit::pathName).collect(Collectors.joining("/", "/", ""));
    }

    public List<String> ids() {
        return units.stream().map(Unit::id).toList();
    }
}
