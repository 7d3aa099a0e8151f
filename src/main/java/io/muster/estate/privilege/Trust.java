package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A role's trust policy: who may assume the role. One that names an identity of the account is enough for it; one that names the account
 * leaves it to the policies of its identities.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">IAM User Guide,
 *     Principal</a>
 */
public final class Trust {

    static final String ASSUME = "sts:assumerole";

    private static final List<String> WAYS = List.of(ASSUME, "sts:assumerolewithsaml", "sts:assumerolewithwebidentity");

    private static final String TAG = "sts:tagsession";

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");

    private final Policy policy;
    private final List<Spoken> spoken;
    private final List<Principal> principals;
    private final String account;

    /** A statement about assuming, with whom it names. */
    private record Spoken(Statement statement, List<Map.Entry<String, String>> named, boolean negated) {

        static Spoken of(Statement statement) {
            JsonNode principal = statement.principal();
            boolean negated = principal.has("NotPrincipal");
            return new Spoken(statement, Trust.named(negated ? principal.get("NotPrincipal") : principal), negated);
        }

        Certainty of(Named meant) {
            Certainty any = Certainty.NO;
            for (Map.Entry<String, String> name : named) {
                boolean everyone = name.getValue().equals("*") && name.getKey().equals("AWS") && !statement.allow();
                Certainty one = negated
                        ? meant.isSparedBy(name.getKey(), name.getValue())
                        : meant.is(name.getKey(), name.getValue());
                any = any.or(everyone ? Certainty.YES : one);
            }
            if (negated && !statement.allow() && any == Certainty.YES) {
                // spared only where its account and its session are named as well, see "NotPrincipal with Deny"
                return Certainty.POSSIBLE;
            }
            return negated ? any.not() : any;
        }
    }

    Trust(Resource<Role> role) {
        policy = Policy.of("trust policy", role.attributes().trustPolicy());
        account = role.scope().accountId();
        spoken = policy.about(ASSUME).stream().map(Spoken::of).toList();
        principals = admitted();
    }

    /**
     * A principal that is let in.
     *
     * @param type       the key of the element: AWS, Service, Federated, CanonicalUser
     * @param conditions the keys that the statement's conditions ask for
     */
    public record Principal(String type, String name, String statement, List<String> conditions) {}

    /** Whom it admits, unless denied by another statement. */
    public List<Principal> principals() {
        return principals;
    }

    private List<Principal> admitted() {
        List<Principal> all = new ArrayList<>();
        for (Statement statement : policy.statements()) {
            if (statement.allow() && WAYS.stream().anyMatch(statement.actions()::matchesAction)) {
                named(statement.principal())
                        .forEach(named -> all.add(new Principal(
                                named.getKey(), named.getValue(), statement.position(), statement.conditionKeys())));
            }
        }
        return List.copyOf(all);
    }

    boolean readable() {
        return policy.readable();
    }

    /** Whether identities, of this account or another, may assume it, and not services alone. */
    boolean admitsIdentities() {
        return principals().stream().anyMatch(principal -> !principal.type().equals("Service"));
    }

    /** Whether the service may, written as {@code ec2.amazonaws.com} in every partition. */
    Certainty admitsService(String service) {
        Facts facts = key -> switch (key) {
            case "aws:sourceaccount" -> Fact.of(account);
            case "aws:principalisawsservice" -> Fact.of("true");
            default -> Fact.UNKNOWN;
        };
        return decide(
                (type, name) -> Certainty.certainly(type.equals("Service") && isService(name, service)), facts, false);
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

    /** Whether a session may be given tags, which come before those of the role. EC2 gives its sessions none. */
    boolean admitsTags() {
        return policy.about(TAG).stream()
                .filter(Statement::allow)
                .flatMap(statement -> named(statement.principal()).stream())
                .anyMatch(named ->
                        !named.getKey().equals("Service") || !isService(named.getValue(), "ec2.amazonaws.com"));
    }

    /**
     * Whether it names the role itself, or everyone.
     *
     * @param strict whether a denial that is not decided leaves the whole undecided
     */
    Certainty admits(Identity role, Facts session, boolean strict) {
        return decide(new Meant(role, false), session, strict);
    }

    /** Whether it names the role's account; {@code strict} as with {@link #admits}. */
    Certainty admitsAccountOf(Identity role, Facts session, boolean strict) {
        return decide(new Meant(role, true), session, strict);
    }

    private interface Named {
        Certainty is(String type, String name);

        /** Whether {@code NotPrincipal} means it by the name. */
        default Certainty isSparedBy(String type, String name) {
            return is(type, name);
        }
    }

    /** A role as trust policies may name it. */
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

        private Certainty byItself(String type, String name) {
            if (!type.equals("AWS")) {
                return Certainty.NO;
            }
            return name.startsWith(sessions)
                    ? Certainty.POSSIBLE
                    : Certainty.certainly(name.equals("*") || name.equals(arn));
        }

        private Certainty byAccount(String type, String name) {
            return Certainty.certainly(type.equals("AWS") && (name.equals(account) || name.equals(root)));
        }
    }

    /** A role by itself or by its account; NotPrincipal spares it by either. */
    private record Meant(Identity identity, boolean asAccount) implements Named {

        @Override
        public Certainty is(String type, String name) {
            return asAccount ? identity.byAccount(type, name) : identity.byItself(type, name);
        }

        @Override
        public Certainty isSparedBy(String type, String name) {
            return identity.byItself(type, name).or(identity.byAccount(type, name));
        }
    }

    private Certainty decide(Named named, Facts facts, boolean strict) {
        if (!policy.readable()) {
            return Certainty.POSSIBLE;
        }
        Request request = new Request(ASSUME, "*", facts);
        Certainty allowed = Certainty.NO;
        Certainty denied = Certainty.NO;
        for (Spoken one : spoken) {
            Certainty speaks = one.of(named);
            Certainty applies =
                    speaks == Certainty.NO ? speaks : speaks.and(one.statement().appliesToResource(request));
            if (one.statement().allow()) {
                allowed = allowed.or(applies);
            } else {
                denied = denied.or(applies);
            }
        }
        if (denied == Certainty.YES) {
            return Certainty.NO;
        }
        return strict && denied == Certainty.POSSIBLE ? allowed.and(Certainty.POSSIBLE) : allowed;
    }

    private static List<Map.Entry<String, String>> named(JsonNode principal) {
        if (principal.has("NotPrincipal")) {
            return List.of(Map.entry("AWS", "all but some"));
        }
        return principal.isObject()
                ? principal.properties().stream()
                        .flatMap(type -> Policy.elements(type.getValue()).stream()
                                .map(name -> Map.entry(type.getKey(), name.asText())))
                        .toList()
                : Policy.elements(principal).stream()
                        .map(name -> Map.entry("AWS", name.asText()))
                        .toList();
    }
}
