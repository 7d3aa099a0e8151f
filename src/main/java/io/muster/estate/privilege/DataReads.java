package io.muster.estate.privilege;

import java.util.List;
import java.util.Map;

/** The rights of a role to read the contents of the account's data stores. */
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

    /** The actions by which the role certainly reads everything of a data store. */
    static List<String> certain(RolePrivileges role) {
        return RESOURCES.keySet().stream()
                .filter(action -> allows(role, action) == Certainty.YES)
                .sorted()
                .toList();
    }

    /** Whether the role reads everything of some data store. */
    static Certainty ofAny(RolePrivileges role) {
        return RESOURCES.keySet().stream().map(action -> allows(role, action)).reduce(Certainty.NO, Certainty::or);
    }

    private static Certainty allows(RolePrivileges role, String action) {
        return role.allows(action, RESOURCES.get(action).formatted(role.partition(), role.accountId()));
    }
}
