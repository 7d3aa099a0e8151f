package io.muster.estate.privilege;

/**
 * One statement of a policy.
 *
 * @param policy     the name or ARN of the policy that holds it
 * @param position   its {@code Sid}, or else its place in the policy, counted from 1
 * @param conditions whether its conditions hold
 */
public record Statement(
        String policy, String position, boolean allow, Patterns actions, Patterns resources, Certainty conditions) {

    /** Whether it speaks of the request. */
    Certainty appliesTo(String action, String resource) {
        return conditions.and(actions.matchesAction(action)).and(resources.matchesResource(resource));
    }

    /** The actions that it names, in a line. */
    public String describeActions() {
        return (actions.negated() ? "all but " : "") + String.join(", ", actions.values());
    }

    /** The resources that it names, in a line. */
    public String describeResources() {
        return (resources.negated() ? "all but " : "") + String.join(", ", resources.values());
    }
}
