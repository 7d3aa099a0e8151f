package io.muster.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Prometheus scrapes a port that is there, and is told how bad what it alerts of is. */
final class MonitoringRules implements Rule {

    @Override
    public Stream<String> faults(Manifests manifests) {
        return Stream.concat(
                manifests
                        .of(ServiceMonitor.class)
                        .flatMap(monitor -> monitor.getSpec().getEndpoints().stream()
                                .filter(endpoint -> !isServed(manifests, monitor, endpoint))
                                .map(endpoint -> name(monitor) + ": no Service has metrics at " + endpoint.getPort())),
                manifests.of(PrometheusRule.class).flatMap(MonitoringRules::faults));
    }

    private static boolean isServed(Manifests manifests, ServiceMonitor monitor, Endpoint endpoint) {
        Map<String, String> wanted = monitor.getSpec().getSelector().getMatchLabels();
        return "/q/metrics".equals(endpoint.getPath())
                && manifests
                        .of(Service.class)
                        .filter(service ->
                                service.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet()))
                        .flatMap(service -> service.getSpec().getPorts().stream())
                        .anyMatch(port -> port.getName().equals(endpoint.getPort()));
    }

    private static Stream<String> faults(PrometheusRule rule) {
        return rule.getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .filter(one -> one.getAlert() != null)
                .filter(alert -> !alert.getLabels().containsKey("severity")
                        || !alert.getAnnotations().keySet().containsAll(List.of("summary", "runbook_url")))
                .map(alert -> name(rule) + ": " + alert.getAlert() + " says neither how bad it is nor what to do");
    }

    private static String name(HasMetadata manifest) {
        return manifest.getMetadata().getName() + " (" + manifest.getKind() + ")";
    }
}
