package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
            for (Map.Entry<String, String> one : named) {
                boolean everyone = one.getValue().equals("*") && one.getKey().equals("AWS") && !statement.allow();
                any = any.or(everyone ? Certainty.YES : meant.is(one.getKey(), one.getValue()));
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
                (type, name) -> Certainty.certainly(
                        type.equals("Service") && (name.equals(service) || name.equals(service + ".cn"))),
                facts);
    }

    /** Whether it names the role itself, or everyone. */
    Certainty admits(String roleArn, Facts session) {
        return decide((type, name) -> ofIdentity(type, name, roleArn, false), session);
    }

    /** Whether it names the role's account. */
    Certainty admitsAccountOf(String roleArn, Facts session) {
        return decide((type, name) -> ofIdentity(type, name, roleArn, true), session);
    }

    private interface Named {
        Certainty is(String type, String name);
    }

    private static Certainty ofIdentity(String type, String name, String roleArn, boolean asAccount) {
        if (!type.equals("AWS")) {
            return Certainty.NO;
        }
        String[] arn = roleArn.split(":", 6);
        if (asAccount) {
            return Certainty.certainly(
                    name.equals(arn[4]) || name.equals(String.join(":", arn[0], arn[1], "iam", "", arn[4], "root")));
        }
        String session = String.join(":", arn[0], arn[1], "sts", "", arn[4], "assumed-role")
                + roleArn.substring(roleArn.lastIndexOf('/'))
                + "/";
        return name.startsWith(session)
                ? Certainty.POSSIBLE
                : Certainty.certainly(name.equals("*") || name.equals(roleArn));
    }

    private Certainty decide(Named named, Facts facts) {
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
        return denied == Certainty.YES ? Certainty.NO : allowed;
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
