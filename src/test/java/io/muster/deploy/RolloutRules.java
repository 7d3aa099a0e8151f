package io.muster.deploy;

import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One version takes the place of another without a lost request, and finds the schema that it needs. */
final class RolloutRules implements Rule {

    /** What {@code ScanWorker} allows itself for handing its tasks back. */
    private static final Duration HAND_BACK = Duration.ofSeconds(5);

    @Override
    public Stream<String> faults(Manifests manifests) {
        return Stream.of(
                        manifests.of(Deployment.class).flatMap(deployment -> faults(manifests, deployment)),
                        manifests.of(CronJob.class).flatMap(cron -> faults(manifests, cron)))
                .flatMap(faults -> faults);
    }

    private static Stream<String> faults(Manifests manifests, Deployment deployment) {
        Workload workload = Workload.of(deployment).orElseThrow();
        Environment environment = Environment.of(manifests, workload);
        return Stream.of(
                        otherwise(keepsAll(deployment), "may be left with too few replicas while it is replaced"),
                        otherwise(drains(workload, environment), "is killed before it has drained"),
                        otherwise(isSeen(workload, environment), "stops before anybody has seen that it is not ready"),
                        otherwise(listens(workload, environment), "listens on other ports than it declares"),
                        otherwise(findsSchema(manifests, environment), "has nobody who migrates, or would not notice"))
                .flatMap(faults -> faults)
                .map(fault -> workload.name() + ": " + fault);
    }

    private static Stream<String> otherwise(boolean holds, String fault) {
        return holds ? Stream.of() : Stream.of(fault);
    }

    private static boolean keepsAll(Deployment deployment) {
        var strategy = deployment.getSpec().getStrategy();
        return strategy != null
                && strategy.getRollingUpdate() != null
                && Integer.valueOf(0)
                        .equals(strategy.getRollingUpdate().getMaxUnavailable().getIntVal());
    }

    private static boolean drains(Workload workload, Environment environment) {
        Duration takes = environment
                .duration("quarkus.shutdown.delay")
                .plus(environment.duration("quarkus.shutdown.timeout"))
                .plus(HAND_BACK);
        Long grace = workload.pod().getTerminationGracePeriodSeconds();
        return environment.is("quarkus.shutdown.delay-enabled") && grace != null && grace > takes.toSeconds();
    }

    private static boolean isSeen(Workload workload, Environment environment) {
        Probe probe = workload.pod().getContainers().get(0).getReadinessProbe();
        return probe != null
                && environment.duration("quarkus.shutdown.delay").toSeconds()
                        >= (long) probe.getPeriodSeconds() * probe.getFailureThreshold();
    }

    private static boolean listens(Workload workload, Environment environment) {
        Map<String, Integer> declared = workload.pod().getContainers().get(0).getPorts().stream()
                .collect(Collectors.toMap(port -> port.getName(), port -> port.getContainerPort()));
        return environment.is("quarkus.management.enabled")
                && declared.equals(Map.of(
                        "http", environment.number("quarkus.http.port", 8080),
                        "management", environment.number("quarkus.management.port", 9000)));
    }

    private static boolean findsSchema(Manifests manifests, Environment environment) {
        if (environment.is("quarkus.flyway.migrate-at-start")) {
            return true;
        }
        return environment.is("quarkus.flyway.validate-at-start")
                && manifests.workloads().stream()
                        .filter(workload -> workload.isMuster() && !workload.serves())
                        .map(workload -> Environment.of(manifests, workload))
                        .anyMatch(job -> job.is("quarkus.init-and-exit") && job.is("quarkus.flyway.migrate-at-start"));
    }

    /** It calls a Service by its name; whatever it calls otherwise would be none of ours. */
    private static Stream<String> faults(Manifests manifests, CronJob cron) {
        Workload workload = Workload.of(cron).orElseThrow();
        return otherwise(
                        workload.pod().getContainers().get(0).getCommand().stream()
                                .filter(argument -> argument.startsWith("http"))
                                .allMatch(url -> isServed(manifests, url)),
                        "calls what no Service serves")
                .map(fault -> workload.name() + ": " + fault);
    }

    private static boolean isServed(Manifests manifests, String url) {
        var address = URI.create(url);
        int port = address.getPort() < 0 ? 80 : address.getPort();
        return manifests
                .find(Service.class, address.getHost())
                .filter(service -> service.getSpec().getPorts().stream().anyMatch(one -> one.getPort() == port))
                .isPresent();
    }
}
