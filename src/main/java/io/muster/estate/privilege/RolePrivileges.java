package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The effective rights of a role by all of its policies: the union of what they allow, without what any of them denies for certain, and
 * within the permissions boundary. A denial under a condition takes nothing away, as the request may be made so that the
 * condition does not hold. Policies of the organization count where they were read.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">IAM User Guide,
 *     policy evaluation logic</a>
 */
public final class RolePrivileges {

    /**
     * A name that no policy will hold by chance: only a pattern that means every name matches it. Without a slash, as
     * an asterisk matches that one too.
     */
    static final String ANY_NAME = "~any~";

    /** Reading what such a resource holds; the resource stands for every one of its type. */
    private static final Map<String, String> DATA_READS = Map.of(
            "s3:GetObject", "arn:%1$s:s3:::" + ANY_NAME + "/" + ANY_NAME,
            "secretsmanager:GetSecretValue", "arn:%1$s:secretsmanager:" + ANY_NAME + ":%2$s:secret:" + ANY_NAME,
            "dynamodb:GetItem", "arn:%1$s:dynamodb:" + ANY_NAME + ":%2$s:table/" + ANY_NAME,
            "dynamodb:Scan", "arn:%1$s:dynamodb:" + ANY_NAME + ":%2$s:table/" + ANY_NAME);

    private final Resource<Role> role;
    private final List<Policy> policies;
    private final Optional<Policy> boundary;
    private final Trust trust;
    private final RoleSession session;
    private final AccountPrivileges account;

    RolePrivileges(Resource<Role> role, AccountPrivileges account) {
        this.role = role;
        this.account = account;
        Role attributes = role.attributes();
        policies = Stream.concat(
                        attributes.inlinePolicies().stream()
                                .map(inline -> account.policy(inline.name(), inline.document())),
                        attributes.attachedPolicies().stream()
                                .map(attached -> account.policy(attached.arn(), attached.document())))
                .toList();
        boundary = Optional.ofNullable(attributes.permissionsBoundaryArn())
                .map(arn -> account.policy(arn, attributes.permissionsBoundaryDocument()));
        trust = new Trust(role);
        session = new RoleSession(role, trust, account.allInstancesOf(role), account.now());
    }

    /** The privileges of the role, worked out once per estate. */
    public static RolePrivileges of(Resource<Role> role, Estate estate) {
        return AccountPrivileges.of(estate).of(role);
    }

    public Resource<Role> role() {
        return role;
    }

    public Trust trust() {
        return trust;
    }

    boolean bounded() {
        return boundary.isPresent();
    }

    /**
     * Whether the role may do the action to the resource. A denial under a condition that is not decided takes nothing away: the request
     * may be made so that the condition does not hold.
     */
    public Certainty allows(String action, String resource) {
        return allows(request(action, resource));
    }

    Certainty allows(Request request) {
        return evaluate(request, identity(), false);
    }

    /** With facts of the request that a caller chooses, as the service that a role is passed to. */
    Request request(String action, String resource) {
        return new Request(action, resource, session.of(action, resource, account.tags(resource)));
    }

    /** Whether nothing but a missing allowance of its own policies stands against the request: what a resource's policy may grant it. */
    Certainty mayBeGranted(Request request) {
        return evaluate(request, List.of(), false);
    }

    private List<List<Policy>> identity() {
        return List.of(policies);
    }

    /**
     * @param granting what has to allow it, beside the boundary and the organization
     * @param strict   whether a denial that is not decided leaves the whole undecided
     */
    private Certainty evaluate(Request request, List<List<Policy>> granting, boolean strict) {
        if (request.action().equals(AwsLimits.ALWAYS_ALLOWED)) {
            return Certainty.YES;
        }
        if (AwsLimits.against(request, accountId()).isPresent()) {
            return Certainty.NO;
        }
        Certainty denied = Certainty.NO;
        for (Policy policy : all(request)) {
            denied = denied.or(policy.says(false, request));
        }
        if (denied == Certainty.YES) {
            return Certainty.NO;
        }
        Certainty allowed = allowed(request, granting);
        return strict && denied == Certainty.POSSIBLE ? allowed.and(Certainty.POSSIBLE) : allowed;
    }

    private Certainty allowed(Request request, List<List<Policy>> granting) {
        Certainty allowed = account.organization().unread().isEmpty() ? Certainty.YES : Certainty.POSSIBLE;
        for (List<Policy> layer : granting) {
            allowed = allowed.and(anyAllows(layer, request));
        }
        for (List<Policy> layer : limits()) {
            allowed = allowed == Certainty.NO ? allowed : allowed.and(anyAllows(layer, request));
        }
        return allowed != Certainty.NO && ofKey(request)
                ? allowed.and(KeyConsent.of(request, role.arn(), account.keyPolicies(request.resource())))
                : allowed;
    }

    private static boolean ofKey(Request request) {
        return request.service().equals("kms") && request.resource().contains(":key/");
    }

    private static Certainty anyAllows(List<Policy> layer, Request request) {
        Certainty allowed = Certainty.NO;
        for (Policy policy : layer) {
            allowed = allowed.or(policy.says(true, request));
        }
        return allowed;
    }

    /** What has to allow a request beside the role's own policies. */
    private List<List<Policy>> limits() {
        List<List<Policy>> limits = new ArrayList<>(account.organization().levels());
        boundary.ifPresent(bound -> limits.add(List.of(bound)));
        return limits;
    }

