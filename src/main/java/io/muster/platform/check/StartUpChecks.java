package io.muster.platform.check;

import io.muster.platform.StructuredLog;
import io.muster.platform.check.StartUpCheck.Fault;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start with settings that are not safe, and says all that is wrong with them at once. */
@Singleton
public class StartUpChecks {

    private static final StructuredLog LOG = StructuredLog.of(StartUpChecks.class);
    private static final int BEFORE_ALL_ELSE = 1;

    private final List<StartUpCheck> checks;
    private final Set<String> accepted;
    private final boolean endsAfterStart;
    private boolean passed;

    /** @param endsAfterStart as the Job that migrates the database does, which has none of the files that serving needs */
    StartUpChecks(
            @All List<StartUpCheck> checks,
            ChecksConfig config,
            @ConfigProperty(name = "quarkus.init-and-exit", defaultValue = "false") boolean endsAfterStart) {
        this.checks = List.copyOf(checks);
        this.endsAfterStart = endsAfterStart;
        this.accepted = new TreeSet<>(config.acceptedRisks().orElse(Set.of()));
    }

    void atStart(@Observes @Priority(BEFORE_ALL_ELSE) StartupEvent event) {
        run();
    }

    /**
     * Checks, unless that has been done.
     *
     * @throws ConfigurationException whose message is for the operator; Quarkus shows it without a stack trace
     */
    public synchronized void run() {
        if (passed) {
            return;
        }
        List<String> refusals = new ArrayList<>(unknown());
        for (StartUpCheck check : concerned()) {
            check.find().ifPresent(fault -> judge(check, fault, refusals));
        }
        if (!refusals.isEmpty()) {
            throw new ConfigurationException(
                    "Muster does not start with these settings:\n" + String.join("", refusals));
        }
        passed = true;
    }

    private List<StartUpCheck> concerned() {
        return endsAfterStart
                ? checks.stream().filter(check -> !check.ofServing()).toList()
                : checks;
    }

    private void judge(StartUpCheck check, Fault fault, List<String> refusals) {
        if (check.acceptable() && accepted.contains(check.name())) {
            LOG.with("risk", check.name()).with("what", fault.what()).warn("Risk accepted");
            return;
        }
        String wayRound = check.acceptable()
                ? "\n    or accept the risk: add " + check.name() + " to muster.checks.accepted-risks"
                : "";
        refusals.add("- %s: %s%n    %s%s%n".formatted(check.name(), fault.what(), fault.remedy(), wayRound));
    }

    private List<String> unknown() {
        Set<String> known = checks.stream()
                .filter(StartUpCheck::acceptable)
                .map(StartUpCheck::name)
                .collect(Collectors.toCollection(TreeSet::new));
        return accepted.stream()
                .filter(name -> !known.contains(name))
                .map(name -> "- muster.checks.accepted-risks: there is no risk %s to accept, only %s%n"
                        .formatted(name, String.join(", ", known)))
                .toList();
    }
}
