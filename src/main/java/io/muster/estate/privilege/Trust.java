package io.muster.estate.privilege;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A role's trust policy: who may assume the role. One that names an identity of the account is enough for it; one that names the account
 * leaves it to the policies of its identities.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">IAM User Guide,
 *     Principal</a>
 */
public final class Trust {

    static final String ASSUME = "sts:assumerole";

    static final String BY_SAML = "sts:assumerolewithsaml";
    static final String BY_TOKEN = "sts:assumerolewithwebidentity";

    /** The service of identity pools, which is an identity provider to trust policies. */
    private static final String IDENTITY_POOLS = "cognito-identity.amazonaws.com";

    static final String TAG = "sts:tagsession";

    static final String SOURCE_IDENTITY = "sts:setsourceidentity";

    private static final String ANY = "*";

    private static final Pattern OF_ACCOUNT = Pattern.compile("(?:arn:[^:]+:(?:iam|sts)::)?([0-9]{12})(?::.*)?");

    private final Policy policy;
    private final Consent consent;
    private final List<Principal> principals;
    private final String account;
    private final String arn;

    Trust(Resource<Role> role) {
        policy = Policy.of("trust policy", role.attributes().trustPolicy());
        account = role.scope().accountId();
        arn = role.arn();
        consent = Consent.of(policy.about(ASSUME));
        principals = admitted();
    }

    /**
     * A principal that is let in.
     *
     * @param type       the key of the element: AWS, Service, Federated, CanonicalUser
     * @param conditions the keys that the statement's conditions ask for
     */
    public record Principal(String type, String name, String statement, List<String> conditions) {}

    /** The principals that the policy admits, without those that another statement denies unconditionally. */
    public List<Principal> principals() {
        return principals;
    }

    private List<Principal> admitted() {
        List<Principal> all = new ArrayList<>();
        for (Statement statement : policy.statements()) {
            if (statement.allow()) {
                Consent.named(statement.principal()).stream()
                        .filter(named -> ways(named)
                                .filter(statement.actions()::matchesAction)
                                .anyMatch(way -> policy.about(way).stream().noneMatch(other -> denies(other, named))))
                        .forEach(named -> all.add(new Principal(
                                named.getKey(), named.getValue(), statement.position(), statement.conditionKeys())));
            }
        }
        return List.copyOf(all);
    }

    private static boolean denies(Statement statement, Map.Entry<String, String> principal) {
        return !statement.allow()
                && statement.conditions().areNone()
                && Consent.named(statement.principal()).stream()
                        .anyMatch(denied -> denied.equals(principal) || denied.equals(Map.entry("AWS", "*")));
    }

    /**
     * The actions by which a principal assumes a role: an identity provider's users by a token or an assertion alone. Everyone may be one of them.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html">IAM User Guide, compare AWS STS
     *     credentials</a>
     */
    private static Stream<String> ways(Map.Entry<String, String> named) {
        boolean everyone = named.getKey().equals("AWS") && !named.getValue().matches("(arn:.*|[0-9]{12})");
        return switch (named.getKey()) {
            case "Federated" -> Stream.of(BY_SAML, BY_TOKEN);
            case "Service" -> Stream.of(ASSUME);
            default -> everyone ? Stream.of(ASSUME, BY_SAML, BY_TOKEN) : Stream.of(ASSUME);
        };
    }

    /** The statements that deny the action to somebody. */
    List<Statement> denials(String action) {
        return policy.about(action).stream()
                .filter(statement -> !statement.allow())
                .toList();
    }

    /** The ids of other accounts whose identities it names; {@code *} where they may be of any, as where it is not readable. */
    Set<String> otherAccounts() {
        Set<String> accounts = readable() ? new TreeSet<>() : new TreeSet<>(Set.of(ANY));
        principals.stream()
                .filter(principal -> principal.type().equals("AWS"))
                .flatMap(principal -> accountOf(principal.name()))
                .filter(id -> !id.equals(account))
                .forEach(accounts::add);
        return accounts;
    }

    /** None of a name that stands for nobody any more: AWS shows the id of an identity that was deleted. */
    private static Stream<String> accountOf(String name) {
        if (name.equals(ANY) || name.equals(Consent.ALL_BUT_SOME)) {
            return Stream.of(ANY);
        }
        Matcher account = OF_ACCOUNT.matcher(name);
        return account.matches() ? Stream.of(account.group(1)) : Stream.empty();
    }

    boolean readable() {
        return policy.readable();
    }

    /** Whether identities, of this account or another, may assume it, and not services alone; they may where it is not readable. */
    boolean admitsIdentities() {
        return !readable()
                || principals().stream().anyMatch(principal -> !principal.type().equals("Service"));
    }

    /** Whether the service may, written as {@code ec2.amazonaws.com} in every partition, and nothing else. */
    boolean admitsAlone(String service) {
        return readable()
                && principals().stream().allMatch(principal -> names(principal.type(), principal.name(), service));
    }

