package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Where the resources of a plan are: a plan may be of several accounts and regions, in which resources have the same names. Told
 * are the ARN of a resource, the region that it names itself (version 6 of the provider), and its provider's configuration.
 */
final class PlanPlaces {

    private static final Pattern ARN = Pattern.compile("arn:[^:]*:[^:]*:([^:]*):(\\d{12}):.*", Pattern.DOTALL);
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d+");
    private static final String VARIABLE = "var.";

    private final JsonNode plan;
    private final String accountId;

    @Nullable
    private final String region;

    /** @param region null where the question is about the account as a whole */
    PlanPlaces(JsonNode plan, String accountId, @Nullable String region) {
        this.plan = plan;
        this.accountId = accountId;
        this.region = region;
    }

    /** Where the resource is, in words; empty unless that is known and is another place than the question is about. */
    Optional<String> elsewhere(PlanResource resource) {
        Optional<String> account = account(resource).filter(told -> !told.equals(accountId));
        if (account.isPresent() || region == null || resource.type().startsWith("aws_iam_")) {
            return account.map(told -> "it is of the account " + told);
        }
        return region(resource).filter(told -> !told.equals(region)).map(told -> "it is of the region " + told);
    }

    private Optional<String> account(PlanResource resource) {
        return ofArn(resource, 2)
                .or(() -> provider(resource)
                        .flatMap(provider -> Stream.concat(
                                        texts(provider, lastRole(provider)),
                                        texts(provider, expressions(provider).path("allowed_account_ids")))
                                .map(PlanPlaces::accountOf)
                                .filter(Objects::nonNull)
                                .findFirst()));
    }

    private Optional<String> region(PlanResource resource) {
        return Stream.of(resource.after(), resource.before())
                .map(state -> PlanResource.text(state, "region"))
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> ofArn(resource, 1))
                .or(() -> provider(resource)
                        .flatMap(provider -> texts(
                                        provider, expressions(provider).path("region"))
                                .findFirst()))
                .filter(told -> REGION.matcher(told).matches());
    }

    private static Optional<String> ofArn(PlanResource resource, int part) {
        return Stream.of(resource.before(), resource.after())
                .map(state -> PlanResource.text(state, "arn"))
                .filter(Objects::nonNull)
                .map(ARN::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(part))
                .findFirst();
    }

    private Optional<JsonNode> provider(PlanResource resource) {
        return Optional.ofNullable(resource.references().provider(resource.address()))
                .map(key -> plan.path("configuration").path("provider_config").path(key));
    }

    /** The last of the roles that are assumed one after the other, whose account has the resources. */
    private static JsonNode lastRole(JsonNode provider) {
        JsonNode roles = expressions(provider).path("assume_role");
        return roles.path(roles.size() - 1).path("role_arn");
    }

    private static JsonNode expressions(JsonNode provider) {
        return provider.path("expressions");
    }

    /** The texts of an expression that is constant, or the value of one variable of the plan: those of modules are not in it. */
    private Stream<String> texts(JsonNode provider, JsonNode expression) {
        JsonNode references = expression.path("references");
        JsonNode value = expression.path("constant_value");
        if (!provider.has("module_address")
                && references.size() == 1
                && references.path(0).asText().startsWith(VARIABLE)) {
            value = plan.path("variables")
                    .path(references.path(0).asText().substring(VARIABLE.length()))
                    .path("value");
        }
        return value.isTextual()
                ? Stream.of(value.textValue())
                : value.size() == 1
                        ? StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText)
                        : Stream.empty();
    }

    /** An ARN of a role is that of the account, and so is what is put into one. */
    @Nullable
    private static String accountOf(String text) {
        Matcher arn = ARN.matcher(text);
        return arn.matches() ? arn.group(2) : ACCOUNT.matcher(text).matches() ? text : null;
    }
}