    private List<Policy> all(Request request) {
        List<Policy> all = new ArrayList<>(policies);
        limits().forEach(all::addAll);
        all.addAll(account.organization().ofResources(request));
        return all;
    }

    /**
     * As {@link #allows}, with the statements that decide; a denial under a condition that is not decided leaves the answer POSSIBLE.
     * Policies of resources other than roles and keys are not read: such a one may grant what these do not.
     */
    public Decision decide(String action, String resource) {
        Request request = request(action, resource);
        Certainty verdict = verdict(request);
        List<String> reasons = new ArrayList<>();
        AwsLimits.against(request, accountId()).ifPresent(reasons::add);
        limits().stream()
                .filter(layer -> anyAllows(layer, request) == Certainty.NO)
                .forEach(layer -> reasons.add("not allowed by "
                        + layer.stream().map(Policy::name).sorted().toList()));
        if (ofKey(request) && KeyConsent.of(request, role.arn(), account.keyPolicies(resource)) != Certainty.YES) {
            reasons.add("the policy of the key does not certainly consent");
        }
        unreadable().forEach(name -> reasons.add("not readable: " + name));
        if (account.organization().ignored()) {
            reasons.add("policies of an organization were not read: they may deny it");
        }
        if (!account.organization().unread().isEmpty()) {
            reasons.add("not known: " + account.organization().unread());
        }
        return new Decision(verdict, statements(request, true), statements(request, false), reasons);
    }

    private Certainty verdict(Request request) {
        Certainty byIdentity = evaluate(request, identity(), true);
        if (!request.action().equals(Trust.ASSUME)) {
            return byIdentity;
        }
        return account.role(request.resource())
                .map(target -> assumes(target, true))
                .orElseGet(() -> byIdentity.and(Certainty.POSSIBLE));
    }

    /** Whether it may assume the other role: by that one's trust policy alone, or by its own policies as well. */
    Certainty assumes(RolePrivileges target) {
        return assumes(target, false);
    }

    private Certainty assumes(RolePrivileges target, boolean strict) {
        Request request = request(Trust.ASSUME, target.role.arn());
        Certainty direct = target.trust.admits(role.arn(), request.facts());
        Certainty byAccount = target.trust.admitsAccountOf(role.arn(), request.facts());
        if (direct == Certainty.NO && byAccount == Certainty.NO) {
            return Certainty.NO;
        }
        return direct.and(evaluate(request, List.of(), strict))
                .or(byAccount.and(evaluate(request, identity(), strict)));
    }

    /** The statements of the effect that, certainly or possibly, speak of the request. */
    List<Statement> statements(Request request, boolean allow) {
        return (allow ? policies : all(request))
                .stream()
                        .flatMap(policy -> policy.about(request.action()).stream())
                        .filter(statement -> statement.allow() == allow)
                        .filter(statement -> statement.appliesToResource(request) != Certainty.NO)
                        .distinct()
                        .toList();
    }

    /** Every statement of its policies, of its boundary and of what else limits it, that names the action. */
    List<List<Statement>> layers(Request request) {
        List<List<Statement>> layers = new ArrayList<>();
        layers.add(about(policies, request));
        limits().forEach(layer -> layers.add(about(layer, request)));
        return layers;
    }

    List<Statement> denials(Request request) {
        return about(all(request), request).stream()
                .filter(statement -> !statement.allow())
                .toList();
    }

    private static List<Statement> about(List<Policy> policies, Request request) {
        return policies.stream()
                .flatMap(policy -> policy.about(request.action()).stream())
                .toList();
    }

    /** Every statement of its own policies. */
    List<Statement> statements() {
        return policies.stream().flatMap(policy -> policy.statements().stream()).toList();
    }

    /** Those of what bounds it, layer by layer. */
    List<List<Statement>> limitStatements() {
        return limits().stream()
                .map(layer -> layer.stream()
                        .flatMap(policy -> policy.statements().stream())
                        .toList())
                .toList();
    }

    /** The data stores of the account of which it may read everything, by the action that reads. */
    public List<String> dataReads() {
        return DATA_READS.entrySet().stream()
                .filter(read ->
                        allows(read.getKey(), read.getValue().formatted(partition(), accountId())) == Certainty.YES)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The statements of its policies that allow the action on something. */
    List<Statement> grants(String action) {
        return policies.stream()
                .flatMap(policy -> policy.about(action).stream())
                .filter(Statement::allow)
                .toList();
    }

    boolean grantsAnything(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        return policies.stream()
                .anyMatch(policy ->
                        !policy.readable() || policy.about(lower).stream().anyMatch(Statement::allow));
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
                .map(read -> allows(read.getKey(), read.getValue().formatted(partition(), accountId())))
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
                    if (open.removeIf(action -> statement.appliesTo(request(action, identity)) != Certainty.NO)) {
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

    private long reach(Statement statement, String identity) {
        return IdentityActions.ALL.stream()
                .filter(action -> statement.appliesTo(request(action, identity)) != Certainty.NO)
                .count();
    }

    private Stream<String> everyIdentity() {
        return Stream.of("role", "user")
                .map(type -> "arn:" + partition() + ":iam::" + accountId() + ":" + type + "/" + ANY_NAME);
    }

    String partition() {
        return role.scope().partition();
    }

    String accountId() {
        return role.scope().accountId();
    }
}
