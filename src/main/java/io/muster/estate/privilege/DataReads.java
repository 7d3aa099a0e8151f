package io.muster.estate.privilege;

import java.util.List;
import java.util.stream.Stream;

/** The rights of a role to read the contents of the account's data stores, all of those of a region among them. */
final class DataReads {

    private DataReads() {}

    /** The actions by which the role certainly reads everything of a data store, with the region where it is that of one alone. */
    static List<String> certain(RolePrivileges role) {
        List<Breadth> breadths = role.breadths();
        return DataRead.ALL.stream()
                .flatMap(read -> certain(role, read, breadths))
                .sorted()
                .toList();
    }

    private static Stream<String> certain(RolePrivileges role, DataRead read, List<Breadth> breadths) {
        List<Breadth> held = breadths.stream()
                .filter(breadth -> held(role, read, breadth) == Certainty.YES)
                .toList();
        return held.contains(Breadth.ACCOUNT)
                ? Stream.of(read.action())
                : held.stream().map(breadth -> breadth.told(read.action()));
    }

    /** Whether the role reads everything of some data store. */
    static Certainty ofAny(RolePrivileges role) {
        return role.breadths().stream()
                .flatMap(breadth -> DataRead.ALL.stream().map(read -> held(role, read, breadth)))
                .reduce(Certainty.NO, Certainty::or);
    }

    private static Certainty held(RolePrivileges role, DataRead read, Breadth breadth) {
        return read.heldBy(role, breadth).and(breadth.counts());
    }
}
