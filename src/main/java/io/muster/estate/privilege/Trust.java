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

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");

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

    /** Whom it admits, but for those whom another statement denies it without a condition. */
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

    /** Whether EC2 may, and nothing else. */
    boolean admitsInstancesAlone() {
        return readable()
                && principals().stream().allMatch(principal -> isInstances(principal.type(), principal.name()));
    }

    private static boolean isInstances(String type, String name) {
        return type.equals("Service") && isService(name, "ec2.amazonaws.com");
    }

    /** Whether the service may, written as {@code ec2.amazonaws.com} in every partition. */
    Certainty admitsService(String service) {
        Facts facts = key -> switch (key) {
            case "aws:sourceaccount" -> Fact.of(account);
            case "aws:principalisawsservice" -> Fact.of("true");
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
                : Certainty.certainly(type.equals("Service") && isService(name, service));
    }

    /** A service has a principal for all regions, and one for each; those of China may have a domain of their own. */
    private static boolean isService(String name, String service) {
        String plain = name.endsWith(".cn") ? name.substring(0, name.length() - ".cn".length()) : name;
        if (plain.equals(service)) {
            return true;
        }
        int prefix = service.indexOf('.');
        return prefix > 0
                && plain.startsWith(service.substring(0, prefix + 1))
                && plain.endsWith(service.substring(prefix))
                && plain.length() > service.length()
                && REGION.matcher(plain.substring(prefix + 1, plain.length() - (service.length() - prefix)))
                        .matches();
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
                        .anyMatch(named -> !isInstances(named.getKey(), named.getValue()));
    }

    /**
     * Whether it names the role itself, or everyone.
     *
     * @param action to assume the role, or one of those that a request to assume it may ask for besides
     * @param strict whether a denial that is not decided leaves the whole undecided
     */
    Certainty admits(String action, Identity role, Facts session, boolean strict) {
        return decide(action, new Meant(role, role::byItself), session, strict);
    }

    /** Whether it names everyone or a session of the role; {@code action} and {@code strict} as with {@link #admits}. */
    Certainty admitsPastBoundary(String action, Identity role, Facts session, boolean strict) {
        return decide(action, new Meant(role, role::pastBoundary), session, strict);
    }

    /** Whether it names the role's account; {@code action} and {@code strict} as with {@link #admits}. */
    Certainty admitsAccountOf(String action, Identity role, Facts session, boolean strict) {
        return decide(action, new Meant(role, role::byAccount), session, strict);
    }

    /** A role as policies of resources may name it. */
    static final class Identity {

        private final String arn;
        private final String account;
        private final String root;
        private final String sessions;

        Identity(String roleArn) {
            String[] parts = roleArn.split(":", 6);
            arn = roleArn;
            account = parts[4];
            root = String.join(":", parts[0], parts[1], "iam", "", account, "root");
            sessions = String.join(":", parts[0], parts[1], "sts", "", account, "assumed-role")
                    + roleArn.substring(roleArn.lastIndexOf('/'))
                    + "/";
        }

        Certainty byItself(String type, String name) {
            if (!type.equals("AWS")) {
                return Certainty.NO;
            }
            return name.startsWith(sessions)
                    ? Certainty.POSSIBLE
                    : Certainty.certainly(name.equals("*") || name.equals(arn));
        }

        /**
         * Whether it is a name to which a boundary that does not allow what is granted is no limit: that of a session, and that of everyone,
         * of which AWS says so under a condition on {@code aws:PrincipalArn}.
         *
         * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html">IAM
         *     User Guide, how AWS enforcement code logic evaluates requests</a>
         */
        Certainty pastBoundary(String type, String name) {
            return type.equals("AWS") && (name.equals("*") || name.startsWith(sessions))
                    ? Certainty.POSSIBLE
                    : Certainty.NO;
        }

        Certainty byAccount(String type, String name) {
            return Certainty.certainly(type.equals("AWS") && (name.equals(account) || name.equals(root)));
        }

        Certainty byEither(String type, String name) {
            return byItself(type, name).or(byAccount(type, name));
        }
    }

    /** A role by itself or by its account; denied, or spared by NotPrincipal, by either. */
    private record Meant(Identity identity, Consent.Named naming) implements Consent.Named {

        @Override
        public Certainty is(String type, String name) {
            return naming.is(type, name);
        }

        @Override
        public Certainty belongsTo(String type, String name) {
            return identity.byEither(type, name);
        }
    }

    private Consent of(String action) {
        return action.equals(ASSUME) ? consent : Consent.of(policy.about(action));
    }

    private Certainty decide(String action, Consent.Named named, Facts facts, boolean strict) {
        Request request = new Request(action, arn, facts);
        Consent about = of(action);
        boolean open = strict || about.mayDenyHoweverAsked(named, facts);
        return policy.whole(about.decide(named, statement -> statement.appliesToResource(request), open));
    }
}
