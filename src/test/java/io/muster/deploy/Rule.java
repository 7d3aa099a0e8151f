package io.muster.deploy;

import java.util.stream.Stream;

/** What is to hold of everything that is deployed together. */
interface Rule {

    /** What is wrong, each in a sentence that begins with the name of the manifest. */
    Stream<String> faults(Manifests manifests);

    /** Every rule that there is. */
    static Stream<String> allFaults(Manifests manifests) {
        return Stream.of(
                        new ContainerRules(),
                        new PodRules(),
                        new SelectorRules(),
                        new NetworkRules(),
                        new ReferenceRules(),
                        new SettingRules(),
                        new RolloutRules(),
                        new MonitoringRules())
                .flatMap(rule -> rule.faults(manifests));
    }
}
