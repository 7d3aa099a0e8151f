package io.muster.rule.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.privilege.Wildcards;
import io.muster.rule.Evidence;
import io.muster.rule.NarrowingConditions;
import io.muster.rule.PolicyElements;
import io.muster.rule.PrincipalName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A principal that a statement of a trust policy allows to assume the role.
 *
 * @param narrowed whether a condition, or a denial beside the statement, narrows who of those that are named may: an external id, the
 *     organization, an account, an identity or a source
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
record TrustedPrincipal(Type type, String name, String statement, boolean narrowed) {

    enum Type {
        /** EC2 itself, in any partition. */
        EC2,
        /** Another service of AWS. */
        SERVICE,
        /** Every principal of every account, or all but those that are named. */
        ANYONE,
        /** An account, or an identity of one. */
        ACCOUNT,
        /** An identity provider. */
        FEDERATED,
        /** An identity provider that issues tokens to anyone: GitHub, Google and others. */
        SHARED_ISSUER,
        /** The unique id of an identity that was deleted. */
        GONE,
        /** A form that AWS does not document for trust policies. */
        OTHER
    }

    /** The service principal of EC2, also that of a region; the last part is the domain of the partition, see {@code PartitionMetadata} of AWS's SDK. */
    private static final Pattern EC2_SERVICE = Pattern.compile(
            "ec2\\.(?:[a-z]+(?:-[a-z]+)+-\\d\\.)?(?:amazonaws\\.(?:com(?:\\.cn)?|eu)|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov|cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov)");

    private static final Set<String> NARROWING = Set.of(
            "sts:externalid",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceorgid");

    private static final String ASSUME = "sts:assumerole";

    /** The actions that give out a session. */
    private static final List<String> WAYS = List.of(ASSUME, "sts:assumerolewithsaml", "sts:assumerolewithwebidentity");

    private static final Pattern UNIQUE_ID = Pattern.compile("A[A-Z]{3}[A-Z0-9]{12,}");

    /** Whether a denial prevents all principals from assuming the role except those that its condition names. */
    static boolean guards(WrittenStatement statement) {
        return statement.node().path("Effect").asText().equals("Deny")
                && PolicyElements.isEverybody(statement.node().path("Principal"))
                && statement.texts("Action").stream()
                        .anyMatch(action -> Wildcards.matches(action.toLowerCase(Locale.ROOT), ASSUME))
                && NarrowingConditions.holdForOthers(statement.node(), NARROWING);
    }

    /** The principal where a denial of the policy {@linkplain #guards guards} the role: tokens of identity providers are another way, which it need not concern. */
    TrustedPrincipal guarded() {
        return type == Type.ANYONE || type == Type.ACCOUNT ? new TrustedPrincipal(type, name, statement, true) : this;
    }

    /** The principals of the statement; none where it allows to tag sessions alone, say. */
    static List<TrustedPrincipal> of(WrittenStatement statement) {
        if (!assumes(statement)) {
            return List.of();
        }
        boolean narrowed = NarrowingConditions.of(statement.node()).anyMatch(NARROWING::contains);
        if (statement.has("NotPrincipal")) {
            return List.of(new TrustedPrincipal(Type.ANYONE, "all but some", statement.position(), narrowed));
        }
        JsonNode principal = statement.node().path("Principal");
        return principal.isObject()
                ? principal.properties().stream()
                        .flatMap(named -> PolicyElements.of(named.getValue()).stream()
                                .map(name -> of(statement, named.getKey(), name.asText(), narrowed)))
                        .toList()
                : PolicyElements.of(principal).stream()
                        .map(name -> of(statement, "AWS", name.asText(), narrowed))
                        .toList();
    }

    private static boolean assumes(WrittenStatement statement) {
        return !statement.has("Action")
                || statement.texts("Action").stream()
                        .map(action -> action.toLowerCase(Locale.ROOT))
                        .anyMatch(action -> WAYS.stream().anyMatch(way -> Wildcards.matches(action, way)));
    }

    private static TrustedPrincipal of(WrittenStatement statement, String kind, String name, boolean narrowed) {
        Type type = switch (kind) {
            case "Service" -> EC2_SERVICE.matcher(name).matches() ? Type.EC2 : Type.SERVICE;
            case "Federated" -> SharedIssuers.serves(name) ? Type.SHARED_ISSUER : Type.FEDERATED;
            case "AWS" -> ofIdentity(name);
            default -> Type.OTHER;
        };
        if (type == Type.SHARED_ISSUER) {
            return new TrustedPrincipal(type, name, statement.position(), SharedIssuers.narrowed(name, statement));
        }
        return new TrustedPrincipal(type, name, statement.position(), narrowed);
    }

    private static Type ofIdentity(String name) {
        if (name.equals("*")) {
            return Type.ANYONE;
        }
        if (UNIQUE_ID.matcher(name).matches()) {
            return Type.GONE;
        }
        return PrincipalName.account(name).isPresent() ? Type.ACCOUNT : Type.OTHER;
    }

    Optional<String> accountId() {
        return PrincipalName.account(name);
    }

    Map<String, Object> facts() {
        return Evidence.of("principal", name)
                .and("statement", statement)
                .and("narrowedByCondition", narrowed)
                .facts();
    }
}