    /** Whether it names the service, perhaps under conditions. */
    boolean namesService(String service) {
        return principals().stream().anyMatch(principal -> names(principal.type(), principal.name(), service));
    }

    /** Whether another one than the service certainly may, for a resource of the account. */
    boolean admitsOthersThan(String service, OrganizationLimits organization) {
        return principals().stream()
                .filter(principal -> !names(principal.type(), principal.name(), service))
                .anyMatch(principal -> principal.type().equals("Service")
                        ? admitsService(ServicePrincipal.plain(principal.name()), organization) == Certainty.YES
                        : certainlyAdmits(principal));
    }

    /** Whom no condition and no denial speaks of, and who is not gone. */
    private boolean certainlyAdmits(Principal principal) {
        Map.Entry<String, String> named = Map.entry(principal.type(), principal.name());
        Consent.Named meant = (type, name) -> Certainty.certainly(named.equals(Map.entry(type, name)));
        return policy.statements().stream().allMatch(Statement::allow)
                && (!principal.type().equals("AWS")
                        || accountOf(principal.name()).findAny().isPresent())
                && ways(named).anyMatch(way -> decide(way, meant, Facts.NONE, true) == Certainty.YES);
    }

    private static boolean names(String type, String name, String service) {
        return type.equals("Service") && ServicePrincipal.is(name, service);
    }

    /**
     * Whether the service may, for a resource of the account.
     *
     * @param service written as {@code ec2.amazonaws.com} in every partition
     * @param organization that of the account
     */
    Certainty admitsService(String service, OrganizationLimits organization) {
        SourceArns sources = SourceArns.of(policy, arn.split(":", -1)[1], account);
        Certainty any = admitsService(service, organization, sources.any());
        return any == Certainty.POSSIBLE
                ? sources.made(service)
                        .map(source -> admitsService(service, organization, source))
                        .reduce(any, Certainty::or)
                : any;
    }

    private Certainty admitsService(String service, OrganizationLimits organization, Fact source) {
        Facts facts = key -> switch (key) {
            case "aws:sourceaccount" -> Fact.of(account);
            case SourceArns.KEY -> source;
            case "aws:principalisawsservice" -> Fact.of("true");
            case "aws:sourceorgid" -> organization.id();
            case "aws:sourceorgpaths" -> organization.path();
            default -> Fact.UNKNOWN;
        };
        return service.equals(IDENTITY_POOLS)
                ? admitsIdentityPools(facts)
                : decide(ASSUME, (type, name) -> isService(type, name, service), facts, false);
    }

    /** Which pools the account has, and whether they have guests, is not known. */
    private Certainty admitsIdentityPools(Facts facts) {
        Consent.Named pools =
                (type, name) -> Certainty.certainly(type.equals("Federated") && name.equals(IDENTITY_POOLS));
        return decide(BY_TOKEN, pools, facts, false).and(Certainty.POSSIBLE);
    }

    /** Everyone may be a service as well: AWS does not say so of trust policies. */
    private static Certainty isService(String type, String name, String service) {
        return type.equals("AWS") && name.equals("*")
                ? Certainty.POSSIBLE
                : Certainty.certainly(type.equals("Service") && ServicePrincipal.is(name, service));
    }

    /**
     * Whether a session may be given tags, which come before those of the role; it may where the policy is not readable. EC2 gives its
     * sessions none.
     */
    boolean admitsTags() {
        return !readable()
                || policy.about(TAG).stream()
                        .filter(Statement::allow)
                        .flatMap(statement -> Consent.named(statement.principal()).stream())
                        .anyMatch(named -> !names(named.getKey(), named.getValue(), Passing.TO_INSTANCES));
    }

    /**
     * Whether it names the role itself, or everyone.
     *
     * @param action to assume the role, or one of those that a request to assume it may ask for besides
     * @param strict whether a denial that is not decided leaves the whole undecided
     */
    Certainty admits(String action, RolePrincipal role, Facts session, boolean strict) {
        return decide(action, role.named(role::byItself), session, strict);
    }

    /** Whether it names everyone or a session of the role; {@code action} and {@code strict} as with {@link #admits}. */
    Certainty admitsPastBoundary(String action, RolePrincipal role, Facts session, boolean strict) {
        return decide(action, role.named(role::pastBoundary), session, strict);
    }

    /** Whether it names the role's account; {@code action} and {@code strict} as with {@link #admits}. */
    Certainty admitsAccountOf(String action, RolePrincipal role, Facts session, boolean strict) {
        return decide(action, role.named(role::byAccount), session, strict);
    }

    private Consent of(String action) {
        return action.equals(ASSUME) ? consent : Consent.of(policy.about(action));
    }

    private Certainty decide(String action, Consent.Named named, Facts facts, boolean strict) {
        Request request = new Request(action, arn, facts);
        Consent about = of(action);
        boolean open = strict || about.mayDenyHoweverAsked(named, request);
        return policy.whole(about.decide(named, statement -> statement.appliesToResource(request), open));
    }
}
