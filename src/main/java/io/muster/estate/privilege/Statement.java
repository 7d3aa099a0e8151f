package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One statement of a policy.
 *
 * @param policy    the name or ARN of the policy that holds it
 * @param position  its {@code Sid}, or else its place in the policy, counted from 1
 * @param principal whom it speaks of, in policies of resources; a missing node in those of identities
 */
public record Statement(
        String policy,
        String position,
        boolean allow,
        Patterns actions,
        Patterns resources,
        Conditions conditions,
        JsonNode principal) {

    /** Of its place alone, which tells statements apart: documents are long. */
    @Override
    public int hashCode() {
        return Objects.hash(policy, position);
    }

    /** Whether it speaks of the request. */
    Certainty appliesTo(Request request) {
        return actions.matchesAction(request.action()) ? appliesToResource(request) : Certainty.NO;
    }

    /** As {@link #appliesTo}, of a request for an action that it names. */
    Certainty appliesToResource(Request request) {
        Certainty named = resources.matchesResource(request.resource(), request.facts());
        return named == Certainty.NO ? named : named.and(conditions.hold(request.facts()));
    }

    /** Whether nothing but what no request chooses keeps it open whether it speaks of the request, which is for an action that it names. */
    boolean hangsOnGiven(Request request) {
        return appliesToResource(request) == Certainty.POSSIBLE
                && conditions.mayHoldHoweverAsked(request.facts())
                && resources.mayMatchHoweverAsked(request.resource(), request.facts());
    }

    /** As {@link #appliesToResource}, of a request whose resource is a pattern: whether it may apply to some of what that means. */
    boolean concernsSomeOf(Request request) {
        return resources.meetSomeOf(request.resource(), request.facts())
                && conditions.hold(request.facts()) != Certainty.NO;
    }

    /** Whether it denies every action of the service on everything, without a condition. */
    boolean deniesAllOf(String service) {
        return !allow
                && actions.matchesAllOf(service)
                && conditions.areNone()
                && !resources.negated()
                && resources.values().stream().anyMatch(text -> text.matches("\\*+"));
    }

    /** The actions that it names, in a line. */
    public String describeActions() {
        return (actions.negated() ? "all but " : "") + String.join(", ", actions.values());
    }

    /** The resources that it names, in a line. */
    public String describeResources() {
        return (resources.negated() ? "all but " : "") + String.join(", ", resources.values());
    }

    /** Its policy, place, actions and resources, by the names and in the order in which answers and evidence show them. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("policy", policy);
        facts.put("statement", position);
        facts.put("actions", describeActions());
        facts.put("resources", describeResources());
        return Collections.unmodifiableMap(facts);
    }

    /** Whether its conditions ask for the organization, or a tag, of the resource, or the caller's organization, which a caller cannot choose. */
    boolean asksForPlaces() {
        return conditionKeys().stream()
                .anyMatch(key -> key.startsWith("aws:principalorg")
                        || key.startsWith("aws:resourceorg")
                        || key.contains(Facts.RESOURCE_TAG));
    }

    /** The keys that its conditions ask for, in lower case. */
    public List<String> conditionKeys() {
        return conditions.keys();
    }
}
