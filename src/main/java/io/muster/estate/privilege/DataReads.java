package io.muster.estate.privilege;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rights of a role to read the contents of the account's data stores, all of those of a region among them. */
final class DataReads {

    private static final String ANY = RolePrivileges.ANY_NAME;

    private static final String TABLES = "arn:%1$s:dynamodb:" + ANY + ":%2$s:table/" + ANY;

    /** By the action that reads: a resource that stands for every one of its type, with the partition and the account to be filled in. */
    private static final Map<String, String> RESOURCES = Map.of(
            "s3:GetObject", "arn:%1$s:s3:::" + ANY + "/" + ANY,
            "secretsmanager:GetSecretValue", "arn:%1$s:secretsmanager:" + ANY + ":%2$s:secret:" + ANY,
            "dynamodb:BatchGetItem", TABLES,
            "dynamodb:GetItem", TABLES,
            "dynamodb:PartiQLSelect", TABLES,
            "dynamodb:Query", TABLES,
            "dynamodb:Scan", TABLES);

    private DataReads() {}

    /** The actions by which the role certainly reads everything of a data store, with the region where it is that of one alone. */
    static List<String> certain(RolePrivileges role) {
        List<Breadth> breadths = role.breadths();
        return RESOURCES.keySet().stream()
                .flatMap(action -> certain(role, action, breadths))
                .sorted()
                .toList();
    }

    private static Stream<String> certain(RolePrivileges role, String action, List<Breadth> breadths) {
        List<Breadth> held = breadths.stream()
                .filter(breadth -> allows(role, action, breadth) == Certainty.YES)
                .toList();
        return held.contains(Breadth.ACCOUNT)
                ? Stream.of(action)
                : held.stream().map(breadth -> breadth.told(action));
    }

    /** Whether the role reads everything of some data store. */
    static Certainty ofAny(RolePrivileges role) {
        return role.breadths().stream()
                .flatMap(breadth -> RESOURCES.keySet().stream().map(action -> allows(role, action, breadth)))
                .reduce(Certainty.NO, Certainty::or);
    }

    private static Certainty allows(RolePrivileges role, String action, Breadth breadth) {
        String everything = RESOURCES.get(action).formatted(role.partition(), role.accountId());
        return role.allows(action, breadth.arn(everything)).and(breadth.counts());
    }
}
