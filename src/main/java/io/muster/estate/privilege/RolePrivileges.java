package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    private final Resource<Role> role;
    private final String arn;
    private final RolePolicies policies;
    private final Trust trust;
    private final RoleSession session;
    private final AccountPrivileges account;
    private final RolePrincipal identity;
    private final RolePrivileges now;
    private @Nullable Certainty makesStacks;

    /** @param ofInstance whether in the sessions of its instances alone */
    RolePrivileges(Resource<Role> role, AccountPrivileges account, OrganizationLimits above, boolean ofInstance) {
        this.role = role;
        this.account = account;
        arn = role.arn();
        policies = RolePolicies.of(role, account, above);
        trust = new Trust(role);
        identity = new RolePrincipal(arn, policies.boundary().isPresent());
        session = new RoleSession(
                role, trust, account.allInstancesOf(role), account.organization(), account.now(), ofInstance);
        now = this;
    }

    private RolePrivileges(RolePrivileges now) {
        role = now.role;
        arn = now.arn;
        account = now.account;
        policies = now.policies;
        trust = now.trust;
        identity = now.identity;
        session = now.session;
        this.now = now;
    }

    /** The same role, which changes tags where it may before each request, and has stacks make it where it may. */
    RolePrivileges retagging() {
        return new RolePrivileges(this);
    }

    /** The same role in the sessions of its instances alone, without the MFA and the tags that an identity may assume it with. */
    public RolePrivileges ofInstance() {
        return trust.admitsIdentities() ? new RolePrivileges(role, account, account.organization(), true) : this;
    }

    /** Tells those of all sessions, and of those of its instances alone, apart from each other and from other roles. */
    String key() {
        return session.ofInstance() ? arn + "#instance" : arn;
    }

    /** Whether both are of the same role. */
    boolean is(RolePrivileges other) {
        return arn.equals(other.arn);
    }

    /** The privileges of the role, worked out once per estate. */
    public static RolePrivileges of(Resource<Role> role, Estate estate) {
        return AccountPrivileges.of(estate).of(role);
    }

    public Resource<Role> role() {
        return role;
    }

    /** The ARN of the role, put together once: every step towards it has it. */
    String arn() {
        return arn;
    }

    RolePolicies policies() {
        return policies;
    }

    public Trust trust() {
        return trust;
    }

    RolePrincipal identity() {
        return identity;
    }

    /** The same role, had it no boundary. */
    RolePrivileges withoutBoundary() {
        return with(role.attributes().withoutBoundary());
    }

    /** The same role, had it the boundary of another one. */
    RolePrivileges boundedAs(RolePrivileges other) {
        return with(role.attributes().boundedAs(other.role.attributes()));
    }

    /** The same role, had it none of the policies, by their names or ARNs. */
    RolePrivileges without(Set<String> names) {
        return with(role.attributes().withoutPolicies(names));
    }

    private RolePrivileges with(Role attributes) {
        return new RolePrivileges(role.with(attributes), account, account.organization(), session.ofInstance());
    }

    boolean bounded() {
        return policies.boundary().isPresent();
    }

    /**
     * Whether its permissions boundary allows some action of the service on something, by the prefix of the service's actions: YES where
     * it has no boundary, POSSIBLE where the boundary is not readable.
     */
    public Certainty boundaryAllowsSomeOf(String service) {
        return policies.boundary().map(layer -> layer.allowsSomeOf(service)).orElse(Certainty.YES);
    }

    /**
     * Whether the role may do the action to the resource. A denial under a condition that is not decided takes nothing away: the request
     * may be made so that the condition does not hold. What was not read may deny it, however it is made.
     */
    public Certainty allows(String action, String resource) {
        return allows(request(action, resource));
    }

    /** As {@link #allows(String, String)}, by its own policies but for the one of that name, whose denials count. */
    public Certainty allowsWithout(String policy, String action, String resource) {
        return new PolicyEvaluation(this, List.of(policies.without(policy)), policies.limits(), false)
                .of(request(action, resource));
    }

    Certainty allows(Request request) {
        return allows(request, false);
    }

    /** @param strict whether a denial that is not decided leaves the whole undecided */
    Certainty allows(Request request, boolean strict) {
        return new PolicyEvaluation(this, List.of(policies.own()), policies.limits(), strict).of(request);
    }

    /** With facts of the request that a caller chooses, as the service that a role is passed to. */
    Request request(String action, String resource) {
        Facts facts = SessionDocuments.of(this, action, resource, session.of(action, resource, account));
        return new Request(action, resource, now == this ? facts : changing(action, resource, facts));
    }

    /** Stacks are given up before tags are: what a stack is denied, the role may still do directly once it has changed tags. */
    private Facts changing(String action, String resource, Facts facts) {
        return Forwarding.of(now, action, new Retagging(now, resource, facts));
    }

    /** Whether nothing but a missing allowance of its own policies stands against the request: what a resource's policy may grant it. */
    Certainty mayBeGranted(Request request) {
        return mayBeGranted(request, false);
    }

    /** @param strict whether a denial that is not decided leaves the whole undecided */
    Certainty mayBeGranted(Request request, boolean strict) {
        return new PolicyEvaluation(this, List.of(), policies.limits(), strict).of(request);
    }

    /** As {@link #mayBeGranted}, whether or not the boundary allows it: what that denies is denied. */
    Certainty mayBeGrantedPastBoundary(Request request, boolean strict) {
        return new PolicyEvaluation(this, List.of(), policies.organization().levels(), strict).of(request);
    }

    /** What the key says that the request is about. */
    KeyRights key(Request request) {
        return new KeyRights(this, account, request);
    }

    /**
     * As {@link #allows}, with the statements that decide; a denial under a condition that is not decided leaves the answer POSSIBLE.
     * Policies of resources other than roles and keys are not read, which is among the reasons: such a one may grant what these do not, and
     * one of another account has to. A resource with wildcards is all that they mean.
     */
    public Decision decide(String action, String resource) {
        Request request = request(action, resource);
        boolean several = PatternQuestion.isOne(request);
        return new Decision(
                several ? new PatternQuestion(this, request).verdict(verdict(request)) : verdict(request),
                several ? policies.concerning(request, true) : policies.statements(request, true),
                several ? policies.concerning(request, false) : policies.statements(request, false),
                OtherCauses.of(this, request));
    }

    private Certainty verdict(Request request) {
        Certainty byIdentity = allows(request, true);
        if (Assumption.isAsked(request)) {
            return Assumption.verdict(this, request, byIdentity);
        }
        return request.isElsewhere(accountId())
                ? byIdentity.and(Certainty.POSSIBLE)
                : byIdentity.or(key(request).granted());
    }

    /** Whether it may for certain to each of the keys that the request means; so where it is about none. */
    boolean mayToEachKey(Request request) {
        return !KeyConsent.isNeeded(request)
                || account.keys(request.resource())
                        .allMatch(key -> verdict(request(request.action(), key.arn())) == Certainty.YES);
    }

    /** The role of the ARN, of another account as well; empty where it is not known. */
    Optional<RolePrivileges> other(String arn) {
        return account.role(arn).or(() -> account.elsewhere().role(arn).map(RoleElsewhere::role));
    }

    /** Whether the policies of the organization that bind its account's resources let a role of another account; perhaps where something is unread. */
    Certainty lets(Request request, RolePrivileges asking, boolean strict) {
        Certainty lets = policies.organization().lets(request, asking.policies.organization(), strict);
        return account.current(role) ? lets : lets.and(Certainty.POSSIBLE);
    }

    /** Whether it may assume the other role: by that one's trust policy alone, or by its own policies as well. */
    Certainty assumes(RolePrivileges target) {
        return new Assumption(this, target).certainty(false);
    }

    /** Whether it may have CloudFormation ask on its behalf, worked out once. */
    Certainty makesStacks() {
        if (makesStacks == null) {
            makesStacks = Forwarding.isLeftTo(this);
        }
        return makesStacks;
    }

    Certainty search(SomeResource.Question question) {
        return account.search(question);
    }

    /** What a right to everything may span, so that it is a broad one: the account first, then regions. */
    public List<Breadth> breadths() {
        return account.breadths(role);
    }

    /** The actions by which it may read everything of a data store of the account, or of a region in which instances run with it. */
    public List<String> dataReads() {
        return DataReads.certain(this);
    }

    /**
     * Whether the role may change every identity of the account, by all of IAM's actions that do so: on any role, or on
     * any user. Who may do everything may do that too.
     */
    public Certainty administrator() {
        return new AdministratorRights(this).certainty();
    }

    /** What the role could do if no policy of the organization bound the account. */
    public RolePrivileges withoutOrganization() {
        return policies.organization().levels().isEmpty()
                ? this
                : new RolePrivileges(role, account, OrganizationLimits.NONE, session.ofInstance());
    }

    /** Whether the role may read everything in some data store of the account, or of a region in which instances run with it. */
    public Certainty readsAllData() {
        return DataReads.ofAny(this);
    }

    /** The statements that together make the role an administrator; as few as a simple search finds. */
    public List<Statement> administratorGrants() {
        return new AdministratorRights(this).grants();
    }

    /** The policies, the boundary among them, whose statements could not be read. */
    public List<String> unreadable() {
        return policies.unreadable();
    }

    /** What is missing of other accounts, of whose roles it may assume some, and of those that they may lead on to. */
    List<String> missingElsewhere() {
        return policies.grantsAnything(Trust.ASSUME) ? account.elsewhere().missing(this) : List.of();
    }

    /** What was not read of the roles of other accounts that this role may assume, without the roles that those lead on to. */
    List<String> missingElsewhereAtOnce() {
        return policies.grantsAnything(Trust.ASSUME) ? account.elsewhere().missingAtOnce(this) : List.of();
    }

    String partition() {
        return role.scope().partition();
    }

    String accountId() {
        return role.scope().accountId();
    }
}
