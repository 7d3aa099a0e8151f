package io.muster.estate.privilege;

import java.util.List;
import java.util.stream.Stream;

/**
 * A right to read all contents of the account's data stores of a type, or to decrypt what all of its keys encrypt. AWS's policy for the agent of
 * Systems Manager reads all parameters: so many roles have it that it tells nothing, and parameters count by other policies alone. A right to
 * decrypt counts where the policy of some key leaves it to policies of identities, or grants it.
 *
 * @param action     in which it consists
 * @param everything the ARNs that together stand for every resource of the type, with the partition and the account to be filled in
 */
public record DataRead(String action, List<String> everything) {

    private static final String ANY = RolePrivileges.ANY_NAME;
    private static final String TABLES = "arn:%1$s:dynamodb:" + ANY + ":%2$s:table/" + ANY;
    private static final String PARAMETERS = "arn:%1$s:ssm:" + ANY + ":%2$s:parameter/" + ANY;
    private static final String OF_AGENT = "arn:%s:iam::aws:policy/AmazonSSMManagedInstanceCore";

    public static final List<DataRead> ALL = List.of(
            of("s3:GetObject", "arn:%1$s:s3:::" + ANY + "/" + ANY),
            of("secretsmanager:GetSecretValue", "arn:%1$s:secretsmanager:" + ANY + ":%2$s:secret:*"),
            of("dynamodb:BatchGetItem", TABLES),
            of("dynamodb:GetItem", TABLES),
            of("dynamodb:PartiQLSelect", TABLES),
            of("dynamodb:Query", TABLES),
            of("dynamodb:Scan", TABLES),
            of("kms:Decrypt", "arn:%1$s:kms:" + ANY + ":%2$s:key/" + ANY),
            of("ssm:GetParameter", PARAMETERS),
            of("ssm:GetParameterHistory", PARAMETERS),
            of("ssm:GetParameters", PARAMETERS),
            of("ssm:GetParametersByPath", PARAMETERS));

    /** @param everything its last part may have an asterisk for the name */
    private static DataRead of(String action, String everything) {
        return new DataRead(action, EveryName.of(everything));
    }

    /** Whether the role has it for all that the breadth spans. */
    public Certainty heldBy(RolePrivileges role, Breadth breadth) {
        return everything.stream()
                .map(names -> heldFor(resource(role, breadth, names), role))
                .reduce(Certainty.YES, Certainty::and);
    }

    private Certainty heldFor(String resource, RolePrivileges role) {
        return mayBeOfAgent() ? role.allowsWithout(ofAgent(role), action, resource) : role.allows(action, resource);
    }

    /** The statements that allow it. */
    public Stream<Statement> grants(RolePrivileges role, Breadth breadth) {
        return role.decide(action, resource(role, breadth, everything.get(0))).grants().stream()
                .filter(statement -> !mayBeOfAgent() || !ofAgent(role).equals(statement.policy()));
    }

    private boolean mayBeOfAgent() {
        return everything.contains(PARAMETERS);
    }

    private static String ofAgent(RolePrivileges role) {
        return OF_AGENT.formatted(role.partition());
    }

    private static String resource(RolePrivileges role, Breadth breadth, String names) {
        return breadth.arn(names.formatted(role.partition(), role.accountId()));
    }
}
