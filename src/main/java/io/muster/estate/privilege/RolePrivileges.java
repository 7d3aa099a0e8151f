package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The effective rights of a role by all of its policies: the union of what they allow, without what any of them denies for certain, and
 * within the permissions boundary. A denial under a condition takes nothing away, as the request may be made so that the
 * condition does not hold. Policies of the organization (SCP, RCP) are not looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">IAM User Guide,
 *     policy evaluation logic</a>
 */
public final class RolePrivileges {

    /**
     * A name that no policy will hold by chance: only a pattern that means every name matches it. Without a slash, as
     * an asterisk matches that one too.
     */
    private static final String ANY_NAME = "~any~";

    /** Reading what such a resource holds; the resource stands for every one of its type. */
    private static final Map<String, String> DATA_READS = Map.of(
            "s3:GetObject", "arn:%1$s:s3:::" + ANY_NAME + "/" + ANY_NAME,
            "secretsmanager:GetSecretValue", "arn:%1$s:secretsmanager:" + ANY_NAME + ":%2$s:secret:" + ANY_NAME,
            "dynamodb:GetItem", "arn:%1$s:dynamodb:" + ANY_NAME + ":%2$s:table/" + ANY_NAME,
            "dynamodb:Scan", "arn:%1$s:dynamodb:" + ANY_NAME + ":%2$s:table/" + ANY_NAME);

    private final Resource<Role> role;
    private final List<Policy> policies;
    private final Optional<Policy> boundary;

    private RolePrivileges(Resource<Role> role) {
        this.role = role;
        Role attributes = role.attributes();
        policies = Stream.concat(
                        attributes.inlinePolicies().stream().map(RolePrivileges::policy),
                        attributes.attachedPolicies().stream().map(RolePrivileges::policy))
                .toList();
        boundary = Optional.ofNullable(attributes.permissionsBoundaryArn())
                .map(arn -> Policy.of(arn, attributes.permissionsBoundaryDocument()));
    }

    private static Policy policy(PolicyDocument inline) {
        return Policy.of(inline.name(), inline.document());
    }

    private static Policy policy(AttachedPolicy attached) {
        return Policy.of(attached.arn(), attached.document());
    }

    /** The privileges of the role, worked out once per estate. */
    public static RolePrivileges of(Resource<Role> role, Estate estate) {
        return estate.view(Known.class, any -> new Known()).of(role);
    }

    static RolePrivileges of(Resource<Role> role) {
        return new RolePrivileges(role);
    }

    /** Whether the role may do the action to the resource. */
    public Certainty allows(String action, String resource) {
        Certainty byIdentity = evaluate(policies, action, resource);
        return boundary.map(bound -> byIdentity.and(evaluate(List.of(bound), action, resource)))
                .orElse(byIdentity);
    }

    private static Certainty evaluate(List<Policy> policies, String action, String resource) {
        if (any(policies, false, action, resource) == Certainty.YES) {
            return Certainty.NO;
        }
        return any(policies, true, action, resource);
    }

    private static Certainty any(List<Policy> policies, boolean allow, String action, String resource) {
        return policies.stream()
                .map(policy -> policy.says(allow, action, resource))
                .reduce(Certainty.NO, Certainty::or);
    }

    /**
     * Whether the role may change every identity of the account, by all of IAM's actions that do so: on any role, or on
     * any user. Who may do everything may do that too.
     */
    public Certainty administrator() {
        return everyIdentity().map(this::allowsAll).reduce(Certainty.NO, Certainty::or);
    }

    /** Whether the role may read everything in some data store of the account. */
    public Certainty readsAllData() {
        return DATA_READS.entrySet().stream()
                .map(read -> allows(read.getKey(), read.getValue().formatted(partition(), account())))
                .reduce(Certainty.NO, Certainty::or);
    }

    /** The statements that together make the role an administrator; as few as a simple search finds. */
    public List<Statement> administratorGrants() {
        String identity =
                everyIdentity().max(Comparator.comparing(this::allowsAll)).orElseThrow();
        Set<String> open = new LinkedHashSet<>(IdentityActions.ALL);
        List<Statement> grants = new ArrayList<>();
        policies.stream()
                .flatMap(policy -> policy.statements().stream())
                .filter(Statement::allow)
                .sorted(Comparator.comparing((Statement statement) -> reach(statement, identity))
                        .reversed())
                .forEach(statement -> {
                    if (open.removeIf(action -> statement.appliesTo(action, identity) != Certainty.NO)) {
                        grants.add(statement);
                    }
                });
        return grants;
    }

    /** The policies, the boundary among them, whose statements could not be read. */
    public List<String> unreadable() {
        return Stream.concat(policies.stream(), boundary.stream())
                .filter(policy -> !policy.readable())
                .map(Policy::name)
                .toList();
    }

    private Certainty allowsAll(String identity) {
        return IdentityActions.ALL.stream()
                .map(action -> allows(action, identity))
                .reduce(Certainty.YES, Certainty::and);
    }

    private static long reach(Statement statement, String identity) {
        return IdentityActions.ALL.stream()
                .filter(action -> statement.appliesTo(action, identity) != Certainty.NO)
                .count();
    }

    private Stream<String> everyIdentity() {
        return Stream.of("role", "user")
                .map(type -> "arn:" + partition() + ":iam::" + account() + ":" + type + "/" + ANY_NAME);
    }

    private String partition() {
        return role.scope().partition();
    }

    private String account() {
        return role.scope().accountId();
    }

    /** The roles of an estate that have been worked out so far. */
    private static final class Known {
        private final Map<String, RolePrivileges> byArn = new ConcurrentHashMap<>();

        RolePrivileges of(Resource<Role> role) {
            return byArn.computeIfAbsent(role.arn(), arn -> new RolePrivileges(role));
        }
    }
}
