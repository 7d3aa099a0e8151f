package io.muster.estate.privilege;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Policies of which one is enough to allow a request, with their statements by the actions that were asked for. */
final class Layer {

    private static final Named NOTHING = new Named(List.of(), List.of());

    /** The statements that name an action. */
    record Named(List<Statement> allowing, List<Statement> denying) {}

    private final List<Policy> policies;
    private final boolean readable;
    private final Map<String, List<Policy>> byService = new ConcurrentHashMap<>();
    private final Map<String, Named> byAction = new ConcurrentHashMap<>();

    Layer(List<Policy> policies) {
        this.policies = List.copyOf(policies);
        readable = policies.stream().allMatch(Policy::readable);
    }

    List<Policy> policies() {
        return policies;
    }

    boolean readable() {
        return readable;
    }

    /** The statements that name the action, which is in lower case. */
    Named about(String action) {
        Named known = byAction.get(action);
        if (known != null) {
            return known;
        }
        String service = action.substring(0, Math.max(0, action.indexOf(':')));
        List<Policy> meant = byService.get(service);
        if (meant == null) {
            meant = policies.stream().filter(policy -> policy.names(service)).toList();
            byService.put(service, meant);
        }
        return meant.isEmpty() ? NOTHING : index(action, meant);
    }

    private Named index(String action, List<Policy> meant) {
        List<Statement> allowing = new ArrayList<>();
        List<Statement> denying = new ArrayList<>();
        for (Policy policy : meant) {
            for (Statement statement : policy.statements()) {
                if (statement.actions().matchesAction(action)) {
                    (statement.allow() ? allowing : denying).add(statement);
                }
            }
        }
        Named named = allowing.isEmpty() && denying.isEmpty()
                ? NOTHING
                : new Named(List.copyOf(allowing), List.copyOf(denying));
        byAction.put(action, named);
        return named;
    }

    /** Whether it allows some action of the service on something; what cannot be read possibly does. */
    Certainty allowsSomeOf(String service) {
        return policies.stream().anyMatch(policy -> policy.allowsSomeOf(service))
                ? Certainty.YES
                : readable ? Certainty.NO : Certainty.POSSIBLE;
    }

    /** Whether each of the layers allows the request. */
    static Certainty allowEach(List<Layer> layers, Request request) {
        Certainty allowed = Certainty.YES;
        for (Layer layer : layers) {
            allowed = allowed == Certainty.NO ? allowed : allowed.and(layer.allows(request));
        }
        return allowed;
    }

    /** Whether some statement allows the request; what cannot be read possibly does. */
    Certainty allows(Request request) {
        return says(about(request.action()).allowing(), request);
    }

    /** Whether some statement denies the request; what cannot be read possibly does. */
    Certainty denies(Request request) {
        return says(about(request.action()).denying(), request);
    }

    private Certainty says(List<Statement> statements, Request request) {
        Certainty said = readable ? Certainty.NO : Certainty.POSSIBLE;
        for (Statement statement : statements) {
            if (said == Certainty.YES) {
                return said;
            }
            said = said.or(statement.appliesToResource(request));
        }
        return said;
    }
}
