package io.muster.scan.verification;

import io.muster.aws.AwsSession;
import io.muster.aws.simulation.PolicySimulator;
import io.muster.aws.simulation.PolicySimulator.Question;
import io.muster.aws.simulation.Simulation;
import io.muster.estate.privilege.Simulated;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Asks AWS's simulator a question, and repeats it with the condition keys that the simulator lacked and Muster knows. */
final class SimulatorQuestions {

    /** An answer, with the context that the question had. */
    record SimulatorAnswer(Simulation simulation, Map<String, List<String>> context) {}

    private SimulatorQuestions() {}

    static Uni<SimulatorAnswer> ask(AwsSession session, VerificationQuestion question, Simulated own) {
        return ask(session, question, Map.of()).chain(first -> {
            Map<String, List<String>> known = known(first.simulation().missing(), own);
            return known.isEmpty() ? Uni.createFrom().item(first) : ask(session, question, known);
        });
    }

    private static Uni<SimulatorAnswer> ask(
            AwsSession session, VerificationQuestion question, Map<String, List<String>> context) {
        return PolicySimulator.ask(
                        session, new Question(question.role(), question.action(), question.resource(), context))
                .map(simulation -> new SimulatorAnswer(simulation, context));
    }

    /** The values of the missing keys; a key without a value in Muster's request stays missing. */
    private static Map<String, List<String>> known(List<String> missing, Simulated own) {
        Map<String, List<String>> known = new TreeMap<>();
        for (String key : missing) {
            own.context(key.toLowerCase(Locale.ROOT))
                    .filter(values -> !values.isEmpty())
                    .ifPresent(values -> known.put(key, values));
        }
        return known;
    }
}
