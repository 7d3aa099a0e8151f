package io.muster.estate.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.estate.privilege.Escalation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An attack path as it is stored. Steps and cuts in other accounts are marked with the account, except those about the first role
 * in another account that it leads to, which everyone who sees the path may see.
 */
final class AttackPathDocument {

    static final String BEYOND = "beyond";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AttackPathDocument() {}

    static String text(AttackPath path) {
        return of(path).toString();
    }

    static ObjectNode of(AttackPath path) {
        ObjectNode document = JSON.objectNode()
                .put("title", path.title())
                .put("prize", path.prize().name())
                .put("certain", path.certain());
        Function<String, Optional<String>> account = beyond(path);
        ArrayNode steps = steps(path.steps());
        steps.forEach(step ->
                account.apply(step.path("resourceArn").asText()).ifPresent(id -> ((ObjectNode) step).put(BEYOND, id)));
        document.set("steps", steps);
        ArrayNode cuts = document.putArray("cuts");
        path.cuts().stream().distinct().forEach(cut -> {
            ObjectNode node = cuts.addObject()
                    .put("resourceArn", cut.resourceArn())
                    .put("kind", cut.kind().name())
                    .put("change", cut.change());
            account.apply(cut.resourceArn()).ifPresent(id -> node.put(BEYOND, id));
        });
        if (!path.otherAccounts().isEmpty()) {
            path.otherAccounts().forEach(document.putArray("accounts")::add);
        }
        return document;
    }

    static ArrayNode steps(List<AttackStep> steps) {
        ArrayNode nodes = JSON.arrayNode();
        steps.forEach(step -> nodes.addObject()
                .put("resourceArn", step.resourceArn())
                .put("kind", step.kind().name())
                .put("why", step.why())
                .put("ruleId", step.ruleId())
                .put("findingArn", step.findingArn()));
        return nodes;
    }

    private static Function<String, Optional<String>> beyond(AttackPath path) {
        Set<String> beyond = new HashSet<>(path.beforeAccount());
        path.beyondAccount().stream().skip(1).forEach(beyond::add);
        return arn -> Optional.of(arn).filter(beyond::contains).map(Escalation::accountOf);
    }

    /** The part of the document that everyone who sees the path may see. */
    static ObjectNode toldToAll(AttackPath path) {
        ObjectNode document = of(path);
        Stream.of("steps", "cuts")
                .forEach(list -> document.putArray(list).addAll(told(of(path).path(list), account -> false)));
        path.otherAccounts().stream()
                .findFirst()
                .ifPresent(account -> document.putArray("accounts").add(account));
        return document;
    }

    /**
     * The steps or cuts without those of accounts that the caller may not see.
     *
     * @param told whether the caller may see the account of the id
     */
    static List<JsonNode> told(JsonNode list, Predicate<String> told) {
        return list.valueStream()
                .filter(node -> !node.has(BEYOND) || told.test(node.path(BEYOND).asText()))
                .toList();
    }
}
